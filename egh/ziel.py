"""Wohin ein Befehl schreiben darf: Endung, nie auf die Datei, aus der er liest, eine vorhandene nur mit --ersetzen."""

from __future__ import annotations

from pathlib import Path

from egh.gruende import Abbruch


def pruefe(ziel: Path, *endungen: str, ersetzen: bool, quelle: Path | None = None) -> None:
    """Vor dem Rechnen. Fehler: `Abbruch`."""
    if ziel.suffix.lower() not in endungen:
        raise Abbruch(f"Die Ausgabe muss auf {' oder '.join(endungen)} enden.")
    if quelle is not None and ziel.exists() and quelle.exists() and ziel.samefile(quelle):
        raise Abbruch("Ziel und DATEI.xlsx sind dieselbe Datei; einen anderen Namen angeben.")
    if ziel.exists() and not ersetzen:
        raise Abbruch(f"{ziel} gibt es schon; anderen Namen wählen oder --ersetzen angeben.")
