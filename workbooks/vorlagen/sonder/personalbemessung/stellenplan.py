"""Blatt »intern_Stellenplan«: die vorhandenen Stellen, eingefügt; VZÄ am Stichtag und im Mittel des Zeitraums."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, als_tag, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

BLATT = "intern_Stellenplan"
VON, BIS, STICHTAG = "eingabe_stellen_von", "eingabe_stellen_bis", "eingabe_stellen_stichtag"
_STUNDEN = eingabe.zahl(0, 60, "Stunden je Woche, 0 bis 60.")
_VOLLZEIT = eingabe.zahl(30, 48, "Wochenstunden einer Vollzeitstelle, 30 bis 48.")


def stellenplan(bau: Bau) -> Tabelle:
    """Name: `eingabe_stellenplan`; Spalten `am_tag`, `mittel` (VZÄ). Ohne Namen: Nummern der Stellen."""
    blatt = bau.blatt(BLATT, bau.titel("Stellenplan"), (), 6)
    satz = "Nur Stellen, die der Bedarf meint, keine Leitung oder Verwaltung. Nummern statt Namen; dieses Blatt bleibt im Haus."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{nummer}"), als_text("{eintritt}"), wenn=belegt("{nummer}"))
    spalten = (*_eingaben(), *_gerechnet())
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.dienste, bau.inhalt("stellenplan"), _regeln(), woran)
    bau.name("eingabe_stellenplan", blatt, t.ort("nummer", "ruht_bis"))
    tage = "".join(f',{name}<>""' for name in (STICHTAG, VON, BIS))
    bau.pflicht.append(
        (f"Verproben: Stichtag und Zeitraum zum Blatt {BLATT}", f"OR({t.leer},AND(TRUE{tage}))")
    )
    return t


def _eingaben() -> tuple[Spalte, ...]:
    tag = einheiten.TAG
    return (
        Spalte("nummer", "Nummer", 12, grenze=eingabe.TEXT, weg="der Stelle, kein Name", pflicht=True),
        Spalte("gruppe", "Gruppe", 12, grenze=eingabe.TEXT, weg="z. B. S 8b"),
        Spalte("stufe", "Stufe", 8, grenze=eingabe.TEXT, weg="freiwillig"),
        Spalte("stunden", "Stunden\nje Woche", 10, einheiten.STD_WOCHE, _STUNDEN, weg="vertraglich", pflicht=True),
        Spalte("vollzeit", "Vollzeit\nStunden", 10, einheiten.STD_WOCHE, _VOLLZEIT, weg="je Woche", pflicht=True),
        Spalte("fachkraft", "Fach-\nkraft", 8, grenze=eingabe.auswahl("ja", "nein"), weg="ja, nein", pflicht=True),
        Spalte("eintritt", "Eintritt", 12, tag, eingabe.TAG_OFFEN, weg="TT.MM.JJJJ", pflicht=True),
        Spalte("austritt", "Austritt", 12, tag, eingabe.TAG_OFFEN, weg="leer: läuft noch"),
        Spalte("ruht_von", "ruht von", 12, tag, eingabe.TAG_OFFEN, weg="z. B. Elternzeit"),
        Spalte("ruht_bis", "ruht bis", 12, tag, eingabe.TAG_OFFEN, weg="leer: bis Austritt"),
    )  # fmt: skip


def _gerechnet() -> tuple[Spalte, ...]:
    def tage(von: str, bis: str) -> str:
        ende = 'IF({ruht_bis}="",{austritt},{ruht_bis})'
        ruht = f'IF({{ruht_von}}="",0,EGH_BELEGUNGSTAGE({{ruht_von}},{ende},{von},{bis}))'
        return f"(EGH_BELEGUNGSTAGE({{eintritt}},{{austritt}},{von},{bis})-{ruht})"

    def vzae(von: str, bis: str, geteilt: str) -> str:
        offen = f'OR({{vzae}}="",{von}="",{bis}="")'
        return f'IF({offen},"",{{vzae}}*{tage(von, bis)}{geteilt})'

    nummer = kennung(als_text("{nummer}"), wenn=belegt("{nummer}"))
    offen = 'OR({stunden}="",{vollzeit}="",{fachkraft}="",{eintritt}="")'
    return (
        Spalte("stelle", "Stelle", 9, formel=nummer, verborgen=True, luecke=True),
        Spalte("ab", "ab", 9, einheiten.OHNE, formel="N({eintritt})", verborgen=True, luecke=True),
        Spalte("ende", "Ende", 9, einheiten.OHNE, formel='IF({austritt}="",2958465,N({austritt}))', verborgen=True, luecke=True),
        Spalte("vzae", "VZÄ", 9, einheiten.VZAE, formel=f'IF({offen},"",{{stunden}}/{{vollzeit}}+{{pruefwert}})', weg="Stunden ÷ Vollzeit"),
        Spalte("am_tag", "VZÄ am\nStichtag", 10, einheiten.VZAE, formel=vzae(STICHTAG, STICHTAG, ""), weg="Blatt Verproben", luecke=True),
        Spalte("mittel", "VZÄ im\nMittel", 10, einheiten.VZAE, formel=vzae(VON, BIS, f"/({BIS}-{VON}+1)"), weg="× Tage ÷ Tage des Zeitraums", luecke=True),
    )  # fmt: skip


def _regeln() -> tuple[Regel, ...]:
    ende = 'IF({austritt}="",2958465,N({austritt}))'
    return (
        doppelt("Stelle steht zweimal da", bestaetigen=False),
        summenwort("nummer"),
        Regel("Austritt vor Eintritt", f'AND({{eintritt}}<>"",{ende}<N({{eintritt}}))'),
        Regel("ruht: Ende ohne Beginn", 'AND({ruht_von}="",{ruht_bis}<>"")'),
        Regel("ruht: Ende vor Beginn", 'AND({ruht_bis}<>"",N({ruht_bis})<N({ruht_von}))'),
        Regel("ruht außerhalb der Beschäftigung", f'AND({{ruht_von}}<>"",OR(N({{ruht_von}})<N({{eintritt}}),N({{ruht_von}})>{ende},N({{ruht_bis}})>{ende}))'),
        Regel("dieselbe Nummer zur selben Zeit", 'IF({stelle}="",FALSE,SUMPRODUCT(({alle_stelle}={stelle})*({alle_ab}<={ende})*({alle_ende}>={ab}))>1)', '"zweimal"'),
        Regel("Stunden je Tag oder VZÄ statt je Woche?", "AND(N({stunden})>0,N({stunden})<10)", in_worten("{stunden}", "Std.")),
        Regel("Eintritt so weit weg?", 'AND({eintritt}<>"",OR(N({eintritt})<N(eingabe_stellen_bis)-18628,N({eintritt})>N(eingabe_stellen_bis)+366))', als_tag("{eintritt}")),
        Regel("mehr als Vollzeit", "N({stunden})>N({vollzeit})", in_worten("{stunden}", "Std.")),
        Regel("0 Stunden", 'AND({stunden}<>"",N({stunden})=0)', '"0 Std."'),
    )  # fmt: skip
