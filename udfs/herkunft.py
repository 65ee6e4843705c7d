"""Woher das Ergebnis einer Formel kommt: die Fachregeln, die sie rechnet, mit ihrer Quelle."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType
from typing import Any

from udfs.werte import DEUTSCHE_FEHLER


def regeln(funktion: Callable[..., Any]) -> list[FunctionType]:
    """Die Fachregeln aus calc, die eine Funktion aufruft, auch über andere Funktionen, in dieser Reihenfolge.

    Abgelesen am Quelltext, damit die Seite nie etwas anderes nennt als das, was gerechnet wird.
    """
    gesehen: dict[Any, None] = {}

    def folgen(f: Any) -> None:
        if f not in gesehen:
            gesehen[f] = None
            for weitere in _aufgerufen(f):
                folgen(weitere)

    folgen(funktion)
    return [
        f
        for f in gesehen
        if f.__module__.startswith("calc.") and "\nQuelle: " in inspect.cleandoc(f.__doc__ or "")
    ]


def _aufgerufen(funktion: FunctionType) -> Iterator[FunctionType]:
    """Funktionen aus calc und udfs, die `funktion` beim Namen aufruft."""
    baum = ast.parse(textwrap.dedent(inspect.getsource(funktion)))
    aufrufe = [k for k in ast.walk(baum) if isinstance(k, ast.Call)]
    for aufruf in sorted(aufrufe, key=lambda k: (k.lineno, k.col_offset)):
        ziel = _aufgeloest(aufruf.func, funktion)
        for f in ziel.values() if isinstance(ziel, dict) else [ziel]:
            if isinstance(f, FunctionType) and f.__module__.startswith(("calc.", "udfs.")):
                yield f


def _aufgeloest(knoten: ast.expr, funktion: FunctionType) -> Any:
    """Was `name`, `modul.name` oder `verzeichnis[…]` im Modul der Funktion ist; None für alles andere."""
    if isinstance(knoten, ast.Name):
        lokal = knoten.id in funktion.__code__.co_varnames
        return None if lokal else funktion.__globals__.get(knoten.id)
    if isinstance(knoten, ast.Attribute):
        modul = _aufgeloest(knoten.value, funktion)
        return getattr(modul, knoten.attr, None) if isinstance(modul, ModuleType) else None
    if isinstance(knoten, ast.Subscript):
        return _aufgeloest(knoten.value, funktion)
    return None


def regeltext(regel: FunctionType) -> str:
    """Satz, Formel in Worten, Quelle und Fehler einer Regel, mit Fehlernamen wie im deutschen Excel."""
    absaetze = [" ".join(a.split()) for a in inspect.cleandoc(regel.__doc__ or "").split("\n\n")]
    text = " ".join(absaetze)
    for code, deutscher_name in DEUTSCHE_FEHLER.items():
        text = text.replace(code, deutscher_name)
    return text
