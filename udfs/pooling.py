"""Formeln zu gemeinsam erbrachten Leistungen."""

from math import fsum

from calc import pooling
from udfs import typen as t


def gruppenzeit(
    stunden_gruppe: t.StundenGruppe, mitarbeitende: t.Mitarbeitende, teilnehmende: t.Teilnehmende
) -> float:
    """Zeit einer Person an einem Gruppenangebot. [Std. je Person]"""
    return pooling.gruppenzeit(stunden_gruppe, mitarbeitende, teilnehmende)


def poolanteil(stunden: t.Stunden, gewicht: t.Gewicht, gewichte: t.Gewichte) -> float:
    """Anteil einer Person an gemeinsam erbrachten Stunden, nach Gewichten. [wie stunden]"""
    return pooling.poolanteil(stunden, gewicht, fsum(gewichte))
