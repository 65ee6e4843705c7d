"""Workbooks made to break the program: each ends in a German sentence or a result, within a gigabyte, never for long.

The files in `angriffe/` are those of a reliability test, each with what it must end in. They run in processes of their
own with a limit for memory and processor time, because they once took all of both.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import workbooks

ORDNER = Path(__file__).parents[1] / "angriffe"
SPEICHER = 2 << 30  # address space; the program itself maps about 500 MB of libraries
SEKUNDEN = 20  # processor time; the slowest needs less than two

# File → exit code, a piece of what is said.
DATEIEN: dict[str, tuple[int, str]] = {
    "hang_array_ref_full_sheet": (2, "füllen mehr als 250.000 Zellen"),
    "hang_name_ergebnis_full_sheet_json": (2, "ergebnis_x führt den Bericht über 250.000 Zellen"),
    "hang_name_pruefung_full_sheet": (2, "pruefung_x führt den Bericht über 250.000 Zellen"),
    "hang_search_wildcards": (1, "Die Formel rechnet mit einem Wert der falschen Art"),
    "hang_sum_full_sheet_far_cell": (1, "Die Formel rechnet über 17.178.820.608 belegte Zellen"),
    "newline_in_sentence": (1, "(Tabelle!A1 = „zeile1 egh: gefälscht“)"),
    "silent_stale_f_newline": (0, "3 Formeln gerechnet"),
    "slow_error_chain_10000": (1, "9.999 weitere Zellen übernehmen diesen Fehler"),
    "slow_sumif_column_last_row_x10": (0, "10 Formeln gerechnet"),
    "terminal_escape_in_sentence": (1, "land ist „␛]0;pwned␇␛[2J“"),
    "traceback_cell_5000_digits": (2, "eine Zelle oder Zeile hat keine richtige Adresse"),
    "traceback_encoding_undefined": (2, "unlesbare Zeichen"),
    "traceback_json_lone_surrogate": (0, '"ergebnis_x": "\\ud800"'),
    "traceback_localSheetId": (2, "der Name na gehört zu keinem ihrer Blätter"),
    "traceback_localSheetId_negative": (2, "der Name na gehört zu keinem ihrer Blätter"),
    "traceback_meta_version_5000_digits": (1, "Vorlage aus Version „9999"),
    "written_then_exit2_bad_date": (2, "Der Wert in Tabelle!A1 ist nicht lesbar"),
    "written_then_exit2_pruefung_name": (2, "Der Wert in Tabelle!A1 ist nicht lesbar"),
    "written_then_exit2_text_in_number": (2, "Der Wert in Tabelle!A1 ist nicht lesbar"),
    "zip_name_utf8": (2, "beschädigt"),
}


def begrenzt(*argumente: object) -> subprocess.CompletedProcess[str]:
    """One call with bounded memory and processor time; too much of either is a signal or a MemoryError."""

    def grenzen() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (SPEICHER, SPEICHER))
        resource.setrlimit(resource.RLIMIT_CPU, (SEKUNDEN, SEKUNDEN))

    return subprocess.run(
        [sys.executable, "-m", "egh", *map(str, argumente)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        preexec_fn=grenzen,  # no threads here
    )


def test_jede_datei_steht_in_der_liste() -> None:
    assert {p.stem for p in ORDNER.iterdir()} == {*DATEIEN, "toml_formula_injection"}


def test_toml_formula_injection(tmp_path: Path) -> None:
    """Its unit is not that of the value; with the right one its source, a live link once, is text in both rows."""
    ziel, eigene = tmp_path / "x.xlsx", ORDNER / "toml_formula_injection.toml"
    lauf = begrenzt("vorlage", "nw", "-o", ziel, "--parameter", eigene)
    assert (lauf.returncode, ziel.exists()) == (2, False)
    assert "Einheit ist „Anteil“" in lauf.stderr
    text = eigene.read_text("utf-8").replace('"Anteil"', '"Wochen/Jahr"')
    eigene = tmp_path / "eigene.toml"
    eigene.write_text(text, encoding="utf-8")
    lauf = begrenzt("vorlage", "nw", "-o", ziel, "--zeilen", "2", "--parameter", eigene)
    assert (lauf.returncode, lauf.stderr) == (0, "")
    m = workbooks.oeffnen(ziel)
    for zelle in ("Parameter!I8", "Parameter!I9"):
        assert m[zelle].startswith("=HYPERLINK(")
        assert not m._aufbau.blaetter["Parameter"].hat_formel(m.ort(zelle)[1][:2])


@pytest.mark.parametrize("name", DATEIEN)
def test_datei(name: str, tmp_path: Path) -> None:
    ende, satz = DATEIEN[name]
    datei = Path(shutil.copy(ORDNER / f"{name}.xlsx", tmp_path))
    vorher = datei.read_bytes()
    lauf = begrenzt("rechnen", datei, *(["--json"] if "json" in name else []))
    gesagt = lauf.stderr if ende == 2 else lauf.stdout
    assert (lauf.returncode, satz in gesagt) == (ende, True), (lauf.stdout[-500:], lauf.stderr[-500:])
    assert "Traceback" not in lauf.stderr
    assert not [z for z in lauf.stdout + lauf.stderr if z < " " and z != "\n"]
    assert all(z[:4] != "egh:" for z in lauf.stdout.splitlines())  # nobody else speaks for the program
    assert lauf.stderr.count("\n") == (1 if ende == 2 else 0)
    if ende == 2:
        assert lauf.stdout == ""
        assert datei.read_bytes() == vorher
    assert [p.name for p in tmp_path.iterdir()] == [datei.name]


def test_gerechnet_ist_richtig() -> None:
    neu = workbooks.oeffnen(ORDNER / "silent_stale_f_newline.xlsx").rechnen()
    assert (neu["Tabelle!C1"], neu["Tabelle!D1"]) == (10, 11)
