"""Aus einem openpyxl-Workbook eine fertige Datei: immer dieselben Bytes, gerechnet, ohne Zwang zum Neurechnen."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from workbooks.excelform import FORMEN, umgeschrieben
from workbooks.mappe import Arbeitsmappe
from workbooks.recalculation.paket import Paket

_ZEITPUNKT = (2026, 1, 1, 0, 0, 0)
_ZEITPUNKT_XML = b"2026-01-01T00:00:00Z"


def gerechnet(mappe: Workbook, pfad: Path, form: str = FORMEN[0]) -> Arbeitsmappe:
    """Die gebaute Mappe gerechnet, noch nicht gespeichert; `pfad` ist das spätere Ziel, `form` eine aus FORMEN.

    calcId 191029 ohne fullCalcOnLoad: Excel ohne unser Add-in zeigt die gespeicherten Werte statt #NAME?.
    """
    mappe.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    roh = BytesIO()
    mappe.save(roh)
    teile = _teile(roh.getvalue())
    return Arbeitsmappe(Paket(_gepackt(umgeschrieben(teile) if form == "excel" else teile)), pfad).rechnen()


def _teile(roh: bytes) -> dict[str, bytes]:
    """Die Teile der Datei, mit festen Zeiten in den Eigenschaften."""
    with zipfile.ZipFile(BytesIO(roh)) as archiv:
        teile = {name: archiv.read(name) for name in archiv.namelist()}
    teile["docProps/core.xml"] = re.sub(
        rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + _ZEITPUNKT_XML, teile["docProps/core.xml"]
    )
    return teile


def _gepackt(teile: dict[str, bytes]) -> bytes:
    """Archiv mit festen Zeiten, damit zweimal Gebautes gleich ist."""
    ziel = BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        for name, inhalt in teile.items():
            eintrag = zipfile.ZipInfo(name, _ZEITPUNKT)
            eintrag.compress_type = zipfile.ZIP_DEFLATED
            neu.writestr(eintrag, inhalt)
    return ziel.getvalue()
