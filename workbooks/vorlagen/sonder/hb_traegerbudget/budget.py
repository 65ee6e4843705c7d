"""Blätter »Budget« und »Raten«: je Kalenderjahr der Laufzeit Zwölftel des Jahresbudgets, einmal gerundet, in Raten."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte, nter
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.grund.regeln import nachfrage, unueblich
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.bausteine.grund.worte import BESTAETIGEN
from workbooks.vorlagen.sonder.jahrwahl import LAUFZEIT_FEHLT as _LAUFZEIT
from workbooks.vorlagen.sonder.jahrwahl import jahrwahl, kalenderjahr
from workbooks.vorlagen.sonder.raten import BREITEN, Raten, raten

_JAHRE = HOECHSTENS_JAHRE + 1  # eine Laufzeit ab April reicht in ein Kalenderjahr mehr
_RATE = eingabe.zahl(-0.2, 0.3, "Steigerung gegenüber dem Jahr davor als Prozent, -20 % bis 30 %.")
_FRAGE = 5
_GANZ, _KOPF = zellen.BETRAG, 6  # darunter Monate, Steigerung, Index, Summe
_MONATE, _STEIGERUNG, _INDEX, _SUMME, _ERSTE = range(_KOPF + 1, _KOPF + 6)
_SPALTEN = tuple(get_column_letter(k + 2) for k in range(_JAHRE))


def budget(bau: Bau) -> None:
    """Namen: `budget_traeger` (Leistungserbringer × Kalenderjahre, auf den Cent), `budget_monate`, `ergebnis_budget_gesamt`."""
    blatt = bau.blatt("Budget", bau.titel("Budget je Kalenderjahr"), (20, *(13.8,) * _JAHRE), _KOPF)
    satz = "Ein angebrochenes Jahr hat so viele Zwölftel wie Monate. Gerundet wird einmal, das Budget des Jahres auf den Cent."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    _jahre(blatt)
    letzte = _ERSTE - 1 + bau.umfang.anbieter
    for n, zeile in enumerate(range(_ERSTE, letzte + 1), 1):
        _traeger(blatt, zeile, n)
    ende = _SPALTEN[-1]
    zellen.einblenden(blatt, f"A{_ERSTE}:{ende}{letzte}", f'AND($A{_ERSTE}<>"",A{_ERSTE}<>"")')
    _summen(bau, blatt, letzte)
    bau.name("budget_traeger", blatt, f"B{_ERSTE}:{ende}{letzte}")
    bau.name("budget_monate", blatt, f"B{_MONATE}:{ende}{_MONATE}")
    bau.name("budget_index", blatt, f"B{_INDEX}:{ende}{_INDEX}")
    bau.name("eingabe_jahressteigerung", blatt, f"C{_STEIGERUNG}:{ende}{_STEIGERUNG}")
    _steigerung(bau, blatt)
    a = bezug(blatt, f"A{_ERSTE}:A{letzte}")
    bau.gedruckt["Budget"] = Druck(ende, letzte_belegte(_ERSTE, a))


def _jahre(blatt: Worksheet) -> None:
    """Kopf, Monate im Jahr, Steigerung, Index."""
    zellen.kopfzelle(blatt[f"A{_KOPF}"], "Leistungserbringer")
    for zeile, wort in enumerate(("Monate", "Steigerung", "Index"), _MONATE):
        zellen.text(blatt[f"A{zeile}"], wort)
    davor = "(MONTH(eingabe_laufzeit_von)-1)"
    vorher = ""
    for k, s in enumerate(_SPALTEN):
        monate, steigerung, index = (f"{s}{z}" for z in (_MONATE, _STEIGERUNG, _INDEX))
        jahr = f'=IF({monate}="","",YEAR(eingabe_laufzeit_von)+{k})'
        zellen.stumm(blatt[f"{s}{_KOPF}"], jahr, "0")
        bis, ab = (
            f"MIN(12*eingabe_laufzeit_jahre+N(eingabe_laufzeit_monate),{12 * (k + 1)}-{davor})",
            f"MAX(0,{12 * k}-{davor})",
        )
        zellen.stumm(blatt[monate], f'=IF({_LAUFZEIT},"",IF({bis}-{ab}<=0,"",{bis}-{ab}))', "0")
        zellen.stumm(blatt[steigerung], None, zellen.PROZENT, eingabe=k > 0)
        weiter = f'IF(OR({monate}="",{steigerung}="",{vorher}=""),"",{vorher}*(1+{steigerung}))'
        zellen.stumm(blatt[index], f"={weiter}" if k else f'=IF({monate}="","",1)', zellen.VZAE)
        vorher = index
    von, ende, zweite = _SPALTEN[0], _SPALTEN[-1], _SPALTEN[1]
    belegt = f'{von}${_MONATE}<>""'
    zellen.einblenden(blatt, f"{von}{_KOPF}:{ende}{_KOPF}", belegt, zellen.AKZENT)
    gelb = f"{zweite}{_STEIGERUNG}:{ende}{_STEIGERUNG}"
    zellen.einblenden(blatt, gelb, f'{zweite}${_MONATE}<>""', zellen.EINGABE)
    zellen.einblenden(blatt, f"{von}{_MONATE}:{ende}{_SUMME}", belegt)


def _traeger(blatt: Worksheet, z: int, n: int) -> None:
    name = nter("eingabe_traeger", n)
    zellen.stumm(blatt[f"A{z}"], f'=IF({name}="","",{name})', "General", rechts=False)
    for k, s in enumerate(_SPALTEN):
        jahr = f"INDEX(traeger_{'folge' if k else 'jahresbudget'},{n},1)"  # ab dem zweiten Kalenderjahr
        fehlt = f'OR({s}${_MONATE}="",{s}${_INDEX}="",{jahr}="")'
        zellen.stumm(
            blatt[f"{s}{z}"],
            f'=IF($A{z}="","",IF({fehlt},"",ROUND({jahr}*{s}${_INDEX}*{s}${_MONATE}/12,2)))',
            _GANZ,
        )


def _summen(bau: Bau, blatt: Worksheet, letzte: int) -> None:
    z = _SUMME
    zellen.formelzelle(blatt[f"A{z}"], "alle Leistungserbringer", rechts=False, fett=True)
    for s in _SPALTEN:
        spalte = f"{s}{_ERSTE}:{s}{letzte}"
        zellen.stumm(blatt[f"{s}{z}"], f'=IF({keine_zahl(spalte)},"",SUM({spalte}))', _GANZ)
    alle, monate = f"B{z}:{_SPALTEN[-1]}{z}", f"B{_MONATE}:{_SPALTEN[-1]}{_MONATE}"
    zellen.text(blatt["A4"], "Budget der Laufzeit", fett=True)
    # leer, solange ein Jahr fehlt: eine Summe ohne es sähe aus wie das Ganze
    offen = f"COUNT({monate})>COUNT({alle})"
    zellen.formelzelle(
        blatt["B4"],
        f'=IF({keine_zahl(alle)},"",IF(AND(NOT(ISERROR(SUM({alle}))),{offen}),"",SUM({alle})))',
        _GANZ,
        fett=True,
    )
    bau.name("ergebnis_budget_gesamt", blatt, "B4")


def _steigerung(bau: Bau, blatt: Worksheet) -> None:
    bereich = f"C{_STEIGERUNG}:{_SPALTEN[-1]}{_STEIGERUNG}"
    _RATE.anwenden(blatt, bereich)
    if bau.beispiel:
        blatt[f"C{_STEIGERUNG}"], blatt[f"D{_STEIGERUNG}"] = 0.03, 0.03
    ort, monate = bezug(blatt, bereich), bezug(blatt, f"C{_MONATE}:{_SPALTEN[-1]}{_MONATE}")
    bau.werte_falsch.append(_RATE.verletzt(ort))
    _fragen(bau, blatt)
    bau.pflicht.append(
        ("Budget: Steigerung für jedes weitere Kalenderjahr", f'SUMPRODUCT(({monate}<>"")*({ort}=""))=0')
    )


def _fragen(bau: Bau, blatt: Worksheet) -> None:
    """Je Jahr verborgen die Frage, in einer Zeile die erste offene, ein Grund für alle."""
    rechts = len(_SPALTEN) + 3  # verborgen, neben der Tabelle
    orte = [get_column_letter(rechts + k) for k in range(len(_SPALTEN) - 1)]
    for s, ort in zip(_SPALTEN[1:], orte, strict=True):
        frage = nachfrage(unueblich("rate", "wert"), f"{s}${_STEIGERUNG}", "$E$4")
        zellen.stumm(blatt[f"{ort}{_FRAGE}"], f"={frage}", "General", rechts=False)
        blatt.column_dimensions[ort].hidden = True
    alle = f"${orte[0]}${_FRAGE}:${orte[-1]}${_FRAGE}"
    offen = f'COUNTIF({alle},"{BESTAETIGEN}*")'
    erste = f'IF({offen}=0,"",INDEX({alle},1,MATCH("{BESTAETIGEN}*",{alle},0)))'
    zellen.text(blatt[f"A{_FRAGE}"], f"={erste}", fett=True, umbruch=False)
    zellen.rot_wenn(blatt, f"A{_FRAGE}:D{_FRAGE}", f'$A${_FRAGE}<>""')
    gefragt = f'COUNTIF({alle},"?*")>0'
    zellen.text(blatt["D4"], f'=IF({gefragt},"bestätigt, weil","")', grau=True, umbruch=False)
    zellen.stumm(blatt["E4"], None, zellen.TEXT, rechts=False, eingabe=True)
    eingabe.TEXT.anwenden(blatt, "E4")
    zellen.einblenden(blatt, "E4", f'OR($E$4<>"",{gefragt})', zellen.EINGABE)
    bau.name("eingabe_bestaetigt_jahressteigerung", blatt, "E4")
    bau.name("zeilenhinweis_jahressteigerung", blatt, f"A{_FRAGE}")
    bau.offen.append(f'{bezug(blatt, f"A{_FRAGE}")}<>""')


def ratenblatt(bau: Bau) -> None:
    """Das gewählte Kalenderjahr: so viele Raten wie Monate der Laufzeit darin."""
    blatt = bau.blatt("Raten", bau.titel("Raten"), BREITEN, 10)
    nr, von = "raten_nummer", "eingabe_laufzeit_von"
    feld = kalenderjahr("Kalenderjahr", "raten_jahr", 2026)
    z = jahrwahl(bau, blatt, 5, feld, nr, "COUNT(budget_monate)")
    monate = f'IF({nr}="","",INDEX(budget_monate,1,{nr}))'
    ergebnisse(bau, blatt, z, (Wert("Monate der Laufzeit", "raten_monate", monate, einheiten.NUMMER),))
    betrag = f"INDEX(budget_traeger,{{n}},{nr})"
    erster = f"IF({nr}=1,MONTH({von}),1)"
    offen = f"OR({{m}}<{erster},{{m}}>=raten_monate+{erster})"
    formeln = Raten(
        "eingabe_traeger",
        f'IF({nr}="","",IF({betrag}="","",{betrag}))',
        f'IF({nr}="","",DATE(YEAR({von})+{nr}-1,{{m}},1))',
        f'IF({offen},"",EGH_RATE({{betrag}},raten_monate,{{m}}-{erster}+1))',
    )
    bereich, betraege = raten(bau, blatt, 9, formeln, "raten_betraege")
    bau.pruefung(
        "raten",
        "Raten: sie ergeben die Budgets des gewählten Jahres auf den Cent",
        f"AND(ISNUMBER(raten_monate),ABS(SUM({bereich})-SUM({betraege}))<0.005)",
        "Kalenderjahr der Raten auf ein Jahr der Laufzeit setzen.",
    )
