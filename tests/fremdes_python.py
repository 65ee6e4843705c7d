"""All cases in a Python that is not ours (3.9, Pyodide): what runs there, and values as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fallsammlung

from udfs import NICHT_GEGEBEN, Fehler

PROJEKT = Path(__file__).resolve().parents[1]
FAELLE = fallsammlung.faelle()

# Reads [[formula, arguments], …] from stdin and writes the results; nothing but calc and udfs beside it.
LAEUFER = """
import json, sys
import udfs

nach_name = {udfs.blattname(f): f for f in udfs.FUNKTIONEN}

def hinein(wert):
    if isinstance(wert, dict):
        return udfs.Fehler(wert["fehler"], wert["satz"]) if "fehler" in wert else udfs.NICHT_GEGEBEN
    return [[hinein(zelle) for zelle in zeile] for zeile in wert] if isinstance(wert, list) else wert

def heraus(wert):
    if isinstance(wert, udfs.Fehler):
        return {"fehler": wert.code, "satz": wert.satz}
    return [[heraus(zelle) for zelle in zeile] for zeile in wert] if isinstance(wert, list) else wert

assert sys.version_info[:2] == (3, 9), sys.version
faelle = json.load(sys.stdin)
json.dump([heraus(udfs.aufruf(nach_name[name], [hinein(wert) for wert in a])) for name, a in faelle], sys.stdout)
"""


def als_json(wert: Any) -> Any:
    if wert is NICHT_GEGEBEN:
        return {}
    if isinstance(wert, Fehler):
        return {"fehler": wert.code, "satz": wert.satz}
    return [[als_json(zelle) for zelle in zeile] for zeile in wert] if isinstance(wert, list) else wert
