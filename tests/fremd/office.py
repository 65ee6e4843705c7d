"""LibreOffice as a program: a file goes in, what it computed comes out."""

from __future__ import annotations

import atexit
import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import openpyxl
from kindprozess import Kindprozess
from mappenbau import umgepackt
from openpyxl.worksheet.formula import ArrayFormula

import workbooks
from workbooks.mappe import Arbeitsmappe

_WERT_HINTER_FORMEL = re.compile(rb"(</f>|<f[^>]*/>)<v>[^<]*</v>")


def ohne_gespeicherte_werte(pfad: Path, ziel: Path) -> Path:
    """A copy whose formulas have no value; LibreOffice believes stored ones."""

    def ohne(name: str, inhalt: bytes) -> bytes:
        return _WERT_HINTER_FORMEL.sub(rb"\1", inhalt) if "worksheets/sheet" in name else inhalt

    ziel.write_bytes(umgepackt(pfad.read_bytes(), ohne))
    return ziel


_FILTER = {"xlsx": "Calc MS Excel 2007 XML", "pdf": "calc_pdf_Export", "ods": "calc8"}


def uno_python_zu(soffice: str) -> str | None:
    """A Python that can steer LibreOffice: its own, beside soffice, or the system's with the package python3-uno."""
    for kandidat in (Path(soffice).resolve().with_name("python"), Path("/usr/bin/python3")):
        probe = [str(kandidat), "-c", "import uno"]
        if kandidat.exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            return str(kandidat)
    return None


@cache
def _wandler(soffice: str) -> Kindprozess | None:
    """One LibreOffice for all conversions of this process: its start costs as much as a template; None without UNO."""
    python = uno_python_zu(soffice)
    if python is None:
        return None
    ordner = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    atexit.register(ordner.cleanup)
    treiber = Path(__file__).with_name("uno_umwandeln.py")
    kind = Kindprozess([python, str(treiber), soffice, f"{ordner.name}/{Path(ordner.name).name}"])
    kind.__enter__()
    atexit.register(kind.__exit__)
    return kind


def umgewandelt(soffice: str, pfad: Path, endung: str, ordner: Path) -> Path:
    """The file loaded and written by LibreOffice in another format, into this folder."""
    ordner.mkdir(parents=True, exist_ok=True)
    ziel = ordner / f"{pfad.stem}.{endung}"
    wandler = _wandler(soffice)
    if wandler is not None:
        antwort = wandler.frage(str(pfad), str(ziel), _FILTER[endung])
        assert antwort == {}, antwort
        return ziel
    with tempfile.TemporaryDirectory() as profil:
        befehl = [soffice, "--headless", f"-env:UserInstallation={Path(profil).as_uri()}"]
        befehl += ["--convert-to", endung, "--outdir", str(ordner), str(pfad)]
        subprocess.run(befehl, check=True, capture_output=True, timeout=120)
    return ziel


def durch_office(soffice: str, pfad: Path, ordner: Path) -> Arbeitsmappe:
    """The file loaded and written by LibreOffice, opened but not recalculated by us."""
    return workbooks.oeffnen(umgewandelt(soffice, pfad, "xlsx", ordner / "aus"))


def gewoehnliche_formeln(soffice: str, pfad: Path, ordner: Path) -> tuple[list[str], Arbeitsmappe]:
    """Cells whose formula has none of our functions, and the workbook as LibreOffice computes it.

    Our functions are replaced by their stored values, everything else is left to LibreOffice.
    """
    buch, werte = openpyxl.load_workbook(pfad), openpyxl.load_workbook(pfad, data_only=True)
    gewoehnlich = []
    for blatt in buch:
        for zeile in blatt.iter_rows():
            for zelle in zeile:
                if isinstance(zelle.value, ArrayFormula) and "EGH_" in zelle.value.text:
                    for reihe in blatt[zelle.value.ref]:
                        for z in reihe:
                            z.value = werte[blatt.title][z.coordinate].value
                elif isinstance(zelle.value, str) and zelle.value.startswith("="):
                    if "EGH_" in zelle.value:
                        zelle.value = werte[blatt.title][zelle.coordinate].value
                    else:
                        gewoehnlich.append(f"'{blatt.title}'!{zelle.coordinate}")
    buch.save(ordner / "plain.xlsx")
    ohne_werte = ohne_gespeicherte_werte(ordner / "plain.xlsx", ordner / "p.xlsx")
    return gewoehnlich, durch_office(soffice, ohne_werte, ordner)
