"""Formeln zur Jahresarbeitszeit."""

from math import fsum

from calc import arbeitszeit, parameter
from calc.fehler import NV, Regelfehler
from calc.parameter import laender
from udfs import typen as t


def bjaz(wochen_jahr: t.WochenJahr, wochenstunden: t.Wochenstunden) -> float:
    """Bruttojahresarbeitszeit einer Vollzeitkraft. [Std./Jahr]"""
    return arbeitszeit.bruttojahresarbeitszeit(wochen_jahr, wochenstunden)


def njaz_berechnen(
    wochen_jahr: t.WochenJahr,
    wochenstunden: t.Wochenstunden,
    ausfalltage: t.Ausfalltage,
    arbeitstage_woche: t.ArbeitstageWoche = 5.0,
) -> float:
    """Nettojahresarbeitszeit aus Wochen, Wochenstunden und Ausfalltagen. [Std./Jahr]"""
    return arbeitszeit.nettojahresarbeitszeit(
        wochen_jahr, wochenstunden, fsum(ausfalltage), arbeitstage_woche
    )


def njaz(land: t.Land, schichtdienst: t.Schichtdienst = False, stichtag: t.Stichtag = None) -> float:
    """Nettojahresarbeitszeit nach dem Landesrahmenvertrag. [Std./Jahr]"""
    name = "nettojahresarbeitszeit_schichtdienst" if schichtdienst else "nettojahresarbeitszeit"
    if (
        schichtdienst
        and name not in parameter.laden(land)
        and "nettojahresarbeitszeit" in parameter.laden(land)
    ):
        raise Regelfehler(
            NV,
            f"Für {laender.fuer(land)} ist kein eigener Wert mit Schichtdienst hinterlegt; "
            "Argument weglassen oder eigenen Wert eintragen.",
        )
    return parameter.zahl(land, name, stichtag)


def betreuungszeit(njaz: t.Njaz, anteil_indirekt: t.AnteilIndirekt) -> float:
    """Effektive Betreuungszeit: Nettojahresarbeitszeit ohne indirekte Zeit. [Std./Jahr]"""
    return arbeitszeit.betreuungszeit(njaz, anteil_indirekt)


def betreuungszeit_kette(njaz: t.Njaz, anteile: t.Anteile, verfahren: t.VerfahrenAbzug = "additiv") -> float:
    """Effektive Betreuungszeit nach mehreren Abzügen, zusammen oder nacheinander. [Std./Jahr]"""
    if verfahren == "additiv":
        return arbeitszeit.betreuungszeit_additiv(njaz, anteile)
    return arbeitszeit.betreuungszeit_nacheinander(njaz, anteile)
