"""Sondermappe »hh-asp«: Budgets der Assistenz in der Sozialpsychiatrie in Hamburg, ein Jahr, viele Leistungserbringer."""

from __future__ import annotations

from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.hh_asp.anbieter import anbieter, vorjahrsblatt
from workbooks.vorlagen.sonder.hh_asp.angebot import alte_leistungsarten, niedrigschwellig
from workbooks.vorlagen.sonder.hh_asp.zahlung import ratenblatt, serienbrief
from workbooks.vorlagen.sonder.hh_asp.zeitreihe import zeitreihe


def _fuellen(bau: Bau) -> None:
    t = anbieter(bau)
    ratenblatt(bau)
    serienbrief(bau, t)
    vorjahrsblatt(bau)
    zeitreihe(bau)
    niedrigschwellig(bau)
    alte_leistungsarten(bau)
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
