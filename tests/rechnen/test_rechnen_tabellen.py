"""Tables with structured references, names that point to them, and shared formulas: every row its own value."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_xlsxwriter, umgepackt

# Table Dienste in B3:D7, header in row 3, totals in row 7, rows x 1 2.5 | y 3 4 | x 5 6
UEBERALL = {
    "SUM(Dienste[Std. (Jahr)])": 9,
    "SUM(dienste[std. (jahr)])": 9,
    "SUM(Dienste)": 21.5,
    "SUM(Dienste[])": 21.5,
    "SUM(Dienste[#Data])": 21.5,
    "SUM(Dienste[#All])": 30.5,
    "SUM(Dienste[[#All],[Std. (Jahr)]])": 18,
    "Dienste[[#Totals],[Std. (Jahr)]]": 9,
    "Dienste[[#Headers],[VZ'#Ä]]": "VZ#Ä",
    "COUNTA(Dienste[#Headers])": 3,
    "ROWS(Dienste)": 3,
    "COLUMNS(Dienste)": 3,
    "SUM(Dienste[[Std. (Jahr)]:[VZ'#Ä]])": 21.5,
    "SUM(Dienste[VZ'#Ä])": 12.5,
    "INDEX(Dienste[Art],2)": "y",
    "INDEX(Dienste,2,3)": 4,
    'VLOOKUP("y",Dienste,2,FALSE)': 3,
    'MATCH("y",Dienste[Art],0)': 2,
    'SUMIFS(Dienste[Std. (Jahr)],Dienste[Art],"x")': 6,
    'SUMPRODUCT((Dienste[Art]="x")*Dienste[VZ\'#Ä])': 8.5,
    "EGH_VZAE(SUM(Dienste[Std. (Jahr)]),2)": 4.5,
    "SUM(EGH_JAHRESSTUNDEN(Dienste[Std. (Jahr)],1))": 9,
    "SUM(arten_std)": 9,
    'COUNTIF(arten,"x")': 2,
    'VLOOKUP("y",ganze,3,FALSE)': 4,
}
IN_DER_ZEILE: dict[str, list[Any]] = {
    "Dienste[[#This Row],[Std. (Jahr)]]*2": [2, 6, 10],
    "Dienste[@[Std. (Jahr)]]*2": [2, 6, 10],
    "SUM(Dienste[[#This Row],[Std. (Jahr)]:[VZ'#Ä]])": [3.5, 7, 11],
    "Dienste[Std. (Jahr)]*2": [2, 6, 10],
    "Dienste[VZ'#Ä]": [2.5, 4, 6],
    'IF(Dienste[Art]="x",1,0)': [1, 0, 1],
    "EGH_JAHRESSTUNDEN(Dienste[[#This Row],[Std. (Jahr)]],10)": [10, 30, 50],
    "Dienste[[#This Row],[Std. (Jahr)]]/SUM(Dienste[Std. (Jahr)])": [1 / 9, 3 / 9, 5 / 9],
}


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Any:
    def fuellen(buch: xlsxwriter.Workbook, blatt: Any) -> None:
        spalten = [
            {"header": "Art", "total_string": "Summe"},
            {"header": "Std. (Jahr)", "total_function": "sum"},
            {"header": "VZ#Ä"},
        ]
        daten = [["x", 1, 2.5], ["y", 3, 4], ["x", 5, 6]]
        blatt.add_table("B3:D7", {"name": "Dienste", "total_row": True, "columns": spalten, "data": daten})
        buch.define_name("arten", "=Dienste[Art]")
        buch.define_name("arten_std", "=Dienste[Std. (Jahr)]")
        buch.define_name("ganze", "=Dienste")
        anderes = buch.add_worksheet("Übersicht 1")
        for nummer, formel in enumerate(UEBERALL):
            blatt.write_formula(nummer, 8, f"={formel}")
            anderes.write_formula(nummer, 0, f"={formel}")
        for spalte, formel in enumerate(IN_DER_ZEILE, 10):
            for zeile in (3, 4, 5):
                blatt.write_formula(zeile, spalte, f"={formel}")

    return gerechnet(mit_xlsxwriter(tmp_path_factory.mktemp("tabellen") / "m.xlsx", fuellen))


def _falsch(mappe: Any, ort: str, soll: Any) -> str | None:
    """What is wrong with a cell; being named is not wrong."""
    if (
        ort in meldungen(mappe)
        and next(f for f in mappe.fehler() if f.zelle == ort).code == "nicht berechenbar"
    ):
        return None
    ist = mappe[ort]
    passt = (
        ist == pytest.approx(soll)
        if isinstance(soll, int | float) and isinstance(ist, float)
        else ist == soll
    )
    return None if passt else f"{ist!r} statt {soll!r}"


@pytest.mark.parametrize("blatt", ["T!I", "'Übersicht 1'!A"])
def test_bezuege_auf_tabellen(mappe: Any, blatt: str) -> None:
    falsch = {f: _falsch(mappe, f"{blatt}{i}", soll) for i, (f, soll) in enumerate(UEBERALL.items(), 1)}
    assert {f: satz for f, satz in falsch.items() if satz} == {}


def test_tabellenbezuege_werden_gerechnet_und_nicht_nur_genannt(mappe: Any) -> None:
    """Names that stand for a table or a part of one, too."""
    assert meldungen(mappe) == {}


def test_die_eigene_zeile(mappe: Any) -> None:
    for spalte, (formel, soll) in zip("KLMNOPQR", IN_DER_ZEILE.items(), strict=True):
        assert [z[0] for z in mappe[f"T!{spalte}4:{spalte}6"]] == pytest.approx(soll), formel


def test_ergebniszeile_von_xlsxwriter(mappe: Any) -> None:
    """It writes SUBTOTAL(109,[Std. (Jahr)]) without the table's name."""
    assert mappe["T!C7"] == 9


def test_verborgene_zeilen_und_teilergebnis(tmp_path: Path) -> None:
    """Filter lists: SUBTOTAL leaves hidden rows out. Right or named, never the sum of everything."""

    def fuellen(_buch: xlsxwriter.Workbook, blatt: Any) -> None:
        blatt.write_row("A1", ["Art", "Std"])
        for i in range(2, 7):
            blatt.write_row(f"A{i}", ["x" if i % 2 else "y", i])
        blatt.autofilter("A1:B6")
        blatt.filter_column("A", "x == x")
        for nummer in (1, 3, 5):
            blatt.set_row(nummer, None, None, {"hidden": True})
        for i, formel in enumerate(["SUBTOTAL(9,B2:B6)", "SUBTOTAL(109,B2:B6)", "SUM(B2:B6)"], 1):
            blatt.write_formula(f"D{i}", f"={formel}", None, 8)

    m = gerechnet(mit_xlsxwriter(tmp_path / "m.xlsx", fuellen))
    assert m["T!D3"] == 20
    for ort in ("T!D1", "T!D2"):
        assert _falsch(m, ort, 8) is None


def test_gemeinsame_formel_in_einer_tabelle(tmp_path: Path) -> None:
    """Excel shares a calculated column; [#This Row] means the row of each cell."""

    def fuellen(_buch: xlsxwriter.Workbook, blatt: Any) -> None:
        spalten = [{"header": "Std"}, {"header": "Jahr"}, {"header": "mal"}]
        blatt.add_table("A1:C4", {"name": "D", "columns": spalten, "data": [[1], [2], [3]]})

    def mit_gemeinsamen(name: str, inhalt: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return inhalt
        xml = inhalt.decode()
        for zeile in (2, 3, 4):
            meister = zeile == 2
            b = '<f t="shared" ref="B2:B4" si="0">EGH_JAHRESSTUNDEN(D[[#This Row],[Std]],1)</f>'
            c = '<f t="shared" ref="C2:C4" si="1">D[[#This Row],[Std]]*10</f>'
            if not meister:
                b, c = '<f t="shared" si="0"/>', '<f t="shared" si="1"/>'
            zellen = f'<c r="B{zeile}">{b}</c><c r="C{zeile}">{c}</c>'
            xml = re.sub(rf'(<c r="A{zeile}"><v>[^<]*</v></c>)', rf"\1{zellen}", xml)
        return xml.encode()

    pfad = mit_xlsxwriter(tmp_path / "m.xlsx", fuellen)
    pfad.write_bytes(umgepackt(pfad.read_bytes(), mit_gemeinsamen))
    m = gerechnet(pfad)
    assert m["T!B2:C4"] == [[1, 10], [2, 20], [3, 30]]


def test_gemeinsame_formeln_wandern_mit(tmp_path: Path) -> None:
    """Relative and fixed corners, own row, omitted arguments, a master that is not the first, an orphan."""
    zeilen = """
    <row r="1"><c r="A1"><v>1</v></c>
      <c r="B1"><f t="shared" ref="B1:B3" si="0"
        >SUM($A$1:A1)+EGH_EINSATZSTUNDEN(A1,7,,0.25)*0+INDEX($A$1:$A$3,ROW())</f></c>
      <c r="C1"><f t="shared" ref="C1:C3" si="1">$A$1:$A$3*2</f></c>
      <c r="D1"><f t="shared" ref="D1:E1" si="2">A1+$A1</f></c><c r="E1"><f t="shared" si="2"/></c></row>
    <row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/></c><c r="C2"><f t="shared" si="1"/></c>
      <c r="F2"><f t="shared" si="3"/></c></row>
    <row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/></c><c r="C3"><f t="shared" si="1"/></c>
      <c r="F3"><f t="shared" ref="F2:F4" si="3">A3*2</f></c><c r="G3"><f t="shared" si="99"/><v>7</v></c></row>"""
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen))
    assert [z[0] for z in m["T!B1:B3"]] == [1 + 1, 3 + 2, 6 + 3]
    assert [z[0] for z in m["T!C1:C3"]] == [2, 4, 6]
    assert m["T!D1:E1"] == [[2, 3]]
    assert (m["T!F2"], m["T!F3"]) == (4, 6)
    assert set(meldungen(m)) == {"T!G3"}  # shares a formula that is nowhere
