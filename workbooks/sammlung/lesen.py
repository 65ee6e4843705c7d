"""Was eine Mappe von sich sagt: Ergebnisse, Prüfungen, Deckblatt; wie es gespeichert ist, ungerechnet."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from recalculation.datei.paket import Unbrauchbar
from udfs import DEUTSCHE_FEHLER, Fehler
from workbooks.ergebnisse import bezeichnung, einheit
from workbooks.mappe import Arbeitsmappe
from workbooks.pruefungen import offene_pruefungen

INTERN = "intern_"
_ANGABEN = ("vorlage", "version", "land", "traeger", "aktenzeichen", "stichtag", "status")
_LEERZEICHEN = re.compile(r"\s+")


class Ergebnis(NamedTuple):
    """Ein Ergebnis einer Mappe: Zahl, Text, `Fehler` oder None."""

    wert: Any
    bezeichnung: str
    einheit: str
    format: str


class Mappe(NamedTuple):
    """Was gelesen wurde; `grund`: warum die Datei nicht zu lesen war (dann ist der Rest leer)."""

    datei: str
    grund: str = ""
    angaben: dict[str, str] = {}  # noqa: RUF012  # wird nie geändert
    zeitraum: tuple[date | None, date | None] = (None, None)
    ergebnisse: dict[str, Ergebnis] = {}  # noqa: RUF012
    offen: tuple[str, ...] = ()  # Sätze der Prüfungen, die nicht WAHR sind
    pruefungen: frozenset[str] = frozenset()


class Auftrag(NamedTuple):
    """Eine Datei, wie sie heißt und wo sie liegt."""

    datei: str
    pfad: Path


def lies(auftrag: Auftrag) -> Mappe:
    """Eine Mappe lesen, in irgendeinem Prozess. Fehler stehen in `grund`, außer was niemand vorhersah."""
    try:
        return _gelesen(auftrag, Arbeitsmappe.oeffnen(auftrag.pfad))
    except Unbrauchbar as grund:
        return Mappe(auftrag.datei, str(grund))
    except RuntimeError as grund:  # eine Formel ohne gespeicherten Wert
        return Mappe(auftrag.datei, str(grund).replace("rechnen()", "egh rechnen"))


def _gelesen(auftrag: Auftrag, m: Arbeitsmappe) -> Mappe:
    def namen(vorsatz: str) -> list[str]:
        einzeln = (n for n in m.namen(vorsatz) if m.ort(n)[1].anzahl == 1)
        return [n for n in einzeln if not m.ort(n)[0].lower().startswith(INTERN)]

    vorhanden = {n.lower() for n in namen("meta_")}
    if "meta_vorlage" not in vorhanden:
        return Mappe(auftrag.datei, "keine unserer Vorlagen (der Name meta_vorlage fehlt)")
    angaben = {wort: _text(m, f"meta_{wort}") if f"meta_{wort}" in vorhanden else "" for wort in _ANGABEN}
    zeitraum = {n: m.als_tag(n) for n in namen("eingabe_zeitraum_") if n[-4:] in ("_von", "_bis")}
    return Mappe(
        auftrag.datei,
        angaben=angaben,
        zeitraum=(zeitraum.get("eingabe_zeitraum_von"), zeitraum.get("eingabe_zeitraum_bis")),
        ergebnisse={n: _ergebnis(m, n) for n in namen("ergebnis_")},
        offen=tuple(p.satz or p.name for p in offene_pruefungen(m, mit_zellen=False)),
        pruefungen=frozenset(namen("pruefung_")),
    )


def _ergebnis(m: Arbeitsmappe, name: str) -> Ergebnis:
    return Ergebnis(m[name], bezeichnung(m, name), einheit(m, name), m.zahlenformat(name))


def _text(m: Arbeitsmappe, name: str) -> str:
    """Eine Angabe des Deckblatts als Text auf einer Zeile."""
    wert = m[name]
    if isinstance(wert, Fehler):
        return DEUTSCHE_FEHLER.get(wert.code, wert.code)
    if tag := m.als_tag(name):
        return f"{tag:%d.%m.%Y}"
    ganz = f"{wert:.0f}" if isinstance(wert, float) and wert.is_integer() else wert
    return _LEERZEICHEN.sub(" ", "" if ganz is None else str(ganz)).strip()
