"""Agreed goals: the state follows from target and actual, several providers share one goal; coverage by budgets."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

NAMEN = ("hh-traegerbudget", "hh-asp", "hb-traegerbudget")
ZIEL, BEITRAG = 10, 8  # first rows
UEBERGAENGE = "40 Übergänge"


def tag(jahr: int, monat: int = 1, tag: int = 1) -> float:
    return float((date(jahr, monat, tag) - date(1899, 12, 30)).days)


def ziel(m: Arbeitsmappe, n: int, *werte: Any) -> None:
    """Goal, measure, target, good is, actual, on, due, who, state."""
    for spalte, wert in zip("ABCDEFGHI", (*werte, *[None] * 9), strict=False):
        m[f"Ziele!{spalte}{ZIEL + n}"] = wert


def beitraege(m: Arbeitsmappe, *zeilen: tuple[Any, ...]) -> None:
    for n in range(6):
        for spalte, wert in zip("ABCD", zeilen[n] if n < len(zeilen) else [None] * 4, strict=True):
            m[f"Beiträge zu Zielen!{spalte}{BEITRAG + n}"] = wert


def leer(name: str) -> tuple[Arbeitsmappe, list[str]]:
    m = geliehen(name)
    liste = [z[0] for z in m["eingabe_anbieter" if name == "hh-asp" else "eingabe_traeger"] if z[0]]
    for n in range(5):
        ziel(m, n)
    beitraege(m)
    return m, liste


@pytest.mark.parametrize("name", NAMEN)
def test_ein_ziel_mehrerer_leistungserbringer(name: str) -> None:
    m, wer = leer(name)
    ziel(m, 0, UEBERGAENGE, "Übergänge", 40.0, None, None, None, tag(2028, 12, 31))
    beitraege(m, (UEBERGAENGE, wer[0], 21.0, tag(2026, 6, 30)), (UEBERGAENGE, wer[1], 11.0, tag(2026, 9, 30)))
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    assert (m["ziele_ist"][0][0], m["ziele_zustand"][0][0]) == (32.0, "läuft")
    assert (m["ergebnis_ziele"], m["ergebnis_ziele_erreicht"]) == (1.0, 0.0)
    m[f"Beiträge zu Zielen!C{BEITRAG + 1}"] = 19.0
    m.rechnen()
    assert (m["ziele_ist"][0][0], m["ziele_zustand"][0][0]) == (40.0, "erreicht")
    assert m["ergebnis_ziele_erreicht"] == 1.0
    m[f"Beiträge zu Zielen!B{BEITRAG + 1}"] = wer[0]
    m.rechnen()
    assert isinstance(m["ziele_ist"][0][0], Fehler)
    assert m["pruefung_gesamt"] is False


@pytest.mark.parametrize(
    ("soll", "gut", "ist", "zustand"),
    [
        (40.0, None, None, "offen"),
        (40.0, None, 0.0, "läuft"),
        (40.0, "hoch", 39.99, "läuft"),
        (40.0, "hoch", 40.0, "erreicht"),
        (10.0, "niedrig", 10.01, "läuft"),
        (10.0, "niedrig", 10.0, "erreicht"),
        (10.0, "niedrig", 0.0, "erreicht"),
    ],
)
def test_der_zustand_folgt_aus_den_zahlen(
    soll: float, gut: str | None, ist: float | None, zustand: str
) -> None:
    m, _ = leer("hb-traegerbudget")
    ziel(m, 0, "A", None, soll, gut, ist, None if ist is None else tag(2026))
    m.rechnen()
    assert m["ziele_zustand"][0][0] == zustand
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("stand", "ist", "wort"), [(2028, 1.0, "▼ überfällig"), (2027, 1.0, None), (2028, 5.0, None)]
)
def test_ueberfaellig_ist_was_an_seinem_stand_noch_nicht_erreicht_ist(
    stand: int, ist: float, wort: str | None
) -> None:
    m, _ = leer("hb-traegerbudget")
    ziel(m, 0, "A", None, 5.0, None, ist, tag(stand, 1, 2), tag(2028, 1, 1))
    m.rechnen()
    assert m[f"Ziele!N{ZIEL}"] == wort


@pytest.mark.parametrize(
    ("werte", "hinweis"),
    [
        (("A",), "unvollständig"),
        (
            ("Summe", None, None, None, None, None, None, None, "offen"),
            "Wert prüfen: Summe statt einer Zeile",
        ),
        (
            ("A", None, 5.0, None, None, None, None, None, "offen"),
            "Wert prüfen: Zustand folgt aus Soll und Ist",
        ),
        (("A", None, None, None, 5.0, None, None, None, "offen"), "Wert prüfen: Ist ohne Soll"),
        (("A", None, 5.0, None, 3.0), "Wert prüfen: Stand fehlt"),
        (("A", None, 5.0, "gut"), "Wert prüfen: gut ist"),
        (("A", None, "fünf"), "Wert prüfen: Soll"),
        (("A", None, 0.0), "bitte bestätigen »Soll 0«"),
        (("A", None, 5.0, None, 11.0, 46000.0), "bitte bestätigen »11«: mehr als das Doppelte des Solls"),
        (("Absprachen zur Organisationsentwicklung", None, 5.0), "Wert prüfen: Ziel steht zweimal da"),
    ],
)
def test_was_ein_ziel_ueber_sich_sagt(werte: tuple[Any, ...], hinweis: str) -> None:
    m = geliehen("hb-traegerbudget")
    ziel(m, 0, *werte)
    m.rechnen()
    assert str(m["zeilenhinweis_ziele"][0][0]).startswith(hinweis)
    assert m["pruefung_gesamt"] is False


def test_ist_am_ziel_und_bei_den_beitraegen_ist_falsch() -> None:
    m = geliehen("hh-traegerbudget")
    m[f"Ziele!E{ZIEL}"], m[f"Ziele!F{ZIEL}"] = 5.0, tag(2024, 6, 30)
    m.rechnen()
    assert m["zeilenhinweis_ziele"][0][0] == "Wert prüfen: Ist hier und bei den Beiträgen"
    m[f"Ziele!E{ZIEL}"] = m[f"Ziele!F{ZIEL}"] = None
    m[f"Beiträge zu Zielen!A{BEITRAG}"] = "ein anderes Ziel"
    m.rechnen()
    assert m["zeilenhinweis_beitraege_zu_zielen"][0][0] == "Wert prüfen: Ziel"
    m[f"Beiträge zu Zielen!A{BEITRAG}"], m[f"Beiträge zu Zielen!D{BEITRAG}"] = m["eingabe_ziele"][0][0], None
    m.rechnen()
    assert m["zeilenhinweis_beitraege_zu_zielen"][0][0] == "unvollständig"


def test_abdeckung_getrennt_und_zusammen() -> None:
    """Hamburg 2021: 46 % in Trägerbudgets, 16 % ASP, zusammen 62 %; 55 von 360 Leistungsvereinbarungen."""
    m = geliehen("hh-traegerbudget")
    assert [round(100 * m[f"abdeckung_{x}"]) for x in ("asp", "zusammen", "vereinbarungen")] == [16, 62, 15]
    m["eingabe_ausgaben_gesamt"], m["eingabe_ausgaben_budget"], m["eingabe_ausgaben_asp"] = (
        1000e6,
        460e6,
        160e6,
    )
    m.rechnen()
    assert [m[f"abdeckung_{x}"] for x in ("ausgaben", "asp", "zusammen")] == pytest.approx([0.46, 0.16, 0.62])
    assert m["abdeckung_vereinbarungen"] == pytest.approx(55 / 360)
    m["eingabe_ausgaben_asp"] = 541e6
    m.rechnen()
    assert m["pruefung_abdeckung"] is False
    m["eingabe_ausgaben_asp"] = None
    m.rechnen()
    assert m["abdeckung_zusammen"] is None
    m["eingabe_ausgaben_asp"] = 160_000.0
    m.rechnen()
    assert "in TEUR getippt?" in m["zeilenhinweis_ausgaben_asp"]
