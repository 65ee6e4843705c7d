"""Blatt »Budgettyp«: Leistungstypen, die Träger, ihr Budgettyp und was sie dafür vereinbart haben."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau
from workbooks.bausteine.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.regeln import Regel
from workbooks.bausteine.spalte import Spalte, Tabelle
from workbooks.bausteine.tabelle import doppelt, tabelle

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
_PLATZ, _KOPF = 8, 15
_JA_NEIN = eingabe.auswahl("ja", "nein")
_FAELLE = eingabe.zahl(
    0, 1e6, "Fälle im Budget mit Leistungen nach dem Siebten Kapitel SGB XII; muss 0 sein."
)
_BEISPIEL = (
    ("Träger 1", "sozialraumorientiert", "Sozialraum 1", "ja", "ja", "ja", 0),
    ("Träger 2", "sozialraumorientiert", "Sozialraum 1", "ja", "ja", "ja", 0),
    ("Träger 3", "singulär", None, "ja", None, None, 0),
)


def budgettyp(bau: Bau) -> Tabelle:
    """Namen: `eingabe_traeger`, `eingabe_leistungstypen`, `traeger_jahresbudget` und die Spalten dazwischen."""
    blatt = bau.blatt(BLATT, bau.titel("Budgettyp und Träger"), (), 3)
    satz = "Singulär: ein Träger. Sozialraumorientiert: Träger eines Sozialraums mit Kooperation und gemeinsamen Zielen."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    _leistungstypen(bau, blatt, 5)
    inhalt = _BEISPIEL if bau.beispiel else ()
    t = tabelle(
        bau,
        blatt,
        _KOPF,
        (*_eingaben(), *_gerechnet()),
        bau.umfang.anbieter,
        inhalt,
        _regeln(),
        kennung(als_text("{traeger}"), wenn=belegt("{traeger}")),
    )
    bau.name(LISTE_TRAEGER, blatt, f"A{t.erste}:A{t.letzte}")
    for name, spalte in (("sozialraum", "sozialraum"), ("siebtes_kapitel", "siebtes")):
        b = t.buchstabe(spalte)
        bau.name(f"eingabe_{name}", blatt, f"{b}{t.erste}:{b}{t.letzte}")
    for name in ("jahresbudget", "extern", "ausserhalb"):
        b = t.buchstabe(name)
        bau.name(f"traeger_{name}", blatt, f"{b}{t.erste}:{b}{t.letzte}")
    return t


def _leistungstypen(bau: Bau, blatt: Worksheet, z: int) -> None:
    zellen.ueberschrift(blatt[f"A{z}"], "Leistungstypen (die vier üblichen; weitere darunter)")
    erste, letzte = z + 1, z + _PLATZ
    for n, zeile in enumerate(range(erste, letzte + 1)):
        wert = LEISTUNGSTYPEN[n] if n < len(LEISTUNGSTYPEN) else None
        zellen.eingabezelle(blatt[f"A{zeile}"], wert, zellen.TEXT, rechts=False)
    eingabe.TEXT.anwenden(blatt, f"A{erste}:A{letzte}")
    bau.name(LISTE_LEISTUNGSTYPEN, blatt, f"A{erste}:A{letzte}")


def _eingaben() -> tuple[Spalte, ...]:
    raum = eingabe.aus_liste(LISTE_SOZIALRAEUME, "Ein Sozialraum vom Blatt Sozialraumbudget.")
    typ = eingabe.auswahl(*TYPEN)
    return (
        Spalte("traeger", "Träger", 36, grenze=eingabe.TEXT, weg="Name", pflicht=True),
        Spalte("typ", "Budgettyp", 21, grenze=typ, weg="im Vertrag", pflicht=True),
        Spalte("sozialraum", "Sozialraum", 18, grenze=raum, weg="wenn sozial-\nraumorientiert"),
        Spalte("ziele", "Ziele des\nTrägers", 10, grenze=_JA_NEIN, weg="vereinbart", pflicht=True),
        Spalte("gemeinsam", "gemein-\nsame Ziele", 10, grenze=_JA_NEIN, weg="vereinbart"),
        Spalte("konferenz", "Sozialraum-\nkonferenz", 12, grenze=_JA_NEIN, weg="vereinbart"),
        Spalte("siebtes", "7. Kap.\nSGB XII", 10, "0", _FAELLE, weg="Fälle,\nmuss 0"),
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
    return tuple(
        Spalte(name, wort, 16, zellen.STUNDEN, formel=summe(was), weg=weg) for name, wort, was, weg in kopf
    )


def _regeln() -> tuple[Regel, ...]:
    raum = '{typ}="sozialraumorientiert"'
    return (
        doppelt("Träger doppelt", bestaetigen=False),
        summenwort("traeger"),
        Regel("Sozialraum fehlt", f'AND({raum},{{sozialraum}}="")'),
        Regel("Ziele des Trägers sind Vertragsbestandteil", '{ziele}="nein"', bestaetigen=True),
        Regel(
            "gemeinsame Ziele und Sozialraumkonferenz sind Vertragsbestandteil",
            f'AND({raum},OR({{gemeinsam}}<>"ja",{{konferenz}}<>"ja"))',
            bestaetigen=True,
        ),
    )
