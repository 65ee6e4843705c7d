"""Who comes, goes and stays, money moved inside one budget, pooled hours, quotas of two numbers: by hand."""

from __future__ import annotations

import random
from typing import Any

import pytest
from vorlagenbau import geliehen, schreiben

from udfs import Fehler

NAMEN = ("hh-traegerbudget", "hh-asp", "hb-traegerbudget")
TYPEN = {
    "hh-asp": ("Fallpauschale 1", "Fallpauschale 2"),
    "hb-traegerbudget": ("Tagesstätte", "ambulante Assistenz"),
}
BESTAND, VERSCHIEBUNG, POOL, ANPASSUNG = 17, 8, 11, 13  # first rows
jede = pytest.mark.parametrize("name", NAMEN)


def typen(name: str) -> tuple[str, str]:
    return TYPEN.get(name, ("A", "B"))


@jede
def test_bestand_zugaenge_abgaenge(name: str) -> None:
    zufall = random.Random(name)
    zeilen = [
        (
            typ,
            hbg,
            float(zufall.randrange(5_000, 60_000)),
            schwer,
            float(zufall.randrange(5, 90)),
            float(zufall.randrange(1, 20)),
            float(zufall.randrange(0, 5)),
        )
        for typ in typen(name)
        for hbg, schwer in (("1", "nein"), ("2", "ja"))
    ]
    m = geliehen(name)
    schreiben(m, "Zu- und Abgänge", BESTAND, zeilen, "ABCDEFG")
    m.rechnen()
    assert m["pruefung_gesamt"] is True, m.fehler()
    for n, wort in enumerate(("bestand", "zugaenge", "abgaenge"), 4):
        alle = sum(z[n] for z in zeilen)
        assert m[f"bestand_gewicht_{wort}"] == pytest.approx(sum(z[n] * z[2] for z in zeilen) / alle)
        assert m[f"bestand_schwer_{wort}"] == pytest.approx(sum(z[n] for z in zeilen if z[3] == "ja") / alle)
    assert m["bestand_ende"] == sum(z[4] + z[5] - z[6] for z in zeilen)
    leichter = m["bestand_schwer_zugaenge"] < m["bestand_schwer_bestand"]
    assert bool(m["hinweis_creaming"]) is leichter
    m["eingabe_aufnahmeverpflichtung"] = "ja"
    m.rechnen()
    assert m["bestand_schwer_bestand"] is None
    assert m["hinweis_creaming"] is None
    assert m["bestand_gewicht_bestand"] is not None
    schreiben(m, "Zu- und Abgänge", BESTAND, [(*zeilen[0][:4], 100.0, 0.0, 5.0)], "ABCDEFG")
    m.rechnen()
    assert m["bestand_gewicht_zugaenge"] is None  # nobody came: no weight, no 0


@jede
def test_verschiebung_laesst_das_budget_wie_es_ist(name: str) -> None:
    m = geliehen(name)
    wer = [z[0] for z in m["eingabe_anbieter" if name == "hh-asp" else "eingabe_traeger"]][:2]
    a, b = typen(name)
    zeilen = [
        (wer[0], a, 1000.0, -300.0, None),
        (wer[0], b, 500.0, 200.0, None),
        (wer[1], a, 900.0, 100.0, None),
    ]
    schreiben(m, "Verschiebung", VERSCHIEBUNG, zeilen, "ABCDE")
    m.rechnen()
    assert m["pruefung_verschiebung"] is False  # together 0, but from one provider's budget to another's
    m[f"Verschiebung!D{VERSCHIEBUNG + 1}"], m[f"Verschiebung!D{VERSCHIEBUNG + 2}"] = 300.0, 0.0
    m.rechnen()
    assert m["pruefung_verschiebung"] is True
    assert [z[0] for z in m["verschiebung_danach"][:3]] == [700.0, 800.0, 900.0]
    m[f"Verschiebung!D{VERSCHIEBUNG}"] = -1300.0
    m.rechnen()
    assert "danach unter 0" in str(m["zeilenhinweis_verschiebung"][0][0])
    assert isinstance(m["verschiebung_danach"][0][0], Fehler)


@jede
def test_pool(name: str) -> None:
    """10 hours by weights 1, 2, 2: 2, 4, 4."""
    m = geliehen(name)
    m["eingabe_pool_stunden"] = 10.0
    schreiben(m, "Pool", POOL, [("A", 1.0), ("B", 2.0), ("C", 2.0)], "AB")
    m.rechnen()
    assert [z[0] for z in m["pool_stunden"][:4]] == [2.0, 4.0, 4.0, None]
    assert m["pool_summe"] == 10.0
    assert m["pruefung_gesamt"] is True
    m[f"Pool!B{POOL}"] = None
    m.rechnen()
    assert m["pool_summe"] is None
    m[f"Pool!B{POOL}"] = "1.000,5 h"
    m.rechnen()
    assert m["pruefung_gesamt"] is False


@jede
def test_quoten_aus_je_zwei_zahlen(name: str) -> None:
    m = geliehen(name)
    zahlen = {
        "belegung": (8_300, 8_760, 0.9475),
        "abrechnung": (920, 1_000, 0.92),
        "stunden": (1_300, 1_372, 0.9475),
        "budget": (96, 100, 0.96),
        "fallunspezifisch": (120, 1_000, 0.12),
        "alternativ": (7, 140, 0.05),
        "ambulant": (150, 50, 0.75),
    }
    for quote, (teil, ganzes, _) in zahlen.items():
        m[f"eingabe_quote_{quote}_teil"], m[f"eingabe_quote_{quote}_ganzes"] = float(teil), float(ganzes)
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    for quote, (_, _, soll) in zahlen.items():
        assert m[f"quote_{quote}"] == pytest.approx(soll, abs=5e-5)
    m["eingabe_quote_alternativ_teil"] = 141.0
    m.rechnen()
    assert m["pruefung_quoten"] is False
    m["eingabe_quote_alternativ_teil"] = None
    m.rechnen()
    assert m["quote_alternativ"] is None
    assert m["pruefung_vollstaendig"] is False
    m["eingabe_quote_alternativ_teil"], m["eingabe_quote_belegung_teil"] = 7.0, 96_000.0
    m.rechnen()
    assert m["pruefung_quoten"] is False  # more occupied days than possible ones
    m["eingabe_quote_belegung_teil"], m["eingabe_quote_abrechnung_teil"] = 8_300.0, 1_020.0
    m.rechnen()
    assert "über 100 %" in m["zeilenhinweis_quote_abrechnung_teil"]


@pytest.mark.parametrize("name", ["hh-traegerbudget", "hh-asp"])
def test_anzahl_mischung_und_preis_ergeben_die_aenderung(name: str) -> None:
    m = geliehen(name)
    wer = m["eingabe_anbieter" if name == "hh-asp" else "eingabe_traeger"][0][0]
    a, b = typen(name)
    zeilen = [
        (wer, a, "1", 100.0, 20_000.0, 110.0, 20_600.0),
        (wer, a, "2", 80.0, 30_000.0, 70.0, 30_900.0),
        (wer, b, None, 20.0, 50_000.0, 25.0, 51_500.0),
    ]
    schreiben(m, "Anpassung", ANPASSUNG, zeilen, "ABCDEFG", 3)
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    alt, neu = sum(z[3] for z in zeilen), sum(z[5] for z in zeilen)
    mittel = sum(z[3] * z[4] for z in zeilen) / alt
    menge = (neu - alt) * mittel
    preis = sum(z[5] * (z[6] - z[4]) for z in zeilen)
    mischung = sum(z[5] * z[4] for z in zeilen) - neu * mittel
    gezeigt = [m[f"anpassung_{x}"] for x in ("mengeneffekt", "struktureffekt", "preiseffekt", "aenderung")]
    assert gezeigt == pytest.approx([menge, mischung, preis, menge + mischung + preis])


@pytest.mark.parametrize(
    ("blatt", "hinweis", "zelle", "wert"),
    [
        ("Zu- und Abgänge", "Wert prüfen: mehr Abgänge als Bestand und Zugänge", "G17", 200.0),
        ("Zu- und Abgänge", "Wert prüfen: schwer", "D17", "mittel"),
        ("Zu- und Abgänge", "Wert prüfen: Gruppe steht zweimal da", "B17", "2"),
        ("Zu- und Abgänge", "bitte bestätigen »20 EUR«", "C17", 20.0),
        ("Zu- und Abgänge", "unvollständig", "F17", None),
        ("Verschiebung", "Wert prüfen: Leistungserbringer", "A8", "anderer"),
        (
            "Verschiebung",
            "bitte bestätigen »minus 2000000 EUR«: mehr als die Hälfte verschoben",
            "D8",
            -2_000_000.0,
        ),
        ("Verschiebung", "Wert prüfen: Leistungsart steht zweimal da", "B8", "ambulante Assistenz"),
    ],
)
def test_was_eine_zeile_ueber_sich_sagt(blatt: str, hinweis: str, zelle: str, wert: Any) -> None:
    m = geliehen("hb-traegerbudget")
    m[f"'{blatt}'!{zelle}"] = wert
    m.rechnen()
    name = next(n for n in m.namen("zeilenhinweis_") if m.ort(n)[0] == blatt and isinstance(m[n], list))
    assert str(m[name][0][0]).startswith(hinweis), m[name][0][0]
    assert m["pruefung_gesamt"] is False
