"""Sondermappe »entgelt«: von Stellen und Kosten zum Preis je Stunde, Tag und Monat, mit externem Vergleich."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.fach.relationsmodell import relationsmodell
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.entgelt.blaetter import blaetter
from workbooks.vorlagen.sonder.entgelt.land import fuer_land
from workbooks.vorlagen.sonder.entgelt.zufluss import (
    Zufluss,
    aus_deckblatt,
    aus_relationsmodell,
    nach_altem_recht,
)
from workbooks.vorlagen.sonder.landeswerte import parameterwerte

_SATZ = "Personen ÷ Schlüssel. Auf dem Blatt Stellen werden diese Stellen nach Anteilen verteilt."
_RELATIONEN = (
    Regel("hier nur Leitung, Verwaltung oder Betreuung", 'OR({gruppe}="Nacht",{gruppe}="eigene")'),
    Regel(
        "mehr Personen als Plätze",
        'AND(eingabe_plaetze<>"",N({personen})>N(eingabe_plaetze))',
        in_worten("{personen}", "Personen"),
    ),
)


def _fuellen(bau: Bau) -> None:
    if bau.vorlage.werte:
        parameterwerte(bau)
    relationsmodell(bau, "VZÄ", bau.inhalt("relationsmodell"), _RELATIONEN, _SATZ)
    blaetter(
        bau,
        Zufluss(
            aus_deckblatt(bau), aus_relationsmodell(bau, mit_betreuung=True), getrennt=nach_altem_recht(bau)
        ),
    )
    abschliessen(bau)


MAPPE = replace(sondermappe(Path(__file__).parent, _fuellen), fuer_land=fuer_land)
