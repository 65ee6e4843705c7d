"""Excels Nullregel: eine Summe oder Differenz als Letztes, die fast null ist, ist null (=0,5-0,4-0,1, nicht =(0,5-…)).

Die Maschine kennt sie nicht. Sie gilt so selten, dass erst nach dem Rechnen nachgesehen wird: steht in einer Zelle ein
winziger Wert aus einer Summe, wird ihre letzte Addition durch unsere ersetzt und noch einmal gerechnet.
"""

from __future__ import annotations

import re
from typing import Any

from recalculation.funktionen.grund import Fehlerwert, Verweigert, mit_fehlern, zahl, zahlen_in
from recalculation.uebersetzung import baum

SUMME = "EGH_INTERN_SUMME"
"""Hilfsfunktion der Maschine: (links, Vorzeichen, rechts)."""

NULLSUMME = "EGH_INTERN_NULLSUMME"
"""Hilfsfunktion der Maschine mit den Argumenten von SUM; dort gilt die Regel nach jedem Wert."""

WINZIG = 0.0001
_SICHER, _FRAGLICH = 2.0**-50, 1.7e-15  # dazwischen ist nicht bekannt, ob Excel die Null setzt
_SUM = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![\w.])(SUM)(?=\()")


@mit_fehlern
def summe(links: Any, vorzeichen: Any, rechts: Any) -> float:
    """Summe oder Differenz nach Excels Nullregel."""
    if isinstance(links, list) or isinstance(rechts, list):
        raise Fehlerwert("Value")
    return _addiert(zahl(links), zahl(rechts) * zahl(vorzeichen))


@mit_fehlern
def nullsumme(*argumente: Any) -> float:
    """SUMME, Wert für Wert addiert."""
    gesamt = 0.0
    for argument in argumente:
        if isinstance(argument, bool):  # als Argument zählt es, in einer Zelle nicht
            raise Verweigert
        for wert in zahlen_in(argument if type(argument) is list else [[argument]]):
            gesamt = _addiert(gesamt, wert)
    return gesamt


def _addiert(a: float, b: float) -> float:
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
    """Die Formel mit unseren Summen; None, wenn sie nicht mit einer endet und SUM nicht darin steht."""
    teile = baum.letzte_summe(text)
    neu = text if teile is None else f"{SUMME}({teile[0]},{1 if teile[1] == '+' else -1},{teile[2]})"
    neu = _SUM.sub(lambda m: NULLSUMME if m[1] else m[0], neu)
    return None if neu == text else neu
