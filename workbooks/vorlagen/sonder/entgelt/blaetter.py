"""Die Blätter der Kalkulation in ihrer Reihenfolge, für die eigene Mappe und als Anbau an eine andere."""

from __future__ import annotations

from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.sonder.entgelt.grundlagen import grundlagen
from workbooks.vorlagen.sonder.entgelt.kosten import kosten
from workbooks.vorlagen.sonder.entgelt.preis import preis
from workbooks.vorlagen.sonder.entgelt.stellen import stellen
from workbooks.vorlagen.sonder.entgelt.vergleich import vergleich
from workbooks.vorlagen.sonder.entgelt.zufluss import Zufluss


def blaetter(bau: Bau, zufluss: Zufluss) -> None:
    """Grundlagen, Stellen, Kosten, Preis, Externer Vergleich."""
    grundlagen(bau, zufluss)
    t = stellen(bau, zufluss)
    kosten(bau)
    preis(bau, zufluss, t)
    vergleich(bau)
