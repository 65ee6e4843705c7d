"""The formulas of formeln.tsv in one workbook, each in the cell named there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula

from udfs import Fehler

_SPALTEN: dict[str, list[object]] = {
    "A": [1, 2, 3, 4, 5, 6],
    "B": [10.5, 20, -3, 0, 7.25, 100],
    "C": ["qA", "uA", "qA", "uA", "qA", "Nacht"],
    "D": [True, False, True, True, False, True],
    "E": [45000, 45031, 45062.5, 45100, 45200, 45300],
    "F": ["Übernahme", "übernahme", "ÜBERNAHME", "Äpfel", "12", " x "],
    "G": [0.1, 0.2, 0.3, "=1/0", "=NA()", -100],
    "H": ["0.1", "0.2", "1", "1", "7+", "2"],  # HBG as printed: texts
}
_DATENBANK: dict[str, object] = {
    "A10": "Art",
    "B10": "W",
    "A11": "x",
    "A12": "y",
    "A13": "x",
    "B11": 1,
    "B12": 2,
    "B13": 4,
    "D10": "Art",
    "D11": "x",
}


class Zeile(NamedTuple):
    """One formula: where it stands, whether as array formula, what it gives, whether it may be refused."""

    ort: str
    matrix: bool
    wert: Any
    darf_fehlen: bool
    formel: str


def zeilen() -> list[Zeile]:
    gelesen = []
    for zeile in (Path(__file__).parent / "formeln.tsv").read_text("utf-8").splitlines():
        if not zeile.startswith("#"):
            ort, art, wert, fraglich, formel = zeile.split("\t")
            gelesen.append(Zeile(ort, art == "{=}", json.loads(wert), fraglich == "?", formel))
    return gelesen


def mappe(pfad: Path) -> Path:
    buch = openpyxl.Workbook()
    blatt = buch.active
    blatt.title = "T"
    for spalte, werte in _SPALTEN.items():
        for nummer, wert in enumerate(werte, 1):
            blatt[f"{spalte}{nummer}"] = wert
    for adresse, wert in _DATENBANK.items():
        blatt[adresse] = wert
    for z in zeilen():
        blatt[z.ort] = ArrayFormula(z.ort, f"={z.formel}") if z.matrix else f"={z.formel}"
    buch.save(pfad)
    return pfad


def gleich(soll: Any, ist: Any) -> bool:
    """Same type and value; LibreOffice prints 15 digits."""
    if isinstance(ist, Fehler):
        return soll == ist.code
    if type(soll) in (int, float) and type(ist) is float:
        return abs(soll - ist) <= 1e-9 * max(1.0, abs(soll))
    return type(soll) is type(ist) and soll == ist
