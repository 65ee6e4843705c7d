"""Sondermappe »steuerungswuerfel«: je Seite des Würfels ein Blatt oder mehrere, für EGH und HzP."""

from __future__ import annotations

from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.controlling.kennzahlen import kennzahlen
from workbooks.vorlagen.sonder.controlling.ziele import ziele
from workbooks.vorlagen.sonder.controlling.zielpfade import zielpfade
from workbooks.vorlagen.sonder.steuerungswuerfel.benchmarking import benchmarking
from workbooks.vorlagen.sonder.steuerungswuerfel.einzelfall import einzelfallsteuerung
from workbooks.vorlagen.sonder.steuerungswuerfel.finanzierung import finanzierung
from workbooks.vorlagen.sonder.steuerungswuerfel.prognose import prognose, schulabgaenge
from workbooks.vorlagen.sonder.steuerungswuerfel.system import systemsteuerung


def _fuellen(bau: Bau) -> None:
    einzelfallsteuerung(bau)
    systemsteuerung(bau)
    prognose(bau)
    schulabgaenge(bau)
    kennzahlen(bau)
    zielpfade(bau)
    benchmarking(bau)
    finanzierung(bau)
    ziele(bau, "eingabe_traeger")
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
