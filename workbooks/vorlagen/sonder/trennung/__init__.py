"""Sondermappe »trennung«: die alten Pauschalen in Fachleistung und existenzsichernde Leistungen geteilt, neu = bisher."""

from __future__ import annotations

from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.trennung.bisher import bisher
from workbooks.vorlagen.sonder.trennung.flaechen import flaechen
from workbooks.vorlagen.sonder.trennung.gegenprobe import trennung
from workbooks.vorlagen.sonder.trennung.positionen import positionen


def _fuellen(bau: Bau) -> None:
    bisher(bau)
    flaechen(bau)
    trennung(bau, positionen(bau))
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
