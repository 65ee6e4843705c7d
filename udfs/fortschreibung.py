"""Formeln zur Fortschreibung von Sätzen und zur Trennung der Leistungen."""

from calc import fortschreibung as regeln
from udfs import typen as t


def fortschreibung(
    satz_bisher: t.SatzBisher,
    steigerung_personal: t.SteigerungPersonal,
    steigerung_sach: t.SteigerungSach,
    anteil_personal: t.AnteilPersonal,
    festbetrag: t.Festbetrag = 0.0,
    basiskorrektur: t.Basiskorrektur = 0.0,
) -> float:
    """Satz nach Steigerung von Personal- und Sachkosten. [wie satz_bisher]"""
    return regeln.fortschreibung(
        satz_bisher, steigerung_personal, steigerung_sach, anteil_personal, festbetrag, basiskorrektur
    )


def flaechenanteil(
    wohnflaeche: t.Wohnflaeche,
    fachflaeche: t.Fachflaeche,
    mischflaeche: t.Mischflaeche = 0.0,
    anteil_wohnen_misch: t.AnteilWohnenMisch = None,
) -> float:
    """Anteil der Flächen, der zum Wohnen gehört. [Anteil]"""
    return regeln.flaechenanteil(wohnflaeche, fachflaeche, mischflaeche, anteil_wohnen_misch)
