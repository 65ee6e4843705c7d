"""Blätter »Rahmendienstplan« und »intern_Benchmark«: womit der Bedarf verglichen wird; beide gehen in keine Summe ein."""

from __future__ import annotations

from calc.parameter import laender
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

RAHMENPLAN, BENCHMARK = "Rahmendienstplan", "intern_Benchmark"
DIENSTE, INDIVIDUELL = "Dienste", "individuell"
ZIEL = "benchmark_zielgruppe"
_JE_PERSON = einheiten.Einheit("VZÄ je Person", zellen.VZAE, summierbar=False)
_MITTEL = (
    "OR("
    + ",".join(
        f'ISNUMBER(SEARCH("{wort}",T({{projekt}})))' for wort in ("durchschnitt", "mittelwert", "median")
    )
    + ")"
)
_STUNDEN = eingabe.zahl(0, 10_000, "Stunden je Woche, alle Mitarbeitenden zusammen, 0 bis 10.000.")


def rahmendienstplan(bau: Bau, wochen: str) -> Tabelle:
    """Name: `eingabe_rahmendienstplan`; Spalte `vzae`."""
    blatt = bau.blatt(RAHMENPLAN, bau.titel(RAHMENPLAN), (), 6)
    satz = "Der bisherige Plan, je Dienst die Stunden einer Woche (Bereitschaft: die anerkannten). Nur zum Vergleich."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{dienst}"), wenn=belegt("{dienst}"))
    jahr = f'IF(OR({{stunden}}="",{{gehoert}}="",{wochen}=""),"",{{stunden}}*{wochen}+{{pruefwert}})'
    spalten = (
        Spalte("dienst", "Dienst", 34, grenze=eingabe.TEXT, weg="Bezeichnung", pflicht=True),
        Spalte("gehoert", "gehört zu", 16, grenze=eingabe.auswahl(DIENSTE, INDIVIDUELL), weg="womit verglichen", pflicht=True),
        Spalte("stunden", "Stunden\nje Woche", 14, einheiten.STD_WOCHE, _STUNDEN, weg="alle Mitarbeitenden", pflicht=True),
        Spalte("jahr", "Stunden\nim Jahr", 14, einheiten.STD_JAHR, formel=jahr, weg="× Wochen"),
        Spalte("vzae", "VZÄ", 12, einheiten.VZAE, formel='IF(OR({jahr}="",betreuungszeit=""),"",EGH_VZAE({jahr},betreuungszeit))', weg="÷ Std. je\nVZÄ", luecke=True),
    )  # fmt: skip
    regeln = (
        doppelt("Dienst steht zweimal da", bestaetigen=True),
        summenwort("dienst"),
        Regel("0 Stunden", 'AND({stunden}<>"",N({stunden})=0)', '"0 Std."'),
        Regel("über 500 Std. je Woche", "N({stunden})>500", in_worten("{stunden}", "Std.")),
    )
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.weitere, bau.inhalt("rahmendienstplan"), regeln, woran)
    bau.name("eingabe_rahmendienstplan", blatt, t.ort("dienst", "stunden"))
    return t


def benchmark(bau: Bau) -> Tabelle:
    """Name: `eingabe_benchmark`; Spalte `zaehlt`: VZÄ je Person der Projekte desselben Landes und derselben Zielgruppe."""
    blatt = bau.blatt(BENCHMARK, bau.titel("Vergleichbare Projekte"), (), 6)
    satz = "Eigene Liste; verglichen wird nur mit Projekten desselben Landes und derselben Zielgruppe. Bleibt im Haus."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    land = "eingabe_benchmark_land" if bau.vorlage.land == laender.BUND else "meta_land"
    gleich = f'AND(T({{land}})={land},{kennung(als_text("{zielgruppe}"), wenn=belegt("{zielgruppe}"))}={ZIEL},{ZIEL}<>"")'
    zaehlt = f'IF({{je_person}}="","",IF({gleich},{{je_person}},""))'
    spalten = (
        Spalte("projekt", "Projekt", 30, grenze=eingabe.TEXT, weg="Bezeichnung", pflicht=True),
        Spalte("land", "Land", 9, grenze=eingabe.aus_liste("kalender_laender", "Kürzel des Landes."), weg="Kürzel", pflicht=True),
        Spalte("zielgruppe", "Zielgruppe", 28, grenze=eingabe.TEXT, weg="wie auf Verproben", pflicht=True),
        Spalte("personen", "Personen", 11, einheiten.PERSONEN_GANZ, eingabe.zahl(1, 10_000, "Personen, ab 1."), weg="im Projekt", pflicht=True),
        Spalte("vzae", "VZÄ", 11, einheiten.VZAE_ZWEI, eingabe.zahl(0.01, 10_000, "VZÄ, über 0."), weg="ohne Leitung", pflicht=True),
        Spalte("quelle", "Quelle,\nJahr", 22, grenze=eingabe.TEXT, weg="woher", pflicht=True),
        Spalte(
            "je_person", "VZÄ je\nPerson", 11, _JE_PERSON, weg="VZÄ ÷ Personen",
            formel='IF(OR({land}="",{zielgruppe}="",{personen}="",{vzae}=""),"",{vzae}/{personen}+{pruefwert})',
        ),
        Spalte("zaehlt", "zählt", 11, _JE_PERSON, formel=zaehlt, weg="leer: anderes Land oder Ziel", luecke=True),
    )  # fmt: skip
    regeln = (
        doppelt("Projekt steht zweimal da", bestaetigen=False),
        summenwort("projekt"),
        unueblich("vzae_je_person", "je_person"),
        Regel("ein Durchschnitt ist kein Projekt", _MITTEL),
        Regel(
            "dasselbe Projekt unter anderem Namen?",
            'IF({vzae}="",FALSE,SUMPRODUCT(({alle_personen}={personen})*({alle_vzae}={vzae}))>1)',
            '"zweimal"',
        ),
    )
    woran = kennung(als_text("{projekt}"), wenn=belegt("{projekt}"))
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.weitere, bau.inhalt("benchmark"), regeln, woran)
    bau.name("eingabe_benchmark", blatt, t.ort("projekt", "quelle"))
    return t
