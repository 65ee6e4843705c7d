"""Ob eine Datei gerade in LibreOffice oder Excel offen ist: dann verlöre jemand, was er dort eingetragen hat."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from egh.gruende import Abbruch


def anmelden(leser: ArgumentParser) -> None:
    """Die Angabe --trotzdem bei einem Befehl anmelden, der eine vorhandene Datei ersetzt."""
    leser.add_argument(
        "--trotzdem",
        action="store_true",
        help="auch schreiben, wenn die Datei in LibreOffice oder Excel offen zu sein scheint",
    )


def pruefe(ziel: Path, trotzdem: bool) -> None:
    """Fehler: `Abbruch`, wenn neben der Datei die Sperrdatei eines der Programme liegt."""
    if trotzdem or not ziel.is_file():
        return
    for ort in {ziel, ziel.resolve()}:  # auch neben der Datei, auf die ein Verweis zeigt
        _pruefe(ort)


def _pruefe(ziel: Path) -> None:
    for programm, namen in (
        ("LibreOffice", (f".~lock.{ziel.name}#",)),
        ("Excel", (f"~${ziel.name}", f"~${ziel.name[2:]}")),
    ):
        if any(_gibt_es(ziel.with_name(name)) for name in namen):
            raise Abbruch(
                f"{ziel} ist in {programm} geöffnet; dort schließen und den Befehl wiederholen. Stimmt das nicht, "
                "--trotzdem angeben."
            )


def _gibt_es(datei: Path) -> bool:
    try:
        return datei.exists()
    except OSError:  # zu lang für einen Dateinamen
        return False
