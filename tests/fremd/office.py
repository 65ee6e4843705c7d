"""LibreOffice as a program: a file goes in, what it computed comes out."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

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
