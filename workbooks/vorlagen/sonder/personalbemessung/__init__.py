"""Sondermappe »personalbemessung«: von der Erhebung bei einem Teil der Personen zum Bedarf aller, mit Spanne."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.fach.relationsmodell import relationsmodell
from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.personalbemessung.abgewiesen import abgewiesen
from workbooks.vorlagen.sonder.personalbemessung.angaben import angaben
from workbooks.vorlagen.sonder.personalbemessung.bedarf import bedarf
from workbooks.vorlagen.sonder.personalbemessung.bogen import bogen
from workbooks.vorlagen.sonder.personalbemessung.empfindlichkeit import empfindlichkeit
from workbooks.vorlagen.sonder.personalbemessung.ergebnis import ergebnis
from workbooks.vorlagen.sonder.personalbemessung.erhebung import erhebung
from workbooks.vorlagen.sonder.personalbemessung.gruppenangebote import gruppenangebote
from workbooks.vorlagen.sonder.personalbemessung.je_angebot import je_angebot
from workbooks.vorlagen.sonder.personalbemessung.kalender import kalender
from workbooks.vorlagen.sonder.personalbemessung.korrektur import korrekturen
from workbooks.vorlagen.sonder.personalbemessung.land import fuer_land
from workbooks.vorlagen.sonder.personalbemessung.liste import liste
from workbooks.vorlagen.sonder.personalbemessung.mischung import mischung
from workbooks.vorlagen.sonder.personalbemessung.shadowing import shadowing
from workbooks.vorlagen.sonder.personalbemessung.stellenplan import stellenplan
from workbooks.vorlagen.sonder.personalbemessung.stichprobe import stichprobe
from workbooks.vorlagen.sonder.personalbemessung.uebersicht import uebersicht
from workbooks.vorlagen.sonder.personalbemessung.vergleiche import benchmark, rahmendienstplan
from workbooks.vorlagen.sonder.personalbemessung.verproben import MEHR_PERSONEN, verproben
from workbooks.vorlagen.sonder.personalbemessung.vorgehen import protokoll, vorgehen
from workbooks.vorlagen.sonder.personalbemessung.wochenbild import wochenbild
from workbooks.vorlagen.sonder.personalbemessung.wochendienste import wochendienste


def _fuellen(bau: Bau) -> None:
    vorgehen(bau)
    wochen = angaben(bau)
    mischung(bau)
    t = stichprobe(bau)
    bogen(bau)
    erhebung(bau)
    liste(bau)
    korrekturen(bau)
    shadowing(bau)
    gruppen = gruppenangebote(bau)
    bedarf(bau, t, gruppen, wochen)
    kalender(bau)
    dienste = wochendienste(bau, wochen)
    wochenbild(bau, dienste)
    ergebnis(bau, dienste)
    je_angebot(bau, gruppen, dienste, wochen)
    empfindlichkeit(bau, dienste)
    relationsmodell(bau, "VZÄ", bau.inhalt("relationsmodell"), (MEHR_PERSONEN,))
    verproben(bau, stellenplan(bau), rahmendienstplan(bau, wochen), benchmark(bau))
    protokoll(bau)
    abgewiesen(bau)
    abschliessen(bau, darunter=lambda: uebersicht(bau, wochen))


MAPPE = replace(sondermappe(Path(__file__).parent, _fuellen), fuer_land=fuer_land)
