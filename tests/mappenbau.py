"""Workbooks for the tests: made by openpyxl or XlsxWriter, or with sheet XML written by hand where those cannot."""

from __future__ import annotations

import io
import re
import zipfile
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


def teile(pfad: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pfad) as archiv:
        return {name: archiv.read(name) for name in archiv.namelist()}


def ohne_werte(xml: bytes) -> bytes:
    """A sheet without what recalculation may change: <v>, the type of cells with a formula, the ref of cm="1"."""
    xml = re.sub(rb"<v(?:\s[^>]*)?>[^<]*</v>|<v\s*/>", b"", xml)
    xml = re.sub(rb'(<c [^>]*?)\s+t="(?:str|b|e|n)"([^>]*>)', rb"\1\2", xml)
    return re.sub(rb'(cm="1"[^>]*><f t="array" ref=")[^"]*', rb"\1", xml)
