"""The parts of EGH.xlam beside its VBA: the sheet egh.conf, the ribbon, names and times in the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from udfs import Formel
from xlwings_addin.vba_text import Unpassend

BLATT = "egh.conf"
RIBBON = (Path(__file__).parent / "ribbon.xml").read_text("utf-8")

_ZEITPUNKT = "2026-01-01T00:00:00Z"
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def konfigurationsblatt(werte: dict[str, str], formeln: Sequence[Formel]) -> str:
    """Sheet XML: columns A and B the configuration; D the function, E its text, F onwards its arguments' texts."""
    zeilen: list[dict[int, str]] = [{} for _ in range(max(len(werte), len(formeln)))]
    for zeile, (schluessel, wert) in zip(zeilen, werte.items(), strict=False):
        zeile.update({1: schluessel, 2: wert})
    for zeile, f in zip(zeilen, formeln, strict=False):
        texte = (f.name, f"{f.beschreibung} [{f.einheit}]", *(a.angabe.text for a in f.argumente))
        zeile.update(enumerate(texte, 4))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{_NS}"><sheetPr codeName="Sheet2"/>'
        f"<sheetData>{''.join(_zeile(i, zellen) for i, zellen in enumerate(zeilen, 1))}</sheetData>"
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>'
    )


def _zeile(nummer: int, zellen: dict[int, str]) -> str:
    inhalt = "".join(
        f'<c r="{chr(64 + spalte)}{nummer}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for spalte, text in zellen.items()
    )
    return f'<row r="{nummer}">{inhalt}</row>'


def ribbon(vorlagen: Iterable[tuple[str, str]]) -> str:
    """The ribbon with one entry per template; `vorlagen`: its name for `egh vorlage` and what people read."""
    eintraege = "".join(
        f"<button id={quoteattr('vorlage_' + re.sub(r'[^a-z0-9]', '_', name))} label={quoteattr(titel)} "
        f'tag={quoteattr(name)} onAction="EghBefehle.EghNeueVorlage"/>'
        for name, titel in vorlagen
    )
    return RIBBON.replace("<!-- Vorlagen -->", eintraege)


def arbeitsmappe(xml: str) -> str:
    """xl/workbook.xml of the template without its author's folder, with our sheet, not hidden (IsAddin hides it)."""
    xml = _einmal(r"<mc:AlternateContent .*?</mc:AlternateContent>", "", xml)
    xml = _einmal(r' visibility="hidden"', "", xml)
    xml = _einmal(
        r' defaultImageDpi="32767"', "", xml
    )  # an Excel for Mac wrote it; the schema does not know it
    xml = _einmal(r"<definedNames />", "", xml)
    xml = _einmal(r'<calcPr fullCalcOnLoad="1" />', '<calcPr calcId="191029"/>', xml)
    return _einmal(r'name="_myaddin\.conf"', f'name="{BLATT}"', xml)


def eigenschaften(xml: str, version: str) -> str:
    """docProps/core.xml: our name and version, fixed times."""
    xml = _einmal(r"<dc:title />", f"<dc:title>EGH-Kalkulation {escape(version)}</dc:title>", xml)
    xml = _einmal(r"(<dc:creator>)[^<]*", r"\g<1>EGH-Kalkulation", xml)
    xml = _einmal(r"(<cp:lastModifiedBy>)[^<]*", r"\g<1>EGH-Kalkulation", xml)
    beschreibung = (
        "Formeln der Eingliederungshilfe. Enthält VBA von xlwings (BSD 3-Clause), siehe Modul xlwings."
    )
    xml = _einmal(r"<dc:description />", f"<dc:description>{beschreibung}</dc:description>", xml)
    for feld in ("created", "modified"):
        xml = _einmal(rf"(<dcterms:{feld}[^>]*>)[^<]*", rf"\g<1>{_ZEITPUNKT}", xml)
    return xml


def ohne_texttabelle(verzeichnis: str) -> str:
    """[Content_Types].xml or workbook.xml.rels without the shared strings, which nothing uses any more."""
    return _einmal(r"<(?:Override|Relationship) [^>]*sharedStrings\.xml\"[^>]*/>", "", verzeichnis)


def mit_ribbon(beziehungen: str) -> str:
    """_rels/.rels: a ribbon in the namespace of 2006 stands under the relationship of 2006 ([MS-OI29500] 3.4.1.3)."""
    return _einmal(r"office/2007(/relationships/ui/extensibility)", r"office/2006\1", beziehungen)


def _einmal(muster: str, neu: str, text: str) -> str:
    text, anzahl = re.subn(muster, neu, text, flags=re.S)
    if anzahl != 1:
        raise Unpassend(f"{anzahl} times {muster} in the template")
    return text
