"""Vertragslage je Land: welcher Landesrahmenvertrag ab wann mit welcher Leistungssystematik.

In der TOML-Datei des Landes, neben den Werten; mehrere Regelwerke können am selben Tag gelten, deshalb eine Liste:

    [[vertrag.2020-01-01]]
    name = "Landesrahmenvertrag nach § 131 SGB IX …"
    leistungssystematik = "modul"           # aus LEISTUNGSSYSTEMATIKEN
    status = "in Kraft"                     # aus STATUS
    instrument = "Vertrag"                  # aus INSTRUMENTE
    quelle = "…"
    beleg = "sekundaer"                     # wie bei den Werten
    link = "…"                              # freiwillig
    notiz = "…"                             # freiwillig
    auch = "tagespauschalen"                # freiwillig: wonach neben der neutralen Vorlage gerechnet werden kann

Ein Stand gilt ab seinem Tag bis zum nächsten, ganz gleich, wie viele Regelwerke er nennt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Optional

from calc import parameter
from calc.parameter import datei

LEISTUNGSSYSTEMATIKEN = (
    "tagespauschalen",
    "fachleistungsstunden",
    "modul",
    "leistungstypen",
    "nicht_gefunden",
)
STATUS = (
    "in Kraft",
    "gekündigt fortgeltend",
    "Verordnung",
    "ergänzende Verordnung",
    "Übergang",
    "unterzeichnet, Inkrafttreten nicht gefunden",
    "ausgelaufen",
    "Nachfolge nicht gefunden",
)
INSTRUMENTE = ("Vertrag", "Verordnung", "Beschluss")

_PFLICHT = {"name", "leistungssystematik", "status", "instrument", "quelle", "beleg"}


@dataclass(frozen=True)
class Vertrag:
    """Ein Regelwerk eines Landes und der Tag, ab dem es gilt."""

    land: str
    ab: date
    name: str
    leistungssystematik: str
    status: str
    instrument: str
    quelle: str
    beleg: str
    link: str
    notiz: str
    auch: str


@cache
def vertraege(land: str) -> tuple[Vertrag, ...]:
    """Alle Regelwerke eines Landes, nach Datum geordnet; leer, wenn keines hinterlegt ist.

    Fehler: ValueError, wenn die Datei des Landes einen Eintrag falsch schreibt.
    """
    ort = f"{land.lower()}.toml [{parameter.VERTRAG}]"
    bloecke = datei.abschnitt(ort, parameter.rohdaten(land).get(parameter.VERTRAG, {}))
    if not all(isinstance(eintraege, list) for eintraege in bloecke.values()):
        raise ValueError(f"{ort}: jeder Vertrag steht in doppelten Klammern, etwa [[vertrag.2026-01-01]]")
    return tuple(
        _vertrag(land, ab, eintrag)
        for ab, eintraege in sorted((datei.tag(ort, ab), eintraege) for ab, eintraege in bloecke.items())
        for eintrag in eintraege
    )


def am(land: str, stichtag: Optional[date] = None) -> tuple[Vertrag, ...]:
    """Was am Stichtag gilt; ohne Stichtag der letzte Stand. Leer vor dem ersten."""
    gueltig = [v for v in vertraege(land) if stichtag is None or v.ab <= stichtag]
    return tuple(v for v in gueltig if v.ab == gueltig[-1].ab)


def _vertrag(land: str, ab: date, eintrag: Any) -> Vertrag:
    ort = f"{land.lower()}.toml [vertrag.{ab}]"
    datei.schluessel(ort, eintrag, _PFLICHT, _PFLICHT | {"link", "notiz", "auch"})
    for feld, liste in (
        ("leistungssystematik", LEISTUNGSSYSTEMATIKEN),
        ("status", STATUS),
        ("instrument", INSTRUMENTE),
        ("beleg", parameter.BELEGE),
    ):
        datei.aus(ort, eintrag[feld], liste)
    if "auch" in eintrag:
        datei.aus(ort, eintrag["auch"], LEISTUNGSSYSTEMATIKEN[:3])
    texte = {feld: datei.text(f"{ort} {feld}", wert) for feld, wert in eintrag.items()}
    return Vertrag(land, ab, **{"link": "", "notiz": "", "auch": "", **texte})
