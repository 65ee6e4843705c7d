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
    gezaehlt, gezaehlt_dort = _gezaehlte(faelle), _gezaehlte(faelle_andere)
    hier, dort = _je_fall(gezaehlt), _je_fall(gezaehlt_dort)
    doppelt = {
        z.fall for liste in (gezaehlt, gezaehlt_dort) for z, n in zip(liste, _gemeinsame_tage(liste)) if n > 1
    }
    unklar = {z.fall for z in (*faelle, *faelle_andere) if z is not None and z.unklar}
    summen = _summen(faelle), _summen(faelle_andere)
    gesehen: set[str] = set()
    ergebnisse: list[Optional[Vergleich]] = []
    for zeile, zugleich in zip(faelle, _gemeinsame_tage(faelle)):
        if zeile is None:
            ergebnisse.append(None)
            continue
        fall, unterschied = zeile.fall, None
        if zeile.unklar or zeile.tage <= 0:
            wort = UNKLAR if zeile.unklar else OHNE_TAGE
        elif fall in gesehen:
            wort = SIEHE_OBEN
        else:
            gesehen.add(fall)
            wort = DOPPELT if fall in doppelt else _ergebnis(hier[fall], dort.get(fall, []))
            if fall not in unklar:
                unterschied = summen[0][fall] - summen[1].get(fall, 0.0)
        ergebnisse.append(Vergleich(wort, unterschied, zugleich, len(dort.get(fall, []))))
    return ergebnisse


def _gezaehlte(faelle: Sequence[Optional[Fallzeile]]) -> list[Fallzeile]:
    """Die Zeiten, die in den Vergleichszeitraum fallen und zu lesen sind."""
    return [z for z in faelle if z is not None and z.tage > 0 and not z.unklar]


def _je_fall(faelle: Sequence[Optional[Fallzeile]]) -> dict[str, list[Fallzeile]]:
    je: dict[str, list[Fallzeile]] = defaultdict(list)
    for zeile in faelle:
        if zeile is not None:
            je[zeile.fall].append(zeile)
    return dict(je)


def _summen(faelle: Sequence[Optional[Fallzeile]]) -> dict[str, float]:
    return {fall: fsum(z.betrag for z in zeilen) for fall, zeilen in _je_fall(faelle).items()}


def _ergebnis(hier: Sequence[Fallzeile], dort: Sequence[Fallzeile]) -> str:
    """Die gezählten Zeiten eines Falls auf beiden Seiten."""
    if not dort:
        return NUR_HIER
    if {z.hbg for z in hier} != {z.hbg for z in dort}:
        return ANDERE_HBG
    angaben = [{(z.hbg, z.angaben) for z in liste} for liste in (hier, dort)]
    return GLEICH if len(hier) == len(dort) and angaben[0] == angaben[1] else ANDERE_DATEN


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
