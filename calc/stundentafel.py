"""Dienststunden einer Stundentafel."""

from collections.abc import Sequence

from calc.fehler import WERT, ZAHL, Regelfehler

SEKUNDEN_TAG = 86_400


def einsatzdauer(beginn: int, ende: int) -> float:
    """Dauer eines Dienstes, auch über Mitternacht. [Std./Tag]

    Ende − Beginn, beide in Sekunden seit 0 Uhr (Ende bis 86.400 = 24:00); liegt das Ende davor, zählt der
    Folgetag.

    Quelle: Stundentafel NRW (22:00 bis 06:00 Uhr = 8 Std.).
    Fehler: #VALUE! bei gleichen Zeiten; ein Dienst rund um die Uhr ist 00:00 bis 24:00.
    """
    return _sekunden(beginn, ende) / 3600


def _sekunden(beginn: int, ende: int) -> int:
    if beginn == ende:
        raise Regelfehler(
            WERT, "Beginn und Ende sind gleich; ein Dienst rund um die Uhr ist 00:00 bis 24:00."
        )
    return ende - beginn if ende > beginn else ende - beginn + SEKUNDEN_TAG


def einsatzstunden_woche(stunden_tag: float, tage_woche: float, anzahl: float, anerkennung: float) -> float:
    """Anerkannte Stunden eines Dienstes je Woche. [Std./Woche]

    Stunden je Tag × Tage je Woche × Anzahl Mitarbeitende × Anerkennung der Arbeitszeit.

    Quelle: Stundentafel NRW (Gesamt 168 Std. je Woche).
    """
    return stunden_tag * tage_woche * anzahl * anerkennung


def einsatzstunden(
    stunden_tag: float, tage_woche: float, anzahl: float, anerkennung: float, wochen_jahr: float
) -> float:
    """Anerkannte Stunden eines Dienstes im Jahr. [Std./Jahr]

    Stunden je Woche × Wochen je Jahr.

    Quelle: Stundentafel NRW (Nachtbereitschaft 8 Std., 7 Tage, Anerkennung 25 %, 52 Wochen = 728,00).
    """
    return einsatzstunden_woche(stunden_tag, tage_woche, anzahl, anerkennung) * wochen_jahr


def zuschlagsstunden(beginn: int, ende: int, fenster_von: int, fenster_bis: int) -> float:
    """Stunden eines Dienstes in einem Fenster, das sich jeden Tag wiederholt. [Std.]

    Gemeinsame Zeit des Dienstes mit dem Fenster gestern, heute und morgen; alle Zeiten in Sekunden seit 0 Uhr, ein Ende
    vor dem Beginn liegt am Folgetag.

    Quelle: Zeitzuschläge nach Uhrzeit (§ 8 TVöD: Nachtarbeit 21 bis 6 Uhr; 20:00 bis 06:30 hat davon 9 Std.).
    Fehler: #VALUE! bei gleichen Zeiten des Dienstes oder des Fensters.
    """
    dauer, offen = _sekunden(beginn, ende), _sekunden(fenster_von, fenster_bis)
    starts = (fenster_von + tag * SEKUNDEN_TAG for tag in (-1, 0, 1))
    gemeinsam = (min(beginn + dauer, start + offen) - max(beginn, start) for start in starts)
    return sum(max(0, sekunden) for sekunden in gemeinsam) / 3600


def deckung(
    dienste: Sequence[tuple[int, int, Sequence[float]]], wochentag: int, uhr_von: int, uhr_bis: int
) -> float:
    """Mittlere Zahl der Anwesenden an einem Wochentag zwischen zwei Uhrzeiten. [Mitarbeitende]

    Anwesende × gemeinsame Zeit ÷ Länge der Zeit, Summe aller Dienste; ein Dienst über Mitternacht zählt am Folgetag
    weiter, der des Sonntags am Montag.

    Quelle: Wochenbild eines Dienstplans; Stundentafel NRW: in jeder der 168 Stunden eine Person.
    Fehler: #NUM!, wenn die Zeit nicht vor ihrem Ende beginnt; #VALUE! bei gleichen Zeiten eines Dienstes.
    """
    if uhr_von >= uhr_bis:
        raise Regelfehler(ZAHL, "Die Zeit muss vor ihrem Ende beginnen, am selben Tag.")
    summe = 0.0
    for beginn, ende, anwesend in dienste:
        dauer = _sekunden(beginn, ende)
        for versatz, tag in ((0, wochentag), (-SEKUNDEN_TAG, (wochentag - 2) % 7 + 1)):
            start = beginn + versatz
            summe += anwesend[tag - 1] * max(0, min(start + dauer, uhr_bis) - max(start, uhr_von))
    return summe / (uhr_bis - uhr_von)
