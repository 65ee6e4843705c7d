"""Abschnitt des Angebotsblatts: die Zeilen einer Tabelle, die zum gewählten Angebot gehören."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.blaetter.einzelangebot import GEWAEHLT, LAUFEND, ORT
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.spalte import Spalte, Tabelle


@dataclass(frozen=True)
class Zeilen:
    """Die Zeilen einer Tabelle, die zum gewählten Angebot gehören.

    `spalten`: Schlüssel der Spalten, von links nach rechts; `leise`: Bedingung, unter der eine Zeile grau ist.
    """

    tabelle: Tabelle
    titel: str
    spalten: Sequence[str]
    leise: str = ""

    def __call__(self, blatt: Worksheet, z: int) -> tuple[int, str]:
        """Ab Zeile z; zu sehen sind nur belegte Zeilen, gedruckt so viele, wie das längste Angebot hat."""
        t = self.tabelle
        zellen.ueberschrift(blatt[f"A{z}"], self.titel)
        spalten = [s for wort in self.spalten for s in t.spalten if s.schluessel == wort]
        for nummer, spalte in enumerate(spalten, 1):
            zellen.kopfzelle(blatt.cell(z + 1, nummer), spalte.kopf)
        blatt.row_dimensions[z + 1].height = 30
        erste, letzte = z + 2, z + 2 + t.letzte - t.erste
        for zeile in range(erste, letzte + 1):
            self._zeile(blatt, zeile, erste, letzte, spalten)
        ganze = f"A{erste}:{get_column_letter(len(spalten))}{letzte}"
        if self.leise:
            zellen.einblenden(blatt, ganze, self.leise.format(zeile=erste), leise=True)
        zellen.einblenden(blatt, ganze, f'${ORT}{erste}<>""')
        angebot, hinweis = t.bereich("angebot"), t.bereich("hinweis")
        laengstes = f"SUMPRODUCT(MAX(COUNTIF({angebot},{LISTE_ANGEBOTE})))"
        ohne = f'SUMPRODUCT(({angebot}="")*({hinweis}<>""))'
        return letzte, f"{erste - 1}+MAX(1,{laengstes},{ohne})"

    def _zeile(
        self, blatt: Worksheet, zeile: int, erste: int, letzte: int, spalten: Sequence[Spalte]
    ) -> None:
        """Verborgen: ob die so vielte Zeile der Tafel dazugehört (laufende Nummer), und welche Zeile hier steht."""
        t, n = self.tabelle, zeile - erste + 1
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
