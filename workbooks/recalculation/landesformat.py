"""Formeln, deren Ergebnis von der Ländereinstellung abhängt: die Maschine rechnet englisch, Excel deutsch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import formualizer as fz

_IMMER = ("DATEVALUE", "DOLLAR", "FIXED", "VALUE")
FUNKTIONEN = ("TEXT", *_IMMER)
MUSTER_FUNKTIONEN = rf"\b(?:{'|'.join(FUNKTIONEN)})\s*\("
_NEUTRALES_FORMAT = re.compile(r'"[0#%@hms: _-]*"')
_DEUTSCHE_ZAHL = re.compile(r'"(?:[<>=]{0,2})-?[0-9.]*[0-9],[0-9]+"')
_KOMMAZAHL = re.compile(r"[0-9]\.[0-9]")
_ZAHLTEXT = re.compile(r"\s*[-+]?[0-9]+(?:[.,][0-9]+)+\.?\s*%?\s*")
_TYP, _UNTER = fz.TokenType, fz.TokenSubType


def ist_zahltext(text: str) -> bool:
    """Ob ein Text eine Zahl oder ein Tag ist, den Excel beim Rechnen deutsch läse ("1.234", "12,5", "1.7.23")."""
    return _ZAHLTEXT.fullmatch(text) is not None


def hindernis(zeichen: list[fz.Token], i: int) -> str:
    """Der Satz, warum das Zeichen an Stelle i die Formel unberechenbar macht; sonst leer."""
    z = zeichen[i]
    ist_text = z.token_type == _TYP.Operand and z.subtype == _UNTER.Text
    # Unsere eigenen Funktionen lesen deutsche Zahlen.
    if ist_text and _DEUTSCHE_ZAHL.fullmatch(z.value) and "EGH_" not in _rahmenfunktion(zeichen, i):
        return f"Die Zahl im Text {z.value} liest die Rechenmaschine anders als Excel."
    if z.token_type == _TYP.Func and z.subtype == _UNTER.Open:
        name = z.value[:-1].strip().upper()
        if name in _IMMER or (name == "TEXT" and not _NEUTRALES_FORMAT.fullmatch(_letztes(zeichen, i))):
            return f"Das Ergebnis von {name} hängt von der Ländereinstellung ab; der alte Wert bleibt stehen."
    return ""


def kommazahl_im_text(ergebnis: str, formel: str, texte: Iterable[str]) -> bool:
    """Ob die Formel eine Zahl mit Nachkommastellen in Text verwandelt hat ("6.37" statt "6,37").

    `texte`: die Texte in den Zellen, auf die sich die Formel bezieht; was aus ihnen oder aus der Formel
    selbst stammt, zählt nicht.
    """
    if not _KOMMAZAHL.search(ergebnis):
        return False
    rest = ergebnis
    for text in (*re.findall(r'"([^"]*)"', formel), *texte):
        rest = rest.replace(text, " ") if text else rest
    return bool(_KOMMAZAHL.search(rest))


def _rahmenfunktion(zeichen: list[fz.Token], i: int) -> str:
    """Name der Funktion, in deren Klammer das Zeichen steht, in Großbuchstaben; sonst leer."""
    tiefe = 0
    for z in reversed(zeichen[:i]):
        tiefe += (z.subtype == _UNTER.Close) - (z.subtype == _UNTER.Open)
        if tiefe < 0:
            return z.value[:-1].strip().upper()
    return ""


def _letztes(zeichen: list[fz.Token], i: int) -> str:
    """Das Zeichen vor der Klammer, die die Funktion an Stelle i schließt."""
    tiefe = 0
    for vorher, z in pairwise(zeichen[i:]):
        tiefe += (z.subtype == _UNTER.Open) - (z.subtype == _UNTER.Close)
        if tiefe < 0:
            return vorher.value
    return ""
