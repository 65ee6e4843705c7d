"""Workbooks for the tests: made by openpyxl or XlsxWriter, or with sheet XML written by hand where those cannot."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter

import workbooks
from workbooks.mappe import Arbeitsmappe

TeilAendern = Callable[[str, bytes], bytes]


def mit_blatt_xml(pfad: Path, zeilen: str, namen: str = "", aendern: TeilAendern | None = None) -> Path:
    """A workbook with one sheet "T" holding these <row> elements, and these <definedName> elements."""
    mappe = openpyxl.Workbook()
    mappe.active.title = "T"
    roh = io.BytesIO()
    mappe.save(roh)

    def neu(name: str, inhalt: bytes) -> bytes:
        if name == "xl/worksheets/sheet1.xml":
            daten = f"<sheetData>{zeilen}</sheetData>".encode()
            inhalt = re.sub(rb"(?s)<sheetData\s*/>|<sheetData>.*?</sheetData>", lambda _: daten, inhalt)
        if name == "xl/workbook.xml" and namen:
            eintraege = f"<definedNames>{namen}</definedNames><calcPr".encode()
            inhalt = inhalt.replace(b"<definedNames />", b"").replace(b"<calcPr", eintraege)
        return aendern(name, inhalt) if aendern else inhalt

    pfad.write_bytes(umgepackt(roh.getvalue(), neu))
    return pfad


def umgepackt(roh: bytes, aendern: TeilAendern) -> bytes:
    """The same package with changed parts."""
    ziel = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(roh)) as alt, zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        for name in alt.namelist():
            neu.writestr(name, aendern(name, alt.read(name)))
    return ziel.getvalue()


def mit_openpyxl(pfad: Path, zellen: dict[str, object], blatt: str = "T") -> Path:
    """A workbook of openpyxl with these cells."""
    mappe = openpyxl.Workbook()
    mappe.active.title = blatt
    for adresse, wert in zellen.items():
        mappe.active[adresse] = wert
    mappe.save(pfad)
    return pfad


def mit_xlsxwriter(pfad: Path, fuellen: Callable[[xlsxwriter.Workbook, object], None]) -> Path:
    """A workbook of XlsxWriter with one sheet "T"."""
    mappe = xlsxwriter.Workbook(pfad)
    fuellen(mappe, mappe.add_worksheet("T"))
    mappe.close()
    return pfad


def gerechnet(pfad: Path) -> Arbeitsmappe:
    return workbooks.oeffnen(pfad).rechnen()


def meldungen(mappe: Arbeitsmappe) -> dict[str, str]:
    return {m.zelle: m.satz for m in mappe.fehler()}


def genannte(mappe: Arbeitsmappe) -> dict[str, str]:
    """Cells that could not be computed; not those whose value is an error."""
    return {m.zelle: m.satz for m in mappe.fehler() if m.code == "nicht berechenbar"}


def teile(pfad: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pfad) as archiv:
        return {name: archiv.read(name) for name in archiv.namelist()}


def ohne_werte(xml: bytes) -> bytes:
    """A sheet without what recalculation may change: <v>, the type of cells with a formula, the ref of cm="1"."""
    xml = re.sub(rb"<v(?:\s[^>]*)?>[^<]*</v>|<v\s*/>", b"", xml)
    xml = re.sub(rb'(<c [^>]*?)\s+t="(?:str|b|e|n)"([^>]*>)', rb"\1\2", xml)
    return re.sub(rb'(cm="1"[^>]*><f t="array" ref=")[^"]*', rb"\1", xml)


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
