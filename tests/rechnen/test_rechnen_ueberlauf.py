"""Dynamic arrays over several runs: they grow, shrink, feed each other, and leave nothing behind."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from befehlszeile import egh
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_openpyxl, mit_xlsxwriter, teile
from openpyxl.worksheet.formula import ArrayFormula

import workbooks

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rechnen(pfad: Path, *angaben: str) -> int:
    setzen = [teil for angabe in angaben for teil in ("--setze", angabe)]
    return egh("rechnen", pfad, *setzen).returncode


def blattzellen(pfad: Path) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Address → (type, value, ref of the formula), read with another parser than ours."""
    wurzel = ElementTree.fromstring(teile(pfad)["xl/worksheets/sheet1.xml"])
    zellen = {}
    for zeile in wurzel.iter(f"{NS}row"):
        orte = [c.get("r") for c in zeile]
        assert orte == sorted(orte, key=lambda r: (len(str(r)), str(r))), "cells of a row are in order"
        for c in zeile:
            f = c.find(f"{NS}f")
            zellen[str(c.get("r"))] = (
                c.get("t"),
                c.findtext(f"{NS}v"),
                f.get("ref") if f is not None else None,
            )
    nummern = [int(str(zeile.get("r"))) for zeile in wurzel.iter(f"{NS}row")]
    assert nummern == sorted(set(nummern)), "rows are in order"
    return zellen


@pytest.fixture
def projektion(tmp_path: Path) -> Path:
    """A1: years; C1 spills header and A1 + 1 rows of five columns; below and beside it stand other things."""

    def fuellen(mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        rot = mappe.add_format({"bg_color": "red"})
        blatt.write("A1", 1)
        blatt.write_dynamic_array_formula("C1:C1", "=EGH_BUDGET_PROJEKTION(100,A1,0.02,0.01)")
        blatt.write_blank("D4", None, rot)  # a format inside the later spill
        blatt.write("A40", "unten")
        blatt.write("J2", "rechts")
        blatt.write_formula("A3", "=SUM(F:F)")

    return mit_xlsxwriter(tmp_path / "m.xlsx", fuellen)


def test_waechst_und_schrumpft_ueber_die_befehlszeile(projektion: Path) -> None:
    for jahre in (1, 5, 0, 3, 3):
        assert rechnen(projektion, f"T!A1={jahre}") == 0
        zellen = blattzellen(projektion)
        assert zellen["C1"][2] == f"C1:G{jahre + 2}"
        gefuellt = {a for a, (_, wert, _) in zellen.items() if wert is not None and a[0] in "CDEFG"}
        assert gefuellt == {f"{s}{z}" for s in "CDEFG" for z in range(1, jahre + 3)}
        # additive: B·(1 + 0,02 + 0,01)^n
        erwartet = sum(100 * 1.03**n for n in range(jahre + 1))
        assert float(str(zellen["A3"][1])) == pytest.approx(erwartet)
        assert "D4" in zellen  # the red cell stays, filled or not
        m = workbooks.oeffnen(projektion)
        assert (m["T!A40"], m["T!J2"]) == ("unten", "rechts")
        vorher = projektion.read_bytes()
        assert rechnen(projektion) == 0
        assert projektion.read_bytes() == vorher


def test_ein_ueberlauf_speist_den_naechsten(tmp_path: Path) -> None:
    def fuellen(_mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        blatt.write_column("A1", [300, 100, 200, 500])
        blatt.write("H1", 3)
        blatt.write_dynamic_array_formula("B1:B1", "=_xlfn.SEQUENCE(H1)")
        blatt.write_dynamic_array_formula("C1:C1", "=B1:B4*10")
        blatt.write_dynamic_array_formula("D1:D1", '=EGH_HBG(A1:A4,"TH")')
        blatt.write_dynamic_array_formula("E1:E1", "=_xlfn._xlws.SORT(A1:A4)")
        blatt.write_dynamic_array_formula("F1:F1", "=SUM(_xlfn.ANCHORARRAY(B1))")
        blatt.write_dynamic_array_formula("G1:G1", '=IF(A1:A4>150,A1:A4,"")')

    pfad = mit_xlsxwriter(tmp_path / "m.xlsx", fuellen)
    assert rechnen(pfad) == 0
    m = workbooks.oeffnen(pfad)
    assert m["T!B1:G4"] == [
        [1, 10, "4", 100, 6, 300],
        [2, 20, "1", 200, None, None],
        [3, 30, "3", 300, None, 200],
        [None, 0, "5", 500, None, 500],
    ]
    assert rechnen(pfad, "T!H1=4") == 0
    m = workbooks.oeffnen(pfad)
    assert (m["T!B4"], m["T!C4"], m["T!F1"]) == (4, 40, 10)


def test_vorbelegte_nullen_von_xlsxwriter(tmp_path: Path) -> None:
    """XlsxWriter fills the whole range it was told with 0; what the result does not need becomes empty."""

    def fuellen(_mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        blatt.write_dynamic_array_formula("A1:C9", "=_xlfn.SEQUENCE(2,2)")
        blatt.write_array_formula("E1:G3", "{=EGH_BJAZ({1,2;3,4},1)}")

    pfad = mit_xlsxwriter(tmp_path / "m.xlsx", fuellen)
    assert rechnen(pfad) == 1  # the legacy array is larger than its result: #NV
    zellen = blattzellen(pfad)
    assert zellen["A1"][2] == "A1:B2"
    assert {a: w for a, (_, w, _) in zellen.items() if a[0] in "ABC" and w is not None} == {
        "A1": "1",
        "B1": "2",
        "A2": "3",
        "B2": "4",
    }
    assert (zellen["E1"][2], zellen["F2"][1], zellen["G3"]) == ("E1:G3", "4", ("e", "#N/A", None))


def test_fehler_in_einzelnen_zellen_eines_ueberlaufs(tmp_path: Path) -> None:
    def fuellen(_mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        blatt.write_column("A1", [200, "abc", -5, None, 1200])
        blatt.write_dynamic_array_formula("B1:B1", '=EGH_HBG(A1:A5,"TH")')
        blatt.write_formula("C1", "=COUNT(B1:B5)")
        blatt.write_dynamic_array_formula("D1:D1", "=SUM(EGH_JAHRESSTUNDEN(A1:A5))")

    pfad = mit_xlsxwriter(tmp_path / "m.xlsx", fuellen)
    m = gerechnet(pfad)
    assert m["T!B1:B5"] == [["3"], ["#VALUE!"], ["#NUM!"], [None], ["7+"]]
    saetze = meldungen(m)
    assert set(saetze) == {"T!B2", "T!B3", "T!D1"}
    assert "„abc“" in saetze["T!B2"]
    assert "-5" in saetze["T!B3"]


@pytest.mark.parametrize(
    ("formel", "erwartet"),
    [
        # too small, too big, one row repeated, one column repeated, one value
        ("EGH_BETREUUNGSZEIT({100;200},0.5)", [[50, 50], [100, 100], ["#N/A", "#N/A"]]),
        ("EGH_BETREUUNGSZEIT({100,200},0.5)", [[50, 100], [50, 100], [50, 100]]),
        ("EGH_BETREUUNGSZEIT({100,200,300;1,2,3;4,5,6;7,8,9},0.5)", [[50, 100], [0.5, 1], [2, 2.5]]),
        ("EGH_BETREUUNGSZEIT({100,200;300,400},{0.5;0.25})", [[50, 100], [225, 300], ["#N/A", "#N/A"]]),
        ("EGH_BETREUUNGSZEIT(100,0.5)", [[50, 50], [50, 50], [50, 50]]),
        ('EGH_BETREUUNGSZEIT({100,"";"x",400},0.5)', [[50, None], ["#VALUE!", 200], ["#N/A", "#N/A"]]),
    ],
)
def test_alte_matrixformel_auf_drei_mal_zwei_zellen(
    tmp_path: Path, formel: str, erwartet: list[list[object]]
) -> None:
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {"B2": ArrayFormula("B2:C4", f"={formel}")})
    m = gerechnet(pfad)
    assert m["T!B2:C4"] == erwartet
    m.speichern()
    vorher = pfad.read_bytes()
    gerechnet(pfad).speichern()
    assert pfad.read_bytes() == vorher
    assert blattzellen(pfad)["B2"][2] == "B2:C4"


def test_gespeicherter_ueberlauf_von_excel(tmp_path: Path) -> None:
    """cm="1", values of an older and larger result, a format below, single quotes: as found in files."""
    zeilen = """<row r="1" spans="1:3"><c r="A1"><v>2</v></c>
      <c r="C1" s="0" cm="1"><f t="array" aca="1" ref="C1:C4" ca="1">_xlfn.SEQUENCE(A1)*1.5</f><v>1.5</v></c></row>
    <row r="2"><c r="C2"><v>3</v></c></row><row r="3"><c r="C3" s="0"><v>4.5</v></c></row>
    <row r="4"><c r="C4" t="str"><v>alt</v></c><c r="D4"><f>C4&amp;"!"</f><v>0</v></c></row>"""
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", zeilen)
    m = gerechnet(pfad)
    assert m["T!C1:C4"] == [[1.5], [3], [None], [None]]
    assert m["T!D4"] == "!"
    m.speichern()
    xml = teile(pfad)["xl/worksheets/sheet1.xml"].decode()
    assert '<f t="array" aca="1" ref="C1:C2" ca="1">' in xml
    assert '<c r="C3" s="0"/>' in xml
    assert 'r="C4"' not in xml
    assert '<row r="2"><c r="C2"><v>3</v></c></row>' in xml  # was right already
