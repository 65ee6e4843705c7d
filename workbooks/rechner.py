"""Was der Rechner von uns bekommt: alle Formeln aus `udfs`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from recalculation.eigene import Eigene, Formel
from udfs import FUNKTIONEN, aufruf, formel

# Vor unseren Namen schreiben Excel und das Add-in die Datei, aus der sie kommen, und Excel selbst Vorsätze.
_DAVOR = r"\[\d+\]!|(?:'[^']*EGH\.xlam'|EGH\.xlam)!|_xll\.|_xldudf_|_xludf\.|(?:\w+\.)*EGH\."


def _fuer_den_rechner(funktion: Callable[..., Any]) -> Formel:
    f = formel(funktion)
    return Formel(
        f.name,
        partial(aufruf, funktion),
        tuple(a.name for a in f.argumente),
        tuple(a.angabe.bereich for a in f.argumente),
        frozenset(i for i, a in enumerate(f.argumente) if a.name == "stichtag"),
        f.tabelle,
    )


EGH = Eigene((_fuer_den_rechner(f) for f in FUNKTIONEN), "EGH_", _DAVOR)
