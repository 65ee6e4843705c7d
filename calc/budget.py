"""Mehrjährige Budgets: Fortschreibung, Raten, singuläres Trägerbudget (§ 132 SGB IX)."""

from collections.abc import Sequence
from math import fsum

from calc.fehler import ZAHL, Regelfehler
from calc.runden import cent, deutsch

ADDITIV, LINEAR, MULTIPLIKATIV = "additiv", "linear", "multiplikativ"
VERFAHREN = (ADDITIV, LINEAR, MULTIPLIKATIV)


def _nicht_negativ(faktor: float, jahre: int) -> float:
    if faktor < 0:
        raise Regelfehler(
            ZAHL, f"Das Budget fiele nach {jahre} Jahren unter null; Raten und Anzahl der Jahre prüfen."
        )
    return faktor


def budget_additiv(
    budget: float, jahre: int, steigerung_fallzahl: float, veraenderung_fallkosten: float
) -> float:
    """Budget nach ganzen Jahren, beide Raten zu einer addiert. [EUR]

    Budget × (1 + g + v) ^ Jahre.

    Quelle: Trägerbudgets Hamburg (+2 % Fälle, −0,1 % Fallkostenwert, also +1,9 % im Jahr).
    Fehler: #NUM!, wenn 1 + g + v negativ ist.
    """
    basis = _nicht_negativ(1 + steigerung_fallzahl + veraenderung_fallkosten, jahre) if jahre else 1.0
    return float(budget * basis**jahre)


def budget_linear(
    budget: float, jahre: int, steigerung_fallzahl: float, veraenderung_fallkosten: float
) -> float:
    """Budget nach ganzen Jahren, die Rate immer auf das Ausgangsbudget. [EUR]

    Budget × (1 + Jahre × (g + v)).

    Quelle: Rechenweise ohne Zinseszins, neben der Hamburger Fortschreibung zum Vergleich.
    Fehler: #NUM!, wenn das Budget unter null fiele.
    """
    return budget * _nicht_negativ(1 + jahre * (steigerung_fallzahl + veraenderung_fallkosten), jahre)


def budget_multiplikativ(
    budget: float, jahre: int, steigerung_fallzahl: float, veraenderung_fallkosten: float
) -> float:
    """Budget nach ganzen Jahren, Fallzahl und Fallkosten je für sich fortgeschrieben. [EUR]

    Budget × ((1 + g) × (1 + v)) ^ Jahre.

    Quelle: Produkt aus Fallzahl und Fallkosten, neben der Hamburger Fortschreibung zum Vergleich.
    """
    return float(budget * ((1 + steigerung_fallzahl) * (1 + veraenderung_fallkosten)) ** jahre)


_FORMELN = {ADDITIV: budget_additiv, LINEAR: budget_linear, MULTIPLIKATIV: budget_multiplikativ}


def budget_nach(
    verfahren: str, budget: float, jahre: int, steigerung_fallzahl: float, veraenderung_fallkosten: float
) -> float:
    """Budget nach ganzen Jahren nach dem genannten Verfahren aus VERFAHREN. [EUR]

    Quelle und Fehler: siehe das jeweilige Verfahren.
    """
    return _FORMELN[verfahren](budget, jahre, steigerung_fallzahl, veraenderung_fallkosten)


def index_nach(verfahren: str, jahre: int, rate: float) -> float:
    """Index einer einzelnen Rate nach ganzen Jahren, Start 1. [Index]

    linear: 1 + Jahre × Rate, sonst (1 + Rate) ^ Jahre.

    Quelle: Zerlegung der Hamburger Fortschreibung in Fallzahl und Fallkosten.
    """
    return 1 + jahre * rate if verfahren == LINEAR else float((1 + rate) ** jahre)


def rate(betrag: float, anzahl_raten: int, nummer: int) -> float:
    """Rate mit dieser Nummer; alle Raten ergeben den Betrag auf den Cent. [EUR]

    Auf Cent gerundeter Anspruch bis zu dieser Rate − Anspruch bis zur vorigen.

    Quelle: singuläres Trägerbudget Bremen (Monatsraten; bei Beginn im Jahr entsprechend weniger).
    Fehler: #NUM!, wenn die Nummer über der Anzahl liegt.
    """
    if nummer > anzahl_raten:
        raise Regelfehler(ZAHL, f"nummer ist {nummer}, es gibt aber nur {anzahl_raten} Raten.")
    gesamt = cent(betrag)

    def bis(ende: int) -> int:
        # Ganzzahlig und kaufmännisch: (2·a + n) // (2·n) ist a/n, die Hälfte aufgerundet.
        return (2 * gesamt * ende + anzahl_raten) // (2 * anzahl_raten)

    return (bis(nummer) - bis(nummer - 1)) / 100


def monatsrate(jahresbudget: float, monat: int) -> float:
    """Rate eines Monats; die zwölf Raten ergeben das Jahresbudget auf den Cent. [EUR]

    Auf Cent gerundeter Anspruch bis zu diesem Monat − Anspruch bis zum Vormonat.

    Quelle: singuläres Trägerbudget Bremen (12 Monatsraten).
    """
    return rate(jahresbudget, 12, monat)


def kompensationsbedarf(
    budget: float, steigerung_fallzahl: float, steigerung_kosten: float, budgetsteigerung: float
) -> float:
    """Was einem Budget nach einem Jahr fehlt; positiv heißt: es fehlt Geld. [EUR]

    Budget × ((1 + f) × (1 + k) − (1 + s)).

    Quelle: Trägerbudgets Hamburg, Bedarf (Fälle und Kosten) gegen die vereinbarte Steigerung des Budgets.
    """
    return budget * ((1 + steigerung_fallzahl) * (1 + steigerung_kosten) - (1 + budgetsteigerung))


def mindernutzung(budget: float, auslastung_vereinbart: float, auslastung_ist: float) -> float:
    """Teil des Budgets, für den nicht geleistet wurde; positiv heißt: weniger genutzt als vereinbart. [EUR]

    Budget × (1 − Auslastung ist ÷ Auslastung vereinbart).

    Quelle: Trägerbudgets, Auslastungsrisiko: Vergleich von vereinbarter und tatsächlicher Belegung.
    """
    return budget * (1 - auslastung_ist / auslastung_vereinbart)


def traegerbudget(
    leistungsumfang: Sequence[float], kosten: Sequence[float], steigerungsrate: Sequence[float]
) -> float:
    """Singuläres Trägerbudget über alle Leistungstypen. [EUR]

    Summe aus Leistungsumfang × Kosten × (1 + Steigerungsrate).

    Quelle: singuläres Trägerbudget Bremen (Leistungsumfang des Vorjahres × Kosten der Leistungstypen).
    Fehler: #NUM!, wenn die Reihen verschieden lang sind.
    """
    if not len(leistungsumfang) == len(kosten) == len(steigerungsrate):
        raise Regelfehler(
            ZAHL,
            f"Die Reihen sind verschieden lang: {len(leistungsumfang)}, {len(kosten)} und "
            f"{deutsch(len(steigerungsrate))} Werte.",
        )
    return fsum(u * k * (1 + r) for u, k, r in zip(leistungsumfang, kosten, steigerungsrate))
