"""Das Bremer Budget für das Trägercontrolling: Zwölftel je Kalenderjahr, Mengen und Preise aus dem Leistungsumfang."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe
from workbooks.vorlagen.sonder.controlling.monatsbudget import Monatsbudgets, Teil, budgetjahr
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import LISTE_LEISTUNGSTYPEN, LISTE_TRAEGER

_VON = "eingabe_laufzeit_von"
_ENDE = f"EDATE({_VON},12*N(eingabe_laufzeit_jahre)+N(eingabe_laufzeit_monate))"
_BEGINN = f"DATE({budgetjahr('{m}')},MONTH({_VON}),1)"


def _summe(was: str, einheit: str) -> str:
    """Formel: Summe einer Spalte des Leistungsumfangs über die Zeilen dieses Leistungstyps in dieser Einheit."""
    wo = f"(umfang_traeger={{traeger}})*(umfang_typen={{typ}})*(umfang_einheiten={einheit})"
    return f"SUMPRODUCT({wo},umfang_{was})"


def _je_jahr(was: str, plaetze: int) -> str:
    """Auch Plätze, als Monate; nur im ersten Jahr: danach kann eine andere Menge gelten."""
    anderes = f'AND({{jahr}}<>"",{{jahr}}<>YEAR({_VON}))'
    dazu = f'IF({{einheit}}="Monate",{plaetze}*{_summe(was, chr(34) + "Plätze" + chr(34))},0)'
    return f'IF(OR({{traeger}}="",{anderes}),0,{_summe(was, "{einheit}")}+{dazu})'


_MENGE, _EURO = _je_jahr("mengen", 12), _je_jahr("betrag", 1)
MONATE = Monatsbudgets(
    liste=LISTE_TRAEGER,
    ende=_ENDE,
    jahr=f"YEAR({{m}})-YEAR({_VON})+1",
    betrag="INDEX(budget_traeger,{n},{j})",
    gilt=f"AND({{m}}>={_VON},{{m}}<{_ENDE})",
    eur=Teil(
        "INDEX(budget_monate,1,{j})",
        f"MIN({_ENDE},DATE(YEAR({_VON})+{{j}},1,1))-MAX({_VON},DATE(YEAR({_VON})+{{j}}-1,1,1))",
    ),
    menge=Teil("12", f"EDATE({_BEGINN},12)-{_BEGINN}"),
    typen=eingabe.aus_liste(LISTE_LEISTUNGSTYPEN, "Ein Leistungstyp vom Blatt Budgettyp."),
    aus_mappe=_MENGE,
    preis=f"IF({{aus_mappe}}=0,0,{_EURO}/{{aus_mappe}})",
    preisindex="INDEX(budget_index,1,{j})",
    woher="leer: aus\nUmfang",
)
