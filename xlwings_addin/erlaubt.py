"""What a caller may ask of Python, as two closed lists; only the standard library and `udfs`, so it runs anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from udfs import FUNKTIONEN, blattname

FRAGEN = {
    "mitschreiben": "xlwings_addin.host",
    "versionssatz": "xlwings_addin.host",
    "fehler_der_zelle": "xlwings_addin.host",
    "quelle_der_zelle": "xlwings_addin.host",
    "neue_vorlage": "egh.excel",
    "handbuch": "egh.excel",
    "ueber": "egh.excel",
}
"""Question of the ribbon → module that answers it."""
_FORMELN = frozenset(blattname(f) for f in FUNKTIONEN)


class Abgelehnt(Exception):
    """Something was asked that the add-in does not ask; the text is the German sentence."""


def formel(name: Any) -> str:
    """The name of one of our formulas, unchanged. Errors: `Abgelehnt`."""
    if type(name) is not str or name not in _FORMELN:
        raise Abgelehnt("Das Add-in kennt nur die Formeln EGH_….")
    return name


def frage(name: Any, texte: Sequence[Any]) -> str:
    """The module that answers a question of the ribbon. Errors: `Abgelehnt`."""
    if type(name) is not str or name not in FRAGEN:
        raise Abgelehnt("Diese Frage gehört nicht zum Add-in.")
    if not all(type(text) is str for text in texte):
        raise Abgelehnt("Das Add-in fragt nur mit Texten.")
    return FRAGEN[name]
