"""Formeln des Trägercontrollings."""

from calc import controlling
from calc.fehler import WERT, Regelfehler
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


def mengeneffekt(
    menge_alt: t.MengeAlt, preis_alt: t.PreisAlt, menge_neu: t.MengeNeu, preis_neu: t.PreisNeu
) -> float:
    """Was die geänderte Menge ausmacht, zum alten Preis. [EUR]"""
    return controlling.effekte(menge_alt, preis_alt, menge_neu, preis_neu)[0]


def preiseffekt(
    menge_alt: t.MengeAlt, preis_alt: t.PreisAlt, menge_neu: t.MengeNeu, preis_neu: t.PreisNeu
) -> float:
    """Was der geänderte Preis ausmacht, zur neuen Menge. [EUR]"""
    return controlling.effekte(menge_alt, preis_alt, menge_neu, preis_neu)[1]


def struktureffekt(mengen_alt: t.MengenAlt, preise_alt: t.PreiseAlt, mengen_neu: t.MengenNeu) -> float:
    """Was die Verschiebung zwischen den Gruppen ausmacht, zu alten Preisen und neuer Gesamtmenge. [EUR]"""
    bereiche = {"mengen_alt": mengen_alt, "preise_alt": preise_alt, "mengen_neu": mengen_neu}
    form = (len(mengen_alt), len(mengen_alt[0]))
    for name, bereich in bereiche.items():
        if (len(bereich), len(bereich[0])) != form:
            gefunden = f"{len(bereich)} × {len(bereich[0])}"
            satz = f"{name} hat {gefunden} Zellen; erwartet werden {form[0]} × {form[1]} wie bei mengen_alt."
            raise Regelfehler(WERT, satz)
    alt, preise, neu = ([wert for zeile in b for wert in zeile] for b in bereiche.values())
    for nummer, (vorher, preis, nachher) in enumerate(zip(alt, preise, neu), 1):
        if preis is None and (vorher or nachher):
            raise Regelfehler(WERT, f"preise_alt fehlt in der {nummer}. Gruppe, obwohl eine Menge dasteht.")
    return controlling.struktureffekt(*([wert or 0.0 for wert in reihe] for reihe in (alt, preise, neu)))


def mischanteil(gesamt: t.GesamtWert, wert_a: t.WertA, wert_b: t.WertB) -> float:
    """Anteil der Gruppe a, wenn der Gesamtwert das Mittel aus a und b ist. [Anteil]"""
    return controlling.mischanteil(gesamt, wert_a, wert_b)
