"""Dienststunden einer Stundentafel."""

from calc.fehler import WERT, Regelfehler

SEKUNDEN_TAG = 86_400


def einsatzdauer(beginn: int, ende: int) -> float:
    """Dauer eines Dienstes, auch über Mitternacht. [Std./Tag]

    Ende − Beginn, beide in Sekunden seit 0 Uhr (Ende bis 86.400 = 24:00); liegt das Ende davor, zählt der
    Folgetag.

    Quelle: Stundentafel NRW (22:00 bis 06:00 Uhr = 8 Std.).
    Fehler: #VALUE! bei gleichen Zeiten; ein Dienst rund um die Uhr ist 00:00 bis 24:00.
    """
    if beginn == ende:
        raise Regelfehler(
            WERT, "Beginn und Ende sind gleich; ein Dienst rund um die Uhr ist 00:00 bis 24:00."
        )
    dauer = ende - beginn
    return (dauer if dauer > 0 else dauer + SEKUNDEN_TAG) / 3600


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
