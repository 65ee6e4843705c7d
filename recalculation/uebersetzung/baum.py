"""Eine Formel als Baum, wie die Rechenmaschine sie liest, und die Schreibweise seiner einfachen Knoten.

Knoten sind Wörterbücher mit `node_type`: Literal (value), Reference (reference), Function (name, args), BinaryOp
(operator, left, right), UnaryOp (operator, operand), Array (rows), Call (callee, args), Omitted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import formualizer as fz

from recalculation.uebersetzung.hindernis import NICHT_LESBAR, NichtBerechenbar

Knoten = dict[str, Any]
RECHENZEICHEN = ("+", "-", "*", "/", "^", "%")
_KEIN_FEHLER = "\x01"  # der Baum unterscheidet den Text "#N/A" nicht vom Fehler #N/A


def zerlegt(text: str) -> Knoten:
    """Der Baum einer Formel (ohne »=«). Fehler: `NichtBerechenbar`."""
    try:
        baum: Knoten = fz.parse("=" + text.replace('"#', f'"{_KEIN_FEHLER}#')).to_dict()
    except (ValueError, fz.ParserError, fz.TokenizerError) as grund:
        raise NichtBerechenbar(NICHT_LESBAR) from grund
    return baum


def letzte_summe(text: str) -> tuple[str, str, str] | None:
    """Linke Seite, Zeichen und rechte Seite, wenn eine Formel mit + oder - endet und nicht ganz in Klammern steht."""
    try:
        wurzel = fz.parse("=" + text)
        zeichen = wurzel.get_operator()
        if zeichen not in ("+", "-") or len(wurzel.children()) != 2 or _eingeklammert(text.strip()):
            return None
        links, rechts = (teil.to_formula().removeprefix("=") for teil in wurzel.children())
    except (ValueError, fz.ParserError, fz.TokenizerError):
        return None
    return links, zeichen, rechts


def _eingeklammert(text: str) -> bool:
    tiefe = 0
    for stelle, zeichen in enumerate(text):
        tiefe += (zeichen == "(") - (zeichen == ")")
        if tiefe == 0:
            return stelle == len(text) - 1 and zeichen == ")"
    return False


def bezuege_in(text: str) -> list[str]:
    """Alle Bezüge und Namen einer Formel (ohne »=«), ohne ihren Baum aufzubauen: das ist fünfmal so schnell."""
    return [
        zeichen.value
        for zeichen in fz.tokenize("=" + text).tokens()
        if zeichen.token_type == fz.TokenType.Operand and zeichen.subtype == fz.TokenSubType.Range
    ]


def knoten(wurzel: Any) -> Iterator[Knoten]:
    """Alle Knoten, von links nach rechts. Ohne Rekursion: durch jede Stufe gereicht kostete ein Knoten seine Tiefe."""
    offen = [wurzel]
    while offen:
        teil = offen.pop()
        if isinstance(teil, dict):
            yield teil
            offen.extend(t for t in reversed(teil.values()) if isinstance(t, (dict, list)))
        elif isinstance(teil, list):
            offen.extend(reversed(teil))


def bezuege(wurzel: Knoten) -> Iterator[str]:
    """Alle Bezüge und Namen."""
    return (k["reference"] for k in knoten(wurzel) if k["node_type"] == "Reference")


def text_in(knoten_: Knoten) -> str | None:
    """Der Text eines Textes in der Formel; None bei allem anderen."""
    wert = knoten_.get("value") if knoten_["node_type"] == "Literal" else None
    return wert.replace(_KEIN_FEHLER, "") if type(wert) is str and not _ist_fehler(wert) else None


def fehler_in(knoten_: Knoten) -> str:
    """Der Fehler, der als Wert (#BEZUG!) oder als Bezug (Blatt!#BEZUG!) in der Formel steht; sonst leer."""
    if knoten_["node_type"] == "Reference":
        return "#REF!" if str(knoten_["reference"]).upper().endswith("#REF!") else ""
    wert = knoten_.get("value") if knoten_["node_type"] == "Literal" else None
    return wert if type(wert) is str and _ist_fehler(wert) else ""


def _ist_fehler(wert: str) -> bool:
    return wert.startswith("#")


def literal(wert: Any) -> str:
    """Ein fester Wert, wie er in einer Formel steht."""
    if isinstance(wert, bool):
        return "TRUE" if wert else "FALSE"
    if isinstance(wert, str):
        if _ist_fehler(wert):
            return wert
        return '"' + wert.replace(_KEIN_FEHLER, "").replace('"', '""') + '"'
    zahl = repr(float(wert))
    return zahl[:-2] if zahl.endswith(".0") else zahl
