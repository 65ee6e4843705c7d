"""Bezüge auf benannte Tabellen (`Dienste[Std.]`) als gewöhnliche Bezüge (`T!$B$2:$B$5`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort
from recalculation.datei.aufbau import Tabelle
from recalculation.uebersetzung.hindernis import NichtBerechenbar

_BEZUG = re.compile(r"(?P<tabelle>[^\[\]!]*)(?:\[(?P<innen>.*)\])?", re.S)
_TEIL = re.compile(r"\[((?:'.|[^\[\]'])*)\]")
_EIGENE_ZEILE = re.compile(r"^\s*@|\[#this row\]", re.I)
_ZEILEN = {"#all", "#data", "#headers", "#totals", "#this row", "@"}


def als_bezug(bezug: str, blatt: str, ort: Ort, tabellen: Sequence[Tabelle]) -> str | None:
    """Der gewöhnliche Bezug; None, wenn keine Tabelle gemeint ist. Fehler: `NichtBerechenbar`."""
    treffer = _BEZUG.fullmatch(bezug)
    if treffer is None or (treffer["innen"] is None and not treffer["tabelle"]):
        return None
    if not treffer["tabelle"]:  # in der Tabelle selbst steht ihr Name nicht dabei
        tabelle = next((t for t in tabellen if t.blatt == blatt and t.bereich.enthaelt(ort)), None)
    else:
        tabelle = next((t for t in tabellen if t.name.lower() == treffer["tabelle"].lower()), None)
        if tabelle is None and treffer["innen"] is None:
            return None
    if tabelle is None:
        raise NichtBerechenbar(f"Die Tabelle zu {bezug} ist nicht zu finden.")
    bereich = _ausschnitt(tabelle, treffer["innen"] or "", ort, bezug)
    # Die eigene Zeile bleibt beweglich: an einer gemeinsamen Formel nehmen auch andere Zeilen teil.
    fest = "" if _EIGENE_ZEILE.search(treffer["innen"] or "") else "$"
    zellen = (
        f"{_ecke(bereich.zeile, bereich.spalte, fest)}:{_ecke(bereich.bis_zeile, bereich.bis_spalte, fest)}"
    )
    if bereich.hoehe * bereich.breite == 1:
        zellen = _ecke(bereich.zeile, bereich.spalte, fest)
    return zellen if tabelle.blatt == blatt else "'" + tabelle.blatt.replace("'", "''") + "'!" + zellen


def _ecke(zeile: int, spalte: int, fest: str) -> str:
    return f"${adresse.spaltenname(spalte)}{fest}{zeile}"


def _ausschnitt(t: Tabelle, innen: str, ort: Ort, bezug: str) -> Bereich:
    innen = innen.strip()
    if innen.startswith("@"):
        rest = innen[1:]
        innen = "[#This Row]" + (f",{rest if rest.startswith('[') else f'[{rest}]'}" if rest else "")
    teile = _TEIL.findall(innen) if innen.startswith("[") else [innen] if innen else []
    zeilenwahl = [teil.lower() for teil in teile if teil.lower() in _ZEILEN]
    spalten = [_spalte(t, teil, bezug) for teil in teile if teil.lower() not in _ZEILEN]
    if len(spalten) > 2 or len(zeilenwahl) > 1:
        raise NichtBerechenbar(f"Der Tabellenbezug {bezug} ist nicht lesbar.")
    von, bis = _zeilen(t, zeilenwahl[0] if zeilenwahl else "#data", ort, bezug)
    links = min(spalten, default=t.bereich.spalte)
    return Bereich(von, links, bis, max(spalten, default=t.bereich.bis_spalte))


def _spalte(t: Tabelle, name: str, bezug: str) -> int:
    gesucht = re.sub(r"'(.)", r"\1", name).strip().lower()
    for nummer, spalte in enumerate(t.spalten):
        if spalte.strip().lower() == gesucht:
            return t.bereich.spalte + nummer
    raise NichtBerechenbar(f"Die Tabellenspalte zu {bezug} ist nicht zu finden.")


def _zeilen(t: Tabelle, wahl: str, ort: Ort, bezug: str) -> tuple[int, int]:
    anfang, ende = t.bereich.zeile, t.bereich.bis_zeile
    daten = (anfang + t.kopf, ende - t.ergebnis)
    moeglich = {"#all": (anfang, ende), "#data": daten}
    if t.kopf:
        moeglich["#headers"] = (anfang, anfang)
    if t.ergebnis:
        moeglich["#totals"] = (ende, ende)
    if daten[0] <= ort.zeile <= daten[1]:
        moeglich["#this row"] = (ort.zeile, ort.zeile)
    if wahl not in moeglich or moeglich[wahl][0] > moeglich[wahl][1]:
        raise NichtBerechenbar(f"Der Tabellenbezug {bezug} trifft hier keine Zeile.")
    return moeglich[wahl]
