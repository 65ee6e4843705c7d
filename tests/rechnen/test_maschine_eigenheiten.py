"""What we work around in the engine is still there: whoever upgrades it learns here what can be deleted.

Each line: a formula as the bare engine gets it, what it gives, what Excel gives, and the module that works around it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import formualizer as fz
import pytest

import recalculation
from recalculation.funktionen.grund import ARTEN
from recalculation.maschine.maschine import nicht_geladen

FEHLT = object()
# A1:A6 = 1, 2, "x", TRUE, (blank), 5; B1:B2 = 10, 20; the formula stands in E5.
EIGENHEITEN: list[tuple[str, Any, Any, str]] = [
    ("0.1+0.2=0.3", False, True, "vergleich"),
    ('"ä"="Ä"', False, True, "vergleich"),
    ('"ä"<"b"', False, True, "vergleich"),
    ('A1:A2&"x"', "1x", "#VALUE!", "uebersetzer: Schnitt"),
    ('@A1:A6&"x"', "0x", "x", "bezug.schnitt"),
    ("SUMPRODUCT(ABS(A1:A2))", "#VALUE!", 3.0, "im_feld"),
    ("SUMPRODUCT(--ISNUMBER(A1:A6))", 0.0, 3.0, "im_feld"),
    ("SUM(SUMIF(A1:A6,{1,2}))", 0.0, 3.0, "bedingung"),
    ("SUM(IFERROR(A1:A2*{1;2;3},0))", 0.0, 5.0, "im_feld: Felder verschiedener Größe"),
    ("SUMPRODUCT(ROW(A1:A3))", 1.0, 6.0, "uebersetzer._zeilen"),
    ("SUM((A1:A2,B1))", FEHLT, 13.0, "uebersetzer: Vereinigung"),
    ('MAX("a"&"",1)', 1.0, "#VALUE!", "argumentregeln"),
    ('AVERAGE("a",1)', 1.0, "#VALUE!", "argumentregeln"),
    ("COUNT(1/0,1)", "#DIV/0!", 1.0, "argumentregeln"),
    ('AND("TRUE",TRUE)', "#VALUE!", True, "argumentregeln"),
    ('NOT("FALSE")', "#VALUE!", True, "argumentregeln"),
    ("SUM(SEQUENCE(,3))", "#VALUE!", 6.0, "argumentregeln"),
    ("CEILING(-2.5,0)", "#DIV/0!", 0.0, "runden"),
    ("CEILING.MATH(-5.5,2,1)", "#VALUE!", -6.0, "runden"),
    ('COUNTIF(A1:A6,">"&A5)', 1.0, 0.0, "bedingung"),
    ('COUNTIF(A1:A6,">100%")', 1.0, 2.0, "bedingung"),
    ("SUMIFS(A1:A3,B1:B2,10)", 1.0, "#VALUE!", "bedingung"),
    ("MATCH(3,A1:A2,FALSE)", 2.0, "#N/A", "verweise"),
    ("MATCH(2,#REF!,0)", "#N/A", "#REF!", "uebersetzer: fester Fehler"),
    ('DAYS("2021-03-15","2021-02-01")', "#VALUE!", 42.0, "datum"),
    ("SUM(OFFSET(A2,0,0,-2,1))", "#REF!", 3.0, "argumentregeln"),
    ("COUNTIF(A1:A6,1/0)", "#DIV/0!", 0.0, "bedingung"),
    ('UPPER("ä")', "ä", "Ä", "texte"),
    ("ISERROR(UNBEKANNT)", "#NAME?", True, "lauf"),
    ("LEFT(TRUE,2)", "tr", "TR", "texte"),
    ("LEN(0.1+0.2)", 19.0, 3.0, "texte"),
    ('TEXT(1234567,"000 00 00")', "1234567", "123 45 67", "landesformat"),
]


def in_der_maschine(formel: str) -> Any:
    mappe = fz.Workbook()
    mappe.add_sheet("T")
    werte = {(1, 1): 1.0, (2, 1): 2.0, (3, 1): "x", (4, 1): True, (6, 1): 5.0, (1, 2): 10.0, (2, 2): 20.0}
    for (zeile, spalte), wert in werte.items():
        mappe.set_value("T", zeile, spalte, wert)
    mappe.set_formula("T", 5, 5, "=" + formel)
    mappe.evaluate_all()
    wert = mappe.get_value("T", 5, 5)
    if isinstance(wert, dict):
        return {art: code for code, art in ARTEN.items()}.get(wert["kind"], FEHLT)
    return wert


@pytest.mark.parametrize(("formel", "maschine", "excel", "wo"), EIGENHEITEN, ids=[z[0] for z in EIGENHEITEN])
def test_die_maschine_rechnet_noch_so(formel: str, maschine: Any, excel: Any, wo: str) -> None:
    ist = in_der_maschine(formel)
    assert ist != excel, f"wie Excel: die Umgehung in {wo} kann entfallen"
    assert ist == maschine


def test_jedes_genannte_modul_gibt_es() -> None:
    """Whoever upgrades the engine deletes there, and nowhere else."""
    ordner = Path(str(recalculation.__file__)).parent
    module = {datei.stem for datei in ordner.rglob("*.py")}
    assert {re.split("[:.]", wo)[0] for *_, wo in EIGENHEITEN} <= module


def test_zu_viele_formeln_sind_kein_schaden() -> None:
    """The engine keeps at most 256 MB of formulas a sheet: 10,800 cases in Bremen's two lists were called damaged."""
    meldung = "load failed: Calamine error: I/O error: formula replay spool per-sheet limit of 268435456 bytes exceeded"
    assert "mehr Formeln, als die eingebaute Rechenmaschine" in nicht_geladen(meldung)
    assert "beschädigt" in nicht_geladen("load failed: invalid Zip archive")
