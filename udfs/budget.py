"""Formeln zu mehrjährigen Budgets."""

from typing import Optional

from calc import budget as regeln
from calc.fehler import WERT, ZAHL, Regelfehler
from udfs import typen as t
from udfs.werte import Fehler, Zelle

TABELLENKOPF = ("Jahr", "Fallzahlindex", "Fallkostenindex", "Budget", "Differenz zum Produkt")

_UNTER_NULL = Fehler(
    ZAHL, "EGH_BUDGET_PROJEKTION: Der Index fiele linear unter null; Rate und Anzahl der Jahre prüfen."
)


def budget(
    budget: t.Budget,
    jahre: t.Jahre,
    steigerung_fallzahl: t.SteigerungFallzahl,
    veraenderung_fallkosten: t.VeraenderungFallkosten,
    verfahren: t.Verfahren = regeln.ADDITIV,
) -> float:
    """Budget nach ganzen Jahren, mit Fallzahl und Fallkosten fortgeschrieben. [EUR]"""
    return regeln.budget_nach(verfahren, budget, jahre, steigerung_fallzahl, veraenderung_fallkosten)


def budget_projektion(
    budget: t.Budget,
    jahre: t.Jahre,
    steigerung_fallzahl: t.SteigerungFallzahl,
    veraenderung_fallkosten: t.VeraenderungFallkosten,
    verfahren: t.Verfahren = regeln.ADDITIV,
    startjahr: t.Startjahr = 0,
) -> t.Tabelle:
    """Budget Jahr für Jahr mit Indizes und Differenz zum Produkt aus beiden. [Tabelle]"""
    tabelle: t.Tabelle = [list(TABELLENKOPF)]
    for n in range(jahre + 1):
        stand = regeln.budget_nach(verfahren, budget, n, steigerung_fallzahl, veraenderung_fallkosten)
        indizes = [regeln.index_nach(verfahren, n, r) for r in (steigerung_fallzahl, veraenderung_fallkosten)]
        differenz = stand - budget * indizes[0] * indizes[1]
        # Linear kann ein Index für sich unter null fallen, obwohl das Budget es nicht tut.
        gezeigt: list[Zelle] = [index if index >= 0 else _UNTER_NULL for index in indizes]
        tabelle.append(
            [float(startjahr + n), *gezeigt, stand, differenz if min(indizes) >= 0 else _UNTER_NULL]
        )
    return tabelle


def monatsrate(jahresbudget: t.Jahresbudget, monat: t.Monat) -> float:
    """Rate eines Monats; die zwölf Raten ergeben das Jahresbudget auf den Cent. [EUR]"""
    return regeln.monatsrate(jahresbudget, monat)


def rate(betrag: t.Betrag, anzahl_raten: t.AnzahlRaten, nummer: t.Nummer) -> float:
    """Rate mit dieser Nummer; alle Raten ergeben den Betrag auf den Cent. [EUR]"""
    return regeln.rate(betrag, anzahl_raten, nummer)


def kompensationsbedarf(
    budget: t.Budget,
    steigerung_fallzahl: t.SteigerungFallzahl,
    steigerung_kosten: t.SteigerungKosten,
    budgetsteigerung: t.Budgetsteigerung,
) -> float:
    """Was einem Budget nach einem Jahr fehlt; positiv heißt: es fehlt Geld. [EUR]"""
    return regeln.kompensationsbedarf(budget, steigerung_fallzahl, steigerung_kosten, budgetsteigerung)


def mindernutzung(
    budget: t.Budget, auslastung_vereinbart: t.AuslastungVereinbart, auslastung_ist: t.AuslastungIst
) -> float:
    """Teil des Budgets, für den nicht geleistet wurde; positiv heißt: weniger genutzt als vereinbart. [EUR]"""
    return regeln.mindernutzung(budget, auslastung_vereinbart, auslastung_ist)


def traegerbudget(
    leistungsumfang: t.Leistungsumfang,
    kosten: t.Kosten,
    steigerungsrate: t.Steigerungsrate = 0.0,  # type: ignore[assignment]  # die Grenze macht 1 × 1 daraus
) -> float:
    """Singuläres Trägerbudget: Summe aus Leistungsumfang × Kosten × (1 + Steigerungsrate). [EUR]"""
    bereiche = {"leistungsumfang": leistungsumfang, "kosten": kosten, "steigerungsrate": steigerungsrate}
    form = max(((len(b), len(b[0])) for b in bereiche.values()), key=lambda f: f[0] * f[1])
    belegt: list[tuple[float, float, float]] = []
    for nummer, posten in enumerate(zip(*(_posten(name, b, form) for name, b in bereiche.items())), 1):
        umfang, preis, steigerung = posten
        if umfang is None:  # Leeres zählt nicht
            continue
        if preis is None:
            raise Regelfehler(WERT, f"kosten fehlen im {nummer}. Posten, obwohl ein Leistungsumfang dasteht.")
        belegt.append((umfang, preis, steigerung or 0.0))
    return regeln.traegerbudget(*([zeile[i] for zeile in belegt] for i in range(3)))


def _posten(name: str, bereich: t.Gitter, form: tuple[int, int]) -> list[Optional[float]]:
    """Die Werte eines Bereichs, zeilenweise; ein einzelner Wert gilt für alle Posten."""
    if (len(bereich), len(bereich[0])) not in ((1, 1), form):
        raise Regelfehler(
            WERT,
            f"{name} hat {len(bereich)} × {len(bereich[0])} Zellen; erwartet werden {form[0]} × {form[1]} "
            "wie bei den anderen oder ein einzelner Wert.",
        )
    werte = [wert for zeile in bereich for wert in zeile]
    return werte * (form[0] * form[1]) if len(werte) == 1 else werte
