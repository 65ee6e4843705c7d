"""Sondermappe »personalbemessung«: von der Erhebung bei einem Teil der Personen zum Bedarf aller, mit Spanne."""

from __future__ import annotations

from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.personalbemessung.abgewiesen import abgewiesen
from workbooks.vorlagen.sonder.personalbemessung.angaben import angaben
from workbooks.vorlagen.sonder.personalbemessung.bedarf import bedarf
from workbooks.vorlagen.sonder.personalbemessung.erhebung import erhebung
from workbooks.vorlagen.sonder.personalbemessung.korrektur import korrekturen
from workbooks.vorlagen.sonder.personalbemessung.shadowing import shadowing
from workbooks.vorlagen.sonder.personalbemessung.stichprobe import stichprobe


def _fuellen(bau: Bau) -> None:
    angaben(bau)
    t = stichprobe(bau)
    erhebung(bau)
    korrekturen(bau)
    shadowing(bau)
    bedarf(bau, t)
    abgewiesen(bau)
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
