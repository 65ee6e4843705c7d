"""Only values change: every other part of the file stays byte for byte, and a second run changes nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mappenbau import gerechnet, mit_blatt_xml, ohne_werte, reiche_mappe, teile, umgepackt

import workbooks


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
    from recalculation import Unbrauchbar

    pfad = mit_blatt_xml(tmp_path / "m.xlsx", f'<row r="1">{zelle}<c r="B1"><f>1+1</f><v>abc</v></c></row>')
    with pytest.raises(Unbrauchbar, match="T!A1"):
        workbooks.oeffnen(pfad)["T!A1"]


@pytest.mark.parametrize(
    "zelle", ["<c r='B1'><f>1+1</f>", "<c r='B1'><f>1+1</v></c>", "<f>1+1</f>", "<c r='B1'><f>1+1</f></c"]
)
def test_kaputtes_xml_wird_nicht_fuer_ein_leeres_blatt_gehalten(tmp_path: Path, zelle: str) -> None:
    from recalculation import Unbrauchbar

    pfad = mit_blatt_xml(tmp_path / "m.xlsx", f'<row r="1">{zelle}</row>')
    with pytest.raises(Unbrauchbar):
        workbooks.oeffnen(pfad).rechnen()
