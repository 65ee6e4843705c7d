"""Andere Prozesse, die rechnen: stirbt einer, kostet das Zeit und höchstens die Datei, an der er starb."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from multiprocessing import connection
from typing import Any, Protocol, TypeVar

A = TypeVar("A")


class Abgestuerzt(Exception):
    """Der Prozess, der diesen Auftrag allein rechnete, endete ohne Ergebnis."""


class Werker(Protocol):
    """Wer Aufträge erledigt, in beliebiger Folge."""

    def erledige(self, auftraege: Iterable[A]) -> Generator[tuple[A, Any], None, None]:
        """Zu jedem Auftrag sein Ergebnis oder die Ausnahme; geholt werden nie mehr als einige auf einmal."""


class Hier:
    """Dieser Vorgang selbst, ein Auftrag nach dem anderen."""

    def __init__(self, arbeit: Callable[[Any], Any]) -> None:
        self._arbeit = arbeit

    def erledige(self, auftraege: Iterable[A]) -> Generator[tuple[A, Any], None, None]:
        """Siehe `Werker`; eine Ausnahme geht gleich weiter."""
        for auftrag in auftraege:
            yield auftrag, self._arbeit(auftrag)


def kerne() -> int:
    """Kerne, die dieser Vorgang benutzen darf."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Prozesse:
    """Prozesse dieses Rechners. `arbeit` steht auf oberster Ebene eines Moduls, wie `pickle` es will."""

    def __init__(self, arbeit: Callable[[Any], Any], anzahl: int) -> None:
        self._arbeit, self._anzahl = arbeit, anzahl

    def erledige(self, auftraege: Iterable[A]) -> Generator[tuple[A, Any], None, None]:
        """Siehe `Werker`. Endet der Erzeuger früher, enden auch die Prozesse."""
        offen = iter(auftraege)
        while True:
            gemeinsam: list[A] = []
            yield from self._runde(offen, gemeinsam)
            if not gemeinsam:
                return
            for auftrag in gemeinsam:  # an einem von ihnen starb der Prozess: jeder für sich
                yield auftrag, self._allein(auftrag)

    def _runde(self, offen: Iterator[A], gemeinsam: list[A]) -> Iterator[tuple[A, Any]]:
        """Bis alles getan ist, oder bis ein Prozess stirbt; was dann unterwegs war, steht in `gemeinsam`."""
        unterwegs: dict[Future[Any], A] = {}
        with _vorrat(self._anzahl) as vorrat:
            while True:
                while not gemeinsam and len(unterwegs) < 2 * self._anzahl:  # einer wartet schon
                    auftrag = next(offen, None)
                    if auftrag is None:
                        break
                    try:
                        unterwegs[vorrat.submit(self._arbeit, auftrag)] = auftrag
                    except BrokenExecutor:
                        gemeinsam.append(auftrag)
                if not unterwegs:
                    return
                for getan in wait(unterwegs, return_when=FIRST_COMPLETED).done:
                    auftrag, ergebnis = unterwegs.pop(getan), _ergebnis(getan)
                    if isinstance(ergebnis, BrokenExecutor):
                        gemeinsam.append(auftrag)
                    else:
                        yield auftrag, ergebnis

    def _allein(self, auftrag: A) -> Any:
        with _vorrat(1) as vorrat:
            ergebnis = _ergebnis(vorrat.submit(self._arbeit, auftrag))
        return Abgestuerzt() if isinstance(ergebnis, BrokenExecutor) else ergebnis


def _ergebnis(getan: Future[Any]) -> Any:
    grund = getan.exception()
    return grund if grund is not None else getan.result()


@contextlib.contextmanager
def _vorrat(anzahl: int) -> Iterator[ProcessPoolExecutor]:
    """Frisch gestartete Prozesse (abgezweigte erbten offene Dateien und Fäden); wer abbricht, wartet nicht auf sie."""
    fremde = set(multiprocessing.active_children())
    vorrat = ProcessPoolExecutor(anzahl, multiprocessing.get_context("spawn"), _eingerichtet)
    try:
        yield vorrat
    except BaseException:
        for prozess in set(multiprocessing.active_children()) - fremde:
            prozess.terminate()
        raise
    finally:
        vorrat.shutdown(cancel_futures=True)


def _eingerichtet() -> None:
    """Im neuen Prozess: Strg-C gilt dem, der ihn startete; endet der, endet auch er."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_mit_dem_anderen, daemon=True).start()


def _mit_dem_anderen() -> None:
    if (anderer := multiprocessing.parent_process()) is not None:
        connection.wait([anderer.sentinel])
        os._exit(1)
