"""Blatt »Angaben«: mehrere Abzüge von der Nettojahresarbeitszeit statt eines Anteils indirekter Zeit."""

from __future__ import annotations

from dataclasses import replace

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Feld, Wert
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt

ANTEIL = "anteil_gilt"
_EINER = "eingabe_anteil_indirekt"
_VERFAHREN = ("additiv", "nacheinander")
_ZEILEN = 6
_GERECHNET = 'IF(eingabe_abzug_verfahren="","additiv",eingabe_abzug_verfahren)'


def verfahren() -> Feld:
    """Ob die Abzüge alle von der Nettojahresarbeitszeit gehen oder jeder vom Rest."""
    return Feld(
        "Mehrere Abzüge", "abzug_verfahren", zellen.TEXT, eingabe.auswahl(*_VERFAHREN), None,
        "leer: additiv, alle von der Nettojahresarbeitszeit", False,
    )  # fmt: skip


def abzuege(bau: Bau, blattname: str, z: int) -> Tabelle:
    """Die Liste ab Zeile z, mit Überschriften acht Zeilen hoch. Name: `eingabe_abzuege`."""
    blatt = bau.mappe[blattname]
    zellen.ueberschrift(blatt[f"A{z}"], "Mehrere Abzüge statt eines Anteils indirekter Zeit")
    anteil = eingabe.zahl(0, 0.9, "Anteil von 0 % bis 90 % der Nettojahresarbeitszeit oder des Rests.")
    spalten = (
        Spalte("wofuer", "Wofür", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte("anteil", "Anteil", 0, einheiten.PROZENT, anteil, pflicht=True),
        Spalte("zaehlt", "zählt", 9, einheiten.PROZENT, verborgen=True, formel='IF({anteil}="","",{anteil}+{pruefwert})'),
    )  # fmt: skip
    regeln = (
        doppelt("Abzug steht zweimal da", bestaetigen=False),
        summenwort("wofuer"),
        Regel("oben steht schon ein Anteil", f'AND({{anteil}}<>"",{_EINER}<>"")'),
        unueblich("abzug", "anteil"),
        Regel("Abzug 0", 'AND({anteil}<>"",N({anteil})=0)', '"0 %"'),
    )
    woran = kennung(als_text("{wofuer}"), wenn=belegt("{wofuer}"))
    t = liste(
        bau,
        blatt,
        Platz("abzuege", z + 1, "Abzüge", anhang=7, hoehe=16, darunter=1),
        spalten,
        _ZEILEN,
        (),
        regeln,
        woran,
    )
    bau.name("eingabe_abzuege", blatt, t.ort("wofuer", "anteil"))
    bau.pflicht.append((f"{blattname}: Anteil indirekter Zeit, oder mehrere Abzüge", f'{ANTEIL}<>""'))
    mehrere = f"COUNT({t.bereich('anteil')})<2"
    bau.pflicht.append(
        (
            f"{blattname}: Mehrere Abzüge, additiv oder nacheinander",
            f'OR({mehrere},eingabe_abzug_verfahren<>"")',
        )
    )
    return t


def werte(t: Tabelle) -> tuple[Wert, ...]:
    """Der Anteil, der gilt, und was von der Nettojahresarbeitszeit bleibt. Namen: `anteil_gilt`, `betreuungszeit`."""
    # die Eingaben selbst, denn ein leerer Text ist ohne Add-in keine Zahl; eine falsche Zeile macht die Summe falsch
    alle, falsch = t.bereich("anteil"), f"0*SUM({t.bereich('zaehlt')})"
    keine = t.leer
    ohne = t.wenn_vollstaendig(f"1-EGH_BETREUUNGSZEIT_KETTE(1000,{alle},{_GERECHNET})/1000+{falsch}")
    anteil = f'IF({keine},IF({_EINER}="","",{_EINER}),{ohne})'
    viele = unueblich("anteil_indirekt", "wert")
    viele = replace(viele, bedingung=f"IF({keine},FALSE,{viele.bedingung})")
    kette = f"EGH_BETREUUNGSZEIT_KETTE(njaz_gilt,{alle},{_GERECHNET})+{falsch}"
    zeit = f'IF(OR(njaz_gilt="",{ANTEIL}=""),"",IF({keine},EGH_BETREUUNGSZEIT(njaz_gilt,{_EINER}),{kette}))'
    return (
        Wert("indirekte Zeit, die gilt", ANTEIL, anteil, einheiten.PROZENT, "der Anteil oder die Abzüge zusammen", frage=viele),
        Wert("effektive Betreuungszeit je VZÄ", "betreuungszeit", zeit, einheiten.STD_JAHR, "Nettojahresarbeitszeit × (1 − Anteil)", True),
    )  # fmt: skip
