"""Excels Nullregel: eine Summe oder Differenz als Letztes, die fast null ist, ist null (=0,5-0,4-0,1, nicht =(0,5-…)).

Die Maschine kennt sie nicht. Sie gilt so selten, dass erst nach dem Rechnen nachgesehen wird: steht in einer Zelle ein
winziger Wert aus einer Summe, wird ihre letzte Addition durch unsere ersetzt und noch einmal gerechnet.
"""

from __future__ import annotations

from typing import Any

from recalculation.funktionen.grund import Fehlerwert, Verweigert, mit_fehlern, zahl
from recalculation.uebersetzung import baum

SUMME = "EGH_INTERN_SUMME"
"""Hilfsfunktion der Maschine: (links, Vorzeichen, rechts)."""

WINZIG = 1e-6
_SICHER, _FRAGLICH = 2.0**-50, 2.0**-48  # dazwischen ist nicht bekannt, ob Excel die Null setzt


@mit_fehlern
def summe(links: Any, vorzeichen: Any, rechts: Any) -> float:
    """Summe oder Differenz nach Excels Nullregel."""
    if isinstance(links, list) or isinstance(rechts, list):
        raise Fehlerwert("Value")
    a, b = zahl(links), zahl(rechts) * zahl(vorzeichen)
    ergebnis = a + b
    anteil = abs(ergebnis) / max(abs(a), abs(b), 1e-300)
    if 0 < anteil <= _SICHER:
        return 0.0
    if _SICHER < anteil < _FRAGLICH:
        raise Verweigert
    return ergebnis


def ist_winzig(wert: Any) -> bool:
    """Ob ein Wert der Rest einer Summe sein könnte."""
    return type(wert) is float and 0 < abs(wert) < WINZIG


def umgeschrieben(text: str) -> str | None:
    """Die Formel mit unserer Summe; None, wenn sie nicht mit einer Summe oder Differenz endet."""
    teile = baum.letzte_summe(text)
    return None if teile is None else f"{SUMME}({teile[0]},{1 if teile[1] == '+' else -1},{teile[2]})"
