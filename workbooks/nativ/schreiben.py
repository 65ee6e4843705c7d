"""Aus dem Baum einer Formel wieder Text, mit so wenigen Klammern wie nötig; feste Teile zusammengefasst."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recalculation.uebersetzung.baum import Knoten, literal

# wie fest ein Zeichen bindet, vom losesten an
_STUFEN = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",), (" ",), (":",))
_BINDUNG = {zeichen: stufe for stufe, gruppe in enumerate(_STUFEN) for zeichen in gruppe}
_VORZEICHEN, _PROZENT, _FEST = len(_STUFEN), len(_STUFEN) + 1, len(_STUFEN) + 2
# a-(b-c) und a/(b/c) sind nicht a-b-c und a/b/c
_NICHT_ASSOZIATIV = ("-", "/", "^", *_STUFEN[0])


def geschrieben(k: Knoten) -> str:
    """Der Text (ohne =). Fehler: ValueError bei einem Knoten, den unsere Vorlagen nicht haben."""
    return _text(k)[0]


def _text(k: Knoten) -> tuple[str, int]:
    """Text und wie fest sein äußerstes Zeichen bindet."""
    art = k["node_type"]
    if art == "Literal":
        zahl = isinstance(k["value"], float)
        text = literal(k["value"]).upper() if zahl else literal(k["value"])  # 1E-12, nicht 1e-12
        return text, _VORZEICHEN if _negativ(k["value"]) else _FEST
    if art == "Reference":
        return str(k["reference"]), _FEST
    if art == "Omitted":
        return "", _FEST
    if art == "Function":
        return f"{k['name']}({','.join(map(geschrieben, k['args']))})", _FEST
    if art == "Array":
        return "{" + ";".join(",".join(map(geschrieben, zeile)) for zeile in k["rows"]) + "}", _FEST
    if art == "UnaryOp":
        return _mit_einem(k)
    if art == "BinaryOp":
        return _mit_zweien(k)
    if art == "Fertig":
        return _text(k["knoten"])
    raise ValueError(f"{art} lässt sich nicht schreiben")


def _negativ(wert: Any) -> bool:
    return isinstance(wert, (int, float)) and not isinstance(wert, bool) and wert < 0


def _mit_einem(k: Knoten) -> tuple[str, int]:
    if k["operator"] == "%":
        return _geklammert(k["operand"], _PROZENT) + "%", _PROZENT
    return k["operator"] + _geklammert(k["operand"], _VORZEICHEN), _VORZEICHEN


def _mit_zweien(k: Knoten) -> tuple[str, int]:
    stufe = _BINDUNG[k["operator"]]
    rechts = stufe + 1 if k["operator"] in _NICHT_ASSOZIATIV else stufe
    return f"{_geklammert(k['left'], stufe)}{k['operator']}{_geklammert(k['right'], rechts)}", stufe


def _geklammert(k: Knoten, mindestens: int) -> str:
    text, stufe = _text(k)
    return text if stufe >= mindestens else f"({text})"


# Feste Teile


def fest(wert: Any) -> Knoten:
    """Ein fester Wert als Knoten."""
    return {"node_type": "Literal", "value": wert}


def funktion(name: str, *argumente: Knoten) -> Knoten:
    """Ein Aufruf als Knoten."""
    return {"node_type": "Function", "name": name, "args": list(argumente)}


def fertig(k: Knoten) -> Knoten:
    """Ein Teil, den `vereinfacht` nicht anfasst: in `(A1:A9="x")*1` macht erst das Malnehmen Zahlen daraus."""
    return k if k["node_type"] in ("Literal", "Fertig") else {"node_type": "Fertig", "knoten": k}


def verbunden(links: Knoten, zeichen: str, rechts: Knoten) -> Knoten:
    """Zwei Knoten mit einem Rechenzeichen."""
    return {"node_type": "BinaryOp", "operator": zeichen, "left": links, "right": rechts}


def ersetzt(k: Knoten, durch: Callable[[Knoten], Knoten | None]) -> Knoten:
    """Der Baum, in dem `durch` von außen nach innen Knoten ersetzt; None: dieser bleibt."""
    neu = durch(k)
    if neu is not None:
        return neu
    return {
        schluessel: ersetzt(teil, durch)
        if isinstance(teil, dict)
        else [_ersetzt_in(t, durch) for t in teil]
        if isinstance(teil, list)
        else teil
        for schluessel, teil in k.items()
    }


def _ersetzt_in(teil: Any, durch: Callable[[Knoten], Knoten | None]) -> Any:
    return [ersetzt(t, durch) for t in teil] if isinstance(teil, list) else ersetzt(teil, durch)


def vereinfacht(k: Knoten) -> Knoten:
    """Ohne Bedingungen, die feststehen, ohne Produkte mit 1 und mit ausgerechneten festen Zahlen."""
    if k["node_type"] == "Function":
        return _vereinfachter_aufruf(funktion(k["name"], *map(vereinfacht, k["args"])))
    if k["node_type"] == "BinaryOp":
        return _vereinfachte_rechnung(
            verbunden(vereinfacht(k["left"]), k["operator"], vereinfacht(k["right"]))
        )
    if k["node_type"] == "UnaryOp":
        return {**k, "operand": vereinfacht(k["operand"])}
    return k


def _ist(k: Knoten, art: type | tuple[type, ...]) -> bool:
    return k["node_type"] == "Literal" and isinstance(k["value"], art)


def _vereinfachter_aufruf(k: Knoten) -> Knoten:
    name, argumente = k["name"], k["args"]
    if name == "IF" and _ist(argumente[0], bool):
        return argumente[1] if argumente[0]["value"] else argumente[2]
    if name in ("AND", "OR"):
        entscheidet = name == "OR"
        offen = [a for a in argumente if not _ist(a, bool)]
        if any(_ist(a, bool) and a["value"] is entscheidet for a in argumente):
            return fest(entscheidet)
        if not offen:
            return fest(not entscheidet)
        return offen[0] if len(offen) == 1 else funktion(name, *offen)
    return k


def _vereinfachte_rechnung(k: Knoten) -> Knoten:
    links, rechts, zeichen = k["left"], k["right"], k["operator"]
    if _ist(links, str) and _ist(rechts, str) and zeichen in ("=", "<>"):
        return fest((links["value"].lower() == rechts["value"].lower()) == (zeichen == "="))
    zahlen = [_ist(x, (int, float)) and not _ist(x, bool) for x in (links, rechts)]
    if all(zahlen):
        return _ausgerechnet(k, float(links["value"]), float(rechts["value"]))
    if zeichen == "*" and zahlen[1] and rechts["value"] == 1 and not _wahrheit(links):
        return links
    if zeichen == "*" and zahlen[0] and links["value"] == 1 and not _wahrheit(rechts):
        return rechts
    return k


def _wahrheit(k: Knoten) -> bool:
    """Ob das Ergebnis WAHR oder FALSCH ist: erst das Malnehmen macht daraus Zahlen, die SUMMENPRODUKT zählt."""
    if k["node_type"] == "Function":
        return k["name"] in ("AND", "OR", "NOT") or k["name"].startswith("IS")
    return k["node_type"] == "BinaryOp" and k["operator"] in ("=", "<>", "<", ">", "<=", ">=")


def _ausgerechnet(k: Knoten, a: float, b: float) -> Knoten:
    match k["operator"]:
        case "+":
            return fest(a + b)
        case "-":
            return fest(a - b)
        case "*":
            return fest(a * b)
        case "=":
            return fest(a == b)
        case "<>":
            return fest(a != b)
        case "<":
            return fest(a < b)
        case ">":
            return fest(a > b)
    return k
