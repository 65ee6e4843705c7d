"""Sätze fortschreiben und Flächen aufteilen."""

from typing import Optional

from calc.fehler import ZAHL, Regelfehler


def fortschreibung(
    satz_bisher: float,
    steigerung_personal: float,
    steigerung_sach: float,
    anteil_personal: float,
    festbetrag: float = 0.0,
    basiskorrektur: float = 0.0,
) -> float:
    """Satz nach einer Steigerung von Personal- und Sachkosten. [wie satz_bisher]

    (Satz + Basiskorrektur) × (1 + Anteil × Personal + (1 − Anteil) × Sach) + Festbetrag.

    Quelle: Hamburg, Fortschreibung 80 % Personalkosten und 20 % Sachkosten (3 %; 2 % → 2,8 %), ab 2026 in besonderen
    Wohnformen dazu feste Beträge.

    Fehler: #NUM!, wenn das Ergebnis unter 0 läge.
    """
    faktor = 1 + anteil_personal * steigerung_personal + (1 - anteil_personal) * steigerung_sach
    satz = (satz_bisher + basiskorrektur) * faktor + festbetrag
    if satz < 0:
        raise Regelfehler(ZAHL, "Der neue Satz läge unter 0; Festbetrag und Basiskorrektur prüfen.")
    return satz


def flaechenanteil(
    wohnflaeche: float,
    fachflaeche: float,
    mischflaeche: float = 0.0,
    anteil_wohnen_misch: Optional[float] = None,
) -> float:
    """Anteil der Fläche, der zum Wohnen gehört. [Anteil]

    (Wohnfläche + Mischfläche × Anteil) ÷ alle Flächen; ohne Anteil wird die Mischfläche im Verhältnis von Wohn- und
    Fachfläche geteilt.

    Quelle: Trennung existenzsichernder und Fachleistungen nach Wohn-, Fachleistungs- und Mischflächen.

    Fehler: #NUM!, wenn alle Flächen 0 sind, oder Wohn- und Fachfläche, und kein Anteil gegeben ist.
    """
    alle = wohnflaeche + fachflaeche + mischflaeche
    if alle <= 0:
        raise Regelfehler(ZAHL, "Alle Flächen sind 0; wenigstens eine muss größer sein.")
    if anteil_wohnen_misch is None:
        if wohnflaeche + fachflaeche <= 0:
            raise Regelfehler(ZAHL, "Wohn- und Fachfläche sind 0; anteil_wohnen_misch angeben.")
        anteil_wohnen_misch = wohnflaeche / (wohnflaeche + fachflaeche)
    return (wohnflaeche + mischflaeche * anteil_wohnen_misch) / alle
