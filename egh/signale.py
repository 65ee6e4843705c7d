"""Strg-C, Beenden und Schließen des Fensters: in jedem Augenblick, auch mitten in der Rechenmaschine.

Python selbst antwortet auf ein Signal erst, wenn es wieder an der Reihe ist; bis dahin rechnet die Rechenmaschine.
Deshalb wartet ein zweiter Faden: endet der Vorgang nicht von selbst (und räumt dabei auf), beendet er ihn.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator

_GEDULD = 2.0  # Sekunden, in denen ein Vorgang, der in Python steht, aufgeräumt und geantwortet hat


@contextlib.contextmanager
def beachtet() -> Iterator[None]:
    """Bis zum Ende des Blocks lässt ein Signal keine Zwischendatei zurück; überhört wird es höchstens zwei Sekunden."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    vorher = {}
    for name in ("SIGTERM", "SIGHUP"):
        nummer = getattr(signal, name, None)
        if nummer is not None and signal.getsignal(nummer) == signal.SIG_DFL:  # nohup bleibt nohup
            vorher[nummer] = signal.signal(nummer, _beendet)
    waechter = _waechter() if os.name == "posix" else contextlib.nullcontext()
    try:
        with waechter:
            yield
    finally:
        for nummer, alt in vorher.items():
            signal.signal(nummer, alt)


def _beendet(nummer: int, _: object) -> None:
    signal.signal(nummer, signal.SIG_IGN)  # ein zweites störte beim Aufräumen
    raise SystemExit(128 + nummer)


@contextlib.contextmanager
def _waechter() -> Iterator[None]:
    lesen, schreiben = os.pipe()
    os.set_blocking(schreiben, False)
    alt = signal.set_wakeup_fd(schreiben, warn_on_full_buffer=False)
    fertig = threading.Event()
    threading.Thread(target=_wache, args=(lesen, fertig), daemon=True).start()
    try:
        yield
    finally:
        fertig.set()
        signal.set_wakeup_fd(alt)
        os.close(schreiben)


def _wache(lesen: int, fertig: threading.Event) -> None:
    while nummer := os.read(lesen, 1):  # nichts mehr: das andere Ende ist geschlossen
        if nummer[0] in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) and not fertig.wait(_GEDULD):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                os.write(sys.stderr.fileno(), b"egh: abgebrochen.\n")
            os._exit(128 + nummer[0])
    os.close(lesen)
