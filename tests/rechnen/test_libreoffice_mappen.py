"""A workbook that LibreOffice 7.4 wrote without our extension."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from fremd.office import durch_office
from mappenbau import gerechnet, meldungen, ohne_werte, teile

import workbooks

VON_LIBREOFFICE = Path(__file__).parents[1] / "fremd" / "libreoffice.xlsx"


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    """Names in lower case and #NAME? for every EGH_ formula, omitted argument, array formulas, names, umlaut sheet."""
    return Path(shutil.copy(VON_LIBREOFFICE, tmp_path / "m.xlsx"))


def test_eine_mappe_von_libreoffice(mappe: Path) -> None:
    vorher = teile(mappe)
    assert vorher["xl/worksheets/sheet1.xml"].count(b"#NAME?") > 100
    m = gerechnet(mappe)
    assert set(meldungen(m)) == {"Kalkulation!A8"}  # =stunden*10 beside the range: #WERT! there, too
    assert m["ergebnis_vzae"] == pytest.approx(6.37, abs=0.005)
    assert [zeile[0] for zeile in m["Kalkulation!A2:A7"]] == [
        1372,
        m["ergebnis_vzae"],
        18.5,
        728,
        117,
        "hoch",
    ]
    assert m["Kalkulation!C1:K1"][0][0] == "HBG"
    assert m["Kalkulation!F11"] == 226
    assert m["Kalkulation!M1:M3"] == [[4.5], [6], [8]]
    m.speichern()
    nachher = teile(mappe)
    assert [n for n in vorher if vorher[n] != nachher[n]] == ["xl/worksheets/sheet1.xml"]
    alt, neu = (ohne_werte(t["xl/worksheets/sheet1.xml"]) for t in (vorher, nachher))
    ohne_typ = re.compile(rb' t="(?:n|e|str|b)"')  # cells inside the array formula carry a type as well
    assert ohne_typ.sub(b"", alt) == ohne_typ.sub(b"", neu)
    einmal = mappe.read_bytes()
    gerechnet(mappe).speichern()
    assert mappe.read_bytes() == einmal
    assert openpyxl.load_workbook(mappe, data_only=True)["Kalkulation"]["A5"].value == 728


def test_eingaben_in_einer_mappe_von_libreoffice(mappe: Path) -> None:
    m = workbooks.oeffnen(mappe)
    m["eingabe_njaz"] = 1540
    m["Größe (neu)!A1"] = 5
    m.rechnen()
    assert m["ergebnis_vzae"] == pytest.approx(8736 / (1540 * 0.875))
    assert (m["Kalkulation!A4"], m["Kalkulation!A6"], m["Kalkulation!M1"]) == (24, 260, 10)


def test_libreoffice_liest_was_wir_schreiben(soffice: str, mappe: Path, tmp_path: Path) -> None:
    m = gerechnet(mappe)
    m.speichern()
    office = durch_office(soffice, mappe, tmp_path)
    # It believes stored values, but computes array formulas anew, ours to #NAME?.
    for adresse in ("Kalkulation!A1:A8", "Kalkulation!M1:M3"):
        assert [[_kurz(w) for w in z] for z in office[adresse]] == [[_kurz(w) for w in z] for z in m[adresse]]


def _kurz(wert: object) -> object:
    """LibreOffice writes 15 digits."""
    return float(f"{wert:.14g}") if isinstance(wert, float) else wert
