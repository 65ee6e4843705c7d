"""Suchtexte mit * und ?: passend oder nicht, immer in einer Zeit, die mit der Länge des Textes wächst.

Ein regulärer Ausdruck mit mehreren `.*` probierte alle Aufteilungen; bei »*a*a*ab« dauert das ewig. Hier steht jedes
Stück zwischen zwei * an der frühesten Stelle hinter dem vorigen: eine spätere fände nie mehr.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


class Muster:
    """Ein Suchtext, zerlegt an seinen *; jedes Stück ist ein Text fester Länge, in dem ? ein Zeichen ist."""

    def __init__(self, zeichen: Iterable[str]) -> None:
        """`zeichen`: der Suchtext in Zeichen, "*" und "?" als Platzhalter, wörtliche mit ~ davor."""
        stuecke: list[list[str]] = [[]]
        for z in zeichen:
            if z == "*":
                stuecke.append([])
            else:
                stuecke[-1].append("." if z == "?" else re.escape(z[-1]))
        self._laengen = [len(s) for s in stuecke]
        self._stuecke = [re.compile("".join(s), re.I | re.S) for s in stuecke]

    def passt(self, text: str) -> bool:
        """Ob der ganze Text passt."""
        if len(self._stuecke) == 1:
            return self._stuecke[0].fullmatch(text) is not None
        anfang, *mitte, ende = self._stuecke
        letzte = len(text) - self._laengen[-1]
        if anfang.match(text) is None or letzte < self._laengen[0]:
            return False
        stelle = self._nacheinander(mitte, text, self._laengen[0])
        return stelle is not None and stelle <= letzte and ende.match(text, letzte) is not None

    def stelle(self, text: str, ab: int) -> int | None:
        """Früheste Stelle, an der ein passendes Stück des Textes beginnt; None, wenn es keine gibt."""
        erster = self._stuecke[0].search(text, ab)
        if erster is None or self._nacheinander(self._stuecke[1:], text, erster.end()) is None:
            return None
        return erster.start()

    @staticmethod
    def _nacheinander(stuecke: list[re.Pattern[str]], text: str, ab: int) -> int | None:
        """Ende des letzten Stücks, wenn alle nacheinander vorkommen."""
        for stueck in stuecke:
            treffer = stueck.search(text, ab)
            if treffer is None:
                return None
            ab = treffer.end()
        return ab


def muster(suchtext: str) -> Muster:
    """Wie ZÄHLENWENN und VERGLEICH suchen: ~ macht nur *, ? und ~ wörtlich."""
    return Muster(re.findall(r"~[*?~]|.", suchtext, re.S))


def muster_von_suchen(suchtext: str) -> Muster:
    """Wie SUCHEN sucht: ~ fällt vor jedem Zeichen weg."""
    return Muster(t if len(t) == 1 else f"~{t[1]}" for t in re.findall(r"~.|.", suchtext, re.S) if t != "~")
