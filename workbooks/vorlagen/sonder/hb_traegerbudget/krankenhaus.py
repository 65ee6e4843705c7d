"""Blatt »Krankenhaus 64b«: Plätze nach Art und Jahr, und wo aufsuchende Teams (BravO) geplant oder erreicht sind."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import diagramme, eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, eingaben
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, nur_zahl, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt

JAHRE = 9
_ARTEN, _REGIONEN = 4, 6
_ANHANG = JAHRE + 4
_GEPLANT, _ERREICHT = "geplant", "erreicht"


def krankenhaus(bau: Bau) -> None:
    """Namen: `eingabe_plaetze`, `plaetze_aenderung` (je Art), `eingabe_bravo`."""
    breiten = (34, *(11,) * JAHRE, 14, 3)
    blatt = bau.blatt("Krankenhaus 64b", bau.titel("Krankenhaus, § 64b SGB V"), breiten, 3)
    satz = "Ein Jahr ohne Angabe bleibt eine Lücke. Änderung: letztes angegebenes Jahr gegen das erste."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr.")
    eingaben(bau, blatt, 5, (Feld("erstes Jahr", "plaetze_ab", "0", jahr, 2019, pflicht=False),))
    t = _plaetze(bau, blatt, 6)
    zellen.ueberschrift(blatt[f"A{t.letzte + 3}"], "Plätze je Jahr")
    von, bis = t.buchstabe("j0"), t.buchstabe(f"j{JAHRE - 1}")
    diagramme.reihen(blatt, 6, (t.erste, t.erste + 1), f"{von}:{bis}", f"A{t.letzte + 4}")
    _bravo(bau, blatt, t.letzte + 19)
    blatt.page_setup.fitToHeight = 1
    bau.gedruckt[blatt.title] = Druck(t.buchstabe("aenderung"))


def _jahre(grenze: eingabe.Grenze, einheit: einheiten.Einheit, was: str) -> tuple[Spalte, ...]:
    """Je Jahr eine Spalte; ihre Überschrift folgt dem ersten Jahr."""
    ab = "eingabe_plaetze_ab"
    return tuple(
        Spalte(f"j{n}", f'=IF({ab}="","",{ab}+{n})', 0, einheit, grenze, weg=was) for n in range(JAHRE)
    )


_ALLE = f"{{j0}}:{{j{JAHRE - 1}}}"


def _plaetze(bau: Bau, blatt: Worksheet, z: int) -> Tabelle:
    plaetze = eingabe.zahl(0, 1e5, "Anzahl der Plätze, ab 0; leer: nicht bekannt.")
    spalten = (
        Spalte("art", "Plätze", 0, grenze=eingabe.TEXT, pflicht=True),
        *_jahre(plaetze, einheiten.PLAETZE, "Anzahl"),
        Spalte("aenderung", "Änderung", 0, einheiten.PLAETZE_MEHR, formel=_aenderung()),
    )
    regeln = (
        Regel("erstes Jahr fehlt", 'eingabe_plaetze_ab=""'),
        Regel("keine Zahl zu dieser Art", f"COUNT({_ALLE})=0"),
        doppelt("Art doppelt", bestaetigen=False),
        summenwort("art"),
        nur_zahl("art"),
        Regel("gewollt?", f"COUNTIF({_ALLE},0)>0", '"0 Plätze"'),
    )
    platz = Platz("plaetze", z, "Plätze", anhang=_ANHANG, darunter=1)
    woran = kennung(als_text("{art}"), wenn=belegt("{art}"))
    t = liste(bau, blatt, platz, spalten, _ARTEN, bau.inhalt("plaetze"), regeln, woran)
    bau.name("eingabe_plaetze", blatt, t.ort("j0", f"j{JAHRE - 1}"))
    bau.name("plaetze_aenderung", blatt, t.ort("aenderung"))
    return t


def _aenderung() -> str:
    """Letzter angegebener Wert gegen den ersten; leer bei weniger als zwei, #NV bei einem Text darunter."""
    nummer = "{{" + ",".join(str(n) for n in range(1, JAHRE + 1)) + "}}"
    letzter = f'SUMPRODUCT(MAX(({_ALLE}<>"")*{nummer}))'
    erster = f'{JAHRE + 1}-SUMPRODUCT(MAX(({_ALLE}<>"")*({JAHRE + 1}-{nummer})))'
    differenz = f"INDEX({_ALLE},1,{letzter})-INDEX({_ALLE},1,{erster})"
    return f'IF(COUNTA({_ALLE})<>COUNT({_ALLE}),NA(),IF(COUNT({_ALLE})<2,"",{differenz}+{{pruefwert}}))'


def _bravo(bau: Bau, blatt: Worksheet, z: int) -> None:
    """Je Region und Jahr geplant oder erreicht, darunter gezählt."""
    spalten = (
        Spalte("region", "BravO: aufsuchende Teams", 0, grenze=eingabe.TEXT, pflicht=True),
        *_jahre(eingabe.auswahl(_GEPLANT, _ERREICHT), einheiten.TEXT, "geplant oder erreicht"),
    )
    davor, danach = f"{{j0}}:{{j{JAHRE - 2}}}", f"{{j1}}:{{j{JAHRE - 1}}}"
    zurueck = f'SUMPRODUCT(({davor}="{_ERREICHT}")*({danach}="{_GEPLANT}"))>0'
    regeln = (
        doppelt("Region doppelt", bestaetigen=False),
        summenwort("region"),
        nur_zahl("region"),
        Regel(f"{_ERREICHT}, danach wieder {_GEPLANT}", zurueck, f'"wieder {_GEPLANT}"'),
    )
    platz = Platz("bravo", z, "BravO", anhang=_ANHANG, darunter=-1)
    woran = kennung(als_text("{region}"), wenn=belegt("{region}"))
    t = liste(bau, blatt, platz, spalten, _REGIONEN, bau.inhalt("bravo"), regeln, woran)
    bau.name("eingabe_bravo", blatt, t.ort("j0", f"j{JAHRE - 1}"))
    for zeile, wort in enumerate((_GEPLANT, _ERREICHT), t.letzte + 1):
        zellen.formelzelle(blatt[f"A{zeile}"], f"Regionen {wort}", rechts=False, fett=True)
        for n in range(JAHRE):
            s = t.buchstabe(f"j{n}")
            spalte = f"{s}{t.erste}:{s}{t.letzte}"
            formel = f'=IF(COUNTA({spalte})=0,"",COUNTIF({spalte},"{wort}"))'
            zellen.formelzelle(blatt[f"{s}{zeile}"], formel, "0", fett=True)
