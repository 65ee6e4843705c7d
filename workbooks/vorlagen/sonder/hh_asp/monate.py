"""Das ASP-Budget für das Trägercontrolling: Fälle der Fallpauschalen als Monate, in den Monaten des Leistungserbringers."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe
from workbooks.vorlagen.sonder.controlling.monatsbudget import Monatsbudgets, Teil

FALLPAUSCHALEN = ("Fallpauschale 1", "Fallpauschale 2")
_VON = "eingabe_laufzeit_von"
_ENDE = f"EDATE({_VON},12*N(eingabe_laufzeit_jahre))"
_AB, _BIS = (f"INDEX(anbieter_monat_{x},{{n}},1)" for x in ("ab", "bis"))
_TAG_AB, _TAG_NACH = (f"EDATE({_VON},12*({{j}}-1)+{x})" for x in (f"{_AB}-1", _BIS))
_TEIL = Teil(f"{_BIS}-{_AB}+1", f"{_TAG_NACH}-{_TAG_AB}")
_DAUER = "(anbieter_monat_bis-anbieter_monat_ab+1)"


def _je_pauschale(dauer: str, was: str) -> str:
    """Formel: der Wert des Leistungserbringers zu der Fallpauschale, die als Leistungstyp genannt ist."""
    eine = [f"SUMPRODUCT((eingabe_anbieter={{traeger}})*{dauer},anbieter_{was}{x})" for x in (1, 2)]
    return f'IF({{einheit}}="Monate",IF({{typ}}="{FALLPAUSCHALEN[0]}",{eine[0]},{eine[1]}),0)'


MONATE = Monatsbudgets(
    liste="eingabe_anbieter",
    ende=_ENDE,
    jahr=f"INT((12*(YEAR({{m}})-YEAR({_VON}))+MONTH({{m}})-MONTH({_VON}))/12)+1",
    betrag="INDEX(budget_anbieter,{n},1)",
    gilt=f"AND({{m}}>={_VON},{{m}}<{_ENDE},{{m}}>={_TAG_AB},{{m}}<{_TAG_NACH})",
    eur=_TEIL,
    menge=_TEIL,
    typen=eingabe.auswahl(*FALLPAUSCHALEN),
    aus_mappe=_je_pauschale(_DAUER, "faelle"),
    preis=f"({_je_pauschale('1', 'preis')})/12",
    woher="leer: aus\nBudget",
)
