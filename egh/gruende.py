"""Was schiefging, als deutscher Satz: Ausnahmen des Betriebssystems, von Python und unsere eigenen."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_GRUENDE = {
    errno.ENOENT: "Datei oder Ordner nicht gefunden",
    errno.EACCES: "keine Berechtigung (oder die Datei ist in einem anderen Programm geöffnet)",
    errno.EPERM: "keine Berechtigung",
    errno.EISDIR: "das ist ein Ordner",
    errno.ENOTDIR: "der Ordner ist keiner",
    errno.ENOTEMPTY: "der Ordner ist nicht leer",
    errno.EEXIST: "die Datei gibt es schon",
    errno.ENOSPC: "auf dem Datenträger ist kein Platz mehr",
    errno.EFBIG: "die Datei ist zu groß für diesen Datenträger",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.ENAMETOOLONG: "der Dateiname ist zu lang",
    errno.EINVAL: "dieser Name oder diese Angabe ist hier nicht möglich",
    errno.ELOOP: "der Verweis führt im Kreis",
    errno.EBUSY: "die Datei ist gerade in Gebrauch",
    errno.ETXTBSY: "die Datei ist gerade in Gebrauch",
    errno.EXDEV: "das Ziel liegt auf einem anderen Datenträger",
    errno.EMFILE: "zu viele Dateien sind geöffnet",
    errno.ENFILE: "zu viele Dateien sind geöffnet",
    errno.EIO: "der Datenträger antwortet nicht richtig",
    errno.ENXIO: "das Gerät antwortet nicht",
    errno.ENODEV: "das Gerät antwortet nicht",
    errno.EBADF: "die Ausgabe ist geschlossen",
    errno.EPIPE: "der Leser der Ausgabe ist fertig",
    errno.ETIMEDOUT: "der Datenträger antwortet nicht",
    errno.ENOMEM: "der Arbeitsspeicher reicht nicht",
    errno.EINTR: "unterbrochen",
    errno.EAGAIN: "gerade nicht möglich; noch einmal versuchen",
}
for _name in ("EDQUOT", "ESTALE", "EHOSTDOWN"):  # nicht überall bekannt
    if hasattr(errno, _name):
        _GRUENDE[getattr(errno, _name)] = (
            "der zugeteilte Platz ist aufgebraucht" if _name == "EDQUOT" else "der Netzordner antwortet nicht"
        )


class Abbruch(Exception):
    """Die Angaben oder die Datei sind nicht brauchbar; der Text ist der deutsche Satz."""


_UNLESBAR = "Die Angaben oder die Datei sind nicht lesbar"


def betriebssystem(grund: OSError) -> str:
    """Der Grund in Worten, ohne Punkt; was nicht übersetzt ist, mit seiner Nummer."""
    return _GRUENDE.get(grund.errno or 0, f"Fehler {grund.errno or '?'} des Betriebssystems")


def satz(grund: Exception) -> str:
    """Der Satz zu einer Ausnahme, die einen Befehl beendet.

    Alles außer `Abbruch`, `Unbrauchbar`, OSError und MemoryError ist ein Fall, den niemand vorhergesehen hat; auch
    dann ist nichts geschrieben, und der Satz nennt die Stelle, damit jemand ihn melden kann.
    """
    from recalculation.datei.paket import Unbrauchbar

    if isinstance(grund, (Abbruch, Unbrauchbar)):
        return str(grund)
    if isinstance(grund, OSError):
        datei = grund.filename if isinstance(grund.filename, (str, os.PathLike)) else "Ausgabe"
        return f"{datei}: {betriebssystem(grund)}."
    if isinstance(grund, MemoryError):
        return "Der Arbeitsspeicher reicht für diese Datei nicht."
    if isinstance(grund, RecursionError):
        return f"{_UNLESBAR}: sie sind zu tief verschachtelt. Nichts geschrieben."
    return f"{_UNLESBAR} ({_stelle(grund)}). Nichts geschrieben; bitte melden."


def _stelle(grund: Exception) -> str:
    """Art der Ausnahme und die letzte eigene Stelle, ohne Text aus der Datei."""
    art, spur = type(grund).__name__, grund.__traceback__
    while spur is not None and spur.tb_next is not None:
        spur = spur.tb_next
    return f"{art}, {Path(spur.tb_frame.f_code.co_filename).name}:{spur.tb_lineno}" if spur else art
