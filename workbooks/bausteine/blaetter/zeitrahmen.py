"""Was der zeitliche Rahmen auf das Deckblatt bringt, für jeden Rahmen gleich beschrieben."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import singledispatch

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund.bau import Bau, Pruefung
from workbooks.bausteine.grund.eingabe import Grenze

BREITEN = (30, 27, 14.5, 7.5, 9, 18.5, 6.5, 6.5)
"""Spalten des Deckblatts, alle gedruckt: zusammen so breit, dass Text auf A4 hoch 8 Punkt behält."""
LETZTE = "H"
BEISPIEL = {
    "meta_traeger": "Musterträger (Rechenbeispiel)",
    "meta_aktenzeichen": "Muster 1",
}
Festes = tuple[tuple[str, object, str], ...]
"""Zeilen (Wort, Wert, Name), die niemand ausfüllt."""
Feld = tuple[str, str, str, Grenze, bool]
"""Eine Eingabe: Wort, Name, Format, Grenze, Pflicht."""


@dataclass(frozen=True)
class Zeitteil:
    """Was auf dem Deckblatt vom Rahmen abhängt; `danach` schreibt unter die Felder und gibt die nächste freie Zeile.

    `kurz`: Zeilen (Wort, Name, Format) der Kurzfassung.
    """

    kopf: Festes = ()
    felder: tuple[Feld, ...] = ()
    vorgabe: Mapping[str, object] = field(default_factory=dict)
    beispiel: Mapping[str, object] = field(default_factory=dict)
    zur_vorlage: Festes = ()
    kurz: tuple[tuple[str, str, str], ...] = ()
    pruefungen: tuple[Pruefung, ...] = ()
    danach: Callable[[Worksheet, int], int] = lambda _, z: z


@singledispatch
def zeitteil(rahmen: object, bau: Bau) -> Zeitteil:
    """Der Teil zu diesem Rahmen."""
    raise TypeError(f"{type(rahmen).__name__}: kein Rahmen ({bau.vorlage.name})")
