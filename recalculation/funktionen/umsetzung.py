"""Funktionen, die die Rechenmaschine anders rechnet als Excel, hier wie in Excel; sie ersetzen die eingebauten.

Welche das sind und ob sie über einem Feld Wert für Wert rechnen, steht in `funktionen.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recalculation.funktionen import (
    datum,
    finanzen,
    im_feld,
    mathematik,
    runden,
    texte,
    verweise,
)
from recalculation.funktionen.grund import je_wert, mit_fehlern
from recalculation.funktionen.tabelle import FUNKTIONEN, Funktion

_MODULE = {
    "datum": datum,
    "finanzen": finanzen,
    "im_feld": im_feld,
    "mathematik": mathematik,
    "runden": runden,
    "texte": texte,
    "verweise": verweise,
}
Ruf = Callable[..., Any]


def umsetzung(f: Funktion, tage: datum.Tage) -> Ruf:
    """Was statt der Funktion der Maschine rechnet. Fehler: AttributeError, KeyError, wo es das nicht gibt."""
    modul, *rest = f.unser.split(".")
    ruf: Any = tage if rest[0] == "Tage" else _MODULE[modul]
    return (je_wert if f.je_wert else mit_fehlern)(getattr(ruf, rest[-1]))


def im_feld_gerechnet(f: Funktion) -> Ruf:
    """Was die Funktion über einem Feld Wert für Wert rechnet, wo es die Maschine nicht kann."""
    modul, name = f.im_feld.split(".")
    return (je_wert if f.je_wert else mit_fehlern)(getattr(_MODULE[modul], name))


def funktionen(datum_1904: bool) -> dict[str, Ruf]:
    """Name → Funktion für eine Mappe mit dieser Zählung der Tage."""
    tage = datum.Tage(datum_1904)
    return {f.name: umsetzung(f, tage) for f in FUNKTIONEN.values() if f.unser}
