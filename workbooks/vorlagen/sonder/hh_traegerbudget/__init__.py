"""Sondermappe »hh-traegerbudget«: mehrjähriges Trägerbudget nach Hamburger Art (§ 132 SGB IX)."""

from __future__ import annotations

from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.hh_traegerbudget.abdeckung import abdeckung
from workbooks.vorlagen.sonder.hh_traegerbudget.auszahlung import auszahlung, innovation
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import fortschreibung
from workbooks.vorlagen.sonder.hh_traegerbudget.risiko import auslastung, kompensation
from workbooks.vorlagen.sonder.hh_traegerbudget.sollist import sollist
from workbooks.vorlagen.sonder.hh_traegerbudget.traeger import traeger, vorjahrsblatt
from workbooks.vorlagen.sonder.hh_traegerbudget.verlaengerung import verlaengerung


def _fuellen(bau: Bau) -> None:
    fortschreibung(bau)
    verlaengerung(bau)
    traeger(bau)
    vorjahrsblatt(bau)
    innovation(bau)
    auszahlung(bau)
    sollist(bau)
    auslastung(bau)
    kompensation(bau)
    abdeckung(bau)
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
