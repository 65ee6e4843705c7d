"""Ein Funktionsaufruf: ob ihn die Maschine rechnet wie Excel, und was er ergibt."""

from __future__ import annotations

from collections.abc import Sequence

from workbooks.recalculation import landesformat
from workbooks.recalculation.aufbau import Aufbau
from workbooks.recalculation.baum import Knoten
from workbooks.recalculation.bezug import Form
from workbooks.recalculation.eigene import Formel
from workbooks.recalculation.funktionen import Funktion
from workbooks.recalculation.hindernis import NichtBerechenbar


def pruefe(f: Funktion, argumente: Sequence[Knoten], aufbau: Aufbau) -> None:
    """Fehler: `NichtBerechenbar`, wenn die Maschine diesen Aufruf nicht rechnet wie Excel."""
    name = f.name
    if len(argumente) > f.hoechstens:
        raise NichtBerechenbar(
            f"{name} mit mehr als {f.hoechstens} Argumenten rechnet die Rechenmaschine anders als Excel."
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


def form(
    f: Funktion, unsere: Formel | None, argumente: Sequence[Knoten], formen: Sequence[Form], feld: bool
) -> Form:
    """Was ein Aufruf ergibt. `formen`: was seine Argumente sind; `feld`: hier wird mit ganzen Feldern gerechnet."""
    if unsere is not None:
        gefuellt = any(form for form, liste in zip(formen, unsere.listen, strict=False) if not liste)
        if not gefuellt and not unsere.tabelle:
            return Form.WERT
        return Form.FELD if feld else Form.BEREICH
    if f.ergebnis == "F":
        return Form.FELD
    if f.ergebnis == "A":
        return Form.FELD if formen and formen[0] else max(formen[1:], default=Form.WERT)
    if f.ergebnis == "S":  # mit ganzer Zeile oder Spalte als Ergebnis
        einzeln = len(argumente) > 1 and all(a.get("value", 1) != 0 for a in argumente[1:3])
        return Form.WERT if feld and einzeln else Form.BEREICH
    if f.ergebnis == "B":
        return Form.BEREICH
    if f.je_wert:
        return max(formen, default=Form.WERT)
    einzelne = [form for i, form in enumerate(formen, 1) if f.rechnet_je_wert(i)]  # Kriterien, das Gesuchte
    return Form.FELD if Form.FELD in einzelne else Form.WERT
