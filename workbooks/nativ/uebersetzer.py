"""Die Formeln eines Blatts ohne Add-in: jeder Aufruf EGH_… als gewöhnliche Formel, alles andere bleibt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter, range_boundaries

from recalculation.uebersetzung.baum import Knoten, zerlegt
from udfs import Argument
from workbooks.nativ.annahmen import NAMEN, Annahmen
from workbooks.nativ.schreiben import fest, funktion, geschrieben, verbunden, vereinfacht
from workbooks.nativ.tatsachen import Tatsachen
from workbooks.nativ.waechter import OhneForm, grenzen, nativ

_TAFEL, _TABELLE = "EGH_STUNDENTAFEL", "EGH_HBG_TABELLE"


@dataclass
class Geprueft:
    """Zellen, die einen Wert mit Namen geprüft zeigen: Name der Zelle → (Name des Werts, Argument)."""

    zellen: dict[str, tuple[str, Argument]] = field(default_factory=dict)

    def name(self, name: str, arg: Argument) -> str:
        """Die Zelle für dieses Argument; verlangt ein anderes Argument anderes, hat es seine eigene."""
        nummer = 1
        while True:
            zelle = f"geprueft_{name.removeprefix('parameter_')}" + (f"_{nummer}" if nummer > 1 else "")
            wessen, bekannt = self.zellen.setdefault(zelle, (name, arg))
            gleich = (grenzen(bekannt, name), bekannt.pflicht, bekannt.vorgabe)
            if wessen == name and gleich == (grenzen(arg, name), arg.pflicht, arg.vorgabe):
                return zelle
            nummer += 1


class Uebersetzer:
    """Übersetzt die Formeln eines Blatts.

    `formeln`: Zelle → Formel (ohne =), aller Zellen des Blatts; `namen`: Bereich → sein Name in der Mappe.
    """

    def __init__(
        self, formeln: Mapping[str, str], geprueft: Geprueft, namen: Mapping[str, str] | None = None
    ) -> None:
        tatsachen = Tatsachen(formeln)
        self._anfang = Annahmen(
            gerechnet=tatsachen.zahl_ab_null,
            zahl=tatsachen.zahl,
            folgt=tatsachen.dann_auch_belegt,
            ist_hbg=tatsachen.ist_hbg,
        )
        self._geprueft = geprueft
        self._namen = namen or {}

    def formel(self, text: str) -> str:
        """Die Formel (ohne =). Fehler: `OhneForm`, wenn es sie ohne Add-in nicht gibt."""
        return geschrieben(self._gang(zerlegt(text), self._anfang))

    def _gang(self, k: Knoten, a: Annahmen) -> Knoten:
        art = k["node_type"]
        if art == "Function":
            return self._aufruf(k, a)
        if art == "BinaryOp":
            return verbunden(self._gang(k["left"], a), k["operator"], self._gang(k["right"], a))
        if art == "UnaryOp":
            return {**k, "operand": self._gang(k["operand"], a)}
        return k

    def _aufruf(self, k: Knoten, a: Annahmen) -> Knoten:
        name, argumente = k["name"], k["args"]
        if name == "IF" and len(argumente) == 3:
            bedingung, dann, sonst = argumente
            return funktion(
                "IF",
                self._gang(bedingung, a),
                self._gang(dann, a.dann(bedingung)),
                self._gang(sonst, a.sonst(bedingung)),
            )
        if name == "INDEX" and argumente[0].get("name") in (_TAFEL, _TABELLE):
            return self._zelle_aus(argumente[0], argumente[1:], a)
        uebersetzt = [self._gang(arg, a) for arg in argumente]
        if name in NAMEN:
            return nativ(NAMEN[name], argumente, uebersetzt, a, self._geprueft.name)
        return funktion(name, *uebersetzt)

    def _zelle_aus(self, tabelle: Knoten, ort: list[Knoten], a: Annahmen) -> Knoten:
        """Eine Zelle aus einer Tabelle, die eine unserer Formeln füllt."""
        if tabelle["name"] == _TABELLE:
            zeile = vereinfacht(verbunden(ort[0], "-", fest(1.0)))  # ohne Kopf
            return funktion("INDEX", {"node_type": "Reference", "reference": "hbg_block"}, zeile, ort[1])
        return self._aus_der_tafel(tabelle["args"], ort, a)

    def _aus_der_tafel(self, argumente: list[Knoten], ort: list[Knoten], a: Annahmen) -> Knoten:
        """Die Stunden der Zeile Gesamt; ein Fehler in der Tafel bleibt einer.

        Gleiche Zeiten, bei EGH_STUNDENTAFEL ein Fehler, sind hier 0 Stunden: ihre Zeile zeigt ihn selbst.
        """
        tafel = str(argumente[0]["reference"])
        if geschrieben(ort[0]) != f"ROWS({tafel})+2" or geschrieben(ort[1]) != "4":
            raise OhneForm("Eine andere Zelle der Stundentafel als die Stunden der Zeile Gesamt.")
        ganze, _, beginn, ende, *mengen = (
            self._namen.get(s.replace("'", ""), s) for s in (tafel, *_spalten(tafel))
        )
        summe = zerlegt(f"SUMPRODUCT(({ende}-{beginn}+({ende}<{beginn}))*24,{','.join(mengen)})")
        gesamt = verbunden(summe, "*", self._gang(argumente[2], a))
        fehler = zerlegt(f"SUM({ganze})")
        return funktion("IF", funktion("ISERROR", fehler), fehler, gesamt)


def _spalten(bereich: str) -> list[str]:
    """Die einzelnen Spalten eines Bereichs."""
    blatt, trenner, zellen = bereich.rpartition("!")
    links, oben, rechts, unten = range_boundaries(zellen)
    namen = [get_column_letter(n) for n in range(links, rechts + 1)]
    return [f"{blatt}{trenner}${s}${oben}:${s}${unten}" for s in namen]
