"""Blatt »Trägercontrolling«: je Leistungserbringer vereinbart gegen gemeldet, Hochrechnung auf das Jahr, Ampel.

Ein Monat zählt bei einem Leistungserbringer, wenn jeder seiner vereinbarten Leistungstypen gemeldet ist; fehlende Monate
stehen beim Namen da. Verglichen werden nur gemeldete Monate.
"""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte, nter
from workbooks.bausteine.grund.felder import kopf
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.vorlagen.sonder.controlling.ampel import KEINE, ampel, fehlende, hochrechnung
from workbooks.vorlagen.sonder.controlling.eigene_hochrechnung import eigene_hochrechnung
from workbooks.vorlagen.sonder.controlling.monatsbudget import (
    JE_ZEILE,
    MONATE,
    Monatsbudgets,
)
from workbooks.vorlagen.sonder.controlling.monatsstand import monatsstand
from workbooks.vorlagen.sonder.controlling.vereinbart import vereinbart
from workbooks.vorlagen.sonder.controlling.zeitraum import BUDGETJAHR_ZEILE, JAHR, TAG, ZAHL, zeitraum
from workbooks.vorlagen.sonder.traegerliste import WORT

BLATT = "Trägercontrolling"
_KOPF = 15
_SUMME, _ERSTE = _KOPF + 1, _KOPF + 2
_WORTE = (
    *(WORT, "vereinbart\nim Zeitraum", "vereinbart\ngemeldete M.", "gemeldet", "mehr (+)\nweniger (−)", "%"),
    *("Hochrech-\nnung", "eigene\nHochrechn.", "gegen den\nZeitraum", "Ampel"),
    *("Personen\nvereinbart", "gemeldet\nim Mittel", "%", "es fehlen"),
)
_BREITEN = (21.5, 12.5, 12.5, 12.5, 11, 9, 12.5, 12, 9.5, 14, 11, 10.5, 9, 8)
_FORMATE = (
    *("General", *("#,##0",) * 4, zellen.PROZENT, "#,##0", "#,##0", zellen.PROZENT, "General"),
    *(zellen.STUNDEN, zellen.STUNDEN, zellen.PROZENT, "General"),
)
_TEXTE = "AJN"
_AB = 34  # verborgen: je Monat, was vereinbart ist; dahinter, ob er gemeldet ist
_SOLL = tuple(get_column_letter(_AB + k) for k in MONATE)
_DA = tuple(get_column_letter(_AB + len(MONATE) + k) for k in MONATE)
_EIGENE = 16  # Spalte
_OFFEN, _UNBEKANNT = "offen", "Budget offen"


def controlling(bau: Bau, m: Monatsbudgets) -> None:
    """Blätter Vereinbart, Monatsstand und Trägercontrolling; Namen `ergebnis_controlling_X`, `controlling_traeger`."""
    vereinbart(bau, m)
    monatsstand(bau, m)
    blatt = bau.blatt(BLATT, bau.titel(BLATT), _BREITEN, _KOPF)
    satz = "Verglichen werden nur gemeldete Monate. Hochrechnung = gemeldet × vereinbart im Zeitraum ÷ vereinbart in diesen Monaten (gleiche Monate: + fehlende Monate × Mittel)."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    zeitraum(bau, blatt, m, _SOLL)
    for s in (*_SOLL, *_DA):
        blatt.column_dimensions[s].hidden = True
    kopf(blatt, _KOPF, _WORTE, 42)
    letzte = _ERSTE - 1 + bau.umfang.anbieter
    for n, zeile in enumerate(range(_ERSTE, letzte + 1), 1):
        _traeger(blatt, zeile, n, m)
    zellen.einblenden(blatt, f"A{_ERSTE}:N{letzte}", f'$A{_ERSTE}<>""')
    _summen(bau, blatt, letzte)
    bau.name("controlling_traeger", blatt, f"A{_ERSTE}:N{letzte}")
    eigene_hochrechnung(bau, blatt, _KOPF, _EIGENE, m)
    a = bezug(blatt, f"A{_ERSTE}:A{letzte}")
    bau.gedruckt[BLATT] = Druck("N", letzte_belegte(_ERSTE, a))


def _traeger(blatt: Worksheet, z: int, n: int, m: Monatsbudgets) -> None:
    """Eine Zeile; leer, solange niemand etwas gemeldet hat."""
    soll, da = (f"${r[0]}{z}:${r[-1]}{z}" for r in (_SOLL, _DA))
    for k in MONATE:
        tag, jahr = (f"{_SOLL[k]}${y}" for y in (TAG, JAHR))
        werte = {"n": str(n), "m": tag, "j": jahr}
        betrag = m.betrag.format(**werte)
        # ein Monat ohne Betrag in der Laufzeit: sonst wäre die Summe der anderen still zu klein
        anteil = f'IF({betrag}="","{_OFFEN}",{betrag}*{m.eur.des_monats(**werte)})'
        formel = f'IF(OR($A{z}="",{tag}=""),"",IF({m.gilt.format(**werte)},{anteil},""))'
        zellen.stumm(blatt[f"{_SOLL[k]}{z}"], f"={formel}", zellen.BETRAG)
        gemeldet = f"SUMIF(monatsstand_traegermonate,{n * JE_ZEILE}+{_SOLL[k]}${ZAHL},monatsstand_zaehlt)>0"
        zellen.stumm(blatt[f"{_DA[k]}{z}"], f'=IF(ISNUMBER(${_SOLL[k]}{z}),IF({gemeldet},1,0),"")', "General")
    falsch = "+SUM(pruefwerte_monatsstand)+SUM(pruefwerte_vereinbart)"
    anzahl, alle, offen = f"SUM({da})", f"COUNT({soll})", f'SUMPRODUCT(({soll}="{_OFFEN}")*1)'
    ist = f"SUMPRODUCT((monatsstand_traeger={n})*1,monatsstand_{{}}){falsch}".format
    eigene = f"SUMPRODUCT((eigene_hochrechnung_nummern={n})*1,eigene_hochrechnung_betraege)+SUM(pruefwerte_eigene_hochrechnung)"
    ohne_eigene = f"SUMPRODUCT((eigene_hochrechnung_nummern={n})*1)=0"
    personen = f'SUMPRODUCT((vereinbart_nummern={n})*((vereinbart_jahre="")+(vereinbart_jahre=${_SOLL[0]}${BUDGETJAHR_ZEILE})>0),vereinbart_personen)'
    name = nter(m.liste, n)
    formeln = {
        "A": f'IF(COUNTIF(zeilenhinweis_monatsstand,"?*")=0,"",IF({name}="","",{name}))',
        "B": f'IF({offen}>0,"",IF({alle}=0,"",SUM({soll})))',
        "C": f'IF(OR(monatsstand_offen,{anzahl}=0,$B{z}=""),"",SUMPRODUCT({soll},{da}))',
        "D": f'IF($C{z}="","",{ist("betraege")})',
        "E": f'IF($C{z}="","",$D{z}-$C{z})',
        "F": f'IF($C{z}="","",IF($C{z}=0,"",EGH_ABWEICHUNG($C{z},$D{z})))',
        "G": hochrechnung(f"$D{z}", f"$C{z}", f"$B{z}", anzahl, alle),
        "H": f'IF(OR($A{z}="",{ohne_eigene}),"",{eigene})',
        "I": _gegen(z),
        "J": ampel(f"$I{z}"),
        "K": f'IF(OR($A{z}="",SUMPRODUCT((vereinbart_nummern={n})*1)=0),"",{personen})',
        "L": f'IF($C{z}="","",({ist("personen")})/{anzahl})',
        "M": f'IF(OR($K{z}="",$L{z}=""),"",IF($K{z}=0,"",EGH_ABWEICHUNG($K{z},$L{z})))',
        "N": f'IF($A{z}="","",IF({offen}>0,"{_UNBEKANNT}",{fehlende([f"${d}{z}" for d in _DA], anzahl)}))',
    }
    for (s, formel), form in zip(formeln.items(), _FORMATE, strict=True):
        zellen.stumm(blatt[f"{s}{z}"], f"={formel}", form, rechts=s not in _TEXTE)


def _gegen(z: int) -> str:
    wert = f'IF($H{z}="",$G{z},$H{z})'
    return f'IF(OR($B{z}="",AND($G{z}="",$H{z}="")),"",IF($B{z}=0,"",EGH_ABWEICHUNG($B{z},{wert})))'


def _summen(bau: Bau, blatt: Worksheet, letzte: int) -> None:
    """Alle zusammen; eine Hochrechnung erst, wenn jeder mit einem Budget eine hat: sonst fehlte einer still."""
    z, alle = _SUMME, {s: f"{s}{_ERSTE}:{s}{letzte}" for s in "ABCDEGHKLN"}
    budgets = f'SUMPRODUCT(({alle["A"]}<>"")*({alle["B"]}<>""))'
    mit = f'SUMPRODUCT((({alle["G"]}<>"")+({alle["H"]}<>"")>0)*1)'
    gilt = f'SUMPRODUCT(({alle["H"]}="")*1,{alle["G"]})+SUM({alle["H"]})'
    unbekannt = f'SUMPRODUCT(({alle["N"]}="{_UNBEKANNT}")*1)>0'
    ohne = f'SUMPRODUCT(({alle["N"]}="{KEINE}")*1)'

    def summe(s: str) -> str:
        return f'IF({keine_zahl(alle[s])},"",SUM({alle[s]}))'

    formeln = {
        "A": '"alle"',
        "B": f'IF({unbekannt},"",{summe("B")})',
        **{s: summe(s) for s in "CDE"},
        "F": f'IF(C{z}="","",IF(C{z}=0,"",EGH_ABWEICHUNG(C{z},D{z})))',
        "G": f'IF({keine_zahl(alle["G"])},"",IF({mit}<{budgets},"",{gilt}))',
        "H": '""',
        "I": f'IF(OR(B{z}="",G{z}=""),"",IF(B{z}=0,"",EGH_ABWEICHUNG(B{z},G{z})))',
        "J": ampel(f"I{z}"),
        "K": summe("K"),
        "L": summe("L"),
        "M": f'IF(OR(K{z}="",L{z}="",{ohne}>0),"",IF(K{z}=0,"",EGH_ABWEICHUNG(K{z},L{z})))',
        "N": f'IF({ohne}>0,{ohne}&" ohne Meldung",IF(COUNTIF({alle["N"]},"?*")>0,"siehe unten",""))',
    }
    for (s, formel), form in zip(formeln.items(), _FORMATE, strict=True):
        zellen.formelzelle(blatt[f"{s}{z}"], f"={formel}", form, rechts=s not in _TEXTE, fett=True)
    for name, s in (("vereinbart", "B"), ("soll", "C"), ("ist", "D"), ("hochrechnung", "G")):
        bau.name(f"ergebnis_controlling_{name}", blatt, f"{s}{z}")
    ist, alle_meldungen = bezug(blatt, f"D{z}"), "SUMPRODUCT((monatsstand_drin>0)*1,monatsstand_betraege)"
    bau.pruefung(
        "controlling",
        "Trägercontrolling: jede Meldung des Zeitraums ist verglichen oder steht unter »nicht verglichen«",
        f'IF(OR({ist}="",controlling_nicht_verglichen=""),TRUE,ABS({alle_meldungen}-{ist}-controlling_nicht_verglichen)<0.005)',
        "Leistungserbringer auf dem Blatt Monatsstand so nennen wie in der Liste.",
    )
