"""Sondermappe »be-umrechnung«: vom Tagessatz nach HBG zu Fachleistungsstunde und kalkulatorischer Leistungseinheit."""

from __future__ import annotations

from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.fach.satzfortschreibung import satzfortschreibung
from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.be_umrechnung.angebot import angebot
from workbooks.vorlagen.sonder.be_umrechnung.bfbts import bfbts
from workbooks.vorlagen.sonder.be_umrechnung.gegenprobe import gegenprobe
from workbooks.vorlagen.sonder.be_umrechnung.schritte import schritte
from workbooks.vorlagen.sonder.be_umrechnung.stufen import stufen


def _fuellen(bau: Bau) -> None:
    angebot(bau)
    stufen(bau)
    bfbts(bau)
    schritte(bau)
    gegenprobe(bau)
    satzfortschreibung(bau, bau.inhalt("satzfortschreibung"))
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
