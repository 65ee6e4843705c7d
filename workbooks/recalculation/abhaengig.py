"""Welche Zellen an nicht berechenbaren hängen, auch über Bereiche, Namen und Tabellen."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import formualizer as fz

from workbooks.recalculation import adresse
from workbooks.recalculation.adresse import Bereich, Ort, Stelle
from workbooks.recalculation.aufbau import Aufbau

_KLEIN = 64  # Bereiche bis zu so vielen Zellen werden Zelle für Zelle verzeichnet
_BEWEGLICH = ("INDIRECT(", "OFFSET(")


def bezuege(text: str, blatt: str, aufbau: Aufbau) -> Iterator[tuple[str, Bereich]]:
    """Die Bereiche, die eine Formel (ohne »=«) nennt, jeweils mit ihrem Blatt."""
    for zeichen in fz.tokenize("=" + text).tokens():
        if zeichen.token_type == fz.TokenType.Operand and zeichen.subtype == fz.TokenSubType.Range:
            yield from aufgeloest(zeichen.value, blatt, aufbau)


def aufgeloest(bezug: str, blatt: str, aufbau: Aufbau) -> Iterator[tuple[str, Bereich]]:
    """Die Bereiche, für die ein Bezug, Name oder Tabellenbezug steht."""
    ort_blatt, rest = adresse.mit_blatt(bezug) or (blatt, bezug)
    try:
        yield ort_blatt, bereich_von(rest)
        return
    except ValueError:
        pass
    name = aufbau.finde_name(rest, ort_blatt)
    if name is not None and name.bezug != bezug:
        yield from bezuege(name.bezug, ort_blatt, aufbau)
    for tabelle in aufbau.tabellen:
        if rest.lower().startswith(tabelle.name.lower() + "["):
            yield tabelle.blatt, tabelle.bereich


def bereich_von(text: str) -> Bereich:
    """Ein Bereich ohne Blatt, auch ganze Spalten (A:C) und Zeilen (2:5). Fehler: ValueError."""
    anfang, trenner, schluss = text.replace("$", "").partition(":")
    if trenner and anfang.isalpha() and schluss.isalpha():
        a, b = adresse.spaltennummer(anfang), adresse.spaltennummer(schluss)
        return Bereich(1, min(a, b), adresse.MAX_ZEILE, max(a, b))
    if trenner and anfang.isdigit() and schluss.isdigit():
        return Bereich(int(anfang), 1, int(schluss), adresse.MAX_SPALTE)
    return adresse.bereich(text)


def haengende(
    formeln: dict[Stelle, str], wurzeln: set[Stelle], belegt: dict[Stelle, list[Ort]], aufbau: Aufbau
) -> dict[Stelle, Stelle | None]:
    """Alle Zellen, deren Formel mittelbar auf eine Wurzel zugreift, mit dieser Wurzel (None: irgendeine).

    `formeln`: Zelle → Formel; `wurzeln`: nicht berechenbare Zellen; `belegt`: Zelle → alle Zellen, die ihre
    Formel füllt. Formeln mit INDIREKT und BEREICH.VERSCHIEBEN können überallhin zeigen und hängen immer.
    """
    kleine: dict[Stelle, list[Stelle]] = {}
    grosse: list[tuple[str, Bereich, Stelle]] = []
    for zelle, text in formeln.items():
        for blatt, bereich in bezuege(text, zelle[0], aufbau):
            if bereich.hoehe * bereich.breite <= _KLEIN:
                for ort in bereich.orte():
                    kleine.setdefault((blatt.lower(), ort), []).append(zelle)
            else:
                grosse.append((blatt.lower(), bereich, zelle))
    gefunden: dict[Stelle, Stelle | None] = {
        z: None for z, text in formeln.items() if any(wort in text.upper() for wort in _BEWEGLICH)
    }
    anfaenge = [*((w, w) for w in sorted(wurzeln)), *gefunden.items()]
    offen = deque((zelle[0].lower(), ort, wurzel) for zelle, wurzel in anfaenge for ort in belegt[zelle])
    while offen:
        blatt, ort, wurzel = offen.popleft()
        neu = {*kleine.get((blatt, ort), ()), *(z for b, r, z in grosse if b == blatt and r.enthaelt(ort))}
        for zelle in neu - gefunden.keys():
            gefunden[zelle] = wurzel
            offen += [(zelle[0].lower(), o, wurzel) for o in belegt[zelle]]
    return gefunden
