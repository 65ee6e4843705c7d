"""Blatt »System- und Gesamtsteuerung«: ambulant vor stationär und die Dichte, Jahr für Jahr, mit dem Bruch 2020.

Bis 2019 gab es stationäre Einrichtungen, seit dem 01.01.2020 besondere Wohnformen: über den Bruch wird nicht verglichen.
"""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.controlling.jahresreihe import benennen, jahr_davor, vergleichsjahr

BLATT = "System- und Gesamtsteuerung"
BRUCH = 2020
EINWOHNER = ("alle", "18+", "18–64")
_JAHR = eingabe.zahl(1990, 2099, "Kalenderjahr.")
_PERSONEN = eingabe.zahl(0, 1e7, "Personen, ab 0.")
_EINWOHNER = eingabe.zahl(1, 1e8, "Einwohnerinnen und Einwohner, ab 1.")
_ANDERE = 'IF(OR({vorige}=0,{welche}=""),FALSE,AND(INDEX(ambulantisierung_welche,{vorige},1)<>"",INDEX(ambulantisierung_welche,{vorige},1)<>{welche}))'


def systemsteuerung(bau: Bau) -> None:
    """Namen: `ambulantisierung_quoten`, `ambulantisierung_dichten`, `ambulantisierung_anders`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (), 7)
    satz = "Quote = ambulant ÷ (ambulant + besondere Wohnform); Dichte = beide je 1.000 der genannten Einwohner. 2020 ist ein Bruch."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{jahr}"), als_text("{hilfe}"), wenn=belegt("{jahr}"))
    regeln = (
        doppelt("Jahr steht zweimal da", bestaetigen=False),
        Regel("Einwohner und welche gehören zusammen", '({einwohner}="")<>({welche}="")'),
        Regel(
            "mehr Personen als Einwohner", 'AND({einwohner}<>"",N({ambulant})+N({wohnform})>N({einwohner}))'
        ),
        Regel(
            "mehr als ein Viertel anders als im Jahr davor",
            "IF(ISNUMBER({anders}),ABS({anders})>0.25,FALSE)",
            in_worten("100*N({quote})", "%"),
        ),
        Regel("Einwohner im Jahr davor anders gezählt", _ANDERE, '"Einwohner "&{welche}'),
    )
    spalten = (*_eingaben(), *jahr_davor("ambulantisierung", "hilfe"), *_gerechnet())
    t = tabelle(bau, blatt, 6, spalten, bau.umfang.jahre, bau.inhalt("ambulantisierung"), regeln, woran)
    benennen(
        bau,
        t,
        "ambulantisierung",
        "hilfe",
        quoten="quote",
        dichten="dichte",
        anders="anders",
        welche="welche",
    )


def _eingaben() -> tuple[Spalte, ...]:
    return (
        Spalte("jahr", "Jahr", 10, einheiten.JAHR, _JAHR, weg="Stichtag 31.12.", pflicht=True),
        Spalte("hilfe", "Hilfe", 10, grenze=eingabe.auswahl("EGH", "HzP"), weg="Hilfeart", pflicht=True),
        Spalte("ambulant", "ambulant", 14, einheiten.PERSONEN_GANZ, _PERSONEN, weg="Personen", pflicht=True),
        Spalte(
            "wohnform",
            "besondere\nWohnform",
            14,
            einheiten.PERSONEN_GANZ,
            _PERSONEN,
            weg="bis 2019 stationär",
            pflicht=True,
        ),
        Spalte("einwohner", "Einwohner", 16, einheiten.PERSONEN_GANZ, _EINWOHNER, weg="freiwillig"),
        Spalte("welche", "welche", 10, grenze=eingabe.auswahl(*EINWOHNER), weg="Einwohner"),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    alle = "({ambulant}+{wohnform})"
    fehlt = 'OR({ambulant}="",{wohnform}="")'
    dort = "INDEX(ambulantisierung_quoten,{vorige},1)"
    bruch = f"AND({{davorjahr}}<{BRUCH},{{jahrzahl}}>={BRUCH})"
    anders = f'IF(OR({{vorige}}=0,{{quote}}=""),"",IF({bruch},"",IF(N({dort})=0,"",EGH_VERAENDERUNG({dort},{{quote}}))))'
    return (
        Spalte(
            "quote",
            "Ambulantisie-\nrungsquote",
            15,
            einheiten.PROZENT,
            formel=f'IF({fehlt},"",IF({alle}=0,"",EGH_QUOTE({{ambulant}},{alle})+{{pruefwert}}))',
            weg="ambulant ÷ beide",
            luecke=True,
        ),
        Spalte(
            "anders", "Verän-\nderung", 11, einheiten.PROZENT, formel=anders, weg="leer: Bruch", luecke=True
        ),
        vergleichsjahr(),
        Spalte(
            "dichte",
            "Dichte je\n1.000",
            13,
            einheiten.JE,
            formel=f'IF(OR({fehlt},{{einwohner}}=""),"",1000*{alle}/{{einwohner}}+{{pruefwert}})',
            weg="beide × 1.000\n÷ Einwohner",
            luecke=True,
        ),
    )
