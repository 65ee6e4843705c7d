"""Spalten eines DataFrame als Zellwerte: welche verschiedenen es gibt und welcher in welcher Zeile steht."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from math import isnan
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from calc.fehler import WERT
from recalculation.datei.zellwert import seriell
from udfs import Fehler

Ganze = npt.NDArray[np.intp]


def zellwert(wert: Any) -> Any:
    """Ein Wert aus pandas oder numpy als Zellwert der Grenze: float, str, bool, None oder `Fehler`.

    None, NaN, NA und NaT sind leer; Datum, Zeitpunkt, Uhrzeit und Zeitspanne werden zur Excel-Zahl in Tagen.
    Was in keiner Zelle stehen kann (Listen, komplexe Zahlen …), ist ein `Fehler` mit #VALUE!.
    """
    if wert is None or wert is pd.NA or wert is pd.NaT or isinstance(wert, Fehler):
        return None if wert is pd.NaT or wert is pd.NA else wert
    if isinstance(wert, str):
        return str(wert)
    if isinstance(wert, (bool, np.bool_)):
        return bool(wert)
    if isinstance(wert, np.datetime64):
        return zellwert(pd.Timestamp(wert))
    if isinstance(wert, np.timedelta64):  # für numpy ist eine Zeitspanne auch eine ganze Zahl
        return zellwert(pd.Timedelta(wert))
    if isinstance(wert, (Real, Decimal)):
        return _zahl(wert)
    if isinstance(wert, timedelta):
        return wert / timedelta(days=1)
    if isinstance(wert, (date, time)):
        return seriell(wert)
    art = type(wert).__name__
    return Fehler(
        WERT, f"Die Zelle enthält etwas von der Art {art}; erwartet wird Zahl, Text, Datum oder nichts."
    )


def _zahl(wert: Any) -> float | None:
    try:
        zahl = float(wert)
    except OverflowError:  # eine ganze Zahl mit Hunderten Stellen; die Grenze weist Unendlich ab
        return float("inf")
    except ValueError:  # das signalisierende NaN von Decimal
        return None
    return None if isnan(zahl) else zahl


def verschiedene(spalte: pd.Series, sort: bool = False) -> tuple[Ganze, Sequence[Any]]:
    """Codes je Zeile (−1: fehlt) und die verschiedenen Werte einer Spalte, wie pandas sie unterscheidet."""
    if isinstance(spalte.dtype, pd.CategoricalDtype):
        return spalte.cat.codes.to_numpy().astype(np.intp), spalte.cat.categories
    # Nicht die Series selbst: aus object machte pandas 2 einen Index und riete dessen dtype.
    roh = spalte.to_numpy() if isinstance(spalte.dtype, np.dtype) else spalte.array
    codes, werte = pd.factorize(roh, sort=sort)
    return codes, werte


def verschluesselt(spalte: pd.Series) -> tuple[Ganze, list[Any]]:
    """Codes je Zeile und die verschiedenen Zellwerte dazu; der letzte ist die leere Zelle."""
    if spalte.dtype == object and _gemischt(spalte):
        return _je_art(spalte)
    codes, roh = verschiedene(spalte)
    codes[codes < 0] = len(roh)
    return codes, [*map(zellwert, roh), None]


def _gemischt(spalte: pd.Series) -> bool:
    """Ob pandas in dieser Spalte Verschiedenes für gleich hielte (1 und WAHR) oder nicht vergleichen kann."""
    art = pd.api.types.infer_dtype(spalte, skipna=True)
    return art.startswith("mixed") and art != "mixed-integer-float"


def _je_art(spalte: pd.Series) -> tuple[Ganze, list[Any]]:
    plaetze: dict[Any, int] = {}
    werte: list[Any] = []
    codes = np.empty(len(spalte), np.intp)
    for i, zelle in enumerate(spalte):
        wert = zellwert(zelle)
        # Ein Fehler ist seinem Code gleich, also auch dem Text "#N/A": Art und Satz gehören zum Schlüssel.
        merkmal = (Fehler, wert.code, wert.satz) if isinstance(wert, Fehler) else (type(wert), wert)
        codes[i] = plaetze.setdefault(merkmal, len(werte))
        if codes[i] == len(werte):
            werte.append(wert)
    return codes, [*werte, None]


def kombiniert(
    eingaben: Sequence[tuple[Ganze | None, list[Any]]], zeilen: int
) -> tuple[Ganze, list[tuple[Any, ...]]]:
    """Codes je Zeile und die vorkommenden Kombinationen aus den Werten aller Eingaben.

    Eine Eingabe ohne Codes ist ein fester Wert.
    """
    codes = np.zeros(zeilen, np.intp)
    kombinationen: list[tuple[Any, ...]] = [()]
    for spalte, werte in eingaben:
        if spalte is None:
            kombinationen = [(*k, werte[0]) for k in kombinationen]
            continue
        breite = len(werte)
        gemeinsam = spalte if len(kombinationen) == 1 else codes * breite + spalte
        codes, vorhanden = _verdichtet(gemeinsam, len(kombinationen) * breite)
        kombinationen = [(*kombinationen[i // breite], werte[i % breite]) for i in vorhanden.tolist()]
    return codes, kombinationen


def _verdichtet(codes: Ganze, groesse: int) -> tuple[Ganze, Ganze]:
    """Dieselben Codes fortlaufend gezählt, dazu die vorkommenden alten; nötig, damit Kombinationen nicht ausufern."""
    if groesse > 4 * len(codes) + 64:
        neu, vorhanden = pd.factorize(codes)
        return neu, vorhanden
    vorhanden = np.flatnonzero(np.bincount(codes, minlength=groesse))
    if len(vorhanden) == groesse:
        return codes, vorhanden
    platz = np.zeros(groesse, np.intp)
    platz[vorhanden] = np.arange(len(vorhanden))
    return platz.take(codes), vorhanden
