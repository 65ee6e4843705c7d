"""Formel zum Abgleich zweier Falllisten."""

from math import isnan
from typing import Any, Optional

from calc import fallabgleich as regeln
from calc.fallabgleich import Fallzeile
from calc.fehler import NV, WERT, Regelfehler
from udfs import lesen
from udfs import typen as t
from udfs.werte import Fehler, Zelle, ist_leer

ABGLEICHKOPF = ("Ergebnis", "Unterschied", "Zeilen zugleich", "Zeilen dort")
_SPALTEN = ("Fall", "von", "bis", "Tage", "HBG", "Angaben", "Betrag", "unklar")
_BETRAG = lesen.Zahl()
_UNLESBAR = float("nan")


def fallabgleich(faelle: t.Faelle, faelle_andere: t.FaelleAndere) -> t.Tabelle:
    """Zwei Falllisten verglichen: Kopf, dann je Zeile von faelle Ergebnis und Unterschied. [Tabelle]"""
    hier, dort = _gelesen("faelle", faelle), _gelesen("faelle_andere", faelle_andere)
    return [list(ABGLEICHKOPF), *map(_zeile, regeln.fallabgleich(hier, dort))]


def _zeile(v: Optional[regeln.Vergleich]) -> list[Zelle]:
    if v is None:
        return [None] * len(ABGLEICHKOPF)
    unklar = v.unterschied is None and v.ergebnis not in (regeln.OHNE_TAGE, regeln.SIEHE_OBEN)
    satz = "EGH_FALLABGLEICH: eine Zeile dieses Falls ist nicht zu lesen."
    unterschied = Fehler(NV, satz) if unklar else v.unterschied
    return [v.ergebnis, unterschied, float(v.zugleich), float(v.dort)]


def _gelesen(name: str, zeilen: list[list[Any]]) -> list[Optional[Fallzeile]]:
    for zeile in zeilen:
        if len(zeile) != len(_SPALTEN):
            raise Regelfehler(
                WERT, f"{name} hat {len(zeile)} Spalten; erwartet werden 8: {', '.join(_SPALTEN)}."
            )
    return [_fallzeile(zeile) for zeile in zeilen]


def _fallzeile(zeile: list[Any]) -> Optional[Fallzeile]:
    """Eine leere Liste hat keine Fälle; was nicht zu lesen ist, macht die Zeile unklar und nicht die ganze Tabelle."""
    fall, von, bis, tage, hbg, angaben, betrag, unklar = zeile
    if ist_leer(fall):
        return None
    gelesen = [_tag(von), None if ist_leer(bis) else _tag(bis), _zahl(tage), _zahl(betrag)]
    fehlt = any(w is not None and isnan(w) for w in gelesen) or any(isinstance(w, Fehler) for w in zeile)
    anfang, ende, zaehlt, wert = gelesen
    return Fallzeile(
        _text(fall),
        anfang or 0.0,
        ende,
        0.0 if fehlt else zaehlt or 0.0,
        _text(hbg),
        _text(angaben),
        0.0 if fehlt else wert or 0.0,
        fehlt or (not ist_leer(unklar) and unklar not in (0, False)),
    )


def _text(zelle: Any) -> str:
    """Wie eine Tabelle vergleicht: ohne Unterschied von groß und klein."""
    return "" if ist_leer(zelle) or isinstance(zelle, Fehler) else lesen.text(zelle).casefold()


def _zahl(zelle: Any) -> float:
    if ist_leer(zelle):
        return 0.0
    try:
        return float(_BETRAG(zelle))
    except (Regelfehler, ValueError):
        return _UNLESBAR


def _tag(zelle: Any) -> float:
    if isinstance(zelle, float) and zelle > 0:
        return zelle
    try:
        tag = lesen.stichtag(zelle)
    except (Regelfehler, ValueError):
        return _UNLESBAR
    return _UNLESBAR if tag is None else float((tag - lesen.TAG_NULL).days)
