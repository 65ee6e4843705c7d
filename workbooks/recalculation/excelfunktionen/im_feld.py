"""Funktionen, die die Maschine einzeln rechnet wie Excel, über einem Feld aber nicht: hier Wert für Wert."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP
from typing import Any

from workbooks.recalculation.excelfunktionen.grund import Fehlerwert, ganz, je_wert, text, wahr, zahl
from workbooks.recalculation.excelfunktionen.runden import auf_stellen


def _gerundet(art: str) -> Callable[..., Any]:
    @je_wert
    def ruf(wert: Any, stellen: Any = 0.0) -> float:
        return auf_stellen(zahl(wert), ganz(stellen), art)

    return ruf


@je_wert
def _betrag(wert: Any) -> float:
    return abs(zahl(wert))


@je_wert
def _wurzel(wert: Any) -> float:
    n = zahl(wert)
    if n < 0:
        raise Fehlerwert("Num")
    return math.sqrt(n)


@je_wert
def _rest(wert: Any, teiler: Any) -> float:
    n, t = zahl(wert), zahl(teiler)
    if t == 0:
        raise Fehlerwert("Div")
    rest = n - t * math.floor(n / t)
    return 0.0 if abs(rest - t) < 1e-13 * abs(t) else rest


@je_wert
def _nicht(wert: Any) -> bool:
    return not wahr(wert)


def _frage(antwort: Callable[[Any], bool]) -> Callable[..., Any]:
    return je_wert(antwort)


def _ist_zahl(wert: Any) -> bool:
    return wert is not None and not isinstance(wert, (bool, str, dict))


IM_FELD: dict[str, Callable[..., Any]] = {
    "ROUND": _gerundet(ROUND_HALF_UP),
    "ROUNDUP": _gerundet(ROUND_UP),
    "ROUNDDOWN": _gerundet(ROUND_DOWN),
    "ABS": _betrag,
    "SQRT": _wurzel,
    "MOD": _rest,
    "NOT": _nicht,
    "ISNUMBER": _frage(_ist_zahl),
    "ISTEXT": _frage(lambda w: isinstance(w, str)),
    "ISNONTEXT": _frage(lambda w: not isinstance(w, str)),
    "ISLOGICAL": _frage(lambda w: isinstance(w, bool)),
    "ISBLANK": _frage(lambda w: w is None),
    "ISERROR": _frage(lambda w: isinstance(w, dict)),
    "ISERR": _frage(lambda w: isinstance(w, dict) and w.get("kind") != "Na"),
    "ISNA": _frage(lambda w: isinstance(w, dict) and w.get("kind") == "Na"),
}


RECHNEN = "EGH_INTERN_RECHNEN"
"""Hilfsfunktion der Maschine anstelle eines Rechenzeichens: (links, Zeichen, rechts)."""


@je_wert
def verrechnet(links: Any, zeichen: Any, rechts: Any) -> float | str:
    """Zwei Felder verschiedener Größe Wert für Wert; was einem von beiden fehlt, ist #NV. Die Maschine lehnt ab."""
    if zeichen == "&":
        return text(links) + text(rechts)
    a, b = zahl(links), zahl(rechts)
    if zeichen == "/" and b == 0:
        raise Fehlerwert("Div")
    return a + b if zeichen == "+" else a - b if zeichen == "-" else a * b if zeichen == "*" else a / b


def name_im_feld(name: str) -> str:
    """Unter diesem Namen steht die Funktion in der Maschine."""
    return f"EGH_INTERN_FELD_{name}"
