"""Blatt »HBG je Angebot«: wie viele Personen jedes Angebots in welcher Hilfebedarfsgruppe sind."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.angebote import OHNE
from workbooks.bausteine.blaetter.einzelangebot import GEWAEHLT
from workbooks.bausteine.fach.hbg import Gruppen
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug
from workbooks.bausteine.grund.spalte import Tabelle

_KOPF, _GESAMT, _ERSTE = 5, 6, 7


def hbg_angebote(bau: Bau, t: Tabelle, gruppen: Gruppen) -> None:
    """Die Tabelle; Summen oben, zu sehen sind nur die Angebote, die es gibt."""
    namen = [stufe.hbg for stufe in gruppen.raster]
    titel = bau.titel("Personen je HBG und Angebot")
    blatt = bau.blatt("HBG je Angebot", titel, (32, *(7,) * len(namen), 11), 5)
    letzte, summe = _ERSTE + bau.umfang.angebote, get_column_letter(len(namen) + 2)
    davor = get_column_letter(len(namen) + 1)
    for nummer, wort in enumerate(("Angebot", *namen, "Personen"), 1):
        zellen.kopfzelle(blatt.cell(_KOPF, nummer), wort)
    zellen.formelzelle(blatt[f"A{_GESAMT}"], "Gesamt", rechts=False, fett=True)
    for z in range(_ERSTE, letzte + 1):
        _angebot(blatt, t, z, len(namen), ohne=z == letzte)
        zellen.stumm(blatt[f"{summe}{z}"], f'=IF($A{z}="","",SUM($B{z}:${davor}{z}))', "0")
    for nummer in range(2, len(namen) + 3):
        s = get_column_letter(nummer)
        alle = f"{s}{_ERSTE}:{s}{letzte}"
        zellen.formelzelle(blatt[f"{s}{_GESAMT}"], f'=IF(COUNT({alle})=0,"",SUM({alle}))', "0", fett=True)
    zellen.einblenden(blatt, f"A{_ERSTE}:{summe}{letzte}", f'$A{_ERSTE}<>""')
    bereich = bezug(blatt, f"A{_ERSTE}:A{letzte}")
    bau.gedruckt[blatt.title] = Druck(summe, f'SUMPRODUCT(MAX(({bereich}<>"")*ROW({bereich}),{_GESAMT}))')
    bau.name("hbg_angebote", blatt, f"A{_ERSTE}:{summe}{letzte}")
    bau.pruefung(
        "hbg_angebote",
        "HBG je Angebot: alle Angebote zusammen ergeben alle Personen",
        f'IF(ergebnis_personen="",TRUE,N({bezug(blatt, f"{summe}{_GESAMT}")})=ergebnis_personen)',
        "In intern_Personen nur Angebote verwenden, die auf dem Deckblatt stehen.",
    )


def _angebot(blatt: Worksheet, t: Tabelle, z: int, gruppen: int, ohne: bool) -> None:
    name = f"INDEX(angebote_namen,{z - _ERSTE + 1},1)"
    ist = f"{t.bereich('angebot')}=" + ('""' if ohne else f"$A{z}")
    # was keinem zugeordnet ist, hat nur dann eine Zeile, wenn es das gibt
    belegt = f'SUMPRODUCT(({ist})*({t.bereich("hinweis")}<>""))=0'
    zellen.stumm(
        blatt[f"A{z}"], f'=IF({belegt},"","{OHNE}")' if ohne else f"={name}", "General", rechts=False
    )
    for nummer in range(2, gruppen + 2):
        gruppe = f"{get_column_letter(nummer)}${_KOPF}"
        zahl = f"SUMPRODUCT(({ist})*({t.bereich('hbg')}={gruppe}))"
        zellen.stumm(blatt.cell(z, nummer), f'=IF($A{z}="","",IF({zahl}=0,"",{zahl}))', "0")


@dataclass(frozen=True)
class Verteilung:
    """Abschnitt des Angebotsblatts: Personen, Stunden und VK des gewählten Angebots je HBG."""

    tabelle: Tabelle
    gruppen: Gruppen

    def __call__(self, blatt: Worksheet, z: int) -> tuple[int, str]:
        """Ab Zeile z; gibt die letzte, bis zu der auch gedruckt wird."""
        t, kopf = self.tabelle, ("HBG", "Personen", "Std. im Jahr", "VK")
        zellen.ueberschrift(blatt[f"A{z}"], "Personen je HBG")
        for nummer, wort in enumerate(kopf, 1):
            zellen.kopfzelle(blatt.cell(z + 1, nummer), wort)
        for zeile, stufe in enumerate(self.gruppen.raster, z + 2):
            ist = f"({t.bereich('angebot')}={GEWAEHLT})*({t.bereich('hbg')}=$A{zeile})"
            zahl = f"SUMPRODUCT({ist})"
            zellen.formelzelle(blatt[f"A{zeile}"], stufe.hbg, "@", rechts=False)
            zellen.formelzelle(blatt[f"B{zeile}"], f'=IF({zahl}=0,"",{zahl})', "0")
            for spalte, was, zahlenformat in (
                ("C", "stunden_jahr", zellen.STUNDEN),
                ("D", "vk", zellen.STUNDEN),
            ):
                formel = f'=IF($B{zeile}="","",{t.summe(was, wo=ist)})'
                zellen.formelzelle(blatt[f"{spalte}{zeile}"], formel, zahlenformat)
        letzte = z + 1 + len(self.gruppen.raster)
        return letzte, str(letzte)
