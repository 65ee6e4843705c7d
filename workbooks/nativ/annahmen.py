"""Was von einem Argument schon feststeht, ohne es zu prüfen: nicht leer, eine Zahl, nicht negativ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from recalculation.uebersetzung.baum import Knoten
from udfs import FUNKTIONEN, Formel, formel
from workbooks.nativ.schreiben import geschrieben

NAMEN: dict[str, Formel] = {formel(f).name: formel(f) for f in FUNKTIONEN}
_VERAENDERUNGEN = {
    *("EGH_VERAENDERUNG", "EGH_ABWEICHUNG", "EGH_KOMPENSATIONSBEDARF", "EGH_MINDERNUTZUNG"),
    *("EGH_MENGENEFFEKT", "EGH_PREISEFFEKT", "EGH_STRUKTUREFFEKT"),
}
_TEXTE = {"EGH_HBG", "EGH_QUELLE", "EGH_BELEG", "EGH_PARAMETER"}
NICHT_NEGATIV = NAMEN.keys() - _VERAENDERUNGEN - _TEXTE - {f.name for f in NAMEN.values() if f.tabelle}
"""Formeln, deren Ergebnis eine Zahl ab 0 ist, oder leer, oder ein Fehler."""
_ZAHLEN = {
    "SUM",
    "N",
    "ABS",
    "SUMPRODUCT",
    "COUNT",
    "COUNTA",
    "COUNTIF",
    "ROUND",
    "INT",
    "MAX",
    "MIN",
    "ROWS",
}
_AB_NULL = {"ABS", "COUNT", "COUNTA", "COUNTIF", "ROWS"}


@dataclass(frozen=True)
class Annahmen:
    """Was an einer Stelle der Formel gilt.

    `belegt`: was nicht leer ist, wie es in der Formel steht; `gerechnet`: ob eine Zelle leer, ein Fehler oder eine Zahl
    ab 0 ist; `zahl`: ob eine Zelle dann eine Zahl oder ein Fehler ist; `folgt`: was auch belegt ist, wenn eine es ist;
    `ist_hbg`: ob ein Ausdruck aus der HBG-Tabelle stammt.
    """

    belegt: frozenset[str] = frozenset()
    gerechnet: Callable[[str], bool] = lambda _: False
    zahl: Callable[[str, frozenset[str]], bool] = lambda *_: False
    folgt: Callable[[str], frozenset[str]] = lambda bezug: frozenset({bezug})
    ist_hbg: Callable[[Knoten], bool] = lambda _: False

    def sonst(self, bedingung: Knoten) -> Annahmen:
        """Was im Sonst-Zweig dieser Bedingung dazukommt."""
        return self._und(leere(bedingung))

    def dann(self, bedingung: Knoten) -> Annahmen:
        """Was im Dann-Zweig dieser Bedingung dazukommt."""
        return self._und(_belegte(bedingung))

    def _und(self, belegte: Iterable[str]) -> Annahmen:
        return replace(self, belegt=self.belegt.union(*map(self.folgt, belegte)))

    def ist_zahl(self, k: Knoten) -> bool:
        """Ob der Knoten eine Zahl oder ein Fehler ist (oder, wenn er leer sein kann, leer)."""
        if k["node_type"] == "Reference":
            return self.gerechnet(k["reference"]) or self.zahl(k["reference"], self.belegt)
        return gibt_zahl(k) or (k["node_type"] == "Function" and self._ist_zahlenformel(k))

    def _ist_zahlenformel(self, k: Knoten) -> bool:
        if k["name"] == "IF":
            return all(map(self.ist_zahl, k["args"][1:]))
        return k["name"] in NICHT_NEGATIV

    def nicht_negativ(self, k: Knoten) -> bool:
        """Ob er, wenn er eine Zahl ist, mindestens 0 ist."""
        art = k["node_type"]
        if art == "Literal":
            return isinstance(k["value"], float) and k["value"] >= 0
        if art == "Reference":
            return self.gerechnet(k["reference"])
        if art == "Function":
            return k["name"] in _AB_NULL or k["name"] in NICHT_NEGATIV
        return False

    def belegt_sicher(self, k: Knoten) -> bool:
        """Ob er nicht leer sein kann."""
        if k["node_type"] == "Literal" or geschrieben(k) in self.belegt:
            return True
        if k["node_type"] == "Reference":
            return self.zahl(k["reference"], self.belegt)
        if k["node_type"] == "Function" and k["name"] in NAMEN:
            return bool(k["args"]) and self.belegt_sicher(k["args"][0])
        if k["node_type"] == "Function" and k["name"] == "IF":
            return all(map(self.belegt_sicher, k["args"][1:]))
        return gibt_zahl(k)


def gibt_zahl(k: Knoten) -> bool:
    """Ob ein Ausdruck immer eine Zahl oder ein Fehler ist, was auch in den Zellen steht."""
    art = k["node_type"]
    if art == "Literal":
        return isinstance(k["value"], float)
    if art == "Function":
        if k["name"] == "IF":
            return len(k["args"]) == 3 and all(map(gibt_zahl, k["args"][1:]))
        return k["name"] in _ZAHLEN
    return art == "UnaryOp" or (art == "BinaryOp" and k["operator"] in "+-*/^")


def leere(bedingung: Knoten) -> Iterator[str]:
    """Ausdrücke, deren Leersein die Bedingung allein erfüllt: `A=""`, `ANZAHL(A1:A9)<8`, `ODER(…)`."""
    if bedingung["node_type"] == "BinaryOp":
        links, zeichen, rechts = (bedingung[teil] for teil in ("left", "operator", "right"))
        if zeichen == "=" and _leerer_text(rechts):
            yield geschrieben(links)
        elif links.get("name") == "COUNT" and len(links["args"]) == 1 and _weniger(zeichen, rechts):
            yield geschrieben(links["args"][0])
    elif bedingung["node_type"] == "Function" and bedingung["name"] == "OR":
        for teil in bedingung["args"]:
            yield from leere(teil)
    elif bedingung["node_type"] == "Function" and bedingung["name"] == "NOT":
        yield from _belegte(bedingung["args"][0])


def nur_leere(bedingung: Knoten, belegt: frozenset[str]) -> bool:
    """Ob die Bedingung nur fragt, was leer ist, und nichts davon leer sein kann."""
    if bedingung.get("name") == "OR":
        return all(nur_leere(teil, belegt) for teil in bedingung["args"])
    gefragt = list(leere(bedingung))
    return bool(gefragt) and belegt.issuperset(gefragt)


def _belegte(bedingung: Knoten) -> Iterator[str]:
    """Ausdrücke, die nicht leer sind, wenn die Bedingung gilt: `A<>""`, `ISTZAHL(A)`, `UND(…)`."""
    if bedingung["node_type"] == "BinaryOp" and bedingung["operator"] == "<>":
        if _leerer_text(bedingung["right"]):
            yield geschrieben(bedingung["left"])
    elif bedingung["node_type"] == "Function" and bedingung["name"] == "ISNUMBER":
        yield geschrieben(bedingung["args"][0])
    elif bedingung["node_type"] == "Function" and bedingung["name"] == "AND":
        for teil in bedingung["args"]:
            yield from _belegte(teil)


def _weniger(zeichen: str, rechts: Knoten) -> bool:
    """Ob `ANZAHL(…) zeichen rechts` für einen Bereich ohne Zahl gilt."""
    wert = rechts.get("value")
    return isinstance(wert, float) and ((zeichen == "<" and wert > 0) or (zeichen == "=" and wert == 0))


def _leerer_text(k: Knoten) -> bool:
    return k["node_type"] == "Literal" and k["value"] == ""
