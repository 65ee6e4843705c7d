"""Wer die Aufträge eines Befehls erledigt: dieser Rechner, oder mit `--cluster` ein Cluster."""

from __future__ import annotations

import contextlib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from egh.ausgabe import Geschrieben
from egh.gruende import Abbruch
from workbooks.stapel.cluster import Cluster, Unerreichbar
from workbooks.stapel.werker import Werker


def anmelden(leser: ArgumentParser) -> None:
    """Die Angaben dazu."""
    leser.add_argument(
        "--cluster", metavar="ADRESSE", help="auf einem Dask-Cluster rechnen, etwa tls://rechner:8786"
    )
    leser.add_argument(
        "--unverschluesselt",
        action="store_true",
        help="mit --cluster: auch ohne TLS zu anderen Rechnern (nur im eigenen, abgeschirmten Netz)",
    )


@contextlib.contextmanager
def unterwegs(ziel: Path) -> Iterator[None]:
    """Ein Lauf, der Fertiges in `ziel` liegen lässt. Fehler: `Geschrieben`, wenn der Cluster dabei ausfällt."""
    try:
        yield
    except Unerreichbar as grund:
        raise Geschrieben(f"{grund} Was fertig ist, steht in {ziel}; derselbe Aufruf setzt fort.") from grund


@contextlib.contextmanager
def werker(angaben: Namespace, arbeit: Callable[[Any], Any], hier: Werker) -> Iterator[Werker]:
    """Der Cluster, wenn eine Adresse genannt ist, sonst `hier`. Fehler: `Abbruch`."""
    if angaben.cluster is None:
        if angaben.unverschluesselt:
            raise Abbruch("--unverschluesselt gilt nur mit --cluster ADRESSE.")
        yield hier
        return
    if find_spec("distributed") is None:
        raise Abbruch("Für --cluster fehlt Dask; es kommt mit: pip install 'egh-kalkulation[cluster]'.")
    try:
        with Cluster(arbeit, angaben.cluster, angaben.unverschluesselt) as cluster:
            yield cluster
    except Unerreichbar as grund:
        raise Abbruch(str(grund)) from grund
