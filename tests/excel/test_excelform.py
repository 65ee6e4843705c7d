"""Templates in the form `excel`: the text and parts Excel itself writes for add-in functions, the same numbers."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from befehlszeile import egh
from fremd.office import umgewandelt
from vorlagenbau import NAMEN, SCHWER, bytes_der_vorlage, klein

import workbooks
from udfs import FUNKTIONEN, blattname
from workbooks.excelform import umgeschrieben
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import VORLAGEN, bauen

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@cache
def excelform(name: str) -> bytes:
    """As `vorlagenbau.bytes_der_vorlage(name, beispiel=True)`, in the other form."""
    vorlage = next(v for v in VORLAGEN if v.name == name)
    buch = bauen(vorlage, True, umfang=klein(), form="excel")
    return gerechnet(buch, Path("v.xlsx"), "excel").inhalt()


def teile(roh: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(roh)) as archiv:
        return {name: archiv.read(name) for name in archiv.namelist()}


def geoeffnet(roh: bytes, pfad: Path) -> Arbeitsmappe:
    pfad.write_bytes(roh)
    return workbooks.oeffnen(pfad)


def alle_werte(roh: bytes) -> dict[str, object]:
    """Stored values as openpyxl reads them, a reader that is not ours."""
    buch = openpyxl.load_workbook(io.BytesIO(roh), data_only=True)
    return {
        f"{blatt.title}!{zelle.coordinate}": zelle.value
        for blatt in buch
        for zeile in blatt.iter_rows()
        for zelle in zeile
        if zelle.value is not None
    }


@pytest.mark.parametrize("name", SCHWER)
def test_dieselben_zahlen_in_jeder_zelle(name: str) -> None:
    neutral, excel = alle_werte(bytes_der_vorlage(name, beispiel=True)), alle_werte(excelform(name))
    anders = {ort for ort in neutral.keys() | excel.keys() if neutral.get(ort) != excel.get(ort)}

    assert len(anders) == 1  # the Deckblatt names the form
    (ort,) = anders
    assert str(neutral[ort]).startswith("neutral")
    assert str(excel[ort]).startswith("excel")


@pytest.mark.parametrize(
    ("name", "eingabe", "wert"),
    [("nw", "eingabe_njaz", 1540.0), ("th", "eingabe_jahresstunden_vk", 1300.0)],
)
def test_nach_einer_eingabe_rechnet_egh_rechnen_beide_gleich(
    name: str, eingabe: str, wert: float, tmp_path: Path
) -> None:
    fertig = []
    for form, roh in (("neutral", bytes_der_vorlage(name, beispiel=True)), ("excel", excelform(name))):
        m = geoeffnet(roh, tmp_path / f"{form}.xlsx")
        m[eingabe] = wert
        m.rechnen().speichern()
        assert m.fehler() == []
        fertig.append((tmp_path / f"{form}.xlsx").read_bytes())
    neutral, excel = (alle_werte(roh) for roh in fertig)
    vorher = alle_werte(bytes_der_vorlage(name, beispiel=True))

    assert len({ort for ort in neutral if neutral[ort] != vorher.get(ort)}) > 5
    assert len({ort for ort in neutral.keys() | excel.keys() if neutral.get(ort) != excel.get(ort)}) == 1
    # Recalculation keeps what makes the form: flags, link, formula texts.
    for teil, inhalt in teile(fertig[1]).items():
        ohne = re.compile(rb"(<c r=\"\w+\"[^>]*?)(?: t=\"\w+\")?( cm=\"1\")?(>)|<v>[^<]*</v>|<v/>")
        if "worksheets/" in teil:
            assert inhalt.count(b'cm="1"') == teile(excelform(name))[teil].count(b'cm="1"')
            assert inhalt.count(b"[1]!EGH_") == teile(excelform(name))[teil].count(b"[1]!EGH_")
        elif "sharedStrings" not in teil:
            assert ohne.sub(b"", inhalt) == ohne.sub(b"", teile(excelform(name))[teil])


@pytest.mark.parametrize("name", NAMEN)
def test_jede_zelle_mit_unserer_formel_ist_einzeln_gekennzeichnet_und_verbunden(name: str) -> None:
    neutral, excel = teile(bytes_der_vorlage(name, beispiel=True)), teile(excelform(name))
    blaetter = [teil for teil in excel if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", teil)]
    anzahl = 0
    for teil in blaetter:
        assert b"_xludf" not in excel[teil]
        vorher = {
            z.attrib["r"]: z.findtext(M + "f") for z in ElementTree.fromstring(neutral[teil]).iter(M + "c")
        }
        for zelle in ElementTree.fromstring(excel[teil]).iter(M + "c"):
            formel = zelle.find(M + "f")
            alt = vorher[zelle.attrib["r"]]
            if formel is not None and str(formel.text).startswith("druck_"):
                assert alt is None  # what is printed is computed in Excel, and a number elsewhere
                continue
            if formel is None or "EGH_" not in (alt or ""):
                assert "cm" not in zelle.attrib
                assert (formel.text if formel is not None else None) == alt
                continue
            anzahl += 1
            assert zelle.attrib["cm"] == "1"
            assert formel.attrib == {"t": "array", "ref": zelle.attrib["r"]}
            assert formel.text is not None
            assert formel.text.replace("[1]!", "") == alt
            ohne_texte = re.sub(r'"[^"]*"', '""', formel.text)
            assert len(re.findall(r"\[1\]!EGH_", ohne_texte)) == len(re.findall(r"EGH_", ohne_texte))
            assert "[1]!" not in "".join(re.findall(r'"[^"]*"', formel.text))
    assert anzahl > 20


@pytest.mark.parametrize("name", NAMEN)
def test_der_verweis_steht_wie_excel_ihn_schreibt(name: str) -> None:
    paket = teile(excelform(name))
    mappe = ElementTree.fromstring(paket["xl/workbook.xml"])
    folge = [kind.tag.removeprefix(M) for kind in mappe]
    # CT_Workbook (ECMA-376) is a sequence: sheets, externalReferences, definedNames, calcPr.
    assert folge.index("sheets") < folge.index("externalReferences") < folge.index("definedNames")
    assert mappe.find(M + "calcPr").attrib["calcId"] == "191029"  # type: ignore[union-attr]
    verweis_id = mappe.find(f"{M}externalReferences/{M}externalReference").attrib[R + "id"]  # type: ignore[union-attr]
    beziehungen = {
        b.attrib["Id"]: b.attrib for b in ElementTree.fromstring(paket["xl/_rels/workbook.xml.rels"])
    }
    assert beziehungen[verweis_id]["Target"] == "externalLinks/externalLink1.xml"
    buch = ElementTree.fromstring(paket["xl/externalLinks/externalLink1.xml"]).find(M + "externalBook")
    assert buch is not None
    assert [kind.tag.removeprefix(M) for kind in buch] == ["sheetNames", "definedNames", "sheetDataSet"]
    assert {n.attrib["name"] for n in buch.iter(M + "definedName")} == {blattname(f) for f in FUNKTIONEN}
    (ziel,) = ElementTree.fromstring(paket["xl/externalLinks/_rels/externalLink1.xml.rels"])
    assert ziel.attrib["Id"] == buch.attrib[R + "id"]
    assert ziel.attrib["Type"].endswith("/2006/relationships/xlExternalLinkPath/xlStartup")
    assert (ziel.attrib["Target"], ziel.attrib["TargetMode"]) == ("EGH.xlam", "External")
    arten = {
        o.attrib.get("PartName"): o.attrib["ContentType"]
        for o in ElementTree.fromstring(paket["[Content_Types].xml"])
    }
    assert arten["/xl/externalLinks/externalLink1.xml"].endswith("spreadsheetml.externalLink+xml")
    assert arten["/xl/metadata.xml"].endswith("spreadsheetml.sheetMetadata+xml")


def test_die_kennzeichnung_ist_die_von_xlsxwriter(tmp_path: Path) -> None:
    """XlsxWriter's output is compared byte for byte with files that Excel wrote."""
    pfad = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(pfad) as buch:
        buch.add_worksheet().write_dynamic_array_formula("B6", "=SUM(A1:A3*2)")
    fremd, unser = teile(pfad.read_bytes()), teile(excelform("nw"))

    def baum(xml: bytes) -> list[object]:
        return [(e.tag, sorted(e.attrib.items())) for e in ElementTree.fromstring(xml).iter()]

    assert baum(unser["xl/metadata.xml"]) == baum(fremd["xl/metadata.xml"])
    (zelle,) = (z for z in ElementTree.fromstring(fremd["xl/worksheets/sheet1.xml"]).iter(M + "c"))
    assert zelle.attrib["cm"] == "1"
    assert zelle.find(M + "f").attrib == {"t": "array", "ref": "B6"}  # type: ignore[union-attr]
    for teil, muster in (
        ("[Content_Types].xml", rb'"/xl/metadata.xml" ContentType="([^"]+)"'),
        ("xl/_rels/workbook.xml.rels", rb'Type="([^"]+/sheetMetadata)"'),
    ):
        assert re.findall(muster, unser[teil]) == re.findall(muster, fremd[teil])


def test_zweimal_gebaut_sind_die_bytes_gleich() -> None:
    einmal = excelform("nw")
    excelform.cache_clear()

    assert excelform("nw") == einmal


def test_formeln_ausserhalb_der_zellen_werden_abgelehnt() -> None:
    """Excel would not find an add-in's function in a validation or a defined name."""
    vorlage = teile(bytes_der_vorlage("th", beispiel=True))
    for teil, vor in (("xl/worksheets/sheet2.xml", b"</worksheet>"), ("xl/workbook.xml", b"</definedNames>")):
        mit = dict(vorlage)
        mit[teil] = mit[teil].replace(vor, b"<formula1>EGH_BJAZ(1,1)&gt;0</formula1>" + vor)
        with pytest.raises(ValueError, match="außerhalb gewöhnlicher Zellen"):
            umgeschrieben(mit)


def test_libreoffice_oeffnet_die_form_ohne_reparatur(soffice: str, tmp_path: Path) -> None:
    """Values are Excel's business here; sheets, inputs and everything that calls none of our functions stay."""
    pfad = tmp_path / "nw.xlsx"
    pfad.write_bytes(excelform("nw"))
    mit = zipfile.ZipFile(umgewandelt(soffice, pfad, "ods", tmp_path)).read("content.xml").decode("utf-8")
    blaetter = re.findall(r'<table:table table:name="([^"]+)"', mit)

    assert [b for b in blaetter if not b.startswith("'file:")] == openpyxl.load_workbook(pfad).sheetnames
    assert "Musterträger (Rechenbeispiel)" in mit


def test_der_befehl_sagt_fuer_wen_die_form_ist(tmp_path: Path) -> None:
    lauf = egh("vorlage", "th", "-o", tmp_path / "th.xlsx", "--form", "excel", "--zeilen", "5")
    neutral = egh("vorlage", "th", "-o", tmp_path / "n.xlsx", "--zeilen", "5")

    assert lauf.returncode == neutral.returncode == 0
    assert "nur" not in neutral.stdout
    assert "für Excel mit dem Add-in" in lauf.stdout
    assert b"[1]!EGH_" in teile((tmp_path / "th.xlsx").read_bytes())["xl/worksheets/sheet2.xml"]
    assert b"[1]!" not in b"".join(teile((tmp_path / "n.xlsx").read_bytes()).values())
