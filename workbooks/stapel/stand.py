"""Was ein Lauf schon getan hat: eine Datei im Zielordner, in jeder Zeile nur ein Hash.

Ein Hash bezeugt eine Tatsache (»diese Datei, so gelesen, gab mit diesem Programm jene«). Wer sie hat, kann nachrechnen,
ob etwas bezeugt ist; was in den Mappen steht und wie sie heißen, steht nicht darin.
"""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import IO

NAME = ".egh-stand"
_TEILE = ("calc", "udfs", "recalculation", "workbooks", "egh")
_ENDUNGEN = (".py", ".toml", ".tsv")


class Besetzt(Exception):
    """In diesen Zielordner rechnet gerade ein anderer Lauf."""


def kennung(*teile: str | bytes) -> str:
    """Ein Hash über alle Teile, jeder mit seiner Länge: ("ab", "c") ist nicht ("a", "bc")."""
    summe = hashlib.sha256()
    for teil in teile:
        roh = teil if isinstance(teil, bytes) else teil.encode("utf-8", "surrogatepass")
        summe.update(len(roh).to_bytes(8, "big"))
        summe.update(roh)
    return summe.hexdigest()


def programmstand(*angaben: str) -> str:
    """Woran sich zeigt, ob dasselbe herauskäme: unser Programm mit seinen Werten, die Rechenmaschine, die Angaben."""
    wurzel = Path(__file__).resolve().parents[2]
    dateien = sorted(
        p for teil in _TEILE for p in (wurzel / teil).rglob("*") if p.suffix in _ENDUNGEN and p.is_file()
    )
    inhalte = [stueck for p in dateien for stueck in (p.relative_to(wurzel).as_posix(), p.read_bytes())]
    return kennung(version("formualizer"), *angaben, *inhalte)


class Stand:
    """Die Hashes eines Zielordners; solange er offen ist, hat kein anderer Lauf ihn offen.

    Fehler beim Öffnen: `Besetzt`, OSError.
    """

    def __init__(self, ordner: Path) -> None:
        self._datei: IO[bytes] = (ordner / NAME).open("a+b")
        try:
            _sperre(self._datei)
        except BlockingIOError:
            self._datei.close()
            raise Besetzt from None
        self._datei.seek(0)
        self._bekannt = set(self._datei.read().decode("ascii", "replace").split())

    def __enter__(self) -> Stand:
        return self

    def __exit__(self, *_: object) -> None:
        self._datei.close()

    def kennt(self, *teile: str | bytes) -> bool:
        """Ob das bezeugt ist."""
        return kennung(*teile) in self._bekannt

    def merke(self, *teile: str | bytes) -> None:
        """Das bezeugen, bevor es weitergeht: auch ein Stromausfall danach nimmt es nicht zurück."""
        zeile = kennung(*teile)
        if zeile in self._bekannt:
            return
        self._bekannt.add(zeile)
        self._datei.write(f"\n{zeile}\n".encode())  # davor ein Umbruch: die letzte kann abgerissen sein
        self._datei.flush()
        os.fsync(self._datei.fileno())


def _sperre(datei: IO[bytes]) -> None:
    """Fehler: BlockingIOError, wenn ein anderer Vorgang die Datei hat. Wo es keine Sperren gibt, gilt keine."""
    if sys.platform == "win32":
        import msvcrt

        datei.seek(0)
        try:
            msvcrt.locking(datei.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as grund:
            raise BlockingIOError from grund
        return
    import fcntl

    try:
        fcntl.flock(datei, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        return
