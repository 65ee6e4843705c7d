"""Sondermappe »hh-traegerbudget«: mehrjähriges Trägerbudget nach Hamburger Art (§ 132 SGB IX)."""

from __future__ import annotations

from pathlib import Path

from calc.budget import VERFAHREN
from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.controlling.anpassung import anpassung
from workbooks.vorlagen.sonder.controlling.blaetter import steuerungsblaetter
from workbooks.vorlagen.sonder.controlling.monatsbudget import Monatsbudgets, Teil
from workbooks.vorlagen.sonder.controlling.szenarien import Basis
from workbooks.vorlagen.sonder.controlling.traegercontrolling import controlling
from workbooks.vorlagen.sonder.hh_traegerbudget.abdeckung import abdeckung
from workbooks.vorlagen.sonder.hh_traegerbudget.anpassungen import anpassungen, innovation
from workbooks.vorlagen.sonder.hh_traegerbudget.auslastung import auslastung
from workbooks.vorlagen.sonder.hh_traegerbudget.auszahlung import auszahlung
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import fortschreibung
from workbooks.vorlagen.sonder.hh_traegerbudget.haushaltsjahre import haushaltsjahre
from workbooks.vorlagen.sonder.hh_traegerbudget.kompensation import kompensation
from workbooks.vorlagen.sonder.hh_traegerbudget.sollist import sollist
from workbooks.vorlagen.sonder.hh_traegerbudget.traeger import traeger, vorjahrsblatt
from workbooks.vorlagen.sonder.hh_traegerbudget.verlaengerung import verlaengerung
from workbooks.vorlagen.sonder.jahrwahl import kalenderjahr
from workbooks.vorlagen.sonder.kostensicht import Jahresbudgets, kostensicht

# Innovationsmaßnahmen gehören zum Budget ihres Jahres
_KOSTEN = Jahresbudgets(
    "eingabe_traeger",
    "INDEX(budget_traeger,{n},{j})",
    'IF(N(eingabe_laufzeit_jahre)<{j},"",12)',
    "YEAR(eingabe_laufzeit_von)+{j}-1",
    HOECHSTENS_JAHRE,
)

# ein Budgetjahr beginnt im Monat der Laufzeit, auch in der Verlängerung
_VON, _JAHRE = "eingabe_laufzeit_von", "(N(eingabe_laufzeit_jahre)+N(eingabe_verlaengerung_jahre))"
_TEIL = Teil("12", f"EDATE({_VON},12*{{j}})-EDATE({_VON},12*({{j}}-1))")
_MONATE = Monatsbudgets(
    liste="eingabe_traeger",
    ende=f"EDATE({_VON},12*{_JAHRE})",
    jahr=f"INT((12*(YEAR({{m}})-YEAR({_VON}))+MONTH({{m}})-MONTH({_VON}))/12)+1",
    betrag="IF({j}<=eingabe_laufzeit_jahre,INDEX(budget_traeger,{n},{j}),INDEX(verlaengerung_traeger,{n},{j}-eingabe_laufzeit_jahre))",
    gilt=f"AND({{m}}>={_VON},{{m}}<EDATE({_VON},12*{_JAHRE}))",
    eur=_TEIL,
    menge=_TEIL,
)

# das Jahr wählt, welches Budget und welche geplante Fallzahl gelten; ohne Innovationsmaßnahmen, die keine Fälle sind
_NR = 'IF(szenario_nummer="","",IF({0}="","",{0}))'.format
_VERFAHREN = f"MATCH(eingabe_verfahren,{{{','.join(chr(34) + v + chr(34) for v in VERFAHREN)}}},0)"
_BASIS = Basis(
    budget=_NR(f"INDEX(budget_nach_verfahren,szenario_nummer,{_VERFAHREN})"),
    ergebnis=_NR("INDEX(budget_operativ,szenario_nummer,1)"),
    fallzahl=_NR("INDEX(fallzahl_geplant,szenario_nummer,1)"),
    fallkosten=_NR("INDEX(fallkostenwert_geplant,szenario_nummer,1)"),
    variabel='IF(eingabe_anteil_variabel="","",eingabe_anteil_variabel)',
    auslastung='IF(eingabe_auslastung_ist="","",eingabe_auslastung_ist)',
    vereinbart='IF(eingabe_auslastung_vereinbart="","",eingabe_auslastung_vereinbart)',
    ungenau="0.01*(1+COUNT(budget_traeger))",
    jahr=kalenderjahr("Jahr (Beginn)", "szenario_jahr", 2024),
)


def _fuellen(bau: Bau) -> None:
    fortschreibung(bau)
    traeger(bau)
    anpassungen(bau)
    innovation(bau)
    verlaengerung(bau)
    vorjahrsblatt(bau)
    auszahlung(bau)
    haushaltsjahre(bau)
    sollist(bau)
    auslastung(bau)
    kompensation(bau)
    abdeckung(bau)
    controlling(bau, _MONATE)
    anpassung(bau, _MONATE.liste, _MONATE.typen)
    steuerungsblaetter(bau, _MONATE, _BASIS)
    kostensicht(bau, _KOSTEN)
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
