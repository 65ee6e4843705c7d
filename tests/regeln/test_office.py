"""LibreOffice as a second, independent engine, and workbooks that LibreOffice wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from fremd.office import umgewandelt
from mappenbau import gerechnet, mit_openpyxl, mit_xlsxwriter, teile
from openpyxl.worksheet.formula import ArrayFormula

import workbooks
from udfs import Fehler

DATEN: dict[str, object] = {
    **{f"A{i}": i for i in range(1, 7)},
    **{f"B{i}": wert for i, wert in enumerate([10.5, 20, -3, 0, 7.25, 100], 1)},
    **{f"C{i}": wert for i, wert in enumerate(["qA", "uA", "qA", "uA", "qA", "Nacht"], 1)},
    **{f"D{i}": wert for i, wert in enumerate([True, False, True, True, False, True], 1)},
}
# What consultants use. Left out, because LibreOffice differs from Excel there: sums over truth values, and the code of
# LN(-1), which it stores as #VALUE!. Row numbers matter for the formulas that take the value of their own row.
FORMELN = (
    """
SUM(B1:B6)|SUM(A:A)|AVERAGE(B1:B6)|MIN(B1:B6)|MAX(B1:B6)|COUNT(A1:C6)|COUNTA(A1:C6)|COUNTBLANK(A1:A9)
SUMIF(C1:C6,"qA",B1:B6)|SUMIFS(B1:B6,C1:C6,"qA",A1:A6,">1")|COUNTIF(C1:C6,"uA")|COUNTIF(B1:B6,">5")
COUNTIFS(C1:C6,"qA",B1:B6,">0")|AVERAGEIF(C1:C6,"qA",B1:B6)|SUMPRODUCT(A1:A6,B1:B6)|SUMPRODUCT((C1:C6="qA")*B1:B6)
INDEX(B1:B6,3)|MATCH("Nacht",C1:C6,0)|INDEX(B1:B6,MATCH("uA",C1:C6,0))|VLOOKUP(4,A1:C6,3,FALSE)|VLOOKUP(9,A1:C6,3,FALSE)
HLOOKUP(1,A1:B6,2,FALSE)|LOOKUP(3,A1:A6,B1:B6)|IF(B3<0,"negativ","positiv")|IFERROR(1/0,-1)|IFERROR(B1,0)
IF(AND(A1=1,D1),1,2)|OR(D2,D5)|NOT(D1)|ROUND(2.5,0)|ROUND(-2.5,0)|ROUND(1234.5678,2)|ROUNDUP(1.01,0)|ROUNDDOWN(-1.99,0)
INT(-1.5)|TRUNC(-1.5)|MOD(-3,2)|ABS(B3)|POWER(1.019,5)|1.02^5|-2^2|B1%|SQRT(2)|CEILING(2.1,1)|FLOOR(2.9,1)
DATE(2026,11,22)|YEAR(DATE(2026,11,22))|MONTH(45000)|DAY(45000)|WEEKDAY(45000,2)|EDATE(45000,3)|EOMONTH(45000,0)
NETWORKDAYS(45000,45030)|45100-45000|TIME(22,0,0)|HOUR(0.9375)|MINUTE(0.9375)
LEFT(C1,1)|RIGHT(C6,2)|MID(C6,2,3)|LEN(C6)|REPT(C6,2)|SUBSTITUTE(C6,"a","A")|C1&"/"&C2|CONCATENATE(C1,A1)|TRIM(" a  b ")
FIND("c",C6)|EXACT("a","A")|"a"="A"|ISNUMBER(A1)|ISTEXT(C1)|ISBLANK(A9)|ISERROR(1/0)|NA()|1/0|C1+1
MEDIAN(B1:B6)|LARGE(B1:B6,2)|SMALL(B1:B6,2)|RANK(B2,B1:B6)|STDEV(B1:B6)|SUBTOTAL(9,B1:B6)|CHOOSE(2,"a","b")|ROWS(A1:B6)
COLUMNS(A1:B6)|ROW()|COLUMN()|A9|A9+1|A9&"x"|IF(A9="",1,2)|SUM(A9,C1)|MAX(C1:C6)|OFFSET(A1,2,1)|INDIRECT("B2")
A1:A6*2|A1:A6+B1:B6|-B1:B6|SUM(A1:A6*2)|IF(A1:A6>3,1,0)|A1=A2|A1<>A2|C1>C2|D1+1|PMT(0.05,10,1000)
ROUND(B1:B6,0)|ABS(B1:B6)|LEFT(C1:C6,1)|IF(D1:D6,1,0)|ISNUMBER(A1:A6)|VLOOKUP(A1:A6,A1:B6,2,FALSE)|LEN(C1:C6)|NOT(D1:D6)
SUMIF(C1:C6,C1:C6,B1:B6)|COUNTIF(C1:C6,C1:C6)|MATCH(C1:C6,C1:C6,0)|SUM(ROUND(B1:B6,0))|SUM(IF(A1:A6>3,B1:B6,0))|-(B1:B6)
SUMPRODUCT(IF(A1:A6>3,B1:B6,0))|SUMPRODUCT(--(C1:C6="qA"),B1:B6)|C1:C6&"x"|MAX(A1:A6,B1:B6*2)|AND(A1:A6>0)|MOD(A1:A6,2)
SUMIFS(B1:B6,A1:A6,A1:A6)|POWER(A1:A6,2)|A1:A6^2|EXACT(C1:C6,"qA")|EDATE(45000,A1:A6)|SUM(A1:A6^2)|SUM(A1:A6*B1:B6)
IF(ISNUMBER(A1:A6),A1:A6,0)|IFERROR(A1:A6/B1:B6,0)|INDEX(B1:B6,MATCH(1,(C1:C6="qA")*(A1:A6>1),0))
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def gleich(wir: object, office: object) -> bool:
    if isinstance(wir, Fehler) or isinstance(office, Fehler):
        return isinstance(wir, Fehler) and wir == office
    if type(wir) is float and type(office) is float:
        return wir == pytest.approx(office, rel=1e-12, abs=1e-12)
    return type(wir) is type(office) and wir == office


def test_uebliche_formeln_rechnet_libreoffice_genauso(soffice: str, tmp_path: Path) -> None:
    orte = [
        f"{spalte}{zeile}"
        for spalte in [*"FGHIJKLMNOPQRSTUVWXYZ", "AA", "AB", "AC", "AD"]
        for zeile in range(1, 7)
    ][: len(FORMELN)]
    assert len(orte) == len(FORMELN) > 100
    pfad = mit_openpyxl(
        tmp_path / "m.xlsx", DATEN | {ort: f"={f}" for ort, f in zip(orte, FORMELN, strict=True)}
    )
    office = workbooks.oeffnen(umgewandelt(soffice, pfad, "xlsx", tmp_path / "aus"))
    wir = gerechnet(pfad)
    verschieden = {
        f"{ort} ={formel}": (wir[f"T!{ort}"], office[f"T!{ort}"])
        for ort, formel in zip(orte, FORMELN, strict=True)
        if not gleich(wir[f"T!{ort}"], office[f"T!{ort}"])
    }
    assert verschieden == {}


def test_namen_und_tabellen_rechnet_libreoffice_genauso(soffice: str, tmp_path: Path) -> None:
    def fuellen(mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        spalten = [{"header": "Art"}, {"header": "Std."}]
        blatt.add_table(
            "A1:B5",
            {"name": "Dienste", "columns": spalten, "data": [["qA", 3], ["uA", 4.5], ["qA", 8], ["N", 2]]},
        )
        mappe.define_name("satz", "=T!$E$1")
        mappe.define_name("alle", "=T!$B$2:$B$5")
        blatt.write("E1", 31.5)
        for zeile, formel in enumerate(
            [
                "=SUM(Dienste[Std.])",
                "=SUM(alle)*satz",
                '=SUMIF(Dienste[Art],"qA",Dienste[Std.])',
                "=alle*2",
                '=satz&""'[:5],
            ]
        ):
            blatt.write_formula(zeile + 1, 6, formel)

    pfad = mit_xlsxwriter(tmp_path / "m.xlsx", fuellen)
    wir = gerechnet(pfad)
    # XlsxWriter stores 0 with every formula and LibreOffice believes stored values: without them it computes.
    ohne = tmp_path / "ohne.xlsx"
    from mappenbau import umgepackt

    ohne.write_bytes(
        umgepackt(pfad.read_bytes(), lambda n, t: t.replace(b"</f><v>0</v>", b"</f>") if "sheet1" in n else t)
    )
    office = workbooks.oeffnen(umgewandelt(soffice, ohne, "xlsx", tmp_path / "aus"))
    assert wir["T!G2:G6"] == office["T!G2:G6"]
    assert wir["T!G2:G4"] == [[17.5], [17.5 * 31.5], [11]]


def test_eine_mappe_die_libreoffice_geschrieben_hat(soffice: str, tmp_path: Path) -> None:
    """Without our extension LibreOffice stores egh_bjaz(…) in lower case with #NAME? as value."""
    zellen = {
        "A1": 8,
        "B1": "=EGH_JAHRESSTUNDEN(A1)",
        "B2": "=EGH_EINSATZSTUNDEN(8,7,,0.25)",
        "B3": "=SUM(B1:B2)",
        "D1": ArrayFormula("D1:L16", '=EGH_HBG_TABELLE("TH")'),
    }
    pfad = umgewandelt(soffice, mit_openpyxl(tmp_path / "m.xlsx", zellen), "xlsx", tmp_path / "aus")
    vorher = teile(pfad)
    assert b"#NAME?" in vorher["xl/worksheets/sheet1.xml"]
    m = gerechnet(pfad)
    assert m.fehler() == []
    assert m["T!B1:B3"] == [[416], [728], [1144]]
    assert m["T!G11"] == 226
    m.speichern()
    nachher = teile(pfad)
    assert [n for n in vorher if vorher[n] != nachher[n]] == ["xl/worksheets/sheet1.xml"]
