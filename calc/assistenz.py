"""Minuten der Assistenz mit Sockel und Zuschlag."""

from calc.runden import runden


def qualifiziert(minuten_woche: float, sockel: float, zuschlag: float) -> float:
    """Vergütete Minuten qualifizierter Assistenz. [Min./Woche]

    Geplante Minuten × (1 + Zuschlag) + Sockel; bei 0 Minuten 0, ohne Sockel.

    Quelle: Hessen, Rahmenvertrag 3, Buchstabe B (Pauschale); eigene Gegenrechnung: 300 + 13 + 9 = 322.
    """
    return minuten_woche * (1 + zuschlag) + sockel if minuten_woche > 0 else 0.0


def kompensatorisch(minuten_woche: float, zuschlag: float) -> float:
    """Vergütete Stunden kompensatorischer Assistenz, auf halbe Stunden gerundet. [Std./Woche]

    Geplante Minuten × (1 + Zuschlag) ÷ 60, kaufmännisch auf halbe Stunden.

    Quelle: Hessen, Rahmenvertrag 3, Buchstabe B; der Sockel steckt schon in der qualifizierten Assistenz.
    """
    return runden(minuten_woche * (1 + zuschlag) / 30) / 2
