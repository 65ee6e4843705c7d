"""calc and udfs also run in Pyodide, CPython compiled for browsers: every case gives the very same result there.

So do the refusals of what Excel may ask of Python.

That keeps the door open to Excel for Mac and Web. Pyodide comes from npm (tests/package.json); without it and node the
test is skipped, in CI it may not be.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import fehlt
from fallsammlung import NACH_NAME
from fremdes_python import FAELLE, LAEUFER, PROJEKT, als_json
from test_excel_host import ANGRIFFE

from udfs import aufruf

HIER = Path(__file__).parents[1]


def _in_pyodide(ordner: Path, programm: str, eingabe: object) -> Any:
    """What a program prints in Pyodide, which sees only `ordner` with calc and udfs in it."""
    node = shutil.which("node")
    if node is None or not (HIER / "node_modules" / "pyodide").is_dir():
        fehlt("Pyodide fehlt (node, und make test holt es mit npm)")
    for paket in ("calc", "udfs"):
        shutil.copytree(PROJEKT / paket, ordner / paket, ignore=shutil.ignore_patterns("__pycache__"))
    (ordner / "laeufer.py").write_text(programm, encoding="utf-8")
    lauf = subprocess.run(
        [node, HIER / "fremd" / "in_pyodide.mjs", ordner, "laeufer.py"],
        input=json.dumps(eingabe),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert lauf.returncode == 0, lauf.stderr[-2000:]
    return json.loads(lauf.stdout)


@pytest.fixture(scope="module")
def im_browser(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Results of all cases, computed by Pyodide."""
    programm = LAEUFER.replace(
        "assert sys.version_info[:2] == (3, 9), sys.version", 'assert sys.platform == "emscripten"'
    )
    assert programm != LAEUFER
    faelle: list[Any] = [[fall.formel, [als_json(wert) for wert in fall.argumente]] for fall in FAELLE]
    ergebnisse: list[Any] = _in_pyodide(tmp_path_factory.mktemp("pyodide"), programm, faelle)
    return ergebnisse


def test_jeder_fall_gibt_im_browser_dasselbe(im_browser: list[Any]) -> None:
    """Bit by bit, sentences too."""
    hier = [als_json(aufruf(NACH_NAME[fall.formel], fall.argumente)) for fall in FAELLE]
    assert len(im_browser) == len(FAELLE) > 800
    anders = {
        f.kennung: (dort, da) for f, dort, da in zip(FAELLE, im_browser, hier, strict=True) if dort != da
    }
    assert not anders


FRAGER = """
import json, sys
assert sys.platform == "emscripten"
from xlwings_addin import erlaubt
gesagt = []
for methode, name, argumente in json.load(sys.stdin):
    try:
        gesagt.append(erlaubt.formel(name) if methode == "Rechne" else erlaubt.frage(name, argumente))
    except erlaubt.Abgelehnt as grund:
        gesagt.append(f"Abgelehnt: {grund}")
print(json.dumps(gesagt))
"""


def test_abgelehnt_wird_im_browser_dasselbe(tmp_path: Path) -> None:
    (tmp_path / "xlwings_addin").mkdir()
    for datei in ("__init__.py", "erlaubt.py"):
        shutil.copy(PROJEKT / "xlwings_addin" / datei, tmp_path / "xlwings_addin")
    angriffe = [a for a in ANGRIFFE if a[0] in ("Rechne", "Frage")]
    gut = [("Rechne", "EGH_VZAE", []), ("Frage", "ueber", ["x"])]
    gesagt = _in_pyodide(tmp_path, FRAGER, [*angriffe, *gut])
    assert len(angriffe) >= 15
    assert all(satz.startswith("Abgelehnt: ") for satz in gesagt[:-2])
    assert gesagt[-2:] == ["EGH_VZAE", "egh.excel"]
