"""Runden: OBERGRENZE, UNTERGRENZE mit ihren Verwandten, VRUNDEN, GANZZAHL, KÜRZEN."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import Any

from calc.runden import runden
from recalculation.funktionen.grund import WEGGELASSEN, Fehlerwert, gegeben
from recalculation.funktionen.grund import zahl as _zahl

_HALB_GENUG = 5e-15


def _schritte(zahl: float, schritt: float, richtung: Callable[[float], int]) -> float:
    """Auf ein Vielfaches; was nur durch die Darstellung neben einem liegt (2,1 ÷ 0,1), ist schon eines."""
    anzahl = zahl / schritt
    ganz = round(anzahl)
    if abs(anzahl - ganz) <= 2e-15 * abs(anzahl):
        return ganz * schritt
    return richtung(anzahl) * schritt


def auf_vielfaches(zahl: Any, schritt: Any) -> float:
    """Auf das nächste Vielfache von null weg; mit negativem Schritt gibt eine positive Zahl #ZAHL!."""
    n, s = _zahl(zahl), _zahl(schritt)
    if n > 0 > s:
        raise Fehlerwert("Num")
    return 0.0 if s == 0 or n == 0 else _schritte(n, s, math.ceil)


def ab_vielfaches(zahl: Any, schritt: Any) -> float:
    """Auf das nächste Vielfache zur null hin; Schritt 0 ist #DIV/0!."""
    n, s = _zahl(zahl), _zahl(schritt)
    if n > 0 > s:
        raise Fehlerwert("Num")
    if s == 0 and n != 0:
        raise Fehlerwert("Div")
    return 0.0 if n == 0 else _schritte(n, s, math.floor)


def _mathematisch(richtung: Callable[[float], int], umgekehrt: Callable[[float], int]) -> Callable[..., Any]:
    def runden(zahl: Any, schritt: Any = WEGGELASSEN, modus: Any = 0.0) -> float:
        n = _zahl(zahl)
        s = 1.0 if schritt == WEGGELASSEN else abs(_zahl(schritt))
        von_null = modus != WEGGELASSEN and _zahl(modus) != 0
        if s == 0:
            return 0.0
        return _schritte(n, s, umgekehrt if n < 0 and von_null else richtung)

    return runden


def mround(zahl: Any, vielfaches: Any) -> float:
    """Auf das nächste Vielfache, die Hälfte von null weg; verschiedene Vorzeichen sind #ZAHL!."""
    if WEGGELASSEN in (zahl, vielfaches):
        raise Fehlerwert("Na")
    n, s = _zahl(zahl, wahrheit=False), _zahl(vielfaches, wahrheit=False)
    if n == 0 or s == 0:
        return 0.0
    if n * s < 0:
        raise Fehlerwert("Num")
    return math.copysign(_schritte(abs(n), abs(s), _zur_naechsten), n)


def _zur_naechsten(anzahl: float) -> int:
    """Die Hälfte aufwärts, auch was nur durch die Darstellung knapp darunter liegt (0,145 ÷ 0,01)."""
    ganz = math.floor(anzahl)
    return ganz + (0.5 - (anzahl - ganz) <= _HALB_GENUG)


aufwaerts = _mathematisch(math.ceil, math.floor)
abwaerts = _mathematisch(math.floor, math.ceil)


def ganzzahl(wert: Any) -> float:
    """Auf die nächste ganze Zahl darunter."""
    return float(math.floor(_zahl(wert)))


def auf_stellen(zahl: float, stellen: int, art: str) -> float:
    """Auf so viele Nachkommastellen; gelesen werden wie in Excel fünfzehn gültige Stellen. `art`: die von decimal."""
    if abs(stellen) > 300 or (stellen > 0 and abs(zahl) >= 1e15):
        return zahl if stellen > 0 else 0.0
    if art == ROUND_HALF_UP:
        return runden(zahl, stellen)
    genau = Decimal(f"{zahl:.15g}")
    return float(genau.quantize(Decimal(1).scaleb(-stellen), rounding=art, context=Context(prec=400)))


def kuerzen(wert: Any, stellen: Any = WEGGELASSEN) -> float:
    """Zur null hin auf so viele Nachkommastellen."""
    n, s = _zahl(wert), int(_zahl(gegeben(stellen, 0.0)))
    return float(math.trunc(n)) if s == 0 else auf_stellen(n, s, ROUND_DOWN)
