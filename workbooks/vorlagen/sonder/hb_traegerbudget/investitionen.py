"""Blatt »Investitionen«: gesondert verhandelt, nicht im Budget."""

from __future__ import annotations

from calc.runden import deutsch
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten, neben_den_anderen
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import LISTE_TRAEGER

_BETRAG = eingabe.zahl(0, 1e9, "Betrag in Euro, ab 0.")
_JAHR = eingabe.zahl(2000, 2099, "Kalenderjahr.")
_STAND = ("beantragt", "vereinbart", "abgelehnt")
_ZEILEN = 20
_WORAN = kennung(*map(als_text, ("{traeger}", "{massnahme}", "{jahr}")), wenn=belegt("{massnahme}"))


def investitionen(bau: Bau) -> None:
    """`ergebnis_investitionen`: nur Vereinbartes."""
    blatt = bau.blatt("Investitionen", bau.titel("Investitionen"), (), 8)
    zellen.text(
        blatt["A3"],
        "Investitionen werden gesondert verhandelt und sind nicht im Budget.",
        grau=True,
        umbruch=False,
    )
    traeger = eingabe.aus_liste(LISTE_TRAEGER, "Ein Leistungserbringer vom Blatt Budgettyp.")
    fehlt = 'OR({betrag}="",{stand}="")'
    spalten = (
        Spalte("traeger", "Leistungserbringer", 26, grenze=traeger, weg="vom Blatt Budgettyp", pflicht=True),
        Spalte("massnahme", "Maßnahme", 44, grenze=eingabe.TEXT, weg="was", pflicht=True),
        Spalte("jahr", "Jahr", 10, einheiten.JAHR, _JAHR, weg="Beginn", pflicht=True),
        Spalte("betrag", "Betrag\nEUR", 18, einheiten.EUR, _BETRAG, weg="ganz", pflicht=True),
        Spalte("stand", "Stand", 14, grenze=eingabe.auswahl(*_STAND), weg="Auswahl", pflicht=True),
        Spalte(
            "vereinbart",
            "vereinbart\nEUR",
            18,
            einheiten.EUR,
            formel=f'IF({fehlt},"",IF({{stand}}="vereinbart",{{betrag}},0)+{{pruefwert}})',
            weg="zählt",
        ),
    )
    t = tabelle(bau, blatt, 7, spalten, _ZEILEN, bau.inhalt("investitionen"), _regeln(), _WORAN)
    summe = t.gesamt("vereinbart")
    ergebnisse(
        bau, blatt, 5, (Wert("vereinbart", "ergebnis_investitionen", summe, einheiten.EUR_ZEICHEN, "", True),)
    )


def _regeln() -> tuple[Regel, ...]:
    ende = "YEAR(EDATE(eingabe_laufzeit_von,12*eingabe_laufzeit_jahre+N(eingabe_laufzeit_monate))-1)"
    return (
        Regel("Jahr liegt nicht in der Laufzeit", f"OR({{jahr}}<YEAR(eingabe_laufzeit_von),{{jahr}}>{ende})"),
        summenwort("massnahme"),
        Regel("gewollt?", "{betrag}=0", '"0 EUR"'),
        doppelt("Maßnahme steht zweimal da", bestaetigen=True),
        Regel(
            f"unter {deutsch(SCHWELLEN['massnahme_mindestens'])} EUR (in TEUR getippt?)",
            f"AND({{betrag}}>0,{{betrag}}<{SCHWELLEN['massnahme_mindestens']:g})",
            in_worten("{betrag}", "EUR"),
        ),
        neben_den_anderen("betrag", 50, "EUR"),
        Regel(
            "mehr als das Jahresbudget",
            "AND(ISNUMBER(ergebnis_jahresbudget),N({betrag})>N(ergebnis_jahresbudget))",
            in_worten("{betrag}", "EUR"),
        ),
    )
