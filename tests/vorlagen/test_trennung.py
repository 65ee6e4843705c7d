"""Old Pauschalen split into Fachleistung and existenzsichernde Leistungen: recomputed by hand; slips are seen."""

from __future__ import annotations

import random
from typing import Any

import pytest
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

NAME = "trennung"
ZIELE = ("individuell", "gemeinschaftlich", "Vorhaltung", "Unterkunft", "Lebensunterhalt")
ERSTE = 7  # row of the first Position; 10 in the example
RAUM = 15


def mappe() -> Arbeitsmappe:
    return geliehen(NAME)


def test_das_beispiel_von_hand() -> None:
    """600 m² to live in, 200 m² to work in, 200 m² mixed: three quarters; each Pauschale is what was paid."""
    m = mappe()
    tage = 24 * 365 * 0.96
    unterkunft = 58_000 * 0.3 + 0.75 * (41_000 + 98_000 + 20_575.36)
    lebensunterhalt = 62_000 + 58_000 * 0.3
    gesamt = tage * (22.4 + 98.6 + 14.1)
    assert m["pruefung_gesamt"] is True
    assert m["ergebnis_anteil_wohnen"] == 0.75
    assert m["ergebnis_existenzsicherung"] == pytest.approx(unterkunft + lebensunterhalt)
    assert m["ergebnis_fachleistung"] == pytest.approx(gesamt - unterkunft - lebensunterhalt)
    assert m["ergebnis_unterkunft_monat"] == pytest.approx(unterkunft / 24 / 12)
    assert m["ergebnis_lebensunterhalt_monat"] == pytest.approx(lebensunterhalt / 24 / 12)
    assert m["ergebnis_fachleistung_tag"] == pytest.approx((gesamt - unterkunft - lebensunterhalt) / tage)


def test_eigener_anteil_der_gemischten_flaechen() -> None:
    m = mappe()
    for anteil, erwartet in ((0.5, 0.7), (0.0, 0.6), (1.0, 0.8), (None, 0.75)):
        m["eingabe_anteil_misch"] = anteil
        assert m.rechnen()["ergebnis_anteil_wohnen"] == pytest.approx(erwartet)


@pytest.mark.parametrize("saat", range(10))
def test_neu_ist_bisher(saat: int) -> None:
    """Random positions, spread in every way: the five parts sum to what was there, to the cent."""
    zufall = random.Random(saat)
    m = mappe()
    teile = dict.fromkeys(ZIELE, 0.0)
    bisher = dict.fromkeys(("GP", "MP", "IB"), 0.0)
    wohnen = round(zufall.uniform(0, 1), 3)
    m[f"Flächen!B{RAUM + 4}"], m["eingabe_anteil_misch"] = 100_000.0 / 2, wohnen
    anteil = (600 + 50_000 * wohnen) / 50_800
    for z in range(ERSTE, ERSTE + 10):
        kurz, betrag = ("GP", "MP", "IB")[z % 3], round(zufall.uniform(1_000, 90_000), 2)
        wohin = zufall.choice([*ZIELE, "nach Fläche", "eigene Anteile"])
        eigene: list[float | None] = [None] * 5
        if wohin == "eigene Anteile":
            grenze = sorted(round(zufall.random(), 3) for _ in range(4))
            eigene = [round(b - a, 3) for a, b in zip([0.0, *grenze], [*grenze, 1.0], strict=True)]
        zeile = (f"Position {z}", kurz, betrag, wohin, *eigene)
        for spalte, wert in zip("ABCDEFGHI", zeile, strict=True):
            m[f"Positionen!{spalte}{z}"] = wert
        je = {"nach Fläche": [0, 0, 1 - anteil, anteil, 0], "eigene Anteile": eigene}.get(
            wohin, [float(wohin == ziel) for ziel in ZIELE]
        )
        for ziel, teil in zip(ZIELE, je, strict=True):
            teile[ziel] += betrag * (teil or 0)
        bisher[kurz] += betrag
    for kurz, betrag in bisher.items():
        m[f"eingabe_satz_{kurz.lower()}"] = betrag / (24 * 365 * 0.96)
    m.rechnen()
    assert m["pruefung_trennung"] is True
    assert m["ergebnis_fachleistung"] == pytest.approx(sum(teile[z] for z in ZIELE[:3]))
    assert m["ergebnis_existenzsicherung"] == pytest.approx(teile["Unterkunft"] + teile["Lebensunterhalt"])
    assert m["ergebnis_fachleistung"] + m["ergebnis_existenzsicherung"] == pytest.approx(sum(bisher.values()))


AUSRUTSCHER: dict[str, dict[str, Any]] = {
    "a position missing": {f"Positionen!{s}9": None for s in "ABCD"},
    "a position in thousands": {"Positionen!C7": 62.0},
    "a position of a month": {"Positionen!C7": 62_000 / 12},
    "a position twice": {"Positionen!A8": "Lebensmittel"},
    "in the wrong Pauschale": {"Positionen!B7": "MP"},
    "shares of 90 %": {"Positionen!G8": 0.3},
    "shares as percent": {"Positionen!G8": 40.0},
    "shares without their word": {"Positionen!D8": "Vorhaltung"},
    "no word where it goes": {"Positionen!D7": None},
    "care as subsistence": {"Positionen!D11": "Lebensunterhalt"},
    "a total among the rows": {"Positionen!A8": "Summe"},
    "a rate of a month": {"eingabe_satz_mp": 2_998.0},
    "utilisation as percent": {"eingabe_auslastung": 96.0},
    "utilisation of half a house": {"eingabe_auslastung": 0.6},
    "no places": {"eingabe_plaetze": None},
    "mixed share as percent": {"eingabe_anteil_misch": 50.0},
    "a share typed into a cell of per cent": {"eingabe_anteil_misch": 0.006},
    "a zero too few": {f"Flächen!B{RAUM}": 48.0},
    "a total of the areas": {f"Flächen!A{RAUM + 1}": "Gesamtfläche"},
    "ninety cents too many": {"Positionen!C7": 62_000.9},
    "no areas": {f"Flächen!{s}{z}": None for s in "ABC" for z in range(RAUM, RAUM + 5)},
    "a room without its use": {f"Flächen!C{RAUM}": None},
    "a room as text": {f"Flächen!B{RAUM}": "480 qm"},
    "square centimetres": {f"Flächen!B{RAUM}": 4_800_000.0},
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
        ("Positionen!D7", None, "unvollständig"),
        ("Positionen!C7", "62 TEUR", "Wert prüfen: Betrag"),
        ("Positionen!G8", 0.3, "Wert prüfen: Anteile ergeben nicht 100 %"),
        ("Positionen!D8", "Vorhaltung", "Wert prüfen: Anteile nur bei"),
        (
            "Positionen!D11",
            "Unterkunft",
            "bitte bestätigen »Unterkunft«: Maßnahmepauschale zum Lebensunterhalt?",
        ),
        (f"Flächen!C{RAUM}", None, "unvollständig"),
        (f"Flächen!B{RAUM}", -1.0, "Wert prüfen: Fläche"),
        (f"Flächen!B{RAUM}", 2_500.0, "bitte bestätigen »2500 m²«: ganzes Haus"),
    ],
)
def test_jeder_zustand_einer_zeile(zelle: str, wert: Any, hinweis: str) -> None:
    m = mappe()
    m[zelle] = wert
    m.rechnen()
    blatt, _, ort = zelle.partition("!")
    erste, name = (ERSTE, "positionen") if blatt == "Positionen" else (RAUM, "flaechen")
    gesagt = [str(z[0]) for z in m[f"zeilenhinweis_{name}"]]
    assert gesagt[int(ort[1:]) - erste].startswith(hinweis)


@pytest.mark.parametrize("ort", ["ganz", f"Flächen!C{RAUM}"])
def test_nach_flaeche_ohne_flaechen_gibt_kein_ergebnis(ort: str) -> None:
    m = mappe()
    for zelle in (
        [ort] if ort != "ganz" else [f"Flächen!{s}{z}" for s in "ABC" for z in range(RAUM, RAUM + 5)]
    ):
        m[zelle] = None
    m.rechnen()
    for name in ("fachleistung", "existenzsicherung", "unterkunft_monat"):
        assert isinstance(m[f"ergebnis_{name}"], Fehler), name


def test_eine_falsche_zeile_steht_in_jedem_ergebnis() -> None:
    m = mappe()
    m["Positionen!C7"] = "62 TEUR"
    m.rechnen()
    for name in ("fachleistung", "existenzsicherung", "fachleistung_tag", "lebensunterhalt_monat"):
        assert isinstance(m[f"ergebnis_{name}"], Fehler), name
