"""Abschnitte des Angebotsblatts einer modularen Kalkulation: Leistungen und Dienste des gewählten Angebots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.blaetter.einzelangebot import GEWAEHLT, LAUFEND, ORT
from workbooks.bausteine.fach.qualifikation import SPALTE as QUALIFIKATION
from workbooks.bausteine.fach.vorhaltung import bezeichnung, je_leistung
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.spalte import Spalte, Tabelle

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


@dataclass(frozen=True)
class Dienste:
    """Die Zeilen der Stundentafel; »in Summe: nein« grau und kursiv."""

    tafel: Tabelle

    def __call__(self, blatt: Worksheet, z: int) -> tuple[int, str]:
        """Ab Zeile z; zu sehen sind nur belegte Zeilen, gedruckt so viele, wie das längste Angebot hat."""
        t = self.tafel
        zellen.ueberschrift(blatt[f"A{z}"], "Dienste (Stundentafel)")
        spalten = [s for wort in _DIENSTE for s in t.spalten if s.schluessel == wort]
        for nummer, spalte in enumerate(spalten, 1):
            zellen.kopfzelle(blatt.cell(z + 1, nummer), spalte.kopf)
        blatt.row_dimensions[z + 1].height = 30
        erste, letzte = z + 2, z + 2 + t.letzte - t.erste
        for zeile in range(erste, letzte + 1):
            self._zeile(blatt, zeile, erste, letzte, spalten)
        ganze = f"A{erste}:M{letzte}"
        zellen.einblenden(blatt, ganze, f'$M{erste}="nein"', leise=True)
        zellen.einblenden(blatt, ganze, f'${ORT}{erste}<>""')
        angebot, hinweis = t.bereich("angebot"), t.bereich("hinweis")
        laengstes = f"SUMPRODUCT(MAX(COUNTIF({angebot},{LISTE_ANGEBOTE})))"
        ohne = f'SUMPRODUCT(({angebot}="")*({hinweis}<>""))'
        return letzte, f"{erste - 1}+MAX(1,{laengstes},{ohne})"

    def _zeile(
        self, blatt: Worksheet, zeile: int, erste: int, letzte: int, spalten: Sequence[Spalte]
    ) -> None:
        """Verborgen: ob die so vielte Zeile der Tafel dazugehört (laufende Nummer), und welche Zeile hier steht."""
        t, n = self.tafel, zeile - erste + 1
        ort, alle = f"${ORT}{zeile}", f"${LAUFEND}${erste}:${LAUFEND}${letzte}"
        angebot, hinweis = t.bereich("angebot"), t.bereich("hinweis")
        dabei = f'AND(INDEX({angebot},{n},1)={GEWAEHLT},INDEX({hinweis},{n},1)<>"")'
        davor = f"COUNT(${LAUFEND}${erste}:${LAUFEND}{zeile - 1})+1" if n > 1 else "1"
        zellen.stumm(blatt[f"{LAUFEND}{zeile}"], f'=IF({n}>ROWS({angebot}),"",IF({dabei},{davor},""))', "0")
        zellen.stumm(blatt[f"{ORT}{zeile}"], f'=IFERROR(MATCH({n},{alle},0),"")', "0")
        for nummer, spalte in enumerate(spalten, 1):
            wert = f"INDEX({t.bereich(spalte.schluessel)},{ort},1)"
            formel = f'=IF({ort}="","",IF({wert}="","",{wert}))'
            text = spalte.format == zellen.TEXT
            zellen.stumm(
                blatt.cell(zeile, nummer), formel, "General" if text else spalte.format, rechts=not text
            )
