"""Argumente, die Excel anders nimmt als die Maschine, im Baum durch gleichwertige ersetzen."""

from __future__ import annotations

from collections.abc import Callable

from recalculation.datei.landesformat import WAHRHEITSWORTE, ist_zahltext, zahl_im_text
from recalculation.funktionen.grund import OHNE_TEXT, WAHRHEIT
from recalculation.funktionen.tabelle import FUNKTIONEN, Funktion, name_ohne_vorsatz
from recalculation.uebersetzung.baum import Knoten, text_in
from recalculation.uebersetzung.hindernis import NichtBerechenbar

_FEHLER: Knoten = {"node_type": "Literal", "value": "#VALUE!"}
_NULL: Knoten = {"node_type": "Literal", "value": 0.0}
_EINS: Knoten = {"node_type": "Literal", "value": 1.0}
_TEXT: Knoten = {"node_type": "Literal", "value": "x"}


def ersetzt(f: Funktion, argumente: list[Knoten], feld: bool) -> list[Knoten]:
    """Die Argumente einer Funktion, wie die Maschine sie braucht. `feld`: hier wird mit ganzen Feldern gerechnet."""
    if "o" in f.regeln and len(argumente) > 1:  # allein ist ein leerer Text ein Fehler
        argumente = [
            a for i, a in enumerate(argumente, 1) if "o" not in f.argument(i).regeln or text_in(a) != ""
        ]
    if f.name == "OFFSET":
        argumente = _vorwaerts(argumente)
    if not f.regeln and not f.vorgaben:
        return argumente
    return [_nach_regeln(f, i, a, feld) for i, a in enumerate(argumente, 1)]


def _nach_regeln(f: Funktion, stelle: int, k: Knoten, feld: bool) -> Knoten:
    if k["node_type"] == "Omitted":
        vorgabe = f.vorgaben.get(stelle)
        return k if vorgabe is None else {"node_type": "Literal", "value": vorgabe}
    argument = f.argument(stelle)
    for regel in argument.regeln:
        # im Feld zählen Texte nicht, außer sie stehen selbst als Argument da
        if feld and argument.ganz and regel in "ztc" and k["node_type"] != "Literal":
            continue
        k = _REGELN.get(regel, _unveraendert)(k)
    if "z" in argument.regeln and argument.art == "W" and k["node_type"] == "Reference":
        return _rechnung(k, "+", _NULL)  # auch ein Text in einer Zelle ist seine Zahl
    return k


def _vorwaerts(argumente: list[Knoten]) -> list[Knoten]:
    """OFFSET mit negativer Höhe oder Breite reicht nach oben oder links; die Maschine kennt nur positive."""
    neue = list(argumente)
    for stelle in (3, 4):
        k: Knoten = argumente[stelle] if stelle < len(argumente) else {"node_type": "Omitted"}
        wert = k.get("value")
        if k["node_type"] == "Omitted" or (type(wert) is float and wert > 0):
            continue
        ganz = _ruf("TRUNC", k)
        zurueck = _ruf("IF", _rechnung(k, "<", _NULL), _rechnung(ganz, "+", _EINS), _NULL)
        um = neue[stelle - 2]
        neue[stelle - 2] = zurueck if um["node_type"] == "Omitted" else _rechnung(um, "+", zurueck)
        neue[stelle] = _ruf("ABS", ganz)
    return neue


def _ruf(name: str, *argumente: Knoten) -> Knoten:
    return {"node_type": "Function", "name": name, "args": list(argumente)}


def _rechnung(links: Knoten, zeichen: str, rechts: Knoten) -> Knoten:
    return {"node_type": "BinaryOp", "operator": zeichen, "left": links, "right": rechts}


def _unveraendert(k: Knoten) -> Knoten:
    return k


def _nicht_negativ(k: Knoten) -> Knoten:
    negativ = k["node_type"] == "UnaryOp" and k["operator"] == "-" and k["operand"].get("value")
    return _FEHLER if negativ else k


def _als_text(k: Knoten) -> Knoten:
    return {"node_type": "Literal", "value": "?"} if isinstance(k.get("value"), float) else k


def _keine_feldkonstante(k: Knoten) -> Knoten:
    if k["node_type"] == "Array":
        raise NichtBerechenbar("Texte und Wahrheitswerte in einer Feldkonstante zählt Excel hier anders.")
    return k


def _kein_text(k: Knoten) -> Knoten:
    return k if text_in(k) is None else _FEHLER


def _als_zahl(k: Knoten) -> Knoten:
    """Ein Text unmittelbar als Argument ist seine Zahl oder #WERT!, nicht nichts wie in einer Zelle; WAHR ist 1."""
    if k.get("value") in (True, False):
        return {"node_type": "Literal", "value": float(k["value"])}
    text = text_in(k)
    if text is not None:
        if ist_zahltext(text):
            raise NichtBerechenbar(f'Die Zahl im Text "{text}" liest die Rechenmaschine anders als Excel.')
        zahl = zahl_im_text(text)
        return _FEHLER if zahl is None else {"node_type": "Literal", "value": zahl}
    if _ist_text(k) or _ist_wert(k):
        return _rechnung(k, "+", _NULL)
    if k["node_type"] == "Function" and k["name"].upper() in ("IF", "IFERROR", "IFNA") and k["args"]:
        return {**k, "args": [k["args"][0], *map(_zweig, k["args"][1:])]}
    return k


def _ist_wert(k: Knoten) -> bool:
    """Ob ein Argument ein gefundener Wert ist, auch hinter WENNFEHLER: er ist kein Bezug mehr, ein Text darin zählt."""
    name = name_ohne_vorsatz(k["name"]) if k["node_type"] == "Function" else ""
    if name in ("IFERROR", "IFNA"):
        return any(map(_ist_wert, k["args"]))
    return name in ("VLOOKUP", "HLOOKUP")


def _gezaehlt(k: Knoten) -> Knoten:
    """Ein Text unmittelbar als Argument zählt, wenn er eine Zahl ist."""
    zahl = _als_zahl(k) if text_in(k) is not None else _FEHLER
    return k if zahl is _FEHLER else zahl


def _zweig(k: Knoten) -> Knoten:
    return _als_zahl(k) if text_in(k) is not None or k["node_type"] == "Function" else k


def _ist_text(k: Knoten) -> bool:
    if k["node_type"] == "BinaryOp":
        return bool(k["operator"] == "&")
    f = FUNKTIONEN.get(name_ohne_vorsatz(k["name"])) if k["node_type"] == "Function" else None
    return f is not None and f.ergebnis == "T"


def _ohne_fehler(k: Knoten) -> Knoten:
    """Ein gerechneter Fehler zählt wie ein Text."""
    if k["node_type"] == "Literal" and isinstance(k["value"], str) and k["value"].startswith("#"):
        return _TEXT
    gerechnet = k["node_type"] in ("BinaryOp", "UnaryOp") and k["operator"] in "+-*/^%&=<>"
    if gerechnet or (k["node_type"] == "Function" and _gibt_einen_wert(k["name"])):
        return _ruf("IFERROR", k, _TEXT)
    return k


def _gibt_einen_wert(name: str) -> bool:
    f = FUNKTIONEN.get(name_ohne_vorsatz(name))
    return f is not None and f.ergebnis in "WT"


def bewacht(f: Funktion, stelle: int, k: Knoten, text: str) -> str:
    """Ein Argument, in einer Hilfsfunktion, wo ein Text darin für Excel etwas anderes ist als für die Maschine.

    Die Maschine macht aus jedem Text einer Bedingung #WERT!; SUMME und UND lesen bei ihr einen gefundenen Wert, den
    Excel als den einer Zelle übergeht, wenn er keine Zahl ist.
    """
    argument = f.argument(stelle)
    bedingung = "l" in argument.regeln
    if bedingung and argument.art == "W":
        return f"{WAHRHEIT}({text})" if _kann_text_sein(k) else text
    if bedingung:
        return f'{OHNE_TEXT}({text},"wb")' if _vielleicht_keine_zelle(k) else text
    if argument.art == "B" and not {"z", "t"}.isdisjoint(argument.regeln) and _vielleicht_zelle(k):
        return f'{OHNE_TEXT}({text},"{"b" if f.name == "SUM" else ""}")'
    return text


def _vielleicht_zelle(k: Knoten) -> bool:
    """Ob das Ergebnis eine Zelle sein kann, die Maschine aber nur ihren Wert sieht."""
    name = name_ohne_vorsatz(k["name"]) if k["node_type"] == "Function" else ""
    if name in ("IFERROR", "IFNA"):
        return any(map(_kann_text_sein, k["args"]))
    return name in _GEFUNDEN


def _vielleicht_keine_zelle(k: Knoten) -> bool:
    """Ob ein Text als Wert herauskommen kann; den einer Zelle übergeht auch die Maschine."""
    name = name_ohne_vorsatz(k["name"]) if k["node_type"] == "Function" else ""
    if name in ("IF", "CHOOSE"):
        return any(text_in(a) is not None or _ist_text(a) for a in k["args"])
    return name in _GEFUNDEN or name in _GEWAEHLT or _ist_text(k)


def _kann_text_sein(k: Knoten) -> bool:
    f = FUNKTIONEN.get(name_ohne_vorsatz(k["name"])) if k["node_type"] == "Function" else None
    if f is None:
        return k["node_type"] == "Reference" or _ist_text(k)
    return f.ergebnis == "T" or f.gibt_weiter


_GEFUNDEN = ("VLOOKUP", "HLOOKUP", "LOOKUP", "XLOOKUP", "SWITCH")
_GEWAEHLT = ("IFERROR", "IFNA", "IFS")


def _als_wahrheit(k: Knoten) -> Knoten:
    text = text_in(k)
    if text is not None and text.strip().upper() in WAHRHEITSWORTE:
        raise NichtBerechenbar(
            f'Ob "{text}" ein Wahrheitswert ist, hängt von der Sprache ab; der alte Wert bleibt stehen.'
        )
    return k if text is None else _FEHLER  # auch "1"


# Regel → was aus dem Argument wird.
_REGELN: dict[str, Callable[[Knoten], Knoten]] = {
    "z": _als_zahl,
    "t": _gezaehlt,
    "c": _ohne_fehler,
    "l": _als_wahrheit,
    "n": _nicht_negativ,
    "k": _kein_text,
    "u": _als_text,
    "h": _keine_feldkonstante,
}
