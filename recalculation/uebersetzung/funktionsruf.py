"""Ein Funktionsaufruf: ob ihn die Maschine rechnet wie Excel, und was er ergibt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recalculation.datei.aufbau import Aufbau
from recalculation.eigene import Formel
from recalculation.funktionen.tabelle import Funktion
from recalculation.uebersetzung.baum import Knoten, text_in
from recalculation.uebersetzung.bezug import Form
from recalculation.uebersetzung.hindernis import NichtBerechenbar

_NEUTRALES_FORMAT = re.compile(r"[0#]+%?|@|\[?h{1,2}\]?:mm(?::ss)?")


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
    if name == "TREND" and any(a["node_type"] == "Omitted" for a in argumente):
        raise NichtBerechenbar("TREND mit einem leeren Argument rechnet die Rechenmaschine anders als Excel.")
    if name == "DATEDIF" and len(argumente) > 2 and _unsichere_einheit(argumente[2]):
        raise NichtBerechenbar(
            "DATEDIF rechnet in Excel mit »MD« und »YD« nicht verlässlich; der alte Wert bleibt stehen."
        )
    if name == "NETWORKDAYS.INTL" and len(argumente) > 2 and text_in(argumente[2]) == "1111111":
        raise NichtBerechenbar("Eine Woche ohne Arbeitstage rechnet die Rechenmaschine anders als Excel.")
    if name == "ANCHORARRAY" and any(a["node_type"] != "Reference" for a in argumente):
        raise NichtBerechenbar("# hinter einem gerechneten Bezug beherrscht die Rechenmaschine nicht.")
    if satz := _landesabhaengig(name, argumente):
        raise NichtBerechenbar(satz)


def _unsichere_einheit(k: Knoten) -> bool:
    einheit = text_in(k)
    return k["node_type"] != "Literal" if einheit is None else einheit.upper() in ("MD", "YD")


def _landesabhaengig(name: str, argumente: Sequence[Knoten]) -> str:
    """Der Satz, warum das Ergebnis einer Funktion von der Ländereinstellung abhängt; sonst leer."""
    format_ = text_in(argumente[-1]) if name == "TEXT" and argumente else None
    neutral = format_ is not None and _NEUTRALES_FORMAT.fullmatch(format_)
    if name == "TEXT" and not neutral:
        return f"Das Ergebnis von {name} hängt von der Ländereinstellung ab; der alte Wert bleibt stehen."
    return ""


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
