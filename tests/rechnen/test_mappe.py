"""The Python interface, and the pytest plugin for workbooks of one's own."""

from __future__ import annotations

import datetime
import math
import subprocess
import sys
from pathlib import Path

import pytest
from mappenbau import gerechnet, mit_openpyxl, mit_xlsxwriter

import workbooks
from udfs import Fehler

pytest_plugins = ["pytester"]


@pytest.fixture
def pfad(tmp_path: Path) -> Path:
    zellen = {"A1": 8, "A2": "=EGH_JAHRESSTUNDEN(A1)", "B1": "x", "B2": True, "C1": "=1/0", "D1": '=""'}
    return mit_openpyxl(tmp_path / "m.xlsx", zellen)


def test_lesen_und_setzen(pfad: Path) -> None:
    m = gerechnet(pfad)
    assert m["T!A1:D2"] == [[8.0, "x", Fehler("#DIV/0!"), None], [416.0, True, None, None]]
    assert m["t!a2"] == m["'T'!$A$2"] == 416.0
    m["T!A1:A1"] = [[2.25]]
    m["T!E1:F2"] = [[1, "zwei"], [None, False]]
    m.rechnen()
    assert m["T!A2"] == 117
    assert m["T!E1:F2"] == [[1.0, "zwei"], [None, False]]


def test_zeiten_und_tage(pfad: Path) -> None:
    m = workbooks.oeffnen(pfad)
    m["T!E1"] = datetime.date(2023, 7, 1)
    m["T!E2"] = datetime.time(22, 30)
    m["T!E3"] = datetime.datetime(2023, 7, 1, 12)
    m.rechnen()
    assert m["T!E1:E3"] == [[45108], [0.9375], [45108.5]]


def test_nach_einer_aenderung_liest_erst_wieder_wer_gerechnet_hat(pfad: Path) -> None:
    m = gerechnet(pfad)
    m["T!A1"] = 3
    for zugriff in (lambda: m["T!A2"], lambda: m["T!A1"], m.fehler, m.speichern):
        with pytest.raises(RuntimeError, match="nicht gerechnet"):
            zugriff()
    assert m.rechnen()["T!A2"] == 156


def test_ungerechnete_ergebnisse_sind_kein_leeres_feld(pfad: Path) -> None:
    """openpyxl writes formulas without values; None would be a silently missing number."""
    m = workbooks.oeffnen(pfad)
    assert m["T!A1"] == 8
    with pytest.raises(RuntimeError, match="noch nicht gerechnet"):
        m["T!A2"]
    with pytest.raises(RuntimeError, match="nicht gerechnet"):
        m.fehler()


def test_ein_fehler_gleicht_seinem_code_und_rechnet_nicht(pfad: Path) -> None:
    fehler = gerechnet(pfad)["T!C1"]
    assert fehler == "#DIV/0!"
    assert fehler == Fehler("#DIV/0!", "ein anderer Satz")
    assert fehler != "#N/A"
    assert str(fehler) == "#DIV/0!"
    assert "teilt durch null" in fehler.satz
    for rechnung in (
        lambda: fehler + 1,
        lambda: 1 - fehler,
        lambda: sum([1, fehler]),
        lambda: float(fehler),
        lambda: fehler > 0,
        lambda: math.floor(fehler),
        lambda: round(fehler),
        lambda: bool(fehler),
    ):
        with pytest.raises((ValueError, TypeError)):
            rechnung()


@pytest.mark.parametrize(
    ("schluessel", "wert", "ausnahme", "satz"),
    [
        ("gibtsnicht", 1, KeyError, "Name „gibtsnicht“ gibt es in der Mappe nicht"),
        ("X!A1", 1, KeyError, "Blatt „X“ gibt es in der Mappe nicht"),
        ("T!A2", 1, ValueError, "enthält eine Formel"),
        ("T!A1", math.nan, ValueError, "endliche Zahlen"),
        ("T!A1:B2", 5, ValueError, "2 × 2 Zellen"),
        ("T!ZZZZ1", 5, KeyError, "keine Zelladresse"),
    ],
)
def test_was_sich_nicht_setzen_laesst(
    pfad: Path, schluessel: str, wert: object, ausnahme: type, satz: str
) -> None:
    m = gerechnet(pfad)
    with pytest.raises(ausnahme, match=satz):
        m[schluessel] = wert
    assert m["T!A2"] == 416  # nothing has changed


def test_zellen_einer_matrixformel_werden_nicht_ueberschrieben(tmp_path: Path) -> None:
    def fuellen(_mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        blatt.write_dynamic_array_formula("A1:A1", '=EGH_HBG_TABELLE("TH")')

    m = gerechnet(mit_xlsxwriter(tmp_path / "m.xlsx", fuellen))
    with pytest.raises(ValueError, match="enthält eine Formel"):
        m["T!B3"] = 1


def test_speichern_ohne_aenderung_fasst_die_datei_nicht_an(pfad: Path, tmp_path: Path) -> None:
    gerechnet(pfad).speichern()
    stand = pfad.stat()
    gerechnet(pfad).speichern()
    assert (pfad.stat().st_mtime_ns, pfad.stat().st_ino) == (stand.st_mtime_ns, stand.st_ino)
    assert gerechnet(pfad).speichern(tmp_path / "n.xlsx") == tmp_path / "n.xlsx"


def test_unbekannte_engine(pfad: Path) -> None:
    with pytest.raises(ValueError, match="eingebaut"):
        workbooks.oeffnen(pfad).rechnen(engine="excel")


def test_plugin_mit_pfad_ab_der_testdatei(pytester: pytest.Pytester, pfad: Path) -> None:
    ordner = pytester.mkdir("unter")
    (ordner / "m.xlsx").write_bytes(pfad.read_bytes())
    (ordner / "test_eigene.py").write_text(
        "def test_x(arbeitsmappe):\n"
        "    m = arbeitsmappe('m.xlsx')\n"
        "    m['T!A1'] = 2.25\n"
        "    m.rechnen()\n"
        "    assert m['T!A2'] == 117\n"
        "    assert m['T!C1'] == '#DIV/0!'\n",
        "utf-8",
    )
    pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_das_plugin_laedt_nichts_schweres() -> None:
    """pytest loads every plugin in every run, also where no workbook is tested."""
    skript = "import sys, workbooks.pytest_plugin; print([m for m in sys.argv[1:] if m in sys.modules])"
    schwer = ["formualizer", "openpyxl", "pandas", "numpy", "xlwings", "udfs", "calc"]
    lauf = subprocess.run([sys.executable, "-c", skript, *schwer], capture_output=True, text=True, check=True)
    assert lauf.stdout.strip() == "[]"
