"""Blatt »Haushaltsjahre«: was von den Jahresbudgets in welchem Kalenderjahr gezahlt wird, nach Monatsraten."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import kopf
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.grund.spalte import keine_zahl

BLATT = "Haushaltsjahre"
_ERSTE = 7
_LETZTE = _ERSTE + 2 * HOECHSTENS_JAHRE
_VON, _MEHR = "eingabe_laufzeit_von", "eingabe_verlaengerung_jahre"
_SPALTE = "I"  # verborgen: Spalte dieses Jahres in den Summen der Leistungserbringer
_WORTE = (
    "Budgetjahr",
    "Jahresbudget\nEUR",
    "davon bis\nDezember EUR",
    "davon ab\nJanuar EUR",
    "Haushaltsjahr",
    "im Haushaltsjahr\nEUR",
)


def haushaltsjahre(bau: Bau) -> None:
    """Je Budgetjahr der Laufzeit und der Verlängerung; `haushaltsjahre` sind Jahr und Betrag."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (24, *(20,) * 5), 5)
    satz = "Ein Budgetjahr beginnt im Monat der Laufzeit; jeder Monat ist eine Rate, je Leistungserbringer auf den Cent."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    kopf(blatt, 5, _WORTE)
    for k, z in enumerate(range(_ERSTE, _LETZTE + 1)):
        _zeile(blatt, k, z)
    blatt.column_dimensions[_SPALTE].hidden = True
    zellen.einblenden(blatt, f"A{_ERSTE}:D{_LETZTE}", f'$A{_ERSTE}<>""')
    zellen.einblenden(blatt, f"E{_ERSTE}:F{_LETZTE}", f'$E{_ERSTE}<>""')
    zellen.formelzelle(blatt[f"A{_ERSTE - 1}"], "alle", rechts=False, fett=True)
    zellen.formelzelle(blatt[f"E{_ERSTE - 1}"], "alle", rechts=False, fett=True)
    for s in "BCDF":
        alle = f"{s}{_ERSTE}:{s}{_LETZTE}"
        # leer, solange ein Jahr fehlt: eine Summe ohne es sähe aus wie das Ganze
        jahre = f"{'E' if s == 'F' else 'A'}{_ERSTE}:{'E' if s == 'F' else 'A'}{_LETZTE}"
        fehlt = f'SUMPRODUCT(({jahre}<>"")*({alle}=""))>0'
        formel = f'=IF(OR({keine_zahl(alle)},{fehlt}),"",SUM({alle}))'
        zellen.formelzelle(blatt[f"{s}{_ERSTE - 1}"], formel, zellen.BETRAG, fett=True)
    bau.name("haushaltsjahre", blatt, f"E{_ERSTE}:F{_LETZTE}")
    bau.gedruckt[BLATT] = Druck("F", f"{_ERSTE}+N(eingabe_laufzeit_jahre)+N(eingabe_verlaengerung_jahre)")


def _zeile(blatt: Worksheet, k: int, z: int) -> None:
    """Budgetjahr k (0: das erste), daneben das Haushaltsjahr, in dem es beginnt: was davon und was vom vorigen."""
    jahre, spalte, davor = "eingabe_laufzeit_jahre", f"${_SPALTE}{z}", z - 1
    welche = f'IF({k}<{jahre},{k + 1},IF({k}<{jahre}+N({_MEHR}),{HOECHSTENS_JAHRE + k + 1}-{jahre},""))'
    von, bis = (f'RIGHT("0"&MONTH({t}),2)&"/"&YEAR({t})' for t in (_monat(k), _monat(k, 11)))
    zeitraum = f'IF(MONTH({_VON})=1,YEAR({_VON})+{k},{von}&" bis "&{bis})'
    budget = f"INDEX(traeger_summen,1,{spalte})"
    mehr = f"INDEX(traeger_summen_verlaengerung,1,{spalte}-{HOECHSTENS_JAHRE})"
    noch = f'AND($A{davor}<>"",MONTH({_VON})>1)' if k else "FALSE"
    offen = [f'AND($A{y}<>"",$B{y}="")' for y in ((z, davor) if k else (z,))]
    rest = f"+N($D{davor})" if k else ""
    formeln = {
        _SPALTE: f'IF(OR({_VON}="",{jahre}=""),"",{welche})',
        "A": f'IF({spalte}="","",{zeitraum})',
        "B": f'IF({spalte}="","",IF({spalte}<={HOECHSTENS_JAHRE},{budget},{mehr}))',
        "C": f'IF(OR({spalte}="",$B{z}=""),"",INDEX(traeger_summen_bis_dezember,1,{spalte}))',
        "D": f'IF($C{z}="","",$B{z}-$C{z})',
        "E": f'IF({spalte}="",IF({noch},YEAR({_VON})+{k},""),YEAR({_VON})+{k})',
        "F": f'IF(OR($E{z}="",{",".join(offen)}),"",N($C{z}){rest})',
    }
    for s, formel in formeln.items():
        zellen.stumm(
            blatt[f"{s}{z}"], f"={formel}", "General" if s in "AE" else zellen.BETRAG, rechts=s not in "AE"
        )


def _monat(k: int, mehr: int = 0) -> str:
    return f"DATE(YEAR({_VON})+{k},MONTH({_VON})+{mehr},1)"
