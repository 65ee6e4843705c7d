"""Namen von Funktionen, wie die Datei und wie die Maschine sie schreibt."""

from __future__ import annotations

from recalculation.eigene import Eigene
from recalculation.funktionen.tabelle import FUNKTIONEN, name_ohne_vorsatz
from recalculation.uebersetzung.hindernis import NichtBerechenbar

FELD = "EGH_INTERN_FELD"
"""Hilfsfunktion der Maschine: schneidet oder füllt ein Ergebnis auf den Bereich einer Matrixformel."""

REST = "EGH_INTERN_REST"
"""Hilfsfunktion der Maschine: eine weitere Zelle einer Matrixformel von fester Größe."""

HOECHSTENS_UEBERLAUF = 10_000
"""So viele Zellen darf in der Maschine eine Formel füllen; die Grenze ist nicht einstellbar."""

_SCHNITT = "_XLFN.SINGLE"  # so speichert Excel das @ vor einem Bereich


def schreibweise(roh: str, eigene: Eigene) -> tuple[str, str]:
    """Schreibweise einer Funktion für die Maschine und ihr Name: "[1]!egh_vzae" wird ("EGH_VZAE", "EGH_VZAE").

    Fehler: `NichtBerechenbar`.
    """
    name = roh.strip()
    if unsere := eigene.name(name):
        return unsere, unsere
    if name.upper() == _SCHNITT:
        return "@", "@"
    if "!" in name:
        raise NichtBerechenbar(f"Die Funktion {name.rpartition('!')[2]} gehört zu einer anderen Datei.")
    ohne = name_ohne_vorsatz(name)
    return (ohne if ohne in FUNKTIONEN and FUNKTIONEN[ohne].unser else name.upper()), ohne
