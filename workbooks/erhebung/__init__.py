"""Erhebungsbogen aus vielen Dateien: gelesen, zusammengeführt, und jede Ablehnung mit Datei, Zeile und Grund."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbooks.erhebung.lesen import Ablehnung, Unlesbar, dateien, zeilen
from workbooks.erhebung.zusammen import Person, zusammengefuehrt

__all__ = ["Ablehnung", "Ergebnis", "Person", "eingelesen"]


@dataclass
class Ergebnis:
    """Was aus einem Ordner wurde; Ablehnungen ohne Zeile (0) gelten der ganzen Datei."""

    gelesen: int = 0
    personen: Sequence[Person] = ()
    abgelehnt: list[Ablehnung] = field(default_factory=list)
    doppelt: list[Ablehnung] = field(default_factory=list)  # gleich in zwei Dateien: einmal gezählt


def eingelesen(ordner: Path, melden: Callable[[int, int], None] = lambda *_: None) -> Ergebnis:
    """Alle Dateien des Ordners; welche zuerst kommt, ändert nichts. `melden`: nach jeder Datei (fertig, alle)."""
    ergebnis, alle = Ergebnis(), []
    pfade = dateien(ordner)
    for nummer, pfad in enumerate(pfade, 1):
        try:
            gut, schlecht = zeilen(pfad)
        except Unlesbar as grund:
            ergebnis.abgelehnt.append(Ablehnung(pfad.name, 0, str(grund)))
        else:
            ergebnis.gelesen += 1
            alle += gut
            ergebnis.abgelehnt += schlecht
        melden(nummer, len(pfade))
    ergebnis.personen, schlecht, ergebnis.doppelt = zusammengefuehrt(alle, ergebnis.abgelehnt)
    ergebnis.abgelehnt = sorted([*ergebnis.abgelehnt, *schlecht])
    return ergebnis
