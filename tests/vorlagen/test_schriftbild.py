"""Row heights and narrow sheets follow the width of their text: measured with the font that LibreOffice prints."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable

import openpyxl
import pytest
from conftest import fehlt
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries
from vorlagenbau import bytes_der_vorlage

from workbooks.bausteine.grund import schriftbild
from workbooks.vorlagen import ALLE

UNSERE = "".join(chr(n) for n in range(32, 127)) + "ÄÖÜäöüß§€–»«÷×≤≥…"
Messen = Callable[[str, float, bool], float]


@pytest.fixture(scope="module")
def messen() -> Messen:
    """Width of a text in units of a column (7 pixels at 96 dpi), by Liberation Sans, as wide as Arial."""
    if not shutil.which("fc-match"):
        fehlt("fc-match steht nicht im PATH")
    schriften = {}
    for fett, stil in ((False, "Regular"), (True, "Bold")):
        frage = ["fc-match", "-f", "%{file}", f"Liberation Sans:style={stil}"]
        datei = subprocess.run(frage, capture_output=True, text=True, check=True).stdout
        if "LiberationSans" not in datei:
            fehlt("Liberation Sans ist nicht installiert")
        schrift = TTFont(datei)
        schriften[fett] = (schrift.getBestCmap(), schrift["hmtx"], schrift["head"].unitsPerEm)

    def breite(text: str, punkt: float, fett: bool) -> float:
        zeichen, breiten, em = schriften[fett]
        return sum(breiten[zeichen[ord(z)]][0] for z in text) / em * punkt * 96 / 72 / 7

    return breite


def test_jeder_buchstabe_ist_so_breit_wie_in_der_schrift(messen: Messen) -> None:
    """A letter that is taken for narrower than it is cuts texts."""
    schmaler = [z for z in UNSERE if schriftbild.breite(z) < messen(z, 10, False) * 0.99]
    assert schmaler == []


@given(st.text("abcdefghiklmnoprstuvwzäöüßABCDEFGHKLMNPRSTVWZ 0123456789,.-", min_size=1), st.floats(5, 120))
def test_zeilen_fassen_den_text(text: str, spalte: float) -> None:
    zeilen = schriftbild.zeilen(text, spalte)
    assert zeilen >= 1
    assert zeilen * spalte >= schriftbild.breite(text.strip())
    assert schriftbild.zeilen(f"{text}\n{text}", spalte) == 2 * zeilen


@pytest.mark.parametrize("name", [v.name for v in ALLE])
def test_titel_und_satz_passen_auf_das_blatt(name: str, messen: Messen) -> None:
    """What stands over a narrow table is not cut where the printed area ends."""
    buch = openpyxl.load_workbook(io.BytesIO(bytes_der_vorlage(name, True)))
    geprueft = 0
    for blatt in buch:
        if not blatt.print_area or blatt.print_area.count(":") != 1:
            continue
        bis = range_boundaries(blatt.print_area.rpartition("!")[2])[2]
        spalten = [(s, n) for s in blatt.column_dimensions.values() for n in range(s.min, s.max + 1)]
        platz = sum(s.width for s, n in spalten if n <= bis and not s.hidden)
        for zeile in range(1, 5):
            zelle = blatt.cell(zeile, 1)
            fest = isinstance(zelle.value, str) and not zelle.value.startswith("=")
            if fest and not zelle.alignment.wrap_text:
                geprueft += 1
                assert messen(zelle.value, zelle.font.sz, zelle.font.b) <= platz, (blatt.title, zelle.value)
    assert geprueft >= 4
