"""Blatt »Externe Kostenträger«: wer außer dem Leistungsträger welche Menge einer Zeile des Leistungsumfangs zahlt."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, letzte_belegte
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import LISTE_LEISTUNGSTYPEN, LISTE_TRAEGER

BLATT = "Externe Kostenträger"
EINHEITEN = ("Tage", "Stunden", "Monate", "Plätze")
ZEILE = kennung(*map(als_text, ("{traeger}", "{typ}", "{hbg}", "{einheit}")), wenn=belegt("{typ}"))
"""Schlüssel einer Zeile des Leistungsumfangs: ihre Menge zählt einmal, wer auch immer sie zahlt."""
MENGE = eingabe.zahl(0, 1e7, "Menge des Vorjahres in dieser Einheit, ab 0.")
_KOPF = 5


def kostentraeger(bau: Bau) -> None:
    """Namen: `kostentraeger_zeilen` (Schlüssel der Zeile), `kostentraeger_mengen`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (28, 32, 9, 12, 12, 30, 16), _KOPF)
    satz = "Je Zeile ein Kostenträger; Leistungserbringer, Leistungstyp, HBG und Einheit wie auf dem Blatt Leistungsumfang."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    regeln = (
        Regel("keine solche Zeile im Leistungsumfang", "{nummer}=0"),
        summenwort("kostentraeger"),
        doppelt("Kostenträger steht zweimal da", bestaetigen=True),
        Regel("gewollt?", "{menge}=0", '"Menge 0"'),
    )
    platz = Platz("kostentraeger", _KOPF, erste=_KOPF + 2)
    woran = kennung(
        *map(als_text, ("{traeger}", "{typ}", "{hbg}", "{einheit}", "{kostentraeger}")), wenn=belegt("{typ}")
    )
    zeilen = bau.umfang.kostentraeger
    t = liste(bau, blatt, platz, _spalten(), zeilen, bau.inhalt("kostentraeger"), regeln, woran)
    zellen.formelzelle(blatt[f"A{_KOPF + 1}"], "alle", rechts=False, fett=True)
    summe = f"SUM({t.bereich('euro')})+SUM({t.bereich('pruefwert')})"
    zellen.formelzelle(blatt[f"G{_KOPF + 1}"], "=" + t.wenn_vollstaendig(summe), zellen.BETRAG, fett=True)
    for name, spalte in (("zeilen", "zeile"), ("mengen", "menge")):
        bau.name(f"kostentraeger_{name}", blatt, t.ort(spalte))
    a = t.bereich("traeger")
    bau.gedruckt[BLATT] = Druck("G", letzte_belegte(t.erste, a))


def _spalten() -> tuple[Spalte, ...]:
    traeger = eingabe.aus_liste(LISTE_TRAEGER, "Ein Leistungserbringer vom Blatt Budgettyp.")
    typ = eingabe.aus_liste(LISTE_LEISTUNGSTYPEN, "Ein Leistungstyp vom Blatt Budgettyp.")
    preis = "IF({nummer}=0,0,SUMPRODUCT((umfang_nummern={nummer})*1,umfang_preise))"
    return (
        Spalte("traeger", "Leistungserbringer", 0, grenze=traeger, pflicht=True),
        Spalte("typ", "Leistungstyp", 0, grenze=typ, pflicht=True),
        Spalte("hbg", "HBG", 0, grenze=eingabe.TEXT),
        Spalte("einheit", "Einheit", 0, grenze=eingabe.auswahl(*EINHEITEN), pflicht=True),
        Spalte("menge", "Menge", 0, einheiten.MENGE, MENGE, pflicht=True),
        Spalte("kostentraeger", "externer\nKostenträger", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte(
            "euro",
            "EUR im Jahr",
            0,
            einheiten.EUR,
            formel=f'IF(OR({{menge}}="",{{nummer}}=0),"",{{menge}}*{preis}+{{pruefwert}})',
            luecke=True,
        ),
        Spalte("zeile", "Zeile", 10, formel=ZEILE, verborgen=True, luecke=True),
        Spalte("nummer", "Nummer", 10, einheiten.NUMMER, formel=_nummer(), verborgen=True, luecke=True),
    )


def _nummer() -> str:
    """Zeile des Leistungsumfangs, zu der sie gehört; 0: keine."""
    return 'IF({zeile}="",0,SUMPRODUCT(MAX((umfang_zeilen={zeile})*umfang_nummern)))'
