"""Blatt »Budgettyp«: Leistungstypen, die Leistungserbringer, ihr Budgettyp und was sie dafür vereinbart haben."""

from __future__ import annotations

from dataclasses import replace

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, nur_zahl, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder import traegerliste
from workbooks.vorlagen.sonder.vorjahr import Jahre, vorjahr

BLATT = "Budgettyp"
TYPEN = ("singulär", "sozialraumorientiert")
# Die vier Leistungstypen im Bremer Trägerbudget; weitere trägt man darunter ein.
LEISTUNGSTYPEN = (
    "besondere Wohnform",
    "ambulante Assistenz",
    "beschäftigungsorientierte Teilhabe",
    "Tagesstätte",
)
LISTE_TRAEGER, LISTE_LEISTUNGSTYPEN, LISTE_SOZIALRAEUME = (
    "eingabe_traeger",
    "eingabe_leistungstypen",
    "eingabe_sozialraeume",
)
_PLATZ, _KOPF, _BREIT = 8, 15, 27
_JA_NEIN = eingabe.auswahl("ja", "nein")


def budgettyp(bau: Bau) -> Tabelle:
    """Namen: `eingabe_traeger`, `eingabe_leistungstypen`, `traeger_jahresbudget` und die Spalten dazwischen."""
    blatt = bau.blatt(BLATT, bau.titel("Budgettyp und Leistungserbringer"), (), 3)
    satz = "Singulär: ein Leistungserbringer. Sozialraumorientiert: Leistungserbringer eines Sozialraums mit Kooperation und gemeinsamen Zielen."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    t = tabelle(
        bau,
        blatt,
        _KOPF,
        (*_eingaben(), *_gerechnet(), traegerliste.vorjahr(16)),
        bau.umfang.anbieter,
        bau.inhalt("traeger"),
        _regeln(),
        traegerliste.WORAN,
    )
    # Vorjahr und Folgejahr haben ihre eigenen Blätter: Vorjahr, Budget
    bau.gedruckt[BLATT] = replace(bau.gedruckt[BLATT], spalte=t.buchstabe("ausserhalb"))
    _leistungstypen(bau, blatt, 5, t.nummer("hinweis"))
    traegerliste.benennen(bau, t, LISTE_TRAEGER)
    for name, spalte in (("sozialraum", "sozialraum"), ("siebtes_kapitel", "siebtes")):
        bau.name(f"eingabe_{name}", blatt, t.ort(spalte))
    for name in ("jahresbudget", "extern", "ausserhalb", "folge"):
        bau.name(f"traeger_{name}", blatt, t.ort(name))
    _personen(bau, blatt, t)
    return t


def _personen(bau: Bau, blatt: Worksheet, t: Tabelle) -> None:
    """Personen der Budgets zusammen, ab und bis; leer, solange kein Leistungserbringer sie nennt."""
    ab, bis = t.bereich("personen"), t.bereich("personen_bis")
    oben = f'SUM({ab})+SUMPRODUCT(({bis}<>"")*1,{bis})-SUMPRODUCT(({bis}<>"")*1,{ab})'
    werte = (
        Wert(
            "Personen der Budgets, ab",
            "ergebnis_personen",
            f'IF(COUNT({ab})=0,"",SUM({ab}))',
            einheiten.PERSONEN_GANZ,
        ),
        Wert("bis", "ergebnis_personen_bis", f'IF(COUNT({ab})=0,"",{oben})', einheiten.PERSONEN_GANZ),
    )
    for z, w in enumerate(werte, 5):
        zellen.text(blatt[f"C{z}"], w.text)
        zellen.formelzelle(blatt[f"E{z}"], f"={w.formel}", w.einheit.format)
        bau.name(w.name, blatt, f"E{z}")


def _leistungstypen(bau: Bau, blatt: Worksheet, z: int, anhang: int) -> None:
    wort = "Leistungstypen (die vier üblichen; weitere darunter)"
    regeln = (doppelt("Leistungstyp doppelt", bestaetigen=False), summenwort("typ"), nur_zahl("typ"))
    woran = kennung(als_text("{typ}"), wenn=belegt("{typ}"))
    platz = Platz("leistungstypen", z, "Leistungstypen", anhang=anhang, bemerkung=True, darunter=1)
    spalten = (Spalte("typ", wort, 0, grenze=eingabe.TEXT, pflicht=True),)
    t = liste(bau, blatt, platz, spalten, _PLATZ, [(typ,) for typ in LEISTUNGSTYPEN], regeln, woran)
    for zeile, typ in enumerate(LEISTUNGSTYPEN, t.erste):
        blatt.row_dimensions[zeile].height = zellen.hoehe((typ, _BREIT))
    bau.name(LISTE_LEISTUNGSTYPEN, blatt, t.ort("typ"))


def _eingaben() -> tuple[Spalte, ...]:
    raum = eingabe.aus_liste(LISTE_SOZIALRAEUME, "Ein Sozialraum vom Blatt Sozialräume.")
    typ = eingabe.auswahl(*TYPEN)
    personen = eingabe.zahl(0, 1e5, "Personen, die das Budget umfasst, ab 0.")
    return (
        traegerliste.name(_BREIT),
        Spalte("typ", "Budgettyp", 20, grenze=typ, weg="im Vertrag", pflicht=True),
        Spalte("sozialraum", "Sozialraum", 18, grenze=raum, weg="wenn sozial-\nraumorientiert"),
        Spalte("ziele", "eigene\nZiele", 10, grenze=_JA_NEIN, weg="vereinbart", pflicht=True),
        Spalte("gemeinsam", "gemein-\nsame Ziele", 10, grenze=_JA_NEIN, weg="vereinbart"),
        Spalte("konferenz", "Sozialraum-\nkonferenz", 12, grenze=_JA_NEIN, weg="vereinbart"),
        traegerliste.siebtes(10),
        Spalte("personen", "Personen\nab", 9, einheiten.PERSONEN_GANZ, personen, weg="im Vertrag"),
        Spalte("personen_bis", "bis", 9, einheiten.PERSONEN_GANZ, personen, weg="leer: genau"),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    def summe(was: str) -> str:
        alle = f"SUMPRODUCT((umfang_traeger={{traeger}})*1,umfang_{was})+{{pruefwert}}"
        return f'IF(OR({{traeger}}="",ergebnis_jahresbudget=""),"",{alle})'

    kopf = (
        ("jahresbudget", "Jahresbudget\nEUR", "betrag", "Leistungsumfang"),
        ("extern", "extern\nEUR", "extern", "andere zahlen"),
        ("ausserhalb", "außerhalb\nEUR", "ausserhalb", "einzeln"),
    )
    folge = Spalte("folge", "Folgejahr\nEUR", 15, einheiten.EUR, formel=summe("folge"), weg="ohne Steigerung")
    sichtbar = (
        Spalte(name, wort, 15, einheiten.EUR, formel=summe(was), weg=weg) for name, wort, was, weg in kopf
    )
    return (*sichtbar, folge)


def _regeln() -> tuple[Regel, ...]:
    raum = '{typ}="sozialraumorientiert"'
    ab = 'OR({personen}="",N({personen_bis})<N({personen}))'
    return (
        *traegerliste.regeln("{jahresbudget}"),
        Regel("Sozialraum fehlt", f'AND({raum},{{sozialraum}}="")'),
        Regel("singulär ist ohne Sozialraum", 'AND({typ}="singulär",{sozialraum}<>"")'),
        Regel("keine Zeile im Leistungsumfang", "{jahresbudget}=0", '"0 EUR"'),
        Regel("Personen: bis unter ab", f'AND({{personen_bis}}<>"",{ab})'),
        Regel("Ziele des Leistungserbringers sind Vertragsbestandteil", '{ziele}="nein"', '"ohne Ziele"'),
        Regel(
            "gemeinsame Ziele und Sozialraumkonferenz sind Vertragsbestandteil",
            f'AND({raum},OR({{gemeinsam}}<>"ja",{{konferenz}}<>"ja"))',
            '"ohne gemeinsame Ziele"',
        ),
    )


def vorjahrsblatt(bau: Bau) -> None:
    """Zwölf Monate gegen zwölf: das letzte Jahr der Laufzeit mit seiner Steigerung, auch wenn es angebrochen ist."""
    jetzt = "INDEX(traeger_jahresbudget,{n},1)"
    index = "INDEX(budget_index,1,COUNT(budget_monate))"
    basis = f"IF(COUNT(budget_monate)>1,INDEX(traeger_folge,{{n}},1),{jetzt})"
    letztes = f'IF(OR({jetzt}="",COUNT(budget_monate)=0),"",IF({index}="","",ROUND({basis}*{index},2)))'
    vorjahr(bau, Jahre(LISTE_TRAEGER, "Jahresbudget\nEUR", jetzt, letztes))
