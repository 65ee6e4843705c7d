"""Kennzahlen des Trägercontrollings."""


def fallkosten(ausgaben: float, fallzahl: float) -> float:
    """Ausgaben je Fall. [EUR/Fall]

    Ausgaben ÷ Fallzahl.

    Quelle: Hamburg, Assistenz in der Sozialpsychiatrie 2021 (91.104.387 € ÷ 8.346 = 10.916 €).
    """
    return ausgaben / fallzahl


def veraenderung(vorwert: float, wert: float) -> float:
    """Veränderung gegenüber dem Vorwert. [Anteil]

    (Wert − Vorwert) ÷ Vorwert.

    Quelle: Hamburg, Fallzahlen 2020 auf 2021 (7.890 auf 8.346 = 6 %).
    """
    return (wert - vorwert) / vorwert


def abweichung(soll: float, ist: float) -> float:
    """Abweichung des Ist vom Soll. [Anteil]

    (Ist − Soll) ÷ Soll.

    Quelle: Vergleich von vereinbartem und tatsächlichem Volumen im Trägercontrolling.
    """
    return veraenderung(soll, ist)


def quote(teil: float, gesamt: float) -> float:
    """Anteil eines Teils am Ganzen. [Anteil]

    Teil ÷ Gesamt.

    Quelle: Verhältnisrechnung, etwa die Quote »ambulant vor stationär«.
    """
    return teil / gesamt
