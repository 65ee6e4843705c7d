"""Formeln, die der Rechner außer denen von Excel kennt: wer ihn benutzt, gibt sie hinein."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Formel:
    """Eine Formel.

    `ruf`: Zellwerte (float, str, bool, None, `Fehler`, Listen von Zeilen) → Zellwert; `argumente`: wie sie heißen;
    `listen`: welche davon einen Bereich als Ganzes nehmen, über den anderen wird Wert für Wert gerechnet; `tage`:
    Stellen (ab 0), an denen Tageszahlen stehen; `tabelle`: ob sie immer mehrere Zellen füllt.
    """

    name: str
    ruf: Callable[[Sequence[Any]], Any]
    argumente: tuple[str, ...]
    listen: tuple[bool, ...]
    tage: frozenset[int] = frozenset()
    tabelle: bool = False


class Eigene:
    """Die Formeln und wie ihre Namen in Dateien stehen.

    `vorsatz`: womit jeder ihrer Namen beginnt; `davor`: regulärer Ausdruck für das, was Programme vor ihn schreiben
    (`[1]!`, `_xll.`).
    """

    def __init__(self, formeln: Iterable[Formel], vorsatz: str, davor: str) -> None:
        self.formeln = {f.name: f for f in formeln}
        self.vorsatz = vorsatz
        self._geschrieben = re.compile(rf"(?:{davor})?({re.escape(vorsatz)}\w+)", re.I)

    def __contains__(self, name: object) -> bool:
        return name in self.formeln

    def name(self, geschrieben: str) -> str | None:
        """Die Formel hinter einer Schreibweise: "[1]!egh_vzae" → "EGH_VZAE"; None bei anderen."""
        treffer = self._geschrieben.fullmatch(geschrieben)
        name = treffer[1].upper() if treffer else ""
        return name if name in self.formeln else None

    def steht_in(self, text: str) -> bool:
        """Ob in einem Text eine unserer Formeln stehen kann."""
        return self.vorsatz in text.upper()
