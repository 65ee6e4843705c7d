"""Two calculation engines that know LAMBDA names and are not ours: ironcalc, and formulon (slow, not in CI)."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

from mappenbau import umgepackt

from udfs import Fehler
from udfs.werte import DEUTSCHE_FEHLER

Lesen = Callable[[int, int, int], Any]
"""Value of a cell: number of the sheet from 0, row and column from 1."""

_ZELLE = re.compile(
    r'<c r="([A-Z]+[0-9]+)"([^>]*?)/?>(?:(?:<f([^>]*?)(?:/>|>([^<]*)</f>))?(<v>[^<]*</v>)?</c>)?'
)
# What an engine computes otherwise, in formulas that call none of our functions: there the stored value stands.
LUECKEN = {
    "ironcalc": (
        r"SUMPRODUCT\(--ISERROR\('",  # over an area of a sheet
        r"SUMPRODUCT\(.*LEN\(SUBSTITUTE\(",  # over an area
        r"SUMPRODUCT\(MAX\(COUNTIF\(",
        r"SUMPRODUCT\(.*ROUND\(",  # over an area
        r"SUM\((?:[a-z_]\w*,?)+\)",  # names whose cell holds ""
        r"COUNTIF\([^)]*\*\"\)",  # wildcards with letters of German
        r"^ROWS\(.*:INDEX\(",  # a range that ends in a call
    ),
    "formulon": (r"SUM\((?:[a-z_]\w*,?)+\)", r"^ROWS\(.*:INDEX\("),
    "formualizer": (
        r"SUMPRODUCT\(.*LEN\(SUBSTITUTE\(",  # over an area
        r"SUMPRODUCT\(MAX\(COUNTIF\(",
        r"SUMPRODUCT\(.*ROUND\(",  # over an area
        r"SUMPRODUCT\(.*ROUND\(",
        r"\*ROW\(",  # rows of an area as an array inside SUMPRODUCT
        r"UPPER\(",  # leaves ä, ö, ü as they are
    ),
}


def vorbereitet(pfad: Path, ziel: Path, maschine: str, nur_unsere: bool = False) -> Path:
    """A copy without stored values, blank cells with a format left out; where the engine has a gap, the value.

    `nur_unsere`: the value of every formula that calls none of our functions.
    """
    luecken = [re.compile(muster) for muster in LUECKEN[maschine]]

    def zelle(m: re.Match[str]) -> str:
        ort, mehr, art, formel, wert = m.groups()
        if formel is None and wert is None:
            return m[0] if "<is>" in m[0] or not m[0].endswith(("/>", "></c>")) else ""
        if formel is None:
            return m[0]
        text = unescape(formel)
        if "EGH_" not in text and (nur_unsere or any(muster.search(text) for muster in luecken)):
            return f'<c r="{ort}"{mehr}>{wert or ""}</c>'
        return f'<c r="{ort}"{re.sub(r" (?:t|cm)=.[a-z0-9]+.", "", mehr)}><f{art}>{formel}</f></c>'

    def teil(name: str, inhalt: bytes) -> bytes:
        if name.startswith("xl/worksheets/sheet"):
            return _ZELLE.sub(zelle, inhalt.decode("utf-8")).encode("utf-8")
        if (
            name == "xl/workbook.xml" and maschine == "formulon"
        ):  # it writes optional parameters in another way
            return re.sub(rb"_xlop\.(\w+)", rb"[_xlpm.\1]", inhalt)
        return inhalt

    ziel.write_bytes(umgepackt(pfad.read_bytes(), teil))
    return ziel


def ironcalc(pfad: Path) -> Lesen:
    """Computed by ironcalc."""
    import ironcalc as maschine

    mappe = maschine.load_from_xlsx(str(pfad), "en", "UTC", "en")
    mappe.evaluate()

    def lesen(blatt: int, zeile: int, spalte: int) -> Any:
        wert = mappe.get_cell_value(blatt, zeile, spalte)
        return Fehler(wert) if wert in DEUTSCHE_FEHLER else wert

    return lesen


def formulon(pfad: Path) -> Lesen:
    """Computed by formulon."""
    from formulon import ValueKind, Workbook

    mappe = Workbook.load(pfad.read_bytes())
    mappe.recalc()
    codes = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")

    def lesen(blatt: int, zeile: int, spalte: int) -> Any:
        wert = mappe.get_value(blatt, zeile - 1, spalte - 1)
        if wert.kind == ValueKind.ERROR:
            return Fehler(codes[wert.error_code] if wert.error_code < len(codes) else "#CALC!")
        return next((x for x in (wert.number, wert.boolean, wert.text) if x is not None), None)

    return lesen


MASCHINEN = {"ironcalc": ironcalc, "formulon": formulon}
