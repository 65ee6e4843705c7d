"""A workbook linked to another one, as Excel stores it: with or without the cached values of the other file."""

from __future__ import annotations

import zipfile
from pathlib import Path

from mappenbau import mit_blatt_xml, teile

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_CACHE = (
    '<sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>5</v></cell>'
    '<cell r="B1" t="str"><v>hallo</v></cell></row><row r="2"><cell r="A2"><v>6</v></cell></row>'
    "</sheetData></sheetDataSet>"
)


def mit_verknuepfung(pfad: Path, zeilen: str, namen: str = "", cache: bool = True) -> Path:
    """One sheet "T" with these rows; [1] is the absent Quelle.xlsx with Sheet1 (A1 = 5, A2 = 6, B1 = "hallo")."""
    inhalt = teile(mit_blatt_xml(pfad, zeilen, namen))
    mappe = inhalt["xl/workbook.xml"]
    verweis = f'<externalReferences><externalReference xmlns:r="{_R}" r:id="rIdX"/></externalReferences>'
    vor = b"<definedNames" if b"<definedNames" in mappe else b"<calcPr"
    inhalt["xl/workbook.xml"] = mappe.replace(vor, verweis.encode() + vor, 1)
    _ergaenze(
        inhalt,
        "xl/_rels/workbook.xml.rels",
        f'<Relationship Id="rIdX" Type="{_R}/externalLink" Target="externalLinks/externalLink1.xml"/>',
        "</Relationships>",
    )
    _ergaenze(
        inhalt,
        "[Content_Types].xml",
        '<Override PartName="/xl/externalLinks/externalLink1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>',
        "</Types>",
    )
    inhalt["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink {_NS}><externalBook xmlns:r="{_R}" r:id="rId1">'
        '<sheetNames><sheetName val="Sheet1"/></sheetNames>'
        '<definedNames><definedName name="EGH_VZAE"/><definedName name="extname" refersTo="=Sheet1!$A$1"/>'
        f"</definedNames>{_CACHE if cache else ''}</externalBook></externalLink>"
    ).encode()
    inhalt["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{_P}"><Relationship Id="rId1" Type="{_R}/externalLinkPath" '
        'Target="Quelle.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    with zipfile.ZipFile(pfad, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, daten in inhalt.items():
            archiv.writestr(name, daten)
    return pfad


def _ergaenze(inhalt: dict[str, bytes], teil: str, eintrag: str, vor: str) -> None:
    inhalt[teil] = inhalt[teil].replace(vor.encode(), (eintrag + vor).encode())
