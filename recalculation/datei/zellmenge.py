"""Eine Menge von Zellen, von der schnell zu sagen ist, ob ein Bereich eine davon enthält."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from recalculation.datei.adresse import Bereich, Stelle


class Zellmenge:
    """Zellen je Blatt und Spalte; Blattnamen ohne Groß und Klein."""

    def __init__(self, zellen: Iterable[Stelle]) -> None:
        self._zeilen: dict[tuple[str, int], list[int]] = {}
        for blatt, ort in sorted(zellen):
            self._zeilen.setdefault((blatt.lower(), ort.spalte), []).append(ort.zeile)

        self.blaetter = frozenset(blatt for blatt, _ in self._zeilen)
        """Klein geschrieben."""

    def spalten(self) -> frozenset[tuple[str, int]]:
        """Blätter (klein) und Spalten, in denen eine steht."""
        return frozenset(self._zeilen)

    def in_spalten(self, blatt: str, bereich: Bereich) -> bool:
        """Ob in einer Spalte des Bereichs eine steht, in welcher Zeile auch immer."""
        klein = blatt.lower()
        return any(b == klein and bereich.spalte <= s <= bereich.bis_spalte for b, s in self._zeilen)

    def trifft(self, blatt: str, bereich: Bereich) -> bool:
        """Ob der Bereich eine enthält."""
        klein = blatt.lower()
        for (b, spalte), zeilen in self._zeilen.items():
            if b == klein and bereich.spalte <= spalte <= bereich.bis_spalte:
                i = bisect_left(zeilen, bereich.zeile)
                if i < len(zeilen) and zeilen[i] <= bereich.bis_zeile:
                    return True
        return False
