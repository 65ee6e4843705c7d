"""Mathematik: GGT, KGV, Potenzen und Logarithmen, Bits, hyperbolische Funktionen und was mit ihnen verwandt ist."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from workbooks.recalculation.excelfunktionen.grund import (
    WEGGELASSEN,
    Fehlerwert,
    einzeln,
    ganz,
    je_wert,
    mit_fehlern,
)
from workbooks.recalculation.excelfunktionen.grund import zahl as _zahl

_HOECHSTENS_GEWAEHLT = 1030  # mehr als 2 hoch 1030 Möglichkeiten sind keine Zahl mehr


def _alle_zahlen(argumente: tuple[Any, ...]) -> Iterator[float]:
    """Zahlen ab 0, ohne Nachkommastellen. Blankes ist in einem Bereich 0, als einzelne Zelle zählt es nicht."""
    if all(argument is None for argument in argumente):
        raise Fehlerwert("Value")
    for argument in argumente:
        for wert in einzeln(argument):
            if wert == WEGGELASSEN:
                raise Fehlerwert("Na")
            if wert is not None or type(argument) is list:
                n = _zahl(wert, wahrheit=False)
                if not 0 <= n < 2**53:
                    raise Fehlerwert("Num")
                yield math.trunc(n)


def _gesamt(funktion: Callable[..., int]) -> Callable[..., Any]:
    def ruf(*argumente: Any) -> Any:
        try:
            ergebnis = funktion(*(int(z) for z in _alle_zahlen(argumente)))
            return float(ergebnis) if ergebnis < 2**53 else Fehlerwert("Num").wert
        except Fehlerwert as grund:
            return grund.wert

    return ruf


def _hyperbolisch(funktion: Callable[[float], float]) -> Callable[..., Any]:
    """Der Kehrwert einer Funktion ohne Grenze; wo sie über jede Zahl wächst, 0."""

    @je_wert
    def ruf(zahl: Any) -> float:
        x = _zahl(zahl)
        try:
            return _kehrwert(funktion(x))
        except OverflowError:
            return 0.0

    return ruf


def _kehrwert(teiler: float) -> float:
    if teiler == 0:
        raise Fehlerwert("Div")
    return 1 / teiler


@je_wert
def acot(zahl: Any) -> float:
    """Zwischen 0 und π."""
    return math.pi / 2 - math.atan(_zahl(zahl))


@je_wert
def acoth(zahl: Any) -> float:
    """Nur über 1 oder unter -1."""
    x = _zahl(zahl)
    if abs(x) <= 1:
        raise Fehlerwert("Num")
    return math.atanh(1 / x)


@je_wert
def exp(wert: Any) -> float:
    """E hoch x."""
    return math.exp(_zahl(wert))


@je_wert
def vorzeichen(wert: Any) -> float:
    """-1, 0 oder 1."""
    n = _zahl(wert)
    return float((n > 0) - (n < 0))


@je_wert
def logarithmus(wert: Any, basis: Any = 10.0) -> float:
    """Zur Basis, ohne Angabe 10; zur Basis 1 #DIV/0!."""
    n, b = _zahl(wert), _zahl(basis)
    if n <= 0 or b <= 0:
        raise Fehlerwert("Num")
    if b == 1:
        raise Fehlerwert("Div")
    return math.log10(n) if b == 10 else math.log(n) / math.log(b)


@je_wert
def potenz(wert: Any, hoch: Any) -> float:
    """X hoch y; 0 hoch 0 ist #ZAHL!, 0 hoch -1 #DIV/0!."""
    n, h = _zahl(wert), _zahl(hoch)
    if n == 0 and h <= 0:
        raise Fehlerwert("Num" if h == 0 else "Div")
    if n < 0 and not h.is_integer():
        raise Fehlerwert("Num")
    return float(n**h)


@je_wert
def ganzteil(wert: Any, teiler: Any) -> float:
    """Der ganze Teil eines Quotienten."""
    n, t = _zahl(wert, wahrheit=False), _zahl(teiler, wahrheit=False)
    if t == 0:
        raise Fehlerwert("Div")
    return float(math.trunc(n / t))


@je_wert
def kombinationen_mit_wiederholung(anzahl: Any, gewaehlt: Any) -> float:
    """Aus n Elementen k, jedes auch mehrmals."""
    n, k = ganz(anzahl), ganz(gewaehlt)
    if n < 0 or k < 0 or (n == 0 and k > 0):
        raise Fehlerwert("Num")
    return float(_kombinationen(n + k - 1, k)) if n else 1.0


def _kombinationen(n: int, k: int) -> int:
    """N über k; was keine Zahl mehr ergibt (schon 2 hoch k ist zu groß), wird nicht erst ausgerechnet."""
    k = min(k, n - k)
    if k > _HOECHSTENS_GEWAEHLT:
        raise Fehlerwert("Num")
    return math.comb(n, k)


def _verschoben(richtung: int) -> Callable[..., Any]:
    @je_wert
    def ruf(wert: Any, bits: Any) -> float:
        n, b = _zahl(wert), ganz(bits)
        if abs(b) > 53 or not (0 <= n < 2**48 and n.is_integer()):
            raise Fehlerwert("Num")
        b *= richtung
        ergebnis = int(n) << b if b >= 0 else int(n) >> -b
        if ergebnis >= 2**48:
            raise Fehlerwert("Num")
        return float(ergebnis)

    return ruf


def _gerade(rest: int) -> Callable[..., Any]:
    @je_wert
    def ruf(wert: Any) -> bool:
        return math.trunc(_zahl(wert, wahrheit=False)) % 2 == rest

    return ruf


@je_wert
def fisher_umgekehrt(wert: Any) -> float:
    """Die Umkehrung von FISHER."""
    return math.tanh(_zahl(wert))


@je_wert
def ueber_schwelle(wert: Any, schwelle: Any = WEGGELASSEN) -> float:
    """1 ab der Schwelle, ohne Angabe 0."""
    return float(_zahl(wert, wahrheit=False) >= _zahl(schwelle, wahrheit=False))


@mit_fehlern
def multinomial(*argumente: Any) -> float:
    """Fakultät der Summe durch das Produkt der Fakultäten."""
    zahlen = [ganz(w, wahrheit=False) for a in argumente for w in einzeln(a)]
    if any(n < 0 for n in zahlen):
        raise Fehlerwert("Num")
    ergebnis, summe = 1, 0
    for n in zahlen:
        summe += n
        ergebnis *= _kombinationen(summe, n)
        if ergebnis > 1 << 1024:
            raise Fehlerwert("Num")
    return float(ergebnis)


SUMMENPRODUKT = "EGH_INTERN_SUMMENPRODUKT"
"""Hilfsfunktion der Maschine; nur ein gerechnetes Feld allein summiert die eingebaute wie Excel."""


@mit_fehlern
def summenprodukt(*felder: Any) -> float:
    """Summe der Produkte; Felder gleicher Größe, was keine Zahl ist, zählt 0."""
    reihen = [list(einzeln(f)) for f in felder]
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


FUNKTIONEN: dict[str, Callable[..., Any]] = {
    "COTH": _hyperbolisch(math.tanh),
    "CSCH": _hyperbolisch(math.sinh),
    "SECH": _hyperbolisch(math.cosh),
    "ACOT": acot,
    "ACOTH": acoth,
    "GCD": _gesamt(math.gcd),
    "LCM": _gesamt(math.lcm),
    "EXP": exp,
    "SIGN": vorzeichen,
    "LOG": logarithmus,
    "POWER": potenz,
    "QUOTIENT": ganzteil,
    "COMBINA": kombinationen_mit_wiederholung,
    "BITLSHIFT": _verschoben(1),
    "BITRSHIFT": _verschoben(-1),
    "ISEVEN": _gerade(0),
    "ISODD": _gerade(1),
    "FISHERINV": fisher_umgekehrt,
    "GESTEP": ueber_schwelle,
    "MULTINOMIAL": multinomial,
}
