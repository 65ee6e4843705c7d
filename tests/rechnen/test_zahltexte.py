"""Texts where a number is needed: read as Excel reads them in every language, or the cell is named; never otherwise.

Excel makes a number of "2023-03-15" and 12, of "12,5" only in some languages, of "x" never; a text may stand in a cell,
come from a formula there, or arise inside the formula itself. The engine reads English, and days hardly anywhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mappenbau import genannte, gerechnet

from recalculation.datei.adresse import spaltenname

UEBERALL = {"2": 2, " 2 ": 2, "-3": -3, "25%": 0.25, "2E0": 2, "2023-03-15": 45000, "12:00": 0.5}
JE_NACH_SPRACHE = [
    "12,5",
    "1.5",
    "31.12.2025",
    "1.000",
    "5 €",
    "1/2",
    "Mai 2026",
    "7\n",
    "2023-03-15T08:30",
]
NIE = ["x", "7\u00a0", " 2024-01-10 ", "2x", "--2", "１"]

# Where a number is needed; {x} is a text. Inside the formula the text comes from a cell by a function.
STELLEN = [
    "{x}+1", "-{x}", "{x}*2", "{x}%", "{x}^2", "ABS({x})", "ROUND({x},0)", "MOD({x},7)", "SQRT(ABS({x}))", "EVEN({x})",
    "SUMPRODUCT(A1:A3*{x})", "IFERROR({x}+1,99)", "SUM({x}*1,2)", "INT({x})", "ROUNDUP({x}+0,1)", "LARGE(A1:A3,{x})",
]  # fmt: skip
WOHER = {
    "cell": "C{i}",
    "result": "D{i}",
    "LEFT": "LEFT(C{i},99)",
    "&": '(C{i}&"")',
    "IF": 'IF($A$1=1,C{i},"")',
    "INDEX": "INDEX($C$1:$C$40,{i})",
    "VLOOKUP": "VLOOKUP({i},$B$1:$C$40,2,0)",
    "CHOOSE": "CHOOSE(2,0,C{i})",
    "OFFSET": "OFFSET($C$1,{i}-1,0)",
    "SUBSTITUTE": 'SUBSTITUTE(C{i},"§","")',
    "name": "texte_{i}",
    "IFERROR": "IFERROR(C{i},0)",
    "IFNA": "IFNA(D{i},0)",
    "IFERROR VLOOKUP": "IFERROR(VLOOKUP({i},$B$1:$C$40,2,0),0)",
    "IFERROR result": 'IFERROR(D{i},"")',
    "SWITCH": "SWITCH(1,1,C{i},0)",
    "IFS": "IFS($A$1=2,0,TRUE,C{i})",
    "LET": "LET(egal,C{i},egal)",
    "LOOKUP": "LOOKUP({i},$B$1:$B$40,$C$1:$C$40)",
    "XLOOKUP": "XLOOKUP({i},$B$1:$B$40,$C$1:$C$40)",
    "TRIM IFERROR": "IFERROR(RIGHT(C{i},99),0)",
}


def _mappe(pfad: Path, texte: list[str], formeln: dict[str, str]) -> Any:
    import openpyxl
    from openpyxl.workbook.defined_name import DefinedName

    buch = openpyxl.Workbook()
    blatt = buch.active
    blatt.title = "T"
    for i in range(1, 4):
        blatt[f"A{i}"] = i
    for i, text in enumerate(texte, 1):
        blatt[f"B{i}"], blatt[f"C{i}"] = i, text
        blatt[f"C{i}"].data_type = "s"
        blatt[f"D{i}"] = f'="{text[:1]}"&"{text[1:]}"'
        buch.defined_names[f"texte_{i}"] = DefinedName(f"texte_{i}", attr_text=f"T!$C${i}")
    for ort, formel in formeln.items():
        blatt[ort] = "=" + formel
    buch.save(pfad)
    return gerechnet(pfad)


@pytest.mark.parametrize("woher", WOHER)
def test_ein_text_als_zahl(woher: str, tmp_path: Path) -> None:
    texte = [*UEBERALL, *JE_NACH_SPRACHE, *NIE]
    zahlen = {**{t: f"({z})" for t, z in UEBERALL.items()}, **dict.fromkeys(NIE, '"x"')}
    formeln, gleich = {}, {}
    for j, stelle in enumerate(STELLEN):
        for i, text in enumerate(texte, 1):
            ort = f"{spaltenname(10 + 2 * j)}{50 + i}"
            formeln[ort] = stelle.format(x=WOHER[woher].format(i=i))
            if text in zahlen:
                gleich[ort] = f"{spaltenname(11 + 2 * j)}{50 + i}"
                formeln[gleich[ort]] = stelle.format(x=zahlen[text])
    m = _mappe(tmp_path / "m.xlsx", texte, formeln)
    genannt = {z.removeprefix("T!") for z in genannte(m)}
    falsch = {}
    for ort, formel in formeln.items():
        if ort in gleich:
            ist, soll = (m[f"T!{o}"] if o not in genannt else "named" for o in (ort, gleich[ort]))
            if str(ist) != str(soll):
                falsch[formel] = ist, soll
        elif ort not in gleich.values() and ort not in genannt:
            falsch[formel] = m[f"T!{ort}"], "named"
    assert falsch == {}
    assert len(genannt) >= len(JE_NACH_SPRACHE) * len(STELLEN)
