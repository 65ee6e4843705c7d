"""Welche Arbeitsmappen unter einem Ordner liegen, und was von ihnen nicht zu lesen ist."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ENDUNGEN = (".xlsx", ".xlsm")
_ANDERE = (".xls", ".xlsb", ".xltx", ".xltm", ".ods", ".ots", ".fods")
_SPERREN = ("~$", ".~", ".egh-")  # Sperrdateien von Excel und LibreOffice, unsere Zwischendateien


class Fund(NamedTuple):
    """Eine Datei unter dem Ordner; `datei` mit / von ihm aus, `hindernis` sagt, warum sie nicht zu rechnen ist."""

    datei: str
    pfad: Path
    groesse: int
    hindernis: str = ""


def gefunden(ordner: Path) -> list[Fund]:
    """Alle Mappen unter dem Ordner, nach Namen; Verweise werden genannt, nicht gefolgt. Fehler: OSError."""
    unlesbar: list[Fund] = []

    def nicht_gelesen(grund: OSError) -> None:
        pfad = Path(grund.filename)
        if pfad == ordner:
            raise grund
        unlesbar.append(Fund(_kurz(pfad, ordner), pfad, 0, "Ordner nicht lesbar"))

    funde = []
    for wo, unter, dateien in os.walk(ordner, onerror=nicht_gelesen):
        verweise = [pfad for name in unter if (pfad := Path(wo, name)).is_symlink()]
        funde += [Fund(_kurz(p, ordner), p, 0, "Verweis auf einen Ordner, nicht gefolgt") for p in verweise]
        funde += _mappen(Path(wo), dateien, ordner)
    return sorted(funde + unlesbar)


def _mappen(wo: Path, namen: list[str], ordner: Path) -> Iterator[Fund]:
    for name in namen:
        endung = Path(name).suffix.lower()
        if endung not in ENDUNGEN + _ANDERE or name.startswith(_SPERREN):
            continue
        pfad = wo / name
        hindernis = f"{endung} wird nicht gelesen; als .xlsx speichern" if endung in _ANDERE else ""
        try:
            if pfad.is_symlink():
                hindernis = "Verweis, nicht gefolgt"
            elif name.startswith("."):
                hindernis = "versteckte Datei, nicht gelesen"
            elif not pfad.is_file():
                hindernis = "keine Datei"
            groesse = 0 if hindernis else pfad.stat().st_size
        except OSError:  # eben noch da
            groesse, hindernis = 0, "nicht lesbar"
        yield Fund(_kurz(pfad, ordner), pfad, groesse, hindernis)


def _kurz(pfad: Path, ordner: Path) -> str:
    return pfad.relative_to(ordner).as_posix()


def ineinander(a: Path, b: Path) -> bool:
    """Ob zwei Ordner dieselben sind oder einer im anderen liegt, auch über Verweise."""
    a, b = a.resolve(), b.resolve()
    return a == b or a in b.parents or b in a.parents
