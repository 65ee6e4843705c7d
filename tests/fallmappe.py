"""All cases of tests/faelle in the cells of one recalculated workbook: building it costs more than computing."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

import fallsammlung
import openpyxl
from fallsammlung import Fall
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

import workbooks

FAELLE = fallsammlung.faelle()
ZELLEN, LITERALE, KETTE = "Fälle", "Literale", "Kette"


def _als_literal(fall: Fall) -> bool:
    """Whether the arguments can also stand in the formula itself."""
    return not isinstance(fall.soll, list) and not any(
        isinstance(roh, list) or (isinstance(roh, dict) and "fehler" in roh) for roh in fall.roh
    )


MIT_LITERALEN = [fall for fall in FAELLE if _als_literal(fall)]


@dataclass(frozen=True)
class Gerechnet:
    """The recalculated workbook, where each case stands in it, and the sentence of each failing cell."""

    mappe: Any
    orte: dict[str, str]
    literale: dict[str, str]
    saetze: dict[str, str]


def rechnen(ordner: Path) -> Gerechnet:
    """Build, save in `ordner`, recalculate."""
    buch = openpyxl.Workbook()
    zellen, literale, kette = buch.active, buch.create_sheet(LITERALE), buch.create_sheet(KETTE)
    assert zellen is not None
    zellen.title = ZELLEN
    orte, zeile = {}, 1
    for fall in FAELLE:
        orte[fall.kennung], hoehe = _auf_das_blatt(zellen, fall, zeile)
        zeile += hoehe + 1
    for nummer, fall in enumerate(MIT_LITERALEN, 1):
        literale.cell(nummer, 1, f"={fall.formel}({','.join(map(_literal, fall.roh))})")
    _nrw_kette(kette)
    pfad = ordner / "fälle.xlsx"
    buch.save(pfad)
    mappe = workbooks.oeffnen(pfad)
    mappe.rechnen()
    return Gerechnet(
        mappe,
        orte,
        {fall.kennung: f"{LITERALE}!A{nummer}" for nummer, fall in enumerate(MIT_LITERALEN, 1)},
        {meldung.zelle.replace("'", ""): meldung.satz for meldung in mappe.fehler()},
    )


def _auf_das_blatt(blatt: Worksheet, fall: Fall, zeile: int) -> tuple[str, int]:
    """Arguments into cells, beside them the formula that refers to them; its place and the rows it takes."""
    spalte, hoehe, bezuege = 1, 1, []
    for roh in fall.roh:
        bereich = roh if isinstance(roh, list) else [[roh]]
        for i, zellen in enumerate(bereich):
            for j, wert in enumerate(zellen):
                _schreiben(blatt, zeile + i, spalte + j, wert)
        bezuege.append("" if roh == {"weglassen": True} else _bezug(zeile, spalte, bereich))
        spalte += len(bereich[0])
        hoehe = max(hoehe, len(bereich))
    formel = f"={fall.formel}({','.join(bezuege)})"
    if not isinstance(fall.soll, list):
        blatt.cell(zeile, spalte + 1, formel)
        return f"{ZELLEN}!{get_column_letter(spalte + 1)}{zeile}", hoehe
    ziel = _bezug(zeile, spalte + 1, fall.soll)
    blatt[ziel.split(":")[0]] = ArrayFormula(ziel, formel)
    return f"{ZELLEN}!{ziel}", max(hoehe, len(fall.soll))


def _schreiben(blatt: Worksheet, zeile: int, spalte: int, roh: Any) -> None:
    if isinstance(roh, dict):
        if "fehler" in roh:
            blatt.cell(zeile, spalte, roh["fehler"]).data_type = "e"
    elif roh != "":
        blatt.cell(zeile, spalte, roh)


def _bezug(zeile: int, spalte: int, bereich: list[list[Any]]) -> str:
    anfang = f"{get_column_letter(spalte)}{zeile}"
    ende = f"{get_column_letter(spalte + len(bereich[0]) - 1)}{zeile + len(bereich) - 1}"
    return anfang if anfang == ende else f"{anfang}:{ende}"


def _literal(roh: Any) -> str:
    if isinstance(roh, dict):
        return ""
    if isinstance(roh, bool):
        return "TRUE" if roh else "FALSE"
    if isinstance(roh, date):
        return f"DATE({roh.year},{roh.month},{roh.day})"
    if isinstance(roh, time):
        return f"TIME({roh.hour},{roh.minute},{roh.second})"
    return f'"{roh}"' if isinstance(roh, str) else repr(roh)


def _nrw_kette(blatt: Worksheet) -> None:
    """The published NRW example as a consultant would lay it out, formula upon formula."""
    blatt["A1"], blatt["A2"], blatt["A3"] = 2.25, 1568, 0.125
    blatt["B1"] = "=EGH_JAHRESSTUNDEN(A1)"
    blatt["B2"] = "=EGH_BETREUUNGSZEIT(A2,A3)"
    blatt["B3"] = "=A2-B2"
    blatt["B4"] = "=EGH_VZAE(B1,B2)"
    blatt["B5"] = (
        '=EGH_VZAE(EGH_JAHRESSTUNDEN(A1),EGH_BETREUUNGSZEIT(EGH_NJAZ("NW"),EGH_PARAMETER("NW","anteil_indirekt")))'
    )
    for monat in range(1, 13):
        blatt.cell(monat, 4, f"=EGH_MONATSRATE(100,{monat})")
    blatt["E1"] = "=SUM(D1:D12)"
    blatt["F1"], blatt["F2"] = '=EGH_NJAZ("TH")', "=EGH_VZAE(117,1372)"
    blatt["F3"], blatt["F4"] = "=SUM(F1:F2)", "=EGH_VZAE(117,F1)"
    blatt["G1"], blatt["G2"] = '=IF(EGH_HBG(200,"TH")="3",1,0)', "=SUM(G1,1)"
