"""What CONTRIBUTING, 'Add a workbook', says, done: one table, one result, one check. test_neue_mappe.py drops it in."""

from __future__ import annotations

from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.grund import eingabe, einheiten
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt
from workbooks.vorlagen.lesen import sondermappe


def _fuellen(bau: Bau) -> None:
    blatt = bau.blatt("Fahrten", bau.titel("Fahrten"), (40, 14, 14, 3), 3)
    euro = eingabe.zahl(0, 1e6, "Euro im Jahr, ab 0.")
    spalten = (
        Spalte("weg", "Weg", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte("euro", "Kosten\nEUR", 0, einheiten.EUR, euro, pflicht=True),
        Spalte(
            "doppelte",
            "hin und zurück\nEUR",
            0,
            einheiten.EUR,
            formel='IF({euro}="","",2*N({euro})+{pruefwert})',
        ),
    )
    regeln = (
        doppelt("Weg steht zweimal da", bestaetigen=False),
        summenwort("weg"),
        Regel("gewollt?", "{euro}=0", '"0 Euro"'),
    )
    woran = kennung(als_text("{weg}"), wenn=belegt("{weg}"))
    t = liste(bau, blatt, Platz("fahrten", 7, anhang=5), spalten, 12, bau.inhalt("fahrten"), regeln, woran)
    ergebnisse(
        bau, blatt, 5, (Wert("Fahrten im Jahr", "ergebnis_fahrten", t.gesamt("doppelte"), einheiten.EUR),)
    )
    bau.pruefung(
        "hoechstens",
        "Fahrten: zusammen höchstens 100.000 Euro",
        "N(ergebnis_fahrten)<=100000",
        "Kosten auf dem Blatt Fahrten ansehen.",
        nativ=True,
    )
    bau.gedruckt[blatt.title] = Druck("C")
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
