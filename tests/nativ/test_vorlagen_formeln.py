"""Templates without add-in: every formula cell like the one with it, in programs that know none of our functions."""

from __future__ import annotations

import random
import re
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import formualizer as fz
import openpyxl
import pytest
from fremd.lambda_maschinen import vorbereitet
from fremd.office import durch_office, ohne_gespeicherte_werte
from vorlagenbau import eingaben, klein

import workbooks
from recalculation.datei.zellwert import seriell
from udfs import Fehler
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import ALLE, bauen
from workbooks.vorlagen.sonder.entgelt.anbau import mit_entgelt

UMFANG = klein()
# the heaviest of each kind; every template: `make nativ`
IN_CI = ("nw", "th", "st", "hh-asp")
CODES = {"Value": "#VALUE!", "Num": "#NUM!", "Na": "#N/A", "Div": "#DIV/0!", "Ref": "#REF!", "Name": "#NAME?"}
jede = pytest.mark.parametrize("name", IN_CI)
# the same, th with the sheets of the price, and the price alone
jede_zelle = pytest.mark.parametrize("name", ["th+entgelt" if n == "th" else n for n in IN_CI] + ["entgelt"])


@cache
def paar(name: str, beispiel: bool) -> tuple[bytes, bytes, tuple[str, ...]]:
    """The file with EGH formulas, the one without, and where formulas stand in the first."""
    ohne_preis, _, preis = name.partition("+")
    vorlage = next(v for v in ALLE if v.name == ohne_preis)
    vorlage = mit_entgelt(vorlage) if preis else vorlage
    buch = bauen(vorlage, beispiel, umfang=UMFANG)
    orte = tuple(
        f"'{blatt.title}'!{zelle.coordinate}"
        for blatt in buch
        for zeile in blatt.iter_rows()
        for zelle in zeile
        if zelle.data_type == "f"
    )
    mit = gerechnet(buch, Path("mit.xlsx")).inhalt()
    ohne = gerechnet(bauen(vorlage, beispiel, umfang=UMFANG, form="formeln"), Path("ohne.xlsx"), "formeln")
    return mit, ohne.inhalt(), orte


def geoeffnet(ordner: Path, inhalt: bytes, name: str) -> Arbeitsmappe:
    (ordner / name).write_bytes(inhalt)
    return workbooks.oeffnen(ordner / name)


def ungleiche(orte: tuple[str, ...], mit: Any, ohne: Any, codes: bool = True) -> list[tuple[str, Any, Any]]:
    """Cells that differ in value or kind; a text of the form (who computes, what to do) may."""
    gefunden = []
    for ort in orte:
        soll, ist = mit(ort), ohne(ort)
        if isinstance(soll, Fehler) and isinstance(ist, Fehler):
            gleich = soll.code == ist.code or not codes
        elif isinstance(soll, float) and isinstance(ist, float):
            gleich = ist == pytest.approx(soll, rel=1e-11, abs=1e-11)
        else:
            gleich = (soll in ("", None) and ist in ("", None)) or (type(soll) is type(ist) and soll == ist)
        if not gleich:
            gefunden.append((ort, soll, ist))
    return gefunden


@jede_zelle
@pytest.mark.parametrize("beispiel", [True, False])
def test_jede_zelle_wie_mit_addin(name: str, beispiel: bool, tmp_path: Path) -> None:
    a, b, orte = paar(name, beispiel)
    mit, ohne = geoeffnet(tmp_path, a, "a.xlsx"), geoeffnet(tmp_path, b, "b.xlsx")
    assert ungleiche(orte, mit.__getitem__, ohne.__getitem__) == []
    assert len(orte) > 900


@jede_zelle
def test_in_libreoffice_wie_es_kommt(name: str, soffice: str, tmp_path: Path) -> None:
    a, b, orte = paar(name, True)
    mit, ohne = geoeffnet(tmp_path, a, "a.xlsx"), geoeffnet(tmp_path, b, "b.xlsx")
    leer = ohne_gespeicherte_werte(ohne.pfad, tmp_path / "leer.xlsx")
    office = durch_office(soffice, leer, tmp_path)
    assert ungleiche(orte, mit.__getitem__, office.__getitem__) == []


@jede_zelle
def test_in_einer_maschine_ohne_unsere_funktionen(name: str, tmp_path: Path) -> None:
    a, b, orte = paar(name, True)
    mit, ohne = geoeffnet(tmp_path, a, "a.xlsx"), geoeffnet(tmp_path, b, "b.xlsx")
    gelesen = von_formualizer(ohne, vorbereitet(ohne.pfad, tmp_path / "leer.xlsx", "formualizer"))
    assert ungleiche(orte, mit.__getitem__, gelesen) == []


def von_formualizer(ohne: Arbeitsmappe, leer: Path) -> Any:
    """Reads cells computed by an engine that knows none of our functions."""
    mappe = fz.Workbook.from_path(str(leer))
    mappe.evaluate_all()

    def gelesen(ort: str) -> Any:
        blatt, bereich = ohne.ort(ort)
        x = mappe.get_value(blatt, bereich.zeile, bereich.spalte)
        if isinstance(x, date):  # it knows days as such
            return float(seriell(x))
        return Fehler(CODES[x["kind"]], "") if isinstance(x, dict) else x

    return gelesen


@jede
@pytest.mark.parametrize("saat", range(3))
def test_zufaellige_eingaben(name: str, saat: int, tmp_path: Path) -> None:
    """Blank, negative, zero, a word, scaled, far too large: the same cells, errors among them."""
    zufall = random.Random(f"{name} {saat}")
    a, b, orte = paar(name, True)
    mit, ohne = geoeffnet(tmp_path, a, "a.xlsx"), geoeffnet(tmp_path, b, "b.xlsx")
    felder, _ = eingaben(mit.pfad)
    # the Land and the template are not inputs of a calculation; a date as a word is read by neither
    felder = [f for f in felder if not f.zelle.startswith("'Deckblatt'")]
    gewaehlt = [(feld.zelle, mit[feld.zelle]) for feld in zufall.sample(felder, 12)]
    for zelle, alt in gewaehlt:
        neu = zufall.choice([None, -1.0, 0.0, "x", 100_000.0, alt * 1.37 if isinstance(alt, float) else None])
        mit[zelle] = ohne[zelle] = neu
    mit.rechnen()
    ohne.rechnen()
    assert ungleiche(orte, mit.__getitem__, ohne.__getitem__, codes=False) == []


# Readable: short enough for an auditor


@pytest.mark.parametrize(("name", "mittel"), [("nw", 160), ("by", 180), ("th", 180)])
def test_formeln_sind_kurz(name: str, mittel: int) -> None:
    alle = laengen(name)
    assert sum(alle) / len(alle) <= mittel
    assert max(alle) <= 300


def laengen(name: str) -> list[int]:
    """Lengths of the formulas in the cells that held one of ours."""
    ohne_preis, _, preis = name.partition("+")
    vorlage = next(v for v in ALLE if v.name == ohne_preis)
    vorlage = mit_entgelt(vorlage) if preis else vorlage
    buch = bauen(vorlage, True, umfang=UMFANG)
    mit = {
        (blatt.title, zelle.coordinate)
        for blatt in buch
        for zeile in blatt.iter_rows()
        for zelle in zeile
        if zelle.data_type == "f" and "EGH_" in zelle.value
    }
    _, b, _ = paar(name, True)
    ohne = openpyxl.load_workbook(BytesIO(b))
    return [len(str(ohne[blatt][ort].value or "")) for blatt, ort in mit]


@pytest.mark.parametrize("geraten", ["*", "?", "1*", "~"])
def test_ein_platzhalter_ist_keine_gruppe(geraten: str, tmp_path: Path) -> None:
    """MATCH takes * and ? for any text: a group nobody has typed."""
    a, b, _ = paar("be-tagespauschalen", True)
    mit, ohne = geoeffnet(tmp_path, a, "a.xlsx"), geoeffnet(tmp_path, b, "b.xlsx")
    for m in (mit, ohne):
        m["Gruppen!B7"] = geraten
        m["Gruppen!D7"] = None
        m.rechnen()
    assert isinstance(ohne["Gruppen!J7"], Fehler)
    assert isinstance(mit["Gruppen!J7"], Fehler)


@jede
def test_der_rechenweg_nennt_jede_stelle(name: str) -> None:
    """The rule with add-in stands once per column; together they cover every translated cell but long hints."""
    a, b, _ = paar(name, True)
    mit, ohne = openpyxl.load_workbook(BytesIO(a)), openpyxl.load_workbook(BytesIO(b))
    genannt: dict[tuple[str, str], str] = {}
    zeilen = list(ohne["Vertragswerte"].iter_rows(values_only=True))
    (anfang,) = (i for i, zeile in enumerate(zeilen) if zeile[0] == "Rechenweg: wo")
    for wo, _, _, _, _, formel, *_ in zeilen[anfang + 1 :]:
        blatt, _, bereich = str(wo).rpartition(" ")
        for zeile in ohne[blatt][bereich] if ":" in bereich else ((ohne[blatt][bereich],),):
            genannt |= {(blatt, zelle.coordinate): str(formel) for zelle in zeile}
    for blatt in mit:
        for zelle in (z for zeile in blatt.iter_rows() for z in zeile if z.data_type == "f"):
            unsere = re.findall(r"\bEGH_\w+(?=\()", zelle.value)
            if unsere and len(zelle.value) <= 400 and "ISERROR(EGH_BJAZ(1,1))" not in zelle.value:
                assert set(unsere) <= set(
                    re.findall(r"\bEGH_\w+(?=\()", genannt[blatt.title, zelle.coordinate])
                )
