"""Formeln zur Fortschreibung von Sätzen und zur Trennung der Leistungen."""

from calc import fortschreibung as regeln
from udfs import preise as p


def fortschreibung(
    satz_bisher: p.SatzBisher,
    steigerung_personal: p.SteigerungPersonal,
    steigerung_sach: p.SteigerungSach,
    anteil_personal: p.AnteilPersonal,
    festbetrag: p.Festbetrag = 0.0,
    basiskorrektur: p.Basiskorrektur = 0.0,
) -> float:
    """Satz nach Steigerung von Personal- und Sachkosten. [wie satz_bisher]"""
    return regeln.fortschreibung(
        satz_bisher, steigerung_personal, steigerung_sach, anteil_personal, festbetrag, basiskorrektur
    )


def flaechenanteil(
    wohnflaeche: p.Wohnflaeche,
    fachflaeche: p.Fachflaeche,
    mischflaeche: p.Mischflaeche = 0.0,
    anteil_wohnen_misch: p.AnteilWohnenMisch = None,
) -> float:
    """Anteil der Flächen, der zum Wohnen gehört. [Anteil]"""
    return regeln.flaechenanteil(wohnflaeche, fachflaeche, mischflaeche, anteil_wohnen_misch)
