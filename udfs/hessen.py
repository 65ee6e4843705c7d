"""Formeln zur Assistenz nach dem hessischen Rahmenvertrag 3; vor dem 1.7.2023 #NV."""

from calc import assistenz, parameter
from udfs import typen as t

_LAND = "HE"


def he_qualifiziert(
    minuten_woche: t.MinutenWoche, federfuehrung: t.Federfuehrung, stichtag: t.Stichtag = None
) -> float:
    """Vergütete Minuten qualifizierter Assistenz mit Sockel und Zuschlag, nicht gerundet. [Min./Woche]"""
    sockel = parameter.zahl(_LAND, "pauschale_sockel", stichtag)
    if federfuehrung:
        sockel += parameter.zahl(_LAND, "pauschale_sockel_federfuehrung", stichtag)
    return assistenz.qualifiziert(minuten_woche, sockel, parameter.zahl(_LAND, "pauschale_anteil", stichtag))


def he_kompensatorisch(minuten_woche: t.MinutenWoche, stichtag: t.Stichtag = None) -> float:
    """Vergütete Stunden kompensatorischer Assistenz, auf halbe Stunden gerundet wie im Vertrag. [Std./Woche]"""
    return assistenz.kompensatorisch(minuten_woche, parameter.zahl(_LAND, "pauschale_anteil", stichtag))
