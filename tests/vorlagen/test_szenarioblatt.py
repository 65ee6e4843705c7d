"""Scenarios against the agreed budget, and straight paths to a goal: by hand, in all three budget workbooks."""

from __future__ import annotations

from typing import Any

import pytest
from vorlagenbau import geliehen, ohne_meldungen

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

NAMEN = ("hh-traegerbudget", "hh-asp", "hb-traegerbudget")
ERSTE, PFAD = 23, 8  # first rows
jede = pytest.mark.parametrize("name", NAMEN)


def szenario(m: Arbeitsmappe, n: int, *werte: Any) -> None:
    """Name, cases, costs per case, tariff, variable share, utilisation."""
    for spalte, wert in zip("ABCDEF", (*werte, *[None] * 6), strict=False):
        m[f"Szenario!{spalte}{ERSTE + n}"] = wert


def bedarf(faelle: float, kosten: float, tarif: float, v: float, ist: float, soll: float) -> float:
    return faelle * kosten * (1 + tarif) * (v * ist / soll + 1 - v)


def basis(m: Arbeitsmappe, name: str) -> None:
    """What the workbook itself does not know."""
    if name != "hh-traegerbudget":
        m["eingabe_szenario_variabel"], m["eingabe_szenario_auslastung"] = 0.3, 0.92
        m["eingabe_szenario_vereinbart"] = 0.97
    if name == "hb-traegerbudget":
        m["eingabe_szenario_fallzahl"] = 200.0
    m["eingabe_szenario_tarif"] = 0.03
    szenario(m, 0)
    szenario(m, 1)


def test_das_beispiel_der_aufgabe() -> None:
    """10.000 Fälle zu 20.000 EUR, Tarif 3 %, v 0,3, 92 statt 97 %: 202.814.432,99 gegen 205 Mio. EUR."""
    m = ohne_meldungen(geliehen("hh-traegerbudget"))
    for n in range(1, 7):
        for spalte in "ABC":
            m[f"Leistungserbringer!{spalte}{7 + n}"] = None
    m["Leistungserbringer!B7"] = m["eingabe_budget"] = 205e6
    szenario(m, 0, "Aufgabe", 10_000.0, 20_000.0, 0.03, 0.3, 0.92)
    m.rechnen()
    zeile = m["szenarien"][0]
    assert [round(w, 2) for w in zeile[6:9]] == [205_000_000.0, 202_814_432.99, -2_185_567.01]
    assert m["pruefung_szenario"] is True


@jede
def test_basis_und_szenarien_von_hand(name: str) -> None:
    m = geliehen(name)
    basis(m, name)
    szenario(m, 0, "günstig", None, None, 0.01)
    m.rechnen()
    szenario(m, 1, "ungünstig", 1.2 * m["szenario_fallzahl"], None, None, 0.2, 1.0)
    m.rechnen()
    ergebnis = {"hh-traegerbudget": "budget_operativ", "hh-asp": "ergebnis_budget_gesamt"}.get(
        name, "ergebnis_jahresbudget"
    )
    budget = m[ergebnis][0][0] if name == "hh-traegerbudget" else m[ergebnis]
    faelle, kosten = m["szenario_fallzahl"], m["szenario_fallkosten"]
    assert faelle * kosten == pytest.approx(budget)
    assert m["szenario_budget"] == pytest.approx(budget, abs=0.02)
    assert m["szenario_bedarf"] == pytest.approx(bedarf(faelle, kosten, 0.03, 0.3, 0.92, 0.97))
    assert m["szenario_luecke"] == pytest.approx(m["szenario_bedarf"] - m["szenario_budget"])
    gut, schlecht = m["szenarien"][:2]
    assert gut[7] == pytest.approx(bedarf(faelle, kosten, 0.01, 0.3, 0.92, 0.97))
    assert schlecht[7] == pytest.approx(bedarf(1.2 * faelle, kosten, 0.03, 0.2, 1.0, 0.97))
    assert schlecht[9] == pytest.approx(schlecht[7] / budget - 1, rel=1e-6)
    assert m["pruefung_gesamt"] is True


def test_ein_spaeteres_jahr_und_ein_anderes_verfahren() -> None:
    m = geliehen("hh-traegerbudget")
    m["eingabe_szenario_jahr"], m["eingabe_verfahren"] = 2027.0, "multiplikativ"
    m.rechnen()
    assert m["szenario_budget"] == pytest.approx(269_560_232.73 * (1.02 * 0.999) ** 3, abs=0.1)
    assert m["szenario_fallzahl"] == pytest.approx(10_700 * 1.02**3)
    assert m["pruefung_szenario"] is True
    m["eingabe_szenario_jahr"] = 2040.0
    m.rechnen()
    assert isinstance(m["szenario_budget"], Fehler)
    assert m["pruefung_gesamt"] is False


@pytest.mark.parametrize(
    ("werte", "hinweis"),
    [
        ((None, 10_700.0), "unvollständig"),
        (("leer",), "bitte bestätigen »wie die Basis«"),
        (("viel", 50_000.0), "bitte bestätigen »50000 Fälle«"),
        (("teuer", None, 900_000.0), "bitte bestätigen »900000 EUR«"),
        (("Tarif", None, None, 3.0), "Wert prüfen: Tarif"),
        (("Anteil", None, None, None, 30.0), "Wert prüfen: variabler Anteil"),
        (("Auslastung", None, None, None, None, 97.0), "Wert prüfen: Auslastung"),
        (("UNGÜNSTIG ", 10_800.0), "Wert prüfen: Szenario steht zweimal da"),
    ],
)
def test_was_ein_szenario_ueber_sich_sagt(werte: tuple[Any, ...], hinweis: str) -> None:
    m = geliehen("hh-traegerbudget")
    szenario(m, 0, *werte)
    m.rechnen()
    assert str(m["zeilenhinweis_szenario"][0][0]).startswith(hinweis), m["zeilenhinweis_szenario"][0][0]
    assert m["pruefung_gesamt"] is False


def pfad(
    m: Arbeitsmappe, ab: float, basis: float, bis: float, ziel: float, *werte: tuple[float, float | None]
) -> None:
    for spalte, wert in zip("ABCDEF", ("Z", "Personen", ab, basis, bis, ziel), strict=True):
        m[f"Zielpfade!{spalte}{PFAD}"] = wert
    for n in range(4):
        jahr, ist = werte[n] if n < len(werte) else (None, None)
        for spalte, wert in zip("ABC", ("Z" if jahr else None, jahr, ist), strict=True):
            m[f"Zielpfadwerte!{spalte}{PFAD + n}"] = wert


@pytest.mark.parametrize(
    ("basis", "ziel", "jahr", "soll", "ist", "stand"),
    [
        (0.0, 260.0, 2027.0, 130.0, 130.0, "● auf dem Pfad"),  # ten per cent of 2,600 by 2030
        (0.0, 260.0, 2027.0, 130.0, 129.0, "▼ hinter dem Pfad"),
        (0.0, 260.0, 2030.0, 260.0, 261.0, "● auf dem Pfad"),
        (0.0, 260.0, 2024.0, 0.0, 0.0, "● auf dem Pfad"),
        (300.0, 120.0, 2026.0, 240.0, 240.0, "● auf dem Pfad"),
        (300.0, 120.0, 2026.0, 240.0, 241.0, "▼ hinter dem Pfad"),
    ],
)
def test_der_pfad_ist_gerade(
    basis: float, ziel: float, jahr: float, soll: float, ist: float, stand: str
) -> None:
    m = geliehen("hb-traegerbudget")
    pfad(m, 2024.0, basis, 2030.0, ziel, (jahr, ist))
    m.rechnen()
    assert m["zielpfadwerte_pfad"][0][0] == pytest.approx(soll)
    assert m["zielpfadwerte_stand"][0][0] == stand
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("liste", "zelle", "wert", "hinweis"),
    [
        ("zielpfade", "Zielpfade!E8", 2024.0, "Wert prüfen: Zieljahr nicht nach dem Basisjahr"),
        ("zielpfade", "Zielpfade!F8", 0.0, "bitte bestätigen »Ziel wie Basis«"),
        ("zielpfade", "Zielpfade!D8", None, "unvollständig"),
        ("zielpfadwerte", "Zielpfadwerte!A8", "anderes", "Wert prüfen: Ziel"),
        (
            "zielpfadwerte",
            "Zielpfadwerte!B8",
            2031.0,
            "bitte bestätigen »2031«: Jahr liegt nicht auf dem Pfad",
        ),
        (
            "zielpfadwerte",
            "Zielpfadwerte!C8",
            380.0,
            "bitte bestätigen »380«: mehr als das Doppelte des Pfads",
        ),
        ("zielpfadwerte", "Zielpfadwerte!C8", None, "unvollständig"),
    ],
)
def test_was_ein_zielpfad_ueber_sich_sagt(liste: str, zelle: str, wert: Any, hinweis: str) -> None:
    m = geliehen("hh-traegerbudget")
    m[zelle] = wert
    m.rechnen()
    assert str(m[f"zeilenhinweis_{liste}"][0][0]).startswith(hinweis), m[f"zeilenhinweis_{liste}"][0][0]
    assert m["pruefung_gesamt"] is False
