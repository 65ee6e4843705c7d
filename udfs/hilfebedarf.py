"""Formeln zu Hilfebedarfsgruppen."""

from datetime import date
from typing import Optional

from calc import hilfebedarf, parameter
from calc.fehler import WERT, Regelfehler
from calc.parameter import laender
from udfs import typen as t
from udfs.werte import Zelle

TABELLENKOPF = (
    "HBG",
    "von [Min./Woche]",
    "bis [Min./Woche]",
    "Mittelwert [Min./Woche]",
    "Std./Woche",
    "Std./Tag",
    "Std./Jahr",
    "VK",
    "Schlüssel 1 :",
)


def hbg(minuten_woche: t.MinutenWoche, land: t.Land, stichtag: t.Stichtag = None) -> str:
    """Hilfebedarfsgruppe zu Minuten je Woche; bei 0 Minuten leer. [HBG]"""
    return hilfebedarf.hbg_aus_minuten(minuten_woche, parameter.raster(land, stichtag))


def hbg_minuten(hbg: t.Hbg, land: t.Land, stichtag: t.Stichtag = None) -> float:
    """Mittelwert einer Hilfebedarfsgruppe. [Min./Woche]"""
    return hilfebedarf.mittelwert(hbg, parameter.raster(land, stichtag))


def hbg_abstand(minuten_woche: t.MinutenWoche, land: t.Land, stichtag: t.Stichtag = None) -> float:
    """Minuten bis zur nächsthöheren Hilfebedarfsgruppe. [Min./Woche]"""
    return hilfebedarf.abstand(minuten_woche, parameter.raster(land, stichtag))


def hbg_stunden(
    hbg: t.Hbg, land: t.Land, zeitraum: t.Zeitraum = "Jahr", stichtag: t.Stichtag = None
) -> float:
    """Planungsstunden einer Hilfebedarfsgruppe je Jahr, Woche oder Tag. [Std./Zeitraum]"""
    minuten = hilfebedarf.mittelwert(hbg, parameter.raster(land, stichtag))
    if zeitraum == "Woche":
        return hilfebedarf.stunden_woche(minuten)
    if zeitraum == "Tag":
        return hilfebedarf.stunden_tag(minuten)
    return hilfebedarf.stunden_jahr(minuten, parameter.zahl(land, "wochen_jahr", stichtag))


def hbg_vk(
    hbg: t.Hbg, land: t.Land, jahresstunden_vk: t.JahresstundenVk = None, stichtag: t.Stichtag = None
) -> float:
    """Stellenanteil je Person einer Hilfebedarfsgruppe. [VK]"""
    raster = parameter.raster(land, stichtag)
    if hilfebedarf.hat_korridore(raster):
        return vk_minuten(hilfebedarf.mittelwert(hbg, raster), land, jahresstunden_vk, stichtag)
    if jahresstunden_vk is not None:
        raise Regelfehler(
            WERT,
            f"In {laender.name(land)} legt der Vertrag die VK je HBG selbst fest; jahresstunden_vk weglassen "
            "und für eine andere Vollzeitwoche EGH_VK_UMRECHNEN verwenden.",
        )
    return hilfebedarf.gespeicherte_vk(hbg, raster)


def vk_minuten(
    minuten_woche: t.MinutenWoche,
    land: t.Land,
    jahresstunden_vk: t.JahresstundenVk = None,
    stichtag: t.Stichtag = None,
) -> float:
    """Stellenanteil aus tatsächlichen Minuten je Woche, z. B. für HBG 7+. [VK]"""
    wochen_jahr = parameter.zahl(land, "wochen_jahr", stichtag)
    if jahresstunden_vk is None:
        jahresstunden_vk = parameter.zahl(land, "jahresstunden_vk", stichtag)
    return hilfebedarf.vk_aus_minuten(minuten_woche, wochen_jahr, jahresstunden_vk)


def hbg_schluessel(
    hbg: t.Hbg, land: t.Land, jahresstunden_vk: t.JahresstundenVk = None, stichtag: t.Stichtag = None
) -> float:
    """Personalschlüssel einer Hilfebedarfsgruppe, das x in »1 : x«. [Personen/VK]"""
    return hilfebedarf.schluessel(hbg_vk(hbg, land, jahresstunden_vk, stichtag))


def hbg_tabelle(land: t.Land, stichtag: t.Stichtag = None) -> t.Tabelle:
    """Alle Hilfebedarfsgruppen des Landes mit Korridor, Stunden, VK und Schlüssel. [Tabelle]"""
    return [
        list(TABELLENKOPF),
        *(_tabellenzeile(stufe, land, stichtag) for stufe in parameter.raster(land, stichtag)),
    ]


def _tabellenzeile(stufe: hilfebedarf.Stufe, land: str, stichtag: Optional[date]) -> list[Zelle]:
    stunden: list[Zelle] = [None, None, None]
    if stufe.mittel is not None:
        stunden = [hbg_stunden(stufe.hbg, land, zeitraum, stichtag) for zeitraum in ("Woche", "Tag", "Jahr")]
    schluessel: list[Zelle] = [None, None]
    if stufe.mittel is not None or stufe.vk is not None:
        vk = hbg_vk(stufe.hbg, land, None, stichtag)
        schluessel = [vk, hilfebedarf.schluessel(vk)]
    return [stufe.hbg, stufe.von, stufe.bis, stufe.mittel, *stunden, *schluessel]
