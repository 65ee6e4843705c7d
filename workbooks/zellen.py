"""Aussehen der Zellen in unseren Vorlagen: eine Akzentfarbe, Eingaben gelb, Gerechnetes grau, Arial."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

AKZENT, EINGABE, FORMEL = "FF1F4E79", "FFFFF8DC", "FFF2F2F2"
STUNDEN = "#,##0.00"
_LINIE = Side(style="thin", color="FFBFBFBF")
_RAHMEN = Border(top=_LINIE, bottom=_LINIE, left=_LINIE, right=_LINIE)


def schrift(**angaben: Any) -> Font:
    """Arial in Grundgröße, mit den angegebenen Abweichungen."""
    return Font(**{"name": "Arial", "size": 10, **angaben})


def kopfzelle(zelle: Cell, wort: str) -> None:
    """Überschrift einer Spalte."""
    zelle.value = wort
    zelle.font = schrift(bold=True, color="FFFFFFFF")
    zelle.fill = PatternFill("solid", fgColor=AKZENT)
    zelle.alignment = Alignment(
        wrap_text=True, vertical="center", horizontal="left" if zelle.column == 1 else "center"
    )
    zelle.border = _RAHMEN


def eingabezelle(zelle: Cell, wert: object, zahlenformat: str) -> None:
    """Eingabe: farbig und nicht gesperrt."""
    zelle.value = wert
    zelle.font = schrift()
    zelle.fill = PatternFill("solid", fgColor=EINGABE)
    zelle.border = _RAHMEN
    zelle.number_format = zahlenformat
    zelle.protection = Protection(locked=False)
    if zelle.column > 1:
        zelle.alignment = Alignment(horizontal="right", vertical="center")


def formelzelle(zelle: Cell, formel: object, zahlenformat: str, fett: bool = False) -> None:
    """Gerechneter Wert, gesperrt."""
    zelle.value = formel
    zelle.font = schrift(bold=fett)
    zelle.fill = PatternFill("solid", fgColor=FORMEL)
    zelle.border = _RAHMEN
    zelle.number_format = zahlenformat
    if zelle.column > 1:
        zelle.alignment = Alignment(horizontal="right", vertical="center")
