"""What Python hands to a workbook and what strange cells hold: read as Excel reads it, or refused with a sentence."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from befehlszeile import egh
from fremd.office import durch_office
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_openpyxl, mit_xlsxwriter

import workbooks
from recalculation import Unbrauchbar


@pytest.fixture
def leere(tmp_path: Path) -> Path:
    return mit_openpyxl(tmp_path / "leer.xlsx", {"A1": 1, "B1": "=A1+1"})


# Serial numbers as Excel shows them (its calendar has a 29 February 1900, which never was).
TAGE = [
    (date(1900, 1, 1), 1), (date(1900, 1, 31), 31), (date(1900, 2, 28), 59), (date(1900, 3, 1), 61),
    (date(2026, 11, 30), 46356), (datetime(1900, 1, 1, 12), 1.5), (datetime(1900, 2, 28, 6), 59.25),
    (datetime(1900, 3, 1), 61), (time(12), 0.5), (timedelta(days=2), 2),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "zahl"), TAGE)
def test_tage_wie_in_excel(tag: object, zahl: float, leere: Path) -> None:
    m = workbooks.oeffnen(leere)
    m["T!A1"] = tag
    assert m.rechnen()["T!A1"] == zahl


@pytest.mark.parametrize("tag", [date(1899, 12, 31), datetime(1899, 12, 31, 8), date(1, 1, 1)])
def test_tage_vor_dem_ersten(tag: object, leere: Path) -> None:
    m = workbooks.oeffnen(leere)
    with pytest.raises(ValueError, match="vor dem ersten Tag, den Excel kennt"):
        m["T!A1"] = tag
    assert egh("rechnen", leere, "--setze", "T!A1=31.12.1899").returncode == 2
    assert egh("rechnen", leere, "--setze", "T!A1=28.02.1900").returncode == 0
    assert workbooks.oeffnen(leere)["T!A1"] == 59


def test_tage_in_einer_mappe_ab_1904(tmp_path: Path) -> None:
    pfad = tmp_path / "v.xlsx"
    mappe = xlsxwriter.Workbook(pfad, {"date_1904": True})
    mappe.add_worksheet("T").write(0, 0, 1)
    mappe.close()
    m = workbooks.oeffnen(pfad)
    m["T!A1"] = date(1904, 1, 2)
    assert m.rechnen()["T!A1"] == 1
    with pytest.raises(ValueError, match="vor dem ersten Tag"):
        m["T!A1"] = date(1903, 12, 31)


NUMPY = [
    (np.bool_(True), True),
    (np.bool_(False), False),
    (np.float64(2.5), 2.5),
    (np.int64(3), 3.0),
    (np.str_("x"), "x"),
]


@pytest.mark.parametrize(("wert", "gelesen"), NUMPY)
def test_werte_von_numpy(wert: object, gelesen: object, leere: Path) -> None:
    m = workbooks.oeffnen(leere)
    m["T!A1"] = wert
    assert m.rechnen()["T!A1"] is gelesen or m["T!A1"] == gelesen
    assert type(m["T!A1"]) is type(gelesen)
    m["T!C1:D2"] = np.array([[1, 2], [3, 4]])
    assert m.rechnen()["T!C1:D2"] == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    "wert", [b"5", bytearray(b"5"), object(), {}, 1j, float("nan"), float("inf"), 10**400]
)
def test_was_keine_zelle_nimmt(wert: object, leere: Path) -> None:
    m = workbooks.oeffnen(leere)
    with pytest.raises(ValueError, match=r"^(Eintragen lassen sich|Nur endliche Zahlen)"):
        m["T!A1"] = wert
    assert m.rechnen()["T!A1"] == 1


def test_falscher_gebrauch(leere: Path) -> None:
    m = workbooks.oeffnen(leere)
    for schluessel in (5, None, b"T!A1", ("T", 1)):
        with pytest.raises(KeyError, match="Erwartet wird ein Name oder eine Adresse"):
            m[schluessel]  # type: ignore[index]
    for pfad in (None, 5, b"a.xlsx"):
        with pytest.raises(TypeError, match="Erwartet wird der Pfad"):
            workbooks.oeffnen(pfad)  # type: ignore[arg-type]


def test_die_ueberschrift_einer_tabelle_bleibt(tmp_path: Path) -> None:
    """Excel repairs a file in which the header cell and the table disagree."""
    pfad = mit_xlsxwriter(
        tmp_path / "t.xlsx",
        lambda _, b: b.add_table("A1:B3", {"name": "Preise", "columns": [{"header": "a"}, {"header": "b"}]}),
    )
    m = workbooks.oeffnen(pfad)
    with pytest.raises(ValueError, match="T!B1 ist eine Überschrift der Tabelle Preise"):
        m["T!B1"] = "neu"
    m["T!B2"] = "Inhalt"
    lauf = egh("rechnen", pfad, "--setze", "T!A1=x")
    assert (lauf.returncode, lauf.stderr.count("\n")) == (2, 1)


ZELLEN = {
    "1_000": '<c r="A1"><v>1_000</v></c>',
    "nan": '<c r="A1"><v>nan</v></c>',
    "arabisch": '<c r="A1"><v>١٢</v></c>',
    "hexadezimal": '<c r="A1"><v>0x10</v></c>',
    "zu groß": '<c r="A1"><v>1e400</v></c>',
    "Text −1": '<c r="A1" t="s"><v>-1</v></c>',
    "Text mit 400 Ziffern": f'<c r="A1" t="s"><v>{"9" * 400}</v></c>',
}


@pytest.mark.parametrize("zelle", ZELLEN.values(), ids=ZELLEN)
def test_was_nur_python_liest_ist_nicht_lesbar(zelle: str, tmp_path: Path) -> None:
    pfad = mit_blatt_xml(tmp_path / "z.xlsx", f'<row r="1">{zelle}</row>')
    with pytest.raises(Unbrauchbar, match="Der Wert in T!A1 ist nicht lesbar"):
        workbooks.oeffnen(pfad)["T!A1"]


@pytest.mark.parametrize("roh", ["5", " 5 ", "5.", ".5", "+5", "-5E3", "5e-3", "1E+2"])
def test_zahlen_wie_xml_sie_schreibt(roh: str, tmp_path: Path) -> None:
    pfad = mit_blatt_xml(tmp_path / "z.xlsx", f'<row r="1"><c r="A1"><v>{roh}</v></c></row>')
    assert workbooks.oeffnen(pfad)["T!A1"] == float(roh)


@pytest.mark.parametrize("nummer", ["abc", "-5", "²", "9" * 5000, "7", ""])
def test_namen_eines_blatts_das_es_nicht_gibt(nummer: str, tmp_path: Path) -> None:
    namen = f'<definedName name="n" localSheetId="{nummer}">T!$A$1</definedName>'
    pfad = mit_blatt_xml(tmp_path / "n.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>', namen)
    with pytest.raises(Unbrauchbar, match="der Name n gehört zu keinem ihrer Blätter"):
        workbooks.oeffnen(pfad)


@pytest.mark.parametrize(
    "adresse", ["B" + "9" * 5000, "A0", "XFE1", "A1048577", "1A", "A-1", "ÄA1", "ZZZZ1", "", "A1:B2"]
)
@pytest.mark.parametrize("inhalt", ["<v>1</v>", "<f>1+1</f><v>0</v>"])
def test_zellen_ohne_richtige_adresse(adresse: str, inhalt: str, tmp_path: Path) -> None:
    pfad = mit_blatt_xml(
        tmp_path / "n.xlsx", f'<row r="1"><c r="A1"><f>2</f></c><c r="{adresse}">{inhalt}</c></row>'
    )
    lauf = egh("rechnen", pfad, "--setze", "T!C5=1")
    assert lauf.returncode == 2
    assert "keine richtige Adresse" in lauf.stderr


def test_zu_viele_glieder_heissen_beim_namen(tmp_path: Path) -> None:
    zellen = {"A1": 1, "A2": "x", "B1": "=" + "+".join(["A1"] * 200), "B2": "=" + "+".join(["A1"] * 300)}
    zellen |= {
        "B3": "=" + "&".join(["A2"] * 100),
        "B4": "=" + "&".join(["A2"] * 1000),
        "B5": "=FOO(" + "1," * 90 + "1)",
    }
    m = gerechnet(mit_openpyxl(tmp_path / "g.xlsx", zellen))
    assert (m["T!B1"], m["T!B3"]) == (200, "x" * 100)
    saetze = meldungen(m)
    assert all("zu viele Glieder oder Klammern" in saetze[z] for z in ("T!B2", "T!B4"))
    assert "FOO" in saetze["T!B5"]


def test_verkettungen_wie_in_libreoffice(soffice: str, tmp_path: Path) -> None:
    """& goes through a function of ours that measures; what it gives must be what it gave."""
    formeln = [
        "=A1&A2", '=A1&"-"&A2&"-"&A3', "=(A1&A2)&(A3&A4)", '="x"&A9&"y"', "=LEN(A2&A2&A2)", "=A2&SUM(1,2)", "=A5&A2",
        '=IF(A2&""="b","ja","nein")', '=SUMPRODUCT(LEN(A2:A4&"!"))', '=UPPER(A2&"c")&LEFT("abc"&A2,2)',
        '=IFERROR(A6&"x","f")',
    ]  # fmt: skip
    zellen = {"A1": 1, "A2": "b", "A3": 12, "A4": "dd", "A5": True, "A6": "=1/0"}
    pfad = mit_openpyxl(tmp_path / "k.xlsx", {**zellen, **{f"B{i}": f for i, f in enumerate(formeln, 1)}})
    m, office = gerechnet(pfad), durch_office(soffice, pfad, tmp_path)
    genannt = {f.zelle for f in m.fehler() if f.code == "nicht berechenbar"}
    assert genannt <= {"T!B7"}  # a truth value in a text depends on the language
    for i, formel in enumerate(formeln, 1):
        if f"T!B{i}" not in genannt:
            assert m[f"T!B{i}"] == office[f"T!B{i}"], formel


@pytest.mark.parametrize("art", ['xml:space="preserve"', "", 'x="y"'])
@pytest.mark.parametrize("text", [" ", " a ", "a  b", "\ta", "\u00a0a"])
def test_raender_von_texten_liest_jeder_gleich(art: str, text: str, tmp_path: Path) -> None:
    """What a cell reads as is what the formulas count; without xml:space margins are no part of a text in XML."""
    zelle = f'<c r="A1" t="inlineStr"><is><t {art}>{text}</t></is></c><c r="B1"><f>LEN(A1)</f></c>'
    m = gerechnet(mit_blatt_xml(tmp_path / "r.xlsx", f'<row r="1">{zelle}</row>'))
    assert len(m["T!A1"] or "") == m["T!B1"] == len(text if "preserve" in art else text.strip(" \t"))
