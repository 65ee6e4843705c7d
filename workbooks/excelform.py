"""Die Form `excel` einer Vorlage: Formeltext und Teile, mit denen Excel unsere Funktionen im Add-in EGH.xlam findet.

Gespeichert steht dann `[1]!EGH_X(…)` mit einem Verweis auf EGH.xlam im Ordner XLSTART, und jede solche Zelle ist als
dynamisches Feld von einer Zelle gekennzeichnet, damit Excel kein @ davorsetzt. So schreibt Excel selbst; ohne Verweis
zeigte es #NAME?, bis jede Formel neu eingegeben ist. `egh rechnen` liest beide Formen.
"""

from __future__ import annotations

import re

from udfs import FUNKTIONEN, formel

FORMEN = ("neutral", "excel", "formeln", "lambda")
"""Formen, in denen eine Vorlage gebaut werden kann; die erste gilt ohne Angabe."""

ADDIN = "EGH.xlam"
NAMEN = tuple(formel(f).name for f in FUNKTIONEN)

_KOPF = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HAUPT = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BEZIEHUNG = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKET = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYP = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_XLSTART = "http://schemas.microsoft.com/office/2006/relationships/xlExternalLinkPath/xlStartup"

_VERWEIS = "xl/externalLinks/externalLink1.xml"
_METADATEN = "xl/metadata.xml"
_METADATEN_XML = (
    _KOPF
    + f'<metadata xmlns="{_HAUPT}" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray">'
    '<metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" '
    'pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" '
    'cellMeta="1"/></metadataTypes><futureMetadata name="XLDAPR" count="1"><bk><extLst>'
    '<ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"><xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext>'
    "</extLst></bk></futureMetadata>"
    '<cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>'
)

_ZELLE = re.compile(r'<c r="(?P<ort>[A-Z]+[0-9]+)"(?P<mehr>[^>]*)><f>(?P<formel>[^<]*EGH_[^<]*)</f>')
_FELD = re.compile(r'(<f t="array" ref="[A-Z0-9:]+">)([^<]*EGH_[^<]*)</f>')
_EIGENE = re.compile(r"\b(?:" + "|".join(sorted(NAMEN, key=len, reverse=True)) + r")(?=\()")


def umgeschrieben(teile: dict[str, bytes]) -> dict[str, bytes]:
    """Die Teile einer gebauten, noch nicht gerechneten Mappe in der Form `excel`.

    Fehler: ValueError, wenn eine unserer Funktionen in Namen, Gültigkeitsregeln oder bedingten Formaten steht; dort
    fände Excel sie nicht.
    """
    neu = {
        name: _blatt(name, xml.decode("utf-8"))
        for name, xml in teile.items()
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)
    }
    neu[_VERWEIS] = _verweis()
    neu["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'{_KOPF}<Relationships xmlns="{_PAKET}"><Relationship Id="rId1" Type="{_XLSTART}" Target="{ADDIN}" '
        'TargetMode="External"/></Relationships>'
    )
    neu[_METADATEN] = _METADATEN_XML
    for name, vor, stueck in (
        (
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/{_VERWEIS}" ContentType="{_TYP}externalLink+xml"/>'
            f'<Override PartName="/{_METADATEN}" ContentType="{_TYP}sheetMetadata+xml"/>',
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            f'<Relationship Id="rIdEgh1" Type="{_BEZIEHUNG}/externalLink" Target="externalLinks/externalLink1.xml"/>'
            f'<Relationship Id="rIdEgh2" Type="{_BEZIEHUNG}/sheetMetadata" Target="metadata.xml"/>',
        ),
        (
            "xl/workbook.xml",
            "<definedNames>",
            f'<externalReferences><externalReference xmlns:r="{_BEZIEHUNG}" r:id="rIdEgh1"/></externalReferences>',
        ),
    ):
        neu[name] = _eingefuegt(teile[name].decode("utf-8"), vor, stueck)
    _ohne_formeln("xl/workbook.xml", neu["xl/workbook.xml"])
    return teile | {name: xml.encode("utf-8") for name, xml in neu.items()}


def _blatt(name: str, xml: str) -> str:
    _ohne_formeln(name, _FELD.sub("", _ZELLE.sub("", xml)))
    xml = _FELD.sub(lambda feld: f"{feld[1]}{_mit_verweis(feld[2])}</f>", xml)
    return _ZELLE.sub(_als_feld, xml)


def _ohne_formeln(name: str, xml: str) -> None:
    if _EIGENE.search(re.sub(r"<(?:t|v)[ >][^<]*", "", xml)):  # Texte der Zellen dürfen Formeln nennen
        raise ValueError(f"{name}: eine EGH-Formel außerhalb gewöhnlicher Zellen")


def _als_feld(treffer: re.Match[str]) -> str:
    return (
        f'<c r="{treffer["ort"]}"{treffer["mehr"]} cm="1"><f t="array" ref="{treffer["ort"]}">'
        f"{_mit_verweis(treffer['formel'])}</f>"
    )


def _mit_verweis(formeltext: str) -> str:
    """`[1]!` vor jede unserer Funktionen, nur außerhalb von Texten; im XML stehen Anführungszeichen als solche."""
    stuecke = formeltext.split('"')
    stuecke[::2] = [_EIGENE.sub(lambda name: "[1]!" + name[0], stueck) for stueck in stuecke[::2]]
    return '"'.join(stuecke)


def _verweis() -> str:
    namen = "".join(f'<definedName name="{name}"/>' for name in NAMEN)
    return (
        f'{_KOPF}<externalLink xmlns="{_HAUPT}"><externalBook xmlns:r="{_BEZIEHUNG}" r:id="rId1">'
        f'<sheetNames><sheetName val="egh.conf"/></sheetNames><definedNames>{namen}</definedNames>'
        '<sheetDataSet><sheetData sheetId="0"/></sheetDataSet></externalBook></externalLink>'
    )


def _eingefuegt(xml: str, vor: str, neu: str) -> str:
    if xml.count(vor) != 1:
        raise ValueError(f"{xml.count(vor)}-mal {vor} in der gebauten Mappe")
    return xml.replace(vor, neu + vor)
