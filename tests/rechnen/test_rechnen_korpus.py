"""What was silently wrong in foreign workbooks at the second measurement: each as Excel computes it, or named.

Values as Excel stored them in public workbooks (apache/poi, ironcalc/IronCalc) or as issues about other engines
report them; GENANNT where only Excel knows its way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_openpyxl
from test_rechnen_stille import GENANNT, _gerechnet

from udfs import Fehler

REIHEN: dict[str, object] = {
    "A1": 1,
    "A2": 2,
    "A3": 3,
    "B1": 4,
    "B2": True,
    "B3": "x",
    "E1": "x",
    "E3": True,
    "H1": "=NA()",
}
KNAPP: dict[str, object] = {"A1": 1.6, "A2": 0.0999999999999996}
STELLEN: dict[str, object] = {"A1": -1, "A2": 7, "C1": 1, "C2": 2, "C3": 3, "D1": 4, "D2": 5, "D3": 6}
ZAHLTEXTE: dict[str, object] = {"A2": "5", "B1": 0.05}
HAEUFIG: dict[str, object] = {"B1": 1, "C1": 0, "D1": 0, "B2": 1, "A1": "x"}
TAGE: dict[str, object] = {"A1": True, "A2": 45000, "B2": 45500}
PAARE: dict[str, object] = {"C1": "4", "A2": 2}
EINS: dict[str, object] = {"A1": 1}
FAELLE: list[tuple[dict[str, object], str, Any]] = [
    (REIHEN, "QUARTILE(A1:A3,H1)", "#N/A"),
    (REIHEN, "SMALL(A1:A3,H1)", "#N/A"),
    (REIHEN, "PERCENTILE(A1:A3,H1)", "#N/A"),
    (REIHEN, 'LARGE(A1:A3,"x")', "#VALUE!"),
    (REIHEN, "LARGE(A1:A3,E1)", "#VALUE!"),
    (REIHEN, "SMALL(A1:A3,E2)", "#NUM!"),
    (REIHEN, "RANK(1/0,A1:A3,1)", "#DIV/0!"),
    (REIHEN, "RANK.EQ(H1,A1:A3)", "#N/A"),
    (REIHEN, "QUARTILE(A1:A3,E1)", "#VALUE!"),
    (REIHEN, "RANK(E1,A1:A3)", "#VALUE!"),
    (KNAPP, "CEILING.MATH(A1,A2,FALSE)", 1.6999999999999933),
    (KNAPP, "FLOOR.MATH(-2.3,A2)", -2.3999999999999906),
    (STELLEN, "INDEX(A1:A2,A1)", GENANNT),
    (STELLEN, "INDEX(C1:D3,A1,1)", GENANNT),
    (STELLEN, "INDEX(C1:D3,1,A1)", GENANNT),
    (STELLEN, "INDEX(C1:D3,4,1)", "#REF!"),
    (STELLEN, "INDEX(C1:D3,2)", "#REF!"),
    (STELLEN, "CHOOSE(A1,1,2)", "#VALUE!"),
    (STELLEN, "SUM(INDEX({2,3;4,5},2))", 9),
    (STELLEN, "{SUM(INDEX({2,3;4,5},2))}", 9),
    (STELLEN, "SUM(INDEX(C1:D3,2,0))", 7),
    (STELLEN, "SUM(INDEX(C1:D3,A9,1))", 6),
    (STELLEN, "FORECAST(#DIV/0!,{1,2},{1,2})", "#DIV/0!"),
    (STELLEN, "FORECAST(1/0,{1,2},{1,2})", "#DIV/0!"),
    (STELLEN, "IRR({-7,2,-1,4,#DIV/0!})", GENANNT),
    (TAGE, "YEARFRAC(1,200,TRUE)", GENANNT),
    (TAGE, "YEARFRAC(A2,B2,TRUE)", "#VALUE!"),
    (TAGE, "YEARFRAC(TRUE,345,1)", "#VALUE!"),
    (TAGE, "WEEKNUM(TRUE,1)", "#VALUE!"),
    (TAGE, "WEEKNUM(A1,1)", "#VALUE!"),
    (TAGE, "DATEDIF(A2,B2,5)", "#NUM!"),
    (TAGE, 'DATEDIF(A2,B2,"abc")', "#NUM!"),
    (TAGE, "NETWORKDAYS(A1,5)", "#VALUE!"),
    (TAGE, "DAYS(A1,1)", 0),
    (TAGE, "ISOWEEKNUM(A1)", GENANNT),
    (STELLEN, 'MATCH(4.1,{"c bau c",4.1,"a",1.1})', GENANNT),
    (STELLEN, "VLOOKUP(8,C1:D3,0,FALSE)", "#N/A"),
    (STELLEN, 'VLOOKUP("1",C1,0)', "#N/A"),
    (STELLEN, "VLOOKUP(2,C1:D3,0,FALSE)", "#VALUE!"),
    (HAEUFIG, "MODE(B1:D2)", 1),
    (HAEUFIG, 'MODE(1,"1",2,3)', "#VALUE!"),
    (HAEUFIG, "MODE(B1,B2,B9)", 1),
    (ZAHLTEXTE, "PV(0.05,A2,500,1000,1)", -3056.50141854964),
    (ZAHLTEXTE, 'NPER(0.01,"100","1000",-2000,TRUE)', 8.669),
    (ZAHLTEXTE, "PV(-1,20,300)", "#DIV/0!"),
    (ZAHLTEXTE, "PV(-1,0,100,400)", "#NUM!"),
    (ZAHLTEXTE, "RATE(12,-100,400,100,1)", GENANNT),
    (ZAHLTEXTE, "RATE(12,-100,400,1,1)", GENANNT),
    (ZAHLTEXTE, "SLN(A2,1,2)", 2),
    (ZAHLTEXTE, "RATE(A2,-200,800)", 0.0793082605),
    (PAARE, "SUMPRODUCT(C1:C1,A2:A2)", "#VALUE!"),
    (EINS, 'AVERAGEA({1;2;4;"Text";TRUE})', GENANNT),
    (EINS, 'AND(TRUE,"0")', "#VALUE!"),  # AND_OR_XOR.xlsx: also "1"
    (EINS, 'OR(TRUE,"0",#REF!)', "#VALUE!"),
    (EINS, 'AND(TRUE,"x")', "#VALUE!"),
    (EINS, "ISOWEEKNUM(1)", GENANNT),
    (EINS, 'DATEDIF(1,70,"d")', GENANNT),
    (EINS, "YEARFRAC(1,200)", GENANNT),
    (EINS, "WEEKNUM(5)", GENANNT),
    (EINS, "WEEKDAY(1)", 1),
    (EINS, "DAYS(70,1)", 69),
    (EINS, "NETWORKDAYS(1,70)", GENANNT),
    (EINS, "WORKDAY(1,70)", GENANNT),
    (REIHEN, "SUM(ANCHORARRAY(OFFSET(A1,1,1)))", GENANNT),
    (REIHEN, "COMBIN(1030,0)", 1),
    (REIHEN, "DAYS(-1,0)", "#NUM!"),
    (REIHEN, 'COUNT(1,"26/08")', GENANNT),
]

LISTEN: dict[str, object] = {
    "K1": "c", "K2": "a", "K3": "B", "K4": "d", "K5": "a", "L1": 3, "L2": 1, "L3": 2, "L4": 4, "L5": 99,
    "E2": True, "E3": True, "E4": False, "O1": "=1/0", "O2": "=NA()",
}  # fmt: skip
FAELLE += [
    # an empty last argument of XLOOKUP, and a range up to its result
    (LISTEN, '_xlfn.XLOOKUP("q",K1:K5,L1:L5,)', "#N/A"),
    (LISTEN, 'IFERROR(_xlfn.XLOOKUP("q",K1:K5,L1:L5,),"-")', "-"),
    (LISTEN, 'SUM(L1:_xlfn.XLOOKUP("d",K1:K5,L1:L5))', GENANNT),
    (LISTEN, "SUM(L1:INDEX(L1:L5,3))", 6),
    # words that are logical values or errors in one language only
    *((LISTEN, f'COUNTIF(E2:E10,"{wort}")', GENANNT) for wort in ("WAHR", "<>WAHR", "true", "=FALSCH")),
    (LISTEN, 'SUMIF(E2:E4,"=TRUE",L1:L3)', GENANNT),
    (LISTEN, 'COUNTIF(O1:O2,"#NV")', GENANNT),
    (LISTEN, 'COUNTIF(O1:O2,"#DIV/0!")', 1),
    (LISTEN, 'COUNTIF(K1:K5,"WAHR")', 0),
    (LISTEN, 'COUNTIF(L1:L5,"<>#N/A")', 5),
    (LISTEN, "COUNTIF(E2:E10,TRUE)", 2),
    *((LISTEN, f, GENANNT) for f in ('IF("WAHR",1,2)', 'NOT("FALSE")', 'AND("TRUE",TRUE)')),
    # COUNT and COUNTA take an error of a whole argument for a text, wherever it comes from
    *(
        (LISTEN, f"COUNT({bezug})", 0)
        for bezug in (
            "INDEX(L1:L5,9)", "CHOOSE(5,1,2)", '_xlfn.XLOOKUP("q",K1:K5,L1:L5)', "OFFSET(L1,-1,0)", "IF(TRUE,1/0)",
            'INDIRECT("Fehlt!A1")', 'IF(FALSE,1,VLOOKUP("zz",K1:L5,2,FALSE))',
        )
    ),
    (LISTEN, "COUNTA(INDEX(L1:L5,9))", 1),
    (LISTEN, 'COUNTA(INDIRECT("Fehlt!A1"),K1)', 2),
    (LISTEN, "COUNT(INDEX(L1:L5,2),3,OFFSET(L1,0,0,3,1))", 5),
    (LISTEN, "{COUNT(IF(L1:L5>2,L1:L5))}", 3),
    # the largest two: a field of numbers k
    (LISTEN, "SUM(LARGE(L1:L5,{1,2}))", 103),
    (LISTEN, "SUMPRODUCT(SMALL(L1:L5,{1,2,3}))", 6),
    (LISTEN, "SUMPRODUCT(LARGE(L1:L6,L2:L3))", 103),
    (LISTEN, "SUM(IFERROR(LARGE(L1:L5,{1,9}),0))", 99),
    (LISTEN, "{SUM(LARGE(IF(L1:L5>2,L1:L5),{1,2}))}", 103),
    (LISTEN, "{SUM(LARGE(L1:L5,ROW(A1:A3)))}", 106),
    (LISTEN, "NPER(0.01,-10,1000)", "#NUM!"),
    (LISTEN, 'NETWORKDAYS.INTL(45658,45688,"1111111")', GENANNT),
]  # fmt: skip


@pytest.mark.parametrize(("zellen", "formel", "soll"), FAELLE, ids=[f for _, f, _ in FAELLE])
def test_wie_excel_oder_genannt(zellen: dict[str, object], formel: str, soll: Any, tmp_path: Path) -> None:
    ist = _gerechnet(tmp_path, zellen, formel)
    assert ist == (pytest.approx(soll, rel=2e-5) if type(soll) in (int, float) else soll)
    assert isinstance(ist, bool) == isinstance(soll, bool)


NAMEN = (
    '<definedName name="Daten">OFFSET(T!$A$1,0,0,COUNTA(T!$A$1:$A$50),2)</definedName>'
    '<definedName name="Bis">T!$A$1:INDEX(T!$B:$B,COUNTA(T!$A:$A))</definedName>'
    '<definedName name="Schnitt">T!$B$1:$B$3 T!$A$2:$B$2</definedName>'
    '<definedName name="beweglich">OFFSET(T!A1,1,0)</definedName>'
)
ZAHLEN = "".join(
    f'<row r="{z}"><c r="A{z}"><v>{z}</v></c><c r="B{z}"><v>{10 * z}</v></c></row>' for z in (2, 3)
)
ZUFALL = '<c r="D1"><f>RAND()</f><v>0.5</v></c>'


def _mit_zufall(tmp_path: Path, *formeln: str) -> Any:
    """A1:B3 hold numbers, D1 a formula that is named; the formulas stand from E1 on, with the old value 7."""
    zellen = "".join(f'<c r="{s}1"><f>{f}</f><v>7</v></c>' for s, f in zip("EFGHIJKL", formeln, strict=False))
    zeile = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>10</v></c>{ZUFALL}{zellen}</row>'
    return gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeile + ZAHLEN, NAMEN))


def test_namen_die_erst_gerechnet_bereiche_sind(tmp_path: Path) -> None:
    m = _mit_zufall(
        tmp_path,
        "VLOOKUP(2,Daten,2,FALSE)",
        "SUM(Daten)",
        "Schnitt",
        "beweglich",
        "SUM(Bis)",
        "MATCH(3,Daten,0)",
    )
    assert (m["T!E1"], m["T!F1"], m["T!I1"]) == (20, 66, 66)
    saetze = meldungen(m)
    assert set(saetze) == {"T!D1", "T!G1", "T!H1", "T!J1"}
    assert m["T!J1"] == "#N/A"  # Daten has two columns
    assert "verschiebbar" in saetze["T!H1"]


def test_genannt_wird_nur_was_eine_genannte_zelle_erreicht(tmp_path: Path) -> None:
    """OFFSET and INDIRECT hang on what they point to now, not on every cell of the book."""
    m = _mit_zufall(
        tmp_path,
        *("SUM(OFFSET(A1,0,0,3,1))", 'INDIRECT("A"&amp;2)', "SUM(OFFSET(A1,0,3,1,1))", 'INDIRECT("D1")'),
        *(
            "SUM(OFFSET(A1,D1*0,0,3,1))",
            "SUM(OFFSET(A3,0,0,-3,1))",
            "SUM(OFFSET(OFFSET(A1,1,0),1,0))",
            "G1+1",
        ),
    )
    assert (m["T!E1"], m["T!F1"], m["T!J1"]) == (6, 2, 6)
    # of an OFFSET in an OFFSET nobody knows where it begins
    assert set(meldungen(m)) == {"T!D1", "T!G1", "T!H1", "T!I1", "T!K1", "T!L1"}


def test_eine_matrixformel_die_ueber_ihr_ergebnis_hinaus_fragt(tmp_path: Path) -> None:
    """Excel asks ISBLANK of the padding, too, and says FALSE; the engine would say #N/A."""
    zeilen = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="E1"><f t="array" ref="E1:I1">ISBLANK(A1:C1)</f><v>0</v></c></row>'
        '<row r="2"><c r="E2"><f t="array" ref="E2:G2">ISBLANK(A1:C1)</f></c></row>'
    )
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen))
    assert set(meldungen(m)) == {"T!E1"}
    assert m["T!E2:G2"] == [[False, True, True]]


def test_ein_zeilenumbruch_in_einem_text_der_formel(tmp_path: Path) -> None:
    """Excel writes CR LF into some files; in XML that is one line feed."""
    zeilen = '<row r="1"><c r="A1"><f>LEN(IF(B1=2,"c","a \r\nb"))</f></c></row>'
    assert gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen))["T!A1"] == 4


def test_eine_ablehnung_nennt_nicht_was_anderes_rechnet(tmp_path: Path) -> None:
    """INDIRECT is computed again with every cell; its refusal is that of its own cell only."""
    m = _mit_zufall(
        tmp_path,
        'IFERROR(INDIRECT("Tab[Soll]"),0)',
        'IFERROR(SUM(INDIRECT("A1:A3")),0)',
        'SUM(INDIRECT("T!B1:B2"))',
        "SUM(Daten)",
    )
    assert set(meldungen(m)) == {"T!D1", "T!E1"}
    assert (m["T!F1"], m["T!G1"], m["T!H1"]) == (6, 30, 66)


def test_indirekt_kennt_keine_namen_die_erst_gerechnet_bereiche_sind(tmp_path: Path) -> None:
    """Excel says #REF! there."""
    m = _mit_zufall(tmp_path, 'INDIRECT("Daten")')
    assert set(meldungen(m)) == {"T!D1", "T!E1"}


def test_eine_ablehnung_in_a1_nennt_nicht_jedes_indirekt(tmp_path: Path) -> None:
    zellen: dict[str, object] = {
        "A1": '=YEAR("1.2.2021")',
        "B2": 5,
        "C1": '=IFERROR(SUM(INDIRECT("B2")),0)',
        "C2": '=IFERROR(YEAR("1.2.2021")+INDIRECT("B2"),0)',
    }
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))
    assert set(meldungen(m)) == {"T!A1", "T!C2"}
    assert m["T!C1"] == 5


@pytest.mark.parametrize(
    ("formel", "soll"),
    [
        ('ROWS(INDIRECT("nix!W3"))', "#REF!"),  # the engine says 1
        ('COLUMNS(INDIRECT("nix!W3"))', "#REF!"),
        ('ROW(INDIRECT("nix!W3"))', "#REF!"),  # its own row
        ("ROWS(OFFSET(A1,-1,0))", "#REF!"),
        ("ROW(OFFSET(A1,-1,0))", "#REF!"),
        ("ROWS(OFFSET(A1,NA(),0))", "#N/A"),
        ("ROW(INDIRECT(J2))", 7),
        ('ROW(INDIRECT("D5:E7"))', 5),
        ('COLUMN(INDIRECT("$RS34"))', 487),
        ('ROWS(INDIRECT("D5:E7"))', 3),
        ('COLUMNS(INDIRECT("D5:E7"))', 2),
        ("ROW(OFFSET(A1,2,3,4,2))+1", 4),
        ("COLUMN(OFFSET(A1,2,3))", 4),
        ("SUM(ROW(OFFSET(A1,0,0,3)))", 1),  # of an ordinary cell the first
    ],
)
def test_zeile_und_groesse_von_beweglichen_bezuegen(formel: str, soll: object, tmp_path: Path) -> None:
    m = gerechnet(mit_openpyxl(tmp_path / "b.xlsx", {"J2": "D7", "H20": "=" + formel}))
    ist = m["T!H20"]
    assert (ist.code if isinstance(ist, Fehler) else ist) == soll
