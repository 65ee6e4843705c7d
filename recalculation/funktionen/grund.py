"""Was alle diese Funktionen gemeinsam haben: Argumente lesen, Fehler weitergeben, über Felder Wert für Wert rechnen.

Werte sind die der Maschine: float, str, bool, None (blank), {"type": "Error", …}, für Bereiche Listen von Zeilen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from recalculation.datei import landesformat
from recalculation.datei.zellwert import seriell
from recalculation.funktionen.felder import wertweise

WEGGELASSEN = "__EGH_nicht_gegeben__"
"""Marke für ein weggelassenes Argument; die Maschine kann 0 und »nicht gegeben« nicht unterscheiden."""

VERWEIGERT = "NImpl"
"""Art eines Fehlers, mit dem eine Funktion sagt, dass sie das nicht rechnet wie Excel: die Zelle wird genannt."""


CODES = {
    "Value": "#VALUE!",
    "Num": "#NUM!",
    "Na": "#N/A",
    "Div": "#DIV/0!",
    "Ref": "#REF!",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Spill": "#SPILL!",
    "Calc": "#CALC!",
}
"""Art eines Fehlers in der Maschine → Fehlercode."""
ARTEN = {code: art for art, code in CODES.items()}
"""Fehlercode → Art eines Fehlers in der Maschine."""


class Fehlerwert(Exception):
    """Ein Fehlerwert als Ergebnis der ganzen Funktion."""

    def __init__(self, art: str | dict[str, Any]) -> None:
        self.wert = art if isinstance(art, dict) else {"type": "Error", "kind": art}


class Verweigert(Fehlerwert):
    """Das wird nicht gerechnet, sondern genannt."""

    def __init__(self) -> None:
        super().__init__(VERWEIGERT)


def zahl(wert: Any, wahrheit: bool = True) -> float:
    """Ein Argument als Zahl; Blankes ist 0, Text nur, wenn er eine ist. `wahrheit`: WAHR ist 1, sonst #WERT!."""
    if type(wert) is float:
        return wert
    if isinstance(wert, dict):
        raise Fehlerwert(wert)
    if isinstance(wert, bool):
        if not wahrheit:
            raise Fehlerwert("Value")
        return float(wert)
    if wert is None or wert == WEGGELASSEN:
        return 0.0
    if isinstance(wert, str):
        return zahl_im_text(wert)
    return float(seriell(wert))


def ganz(wert: Any, wahrheit: bool = True) -> int:
    """Ein Argument als ganze Zahl, Nachkommastellen abgeschnitten."""
    return int(zahl(wert, wahrheit))


def zahl_im_text(text: str) -> float:
    """Die Zahl oder der Tag (2024-12-31) in einem Text, wo jede Sprache sie gleich liest; #WERT!, wo keine steht."""
    gelesen = landesformat.zahl_im_text(text)
    if gelesen is not None:
        return gelesen
    if landesformat.ist_zahltext(text):
        raise Verweigert  # 12,5 oder 1.7.2024 liest Excel je nach Sprache
    raise Fehlerwert("Value")


def text(wert: Any) -> str:
    """Ein Argument als Text. Kommazahlen und Wahrheitswerte schreibt jede Sprache anders: `Verweigert`."""
    if isinstance(wert, str):
        return "" if wert == WEGGELASSEN else wert
    if isinstance(wert, dict):
        raise Fehlerwert(wert)
    if wert is None:
        return ""
    if type(wert) in (float, int) and wert == int(wert) and abs(wert) < 1e15:  # Anzahlen sind ganze Zahlen
        return str(int(wert))
    raise Verweigert


def wahr(wert: Any) -> bool:
    """Ein Argument als Wahrheitswert; welcher Text einer ist, hängt von der Sprache ab."""
    if isinstance(wert, str) and wert.upper() in landesformat.WAHRHEITSWORTE:
        raise Verweigert
    return zahl(wert) != 0


WAHRHEIT = "EGH_INTERN_WAHRHEIT"
"""Hilfsfunktion der Maschine um eine Bedingung, die ein Text sein könnte."""

OHNE_TEXT = "EGH_INTERN_OHNE_TEXT"
"""… um ein Argument, das Excel als Text in einer Zelle übergeht und sonst liest: (Wert, was außer Zahlen gilt)."""


def als_bedingung(wert: Any) -> Any:
    """Was kein Text ist, unverändert; ein Text ist #WERT!, auch »1«, außer er heißt wie ein Wahrheitswert."""
    if not isinstance(wert, str):
        return wert
    if wert.strip().upper() in landesformat.WAHRHEITSWORTE:
        raise Verweigert
    raise Fehlerwert("Value")


def ohne_text(wert: Any, gilt: str) -> Any:
    """Zahlen, Fehler und Felder (Text zählt darin nirgends); `gilt`: auch Wahrheitswerte (w) und Blankes (b)."""
    if (
        isinstance(wert, str)
        or (wert is None and "b" not in gilt)
        or (isinstance(wert, bool) and "w" not in gilt)
    ):
        raise Verweigert
    return wert


def gegeben(wert: Any, sonst: Any) -> Any:
    """Ein Argument oder, wo es weggelassen ist, die Vorgabe."""
    return sonst if isinstance(wert, str) and wert == WEGGELASSEN else wert


def einzeln(argument: Any) -> Iterator[Any]:
    """Alle Werte eines Arguments, zeilenweise."""
    if type(argument) is list:
        for zeile in argument:
            yield from zeile
    else:
        yield argument


def zahlen_in(argument: Any) -> list[float]:
    """Die Zahlen eines Bereichs; Texte, Wahrheitswerte und Blankes darin zählen nicht, Fehler gehen vor."""
    if type(argument) is not list:
        return [zahl(argument)]
    gefunden = []
    for wert in einzeln(argument):
        if isinstance(wert, dict):
            raise Fehlerwert(wert)
        if wert is not None and not isinstance(wert, (bool, str)):
            gefunden.append(float(seriell(wert)))
    return gefunden


def mit_fehlern(funktion: Callable[..., Any]) -> Callable[..., Any]:
    """Eine Funktion, deren Ausnahmen Fehlerwerte werden."""

    @wraps(funktion)
    def ruf(*argumente: Any) -> Any:
        try:
            ergebnis = funktion(*argumente)
        except Fehlerwert as grund:
            return grund.wert
        except (OverflowError, ZeroDivisionError):
            return Fehlerwert("Num").wert
        if type(ergebnis) is int:
            return float(ergebnis)
        if (
            ergebnis == WEGGELASSEN
        ):  # ein leeres Argument, das weitergereicht wird: ob Excel 0 oder nichts zeigt, ist offen
            return Verweigert().wert
        if type(ergebnis) is complex or (type(ergebnis) is float and ergebnis - ergebnis != 0):
            return Fehlerwert("Num").wert
        return ergebnis

    return ruf


def je_wert(funktion: Callable[..., Any]) -> Callable[..., Any]:
    """Eine Funktion einzelner Werte; über Felder Wert für Wert, Fehler werden ihr Ergebnis."""
    einer = mit_fehlern(funktion)

    @wraps(funktion)
    def ruf(*argumente: Any) -> Any:
        return wertweise(einer, *argumente)

    return ruf
