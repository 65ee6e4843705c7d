"""Rechnungen über ganze Spalten oder Zeilen: die Maschine nimmt nur den belegten Teil, Excel auch alles Leere darunter.

Das ist dasselbe, solange eine leere Zeile nichts beiträgt: 0 in einer Summe, FALSCH ohne Sonst-Wert in WENN.
"""

from __future__ import annotations

from collections.abc import Sequence

from recalculation.funktionen.tabelle import Funktion, name_ohne_vorsatz
from recalculation.funktionen.vergleich import ZEICHEN
from recalculation.uebersetzung import baum
from recalculation.uebersetzung.baum import Knoten
from recalculation.uebersetzung.hilfsrufe import ist_ganz

_SUMMEN = ("SUM", "SUMPRODUCT", "SUMSQ")


def traegt_nichts_bei(f: Funktion, argumente: Sequence[Knoten], stelle: int) -> bool:
    """Ob eine leere Zeile im gerechneten Argument `stelle` (ab 1) das Ergebnis der Funktion nicht ändert."""
    k, funktion = argumente[stelle - 1], f.name
    if funktion == "SUMPRODUCT":
        return all(map(_ohne_teilung, argumente)) and any(map(_leer_ist_null, argumente))
    if funktion in _SUMMEN or (funktion == "MATCH" and stelle == 2):
        return _leer_ist_null(k) or _leer_ist_falsch(k)
    if (
        funktion == "LOOKUP" and stelle == 2
    ):  # 1/(A:A="x"): im Leeren steht ein Fehler, den die Suche übergeht
        return k["node_type"] == "BinaryOp" and k["operator"] == "/" and _leer_ist_null(k["right"])
    return (f.argument(1).zahlen or funktion == "COUNT") and _leer_ist_falsch(k)


def _leer_ist_falsch(k: Knoten) -> bool:
    """WENN ohne Sonst-Wert, dessen Bedingung im Leeren nicht gilt."""
    return (
        k["node_type"] == "Function"
        and name_ohne_vorsatz(k["name"]) == "IF"
        and len(k["args"]) == 2
        and _leer_ist_null(k["args"][0])
    )


def _leer_ist_null(k: Knoten) -> bool:
    """Ob ein Ausdruck für eine leere Zeile 0 oder FALSCH ergibt."""
    if k["node_type"] == "Reference":
        return ist_ganz(k["reference"])
    if k["node_type"] == "UnaryOp":
        return k["operator"] in "+-" and _leer_ist_null(k["operand"])
    if k["node_type"] == "Function":
        name = name_ohne_vorsatz(k["name"])
        return name in ("ISNUMBER", "ISTEXT") and _leer_ist_null(k["args"][0])
    if k["node_type"] != "BinaryOp":
        return False
    links, rechts, zeichen = k["left"], k["right"], k["operator"]
    if zeichen == "*":
        return _ohne_teilung(k) and (_leer_ist_null(links) or _leer_ist_null(rechts))
    if zeichen in "+-":
        return _leer_ist_null(links) and _leer_ist_null(rechts)
    return zeichen in ZEICHEN and _gilt_leer_nicht(links, zeichen, rechts)


def _gilt_leer_nicht(links: Knoten, zeichen: str, rechts: Knoten) -> bool:
    """Ob ein Vergleich einer ganzen Spalte mit einem festen Wert für eine leere Zelle FALSCH ist."""
    if (
        links["node_type"] != "Reference"
        or not ist_ganz(links["reference"])
        or rechts["node_type"] != "Literal"
    ):
        return False
    text = baum.text_in(rechts)
    if text is not None:
        return (zeichen == "=" and text != "") or (zeichen == "<>" and text == "")
    wert = rechts["value"]
    return isinstance(wert, float) and not ZEICHEN[zeichen]((wert < 0) - (wert > 0))


def _ohne_teilung(k: Knoten) -> bool:
    """Ob ein Ausdruck im Leeren keinen Fehler gibt: nur Bezüge, feste Werte, Vergleiche, Summen und Produkte."""
    erlaubt = {"*", "+", "-", *ZEICHEN}
    return all(
        t["node_type"] in ("Reference", "Literal")
        or (t["node_type"] in ("BinaryOp", "UnaryOp") and t["operator"] in erlaubt)
        or (t["node_type"] == "Function" and name_ohne_vorsatz(t["name"]) in ("ISNUMBER", "ISTEXT"))
        for t in baum.knoten(k)
    )
