"""Blatt »Angepasstes Budget«: das Jahresbudget jedes Leistungserbringers mit den Änderungen vom Blatt Anpassung."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte, nter
from workbooks.bausteine.grund.felder import kopf
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import LISTE_TRAEGER
from workbooks.vorlagen.sonder.traegerliste import WORT

_KOPF_ANGEPASST = (
    *(WORT, "Jahresbudget\nEUR", "Änderung\nEUR"),
    *("angepasstes\nJahresbudget EUR", "Änderung"),
)


def angepasst(bau: Bau) -> None:
    """Blatt »Angepasstes Budget«: jedes Jahresbudget mit der Änderung; ob sie gilt, entscheiden die Partner."""
    blatt = bau.blatt("Angepasstes Budget", bau.titel("Angepasstes Budget"), (40, 20, 20, 20, 14), 5)
    satz = "Anpassungsklausel ohne Grenzwert: jede Änderung vom Blatt Anpassung, in einem ganzen Jahr."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    kopf(blatt, 5, _KOPF_ANGEPASST)
    erste, letzte = 7, 6 + bau.umfang.anbieter
    for n, z in enumerate(range(erste, letzte + 1), 1):
        name, budget = nter(LISTE_TRAEGER, n), f"INDEX(traeger_jahresbudget,{n},1)"
        aenderung = f"SUMPRODUCT((anpassung_traeger=$A{z})*1,anpassung_euro)+SUM(pruefwerte_anpassung)"
        leer = f'OR($A{z}="",anpassung_aenderung="")'
        formeln = (
            f'IF({name}="","",{name})',
            f'IF($A{z}="","",IF({budget}="","",{budget}))',
            f'IF({leer},"",{aenderung})',
            f'IF(OR($B{z}="",$C{z}=""),"",$B{z}+$C{z})',
            f'IF($D{z}="","",IF($B{z}=0,"",EGH_VERAENDERUNG($B{z},$D{z})))',
        )
        _reihe(blatt, z, formeln)
    zellen.einblenden(blatt, f"A{erste}:E{letzte}", f'$A{erste}<>""')
    zellen.formelzelle(blatt["A6"], "alle Leistungserbringer", rechts=False, fett=True)
    for s in "BCD":
        alle = f"{s}{erste}:{s}{letzte}"
        zellen.formelzelle(
            blatt[f"{s}6"], f'=IF({keine_zahl(alle)},"",SUM({alle}))', zellen.BETRAG, fett=True
        )
    anders = 'IF(N($B$6)=0,"",IF($D$6="","",EGH_VERAENDERUNG($B$6,$D$6)))'
    zellen.formelzelle(blatt["E6"], f"={anders}", zellen.PROZENT, fett=True)
    bau.name("angepasstes_budget", blatt, f"D{erste}:D{letzte}")
    bau.pruefung(
        "angepasst",
        "Angepasstes Budget: die Leistungserbringer haben zusammen jede Änderung vom Blatt Anpassung",
        f'IF(anpassung_aenderung="",TRUE,ABS(N({bezug(blatt, "C6")})-anpassung_aenderung)<0.005)',
        "Auf dem Blatt Anpassung nur Leistungserbringer vom Blatt Budgettyp nennen.",
    )
    a = bezug(blatt, f"A{erste}:A{letzte}")
    bau.gedruckt[blatt.title] = Druck("E", letzte_belegte(erste, a))


def _reihe(blatt: Worksheet, z: int, formeln: Sequence[str]) -> None:
    formate = ("General", *(zellen.BETRAG,) * 3, zellen.PROZENT)
    for s, formel, form in zip("ABCDE", formeln, formate, strict=True):
        zellen.stumm(blatt[f"{s}{z}"], f"={formel}", form, rechts=s != "A")
