"""Eingaben, die nur unsere Formeln lesen: »12,5« als Text, »06:00 Uhr«, Leerzeichen. Beim Weitergeben werden es Werte.

Was eine Zelle aufnehmen soll, sagt ihre Gültigkeitsprüfung; gelesen wird wie von den Argumenten der Formeln.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from typing import Any, NamedTuple

from calc.fehler import Regelfehler
from calc.parameter import laender
from recalculation.datei import adresse
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.paket import Paket, attribute
from recalculation.datei.zellwert import seriell
from udfs import lesen
from udfs.lesen import zeige
from workbooks.mappe import Arbeitsmappe

_REGEL = re.compile(r"(?s)<dataValidation\b([^>]*?)(?:/>|>(.*?)</dataValidation>)")
_LISTE = re.compile(r"(?s)<formula1>(.*?)</formula1>")
_RAND = " \t\r\n\u00a0\u200b\u202f"


class Eingaben(NamedTuple):
    """Die Mappe mit den gelesenen Werten, je Zelle ein Satz; und die Zellen, die niemand lesen kann."""

    mappe: Arbeitsmappe
    gelesen: list[str]
    unlesbar: list[str]


def eingelesen(m: Arbeitsmappe) -> Eingaben:
    """Texte in Eingaben als Werte; `m` bleibt, wie sie ist."""
    paket = Paket(m.inhalt())
    neu = Arbeitsmappe(paket, m.pfad)
    gelesen, unlesbar = _land(m, neu), []
    for ort, leser in _stellen(m, Aufbau(paket)):
        alt = m[ort] if not m.gesperrt(ort) else None
        if not isinstance(alt, str):
            continue
        kurz = ort.replace("'", "")
        try:
            wert = leser(alt.strip(_RAND)) if alt.strip(_RAND) else None
        except Regelfehler:
            unlesbar.append(f"{kurz} {zeige(alt)}")
            continue
        if wert != alt:
            neu[ort] = wert
            gelesen.append(f"{kurz} {zeige(alt)} → {_gezeigt(wert, leser)}")
    return Eingaben(neu.rechnen() if gelesen else m, gelesen, unlesbar)


def _land(m: Arbeitsmappe, neu: Arbeitsmappe) -> list[str]:
    """»Nordrhein-Westfalen« auf dem Deckblatt wird NW: nur unsere Formeln kennen jede Schreibweise."""
    if "meta_land" not in m.namen("meta_"):
        return []
    alt = m["meta_land"]
    kuerzel = laender.kuerzel(alt) if isinstance(alt, str) else None
    if kuerzel is None or kuerzel == alt:
        return []
    neu["meta_land"] = kuerzel
    blatt, ort = m.ort("meta_land")
    return [f"{blatt}!{adresse.a1(ort.zeile, ort.spalte)} {zeige(alt)} → {kuerzel}"]


def _stellen(m: Arbeitsmappe, aufbau: Aufbau) -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Jede Zelle mit Gültigkeitsprüfung und was ihren Text liest."""
    for name, blatt in aufbau.blaetter.items():
        for kopf, rumpf in _REGEL.findall(blatt.xml):
            angaben = attribute(kopf)
            leser = _LESER.get(angaben.get("type", ""))
            if angaben.get("type") == "list" and (liste := _LISTE.search(rumpf)):
                leser = _aus_der_liste(_eintraege(m, unescape(liste[1])))
            if leser is None:
                continue
            for teil in angaben.get("sqref", "").split():
                for ort in adresse.bereich(teil).orte():
                    yield adresse.voll(name, *ort), leser


def _uhrzeit(text: str) -> float:
    return float(lesen.ende(text)) / 86_400


def _tag(text: str) -> float | None:
    tag = lesen.stichtag(text)
    return None if tag is None else float(seriell(tag))


_LESER: dict[str, Callable[[str], Any]] = {
    "decimal": lesen.Zahl(),
    "whole": lesen.Zahl(),
    "time": _uhrzeit,
    "date": _tag,
}


def _gezeigt(wert: Any, leser: Callable[[str], Any]) -> str:
    if wert is None:
        return "leer"
    if leser is _uhrzeit:
        stunde, minute = divmod(round(wert * 1440), 60)
        return f"{stunde:02}:{minute:02}"
    return f"{lesen.TAG_NULL + timedelta(days=wert):%d.%m.%Y}" if leser is _tag else zeige(wert)


def _eintraege(m: Arbeitsmappe, quelle: str) -> list[str]:
    if quelle.startswith('"'):
        return quelle.strip('"').split(",")
    try:
        werte = m[quelle.replace("$", "")]
    except (KeyError, RuntimeError):
        return []
    zeilen = werte if isinstance(werte, list) else [[werte]]
    return [wert for zeile in zeilen for wert in zeile if isinstance(wert, str) and wert]


def _aus_der_liste(eintraege: list[str]) -> Callable[[str], str]:
    """Ein Eintrag in anderer Schreibung wird der Eintrag; anderes bleibt, wie es ist."""
    schreibungen = {e.strip(_RAND).casefold(): e for e in eintraege}
    return lambda text: schreibungen.get(text.casefold(), text)
