"""Werte der Rechenmaschine und Zellwerte: float, str, bool, None; Fehler sind dort {"type": "Error", "kind": …}."""

from __future__ import annotations

from typing import Any

from calc.zelle import NICHT_GEGEBEN, Fehler
from recalculation.datei.zellwert import seriell
from recalculation.funktionen.felder import zeile_von
from recalculation.funktionen.grund import ARTEN, CODES, VERWEIGERT, WEGGELASSEN
from recalculation.uebersetzung.hindernis import FREMDES, NichtBerechenbar

_OHNE_CODE = {
    "Circ": "Die Formel bezieht sich auf sich selbst (Zirkelbezug).",
    VERWEIGERT: "Mit diesen Werten rechnet die Rechenmaschine vielleicht anders als Excel (etwa eine Kommazahl, ein "
    "Wahrheitswert oder ein Tag als Text, die von der Ländereinstellung abhängen); der alte Wert bleibt stehen.",
}


def herein(wert: Any) -> Any:
    """Wert der Maschine → Zellwert."""
    art = type(wert)
    if art is str:
        return NICHT_GEGEBEN if wert == WEGGELASSEN else wert
    if art is list:
        return [[zelle if type(zelle) is float else herein(zelle) for zelle in zeile] for zeile in wert]
    if art is dict:
        return Fehler(CODES.get(wert.get("kind", ""), "#VALUE!"))
    return seriell(wert)


def hinaus(wert: Any) -> Any:
    """Zellwert → Wert der Maschine; blank als leerer Text, weil None zu 0 würde."""
    if type(wert) is float or type(wert) is str:
        return wert
    if wert is None:
        return ""
    if type(wert) is Fehler:
        return {"type": "Error", "kind": ARTEN.get(wert.code, "Value")}
    if type(wert) is list:
        return [[hinaus(zelle) for zelle in zeile] for zeile in wert]
    return wert


def abgelesen(wert: Any) -> Any:
    """Gerechneter Wert einer Zelle als Zellwert. Fehler: `NichtBerechenbar`."""
    if type(wert) is float:
        return wert if wert - wert == 0 else Fehler("#NUM!")
    if type(wert) is dict:
        art = str(wert.get("kind"))
        if art not in CODES:
            raise NichtBerechenbar(_OHNE_CODE.get(art, FREMDES))
        return Fehler(CODES[art])
    if wert is None:  # nach dem Rechnen hat jede Formel einen Wert, und sei es 0 oder leerer Text
        raise NichtBerechenbar("Die Rechenmaschine hat diese Formel nicht gerechnet.")
    if wert == "":
        return None
    if isinstance(wert, (bool, str)):
        return wert
    if isinstance(wert, int):
        return float(wert)
    if isinstance(wert, list):
        return abgelesen(wert[0][0])
    return seriell(wert)


def verschoben(wert: Any, tage: int) -> Any:
    """Tageszahlen der anderen Zählung."""
    if type(wert) is list:
        return [[verschoben(zelle, tage) for zelle in zeile] for zeile in wert]
    return wert + tage if type(wert) is float and wert > 0 else wert


def eingepasst(werte: Any, hoehe: int, breite: int) -> list[list[Any]]:
    """Ein Ergebnis auf den Bereich einer Matrixformel bringen.

    Wie Excel: eine Zeile, Spalte oder Zelle wiederholt sich, Überstehendes fällt weg, Fehlendes wird #N/A.
    """
    return [[0.0 if w is None else w for w in zeile_von(werte, i, breite)] for i in range(hoehe)]
