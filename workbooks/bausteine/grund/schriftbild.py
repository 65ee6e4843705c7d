"""Wie breit und wie viele Zeilen ein Text in Arial ist: danach richten sich Zeilenhöhen und schmale Blätter.

Die Breiten sind die der Schrift (Tausendstel der Schriftgröße; Arial, Helvetica und Liberation Sans sind gleich breit).
"""

from __future__ import annotations

from functools import lru_cache

_BREITEN = {
    222: "ijl",
    278: " !,./:;I[]\\ft·",
    333: "()-r`",
    365: "°²³„“”",
    500: "Jcksvxyz",
    556: "0123456789abdeghnopqu?_#$§€–Läöü»«",
    584: "+=<>~×÷−≤≥",
    611: "FTZß",
    667: "&ABEKPSVXYÄ",
    722: "CDHNRUwÜ",
    778: "GOQÖ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…→●▲▼",
    1016: "@",
}
_JE_ZEICHEN = {z: breite for breite, zeichen in _BREITEN.items() for z in zeichen}
_SONST = 600
_FETT = 1.11
"""Fette Buchstaben sind höchstens um so viel breiter."""
_PIXEL_JE_PUNKT = 96 / 72
_SPALTE = 7.0
"""Pixel je Einheit einer Spaltenbreite."""
_RAND = 14.0
"""Pixel, die vom Rand der Zelle und vom Einzug abgehen."""


def breite(text: str, punkt: float = 10, fett: bool = False) -> float:
    """Breite einer Zeile Text in Einheiten der Spaltenbreite, ohne Rand."""
    em = sum(_JE_ZEICHEN.get(z, _SONST) for z in text) / 1000
    return em * punkt * _PIXEL_JE_PUNKT * (_FETT if fett else 1) / _SPALTE


@lru_cache(maxsize=20_000)
def zeilen(text: str, spalte: float) -> int:
    """Zeilen, in die ein Text von 10 Punkt umbricht; jeder Zeilenwechsel im Text zählt, ein zu langes Wort bricht."""
    platz = max(4.0, spalte - _RAND / _SPALTE)
    anzahl = 0
    for absatz in text.split("\n"):
        anzahl, rest = anzahl + 1, platz
        for wort in absatz.split():
            lang = breite(wort)
            if lang > rest and rest < platz:
                anzahl, rest = anzahl + 1, platz
            while lang > platz:
                anzahl, lang = anzahl + 1, lang - platz
            rest -= lang + breite(" ")
    return anzahl
