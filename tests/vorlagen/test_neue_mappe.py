"""A new workbook is its formulas and its words: dropped into the folder, every loop finds it; nothing else names it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WURZEL = Path(__file__).parents[2]
TEILE = ("calc", "udfs", "workbooks", "xlwings_addin", "egh", "tests")
NAME = "neue-mappe"


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with one folder more."""
    ziel = tmp_path_factory.mktemp("projekt")
    ohne = shutil.ignore_patterns("node_modules", "__pycache__", "*.pyc")
    for teil in TEILE:
        shutil.copytree(WURZEL / teil, ziel / teil, ignore=ohne)
    shutil.copy(WURZEL / "pyproject.toml", ziel)
    shutil.copytree(ziel / "tests/vorlagen/neue_mappe", ziel / "workbooks/vorlagen/sonder/neue_mappe")
    return ziel


def lauf(kopie: Path, *argumente: str) -> subprocess.CompletedProcess[str]:
    umgebung = {**os.environ, "PYTHONPATH": str(kopie), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", *argumente],
        cwd=kopie,
        env=umgebung,
        capture_output=True,
        text=True,
        check=False,
    )


def test_niemand_sonst_nennt_sie(kopie: Path) -> None:
    nennt = [
        p
        for teil in ("calc", "udfs", "workbooks", "egh", "xlwings_addin")
        for p in (kopie / teil).rglob("*")
        if p.is_file() and p.parent.name != "neue_mappe" and p.suffix in (".py", ".toml", ".csv")
        if "neue_mappe" in (text := p.read_text("utf-8")) or NAME in text
    ]
    assert nennt == []


def test_die_befehle_kennen_sie(kopie: Path) -> None:
    assert NAME in lauf(kopie, "egh", "vorlagen").stdout
    gebaut = lauf(kopie, "egh", "vorlage", NAME, "--beispiel", "-o", "n.xlsx")
    assert gebaut.returncode == 0, gebaut.stderr
    gerechnet = lauf(kopie, "egh", "rechnen", "n.xlsx", "--setze", "Fahrten!B8=1000", "--json")
    assert gerechnet.returncode == 0, gerechnet.stderr
    assert json.loads(gerechnet.stdout)["ergebnisse"]["ergebnis_fahrten"] == 2761  # 2 · (1.000 + 300,5 + 80)
    zuviel = lauf(kopie, "egh", "rechnen", "n.xlsx", "--setze", "Fahrten!B8=90000")
    assert "pruefung_hoechstens" in zuviel.stdout or "höchstens 100.000 Euro" in zuviel.stdout


def test_die_schleifen_der_tests_pruefen_sie(kopie: Path, soffice: str) -> None:
    """Empty and example, LibreOffice cell by cell, printed size, forbidden and random input, form for Excel."""
    assert soffice
    gelaufen = lauf(
        kopie, "pytest", "-q", "-rA", "-p", "no:cacheprovider", "tests/vorlagen/test_sonder.py", "-k", NAME
    )
    assert gelaufen.returncode == 0, gelaufen.stdout[-3000:]
    gut = [z for z in gelaufen.stdout.splitlines() if z.startswith("PASSED") and NAME in z]
    assert len(gut) >= 7


@pytest.mark.parametrize(
    ("alt", "neu", "satz"),
    [
        ('land = "TH"', 'land = "XX"', "worte.toml"),
        ("[[quellen]]", "[[quelle]]", "worte.toml"),
        ('kurz = [["fahrten"', 'kurz = [["farten"', "kurz nennt farten"),
        ('["ins Amt", 80]', '["ins Amt", 80, "", "", 7]', "Fahrten: Zeile 3 des Beispiels"),
        ("gegenstand", 'tabellen = ["fahrten"]\ngegenstand', "worte.toml tabellen"),
    ],
)
def test_ein_versehen_in_den_worten_nennt_datei_und_stelle(
    kopie: Path, alt: str, neu: str, satz: str
) -> None:
    pfad = kopie / "workbooks/vorlagen/sonder/neue_mappe/worte.toml"
    vorher = pfad.read_text("utf-8")
    pfad.write_text(vorher.replace(alt, neu, 1), "utf-8")
    try:
        gebaut = lauf(kopie, "egh", "vorlage", NAME, "--beispiel", "-o", "kaputt.xlsx")
    finally:
        pfad.write_text(vorher, "utf-8")
    assert (gebaut.returncode, gebaut.stderr.count("\n")) == (2, 1), gebaut.stderr
    assert satz in gebaut.stderr
