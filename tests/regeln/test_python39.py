"""calc and udfs also run on Python 3.9, as LibreOffice brings it: every case there gives the very same result."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from fallsammlung import NACH_NAME
from fremdes_python import FAELLE, LAEUFER, PROJEKT, als_json

from udfs import aufruf


def _python39() -> str | None:
    """A 3.9 that really runs: a pyenv shim of that name may exist and only print an error."""
    wurzel = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for kandidat in (shutil.which("python3.9"), *sorted(map(str, wurzel.glob("versions/3.9*/bin/python")))):
        if kandidat is None:
            continue
        probe = subprocess.run(
            [kandidat, "-c", "import sys; sys.exit(sys.version_info[:2] != (3, 9))"],
            capture_output=True,
            check=False,
        )
        if probe.returncode == 0:
            return kandidat
    return None


@pytest.fixture(scope="module")
def auf_39(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Results of all cases, computed by a Python 3.9 that sees only calc and udfs, with the values as JSON."""
    python = _python39()
    if python is None:
        pytest.skip("kein Python 3.9, das läuft")
    ordner = tmp_path_factory.mktemp("python39")
    for paket in ("calc", "udfs"):
        shutil.copytree(
            PROJEKT / paket, ordner / paket, ignore=shutil.ignore_patterns("__pycache__", "*.toml")
        )
    for quelle in (PROJEKT / "calc" / "parameter").glob("*.toml"):
        werte = tomllib.loads(quelle.read_text("utf-8"))
        ziel = ordner / "calc" / "parameter" / f"{quelle.stem}.json"
        ziel.write_text(json.dumps(werte, default=str), encoding="utf-8")  # a date becomes 2023-07-01
    (ordner / "laeufer.py").write_text(LAEUFER, encoding="utf-8")
    lauf = subprocess.run(
        [python, "-s", "-E", "-B", "laeufer.py"],  # -s and -E: neither packages of the user nor PYTHONPATH
        cwd=ordner,
        input=json.dumps([[fall.formel, [als_json(wert) for wert in fall.argumente]] for fall in FAELLE]),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert lauf.returncode == 0, lauf.stderr
    return json.loads(lauf.stdout)


def test_jeder_fall_gibt_auf_python_39_dasselbe(auf_39: list[Any]) -> None:
    """Bit by bit, sentences too: the same formula gives the same number everywhere."""
    hier = [als_json(aufruf(NACH_NAME[fall.formel], fall.argumente)) for fall in FAELLE]
    anders = {
        fall.kennung: (dort, ergebnis)
        for fall, dort, ergebnis in zip(FAELLE, auf_39, hier, strict=True)
        if dort != ergebnis
    }

    assert len(auf_39) == len(FAELLE)
    assert not anders, f"auf 3.9 anders als auf {sys.version.split()[0]}"


def test_die_werte_sind_auch_ohne_tomllib_vollstaendig(auf_39: list[Any]) -> None:
    stelle = next(
        i for i, fall in enumerate(FAELLE) if fall.formel == "EGH_HBG_TABELLE" and fall.roh == ("TH",)
    )

    assert len(auf_39[stelle]) == 16
