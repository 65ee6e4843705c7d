"""Kennzahlen des Trägercontrollings."""

from collections.abc import Sequence
from math import fsum

from calc.fehler import ZAHL, Regelfehler


def fallkosten(ausgaben: float, fallzahl: float) -> float:
    """Ausgaben je Fall. [EUR/Fall]

    Ausgaben ÷ Fallzahl.

    Quelle: Hamburg, Assistenz in der Sozialpsychiatrie 2021 (91.104.387 € ÷ 8.346 = 10.916 €).
    """
    return ausgaben / fallzahl


def veraenderung(vorwert: float, wert: float) -> float:
    """Veränderung gegenüber dem Vorwert. [Anteil]

    (Wert − Vorwert) ÷ Vorwert.

    Quelle: Hamburg, Fallzahlen 2020 auf 2021 (7.890 auf 8.346 = 6 %).
    """
    return (wert - vorwert) / vorwert


def abweichung(soll: float, ist: float) -> float:
    """Abweichung des Ist vom Soll. [Anteil]

    (Ist − Soll) ÷ Soll.

    Quelle: Vergleich von vereinbartem und tatsächlichem Volumen im Trägercontrolling.
    """
    return veraenderung(soll, ist)


def quote(teil: float, gesamt: float) -> float:
    """Anteil eines Teils am Ganzen. [Anteil]

    Teil ÷ Gesamt.

    Quelle: Verhältnisrechnung, etwa die Quote »ambulant vor stationär«.
    """
    return teil / gesamt


def effekte(menge_alt: float, preis_alt: float, menge_neu: float, preis_neu: float) -> tuple[float, float]:
    """Mengen- und Preiseffekt; zusammen die ganze Veränderung. [EUR]

    (Menge neu − Menge alt) × Preis alt; (Preis neu − Preis alt) × Menge neu.

    Quelle: Hamburg, Assistenz in der Sozialpsychiatrie 2020 auf 2021 (4.858.856 + 2.174.144 = 7.033.000 EUR).
    """
    return (menge_neu - menge_alt) * preis_alt, (preis_neu - preis_alt) * menge_neu


def struktureffekt(
    mengen_alt: Sequence[float], preise_alt: Sequence[float], mengen_neu: Sequence[float]
) -> float:
    """Was die Verschiebung zwischen den Gruppen ausmacht, bei alten Preisen und neuer Gesamtmenge. [EUR]

    Summe (Menge neu × Preis alt) − Gesamtmenge neu × Durchschnittspreis alt.

    Quelle: Zerlegung einer Budgetveränderung in Menge, Struktur und Preis.
    Fehler: #NUM!, wenn die alte Gesamtmenge 0 ist.
    """
    gesamt = fsum(mengen_alt)
    if gesamt == 0:
        raise Regelfehler(ZAHL, "Die alte Gesamtmenge ist 0; ein Durchschnittspreis fehlt.")
    durchschnitt = fsum(m * p for m, p in zip(mengen_alt, preise_alt)) / gesamt
    return fsum(m * p for m, p in zip(mengen_neu, preise_alt)) - fsum(mengen_neu) * durchschnitt


def mischanteil(gesamt: float, wert_a: float, wert_b: float) -> float:
    """Anteil der Gruppe a, wenn der Gesamtwert das Mittel aus a und b ist. [Anteil]

    (Gesamt − b) ÷ (a − b).

    Quelle: Hamburg, Fallkostenwert gesamt, im Budget und bei Einzelabrechnung (2014: 18.039; 18.703; 17.492).
    Fehler: #NUM!, wenn a und b gleich sind oder der Gesamtwert nicht zwischen ihnen liegt.
    """
    if wert_a == wert_b:
        raise Regelfehler(ZAHL, "wert_a und wert_b sind gleich; ein Anteil lässt sich nicht bestimmen.")
    anteil = (gesamt - wert_b) / (wert_a - wert_b)
    if not 0 <= anteil <= 1:
        raise Regelfehler(ZAHL, "gesamt liegt nicht zwischen wert_a und wert_b.")
    return anteil
