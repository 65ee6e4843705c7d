"""Was über den sagt, der die Datei gemacht hat, und was nach außen zeigt, steht nicht mehr darin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from xml.sax.saxutils import escape

from workbooks.bausteine.grund.formworte import SAETZE

_WEG = re.compile(
    r"xl/(?:calcChain\.xml|metadata\.xml|vbaProject\.bin|externalLinks/.*|printerSettings/.*|persons/.*|comments.*|threadedComments/.*|drawings/[^/]*\.vml|vmlDrawing.*|connections\.xml)"
    r"|docProps/(?:custom\.xml|thumbnail\..*)|customXml/.*|xl/activeX/.*|xl/ctrlProps/.*"
)
_EIGENSCHAFTEN = (
    "dc:creator",
    "cp:lastModifiedBy",
    "dc:description",
    "cp:keywords",
    "cp:category",
    "Company",
    "Manager",
)
NACH_DRAUSSEN = re.compile(r"""[A-Za-z]:\\|\\\\\w|\bfile:|\bhttps?:|\bmailto:""", re.I)
"""Ein Pfad oder eine Adresse in einem Namen."""
_MAKROFREI = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_FORM_WERTE = "werte: nur Zahlen und Texte, ohne Formeln"


def gesaeubert(teile: Mapping[str, bytes], form: str) -> dict[str, bytes]:
    """Die Teile ohne Verfasser, Pfade, Verweise, Makros und Rechenkette."""
    weg = {name for name in teile if _WEG.fullmatch(name)}
    neu = {name: inhalt for name, inhalt in teile.items() if name not in weg and not _rels_von(name, weg)}
    for name in list(neu):
        if name.endswith((".rels", "[Content_Types].xml")):
            neu[name] = _ohne_ziele(neu[name].decode("utf-8"), weg).encode("utf-8")
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name in neu:
            neu[name] = _ohne_verfasser(neu[name].decode("utf-8")).encode("utf-8")
    mappe = neu["xl/workbook.xml"].decode("utf-8")
    mappe = re.sub(r"(?s)<mc:AlternateContent\b.*?</mc:AlternateContent>", "", mappe)
    mappe = re.sub(
        r"(?s)<externalReferences>.*?</externalReferences>|<externalReferences/>|<fileSharing\b[^>]*/>",
        "",
        mappe,
    )
    mappe = re.sub(
        r'<definedName\b[^>]*?name="(EGH_|fest_)?[^"]*"[^>]*>([^<]*)</definedName>',  # unsere Funktionen kommen neu
        lambda m: "" if m[1] in ("EGH_", "fest_") or NACH_DRAUSSEN.search(unescape(m[2])) else m[0],
        mappe,
    )
    neu["xl/workbook.xml"] = mappe.encode("utf-8")
    texte = {
        n: xml for n, xml in neu.items() if n == "xl/sharedStrings.xml" or n.startswith("xl/worksheets/sheet")
    }
    return neu | {n: _in_der_form(xml.decode("utf-8"), form).encode("utf-8") for n, xml in texte.items()}


def _rels_von(name: str, weg: set[str]) -> bool:
    return name.endswith(".rels") and name.replace("/_rels/", "/").removesuffix(".rels") in weg


def _ohne_ziele(xml: str, weg: set[str]) -> str:
    """Beziehungen und Typen ohne, was es nicht mehr gibt, und ohne Verweise nach draußen; der Hauptteil ohne Makros."""
    namen = "|".join(re.escape(n.rpartition("/")[2]) for n in weg)
    if namen:
        xml = re.sub(
            rf'<(?:Relationship|Override)\b[^>]*(?:Target|PartName)="[^"]*(?:{namen})"[^>]*/>', "", xml
        )
    xml = re.sub(r'<Relationship\b[^>]*TargetMode="External"[^>]*/>', "", xml)
    return xml.replace("application/vnd.ms-excel.sheet.macroEnabled.main+xml", _MAKROFREI)


def _ohne_verfasser(xml: str) -> str:
    for wort in _EIGENSCHAFTEN:
        xml = re.sub(rf"(?s)<{wort}>.*?</{wort}>", f"<{wort}></{wort}>", xml)
    # die Namen der Blätter stehen hier noch einmal, auch die der weggelassenen
    return re.sub(r"(?s)<(TitlesOfParts|HeadingPairs)>.*?</\1>", "", xml)


def _in_der_form(xml: str, form: str) -> str:
    """Sätze, die sagen, womit gerechnet wird."""
    for schluessel, worte in SAETZE.items():
        neu = worte.get(form, worte["formeln"] if schluessel != "form" else _FORM_WERTE)
        for alt in worte.values():
            if alt and alt != neu:
                xml = xml.replace(f">{escape(alt)}<", f">{escape(neu)}<")
    return xml
