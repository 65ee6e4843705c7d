"""Nicht berechenbare Zellen, deren alter Wert nicht stehen bleiben darf: #NV, und daraus weitergerechnet.

Welche Blätter das betrifft, sagt, wer rechnen lässt (`Ersatz`); in allen anderen behält eine solche Zelle ihren Wert.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from calc.zelle import Fehler
from recalculation.datei.adresse import Stelle
from recalculation.datei.formelzelle import Formelzelle
from recalculation.maschine.maschine import Maschine

NV = Fehler("#N/A", "Die Formel ist nicht gerechnet.")


@dataclass(frozen=True)
class Ersatz:
    """`blaetter`: wo kein alter Wert stehen bleibt; `falsch`: Zellen, die dann FALSCH sind statt #NV.

    `merker`: die Zelle, die FALSCH wird, sobald es irgendwo eine solche Zelle gibt.
    """

    blaetter: frozenset[str]
    falsch: frozenset[Stelle]
    merker: Stelle

    def wert(self, zelle: Stelle) -> Fehler | bool:
        """Was in der Zelle steht."""
        return False if zelle in self.falsch else NV


class Rechnend(Protocol):
    """Was von einem Lauf gebraucht wird."""

    @property
    def zellen(self) -> Mapping[Stelle, Formelzelle]:
        """Alle Formelzellen."""

    @property
    def wurzeln(self) -> Mapping[Stelle, str]:
        """Nicht berechenbare Zellen mit ihrem Satz."""

    def noch_einmal(self, maschine: Maschine) -> None:
        """Alles rechnen und ablesen."""

    def haengende_an(self, wurzeln: set[Stelle], maschine: Maschine) -> Mapping[Stelle, Any]:
        """Was an diesen Zellen hängt."""


def einsetzen(lauf: Rechnend, maschine: Maschine, ersatz: Ersatz) -> set[Stelle]:
    """In der Maschine ersetzen und weiterrechnen, bis keine neue dazukommt; gibt die ersetzten eigenen Zellen."""
    fertig: set[Stelle] = set()
    while neu := _betroffen(lauf, maschine, ersatz) - fertig:
        for zelle in neu:
            for ort in lauf.zellen[zelle].bereich.orte():
                if ersatz.wert(zelle) is False:
                    maschine.setze_wert(zelle[0], ort, False)
                else:
                    maschine.setze_formel(zelle[0], ort, "NA()")
        maschine.setze_wert(*ersatz.merker, False)
        fertig |= neu
        lauf.noch_einmal(maschine)
    return {z for z in fertig if z[0] in ersatz.blaetter}


def _betroffen(lauf: Rechnend, maschine: Maschine, ersatz: Ersatz) -> set[Stelle]:
    """Die Wurzeln auf den Blättern, und fremde, an denen dort etwas hängt."""
    eigene = {z for z in lauf.wurzeln if z[0] in ersatz.blaetter}
    fremde = lauf.wurzeln.keys() - eigene
    if not fremde:
        return eigene
    return eigene | {z for z in fremde if _haengt_eigenes(lauf.haengende_an({z}, maschine), ersatz)}


def _haengt_eigenes(haengende: Iterable[Stelle], ersatz: Ersatz) -> bool:
    return any(zelle[0] in ersatz.blaetter for zelle in haengende)
