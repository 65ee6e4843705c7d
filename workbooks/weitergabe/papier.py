"""Was eine Mappe für den Druck noch braucht: Zeilen, die mit langem Text wachsen, und keine Farbe der Eingaben.

Excel macht eine Zeile ohne Höhe beim Öffnen so hoch wie ihren Text, LibreOffice glaubt der Datei.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import unescape

from openpyxl.utils import column_index_from_string

from recalculation.datei import adresse
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.paket import Paket
from workbooks.bausteine.grund.zellen import EINGABE, hoehe

_WEISS = "FFFFFFFF"
_ZEILE = re.compile(r'(?s)<row r="(\d+)"([^>]*)>(.*?)</row>')
_ZELLE = re.compile(r'(?s)<c r="([A-Z]+)\d+"((?:\s\w+="[^"]*")*)>(.*?)</c>')
_SPALTE = re.compile(r"<col\b[^>]*/>")
_TEXT = re.compile(r"(?s)<(?:t|v)(?:\s[^>]*)?>(.*?)</(?:t|v)>")
_BREITE = 8.43  # Spalten, deren Breite nicht dasteht
_EINE = 15.0
_DRUCKBEREICH = re.compile(r'<definedName([^>]*name="_xlnm\.Print_Area"[^>]*)>([^<]*)</definedName>')
_ALLE = 1 << 14


def auf_papier(paket: Paket) -> dict[str, bytes]:
    """Die Teile der Datei, so wie sie gedruckt werden sollen."""
    teile = paket.teile
    neu = dict(teile)
    bis = _gedruckt_bis(paket)
    stile = neu.get("xl/styles.xml", b"").decode("utf-8").replace(EINGABE, _WEISS)
    if stile:
        neu["xl/styles.xml"] = stile.encode("utf-8")
    umbruch, texte = _mit_umbruch(stile), _texte(teile)
    for name in [n for n in neu if n.startswith("xl/worksheets/sheet")]:
        xml = neu[name].decode("utf-8")
        neu[name] = _gewachsen(xml, umbruch, texte, bis.get(name, _ALLE)).encode("utf-8")
    return neu


def _mit_umbruch(stile: str) -> set[str]:
    """Nummern der Formate, in denen Text umbricht."""
    formate = re.search(r"(?s)<cellXfs\b[^>]*>(.*?)</cellXfs>", stile)
    alle = re.findall(r"(?s)<xf\b[^>]*?(?:/>|>.*?</xf>)", formate[1] if formate else "")
    return {str(n) for n, xf in enumerate(alle) if 'wrapText="1"' in xf}


def _texte(teile: Mapping[str, bytes]) -> list[str]:
    xml = teile.get("xl/sharedStrings.xml", b"").decode("utf-8")
    return ["".join(_TEXT.findall(si)) for si in re.findall(r"(?s)<si>(.*?)</si>", xml)]


def _gedruckt_bis(paket: Paket) -> dict[str, int]:
    """Teil eines Blatts → letzte Spalte seines Druckbereichs: was daneben steht, macht auf Papier keine Zeile hoch."""
    aufbau, bis = Aufbau(paket), {}
    for angaben, bezug in _DRUCKBEREICH.findall(paket.teile["xl/workbook.xml"].decode("utf-8")):
        ort = re.search(r'localSheetId="(\d+)"', angaben)
        spalte = re.search(r"\$([A-Z]+)\$\d+$", bezug)
        if ort and spalte:
            bis[aufbau.blaetter[aufbau.blattnamen[int(ort[1])]].teil] = column_index_from_string(spalte[1])
    return bis


def _gewachsen(xml: str, umbruch: set[str], texte: list[str], bis: int) -> str:
    breiten = _breiten(xml)
    verbunden = set(re.findall(r'<mergeCell ref="([A-Z]+\d+):', xml))

    def zeile(m: re.Match[str]) -> str:
        nummer, angaben, zellen = m.groups()
        if " ht=" in angaben:
            return m[0]
        gebraucht = _EINE
        for spalte, merkmale, inhalt in _ZELLE.findall(zellen):
            if column_index_from_string(spalte) > bis:
                break
            if f"{spalte}{nummer}" not in verbunden and _merkmal(merkmale, "s") in umbruch:
                text = _wert(_merkmal(merkmale, "t"), inhalt, texte)
                gebraucht = max(gebraucht, hoehe((text, breiten.get(spalte, _BREITE))))
        return (
            m[0]
            if gebraucht <= _EINE
            else f'<row r="{nummer}"{angaben} ht="{gebraucht:g}" customHeight="1">{zellen}</row>'
        )

    return _ZEILE.sub(zeile, xml)


def verborgene_spalten(xml: str) -> set[int]:
    """Nummern der verborgenen Spalten eines Blatts."""
    return {n for spalte, nummern in _spalten(xml) if 'hidden="1"' in spalte for n in nummern}


def _breiten(xml: str) -> dict[str, float]:
    """Buchstabe → Breite; eine verborgene Spalte ist so breit wie nötig."""
    breiten = {}
    for spalte, nummern in _spalten(xml):
        breite = re.search(r'\bwidth="([\d.]+)"', spalte)
        sichtbar = float(breite[1]) if breite else _BREITE
        for nummer in nummern:
            breiten[adresse.spaltenname(nummer)] = 1e4 if 'hidden="1"' in spalte else sichtbar
    return breiten


def _spalten(xml: str) -> Iterator[tuple[str, range]]:
    """Jede Angabe zu Spalten und für welche sie gilt."""
    for spalte in _SPALTE.findall(xml):
        von, bis = (int(re.search(rf'\b{n}="(\d+)"', spalte)[1]) for n in ("min", "max"))  # type: ignore[index]
        yield spalte, range(von, min(bis, von + 200) + 1)


def _merkmal(merkmale: str, name: str) -> str:
    gefunden = re.search(rf'\s{name}="([^"]*)"', merkmale)
    return gefunden[1] if gefunden else ""


def _wert(art: str, inhalt: str, texte: list[str]) -> str:
    """Der Text einer Zelle; Zahlen brechen nicht um."""
    roh = "".join(_TEXT.findall(inhalt))
    if art == "s":
        return unescape(texte[int(roh)]) if roh.isdigit() and int(roh) < len(texte) else ""
    return unescape(roh) if art in ("str", "inlineStr") else ""
