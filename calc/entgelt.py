"""Vom Personal zum Entgelt: Personalkosten, Stunden-, Tages- und Monatssätze, Tarife, externer Vergleich."""

from collections.abc import Sequence
from math import fsum, modf
from typing import Optional

from calc.fehler import ZAHL, Regelfehler

TAGE_JAHR = (365.0, 366.0, 365.25)
"""Tage, mit denen ein Jahr gerechnet wird."""
HOECHSTENS_TAGE = 366


def personalkosten(
    monatsentgelt: float, jahressonderzahlung: float, ag_anteil: float, zulagen_monat: float
) -> float:
    """Personalkosten einer Vollzeitstelle im Jahr. [EUR/Jahr]

    ((12 + Jahressonderzahlung) × Monatsentgelt + 12 × Zulagen) × (1 + Arbeitgeberanteil). Zulagen gehen nicht in die
    Jahressonderzahlung ein.

    Quelle: Arbeitgeberbrutto (4.000 EUR, Jahressonderzahlung 0,8, Arbeitgeberanteil 0,28: 65.536 EUR).
    """
    jahr = (12 + jahressonderzahlung) * monatsentgelt + 12 * zulagen_monat
    return jahr * (1 + ag_anteil)


def fls_satz(
    personalkosten: float, gemeinkosten: float, leistungsstunden: float, auslastung_stunden: float
) -> float:
    """Satz einer Fachleistungsstunde. [EUR/Std.]

    (Personalkosten + Gemeinkosten) ÷ (Leistungsstunden × Auslastung).

    Quelle: Stundensatzkalkulation ((65.536 + 13.107,20) ÷ (1.372 × 0,95) = 60,3370).
    """
    return (personalkosten + gemeinkosten) / (leistungsstunden * auslastung_stunden)


def tagessatz(jahreskosten: float, plaetze: float, auslastung_belegung: float, tage_jahr: float) -> float:
    """Satz je Platz und Tag. [EUR/Tag]

    Kosten im Jahr ÷ (Plätze × Auslastung × Tage im Jahr).

    Quelle: Kostensatz je Berechnungstag (1.200.000 ÷ (24 × 0,95 × 365) = 144,1961).
    Fehler: #NUM!, wenn ein Jahr nicht 365, 366 oder 365,25 Tage hat.
    """
    if tage_jahr not in TAGE_JAHR:
        raise Regelfehler(ZAHL, "tage_jahr ist 365, 366 oder 365,25.")
    return jahreskosten / (plaetze * auslastung_belegung * tage_jahr)


def monatssatz(tagessatz: float, tage_monat: float) -> float:
    """Monatsbetrag aus einem Tagessatz. [EUR/Monat]

    Tagessatz × Tage je Monat.

    Quelle: Preislisten mit 30,42 Tagen je Monat (71,72 × 30,42 = 2.181,72).
    """
    return tagessatz * tage_monat


def tariferhoehung(monatsentgelt: float, steigerung: float, mindestbetrag: float, sockel: float) -> float:
    """Monatsentgelt nach einer Tariferhöhung, ungerundet. [EUR/Monat]

    (Entgelt + Sockelbetrag) × (1 + Steigerung), wenigstens Entgelt + Mindestbetrag.

    Quelle: TVöD, Tarifeinigung vom 06.04.2025 (3,0 %, mindestens 110 EUR: aus 3.600 werden 3.710).
    """
    return max((monatsentgelt + sockel) * (1 + steigerung), monatsentgelt + mindestbetrag)


def mittel(wert_alt: float, wert_neu: float, teil_alt: float, gesamt: float) -> float:
    """Mittel eines Werts, der sich im Zeitraum ändert. [wie wert_alt]

    (alter Wert × Tage davor + neuer Wert × Tage danach) ÷ Tage, oder dasselbe mit Monaten. Vor dem Zeitraum zählt 0,
    nach ihm alles als »davor«.

    Quelle: zeitanteiliges Mittel (4.000, ab 01.05.2026 4.120: im Jahr 2026 nach Tagen 4.080,55, nach Monaten 4.080).
    """
    davor = min(max(teil_alt, 0.0), gesamt)
    return (wert_alt * davor + wert_neu * (gesamt - davor)) / gesamt


def abrechnungstage(
    anwesenheit: float, abwesenheit: float, freihalteanteil: float, hoechsttage: Optional[float]
) -> float:
    """Tage, die bezahlt werden: anwesend ganz, abwesend zum Freihalteanteil. [Tage]

    Anwesenheitstage + min(Abwesenheitstage; Höchsttage) × Freihalteanteil; ohne Höchsttage alle.

    Quelle: Freihalteregelungen der Rahmenverträge (340 Tage da, 25 weg, 80 %: 360; höchstens 10: 348).
    Fehler: #NUM!, wenn es zusammen mehr als 366 Tage sind.
    """
    if anwesenheit + abwesenheit > HOECHSTENS_TAGE:
        raise Regelfehler(ZAHL, "anwesenheit und abwesenheit sind zusammen mehr als 366 Tage.")
    bezahlt = abwesenheit if hoechsttage is None else min(abwesenheit, hoechsttage)
    return anwesenheit + bezahlt * freihalteanteil


def unteres_drittel_rang(saetze: Sequence[float]) -> float:
    """Obere Grenze des unteren Drittels: der ⌊n ÷ 3⌋-te Satz, vom kleinsten gezählt. [EUR]

    Quelle: § 124 Abs. 1 Satz 3 SGB IX (Vergütung vergleichbarer Leistungserbringer, im unteren Drittel).
    Fehler: #NUM! bei weniger als drei Sätzen.
    """
    if len(saetze) < 3:
        raise Regelfehler(ZAHL, "Ein Drittel gibt es erst ab drei vergleichssaetze.")
    return sorted(saetze)[len(saetze) // 3 - 1]


def unteres_drittel_perzentil(saetze: Sequence[float]) -> float:
    """Perzentil bei einem Drittel, einschließlich der Ränder, dazwischen geradlinig. [EUR]

    Quelle: § 124 Abs. 1 Satz 3 SGB IX; QUANTIL.INKL von Excel.
    """
    geordnet = sorted(saetze)
    rest, ganz = modf((len(geordnet) - 1) / 3)
    unten = geordnet[int(ganz)]
    return unten + rest * (geordnet[int(ganz) + 1] - unten) if rest else unten


def aequivalenz(
    gesamtkosten: float, gewicht: float, gewichte: Sequence[float], mengen: Sequence[float]
) -> float:
    """Kosten je Einheit einer Gruppe nach Äquivalenzziffern. [EUR]

    Gesamtkosten × Gewicht ÷ Σ (Gewicht × Menge) aller Gruppen.

    Quelle: Äquivalenzziffernrechnung (100.000 EUR, Gewichte 1; 1,5; 2, Mengen 10; 10; 5: 2.857,14 für Gewicht 1).
    Fehler: #NUM!, wenn Gewichte × Mengen zusammen 0 sind.
    """
    einheiten = fsum(g * m for g, m in zip(gewichte, mengen))
    if einheiten == 0:
        raise Regelfehler(ZAHL, "Gewichte mal Mengen sind zusammen 0; nichts lässt sich verteilen.")
    return gesamtkosten * gewicht / einheiten
