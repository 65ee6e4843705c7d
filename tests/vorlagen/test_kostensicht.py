"""The provider's own view: costs 80/20 with two increases against the agreed budget, year by year and added up."""

from __future__ import annotations

import random

import pytest
from openpyxl.utils import get_column_letter
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

MONATE = {"hb-traegerbudget": (9, 12, 3), "hh-traegerbudget": (12,) * 5, "hh-asp": (12,)}
BUDGET = {
    "hb-traegerbudget": "budget_traeger",
    "hh-traegerbudget": "budget_traeger",
    "hh-asp": "budget_anbieter",
}
jede = pytest.mark.parametrize("name", MONATE)


def zeilen(m: Arbeitsmappe) -> list[list[float]]:
    return [zeile for zeile in m["kosten_jahre"] if zeile[0] is not None]


@jede
def test_unabhaengig_gerechnet(name: str) -> None:
    zufall = random.Random(name)
    m = geliehen(name)
    liste = "eingabe_anbieter" if name == "hh-asp" else "eingabe_traeger"
    wer = zufall.randrange(3)
    anteil, tarif, preise = 0.8, 0.031, 0.018
    erstes = m[BUDGET[name]][wer][0] * 12 / MONATE[name][0]
    m["eingabe_kosten_traeger"] = m[liste][wer][0]
    kosten = round(erstes * zufall.uniform(0.8, 1.1), 2)
    m["eingabe_kosten_jahr"], m["eingabe_kosten_personal"] = kosten, anteil
    m["eingabe_kosten_tarif"], m["eingabe_kosten_preise"] = tarif, preise
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    aufgelaufen = 0.0
    gezeigt = zeilen(m)
    assert len(gezeigt) == len(MONATE[name])
    for n, (zeile, monate) in enumerate(zip(gezeigt, MONATE[name], strict=True)):
        budget = m[BUDGET[name]][wer][n]
        personal = kosten * anteil * (1 + tarif) ** n * monate / 12
        sache = kosten * (1 - anteil) * (1 + preise) ** n * monate / 12
        aufgelaufen += budget - personal - sache
        assert zeile[1:] == pytest.approx(
            [budget, personal, sache, personal + sache, budget - personal - sache, aufgelaufen]
        )
    assert m["kosten_luecke"] == pytest.approx(aufgelaufen)


@jede
def test_kosten_in_teur_werden_gefragt_und_ohne_kosten_bleibt_das_blatt_leer(name: str) -> None:
    m = geliehen(name)
    erstes = m[BUDGET[name]][0][0]
    m["eingabe_kosten_personal"], m["eingabe_kosten_tarif"], m["eingabe_kosten_preise"] = 0.8, 0.03, 0.02
    m["eingabe_kosten_jahr"] = round(erstes / 1000)
    m.rechnen()
    assert "unter oder ein Viertel über seinem Budget" in m["zeilenhinweis_kosten_jahr"]
    assert m["pruefung_bestaetigt"] is False
    m["eingabe_kosten_personal"] = 0.2  # the share of the other costs
    m.rechnen()
    assert "üblich sind 50 bis 95 %" in m["zeilenhinweis_kosten_personal"]
    m["eingabe_kosten_jahr"] = None
    m.rechnen()
    assert zeilen(m) == []
    assert m["kosten_luecke"] is None
    assert m["pruefung_vollstaendig"] is False
    m["eingabe_kosten_personal"] = m["eingabe_kosten_tarif"] = m["eingabe_kosten_preise"] = None
    m.rechnen()
    assert m["pruefung_gesamt"] is True


@jede
def test_wer_nicht_in_der_liste_steht_hat_keine_zahlen(name: str) -> None:
    m = geliehen(name)
    m["eingabe_kosten_traeger"] = "gibt es nicht"
    m.rechnen()
    assert isinstance(m["kosten_luecke"], Fehler) or m["kosten_luecke"] is None
    assert m["pruefung_eingaben"] is False


@pytest.mark.parametrize(
    ("name", "zelle", "wert"),
    [
        ("hb-traegerbudget", "eingabe_jahressteigerung", "viel"),
        ("hh-traegerbudget", "eingabe_kosten_tarif", "3 Prozent"),
        ("hh-asp", "eingabe_kosten_jahr", "1,3 Mio."),
    ],
)
def test_ein_jahr_mit_fehler_faellt_aus_keiner_summe(name: str, zelle: str, wert: str) -> None:
    """The years before it would add up to a plausible number."""
    m = geliehen(name)
    budget = m[BUDGET[name]][0][0]
    m["eingabe_kosten_personal"], m["eingabe_kosten_preise"] = 0.8, 0.02
    m["eingabe_kosten_tarif"], m["eingabe_kosten_jahr"] = 0.03, round(budget * 12 / MONATE[name][0])
    if zelle == "eingabe_jahressteigerung":
        blatt, bereich = m.ort(zelle)
        zelle = f"{blatt}!{get_column_letter(bereich.spalte + 1)}{bereich.zeile}"
    m[zelle] = wert
    m.rechnen()
    assert isinstance(m["kosten_luecke"], Fehler)
    assert m["pruefung_gesamt"] is False


def test_ein_fehlendes_jahr_laesst_die_summe_leer() -> None:
    m = geliehen("hb-traegerbudget")
    m["eingabe_kosten_personal"], m["eingabe_kosten_preise"] = 0.8, 0.02
    m["eingabe_kosten_tarif"], m["eingabe_kosten_jahr"] = 0.03, 3_150_000
    blatt, bereich = m.ort("eingabe_jahressteigerung")
    m[f"{blatt}!{get_column_letter(bereich.spalte + 1)}{bereich.zeile}"] = None
    m.rechnen()
    assert m["kosten_luecke"] is None
