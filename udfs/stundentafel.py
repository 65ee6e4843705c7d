"""Formeln zu Diensten und Stundentafel."""

from math import isfinite
from typing import Any

from calc import personalbemessung
from calc import stundentafel as regeln
from calc.fehler import WERT, ZAHL, Regelfehler
from udfs import lesen, zeiten
from udfs import typen as t
from udfs.werte import Fehler, Zelle, ist_leer

TABELLENKOPF = ("Bezeichnung", "Std./Tag", "Std./Woche", "Std./Jahr", "VZÄ")
_ZEITEN_UND_MENGEN = (
    ("Beginn", lesen.beginn, None),
    ("Ende", lesen.ende, None),
    ("Anerkennung", t.angabe(t.Anerkennung).leser, 1.0),
    ("Tage je Woche", t.angabe(t.TageWoche).leser, None),
    ("Anzahl", t.angabe(t.Anzahl).leser, None),
)


def einsatzdauer(beginn: t.Beginn, ende: t.Ende) -> float:
    """Dauer eines Dienstes, auch über Mitternacht. [Std./Tag]"""
    return regeln.einsatzdauer(beginn, ende)


def einsatzstunden(
    stunden_tag: t.StundenTag,
    tage_woche: t.TageWoche,
    anzahl: t.Anzahl = 1.0,
    anerkennung: t.Anerkennung = 1.0,
    wochen_jahr: t.WochenJahr52 = 52.0,
) -> float:
    """Anerkannte Stunden eines Dienstes im Jahr. [Std./Jahr]"""
    return regeln.einsatzstunden(stunden_tag, tage_woche, anzahl, anerkennung, wochen_jahr)


def zuschlagsstunden(
    beginn: t.Beginn, ende: t.Ende, fenster_von: zeiten.FensterVon, fenster_bis: zeiten.FensterBis
) -> float:
    """Stunden eines Dienstes in einem Fenster, das sich täglich wiederholt. [Std.]"""
    return regeln.zuschlagsstunden(beginn, ende, fenster_von, fenster_bis)


def deckung(
    dienste: zeiten.Dienste, wochentag: zeiten.Wochentag, uhr_von: zeiten.UhrVon, uhr_bis: zeiten.UhrBis
) -> float:
    """Mittlere Zahl der Anwesenden an einem Wochentag zwischen zwei Uhrzeiten. [Mitarbeitende]"""
    return regeln.deckung(dienste, wochentag, uhr_von, uhr_bis)


def stundentafel(
    tafel: t.Tafel, jahresstunden_vzae: t.JahresstundenVzae, wochen_jahr: t.WochenJahr52 = 52.0
) -> t.Tabelle:
    """Stundentafel: je Dienst Stunden am Tag, in der Woche, im Jahr und VZÄ, am Ende Gesamt. [Tabelle]"""
    if any(len(zeile) != 6 for zeile in tafel):
        raise Regelfehler(
            WERT,
            f"tafel hat {len(tafel[0])} Spalten; erwartet werden 6: Bezeichnung, Beginn, Ende, Anerkennung, "
            "Tage je Woche, Anzahl.",
        )
    zeilen = [
        _dienst(nummer, zeile, jahresstunden_vzae, wochen_jahr) for nummer, zeile in enumerate(tafel, 1)
    ]
    return [list(TABELLENKOPF), *zeilen, ["Gesamt", None, *(_summe(zeilen, spalte) for spalte in (2, 3, 4))]]


def _dienst(nummer: int, zeile: list[Any], jahresstunden_vzae: float, wochen_jahr: float) -> list[Zelle]:
    if all(ist_leer(zelle) for zelle in zeile):
        return [None] * len(TABELLENKOPF)
    bezeichnung = _bezeichnung(zeile[0])
    fehler = next((zelle for zelle in zeile if isinstance(zelle, Fehler)), None)
    if fehler is None:
        try:
            beginn, ende, anerkennung, tage, anzahl = _gelesen(zeile)
            stunden_tag = regeln.einsatzdauer(beginn, ende)
            stunden_woche = regeln.einsatzstunden_woche(stunden_tag, tage, anzahl, anerkennung)
            stunden_jahr = personalbemessung.jahresstunden(stunden_woche, wochen_jahr)
            vzae = personalbemessung.vzae(stunden_jahr, jahresstunden_vzae)
            if not isfinite(vzae) or not isfinite(stunden_jahr):
                raise Regelfehler(ZAHL, "Das Ergebnis ist zu groß; Eingaben prüfen.")
            return [bezeichnung, stunden_tag, stunden_woche, stunden_jahr, vzae]
        except Regelfehler as satz:
            fehler = Fehler(satz.code, f"EGH_STUNDENTAFEL: Zeile {nummer}: {satz.satz}")
    return [bezeichnung, fehler, fehler, fehler, fehler]


def _gelesen(zeile: list[Any]) -> list[Any]:
    werte = []
    for zelle, (spalte, leser, vorgabe) in zip(zeile[1:], _ZEITEN_UND_MENGEN):
        if ist_leer(zelle) and vorgabe is None:
            raise Regelfehler(WERT, f"{spalte} fehlt; bitte angeben.")
        try:
            werte.append(vorgabe if ist_leer(zelle) else leser(zelle))
        except Regelfehler as fehler:
            raise Regelfehler(fehler.code, f"{spalte} {fehler.satz}") from None
    return werte


def _bezeichnung(zelle: Any) -> Zelle:
    if ist_leer(zelle):
        return None
    return zelle if isinstance(zelle, Fehler) else lesen.text(zelle)


def _summe(zeilen: list[list[Zelle]], spalte: int) -> Zelle:
    """Summe einer Spalte; ein Fehler darin bleibt Fehler, wie bei SUMME."""
    summe = 0.0
    for zeile in zeilen:
        wert = zeile[spalte]
        if isinstance(wert, Fehler):
            return wert
        if wert is not None:
            summe += float(wert)
    return summe
