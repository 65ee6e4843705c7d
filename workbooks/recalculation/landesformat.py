"""Formeln, deren Ergebnis von der Ländereinstellung abhängt: die Maschine rechnet englisch, Excel deutsch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workbooks.recalculation.baum import Knoten, text_in

_IMMER = ("DATEVALUE", "DOLLAR", "FIXED", "VALUE")
_NEUTRALES_FORMAT = re.compile(r"[0#]+%?|@|\[?h{1,2}\]?:mm(?::ss)?")
_DEUTSCHE_ZAHL = re.compile(r"(?:[<>=]{0,2})-?[0-9.]*[0-9],[0-9]+")
_WAHRHEIT = re.compile("TRUE|FALSE")
_KOMMAZAHL = re.compile(r"[0-9]\.[0-9]")
_ZAHLTEXT = re.compile(r"\s*[-+]?[0-9]+(?:[.,][0-9]+)+\.?\s*%?\s*")


def ist_zahltext(text: str) -> bool:
    """Ob ein Text eine Zahl oder ein Tag ist, den Excel beim Rechnen deutsch läse ("1.234", "12,5", "1.7.23")."""
    return _ZAHLTEXT.fullmatch(text) is not None


def ist_deutsche_zahl(text: str) -> bool:
    """Ob ein Text in einer Formel eine Zahl mit Komma ist, auch hinter einem Vergleichszeichen."""
    return _DEUTSCHE_ZAHL.fullmatch(text) is not None


def hindernis(name: str, argumente: Sequence[Knoten]) -> str:
    """Der Satz, warum das Ergebnis einer Funktion von der Ländereinstellung abhängt; sonst leer."""
    format_ = text_in(argumente[-1]) if name == "TEXT" and argumente else None
    neutral = format_ is not None and _NEUTRALES_FORMAT.fullmatch(format_)
    if name in _IMMER or (name == "TEXT" and not neutral):
        return f"Das Ergebnis von {name} hängt von der Ländereinstellung ab; der alte Wert bleibt stehen."
    return ""


def kommazahl_im_text(ergebnis: str, formel: str, texte: Iterable[str]) -> bool:
    """Ob die Formel eine Zahl mit Nachkommastellen in Text verwandelt hat ("6.37" statt "6,37").

    `texte`: die Texte in den Zellen, auf die sich die Formel bezieht; was aus ihnen oder aus der Formel
    selbst stammt, zählt nicht.
    """
    rest = ergebnis
    for text in (*re.findall(r'"([^"]*)"', formel), *texte):
        rest = rest.replace(text, " ") if text else rest
    return bool(_KOMMAZAHL.search(rest) or _WAHRHEIT.search(rest))
