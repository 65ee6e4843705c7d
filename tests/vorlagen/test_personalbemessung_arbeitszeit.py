"""Net working time of several groups from its parts, mixed by their shares of the posts."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from test_personalbemessung import ERSTE, protokolliert
from vorlagenbau import geliehen

import workbooks
from udfs import Fehler
from workbooks import vorlagen
from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.weitergabe import weitergegeben

NAME = "personalbemessung"


def gruppe(m: Arbeitsmappe, nummer: int, *werte: Any) -> None:
    """One row: name, share, weeks, hours a week, then the days of five kinds of absence; none empties it."""
    for spalte, wert in zip("ABCDEFGHI", werte or (None,) * 9, strict=True):
        m[f"Arbeitszeit!{spalte}{ERSTE + nummer}"] = wert


def ohne_eigene(m: Arbeitsmappe) -> Arbeitsmappe:
    m["eingabe_njaz"] = None
    return m.rechnen()


@pytest.mark.parametrize("saat", range(6))
def test_die_mischung_wie_von_hand(saat: int) -> None:
    """(weeks − days ÷ 5) × hours for each group, weighted; more absence never lowers the need."""
    zufall = random.Random(saat)
    m = geliehen(NAME)
    anteile = zufall.choice([[1.0], [0.7, 0.3], [0.5, 0.25, 0.25]])
    netto = 0.0
    for n in range(3):
        gruppe(m, n)
    for n, anteil in enumerate(anteile):
        wochen, stunden = zufall.choice([52.0, 52.14]), zufall.choice([38.5, 39.0, 40.0])
        tage = [
            zufall.randint(20, 35),
            zufall.randint(5, 20),
            zufall.choice([None, 3, 5]),
            10,
            zufall.choice([None, 1.5]),
        ]
        gruppe(m, n, f"Gruppe {n}", anteil, wochen, stunden, *(None if t is None else float(t) for t in tage))
        netto += anteil * (wochen - sum(t or 0 for t in tage) / 5) * stunden
    ohne_eigene(m)
    assert m["njaz_mischung"] == m["njaz_gilt"] == pytest.approx(netto)
    assert m["betreuungszeit"] == pytest.approx(netto * 0.875)
    vorher = m["ergebnis_vzae"]
    m[f"Arbeitszeit!F{ERSTE}"] += 5.0
    assert m.rechnen()["ergebnis_vzae"] > vorher


def test_die_eigene_geht_vor_und_eine_andere_mischung_wird_gefragt() -> None:
    m = geliehen(NAME)
    m["eingabe_njaz"] = 1580.0
    m.rechnen()
    assert (m["njaz_gilt"], m["pruefung_gesamt"]) == (1580, False)
    m["eingabe_bestaetigt_njaz"] = "1.580 statt 1.568, vereinbart"
    m["eingabe_bestaetigt_njaz"] = "1580 statt 1568 vereinbart"
    assert m.rechnen()["pruefung_bestaetigt"] is True
    for n in range(2):
        gruppe(m, n)
    m["eingabe_njaz"] = m["eingabe_bestaetigt_njaz"] = None
    m.rechnen()
    assert (m["ergebnis_vzae"], m["pruefung_vollstaendig"]) == (None, False)


@pytest.mark.parametrize(
    ("spalte", "wert"),
    [
        ("B", 0.6),
        ("B", 70.0),
        ("C", 44.0),
        ("D", 60.0),
        ("E", 3.0),
        ("F", 120.0),
        ("G", 40.0),
        ("H", None),
        ("I", 25.0),
        ("A", "Summe"),
        ("A", "nachtdienst "),
    ],
)
def test_ein_ausrutscher_bleibt_nicht_gruen(spalte: str, wert: Any) -> None:
    m = geliehen(NAME)
    m[f"Arbeitszeit!{spalte}{ERSTE}"] = wert
    assert ohne_eigene(m)["pruefung_gesamt"] is False


def test_anteile_ungleich_eins_haben_keine_zahl() -> None:
    m = geliehen(NAME)
    m[f"Arbeitszeit!B{ERSTE}"] = 0.6
    ohne_eigene(m)
    assert isinstance(m["ergebnis_vzae"], Fehler)
    assert m["pruefung_mischung"] is False


def mit_abzuegen(
    m: Arbeitsmappe, *zeilen: tuple[str | None, float | None], verfahren: str | None = None
) -> Any:
    m["eingabe_anteil_indirekt"], m["eingabe_abzug_verfahren"] = None, verfahren
    for z, (wofuer, anteil) in enumerate(zeilen, 23):
        m[f"Angaben!A{z}"], m[f"Angaben!B{z}"] = wofuer, anteil
    m.rechnen()
    return protokolliert(m) if isinstance(m["betreuungszeit"], float) else m


@pytest.mark.parametrize(
    ("verfahren", "zeit"),
    [("additiv", 1568 * (1 - 0.225)), ("nacheinander", 1568 * 0.875 * 0.9)],
)
def test_mehrere_abzuege(verfahren: str | None, zeit: float) -> None:
    """By hand; everything that divides by it follows, and one step of the share is one of the whole."""
    m = mit_abzuegen(geliehen(NAME), ("Dokumentation", 0.125), ("Wege", 0.1), verfahren=verfahren)
    assert m["betreuungszeit"] == pytest.approx(zeit)
    assert m["anteil_gilt"] == pytest.approx(1 - zeit / 1568)
    assert m["pruefung_gesamt"] is True
    assert m["ergebnis_vzae_stundentafel"] == pytest.approx(8736 / zeit)
    stunden = m["ergebnis_vzae"] * zeit
    mehr = 1568 * (1 - m["anteil_gilt"] - 0.01)
    assert m["empfindlich_anteil_mehr"] == pytest.approx(stunden / mehr - stunden / zeit)


@pytest.mark.parametrize(
    "zeilen",
    [
        [("Dokumentation", 0.125), ("dokumentation ", 0.1)], [("Dokumentation", None)], [(None, 0.1)],
        [("Summe", 0.1)], [("Dokumentation", 0.0)], [("Dokumentation", 0.6), ("Wege", 0.5)],
        [("Dokumentation", 0.008), ("Wege", 0.1)], [("Dokumentation", 0.35)],
        [("Dokumentation", 12.5)], [("Dokumentation", -0.1)], [("Dokumentation", 0.5)], [],
    ],
)  # fmt: skip
def test_abzuege_die_nicht_stimmen(zeilen: list[tuple[str | None, float | None]]) -> None:
    """Twice, half a row, a total, nothing, more than all, per cent, below 0, unusually many, neither share nor row."""
    assert mit_abzuegen(geliehen(NAME), *zeilen)["pruefung_gesamt"] is not True


def test_mehrere_abzuege_weitergegeben(tmp_path: Path) -> None:
    """The plain formulas of a workbook with several deductions give the same; whether they add up must be said."""
    m = mit_abzuegen(geliehen(NAME), ("Dokumentation", 0.125), ("Wege", 0.1))
    assert m["pruefung_gesamt"] is False
    vorlage = vorlagen.finde(NAME)
    assert vorlage is not None
    klein = Umfang(personen=20, dienste=10, weitere=10)
    gebaut = gerechnet(vorlagen.bauen(vorlage, True, umfang=klein), tmp_path / "a.xlsx")
    voll = mit_abzuegen(gebaut, ("Dokumentation", 0.125), ("Wege", 0.1), verfahren="nacheinander")
    (tmp_path / "b.xlsx").write_bytes(weitergegeben(voll, "formeln").inhalt)
    anders = workbooks.oeffnen(tmp_path / "b.xlsx").rechnen()
    assert anders["betreuungszeit"] == pytest.approx(1568 * 0.875 * 0.9)
    assert anders["ergebnis_vzae"] == pytest.approx(voll["ergebnis_vzae"])


def test_anteil_und_abzuege_zugleich() -> None:
    m = mit_abzuegen(geliehen(NAME), ("Dokumentation", 0.125))
    m["eingabe_anteil_indirekt"] = 0.125
    assert m.rechnen()["pruefung_gesamt"] is False
