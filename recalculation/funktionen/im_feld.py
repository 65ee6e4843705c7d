"""Funktionen, die die Maschine einzeln rechnet wie Excel, über einem Feld aber nicht: hier Wert für Wert."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP
from typing import Any

from recalculation.funktionen.felder import wertweise
from recalculation.funktionen.grund import (
    Fehlerwert,
    als_bedingung,
    ganz,
    mit_fehlern,
    text,
    zahl,
    zahlen_in,
)
from recalculation.funktionen.runden import auf_stellen


def _gerundet(art: str) -> Callable[..., float]:
    def ruf(wert: Any, stellen: Any = 0.0) -> float:
        return auf_stellen(zahl(wert), ganz(stellen), art)

    return ruf


gerundet, aufgerundet, abgerundet = map(_gerundet, (ROUND_HALF_UP, ROUND_UP, ROUND_DOWN))


def betrag(wert: Any) -> float:
    """Ohne Vorzeichen."""
    return abs(zahl(wert))


def wurzel(wert: Any) -> float:
    """Quadratwurzel."""
    n = zahl(wert)
    if n < 0:
        raise Fehlerwert("Num")
    return math.sqrt(n)


def rest(wert: Any, teiler: Any) -> float:
    """Rest einer Teilung, mit dem Vorzeichen des Teilers."""
    n, t = zahl(wert), zahl(teiler)
    if t == 0:
        raise Fehlerwert("Div")
    rest_ = math.fmod(n, t)
    return rest_ + t if rest_ * t < 0 else rest_


def nicht(wert: Any) -> bool:
    """Das Gegenteil."""
    return not zahl(als_bedingung(wert))


def ist_zahl(wert: Any) -> bool:
    """Ob ein Wert eine Zahl ist."""
    return wert is not None and not isinstance(wert, (bool, str, dict))


def ist_text(wert: Any) -> bool:
    """Ob ein Wert ein Text ist."""
    return isinstance(wert, str)


def ist_kein_text(wert: Any) -> bool:
    """Ob ein Wert alles andere als Text ist."""
    return not isinstance(wert, str)


def ist_wahrheitswert(wert: Any) -> bool:
    """Ob ein Wert WAHR oder FALSCH ist."""
    return isinstance(wert, bool)


def ist_leer(wert: Any) -> bool:
    """Ob da nichts steht."""
    return wert is None


def ist_fehler(wert: Any) -> bool:
    """Ob ein Wert ein Fehler ist."""
    return isinstance(wert, dict)


def ist_nv(wert: Any) -> bool:
    """Ob ein Wert #NV ist."""
    return ist_fehler(wert) and wert.get("kind") == "Na"


def ist_fehler_ohne_nv(wert: Any) -> bool:
    """Ob ein Wert ein anderer Fehler als #NV ist."""
    return ist_fehler(wert) and not ist_nv(wert)


def _der_reihe_nach(absteigend: bool) -> Callable[..., Any]:
    def ruf(werte: Any, nummern: Any) -> Any:
        # eine einzelne Zelle ist auch ein Bereich: Text und Wahrheitswert zählen darin nicht
        geordnet = sorted(zahlen_in(werte if type(werte) is list else [[werte]]), reverse=absteigend)

        @mit_fehlern
        def einer(nummer: Any) -> float:
            n = zahl(nummer)
            if not 1 <= n <= len(geordnet):
                raise Fehlerwert("Num")
            return geordnet[(math.ceil(n) if absteigend else math.floor(n)) - 1]

        return [[einer(n) for n in zeile] for zeile in nummern] if type(nummern) is list else einer(nummern)

    return ruf


groesste, kleinste = _der_reihe_nach(True), _der_reihe_nach(False)


RECHNEN = "EGH_INTERN_RECHNEN"
"""Hilfsfunktion der Maschine anstelle eines Rechenzeichens: (links, Zeichen, rechts)."""


def verrechnet(links: Any, zeichen: str, rechts: Any) -> Any:
    """Zwei Felder verschiedener Größe Wert für Wert; was einem von beiden fehlt, ist #NV. Die Maschine lehnt ab."""
    return wertweise(_RECHNER[zeichen], links, rechts)


def _geteilt(a: float, b: float) -> float:
    if b == 0:
        raise Fehlerwert("Div")
    return a / b


def _rechner(rechne: Callable[[float, float], float]) -> Callable[[Any, Any], Any]:
    @mit_fehlern
    def sorgsam(links: Any, rechts: Any) -> float:
        return rechne(zahl(links), zahl(rechts))

    def einer(links: Any, rechts: Any) -> Any:
        if type(links) in _SCHLICHT and type(rechts) in _SCHLICHT and (rechts or rechne is not _geteilt):
            ergebnis = float(rechne(links, rechts))  # das sind fast alle
            if ergebnis - ergebnis == 0:
                return ergebnis
        return sorgsam(links, rechts)

    return einer


_SCHLICHT = (float, bool)
_RECHNER: dict[str, Callable[[Any, Any], Any]] = {
    "&": mit_fehlern(lambda links, rechts: text(links) + text(rechts)),
    "+": _rechner(operator.add),
    "-": _rechner(operator.sub),
    "*": _rechner(operator.mul),
    "/": _rechner(_geteilt),
}


def name_im_feld(name: str) -> str:
    """Unter diesem Namen steht die Funktion in der Maschine."""
    return f"EGH_INTERN_FELD_{name}"
