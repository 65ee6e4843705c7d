"""Zwei Falllisten, Fall für Fall verglichen, in einer Zeit, die mit ihrer Länge wächst und nicht mit deren Quadrat."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from math import fsum
from typing import NamedTuple, Optional

GLEICH, DOPPELT, UNKLAR = "gleich", "Zeiten doppelt", "Angaben prüfen"
NUR_HIER, ANDERE_HBG, ANDERE_DATEN = "nur hier", "andere HBG", "andere Daten"
SIEHE_OBEN, OHNE_TAGE = "siehe oben", "ohne Tage"


class Fallzeile(NamedTuple):
    """Eine Zeit eines Falls. `bis` None: läuft noch; `tage`: im Vergleichszeitraum; `unklar`: nicht zu lesen."""

    fall: str
    von: float
    bis: Optional[float]
    tage: float
    hbg: str
    angaben: str
    betrag: float
    unklar: bool


class Vergleich(NamedTuple):
    """Was zu einer Zeile zu sagen ist; `unterschied` None: steht bei einer anderen Zeile oder ist nicht zu rechnen."""

    ergebnis: str
    unterschied: Optional[float]
    zugleich: int  # Zeilen desselben Falls, diese mitgezählt, mit einem gemeinsamen Tag
    dort: int  # Zeilen desselben Falls in der anderen Liste, die Tage haben


def fallabgleich(
    faelle: Sequence[Optional[Fallzeile]], faelle_andere: Sequence[Optional[Fallzeile]]
) -> list[Optional[Vergleich]]:
    """Ergebnis und Unterschied je Zeile einer Fallliste gegen eine andere. [EUR]

    Ein Fall kann mehrere Zeiten haben (Wechsel der HBG); sein Ergebnis und sein Unterschied stehen bei seiner ersten
    Zeile, die Tage hat: Summe der Beträge hier − Summe der Beträge dort. Gleich heißt: dieselbe Zahl von Zeiten mit
    denselben HBG und denselben Angaben, keine zwei Zeiten am selben Tag.

    Quelle: Bremen, beidseitiger Datenabgleich vor einem Trägerbudget.
    """
    hier, dort = _je_fall(faelle), _je_fall(faelle_andere)
    zugleich = _gemeinsame_tage(faelle)
    doppelt = {f for f, n in _mit_tagen(faelle) if n > 1} | {f for f, n in _mit_tagen(faelle_andere) if n > 1}
    gesehen: set[str] = set()
    ergebnisse: list[Optional[Vergleich]] = []
    for zeile, anzahl in zip(faelle, zugleich):
        if zeile is None:
            ergebnisse.append(None)
            continue
        eigene, andere = hier[zeile.fall], dort.get(zeile.fall, [])
        wort = _ergebnis(zeile, eigene, andere, zeile.fall in doppelt, zeile.fall in gesehen)
        if zeile.tage > 0 and not zeile.unklar:
            gesehen.add(zeile.fall)
        nennt = wort not in (UNKLAR, OHNE_TAGE, SIEHE_OBEN) and not any(z.unklar for z in (*eigene, *andere))
        unterschied = fsum([*(z.betrag for z in eigene), *(-z.betrag for z in andere)]) if nennt else None
        ergebnisse.append(Vergleich(wort, unterschied, anzahl, len(_gezaehlte(andere))))
    return ergebnisse


def _je_fall(faelle: Sequence[Optional[Fallzeile]]) -> dict[str, list[Fallzeile]]:
    je: dict[str, list[Fallzeile]] = defaultdict(list)
    for zeile in faelle:
        if zeile is not None:
            je[zeile.fall].append(zeile)
    return dict(je)


def _gezaehlte(zeilen: Sequence[Fallzeile]) -> list[Fallzeile]:
    """Die Zeiten, die in den Vergleichszeitraum fallen und zu lesen sind."""
    return [z for z in zeilen if z.tage > 0 and not z.unklar]


def _ergebnis(
    zeile: Fallzeile, eigene: Sequence[Fallzeile], andere: Sequence[Fallzeile], doppelt: bool, gesehen: bool
) -> str:
    if zeile.unklar or zeile.tage <= 0:
        return UNKLAR if zeile.unklar else OHNE_TAGE
    if gesehen or doppelt:
        return SIEHE_OBEN if gesehen else DOPPELT
    hier, dort = _gezaehlte(eigene), _gezaehlte(andere)
    if not dort:
        return NUR_HIER
    if {z.hbg for z in hier} != {z.hbg for z in dort}:
        return ANDERE_HBG
    angaben = ({(z.hbg, z.angaben) for z in liste} for liste in (hier, dort))
    return GLEICH if len(hier) == len(dort) and len(set(map(frozenset, angaben))) == 1 else ANDERE_DATEN


def _mit_tagen(faelle: Sequence[Optional[Fallzeile]]) -> list[tuple[str, int]]:
    """Fälle der Zeilen mit Tagen, und wie viele von diesen sich mit ihr überschneiden."""
    gezaehlt = [z for z in faelle if z is not None and z.tage > 0 and not z.unklar]
    return [(z.fall, n) for z, n in zip(gezaehlt, _gemeinsame_tage(gezaehlt))]


def _gemeinsame_tage(faelle: Sequence[Optional[Fallzeile]]) -> list[int]:
    """Je Zeile: Zeilen desselben Falls, die mindestens einen Tag mit ihr teilen, sie selbst mitgezählt."""
    anfaenge: dict[str, list[float]] = defaultdict(list)
    enden: dict[str, list[float]] = defaultdict(list)
    for zeile in faelle:
        if zeile is not None and zeile.von <= _ende(zeile):
            anfaenge[zeile.fall].append(zeile.von)
            enden[zeile.fall].append(_ende(zeile))
    for tage in (*anfaenge.values(), *enden.values()):
        tage.sort()
    return [0 if z is None else _gleichzeitig(z, anfaenge[z.fall], enden[z.fall]) for z in faelle]


def _gleichzeitig(zeile: Fallzeile, anfaenge: Sequence[float], enden: Sequence[float]) -> int:
    """Begonnene, ehe die Zeile endet, ohne die, die vor ihr enden; eine verkehrte Zeit zählt nur sich selbst."""
    if not zeile.von <= _ende(zeile):
        return 1
    return bisect_right(anfaenge, _ende(zeile)) - bisect_left(enden, zeile.von)


def _ende(zeile: Fallzeile) -> float:
    return float("inf") if zeile.bis is None else zeile.bis
