"""Blatt »Leistungsgruppen«: eigene Korridore vergüteter Minuten, wo der Vertrag sie kennt und keine öffentlich sind."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, letzte_belegte
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt

BLATT = "Leistungsgruppen"
KEINE = "keine"
_MINUTEN = eingabe.zahl(0, 10_080, "Minuten je Woche, 0 bis 10.080.")


def leistungsgruppen(bau: Bau) -> None:
    """Namen: `leistungsgruppe`, `leistungsgruppe_von`, `leistungsgruppe_bis`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (30, 14, 14, 34, 3), 4)
    satz = (
        "Die Korridore der Vereinbarung: vergütete qualifizierte Minuten je Woche, mit Sockel und Zuschlag."
    )
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    spalten = (
        Spalte("gruppe", "Leistungsgruppe", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte("von", "von\nMin.", 0, einheiten.MIN_WOCHE, _MINUTEN, pflicht=True),
        Spalte("bis", "bis\nMin.", 0, einheiten.MIN_WOCHE, _MINUTEN, pflicht=True),
        Spalte("quelle", "Quelle", 0, grenze=eingabe.TEXT, pflicht=True),
    )
    ueber = 'SUMPRODUCT(({alle_gruppe}<>"")*({alle_von}<={bis})*({alle_bis}>={von}))>1'
    regeln = (
        doppelt("Gruppe steht zweimal da", bestaetigen=False),
        summenwort("gruppe"),
        Regel("von liegt nach bis", "N({von})>N({bis})"),
        Regel("überschneidet sich mit einer anderen", ueber),
    )
    woran = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    t = liste(
        bau, blatt, Platz("leistungsgruppen", 5, anhang=6), spalten, bau.umfang.weitere, (), regeln, woran
    )
    for name, spalte in (("", "gruppe"), ("_von", "von"), ("_bis", "bis")):
        bau.name(f"leistungsgruppe{name}", blatt, t.ort(spalte))
    bau.gedruckt[blatt.title] = Druck("D", letzte_belegte(t.erste, t.bereich("hinweis")))


def spalte(minuten: str) -> Spalte:
    """Die Gruppe einer Person aus ihren vergüteten Minuten (Formel); leer, solange keine Korridore eingetragen sind."""
    passt = f'(leistungsgruppe<>"")*(leistungsgruppe_von<={minuten})*(leistungsgruppe_bis+1>{minuten})'
    zeile = f"SUMPRODUCT(MAX({passt}*(ROW(leistungsgruppe)-MIN(ROW(leistungsgruppe))+1)))"
    formel = (
        f'IF(OR({{woche_qa}}="",COUNTA(leistungsgruppe)=0),"",IF({minuten}=0,"",'
        f'IF({zeile}=0,"{KEINE}",INDEX(leistungsgruppe,{zeile},1)&"")))'
    )
    return Spalte("gruppe", "Leistungs-\ngruppe", 12, einheiten.OHNE, formel=formel, weg="eigene Korridore")


REGEL = Regel("keine Leistungsgruppe für diese Minuten", f'{{gruppe}}="{KEINE}"', f'"{KEINE}"')
