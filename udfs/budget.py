"""Formeln zu mehrjährigen Budgets."""

from collections.abc import Sequence
from typing import Optional

from calc import budget as regeln
from calc.fehler import WERT, Regelfehler
from udfs import typen as t
from udfs.werte import Zelle

TABELLENKOPF = ("Jahr", "Fallzahlindex", "Fallkostenindex", "Budget", "Differenz zum Produkt")


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
        fallzahl = regeln.index_nach(verfahren, n, steigerung_fallzahl)
        fallkosten = regeln.index_nach(verfahren, n, veraenderung_fallkosten)
        zeile: list[Zelle] = [float(startjahr + n), fallzahl, fallkosten, stand]
        tabelle.append([*zeile, stand - budget * fallzahl * fallkosten])
    return tabelle


def monatsrate(jahresbudget: t.Jahresbudget, monat: t.Monat) -> float:
    """Rate eines Monats; die zwölf Raten ergeben das Jahresbudget auf den Cent. [EUR]"""
    return regeln.monatsrate(jahresbudget, monat)


def traegerbudget(
    leistungsumfang: t.Leistungsumfang,
    kosten: t.Kosten,
    steigerungsrate: t.Steigerungsrate = (0.0,),  # type: ignore[assignment]
) -> float:
    """Singuläres Trägerbudget: Summe aus Leistungsumfang × Kosten × (1 + Steigerungsrate). [EUR]"""
    laenge = max(map(len, (leistungsumfang, kosten, steigerungsrate)))
    posten = zip(
        range(1, laenge + 1),
        _reihe("leistungsumfang", leistungsumfang, laenge),
        _reihe("kosten", kosten, laenge),
        _reihe("steigerungsrate", steigerungsrate, laenge),
    )
    belegt = []
    for nummer, umfang, preis, rate in posten:
        if umfang is None:
            continue
        if preis is None:
            raise Regelfehler(WERT, f"kosten fehlen im {nummer}. Posten, obwohl ein Leistungsumfang dasteht.")
        belegt.append((umfang, preis, rate or 0.0))
    return regeln.traegerbudget(*([zeile[i] for zeile in belegt] for i in range(3)))


def _reihe(name: str, werte: Sequence[Optional[float]], laenge: int) -> Sequence[Optional[float]]:
    """Ein Wert gilt für alle Posten; sonst braucht es für jeden einen Platz."""
    if len(werte) == 1:
        return list(werte) * laenge
    if len(werte) != laenge:
        raise Regelfehler(
            WERT, f"{name} hat {len(werte)} Plätze, erwartet werden {laenge} oder ein einzelner Wert."
        )
    return werte
