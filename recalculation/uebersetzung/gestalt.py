"""Formeln, die sich nur in der Zeile unterscheiden, haben dieselbe Gestalt und werden nur einmal übersetzt.

Die Gestalt einer Formel ist ihr Text mit den Zeilen der beweglichen Bezüge (B7, nicht B$7) als Abstand zur eigenen
Zeile. In Texten und Blattnamen steht nichts, was sich verschiebt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import NamedTuple

from recalculation.datei.adresse import Ort
from recalculation.uebersetzung.formeln import Uebersetzung

# Texte und Blattnamen als Ganzes, sonst Spalte und Zeile eines Bezugs.
_STUECK = re.compile(
    r"(\"[^\"]*\"|'[^']*')|(?<![\w$.])(\$?[A-Za-z]{1,3})([1-9][0-9]{0,6})(?![\w(.!])", re.ASCII
)
_HOECHSTENS_GEMERKT = 50_000


class Gestalt(NamedTuple):
    """Stücke Text, hinter jedem der Abstand eines beweglichen Bezugs zur eigenen Zeile (None: keiner), und der Rest."""

    stuecke: tuple[str, ...]
    abstaende: tuple[int | None, ...]
    rest: str

    def in_zeile(self, zeile: int) -> str:
        """Der Text in dieser Zeile."""
        paare = zip(self.stuecke, self.abstaende, strict=True)
        return "".join([s if a is None else s + str(a + zeile) for s, a in paare]) + self.rest

    def bewegliche(self) -> set[tuple[str, int]]:
        """Spalte und Abstand der beweglichen Bezüge."""
        paare = zip(self.stuecke, self.abstaende, strict=True)
        return {(s[len(s.rstrip(_SPALTE)) :], a) for s, a in paare if a is not None}


_SPALTE = "$ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def gestalt(text: str, zeile: int) -> Gestalt:
    """Die Gestalt einer Formel, die in dieser Zeile steht."""
    teile = _STUECK.split(text)  # Text, Wörtliches, Spalte, Zeile, Text, …
    stuecke = [t + (w or s) for t, w, s in zip(teile[:-1:4], teile[1::4], teile[2::4], strict=True)]
    abstaende = [None if z is None else int(z) - zeile for z in teile[3::4]]
    return Gestalt(tuple(stuecke), tuple(abstaende), teile[-1])


class Gedaechtnis:
    """Merkt sich Übersetzungen nach Gestalt, Blatt und Art der Formel."""

    def __init__(self) -> None:
        self._bekannt: dict[tuple[Gestalt, str, tuple[object, ...]], tuple[Gestalt, Uebersetzung, int]] = {}

    def uebersetzt(
        self, text: str, blatt: str, ort: Ort, art: tuple[object, ...], neu: Callable[[], Uebersetzung]
    ) -> Uebersetzung:
        """Die Übersetzung, mit `neu` geholt, wo sie noch nicht vorkam.

        Gemerkt wird nur, was sich mit der Formel verschiebt: jeder bewegliche Bezug der Übersetzung steht auch in der
        Formel. Einer, der aus einem Namen stammt, verschiebt sich nicht.
        """
        schluessel = (gestalt(text, ort.zeile), blatt, art)
        bekannt = self._bekannt.get(schluessel)
        if bekannt is not None:
            muster, vorbild, zeile = bekannt
            return vorbild.verschoben(ort.zeile - zeile, 0, muster.in_zeile(ort.zeile))
        fertig = neu()
        muster = gestalt(fertig.text, ort.zeile)
        voll = len(self._bekannt) >= _HOECHSTENS_GEMERKT
        if fertig.wandert and not voll and muster.bewegliche() <= schluessel[0].bewegliche():
            fertig = fertig._replace(gestalt=muster)
            self._bekannt[schluessel] = muster, fertig, ort.zeile
        return fertig


@lru_cache(maxsize=8)
def gedaechtnis(*_wonach: Hashable) -> Gedaechtnis:
    """Übersetzungen gelten in jeder Mappe, in der alles dasselbe ist, wonach der Übersetzer fragt."""
    return Gedaechtnis()
