"""Every part of the package but cached values stays byte for byte, whoever made the file; XML in all its spellings."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from mappenbau import gerechnet, mit_blatt_xml, mit_openpyxl, mit_xlsxwriter, teile, umgepackt
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

import workbooks
from recalculation import Unbrauchbar

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def geruest(xml: bytes) -> list[tuple[str, dict[str, str], str]]:
    """All elements of a sheet in order, with attributes and text, but without values: read by another parser."""
    aus = []
    for element in ElementTree.fromstring(xml).iter():
        if element.tag in (f"{NS}v", f"{NS}is") or element.tag == f"{NS}t":
            continue
        attribute = dict(element.attrib)
        if element.tag == f"{NS}c":
            attribute.pop("t", None)
        aus.append((element.tag, attribute, element.text or ""))
    return aus


def von_openpyxl(pfad: Path) -> Path:
    buch = openpyxl.Workbook()
    blatt = buch.active
    blatt.title = "T"
    for i in range(1, 6):
        blatt[f"A{i}"], blatt[f"B{i}"] = 100 * i, f'=EGH_HBG(A{i},"TH")'
    blatt["C1"] = "=SUM(A1:A5)/0"
    blatt["A1"].comment = Comment("Notiz", "ich")
    blatt.conditional_formatting.add(
        "A1:A5", FormulaRule(formula=["A1>200"], fill=PatternFill("solid", bgColor="FFFF0000"))
    )
    pruefung = DataValidation(type="list", formula1='"a,b"')
    pruefung.add("D1")
    blatt.add_data_validation(pruefung)
    diagramm = BarChart()
    diagramm.add_data(Reference(blatt, min_col=1, min_row=1, max_row=5))
    blatt.add_chart(diagramm, "F1")
    blatt.merge_cells("A10:C11")
    blatt["H1"], blatt["I1"], blatt["H2"], blatt["I2"] = "x", "y", 1, 2
    blatt.add_table(Table(displayName="Tab", ref="H1:I2"))
    blatt.protection.sheet = True
    blatt.freeze_panes = "B2"
    blatt.print_area = "A1:C9"
    buch.create_sheet("Zwei")["A1"] = "=T!C1"
    buch.save(pfad)
    return pfad


def von_libreoffice(pfad: Path) -> Path:
    return Path(shutil.copy(Path(__file__).parents[1] / "fremd" / "libreoffice.xlsx", pfad))


def von_xlsxwriter(pfad: Path) -> Path:
    def fuellen(buch, blatt) -> None:  # type: ignore[no-untyped-def]
        blatt.write("A1", 226)
        blatt.write_formula("B1", '=EGH_HBG_VK(EGH_HBG(A1,"TH"),"TH")')
        blatt.write_formula("B2", '="Text & <mehr>"')
        blatt.insert_textbox("D2", "Textfeld")
        blatt.insert_checkbox("E1", True)
        blatt.add_sparkline("F1", {"range": "T!A1:B1"})
        blatt.set_background(io.BytesIO(_PNG), True)
        blatt.ignore_errors({"number_stored_as_text": "A1:A9"})
        buch.add_worksheet("Versteckt").hide()
        buch.set_custom_property("Aktenzeichen", "1-2-3")
        makro = pfad.with_suffix(".bin")
        makro.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 3)
        buch.add_vba_project(str(makro))

    return mit_xlsxwriter(pfad, fuellen)


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


@pytest.mark.parametrize("macher", [von_openpyxl, von_xlsxwriter, von_libreoffice])
def test_nur_werte_aendern_sich(tmp_path: Path, macher) -> None:  # type: ignore[no-untyped-def]
    pfad = macher(tmp_path / ("m.xlsm" if macher is von_xlsxwriter else "m.xlsx"))
    with zipfile.ZipFile(pfad, "a") as archiv:
        archiv.writestr("customXml/item1.xml", "<eigenes>ü</eigenes>")
        archiv.writestr("xl/printerSettings/printerSettings1.bin", b"\x00\xffDrucker")
        archiv.writestr("xl/fremd/leer.bin", b"")
    vorher = teile(pfad)
    m = gerechnet(pfad)
    m.speichern()
    nachher = teile(pfad)
    assert list(nachher) == list(vorher)  # same order, too
    blaetter = [n for n in vorher if n.startswith("xl/worksheets/sheet")]
    assert [n for n in vorher if vorher[n] != nachher[n] and n not in blaetter] == []
    for name in blaetter:
        assert geruest(vorher[name]) == geruest(nachher[name])
        ohne_zellen = re.compile(rb"(?s)<sheetData.*</sheetData>")
        assert ohne_zellen.sub(b"", vorher[name]) == ohne_zellen.sub(b"", nachher[name])
    assert zipfile.ZipFile(pfad).testzip() is None
    einmal = pfad.read_bytes()
    gerechnet(pfad).speichern(tmp_path / f"n{pfad.suffix}")
    assert (tmp_path / f"n{pfad.suffix}").read_bytes() == einmal
    buch = openpyxl.load_workbook(pfad, keep_vba=pfad.suffix == ".xlsm")  # a strict reader takes it
    if buch.vba_archive:
        buch.vba_archive.close()


@pytest.mark.parametrize(
    ("leer", "name"),
    [("<sheetData/>", "kurz"), ("<sheetData />", "mit Leerzeichen"), ("<sheetData></sheetData>", "offen")],
)
def test_eingabe_auf_einem_leeren_blatt(tmp_path: Path, leer: str, name: str) -> None:
    buch = openpyxl.Workbook()
    buch.active.title = "T"
    buch.active["A1"] = "=Leer!B2*2"
    buch.create_sheet("Leer")
    buch.save(tmp_path / "m.xlsx")
    pfad = tmp_path / f"{name}.xlsx"

    def anders(teil: str, inhalt: bytes) -> bytes:
        return (
            re.sub(rb"<sheetData></sheetData>|<sheetData\s*/>", leer.encode(), inhalt)
            if "sheet2" in teil
            else inhalt
        )

    pfad.write_bytes(umgepackt((tmp_path / "m.xlsx").read_bytes(), anders))
    m = workbooks.oeffnen(pfad)
    m["Leer!B2"] = 21
    m["Leer!A1"] = "oben"
    m["Leer!C9"] = True
    m.rechnen().speichern()
    assert workbooks.oeffnen(pfad)["T!A1"] == 42
    blatt = openpyxl.load_workbook(pfad)["Leer"]
    assert [blatt[a].value for a in ("A1", "B2", "C9")] == ["oben", 21, True]


@pytest.mark.parametrize(
    ("daten", "setzen"),
    [
        ('<row r="3" ht="20" customHeight="1"/>', ["B3", "A3", "C2", "A5"]),
        ("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>", ["C1", "A2", "D2"]),
        ("<row r='1'><c r='A1' s='0' t='s'><v>0</v></c><c r='C1'/></row>", ["A1", "B1", "D1"]),
        ('<row r="1"><c r="Z1"><v>1</v></c><c r="AB1"><v>3</v></c></row>', ["AA1", "Y1", "AC1"]),
        ('<row r="1"><!-- x --><c r="B1"><v>1</v></c><!-- <c r="C1"/> --></row>', ["A1", "C1"]),
        ('<row r="2"><c r="A2"><v>2</v></c></row><row r="5"/>', ["A1", "A3", "B2", "A5", "A6"]),
        ('<row r="1"><c r="A1" t="d"><v>2024-01-01</v></c></row>', ["A1"]),
        ('<row r="1" spans="1:1"><c r="A1" t="e" vm="3"><v>#N/A</v></c></row>', ["A1", "XFD1", "A1048576"]),
    ],
)
def test_eingaben_zwischen_fremde_zellen(tmp_path: Path, daten: str, setzen: list[str]) -> None:
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", daten)
    m = workbooks.oeffnen(pfad)
    for nummer, adresse in enumerate(setzen, 10):
        m[f"T!{adresse}"] = nummer
    m.rechnen().speichern()
    blatt = openpyxl.load_workbook(pfad)["T"]
    assert [blatt[a].value for a in setzen] == list(range(10, 10 + len(setzen)))
    assert [workbooks.oeffnen(pfad)[f"T!{a}"] for a in setzen] == list(range(10, 10 + len(setzen)))


def _umbenannt(alt: str, neu: str):  # type: ignore[no-untyped-def]
    def umpacken(roh: bytes) -> bytes:
        ziel = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(roh)) as quelle,
            zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as archiv,
        ):
            for name in quelle.namelist():
                archiv.writestr(name.replace(alt, neu), quelle.read(name))
        return ziel.getvalue()

    return umpacken


def _kodiert(kodierung: str, erklaert: str, bom: bytes = b""):  # type: ignore[no-untyped-def]
    def anders(name: str, inhalt: bytes) -> bytes:
        if "worksheets/sheet" not in name:
            return inhalt
        text = re.sub(r"^<\?xml.*?\?>\s*", "", inhalt.decode())
        text = text.replace(
            '<c r="C1" t="s"><v>0</v></c>', '<c r="C1" t="inlineStr"><is><t>Größe</t></is></c>'
        )
        return bom + f'<?xml version="1.0" encoding="{erklaert}"?>{text}'.encode(kodierung)

    return lambda roh: umgepackt(roh, anders)


SELTEN = {
    "Teilname anders geschrieben": _umbenannt("worksheets/sheet1", "worksheets/Sheet1"),
    "ISO-8859-1": _kodiert("latin-1", "ISO-8859-1"),
    "UTF-8 mit Marke": _kodiert("utf-8", "UTF-8", b"\xef\xbb\xbf"),
    "UTF-16": _kodiert("utf-16-le", "UTF-16", b"\xff\xfe"),
    "Vorspann vor dem Archiv": lambda roh: b"#!junk\n" + roh,
    "Anhang am Archiv": lambda roh: roh + bytes(20),
    "Schrägstriche": _umbenannt("xl/", "/xl/"),
    "umgekehrte Schrägstriche": _umbenannt("/", "\\"),
}


@pytest.mark.parametrize("machen", SELTEN.values(), ids=SELTEN)
def test_seltene_pakete_werden_gerechnet_oder_abgelehnt(tmp_path: Path, machen) -> None:  # type: ignore[no-untyped-def]
    """Never half read: right values, or refused with a sentence and nothing written."""
    zellen = {"A1": 8, "B1": '=EGH_JAHRESSTUNDEN(A1)&" Stück ä"', "C1": "Größe", "C2": '=C1&"ö"'}
    pfad = mit_openpyxl(tmp_path / "m.xlsx", zellen)
    pfad.write_bytes(machen(pfad.read_bytes()))
    vorher = pfad.read_bytes()
    try:
        m = gerechnet(pfad)
    except Unbrauchbar as grund:
        satz = str(grund)
    else:
        satz = ""
    if satz:
        assert satz.startswith(("Die Datei", "Das Blatt"))
        assert pfad.read_bytes() == vorher
        return
    assert (m["T!B1"], m["T!C2"]) == ("416 Stück ä", "Größeö")
    m.speichern()
    assert workbooks.oeffnen(pfad)["T!C2"] == "Größeö"


def test_strict_open_xml_heisst_beim_namen(tmp_path: Path) -> None:
    def streng(_: str, inhalt: bytes) -> bytes:
        neu = inhalt.replace(
            b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"
        )
        return neu.replace(
            b"schemas.openxmlformats.org/officeDocument/2006/rel", b"purl.oclc.org/ooxml/officeDocument/rel"
        )

    pfad = mit_openpyxl(tmp_path / "m.xlsx", {"A1": "=EGH_BJAZ(52.15,39)"})
    pfad.write_bytes(umgepackt(pfad.read_bytes(), streng))
    with pytest.raises(Unbrauchbar, match="Strict"):
        gerechnet(pfad)


def test_genauigkeit_wie_angezeigt_wird_nicht_uebergangen(tmp_path: Path) -> None:
    """With this setting Excel rounds every cell to what it shows; our numbers would differ from its."""

    def einstellen(name: str, inhalt: bytes) -> bytes:
        neu = b'<calcPr calcId="191029" fullPrecision="0"/>'
        return re.sub(rb"<calcPr[^>]*/>", neu, inhalt) if name == "xl/workbook.xml" else inhalt

    pfad = mit_blatt_xml(
        tmp_path / "m.xlsx", '<row r="1"><c r="A1"><f>1/3</f><v>0.33</v></c></row>', "", einstellen
    )
    with pytest.raises(Unbrauchbar, match="Genauigkeit wie angezeigt"):
        gerechnet(pfad)
