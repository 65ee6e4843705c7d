"""Welche Funktionen der Rechenmaschine nachgewiesen rechnen wie Excel; die anderen werden genannt statt gerechnet.

Die Tabelle schreibt `benchmarks/nachweis.py` aus Mappen, in denen Excel seine Werte gespeichert hat.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

DATEI = Path(__file__).with_name("nachweis.csv")
BEWIESEN, EIGENE = "bewiesen", "eigene Tests"
MIT_AUSNAHMEN = (
    "mit Ausnahmen"  # gerechnet: in üblichen Fällen richtig, die Ausnahmen stehen in den Entscheidungen
)
ABWEICHEND, ZU_WENIG = "abweichend", "zu wenig Zellen"
# Mit mehr Argumenten (Z1S1, mehrere Bereiche) weichen sie ab und werden genannt.
BIS_ARGUMENTE = {"ADDRESS": 3, "INDEX": 3}
_GERECHNET = {BEWIESEN, EIGENE, MIT_AUSNAHMEN}


def name_ohne_vorsatz(name: str) -> str:
    """Name einer Funktion ohne das, was Excel beim Speichern davor setzt (_xlfn., _xlws.)."""
    return re.sub(r"^(?:_XL\w+\.)+", "", name.upper())


@cache
def urteile() -> dict[str, str]:
    """Funktion → Urteil."""
    with DATEI.open(encoding="utf-8") as datei:
        return {zeile["funktion"]: zeile["urteil"] for zeile in csv.DictReader(datei, delimiter=";")}


def nicht_nachgewiesen(namen: Iterable[str]) -> set[str]:
    """Die Funktionen, die genannt werden: abweichende und solche, von denen zu wenig bekannt ist."""
    return {name for name in namen if urteile().get(name_ohne_vorsatz(name)) not in _GERECHNET}
