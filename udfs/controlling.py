"""Formeln des Trägercontrollings."""

from calc import controlling
from udfs import typen as t


def fallkosten(ausgaben: t.Ausgaben, fallzahl: t.Fallzahl) -> float:
    """Ausgaben je Fall. [EUR/Fall]"""
    return controlling.fallkosten(ausgaben, fallzahl)


def veraenderung(vorwert: t.Vorwert, wert: t.Wert) -> float:
    """Veränderung gegenüber dem Vorwert. [Anteil]"""
    return controlling.veraenderung(vorwert, wert)


def abweichung(soll: t.Soll, ist: t.Ist) -> float:
    """Abweichung des Ist vom Soll. [Anteil]"""
    return controlling.abweichung(soll, ist)


def quote(teil: t.Teil, gesamt: t.Gesamt) -> float:
    """Anteil eines Teils am Ganzen. [Anteil]"""
    return controlling.quote(teil, gesamt)
