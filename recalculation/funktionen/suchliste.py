"""Eine Liste, in der gesucht wird: geordnet und gemerkt, denn viele Formeln suchen in derselben."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from recalculation.funktionen.grund import Fehlerwert, Verweigert
from recalculation.funktionen.vergleich import ordnung

Schluessel = tuple[int, Any]


class Suchliste:
    """Die Werte in ihrer Reihenfolge und nach Excels Ordnung: Zahlen vor Texten vor Wahrheitswerten."""

    def __init__(self, werte: Sequence[Any]) -> None:
        self.schluessel = [ordnung(w) for w in werte]
        self._erste: dict[Schluessel, int] = {}
        self._letzte: dict[Schluessel, int] = {}
        for i, s in enumerate(self.schluessel):
            if s is not None:
                self._erste.setdefault(s, i)
                self._letzte[s] = i
        self._geordnet = sorted(self._erste)
        self._je_art: dict[int, tuple[list[int], list[Schluessel]]] = {}

    def genau(self, gesucht: Schluessel, von_hinten: bool) -> int | None:
        """Stelle eines gleichen Werts, die erste oder die letzte."""
        return (self._letzte if von_hinten else self._erste).get(gesucht)

    def daneben(self, gesucht: Schluessel, kleiner: bool, von_hinten: bool) -> int | None:
        """Stelle eines gleichen oder des nächsten kleineren (größeren) Werts."""
        i = bisect_right(self._geordnet, gesucht) - 1 if kleiner else bisect_left(self._geordnet, gesucht)
        if not 0 <= i < len(self._geordnet):
            return None
        return self.genau(self._geordnet[i], von_hinten)

    def streng_geordnet(self, absteigend: bool) -> bool:
        """Ob alle Werte in Ordnung stehen, keiner zweimal und keiner leer: nur dann ist der Weg der Suche gleich."""
        paare = pairwise(self.schluessel)
        if None in self.schluessel:
            return False
        return all((a > b) if absteigend else (a < b) for a, b in paare)  # type: ignore[operator]

    def naeherung(self, gesucht: Schluessel, absteigend: bool) -> int:
        """Stelle des letzten Werts gleicher Art bis zum gesuchten; anderes in der Liste zählt nicht.

        Excel sucht binär: auf Ungeordnetem hängt das Ergebnis an seinem Weg, außer wenn alles kleiner ist.
        """
        stellen, schluessel = self._von_art(gesucht[0])
        if not stellen:
            raise Fehlerwert("Na")
        if not absteigend and max(schluessel) < gesucht:
            return stellen[-1]
        if schluessel != sorted(schluessel, reverse=absteigend):
            raise Verweigert
        if not absteigend:
            i = bisect_right(schluessel, gesucht) - 1
        else:
            i = len(schluessel) - bisect_left(schluessel[::-1], gesucht) - 1
        if i < 0:
            raise Fehlerwert("Na")
        if absteigend and i and schluessel[i - 1] == schluessel[i]:
            raise Verweigert  # die erste oder die letzte der gleichen
        return stellen[i]

    def _von_art(self, art: int) -> tuple[list[int], list[Schluessel]]:
        if art not in self._je_art:
            gefunden = [(i, s) for i, s in enumerate(self.schluessel) if s is not None and s[0] == art]
            self._je_art[art] = [i for i, _ in gefunden], [s for _, s in gefunden]
        return self._je_art[art]


def suchliste(werte: Sequence[Any]) -> Suchliste:
    """Die Suchliste zu diesen Werten; die letzten sind gemerkt."""
    try:
        return _gemerkt(tuple(werte), tuple(map(type, werte)))
    except TypeError:  # Fehler in der Liste
        return Suchliste(werte)


@lru_cache(maxsize=16)
def _gemerkt(
    werte: tuple[Any, ...], _arten: tuple[type, ...]
) -> Suchliste:  # 1 und WAHR sind in Python gleich
    return Suchliste(werte)
