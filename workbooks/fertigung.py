"""Aus einem openpyxl-Workbook eine fertige Datei: immer dieselben Bytes, gerechnet, ohne Zwang zum Neurechnen."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from recalculation.datei.blatt import Blatt
from recalculation.datei.paket import Paket
from recalculation.uebersetzung.gemeinsame import geteilt
from workbooks.excelform import FORMEN, umgeschrieben
from workbooks.mappe import Arbeitsmappe
from workbooks.nativ.form import formeln, mit_lambdas

LANG = 50_000_000
"""Bytes eines Blatts, ab denen gleiche Formeln untereinander nur einmal darin stehen: 10.800 Fälle hätten sonst 290 MB,
mehr als wir lesen und als Excel auf einem gewöhnlichen Rechner gern öffnet."""
_ZEITPUNKT = (2026, 1, 1, 0, 0, 0)
# CT_Font in ECMA-376, wie Microsofts Prüfung sie verlangt
_FOLGE = (
    *(
        "b",
        "i",
        "strike",
        "condense",
        "extend",
        "outline",
        "shadow",
        "u",
        "vertAlign",
        "sz",
        "color",
        "name",
        "family",
    ),
    *("charset", "scheme"),
)
_FONT = re.compile(rb"<font>(.*?)</font>", re.S)
_ELEMENT = re.compile(rb"(<(\w+)[^>]*/>)")
_ZEITPUNKT_XML = b"2026-01-01T00:00:00Z"


def gerechnet(mappe: Workbook, pfad: Path, form: str = FORMEN[0]) -> Arbeitsmappe:
    """Die gebaute Mappe gerechnet, noch nicht gespeichert; `pfad` ist das spätere Ziel, `form` eine aus FORMEN.

    calcId 191029 ohne fullCalcOnLoad: Excel ohne unser Add-in zeigt die gespeicherten Werte statt #NAME?.
    """
    return Arbeitsmappe(Paket(_gepackt(teile(mappe, form))), pfad).rechnen()


def teile(mappe: Workbook, form: str = FORMEN[0]) -> dict[str, bytes]:
    """Die Teile der Datei, noch nicht gerechnet, mit festen Zeiten in den Eigenschaften."""
    mappe.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    roh = BytesIO()
    mappe.save(roh)
    with zipfile.ZipFile(roh) as archiv:
        gelesen = {name: archiv.read(name) for name in archiv.namelist()}
    gelesen["docProps/core.xml"] = re.sub(
        rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*",
        rb"\g<1>" + _ZEITPUNKT_XML,
        gelesen["docProps/core.xml"],
    )
    gelesen["xl/styles.xml"] = _FONT.sub(_in_ordnung, gelesen["xl/styles.xml"])
    return {name: _kurz(name, inhalt) for name, inhalt in _in_form(gelesen, mappe, form).items()}


def _in_form(gelesen: dict[str, bytes], mappe: Workbook, form: str) -> dict[str, bytes]:
    if form == "formeln":
        return formeln(gelesen, _land(mappe))
    if form == "lambda":
        return mit_lambdas(gelesen, _land(mappe))
    return umgeschrieben(gelesen) if form == "excel" else gelesen


def _kurz(name: str, inhalt: bytes) -> bytes:
    if not name.startswith("xl/worksheets/sheet") or len(inhalt) <= LANG:
        return inhalt
    return geteilt(Blatt("", name, inhalt.decode(), [])).encode()


def _land(mappe: Workbook) -> str:
    """Das Land, für das gebaut ist."""
    blatt, ort = next(iter(mappe.defined_names["meta_land"].destinations))
    return str(mappe[blatt][ort.replace("$", "")].value)


def _in_ordnung(font: re.Match[bytes]) -> bytes:
    """Ein <font> mit seinen Elementen in der Folge des Schemas; openpyxl schreibt sie in einer anderen."""
    elemente = sorted(_ELEMENT.findall(font[1]), key=lambda e: _FOLGE.index(e[1].decode()))
    return b"<font>" + b"".join(ganz for ganz, _ in elemente) + b"</font>"


def _gepackt(teile: dict[str, bytes]) -> bytes:
    """Archiv mit festen Zeiten, damit zweimal Gebautes gleich ist."""
    ziel = BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as neu:
        for name, inhalt in teile.items():
            eintrag = zipfile.ZipInfo(name, _ZEITPUNKT)
            eintrag.compress_type = zipfile.ZIP_DEFLATED
            neu.writestr(eintrag, inhalt)
    return ziel.getvalue()
