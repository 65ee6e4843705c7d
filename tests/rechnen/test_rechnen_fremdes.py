"""What belongs to another file or program: named, its stored value untouched, and so is all that depends on it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from fremd.verknuepfung import mit_verknuepfung
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_openpyxl, teile
from openpyxl.workbook.defined_name import DefinedName

import workbooks


def zelle(adresse: str, formel: str, wert: object, art: str = "") -> str:
    typ = f' t="{art}"' if art else ""
    return f'<c r="{adresse}"{typ}><f>{formel}</f><v>{wert}</v></c>'


def reihe(formeln: dict[str, tuple[str, object]]) -> str:
    zellen = (zelle(a, f, w, "str" if isinstance(w, str) else "") for a, (f, w) in formeln.items())
    return f'<row r="1">{"".join(zellen)}</row>'


# Cell: formula, stored value (what Excel last computed).
VERKNUEPFT = {
    "A1": ("[1]Sheet1!A1*2", 10),
    "B1": ("IFERROR([1]Sheet1!A2,0)", 6),
    "C1": ("A1+1", 11),
    "D1": ("SUM([1]Sheet1!A1:A2)", 11),
    "E1": ("[1]Sheet1!B1", "hallo"),
    "F1": ("'[1]Sheet1'!A2", 6),
    "G1": ("SUM([1]Sheet1!A:A)", 11),
    "H1": ("[1]!extname+1", 6),
    "I1": ("quelle*3", 15),
    "J1": ("IFERROR(I1,0)", 15),
    "K1": ("VLOOKUP(5,[1]Sheet1!A1:B2,2,FALSE)", "hallo"),
    "L1": ("[2]Tab!A1", 3),
}
NAME = '<definedName name="quelle">[1]Sheet1!$A$1</definedName>'


@pytest.mark.parametrize("cache", [True, False], ids=["mit Zwischenwerten", "ohne Zwischenwerte"])
def test_verknuepfungen_behalten_den_gespeicherten_wert(tmp_path: Path, cache: bool) -> None:
    """The other file is not there. Whether its values come from the link or the cell: they are the same as before."""
    rechenbar = zelle("M1", "[1]!EGH_VZAE(2912,1372)", 1) + zelle("N1", "1+1", 0)
    zeilen = reihe(VERKNUEPFT).replace("</row>", f"{rechenbar}</row>")
    pfad = mit_verknuepfung(tmp_path / "m.xlsx", zeilen, NAME, cache)
    vorher = teile(pfad)
    m = gerechnet(pfad)
    assert m["T!M1:N1"] == [[pytest.approx(2912 / 1372), 2]]
    m.speichern()
    nachher = openpyxl.load_workbook(pfad, data_only=True)["T"]
    assert {a: nachher[a].value for a in VERKNUEPFT} == {a: wert for a, (_, wert) in VERKNUEPFT.items()}
    # Without cached values nothing of the link can be computed; the file that is not linked at all never.
    genannt = {z.removeprefix("T!") for z in meldungen(m)}
    assert "L1" in genannt
    assert cache or genannt == set(VERKNUEPFT)
    assert [n for n, inhalt in teile(pfad).items() if inhalt != vorher[n]] == ["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    "formel",
    [
        "FOO(1)",
        "foo(1)",
        "Foo.Bar(1)",
        "ÜBERTRAG(1)",
        "Größe(1)",
        "MeinModul.Rechne_2(1)",
        "_xlfn.GIBTSNICHT(1)",
        "_xll.FREMD(1)",
        "[1]!FREMD(1)",
        r"'C:\Add-ins\Andere.xlam'!FREMD(1)",
        "EGH_GIBTESNICHT(1)",
        "EGH_BJAZ_ALT(1)",
        "1+FOO(1)",
        "-FOO(1)",
        "IFERROR(FOO(1),0)",
        "IF(TRUE,1,FOO(1))",
        "SUM(1,FOO(1))",
        "EGH_BJAZ(52,IFERROR(FOO(1),0))",
        "EGH_BJAZ(FOO(1),,)",
        "IF(ISERROR(FOO(1)),0,1)",
    ],
)
def test_eine_fremde_funktion_wird_nie_zu_null_oder_name(tmp_path: Path, formel: str) -> None:
    zeile = reihe({"A1": (formel, 42), "B1": ("IFERROR(A1,0)", 43), "C1": ("2*3", 0)})
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", zeile)
    m = gerechnet(pfad)
    assert set(meldungen(m)) == {"T!A1", "T!B1"}
    assert m["T!C1"] == 6
    m.speichern()
    blatt = openpyxl.load_workbook(pfad, data_only=True)["T"]
    assert (blatt["A1"].value, blatt["B1"].value) == (42, 43)


def test_was_nur_wie_eine_funktion_aussieht_sperrt_nichts(tmp_path: Path) -> None:
    """Words before a bracket in texts, sheet names, and table columns are no functions."""
    mappe = openpyxl.Workbook()
    blatt = mappe.active
    blatt.title = "T"
    mappe.create_sheet("Plan(alt)")["A1"] = 3
    mappe.create_sheet("O'Hara (Süd)")["A1"] = 4
    blatt["A1"] = 5
    blatt["B1"] = '="Feld A1("&A1&")"'
    blatt["C1"] = "=A1*2"
    blatt["D1"] = "='Plan(alt)'!A1*2"
    blatt["E1"] = "='O''Hara (Süd)'!A1*2"
    blatt["F1"] = '=IF(A1=5,"SUMME(A1)","FOO(""x"")")'
    mappe.save(tmp_path / "m.xlsx")
    m = gerechnet(tmp_path / "m.xlsx")
    assert m["T!B1:F1"] == [["Feld A1(5)", 10, 6, 8, "SUMME(A1)"]]
    assert m.fehler() == []


ABHAENGIG = [
    "A1+1",
    "SUM(A1:B1)",
    "SUM(A:A)",
    "SUM(1:1)*0+5",
    "SUM($A$1)",
    "T!A1",
    "'T'!$A$1",
    "t!a1",
    "wert",
    "Wert*2",
    "T!wert",
    "SUM(bereich)",
    "summe",
    'INDIRECT("A1")',
    "OFFSET(B1,0,-1)",
    "INDEX(A1:B1,1)",
    "SUM(Zahlen[a])",
    "ROWS(A1:A2)",
]


@pytest.mark.parametrize("formel", ABHAENGIG)
def test_was_daran_haengt_bleibt_stehen(tmp_path: Path, formel: str) -> None:
    mappe = openpyxl.Workbook()
    mappe.active.title = "T"
    mappe.save(tmp_path / "t.xlsx")
    namen = (
        '<definedName name="wert">T!$A$1</definedName><definedName name="bereich">T!$A$1:$B$1</definedName>'
        '<definedName name="summe">SUM(T!$A$1:$B$1)</definedName>'
    )
    zeilen = (
        f'<row r="1">{zelle("A1", "FOO(1)", 7)}<c r="B1"><v>1</v></c></row>'
        f'<row r="5">{zelle("C5", formel, 4711)}{zelle("D5", "B1*2", 0)}</row>'
    )
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", zeilen, namen)
    if "Zahlen" in formel:
        pfad = _mit_tabelle(tmp_path / "tabelle.xlsx", formel)
    m = gerechnet(pfad)
    assert "T!C5" in meldungen(m)
    assert m["T!D5"] == 2
    m.speichern()
    assert openpyxl.load_workbook(pfad, data_only=True)["T"]["C5"].value == 4711


def _mit_tabelle(pfad: Path, formel: str) -> Path:
    import xlsxwriter

    mappe = xlsxwriter.Workbook(pfad)
    blatt = mappe.add_worksheet("T")
    blatt.add_table("H1:H3", {"name": "Zahlen", "columns": [{"header": "a"}]})
    blatt.write_formula("H2", "=FOO(1)", None, 7)
    blatt.write("B1", 1)
    blatt.write_formula("C5", f"={formel}", None, 4711)
    blatt.write_formula("D5", "=B1*2")
    mappe.close()
    return pfad


def test_namen_die_nur_auf_einem_blatt_gelten(tmp_path: Path) -> None:
    mappe = openpyxl.Workbook()
    t, u, w = mappe.active, mappe.create_sheet("U"), mappe.create_sheet("V W")
    t.title = "T"
    t["A1"], u["A1"], w["A1"] = "=FOO(1)", 5, 7
    t["D1"], u["D1"] = 1, 2
    for blatt in (t, u):
        blatt.defined_names["wert"] = DefinedName("wert", attr_text=f"{blatt.title}!$A$1")
        blatt.defined_names["jahr"] = DefinedName("jahr", attr_text=f"EGH_JAHRESSTUNDEN({blatt.title}!$D$1)")
        blatt["B1"], blatt["C1"], blatt["E1"] = "=wert+1", "=ueberall", "=jahr"
    mappe.defined_names["ueberall"] = DefinedName("ueberall", attr_text="'V W'!$A$1")
    u.defined_names["ueberall"] = DefinedName("ueberall", attr_text="U!$A$1")
    w["B1"], w["B2"], w["B3"] = "=U!wert*2", "=T!wert*2", "=U!ueberall"
    mappe.save(tmp_path / "m.xlsx")
    m = gerechnet(tmp_path / "m.xlsx")
    assert set(meldungen(m)) == {"T!A1", "T!B1", "'V W'!B2"}
    assert (m["U!B1"], m["'V W'!B1"]) == (6, 10)
    assert (m["T!C1"], m["U!C1"], m["'V W'!B3"]) == (7, 5, 5)
    assert (m["T!E1"], m["U!E1"]) == (52, 104)


def test_ein_name_mit_beweglichem_bezug_zaehlt_ab_der_zelle(tmp_path: Path) -> None:
    """In the file such a name is written for A1; in row 2 Excel takes row 2. Right or named, never row 1."""
    namen = (
        '<definedName name="std">EGH_JAHRESSTUNDEN(T!$A1)</definedName>'
        '<definedName name="roh">T!$A1*2</definedName>'
    )
    zeilen = "".join(
        f'<row r="{i}"><c r="A{i}"><v>{i}</v></c>{zelle(f"B{i}", "std", 52 * i)}{zelle(f"C{i}", "roh", 2 * i)}</row>'
        for i in (1, 2, 3)
    )
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", zeilen, namen)
    gerechnet(pfad).speichern()
    assert openpyxl.load_workbook(pfad, data_only=True)["T"]["B3"].value == 156
    assert openpyxl.load_workbook(pfad, data_only=True)["T"]["C2"].value == 4


def test_datentabelle_und_was_mit_ihr_rechnet(tmp_path: Path) -> None:
    zeilen = f"""<row r="1"><c r="A1"><v>2</v></c>{zelle("B1", "A1*10", 0)}</row>
    <row r="2"><c r="A2"><v>1</v></c><c r="B2"><f t="dataTable" ref="B2:B3" dt2D="0" dtr="0" r1="A1"/><v>10</v></c>
      {zelle("C2", "B2+1", 11)}</row>
    <row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>20</v></c>{zelle("C3", "SUM(B3:B9)", 99)}</row>"""
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", zeilen)
    m = gerechnet(pfad)
    assert set(meldungen(m)) == {"T!B2", "T!C2", "T!C3"}
    assert m["T!B1"] == 20
    m.speichern()
    assert (
        'ref="B2:B3" dt2D="0" dtr="0" r1="A1"/><v>10</v>' in teile(pfad)["xl/worksheets/sheet1.xml"].decode()
    )
    with pytest.raises(ValueError, match="nicht überschrieben"):
        workbooks.oeffnen(pfad)["T!B3"] = 5


def test_lambda_namen_die_unsere_funktionen_ersetzen(tmp_path: Path) -> None:
    """A workbook for people without add-in carries EGH_VZAE as a LAMBDA; here it is our function all the same."""
    namen = (
        '<definedName name="EGH_VZAE">_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a/_xlpm.b)</definedName>'
        '<definedName name="_xlfn.LAMBDA" hidden="1">#NAME?</definedName>'
    )
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", reihe({"A1": ("EGH_VZAE(2912,1372)", 0)}), namen))
    assert m["T!A1"] == pytest.approx(2912 / 1372)
    assert m.fehler() == []


def test_kaputte_namen_stoeren_die_anderen_nicht(tmp_path: Path) -> None:
    namen = (
        '<definedName name="weg">#REF!</definedName><definedName name="weg2">T!#REF!</definedName>'
        '<definedName name="anteil">0.125</definedName><definedName name="land">"TH"</definedName>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">T!$A:$A,T!$1:$1</definedName>'
        '<definedName name="_xlfn.XLOOKUP" hidden="1">#NAME?</definedName>'
    )
    formeln = {
        "A1": ("EGH_BETREUUNGSZEIT(1568,anteil)", 0),
        "B1": ("EGH_HBG_MINUTEN(3,land)", 0),
        "C1": ("weg+1", 9),
        "D1": ("ANTEIL*8", 0),
    }
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", reihe(formeln), namen))
    assert (m["T!A1"], m["T!B1"], m["T!D1"]) == (1372, 226, 1)
    assert m["T!C1"] == "#REF!"


def test_lange_ketten_hinter_unberechenbarem_sind_schnell(tmp_path: Path) -> None:
    zellen: dict[str, object] = {"A1": "=FOO(1)"} | {f"A{i}": f"=A{i - 1}+1" for i in range(2, 3001)}
    assert len(gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen)).fehler()) == 3000
