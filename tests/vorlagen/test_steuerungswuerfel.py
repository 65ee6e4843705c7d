"""The steering cube: forecast of places, ranks and quartiles, subsidies over years, the break of 2020, by hand."""

from __future__ import annotations

import random
import statistics
from datetime import date
from typing import Any

import pytest
from vorlagenbau import geliehen, schreiben

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

NAME = "steuerungswuerfel"
PROGNOSE, SYSTEM, BENCHMARK, ZUWENDUNG, SCHULEN = 15, 8, 8, 10, 9  # first rows


def tag(wann: date) -> float:
    return float((wann - date(1899, 12, 30)).days)


def ohne_posten(m: Arbeitsmappe) -> None:
    """What the example spends does not fit into another subsidy."""
    schreiben(m, "Finanzierung", m.ort("zeilenhinweis_foerderposten")[1].zeile, [], "ABC")


def jahr(n: list[float], p: list[float]) -> tuple[float, list[float]]:
    """Places of a year, and who is at home after it: a fifth of those who stay moves up, the last group keeps all."""
    bleiben = [a * (1 - b) for a, b in zip(n, p, strict=True)]
    hoch = [*(x / 5 for x in bleiben[:-1]), 0.0]
    return sum(a * b for a, b in zip(n, p, strict=True)), [
        b - h + (hoch[i - 1] if i else 0) for i, (b, h) in enumerate(zip(bleiben, hoch, strict=True))
    ]


def test_die_prognose_der_aufgabe() -> None:
    """10, 20, 30 Personen, 5, 10, 20 %: 8,5; 7,53; 6,6096 Plätze; nach dem ersten Jahr 7,6, 16,3, 27,6 Personen."""
    m = geliehen(NAME)
    assert [m[f"prognose_plaetze_{j}"] for j in (1, 2, 3)] == pytest.approx([8.5, 7.53, 6.6096])
    assert [z[0] for z in m["prognose_personen_1"][:3]] == pytest.approx([7.6, 16.3, 27.6])
    assert m["pruefung_prognose"] is True


@pytest.mark.parametrize("saat", range(3))
def test_jede_prognose_von_hand_und_niemand_geht_verloren(saat: int) -> None:
    zufall = random.Random(saat)
    gruppen = zufall.randrange(1, 9)
    n = [float(zufall.randrange(0, 80)) for _ in range(gruppen)]
    p = sorted(round(zufall.uniform(0, 0.6), 3) for _ in range(gruppen))
    m = geliehen(NAME)
    schreiben(
        m,
        "Prognose",
        PROGNOSE,
        [(f"Gruppe {i}", a, b) for i, (a, b) in enumerate(zip(n, p, strict=True))],
        "ABC",
    )
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    alle = sum(n)
    for j in range(1, 6):
        plaetze, n = jahr(n, p)
        alle -= plaetze
        assert m[f"prognose_plaetze_{j}"] == pytest.approx(plaetze)
        assert [z[0] for z in m[f"prognose_personen_{j}"][:gruppen]] == pytest.approx(n)
    assert m["prognose_bleiben"] == pytest.approx(alle)


def test_eine_luecke_zwischen_altersgruppen_ist_falsch() -> None:
    m = geliehen(NAME)
    schreiben(m, "Prognose", PROGNOSE, [("a", 10.0, 0.1), (), ("b", 20.0, 0.2)], "ABC")
    m.rechnen()
    assert "ohne Lücke" in str(m["zeilenhinweis_prognose"][2][0])
    assert isinstance(m["prognose_plaetze_1"], Fehler)
    schreiben(m, "Prognose", PROGNOSE, [("a", 10.0, 0.2), ("b", 20.0, 0.1)], "ABC")
    m.rechnen()
    assert (
        m["zeilenhinweis_prognose"][1][0]
        == "bitte bestätigen »10 %«: weniger ziehen aus als in der Gruppe davor"
    )


@pytest.mark.parametrize(
    ("gruppen", "hinweis"),
    [
        (("60 bis 64", "65 bis 69"), "ok"),
        (("65 bis 69", "60 bis 64"), "Wert prüfen: Altersgruppen stehen nicht aufsteigend"),
        (("60 bis 69", "70 und älter"), "bitte bestätigen »70 Jahre«: beginnt nicht fünf Jahre nach"),
        (("jüngere", "ältere"), "ok"),
    ],
)
def test_altersgruppen_in_fuenferschritten_und_aufsteigend(gruppen: tuple[str, str], hinweis: str) -> None:
    m = geliehen(NAME)
    schreiben(m, "Prognose", PROGNOSE, [(g, 10.0, 0.1) for g in gruppen], "ABC")
    m.rechnen()
    assert str(m["zeilenhinweis_prognose"][1][0]).startswith(hinweis)


def test_schulabgaenge_je_verwaltung() -> None:
    m = geliehen(NAME)
    assert [z[0] for z in m["schulabgaenge_plaetze"][:2]] == pytest.approx([6.0, 3.6])
    assert m["schulabgaenge_summe"] == pytest.approx(9.6)


@pytest.mark.parametrize(
    ("monate", "von", "jahre", "gesamt"),
    [
        (24, date(2012, 7, 1), [(2012, 6, 350_000), (2013, 12, 700_000), (2014, 6, 350_000)], 1_400_000),
        (30, date(2012, 7, 1), [(2012, 6, 350_000), (2013, 12, 700_000), (2014, 12, 700_000)], 1_750_000),
        (1, date(2012, 12, 1), [(2012, 1, 58_333.33)], 58_333.33),
    ],
)
def test_eine_foerderung_ueber_jahre(
    monate: int, von: date, jahre: list[tuple[float, ...]], gesamt: float
) -> None:
    m = geliehen(NAME)
    ohne_posten(m)
    m["eingabe_foerderung_monate"], m["eingabe_foerderung_von"], m["eingabe_foerderung_egh"] = (
        float(monate),
        tag(von),
        0.6,
    )
    m.rechnen()
    gezeigt = [z for z in m["foerderung_jahre"] if z[0] is not None]
    assert [[round(w, 2) for w in z] for z in gezeigt] == [list(z) for z in jahre]
    assert round(m["foerderung_gesamt"], 2) == gesamt
    assert m["foerderung_egh"] + m["foerderung_hzp"] == pytest.approx(m["foerderung_gesamt"])
    assert m["pruefung_gesamt"] is (monate >= 6)  # a single one may be a year
    m["eingabe_foerderung_von"] = tag(von) + 14
    m.rechnen()
    assert m["pruefung_foerderung"] is False


def test_gleich_nur_wenn_es_so_gewaehlt_ist() -> None:
    """700.000 EUR im Jahr für 12: je 58.333,33."""
    m = geliehen(NAME)
    schreiben(m, "Zuwendung je Leistungserbringer", ZUWENDUNG, [(f"K{n}",) for n in range(10)], "AB")
    m.rechnen()
    assert m["pruefung_vollstaendig"] is False
    assert m["zuwendung_summe"] is None
    assert m["zuwendung_betraege"][0][0] is None
    m["eingabe_zuwendung_gleich"] = "ja"
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    assert m["zuwendung_betraege"][0][0] == pytest.approx(70_000)
    assert round(700_000 / 12, 2) == 58_333.33
    m[f"'Zuwendung je Leistungserbringer'!B{ZUWENDUNG}"] = 0.5
    m.rechnen()
    assert m["pruefung_gesamt"] is False


def test_eigene_anteile_sind_zusammen_hundert_prozent() -> None:
    m = geliehen(NAME)
    assert [z[0] for z in m["zuwendung_betraege"][:3]] == pytest.approx([280_000, 245_000, 175_000])
    m[f"'Zuwendung je Leistungserbringer'!B{ZUWENDUNG}"] = 0.3
    m.rechnen()
    assert m["pruefung_anteile"] is False


@pytest.mark.parametrize("gut", ["hoch", "niedrig"])
def test_rang_median_und_quartile(gut: str) -> None:
    zufall = random.Random(gut)
    werte = [float(zufall.choice((10, 20, 20, 30, 45, 50, 60))) for _ in range(9)]
    m = geliehen(NAME)
    m["eingabe_benchmark_gut"] = gut
    schreiben(m, "intern_Benchmark", BENCHMARK, [(f"V{n}", w) for n, w in enumerate(werte)], "AB")
    m.rechnen()
    besser = [sum(x > w if gut == "hoch" else x < w for x in werte) for w in werte]
    assert [z[0] for z in m["benchmark_rang"][:9]] == [1 + b for b in besser]  # ties share the better rank
    unten, mitte, oben = statistics.quantiles(werte, n=4, method="inclusive")
    gezeigt = [m[f"benchmark_{x}"] for x in ("quartil_unten", "median", "quartil_oben")]
    assert gezeigt == pytest.approx([unten, mitte, oben])
    assert m["hinweis_benchmark"] is None
    assert m["pruefung_gesamt"] is True


def test_unter_drei_werten_bleibt_alles_leer() -> None:
    m = geliehen(NAME)
    m["eingabe_benchmark_gut"] = "hoch"
    schreiben(m, "intern_Benchmark", BENCHMARK, [("A", 1.0), ("B", 2.0)], "AB", alte=5)
    m.rechnen()
    assert [m[f"benchmark_{x}"] for x in ("quartil_unten", "median", "quartil_oben")] == [None] * 3
    assert [z[0] for z in m["benchmark_rang"][:2]] == [None, None]
    assert m["hinweis_benchmark"].startswith("unter 3 Werten")
    assert m["benchmark_anzahl"] == 2


def test_ambulant_vor_stationaer_und_der_bruch_2020() -> None:
    m = geliehen(NAME)
    daten = {2018: (300, 400), 2019: (320, 395), 2020: (350, 380), 2021: (370, 372)}
    quoten = {j: a / (a + b) for j, (a, b) in daten.items()}
    assert [z[0] for z in m["ambulantisierung_quoten"][:4]] == pytest.approx(list(quoten.values()))
    anders = [z[0] for z in m["ambulantisierung_anders"][:4]]
    assert anders[0] is None
    assert anders[1] == pytest.approx(quoten[2019] / quoten[2018] - 1)
    assert anders[2] is None  # 2020
    assert anders[3] == pytest.approx(quoten[2021] / quoten[2020] - 1)
    assert m["ambulantisierung_dichten"][0][0] == pytest.approx(1000 * 700 / 170_000)
    m[f"'System- und Gesamtsteuerung'!B{SYSTEM + 1}"] = "HzP"
    m.rechnen()
    assert m["ambulantisierung_anders"][1][0] is None  # the other kind of help has its own row of years


def test_fallmanagement() -> None:
    """17 % of the cases; 7 posts EGH."""
    m = geliehen(NAME)
    assert m["fallmanagement_anteil_egh"] == pytest.approx(0.17)
    assert m["faelle_je_stelle_egh"] == pytest.approx(170 / 7)
    m["eingabe_hzp_faelle"], m["eingabe_hzp_fallmanagement"] = 100.0, 120.0
    m.rechnen()
    assert m["pruefung_fallmanagement"] is False


@pytest.mark.parametrize(
    ("liste", "zelle", "wert", "hinweis"),
    [
        (
            "system_und_gesamtsteuerung",
            f"'System- und Gesamtsteuerung'!F{SYSTEM}",
            None,
            "Wert prüfen: Einwohner und welche",
        ),
        (
            "system_und_gesamtsteuerung",
            f"'System- und Gesamtsteuerung'!E{SYSTEM}",
            170.0,
            "Wert prüfen: mehr Personen als Einwohner",
        ),
        ("system_und_gesamtsteuerung", f"'System- und Gesamtsteuerung'!D{SYSTEM}", None, "unvollständig"),
        ("prognose", f"Prognose!C{PROGNOSE}", 5.0, "Wert prüfen: ziehen aus im Jahr"),
        ("prognose", f"Prognose!B{PROGNOSE}", None, "unvollständig"),
        ("schulabgaenge", f"Schulabgänge!C{SCHULEN}", 1200.0, "bitte bestätigen »1200 Personen«"),
        ("schulabgaenge", f"Schulabgänge!D{SCHULEN}", 50.0, "Wert prüfen: davon mit Platz"),
        ("schulabgaenge", f"Schulabgänge!A{SCHULEN}", "Summe", "Wert prüfen: Summe statt einer Zeile"),
    ],
)
def test_was_eine_zeile_ueber_sich_sagt(liste: str, zelle: str, wert: Any, hinweis: str) -> None:
    m = geliehen(NAME)
    m[zelle] = wert
    m.rechnen()
    assert str(m[f"zeilenhinweis_{liste}"][0][0]).startswith(hinweis), m[f"zeilenhinweis_{liste}"][0][0]
    assert m["pruefung_gesamt"] is False


def test_foerderposten_sind_nicht_mehr_als_die_foerderung() -> None:
    m = geliehen(NAME)
    erste = m.ort("zeilenhinweis_foerderposten")[1].zeile
    posten = [("Stellen Fallmanagement", 1.0, 900_000.0), ("Fortbildung", None, 400_000.0)]
    schreiben(m, "Finanzierung", erste, posten, "ABC")
    m.rechnen()
    assert m["foerderung_posten"] == 1_300_000
    assert m["pruefung_gesamt"] is True
    m[f"Finanzierung!C{erste + 1}"] = 600_000.0
    m.rechnen()
    assert m["pruefung_posten"] is False
    m["eingabe_foerderung_satz"] = 700.0
    m.rechnen()
    assert "in TEUR getippt?" in m["zeilenhinweis_foerderung_satz"]
