"""Die Befehle: lesen, ausführen, und was dabei schiefgeht, als ein deutscher Satz."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from egh import ausgabe, gruende, signale, version
from egh.aufruf import Befehlsleser

BEFEHLE = (
    "demo",
    "vorlage",
    "bestand",
    "vorlagen",
    "vorjahr",
    "rechnen",
    "sammeln",
    "szenario",
    "erhebung",
    "weitergeben",
    "pdf",
    "funktionen",
    "laender",
    "parameter",
    "addin",
)


class _Version(argparse.Action):
    """Version zeigen, auch neben anderen Angaben."""

    def __call__(self, *_: object) -> None:
        version.zeigen()
        raise SystemExit(0)


def _leser(nur_version: bool = False) -> Befehlsleser:
    leser = Befehlsleser(
        prog="egh", description="Formeln der Eingliederungshilfe in Arbeitsmappen rechnen, ohne Office."
    )
    leser.add_argument("--version", action=_Version, nargs=0, help="Version zeigen")
    befehle = leser.add_subparsers(
        title="Befehle", metavar="BEFEHL", dest="befehl", required=True, parser_class=Befehlsleser
    )
    for name in () if nur_version else BEFEHLE:  # die Befehle laden die Rechenmaschine
        import_module(f"egh.{name}").anmelden(befehle)
    return leser


def ausfuehren(argumente: Sequence[str] | None) -> int:
    """Einen Befehl ausführen; gibt den Rückgabewert des Programms."""
    for strom in (sys.stdout, sys.stderr):
        if isinstance(
            strom, io.TextIOWrapper
        ):  # Konsolen ohne Umlaute: lieber ein Fragezeichen als ein Absturz
            strom.reconfigure(errors="replace")
    try:
        with signale.beachtet():
            return _ausgefuehrt(argumente)
    except ausgabe.Geschrieben as grund:
        ausgabe.warne(str(grund))
        return 1
    except BrokenPipeError:  # der Leser der Ausgabe (etwa `head`) ist fertig
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as grund:  # noqa: BLE001  # die letzte Stelle vor dem Anwender
        ausgabe.warne(gruende.satz(grund))
        return 2


def _ausgefuehrt(argumente: Sequence[str] | None) -> int:
    try:
        angaben = _leser((sys.argv[1:] if argumente is None else [*argumente]) == ["--version"]).parse_args(
            argumente
        )
        ende = int(angaben.ausfuehren(angaben))
    except SystemExit as schluss:  # --hilfe, --version, falscher Aufruf
        ende = int(schluss.code or 0)
    ausgabe.fertig()
    return ende
