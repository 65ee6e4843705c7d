"""Zwölf Monatsraten je Leistungserbringer, je zwei Zeilen mit sechs Monaten: breite Beträge bleiben so im Druck lesbar."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte, nter
from workbooks.bausteine.grund.felder import kopf
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.vorlagen.sonder.traegerliste import WORT

BREITEN = (28, 19, *(18,) * 6)
_SPALTEN = "CDEFGH"
_MONAT = "mm/yyyy"


class Raten(NamedTuple):
    """Formeln ohne Gleichheitszeichen; {n} Nummer des Leistungserbringers, {m} Monat 1 bis 12, {betrag} sein Betrag."""

    anbieter: str  # Name ihrer Liste; ein leerer Eintrag hat keine Zeile
    betrag: str  # auf den Cent; "" solange er fehlt
    monat: str  # Monatserster der Rate; "" solange er fehlt
    rate: str


def raten(bau: Bau, blatt: Worksheet, z: int, formeln: Raten, name: str) -> tuple[str, str]:
    """Tabelle ab Zeile z, die Summen oben; gibt die Bereiche der Raten (auch `name`) und der Beträge."""
    kopf(blatt, z, (WORT, "Betrag\nEUR", *("",) * 6))
    kopf(blatt, z + 1, ("", "", *("",) * 6), 15)
    for halb in (0, 1):
        for i, s in enumerate(_SPALTEN, 1):
            zelle = blatt[f"{s}{z + halb}"]
            zellen.kopfzelle(zelle, "=" + formeln.monat.format(m=halb * 6 + i))
            zelle.number_format = _MONAT
    erste, letzte = z + 4, z + 3 + 2 * bau.umfang.anbieter
    for n in range(1, bau.umfang.anbieter + 1):
        _anbieter(blatt, erste + 2 * (n - 1), n, formeln)
    blatt.column_dimensions["I"].hidden = True  # 1 oder 2: welches Halbjahr in der Zeile steht
    zellen.einblenden(blatt, f"A{erste}:H{letzte}", f'$A{erste}<>""')
    _summen(blatt, z + 2, erste, letzte)
    bereich, a = bezug(blatt, f"C{erste}:H{letzte}"), bezug(blatt, f"A{erste}:A{letzte}")
    bau.name(name, blatt, f"C{erste}:H{letzte}")
    bau.gedruckt[blatt.title] = Druck("H", letzte_belegte(erste, a))
    return bereich, bezug(blatt, f"B{erste}:B{letzte}")


def _anbieter(blatt: Worksheet, z: int, n: int, formeln: Raten) -> None:
    name = nter(formeln.anbieter, n)
    zellen.stumm(blatt[f"A{z}"], f'=IF({name}="","",{name})', "General", rechts=False)
    zellen.stumm(blatt[f"A{z + 1}"], f'=IF($A{z}="","","    › 2. Halbjahr")', "General", rechts=False)
    zellen.stumm(blatt[f"B{z}"], f'=IF($A{z}="","",{formeln.betrag.format(n=n)})', zellen.BETRAG)
    zellen.stumm(blatt[f"B{z + 1}"], None, zellen.BETRAG)
    for halb in (0, 1):
        zellen.stumm(blatt[f"I{z + halb}"], halb + 1, "0")
    for m in range(1, 13):
        rate = formeln.rate.format(n=n, m=m, betrag=f"$B{z}")
        ort = f"{_SPALTEN[(m - 1) % 6]}{z + (m > 6)}"
        zellen.stumm(blatt[ort], f'=IF($B{z}="","",{rate})', zellen.BETRAG)


def _summen(blatt: Worksheet, z: int, erste: int, letzte: int) -> None:
    """Zwei Zeilen wie bei einem Leistungserbringer: gerade und ungerade Zeilen der Tabelle getrennt."""
    zellen.formelzelle(blatt[f"A{z}"], "alle", rechts=False, fett=True)
    zellen.formelzelle(blatt[f"A{z + 1}"], "2. Halbjahr", rechts=False, fett=True)
    b = f"$B${erste}:$B${letzte}"
    zellen.formelzelle(blatt[f"B{z}"], f'=IF({keine_zahl(b)},"",SUM({b}))', zellen.BETRAG, fett=True)
    zellen.formelzelle(blatt[f"B{z + 1}"], None)
    for halb in (0, 1):
        for s in _SPALTEN:
            spalte = f"{s}${erste}:{s}${letzte}"
            halbjahr = f"--($I${erste}:$I${letzte}={halb + 1})"
            leer = f'SUMPRODUCT({halbjahr},--({spalte}<>""))=0'
            summe = f'=IF({leer},"",SUMPRODUCT({halbjahr},{spalte}))'
            zellen.formelzelle(blatt[f"{s}{z + halb}"], summe, zellen.BETRAG, fett=True)
