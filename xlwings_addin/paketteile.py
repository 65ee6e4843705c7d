"""The parts of EGH.xlam beside its VBA: its two sheets, the ribbon, names and times in the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from udfs import Formel
from xlwings_addin.vba_text import Unpassend

BLATT = "egh.conf"
TEXTBLATT = (
    "_IntelliSense_"  # the name under which ExcelDna.IntelliSense looks for texts; it must be the last sheet
)
RIBBON = (Path(__file__).parent / "ribbon.xml").read_text("utf-8")

_TEXTE = 6  # number of the second sheet's relationship
_ZEITPUNKT = "2026-01-01T00:00:00Z"
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def konfigurationsblatt(werte: dict[str, str]) -> str:
    """Sheet XML: column A the keys of the configuration, B their values."""
    return _blatt('<sheetPr codeName="Sheet2"/>', list(werte.items()))


def textblatt(formeln: Sequence[Formel], hilfe: str) -> str:
    """Sheet XML in the form of ExcelDna.IntelliSense: per formula name, text, help, then name and text per argument.

    `hilfe`: path of the handbook on the PC, "" if unknown; each formula has its anchor in it. Our own wizard reads the
    same rows.
    """
    zeilen: list[tuple[str, ...]] = [("FunctionInfo", "1")]
    for f in formeln:
        argumente = (text for a in f.argumente for text in (a.name, a.angabe.text))
        ort = f"{hilfe}#{f.name.lower()}" if hilfe else ""
        zeilen.append((f.name, f"{f.beschreibung} [{f.einheit}]", ort, *argumente))
    return _blatt("", zeilen)


def _blatt(eigenschaften: str, zeilen: Sequence[Sequence[str]]) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_NS}">{eigenschaften}'
        f"<sheetData>{''.join(_zeile(i, zellen) for i, zellen in enumerate(zeilen, 1))}</sheetData>"
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>'
    )


def _zeile(nummer: int, zellen: Sequence[str]) -> str:
    inhalt = "".join(
        f'<c r="{chr(64 + spalte)}{nummer}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for spalte, text in enumerate(zellen, 1)
        if text
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
    """xl/workbook.xml of the template without its author's folder, with our sheets, not hidden (IsAddin hides them)."""
    xml = _einmal(r"<mc:AlternateContent .*?</mc:AlternateContent>", "", xml)
    xml = _einmal(r' visibility="hidden"', "", xml)
    xml = _einmal(
        r' defaultImageDpi="32767"', "", xml
    )  # an Excel for Mac wrote it; the schema does not know it
    xml = _einmal(r"<definedNames />", "", xml)
    xml = _einmal(r'<calcPr fullCalcOnLoad="1" />', '<calcPr calcId="191029"/>', xml)
    texte = f'<sheet name="{TEXTBLATT}" sheetId="3" r:id="rId{_TEXTE}"/></sheets>'
    return _einmal("</sheets>", texte, _einmal(r'name="_myaddin\.conf"', f'name="{BLATT}"', xml))


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


def inhaltsarten(xml: str) -> str:
    """[Content_Types].xml without the shared strings, which nothing uses any more, with our second sheet."""
    zweites = r'\g<0><Override PartName="/xl/worksheets/sheet2.xml" ContentType="\1"/>'
    xml = _einmal(r'<Override PartName="/xl/worksheets/sheet1\.xml" ContentType="([^"]*)" ?/>', zweites, xml)
    return _ohne_texttabelle(xml)


def beziehungen(xml: str) -> str:
    """xl/_rels/workbook.xml.rels: the same of the relationships."""
    zweites = rf'\g<0><Relationship Id="rId{_TEXTE}" Type="\1" Target="worksheets/sheet2.xml"/>'
    xml = _einmal(r'<Relationship [^>]*Type="([^"]*)" Target="worksheets/sheet1\.xml" ?/>', zweites, xml)
    return _ohne_texttabelle(xml)


def _ohne_texttabelle(verzeichnis: str) -> str:
    return _einmal(r"<(?:Override|Relationship) [^>]*sharedStrings\.xml\"[^>]*/>", "", verzeichnis)


def mit_ribbon(rels: str) -> str:
    """_rels/.rels: a ribbon in the namespace of 2006 stands under the relationship of 2006 ([MS-OI29500] 3.4.1.3)."""
    return _einmal(r"office/2007(/relationships/ui/extensibility)", r"office/2006\1", rels)


def _einmal(muster: str, neu: str, text: str) -> str:
    text, anzahl = re.subn(muster, neu, text, flags=re.S)
    if anzahl != 1:
        raise Unpassend(f"{anzahl} times {muster} in the template")
    return text
