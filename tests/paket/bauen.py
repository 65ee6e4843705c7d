"""Wheel and sdist, built from the files that git tracks and from nothing that lies beside them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

WURZEL = Path(__file__).resolve().parents[2]
PAKETE = ("calc", "egh", "recalculation", "udfs", "workbooks", "xlwings_addin")


def verfolgt() -> list[str]:
    """Files under version control that are there, changed and new ones too; paths from the root, with slashes."""
    befehl = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    ausgabe = subprocess.run(befehl, cwd=WURZEL, check=True, capture_output=True).stdout.decode()
    return sorted({name for name in ausgabe.split("\0") if name and (WURZEL / name).is_file()})


def bauen(ziel: Path, dateien: list[str] | None = None) -> tuple[Path, Path]:
    """Wheel and sdist into `ziel`, from a copy: a checkout's build/ and egg-info would put old files into both."""
    with tempfile.TemporaryDirectory() as ordner:
        for name in verfolgt() if dateien is None else dateien:
            kopie = Path(ordner, name)
            kopie.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(WURZEL / name, kopie)
        befehl = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(ziel), ordner]
        fertig = subprocess.run(
            befehl, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if fertig.returncode:
            raise RuntimeError(fertig.stdout)
    (rad,) = ziel.glob("egh_kalkulation-*.whl")
    (quelle,) = ziel.glob("egh_kalkulation-*.tar.gz")
    return rad, quelle


def fehlend(rad: Path) -> set[str]:
    """Tracked files of the packages that are not in the wheel."""
    soll = {name for name in verfolgt() if PurePosixPath(name).parts[0] in PAKETE}
    return soll - _inhalt(rad)


def ueberzaehlig(rad: Path) -> set[str]:
    """What is in the wheel beside the tracked files and its own description."""
    return {n for n in _inhalt(rad) - set(verfolgt()) if ".dist-info/" not in n}


def _inhalt(rad: Path) -> set[str]:
    with zipfile.ZipFile(rad) as archiv:
        return set(archiv.namelist())
