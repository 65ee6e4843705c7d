"""What a workbook may ask for, and that what stays below is computed right: sums over whole columns with gaps, long
texts, patterns, chains. Expected values come from LibreOffice, from `re`, from counting.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from fremd.office import durch_office
from hypothesis import given
from hypothesis import strategies as st
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_openpyxl, mit_xlsxwriter

import workbooks
from recalculation import Unbrauchbar
from recalculation.datei import grenzen, paket
from recalculation.datei.adresse import Bereich, Ort
from recalculation.funktionen.grund import VERWEIGERT
from recalculation.funktionen.muster import muster, muster_von_suchen
from recalculation.funktionen.umsetzung import funktionen
from recalculation.uebersetzung.abhaengig import _Grosse
from recalculation.uebersetzung.belegung import STAPEL

# ------------------------------------------------------------- whole columns with a stray value far below

LETZTE = 1_048_576
BEDINGT = [
    "SUMIF(A:A,1,B:B)", 'SUMIF(A:A,">1")', 'SUMIF(A:A,"x",B:B)', 'SUMIF(A:A,"<>x",B:B)', 'SUMIF(A:A,"",B:B)',
    "COUNTIF(A:A,1)", 'COUNTIF(A:A,"x")',
    'COUNTIF(A:A,"<>1")', 'COUNTIF(A:A,"")', 'COUNTIF(A:A,"=")', 'COUNTIF(A:A,">0")',
    'COUNTIF(A:B,">0")', 'COUNTIFS(A:A,"x",B:B,">4")', 'SUMIFS(B:B,A:A,"x")', 'SUMIFS(B:B,A:A,1,B:B,">3")',
    'AVERAGEIF(A:A,"x",B:B)', 'AVERAGEIFS(B:B,A:A,"x",B:B,">4")', 'MAXIFS(B:B,A:A,"x")', 'MINIFS(B:B,A:A,"x")',
    'SUMIF(Zwei!A:A,1,Zwei!B:B)', 'SUMIF($A:$A,1,$B:$B)', "SUMIF(spalte,1,B:B)", 'SUMIFS(B:B,A:A,"x*")',
    "SUMIF($A$1:$A$1048576,1,$B$1:$B$1048576)", 'COUNTIF(A$1:A$1048576,"")', 'COUNTIF(A2:A1000000,"<>x")',
    'COUNTIF($A$3:$A$900000,"")', 'SUMIFS(B2:B600000,A2:A600000,"x")', 'SUMIF(A2:A600000,"x",B1:B599999)',
    'COUNTIFS(A30:A30000,"",B30:B30000,"")', 'SUMIF(A500000:A1048576,"x",B500000:B1048576)', 'COUNTIF(A:A,">=1")',
    'COUNTIF(A100000:B400000,"")', "SUMIF(Zwei!$A$40000:$A$50000,1,Zwei!$B$40000:$B$50000)",
]  # fmt: skip


def mit_luecken(pfad: Path, strich: bool = True) -> Path:
    """Values at the top, two in the middle and one in the last row; also on another sheet in other rows."""
    import openpyxl
    from openpyxl.workbook.defined_name import DefinedName

    mappe = openpyxl.Workbook()
    eins = mappe.active
    eins.title = "T"
    zwei = mappe.create_sheet("Zwei")
    for zeile, (a, b) in enumerate([(1, 2), ("x", 3), (None, 4), (2, 5), ("x", 6), (1, None), ("xy", 7)], 1):
        eins[f"A{zeile}"], eins[f"B{zeile}"] = a, b
        zwei[f"A{zeile + 40_000}"], zwei[f"B{zeile + 40_000}"] = a, b
    if strich:
        eins["A500000"], eins["B500001"] = "x", 9
        eins[f"A{LETZTE}"], eins[f"B{LETZTE}"] = 1, 10
    mappe.defined_names["spalte"] = DefinedName("spalte", attr_text="T!$A:$A")
    for i, formel in enumerate(BEDINGT, 1):
        praefix = "_xlfn." if formel[:3] in ("MAX", "MIN") else ""
        eins[f"D{i}"] = f"={praefix}{formel}"
    mappe.save(pfad)
    return pfad


def test_bedingte_summen_ueber_ganze_spalten_mit_luecken(soffice: str, tmp_path: Path) -> None:
    pfad = mit_luecken(tmp_path / "l.xlsx")
    m = gerechnet(pfad)
    assert not m.fehler()
    assert m._lauf is not None
    assert m._lauf._abschnitte == ((1, len(BEDINGT)), (40_001, 40_007), (500_000, 500_001), (LETZTE, LETZTE))
    office = durch_office(soffice, pfad, tmp_path)
    for i, formel in enumerate(BEDINGT, 1):
        assert m[f"T!D{i}"] == pytest.approx(office[f"T!D{i}"]), formel


def test_eine_neue_zeile_in_der_luecke_zaehlt_mit(tmp_path: Path) -> None:
    """The kept engine has seen only the rows that held something."""
    m = gerechnet(mit_luecken(tmp_path / "l.xlsx"))
    vorher = m["T!D1"]
    m["T!A700000"], m["T!B700000"] = 1, 100
    assert m.rechnen()["T!D1"] == vorher + 100
    m["T!B700000"] = 50
    assert m.rechnen()["T!D1"] == vorher + 50
    m["T!A700000"] = None
    assert m.rechnen()["T!D1"] == vorher


def test_gemeinsame_formeln_mit_beweglichen_zeilen(tmp_path: Path) -> None:
    """Each row looks one row further down; the sections of the first are not those of the others."""
    formeln = "".join(
        f'<row r="{i}"><c r="A{i}"><v>{i}</v></c><c r="C{i}"><f t="shared" si="0"'
        + (' ref="C1:C2">SUMIF(A1:A1000000,"&gt;0")</f>' if i == 1 else "/>")
        + "</c></row>"
        for i in (1, 2)
    )
    letzte = '<row r="1000001"><c r="A1000001"><v>100</v></c></row>'
    m = gerechnet(mit_blatt_xml(tmp_path / "s.xlsx", formeln + letzte))
    assert (m["T!C1"], m["T!C2"]) == (3, 102)


def test_dieselbe_formel_in_anderen_zeilen(tmp_path: Path) -> None:
    """Translations are remembered by shape; a stack of rows that move must not be."""
    zellen = {f"C{i}": f'=SUMIF(A{i}:A{999_999 + i},">0")' for i in range(1, 6)} | {
        f"A{i}": i for i in range(1, 6)
    }
    m = gerechnet(mit_openpyxl(tmp_path / "e.xlsx", {**zellen, "A1000002": 100}))
    assert [m[f"T!C{i}"] for i in range(1, 6)] == [15, 14, 112, 109, 105]


def test_ein_ganzes_blatt_mit_zwei_werten(tmp_path: Path) -> None:
    zellen = {"B1": "=COUNTIF(A2:XFD1048576,5)", f"XFD{LETZTE}": 5, "C1": '=COUNTIF(A2:XFD1048576,"")'}
    m = gerechnet(mit_openpyxl(tmp_path / "x.xlsx", zellen))
    assert (m["T!B1"], m["T!C1"]) == (1, (LETZTE - 1) * 16_384 - 1)


def test_viele_bedingte_summen_ueber_alle_zeilen(tmp_path: Path) -> None:
    """300 of them, and a value in the last row: minutes and a gigabyte, until they were stacked too."""
    zellen = {f"D{i}": f'=SUMIF($A$1:$A$1048576,"<>x{i}",$B$1:$B$1048576)' for i in range(1, 301)}
    zellen |= {f"A{i}": f"x{i}" for i in range(1, 301)} | {f"B{i}": 1 for i in range(1, 301)}
    m = gerechnet(mit_openpyxl(tmp_path / "v.xlsx", {**zellen, f"A{LETZTE}": "x", "E1": '=COUNTIF(A:A,"x")'}))
    assert not m.fehler()
    assert {m[f"T!D{i}"] for i in range(1, 301)} == {299}
    assert m["T!E1"] == 1


def test_ohne_luecken_bleibt_es_bei_der_maschine(tmp_path: Path) -> None:
    """Of whole columns it takes what is used by itself; of A1:A1048576 it would take a million cells."""
    zellen = {
        "A1": 1,
        "A2": 2,
        "B1": '=SUMIF(A:A,">1")',
        "B2": '=SUMIF(A$1:A$1048576,">1")',
        "B3": '=SUMIF(A1:A3,">1")',
    }
    m = gerechnet(mit_openpyxl(tmp_path / "o.xlsx", zellen))
    assert [m[f"T!B{i}"] for i in (1, 2, 3)] == [2, 2, 2]
    formeln = m._lauf.vorbereitet.formeln  # type: ignore[union-attr]
    assert [STAPEL in formeln.text(("T", Ort(i, 2))) for i in (1, 2, 3)] == [False, True, False]


# ------------------------------------------------------------- bounds

FERN = f'<row r="{LETZTE}"><c r="XFD{LETZTE}"><v>5</v></c></row>'


@pytest.mark.parametrize(
    "formel",
    [
        f"SUM(A1:XFD{LETZTE})",
        "SUM(A:XFD)",
        "MAX(2:1048576)",
        "SUMPRODUCT((A:CV=1)*1)",
        "SUM(OFFSET(A1,0,0,1048576,16384))",
        'SUM(INDIRECT("A1:XFD1048576"))',
        "SUM(gross)",
    ],
)
def test_riesige_bereiche_werden_genannt(formel: str, tmp_path: Path) -> None:
    namen = '<definedName name="gross">T!$A:$XFD</definedName>'
    zeilen = f'<row r="1"><c r="B1"><f>{formel}</f><v>7</v></c><c r="C1"><f>SUM(2,3)</f></c></row>{FERN}'
    m = gerechnet(mit_blatt_xml(tmp_path / "r.xlsx", zeilen, namen))
    assert "belegte Zellen" in meldungen(m)["T!B1"]
    assert m["T!C1"] == 5


def test_wer_viel_hat_darf_viel_rechnen(tmp_path: Path) -> None:
    """Many real rows, many formulas over all of them: that is no attack."""
    zeilen = "".join(f'<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>' for i in range(2, 100_002))
    formeln = "".join(f'<c r="{s}1"><f>SUMPRODUCT((A:A&gt;2)*1)+SUM(A:A)</f></c>' for s in "BCD")
    m = gerechnet(mit_blatt_xml(tmp_path / "v.xlsx", f'<row r="1">{formeln}</row>{zeilen}'))
    assert not m.fehler()
    assert m["T!B1"] == m["T!D1"] == 99_999 + sum(range(2, 100_002))


@pytest.mark.parametrize("art", ['t="array"', 't="dataTable"'])
@pytest.mark.parametrize("dynamisch", ["", ' cm="1"'])
def test_zu_viele_zellen_in_matrixformeln(art: str, dynamisch: str, tmp_path: Path) -> None:
    zeile = '<row r="{0}"><c r="A{0}"{1}><f {2} ref="A{0}:A{3}">1+1</f><v>0</v></c></row>'
    viele = "".join(zeile.format(ab, dynamisch, art, ab + 99_999) for ab in (1, 100_001, 200_001))
    with pytest.raises(
        Unbrauchbar, match=r"füllen mehr als 250\.000 Zellen \(bis T!A200001 schon 300\.000\)"
    ):
        gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", viele))


def test_zu_grosse_bereiche_lassen_sich_nicht_lesen(tmp_path: Path) -> None:
    m = gerechnet(mit_openpyxl(tmp_path / "g.xlsx", {"A1": 1}))
    assert len(m[f"T!A1:A{LETZTE}"]) == LETZTE
    with pytest.raises(
        Unbrauchbar, match=r"16\.384\.000 Zellen; auf einmal gelesen werden höchstens 2\.000\.000"
    ):
        m["T!A1:XFD1000"]
    with pytest.raises(Unbrauchbar, match="höchstens"):
        m["T!A1:XFD1000"] = [[1]]


def test_lange_formeln_und_texte(tmp_path: Path) -> None:
    lang = "1" + "+1" * 4_200
    m = gerechnet(mit_openpyxl(tmp_path / "f.xlsx", {"A1": f"={lang}", "A2": "=LEN(A3)", "A3": "a" * 32_767}))
    assert "mehr als 8.192 Zeichen" in meldungen(m)["T!A1"]
    assert m["T!A2"] == 32_767
    for wert in ("a" * 32_768, "😀" * 16_384):
        with pytest.raises(ValueError, match=r"hat 32\.768 Zeichen; in eine Zelle passen 32\.767"):
            m["T!B1"] = wert
    m["T!B1"] = "😀" * 16_383
    assert len(m.rechnen()["T!B1"]) == 16_383


def test_dicht_gepackt(tmp_path: Path) -> None:
    """900 MB of blanks in 900 KB once took 4.5 GB; now 10 MB are read of them."""
    bombe = tmp_path / "b.xlsx"
    with zipfile.ZipFile(bombe, "w", zipfile.ZIP_DEFLATED) as archiv:
        archiv.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    with pytest.raises(Unbrauchbar, match="ungewöhnlich dicht gepackt"):
        paket.Paket.lesen(bombe)


def test_zu_viele_texte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from recalculation.datei import aufbau

    assert grenzen.HOECHSTENS_TEXTE == 2_000_000
    monkeypatch.setattr(aufbau, "HOECHSTENS_TEXTE", 3)
    with pytest.raises(Unbrauchbar, match="mehr als 3 Texte"):
        workbooks.oeffnen(
            mit_xlsxwriter(tmp_path / "t.xlsx", lambda _, b: b.write_column(0, 0, list("abcde")))
        )


# ------------------------------------------------------------- texts


@pytest.mark.parametrize(
    "formel",
    ["A{}&A{}", "UPPER(A{})&LOWER(A{})", "CONCATENATE(A{},A{})", "CONCAT(A{},A{})", 'TEXTJOIN("",TRUE,A{},A{})',
     'SUBSTITUTE(A{},"a",A{})', "REPLACE(A{},1,0,A{})", 'LEN(A{}&A{})&"x"'],
)  # fmt: skip
def test_texte_wachsen_nicht_ueber_eine_zelle_hinaus(formel: str, tmp_path: Path) -> None:
    """Excel cuts at 32,767 characters or gives an error: named. The engine doubled the text until the memory ended."""
    zellen = {f"A{i}": f"={formel.format(i - 1, i - 1)}" for i in range(3, 60)}
    m = gerechnet(mit_openpyxl(tmp_path / "t.xlsx", {"A1": "=1", "A2": '=REPT("a",20000)', **zellen}))
    assert (
        {"nicht berechenbar", "#VALUE!"}
        >= {f.code for f in m.fehler() if f.zelle in ("T!A3", "T!A59")}
        != set()
    )


def test_verkettet_wird_wie_bisher(tmp_path: Path) -> None:
    zellen = {
        "A1": "a",
        "A2": 5,
        "B1": '=A1&A2&"-"&(A1&A1)&IF(A2=5,"x"&A2,"")',
        "B2": '=LEN(A1&"bc")&TRUE&A9',
    }
    m = gerechnet(mit_openpyxl(tmp_path / "v.xlsx", {**zellen, "B3": "=A8&A9", "B4": "=NA()&A1"}))
    assert (m["T!B1"], m["T!B3"], str(m["T!B4"])) == ("a5-aax5", None, "#N/A")


TEXT = st.text("abAB*?~", max_size=7)


@given(TEXT, TEXT, st.integers(0, 7))
def test_muster_wie_regulaere_ausdruecke(suchtext: str, text: str, ab: int) -> None:
    ersatz = {"*": ".*?", "?": "."}
    teile = [ersatz.get(t) or re.escape(t[-1]) for t in re.findall(r"~[*?~]|.", suchtext, re.S)]
    assert muster(suchtext).passt(text) == bool(re.fullmatch("".join(teile), text, re.I | re.S))
    teile = [ersatz.get(t) or re.escape(t.removeprefix("~")) for t in re.findall(r"~.?|.", suchtext, re.S)]
    erster = re.compile("".join(teile), re.I | re.S).search(text, min(ab, len(text)))
    assert muster_von_suchen(suchtext).stelle(text, min(ab, len(text))) == (
        erster.start() if erster else None
    )


def test_muster_die_ewig_brauchten() -> None:
    boese = "*a" * 200 + "b"
    assert not muster(boese).passt("a" * 32_000)
    assert muster_von_suchen(boese).stelle("a" * 32_000, 0) is None
    assert muster_von_suchen(boese).stelle("a" * 300 + "b", 0) == 0


@pytest.mark.parametrize(
    "text", [" " * 32_000 + "x", "9" * 32_000 + "x", "1." * 16_000, "-" * 32_000, "1 " * 16_000 + "€x"]
)
def test_texte_die_fast_zahlen_sind(text: str, tmp_path: Path) -> None:
    """Each cell with a text is asked whether it is a number in some language; blanks alone took hours."""
    zellen = {
        "A1": text,
        "A2": 1,
        "B1": "=COUNTIF(A1:A2,1)",
        "B2": '=SUMIF(A1:A2,">0")',
        "B3": "=ISNUMBER(A1)",
    }
    m = gerechnet(mit_openpyxl(tmp_path / "z.xlsx", zellen))
    assert m["T!B2"] == 1
    assert m["T!B3"] is False


@pytest.mark.parametrize(
    ("name", "argumente"),
    [
        ("POWER", (1e308, 1e9)),
        ("YEAR", ("9" * 400,)),
    ],
)
def test_funktionen_mit_riesigen_zahlen(name: str, argumente: tuple[object, ...]) -> None:
    assert funktionen(datum_1904=False)[name](*argumente)["kind"] in ("Num", "Value", VERWEIGERT)


# ------------------------------------------------------------- what hangs on what


@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.integers(0, 40), st.integers(1, 80), st.integers(0, 70)), max_size=12
    ),
    st.lists(st.tuples(st.integers(1, 90), st.integers(1, 160)), max_size=6),
)
def test_grosse_bereiche_wie_einzeln_gefragt(
    bereiche: list[tuple[int, ...]], orte: list[tuple[int, int]]
) -> None:
    grosse = _Grosse()
    alle = {("T", Ort(i, 1)): Bereich(z, s, z + h, s + b) for i, (z, h, s, b) in enumerate(bereiche)}
    for zelle, bereich in alle.items():
        grosse.merke("t", bereich, zelle)
    gesehen: set[object] = set()
    for ort in orte:
        gesehen |= set(grosse.nimm("t", Ort(*ort)))
        assert not grosse.nimm("u", Ort(*ort))
    assert gesehen == {z for z, b in alle.items() if any(b.enthaelt(Ort(*o)) for o in orte)}
