"""Jahresarbeitszeit einer Vollzeitkraft: brutto, netto, am Menschen."""

from collections.abc import Sequence
from math import fsum

from calc.fehler import ZAHL, Regelfehler
from calc.runden import deutsch

# Dezimalzahlen wie 0,325 sind binär nicht genau; was nur darum über der Grenze liegt, liegt auf ihr.
_RECHENRAUSCHEN = 1e-12


def bruttojahresarbeitszeit(wochen_jahr: float, wochenstunden: float) -> float:
    """Vertragliche Stunden einer Vollzeitkraft im Jahr. [Std./Jahr]

    Wochen je Jahr × Wochenstunden.

    Quelle: Rahmenvertrag nach § 131 SGB IX Bayern, Anlage 3 (52,15 × 39 = 2.033,85).
    """
    return wochen_jahr * wochenstunden


def nettojahresarbeitszeit(
    wochen_jahr: float, wochenstunden: float, ausfalltage: float, arbeitstage_woche: float = 5.0
) -> float:
    """Stunden, die eine Vollzeitkraft im Jahr tatsächlich da ist. [Std./Jahr]

    Bruttojahresarbeitszeit − Ausfalltage × Wochenstunden ÷ Arbeitstage je Woche.

    Quelle: Rahmenvertrag nach § 131 SGB IX Bayern, Anlage 3 (1.526,07 mit, 1.532,31 ohne Schichtdienst).
    Fehler: #NUM!, wenn die Ausfalltage mehr Stunden binden, als das Jahr hat.
    """
    brutto = bruttojahresarbeitszeit(wochen_jahr, wochenstunden)
    netto = brutto - ausfalltage * wochenstunden / arbeitstage_woche
    if netto < -_RECHENRAUSCHEN * brutto:
        raise Regelfehler(
            ZAHL,
            f"{deutsch(ausfalltage)} Ausfalltage sind mehr Stunden als die Bruttojahresarbeitszeit "
            f"von {deutsch(brutto)} Std.; Ausfalltage prüfen.",
        )
    return max(netto, 0.0)


def betreuungszeit(njaz: float, anteil_indirekt: float) -> float:
    """Effektive Betreuungszeit: Nettojahresarbeitszeit ohne den Anteil indirekter Zeit. [Std./Jahr]

    NJAZ × (1 − Anteil). Der Anteil bezieht sich auf die NJAZ; NJAZ ÷ 1,125 ist der übliche Irrtum.

    Quelle: Beispielrechnung NRW (1.568 Std. abzgl. 12,5 % = 1.372 Std.).
    """
    return njaz * (1.0 - anteil_indirekt)


def betreuungszeit_additiv(njaz: float, anteile: Sequence[float]) -> float:
    """Effektive Betreuungszeit nach mehreren Abzügen, die alle von der NJAZ gerechnet werden. [Std./Jahr]

    NJAZ × (1 − Summe der Anteile).

    Quelle: Rechenweise wie in der Beispielrechnung NRW, mehrere Abzüge nebeneinander.
    Fehler: #NUM!, wenn die Anteile zusammen über 1 liegen.
    """
    summe = fsum(anteile)
    if summe > 1 + _RECHENRAUSCHEN:
        raise Regelfehler(
            ZAHL, f"Die Anteile ergeben zusammen {deutsch(summe)}, also mehr als 1; Anteile prüfen."
        )
    return betreuungszeit(njaz, min(summe, 1.0))


def betreuungszeit_nacheinander(njaz: float, anteile: Sequence[float]) -> float:
    """Effektive Betreuungszeit nach Abzügen, die jeweils vom verbliebenen Rest gerechnet werden. [Std./Jahr]

    NJAZ × (1 − Anteil 1) × (1 − Anteil 2) × …

    Quelle: Rechenweise, wenn ein Vertrag Abzüge aufeinander folgen lässt.
    """
    rest = njaz
    for anteil in anteile:
        rest = betreuungszeit(rest, anteil)
    return rest
