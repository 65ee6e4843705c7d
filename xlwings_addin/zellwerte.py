"""Cell values between Excel's COM (`Range.Value2`) and `udfs.aufruf`.

In both directions a number is a float and an int is a cell error, so that the text "#N/A" stays a text:
from Excel as its SCODE (-2146828288 + code), to Excel as the bare code, of which the VBA side makes `CVErr(code)`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from udfs import NICHT_GEGEBEN, Fehler

FEHLERCODES = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
    "#GETTING_DATA": 2043,
    "#SPILL!": 2045,
    "#CONNECT!": 2046,
    "#BLOCKED!": 2047,
    "#UNKNOWN!": 2048,
    "#FIELD!": 2049,
    "#CALC!": 2050,
}
SCODE = -2146828288  # 0x800A0000: what CVErr(0) is in COM
FEHLT = SCODE + 448  # CVErr(448): our VBA passes it for an argument that the formula leaves out
_NAMEN = {SCODE + code: name for name, code in FEHLERCODES.items()}


def aus_excel(wert: Any) -> Any:
    """A value as COM hands it over: a single value, the rows of a range, or one row of an array constant."""
    if type(wert) is tuple:
        zeilen = wert if wert and type(wert[0]) is tuple else (wert,)
        return [[aus_excel(zelle) for zelle in zeile] for zeile in zeilen]
    if type(wert) is int:
        return _fehler_oder_zahl(wert)
    if wert is None or wert is NICHT_GEGEBEN or isinstance(wert, float | str | bool):
        return wert
    if isinstance(wert, Decimal):  # a cell formatted as currency, where somebody passes .Value
        return float(wert)
    return Fehler("#VALUE!", f"Ein Wert der Art {type(wert).__name__} ist nicht verwendbar.")


def _fehler_oder_zahl(wert: int) -> Any:
    if wert == FEHLT:
        return NICHT_GEGEBEN
    if wert in _NAMEN:
        return Fehler(_NAMEN[wert])
    if SCODE <= wert < SCODE + 0x10000:
        return Fehler("#VALUE!", f"Excel meldet einen unbekannten Zellfehler ({wert - SCODE}).")
    return float(wert)  # called from VBA, where 39 is an Integer


def nach_excel(ergebnis: Any) -> list[list[Any]]:
    """A result as rows for COM: blank as "", an error as its code (int)."""
    zeilen = ergebnis if type(ergebnis) is list else [[ergebnis]]
    return [[_zelle(zelle) for zelle in zeile] for zeile in zeilen]


def _zelle(zelle: Any) -> Any:
    if zelle is None:
        return ""
    if type(zelle) is Fehler:
        return FEHLERCODES.get(zelle.code, FEHLERCODES["#VALUE!"])
    return zelle
