"""Blatt »Verschiebung«: Mittel zwischen Leistungsarten desselben Budgets."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten, unbegruendet
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.traegerliste import EURO, WORT

_BETRAG = eingabe.zahl(-1e11, 1e11, "Betrag in Euro; was abgegeben wird, negativ.")
_DANACH = "{bisher}+{verschoben}"


def verschiebung(bau: Bau, liste: str, typen: Grenze) -> None:
    """Namen: `verschiebung_danach`, `pruefung_verschiebung`: die Summe jedes Budgets bleibt dieselbe."""
    blatt = bau.blatt("Verschiebung", bau.titel("Verschiebung zwischen Leistungsarten"), (), 7)
    satz = (
        "Innerhalb eines Budgets darf zwischen Leistungsarten verschoben werden; zusammen bleibt es dasselbe."
    )
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(*map(als_text, ("{traeger}", "{typ}")), wenn=belegt("{typ}"))
    t = tabelle(
        bau,
        blatt,
        6,
        _spalten(liste, typen),
        bau.umfang.controlling,
        bau.inhalt("verschiebung"),
        _regeln(),
        woran,
    )
    for name, spalte in (("traeger", "traeger"), ("betraege", "verschoben"), ("danach", "danach")):
        bau.name(f"verschiebung_{name}", blatt, t.ort(spalte))
    bau.pruefung(
        "verschiebung",
        "Verschiebung: bei jedem Leistungserbringer bleibt das Budget dasselbe",
        f"SUMPRODUCT(({t.bereich('rest')}<>0)*1)=0",
        "Auf dem Blatt Verschiebung dem einen geben, was dem anderen genommen wird.",
        nativ=True,
    )


def _spalten(liste: str, typen: Grenze) -> tuple[Spalte, ...]:
    wer = eingabe.aus_liste(liste, "Ein Leistungserbringer dieser Mappe.")
    rest = "SUMPRODUCT((verschiebung_traeger={traeger})*1,verschiebung_betraege)"
    return (
        Spalte("traeger", WORT, 28, grenze=wer, weg="aus der Liste", pflicht=True),
        Spalte("typ", "Leistungsart", 34, grenze=typen, weg="im Vertrag", pflicht=True),
        Spalte("bisher", "bisher\nEUR", 17, einheiten.EUR, EURO, weg="im Jahr", pflicht=True),
        Spalte("verschoben", "Verschiebung\nEUR", 17, einheiten.EUR, _BETRAG, weg="+ oder −", pflicht=True),
        Spalte("warum", "warum", 32, grenze=eingabe.TEXT, weg="freiwillig"),
        Spalte(
            *("danach", "danach\nEUR", 17, einheiten.EUR),
            formel=f'IF(OR({{bisher}}="",{{verschoben}}=""),"",{_DANACH}+{{pruefwert}})',
            weg="bisher + Verschiebung",
        ),
        Spalte(
            "rest",
            "rest",
            10,
            einheiten.EUR,
            formel=f'IF({{traeger}}="",0,ROUND({rest},2))',
            verborgen=True,
            luecke=True,
        ),
    )


def _regeln() -> tuple[Regel, ...]:
    return (
        doppelt("Leistungsart steht zweimal da", bestaetigen=False),
        summenwort("typ"),
        unbegruendet("warum"),
        Regel("in TEUR getippt?", "AND(N({bisher})>0,N({bisher})<1000)", in_worten("{bisher}", "EUR")),
        Regel("danach unter 0", f"AND(ISNUMBER({{bisher}}),ISNUMBER({{verschoben}}),{_DANACH}<0)"),
        Regel(
            "mehr als die Hälfte verschoben",
            "AND(N({bisher})>0,2*ABS(N({verschoben}))>N({bisher}))",
            in_worten("{verschoben}", "EUR", vorzeichen=True),
        ),
    )
