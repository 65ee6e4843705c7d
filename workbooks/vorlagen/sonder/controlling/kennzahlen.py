"""Blatt »Kennzahlen«: was durch was geteilt wird, in welcher Einheit, was gut ist; daneben der letzte Wert und die Ampel."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.controlling.kennzahlwerte import kennzahlwerte

BLATT = "Kennzahlen"
FAKTOREN = {"%": 100, "je 1.000": 1000, "EUR je": 1, "1 :": 1, "je": 1}
"""Einheit einer Kennzahl und womit Zähler ÷ Nenner malgenommen wird."""
GUT, BEOBACHTEN, KRITISCH = "● gut", "▲ beobachten", "■ kritisch"
IM_BAND, AUSSERHALB = "● im Band", "■ außerhalb"
_ZAHL = eingabe.zahl(-1e9, 1e9, "Grenze in der Einheit der Kennzahl.")


def kennzahlen(bau: Bau) -> None:
    """Namen: `eingabe_kennzahlen`, `kennzahlen_werte`, `kennzahlen_ampel`, `hinweis_ampel`; dazu die des Blatts Kennzahlwerte."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (), 7)
    satz = "Wert = Zähler ÷ Nenner (% × 100, je 1.000 × 1.000); die Zahlen je Jahr stehen auf dem Blatt Kennzahlwerte."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{kennzahl}"), als_text("{hilfe}"), wenn=belegt("{kennzahl}"))
    spalten = (*_eingaben(), *_gerechnet())
    t = tabelle(bau, blatt, 6, spalten, bau.umfang.kennzahlen, bau.inhalt("kennzahlen"), _regeln(), woran)
    for name, spalte in (
        *(
            ("eingabe_kennzahlen", "kennzahl"),
            ("kennzahlen_faktoren", "faktor"),
            ("kennzahlen_werte", "wert"),
        ),
        ("kennzahlen_ampel", "ampel"),
    ):
        bau.name(name, blatt, t.ort(spalte))
    _hinweis(bau, t)
    kennzahlwerte(bau)


def _eingaben() -> tuple[Spalte, ...]:
    return (
        Spalte("kennzahl", "Kennzahl", 29, grenze=eingabe.TEXT, weg="Name", pflicht=True),
        Spalte("zaehler", "Zähler", 26, grenze=eingabe.TEXT, weg="in Worten", pflicht=True),
        Spalte("nenner", "÷ Nenner", 26, grenze=eingabe.TEXT, weg="in Worten", pflicht=True),
        Spalte("einheit", "Einheit", 9.5, grenze=eingabe.auswahl(*FAKTOREN), weg="Auswahl", pflicht=True),
        Spalte("hilfe", "Hilfe", 7.5, grenze=eingabe.auswahl("EGH", "HzP"), weg="Hilfeart", pflicht=True),
        Spalte("gut", "gut ist", 9, grenze=eingabe.auswahl("hoch", "niedrig", "Band"), weg="freiwillig"),
        Spalte("g1", "gut ab (bis),\nBand von", 11, einheiten.MENGE, _ZAHL, weg="eigene Grenze"),
        Spalte("g2", "kritisch unter\n(über), Band bis", 13, einheiten.MENGE, _ZAHL, weg="eigene Grenze"),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    jahr = "SUMPRODUCT(MAX((kennzahlwerte_reihe={kennzahl})*kennzahlwerte_jahre))"
    wo = "(kennzahlwerte_reihe={kennzahl})*(kennzahlwerte_jahre={letztes})"
    zeile = f"SUMPRODUCT(MAX({wo}*kennzahlwerte_zeilen))"

    def daraus(name: str) -> str:
        dort = f"INDEX(kennzahlwerte_{name},MATCH({{zeile}},kennzahlwerte_zeilen,0),1)"
        return f'IF({{zeile}}=0,"",IF({dort}="","",{dort}))'

    return (
        Spalte("faktor", "faktor", 8, einheiten.NUMMER, formel=_faktor(), verborgen=True, luecke=True),
        *(
            Spalte(n, n, 8, einheiten.NUMMER, formel=f, verborgen=True, luecke=True)
            for n, f in (
                ("letztes", f'IF({{kennzahl}}="",0,{jahr})'),
                ("zeile", f"IF({{letztes}}=0,0,{zeile})"),
            )
        ),
        Spalte(
            *("jahr", "letztes\nJahr", 8, einheiten.JAHR),
            formel='IF({letztes}=0,"",{letztes})',
            weg="mit Werten",
            luecke=True,
        ),
        Spalte("wert", "Wert", 11, einheiten.MENGE, formel=daraus("werte"), weg="× Einheit", luecke=True),
        Spalte(
            "anders",
            "Verän-\nderung",
            10,
            einheiten.PROZENT,
            formel=daraus("anders"),
            weg="gegen das\nJahr davor",
            luecke=True,
        ),
        Spalte("ampel", "Ampel", 14.5, formel=_ampel(), weg="eigene Grenzen"),
    )


def _faktor() -> str:
    """Formel: womit Zähler ÷ Nenner malgenommen wird."""
    faktor = "0"
    for einheit, wie_oft in FAKTOREN.items():
        faktor = f'IF({{einheit}}="{einheit}",{wie_oft},{faktor})'
    return faktor


def _ampel() -> str:
    hoch = f'IF({{wert}}>={{g1}},"{GUT}",IF({{wert}}>={{g2}},"{BEOBACHTEN}","{KRITISCH}"))'
    niedrig = f'IF({{wert}}<={{g1}},"{GUT}",IF({{wert}}<={{g2}},"{BEOBACHTEN}","{KRITISCH}"))'
    band = f'IF(AND({{wert}}>={{g1}},{{wert}}<={{g2}}),"{IM_BAND}","{AUSSERHALB}")'
    fehlt = 'OR({wert}="",{gut}="",{g1}="",{g2}="")'
    return f'IF({fehlt},"",IF({{gut}}="hoch",{hoch},IF({{gut}}="niedrig",{niedrig},{band})))'


def _regeln() -> tuple[Regel, ...]:
    falsch_herum = 'IF({gut}="hoch",N({g2})>N({g1}),N({g2})<N({g1}))'
    anteil = 'AND({einheit}="%",{g1}<>"",ABS(N({g1}))<=1,ABS(N({g2}))<=1)'
    return (
        doppelt("Kennzahl steht zweimal da", bestaetigen=False),
        Regel("Kennzahl steht auch bei der anderen Hilfe", "SUMPRODUCT(({alle_kennzahl}={kennzahl})*1)>1"),
        summenwort("kennzahl"),
        Regel(
            "was gut ist und beide Grenzen, oder nichts davon", '({gut}="")+({g1}="")+({g2}="")<>3*({gut}="")'
        ),
        Regel("die Grenzen stehen falsch herum", f'AND({{gut}}<>"",{falsch_herum})'),
        Regel("Grenzen als Anteil getippt? In % sind es 50, nicht 0,5", anteil, in_worten("{g1}", "%")),
    )


def _hinweis(bau: Bau, t: Tabelle) -> None:
    """Ein Hinweis, nie eine Prüfung: eine schlechte Kennzahl ist kein Fehler der Mappe."""
    rote = "+".join(f'SUMPRODUCT(({t.bereich("ampel")}="{wort}")*1)' for wort in (KRITISCH, AUSSERHALB))
    text = f'=IF(ISERROR({rote}),"",IF({rote}=0,"",({rote})&" Kennzahlen sind kritisch oder außerhalb ihres Bandes."))'
    zellen.text(t.blatt["A4"], text, fett=True, umbruch=False)
    bau.name("hinweis_ampel", t.blatt, "A4")
