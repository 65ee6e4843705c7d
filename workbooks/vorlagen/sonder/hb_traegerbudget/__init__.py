"""Sondermappe »hb-traegerbudget«: Trägerbudget nach Bremer Art (Leistungsumfang des Vorjahres × Kosten)."""

from __future__ import annotations

from pathlib import Path

from workbooks.bausteine.blaetter.abschliessen import abschliessen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.vorlagen.lesen import sondermappe
from workbooks.vorlagen.sonder.controlling.anpassung import anpassung
from workbooks.vorlagen.sonder.controlling.blaetter import steuerungsblaetter
from workbooks.vorlagen.sonder.controlling.szenarien import Basis
from workbooks.vorlagen.sonder.controlling.traegercontrolling import controlling
from workbooks.vorlagen.sonder.hb_traegerbudget.abgleich import datenabgleich
from workbooks.vorlagen.sonder.hb_traegerbudget.angepasst import angepasst
from workbooks.vorlagen.sonder.hb_traegerbudget.budget import budget, ratenblatt
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import budgettyp, vorjahrsblatt
from workbooks.vorlagen.sonder.hb_traegerbudget.investitionen import investitionen
from workbooks.vorlagen.sonder.hb_traegerbudget.kostentraeger import kostentraeger
from workbooks.vorlagen.sonder.hb_traegerbudget.krankenhaus import krankenhaus
from workbooks.vorlagen.sonder.hb_traegerbudget.leistungsumfang import leistungsumfang
from workbooks.vorlagen.sonder.hb_traegerbudget.monate import MONATE
from workbooks.vorlagen.sonder.hb_traegerbudget.sozialraum import sozialraum
from workbooks.vorlagen.sonder.kostensicht import Jahresbudgets, kostensicht

_KOSTEN = Jahresbudgets(
    "eingabe_traeger",
    "INDEX(budget_traeger,{n},{j})",
    "INDEX(budget_monate,1,{j})",
    "YEAR(eingabe_laufzeit_von)+{j}-1",
    HOECHSTENS_JAHRE + 1,
)

_BASIS = Basis(
    budget='IF(ergebnis_jahresbudget="","",SUMPRODUCT(umfang_mengen,umfang_preise))',
    ergebnis="ergebnis_jahresbudget",
    fallkosten='IF(OR(ergebnis_jahresbudget="",N(eingabe_szenario_fallzahl)=0),"",ergebnis_jahresbudget/eingabe_szenario_fallzahl)',
)


def _fuellen(bau: Bau) -> None:
    budgettyp(bau)
    leistungsumfang(bau)
    kostentraeger(bau)
    budget(bau)
    ratenblatt(bau)
    vorjahrsblatt(bau)
    investitionen(bau)
    anpassung(bau, MONATE.liste, MONATE.typen)
    angepasst(bau)
    sozialraum(bau)
    krankenhaus(bau)
    datenabgleich(bau)
    controlling(bau, MONATE)
    steuerungsblaetter(bau, MONATE, _BASIS)
    kostensicht(bau, _KOSTEN)
    abschliessen(bau)


MAPPE = sondermappe(Path(__file__).parent, _fuellen)
