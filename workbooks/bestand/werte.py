"""Stunden im Jahr und VK einer Person an einem Stichtag, mit den Formeln EGH_… und den Werten des Landes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from calc import parameter
from udfs import FUNKTIONEN, NICHT_GEGEBEN, Fehler, aufruf, formel

# Was hier nachgeschlagen wird: an ihren Tagen können sich Stunden und VK ändern.
PARAMETER = ("hbg", "wochen_jahr", "jahresstunden_vk", "nettojahresarbeitszeit", "anteil_indirekt")
_FORMELN = {formel(f).name: f for f in FUNKTIONEN}
_OHNE_WOCHEN = "Für dieses Land sind an diesem Tag keine Wochen je Jahr hinterlegt"
_KEINE_GRUPPE = "minuten_woche liegt in keiner HBG dieses Landes"
_OHNE_HBG = (
    "HBG gibt es an diesem Tag in diesem Land nicht, oder sie hat keinen Mittelwert "
    "(dann minuten_woche angeben)"
)


class Bedarf(NamedTuple):
    """Was eine Person braucht: eine HBG des Landes oder Minuten je Woche."""

    land: str
    hbg: str
    minuten: float | None


class Satz(NamedTuple):
    """Stunden im Jahr und VK; None, wo nichts hinterlegt ist. Ohne beides sagt `grund`, warum."""

    stunden: float | None
    vk: float | None
    bezug: str = ""
    grund: str = ""


@lru_cache(maxsize=1 << 18)
def satz(bedarf: Bedarf, stichtag: date) -> Satz:
    """Der Satz eines Bedarfs. VK verschiedener Bezüge sind verschiedene Größen; sie werden nie addiert."""
    return _aus_hbg(bedarf, stichtag) if bedarf.minuten is None else _aus_minuten(bedarf, stichtag)


def _aus_hbg(b: Bedarf, stichtag: date) -> Satz:
    stunden = _zahl("EGH_HBG_STUNDEN", b.hbg, b.land, "Jahr", stichtag)
    vk = _zahl("EGH_HBG_VK", b.hbg, b.land, NICHT_GEGEBEN, stichtag)
    return Satz(stunden, vk, _bezug(b.land, "jahresstunden_vk"), "" if stunden or vk else _OHNE_HBG)


def _aus_minuten(b: Bedarf, stichtag: date) -> Satz:
    hbg = aufruf(_FORMELN["EGH_HBG"], [b.minuten, b.land, stichtag.isoformat()])
    if isinstance(hbg, str) and (gruppe := _aus_hbg(b._replace(hbg=hbg, minuten=None), stichtag)).stunden:
        return gruppe  # der Vertrag rechnet mit dem Mittelwert der Gruppe, wie die Vorlage des Landes
    if _nach_gruppen(b.land, stichtag) and isinstance(hbg, Fehler):
        return Satz(None, None, grund=_KEINE_GRUPPE)
    wochen = _zahl("EGH_PARAMETER", b.land, "wochen_jahr", stichtag)
    if wochen is None or b.minuten is None:
        return Satz(None, None, grund=_OHNE_WOCHEN)
    stunden = _zahl("EGH_JAHRESSTUNDEN", b.minuten / 60, wochen)
    if parameter.hinterlegt(b.land, "jahresstunden_vk", stichtag):
        vk = _zahl("EGH_VK_MINUTEN", b.minuten, b.land, NICHT_GEGEBEN, stichtag)
        return Satz(stunden, vk, _bezug(b.land, "jahresstunden_vk"))
    njaz = _zahl("EGH_PARAMETER", b.land, "nettojahresarbeitszeit", stichtag)
    anteil = _zahl("EGH_PARAMETER", b.land, "anteil_indirekt", stichtag)
    if njaz is None:
        return Satz(stunden, None)
    jahresstunden = njaz if anteil is None else _zahl("EGH_BETREUUNGSZEIT", njaz, anteil)
    bezug = _bezug(b.land, "nettojahresarbeitszeit") if anteil is None else "nach_indirekt"
    return Satz(stunden, _zahl("EGH_VZAE", stunden, jahresstunden), bezug)


@lru_cache
def _nach_gruppen(land: str, stichtag: date) -> bool:
    """Ob das Land Minuten in Gruppen einteilt."""
    tabelle = aufruf(_FORMELN["EGH_HBG_TABELLE"], [land, stichtag.isoformat()])
    return isinstance(tabelle, list) and any(isinstance(zeile[1], float) for zeile in tabelle[1:])


def _bezug(land: str, name: str) -> str:
    """Worauf sich eine VK bezieht; was unbekannt ist, ist in jedem Land etwas anderes."""
    p = parameter.laden(land).get(name)
    bezug = p.bezug if p is not None else ""
    return f"unbekannt ({land})" if bezug in ("", "unbekannt") else bezug


def _zahl(name: str, *argumente: Any) -> float | None:
    """Das Ergebnis einer Formel; None, wo sie keines hat."""
    wert = aufruf(_FORMELN[name], [a.isoformat() if isinstance(a, date) else a for a in argumente])
    return None if isinstance(wert, Fehler) or not isinstance(wert, float) else wert
