"""Abschnitte des Angebotsblatts einer modularen Kalkulation: Leistungen und Dienste des gewählten Angebots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.einzelangebot import GEWAEHLT
from workbooks.bausteine.fach.einzelangebot_zeilen import Zeilen
from workbooks.bausteine.fach.qualifikation import SPALTE as QUALIFIKATION
from workbooks.bausteine.fach.vorhaltung import bezeichnung, je_leistung
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.spalte import Tabelle

_BREIT = 85  # Zeichen, die in die verbundenen Zellen einer Leistung passen
_DIENSTE: tuple[str, ...] = (
    *("nr", "art", "dienst", "beginn", "ende", "tage", "anzahl", "anerkennung"),
    *("stunden_woche", "stunden_jahr", "vzae", QUALIFIKATION.schluessel, "in_summe"),
)


@dataclass(frozen=True)
class Leistungen:
    """Stunden und VZÄ je Leistung der Liste, aus beiden Tabellen."""

    weitere: Tabelle
    tafel: Tabelle
    leistungen: Sequence[str]

    def __call__(self, blatt: Worksheet, z: int) -> tuple[int, str]:
        """Ab Zeile z; gibt die letzte, bis zu der auch gedruckt wird."""
        zellen.ueberschrift(blatt[f"A{z}"], "Leistungen")
        for spalte, wort in (("A", "Nr."), ("B", "Leistung"), ("J", "Std. im\nJahr"), ("K", "VZÄ")):
            zellen.kopfzelle(blatt[f"{spalte}{z + 1}"], wort)
        blatt.merge_cells(f"B{z + 1}:I{z + 1}")
        blatt.row_dimensions[z + 1].height = 30
        titel = self.weitere.blatt.title
        for nummer in range(1, len(self.leistungen) + 1):
            leistung = bezeichnung(titel, self.leistungen, nummer)
            zeile = z + 1 + nummer
            zellen.formelzelle(blatt[f"A{zeile}"], nummer, "0", rechts=False)
            zellen.formelzelle(blatt[f"B{zeile}"], leistung, rechts=False)
            blatt.merge_cells(f"B{zeile}:I{zeile}")
            blatt.row_dimensions[zeile].height = zellen.hoehe((self.leistungen[nummer - 1], _BREIT))
            for spalte, was in (("J", "stunden_jahr"), ("K", "vzae")):
                summe = je_leistung(self.weitere, self.tafel, was, f"$A{zeile}", GEWAEHLT)
                zellen.formelzelle(blatt[f"{spalte}{zeile}"], f'=IF({summe}=0,"",{summe})', zellen.STUNDEN)
        letzte = z + 1 + len(self.leistungen)
        return letzte, str(letzte)


def dienste(tafel: Tabelle) -> Zeilen:
    """Die Zeilen der Stundentafel; »in Summe: nein« grau und kursiv."""
    return Zeilen(tafel, "Dienste (Stundentafel)", _DIENSTE, '$M{zeile}="nein"')
