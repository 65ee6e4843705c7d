"""LibreOffice as a program: a file goes in, what it computed comes out."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import openpyxl
from mappenbau import umgepackt

import workbooks
from workbooks.mappe import Arbeitsmappe

_WERT_HINTER_FORMEL = re.compile(rb"(</f>|<f[^>]*/>)<v>[^<]*</v>")


def ohne_gespeicherte_werte(pfad: Path, ziel: Path) -> Path:
    """A copy whose formulas have no value; LibreOffice believes stored ones."""

    def ohne(name: str, inhalt: bytes) -> bytes:
        return _WERT_HINTER_FORMEL.sub(rb"\1", inhalt) if "worksheets/sheet" in name else inhalt

    ziel.write_bytes(umgepackt(pfad.read_bytes(), ohne))
    return ziel


def durch_office(soffice: str, pfad: Path, ordner: Path) -> Arbeitsmappe:
    """The file loaded and written by LibreOffice with a profile of its own, opened but not recalculated by us."""
    befehl = [soffice, "--headless", f"-env:UserInstallation={(ordner / 'profil').as_uri()}"]
    befehl += ["--convert-to", "xlsx", "--outdir", str(ordner / "aus"), str(pfad)]
    subprocess.run(befehl, check=True, capture_output=True, timeout=120)
    return workbooks.oeffnen(ordner / "aus" / f"{pfad.stem}.xlsx")


def gewoehnliche_formeln(soffice: str, pfad: Path, ordner: Path) -> tuple[list[str], Arbeitsmappe]:
    """Cells whose formula has none of our functions, and the workbook as LibreOffice computes it.

    Our functions are replaced by their stored values, everything else is left to LibreOffice.
    """
    buch, werte = openpyxl.load_workbook(pfad), openpyxl.load_workbook(pfad, data_only=True)
    gewoehnlich = []
    for blatt in buch:
        for zeile in blatt.iter_rows():
            for zelle in zeile:
                if isinstance(zelle.value, str) and zelle.value.startswith("="):
                    if "EGH_" in zelle.value:
                        zelle.value = werte[blatt.title][zelle.coordinate].value
                    else:
                        gewoehnlich.append(f"'{blatt.title}'!{zelle.coordinate}")
    buch.save(ordner / "plain.xlsx")
    ohne_werte = ohne_gespeicherte_werte(ordner / "plain.xlsx", ordner / "p.xlsx")
    return gewoehnlich, durch_office(soffice, ohne_werte, ordner)
