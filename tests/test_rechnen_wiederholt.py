"""Calculating again with the loaded engine gives what a fresh run gives: values, messages, bytes."""

from __future__ import annotations

import random
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mappenbau import mit_openpyxl
from vorlagenbau import NAMEN, Eingabe, datei, eingaben

import workbooks
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen.sonder import SONDERMAPPEN

ALLE = [*NAMEN, *(v.name for v in SONDERMAPPEN)]


def stand(m: Arbeitsmappe) -> tuple[list[tuple[str, str, str]], dict[str, Any]]:
    werte = {}
    for blatt in m.blaetter:
        for n, zeile in enumerate(m[f"'{blatt}'!A1:AQ40"], 1):
            werte |= {f"{blatt} {n} {s}": (str(w), type(w)) for s, w in enumerate(zeile)}
    return [(f.zelle, f.code, f.satz) for f in m.fehler()], werte


def wert(feld: Eingabe, zufall: random.Random, listen: dict[str, list[Any]]) -> Any:
    art = zufall.random()
    if art < 0.15:
        return None
    if art < 0.25:
        return zufall.choice([True, "x*?", " Rand ", 0, -3.5])
    return feld.verboten(zufall) if art < 0.4 and feld.art != "textLength" else feld.erlaubt(zufall, listen)


@pytest.mark.parametrize("name", ALLE)
def test_wie_ein_frischer_lauf(name: str, tmp_path: Path) -> None:
    pfad = datei(tmp_path, name, beispiel=True)
    felder, listen = eingaben(pfad)
    zufall = random.Random(len(name))
    m = workbooks.oeffnen(pfad).rechnen()
    gesetzt: dict[str, Any] = {}
    behalten = 0
    for _ in range(4):
        for feld in zufall.sample(felder, 4):
            gesetzt[feld.zelle] = m[feld.zelle] = wert(feld, zufall, listen)
        lauf = m._lauf
        m.rechnen()
        behalten += m._lauf is lauf
        frisch = workbooks.oeffnen(pfad)
        for zelle, inhalt in gesetzt.items():
            frisch[zelle] = inhalt
        frisch.rechnen()
        assert stand(m) == stand(frisch)
    assert m.inhalt() == frisch.inhalt()
    assert stand(m) == stand(frisch)  # also after writing
    assert behalten >= 1  # else nothing was tested


def test_arten_von_eingaben_und_was_die_maschine_nicht_behaelt(tmp_path: Path) -> None:
    zellen = {
        "A1": 1,
        "B1": '=IF(A1="","leer",IF(ISTEXT(A1),"Text",IF(ISLOGICAL(A1),"ja/nein",A1*2)))',
        "C1": "=A1+1",
        "D1": "=ISBLANK(A1)",
        "E1": "=YEAR(A1)",
        "F1": "=IFERROR(C1,-1)",
    }
    pfad = mit_openpyxl(tmp_path / "m.xlsx", zellen)
    m = workbooks.oeffnen(pfad).rechnen()
    for inhalt in (5, "abc", None, True, date(2024, 2, 29), "1,5", 7, "", -0.0, "=1", 2.5, "#N/A", 3):
        m["T!A1"] = inhalt
        m.rechnen()
        frisch = workbooks.oeffnen(pfad)
        frisch["T!A1"] = inhalt
        frisch.rechnen()
        assert stand_klein(m) == stand_klein(frisch), inhalt
    assert m.inhalt() == frisch.inhalt()


def stand_klein(m: Arbeitsmappe) -> list[Any]:
    return [
        *m["T!A1"].__class__.__mro__[:1],
        *(lesbar(m, f"T!{s}1") for s in "ABCDEF"),
        *map(str, m.fehler()),
    ]


def lesbar(m: Arbeitsmappe, ort: str) -> Any:
    try:
        return m[ort]
    except RuntimeError as grund:
        return str(grund)


def test_fluechtiges_wird_jedes_mal_gerechnet(tmp_path: Path) -> None:
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {"A1": 1, "B1": "=NOW()", "C1": "=A1*2"})
    m = workbooks.oeffnen(pfad).rechnen()
    erste = m["T!B1"]
    time.sleep(1.1)  # the engine's clock has whole seconds
    m["T!A1"] = 2
    m.rechnen()
    assert m["T!B1"] > erste
    assert m["T!C1"] == 4


def test_zwischendurch_speichern_und_lesen(tmp_path: Path) -> None:
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {"A1": 1, "B1": "=A1*2", "C1": "=B1+A2"})
    m = workbooks.oeffnen(pfad).rechnen()
    for n in (2, 3, 4):
        m["T!A1"], m["T!A2"] = n, 10
        m.rechnen()
        assert m["T!A1:C1"] == [[n, 2 * n, 2 * n + 10]]
        m.speichern()
        assert workbooks.oeffnen(pfad)["T!A1:C1"] == [[n, 2 * n, 2 * n + 10]]
    m["T!A1"] = 9
    for zugriff in (m.inhalt, m.speichern):  # a file with new inputs beside old results leaves by no door
        with pytest.raises(RuntimeError, match="nicht gerechnet"):
            zugriff()
    assert workbooks.oeffnen(pfad)["T!A1"] == 4
    m.rechnen()
    assert m["T!C1"] == 28
