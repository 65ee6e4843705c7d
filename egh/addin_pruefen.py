"""`egh addin excel pruefen`: sagt auf dem Windows-PC, ob das Add-in laufen kann; Ende 1, wenn etwas zu tun ist."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from egh import ausgabe
from egh.gruende import Abbruch

if TYPE_CHECKING:
    from xlwings_addin.pruefung import Lage


def ausfuehren(angaben: Namespace) -> int:
    """Die Lage dieses PCs prüfen und sagen. Fehler: `Abbruch` außerhalb von Windows."""
    if sys.platform != "win32":
        raise Abbruch(
            "Prüfen lässt sich das Add-in nur auf dem Windows-PC, auf dem es laufen soll: ob es da ist, welches Python "
            "es startet und wer in dessen Ordner schreiben darf."
        )
    from xlwings_addin import installation

    try:
        return pruefe(_lage(installation.ziel(os.environ, angaben.ordner)))
    except installation.Hindernis as grund:
        raise Abbruch(str(grund)) from None


def pruefe(lage: Lage) -> int:
    """Die Befunde sagen; 1, wenn etwas nicht in Ordnung ist."""
    from xlwings_addin.pruefung import befunde

    gefunden = befunde(lage)
    for befund in gefunden:
        ausgabe.sage(f"{'in Ordnung' if befund.gut else 'Befund':<11} {befund.satz}")
    return 0 if all(befund.gut for befund in gefunden) else 1


def _lage(addin: Path) -> Lage:
    """Was auf diesem PC steht; nur unter Windows."""
    from importlib.metadata import version

    from xlwings_addin import regeln, windows
    from xlwings_addin.pruefung import Lage, konfiguration

    werte = konfiguration(addin)
    interpreter = Path((werte or {}).get("INTERPRETER_WIN", ""))
    dll_ordner = Path((werte or {}).get("XLWINGS_DLL_FOLDER", ""))
    orte = {str(ort) for ort in (interpreter.parent, dll_ordner) if ort.is_absolute() and ort.is_dir()}
    return Lage(
        addin,
        werte,
        version("egh-kalkulation"),
        interpreter.is_file(),
        startfehler(interpreter) if interpreter.is_file() else "",
        {ort: windows.im_netz(Path(ort)) for ort in sorted(orte)},
        {ort: windows.wer_schreibt(Path(ort)) for ort in sorted(orte)},
        [p.name for p in addin.parent.iterdir() if p != addin] if addin.parent.is_dir() else [],
        windows.im_netz(addin),
        list(regeln.gefunden(windows.registrierung)),
        letzte_zeile(Path((werte or {}).get("PROTOKOLL", ""))),
    )


def startfehler(interpreter: Path) -> str:
    """Die letzte Zeile dessen, was Python sagt, wenn man es startet wie Excel; leer, wenn es startet. [Text]"""
    import subprocess

    from xlwings_addin.pruefung import STARTPROBE

    try:
        probe = subprocess.run(
            [interpreter, *STARTPROBE],
            capture_output=True,
            check=False,
            text=True,
            errors="replace",
            timeout=120,
        )
    except subprocess.TimeoutExpired:
        return "es antwortet nach zwei Minuten noch nicht"
    except OSError as grund:
        return grund.strerror or str(grund)
    zeilen = probe.stderr.strip().splitlines() or [f"Ende mit {probe.returncode}"]
    return zeilen[-1] if probe.returncode else ""


def letzte_zeile(protokoll: Path) -> str:
    """Der letzte Start im Startprotokoll; leer ohne eines. [Text]"""
    try:
        zeilen = protokoll.read_text("mbcs" if sys.platform == "win32" else "utf-8", "replace").splitlines()
    except OSError:
        return ""
    return next((zeile for zeile in reversed(zeilen) if zeile.strip()), "")
