"""Was die Listen der Leistungserbringer in allen Budgetmappen teilen: Name, Vorjahr, § 132 SGB IX, Doppelte."""

from __future__ import annotations

from dataclasses import replace

from workbooks.bausteine.grund import eingabe, einheiten
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, nur_zahl, summenwort
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt

WORAN = kennung(als_text("{traeger}"), wenn=belegt("{traeger}"))
"""Schlüssel eines Leistungserbringers: sein Name."""
WORT = "Leistungserbringer"
EURO = eingabe.zahl(0, 1e11, "Betrag in Euro, ab 0.")
_FAELLE = "Fälle im Budget mit Leistungen nach dem Siebten Kapitel SGB XII; muss 0 sein."


def name(breite: float) -> Spalte:
    """Spalte »traeger«."""
    return Spalte("traeger", WORT, breite, grenze=eingabe.TEXT, weg="Name", pflicht=True)


def vorjahr(breite: float) -> Spalte:
    """Spalte »vorjahr«: sein Budget im Jahr davor; `egh vorjahr` füllt sie."""
    return Spalte("vorjahr", "Vorjahr\nEUR", breite, einheiten.EUR, EURO, weg="Budget")


def siebtes(breite: float) -> Spalte:
    """Spalte »siebtes«: Fälle, die ein Budget nicht umfasst."""
    grenze = eingabe.zahl(0, 1e6, _FAELLE)
    return Spalte(
        "siebtes", "7. Kap.\nSGB XII", breite, einheiten.FAELLE_NULL, grenze, weg="muss 0", pflicht=True
    )


def regeln(budget: str) -> tuple[Regel, ...]:
    """Regeln für den Namen und gegen das Vorjahr; `budget`: das Budget der Zeile."""
    grenze = SCHWELLEN["abweichung_vorjahr"]
    davor = f'IF(OR(N({{vorjahr}})=0,{budget}=""),FALSE,ABS({budget}/{{vorjahr}}-1)>{grenze:g})'
    return (
        doppelt(f"{WORT} doppelt", bestaetigen=False),
        summenwort("traeger"),
        nur_zahl("traeger"),
        Regel(f"gegen Vorjahr über {100 * grenze:g} %", davor, in_worten(budget, "EUR")),
    )


def benennen(bau: Bau, t: Tabelle, liste: str) -> None:
    """Namen `liste`, `eingabe_vorjahr_traeger`; andere Blätter haben so viele Zeilen wie diese Tabelle."""
    bau.umfang = replace(bau.umfang, anbieter=t.letzte - t.erste + 1)
    bau.name(liste, t.blatt, t.ort("traeger"))
    bau.name("eingabe_vorjahr_traeger", t.blatt, t.ort("vorjahr"))


def pruefung_132(bau: Bau, bedingung: str, rat: str) -> None:
    """§ 132 Abs. 3 SGB IX: ein Budget umfasst keine Leistungen nach dem Siebten Kapitel SGB XII."""
    bau.pruefung(
        "132",
        "Im Budget ist kein Fall mit Leistungen nach dem Siebten Kapitel SGB XII (§ 132 Abs. 3 SGB IX: »soweit«)",
        bedingung,
        f"Solche Fälle aus dem Budget nehmen{rat}",
        nativ=True,
    )


def keiner_im_siebten(t: Tabelle) -> str:
    """Bedingung: bei jedem Leistungserbringer steht 0."""
    s = t.bereich("siebtes")
    return f'AND(SUM({s})=0,SUMPRODUCT(({t.bereich("traeger")}<>"")*({s}=""))=0)'
