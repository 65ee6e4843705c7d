"""One assumption a little different: the sheet says what a whole recalculation with that input gives."""

from __future__ import annotations

import pytest
from test_personalbemessung import ERSTE
from vorlagenbau import geliehen

NAME = "personalbemessung"


@pytest.mark.parametrize("eigene_stunden", [None, 1500.0])
@pytest.mark.parametrize(
    ("name", "feld", "wert"),
    [
        ("njaz_mehr", "eingabe_njaz", 1568 * 1.01),
        ("njaz_weniger", "eingabe_njaz", 1568 * 0.99),
        ("anteil_mehr", "eingabe_anteil_indirekt", 0.135),
        ("anteil_weniger", "eingabe_anteil_indirekt", 0.115),
    ],
)
def test_wie_neu_gerechnet(name: str, feld: str, wert: float, eigene_stunden: float | None) -> None:
    m = geliehen(NAME)
    m[f"Wochendienste!R{ERSTE + 6}"] = eigene_stunden  # the night watch
    vorher = m.rechnen()["ergebnis_vzae"]
    gesagt = m[f"empfindlich_{name}"]
    m[feld] = wert
    assert m.rechnen()["ergebnis_vzae"] - vorher == pytest.approx(gesagt)
    assert (gesagt > 0) is (name in ("njaz_weniger", "anteil_mehr"))


@pytest.mark.parametrize(("name", "tag"), [("krank_mehr", 1.0), ("krank_weniger", -1.0)])
def test_ein_krankheitstag_in_jeder_gruppe(name: str, tag: float) -> None:
    """Only where the groups' working time holds; with an own one there is no day to change."""
    m = geliehen(NAME)
    assert m.rechnen()[f"empfindlich_{name}"] is None
    m["eingabe_njaz"] = None
    vorher = m.rechnen()["ergebnis_vzae"]
    gesagt = m[f"empfindlich_{name}"]
    tage = {f"Arbeitszeit!F{z}": m[f"Arbeitszeit!F{z}"] + tag for z in (ERSTE, ERSTE + 1)}
    for ort, wert in tage.items():
        m[ort] = wert
    assert m.rechnen()["ergebnis_vzae"] - vorher == pytest.approx(gesagt)
    assert (gesagt > 0) is (tag > 0)
