"""The tests' hold on tests/fremd/xlwings_treiber.py: calls as Excel makes them, through xlwings' own code."""

import os
import sys
from pathlib import Path
from typing import Any

from kindprozess import Kindprozess

from udfs import NICHT_GEGEBEN, Fehler

TREIBER = Path(__file__).parent / "fremd" / "xlwings_treiber.py"

# [MS-OE376] and the Excel object model, XlCVError; in COM an error is 0x800A0000 plus this, as a signed number.
CVERR = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
}
SCODE = 0x800A0000 - 2**32
FEHLT = SCODE + 448


def als_com(wert: Any) -> Any:
    """A value as `Range.Value2` and our VBA hand it over."""
    if wert is NICHT_GEGEBEN:
        return FEHLT
    if isinstance(wert, Fehler):
        return SCODE + CVERR[wert.code]
    return [[als_com(zelle) for zelle in zeile] for zeile in wert] if isinstance(wert, list) else wert


def aus_com(wert: Any) -> Any:
    """A result as Excel's cells would take it: "" is blank, an int is CVErr."""
    if isinstance(wert, list):
        zeilen = wert if wert and isinstance(wert[0], list) else [wert]
        return [[aus_com(zelle) for zelle in zeile] for zeile in zeilen]
    if type(wert) is int:
        return Fehler(next(code for code, nummer in CVERR.items() if nummer == wert))
    return None if wert == "" else wert


class Excel(Kindprozess):
    """A running server; use as a context."""

    def __init__(self, **umgebung: str) -> None:
        super().__init__([sys.executable, "-B", str(TREIBER)], {**os.environ, **umgebung})

    def roh(self, name: str, *argumente: Any) -> Any:
        """A call with arguments in COM's own shapes, the answer likewise."""
        return self.frage("Rechne", name, list(argumente))

    def ruf(self, name: str, argumente: list[Any]) -> Any:
        """A call with cell values, the result as cell values."""
        return aus_com(self.roh(name, *map(als_com, argumente)))

    def text(self, frage: str, *texte: str) -> str:
        """What a ribbon button asks."""
        antwort = self.frage("Frage", frage, list(texte))
        assert isinstance(antwort, str), antwort
        return antwort
