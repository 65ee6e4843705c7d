"""A rate carried on in dated steps: each on the agreed rate before it, rounded once to the cent."""

from __future__ import annotations

import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from vorlagenbau import geliehen

from workbooks.mappe import Arbeitsmappe

ERSTE = 7
SPALTEN = "ABCDEFGHI"
MAPPEN = ("be-umrechnung", "st", "be-tagespauschalen", "hh", "sn")


def mit(name: str, zeilen: list[tuple[Any, ...]]) -> Arbeitsmappe:
    m = geliehen(name)
    for z in range(3):
        zeile = zeilen[z] if z < len(zeilen) else (None,) * 9
        for spalte, wert in zip(SPALTEN, zeile, strict=True):
            m[f"Satzfortschreibung!{spalte}{ERSTE + z}"] = wert
    for z, zeile in enumerate(zeilen[3:], ERSTE + 3):
        for spalte, wert in zip(SPALTEN, zeile, strict=True):
            m[f"Satzfortschreibung!{spalte}{z}"] = wert
    return m.rechnen()


def schritt(
    satz: str,
    ab: date,
    bisher: float | None,
    p: float,
    s: float,
    a: float | None,
    fest: float | None = None,
    basis: float | None = None,
) -> tuple[Any, ...]:
    return (satz, ab, bisher, p, s, a, fest, basis, "Rechenbeispiel")  # fmt: skip


@pytest.mark.parametrize("name", MAPPEN)
@pytest.mark.parametrize(
    ("fest", "basis", "erwartet"),
    [(None, None, 102.8), (1.5, None, 104.3), (10.0, 0.0, 112.8), (None, 10.0, 113.08)],
)
def test_ein_schritt(name: str, fest: float | None, basis: float | None, erwartet: float) -> None:
    """The published rule, 80 % of 3 and 20 % of 2 per cent; with a fixed amount after or a correction before."""
    m = mit(name, [schritt("Gruppe 3", date(2026, 1, 1), 100.0, 0.03, 0.02, 0.8, fest, basis)])
    assert m[f"Satzfortschreibung!K{ERSTE}"] == pytest.approx(erwartet)
    assert m[f"Satzfortschreibung!L{ERSTE}"] == erwartet


@pytest.mark.parametrize("saat", range(8))
def test_jeder_schritt_geht_vom_vereinbarten_satz_aus(saat: int) -> None:
    zufall = random.Random(saat)
    satz = Decimal(str(round(zufall.uniform(20, 300), 2)))
    zeilen, erwartet = [], []
    for n in range(6):
        p, s, a = (
            round(zufall.uniform(0.001, 0.09), 4),
            round(zufall.uniform(0, 0.06), 4),
            zufall.choice([0.7, 0.8, 0.85]),
        )
        fest = zufall.choice([None, 0.5, -0.25])
        zeilen.append(schritt("HBG 5", date(2021 + n, 1, 1), float(satz) if n == 0 else None, p, s, a, fest))
        dp, ds, da, df = (Decimal(str(x or 0)) for x in (p, s, a, fest))
        satz = (satz * (1 + da * dp + (1 - da) * ds) + df).quantize(Decimal("0.01"), ROUND_HALF_UP)
        erwartet.append(float(satz))
    m = mit("st", zeilen)
    m["meta_stichtag"] = date(2024, 7, 1)
    m.rechnen()
    assert [z[0] for z in m["fortschreibung_vereinbart"]][:6] == erwartet
    gilt = [z[0] for z in m[f"Satzfortschreibung!M{ERSTE}:M{ERSTE + 5}"]]
    assert [bool(g) for g in gilt] == [False, False, False, True, False, False]


def test_zwei_saetze_untereinander_vermischen_sich_nicht() -> None:
    zeilen = [
        schritt("A", date(2025, 1, 1), 100.0, 0.03, 0.02, 0.8),
        schritt("B", date(2025, 1, 1), 200.0, 0.03, 0.02, 0.8),
        schritt("B", date(2026, 1, 1), None, 0.05, 0.05, 0.8),
    ]
    m = mit("st", zeilen)
    assert [z[0] for z in m["fortschreibung_vereinbart"]][:3] == [102.8, 205.6, 215.88]


def test_hamburgs_anteil_ist_der_hinterlegte() -> None:
    """0.8 since 2021; before there is none, and no other Land has one."""
    zeile = [schritt("Assistenz", date(2026, 1, 1), 100.0, 0.03, 0.02, None)]
    m = mit("hh", zeile)
    assert m["wert_anteil_personal"] == 0.8
    assert m[f"Satzfortschreibung!L{ERSTE}"] == 102.8
    m["meta_stichtag"] = date(2020, 6, 1)
    m.rechnen()
    assert m["zeilenhinweis_satzfortschreibung"][0] == ["unvollständig"]
    assert mit("st", zeile)["zeilenhinweis_satzfortschreibung"][0] == ["unvollständig"]


FALSCH: dict[str, tuple[list[tuple[Any, ...]], str]] = {
    "no rate to begin with": ([schritt("A", date(2026, 1, 1), None, 0.03, 0.02, 0.8)], "Wert prüfen: Satz bisher"),
    "per cent as numbers": ([schritt("A", date(2026, 1, 1), 100.0, 3.0, 2.0, 0.8)], "Wert prüfen: Personalkosten"),
    "share as per cent": ([schritt("A", date(2026, 1, 1), 100.0, 0.03, 0.02, 80.0)], "Wert prüfen: Anteil"),
    "twenty per cent": (
        [schritt("A", date(2026, 1, 1), 100.0, 0.2, 0.02, 0.8)], "bitte bestätigen »20 %«: Personalkosten: üblich sind",
    ),
    "a rate of a month": (
        [schritt("A", date(2026, 1, 1), 3_000.0, 0.03, 0.02, 0.8)], "bitte bestätigen »3000 EUR«: üblich sind",
    ),
    "nothing rises": ([schritt("A", date(2026, 1, 1), 100.0, 0.0, 0.0, 0.8)], "bitte bestätigen »0 %«: keine"),
    "a year mistyped": (
        [schritt("A", date(2062, 1, 1), 100.0, 0.03, 0.02, 0.8)], "bitte bestätigen »01.01.2062«: mehr als zehn",
    ),
    "a fixed amount like a rate": (
        [schritt("A", date(2026, 1, 1), 100.0, 0.03, 0.02, 0.8, 102.0)], "bitte bestätigen »102 EUR«: mehr als ein",
    ),
    "a comma too far left": (
        [schritt("A", date(2026, 1, 1), 100.0, 0.0031, 0.02, 0.8)], "bitte bestätigen »0,31 %«: Personalkosten",
    ),
    "share of the other kind": (
        [schritt("A", date(2026, 1, 1), 100.0, 0.03, 0.02, 0.2)], "bitte bestätigen »20 %«: Anteil: üblich sind 50",
    ),
    "ten euros for one": (
        [schritt("A", date(2026, 1, 1), 100.0, 0.03, 0.02, 0.8, 10.0)], "bitte bestätigen »10 EUR«: mehr als ein Zwanz",
    ),
    "no source": ([(*schritt("A", date(2026, 1, 1), 100.0, 0.03, 0.02, 0.8)[:8], None)], "unvollständig"),
}  # fmt: skip


@pytest.mark.parametrize("was", FALSCH)
def test_ein_ausrutscher_faellt_auf(was: str) -> None:
    zeilen, hinweis = FALSCH[was]
    m = mit("st", zeilen)
    assert str(m["zeilenhinweis_satzfortschreibung"][0][0]).startswith(hinweis)
    assert m["pruefung_gesamt"] is False


@pytest.mark.parametrize(
    ("zweite", "hinweis"),
    [
        (schritt("A", date(2024, 1, 1), None, 0.03, 0.02, 0.8), "Wert prüfen: Tag nicht nach"),
        (schritt("A", date(2025, 1, 1), None, 0.03, 0.02, 0.8), "Wert prüfen: Satz zweimal"),
        (schritt("A", date(2026, 1, 1), 100.0, 0.03, 0.02, 0.8), "bitte bestätigen »100 EUR«: beginnt neu"),
        (schritt("B", date(2026, 1, 1), None, 0.03, 0.02, 0.8), "Wert prüfen: Satz bisher fehlt"),
    ],
)
def test_ein_schritt_passt_zum_satz_darueber(zweite: tuple[Any, ...], hinweis: str) -> None:
    m = mit("st", [schritt("A", date(2025, 1, 1), 100.0, 0.03, 0.02, 0.8), zweite])
    assert str(m["zeilenhinweis_satzfortschreibung"][1][0]).startswith(hinweis)


@pytest.mark.parametrize(
    ("rate", "grund", "bestaetigt"),
    [
        (-0.12, "12 % Tarif", False),
        (-0.12, "minus 12 % nach Beschluss", True),
        (0.12, "minus 12 % nach Beschluss", False),
        (0.12, "12 % Tarif", True),
    ],
)
def test_ein_grund_nennt_auch_das_vorzeichen(rate: float, grund: str, bestaetigt: bool) -> None:
    m = mit("st", [schritt("A", date(2026, 1, 1), 100.0, rate, 0.02, 0.8)])
    m[f"Satzfortschreibung!Q{ERSTE}"] = grund
    m.rechnen()
    assert (m["zeilenhinweis_satzfortschreibung"][0] == ["bestätigt"]) is bestaetigt


def test_eine_gruppe_mit_anderem_satz_als_dem_fortgeschriebenen_fragt() -> None:
    m = geliehen("st")
    name, satz = m["Gruppen!B7"], m["Gruppen!E7"]
    for spalte, wert in zip(SPALTEN, schritt(name, date(2025, 1, 1), satz, 0.03, 0.02, 0.8), strict=True):
        m[f"Satzfortschreibung!{spalte}{ERSTE}"] = wert
    m.rechnen()
    assert "nicht der fortgeschriebene Satz" in str(m["zeilenhinweis_gruppen"][0][0])
    neu = m[f"Satzfortschreibung!L{ERSTE}"]
    m["Gruppen!E7"] = neu
    assert m.rechnen()["pruefung_gesamt"] is True
