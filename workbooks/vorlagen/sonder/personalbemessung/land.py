"""Die Mappe für ein Land an einem Tag: Arbeitszeit und Wochen sind dann Vertragswerte, wo es welche gibt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from calc import parameter
from calc.parameter import vertrag
from workbooks.bausteine.blaetter.parameterblatt import parameterblatt, wochenbasis
from workbooks.bausteine.blaetter.werte import KATALOG
from workbooks.bausteine.fach.divisor import grundlage
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.rahmen import Vertragszeit, varianten_von
from workbooks.bausteine.grund.vorlage import Angabe, Vorlage

_JE_VK = "jahresstunden_vk"  # Stunden am Menschen, ohne einen Anteil davon abzuziehen
_NETTO = ("njaz", "anteil_indirekt")
_BEREITSCHAFT = ("nachtbereitschaft", "rufbereitschaft")
_WOCHEN = ("wochen_jahr", "wochen_njaz")
_PARAMETER = (
    "Die Vertragswerte stehen schon da. Nur wo etwas anderes gelten soll oder keiner hinterlegt ist, einen eigenen Wert "
    "eintragen und in der Spalte »Quelle des eigenen Werts« sagen, woher er stammt."
)
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
    namen = ((_JE_VK,) if _JE_VK in parameter.laden(land) else _NETTO) + _WOCHEN + _BEREITSCHAFT
    regelwerke = [v for v in (*vertrag.am(land, stichtag), *vertrag.vertraege(land)) if varianten_von(v)]
    werte = tuple(dict.fromkeys(KATALOG[name].parameter for name in namen))
    rahmen = Vertragszeit(land, varianten_von(regelwerke[0])[0], werte)
    mal = _im_verhaeltnis(land, rahmen.stand(stichtag)[1], namen)
    protokoll = tuple(
        (*zeile[:-1], round(float(str(zeile[-1])) * mal, 4))
        for zeile in vorlage.beispiel.tabellen["protokoll"]
    )
    return replace(
        vorlage,
        land=land,
        werte=tuple(Angabe(name) for name in namen),
        rahmen=rahmen,
        schritte=tuple(_schritte(vorlage, _JE_VK in namen)),
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

    zeit = wert(_JE_VK) if _JE_VK in namen else wert("njaz") * (1 - wert("anteil_indirekt"))
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
            yield "Parameter", _PARAMETER
        yield blatt, _ANGABEN if blatt == "Angaben" else text


def nach_hbg(vorlage: Vorlage) -> bool:
    """Ob das Land aus Minuten eine Hilfebedarfsgruppe bestimmt."""
    return any(angabe.name == _JE_VK for angabe in vorlage.werte)


def parameterwerte(bau: Bau) -> None:
    """Blatt »Parameter« mit der effektiven Betreuungszeit. Namen: `betreuungszeit`, `parameter_wochen_jahr`."""
    if not nach_hbg(bau.vorlage):
        grundlage(bau)
        return
    blatt, letzte = parameterblatt(bau)
    z = letzte + 2
    zellen.text(blatt[f"A{z}"], "Stunden je VK", fett=True)
    zellen.formelzelle(blatt[f"D{z}"], f"=parameter_{_JE_VK}", zellen.STUNDEN, fett=True)
    zellen.text(blatt[f"E{z}"], "Std./Jahr")
    zellen.text(blatt[f"F{z}"], "Jahresstunden, ohne weiteren Abzug", grau=True)
    bau.name("betreuungszeit", blatt, f"D{z}")
    wochenbasis(bau, _JE_VK)
