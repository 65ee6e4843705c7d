"""Every case of tests/faelle, through Python and through the cells of a recalculated workbook."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

import fallsammlung
import openpyxl
import pytest
from fallsammlung import NACH_NAME, Fall
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

import udfs
import workbooks
from calc.parameter import BELEGE

FAELLE = fallsammlung.faelle()
ZELLEN, LITERALE, KETTE = "Fälle", "Literale", "Kette"


def _nennt(fall: Fall) -> str:
    return fall.kennung


def _als_literal(fall: Fall) -> bool:
    """Whether the arguments can also stand in the formula itself."""
    return not isinstance(fall.soll, list) and not any(
        isinstance(roh, list) or (isinstance(roh, dict) and "fehler" in roh) for roh in fall.roh
    )


MIT_LITERALEN = [fall for fall in FAELLE if _als_literal(fall)]


@pytest.mark.parametrize("fall", FAELLE, ids=_nennt)
def test_in_python(fall: Fall) -> None:
    ist = udfs.aufruf(NACH_NAME[fall.formel], fall.argumente)

    assert not fallsammlung.unterschiede(fall, ist)


def test_die_faelle_sind_wohlgeformt() -> None:
    maengel = {
        f"{datei}: {eintrag.get('name')}": gefunden
        for datei, eintrag in fallsammlung.eintraege()
        if (gefunden := fallsammlung.maengel(eintrag, (*BELEGE, "festlegung")))
    }
    kennungen = [fall.kennung for fall in FAELLE]

    assert not maengel
    assert len(kennungen) == len(set(kennungen))


@dataclass(frozen=True)
class Gerechnet:
    """The recalculated workbook, where each case stands in it, and the sentence of each failing cell."""

    mappe: Any
    orte: dict[str, str]
    literale: dict[str, str]
    saetze: dict[str, str]


@pytest.fixture(scope="module")
def gerechnet(tmp_path_factory: pytest.TempPathFactory) -> Gerechnet:
    """All cases in one workbook: building and opening cost more than ten thousand formulas."""
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
    pfad = tmp_path_factory.mktemp("faelle") / "fälle.xlsx"
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


@pytest.mark.parametrize("fall", FAELLE, ids=_nennt)
def test_in_der_zelle(fall: Fall, gerechnet: Gerechnet) -> None:
    assert not fallsammlung.unterschiede(fall, gerechnet.mappe[gerechnet.orte[fall.kennung]])


@pytest.mark.parametrize("fall", MIT_LITERALEN, ids=_nennt)
def test_in_der_formel(fall: Fall, gerechnet: Gerechnet) -> None:
    assert not fallsammlung.unterschiede(fall, gerechnet.mappe[gerechnet.literale[fall.kennung]])


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


def test_nrw_beispiel_formel_auf_formel(gerechnet: Gerechnet) -> None:
    """Beispielrechnung NRW, contec GmbH: 117,00; 1.372,00; 196,00; 0,0853 (gedruckt abgeschnitten 0,08)."""
    werte = [gerechnet.mappe[f"{KETTE}!B{zeile}"] for zeile in range(1, 6)]

    assert werte == pytest.approx([117.00, 1372.00, 196.00, 0.0853, 0.0853], abs=0.00005)


def test_zwoelf_monatsraten_in_zellen_ergeben_das_budget(gerechnet: Gerechnet) -> None:
    cent = [round(gerechnet.mappe[f"{KETTE}!D{monat}"] * 100) for monat in range(1, 13)]

    assert sum(cent) == 10_000
    assert gerechnet.mappe[f"{KETTE}!E1"] == pytest.approx(100, abs=1e-9)


def test_ein_fehler_ist_ein_echter_und_summe_reicht_ihn_weiter(gerechnet: Gerechnet) -> None:
    assert gerechnet.mappe[f"{KETTE}!F1"] == "#N/A"
    assert gerechnet.mappe[f"{KETTE}!F3"] == "#N/A"
    assert gerechnet.mappe[f"{KETTE}!F4"] == "#N/A"
    assert "Thüringen" in gerechnet.saetze[f"{KETTE}!F1"]


def test_jede_fehlzelle_wird_mit_satz_gemeldet(gerechnet: Gerechnet) -> None:
    fehlzellen = {
        gerechnet.orte[fall.kennung]
        for fall in FAELLE
        if isinstance(fall.soll, dict) and "fehler" in fall.soll
    }

    assert fehlzellen <= set(gerechnet.saetze)
    assert all(gerechnet.saetze.values())


def test_ergebnisse_taugen_fuer_formeln_der_tabelle(gerechnet: Gerechnet) -> None:
    assert gerechnet.mappe[f"{KETTE}!G1"] == 1
    assert gerechnet.mappe[f"{KETTE}!G2"] == 2


def test_zweimal_rechnen_aendert_nichts(gerechnet: Gerechnet, tmp_path: Path) -> None:
    einmal = gerechnet.mappe.speichern(tmp_path / "einmal.xlsx")
    zweite = workbooks.oeffnen(einmal)
    zweite.rechnen()
    zweimal = zweite.speichern(tmp_path / "zweimal.xlsx")

    assert zweimal.read_bytes() == einmal.read_bytes()
