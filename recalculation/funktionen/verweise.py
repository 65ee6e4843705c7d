"""Suchen, wo die Maschine anders sucht als Excel: ungefähr, mit Modus, in Feldern."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from recalculation.datei.adresse import bereich_von
from recalculation.funktionen.grund import (
    WEGGELASSEN,
    Fehlerwert,
    Verweigert,
    einzeln,
    ganz,
    gegeben,
    mit_fehlern,
    text,
    wahr,
    zahl,
)
from recalculation.funktionen.muster import muster
from recalculation.funktionen.suchliste import Schluessel, suchliste
from recalculation.funktionen.vergleich import ordnung

XVERWEIS, XVERGLEICH = "EGH_INTERN_XVERWEIS", "EGH_INTERN_XVERGLEICH"
VERGLEICHE, SVERWEIS, WVERWEIS = "EGH_INTERN_VERGLEICHE", "EGH_INTERN_SVERWEIS", "EGH_INTERN_WVERWEIS"
"""Hilfsfunktionen der Maschine mit den Argumenten von XLOOKUP, XMATCH, MATCH, VLOOKUP und HLOOKUP."""

BEZUGSTEXT = "EGH_INTERN_BEZUGSTEXT"
"""Hilfsfunktion der Maschine um das erste Argument von INDIRECT."""

_NIRGENDS = "'§'!A1"  # ein Blatt, das es nicht gibt: INDIRECT der Maschine macht daraus #BEZUG!, sonst #NAME?
_GENAU, _KLEINER, _GROESSER, _PLATZHALTER = 0, -1, 1, 2


def _mit_platzhaltern(gesucht: str, liste: list[Any], von_hinten: bool) -> int | None:
    m = muster(gesucht)
    stellen = range(len(liste) - 1, -1, -1) if von_hinten else range(len(liste))
    return next((i for i in stellen if isinstance(liste[i], str) and m.passt(liste[i])), None)


def _gesucht(wert: Any) -> Any:
    if isinstance(wert, dict):
        raise Fehlerwert(wert)
    if wert is None or wert == WEGGELASSEN or type(wert) is list:
        raise Verweigert
    return wert


def _schluessel(wert: Any) -> Schluessel:
    schluessel = ordnung(_gesucht(wert))
    if schluessel is None:
        raise Verweigert
    return schluessel


def _stelle(gesucht: Any, liste: Any, vergleich: Any, suche: Any) -> int:
    """Stelle des Treffers; #NV ohne."""
    was = _gesucht(gesucht)
    modus, art = ganz(gegeben(vergleich, 0.0)), ganz(gegeben(suche, 1.0))
    if type(liste) is list and len(liste) > 1 and len(liste[0]) > 1:
        raise Fehlerwert("Value")
    if modus == 3:
        raise Verweigert
    if modus not in (_GENAU, _KLEINER, _GROESSER, _PLATZHALTER) or art not in (1, -1, 2, -2):
        raise Fehlerwert("Value")
    if abs(art) == 2 and modus == _PLATZHALTER:
        raise Fehlerwert("Value")
    werte = list(einzeln(liste))
    if modus == _PLATZHALTER and isinstance(was, str):
        gefunden = _mit_platzhaltern(was, werte, art == -1)
    else:
        geordnet = suchliste(werte)
        if abs(art) == 2 and not geordnet.streng_geordnet(absteigend=art == -2):
            raise Verweigert
        if modus in (_KLEINER, _GROESSER):
            gefunden = geordnet.daneben(_schluessel(was), modus == _KLEINER, art == -1)
        else:
            gefunden = geordnet.genau(_schluessel(was), art == -1)
    if gefunden is None:
        raise Fehlerwert("Na")
    return gefunden


@mit_fehlern
def xvergleich(gesucht: Any, liste: Any, vergleich: Any = WEGGELASSEN, suche: Any = WEGGELASSEN) -> int:
    """Stelle ab 1."""
    return _stelle(gesucht, liste, vergleich, suche) + 1


@mit_fehlern
def xverweis(
    gesucht: Any,
    liste: Any,
    ergebnisse: Any,
    sonst: Any = WEGGELASSEN,
    vergleich: Any = WEGGELASSEN,
    suche: Any = WEGGELASSEN,
) -> Any:
    """Was an der Stelle des Treffers steht: ein Wert oder, bei mehreren Zeilen oder Spalten, ein Feld."""
    try:
        i = _stelle(gesucht, liste, vergleich, suche)
    except Fehlerwert as grund:
        if grund.wert.get("kind") != "Na" or isinstance(gesucht, dict) or sonst == WEGGELASSEN:
            raise
        if sonst is None:  # eine leere Zelle: ob Excel 0 oder nichts zeigt, ist nicht nachgewiesen
            raise Verweigert from None
        return sonst
    feld = ergebnisse if type(ergebnisse) is list else [[ergebnisse]]
    senkrecht = type(liste) is not list or len(liste) > 1 or len(liste[0]) == 1
    laenge = 1 if type(liste) is not list else len(liste) if senkrecht else len(liste[0])
    if (len(feld) if senkrecht else len(feld[0])) != laenge:
        raise Verweigert  # von ganzen Spalten kommt nur der belegte Teil
    treffer = [feld[i]] if senkrecht else [[zeile[i]] for zeile in feld]
    if len(treffer) == 1 and len(treffer[0]) == 1:
        return 0.0 if treffer[0][0] is None else treffer[0][0]
    return treffer


def _naeherung(gesucht: Any, werte: list[Any], absteigend: bool = False) -> int:
    return suchliste(werte).naeherung(_schluessel(0.0 if gesucht is None else gesucht), absteigend)


@mit_fehlern
def vergleiche(gesucht: Any, liste: Any, art: Any = 1.0) -> Any:
    """MATCH: Stelle ab 1 in einer geordneten Liste, genau nur mit Art 0; von einem Feld jeden Wert."""
    if type(gesucht) is list:
        return [[vergleiche(wert, liste, art) for wert in zeile] for zeile in gesucht]
    richtung = zahl(art)
    if type(liste) is list and len(liste) > 1 and len(liste[0]) > 1:
        raise Fehlerwert("Na")
    if richtung == 0:
        return _stelle(gesucht, liste, float(_PLATZHALTER), 1.0) + 1
    return _naeherung(gesucht, list(einzeln(liste)), richtung < 0) + 1


def verweis(gesucht: Any, liste: Any, ergebnisse: Any = None) -> Any:
    """LOOKUP: zum letzten Wert bis zum gesuchten; in einem Feld ist die längere Seite die Liste."""
    feld = liste if type(liste) is list else [[liste]]
    breit = len(feld[0]) > len(feld)
    erste = feld[0] if breit else [zeile[0] for zeile in feld]
    i = _naeherung(gesucht, erste)
    if ergebnisse == WEGGELASSEN:
        raise Verweigert  # LOOKUP(x;Liste;): was Excel hier nimmt, ist nicht nachgewiesen
    if ergebnisse is None:
        wert = feld[-1][i] if breit else feld[i][-1]
    else:
        if 1 not in (len(feld), len(feld[0])):
            raise Verweigert
        reihe = list(einzeln(ergebnisse))
        if type(ergebnisse) is list and 1 not in (len(ergebnisse), len(ergebnisse[0])):
            raise Fehlerwert("Na")
        if i >= len(reihe):
            raise Verweigert
        wert = reihe[i]
    return 0.0 if wert is None else wert


def _spaltenweise(senkrecht: bool) -> Callable[..., Any]:
    @mit_fehlern
    def ruf(gesucht: Any, tabelle: Any, nummer: Any, art: Any = True) -> Any:
        if isinstance(tabelle, dict):
            raise Fehlerwert(tabelle)
        n = ganz(nummer)
        feld = tabelle if type(tabelle) is list else [[tabelle]]
        if n > (len(feld[0]) if senkrecht else len(feld)):
            raise Fehlerwert("Ref")
        erste = [zeile[0] for zeile in feld] if senkrecht else feld[0]
        if wahr(art):
            i = _naeherung(gesucht, erste)
        else:
            i = _stelle(gesucht, [[w] for w in erste], float(_PLATZHALTER), 1.0)
        if n < 1:  # erst, wenn gefunden ist
            raise Fehlerwert("Value")
        wert = feld[i][n - 1] if senkrecht else feld[n - 1][i]
        return 0.0 if wert is None else wert

    return ruf


def _ist_adresse(text: str) -> bool:
    try:
        bereich_von(text.strip())
    except ValueError:
        return False
    return True


def bezugstext(namen: Container[str], lokale_namen: Container[str]) -> Callable[..., Any]:
    """Prüft einen Text für INDIRECT, wie ihn die Maschine versteht: A1, Blatt!A1:B2, ein Name der Mappe.

    Tabellen (T[Spalte]), Bezüge auf andere Dateien, Blatt!Name und Namen eines Blatts kennt sie dort nicht: genannt.
    """

    @mit_fehlern
    def ruf(wert: Any) -> Any:
        t = text(wert)
        _, trenner, rest = t.rpartition("!")
        if _ist_adresse(rest):
            return wert
        if "[" in t or trenner or t.casefold() in lokale_namen:
            raise Verweigert
        if t.casefold() not in namen:
            return _NIRGENDS
        return wert

    return ruf


def sortiert(feld: Any, nummer: Any = 1.0, richtung: Any = 1.0, nach_spalten: Any = False) -> Any:
    """SORT nach einer Spalte (Zeile) mit lauter Zahlen oder lauter Texten; wie Excel anderes ordnet, ist offen."""
    zeilen = feld if type(feld) is list else [[feld]]
    quer = nach_spalten != WEGGELASSEN and wahr(nach_spalten)
    if quer:
        zeilen = [list(spalte) for spalte in zip(*zeilen, strict=True)]
    n, wie = ganz(gegeben(nummer, 1.0)), zahl(gegeben(richtung, 1.0))
    if not 1 <= n <= len(zeilen[0]) or wie not in (1, -1):
        raise Fehlerwert("Value")
    arten = {type(zeile[n - 1]) for zeile in zeilen}
    if len(arten) > 1 or not arten <= {float, str}:
        raise Verweigert
    geordnet = sorted(zeilen, key=lambda zeile: ordnung(zeile[n - 1]) or (0, 0.0), reverse=wie < 0)
    fertig = [[0.0 if wert is None else wert for wert in zeile] for zeile in geordnet]
    return [list(spalte) for spalte in zip(*fertig, strict=True)] if quer else fertig


NACH_ART: dict[str, Callable[..., Any]] = {
    XVERWEIS: xverweis,
    XVERGLEICH: xvergleich,
    VERGLEICHE: vergleiche,
    SVERWEIS: _spaltenweise(True),
    WVERWEIS: _spaltenweise(False),
}
"""Anstelle der eingebauten, wo nicht genau und von vorn gesucht wird."""
