"""Fragen an die Zeichen einer zerlegten Formel: was steht davor, daneben, im zweiten Argument."""

from __future__ import annotations

import formualizer as fz

_TYP, _UNTER = fz.TokenType, fz.TokenSubType
RECHENZEICHEN = "+-*/^%"


def argumente(zeichen: list[fz.Token], i: int) -> int:
    """Anzahl der Argumente der Funktion, die an Stelle i aufgeht; weggelassene zählen mit."""
    tiefe, anzahl = 0, 1
    for z in zeichen[i + 1 :]:
        if tiefe == 0 and z.subtype == _UNTER.Close:
            break
        anzahl += tiefe == 0 and z.token_type == _TYP.Sep
        tiefe += (z.subtype == _UNTER.Open) - (z.subtype == _UNTER.Close)
    return anzahl


def fehlt_davor(z: fz.Token, davor: fz.Token | None) -> bool:
    """Ob vor diesem Trenner oder dieser Klammer ein Argument weggelassen ist; `F()` hat keines."""
    if davor is None or davor.token_type == _TYP.Sep:
        return davor is not None
    return davor.subtype == _UNTER.Open and z.token_type == _TYP.Sep


def mit_schnitt(zeichen: list[fz.Token], i: int) -> bool:
    """Ob vor dem Bezug schon ein @ steht."""
    return i > 0 and zeichen[i - 1].value.strip() == "@"


def gerechnet(zeichen: list[fz.Token], von: int, bis: int, nur: str = "") -> bool:
    """Ob neben dem Bezug ein Rechenzeichen steht (nicht Bereichs- oder Vereinigungszeichen), auch um Klammern herum."""
    davor = zeichen[von - 1] if von else None
    danach = zeichen[bis + 1] if bis + 1 < len(zeichen) else None
    if any(
        n is not None
        and n.token_type in (_TYP.OpInfix, _TYP.OpPrefix, _TYP.OpPostfix)
        and n.value.strip() not in (":", ",", "@", "#", "")
        and (not nur or n.value.strip() in nur)
        for n in (davor, danach)
    ):
        return True
    eingeklammert = (
        davor is not None
        and danach is not None
        and davor.token_type == _TYP.Paren
        and danach.token_type == _TYP.Paren
    )
    return eingeklammert and gerechnet(zeichen, von - 1, bis + 1, nur)
