"""Calculating again with the loaded engine gives what a fresh run gives: values, messages, bytes."""

from __future__ import annotations

import gc
import random
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mappenbau import mit_openpyxl, mit_xlsxwriter
from vorlagenbau import SCHWER, Eingabe, datei, eingaben

import workbooks
from recalculation.maschine.maschine import Maschine
from recalculation.maschine.rueckrufe import Rueckrufe
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen.sonder import SONDERMAPPEN

ALLE = [*SCHWER, *(v.name for v in SONDERMAPPEN)]


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
    for _ in range(3):
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


@pytest.mark.parametrize("zeilen", [3, 2600])
def test_ein_feld_von_fester_groesse_bleibt_geladen(zeilen: int, tmp_path: Path) -> None:
    """Every cell of the field, and what reads it by place, is that of a fresh run; also after an error in it."""
    pfad = tmp_path / "feld.xlsx"

    def fuellen(_: object, blatt: Any) -> None:
        for z in range(zeilen):
            blatt.write(z, 0, 30.0 + z % 500)
        blatt.write_array_formula(f"C1:C{zeilen}", f'{{=EGH_HBG(A1:A{zeilen},"TH")}}')
        blatt.write_array_formula(f"D1:D{zeilen}", f"{{=A1:A{zeilen}*2}}")
        blatt.write_formula("F1", f"=INDEX(C1:C{zeilen},{zeilen})&INDEX(D1:D{zeilen},ABS(A1-29))")
        blatt.write_formula("F2", f"=SUM(D1:D{zeilen})")

    mit_xlsxwriter(pfad, fuellen)
    m = workbooks.oeffnen(pfad).rechnen()
    lauf = m._lauf
    gesetzt: dict[str, Any] = {}
    letzte = f"T!A{zeilen}"
    for ort, wert in (
        (letzte, 900),
        ("T!A1", 31),
        (letzte, "viel"),
        ("T!A2", None),
        (letzte, 44),
        ("T!A1", -5),
    ):
        m[ort] = gesetzt[ort] = wert
        m.rechnen()
        frisch = workbooks.oeffnen(pfad)
        for zelle, inhalt in gesetzt.items():
            frisch[zelle] = inhalt
        frisch.rechnen()
        for bereich in (f"T!C1:D{zeilen}", "T!F1:F2"):
            assert [[str(w) for w in z] for z in m[bereich]] == [[str(w) for w in z] for z in frisch[bereich]]
        assert list(map(str, m.fehler())) == list(map(str, frisch.fehler()))
        assert m.inhalt() == frisch.inhalt()
    assert m._lauf is lauf


def stand_klein(m: Arbeitsmappe) -> list[Any]:
    return [
        *m["T!A1"].__class__.__mro__[:1],
        *(lesbar(m, f"T!{s}1") for s in "ABCDEF"),
        *(_gleich_gesagt(str(f)) for f in m.fehler()),
    ]


def _gleich_gesagt(satz: str) -> str:
    """A cell that got a value in the first calculation has an old one; in a fresh file it has none."""
    return satz.replace("die Zelle bleibt ohne Wert", "der alte Wert bleibt stehen")


def lesbar(m: Arbeitsmappe, ort: str) -> Any:
    try:
        return m[ort]
    except RuntimeError as grund:
        return _gleich_gesagt(str(grund))


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


@pytest.mark.parametrize(("abstand", "behalten"), [(1, True), (2, False)])
def test_viele_eingaben_auf_einmal(tmp_path: Path, abstand: int, behalten: bool) -> None:
    """A pasted list goes into the loaded engine in one piece; scattered cells in hundreds of rows are loaded afresh."""
    zellen: dict[str, object] = {f"B{i}": f"=A{i}*2" for i in range(1, 801)} | {"C1": "=SUM(B1:B800)"}
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {**zellen, "A1": 5})
    m = workbooks.oeffnen(pfad).rechnen()
    lauf = m._lauf
    zeilen = range(1, 400 * abstand, abstand)
    werte = [None if i % 7 == 0 else True if i % 11 == 0 else float(i) for i in zeilen]
    frisch = workbooks.oeffnen(pfad)
    for mappe in (m, frisch):
        for i, inhalt in zip(zeilen, werte, strict=True):
            mappe[f"T!A{i}"] = inhalt
        mappe.rechnen()

    assert (m._lauf is lauf) == behalten
    assert m["T!A1:C800"] == frisch["T!A1:C800"]
    assert m["T!C1"] == 2 * sum(w for w in werte if w is not None)
    assert m.inhalt() == frisch.inhalt()


def test_eine_fallengelassene_mappe_nimmt_ihre_maschine_mit(tmp_path: Path) -> None:
    """The engine holds its callbacks, and no collector sees through it: none of them may hold the engine."""
    maschinen: weakref.WeakSet[Maschine] = weakref.WeakSet()
    rueckrufe: weakref.WeakSet[Rueckrufe] = weakref.WeakSet()  # alive as long as an engine that can call them
    pfad = datei(tmp_path, "nw", beispiel=True)
    for _ in range(5):
        m = workbooks.oeffnen(pfad).rechnen()
        m["eingabe_njaz"] = 1500
        m.rechnen()
        assert m._lauf is not None
        assert m._lauf._maschine is not None
        maschinen.add(m._lauf._maschine)
        rueckrufe.add(m._lauf._maschine._rueckrufe)
        assert len(maschinen) >= 1
    del m
    gc.collect()
    assert len(maschinen) == len(rueckrufe) == 0


def test_eine_mappe_in_zwei_faeden_wartet_nicht_ewig(tmp_path: Path) -> None:
    """Two threads in one engine waited for each other: one for Python, one for the engine."""
    zellen: dict[str, object] = {f"B{i}": f'=LEFT("abc",A{i})' for i in range(1, 200)}
    m = workbooks.oeffnen(mit_openpyxl(tmp_path / "m.xlsx", zellen)).rechnen()

    def arbeiten(zeile: int) -> None:
        for i in range(30):
            m[f"T!A{zeile}"] = i % 3
            m.rechnen()

    with ThreadPoolExecutor(2) as faeden:
        fertig = [faeden.submit(arbeiten, zeile) for zeile in (1, 2)]
        for eines in fertig:
            eines.result(timeout=60)
    m.rechnen()
    assert (m["T!B1"], m["T!B2"]) == ("ab", "ab")


def test_zwei_mappen_in_zwei_faeden(tmp_path: Path) -> None:
    """Whether a function refused its arguments belongs to the run: one workbook must not name cells of the other."""
    gut = {f"A{i}": i for i in range(1, 60)} | {
        f"B{i}": f'=IFERROR(LEFT("abc",A{i}),"x")' for i in range(1, 60)
    }
    schlecht = gut | {f"C{i}": f'=IFERROR(LEFT(A{i}+0.5,2),"x")' for i in range(1, 60)}
    pfade = [mit_openpyxl(tmp_path / f"{n}.xlsx", z) for n, z in enumerate((gut, schlecht))]

    def genannt(pfad: Path) -> list[int]:
        return [len(workbooks.oeffnen(pfad).rechnen().fehler()) for _ in range(12)]

    with ThreadPoolExecutor(2) as faeden:
        ohne, mit = faeden.map(genannt, pfade)
    assert set(ohne) == {0}
    assert set(mit) == {59}
