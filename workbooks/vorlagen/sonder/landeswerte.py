"""Eine Mappe ohne Land für ein Land an einem Tag: seine Arbeitszeit steht als Vertragswert da, wo es eine gibt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calc import parameter
from calc.parameter import vertrag
from workbooks.bausteine.blaetter.parameterblatt import parameterblatt, wochenbasis
from workbooks.bausteine.blaetter.werte import KATALOG
from workbooks.bausteine.fach.divisor import grundlage
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.rahmen import Vertragszeit, varianten_von
from workbooks.bausteine.grund.vorlage import Vorlage

JE_VK = "jahresstunden_vk"  # Stunden am Menschen, ohne einen Anteil davon abzuziehen
_NETTO = ("njaz", "anteil_indirekt")
SCHRITT = (
    "Die Vertragswerte stehen schon da. Nur wo etwas anderes gelten soll oder keiner hinterlegt ist, einen eigenen Wert "
    "eintragen und in der Spalte »Quelle des eigenen Werts« sagen, woher er stammt."
)


def arbeitszeit(land: str) -> tuple[str, ...]:
    """Namen im Katalog der Werte, aus denen die Stunden je Stelle folgen."""
    return (JE_VK,) if JE_VK in parameter.laden(land) else _NETTO


def rahmen(land: str, stichtag: date | None, namen: Sequence[str]) -> Vertragszeit:
    """Zeitrahmen mit diesen Werten; Stände nach dem ersten Regelwerk des Landes am Stichtag."""
    regelwerke = [v for v in (*vertrag.am(land, stichtag), *vertrag.vertraege(land)) if varianten_von(v)]
    werte = tuple(dict.fromkeys(KATALOG[name].parameter for name in namen))
    return Vertragszeit(land, varianten_von(regelwerke[0])[0], werte)


def nach_hbg(vorlage: Vorlage) -> bool:
    """Ob das Land aus Minuten eine Hilfebedarfsgruppe bestimmt."""
    return any(angabe.name == JE_VK for angabe in vorlage.werte)


def parameterwerte(bau: Bau) -> None:
    """Blatt »Parameter« mit der effektiven Betreuungszeit. Namen: `betreuungszeit`, `parameter_wochen_jahr`."""
    if not nach_hbg(bau.vorlage):
        grundlage(bau)
        return
    blatt, letzte = parameterblatt(bau)
    z = letzte + 2
    zellen.text(blatt[f"A{z}"], "Stunden je VK", fett=True)
    zellen.formelzelle(blatt[f"D{z}"], f"=parameter_{JE_VK}", zellen.STUNDEN, fett=True)
    zellen.text(blatt[f"E{z}"], "Std./Jahr")
    zellen.text(blatt[f"F{z}"], "Jahresstunden, ohne weiteren Abzug", grau=True)
    bau.name("betreuungszeit", blatt, f"D{z}")
    wochenbasis(bau, JE_VK)
