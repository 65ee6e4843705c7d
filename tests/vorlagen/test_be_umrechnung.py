"""Berlin's conversion in its workbook: the known case, an independent recomputation, slips that must not pass."""

from __future__ import annotations

import random
from typing import Any

import pytest
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

NAME = "be-umrechnung"
VK = (0.136, 0.192, 0.248, 0.305, 0.361, 0.417, 0.473, 0.529, 0.586, 0.642, 0.699, 0.755)
J, AUSLASTUNG = 365.25, 0.959


def mappe() -> Arbeitsmappe:
    return geliehen(NAME)


def von_hand(
    saetze: list[float], belegt: list[float], plaetze: float, woche: float, am_tag: float, frei: float
) -> dict[str, float]:
    """The Senate's chain, step by step, with nothing of the project."""
    freie_tage = J * 2 / 7 + 8.29
    erreichbar = am_tag * (J - freie_tage) + frei * freie_tage
    stunden = 95689 / 60 * woche / 38.5
    kosten = (saetze[-1] - saetze[0]) * J * AUSLASTUNG / (VK[-1] - VK[0])
    auf_plaetze = [b * plaetze / sum(belegt) for b in belegt]
    vk = sum(s * k for s, k in zip(auf_plaetze, VK, strict=True)) * 38.5 / woche
    fall = (vk * stunden * 0.8 - erreichbar) * (1 - 6 / woche)
    satz = kosten / (stunden * AUSLASTUNG)
    budget = sum(s * p for s, p in zip(auf_plaetze, saetze, strict=True)) * J * AUSLASTUNG
    kle = (budget - fall / stunden * kosten) / (J * AUSLASTUNG * plaetze) / satz
    return {"fallstunden": fall, "fls_satz": satz, "kle": kle, "vk": vk, "personalkosten": kosten}


def fuelle(m: Arbeitsmappe, saetze: list[Any], belegt: list[Any], **angaben: Any) -> Arbeitsmappe:
    for z, (satz, personen) in enumerate(zip(saetze, belegt, strict=True), 7):
        m[f"HBG!B{z}"], m[f"HBG!C{z}"] = satz, personen
    for name, wert in angaben.items():
        m[f"eingabe_{name}"] = wert
    return m.rechnen()


def test_die_tagesstaette() -> None:
    """The case worked out by hand in the documents: rates of 2024, 30 places, 39 hours."""
    m = mappe()
    assert m["pruefung_gesamt"] is True
    assert m["umrechnung_erreichbarkeit"] == pytest.approx(955.7943, abs=5e-5)
    assert m["ergebnis_personalkosten"] == pytest.approx(78_475.1249, abs=5e-5)
    assert m["ergebnis_fallstunden"] == pytest.approx(13_123.08, abs=5e-3)
    assert m["ergebnis_fls_satz"] == pytest.approx(50.6523, abs=5e-5)
    assert m["ergebnis_kle"] == pytest.approx(1.5273, abs=5e-5)
    assert m["HBG!G10"] == pytest.approx(5.9441, abs=5e-5)
    assert m["ergebnis_vorschuss"] == pytest.approx(3_367.76, abs=5e-3)


@pytest.mark.parametrize("saat", range(12))
def test_zufaellige_faelle_wie_von_hand(saat: int) -> None:
    zufall = random.Random(saat)
    unten, schritt = round(zufall.uniform(40, 110), 2), zufall.uniform(4, 20)
    saetze = [round(unten + i * schritt, 2) for i in range(12)]
    belegt = [float(zufall.choice([0, 0, 1, 2, 3, 5])) for _ in range(12)]
    belegt[zufall.randrange(12)] += 4
    plaetze, woche = sum(belegt) + zufall.randint(0, 6), zufall.choice([38.5, 39.0, 40.0])
    am_tag, frei = zufall.choice([0.0, 1.0, 2.0]), zufall.choice([0.0, 2.0, 4.0])
    m = fuelle(
        mappe(), saetze, [b or None for b in belegt],
        plaetze=plaetze, wochenstunden=woche, stunden_werktag=am_tag, stunden_frei=frei,
    )  # fmt: skip
    soll = von_hand(saetze, belegt, plaetze, woche, am_tag, frei)
    if soll["fallstunden"] < 0:
        assert isinstance(m["ergebnis_fallstunden"], Fehler)
        return
    for name, wert in soll.items():
        assert m[f"ergebnis_{name}"] == pytest.approx(wert, rel=1e-9), name
    assert m["gegenprobe_neu"] == pytest.approx(sum(b * p for b, p in zip(belegt, saetze, strict=True)) * J)
    assert m["pruefung_gegenprobe"] is True
    rund = round(soll["fls_satz"], 2), round(soll["kle"], 2)
    wochen = [soll["fallstunden"] / (soll["vk"] * woche / 38.5) * k / (J / 7) for k in VK]
    neu = sum(b * (w / 7 + rund[1]) * J * rund[0] for b, w in zip(belegt, wochen, strict=True))
    assert m["gegenprobe_gerundet"] == pytest.approx(neu)


AUSRUTSCHER: dict[str, dict[str, Any]] = {
    "a rate per month": {"HBG!B9": 2900.0},
    "two rates swapped": {"HBG!B9": 109.89, "HBG!B10": 97.20},
    "more persons than places": {"eingabe_plaetze": 20.0},
    "persons without a rate": {"HBG!B9": None},
    "a group twice": {"HBG!A9": "2"},
    "hours of a year": {"eingabe_wochenstunden": 1600.0},
    "minutes for hours": {"eingabe_stunden_werktag": 120.0},
    "day and night": {"eingabe_stunden_werktag": 24.0},
    "a rate as text": {"HBG!B9": "97,20 EUR"},
    "no persons": {f"HBG!C{z}": None for z in range(7, 19)},
    "no Stichtag": {"meta_stichtag": None},
    "a part-time week": {"eingabe_wochenstunden": 30.0},
    "only one rate": {f"HBG!B{z}": None for z in range(8, 19)},
    "rates only where there are persons, two of them swapped": {
        **{f"HBG!B{z}": None for z in range(7, 19) if z not in (11, 12)},
        **{f"HBG!C{z}": None for z in range(7, 19) if z not in (11, 12)},
        "HBG!B12": 153.13,
    },
    "ten times the places": {"eingabe_plaetze": 300.0},
    "half of the persons forgotten": {f"HBG!C{z}": None for z in range(12, 16)},
    "rates in TEUR a year": {f"HBG!B{z}": 26.3 + 4.6 * (z - 7) for z in range(7, 19)},
    "a clock time for hours": {"eingabe_stunden_frei": 4 / 24},
    "the last rate off by 2 per cent": {"HBG!B18": 214.76},
    "rates one row up": {
        **{f"HBG!B{z}": 72.08 + 12.607 * (z - 6) for z in range(7, 18)},
        "HBG!B18": None,
    },
    "a tenth of a person": {"HBG!C17": 0.1},
    "a rate that was carried on": {
        "Satzfortschreibung!A7": "HBG 5",
        "Satzfortschreibung!B7": 45658.0,
        "Satzfortschreibung!C7": 122.45,
        "Satzfortschreibung!A8": None,
        "Satzfortschreibung!B8": None,
        "Satzfortschreibung!D8": None,
        "Satzfortschreibung!E8": None,
        "Satzfortschreibung!F8": None,
        "Satzfortschreibung!G8": None,
        "Satzfortschreibung!I8": None,
    },
    "a negative unit": {
        **{f"HBG!B{z}": 6.0 + 12.6 * (z - 7) for z in range(7, 19)},
        **{f"HBG!C{z}": None if z > 7 else 30.0 for z in range(7, 19)},
        "eingabe_stunden_werktag": 0.0,
        "eingabe_stunden_frei": 0.0,
    },
}


@pytest.mark.parametrize("was", AUSRUTSCHER)
def test_ein_ausrutscher_bleibt_nicht_gruen(was: str) -> None:
    m = mappe()
    for ort, wert in AUSRUTSCHER[was].items():
        m[ort] = wert
    assert m.rechnen()["pruefung_gesamt"] is False


@pytest.mark.parametrize(
    ("zelle", "wert", "hinweis"),
    [
        ("HBG!A9", None, "unvollständig"),
        ("HBG!B9", None, "Wert prüfen: Personen ohne Satz"),
        ("HBG!A9", "2", "Wert prüfen: HBG doppelt"),
        ("HBG!B18", 2007.6, "Wert prüfen: Satz bisher"),
        ("HBG!B18", 707.6, "bitte bestätigen »707,6 EUR«: üblich sind 5 bis 600 EUR"),
        ("HBG!B9", 80.0, "bitte bestätigen »80 EUR«: nicht höher als der Satz"),
    ],
)
def test_jeder_zustand_einer_zeile(zelle: str, wert: Any, hinweis: str) -> None:
    m = mappe()
    m[zelle] = wert
    m.rechnen()
    gesagt = [str(z[0]) for z in m["zeilenhinweis_hbg"]]
    assert gesagt[int(zelle[5:]) - 7].startswith(hinweis)


# Haus ZOAR, 15 places, 2024: Maßnahmepauschalen in full time and in the two kinds of part time, and the keys 1 : x
BFBTS = (
    (12, 32.08, 26.64, 20.53), (9, 39.37, 32.67, 25.19), (6, 53.91, 44.75, 34.50), (4, 75.74, 62.87, 48.49),
    (3, 97.55, 80.97, 62.44), (2.3, 124.13, 103.03, 79.44), (1.7, 164.32, 136.39, 105.16),
)  # fmt: skip
BELEGT = [(1, 0, 0), (2, 1, 0), (2, 0, 1), (2, 0, 0), (1, 1, 0), (1, 0, 0), (1, 0, 0)]


def foerderbereich(belegt: list[tuple[float, ...]], tage: float = 250, **angaben: Any) -> Arbeitsmappe:
    m = mappe()
    fuelle(m, [None] * 12, [None] * 12)
    m["eingabe_raster"] = "BFBTS I bis VII"
    angaben = {"plaetze": 15.0, "betreuungstage": tage, "gp": 6.9, "ib": 10.8} | angaben
    for z, (saetze, personen) in enumerate(zip(BFBTS, belegt, strict=True), 7):
        for spalte, wert in zip("BCDEFGH", (*saetze, *personen), strict=True):
            m[f"BFBTS!{spalte}{z}"] = wert or None
    for name, wert in angaben.items():
        m[f"eingabe_{name}"] = wert
    return m.rechnen()


def test_die_sieben_massnahmepauschalen_des_foerderbereichs() -> None:
    """The FLS rate of the seven published rates gives them back, to two cents."""
    m = foerderbereich(BELEGT)
    assert m["pruefung_gesamt"] is True
    assert all(abs(zeile[0]) <= 0.02 for zeile in m["bfbts_abweichung"])
    for zeile, (_, satz, *_rest) in zip(m["BFBTS!M7:M13"], BFBTS, strict=True):
        assert zeile[0] == pytest.approx(satz, abs=0.02)


@pytest.mark.parametrize("saat", range(6))
def test_der_foerderbereich_wie_von_hand(saat: int) -> None:
    zufall = random.Random(saat)
    belegt = [tuple(float(zufall.randint(0, 3)) for _ in range(3)) for _ in BFBTS]
    tage, plaetze = zufall.choice([220.0, 250.0, 365.25]), sum(map(sum, belegt)) + zufall.randint(0, 4)
    m = foerderbereich(belegt, tage, plaetze=plaetze)
    je_tag = [
        sum(n * s for n, s in zip(ns, saetze[1:], strict=True))
        for ns, saetze in zip(belegt, BFBTS, strict=True)
    ]
    volle = [summe / saetze[1] for summe, saetze in zip(je_tag, BFBTS, strict=True)]
    kosten = (164.32 - 32.08) * tage * AUSLASTUNG / (1 / 1.7 - 1 / 12)
    vk = sum(v / saetze[0] for v, saetze in zip(volle, BFBTS, strict=True)) * plaetze / sum(map(sum, belegt))
    jahr = (sum(je_tag) + 17.7 * sum(map(sum, belegt))) * tage
    assert m["ergebnis_personalkosten"] == pytest.approx(kosten)
    assert m["umrechnung_vk"] == pytest.approx(vk)
    assert m["ergebnis_fls_satz"] == pytest.approx(kosten / (95689 / 60 * 39 / 38.5 * AUSLASTUNG))
    if isinstance(m["ergebnis_fallstunden"], Fehler):
        return
    assert m["gegenprobe_alt"] == pytest.approx(jahr)
    assert m["gegenprobe_neu"] == pytest.approx(jahr)
    assert m["pruefung_gegenprobe"] is True


@pytest.mark.parametrize(
    ("was", "ort", "wert"),
    [
        ("both grids", "HBG!C9", 2.0),
        ("a rate per month", "BFBTS!C9", 1600.0),
        ("a rate off the line", "BFBTS!C10", 79.44),
        ("part time above full time", "BFBTS!D8", 41.0),
        ("persons without their rate", "BFBTS!D8", None),
        ("the key upside down", "BFBTS!B12", 0.43),
        ("a key missing", "BFBTS!B12", None),
        ("no days", "eingabe_betreuungstage", None),
        ("a zero too few", "eingabe_betreuungstage", 25.0),
        ("days of the calendar", "eingabe_betreuungstage", 365.0),
        ("IB in TEUR", "eingabe_ib", 0.0108),
        ("ten times the places", "eingabe_plaetze", 150.0),
        ("no GP", "eingabe_gp", None),
        ("the wrong grid", "eingabe_raster", "HBG 1 bis 12"),
        ("a grid that is none", "eingabe_raster", "BFBTS"),
    ],
)
def test_ein_ausrutscher_im_foerderbereich_bleibt_nicht_gruen(was: str, ort: str, wert: Any) -> None:
    m = foerderbereich(BELEGT)
    m[ort] = wert
    assert m.rechnen()["pruefung_gesamt"] is False, was


@pytest.mark.parametrize(
    ("zelle", "wert", "hinweis"),
    [
        ("BFBTS!B9", None, "unvollständig"),
        ("BFBTS!B9", 0.1, "Wert prüfen: Schlüssel"),
        ("BFBTS!D8", None, "Wert prüfen: Personen ohne Satz"),
        ("BFBTS!D8", 41.0, "Wert prüfen: Teilzeit nicht unter"),
        ("BFBTS!A8", "I", "Wert prüfen: HBG doppelt"),
        ("BFBTS!C10", 79.44, "bitte bestätigen »79,44 EUR«: mehr als 0,5 % neben der Geraden"),
    ],
)
def test_jeder_zustand_einer_zeile_des_foerderbereichs(zelle: str, wert: Any, hinweis: str) -> None:
    m = foerderbereich(BELEGT)
    m[zelle] = wert
    m.rechnen()
    gesagt = [str(z[0]) for z in m["zeilenhinweis_bfbts"]]
    assert gesagt[int(zelle[7:]) - 7].startswith(hinweis)


@pytest.mark.parametrize("zelle", ["HBG!A11", "BFBTS!B10"])
def test_eine_unvollstaendige_zeile_laesst_jedes_ergebnis_leer(zelle: str) -> None:
    m = mappe() if zelle.startswith("HBG") else foerderbereich(BELEGT)
    m[zelle] = None
    m.rechnen()
    for name in ("budget_bisher", "vk", "fallstunden", "fls_satz", "kle", "rundung", "personalkosten"):
        assert m[f"ergebnis_{name}"] is None, name


def test_text_in_einem_feld_wird_dort_genannt() -> None:
    m = mappe()
    m["eingabe_plaetze"] = "abc"
    m.rechnen()
    assert m["pruefung_eingaben"] is False
    assert str(m["zeilenhinweis_plaetze"]).startswith("Wert prüfen: Plätze des Angebots, 1 bis 2.000")
    assert not [f for f in m.fehler() if f.zelle.startswith("HBG")]


def test_ein_platz_mehr_laesst_den_satz_und_senkt_die_einheit() -> None:
    """The capacity is no part of the rate of an hour; it spreads the rest over more places."""
    m = mappe()
    vorher = m["ergebnis_fls_satz"], m["ergebnis_kle"], m["ergebnis_rundung"]
    m["eingabe_plaetze"] = 36.0
    m.rechnen()
    assert m["ergebnis_fls_satz"] == vorher[0]
    assert m["ergebnis_kle"] < vorher[1]
    assert m["ergebnis_rundung"] != vorher[2]
    assert m["pruefung_gegenprobe"] is True


def test_eine_bestaetigung_nennt_den_wert() -> None:
    """A negative unit is shown and asked, not refused."""
    m = mappe()
    for ort, wert in AUSRUTSCHER["a negative unit"].items():
        m[ort] = wert
    m.rechnen()
    assert m["ergebnis_kle"] < 0
    frage = str(m["zeilenhinweis_ergebnis_kle"])
    assert "negative Leistungseinheit" in frage
    m["eingabe_bestaetigt_ergebnis_kle"] = (
        frage.partition("»")[2].partition("«")[0] + ", mit dem Leistungsträger besprochen"
    )
    m.rechnen()
    assert "bestätigt" in str(m["zeilenhinweis_ergebnis_kle"])
