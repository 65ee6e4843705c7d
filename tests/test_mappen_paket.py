"""Only values change: every other part of the file stays byte for byte, and a second run changes nothing."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pytest
from mappenbau import gerechnet, mit_blatt_xml, mit_xlsxwriter, ohne_werte, teile, umgepackt

import workbooks


def bild(pfad: Path) -> Path:
    """A PNG of one pixel."""
    roh = b"\x89PNG\r\n\x1a\n"
    for art, daten in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff\0\0")),
        (b"IEND", b""),
    ):
        roh += struct.pack(">I", len(daten)) + art + daten + struct.pack(">I", zlib.crc32(art + daten))
    pfad.write_bytes(roh)
    return pfad


def reiche_mappe(pfad: Path) -> Path:
    """Styles, validation, conditional format, chart, comment, table, names, protection, picture, link, print set-up."""

    def fuellen(mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        fett = mappe.add_format({"bold": True, "num_format": "#,##0.00", "locked": False})
        blatt.write_row("A1", ["Minuten", "HBG", "VK"], fett)
        for i in range(2, 8):
            blatt.write(f"A{i}", 40 * i, fett)
            blatt.write_formula(f"B{i}", f'=EGH_HBG(A{i},"TH")', fett)
            blatt.write_formula(f"C{i}", f'=EGH_HBG_VK(B{i},"TH")', fett, 99)
        blatt.write_dynamic_array_formula("E1:E1", '=EGH_HBG_TABELLE("TH")', fett)
        blatt.write_rich_string("A9", "ein ", fett, "fetter", " Text")
        blatt.write_url("A10", "https://example.invalid/", string="Verweis")
        blatt.data_validation(
            "A2:A7", {"validate": "decimal", "criteria": ">=", "value": 0, "input_message": "Min."}
        )
        blatt.conditional_format("C2:C7", {"type": "data_bar"})
        blatt.write_comment("A2", "Ein Kommentar")
        blatt.insert_image("A12", str(bild(pfad.with_suffix(".png"))))
        blatt.protect("", {"format_cells": True})
        blatt.set_landscape()
        blatt.set_header("&L&A")
        diagramm = mappe.add_chart({"type": "column"})
        diagramm.add_series({"values": "=T!$C$2:$C$7"})
        blatt.insert_chart("A20", diagramm)
        zweites = mappe.add_worksheet("Ohne Formeln")
        zweites.write("A1", "unberührt")
        zweites.add_table("A3:B5", {"columns": [{"header": "x"}, {"header": "y"}]})
        mappe.define_name("ergebnis_vk", "=T!$C$7")
        mappe.set_properties({"author": "Jemand", "comments": "bleibt"})
        if pfad.suffix == ".xlsm":
            makro = pfad.with_suffix(".bin")
            makro.write_bytes(bytes(range(256)) * 8)
            mappe.add_vba_project(str(makro))

    return mit_xlsxwriter(pfad, fuellen)


@pytest.mark.parametrize("endung", [".xlsx", ".xlsm"])
def test_alles_andere_bleibt_byte_fuer_byte(tmp_path: Path, endung: str) -> None:
    pfad = reiche_mappe(tmp_path / f"reich{endung}")
    vorher = teile(pfad)
    m = gerechnet(pfad)
    assert m.fehler() == []
    assert m["T!B4"] == "2"  # 160 Min./Woche
    m.speichern()
    nachher = teile(pfad)
    assert list(vorher) == list(nachher)
    geaendert = [name for name in vorher if vorher[name] != nachher[name]]
    assert geaendert == ["xl/worksheets/sheet1.xml"]
    alt, neu = (ohne_werte(t["xl/worksheets/sheet1.xml"]) for t in (vorher, nachher))

    # The spill of the table fills cells that did not exist: rows and cells in E:M are new, nothing else.
    def ohne_ueberlauf(xml: bytes) -> bytes:
        xml = re.sub(rb'<c r="[E-M][0-9]+"(?! s="1" cm)[^>]*(?:/>|></c>)', b"", xml)
        return re.sub(rb'<row r="[0-9]+"></row>|<dimension ref="[^"]*"/>', b"", xml)

    assert ohne_ueberlauf(alt) == ohne_ueberlauf(neu)


def test_zweimal_rechnen_gibt_dieselben_bytes(tmp_path: Path) -> None:
    pfad = reiche_mappe(tmp_path / "m.xlsx")
    gerechnet(pfad).speichern()
    einmal = pfad.read_bytes()
    m = gerechnet(pfad)
    m.speichern(tmp_path / "zwei.xlsx")
    assert (tmp_path / "zwei.xlsx").read_bytes() == einmal


def test_was_schon_stimmt_behaelt_seine_schreibweise(tmp_path: Path) -> None:
    """Excel writes 17 digits; the same number stays as it was written."""
    zeile = '<row r="1"><c r="A1"><f>1/10</f><v>0.10000000000000001</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>'
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", zeile)
    vorher = pfad.read_bytes()
    gerechnet(pfad).speichern(tmp_path / "n.xlsx")
    assert (tmp_path / "n.xlsx").read_bytes() == vorher


def test_werte_jeder_art_stehen_richtig_in_der_datei(tmp_path: Path) -> None:
    import openpyxl

    formeln = [
        "1/3",
        "TRUE",
        '" a&amp;b &lt;"',
        '""',
        "NA()",
        "1E+300",
        'EGH_HBG(200,"TH")',
        "DATE(2024,1,1)",
        "-0",
    ]
    zellen = "".join(
        f'<c r="A{i}" s="0" vm="1"><f>{f}</f></c></row><row r="{i + 1}">' for i, f in enumerate(formeln, 1)
    )
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", f'<row r="1">{zellen}</row>')
    gerechnet(pfad).speichern()
    blatt = openpyxl.load_workbook(pfad, data_only=True)["T"]
    werte = [blatt[f"A{i}"].value for i in range(1, len(formeln) + 1)]
    assert werte == [1 / 3, True, " a&b <", None, "#N/A", 1e300, "3", 45292, 0]
    assert b'vm="1"' not in teile(pfad)["xl/worksheets/sheet1.xml"]  # belonged to the old value


def test_eingaben_behalten_ihr_format_und_die_ausdehnung_waechst(tmp_path: Path) -> None:
    pfad = reiche_mappe(tmp_path / "m.xlsx")
    m = workbooks.oeffnen(pfad)
    m["T!A2"] = 200
    m["T!Z99"] = "neu"
    m.rechnen().speichern()
    xml = teile(pfad)["xl/worksheets/sheet1.xml"].decode()
    assert '<c r="A2" s="1"><v>200</v></c>' in xml
    assert '<dimension ref="A1:Z99"/>' in xml
    assert workbooks.oeffnen(pfad)["T!B2"] == "3"
    m["T!A2"] = None
    m.rechnen()
    assert (m["T!A2"], m["T!B2"]) == (None, None)


def test_unbekannte_teile_bleiben(tmp_path: Path) -> None:
    pfad = reiche_mappe(tmp_path / "m.xlsx")
    roh = umgepackt(pfad.read_bytes(), lambda _, inhalt: inhalt)
    import io
    import zipfile

    puffer = io.BytesIO(roh)
    with zipfile.ZipFile(puffer, "a") as archiv:
        archiv.writestr("customXml/item1.xml", "<eigenes/>")
        archiv.writestr(zipfile.ZipInfo("leer/"), "")
    pfad.write_bytes(puffer.getvalue())
    gerechnet(pfad).speichern()
    assert teile(pfad)["customXml/item1.xml"] == b"<eigenes/>"
    assert "leer/" in teile(pfad)


@pytest.mark.parametrize(
    "zelle", ["<c r='A1'><v>abc</v></c>", "<c r='A1' t='s'><v>99</v></c>", "<c r='A1' t='s'><v>x</v></c>"]
)
def test_unlesbare_werte_geben_einen_satz(tmp_path: Path, zelle: str) -> None:
    from workbooks.recalculation import Unbrauchbar

    pfad = mit_blatt_xml(tmp_path / "m.xlsx", f'<row r="1">{zelle}<c r="B1"><f>1+1</f><v>abc</v></c></row>')
    with pytest.raises(Unbrauchbar, match="T!A1"):
        workbooks.oeffnen(pfad)["T!A1"]


@pytest.mark.parametrize(
    "zelle", ["<c r='B1'><f>1+1</f>", "<c r='B1'><f>1+1</v></c>", "<f>1+1</f>", "<c r='B1'><f>1+1</f></c"]
)
def test_kaputtes_xml_wird_nicht_fuer_ein_leeres_blatt_gehalten(tmp_path: Path, zelle: str) -> None:
    from workbooks.recalculation import Unbrauchbar

    pfad = mit_blatt_xml(tmp_path / "m.xlsx", f'<row r="1">{zelle}</row>')
    with pytest.raises(Unbrauchbar):
        workbooks.oeffnen(pfad).rechnen()
