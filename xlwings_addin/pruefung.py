"""What `egh addin excel pruefen` says: whether Excel of this user can start Python, and why not.

Pure: what only Windows knows comes in as a `Lage`; it is gathered in egh/addin_pruefen.py with `windows`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from xlwings_addin import installation, regeln

STARTPROBE = ("-B", "-E", "-P", "-c", "import xlwings_addin.server")
"""Arguments with which Excel's Python is tried: as the add-in starts it, but without serving."""


@dataclass(frozen=True)
class Lage:
    """What was found on a PC.

    `konfiguration`: the sheet egh.conf of the installed add-in, None where there is none; `startfehler`: the last line
    of what its Python said when tried, "" if it started; `im_netz`, `schreibt`: for each folder that code comes from;
    `weitere`: what else lies in its folder; `regeln`: sentences of `regeln.gefunden`; `letzter_start`: from the log.
    """

    addin: Path
    konfiguration: Mapping[str, str] | None
    paketversion: str
    interpreter_da: bool = True
    startfehler: str = ""
    im_netz: Mapping[str, bool] = field(default_factory=dict)
    schreibt: Mapping[str, Sequence[str]] = field(default_factory=dict)
    weitere: Sequence[str] = ()
    profil_im_netz: bool = False
    regeln: Sequence[regeln.Fund] = ()
    dll_da: bool = True
    letzter_start: str = ""


@dataclass(frozen=True)
class Befund:
    """One line: whether it is in order (None: to be looked at), and the sentence."""

    gut: bool | None
    satz: str


def konfiguration(addin: Path) -> dict[str, str] | None:
    """The sheet egh.conf of an EGH.xlam, and SIGNIERT; None where the file is missing, {} where it cannot be read."""
    if not addin.is_file():
        return None
    try:
        with zipfile.ZipFile(addin) as paket:
            blatt = paket.read("xl/worksheets/sheet1.xml").decode("utf-8")
            signiert = any("vbaprojectsignature" in name.lower() for name in paket.namelist())
    except (
        OSError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        RuntimeError,
    ):  # also locked and foreign methods
        return {}
    zellen = dict(re.findall(r'<c r="([AB][0-9]+)"[^>]*><is><t[^>]*>([^<]*)<', blatt))
    werte = {
        unescape(wert): unescape(zellen.get(f"B{ort[1:]}", ""))
        for ort, wert in zellen.items()
        if ort[0] == "A"
    }
    return {**werte, "SIGNIERT": "ja"} if signiert else werte


def befunde(lage: Lage) -> list[Befund]:
    """All findings, in the order in which things depend on each other."""
    signiert = (lage.konfiguration or {}).get("SIGNIERT") == "ja"
    gefunden = [
        Befund(None if fund.vielleicht else False, fund.satz)
        for fund in lage.regeln
        if not (fund.verlangt_signatur and signiert)
    ]
    if lage.profil_im_netz:
        gefunden.append(_gesagt(lambda: installation.pruefe_profil(lage.addin, True)))
    if lage.konfiguration is None:
        return [
            *gefunden,
            Befund(False, f"{lage.addin} gibt es nicht; egh addin excel installieren ausführen."),
        ]
    if not lage.konfiguration:
        satz = f"{lage.addin} ist beschädigt; egh addin excel installieren ausführen."
        return [*gefunden, Befund(False, satz)]
    gefunden.append(Befund(True, f"Add-in: {lage.addin}{', signiert' if signiert else ''}"))
    version = lage.konfiguration.get("VERSION", "")
    gleich = version == lage.paketversion
    rat = "" if gleich else ", das Paket " + lage.paketversion + "; egh addin excel installieren ausführen"
    gefunden.append(Befund(gleich, f"Version des Add-ins: {version or 'unbekannt'}{rat}"))
    gefunden += _python(lage, lage.konfiguration.get("INTERPRETER_WIN", ""))
    if not lage.dll_da:
        satz = "Die DLL von xlwings fehlt in {} (Quarantäne des Virenscanners?); xlwings neu installieren."
        gefunden.append(Befund(False, satz.format(lage.konfiguration.get("XLWINGS_DLL_FOLDER", ""))))
    for ordner, entfernt in lage.im_netz.items():
        gefunden.append(_ort(ordner, entfernt, lage.schreibt.get(ordner, ())))
    if lage.weitere:
        namen = ", ".join(sorted(lage.weitere))
        gefunden.append(Befund(True, f"Auch in {lage.addin.parent.name}, nicht von EGH-Kalkulation: {namen}"))
    if protokoll := lage.konfiguration.get("PROTOKOLL", ""):
        gefunden.append(Befund(True, f"Startprotokoll {protokoll}: {lage.letzter_start or 'noch leer'}"))
    return gefunden


def _ort(ordner: str, entfernt: bool, wer_schreibt: Sequence[str]) -> Befund:
    gut = f"{ordner} dürfen nur dieser Benutzer und Administratoren ändern."
    return _gesagt(lambda: installation.pruefe_ort(ordner, entfernt, wer_schreibt), gut)


def _gesagt(pruefung: Callable[[], None], gut: str = "") -> Befund:
    try:
        pruefung()
    except installation.Hindernis as grund:
        return Befund(False, str(grund))
    return Befund(True, gut)


def _python(lage: Lage, interpreter: str) -> list[Befund]:
    if not interpreter:
        return [Befund(False, "Das Add-in kennt kein Python; egh addin excel installieren ausführen.")]
    pfad = _gesagt(lambda: installation.pruefe_pfad(interpreter, "Python"))
    if not pfad.gut:
        return [pfad]
    if not lage.interpreter_da:
        return [
            Befund(False, f"{interpreter} gibt es nicht mehr; die Umgebung neu anlegen und installieren.")
        ]
    if lage.startfehler:
        return [Befund(False, f"{interpreter} startet nicht oder findet das Paket nicht: {lage.startfehler}")]
    return [Befund(True, f"Python: {interpreter} startet und findet das Paket.")]
