"""Values that Excel gave, from public places (`tests/excel_werte.tsv`): every function that is computed gives them.

A row: the formula as a file holds it, the cells it reads (JSON; null is blank, {"fehler": …} an error, {"formel": …} a
formula), Excel's value (JSON, or a bare error), the source: a workbook and cell of a public collection, a capture of
Excel, or a page of Microsoft. Where a page rounds, its digits count.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mappenbau import gerechnet
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from recalculation.funktionen.tabelle import FUNKTIONEN, name_ohne_vorsatz
from recalculation.uebersetzung import baum

DATEI = Path(__file__).parents[1] / "excel_werte.tsv"
# No value fits into one row, or the places found show too few.
MIT_WENIGEN = {"NOW", "TODAY", "ANCHORARRAY", "LAMBDA", "FALSE"}


class Zeile(NamedTuple):
    formel: str
    eingaben: dict[str, Any]
    wert: Any
    quelle: str


def zeilen() -> list[Zeile]:
    with DATEI.open(encoding="utf-8", newline="") as datei:
        alle = list(csv.reader(datei, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [
        Zeile(f.replace("\\n", "\n"), json.loads(e), w if w.startswith("#") else json.loads(w), q)
        for f, e, w, q in alle
    ]


def funktionen(formel: str) -> set[str]:
    knoten = baum.knoten(baum.zerlegt(formel))
    return {name_ohne_vorsatz(k["name"]) for k in knoten if k["node_type"] == "Function"}


def _vertraegt(belegt: dict[str, Any], neu: dict[str, Any]) -> bool:
    return all(type(belegt.get(ort, w)) is type(w) and belegt.get(ort, w) == w for ort, w in neu.items())


def _auf_blaettern(alle: list[Zeile]) -> list[tuple[dict[str, Any], list[int]]]:
    """Cells and numbers of rows for each sheet; rows that read the same cells differently stand on different ones."""
    blaetter: list[tuple[dict[str, Any], list[int]]] = []
    for nummer, z in enumerate(alle):
        passend = next((blatt for blatt in blaetter if _vertraegt(blatt[0], z.eingaben)), None)
        if passend is None:
            passend = ({}, [])
            blaetter.append(passend)
        passend[0].update(z.eingaben)
        passend[1].append(nummer)
    return blaetter


@pytest.fixture(scope="module")
def gerechnete(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Any]:
    """Number of a row → our value, or "genannt"."""
    alle, buch, orte = zeilen(), Workbook(), {}
    for i, (belegt, nummern) in enumerate(_auf_blaettern(alle)):
        blatt = buch.create_sheet(f"B{i}")
        for ort, wert in belegt.items():
            if isinstance(wert, dict) and "formel" in wert:
                blatt[ort] = "=" + wert["formel"]
                continue
            blatt[ort] = wert["fehler"] if isinstance(wert, dict) else wert
            if isinstance(wert, (str, dict)):
                blatt[ort].data_type = "s" if isinstance(wert, str) else "e"
        for k, nummer in enumerate(nummern):
            ort = f"{get_column_letter(500 + k % 7)}{900 + k}"
            blatt[ort] = "=" + alle[nummer].formel
            orte[nummer] = f"B{i}!{ort}"
    pfad = tmp_path_factory.mktemp("w") / "werte.xlsx"
    buch.save(pfad)
    m = gerechnet(pfad)
    genannt = {f.zelle for f in m.fehler() if f.code == "nicht berechenbar"}
    return {nummer: "genannt" if ort in genannt else m[ort] for nummer, ort in orte.items()}


def _wie_excel(ist: Any, z: Zeile) -> bool:
    if isinstance(z.wert, str) and z.wert.startswith("#"):
        return str(ist) == z.wert
    if type(z.wert) in (int, float):
        return type(ist) is float and ist == pytest.approx(z.wert, rel=genauigkeit(z), abs=1e-12)
    return ("" if ist is None else ist) == z.wert and isinstance(ist, bool) == isinstance(z.wert, bool)


def test_jede_funktion_gibt_was_excel_gab(gerechnete: dict[int, Any]) -> None:
    alle = zeilen()
    assert {
        z.formel: (z.wert, gerechnete[i]) for i, z in enumerate(alle) if not _wie_excel(gerechnete[i], z)
    } == {}
    assert len(alle) > 1700


def genauigkeit(z: Zeile) -> float:
    """Workbooks and captures hold all digits, pages some."""
    if ".xlsx " in z.quelle or "golden.json " in z.quelle:
        return 1e-9
    ziffern = len(re.sub(r"^0+|e.*", "", str(z.wert).replace(".", "").replace("-", "")))
    return 1e-9 if isinstance(z.wert, int) else 0.6 * 10 ** (1 - ziffern)


def test_fast_jede_funktion_hat_drei_zeilen() -> None:
    anzahl = Counter(f for z in zeilen() for f in funktionen(z.formel))
    assert {f for f in FUNKTIONEN if anzahl[f] < 3} <= MIT_WENIGEN
    assert all(z.quelle for z in zeilen())
