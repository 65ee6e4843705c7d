"""When two entries are the same: one rule, against an independent definition, in both engines and in every table."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fremd.office import durch_office
from openpyxl.utils import get_column_letter, quote_sheetname
from vorlagenbau import datei, eingaben, geliehen

import workbooks
from workbooks.bausteine.grund import kennung
from workbooks.mappe import Arbeitsmappe

WEISS = "\t\n\r \u00a0\u00ad\u2060\ufeff" + "".join(map(chr, range(0x2000, 0x200C))) + "\u202f\u3000"
STRICHE = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212-"


def gleich(a: Any, b: Any) -> bool:
    """The rule without a formula: no white space, one dash, no case, ß is ss, a whole number is its digits."""

    def form(wert: Any) -> str:
        if isinstance(wert, bool):
            return "wahr" if wert else "falsch"
        text = str(int(wert)) if isinstance(wert, int) else wert
        text = unicodedata.normalize("NFC", text)
        return "".join("-" if z in STRICHE else z for z in text if z not in WEISS).casefold()

    return form(a) == form(b)


def paare(saat: int, anzahl: int) -> list[tuple[Any, Any]]:
    """Pairs that are alike but for what may differ, and pairs that differ in one sign that counts."""
    zufall = random.Random(saat)
    zeichen = "aäÄÖßsSz019.,'*?~" + STRICHE
    gefunden: list[tuple[Any, Any]] = [
        (101, "101"),
        (101, "0101"),
        ("LG 2", "LG2"),
        ("Straße", "STRASSE"),
        (7, "7 "),
        ("Ha\u0308user", "häuser"),
        ("GRU\u0308N", "grün"),
        (True, "wahr"),
    ]
    while len(gefunden) < anzahl:
        a = "x" + "".join(zufall.choice(zeichen) for _ in range(zufall.randint(1, 6)))
        b = ""
        for z in a:
            anders = zufall.choice(STRICHE) if z in STRICHE else zufall.choice((z, z.upper(), z.lower()))
            b += anders + zufall.choice(("", "", zufall.choice(WEISS.replace("\r", ""))))
        if zufall.random() < 0.4:
            ort = zufall.randrange(len(b))
            b = b[:ort] + zufall.choice("qQ1*?") + b[ort:]
        gefunden.append((a, b))
    return gefunden


@pytest.fixture(scope="module")
def vergleiche(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[Any, Any]]]:
    pfad = tmp_path_factory.mktemp("kennung") / "k.xlsx"
    alle = paare(3, 250)
    buch = openpyxl.Workbook()
    blatt = buch.active
    assert blatt is not None
    blatt.title = "T"
    for z, (a, b) in enumerate(alle, 1):
        blatt[f"A{z}"], blatt[f"B{z}"] = a, b
        for ort, ziel in (("A", "C"), ("B", "D")):
            zelle = f"{ort}{z}"
            blatt[f"{ziel}{z}"] = "=" + kennung.kennung(kennung.als_text(zelle), wenn=kennung.belegt(zelle))
        blatt[f"E{z}"] = f"=C{z}=D{z}"
    buch.save(pfad)
    return pfad, alle


def test_die_regel_ist_die_in_worten(vergleiche: tuple[Path, list[tuple[Any, Any]]]) -> None:
    pfad, alle = vergleiche
    m = workbooks.oeffnen(pfad).rechnen()
    assert m.fehler() == []
    soll = [gleich(a, b) for a, b in alle]
    assert 100 < sum(soll) < 200
    assert [z[0] for z in m[f"T!E1:E{len(alle)}"]] == soll
    in_python = [kennung.geschrieben(a) == kennung.geschrieben(b) for a, b in alle if True not in (a, b)]
    assert in_python == [s for s, paar in zip(soll, alle, strict=True) if True not in paar]


def test_libreoffice_vergleicht_genauso(
    vergleiche: tuple[Path, list[tuple[Any, Any]]], soffice: str, tmp_path: Path
) -> None:
    pfad, alle = vergleiche
    m = workbooks.oeffnen(pfad).rechnen()
    office = durch_office(soffice, pfad, tmp_path)
    assert office[f"T!C1:E{len(alle)}"] == m[f"T!C1:E{len(alle)}"]


# --- In every table that knows doubles ------------------------------------------------------------------------------

VORLAGEN = ("by", "nw", "th", "st", "hb", "he-fachleistungsstunden", "hh-asp", "hb-traegerbudget")
VARIANTEN = {
    "geschütztes Leerzeichen": lambda t: t.replace(" ", "\u00a0") + "\u00a0",
    "anderer Strich": lambda t: t.replace("-", "\u2011"),
    "Groß und klein": str.swapcase,
    "Leerraum innen": lambda t: t[:1] + "\u200b" + t[1:],
}


def tabellen(m: Arbeitsmappe) -> list[tuple[str, int, int, dict[str, int]]]:
    """Sheet, first and last row, and the columns by their heading, of each table with a key."""
    gefunden = []
    for name in m.namen("zeilenhinweis_"):
        blatt, bereich = m.ort(name)
        if bereich.hoehe < 2:
            continue
        kopf: dict[str, int] = {}
        for spalte in range(1, bereich.spalte + 6):
            wert = m[adresse(blatt, bereich.zeile - 2, spalte)]
            if isinstance(wert, str):
                wort = wert.replace("-\n", "").replace("\n", " ").partition(" (noch")[0]
                kopf.setdefault(wort, spalte)
        if "Schlüssel" in kopf and kopf["Schlüssel"] > bereich.spalte:
            gefunden.append((blatt, bereich.zeile, bereich.bis_zeile, kopf))
    return gefunden


def adresse(blatt: str, zeile: int, spalte: int) -> str:
    return f"{quote_sheetname(blatt)}!{get_column_letter(spalte)}{zeile}"


def noch_einmal(
    m: Arbeitsmappe,
    tabelle: tuple[str, int, int, dict[str, int]],
    wie: Callable[[str, Any], Any],
) -> list[str]:
    """Copies the first row into the first free one, `wie(cell, value)`; gives the hints of both."""
    blatt, erste, letzte, kopf = tabelle
    hinweis = kopf["Hinweis"]
    frei = next(z for z in range(erste, letzte + 1) if m[adresse(blatt, z, hinweis)] is None)
    spalten = [s for s in range(1, hinweis) if not m.gesperrt(adresse(blatt, frei, s))]
    werte = {s: m[adresse(blatt, erste, s)] for s in spalten}
    for s, wert in werte.items():
        ziel = adresse(blatt, frei, s)
        m[ziel] = wie(ziel, wert)
    m.rechnen()
    return [str(m[adresse(blatt, zeile, hinweis)]) for zeile in (erste, frei)]


@pytest.mark.parametrize("wie", VARIANTEN.values(), ids=VARIANTEN)
@pytest.mark.parametrize("name", VORLAGEN)
def test_eine_zeile_noch_einmal_nur_anders_geschrieben_faellt_auf(
    name: str, wie: Any, tmp_path: Path
) -> None:
    felder, _ = eingaben(datei(tmp_path, name, True))
    liste = {f.zelle for f in felder if f.art == "list"}
    geprueft = 0
    for nummer in range(len(tabellen(geliehen(name)))):
        m = geliehen(name)
        blatt, erste, letzte, kopf = tabellen(m)[nummer]
        if m[adresse(blatt, erste, 1)] is None or blatt == "Trägercontrolling":
            continue  # the example has nothing in it; there the first column is computed
        hinweis = noch_einmal(
            m,
            (blatt, erste, letzte, kopf),
            lambda ziel, wert: wert if ziel in liste or not isinstance(wert, str) else wie(wert),
        )[1]
        assert "doppelt" in hinweis or "zweimal" in hinweis, (blatt, hinweis)
        assert m["pruefung_gesamt"] is False
        geprueft += 1
    assert geprueft >= 1


@pytest.mark.parametrize(
    "wort",
    ["Summe", "gesamt:", "Summe Wohnhaus", "Zwischensumme\u00a0", "Σ", "Gesamtergebnis", "Gesamt 2025"],
)
def test_eine_mitkopierte_summenzeile_faellt_auf(wort: str) -> None:
    """The sum row of another workbook, pasted below the persons: its minutes would count twice."""
    m = geliehen("th")
    personen = next(t for t in tabellen(m) if t[0] == "intern_Personen")
    hinweise = noch_einmal(m, personen, lambda ziel, wert: wort if "!A" in ziel else wert)
    assert "Summe statt einer Zeile" in hinweise[1]
    assert m["pruefung_gesamt"] is False


@pytest.mark.parametrize(
    ("a", "b", "fragt"), [("0101", 101, True), ("0101", "101", True), ("0101", "0102", False)]
)
def test_nach_einer_fuehrenden_null_wird_gefragt(a: Any, b: Any, fragt: bool) -> None:
    m = geliehen("th")
    personen = next(t for t in tabellen(m) if t[0] == "intern_Personen")
    m[adresse(personen[0], personen[1], 1)] = a
    m.rechnen()
    hinweise = noch_einmal(m, personen, lambda ziel, wert: b if "!A" in ziel else wert)
    assert ("führende Null?" in "".join(hinweise)) == fragt


@pytest.mark.parametrize("leer", [" ", "\u00a0", "\u00a0 \u200b"])
def test_unsichtbares_ist_nichts(leer: str) -> None:
    """A name of nothing but blanks is no person, an invisible reason none, and no Leistungserbringer."""
    m = geliehen("th")
    personen = next(t for t in tabellen(m) if t[0] == "intern_Personen")
    m[adresse(personen[0], personen[1], 1)] = leer
    m["meta_traeger"] = leer
    m.rechnen()
    assert m[adresse(personen[0], personen[1], personen[3]["Hinweis"])] == "unvollständig"
    assert ["Deckblatt: Leistungserbringer", False] in m["pflichtangaben"]
