"""Cells as people fill them: durations, dates, blanks, texts with numbers and umlauts, errors, control characters."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_openpyxl

import workbooks
from udfs import Fehler


@pytest.mark.parametrize(
    ("wert", "zahlenformat"),
    [
        (1.5, "[h]:mm"),
        (1.0, "hh:mm"),
        (25 / 24, "[h]:mm"),
        (40.25, "[h]:mm:ss"),
        (0.1 / 3, "hh:mm:ss"),
        (0.9999999, "hh:mm"),
        (1, "dd.mm.yyyy"),
        (2.5, "yyyy-mm-dd hh:mm"),
    ],
)
def test_formatierte_zahlen_kommen_als_dieselbe_zahl_an(
    tmp_path: Path, wert: float, zahlenformat: str
) -> None:
    """A duration of 36 hours is 1.5, however it is shown; engines like to make dates of it."""
    mappe = openpyxl.Workbook()
    blatt = mappe.active
    blatt.title = "T"
    blatt["A1"] = wert
    blatt["A1"].number_format = zahlenformat
    formeln = [
        "A1",
        "A1*24",
        "SUM(A1:A1)",
        "EGH_BJAZ(A1,1)",
        "SUM(EGH_BJAZ(A1:A2,1))",
        "IF(TRUE,A1)",
        "MAX(A1,0)",
    ]
    for nummer, formel in enumerate(formeln, 1):
        blatt[f"B{nummer}"] = f"={formel}"
        blatt[f"B{nummer}"].number_format = zahlenformat
    mappe.save(tmp_path / "m.xlsx")
    m = gerechnet(tmp_path / "m.xlsx")
    erwartet = [wert, wert * 24, wert, wert, wert, wert, wert]
    assert [zeile[0] for zeile in m["T!B1:B7"]] == pytest.approx(erwartet, rel=1e-15)


def test_zeiten_und_tage_als_argumente(tmp_path: Path) -> None:
    zellen: dict[str, object] = {
        "A1": datetime.time(22),
        "A2": datetime.time(6),
        "A3": datetime.date(2024, 1, 1),
        "A4": datetime.datetime(2019, 12, 31, 23, 59),
        "A5": "01.01.2024",
        "A6": "2024-01-01",
        "A7": "22:00 Uhr",
        "A8": 1.0,
        "B1": "=EGH_EINSATZDAUER(A1,A2)",
        "B2": "=EGH_EINSATZDAUER(A7,A2)",
        "B3": "=EGH_EINSATZDAUER(0,A8)",
        "C1": '=EGH_NJAZ("NW",,A3)',
        "C2": '=EGH_NJAZ("NW",,A4)',
        "C3": '=EGH_NJAZ("NW",,A5)',
        "C4": '=EGH_NJAZ("NW",,A6)',
        "C5": '=EGH_NJAZ("NW",,DATE(2024,1,1))',
        "C6": '=EGH_NJAZ("NW",,TODAY())',
        "C7": '=EGH_NJAZ("NW",,A9)',
    }
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))
    assert [zeile[0] for zeile in m["T!B1:B3"]] == [8, 8, 24]
    assert [zeile[0] for zeile in m["T!C1:C7"]] == [1568, "#N/A", 1568, 1568, 1568, 1568, 1568]


def test_unsere_funktionen_lesen_deutsche_zahlen(tmp_path: Path) -> None:
    zellen = {"A1": "1.234,5", "A2": "12,5", "A3": "12.5", "A4": "5 €", "A5": True, "A6": " 7 "}
    formeln = {f"B{i}": f"=EGH_BUDGET(A{i},0,0,0)" for i in range(1, 7)}
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen | formeln))
    werte = [zeile[0] for zeile in m["T!B1:B6"]]
    assert werte[:5] == [1234.5, 12.5, "#VALUE!", "#VALUE!", 1]
    assert werte[5] in (7, "#VALUE!")


def test_fehler_in_zellen_gehen_unveraendert_durch(tmp_path: Path) -> None:
    codes = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]
    zeilen = "".join(
        f'<row r="{i}"><c r="A{i}" t="e"><v>{code}</v></c><c r="B{i}"><f>EGH_BJAZ(A{i},39)</f></c>'
        f"<c r='C{i}'><f>SUM(B{i},1)</f></c><c r='D{i}'><f>IFERROR(B{i},-1)</f></c>"
        f"<c r='E{i}'><f>EGH_BJAZ(52,A{i})</f></c></row>"
        for i, code in enumerate(codes, 1)
    )
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen))
    for i, code in enumerate(codes, 1):
        assert m[f"T!B{i}:E{i}"] == [[code, code, -1, code]]
        assert meldungen(m)[f"T!B{i}"].endswith(f"aus T!A{i}.")


def test_leere_und_fast_leere_zellen(tmp_path: Path) -> None:
    zeilen = (
        """<row r="1"><c r="A1" t="str"><v></v></c><c r="B1" t="inlineStr"><is><t/></is></c>
      <c r="C1" t="inlineStr"><is><t xml:space="preserve">   </t></is></c><c r="D1" s="0"/>
      <c r="E1" t="str"><f>""</f></c></row>
    <row r="2">"""
        + "".join(f'<c r="{s}2"><f>EGH_BJAZ({s}1,39)</f></c>' for s in "ABCDEF")
        + "</row>"
    )
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen))
    assert m["T!A2:F2"] == [[None] * 6]
    assert m.fehler() == []


def test_texte_mit_allem_was_xml_maskiert(tmp_path: Path) -> None:
    roh = [
        "a&b<c>",
        '"Zitat"',
        "Zeile 1\nZeile 2",
        "\tTab",
        " vorn und hinten ",
        "_x0041_",
        "😀 ü",
        "x\x07y",
        "]]>",
    ]
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {f"B{i}": f"=A{i}" for i in range(1, len(roh) + 1)})
    m = workbooks.oeffnen(pfad)
    for i, text in enumerate(roh, 1):
        m[f"T!A{i}"] = text
    m.rechnen().speichern()
    fremd = openpyxl.load_workbook(pfad, data_only=True)["T"]  # a strict parser reads the file
    assert fremd["A1"].value == "a&b<c>"
    m = workbooks.oeffnen(pfad)
    n = len(roh)
    assert [zeile[0] for zeile in m[f"T!A1:A{n}"]] == roh
    assert [zeile[0] for zeile in m[f"T!B1:B{n}"]] == roh
    vorher = pfad.read_bytes()
    gerechnet(pfad).speichern()
    assert pfad.read_bytes() == vorher


def test_eine_hbg_bleibt_text_auch_wenn_sie_wie_eine_zahl_aussieht(tmp_path: Path) -> None:
    zellen: dict[str, object] = {
        "A1": 10,
        "B1": '=EGH_HBG(A1,"TH")',
        "C1": "=ISTEXT(B1)",
        "D1": '="HBG "&B1',
        "E1": '="HBG "&EGH_HBG(A1,"TH")',
        "F1": '=COUNTIF(B1:B1,"0.1")',
        "G1": '=EGH_HBG_MINUTEN(B1,"TH")',
    }
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))
    minuten = m["T!G1"]
    assert m["T!B1:F1"] == [["0.1", True, "HBG 0.1", "HBG 0.1", 1]]
    assert isinstance(minuten, float)


def test_sehr_grosses_blatt(tmp_path: Path) -> None:
    """50,000 rows with values, 2,000 formulas, one cell in the last corner."""
    zeilen = "".join(
        f'<row r="{i}"><c r="A{i}"><v>{i}</v></c><c r="B{i}" t="str"><v>qA</v></c>'
        + (f'<c r="C{i}"><f>EGH_JAHRESSTUNDEN(A{i},1)</f></c>' if i <= 2000 else "")
        + "</row>"
        for i in range(1, 50_001)
    )
    zeilen += '<row r="1048576"><c r="XFD1048576"><f>SUM(A:A)+SUM(C1:C2000)</f></c></row>'
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen))
    assert m["T!C2000"] == 2000
    assert m["T!XFD1048576"] == 50_000 * 50_001 / 2 + 2000 * 2001 / 2


def test_ein_fehler_ist_auch_als_eingabe_moeglich(tmp_path: Path) -> None:
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {"A1": 1, "B1": "=EGH_BJAZ(A1,39)"})
    m = workbooks.oeffnen(pfad)
    m["T!A1"] = Fehler("#N/A")
    assert m.rechnen()["T!B1"] == "#N/A"


def test_eine_eingabe_mit_einer_zahl_als_text_wird_benannt_wie_eine_gelesene(tmp_path: Path) -> None:
    """German Excel reads "1.234" as 1234; the engine would read 1.234 and nobody would notice."""
    m = workbooks.oeffnen(mit_openpyxl(tmp_path / "m.xlsx", {"A1": 3, "B1": "=A1*2"}))
    m.rechnen()
    assert m["T!B1"] == 6
    m["T!A1"] = "1.234"
    assert meldungen(m.rechnen()) == {"T!B1": "A1 enthält eine Zahl als Text; Excel läse sie deutsch."}
    m["T!A1"] = 4
    assert meldungen(m.rechnen()) == {}
    assert m["T!B1"] == 8


@pytest.mark.parametrize("zaehlung_1904", [False, True])
def test_eine_dauer_ist_kein_tag(tmp_path: Path, zaehlung_1904: bool) -> None:
    """openpyxl reads a cell formatted [hh]:mm as a duration; 24:00 as an end is one day."""
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {"A1": 0, "B1": "=EGH_EINSATZDAUER(0.75,A1)"})
    mappe = openpyxl.load_workbook(pfad)
    if zaehlung_1904:
        mappe.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    mappe.save(pfad)
    m = workbooks.oeffnen(pfad)
    m["T!A1"] = datetime.timedelta(hours=24)
    m.rechnen()
    assert (m["T!A1"], m["T!B1"]) == (1, 6)
