"""Die Mappe für ein Land an einem Tag: die Leistungsstunden folgen aus seiner Arbeitszeit, der Zeitraum vom Deckblatt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from workbooks.bausteine.grund.rahmen import Vertragszeit
from workbooks.bausteine.grund.vorlage import Angabe, Vorlage, Zeilen
from workbooks.vorlagen.sonder.landeswerte import SCHRITT, arbeitszeit, rahmen

_TARIFTAG = date(2026, 1, 1)  # im Jahr davor ist der Tarif nicht von Anfang an hinterlegt
_RECHENBEISPIEL = {"njaz": 1568, "anteil_indirekt": 0.125, "jahresstunden_vk": 1372}


def fuer_land(vorlage: Vorlage, land: str, stichtag: date | None) -> Vorlage:
    """Dieselbe Vorlage mit den Vertragswerten des Landes; im Beispiel eigene, wo es keine gibt."""
    namen = arbeitszeit(land)
    zeit = replace(rahmen(land, stichtag, namen), beispieltag=_TARIFTAG)
    tabellen = {**vorlage.beispiel.tabellen, "stellen": _im_jahr(vorlage, zeit, stichtag)}
    n = [blatt for blatt, _ in vorlage.schritte].index("Grundlagen")
    return replace(
        vorlage,
        land=land,
        werte=tuple(Angabe(name) for name in namen),
        rahmen=zeit,
        schritte=(*vorlage.schritte[:n], ("Parameter", SCHRITT), *vorlage.schritte[n:]),
        beispiel=replace(
            vorlage.beispiel,
            tabellen=tabellen,
            eigene_werte={name: (_RECHENBEISPIEL[name], "Rechenbeispiel") for name in namen},
        ),
    )


def _im_jahr(vorlage: Vorlage, zeit: Vertragszeit, stichtag: date | None) -> Zeilen:
    """Die Stellen des Beispiels mit ihren Tagen in dem Jahr, in dem es für dieses Land spielt."""
    jahr = zeit.beispiel(stichtag)[1].year
    return tuple(
        tuple(zelle.replace(year=jahr) if isinstance(zelle, date) else zelle for zelle in zeile)
        for zeile in vorlage.beispiel.tabellen["stellen"]
    )
