"""Formeln als Text: die Namen unserer und fremder Funktionen, Formeln ohne Texte und Blattnamen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from udfs import FUNKTIONEN as EGH
from udfs import formel
from workbooks.recalculation.funktionen import FUNKTIONEN, name_ohne_vorsatz
from workbooks.recalculation.hindernis import NichtBerechenbar

FELD = "EGH_INTERN_FELD"
"""Hilfsfunktion der Maschine: schneidet oder füllt ein Ergebnis auf den Bereich einer Matrixformel."""

REST = "EGH_INTERN_REST"
"""Hilfsfunktion der Maschine: eine weitere Zelle einer Matrixformel von fester Größe."""

HOECHSTENS_UEBERLAUF = 10_000
"""So viele Zellen darf in der Maschine eine Formel füllen; die Grenze ist nicht einstellbar."""

NAMEN = {formel(f).name for f in EGH}

_FREMDE_FORM = re.compile(
    r"(?:\[\d+\]!|(?:'[^']*EGH\.xlam'|EGH\.xlam)!|_xll\.|_xldudf_|_xludf\.|(?:\w+\.)*EGH\.)?(EGH_\w+)", re.I
)
_BEIWERK = re.compile(r"\"[^\"\n]*\"|'(?:[^'\n]|'')*'(?=!)")
_SCHNITT = "_XLFN.SINGLE"  # so speichert Excel das @ vor einem Bereich


def schreibweise(roh: str) -> tuple[str, str]:
    """Schreibweise einer Funktion für die Maschine und ihr Name: "[1]!egh_vzae" wird ("EGH_VZAE", "EGH_VZAE").

    Fehler: `NichtBerechenbar`.
    """
    name = roh.strip()
    treffer = _FREMDE_FORM.fullmatch(name)
    if treffer and _ist_unsere(name):
        return treffer[1].upper(), treffer[1].upper()
    if name.upper() == _SCHNITT:
        return "@", "@"
    if "!" in name:
        raise NichtBerechenbar(f"Die Funktion {name.rpartition('!')[2]} gehört zu einer anderen Datei.")
    ohne = name_ohne_vorsatz(name)
    return (ohne if ohne in FUNKTIONEN and FUNKTIONEN[ohne].unser else name.upper()), ohne


def nackt(formeln: str) -> str:
    """Formeln in Großbuchstaben, ohne Texte, ohne Blattnamen in Hochkommas und ohne Inhalt eckiger Klammern."""
    ohne = _BEIWERK.sub("", formeln.upper())
    return re.sub(r"\[[^\[\]\n]*\]", "", re.sub(r"\[[^\[\]\n]*\]", "", ohne))


def funktionsnamen(texte: Iterable[str]) -> set[str]:
    """Alle Funktionsnamen in den Formeln in Großbuchstaben, ohne unsere."""
    namen = {
        name for text in texte for name in re.findall(r"(?<![\w.\\])([^\W\d][\w.\\]*)\s*\(", nackt(text))
    }
    return {name for name in namen if not _ist_unsere(name) and name != _SCHNITT}


def _ist_unsere(name: str) -> bool:
    treffer = _FREMDE_FORM.fullmatch(name)
    return treffer is not None and treffer[1].upper() in NAMEN
