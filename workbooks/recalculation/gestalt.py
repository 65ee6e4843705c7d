"""Formeln, die sich nur in der Zeile unterscheiden, haben dieselbe Gestalt und werden nur einmal übersetzt.

Die Gestalt einer Formel ist ihr Text mit den Zeilen der beweglichen Bezüge (B7, nicht B$7) als Abstand zur eigenen
Zeile. In Texten und Blattnamen steht nichts, was sich verschiebt.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from workbooks.recalculation.adresse import Ort

_STUECK = re.compile(
    r"\"[^\"]*\"|'[^']*'|(?<![\w$.])(\$?[A-Za-z]{1,3})([1-9][0-9]{0,6})(?![\w(.!])", re.ASCII
)
_HOECHSTENS_GEMERKT = 50_000
_MARKE = "\x00"
_ABSTAND = re.compile(rf"{_MARKE}(-?[0-9]+){_MARKE}")


def gestalt(text: str, zeile: int) -> str:
    """Der Text mit einem markierten Abstand statt der Zeile beweglicher Bezüge."""

    def beweglich(treffer: re.Match[str]) -> str:
        if treffer[1] is None:
            return treffer[0]
        return f"{treffer[1]}{_MARKE}{int(treffer[2]) - zeile}{_MARKE}"

    return _STUECK.sub(beweglich, text)


def in_zeile(gestalt_: str, zeile: int) -> str:
    """Die Umkehrung: der Text der Gestalt in dieser Zeile."""
    return _ABSTAND.sub(lambda treffer: str(int(treffer[1]) + zeile), gestalt_)


class Gedaechtnis:
    """Merkt sich Übersetzungen nach Gestalt, Blatt und Art der Formel."""

    def __init__(self) -> None:
        self._bekannt: dict[tuple[str, str, tuple[object, ...]], str] = {}

    def uebersetzt(
        self, text: str, blatt: str, ort: Ort, art: tuple[object, ...], neu: Callable[[], tuple[str, bool]]
    ) -> str:
        """Die Übersetzung, mit `neu` geholt (Text, und ob er auch in anderen Zeilen gilt), wo sie noch nicht vorkam.

        Gemerkt wird nur, was sich mit der Formel verschiebt: jeder bewegliche Bezug der Übersetzung steht auch in der
        Formel. Einer, der aus einem Namen stammt, verschiebt sich nicht.
        """
        schluessel = (gestalt(text, ort.zeile), blatt, art)
        bekannt = self._bekannt.get(schluessel)
        if bekannt is not None:
            return in_zeile(bekannt, ort.zeile)
        fertig, wandert = neu()
        muster = gestalt(fertig, ort.zeile)
        voll = len(self._bekannt) >= _HOECHSTENS_GEMERKT
        if wandert and not voll and _bewegliche(muster) <= _bewegliche(schluessel[0]):
            self._bekannt[schluessel] = muster
        return fertig


def _bewegliche(gestalt_: str) -> set[str]:
    return set(re.findall(rf"\$?[A-Za-z]{{1,3}}{_MARKE}-?[0-9]+{_MARKE}", gestalt_))
