"""Erhebungsbogen aus vielen Dateien: gelesen, zusammengeführt, und jede Ablehnung mit Datei, Zeile und Grund."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from workbooks.erhebung.lesen import Ablehnung, Unlesbar, dateien, dateiname, schluessel, zeilen
from workbooks.erhebung.zusammen import Person, zusammengefuehrt

__all__ = ["Ablehnung", "Ergebnis", "Person", "eingelesen"]


_LANG = 4  # kürzere Fallnummern stehen auch in »Bogen 12«


@dataclass
class Ergebnis:
    """Was aus einem Ordner wurde; Ablehnungen ohne Zeile (0) gelten der ganzen Datei."""

    namen: Sequence[str] = ()  # aller Dateien, in ihrer Reihenfolge
    gelesen: int = 0
    personen: Sequence[Person] = ()
    abgelehnt: list[Ablehnung] = field(default_factory=list)
    doppelt: list[Ablehnung] = field(default_factory=list)  # gleich in zwei Dateien: einmal gezählt

    def stelle(self, datei: str) -> int:
        """Die wievielte Datei, nach Namen."""
        return self.namen.index(datei) + 1

    @cached_property
    def heissen_nach_fall(self) -> bool:
        """Ob der Name einer Datei eine gelesene Fallnummer enthält (eine kurze: aus ihr besteht).

        Dann gehört keiner in eine Meldung: was nicht zu lesen ist, heißt vermutlich ebenso.
        """
        namen = [schluessel(Path(datei).stem) for datei in self.namen]
        faelle = {schluessel(p.fall) for p in self.personen} | {a.fall for a in self.abgelehnt} - {""}
        return any(fall == n or (len(fall) >= _LANG and fall in n) for n in namen for fall in faelle)


def eingelesen(ordner: Path, melden: Callable[[int, int], None] = lambda *_: None) -> Ergebnis:
    """Alle Dateien des Ordners; welche zuerst kommt, ändert nichts. `melden`: nach jeder Datei (fertig, alle)."""
    ergebnis, alle = Ergebnis(), []
    pfade = dateien(ordner)
    ergebnis.namen = [dateiname(pfad) for pfad in pfade]
    for nummer, pfad in enumerate(pfade, 1):
        try:
            gut, schlecht = zeilen(pfad)
        except Unlesbar as grund:
            ergebnis.abgelehnt.append(Ablehnung(dateiname(pfad), 0, str(grund)))
        else:
            ergebnis.gelesen += 1
            alle += gut
            ergebnis.abgelehnt += schlecht
        melden(nummer, len(pfade))
    ergebnis.personen, schlecht, ergebnis.doppelt = zusammengefuehrt(alle, ergebnis.abgelehnt)
    ergebnis.abgelehnt = sorted([*ergebnis.abgelehnt, *schlecht])
    return ergebnis
