"""What each own value makes of the result: the sheet's formula against emptying the value and computing again."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from vorlagenbau import mappe

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

ERGEBNIS = {"nw": "ergebnis_vzae", "by": "ergebnis_vzae", "th": "ergebnis_vk"}
EIGENE: dict[str, dict[str, Any]] = {
    "nw": {
        "njaz": 1540,
        "anteil_indirekt": 0.1,
        "wochen_jahr": 52.14,
        "wochen_njaz": 52.14,
        "nachtbereitschaft": 0.5,
        "rufbereitschaft": 0.2,
    },
    "by": {
        "anteil_indirekt": 0.08,  # Bavaria stores none: no effect can be told
        "wochen_jahr": 52.3,
        "wochenstunden": 38.5,
        "krankheit": 14,
        "urlaub": 31,
        "nachtbereitschaft": 0.3,
    },
    "th": {"jahresstunden_vk": 1300},
}
# Columns of the table of duties: kind, own recognition
TAFEL = {"nw": ("C", "E"), "by": ("C", "F")}


def gefuellt(ordner: Path, name: str) -> tuple[Arbeitsmappe, dict[str, Any]]:
    """The example with duties of every kind, some with a recognition of their own, and every own value set."""
    m = mappe(ordner, name, beispiel=True)
    for n, wert in EIGENE[name].items():
        m[f"eingabe_{n}"] = wert
    if name in TAFEL:
        art, eigen = TAFEL[name]
        arten = [(7, "Nachtbereitschaft", None), (8, "Nachtbereitschaft", 0.4), (9, "Rufbereitschaft", None)]
        for zeile, wort, anerkennung in arten[: 3 if name == "nw" else 2]:
            m[f"Stundentafel!{art}{zeile}"] = wort
            m[f"Stundentafel!{eigen}{zeile}"] = anerkennung
    if name == "by":
        m["Stundentafel!E8"] = "nein"
    m.rechnen()
    return m, EIGENE[name]


def ohne(m: Arbeitsmappe, name: str, vorlage: str) -> float:
    """The result with only this own value emptied."""
    zelle = eingabe(name, vorlage)
    alt, m[zelle] = m[zelle], None
    m.rechnen()
    wert = m[ERGEBNIS[vorlage]]
    m[zelle] = alt
    m.rechnen()
    return float(wert)


def eingabe(name: str, vorlage: str) -> str:
    return f"Stundentafel!{TAFEL[vorlage][1]}8" if name == "anerkennung_eigen" else f"eingabe_{name}"


@pytest.mark.parametrize("name", list(ERGEBNIS))
def test_jede_wirkung_ist_das_ergebnis_weniger_dem_ohne_diesen_wert(name: str, tmp_path: Path) -> None:
    m, eigene = gefuellt(tmp_path, name)
    ergebnis = m[ERGEBNIS[name]]
    namen = [n for n in eigene if (name, n) not in {("by", "anteil_indirekt"), ("by", "nachtbereitschaft")}]
    if name in TAFEL:
        namen.append("anerkennung_eigen")
    wirkungen = {n: m[f"wirkung_{n}"] for n in namen}
    assert m["abweichungen_anzahl"] == len(namen)
    gesamt, rest = m["wirkung_gesamt"], m["wirkung_zusammenwirken"]
    assert sum(wirkungen.values()) + rest == pytest.approx(gesamt, abs=1e-9)
    for n in namen:
        assert ergebnis - ohne(m, n, name) == pytest.approx(wirkungen[n], abs=1e-9), n
        assert n == "wochen_njaz" or abs(wirkungen[n]) > 1e-6, n
    assert m["pruefung_abweichungen"] is True
    for n in namen:  # all of them at once
        m[eingabe(n, name)] = None
    m.rechnen()
    assert ergebnis - m[ERGEBNIS[name]] == pytest.approx(gesamt, abs=1e-9)
    # an own value without one of the contract is still there in Bavaria: nobody knows what it makes
    assert m["wirkung_gesamt"] == (None if name == "by" else 0)
    assert m["abweichungen_anzahl"] == 0


def test_ohne_vertragswert_steht_keine_wirkung_da(tmp_path: Path) -> None:
    m, _ = gefuellt(tmp_path, "by")
    assert m["wirkung_anteil_indirekt"] is None
    assert "ohne Vertragswert" in m["Abweichungen!C4"]


def test_ein_falscher_eigener_wert_ist_auch_in_seiner_wirkung_ein_fehler(tmp_path: Path) -> None:
    m = mappe(tmp_path, "nw", beispiel=True)
    m["eingabe_njaz"] = "1540 Std."
    m.rechnen()
    assert isinstance(m["wirkung_njaz"], Fehler)
    assert isinstance(m["wirkung_gesamt"], Fehler)


@pytest.mark.parametrize("saat", range(4))
def test_zufaellige_eigene_werte(saat: int, tmp_path: Path) -> None:
    zufall = random.Random(saat)
    m, eigene = gefuellt(tmp_path, "nw")
    for n, wert in eigene.items():
        hoechstens = 53 if n.startswith("wochen") else 2000
        m[f"eingabe_{n}"] = zufall.choice([None, min(wert * zufall.uniform(0.8, 1.2), hoechstens)])
    m.rechnen()
    ergebnis = m["ergebnis_vzae"]
    for n in eigene:
        if m[f"eingabe_{n}"] is None:
            assert m[f"wirkung_{n}"] is None
        else:
            assert ergebnis - ohne(m, n, "nw") == pytest.approx(m[f"wirkung_{n}"], abs=1e-9), n
