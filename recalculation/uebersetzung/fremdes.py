"""Funktionen und Namen, die nicht gerechnet werden: unbekannte und solche ohne Nachweis, dass sie rechnen wie Excel."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import formualizer as fz

from recalculation.datei.aufbau import Name
from recalculation.eigene import Eigene
from recalculation.funktionen.tabelle import FUNKTIONEN, name_ohne_vorsatz
from recalculation.uebersetzung import baum
from recalculation.uebersetzung.hindernis import NichtBerechenbar

_VERKNUEPFT = re.compile(r"\[[0-9]+\]")


def unbekannt(was: str, wort: str) -> str:
    """Satz für eine Formel mit etwas, das hier niemand kennt."""
    return f"{was} {wort} ist hier unbekannt; der alte Wert bleibt stehen."


@cache
def satz_zur_funktion(name: str) -> str:
    """Warum eine Funktion (Großbuchstaben) nicht gerechnet wird; leer, wenn sie es wird."""
    if _kennt_die_maschine_nicht(name):
        return unbekannt("Die Funktion", name)
    if name_ohne_vorsatz(name) not in FUNKTIONEN:
        return (
            f"Für die Funktion {name_ohne_vorsatz(name)} ist nicht nachgewiesen, dass sie wie in Excel rechnet; "
            "der alte Wert bleibt stehen."
        )
    return ""


@lru_cache(maxsize=4096)  # jede Formel, die ihn nennt, fragte nach demselben
def satz_zum_namen(name: Name, eigene: Eigene) -> str:
    """Warum eine Formel mit diesem Namen nicht gerechnet wird; leer, wenn sie es wird."""
    if name.name.upper() in eigene:
        return ""
    if any(not rest.upper().startswith(f"!{eigene.vorsatz}") for rest in _VERKNUEPFT.split(name.bezug)[1:]):
        return unbekannt("Der Name", name.name.upper())
    if name.ziel() is not None:
        return ""
    try:
        teile = list(baum.knoten(baum.zerlegt(name.bezug)))
    except NichtBerechenbar:
        return unbekannt("Der Name", name.name.upper())
    if any(k["node_type"] == "BinaryOp" and k["operator"] in (" ", ",") for k in teile):
        return (
            f"Der Name {name.name.upper()} steht für einen Schnitt oder mehrere Bereiche; das beherrscht die "
            "Rechenmaschine nicht. Der alte Wert bleibt stehen."
        )
    funktionen = [k["name"] for k in teile if k["node_type"] == "Function"]
    fremd = any(not eigene.steht_in(f) and satz_zur_funktion(f.upper()) for f in funktionen)
    return unbekannt("Der Name", name.name.upper()) if fremd else ""


def _kennt_die_maschine_nicht(name: str) -> bool:
    probe = fz.Workbook()
    probe.add_sheet("P")
    try:
        probe.set_formula("P", 1, 1, f"={name}()")
        wert = probe.evaluate_cell("P", 1, 1)
    except (ValueError, RuntimeError, fz.ExcelEvaluationError, fz.ParserError, fz.TokenizerError):
        return True
    return isinstance(wert, dict) and wert.get("kind") == "Name"
