"""Gemeinsam erbrachte Leistung auf die Personen verteilt."""

from calc.fehler import ZAHL, Regelfehler


def gruppenzeit(stunden_gruppe: float, mitarbeitende: float, teilnehmende: float) -> float:
    """Anteil einer Person an einem Gruppenangebot. [Std. je Person]

    Stunden × Mitarbeitende ÷ Teilnehmende.

    Quelle: Hessen, Rahmenvertrag 3, Lernplattform des LWV (6 Std. × 2 ÷ 12 = 1 Std. je Person und Woche).
    """
    return stunden_gruppe * mitarbeitende / teilnehmende


def poolanteil(stunden: float, gewicht: float, summe_gewichte: float) -> float:
    """Anteil einer Person an gemeinsam erbrachten Stunden. [wie stunden]

    Stunden × Gewicht ÷ Summe der Gewichte aller; die Anteile aller ergeben die Stunden. Gewichte sind gleich (1), nach
    Bedarf (Minuten) oder nach Anwesenheit (Tage).

    Quelle: gepoolte Leistungen nach § 116 Abs. 2 SGB IX (mehrere Leistungsberechtigte gemeinsam).

    Fehler: #NUM!, wenn die Gewichte zusammen 0 sind oder eines größer ist als alle zusammen.
    """
    if summe_gewichte <= 0:
        raise Regelfehler(ZAHL, "Die Gewichte sind zusammen 0; wenigstens eines muss größer sein.")
    if gewicht > summe_gewichte * (1 + 1e-12):
        raise Regelfehler(
            ZAHL, "gewicht ist größer als alle gewichte zusammen; es muss eines von ihnen sein."
        )
    return stunden * (gewicht / summe_gewichte)
