"""What the engine cannot compute is named and left as it was; errors are real errors with a sentence."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904


def zelle(adresse: str, formel: str, wert: object) -> str:
    return f'<c r="{adresse}"><f>{formel}</f><v>{wert}</v></c>'


def test_fremde_funktion_und_was_daran_haengt(tmp_path: Path) -> None:
    zellen = (
        zelle("A1", "FOO(1)", 77)
        + zelle("B1", "IFERROR(FOO(2),0)", 55)  # 0 would be a silent wrong number
        + zelle("C1", "A1+1", 78)
        + zelle("D1", "SUM(A:B)", 132)
        + zelle("E1", "wert*2", 154)
        + zelle("F1", 'INDIRECT("A1")', 77)
        + zelle("G1", "EGH_BJAZ(52.15,39)", 1)
        + zelle("H1", "fremd+1", 5)
        + zelle("I1", "MeineFunktion(G1)", 3)
    )
    namen = '<definedName name="wert">T!$A$1</definedName><definedName name="fremd">BAR(1)</definedName>'
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", f'<row r="1">{zellen}</row>', namen)
    vorher = openpyxl.load_workbook(pfad, data_only=True)["T"]
    m = gerechnet(pfad)
    m.speichern()
    nachher = openpyxl.load_workbook(pfad, data_only=True)["T"]
    gesperrt = ["A1", "B1", "C1", "D1", "E1", "F1", "H1", "I1"]
    assert [nachher[a].value for a in gesperrt] == [vorher[a].value for a in gesperrt]
    assert set(meldungen(m)) == {f"T!{a}" for a in gesperrt}
    assert {f.code for f in m.fehler()} == {"nicht berechenbar"}
    assert m["T!G1"] == 2033.85
    with pytest.raises(RuntimeError, match="nicht berechenbar: Die Funktion FOO ist hier unbekannt"):
        m["T!A1"]


@pytest.mark.parametrize(
    ("formel", "satz"),
    [
        ("[1]Sheet1!A1", "anderen Datei"),
        ("IFERROR([2]Tab!A1,0)", "anderen Datei"),
        ("SUM('[1]Mein Blatt'!A:A)", "anderen Datei"),
        ("SUM(T:U!A1)", "3-D"),
        ("B1+1", "Zirkelbezug"),
        ("1+", "nicht"),
        ('TEXT(A9,"TT.MM.JJJJ")', "Ländereinstellung"),
        ('TEXT(A9,"0,00")', "Ländereinstellung"),
        ('COUNTIF(A1:A9,"&gt;2,5")', "anders als Excel"),
        ('"VZÄ: "&amp;A8', "Ländereinstellung"),
        # What the engine does not do value by value over a range, where Excel does:
        ("SUMPRODUCT(--ISEVEN(A8:A9))", "nicht Wert für Wert"),
        ("SUMPRODUCT(ROW(OFFSET(A8,0,0,2)))", "nicht Wert für Wert"),
        ("SUM(VLOOKUP({1,3},A8:A9,1,FALSE))", "nicht Wert für Wert"),
        ("LOOKUP(5,{3,9,4})", "anders als Excel"),
        ('(A9=3)&amp;""', "Ländereinstellung"),
        ('TEXT(A9,"0 00")', "Ländereinstellung"),
        ("FORMULATEXT(A8)", "nicht nachgewiesen"),
        ("LEN(A8)", "Kommazahl"),
        ("IFERROR(LEFT(A8,2),0)", "fängt Fehler ab"),
        ("ROMAN(499,1)", "nicht nachgewiesen"),
        ("BIN2DEC(101)", "nicht nachgewiesen"),
        ('IMSUM("1+i","2")', "nicht nachgewiesen"),
        ("NORM.DIST(42,40,1.5,TRUE)", "nicht nachgewiesen"),
    ],
)
def test_nicht_berechenbares_behaelt_seinen_wert(tmp_path: Path, formel: str, satz: str) -> None:
    zeilen = f"""<row r="1">{zelle("B1", formel, 42)}{zelle("C1", "B1*2", 84)}{zelle("D1", "2*3", 0)}</row>
    <row r="8"><c r="A8"><v>6.37</v></c></row><row r="9"><c r="A9"><v>3</v></c></row>"""
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen))
    assert satz in meldungen(m)["T!B1"]
    assert set(meldungen(m)) == {"T!B1", "T!C1"}
    assert m["T!D1"] == 6
    m.speichern()
    werte = openpyxl.load_workbook(tmp_path / "m.xlsx", data_only=True)["T"]
    assert (werte["B1"].value, werte["C1"].value) == (42, 84)


def test_eine_zelle_ohne_alten_wert_bleibt_ohne(tmp_path: Path) -> None:
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", {"A1": 6.37, "B1": '="VZÄ: "&A1', "C1": "=LEN(B1)"}))
    assert all(satz.endswith("bleibt ohne Wert.") for satz in meldungen(m).values())
    assert set(meldungen(m)) == {"T!B1", "T!C1"}
    m.speichern()
    assert openpyxl.load_workbook(tmp_path / "m.xlsx", data_only=True)["T"]["B1"].value is None


def test_texte_ohne_kommazahl_werden_gerechnet(tmp_path: Path) -> None:
    zellen = {
        "A1": "HBG 0.1",
        "A2": 3,
        "B1": '="x "&A1',
        "B2": '="n="&A2',
        "B3": '="Stand 1.7. "&A2',
        "B4": '=TEXT(A2,"00")',
    }
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))
    assert [zeile[0] for zeile in m["T!B1:B4"]] == ["x HBG 0.1", "n=3", "Stand 1.7. 3", "03"]


FEHLER = [
    ('EGH_NJAZ("TH")', "#N/A", "Für Thüringen ist der Parameter nettojahresarbeitszeit"),
    ('EGH_NJAZ("NW",TRUE)', "#N/A", "Argument weglassen oder eigenen Wert eintragen"),
    ('EGH_HBG("abc","TH")', "#VALUE!", "minuten_woche ist „abc“"),
    ("EGH_VZAE(-1,1372)", "#NUM!", "stunden_jahr ist -1; erlaubt ist mindestens 0"),
    ('EGH_HBG(200,"XX")', "#VALUE!", "land ist „XX“"),
    ('EGH_HBG_VK(9,"TH")', "#N/A", "HBG 9 gibt es in diesem Vertrag nicht"),
    ('EGH_NJAZ("NW",,"31.12.2019")', "#N/A", "erst ab 01.01.2020 hinterlegt"),
    ("EGH_EINSATZDAUER(22,6)", "#NUM!", "gemeint 22:00?"),
    ("EGH_VZAE(1/0,1372)", "#DIV/0!", "teilt durch null"),
]


@pytest.mark.parametrize(("formel", "code", "satz"), FEHLER)
def test_ein_echter_fehler_mit_satz_den_die_summe_weitergibt(
    tmp_path: Path, formel: str, code: str, satz: str
) -> None:
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {"A1": f"={formel}", "A2": 5, "A3": "=SUM(A1:A2)"})
    m = gerechnet(pfad)
    assert m["T!A1"] == code
    assert m["T!A3"] == code
    assert satz in meldungen(m)["T!A1"]
    assert meldungen(m)["T!A3"].endswith("aus T!A1.")
    m.speichern()
    blatt = openpyxl.load_workbook(pfad, data_only=True)["T"]
    assert (blatt["A1"].data_type, blatt["A1"].value) == ("e", code)


def test_leere_zeilen_bleiben_leer(tmp_path: Path) -> None:
    zellen = {
        "A1": '=EGH_HBG(B1,"TH")',
        "A2": "=EGH_VZAE(B2,0)",
        "A3": '=IF(B3="","",EGH_VZAE(B3,1372))',
        "B4": "  ",
        "A4": "=EGH_BJAZ(B4,39)",
    }
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen | {"A5": "=SUM(A1:A4)", "A6": "=COUNT(A1:A4)"}))
    assert m["T!A1:A4"] == [[None]] * 4
    assert (m["T!A5"], m["T!A6"]) == (0, 0)
    assert m.fehler() == []


def test_tageszahlen_einer_mappe_mit_1904_zaehlung(tmp_path: Path) -> None:
    import datetime

    mappe = openpyxl.Workbook()
    mappe.epoch = CALENDAR_MAC_1904
    blatt = mappe.active
    blatt.title = "T"
    blatt["A1"] = datetime.date(2024, 1, 1)
    blatt["B1"] = '=EGH_NJAZ("NW",,A1)'
    blatt["B2"] = '=EGH_NJAZ("NW",,DATE(2019,12,31))'
    mappe.save(tmp_path / "m.xlsx")
    m = gerechnet(tmp_path / "m.xlsx")
    assert m["T!B1"] == 1568
    assert m["T!B2"] == "#N/A"
    m["T!A1"] = datetime.date(2019, 12, 31)
    assert m.rechnen()["T!B1"] == "#N/A"


def test_tausende_fehler_und_fremde_funktionen_bleiben_schnell_genug(tmp_path: Path) -> None:
    zellen: dict[str, object] = {}
    for i in range(1, 1001):
        zellen |= {
            f"A{i}": i,
            f"B{i}": f"=IFERROR(FOO(A{i}),0)",
            f"C{i}": f"=B{i}+1",
            f"D{i}": f"=EGH_VZAE(A{i},0)",
        }
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen | {"E1": "=SUM(A:A)", "E2": "=[1]X!A1"}))
    assert len(m.fehler()) == 3001
    assert m["T!E1"] == 500_500


def test_woerter_in_texten_und_blattnamen_sind_keine_funktionen(tmp_path: Path) -> None:
    mappe = openpyxl.Workbook()
    blatt = mappe.active
    blatt.title = "T"
    plan = mappe.create_sheet("Plan(alt)")
    plan["A1"], plan["B1"] = 3, "=A1*2"
    blatt["A1"], blatt["B1"] = 5, '="Feld A1("&A1&")"'
    blatt["C1"], blatt["D1"] = "=A1*2", "='Plan(alt)'!B1+1"
    mappe.save(tmp_path / "m.xlsx")
    m = gerechnet(tmp_path / "m.xlsx")
    assert m.fehler() == []
    assert m["T!B1:D1"] == [["Feld A1(5)", 10, 7]]


def test_fremde_funktionen_mit_umlaut(tmp_path: Path) -> None:
    zeile = f'<row r="1">{zelle("A1", "ÜBERTRAG(1)", 7)}{zelle("B1", "IFERROR(ÜBERTRAG(1),0)", 8)}</row>'
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeile))
    assert set(meldungen(m)) == {"T!A1", "T!B1"}
    assert "ÜBERTRAG ist hier unbekannt" in meldungen(m)["T!B1"]


def test_hbg_in_einem_text_ist_keine_kommazahl(tmp_path: Path) -> None:
    zellen = {
        "B1": "0.1",
        "A1": '="HBG "&EGH_HBG(10,"TH")',
        "A2": '="HBG "&INDEX(B:B,1)',
        "A3": "=A1&A2",
        "A4": "=LEN(A3)",
    }
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))
    assert m.fehler() == []
    assert m["T!A1:A4"] == [["HBG 0.1"], ["HBG 0.1"], ["HBG 0.1HBG 0.1"], [14]]


def test_namen_mit_verschiebbarem_bezug_werden_nicht_geraten(tmp_path: Path) -> None:
    namen = (
        '<definedName name="zeile">EGH_JAHRESSTUNDEN(T!$A1)</definedName>'
        '<definedName name="fest">EGH_JAHRESSTUNDEN(T!$A$1)</definedName>'
    )
    zeilen = f"""<row r="1"><c r="A1"><v>1</v></c>{zelle("B1", "fest*2", 1)}</row>
    <row r="2"><c r="A2"><v>2</v></c>{zelle("B2", "zeile", 104)}</row>"""
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen, namen))
    assert m["T!B1"] == 104
    assert set(meldungen(m)) == {"T!B2"}


def test_eine_eigene_lambda_mit_unserem_namen_wird_durch_unsere_funktion_gerechnet(tmp_path: Path) -> None:
    namen = '<definedName name="EGH_VZAE">_xlfn.LAMBDA(_xlpm.s,_xlpm.n,_xlpm.s/_xlpm.n)</definedName>'
    m = gerechnet(
        mit_blatt_xml(tmp_path / "m.xlsx", '<row r="1"><c r="A1"><f>EGH_VZAE(2912,1372)</f></c></row>', namen)
    )
    assert m["T!A1"] == pytest.approx(2912 / 1372)


def test_datentabellen_bleiben_mit_allem_was_daran_haengt(tmp_path: Path) -> None:
    zeilen = f"""<row r="1">{zelle("A1", "2*3", 0)}{zelle("D1", "B3*2", 44)}</row>
    <row r="2"><c r="A2"><v>1</v></c>
      <c r="B2"><f t="dataTable" ref="B2:B3" dt2D="0" dtr="0" r1="A9"/><v>11</v></c></row>
    <row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>22</v></c></row>"""
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen))
    assert m["T!A1"] == 6
    assert set(meldungen(m)) == {"T!B2", "T!D1"}
    with pytest.raises(RuntimeError, match="Datentabellen"):
        m["T!B3"]
    with pytest.raises(ValueError, match="enthält eine Formel"):
        m["T!B3"] = 5


def test_teilergebnisse_bei_verborgenen_zeilen(tmp_path: Path) -> None:
    zeile = '<row r="{0}"{2}><c r="A{0}"><v>{1}</v></c></row>'
    summe = f'<row r="4">{zelle("A4", "SUBTOTAL(109,A1:A3)", 8)}{zelle("B4", "SUM(A1:A3)", 0)}</row>'
    for nummer, verborgen in enumerate(("", ' hidden="1"')):
        zeilen = "".join(zeile.format(i, i, verborgen if i == 2 else "") for i in (1, 2, 3)) + summe
        m = gerechnet(mit_blatt_xml(tmp_path / f"{nummer}.xlsx", zeilen))
        assert m["T!B4"] == 6
        assert set(meldungen(m)) == ({"T!A4"} if verborgen else set())


def test_bezuege_auf_tabellen(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "m.xlsx") as mappe:
        blatt = mappe.add_worksheet("T")
        spalten = [{"header": "Art"}, {"header": "Std. (Jahr)", "total_function": "sum"}, {"header": "x"}]
        daten = [["qA", 3, 1], ["uA", 4, 2], ["qA", 8, 3]]
        blatt.add_table("A1:C5", {"name": "Dienste", "columns": spalten, "data": daten, "total_row": True})
        formeln = {
            "SUM(Dienste[Std. (Jahr)])": 15,
            'VLOOKUP("uA",Dienste,2,FALSE)': 4,
            "ROWS(Dienste)": 3,
            "COLUMNS(Dienste[#All])": 3,
            "INDEX(Dienste[Art],2)": "uA",
            "SUM(Dienste[[Std. (Jahr)]:[x]])": 21,
            "Dienste[[#Totals],[Std. (Jahr)]]": 15,
            "Dienste[[#Headers],[x]]": "x",
        }
        for zeile_nr, formel in enumerate(formeln, 10):
            blatt.write_formula(zeile_nr, 5, "=" + formel)
        blatt.write_formula("E3", "=Dienste[@[Std. (Jahr)]]*2")
        blatt.write_formula("E9", "=IFERROR(Dienste[@x],0)")  # not a row of the table
    m = gerechnet(tmp_path / "m.xlsx")
    assert [zeile[0] for zeile in m["T!F11:F18"]] == list(formeln.values())
    assert m["T!B5"] == 15
    assert m["T!E3"] == 8
    assert set(meldungen(m)) == {"T!E9"}


def test_gleiche_namen_auf_zwei_blaettern(tmp_path: Path) -> None:
    mappe = openpyxl.Workbook()
    for blatt, wert in ((mappe.active, 1), (mappe.create_sheet("U"), 2)):
        if wert == 1:
            blatt.title = "T"
        blatt["D1"], blatt["E1"], blatt["F1"] = wert, "=rech", "=wert*2"
        bezug = f"EGH_JAHRESSTUNDEN({blatt.title}!$D$1)"
        blatt.defined_names["rech"] = openpyxl.workbook.defined_name.DefinedName("rech", attr_text=bezug)
        name = openpyxl.workbook.defined_name.DefinedName("wert", attr_text=f"{blatt.title}!$D$1")
        blatt.defined_names["wert"] = name
    mappe.save(tmp_path / "m.xlsx")
    m = gerechnet(tmp_path / "m.xlsx")
    assert m.fehler() == []
    assert (m["T!E1:F1"], m["U!E1:F1"]) == ([[52, 2]], [[104, 4]])


def test_zahlen_als_text_werden_nicht_englisch_gelesen(tmp_path: Path) -> None:
    """A1*2 with the text "1.234" is 2468 in a German Excel; the engine would make 2,468 of it."""
    zellen = {
        "A1": "1.234",
        "A2": "12,5",
        "A3": "x",
        "A4": 3,
        "B1": "=A1*2",
        "B2": "=(A2)+1",
        "B3": '=A1&"!"',
        "B4": "=A4*2",
    }
    zellen |= {"C1": "=EGH_BJAZ(A2,1)", "C2": "=SUM(A1:A4)", "C3": "=B1+1", "C4": '=--"1.234"'}
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))
    assert set(meldungen(m)) == {"T!B1", "T!B2", "T!C3", "T!C4"}
    assert (m["T!B3"], m["T!B4"], m["T!C1"], m["T!C2"]) == ("1.234!", 6, 12.5, 3)
