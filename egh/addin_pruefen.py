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

_WORT = {True: "in Ordnung", None: "Hinweis", False: "Befund"}


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
        ausgabe.sage(f"{_WORT[befund.gut]:<11} {befund.satz}")
    return 1 if any(befund.gut is False for befund in gefunden) else 0


def _lage(addin: Path) -> Lage:
    """Was auf diesem PC steht; nur unter Windows."""
    from importlib.metadata import version

    from xlwings_addin import regeln, windows
    from xlwings_addin.pruefung import Lage, konfiguration

    werte = konfiguration(addin) or {}
    interpreter, dll_ordner = werte.get("INTERPRETER_WIN", ""), werte.get("XLWINGS_DLL_FOLDER", "")
    # Was ein fremdes EGH.xlam nennt, wird nicht angefasst, solange sein Pfad und seine Ordner nicht geprüft sind.
    pfade_gut = bool(interpreter) and not any(map(_hindernis, (interpreter, dll_ordner)))
    python = Path(interpreter)
    orte = _orte(python, Path(dll_ordner)) if pfade_gut else []
    im_netz = {str(ort): windows.im_netz(ort) for ort in orte}
    schreibt = {str(ort): windows.wer_schreibt(ort) for ort in orte if not im_netz[str(ort)]}
    sicher = pfade_gut and not any(im_netz.values()) and not any(schreibt.values())
    protokoll = werte.get("PROTOKOLL", "")
    return Lage(
        addin,
        konfiguration(addin),
        version("egh-kalkulation"),
        interpreter_da=not pfade_gut or python.is_file(),
        startfehler=startfehler(python) if sicher and python.is_file() else "",
        im_netz=im_netz,
        schreibt=schreibt,
        weitere=[p.name for p in addin.parent.iterdir() if p != addin] if addin.parent.is_dir() else [],
        profil_im_netz=windows.im_netz(addin),
        regeln=list(regeln.gefunden(windows.registrierung)),
        dll_da=not pfade_gut or any(Path(dll_ordner).glob("xlwings*.dll")),
        letzter_start=letzte_zeile(Path(protokoll)) if protokoll == _eigenes_protokoll() else "",
    )


def _orte(python: Path, dll_ordner: Path) -> list[Path]:
    """Ordner, aus denen Excel Code lädt, soweit es sie gibt: der Umgebung, des Python dahinter, der DLL."""
    from xlwings_addin import installation

    gefragt = (python.parent, installation.basis(python), dll_ordner)
    return [
        ort for ort in dict.fromkeys(gefragt) if ort is not None and not _hindernis(str(ort)) and ort.is_dir()
    ]


def _hindernis(pfad: str) -> bool:
    from xlwings_addin import installation

    try:
        installation.pruefe_pfad(pfad, "", "mbcs")
    except installation.Hindernis:
        return True
    return False


def _eigenes_protokoll() -> str:
    from xlwings_addin import installation

    try:
        return str(installation.startprotokoll(os.environ))
    except installation.Hindernis:
        return ""


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
