"""Fields computed together, against the rule itself: a single row, column or cell repeats, what is missing is #N/A."""

from __future__ import annotations

import operator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recalculation.funktionen.felder import wertweise
from recalculation.funktionen.grund import Fehlerwert
from recalculation.funktionen.im_feld import verrechnet
from recalculation.funktionen.vergleich import ZEICHEN, vergleich

NV = {"type": "Error", "kind": "Na"}
WERTE = st.sampled_from(
    [0.0, 1.0, -2.5, 1e300, 0.1 + 0.2, 0.3, True, False, None, "", "a", "Ä", "7", Fehlerwert("Ref").wert]
)


@st.composite
def felder(draw: st.DrawFn) -> Any:
    hoehe, breite = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    return [[draw(WERTE) for _ in range(breite)] for _ in range(hoehe)]


ARGUMENTE = st.one_of(felder(), felder(), WERTE)


def an(argument: Any, i: int, j: int) -> Any:
    if type(argument) is not list:
        return argument
    if (len(argument) > 1 and i >= len(argument)) or (len(argument[0]) > 1 and j >= len(argument[0])):
        return NV
    return argument[i if len(argument) > 1 else 0][j if len(argument[0]) > 1 else 0]


def masse(*argumente: Any) -> tuple[int, int]:
    listen = [a for a in argumente if type(a) is list]
    return max(len(a) for a in listen), max(len(a[0]) for a in listen)


@given(st.lists(ARGUMENTE, min_size=1, max_size=3).filter(lambda a: any(type(x) is list for x in a)))
def test_was_zusammengehoert(argumente: list[Any]) -> None:
    hoehe, breite = masse(*argumente)
    erwartet = [[tuple(an(a, i, j) for a in argumente) for j in range(breite)] for i in range(hoehe)]
    assert wertweise(lambda *werte: werte, *argumente) == erwartet


@pytest.mark.parametrize("zeichen", [*"+-*/&", *ZEICHEN])
@given(links=ARGUMENTE, rechts=felder())
def test_im_feld_wie_einzeln(zeichen: str, links: Any, rechts: Any) -> None:
    """Each value of a field is what the two single values give: type, too."""
    rechne = vergleich if zeichen in ZEICHEN else verrechnet
    hoehe, breite = masse(links, rechts)
    for a, b in ((links, rechts), (rechts, links)):
        feld = rechne(a, zeichen, b)
        einzeln = [[rechne(an(a, i, j), zeichen, an(b, i, j)) for j in range(breite)] for i in range(hoehe)]
        assert repr(feld) == repr(einzeln)


@given(a=st.floats(), b=st.floats(), zeichen=st.sampled_from("+-*/"))
def test_zwei_zahlen(a: float, b: float, zeichen: str) -> None:
    rechne = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}[zeichen]
    if zeichen == "/" and b == 0:
        assert verrechnet(a, zeichen, b) == Fehlerwert("Div").wert
        return
    erwartet = rechne(a, b)
    ist = verrechnet(a, zeichen, b)
    assert ist == (erwartet if erwartet - erwartet == 0 else Fehlerwert("Num").wert)


def test_wahrheitswerte_geben_zahlen() -> None:
    assert repr(verrechnet(True, "+", True)) == "2.0"
