"""Arbeitsmappen: Vorlagen bauen, Mappen ohne Office rechnen, Tabellen von Fällen.

import workbooks
mappe = workbooks.oeffnen("kalkulation.xlsx")
mappe["eingabe_njaz"] = 1540
mappe.rechnen()
mappe["ergebnis_vzae"]
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbooks.mappe import Arbeitsmappe


def oeffnen(pfad: str | PathLike[str]) -> Arbeitsmappe:
    """Eine .xlsx- oder .xlsm-Datei öffnen.

    Fehler: `recalculation.Unbrauchbar` (ValueError) mit einem deutschen Satz, wenn die Datei keine
    lesbare Arbeitsmappe ist; OSError, wenn sie nicht gelesen werden kann.
    """
    from workbooks.mappe import Arbeitsmappe

    return Arbeitsmappe.oeffnen(pfad)


__all__ = ["oeffnen"]
