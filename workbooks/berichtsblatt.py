"""Ein Blatt, das berichtet, statt zu rechnen: Titel, Spalten, fremder Text und Werte in der Gestalt aller Mappen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from udfs import Fehler
from workbooks.bausteine.grund import zellen


def einrichten(blatt: Worksheet, titel: str, quelle: str, breiten: Sequence[float]) -> None:
    """Titel, Herkunft, Spaltenbreiten, A4 quer."""
    for spalte, breite in enumerate(breiten, 1):
        blatt.column_dimensions[get_column_letter(spalte)].width = breite
    blatt["A1"] = titel
    blatt["A1"].font = zellen.schrift(14, bold=True, color=zellen.AKZENT)
    text(blatt["A2"], quelle, grau=True)
    blatt.sheet_view.showGridLines = False
    blatt.page_setup.orientation, blatt.page_setup.paperSize = "landscape", blatt.PAPERSIZE_A4
    blatt.page_setup.fitToWidth, blatt.page_setup.fitToHeight = 1, 0
    blatt.sheet_properties.pageSetUpPr.fitToPage = True
    blatt.oddFooter.right.text = "Seite &P von &N"


def text(zelle: Any, wert: str, *, fett: bool = False, grau: bool = False) -> None:
    """Fremder Text (Namen, Dateiname) ist nie eine Formel; was keine Datei aufnimmt, wird ein Fragezeichen."""
    lesbar = ILLEGAL_CHARACTERS_RE.sub("?", wert.encode("utf-8", "replace").decode())
    zellen.text(zelle, lesbar, fett=fett, grau=grau, umbruch=False)
    zelle.data_type = "s"


def zahl(zelle: Any, wert: Any, format_: str) -> None:
    """Ein Fehler bleibt einer: ein Text an seiner Stelle fiele aus jeder Summe."""
    text = isinstance(wert, str)
    zellen.formelzelle(zelle, wert.code if isinstance(wert, Fehler) else wert, format_, rechts=not text)
    if text or isinstance(wert, Fehler):
        zelle.data_type = "s" if text else "e"


def umbrochen(zelle: Any, wert: str, *, grau: bool = False) -> None:
    """Fremder Text, der in seiner Spalte umbricht."""
    text(zelle, wert, grau=grau)
    zelle.alignment = Alignment(wrap_text=True, vertical="center")
