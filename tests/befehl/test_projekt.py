"""A whole project as docs/handbuch.md describes it: 200 survey files, the workbook filled, one page to hand over."""

from __future__ import annotations

import csv
from collections import defaultdict
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from befehlszeile import egh
from pypdf import PdfReader
from test_erhebung import LEISTUNGEN, ordner_mit_200

import workbooks

HANDBUCH = Path(__file__).parents[2] / "docs" / "handbuch.md"
ERSTE = 7
ALLE = 100.0  # persons in each of the three groups, 65 of them asked
NJAZ, ANTEIL, WOCHEN = 1568.0, 0.125, 52.0
DIENSTE = [  # duty, qualification, from, to, staff Mo to So
    ("Frühdienst", "Fachkraft", 6, 14, (3, 3, 3, 3, 3, 2, 2)),
    ("Spätdienst", "Fachkraft", 14, 22, (3, 3, 3, 3, 3, 2, 2)),
    ("Nachtwache", "beliebig", 22, 6, (2,) * 7),
]
ANGABEN: dict[str, Any] = {
    "meta_traeger": "Musterträger", "eingabe_frage_zeitvorgaben": "nein", "eingabe_frage_repraesentativ": "ja",
    "eingabe_frage_katalog": "ja", "eingabe_frage_besonderheiten": "ja", "eingabe_stunde_enthaelt": "nur direkt",
    "eingabe_njaz": NJAZ, "eingabe_anteil_indirekt": ANTEIL, "eingabe_wochen_jahr": WOCHEN,
    "eingabe_frage_schluessel": "ja", "eingabe_frage_plaene": "entfällt",
    "eingabe_bestaetigt_frage_plaene": "entfällt: neues Haus",
    "eingabe_frage_ist_stand": "ja", "eingabe_frage_ausreichend": "ja",
    "Relationsmodell!A15": "Betreuung", "Relationsmodell!C15": 300.0, "Relationsmodell!D15": 12.5,
    "Relationsmodell!E15": "Vereinbarung 2025", "eingabe_grenze_relation": 0.1,
}  # fmt: skip


def gelesen(ordner: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Group → person → Art → minutes, by the csv module alone."""
    alle: dict[str, dict[str, dict[str, float]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(float))
    )
    for pfad in sorted(ordner.glob("bogen*.csv")):
        for z in csv.DictReader(pfad.read_text("utf-8").splitlines(), delimiter=";"):
            person = alle[f"{z['HBG']}, {z['Wohnform']}, {z['Standort']}"][z["Fallnummer"]]
            if z["Minuten"]:
                person[z["Art"]] += float(z["Minuten"])
    return alle


def von_hand(ordner: Path) -> dict[str, float]:
    """Hours and posts of the project in plain Python."""
    zeit, minuten, varianz, frei = NJAZ * (1 - ANTEIL), {"qA": 0.0, "uA": 0.0}, 0.0, 0
    for personen in gelesen(ordner).values():
        n = len(personen)
        werte = [sum(p.values()) for p in personen.values()]
        for art in minuten:
            minuten[art] += sum(p[art] for p in personen.values()) / n * ALLE
        s2 = sum((w - sum(werte) / n) ** 2 for w in werte) / (n - 1)
        varianz += ALLE**2 * (1 - n / ALLE) * s2 / n
        frei += n - 1
    std = {art: m / 60 * WOCHEN for art, m in minuten.items()}
    dienste = {"Fachkraft": 0.0, "beliebig": 0.0}
    for _, quali, von, bis, tage in DIENSTE:
        dienste[quali] += (bis - von) % 24 * sum(tage) * WOCHEN
    weite = 1.980 * sqrt(varianz) / 60 * WOCHEN  # printed table: the next smaller row, 120 degrees
    assert frei == 192
    return {
        "ergebnis_stunden_individuell": sum(std.values()),
        "ergebnis_bedarf_unten": sum(std.values()) - weite,
        "ergebnis_bedarf_oben": sum(std.values()) + weite,
        "ergebnis_stunden_anerkannt": sum(dienste.values()),
        "ergebnis_vzae": (sum(std.values()) + sum(dienste.values())) / zeit,
        "ergebnis_vzae_fachkraefte": (std["qA"] + dienste["Fachkraft"]) / zeit,
        "ergebnis_vzae_andere": (std["uA"] + dienste["beliebig"]) / zeit,
    }


def ausgefuellt(m: workbooks.Arbeitsmappe) -> None:
    """What the user types: own values, answers, duties; the groups' sizes."""
    for ort, wert in ANGABEN.items():
        m[ort] = wert
    for z in range(3):
        m[f"Stichprobe!B{ERSTE + z}"] = ALLE
    for z, (dienst, quali, von, bis, tage) in enumerate(DIENSTE, ERSTE):
        for spalte, wert in zip("ABCDE", (dienst, "Präsenz", quali, von / 24, bis / 24), strict=True):
            m[f"Wochendienste!{spalte}{z}"] = wert
        for spalte, wert in zip("JKLMNOP", tage, strict=True):
            m[f"Wochendienste!{spalte}{z}"] = float(wert)


def test_von_200_boegen_bis_zur_kurzfassung(tmp_path: Path, soffice: str) -> None:
    """The run of the Handbuch, its figures those of plain Python."""
    del soffice
    ordner, mappe, fertig, seite = (
        tmp_path / x for x in ("Bögen", "bedarf.xlsx", "fertig.xlsx", "fertig.pdf")
    )
    ordner_mit_200(ordner, 1)
    assert len(LEISTUNGEN) == 4
    lauf = egh("erhebung", "einlesen", ordner, "-o", mappe)
    assert (lauf.returncode, lauf.stderr) == (1, "")
    m = workbooks.oeffnen(mappe)
    ausgefuellt(m)
    m.rechnen().speichern(fertig, neu=True)
    assert m.fehler() == []
    hand = von_hand(ordner)
    for name, wert in hand.items():
        assert m[name] == pytest.approx(wert), name
    assert m["naechster_schritt"] == "fertig: Kurzfassung und Freigabe"
    assert [n for n in m.namen("pruefung_") if m[n] is not True] == []
    lauf = egh("pdf", fertig, "-o", seite)
    assert (lauf.returncode, lauf.stderr) == (0, "")
    erste = PdfReader(seite).pages[0].extract_text()
    text = HANDBUCH.read_text("utf-8")
    for satz in ("195 Dateien gelesen, 5 nicht; 195 Befragte", "Alle Prüfungen bestanden."):
        assert satz in text
    assert "Alle Prüfungen bestanden." in erste
    for name in (
        "ergebnis_vzae",
        "ergebnis_stunden_individuell",
        "ergebnis_bedarf_unten",
        "ergebnis_bedarf_oben",
    ):
        deutsch = f"{hand[name]:,.2f}".translate(str.maketrans(",.", ".,"))
        assert deutsch in erste, name
        assert deutsch in text, name
    assert "Fall-" not in "".join(s.extract_text() for s in PdfReader(seite).pages)
