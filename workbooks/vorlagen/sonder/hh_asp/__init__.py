"""Sondermappe »hh-asp«: Budgets der Assistenz in der Sozialpsychiatrie in Hamburg, ein Jahr, viele Leistungserbringer."""

from __future__ import annotations

from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.controlling.anpassung import anpassung
from workbooks.vorlagen.sonder.controlling.blaetter import steuerungsblaetter
from workbooks.vorlagen.sonder.controlling.szenarien import Basis
from workbooks.vorlagen.sonder.controlling.traegercontrolling import controlling
from workbooks.vorlagen.sonder.hh_asp.anbieter import anbieter, vorjahrsblatt
from workbooks.vorlagen.sonder.hh_asp.angebot import alte_leistungsarten, niedrigschwellig
from workbooks.vorlagen.sonder.hh_asp.monate import MONATE
from workbooks.vorlagen.sonder.hh_asp.zahlung import ratenblatt, serienbrief
from workbooks.vorlagen.sonder.hh_asp.zeitreihe import zeitreihe
from workbooks.vorlagen.sonder.kostensicht import Jahresbudgets, kostensicht

# ein Jahr, darin die Monate, für die der Leistungserbringer ein Budget hat
_KOSTEN = Jahresbudgets(
    "eingabe_anbieter",
    "INDEX(budget_anbieter,{n},1)",
    "INDEX(anbieter_monat_bis,{n},1)-INDEX(anbieter_monat_ab,{n},1)+1",
    "YEAR(eingabe_laufzeit_von)",
    1,
)

_PAUSCHALEN = "+".join(
    f"SUMPRODUCT(anbieter_monat_bis-anbieter_monat_ab+1,anbieter_faelle{n},anbieter_preis{n})/12"
    for n in (1, 2)
)
_BASIS = Basis(
    budget=f'IF(ergebnis_budget_gesamt="","",{_PAUSCHALEN}+SUM(anbieter_betrag))',
    ergebnis="ergebnis_budget_gesamt",
    fallzahl='IF(OR(ergebnis_budget_gesamt="",ergebnis_fallkosten=""),"",ergebnis_budget_gesamt/ergebnis_fallkosten)',
    fallkosten='IF(ergebnis_fallkosten="","",ergebnis_fallkosten)',
    ungenau="0.01*(1+COUNT(budget_anbieter))",
)


def _fuellen(bau: Bau) -> None:
    t = anbieter(bau)
    ratenblatt(bau)
    serienbrief(bau, t)
    vorjahrsblatt(bau)
    zeitreihe(bau)
    niedrigschwellig(bau)
    alte_leistungsarten(bau)
    controlling(bau, MONATE)
    anpassung(bau, MONATE.liste, MONATE.typen)
    steuerungsblaetter(bau, MONATE, _BASIS)
    kostensicht(bau, _KOSTEN)
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
