"""Blatt »Investitionen«: gesondert verhandelt, nicht im Budget."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import summenwort
from workbooks.bausteine.grund.regeln import Regel, neben_den_anderen
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import tabelle
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import LISTE_TRAEGER

_BETRAG = eingabe.zahl(0, 1e9, "Betrag in Euro, ab 0.")
_JAHR = eingabe.zahl(2000, 2099, "Kalenderjahr.")
_STAND = ("beantragt", "vereinbart", "abgelehnt")
_ZEILEN = 20


def investitionen(bau: Bau) -> None:
    """`ergebnis_investitionen`: nur Vereinbartes."""
    blatt = bau.blatt("Investitionen", bau.titel("Investitionen"), (), 8)
    zellen.text(
        blatt["A3"],
        "Investitionen werden gesondert verhandelt und sind nicht im Budget.",
        grau=True,
        umbruch=False,
    )
    traeger = eingabe.aus_liste(LISTE_TRAEGER, "Ein Träger vom Blatt Budgettyp.")
    fehlt = 'OR({betrag}="",{stand}="")'
    spalten = (
        Spalte("traeger", "Träger", 26, grenze=traeger, weg="vom Blatt Budgettyp", pflicht=True),
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
    ende = "YEAR(EDATE(eingabe_laufzeit_von,12*eingabe_laufzeit_jahre)-1)"
    regeln = (
        Regel("Jahr liegt nicht in der Laufzeit", f"OR({{jahr}}<YEAR(eingabe_laufzeit_von),{{jahr}}>{ende})"),
        summenwort("massnahme"),
        Regel("gewollt?", "{betrag}=0", '"0 EUR"'),
        neben_den_anderen("betrag", 50, "EUR"),
    )
    t = tabelle(bau, blatt, 7, spalten, _ZEILEN, bau.inhalt("investitionen"), regeln)
    summe = t.gesamt("vereinbart")
    ergebnisse(
        bau, blatt, 5, (Wert("vereinbart", "ergebnis_investitionen", summe, einheiten.EUR_ZEICHEN, "", True),)
    )
