"""Die Mappe für ein Land an einem Tag: Arbeitszeit und Wochen sind dann Vertragswerte, wo es welche gibt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from calc import parameter
from workbooks.bausteine.blaetter.werte import KATALOG
from workbooks.bausteine.grund.vorlage import Angabe, Vorlage
from workbooks.vorlagen.sonder.landeswerte import JE_VK, SCHRITT, arbeitszeit, rahmen

_BEREITSCHAFT = ("nachtbereitschaft", "rufbereitschaft")
_WOCHEN = ("wochen_jahr", "wochen_njaz")
_ANGABEN = (
    "Ein Faktor nur, wenn die Beobachtung eine andere Zeit ergab. Darunter die Minutenwerte, die geschätzt werden "
    "dürfen; eigene ergänzen. Andere Werte fragt die Mappe nach."
)
_RECHENBEISPIEL = {
    "njaz": 1568,
    "anteil_indirekt": 0.125,
    "wochen_jahr": 52,
    "wochen_njaz": 52,
    "nachtbereitschaft": 0.25,
    "rufbereitschaft": 0.125,
}


def fuer_land(vorlage: Vorlage, land: str, stichtag: date | None) -> Vorlage:
    """Dieselbe Vorlage mit den Vertragswerten des Landes; Stände nach seinem ersten Regelwerk am Stichtag."""
    namen = arbeitszeit(land) + _WOCHEN + _BEREITSCHAFT
    zeit = rahmen(land, stichtag, namen)
    mal = _im_verhaeltnis(land, zeit.stand(stichtag)[1], namen)
    protokoll = tuple(
        (*zeile[:-1], round(float(str(zeile[-1])) * mal, 4))
        for zeile in vorlage.beispiel.tabellen["protokoll"]
    )
    return replace(
        vorlage,
        land=land,
        werte=tuple(Angabe(name) for name in namen),
        rahmen=zeit,
        schritte=tuple(_schritte(vorlage, JE_VK in namen)),
        beispiel=replace(
            vorlage.beispiel,
            tabellen={**vorlage.beispiel.tabellen, "protokoll": protokoll, "arbeitszeit": ()},
            nachmachen=(),
            eigene_werte={n: (w, "Rechenbeispiel") for n, w in _RECHENBEISPIEL.items()},
        ),
    )


def _im_verhaeltnis(land: str, tag: date | None, namen: Sequence[str]) -> float:
    """Wie viel mehr Stellen dieselben Minuten hier sind als mit den Werten des Beispiels."""

    def wert(name: str) -> float:
        p = KATALOG[name].parameter
        return parameter.zahl(land, p, tag) if parameter.hinterlegt(land, p, tag) else _RECHENBEISPIEL[name]

    zeit = wert(JE_VK) if JE_VK in namen else wert("njaz") * (1 - wert("anteil_indirekt"))
    beispiel = (
        _RECHENBEISPIEL["njaz"] * (1 - _RECHENBEISPIEL["anteil_indirekt"]) / _RECHENBEISPIEL["wochen_jahr"]
    )
    return wert("wochen_jahr") / zeit * beispiel


def _schritte(vorlage: Vorlage, je_vk: bool) -> Iterator[tuple[str, str]]:
    """Mit dem Blatt Parameter; ohne das Blatt Empfindlichkeit, wo es keine Kette gibt, die sich ändern ließe."""
    for blatt, text in vorlage.schritte:
        if blatt == "Empfindlichkeit" and je_vk:
            continue
        if blatt == "Angaben":
            yield "Parameter", SCHRITT
        yield blatt, _ANGABEN if blatt == "Angaben" else text
