"""Alle Blätter, die eine Budgetmappe neben dem Monatsvergleich hat, in ihrer Reihenfolge."""

from __future__ import annotations

from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.sonder.controlling.bestand import bestand
from workbooks.vorlagen.sonder.controlling.kennzahlen import kennzahlen
from workbooks.vorlagen.sonder.controlling.monatsbudget import Monatsbudgets
from workbooks.vorlagen.sonder.controlling.pool import pool
from workbooks.vorlagen.sonder.controlling.steuerung import steuerung
from workbooks.vorlagen.sonder.controlling.szenarien import Basis, szenarien
from workbooks.vorlagen.sonder.controlling.verschiebung import verschiebung
from workbooks.vorlagen.sonder.controlling.ziele import ziele
from workbooks.vorlagen.sonder.controlling.zielpfade import zielpfade


def steuerungsblaetter(bau: Bau, m: Monatsbudgets, basis: Basis) -> None:
    """Zu- und Abgänge bis Szenario; `basis`: was die Mappe für das Blatt Szenario schon weiß."""
    bestand(bau, m.typen)
    steuerung(bau)
    verschiebung(bau, m.liste, m.typen)
    pool(bau)
    ziele(bau, m.liste)
    kennzahlen(bau)
    zielpfade(bau)
    szenarien(bau, basis)
