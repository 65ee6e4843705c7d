"""Ratios and how they are counted: what is counted differently is neither divided nor compared; lights by limits."""

from __future__ import annotations

from typing import Any

import pytest
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

NAME, ERSTE = "hb-traegerbudget", 8
STICHTAG, MITTEL, OFFEN = "Fälle: Stichtag", "Fälle: Jahresdurchschnitt", "Fälle: nicht angegeben"
BRUTTO, NETTO = "Kosten: brutto", "Kosten: netto"
ALLE, AB_18 = "Einwohner: alle", "Einwohner: 18+"


def kennzahl(m: Arbeitsmappe, n: int, *werte: Any) -> None:
    """Name, numerator, denominator, unit, kind of help, good is, two limits."""
    for spalte, wert in zip("ABCDEFGH", (*werte, *[None] * 8), strict=False):
        m[f"Kennzahlen!{spalte}{ERSTE + n}"] = wert


def werte(m: Arbeitsmappe, *zeilen: tuple[Any, ...]) -> None:
    """Name, year, numerator, how counted, denominator, how counted, break."""
    for n, zeile in enumerate(zeilen):
        for spalte, wert in zip("ABCDEFG", (*zeile, *[None] * 7), strict=False):
            m[f"Kennzahlwerte!{spalte}{ERSTE + n}"] = wert


def mit(einheit: str, *zeilen: tuple[Any, ...]) -> Arbeitsmappe:
    """A workbook with one ratio and these years: (year, numerator, how, denominator, how, break)."""
    m = geliehen(NAME)
    kennzahl(m, 0, "K", "Teil", "Ganzes", einheit, "EGH")
    werte(m, *(("K", *z) for z in zeilen))
    m.rechnen()
    return m


@pytest.mark.parametrize(
    ("einheit", "zaehler", "nenner", "wert"),
    [
        # Teilhabe am Arbeitsleben in Hamburg: outsourced places by three denominators, persons per staff, proceeds
        *(("%", 354, gesamt, quote) for gesamt, quote in ((1035, 34.2), (1174, 30.2), (1400, 25.3))),
        ("1 :", 2600 + 300, 680, 4.26),
        ("1 :", 1400, 396, 3.54),
        ("EUR je", 65e6, 2600, 25_000),
        ("EUR je", 15e6, 2600, 5769.23),
        ("%", 3450, 23200, 14.9),
        ("je 1.000", 23200, 1_900_000, 12.21),
        ("je", 35, 7, 5),
    ],
)
def test_wert_in_seiner_einheit(einheit: str, zaehler: float, nenner: float, wert: float) -> None:
    m = mit(einheit, (2024, float(zaehler), "anderes", float(nenner), "anderes"))
    stellen = 2 if wert > 1000 or einheit != "%" else 1
    assert round(m["kennzahlwerte_werte"][0][0], stellen) == wert
    assert m["kennzahlen_werte"][0][0] == m["kennzahlwerte_werte"][0][0]
    assert m["pruefung_gesamt"] is True
    assert m["hinweis_reihen"] is None


@pytest.mark.parametrize(
    ("zaehler", "nenner", "richtig"),
    [
        (STICHTAG, STICHTAG, True),
        (STICHTAG, MITTEL, False),
        (BRUTTO, NETTO, False),
        (ALLE, AB_18, False),
        (STICHTAG, AB_18, True),  # cases per inhabitants: two different things
        (NETTO, MITTEL, True),
        (STICHTAG, "anderes", True),
        (OFFEN, MITTEL, True),
    ],
)
def test_verschieden_gezaehltes_wird_nicht_geteilt(zaehler: str, nenner: str, richtig: bool) -> None:
    m = mit("je", (2024, 5.0, zaehler, 10.0, nenner))
    assert m["pruefung_reihen"] is richtig
    assert m["pruefung_gesamt"] is richtig
    assert bool(m["hinweis_reihen"]) is (zaehler == OFFEN)


@pytest.mark.parametrize(
    ("davor", "jetzt", "bruch", "richtig", "anders"),
    [
        (STICHTAG, STICHTAG, None, True, 0.25),
        (STICHTAG, STICHTAG, "Bruch", True, None),
        (STICHTAG, MITTEL, None, False, None),
        (STICHTAG, MITTEL, "Bruch", True, None),
        (STICHTAG, OFFEN, None, True, 0.25),
        (STICHTAG, BRUTTO, None, False, None),
    ],
)
def test_verschieden_gezaehltes_wird_nicht_verglichen(
    davor: str, jetzt: str, bruch: str | None, richtig: bool, anders: float | None
) -> None:
    m = mit("je", (2026, 50.0, jetzt, 10.0, "anderes", bruch), (2024, 40.0, davor, 10.0, "anderes"))
    assert m["pruefung_reihen"] is richtig
    assert m["kennzahlwerte_anders"][0][0] == anders
    assert m["kennzahlwerte_anders"][1][0] is None
    assert m["Kennzahlen!N8"] == anders


def test_jede_kennzahl_ihre_eigene_reihe_und_das_naechste_jahr_davor() -> None:
    m = geliehen(NAME)
    kennzahl(m, 0, "A", "z", "n", "je", "EGH")
    kennzahl(m, 1, "B", "z", "n", "%", "HzP")
    a = [
        ("A", jahr, wert, STICHTAG, 1.0, "anderes")
        for jahr, wert in ((2022, 30.0), (2024, 45.0), (2020, 20.0))
    ]
    werte(m, *a, ("B", 2023, 60.0, MITTEL, 100.0, MITTEL))
    m.rechnen()
    assert [z[0] for z in m["kennzahlwerte_anders"][:4]] == [
        pytest.approx(0.5),
        pytest.approx(0.5),
        None,
        None,
    ]
    assert [z[0] for z in m["kennzahlen_werte"][:2]] == [45.0, 60.0]
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("gut", "g1", "g2", "wert", "wort"),
    [
        *(
            ("hoch", 30.0, 20.0, w, wort)
            for w, wort in (
                (30.0, "● gut"),
                (29.99, "▲ beobachten"),
                (20.0, "▲ beobachten"),
                (19.99, "■ kritisch"),
            )
        ),
        *(
            ("niedrig", 5.0, 8.0, w, wort)
            for w, wort in (
                (5.0, "● gut"),
                (5.01, "▲ beobachten"),
                (8.0, "▲ beobachten"),
                (8.01, "■ kritisch"),
            )
        ),
        *(
            ("Band", 10.0, 12.0, w, wort)
            for w, wort in (
                (9.99, "■ außerhalb"),
                (10.0, "● im Band"),
                (12.0, "● im Band"),
                (12.01, "■ außerhalb"),
            )
        ),
        (None, None, None, 5.0, None),
    ],
)
def test_die_ampel(
    gut: str | None, g1: float | None, g2: float | None, wert: float, wort: str | None
) -> None:
    m = geliehen(NAME)
    kennzahl(m, 0, "K", "z", "n", "je", "EGH", gut, g1, g2)
    werte(m, ("K", 2024, wert, "anderes", 1.0, "anderes"))
    m.rechnen()
    assert m["kennzahlen_ampel"][0][0] == wort
    assert bool(m["hinweis_ampel"]) is ((wort or "")[:1] == "■")
    assert m["pruefung_gesamt"] is True  # a bad ratio is no fault of the workbook


@pytest.mark.parametrize(
    ("blatt", "eingaben", "hinweis"),
    [
        ("kennzahlen", ("K", "z", None, "je", "EGH"), "unvollständig"),
        ("kennzahlen", ("K", "z", "n", "Prozent", "EGH"), "Wert prüfen: Einheit"),
        (
            "kennzahlen",
            ("K", "z", "n", "je", "EGH", "hoch", 30.0, None),
            "Wert prüfen: was gut ist und beide Grenzen",
        ),
        (
            "kennzahlen",
            ("K", "z", "n", "je", "EGH", None, 30.0, 20.0),
            "Wert prüfen: was gut ist und beide Grenzen",
        ),
        (
            "kennzahlen",
            ("K", "z", "n", "je", "EGH", "hoch", 20.0, 30.0),
            "Wert prüfen: die Grenzen stehen falsch herum",
        ),
        (
            "kennzahlen",
            ("K", "z", "n", "je", "EGH", "niedrig", 30.0, 20.0),
            "Wert prüfen: die Grenzen stehen falsch herum",
        ),
        ("kennzahlen", ("Summe", "z", "n", "je", "EGH"), "Wert prüfen: Summe statt einer Zeile"),
        ("kennzahlwerte", ("gibt es nicht", 2024.0, 1.0, STICHTAG, 2.0, STICHTAG), "Wert prüfen: Kennzahl"),
        ("kennzahlwerte", ("K", 2024.0, 1.0, STICHTAG, 0.0, STICHTAG), "Wert prüfen: Nenner"),
        ("kennzahlwerte", ("K", 2024.0, 1.0, "irgendwie", 2.0, STICHTAG), "Wert prüfen: wie gezählt"),
        ("kennzahlwerte", ("K", 2024.0, 1.0, STICHTAG, 2.0, None), "unvollständig"),
        ("kennzahlwerte", ("K", 2024.0, 0.0, STICHTAG, 2.0, STICHTAG), "bitte bestätigen »Zähler 0«"),
        (
            "kennzahlwerte",
            ("K", 2024.0, 3.0, STICHTAG, 2.0, STICHTAG),
            "bitte bestätigen »150 %«: mehr als 100 %",
        ),
        (
            "kennzahlwerte",
            ("K", 2023.0, 1.0, STICHTAG, 2.0, STICHTAG),
            "Wert prüfen: Kennzahl und Jahr stehen zweimal da",
        ),
        ("kennzahlwerte", ("K", 2024.0, 0.9, STICHTAG, 2.0, STICHTAG), "ok"),
        (
            "kennzahlwerte",
            ("K", 2024.0, 0.9, STICHTAG, 20.0, STICHTAG),
            "bitte bestätigen »4,5«: mehr als das Doppelte",
        ),
    ],
)
def test_was_eine_zeile_ueber_sich_sagt(blatt: str, eingaben: tuple[Any, ...], hinweis: str) -> None:
    m = geliehen(NAME)
    kennzahl(m, 0, "K", "z", "n", "%", "EGH")
    werte(m, ("K", 2023.0, 1.0, STICHTAG, 2.0, STICHTAG), eingaben if blatt == "kennzahlwerte" else ())
    if blatt == "kennzahlen":
        werte(m, ())
        kennzahl(m, 0, *eingaben)
    m.rechnen()
    zeile = int(blatt == "kennzahlwerte")
    assert str(m[f"zeilenhinweis_{blatt}"][zeile][0]).startswith(hinweis), m[f"zeilenhinweis_{blatt}"][zeile][
        0
    ]
    assert m["pruefung_gesamt"] is (hinweis == "ok")
    if hinweis.startswith("Wert prüfen") and blatt == "kennzahlwerte":
        assert isinstance(m["kennzahlwerte_werte"][zeile][0], Fehler)


def test_dieselbe_kennzahl_zweimal() -> None:
    m = geliehen(NAME)
    kennzahl(m, 0, "K", "z", "n", "%", "EGH")
    kennzahl(m, 1, "k ", "z", "n", "%", "EGH")
    m.rechnen()
    assert [z[0] for z in m["zeilenhinweis_kennzahlen"][:2]] == ["Wert prüfen: Kennzahl steht zweimal da"] * 2


def test_hamburg_fallkosten() -> None:
    """ASP 2020 auf 2021: 91.104.387 ÷ 8.346 = 10.916 EUR; der Vortrag nennt seine Zählweise nicht."""
    m = geliehen("hh-asp")
    assert round(m["kennzahlen_werte"][0][0]) == 10_916
    assert m["hinweis_reihen"] is not None
    assert m["pruefung_gesamt"] is True
