"""Blätter »Niedrigschwellig« und »Alte Leistungsarten«: der offene Bereich, und woraus die ASP entstand."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, eingaben
from workbooks.bausteine.grund.liste import Platz, liste, reihe
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.worte import UNVOLLSTAENDIG

_JAHRE = 12
_ANZAHL = eingabe.zahl(0, 1e7, "Anzahl, ab 0.")
_JAHR = eingabe.zahl(2000, 2099, "Kalenderjahr.")
_EURO = eingabe.zahl(0, 1e10, "Ausgaben des Jahres in Euro, ab 0.")
_OFFEN = "offen für alle, aus Zuwendungen"  # auch anonym: keine Fälle
# Leistungsart, Ort, Zugang; bis 2013 nebeneinander, seit 2014 zusammengeführt
ALTE = (
    (
        "Psychosoziale Kontaktstellen (PSK)",
        "Begegnungsstätten der Regionen",
        _OFFEN,
    ),
    ("Betreutes Wohnen (BeWo)", "Stützpunkte mit Begegnungsstätten", "Bewilligung im Einzelfall"),
    ("Personenbezogene Hilfen für psychisch Kranke (PPM)", "eigene Wohnung", "Bewilligung im Einzelfall"),
)


def niedrigschwellig(bau: Bau) -> None:
    """Verhältniszahlen je Jahr; Name: `reichweite`."""
    blatt = bau.blatt("Niedrigschwellig", bau.titel("Niedrigschwelliger Bereich"), (14, *(17,) * 7), 3)
    satz = "Der offene Bereich steht allen ohne Bewilligung offen, auch anonym: Nutzer sind keine Fälle des Budgets."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)

    def je(schluessel: str, kopf: str, teil: str, ganzes: str, mal: str = "") -> Spalte:
        formel = f'IF(OR({{{teil}}}="",{{{ganzes}}}=""),"",{mal}N({{{teil}}})/N({{{ganzes}}})+{{pruefwert}})'
        return Spalte(schluessel, kopf, 0, einheiten.JE, formel=formel)

    spalten = (
        Spalte("jahr", "Jahr", 0, einheiten.JAHR, _JAHR, pflicht=True),
        Spalte("anbieter", "Leistungserbringer", 0, einheiten.ANZAHL, _ANZAHL),
        Spalte("staetten", "Begegnungs-\nstätten", 0, einheiten.ANZAHL, _ANZAHL),
        Spalte("nutzer", "Nutzer offener\nBereich", 0, einheiten.PERSONEN_GANZ, _ANZAHL),
        Spalte("berechtigte", "Leistungs-\nberechtigte", 0, einheiten.PERSONEN_GANZ, _ANZAHL),
        je("nutzer_je_staette", "Nutzer je\nStätte", "nutzer", "staetten"),
        je("nutzer_je_100", "Nutzer je 100\nBerechtigte", "nutzer", "berechtigte", "100*"),
        je("je_anbieter", "Berechtigte je\nLeistungserbr.", "berechtigte", "anbieter"),
    )
    keine = "COUNT({anbieter},{staetten},{nutzer},{berechtigte})=0"
    mehr = 'IF(OR({staetten}="",{anbieter}=""),FALSE,{staetten}<{anbieter})'
    regeln = (
        Regel("keine Zahl zu diesem Jahr", keine),
        Regel(
            "mehr Leistungserbringer als Begegnungsstätten",
            mehr,
            in_worten("{anbieter}", "Leistungserbringer"),
        ),
    )
    inhalt = bau.inhalt("niedrigschwellig")
    platz = Platz("niedrigschwellig", 5)
    t = reihe(bau, blatt, platz, spalten, _JAHRE, inhalt, regeln, lueckenlos=False)
    bau.name("reichweite", blatt, t.ort("jahr", "je_anbieter"))
    bau.gedruckt[blatt.title] = Druck("H")


def alte_leistungsarten(bau: Bau) -> None:
    """Zahlen eines Jahres je alter Leistungsart gegen die Zeitreihe; Name: `alte_leistungsarten`."""
    blatt = bau.blatt("Alte Leistungsarten", bau.titel("Alte Leistungsarten"), (48, 34, 32, 12, 18, 16), 3)
    satz = "Bis 2013 drei Leistungen, seit 2014 eine: Zahlen davor und danach sind nicht vergleichbar. Kann leer bleiben."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    eingaben(bau, blatt, 5, (Feld("Jahr der Zahlen", "alte_jahr", "0", _JAHR, pflicht=False),))
    wenig = SCHWELLEN["fallkosten_mindestens"]
    spalten = (
        *(_fest(*wort) for wort in (("art", "Leistungsart"), ("ort", "Ort"), ("zugang", "Zugang"))),
        Spalte("faelle", "Fälle", 0, einheiten.FAELLE, _ANZAHL),
        Spalte("euro", "Ausgaben\nEUR", 0, einheiten.EUR, _EURO, pflicht=True),
        Spalte(
            "je_fall",
            "je Fall\nEUR",
            0,
            einheiten.EUR_JE,
            formel=_je_fall("{faelle}", "{euro}", "+{pruefwert}"),
        ),
    )
    regeln = (
        Regel("Jahr der Zahlen fehlt", 'eingabe_alte_jahr=""'),
        Regel("ohne Fälle", f'AND(N({{faelle}})=0,{{zugang}}<>"{_OFFEN}")', '"ohne Fälle"'),
        Regel(
            "in TEUR getippt?",
            f"AND(N({{faelle}})>0,N({{euro}})<{wenig:g}*N({{faelle}}))",
            in_worten("{euro}", "EUR"),
        ),
    )
    platz = Platz("alte_leistungsarten", 7, wachsend=False, darunter=-1)
    t = liste(bau, blatt, platz, spalten, len(ALTE), (), regeln)
    for zeile, worte in enumerate(ALTE, t.erste):
        for spalte, wort in zip("ABC", worte, strict=True):
            zellen.formelzelle(blatt[f"{spalte}{zeile}"], wort, rechts=False)
    _summe(bau, blatt, t)
    bau.gedruckt[blatt.title] = Druck("F")


def _fest(schluessel: str, kopf: str) -> Spalte:
    """Ein Wort, das niemand ändert."""
    return Spalte(schluessel, kopf, 0, formel='""')


def _je_fall(faelle: str, euro: str, dazu: str = "") -> str:
    return f'IF(OR({faelle}="",{euro}=""),"",IF({faelle}=0,"",EGH_FALLKOSTEN({euro},{faelle}){dazu}))'


def _summe(bau: Bau, blatt: Worksheet, t: Tabelle) -> None:
    """Zusammen, daneben die Zeitreihe desselben Jahres und der Unterschied."""
    z = t.letzte + 1
    for zeile, wort in enumerate(("zusammen", "Zeitreihe desselben Jahres", "Unterschied"), z):
        zellen.formelzelle(blatt[f"A{zeile}"], wort, rechts=False, fett=zeile == z)
        for spalte in "BCF":
            zellen.formelzelle(blatt[f"{spalte}{zeile}"], None)
    jahr = "(INDEX(zeitreihe,0,1)=eingabe_alte_jahr)*1"
    for spalte, was, nummer, mal in (("D", "faelle", 3, ""), ("E", "euro", 2, "1000*")):
        form = "#,##0" if was == "faelle" else zellen.BETRAG
        summe = f'=IF(OR({t.leer},{t.anzahl(UNVOLLSTAENDIG)}>0),"",SUM({t.bereich(was)})+SUM({t.bereich("pruefwert")}))'
        zellen.formelzelle(blatt[f"{spalte}{z}"], summe, form, fett=True)
        fehlt = f'OR(eingabe_alte_jahr="",SUMPRODUCT({jahr})=0)'
        wert = f"{mal}SUMPRODUCT({jahr},INDEX(zeitreihe,0,{nummer}))"
        zellen.formelzelle(blatt[f"{spalte}{z + 1}"], f'=IF({fehlt},"",{wert})', form)
        leer = f'OR({spalte}{z}="",{spalte}{z + 1}="")'
        zellen.formelzelle(blatt[f"{spalte}{z + 2}"], f'=IF({leer},"",{spalte}{z}-{spalte}{z + 1})', form)
    zellen.formelzelle(blatt[f"F{z}"], "=" + _je_fall(f"$D{z}", f"$E{z}"), zellen.BETRAG)
    bau.name("alte_leistungsarten", blatt, f"D{t.erste}:F{z}")
