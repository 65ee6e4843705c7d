"""Andere Prozesse, die rechnen: stirbt einer, kostet das Zeit und höchstens die Datei, an der er starb."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing import connection, resource_tracker
from typing import Any, Protocol, TypeVar

A = TypeVar("A")


class Abgestuerzt(Exception):
    """Der Prozess, der diesen Auftrag allein rechnete, endete ohne Ergebnis."""


class Werker(Protocol):
    """Wer Aufträge erledigt, in beliebiger Folge."""

    def erledige(self, auftraege: Iterable[A]) -> Generator[tuple[A, Any], None, None]:
        """Zu jedem Auftrag sein Ergebnis oder die Ausnahme; geholt werden nie mehr als einige auf einmal."""


def zusammen_dann_allein(
    runde: Callable[[Iterator[A], list[A]], Iterator[tuple[A, Any]]], auftraege: Iterable[A]
) -> Generator[tuple[A, Any], None, None]:
    """Woran ein Werker starb, legt `runde` in ihre Liste; jedes davon kommt am Ende für sich noch einmal daran."""
    gestorben: list[A] = []
    yield from runde(iter(auftraege), gestorben)
    for auftrag in gestorben:  # allein hat er den ganzen Speicher
        wieder: list[A] = []
        yield from runde(iter([auftrag]), wieder)
        if wieder:
            yield auftrag, Abgestuerzt()


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
    """Prozesse dieses Rechners. `arbeit` steht auf oberster Ebene eines Moduls, wie `pickle` es will.

    Jeder hat eine eigene Leitung: stirbt er mitten in einer Antwort, endet seine, und niemand wartet auf den Rest. Auf
    einer gemeinsamen (`concurrent.futures`) blieb dann der ganze Lauf stehen.
    """

    def __init__(self, arbeit: Callable[[Any], Any], anzahl: int) -> None:
        self._arbeit, self._anzahl = arbeit, anzahl

    def erledige(self, auftraege: Iterable[A]) -> Generator[tuple[A, Any], None, None]:
        """Siehe `Werker`. Endet der Erzeuger früher, enden auch die Prozesse."""
        return zusammen_dann_allein(self._runde, auftraege)

    def _runde(self, offen: Iterator[A], gestorben: list[A]) -> Iterator[tuple[A, Any]]:
        """Bis alles getan ist; woran ein Prozess starb, steht danach in `gestorben`."""
        laufende: list[_Prozess] = []
        try:
            while True:
                while len(laufende) < self._anzahl and (auftrag := next(offen, None)) is not None:
                    laufende.append(_Prozess(self._arbeit, auftrag))
                if not laufende:
                    return
                for prozess in _gemeldete(laufende):
                    auftrag, antwort = prozess.auftrag, prozess.antwort()
                    if antwort is None:
                        gestorben.append(auftrag)
                    elif antwort:  # der nächste zuerst: er wird gerechnet, während hier geschrieben wird
                        prozess.auftrag = next(offen, None)
                    if antwort is None or prozess.auftrag is None:
                        laufende.remove(prozess)
                        _beende([prozess])
                    else:
                        prozess.beginne()
                    if antwort:
                        yield auftrag, antwort[0]
        finally:
            _beende(laufende)


class _Prozess:
    """Ein frisch gestarteter (ein abgezweigter erbte offene Dateien und Fäden) mit dem, was er rechnet."""

    def __init__(self, arbeit: Callable[[Any], Any], auftrag: Any) -> None:
        self.auftrag = auftrag
        neuer = multiprocessing.get_context("spawn")
        self.leitung, seine = neuer.Pipe()
        self.prozess = neuer.Process(target=_werke, args=(arbeit, seine), daemon=True)
        with _ohne_strg_c():
            self.prozess.start()
        seine.close()

    def beginne(self) -> None:
        """Ihm den Auftrag geben. Ist er schon tot, sagt es die Leitung, wenn sie das nächste Mal gefragt wird."""
        with contextlib.suppress(OSError):
            self.leitung.send(self.auftrag)

    def antwort(self) -> tuple[Any, ...] | None:
        """Das Ergebnis, allein in einem Tupel; ein leeres: er ist bereit; None: er ist tot oder nicht zu verstehen."""
        try:
            return self.leitung.recv() if self.leitung.poll() else None
        except Exception:  # noqa: BLE001  # auch was sich nicht auspacken lässt
            return None


def _gemeldete(prozesse: list[_Prozess]) -> list[_Prozess]:
    """Warten, bis einer etwas sagt oder endet. Windows hält die Leitung eines, der beim Start starb, noch offen."""
    gemeldet = set(connection.wait(w for p in prozesse for w in (p.leitung, p.prozess.sentinel)))
    return [p for p in prozesse if not gemeldet.isdisjoint((p.leitung, p.prozess.sentinel))]


def _beende(prozesse: list[_Prozess]) -> None:
    """Keiner von ihnen hat etwas aufzuräumen: geschrieben wird hier."""
    for p in prozesse:
        p.prozess.kill()
    for p in prozesse:
        p.prozess.join()
        p.leitung.close()


@contextlib.contextmanager
def _ohne_strg_c() -> Iterator[None]:
    """Ein Strg-C wartet, bis der Prozess gestartet ist; er selbst hört von Anfang an keines."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # beim ersten Start hörte er sonst dazwischen wieder hin
    vorher = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, vorher)


def _werke(arbeit: Callable[[Any], Any], leitung: connection.Connection) -> None:
    """Im neuen Prozess: Strg-C gilt dem, der ihn startete; endet der, endet auch er."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_mit_dem_anderen, daemon=True).start()
    with contextlib.suppress(Exception):  # auch kein Speicher für die Antwort: drüben gilt er als tot
        leitung.send(())
        while True:
            leitung.send((_ergebnis(arbeit, leitung.recv()),))


def _ergebnis(arbeit: Callable[[Any], Any], auftrag: Any) -> Any:
    try:
        return arbeit(auftrag)
    except Exception as grund:  # noqa: BLE001  # sie ist das Ergebnis
        return grund


def _mit_dem_anderen() -> None:
    if (anderer := multiprocessing.parent_process()) is not None:
        connection.wait([anderer.sentinel])
        os._exit(1)
