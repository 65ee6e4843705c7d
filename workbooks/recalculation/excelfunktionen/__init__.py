"""Funktionen, die die Rechenmaschine anders rechnet als Excel, hier wie in Excel; sie ersetzen die eingebauten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbooks.recalculation.excelfunktionen import datum, finanzen, mathematik, runden, texte, verweise
from workbooks.recalculation.excelfunktionen.grund import JE_WERT_GERECHNETE, VERWEIGERT, WEGGELASSEN

__all__ = ["FUNKTIONEN", "JE_WERT", "VERWEIGERT", "WEGGELASSEN", "funktionen"]


def funktionen(datum_1904: bool) -> dict[str, Callable[..., Any]]:
    """Name → Funktion für eine Mappe mit dieser Zählung der Tage."""
    return {
        **runden.FUNKTIONEN,
        **mathematik.FUNKTIONEN,
        **finanzen.FUNKTIONEN,
        **texte.FUNKTIONEN,
        **verweise.FUNKTIONEN,
        **datum.funktionen(datum_1904),
    }


FUNKTIONEN = funktionen(datum_1904=False)

# Funktionen der früheren Analyse-Add-ins: über Bereichen gibt Excel einen Fehler, über Feldern nicht.
_NUR_EINZELN = {
    *(
        "EDATE",
        "EOMONTH",
        "QUOTIENT",
        "EFFECT",
        "NOMINAL",
        "CUMIPMT",
        "CUMPRINC",
        "ISODD",
        "ISEVEN",
    ),
    *("MROUND"),
}
JE_WERT = {name for name, funktion in FUNKTIONEN.items() if funktion in JE_WERT_GERECHNETE} - _NUR_EINZELN
"""Rechnen über einem Feld Wert für Wert."""
