"""Minimal examples of classes found on foreign workbooks: what functions take as arguments, and how.

Expected values: Excel's, as stored in those workbooks or documented by Microsoft (the letters name the class).
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from mappenbau import gerechnet, meldungen, mit_openpyxl, umgepackt

from recalculation.datei.adresse import spaltenname
from recalculation.funktionen.tabelle import FUNKTIONEN

# Row 5 of the columns A to G; J is empty.
ZELLEN: dict[str, object] = {
    **{f"A{i}": float(i) for i in range(1, 7)},
    **{f"C{i}": text for i, text in enumerate("abcdef", 1)},
    **{f"L{i}": float(z) for i, z in enumerate((2, 5, 4, 5, 3.2, 3), 1)},
    "F1": "x", "F2": True, "F3": 2,
}  # fmt: skip

# I1: implicit intersection with an empty cell stays empty. I2: a range where one value is wanted is that of the row.
GLEICH: list[tuple[str, Any]] = [
    ('J:J&"x"', "x"),
    ('IF(J:J="","leer","voll")', "leer"),
    ("ISBLANK(J1:J6)", True),
    ('A:A&"/"&C:C', "5/e"),
    ('$A$1:$A$6&"/"', "5/"),
    ("COMBIN(A1:A6,1)", 5.0),
    ("SINH(A1:A6)-SINH(5)", 0.0),
    ("ISERROR(A1:A3*1)", True),
    ("SUM(A1:A6*1)", 5.0),
    ("SUMPRODUCT(CEILING(A1:A6,4))", 32.0),
    ("SUMPRODUCT(ROW(A1:A6)*A1:A6)", 91.0),
    # F18: a text as an argument counts, in a cell it does not.
    ('AVERAGE("a",1)', "#VALUE!"),
    ('MAX(1,"x")', "#VALUE!"),
    ('MEDIAN("3",1)', 2.0),
    ('SUM(IF(A1>0,"",1),2)', "#VALUE!"),
    ('MAX(C1&"",1)', "#VALUE!"),
    ("MAX(C1,1)", 1.0),
    ('PRODUCT("seven")', "#VALUE!"),
    ("COUNT(#N/A)", 0.0),
    ("COUNT(1/0,1)", 1.0),
    ("COUNTA(1/0,J1)", 1.0),
    # F5, F6, F7: lookups as documented
    ("LOOKUP(9E307,A1:A20)", 6.0),
    ("LOOKUP(2,1/(A1:A6<4),C1:C6)", "c"),
    ("LOOKUP(9E307,L1:L6)", 3.0),
    ("MATCH(4.5,A1:A20)", 4.0),
    ("MATCH(9E307,L1:L20)", 6.0),
    ("VLOOKUP(4.5,A1:C20,3)", "d"),
    ("IFNA(VLOOKUP(1/0,A1:C6,3,FALSE),7)", "#DIV/0!"),
    ("_xlfn.XLOOKUP(3.5,L1:L6,C1:C6,,-1)", "e"),
    ("_xlfn.XLOOKUP(5,L1:L6,C1:C6,,0,-1)", "d"),
    ("_xlfn.XLOOKUP(5,L1:L6,C1:C6)", "b"),
    ("_xlfn.XMATCH(3.2,L1:L6)", 5.0),
    ('_xlfn.XMATCH("D",C1:C6)', 4.0),
    ("IFNA(_xlfn.XMATCH(9,L1:L6),0)", 0.0),
    ("_xlfn.XMATCH(5,L1:L6,0,-1)", 4.0),
    ("_xlfn.XMATCH(4.5,L1:L6,1)", 2.0),
    ('_xlfn.XMATCH("?",C1:C6,2)', 1.0),
    # F27: errors of their own kind
    ("INDEX(A1:A6,-2)", "#VALUE!"),
    ('VLOOKUP(1,"x",1)', "#VALUE!"),
    # F19: sums of products
    ("SUMPRODUCT(A1,A1:A5)", "#VALUE!"),
    ("SUMPRODUCT((A1:A6>3),A1:A6)", 0.0),
    ("SUMPRODUCT((A1:A6>3)*A1:A6)", 15.0),
    ("SUMPRODUCT(--(A1:A6>3),A1:A6)", 15.0),
    ("SUMPRODUCT(F1:F3,A1:A3)", 6.0),
    # Whole columns: an empty row adds nothing
    ("INDEX(A:A,1000)", 0.0),
    ('INDEX(A:A,1000)&"x"', "x"),
    ("INDEX(A:A,3)", 3.0),
    ("INDEX($3:$3,1)", 3.0),
    ("INDEX(1:1,5000)", 0.0),
    ('COUNTIFS(F:F,"",A:A,"")', 1048570.0),
    ('AVERAGEIF(F:F,"",A:A)', 5.0),
    ('SUMPRODUCT((C:C="c")*A:A)', 3.0),
    ("SUMPRODUCT((A:A=A2)*A:A)", 2.0),
    ('SUMPRODUCT(--(C:C<>""))', 6.0),
    ('LOOKUP(2,1/(C:C="c"),A:A)', 3.0),
    ("SUMPRODUCT((A:A>3)*1)", 3.0),
    # F28, F24
    ("0^0", "#NUM!"),
    ("2^-1", 0.5),
    ("DATE(-1,1,1)", "#NUM!"),
    ("EDATE(10,-3)", "#NUM!"),
    ("TIME(0,0,-1)", "#NUM!"),
    ("DAY(60)", 29.0),
    ("HOUR(0.75)", 18.0),
    ('WEEKDAY("2026-11-28",2)', 6.0),
    ("MINUTE(0.5+1/1440)", 1.0),
    # N1: a difference that is only noise is 0, inside brackets it is not
    ("0.5-0.4-0.1", 0.0),
    ("IF((0.5-0.4-0.1)=0,1,2)", 2.0),
    # F22: logicals as text
    # F25: omitted in the middle
    ("SUM(SEQUENCE(,3))", 6.0),
    ("NETWORKDAYS.INTL(45292,45298,,45293)", 4.0),
    ("WORKDAY.INTL(45292,1,,45293)", 45294.0),
    # D3: in LET the names are what they stand for
    ("LET(x,A2,ROUND(x,0))", 2.0),
    ("LET(x,A1:A6,SUM(x))", 21.0),
    ("LET(x,SEQUENCE(3),SUM(DAY(x)))", 6.0),
    # Our own functions go value by value.
    ("SUMPRODUCT(LEN(C1:C6))", 6.0),
    ('SUMPRODUCT((CONCATENATE(C1:C6,"x")="ax")*1)', 1.0),
    # D3: value by value over a range, by ours instead of the engine's
    ("SUMPRODUCT(ROUND(A1:A6/4,1))", 5.4),
    ("SUMPRODUCT(--ISNUMBER(F1:F3))", 1.0),
    ("SUMPRODUCT(SQRT(A4)*ABS(-A1:A6))", 42.0),
    ("SUMPRODUCT((MOD(A1:A6,2)=0)*A1:A6)", 12.0),
    ("SUMPRODUCT(--NOT(ISBLANK(J1:J6)))", 0.0),
    ("SUMPRODUCT(1/COUNTIF(L1:L6,L1:L6))", 5.0),
    ("SUM(SUMIF(A1:A6,{1,3},A1:A6))", 4.0),
    ('SUMPRODUCT(COUNTIFS(C1:C6,{"a";"f"},A1:A6,">1"))', 1.0),
    ("SUMPRODUCT(--ISNUMBER(MATCH(L1:L6,A1:A4,0)))", 3.0),
    ("LET(x,A1:A6,SUM(ROUND(x/4,0)))", 6.0),
    ('UPPER("haus ä")', "HAUS Ä"),
]
GENANNT = [
    "SUMPRODUCT(EVEN(A1:A6))",
    "SUMPRODUCT(EDATE(A1:A6,1))",
    "LET(x,A1:A6,SUM(EVEN(x)))",
    "SUMPRODUCT((A:A<5)*1)",  # in Excel all the empty rows count, too
    "SUMPRODUCT(--(A:A=J1))",
    "LET(x,A:A<5,SUM(x*1))",
    "SUMPRODUCT(1/(A:A+1))",
    'LOOKUP(2,1/(C:C<>"c"),A:A)',
    "SUM((A1:A2,A4))",
    "IFERROR(SUM((A1:A2,A4)),0)",
    "SUM(ROW(A1:A6))",
    "N(A1:A6)",
    "_xlfn.XLOOKUP(99,L1:L6,C1:C6,J1,0,-1)",  # an empty cell in place of what is not found: 0 or nothing
    '_xlfn.TEXTAFTER("ab","x",1,0,0,J1)',
    'UPPER("straße")',
    "LEFT(A1/4,2)",
    'F2&""',
    "VLOOKUP(A1,CHOOSE({1,2},A1:A6,C1:C6),2,FALSE)",
]


@pytest.mark.parametrize(("formel", "wert"), GLEICH, ids=[f for f, _ in GLEICH])
def test_wie_excel(formel: str, wert: Any, tmp_path: Path) -> None:
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", {**ZELLEN, "H5": "=" + formel}))
    ist = m["T!H5"]

    assert "nicht berechenbar" not in {f.code for f in m.fehler()}
    assert ist == (pytest.approx(wert, abs=1e-12) if type(wert) is float else wert)


@pytest.mark.parametrize("formel", GENANNT)
def test_genannt(formel: str, tmp_path: Path) -> None:
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", {**ZELLEN, "H5": "=" + formel}))
    assert m.fehler()[0].code == "nicht berechenbar", meldungen(m)


def test_eine_verdeckte_ablehnung_wird_genannt_und_nur_sie(tmp_path: Path) -> None:
    """An error that IFERROR catches may hide what Excel would have computed."""
    zellen: dict[str, object] = {
        "A1": 0.25, "B1": "=LEFT(A1,2)", "B2": '=IFERROR(LEFT(A1,2),"")', "B3": '=IFERROR(LEFT("abc",2),"")',
        "B4": "=COUNT(LEN(A1),1)", "B5": "=ISERROR(LEN(12))", "B6": '=IFERROR(B1,"")',
    }  # fmt: skip
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))

    assert set(meldungen(m)) == {"T!B1", "T!B2", "T!B4", "T!B6"}
    assert (m["T!B3"], m["T!B5"]) == ("ab", False)


ABLEHNENDE = (
    *("LEFT(A1,2)", 'COUNTIF(B1:B3,">31.12.2025")', 'DAYS("1.2.2021",B1)', 'YEAR("1.2.2021")'),
    *("SUMPRODUCT(LEN(B1:B3*A1))", "MATCH(5,D1:D3)", "IRR({-1,2,-1})", "EGH_VZAE(LEN(A1),10)"),
)
FANGENDE = (
    *("IFERROR({},7)", "IFNA({},7)", "ISERROR({})", "ISNUMBER({})", "COUNT({},1)", "COUNTA({})"),
    *("SUMPRODUCT(--ISNUMBER({}))", "IF(ISTEXT({}),1,2)", "IFERROR(SUM({},1),2)"),
)


@pytest.mark.parametrize("ablehnend", ABLEHNENDE)
def test_nichts_verdeckt_eine_ablehnung(ablehnend: str, tmp_path: Path) -> None:
    """Whatever of ours refuses its values, inside whatever keeps an error to itself: no value without a word."""
    zellen: dict[str, object] = {
        "A1": 0.25,
        "B1": 46054,
        "B2": 46000,
        "B3": "x",
        "C1": 0.5,
        "D1": 9,
        "D2": 2,
        "D3": 7,
    }
    zellen |= {f"H{i}": "=" + f.format(ablehnend) for i, f in enumerate(FANGENDE, 1)}
    zellen["H20"] = "=" + ablehnend
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))

    assert set(meldungen(m)) == {f"T!H{i}" for i in (*range(1, len(FANGENDE) + 1), 20)}
    assert {f.code for f in m.fehler()} == {"nicht berechenbar"}


def test_zirkelbezuege_mit_iteration_werden_genannt(tmp_path: Path) -> None:
    """Z1: the engine iterates, too, but differently."""
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {"D1": "=D1+1", "E1": "=D1*2", "F1": "=1+1"})

    def mit_iteration(name: str, inhalt: bytes) -> bytes:
        return inhalt.replace(b"<calcPr ", b'<calcPr iterate="1" ') if name == "xl/workbook.xml" else inhalt

    pfad.write_bytes(umgepackt(pfad.read_bytes(), mit_iteration))
    m = gerechnet(pfad)

    assert set(meldungen(m)) == {"T!D1", "T!E1"}
    assert m["T!F1"] == 2


def test_wert_fuer_wert_gibt_was_jede_zelle_fuer_sich_gibt(tmp_path: Path) -> None:
    """The functions of ours over a field against the engine's in single cells, which are proven."""
    zufall = random.Random(3)
    zellen: dict[str, object] = {}
    for i in range(1, 41):
        zellen[f"A{i}"] = zufall.choice(
            (
                round(zufall.uniform(-50, 50), zufall.randint(0, 6)),
                zufall.randint(-9, 9) + 0.5,
                "x",
                True,
                None,
                7,
            )
        )
        zellen[f"B{i}"] = "=1/0" if i % 13 == 0 else "=NA()" if i % 11 == 0 else f"=A{i}"
    formen = {
        **dict.fromkeys(("ROUND", "ROUNDUP", "ROUNDDOWN"), ("{}({},2)", "{}({},-1)", "{}({},0)")),
        "MOD": ("{}({},3)", "{}({},0.7)", "{}({},-4)"),
    }
    spalte = 3
    paare = []
    for name in (f.name for f in FUNKTIONEN.values() if f.im_feld and f.je_wert):
        for form in formen.get(name, ("{}({})",)):
            einzeln, feld = spaltenname(spalte), spaltenname(spalte + 1)
            for i in range(1, 41):
                zellen[f"{einzeln}{i}"] = "=" + form.format(name, f"B{i}")
                zellen[f"{feld}{i}"] = f"=INDEX(IF(1,{form.format(name, 'B$1:B$40')}),{i},1)"
            paare.append((name, einzeln, feld))
            spalte += 2
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))

    for name, einzeln, feld in paare:
        for i in range(1, 41):
            links, rechts = m[f"T!{einzeln}{i}"], m[f"T!{feld}{i}"]
            assert rechts == (pytest.approx(links, abs=1e-12) if type(links) is float else links), (name, i)


def test_eine_ganze_spalte_hinter_einem_namen(tmp_path: Path) -> None:
    zellen: dict[str, object] = {"A1": 1, "A2": 7, "C1": "=SUMPRODUCT((Spalte<5)*1)", "C2": "=SUM(Spalte)"}
    zellen |= {"B2": 3, "C3": '=SUMIFS(B:B,Spalte,">1")', "C4": '=COUNTIFS(Spalte,"",B:B,"")'}
    zellen |= {"C5": "=SUMIF(B:B,3,Spalte)", "C6": "=SUMIF(Spalte,7,$B$1)", "C7": '=SUMIF(Spalte,"",Spalte)'}
    pfad = mit_openpyxl(tmp_path / "m.xlsx", zellen)

    def mit_namen(name: str, inhalt: bytes) -> bytes:
        namen = b'<definedNames><definedName name="Spalte">T!$A:$A</definedName></definedNames>'
        return inhalt.replace(b"<calcPr", namen + b"<calcPr") if name == "xl/workbook.xml" else inhalt

    pfad.write_bytes(umgepackt(pfad.read_bytes(), mit_namen))
    m = gerechnet(pfad)

    assert set(meldungen(m)) == {"T!C1"}
    assert m["T!C2"] == 8
    assert m["T!C3"] == 3
    assert m["T!C4"] == 1_048_574
    assert [m[f"T!C{i}"] for i in (5, 6, 7)] == [7, 3, 0]
