"""hh-asp: published series by formula, budgets and rates recomputed, flat sheet for letters, slips."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from vorlagenbau import datei, geliehen, klein, ohne_meldungen

from recalculation.datei.zellwert import seriell
from udfs import Fehler
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import bauen, finde

# published: average cost per case 2006 … 2021, then change against the year before in percent (cases, spending, cost)
FALLKOSTEN = [
    11065,
    11214,
    10713,
    10630,
    10208,
    10173,
    9990,
    9813,
    9737,
    9016,
    9267,
    10798,
    10876,
    10779,
    10655,
    10916,
]
PROZENTE = {
    2008: (21, 16, -4),
    2010: (15, 11, -4),
    2012: (14, 12, -2),
    2014: (1, 0, -1),
    2016: (3, 6, 3),
    2018: (5, 6, 1),
    2020: (5, 4, -1),
    2021: (6, 8, 2),
}


def asp() -> Arbeitsmappe:
    return geliehen("hh-asp")


def tag(wann: date | None) -> float | None:
    return None if wann is None else float(seriell(wann))


def monatserster(nummer: int) -> date:
    """1: January 2026."""
    return date(2026 + (nummer - 1) // 12, (nummer - 1) % 12 + 1, 1)


def gerundet(wert: float) -> int:
    """Half up, away from zero."""
    return int(math.copysign(math.floor(abs(wert) + 0.5), wert))


def test_zeitreihe_wie_veroeffentlicht() -> None:
    """Sixteen costs per case and 24 percentages; the breaks emptied, since the document prints 2014 all the same."""
    m = asp()
    m["eingabe_bruch"] = [[None]] * 3
    m.rechnen()
    assert [gerundet(z[3]) for z in m["zeitreihe"][:16]] == FALLKOSTEN
    for jahr, soll in PROZENTE.items():
        assert tuple(gerundet(100 * a) for a in m["zeitreihe_aenderung"][jahr - 2006][:3]) == soll
    menge, preis = m["zeitreihe_aenderung"][15][3:]
    assert menge == pytest.approx(4858856, abs=0.5)
    assert preis == pytest.approx(2174144, abs=0.5)
    for n in range(1, 16):
        alt, neu = (m["zeitreihe"][k][1] for k in (n - 1, n))
        assert sum(m["zeitreihe_aenderung"][n][3:]) == pytest.approx(1000 * (neu - alt), abs=1e-6)


def test_bruch_und_luecke() -> None:
    m = asp()
    for jahr in (2014, 2017):
        assert m["zeitreihe_aenderung"][jahr - 2006] == ["Bruch"] * 5
    assert m["zeitreihe_aenderung"][2015 - 2006][0] == pytest.approx(6540 / 6554 - 1)
    m["Zeitreihe!B21"] = m["Zeitreihe!C21"] = None  # 2015
    m.rechnen()
    assert isinstance(m["zeitreihe"][9][3], Fehler)
    for jahr in (2015, 2016):
        assert {str(w) for w in m["zeitreihe_aenderung"][jahr - 2006]} == {"#N/A"}
    assert m["zeitreihe_aenderung"][2017 - 2006] == ["Bruch"] * 5
    assert m["pruefung_gesamt"] is True
    m["Zeitreihe!C21"] = 6540  # half a year's numbers
    m.rechnen()
    assert m["pruefung_eingaben"] is False


@pytest.mark.parametrize("saat", range(3))
def test_budgets_raten_und_brief_unabhaengig_gerechnet(saat: int) -> None:
    zufall = random.Random(saat)
    m = ohne_meldungen(asp())
    beginn = zufall.randint(1, 12)
    m["eingabe_laufzeit_von"] = tag(date(2026, beginn, 1))
    budgets, monate, faelle, jahresfaelle = [], [], 0, 0.0
    for n in range(8):
        f1, f2 = (zufall.randint(1, 500) for _ in range(2))
        cent1, cent2, cent3 = (zufall.randint(*g) for g in ((600_000, 900_000), (1, 600_000), (10**5, 10**6)))
        cent3 *= zufall.choice([1, 1, -1])
        ab = zufall.choice([1, zufall.randint(1, 12)])
        bis = zufall.choice([12, zufall.randint(ab, 12)])
        tage = (
            None if ab == 1 else monatserster(beginn + ab - 1),
            None if bis == 12 else monatserster(beginn + bis) - timedelta(days=1),
        )
        werte = (
            *(f"Leistungserbringer {n}", f"K{n}", f1, cent1 / 100, f2, (cent1 + cent2) / 100),
            *("Krisendienst", cent3 / 100, None, "vereinbart", 0, *(tag(t) for t in tage)),
            *("Weg 1", "01067", f"Ort {n}", "Frau Muster"),
        )
        for spalte, wert in zip("ABCDEFGHIJKLMPQRS", werte, strict=True):
            m[f"Leistungserbringer!{spalte}{11 + n}"] = wert
        pauschalen = Decimal(f1 * cent1 + f2 * (cent1 + cent2)) * (bis - ab + 1) / 12 / 100
        budgets.append(pauschalen.quantize(Decimal("0.01"), ROUND_HALF_UP) + Decimal(cent3) / 100)
        monate.append((ab, bis))
        faelle += f1 + f2
        jahresfaelle += (f1 + f2) * (bis - ab + 1) / 12
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    assert m["ergebnis_budget_gesamt"] == pytest.approx(float(sum(budgets)), abs=1e-6)
    assert m["ergebnis_faelle"] == faelle
    assert m["ergebnis_fallkosten"] == pytest.approx(float(sum(budgets)) / jahresfaelle, rel=1e-12)
    kopf, *zeilen = m["serienbrief"]
    for n, budget in enumerate(budgets):
        brief = dict(zip(kopf, zeilen[n], strict=True))
        assert brief["Leistungserbringer"] == f"Leistungserbringer {n}"
        assert brief["Budget"] == pytest.approx(float(budget), abs=1e-6)
        assert (brief["PLZ"], brief["Ort"]) == ("01067", f"Ort {n}")
        belegt = [i for i in range(1, 13) if brief[f"Rate_{i}"] is not None]
        assert belegt == list(range(monate[n][0], monate[n][1] + 1))
        raten = [round(100 * brief[f"Rate_{i}"]) for i in belegt]
        assert sum(raten) == int(100 * budget)
        assert max(raten) - min(raten) <= 1
        gezeigt = [r for zeile in m["raten_betraege"][2 * n : 2 * n + 2] for r in zeile if r is not None]
        assert [round(100 * r) for r in gezeigt] == raten
    assert zeilen[8] == [None] * len(kopf)


def test_serienbrief_ist_flach_und_wird_nicht_gedruckt(tmp_path: Path) -> None:
    blatt = openpyxl.load_workbook(datei(tmp_path, "hh-asp", True))["Serienbrief"]
    kopf = [z.value for z in blatt[1]]
    assert kopf[0] == "Leistungserbringer"
    assert len(set(kopf)) == len(kopf) == 30
    assert all(wort.replace("_", "").isalnum() for wort in kopf)  # Word's field names
    bereich = blatt.print_area.split("!")[1].replace("$", "")
    assert blatt[bereich].value is None
    assert blatt.max_row == 11  # header and one row per provider


@pytest.mark.parametrize(
    ("zelle", "wert", "pruefung"),
    [
        ("Leistungserbringer!A12", "Leistungserbringer 1", "pruefung_eingaben"),
        ("Leistungserbringer!A12", " Leistungserbringer 1", "pruefung_eingaben"),
        ("Leistungserbringer!C11", None, "pruefung_vollstaendig"),
        ("Leistungserbringer!D11", None, "pruefung_eingaben"),
        ("Leistungserbringer!F11", None, "pruefung_eingaben"),
        ("Leistungserbringer!D11", "9800 EUR", "pruefung_eingaben"),
        ("Leistungserbringer!G11", None, "pruefung_eingaben"),
        ("Leistungserbringer!H11", None, "pruefung_eingaben"),
        ("Leistungserbringer!H11", "viel", "pruefung_eingaben"),
        ("Leistungserbringer!K11", 1, "pruefung_personenkreis"),
        ("Leistungserbringer!K13", None, "pruefung_personenkreis"),
        ("Leistungserbringer!K13", 1, "pruefung_132"),
        ("Leistungserbringer!L12", float(seriell(date(2026, 4, 2))), "pruefung_eingaben"),
        ("Leistungserbringer!L12", float(seriell(date(2025, 4, 1))), "pruefung_eingaben"),
        ("Leistungserbringer!M12", float(seriell(date(2026, 4, 29))), "pruefung_eingaben"),
        ("Leistungserbringer!M12", float(seriell(date(2027, 4, 30))), "pruefung_eingaben"),
        ("Leistungserbringer!Q12", 1067, "pruefung_eingaben"),
        ("Leistungserbringer!I12", None, "pruefung_bestaetigt"),
        ("Leistungserbringer!I11", 2000000, "pruefung_bestaetigt"),
        ("Leistungserbringer!B12", "KZ-001", "pruefung_bestaetigt"),
        ("Leistungserbringer!B12", "kz\u2011001\u00a0", "pruefung_bestaetigt"),
        ("eingabe_laufzeit_von", float(seriell(date(2026, 1, 15))), "pruefung_laufzeit"),
        ("Zeitreihe!A21", 2016, "pruefung_eingaben"),
        ("Zeitreihe!A12", None, "pruefung_vollstaendig"),
        ("Niedrigschwellig!A6", None, "pruefung_vollstaendig"),
        ("Niedrigschwellig!A7", 2021, "pruefung_eingaben"),
        ("'Alte Leistungsarten'!D9", 100, "pruefung_vollstaendig"),
    ],
)
def test_ausrutscher_fallen_auf(zelle: str, wert: object, pruefung: str) -> None:
    m = asp()
    m[zelle] = wert
    m.rechnen()
    assert m[pruefung] is False
    assert m["pruefung_gesamt"] is False
    if zelle.startswith("Leistungserbringer") and pruefung in ("pruefung_eingaben", "pruefung_vollstaendig"):
        gesamt = m["ergebnis_budget_gesamt"]
        assert gesamt is None or isinstance(gesamt, Fehler)


def test_alte_leistungsarten_gegen_die_zeitreihe() -> None:
    m = asp()
    m["eingabe_alte_jahr"] = 2013
    for zeile, (faelle, euro) in enumerate(((None, 5_000_000), (3000, 30_000_000), (3491, 28_699_000)), 8):
        m[f"'Alte Leistungsarten'!D{zeile}"], m[f"'Alte Leistungsarten'!E{zeile}"] = faelle, euro
    m.rechnen()
    assert m["'Alte Leistungsarten'!D11"] == 6491
    assert m["'Alte Leistungsarten'!E12"] == 63_699_000
    assert m["'Alte Leistungsarten'!D13"] == 0
    assert m["'Alte Leistungsarten'!E13"] == 0
    assert m["alte_leistungsarten"][1][2] == pytest.approx(10000)


def test_hundertzwanzig_anbieter(tmp_path: Path) -> None:
    vorlage = finde("hh-asp")
    assert vorlage is not None
    m = gerechnet(bauen(vorlage, umfang=replace(klein(), anbieter=120)), tmp_path / "asp.xlsx")
    for n in range(120):
        werte = (f"Leistungserbringer {n}", None, 10, 1000 + n, 0, None, None, None, None, "vereinbart", 0)
        for spalte, wert in zip("ABCDEFGHIJK", werte, strict=True):
            m[f"Leistungserbringer!{spalte}{11 + n}"] = wert
    m["eingabe_laufzeit_von"], m["eingabe_laufzeit_jahre"] = float(seriell(date(2026, 1, 1))), 1
    m.rechnen()
    assert m["ergebnis_budget_gesamt"] == 10 * (120 * 1000 + 119 * 120 / 2)
    assert m["pruefung_gesamt"] is True
    assert m["serienbrief"][120][0] == "Leistungserbringer 119"


def test_das_vereinbarte_vorjahr_geht_vor() -> None:
    """A provider that ended is in last year's budget, not in this year's rows."""
    m = asp()
    m["eingabe_vorjahr_traeger"] = [[1000.0], [2000.0], [3000.0], *([None],) * 7]
    m.rechnen()
    assert m["ergebnis_vorjahr"] == 6000
    m["eingabe_vorjahr_budget"] = 7500
    m.rechnen()
    assert m["ergebnis_vorjahr"] == 7500
    assert m["vorjahr_entfallen"] == 1500


def test_ab_und_bis_gelten_ein_jahr() -> None:
    m = asp()
    m["Leistungserbringer!L12"] = tag(date(2026, 7, 1))
    m.rechnen()
    assert m["budget_anbieter"][1][0] == pytest.approx((60 * 9800 + 12 * 14500) / 2)
    assert m["pruefung_gesamt"] is False  # −49 % against last year is asked
    m["eingabe_laufzeit_jahre"] = 2
    m.rechnen()
    assert m["pruefung_eingaben"] is False


def test_zeitreihe_so_lang_wie_noetig(tmp_path: Path) -> None:
    vorlage = finde("hh-asp")
    assert vorlage is not None
    m = gerechnet(bauen(vorlage, True, umfang=replace(klein(), anbieter=3, jahre=30)), tmp_path / "asp.xlsx")
    assert len(m["zeitreihe"]) == 30
    assert m["pruefung_gesamt"] is True
