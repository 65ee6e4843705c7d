"""Ein neues Blatt in eine gebaute Mappe: Zellen, Namen und das Nötige ringsum, als Text in die Teile der Datei."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import blatt_teil

_TYP = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_ART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_HAUPT = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True)
class Zelle:
    """Ein Text, eine Zahl oder (`formel`, ohne =) eine Formel; `stil`: Schlüssel in `Stile.nummern`."""

    wert: str | float | None = None
    formel: str = ""
    stil: str = "text"


@dataclass
class Blatt:
    """Was auf dem Blatt steht; `namen`: Name → Bereich darauf ("B4:B9")."""

    name: str
    breiten: Sequence[float]
    zeilen: dict[int, list[Zelle]] = field(default_factory=dict)
    namen: dict[str, str] = field(default_factory=dict)
    kopfzeilen: int = 1

    def setze(self, zeile: int, *zellen: Zelle | str | float | None) -> None:
        """Eine Zeile ab Spalte A."""
        self.zeilen[zeile] = [z if isinstance(z, Zelle) else Zelle(z) for z in zellen]


class Stile:
    """Nummern der Formate, die das Blatt braucht: die der Blätter, die schon da sind."""

    def __init__(self, teile: Mapping[str, bytes], quellen: str) -> None:
        self.xml = teile["xl/styles.xml"].decode("utf-8")
        blatt = teile[quellen].decode("utf-8")
        kopf, titel = _stil(blatt, "A5"), _stil(blatt, "A1")
        text = _stil(blatt, "A7") or _stil(blatt, "A3")
        self.nummern = {"titel": titel, "kopf": kopf, "text": text}
        self.nummern["zahl"] = self._mit_format(text, 4)
        self.nummern["tag"] = self._mit_format(text, 14)
        self.nummern["genau"] = self._mit_format(text, 0)

    def _mit_format(self, basis: int, zahlenformat: int) -> int:
        """Ein Format wie `basis`, mit einem anderen der eingebauten Zahlenformate; gibt seine Nummer."""
        treffer = re.search(r'<cellXfs count="(\d+)">(.*?)</cellXfs>', self.xml, re.S)
        if treffer is None:
            raise ValueError("styles.xml ohne cellXfs")
        alle = re.findall(r"<xf\b(?:[^>]*/>|.*?</xf>)", treffer[2], re.S)
        neu = re.sub(r'numFmtId="\d+"', f'numFmtId="{zahlenformat}"', alle[basis], count=1)
        if "applyNumberFormat" not in neu:
            neu = neu.replace("<xf ", '<xf applyNumberFormat="1" ', 1)
        anzahl = len(alle)
        inhalt = f'<cellXfs count="{anzahl + 1}">{treffer[2]}{neu}</cellXfs>'
        self.xml = self.xml.replace(treffer[0], inhalt)
        return anzahl


def _stil(blatt: str, ort: str) -> int:
    treffer = re.search(rf'<c r="{ort}"[^>]*\bs="(\d+)"', blatt)
    return int(treffer[1]) if treffer else 0


def angefuegt(teile: Mapping[str, bytes], blatt: Blatt, stile: Stile) -> dict[str, bytes]:
    """Die Teile mit dem Blatt als letztem. Fehler: ValueError, wenn es schon da ist."""
    mappe = teile["xl/workbook.xml"].decode("utf-8")
    if f'name="{escape(blatt.name)}"' in mappe:
        raise ValueError(f"Das Blatt {blatt.name} gibt es schon.")
    nummern = [int(n) for n in re.findall(r'sheetId="(\d+)"', mappe)]
    datei, rid = f"xl/worksheets/sheet{max(nummern) + 1}.xml", f"rIdNativ{max(nummern) + 1}"
    while datei in teile:
        datei = datei.replace("sheet", "sheet1", 1)
    eintrag = (
        f'<sheet name="{escape(blatt.name)}" sheetId="{max(nummern) + 1}" state="visible" r:id="{rid}"/>'
    )
    if "xmlns:r=" not in mappe[: mappe.index(">", mappe.index("<workbook")) + 1]:
        raum = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        eintrag = eintrag.replace("<sheet ", f"<sheet {raum} ", 1)
    mappe = mappe.replace("</sheets>", eintrag + "</sheets>", 1)
    mappe = mappe.replace("</definedNames>", _namen(blatt) + "</definedNames>", 1)
    neu = {
        datei: _xml(blatt, stile.nummern),
        "xl/workbook.xml": mappe,
        "xl/styles.xml": stile.xml,
        "[Content_Types].xml": teile["[Content_Types].xml"]
        .decode("utf-8")
        .replace("</Types>", f'<Override PartName="/{datei}" ContentType="{_TYP}"/></Types>', 1),
        "xl/_rels/workbook.xml.rels": teile["xl/_rels/workbook.xml.rels"]
        .decode("utf-8")
        .replace(
            "</Relationships>",
            f'<Relationship Id="{rid}" Type="{_ART}" Target="/{datei}"/></Relationships>',
            1,
        ),
    }
    return {**teile, **{name: text.encode("utf-8") for name, text in neu.items()}}


def _namen(blatt: Blatt) -> str:
    """Die Namen, und der verborgene, an dem `egh rechnen` das Blatt als unseres erkennt."""
    alle = "".join(
        f'<definedName name="{name}">{blatt.name}!{_fest(ort)}</definedName>'
        for name, ort in sorted(blatt.namen.items())
    )
    erkannt = f"blatt_{blatt_teil(blatt.name)}"
    return f'{alle}<definedName name="{erkannt}" hidden="1">{blatt.name}!$A$1</definedName>'


def _fest(ort: str) -> str:
    return re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", ort)


def _xml(blatt: Blatt, stile: Mapping[str, int]) -> str:
    zeilen = "".join(_zeile(nummer, zeile, blatt, stile) for nummer, zeile in sorted(blatt.zeilen.items()))
    spalten = "".join(
        f'<col min="{i}" max="{i}" width="{breite}" customWidth="1"/>'
        for i, breite in enumerate(blatt.breiten, 1)
    )
    oben = blatt.kopfzeilen
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_HAUPT}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{oben}" topLeftCell="A{oben + 1}" activePane="bottomLeft" state="frozen"/></sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{spalten}</cols><sheetData>{zeilen}</sheetData>'
        '<sheetProtection sheet="1" objects="0" scenarios="0" formatCells="0" formatColumns="0" formatRows="0"/>'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;8&amp;A&amp;R&amp;8Seite &amp;P von &amp;N</oddFooter></headerFooter>"
        "</worksheet>"
    )


def _zeile(nummer: int, zeile: Sequence[Zelle], blatt: Blatt, stile: Mapping[str, int]) -> str:
    zellen_ = "".join(_zelle(nummer, i, z, stile) for i, z in enumerate(zeile, 1))
    return f'<row r="{nummer}" ht="{_hoehe(zeile, blatt.breiten)}" customHeight="1">{zellen_}</row>'


def _hoehe(zeile: Sequence[Zelle], breiten: Sequence[float]) -> float:
    """Höhe, in die jeder Text passt; von selbst wächst eine Zeile beim Öffnen nicht."""
    texte = [
        (z.wert, b)
        for z, b in zip(zeile, breiten, strict=False)
        if isinstance(z.wert, str) and z.stil == "text"
    ]
    return zellen.hoehe(*texte)


def _zelle(zeile: int, spalte: int, z: Zelle, stile: Mapping[str, int]) -> str:
    if z.wert is None and not z.formel:
        return ""
    kopf = f'<c r="{get_column_letter(spalte)}{zeile}" s="{stile[z.stil]}"'
    if z.formel:
        return f"{kopf}><f>{escape(z.formel)}</f><v></v></c>"
    if isinstance(z.wert, str):
        return f'{kopf} t="inlineStr"><is><t xml:space="preserve">{escape(z.wert)}</t></is></c>'
    return f"{kopf}><v>{z.wert!r}</v></c>"
