"""Sondermappe »entgelt«: von Stellen und Kosten zum Preis je Stunde, Tag und Monat, mit externem Vergleich."""

from __future__ import annotations

from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.entgelt.angaben import angaben
from workbooks.vorlagen.sonder.entgelt.kosten import kosten
from workbooks.vorlagen.sonder.entgelt.preis import preis
from workbooks.vorlagen.sonder.entgelt.stellen import stellen
from workbooks.vorlagen.sonder.entgelt.vergleich import vergleich


def _fuellen(bau: Bau) -> None:
    angaben(bau)
    stellen(bau)
    kosten(bau)
    preis(bau)
    vergleich(bau)
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
