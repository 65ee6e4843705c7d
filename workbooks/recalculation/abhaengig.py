"""Welche Zellen an nicht berechenbaren hängen, auch über Bereiche, Namen und Tabellen."""

from __future__ import annotations

from collections.abc import Iterator

import formualizer as fz

from workbooks.recalculation import adresse
from workbooks.recalculation.adresse import Bereich, Ort
from workbooks.recalculation.aufbau import Aufbau

Zelle = tuple[str, Ort]
_BEWEGLICH = ("INDIRECT(", "OFFSET(")


def bezuege(text: str, blatt: str, aufbau: Aufbau) -> Iterator[tuple[str, Bereich]]:
    """Die Bereiche, die eine Formel (ohne »=«) nennt, jeweils mit ihrem Blatt."""
    for zeichen in fz.tokenize("=" + text).tokens():
        if zeichen.token_type == fz.TokenType.Operand and zeichen.subtype == fz.TokenSubType.Range:
            yield from _aufgeloest(zeichen.value, blatt, aufbau)


def _aufgeloest(bezug: str, blatt: str, aufbau: Aufbau) -> Iterator[tuple[str, Bereich]]:
    ort_blatt, rest = adresse.mit_blatt(bezug) or (blatt, bezug)
    try:
        yield ort_blatt, _bereich(rest)
        return
    except ValueError:
        pass
    name = aufbau.finde_name(rest)
    if name is not None and name.bezug != bezug:
        yield from bezuege(name.bezug, ort_blatt, aufbau)
    for tabelle in aufbau.tabellen:
        if rest.lower().startswith(tabelle.name.lower() + "["):
            yield tabelle.blatt, tabelle.bereich


def _bereich(text: str) -> Bereich:
    """Auch ganze Spalten (A:C) und Zeilen (2:5)."""
    anfang, trenner, schluss = text.replace("$", "").partition(":")
    if trenner and anfang.isalpha() and schluss.isalpha():
        a, b = adresse.spaltennummer(anfang), adresse.spaltennummer(schluss)
        return Bereich(1, min(a, b), adresse.MAX_ZEILE, max(a, b))
    if trenner and anfang.isdigit() and schluss.isdigit():
        return Bereich(int(anfang), 1, int(schluss), adresse.MAX_SPALTE)
    return adresse.bereich(text)


def haengende(
    formeln: dict[Zelle, str], wurzeln: set[Zelle], belegt: dict[Zelle, list[Ort]], aufbau: Aufbau
) -> set[Zelle]:
    """Alle Zellen, deren Formel mittelbar auf eine Wurzel zugreift.

    `formeln`: Zelle → Formel; `wurzeln`: nicht berechenbare Zellen; `belegt`: Zelle → alle Zellen, die ihre
    Formel füllt. Formeln mit INDIREKT und BEREICH.VERSCHIEBEN können überallhin zeigen und hängen immer.
    """
    bekannt = {zelle: list(bezuege(text, zelle[0], aufbau)) for zelle, text in formeln.items()}
    gefunden = {z for z, text in formeln.items() if any(wort in text.upper() for wort in _BEWEGLICH)}
    offen = wurzeln | gefunden
    while offen:
        gefuellt: dict[str, set[Ort]] = {}
        for zelle in offen:
            gefuellt.setdefault(zelle[0].lower(), set()).update(belegt[zelle])
        offen = {z for z, bereiche in bekannt.items() if z not in gefunden and _trifft(bereiche, gefuellt)}
        gefunden |= offen
    return gefunden


def _trifft(bereiche: list[tuple[str, Bereich]], gefuellt: dict[str, set[Ort]]) -> bool:
    for blatt, bereich in bereiche:
        orte = gefuellt.get(blatt.lower(), set())
        if bereich.hoehe * bereich.breite <= len(orte):
            if any(ort in orte for ort in bereich.orte()):
                return True
        elif any(bereich.enthaelt(ort) for ort in orte):
            return True
    return False
