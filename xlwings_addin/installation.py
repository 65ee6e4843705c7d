"""Where EGH.xlam goes on a Windows PC and which Python it calls. Pure: environment and files come in as arguments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from xlwings_addin.bauen import Python

DATEI = "EGH.xlam"
_HOECHSTENS_BEFEHL = 2047  # the DLL copies the command line into char[2048]
_BEFEHL_OHNE_PFAD = 200  # what XLPyCommand adds to the interpreter, class id filled in
_DLL = re.compile(r"xlwings(?:32|64)-[\d.]+\.dll")


# A full path on a drive: no server, no \\?\, nothing relative, no sign that would end the command line's quotes.
_PFAD = re.compile(
    r'[A-Za-z]:(?:\\[^\\/"<>|?*:\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]*[^\\/"<>|?*:\x00-\x20\x7f.])+'
)
_GERAET = re.compile(
    r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\..*)?", re.I
)  # Windows takes these names for devices
_RAT = "etwa in %LOCALAPPDATA%\\EGH anlegen"


class Hindernis(Exception):
    """Installation is not possible here; the text is the German sentence."""


def ziel(umgebung: Mapping[str, str], ordner: Path | None = None) -> Path:
    """Full path of EGH.xlam: in `ordner`, else in the user's XLSTART, from which Excel loads by itself."""
    if ordner is not None:
        return ordner / DATEI
    appdata = umgebung.get("APPDATA", "")
    if not Path(appdata).is_absolute():
        raise Hindernis(
            "Der Ordner XLSTART ist nicht zu finden (APPDATA nennt keinen vollen Pfad); --ordner angeben."
        )
    return Path(appdata) / "Microsoft" / "Excel" / "XLSTART" / DATEI


def startprotokoll(umgebung: Mapping[str, str]) -> Path:
    """Where the add-in of this user writes its starts if asked to. Errors: `Hindernis`."""
    lokal = umgebung.get("LOCALAPPDATA", "")
    if not Path(lokal).is_absolute():
        raise Hindernis("Für das Startprotokoll fehlt der Ordner LOCALAPPDATA.")
    return Path(lokal) / "EGH" / "starts.txt"


def pruefe_pfad(pfad: str, wozu: str, kodierung: str = "cp1252") -> None:
    """A path that the add-in may start a program or load a library from. Errors: `Hindernis`.

    `kodierung`: Windows' ANSI code page there, in which the DLL starts programs.
    """
    if not _PFAD.fullmatch(pfad) or any(map(_GERAET.fullmatch, pfad.split("\\"))) or "$(" in pfad:
        raise Hindernis(
            f"{wozu}: {pfad} ist kein voller Pfad auf einem Laufwerk dieses PCs; die Umgebung {_RAT}."
        )
    if len(pfad) + _BEFEHL_OHNE_PFAD > _HOECHSTENS_BEFEHL:
        raise Hindernis(f"{wozu}: Der Pfad hat {len(pfad)} Zeichen; Excel kann so lange nicht starten.")
    _darstellbar(pfad, kodierung, f"{wozu}: ")
    if "windowsapps" in pfad.lower():
        raise Hindernis(
            f"{wozu}: {pfad} gehört zum Python aus dem Microsoft Store; was es ablegt, sieht Excel nicht. Python von "
            "python.org installieren."
        )


def pruefe_ort(ordner: str, entfernt: bool, wer_schreibt: Iterable[str]) -> None:
    """A folder from which Excel of this user loads code. Errors: `Hindernis`.

    `entfernt`: on a network drive; `wer_schreibt`: who else may change it (`rechte.fremde`).
    """
    if entfernt:
        raise Hindernis(
            f"{ordner} liegt im Netz; Excel lädt von dort keinen Code, dem es traut. Die Umgebung {_RAT}."
        )
    if andere := ", ".join(wer_schreibt):
        raise Hindernis(
            f"{ordner} dürfen auch andere ändern ({andere}); was sie dort ablegen, liefe in diesem Excel. Die Umgebung "
            f"{_RAT}, für alle in einem Ordner, in den nur Administratoren schreiben."
        )


def pruefe_profil(ziel_: Path, entfernt: bool) -> None:
    """XLSTART on a network drive is no trusted location. Errors: `Hindernis`."""
    if entfernt or str(ziel_).startswith("\\\\"):
        raise Hindernis(
            f"Der Ordner {ziel_.parent} liegt im Netz; Excel vertraut ihm nicht. Mit --ordner einen vertrauenswürdigen "
            "Speicherort auf diesem PC angeben."
        )


def python(interpreter: str, xlwings_dateien: Iterable[PurePath], kodierung: str) -> Python:
    """Interpreter and DLL folder for the configuration of the add-in.

    `xlwings_dateien`: the installed files of the package xlwings, absolute; `kodierung`: Windows' ANSI code page, in
    which the DLL starts programs. Errors: `Hindernis`.
    """
    dlls = [Path(datei) for datei in xlwings_dateien if _DLL.fullmatch(datei.name)]
    vorhanden = [dll for dll in dlls if dll.is_file()]
    if not vorhanden:
        gesucht = f" (gesucht: {dlls[0]})" if dlls else ""
        raise Hindernis(
            f"Die Datei xlwings64-….dll fehlt{gesucht}; xlwings mit pip neu installieren, ohne --target."
        )
    ordner = str(vorhanden[0].parent)
    for pfad in (interpreter, ordner):
        _darstellbar(pfad, kodierung)
    if len(interpreter) + _BEFEHL_OHNE_PFAD > _HOECHSTENS_BEFEHL or "$(" in interpreter:
        raise Hindernis(f"Excel kann Python unter {interpreter} nicht starten; einen kürzeren Pfad wählen.")
    return Python(interpreter, ordner)


def _darstellbar(pfad: str, kodierung: str, vorweg: str = "") -> None:
    try:
        pfad.encode(kodierung)
    except UnicodeEncodeError as grund:
        zeichen = pfad[grund.start]
        raise Hindernis(
            f"{vorweg}Der Pfad {pfad} enthält das Zeichen „{zeichen}“, mit dem Excel Python nicht starten kann; die "
            "Umgebung in einem Ordner ohne solche Zeichen anlegen."
        ) from None


def basis(interpreter: Path) -> Path | None:
    """The folder of the Python behind an environment, from its pyvenv.cfg; None where there is none."""
    try:
        text = (interpreter.parent.parent / "pyvenv.cfg").read_text("utf-8", "replace")
    except OSError:
        return None
    gefunden = re.search(r"^home\s*=\s*(.+?)\s*$", text, re.M)
    return Path(gefunden[1]) if gefunden else None
