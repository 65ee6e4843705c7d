"""Funktionen, die die Rechenmaschine anders rechnet als Excel, hier wie in Excel; sie ersetzen die eingebauten.

Werte sind die der Maschine: float, str, bool, None (blank), {"type": "Error", …}, für Bereiche Listen von Zeilen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import Any

from workbooks.recalculation.vergleich import an
from workbooks.recalculation.zellwert import seriell

WEGGELASSEN = "__EGH_nicht_gegeben__"
"""Marke für ein weggelassenes Argument; die Maschine kann 0 und »nicht gegeben« nicht unterscheiden."""

_DATUM = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


class _Fehlerwert(Exception):
    """Ein Fehlerwert als Ergebnis der ganzen Funktion."""

    def __init__(self, art: str | dict[str, Any]) -> None:
        self.wert = art if isinstance(art, dict) else {"type": "Error", "kind": art}


def _zahl(wert: Any, wahrheit: bool = True) -> float:
    """Ein Argument als Zahl; Blankes ist 0, Text nur, wenn er eine ist. `wahrheit`: WAHR ist 1, sonst #WERT!."""
    if type(wert) is float:
        return wert
    if isinstance(wert, dict):
        raise _Fehlerwert(wert)
    if isinstance(wert, bool):
        if not wahrheit:
            raise _Fehlerwert("Value")
        return float(wert)
    if wert is None:
        return 0.0
    if isinstance(wert, str):
        return _zahl_im_text(wert)
    return float(seriell(wert))


def _zahl_im_text(text: str) -> float:
    try:
        if "_" not in text and text.strip().lower() not in ("nan", "inf", "-inf", "infinity"):
            return float(text)
    except ValueError:
        tag = _DATUM.fullmatch(text)
        if tag:
            try:
                return float(seriell(date(*map(int, tag.groups()))))
            except ValueError:
                pass
    raise _Fehlerwert("Value")


_JE_WERT: list[Callable[..., Any]] = []


def _je_wert(funktion: Callable[..., Any]) -> Callable[..., Any]:
    """Eine Funktion einzelner Werte; über Felder Wert für Wert, Fehler werden ihr Ergebnis."""

    @wraps(funktion)
    def ruf(*argumente: Any) -> Any:
        felder = [a for a in argumente if type(a) is list]
        if not felder:
            try:
                return funktion(*argumente)
            except _Fehlerwert as grund:
                return grund.wert
            except OverflowError:
                return _Fehlerwert("Num").wert
        hoehe, breite = max(map(len, felder)), max(len(f[0]) for f in felder)
        return [
            [ruf(*(an(a, i, j) if type(a) is list else a for a in argumente)) for j in range(breite)]
            for i in range(hoehe)
        ]

    _JE_WERT.append(ruf)
    return ruf


def _schritte(zahl: float, schritt: float, richtung: Callable[[float], int]) -> float:
    """Auf ein Vielfaches; was nur durch die Darstellung neben einem liegt (2,1 ÷ 0,1), ist schon eines."""
    anzahl = zahl / schritt
    ganz = round(anzahl)
    if abs(anzahl - ganz) <= 4e-15 * abs(anzahl):
        return ganz * schritt
    return richtung(anzahl) * schritt


@_je_wert
def ceiling(zahl: Any, schritt: Any) -> float:
    """Auf das nächste Vielfache von null weg; mit negativem Schritt gibt eine positive Zahl #ZAHL!."""
    n, s = _zahl(zahl), _zahl(schritt)
    if n > 0 > s:
        raise _Fehlerwert("Num")
    return 0.0 if s == 0 or n == 0 else _schritte(n, s, math.ceil)


@_je_wert
def floor(zahl: Any, schritt: Any) -> float:
    """Auf das nächste Vielfache zur null hin; Schritt 0 ist #DIV/0!."""
    n, s = _zahl(zahl), _zahl(schritt)
    if n > 0 > s:
        raise _Fehlerwert("Num")
    if s == 0 and n != 0:
        raise _Fehlerwert("Div")
    return 0.0 if n == 0 else _schritte(n, s, math.floor)


def _mathematisch(richtung: Callable[[float], int], umgekehrt: Callable[[float], int]) -> Callable[..., Any]:
    @_je_wert
    def runden(zahl: Any, schritt: Any = WEGGELASSEN, modus: Any = 0.0) -> float:
        n = _zahl(zahl)
        s = 1.0 if schritt == WEGGELASSEN else abs(_zahl(schritt))
        von_null = modus != WEGGELASSEN and _zahl(modus) != 0
        if s == 0:
            return 0.0
        return _schritte(n, s, umgekehrt if n < 0 and von_null else richtung)

    return runden


@_je_wert
def mround(zahl: Any, vielfaches: Any) -> float:
    """Auf das nächste Vielfache, die Hälfte von null weg; verschiedene Vorzeichen sind #ZAHL!."""
    if WEGGELASSEN in (zahl, vielfaches):
        raise _Fehlerwert("Na")
    n, s = _zahl(zahl, wahrheit=False), _zahl(vielfaches, wahrheit=False)
    if n == 0 or s == 0:
        return 0.0
    if n * s < 0:
        raise _Fehlerwert("Num")
    return math.copysign(_schritte(abs(n), abs(s), lambda q: math.floor(q + 0.5)), n)


def _alle_zahlen(argumente: tuple[Any, ...]) -> Iterator[float]:
    """Zahlen ab 0, ohne Nachkommastellen. Blankes ist in einem Bereich 0, als einzelne Zelle zählt es nicht."""
    if all(argument is None for argument in argumente):
        raise _Fehlerwert("Value")
    for argument in argumente:
        for wert in (w for zeile in argument for w in zeile) if type(argument) is list else (argument,):
            if wert == WEGGELASSEN:
                raise _Fehlerwert("Na")
            if wert is not None or type(argument) is list:
                zahl = _zahl(wert, wahrheit=False)
                if not 0 <= zahl < 2**53:
                    raise _Fehlerwert("Num")
                yield math.trunc(zahl)


def _gesamt(funktion: Callable[..., int]) -> Callable[..., Any]:
    def ruf(*argumente: Any) -> Any:
        try:
            ergebnis = funktion(*(int(z) for z in _alle_zahlen(argumente)))
            return float(ergebnis) if ergebnis < 2**53 else _Fehlerwert("Num").wert
        except _Fehlerwert as grund:
            return grund.wert

    return ruf


def _hyperbolisch(funktion: Callable[[float], float]) -> Callable[..., Any]:
    """Der Kehrwert einer Funktion ohne Grenze; wo sie über jede Zahl wächst, 0."""

    @_je_wert
    def ruf(zahl: Any) -> float:
        x = _zahl(zahl)
        try:
            return _kehrwert(funktion(x))
        except OverflowError:
            return 0.0

    return ruf


def _kehrwert(teiler: float) -> float:
    if teiler == 0:
        raise _Fehlerwert("Div")
    return 1 / teiler


@_je_wert
def acot(zahl: Any) -> float:
    """Zwischen 0 und π."""
    return math.pi / 2 - math.atan(_zahl(zahl))


@_je_wert
def acoth(zahl: Any) -> float:
    """Nur über 1 oder unter -1."""
    x = _zahl(zahl)
    if abs(x) <= 1:
        raise _Fehlerwert("Num")
    return math.atanh(1 / x)


_aufwaerts = _mathematisch(math.ceil, math.floor)
_abwaerts = _mathematisch(math.floor, math.ceil)

FUNKTIONEN: dict[str, Callable[..., Any]] = {
    "CEILING": ceiling,
    "FLOOR": floor,
    **dict.fromkeys(("CEILING.MATH", "CEILING.PRECISE", "ISO.CEILING"), _aufwaerts),
    **dict.fromkeys(("FLOOR.MATH", "FLOOR.PRECISE"), _abwaerts),
    "MROUND": mround,
    "COTH": _hyperbolisch(math.tanh),
    "CSCH": _hyperbolisch(math.sinh),
    "SECH": _hyperbolisch(math.cosh),
    "ACOT": acot,
    "ACOTH": acoth,
    "GCD": _gesamt(math.gcd),
    "LCM": _gesamt(math.lcm),
}

JE_WERT = {name for name, funktion in FUNKTIONEN.items() if funktion in _JE_WERT}
"""Rechnen über einem Feld Wert für Wert."""
