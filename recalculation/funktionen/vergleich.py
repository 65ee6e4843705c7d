"""Vergleiche wie Excel: Zahlen auf fünfzehn Stellen, Texte ohne Groß und Klein, Fehler gehen vor.

Die Rechenmaschine vergleicht Zahlen bitgenau (0,1+0,2=0,3 wäre FALSCH), unterscheidet bei Umlauten Groß- und
Kleinschreibung. Werte sind hier die der Maschine: float, str, bool, None (blank),
{"type": "Error", …}, für Bereiche Listen von Zeilen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context
from typing import Any

from recalculation.datei.zellwert import seriell
from recalculation.funktionen.felder import wertweise

VERGLEICH = "EGH_INTERN_VERGLEICH"
"""Hilfsfunktion der Maschine anstelle eines Vergleichszeichens: (links, Zeichen, rechts)."""

ZEICHEN: dict[str, Callable[[int], bool]] = {
    "=": lambda r: r == 0,
    "<>": lambda r: r != 0,
    "<": lambda r: r < 0,
    "<=": lambda r: r <= 0,
    ">": lambda r: r > 0,
    ">=": lambda r: r >= 0,
}
_ZEICHEN_DAHINTER = re.compile(r"[{|}~]|[^\x00-\x7f\w]")  # der Nummer nach hinter z
_FUENFZEHN = Context(prec=15, rounding=ROUND_HALF_UP)  # Excels gültige Stellen


def vergleich(links: Any, zeichen: str, rechts: Any) -> Any:
    """Ein Vergleich; Bereiche werden Wert für Wert verglichen, was nicht passt, ist #N/A."""
    if type(links) is not list and type(rechts) is not list:
        return _einzeln(links, zeichen, rechts)
    if type(rechts) is str and zeichen in ("=", "<>"):
        gleicht = _mit_text(rechts, zeichen)
        return [[gleicht(wert) for wert in zeile] for zeile in links]
    return wertweise(lambda a, b: _einzeln(a, zeichen, b), links, rechts)


def _mit_text(rechts: str, zeichen: str) -> Callable[[Any], Any]:
    """Gleich oder ungleich einem Text, der nicht für jeden Wert neu vorbereitet wird."""
    klein, gleich = rechts.casefold(), zeichen == "="

    def gleicht(wert: Any) -> Any:
        if type(wert) is str:
            return (wert.casefold() == klein) == gleich
        return _einzeln(wert, zeichen, rechts)

    return gleicht


def _einzeln(links: Any, zeichen: str, rechts: Any) -> Any:
    if type(links) is float and type(rechts) is float:  # weit auseinander oder gleich: das sind fast alle
        abstand = links - rechts
        if abs(abstand) > 1e-14 * abs(rechts) or not abstand:
            return ZEICHEN[zeichen]((abstand > 0) - (abstand < 0))
    for wert in (links, rechts):
        if type(wert) is dict:
            return wert
    return ZEICHEN[zeichen](rang(_wert(links, rechts), _wert(rechts, links)))


def _wert(wert: Any, anderer: Any) -> Any:
    """Zahl, Text oder Wahrheitswert; Blankes gilt neben Text als "", neben Wahrheitswerten als FALSCH, sonst als 0."""
    if wert is None:
        return "" if isinstance(anderer, str) else False if isinstance(anderer, bool) else 0.0
    return wert if isinstance(wert, (bool, str)) else float(seriell(wert))


def rang(a: Any, b: Any) -> int:
    """-1, 0 oder 1; Zahlen vor Texten vor Wahrheitswerten."""
    art_a, art_b = (2 if isinstance(w, bool) else isinstance(w, str) for w in (a, b))
    if art_a != art_b:
        return -1 if art_a < art_b else 1
    if art_a == 1:
        a, b = a.casefold(), b.casefold()
        if a != b:
            a, b = (_grundform(a), a), (_grundform(b), b)
    elif art_a == 0 and a != b and _FUENFZEHN.create_decimal(a) == _FUENFZEHN.create_decimal(b):
        return 0
    return int(a > b) - int(a < b)


def ordnung(wert: Any) -> tuple[int, Any] | None:
    """Ein Schlüssel, nach dem sich Werte ordnen, Zahlen nach jeder Stelle; None für Blankes und Fehler."""
    if wert is None or isinstance(wert, dict):
        return None
    if isinstance(wert, bool):
        return 2, wert
    if isinstance(wert, str):
        klein = wert.casefold()
        return 1, (_grundform(klein), klein)
    return 0, float(seriell(wert))


def _grundform(text: str) -> str:
    """Text für die Reihenfolge: Ä steht bei A, nicht hinter Z, und alle Zeichen stehen vor den Buchstaben."""
    if not text.isascii():
        text = "".join(z for z in unicodedata.normalize("NFD", text) if not unicodedata.combining(z))
    return _ZEICHEN_DAHINTER.sub(r"`\g<0>", text)
