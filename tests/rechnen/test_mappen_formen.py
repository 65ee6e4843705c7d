"""Formulas as other programs write them: shared, arrays, omitted arguments, foreign forms of our names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_openpyxl, mit_xlsxwriter
from openpyxl.worksheet.formula import ArrayFormula

import workbooks
from recalculation.datei.paket import Unbrauchbar


def test_weggelassene_argumente(tmp_path: Path) -> None:
    # 8 Std. × 7 Tage × 1 Mitarbeitende × 25 % × 52 Wochen
    formeln = {
        "A1": "=EGH_EINSATZSTUNDEN(8,7,,0.25)",
        "A2": "=EGH_EINSATZSTUNDEN(8,7, ,0.25, )",
        "A3": "=egh_einsatzstunden(8,7,,0.25)",
        "A4": "=IF(TRUE,EGH_EINSATZSTUNDEN(8,7,,0.25),0)",
        "A5": "=SUM(EGH_EINSATZSTUNDEN(8,7,,0.25),EGH_EINSATZSTUNDEN(8,7,,0.25))/2",
    }
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", formeln))
    assert [m[f"T!{a}"] for a in formeln] == [728] * 5
    assert m.fehler() == []


def test_ein_weggelassenes_pflichtargument_ist_ein_fehler_und_nicht_null(tmp_path: Path) -> None:
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", {"A1": "=EGH_BJAZ(52,)", "A2": "=SUM(A1,1)"}))
    assert m["T!A1"] == "#VALUE!"
    assert m["T!A2"] == "#VALUE!"
    assert meldungen(m)["T!A1"] == "EGH_BJAZ: wochenstunden fehlt; bitte angeben."
    assert meldungen(m)["T!A2"] == "Übernimmt den Fehler #WERT! aus T!A1."


@pytest.mark.parametrize(
    "name",
    [
        "EGH_BJAZ",
        "egh_bjaz",
        "[1]!EGH_BJAZ",
        "[12]!egh_bjaz",
        r"'C:\Add-ins\EGH.xlam'!EGH_BJAZ",
        "EGH.xlam!EGH_BJAZ",
        "_xll.EGH_BJAZ",
        "_xldudf_EGH_BJAZ",
        "de.eghkalkulation.EGH.EGH_BJAZ",
        "de.eghkalkulation.EGH.egh_bjaz",
    ],
)
def test_fremde_schreibweisen_unserer_namen(tmp_path: Path, name: str) -> None:
    zeile = (
        f'<row r="1"><c r="A1"><f>{name}(52.15,39)</f><v>1</v></c><c r="B1"><f>A1+{name}(1,1)</f></c></row>'
    )
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeile))
    assert m["T!A1:B1"] == [[2033.85, 2034.85]]
    assert m.fehler() == []


def test_gemeinsame_formeln(tmp_path: Path) -> None:
    zeilen = """
    <row r="1"><c r="A1"><v>8</v></c>
      <c r="B1"><f t="shared" ref="B1:B3" si="0">[1]!EGH_EINSATZSTUNDEN(A1,7,,0.25)</f></c>
      <c r="C1"><f t="shared" ref="C1:C3" si="1">FOO(A1)</f><v>7</v></c></row>
    <row r="2"><c r="A2"><v>4</v></c><c r="B2"><f t="shared" si="0"/></c>
      <c r="C2"><f t="shared" si="1"/><v>8</v></c></row>
    <row r="3"><c r="A3" t="str"><v>abc</v></c><c r="B3"><f t="shared" si="0"/></c>
      <c r="C3"><f t="shared" si="1"/></c></row>
    """
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen))
    assert m["T!B1:B2"] == [[728], [364]]
    assert m["T!B3"] == "#VALUE!"
    assert "stunden_tag ist „abc“" in meldungen(m)["T!B3"]
    assert {z for z, satz in meldungen(m).items() if "FOO" in satz} == {"T!C1", "T!C2", "T!C3"}


def test_matrixformeln_werden_auf_ihren_bereich_gebracht(tmp_path: Path) -> None:
    zellen = {
        "A1": ArrayFormula("A1:A3", '=EGH_HBG_TABELLE("TH")'),  # zu klein: abgeschnitten
        "C1": ArrayFormula("C1:K18", '=EGH_HBG_TABELLE("TH")'),  # zu groß: #NV
        "M1": ArrayFormula("M1:N2", "=EGH_BJAZ(52.15,39)"),  # ein Wert füllt alle
    }
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))
    assert m["T!A1:A4"] == [["HBG"], ["0.1"], ["0.2"], [None]]
    assert m["T!C11"] == "3"
    assert m["T!F11"] == 226
    assert m["T!C16:E16"] == [["7+", 1077, None]]
    assert m["T!C17"] == m["T!K18"] == "#N/A"
    assert m["T!M1:N2"] == [[2033.85] * 2] * 2
    assert "mehr Zellen" in meldungen(m)["T!K18"]


def test_grosse_matrixformeln_auf_zwei_blaettern(tmp_path: Path) -> None:
    """The engine fills at most 10,000 cells from one formula; beyond that it works in pieces."""
    pfad = tmp_path / "m.xlsx"

    def fuellen(mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        for b, versatz in ((blatt, 0), (mappe.add_worksheet("U"), 5)):
            for i in range(12_000):
                b.write(i, 0, i + versatz)
            b.write_array_formula("B1:B12000", "{=EGH_JAHRESSTUNDEN(A1:A12000,1)}")
            b.write_formula("D1", "=SUM(B1:B12000)")

    m = gerechnet(mit_xlsxwriter(pfad, fuellen))
    summe = 12_000 * 11_999 / 2
    assert (m["T!D1"], m["U!D1"]) == (summe, summe + 5 * 12_000)
    assert m["U!B11999:B12000"] == [[11_998 + 5], [11_999 + 5]]


def test_dynamische_matrix_waechst_und_schrumpft(tmp_path: Path) -> None:
    pfad = tmp_path / "m.xlsx"

    def fuellen(_mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        blatt.write("A1", 2)
        blatt.write_dynamic_array_formula("C1:C1", "=EGH_BUDGET_PROJEKTION(100,A1,0.02,-0.001,,2024)")
        blatt.write_formula("J1", "=SUM(F:F)")

    mit_xlsxwriter(pfad, fuellen)
    m = gerechnet(pfad)
    assert m["T!C1:C5"] == [["Jahr"], [2024], [2025], [2026], [None]]
    assert m["T!J1"] == pytest.approx(100 + 101.9 + 103.8361)
    m.speichern()
    einmal = pfad.read_bytes()
    gerechnet(pfad).speichern()
    assert pfad.read_bytes() == einmal
    m = workbooks.oeffnen(pfad)
    for jahre, ref in ((4, "C1:G6"), (1, "C1:G3")):
        m["T!A1"] = jahre
        m.rechnen()
        assert m[f"T!C{jahre + 2}:C{jahre + 3}"] == [[2024 + jahre], [None]]
        m.speichern(tmp_path / "n.xlsx")
        assert f'ref="{ref}"' in m._aufbau.blaetter["T"].xml
    assert m._aufbau.blaetter["T"].xml.count("<v>") == 3 * 5 + 2  # nothing is left of the larger spill


def test_eine_belegte_nachbarzelle_wird_genannt_und_nichts_ueberschrieben(tmp_path: Path) -> None:
    def fuellen(_mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        blatt.write_dynamic_array_formula("A1:A1", '=EGH_HBG_TABELLE("TH")', None, "alt")
        blatt.write("A3", "hier steht etwas")

    m = gerechnet(mit_xlsxwriter(tmp_path / "m.xlsx", fuellen))
    assert m["T!A3"] == "hier steht etwas"
    assert "belegt" in meldungen(m)["T!A1"]


def test_auch_die_nachbarzellen_einer_nicht_berechenbaren_matrix_geben_keinen_alten_wert(
    tmp_path: Path,
) -> None:
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", {"A1": ArrayFormula("A1:A3", "=FOO(1)"), "A2": 5}))
    for zelle in ("T!A1", "T!A2", "T!A1:A3"):
        with pytest.raises(RuntimeError, match="T!A1 ist nicht berechenbar"):
            m[zelle]


def test_gewoehnliche_formel_auf_bereichen_nimmt_den_wert_ihrer_zeile(tmp_path: Path) -> None:
    """As Excel and LibreOffice do in a cell that is no array formula; test_office.py compares with LibreOffice."""
    zellen: dict[str, object] = {f"A{i}": i for i in range(1, 5)} | {f"B{i}": 10 * i for i in range(1, 5)}
    formeln = {
        "C3": ("=A1:A4*2", 6),
        "D2": ("=A1:A4+B1:B4", 22),
        "E4": ("=IF(A1:A4>3,1,0)", 1),
        "F1": ("=SUM(A1:A4)", 10),
        "G9": ("=SUMPRODUCT(A1:A4*B1:B4)", 300),
        "H9": ("=INDEX(A1:A4*2,3)", 6),
        "I2": ("=EGH_BJAZ(A1:A4,1)", 1),  # the whole range goes in, the top left value comes out
        "J9": ("=MAX(EGH_BJAZ(A1:A4,1))", 4),
        "K9": ("=A1:A4*2", "#VALUE!"),
    }
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen | {a: f for a, (f, _) in formeln.items()}))
    assert {a: m[f"T!{a}"] for a in formeln} == {a: soll for a, (_, soll) in formeln.items()}


def test_namen_mit_formeln_und_tabellen(tmp_path: Path) -> None:
    def fuellen(mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        spalten = [{"header": "Stunden"}, {"header": "Std. im Jahr"}]
        blatt.add_table("A1:B4", {"name": "Dienste", "columns": spalten, "data": [[2.25], [3], [4]]})
        for i in (2, 3, 4):
            blatt.write_formula(f"B{i}", "=EGH_JAHRESSTUNDEN(Dienste[[#This Row],[Stunden]],wochen)")
        blatt.write_formula("D1", "=SUM(Dienste[Std. im Jahr])")
        blatt.write_formula("D2", "=njaz*2")
        blatt.write_formula("D3", "=T!wochen+1")
        mappe.define_name("njaz", '=EGH_NJAZ("NW",,"01.01.2024")')
        mappe.define_name("wochen", "=T!$F$1")
        blatt.write("F1", 52)

    m = gerechnet(mit_xlsxwriter(tmp_path / "m.xlsx", fuellen))
    assert m["T!B2:B4"] == [[117], [156], [208]]
    assert m["T!D1:D3"] == [[481], [3136], [53]]
    assert m.fehler() == []


@pytest.mark.parametrize("weiss", ["\n", "\t", "\r\n", " \n ", "\n ca='0'", "/"])
def test_jedes_leerzeichen_im_formelzeichen(tmp_path: Path, weiss: str) -> None:
    """Legal XML in a cell among usual ones: seen, else an old value stays without a word."""
    formel = f"<f{weiss}>A1*5</f>" if weiss != "/" else "<f >A1*5</f >"
    zeilen = (
        '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f><v>0</v></c>'
        f'<c r="C1">{formel}<v>0</v></c><c r="D1"><f>C1+1</f><v>0</v></c></row>'
    )
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen))
    assert m["T!A1:D1"] == [[2, 4, 10, 11]]
    assert m.formeln == 3


def test_zwei_namen_fuer_einen_namensraum(tmp_path: Path) -> None:
    """Cells under the second name would not be read; a sheet in UTF-32 would have none at all."""
    raum = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    zeilen = f'<row r="1"><c r="A1"><f>1+1</f></c><y:c xmlns:y="{raum}" r="B1"><y:f>2+2</y:f></y:c></row>'
    with pytest.raises(Unbrauchbar, match="zwei Schreibweisen"):
        gerechnet(mit_blatt_xml(tmp_path / "a.xlsx", zeilen))

    def utf32(name: str, xml: bytes) -> bytes:
        return xml.decode().encode("utf-32") if name.endswith("sheet1.xml") else xml

    with pytest.raises(Unbrauchbar, match="unlesbar"):
        workbooks.oeffnen(
            mit_blatt_xml(tmp_path / "b.xlsx", '<row r="1"><c r="A1"><f>1+1</f></c></row>', "", utf32)
        )


def test_ungewoehnliches_xml(tmp_path: Path) -> None:
    """No addresses, a namespace prefix, CDATA, comments, single quotes: all of it allowed."""
    ohne_r = (
        '<row><c><v>8</v></c><c><f>A1*2</f></c></row><row><c><f><![CDATA[IF(A1<9,"<ja>",0)]]></f></c></row>'
    )
    m = gerechnet(mit_blatt_xml(tmp_path / "a.xlsx", ohne_r))
    assert m["T!A1:B2"] == [[8, 16], ["<ja>", None]]
    kommentar = (
        """<row r="1"><!-- <c r="A1"><f>1/0</f></c> --><c r='A1' t='str'><f>2*3</f><v>x</v></c></row>"""
    )
    assert gerechnet(mit_blatt_xml(tmp_path / "b.xlsx", kommentar))["T!A1"] == 6

    def mit_vorsatz(name: str, xml: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return xml
        text = xml.decode().replace('xmlns="', 'xmlns:x="')
        return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).encode()

    pfad = mit_blatt_xml(
        tmp_path / "c.xlsx", '<row r="1"><c r="A1"><f>EGH_JAHRESSTUNDEN(2.25)</f></c></row>', "", mit_vorsatz
    )
    m = gerechnet(pfad)
    m["T!C5"] = "neu & <alt>"
    m.rechnen().speichern()
    assert workbooks.oeffnen(pfad)["T!A1"] == 117
    assert workbooks.oeffnen(pfad)["T!C5"] == "neu & <alt>"


def test_eine_matrix_raeumt_nur_was_keine_andere_fuellt(tmp_path: Path) -> None:
    """The upper spill shrinks out of cells that the lower one grows into."""

    def fuellen(_mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        blatt.write_row("A1", [3, 1])
        blatt.write_dynamic_array_formula("C1:C1", "=_xlfn.SEQUENCE(A1,1)")
        blatt.write_dynamic_array_formula("B3:B3", "=_xlfn.SEQUENCE(1,B1,50)")

    pfad = mit_xlsxwriter(tmp_path / "m.xlsx", fuellen)
    m = gerechnet(pfad)
    assert m["T!B1:D3"] == [[1, 1, None], [None, 2, None], [50, 3, None]]
    m.speichern()
    m = workbooks.oeffnen(pfad)
    m["T!A1:B1"] = [[2, 3]]
    m.rechnen()
    assert m["T!B1:D3"] == [[3, 1, None], [None, 2, None], [50, 51, 52]]


def test_funktionen_die_bereiche_ergeben_laufen_nicht_ueber(tmp_path: Path) -> None:
    zellen: dict[str, object] = {"A1": 1, "A2": 2, "A3": 3, "B1": "A1:A3"}
    formeln = {"D2": "=OFFSET(A1,0,0,3,1)", "E2": "=INDIRECT(B1)", "F3": "=_xlfn.SINGLE(A1:A3)*10"}
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen | formeln | {"H1": "=SUM(D1:F9)"}))
    assert (m["T!D2"], m["T!E2"], m["T!F3"]) == (2, 2, 30)
    assert m["T!H1"] == 34  # nothing spilled below


def test_andere_kodierung_und_leerraum_in_attributen(tmp_path: Path) -> None:
    zeile = '<row r = "1"><c r = "A1"><v>8</v></c><c r="b1" t = "str"><f>A1&amp;"ü€"</f><v>x</v></c></row>'

    def latin1(name: str, xml: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return xml
        kopf = '<?xml version="1.0" encoding="ISO-8859-1"?>'
        return (kopf + xml.decode().replace("€", "&#8364;")).encode("iso-8859-1")

    pfad = mit_blatt_xml(tmp_path / "m.xlsx", zeile, "", latin1)
    gerechnet(pfad).speichern()
    assert workbooks.oeffnen(pfad)["T!A1:B1"] == [[8, "8ü€"]]
