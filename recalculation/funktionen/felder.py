"""Felder, die zusammen gerechnet werden: was nur eine Zeile, Spalte oder Zelle hat, wiederholt sich."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

_FEHLT = {"type": "Error", "kind": "Na"}


def wertweise(einer: Callable[..., Any], *argumente: Any) -> Any:
    """`einer` über allem, was zusammengehört; was einem kleineren Feld fehlt, ist #NV. Ohne Feld ein einziger Wert."""
    felder = [a for a in argumente if type(a) is list]
    if not felder:
        return einer(*argumente)
    hoehe, breite = max(map(len, felder)), max(len(feld[0]) for feld in felder)
    if breite == 1:  # Spalten sind die Regel, und Zeile für Zeile dauerten sie dreimal so lange
        spalten = [_spalte(a, hoehe) for a in argumente]
        return [[einer(*werte)] for werte in zip(*spalten, strict=True)]
    return [
        [einer(*werte) for werte in zip(*(zeile_von(a, i, breite) for a in argumente), strict=True)]
        for i in range(hoehe)
    ]


def _spalte(argument: Any, hoehe: int) -> Iterable[Any]:
    if type(argument) is not list:
        return repeat(argument, hoehe)
    return _gestreckt([zeile[0] for zeile in argument], hoehe)


def zeile_von(argument: Any, i: int, breite: int) -> Iterable[Any]:
    """Die Zeile `i` (ab 0) eines Arguments, so breit; was darüber hinausgeht, fällt weg."""
    if type(argument) is not list:
        return repeat(argument, breite)
    if len(argument) == 1:
        i = 0
    return _gestreckt(argument[i], breite) if i < len(argument) else repeat(_FEHLT, breite)


def _gestreckt(werte: list[Any], laenge: int) -> Iterable[Any]:
    if len(werte) == 1:
        return repeat(werte[0], laenge)
    return werte if len(werte) == laenge else werte[:laenge] + [_FEHLT] * (laenge - len(werte))
