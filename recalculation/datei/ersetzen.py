"""Eine Datei in einem Zug ersetzen: bis zuletzt steht die alte da, danach ganz die neue.

Geschrieben wird eine Zwischendatei daneben, die an den Platz der alten tritt. Sie heißt nach Rechner und Vorgang, damit
ein späterer Lauf wegräumt, was ein abgeschossener liegen ließ, ohne einem laufenden die seine zu nehmen.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import re
import sys
import zlib
from os import PathLike
from pathlib import Path

_ZWISCHEN = re.compile(r"\.egh-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{8}\.tmp")
_ALT = 24 * 3600  # Sekunden, nach denen auch die Zwischendatei eines anderen Rechners niemandem mehr gehört


def ersetze_atomar(pfad: str | PathLike[str], inhalt: bytes, neu: bool = False) -> Path:
    """Datei schreiben; die alte behält Rechte, Eigentümer, Gruppe und erweiterte Attribute, soweit der Anwender darf.

    `neu`: die Datei darf es noch nicht geben. Gibt den Ort der Datei. Fehler: OSError, dann bleibt alles beim Alten.
    """
    ziel = Path(os.path.realpath(pfad))
    vorher = ziel.stat() if ziel.exists() else None
    if vorher is not None and not os.access(ziel, os.W_OK):
        raise PermissionError(errno.EACCES, "keine Schreibberechtigung", str(ziel))
    zwischen = ziel.with_name(f".egh-{_rechner()}-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        griff = os.open(zwischen, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(griff, "wb") as datei:
            datei.write(inhalt)
            datei.flush()
            os.fsync(datei.fileno())
        _raeume_auf(ziel.parent, zwischen.stat().st_mtime)
        if vorher is None:
            zwischen.chmod(0o666 & ~_umask())
        else:
            _wie(zwischen, ziel, vorher)
        _an_seinen_platz(zwischen, ziel, neu)
    except OSError as grund:  # der Anwender kennt nur seine eigene Datei
        _entferne(zwischen)
        raise OSError(grund.errno, grund.strerror, str(ziel)) from grund
    except BaseException:
        _entferne(zwischen)
        raise
    return ziel


def _an_seinen_platz(zwischen: Path, ziel: Path, neu: bool) -> None:
    if neu and hasattr(os, "link"):
        try:
            os.link(zwischen, ziel)  # scheitert, wenn es die Datei inzwischen gibt
        except FileExistsError:
            raise
        except OSError:  # Datenträger ohne Verweise, etwa FAT
            pass
        else:
            zwischen.unlink()
            return
    if neu and ziel.exists():
        raise FileExistsError(errno.EEXIST, "gibt es schon", str(ziel))
    zwischen.replace(ziel)


def _wie(zwischen: Path, ziel: Path, vorher: os.stat_result) -> None:
    """Eigentümer, Gruppe und Attribute der alten Datei, soweit erlaubt; die Rechte zuletzt, `chown` änderte sie."""
    if hasattr(os, "chown"):
        for eigner in (vorher.st_uid, -1):  # -1: wenigstens die Gruppe
            with contextlib.suppress(OSError):
                os.chown(zwischen, eigner, vorher.st_gid)
                break
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            for name in os.listxattr(ziel):
                with contextlib.suppress(OSError):
                    os.setxattr(zwischen, name, os.getxattr(ziel, name))
    zwischen.chmod(vorher.st_mode & 0o7777)


def _raeume_auf(ordner: Path, jetzt: float) -> None:
    """Zwischendateien entfernen, deren Vorgang nicht mehr läuft. `jetzt`: nach der Uhr des Datenträgers."""
    with contextlib.suppress(OSError):
        for datei in ordner.iterdir():
            treffer = _ZWISCHEN.fullmatch(datei.name)
            if treffer and _verlassen(datei, treffer[1], int(treffer[2]), jetzt):
                _entferne(datei)


def _verlassen(datei: Path, rechner: str, vorgang: int, jetzt: float) -> bool:
    if rechner == _rechner() and os.name == "posix":  # unter Windows beendete kill(…, 0) den Vorgang
        try:
            os.kill(vorgang, 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            return False
        return False
    try:
        return jetzt - datei.stat().st_mtime > _ALT
    except OSError:
        return False


def _rechner() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _entferne(zwischen: Path) -> None:
    with contextlib.suppress(OSError):
        zwischen.unlink()


def _umask() -> int:
    maske = os.umask(0)
    os.umask(maske)
    return maske
