"""Aus einem openpyxl-Workbook eine fertige Datei: immer dieselben Bytes, gerechnet, ohne Zwang zum Neurechnen."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from workbooks.mappe import Arbeitsmappe
from workbooks.recalculation.paket import Paket

_ZEITPUNKT = (2026, 1, 1, 0, 0, 0)
_ZEITPUNKT_XML = b"2026-01-01T00:00:00Z"


def gerechnet(mappe: Workbook, pfad: Path) -> Arbeitsmappe:
    """Die gebaute Mappe gerechnet, noch nicht gespeichert; `pfad` ist das spätere Ziel.

    calcId 191029 ohne fullCalcOnLoad: Excel ohne unser Add-in zeigt die gespeicherten Werte statt #NAME?.
    """
    mappe.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    roh = BytesIO()
    mappe.save(roh)
    return Arbeitsmappe(Paket(_ohne_uhrzeit(roh.getvalue())), pfad).rechnen()


def _ohne_uhrzeit(roh: bytes) -> bytes:
    """Feste Zeiten in Archiv und Eigenschaften, damit zweimal Gebautes gleich ist."""
    ziel = BytesIO()
    with zipfile.ZipFile(BytesIO(roh)) as alt, zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        for name in alt.namelist():
            inhalt = alt.read(name)
            if name == "docProps/core.xml":
                inhalt = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + _ZEITPUNKT_XML, inhalt
                )
            eintrag = zipfile.ZipInfo(name, _ZEITPUNKT)
            eintrag.compress_type = zipfile.ZIP_DEFLATED
            neu.writestr(eintrag, inhalt)
    return ziel.getvalue()
