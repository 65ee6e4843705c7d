"""Rechner eines Dask-Clusters, die rechnen: fällt einer aus, kostet das Zeit.

Dask wird nur hier geladen, und erst, wenn jemand eine Adresse nennt. Was reist, sind Bytes (`pickle`), in die Dask
nicht hineinsieht; ein Auftrag hängt von keinem anderen ab, deshalb kann ihn jeder Rechner noch einmal rechnen.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
import re
import socket
import time
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from functools import cache
from typing import Any, TypeVar

from workbooks.stapel.stand import programmstand
from workbooks.stapel.werker import Abgestuerzt, zusammen_dann_allein

A = TypeVar("A")
_ADRESSE = re.compile(r"(?P<wie>tcp|tls)://(?P<rechner>\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):\d{1,5}")
_VERBINDEN = 15  # Sekunden
_OHNE_WERKER = 60
_TAKT = 1
_JE_PLATZ = 3  # Aufträge unterwegs: einer wird gerechnet, einer liegt schon dort, einer kommt zurück


class Unerreichbar(Exception):
    """Mit diesem Cluster ist nicht oder nicht mehr zu rechnen; der Text ist der deutsche Satz."""


class Cluster:
    """Ein laufender Cluster; `arbeit` steht auf oberster Ebene eines Moduls. Fehler: `Unerreichbar`."""

    def __init__(self, arbeit: Callable[[Any], Any], adresse: str, unverschluesselt: bool = False) -> None:
        self._arbeit, self._adresse, self._unverschluesselt = arbeit, adresse, unverschluesselt
        self._stand = programmstand()
        self._gefragt, self._bekannt = 0.0, 0  # wann zuletzt, und wie viele Plätze es da waren
        self._ohne_werker_seit: float | None = None
        self._offen_fuer(adresse)
        self._stapel = contextlib.ExitStack()

    def __enter__(self) -> Cluster:
        with contextlib.ExitStack() as stapel:
            stapel.enter_context(_still())
            self._client = stapel.enter_context(contextlib.closing(self._verbunden()))
            self._pruefe_werker()
            self._stapel = stapel.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stapel.close()

    def erledige(self, auftraege: Iterable[A]) -> Generator[tuple[A, Any], None, None]:
        """Siehe `Werker`."""
        return zusammen_dann_allein(self._runde, auftraege)

    def _runde(self, offen: Iterator[A], verdaechtig: list[A]) -> Iterator[tuple[A, Any]]:
        """Bis alles getan ist; woran Werker immer wieder endeten, steht danach in `verdaechtig`."""
        unterwegs: dict[Any, A] = {}
        try:
            while True:
                hoechstens = _JE_PLATZ * self._plaetze()
                while len(unterwegs) < hoechstens and (auftrag := next(offen, None)) is not None:
                    unterwegs[self._schicke(auftrag)] = auftrag
                if not unterwegs and hoechstens:
                    return
                for getan, ergebnis in self._fertige(list(unterwegs)):
                    auftrag = unterwegs.pop(getan)
                    if isinstance(ergebnis, Abgestuerzt):
                        verdaechtig.append(auftrag)
                    else:
                        yield auftrag, ergebnis
        finally:
            with contextlib.suppress(OSError, CancelledError):
                self._client.cancel(list(unterwegs))

    @contextlib.contextmanager
    def _erreichbar(self) -> Iterator[None]:
        """Um jede Frage an den Cluster, und um nichts anderes: auch das Lesen der Aufträge wirft OSError."""
        try:
            yield
        except (OSError, CancelledError) as grund:
            raise Unerreichbar(
                f"Der Cluster {self._adresse} antwortet nicht mehr ({type(grund).__name__})."
            ) from grund

    def _schicke(self, auftrag: Any) -> Any:
        bytes_ = pickle.dumps((self._arbeit, auftrag))
        with self._erreichbar():
            return self._client.submit(fern, self._stand, bytes_, pure=False)

    def _fertige(self, unterwegs: list[Any]) -> list[tuple[Any, Any]]:
        """Was getan ist, mit dem Ergebnis; gewartet wird höchstens einen Takt."""
        from distributed import wait

        if not unterwegs:
            time.sleep(_TAKT)
            return []
        fertige = []
        with self._erreichbar():
            try:
                getane = wait(unterwegs, timeout=_TAKT, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                return []
            for getan in getane:
                with contextlib.suppress(
                    TimeoutError
                ):  # sein Werker ging mit ihm verloren: es wird neu gerechnet
                    fertige.append((getan, self._ergebnis(getan)))
        return fertige

    def _ergebnis(self, getan: Any) -> Any:
        from distributed.scheduler import KilledWorker

        grund = getan.exception(_OHNE_WERKER)
        if isinstance(grund, KilledWorker):
            return Abgestuerzt()
        if isinstance(grund, _AndererStand):
            raise Unerreichbar(f"{_FREMD}.")
        if grund is not None:
            raise Unerreichbar(f"{_FREMD} ({type(grund).__name__}).")
        return pickle.loads(getan.result(_OHNE_WERKER))

    def _plaetze(self) -> int:
        """So viele Aufträge rechnen jetzt zugleich; 0, solange gerade kein Werker da ist."""
        if time.monotonic() < self._gefragt + _TAKT and self._bekannt:
            return self._bekannt
        with self._erreichbar():
            werker = self._client.nthreads()
        for adresse in werker:
            self._offen_fuer(adresse)
        self._gefragt, self._bekannt = time.monotonic(), sum(werker.values())
        if werker:
            self._ohne_werker_seit = None
        elif self._ohne_werker_seit is None:
            self._ohne_werker_seit = time.monotonic()
        elif time.monotonic() - self._ohne_werker_seit > _OHNE_WERKER:
            raise Unerreichbar(f"Im Cluster {self._adresse} ist seit {_OHNE_WERKER} s kein Werker.")
        return self._bekannt

    def _verbunden(self) -> Any:
        from distributed import Client
        from distributed.security import Security

        sicher: Any = Security(require_encryption=True) if self._adresse.startswith("tls") else None
        if sicher and not (sicher.tls_ca_file and sicher.tls_client_cert):
            raise Unerreichbar(
                "Für tls:// fehlen die Zertifikate: in den Einstellungen von Dask stehen sie unter "
                "distributed.comm.tls (ca-file, client.cert, client.key)."
            )
        try:
            return Client(self._adresse, security=sicher, timeout=_VERBINDEN)
        except (OSError, ValueError, RuntimeError, TypeError) as grund:
            raise Unerreichbar(
                f"Der Cluster {self._adresse} ist nicht erreichbar ({type(grund).__name__})."
            ) from grund

    def _pruefe_werker(self) -> None:
        """Es gibt welche, und überall ist derselbe Stand installiert."""
        try:
            self._client.wait_for_workers(1, timeout=_VERBINDEN)
            self._plaetze()
            staende = self._client.run(mein_stand, on_error="return")
        except (OSError, CancelledError) as grund:
            raise Unerreichbar(f"Im Cluster {self._adresse} ist kein Werker.") from grund
        if falsche := sum(stand != self._stand for stand in staende.values()):
            raise Unerreichbar(f"{_FREMD}: bei {falsche} von {len(staende)}.")

    def _offen_fuer(self, adresse: str) -> None:
        """Fehler: `Unerreichbar`, wenn Daten unverschlüsselt zu einem anderen Rechner gingen."""
        gelesen = _ADRESSE.fullmatch(adresse)
        if gelesen is None:
            raise Unerreichbar(f"{adresse} ist keine Adresse eines Clusters, etwa tls://rechner:8786.")
        if gelesen["wie"] == "tls" or self._unverschluesselt or _hier(gelesen["rechner"].strip("[]")):
            return
        raise Unerreichbar(
            f"{adresse} liegt auf einem anderen Rechner, und die Daten gingen unverschlüsselt dorthin: "
            "tls:// einrichten, oder in einem eigenen, abgeschirmten Netz --unverschluesselt angeben."
        )


_FREMD = "Im Cluster ist nicht überall derselbe Stand dieses Programms installiert"


class _AndererStand(Exception):
    """Bei dem, der rechnen soll, ist ein anderer Stand des Programms installiert."""


@cache
def mein_stand() -> str:
    """Der Stand, mit dem dieser Vorgang rechnet: einmal gelesen, denn geladen ist er auch nur einmal."""
    return programmstand()


def fern(stand: str, bytes_: bytes) -> bytes:
    """Bei einem Werker: einen Auftrag erledigen. Was dabei geworfen wird, ist auch ein Ergebnis."""
    if stand != mein_stand():
        raise _AndererStand
    arbeit, auftrag = pickle.loads(bytes_)
    try:
        return pickle.dumps(arbeit(auftrag))
    except Exception as grund:  # noqa: BLE001
        return pickle.dumps(grund)


@cache
def _hier(rechner: str) -> bool:
    """Ob jede Anschrift dieses Namens eine des eigenen Rechners ist: nur an eine solche lässt sich binden."""
    try:
        anschriften = socket.getaddrinfo(rechner, 0, type=socket.SOCK_STREAM)
    except OSError:
        return False
    for familie, art, protokoll, _, anschrift in anschriften:
        try:
            with socket.socket(familie, art, protokoll) as probe:
                probe.bind(anschrift)
        except OSError:
            return False
    return True


@contextlib.contextmanager
def _still() -> Iterator[None]:
    """Was Dask auf Englisch meldet, sagt hier ein deutscher Satz oder niemand."""
    melder = logging.getLogger("distributed")
    davor = melder.level
    melder.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        melder.setLevel(davor)
