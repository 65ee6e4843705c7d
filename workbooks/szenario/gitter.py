"""Alle Kombinationen einiger Eingaben rechnen, jede mit denselben Formeln wie die Mappe selbst."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

HOECHSTENS = 10_000
"""So viele Kombinationen werden gerechnet."""
GESAMT = "pruefung_gesamt"


@dataclass(frozen=True)
class Eingabe:
    """Name oder Adresse, die Werte (alle Zahlen oder alle Tage) und der Wert der Datei (leer: None)."""

    name: str
    werte: tuple[Any, ...]
    basis: Any


@dataclass(frozen=True)
class Zeile:
    """Eine Rechnung: Werte der Eingaben, Ergebnisse (Zahl, Text, None, `Fehler`), Prüfungen, die nicht WAHR sind."""

    eingaben: tuple[Any, ...]
    ergebnisse: tuple[Any, ...]
    offen: tuple[str, ...]
    fehler: int  # Zellen der Mappe ohne Ergebnis


def abstand(a: float, b: float) -> float:
    """Unterschied a − b; 0, wo nur die letzten Stellen verschieden sind."""
    return 0.0 if abs(a - b) <= 1e-12 * max(abs(a), abs(b)) else a - b


@dataclass(frozen=True)
class Balken:
    """Eine Eingabe allein: Nummer, niedrigster und höchster Wert, die Rechnungen damit."""

    nummer: int
    niedrig: Any
    hoch: Any
    mit_niedrig: Zeile
    mit_hoch: Zeile

    def breite(self, ergebnis: int) -> float:
        """Abstand der beiden Ergebnisse; −1, wenn eines keine Zahl ist."""
        a, b = self.mit_niedrig.ergebnisse[ergebnis], self.mit_hoch.ergebnisse[ergebnis]
        return abs(abstand(a, b)) if isinstance(a, float) and isinstance(b, float) else -1.0


@dataclass(frozen=True)
class Szenarien:
    """Die Rechnung mit den Werten der Datei, das Gitter in der Reihenfolge der Angaben, jede Eingabe allein."""

    basis: Zeile
    gitter: tuple[Zeile, ...]
    balken: tuple[Balken, ...]

    @property
    def alle(self) -> tuple[Zeile, ...]:
        """Jede Rechnung, in der Reihenfolge der Tabelle."""
        einzeln = (z for b in self.balken for z in (b.mit_niedrig, b.mit_hoch))
        return (self.basis, *self.gitter, *einzeln)


def anzahl(eingaben: Sequence[Eingabe]) -> int:
    """Rechnungen insgesamt: die Basis, das Gitter, je Eingabe zwei."""
    return 1 + prod(len(e.werte) for e in eingaben) + 2 * len(eingaben)


def gerechnet(
    m: Arbeitsmappe,
    eingaben: Sequence[Eingabe],
    ergebnisse: Sequence[str],
    fortschritt: Callable[[int, int], None] = lambda *_: None,
) -> Szenarien:
    """Alles rechnen; danach stehen in `m` wieder die Werte der Datei, ungerechnet. Fehler: `Unbrauchbar`."""
    alle, getan = anzahl(eingaben), 0

    def eine(werte: Sequence[Any]) -> Zeile:
        nonlocal getan
        for e, wert in zip(eingaben, werte, strict=True):
            m[e.name] = wert
        m.rechnen()
        getan += 1
        fortschritt(getan, alle)
        gezeigt = tuple(_ergebnis(m, n) for n in ergebnisse)
        return Zeile(tuple(werte), gezeigt, tuple(_offen(m)), len(m.fehler()))

    datei = [e.basis for e in eingaben]
    basis = eine(datei)
    gitter = tuple(eine(werte) for werte in product(*(e.werte for e in eingaben)))
    balken = []
    for n, e in enumerate(eingaben):
        niedrig, hoch = (eine([*datei[:n], wert, *datei[n + 1 :]]) for wert in (min(e.werte), max(e.werte)))
        balken.append(Balken(n, min(e.werte), max(e.werte), niedrig, hoch))
    for e in eingaben:
        m[e.name] = e.basis
    return Szenarien(basis, gitter, tuple(balken))


def _ergebnis(m: Arbeitsmappe, name: str) -> Any:
    """Der Wert, oder ein Fehler, wo eine Zelle nicht zu rechnen ist und keinen gespeicherten Wert hat."""
    try:
        return m[name]
    except RuntimeError as grund:
        return Fehler("#N/A", str(grund))


def _offen(m: Arbeitsmappe) -> Iterator[str]:
    """Prüfungen, die nicht WAHR sind; die gesamte nur, wenn es sonst keine ist."""
    offen = [name for name in m.namen("pruefung_") if m[name] is not True]
    yield from [name for name in offen if name != GESAMT] or offen
