"""Mathematik: Potenzen und Logarithmen, SUMMENPRODUKT."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from recalculation.datei.zellwert import seriell
from recalculation.funktionen.grund import (
    Fehlerwert,
    Verweigert,
    einzeln,
    mit_fehlern,
)
from recalculation.funktionen.grund import zahl as _zahl


def exp(wert: Any) -> float:
    """E hoch x."""
    return math.exp(_zahl(wert))


def vorzeichen(wert: Any) -> float:
    """-1, 0 oder 1."""
    n = _zahl(wert)
    return float((n > 0) - (n < 0))


def logarithmus(wert: Any, basis: Any = 10.0) -> float:
    """Zur Basis, ohne Angabe 10; zur Basis 1 #DIV/0!."""
    n, b = _zahl(wert), _zahl(basis)
    if n <= 0 or b <= 0:
        raise Fehlerwert("Num")
    if b == 1:
        raise Fehlerwert("Div")
    return math.log10(n) if b == 10 else math.log(n) / math.log(b)


def potenz(wert: Any, hoch: Any) -> float:
    """X hoch y; 0 hoch 0 ist #ZAHL!, 0 hoch -1 #DIV/0!."""
    n, h = _zahl(wert), _zahl(hoch)
    if n == 0 and h <= 0:
        raise Fehlerwert("Num" if h == 0 else "Div")
    if n < 0 and not h.is_integer():
        raise Verweigert  # (-8)^(1/3) ist in Excel -2, (-8)^(1/2) ein Fehler
    return float(n**h)


def ganzteil(wert: Any, teiler: Any) -> float:
    """Der ganze Teil eines Quotienten."""
    n, t = _zahl(wert, wahrheit=False), _zahl(teiler, wahrheit=False)
    if t == 0:
        raise Fehlerwert("Div")
    return float(math.trunc(n / t))


def ist_gerade(wert: Any) -> bool:
    """Ob der ganze Teil einer Zahl gerade ist."""
    return math.trunc(_zahl(wert, wahrheit=False)) % 2 == 0


def ist_ungerade(wert: Any) -> bool:
    """Ob der ganze Teil einer Zahl ungerade ist."""
    return not ist_gerade(wert)


def modus(*argumente: Any) -> float:
    """Die häufigste Zahl, bei mehreren die, die zuerst vorkommt; was nicht Zahl ist, zählt nicht."""
    alle = []
    for argument in argumente:
        for wert in einzeln(argument):
            if isinstance(wert, dict):
                raise Fehlerwert(wert)
            if wert is not None and not isinstance(wert, (bool, str)):
                alle.append(float(seriell(wert)))
    haeufig = Counter(alle).most_common(1)  # bei gleichen die erste
    if not haeufig or haeufig[0][1] < 2:
        raise Fehlerwert("Na")
    return haeufig[0][0]


SUMMENPRODUKT = "EGH_INTERN_SUMMENPRODUKT"
"""Hilfsfunktion der Maschine; nur ein gerechnetes Feld allein summiert die eingebaute wie Excel."""


@mit_fehlern
def summenprodukt(*felder: Any) -> float:
    """Summe der Produkte; Felder gleicher Größe, was keine Zahl ist, zählt 0."""
    reihen = [list(einzeln(f)) for f in felder]
    if any(len(r) == 1 and isinstance(r[0], str) for r in reihen):
        raise Fehlerwert("Value")  # eine einzelne Zelle gilt als Wert
    groessen = {(len(f), len(f[0])) if type(f) is list else (1, 1) for f in felder}
    for i, reihe in enumerate(reihen):
        if set(map(type, reihe)) != {float}:
            for wert in reihe:
                if isinstance(wert, dict):
                    raise Fehlerwert(wert)
            reihen[i] = [w if type(w) is float else 0.0 for w in reihe]
    if len(groessen) > 1:
        raise Fehlerwert("Value")
    return sum(map(math.prod, zip(*reihen, strict=True)))
