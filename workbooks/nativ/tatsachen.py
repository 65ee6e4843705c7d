"""Was über Zellen eines Blatts feststeht, weil ihre Formeln so sind, wie sie sind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from recalculation.uebersetzung.baum import Knoten, zerlegt
from workbooks.nativ.annahmen import NAMEN, NICHT_NEGATIV, gibt_zahl, leere, nur_leere


class Tatsachen:
    """`formeln`: Zelle → Formel (ohne =), aller Zellen des Blatts."""

    def __init__(self, formeln: Mapping[str, str]) -> None:
        self._formeln = formeln
        self._ab_null: dict[str, bool] = {}
        self._belegt: dict[str, frozenset[str]] = {}

    @cached_property
    def _baeume(self) -> dict[str, Knoten]:
        return {}

    def _baum(self, bezug: str) -> Knoten | None:
        zelle = bezug.replace("$", "")
        if zelle not in self._baeume and zelle in self._formeln:
            self._baeume[zelle] = zerlegt(self._formeln[zelle])
        return self._baeume.get(zelle)

    def zahl(self, bezug: str, belegt: frozenset[str]) -> bool:
        """Ob eine Zelle eine Zahl oder ein Fehler ist, wenn `belegt` nicht leer ist: `WENN(A="";"";B/60)`."""
        baum = self._baum(bezug)
        if baum is None:
            return False
        if baum.get("name") == "IF" and len(baum["args"]) == 3 and nur_leere(baum["args"][0], belegt):
            return baum["args"][1].get("value") == "" and gibt_zahl(baum["args"][2])
        return gibt_zahl(baum)

    def zahl_ab_null(self, bezug: str) -> bool:
        """Ob eine Zelle nur eine Zahl ab 0, leer oder ein Fehler sein kann."""
        if bezug not in self._ab_null:
            self._ab_null[bezug] = False  # eine Formel, die auf sich selbst zeigt, ist keine
            baum = self._baum(bezug)
            self._ab_null[bezug] = baum is not None and self._gibt_zahl_ab_null(baum)
        return self._ab_null[bezug]

    def _gibt_zahl_ab_null(self, k: Knoten) -> bool:
        art = k["node_type"]
        if art == "Literal":
            wert = k["value"]
            return wert == "" or (isinstance(wert, float) and wert >= 0) or str(wert).startswith("#")
        if art == "Reference":
            return self.zahl_ab_null(k["reference"])
        if art == "Function":
            if k["name"] == "IF":
                return all(map(self._gibt_zahl_ab_null, k["args"][1:]))
            return k["name"] in ("NA", "ABS") or k["name"] in NICHT_NEGATIV
        seiten = ("left", "right")
        return (
            art == "BinaryOp"
            and k["operator"] in "+*/"
            and all(self._gibt_zahl_ab_null(k[s]) for s in seiten)
        )

    def ist_hbg(self, k: Knoten) -> bool:
        """Ob der Ausdruck eine HBG des Vertrags ist, leer oder ein Fehler: nie etwas Getipptes wie * oder ?."""
        art = k["node_type"]
        if art == "Reference":
            baum = self._baum(k["reference"])
            return baum is not None and self.ist_hbg(baum)
        if art == "Literal":
            return k["value"] == ""
        if art != "Function":
            return False
        if k["name"] == "IF":
            bedingung, *zweige = k["args"]
            ein_fehler = bedingung["args"] if bedingung.get("name") == "ISERROR" else []
            return all(zweig in ein_fehler or self.ist_hbg(zweig) for zweig in zweige)
        return k["name"] == "EGH_HBG" or (
            k["name"] == "INDEX" and k["args"][0].get("name") == "EGH_HBG_TABELLE"
        )

    def dann_auch_belegt(self, bezug: str) -> frozenset[str]:
        """Welche Zellen nicht leer sind, wenn diese es nicht ist und kein Fehler; sie selbst gehört dazu."""
        if bezug not in self._belegt:
            self._belegt[bezug] = frozenset({bezug})
            baum = self._baum(bezug)
            if baum is not None:
                self._belegt[bezug] |= self._wenn_da(baum)
        return self._belegt[bezug]

    def _ist_eingabe(self, k: Knoten) -> bool:
        return k["node_type"] == "Reference" and self._baum(k["reference"]) is None

    def _wenn_da(self, k: Knoten) -> frozenset[str]:
        """Was nicht leer ist, wenn dieser Ausdruck weder leer noch ein Fehler ist."""
        art = k["node_type"]
        if art == "Reference":
            return self.dann_auch_belegt(k["reference"])
        if art == "BinaryOp" and k["operator"] in "+-*/^":
            # eine gerechnete Zelle ist nie leer, und "" gäbe in einer Rechnung einen Fehler
            teile = [
                k[s]
                for s in ("left", "right")
                if k[s]["node_type"] != "Reference" or self._baum(k[s]["reference"])
            ]
            return frozenset().union(*map(self._wenn_da, teile)) if teile else frozenset()
        if art != "Function":
            return frozenset()
        if k["name"] == "IF" and len(k["args"]) == 3:
            bedingung, dann, sonst = k["args"]
            if dann["node_type"] == "Literal" and dann["value"] == "":
                da = [self.dann_auch_belegt(b) for b in leere(bedingung)]
                return frozenset().union(self._wenn_da(sonst), *da)
            return self._wenn_da(dann) & self._wenn_da(sonst)
        if k["name"] in NAMEN:  # was gelesen wurde, war da
            f = NAMEN[k["name"]]
            pflicht = [
                a for a, arg in zip(k["args"], f.argumente, strict=False) if arg.pflicht and not arg.bereich
            ]
            return frozenset().union(*map(self._wenn_da, pflicht))
        return frozenset()
