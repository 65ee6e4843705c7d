"""Neben dem Trägercontrolling: eigene Hochrechnungen, je Leistungserbringer und Zeitraum, mit ihrem Grund."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel, in_worten, unbegruendet
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt
from workbooks.vorlagen.sonder.controlling.monatsbudget import (
    BUDGETJAHR,
    HAUSHALTSJAHR,
    Monatsbudgets,
    nummer,
)
from workbooks.vorlagen.sonder.traegerliste import EURO, WORT

_JAHR = eingabe.zahl(2000, 2099, "Kalenderjahr, in dem der Zeitraum beginnt.")


def eigene_hochrechnung(bau: Bau, blatt: Worksheet, kopf: int, ab: int, m: Monatsbudgets) -> None:
    """Namen: `eigene_hochrechnung_nummern` (0: gilt für einen anderen Zeitraum), `eigene_hochrechnung_betraege`."""
    woran = kennung(*map(als_text, ("{traeger}", "{art}", "{jahr}")), wenn=belegt("{traeger}"))
    platz = Platz("eigene_hochrechnung", kopf, erste=kopf + 2, ab=ab, wort="eigene Hochrechnung", hoehe=42)
    zeilen, inhalt = min(bau.umfang.anbieter, 20), bau.inhalt("eigene_hochrechnung")
    t = liste(bau, blatt, platz, _spalten(m), zeilen, inhalt, _regeln(), woran)
    bau.name("eigene_hochrechnung_nummern", blatt, t.ort("gilt"))
    bau.name("eigene_hochrechnung_betraege", blatt, t.ort("betrag"))


def _spalten(m: Monatsbudgets) -> tuple[Spalte, ...]:
    traeger = eingabe.aus_liste(m.liste, "Ein Leistungserbringer dieser Mappe.")
    art = f'IF(eingabe_controlling_art="","{BUDGETJAHR}",eingabe_controlling_art)'
    gilt = f"IF({{nummer}}=0,0,IF(AND({{art}}={art},{{jahr}}=YEAR(controlling_beginn)),{{nummer}},0))"
    verborgen = (("nummer", nummer(m)), ("gilt", gilt))
    return (
        Spalte("traeger", f"eigene Hochrechnung:\n{WORT}", 22, grenze=traeger, pflicht=True),
        Spalte("art", "Zeitraum", 15, grenze=eingabe.auswahl(BUDGETJAHR, HAUSHALTSJAHR), pflicht=True),
        Spalte("jahr", "ab Jahr", 9, einheiten.JAHR, _JAHR, pflicht=True),
        Spalte("betrag", "EUR im\nZeitraum", 16, einheiten.EUR, EURO, pflicht=True),
        Spalte("warum", "warum", 30, grenze=eingabe.TEXT, pflicht=True),
        *(Spalte(n, n, 10, einheiten.NUMMER, formel=f, verborgen=True, luecke=True) for n, f in verborgen),
    )


def _regeln() -> tuple[Regel, ...]:
    budget = "INDEX(INDEX(controlling_traeger,0,2),{gilt},1)"
    weit = f"IF({{gilt}}=0,FALSE,IF(N({budget})=0,FALSE,ABS(N({{betrag}})/{budget}-1)>0.5))"
    return (
        doppelt("Hochrechnung steht zweimal da", bestaetigen=False),
        unbegruendet("warum"),
        Regel("mehr als die Hälfte neben dem vereinbarten Betrag", weit, in_worten("{betrag}", "EUR")),
    )
