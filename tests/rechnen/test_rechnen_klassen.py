"""Minimal examples of what public workbooks showed: computed as Excel does, or named with its value kept."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from fremd.verknuepfung import mit_verknuepfung
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_openpyxl, teile


def zelle(ort: str, formel: str, wert: object, ref: str = "") -> str:
    """A cell with a formula and its stored value; `ref`: a dynamic array over this range."""
    text = formel.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    art = ' t="str"' if isinstance(wert, str) else ""
    feld = (' cm="1"', f' t="array" ref="{ref}"') if ref else ("", "")
    return f'<c r="{ort}"{feld[0]}{art}><f{feld[1]}>{text}</f><v>{wert}</v></c>'


def zeilen(*reihen: str) -> str:
    return "".join(f'<row r="{n}">{inhalt}</row>' for n, inhalt in enumerate(reihen, 1))


def zahl(ort: str, wert: float) -> str:
    return f'<c r="{ort}"><v>{wert}</v></c>'


def test_indirekt_neben_einer_verknuepfung(tmp_path: Path) -> None:
    """E1: with an external link in the package every INDIRECT with a computed text was #REF!."""
    formeln = ('INDIRECT("A"&1)', 'SUM(INDIRECT("A1:A"&2))', 'IFERROR(INDIRECT("T!A"&2),0)')
    eins = zahl("A1", 5) + "".join(zelle(f"{s}1", f, 0) for s, f in zip("BCD", formeln, strict=True))
    m = gerechnet(mit_verknuepfung(tmp_path / "m.xlsx", zeilen(eins, zahl("A2", 6))))
    assert m.fehler() == []
    assert m["T!B1:D1"] == [[5, 11, 6]]


@pytest.mark.parametrize(
    "bezug", ["'[x.xlsx]Sheet0'!A1", "SUM('[x.xlsx]Sheet0'!A1:B1)", "[x.xlsx]Sheet0!A1+1"]
)
def test_verknuepfung_mit_dem_namen_der_datei(bezug: str, tmp_path: Path) -> None:
    """S2: some programs write the name of the other file instead of its number."""
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", zeilen(zelle("A1", bezug, 3)))
    m = gerechnet(pfad)
    assert set(meldungen(m)) == {"T!A1"}
    m.speichern()
    assert "<v>3</v>" in teile(pfad)["xl/worksheets/sheet1.xml"].decode()


def mit_ca(formel: str) -> str:
    """D2: Excel writes <f ca="1"/> into the cells that a volatile dynamic array fills."""
    return zeilen(
        zelle("A1", formel, 5, ref="A1:A3"),
        '<c r="A2" s="0"><f ca="1"/><v>6</v></c>',
        '<c r="A3" s="0"><f ca="1"/><v>8</v></c>',
    )


def test_ueberlauf_mit_leeren_formeln_wird_gerechnet_und_behaelt_sie(tmp_path: Path) -> None:
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", mit_ca("_xlfn.SEQUENCE(3,1,TODAY()-TODAY()+5)"))
    m = gerechnet(pfad)
    assert m.fehler() == []
    assert m.formeln == 1
    assert m["T!A1:A3"] == [[5], [6], [7]]
    m.speichern()
    xml = teile(pfad)["xl/worksheets/sheet1.xml"].decode()
    assert '<c r="A3" s="0"><f ca="1"/><v>7</v></c>' in xml


def test_genannter_ueberlauf_behaelt_seine_zellen(tmp_path: Path) -> None:
    pfad = mit_blatt_xml(tmp_path / "m.xlsx", mit_ca("EVEN(_xlfn.SEQUENCE(3,1,TODAY()))"))
    vorher = pfad.read_bytes()
    m = gerechnet(pfad)
    assert set(meldungen(m)) == {"T!A1"}
    m.speichern()
    assert pfad.read_bytes() == vorher


@pytest.mark.parametrize(
    "formel",
    [
        "EVEN(_xlfn.SEQUENCE(3))",  # D4
        "_xlfn.LET(_xlpm.d,_xlfn.SEQUENCE(3),EVEN(_xlpm.d))",
        "EVEN(_xlfn._xlws.SORT(B1:B3))",
        "1:1",  # D1
        "B:B",
        "IF(TRUE,B:B,0)",
    ],
)
def test_felder_die_die_maschine_nicht_kann_werden_genannt(formel: str, tmp_path: Path) -> None:
    pfad = mit_blatt_xml(
        tmp_path / "m.xlsx", zeilen("", zelle("A2", formel, 1, ref="A2:A4"), zahl("A3", 2), zahl("A4", 3))
    )
    vorher = pfad.read_bytes()
    m = gerechnet(pfad)
    assert set(meldungen(m)) == {"T!A2"}
    m.speichern()
    assert pfad.read_bytes() == vorher


@pytest.mark.parametrize(
    ("formel", "wert"),
    [
        ("SUM(_xlfn.SEQUENCE(3))", 6),
        ("SUM(DAY(_xlfn.SEQUENCE(3)))", 6),
        ("_xlfn.LET(_xlpm.a,2,ROUND(_xlpm.a,0))", 2),
        ("_xlfn.LET(_xlpm.a,SUM(B1:B3),_xlpm.a*2)", 0),
        ("SUM(B:B)", 0),
    ],
)
def test_und_die_anderen_nicht(formel: str, wert: float, tmp_path: Path) -> None:
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen(zelle("A1", formel, 99))))
    assert m.fehler() == []
    assert m["T!A1"] == wert


def test_unbekannter_name_unter_einer_frage_nach_fehlern(tmp_path: Path) -> None:
    """F23: Excel gives TRUE; the engine cannot, so it is named."""
    reihe = zelle("A1", "IF(ISERROR(gibtsnicht),1,2)", 1) + zelle("B1", "IFERROR(gibtsnicht,7)", 0)
    reihe += zelle("C1", "A1+1", 2)
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen(reihe)))
    assert set(meldungen(m)) == {"T!A1", "T!C1"}
    assert m["T!B1"] == 7


def test_text_mit_schrift_in_der_zelle_ist_keine_formel(tmp_path: Path) -> None:
    text = (
        '<c r="A1" t="inlineStr"><is><r><rPr><family val="2"/></rPr><t>fett</t></r><r><t>er</t></r></is></c>'
    )
    m = gerechnet(mit_blatt_xml(tmp_path / "m.xlsx", zeilen(text + zelle("B1", 'A1&"!"', ""))))
    assert m["T!A1:B1"] == [["fetter", "fetter!"]]
    m["T!A1"] = "neu"
    m.rechnen()
    assert m["T!B1"] == "neu!"


def test_teile_deren_name_anders_geschrieben_ist(tmp_path: Path) -> None:
    """A relation says sharedStrings.xml, the part is called SharedStrings.xml."""
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {"A1": "hallo", "B1": '=A1&"!"'})
    ziel = BytesIO()
    with zipfile.ZipFile(ziel, "w") as neu:
        for name, inhalt in teile(pfad).items():
            neu.writestr(name.replace("sharedStrings", "SharedStrings"), inhalt)
    pfad.write_bytes(ziel.getvalue())
    m = gerechnet(pfad)
    assert m.fehler() == []
    assert m["T!B1"] == "hallo!"
