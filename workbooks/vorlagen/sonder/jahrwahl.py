"""Ein Jahr der Laufzeit wählen: Kalenderjahr eintragen, daraus das wievielte es ist."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse

LAUFZEIT_FEHLT = 'OR(eingabe_laufzeit_von="",eingabe_laufzeit_jahre="")'


def jahrwahl(bau: Bau, blatt: Worksheet, z: int, feld: Feld, nummer: str, jahre: str) -> int:
    """Eingabe `eingabe_FELD` (leer: das erste Jahr) und darunter `nummer`; gibt die nächste freie Zeile.

    `nummer` ist 1 bis `jahre`, außerhalb #NV: INDEX mit 0 wäre die ganze Zeile, und Excel zeigte irgendein Jahr.
    """
    z = eingaben(bau, blatt, z, (feld,))
    jahr = f"eingabe_{feld.name}"
    wievieltes = f'IF({jahr}="",1,{jahr}-YEAR(eingabe_laufzeit_von)+1)'
    drin = f"AND({wievieltes}>=1,{wievieltes}<={jahre},INT({wievieltes})={wievieltes})"
    formel = f'IF({LAUFZEIT_FEHLT},"",IF({drin},{wievieltes},NA()))'
    return ergebnisse(bau, blatt, z, (Wert("Jahr der Laufzeit", nummer, formel, einheiten.NUMMER),))


def kalenderjahr(wort: str, name: str, beispiel: int) -> Feld:
    """Das Feld dazu."""
    grenze = eingabe.zahl(2000, 2099, "Kalenderjahr der Laufzeit.")
    return Feld(wort, name, "0", grenze, beispiel, "leer: das erste", pflicht=False)
