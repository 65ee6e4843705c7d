"""Die Blätter der Kalkulation in ihrer Reihenfolge, für die eigene Mappe und als Anbau an eine andere."""

from __future__ import annotations

from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.sonder.entgelt.gegenprobe import gegenprobe
from workbooks.vorlagen.sonder.entgelt.grundlagen import grundlagen
from workbooks.vorlagen.sonder.entgelt.kosten import kosten
from workbooks.vorlagen.sonder.entgelt.preis import preis
from workbooks.vorlagen.sonder.entgelt.stellen import stellen
from workbooks.vorlagen.sonder.entgelt.vergleich import vergleich
from workbooks.vorlagen.sonder.entgelt.verhandlung import verhandlung
from workbooks.vorlagen.sonder.entgelt.zufluss import Zufluss
from workbooks.vorlagen.sonder.entgelt.zuschlaege import zuschlaege


def blaetter(bau: Bau, zufluss: Zufluss) -> None:
    """Grundlagen, Stellen, Zuschläge, Kosten, Preis, Gegenprobe, Verhandlung, Externer Vergleich."""
    grundlagen(bau, zufluss)
    t = stellen(bau, zufluss)
    z = zuschlaege(bau, zufluss)
    kostenblatt = kosten(bau, zufluss)
    preis(bau, zufluss, (t, z, kostenblatt.zeilen))
    gegenprobe(bau, zufluss)
    verhandlung(bau, zufluss, kostenblatt)
    vergleich(bau)
