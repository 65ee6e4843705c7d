"""Ein Funktionsaufruf: ob ihn die Maschine rechnet wie Excel, und was er ergibt."""

from __future__ import annotations

from collections.abc import Sequence

from udfs import FUNKTIONEN, formel
from workbooks.recalculation import landesformat
from workbooks.recalculation.aufbau import Aufbau
from workbooks.recalculation.baum import Knoten
from workbooks.recalculation.bezug import Form
from workbooks.recalculation.hindernis import NichtBerechenbar
from workbooks.recalculation.nachweis import BIS_ARGUMENTE
from workbooks.recalculation.stellen import BEREICHSFUNKTIONEN, FELDFUNKTIONEN, WERT_FUER_WERT, je_wert

_TABELLEN = {formel(f).name for f in FUNKTIONEN if formel(f).tabelle}
_LISTEN = {formel(f).name: [a.angabe.bereich for a in formel(f).argumente] for f in FUNKTIONEN}


def pruefe(name: str, argumente: Sequence[Knoten], aufbau: Aufbau) -> None:
    """Fehler: `NichtBerechenbar`, wenn die Maschine diesen Aufruf nicht rechnet wie Excel."""
    if len(argumente) > BIS_ARGUMENTE.get(name, 255):
        raise NichtBerechenbar(
            f"{name} mit mehr als {BIS_ARGUMENTE[name]} Argumenten rechnet die Rechenmaschine anders als Excel."
        )
    if name in ("SUBTOTAL", "AGGREGATE") and aufbau.verborgene_zeilen:
        raise NichtBerechenbar(
            f"{name} lässt verborgene Zeilen aus; das beherrscht die Rechenmaschine nicht."
        )
    if name == "INDIRECT" and len(argumente) > 1 and argumente[1].get("value") not in (True, 1.0):
        raise NichtBerechenbar(
            "INDIREKT mit Bezügen wie Z1S1 hängt von der Sprache ab; der alte Wert bleibt stehen."
        )
    if name == "ERROR.TYPE" and aufbau.seltene_fehler:
        raise NichtBerechenbar("Fehler wie #ÜBERLAUF! als Wert liest die Rechenmaschine als #WERT!.")
    if satz := landesformat.hindernis(name, argumente):
        raise NichtBerechenbar(satz)


def form(name: str, argumente: Sequence[Knoten], formen: Sequence[Form], feld: bool) -> Form:
    """Was ein Aufruf ergibt. `formen`: was seine Argumente sind; `feld`: hier wird mit ganzen Feldern gerechnet."""
    if name.startswith("EGH_"):
        gefuellt = any(f for f, liste in zip(formen, _LISTEN[name], strict=False) if not liste)
        if not gefuellt and name not in _TABELLEN:
            return Form.WERT
        return Form.FELD if feld else Form.BEREICH
    if name in FELDFUNKTIONEN:
        return Form.FELD
    if name in ("IF", "CHOOSE"):
        return Form.FELD if formen and formen[0] else max(formen[1:], default=Form.WERT)
    if name in ("INDEX", "XLOOKUP"):  # mit ganzer Zeile oder Spalte als Ergebnis
        einzeln = len(argumente) > 1 and all(a.get("value", 1) != 0 for a in argumente[1:3])
        return Form.WERT if feld and einzeln else Form.BEREICH
    if name in BEREICHSFUNKTIONEN:
        return Form.BEREICH
    if name in WERT_FUER_WERT:
        return max(formen, default=Form.WERT)
    einzelne = [f for i, f in enumerate(formen, 1) if je_wert(name, i)]  # Kriterien, das Gesuchte
    return Form.FELD if Form.FELD in einzelne else Form.WERT
