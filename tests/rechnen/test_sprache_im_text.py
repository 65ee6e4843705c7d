"""A number or truth value inside a text is written as the language wants: 0,5 and WAHR, not 0.5 and TRUE.

So it is asked, searched and compared in German, or the cell is named; never with the text the engine would write.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from mappenbau import genannte, gerechnet
from openpyxl.workbook.defined_name import DefinedName

DATEN: dict[str, Any] = {
    "A1": "a",
    "B1": 0.5,
    "C1": "a|0,5",
    "D1": 100,
    "A2": "b",
    "B2": 1.5,
    "C2": "b|1,5",
    "D2": 200,
    "A3": True,
    "A4": "12a",
    "A5": "offen",
    "A6": "1.234",
    "A7": "08:00",
    "A8": "7",
    "A9": "12,5",
    "A10": 50,
    "B10": "24:00",
    "A11": 3,
    "B11": "12",
}
# What comes out differs between the languages, in whatever surroundings
GENANNT = [
    *(
        "A1&B1",
        "B1&A1&1",
        '"x"&A3',
        "TRIM(B1)",
        "TRIM(A3)",
        'SUBSTITUTE(B1,"x","y")',
        '"*"&B1',
        "A1&B1*3",
        '(B1>0)&""',
    ),
]
UMGEBUNG = [
    *("{t}", "LEN({t})", '{t}="a0,5"', '"a0.5"={t}', '{t}<"b"', "IF({t}=C1,1,0)", 'IFERROR({t},"")'),
    "COUNTIF(C1:C4,{t})",
    *("SUMIF(C1:C4,{t},D1:D4)", "SUMIFS(D1:D4,C1:C4,{t})", "MATCH({t},C1:C4,0)", "ISNA(MATCH({t},C1:C4,0))"),
    *("IFERROR(VLOOKUP({t},C1:D4,2,0),0)", "IF(COUNTIF(C1:C4,{t})=0,1,2)", "ISNUMBER(SEARCH({t},C1))", "EXACT({t},C1)"),
    *("SUMPRODUCT(({t}=C1:C4)*D1:D4)", "SWITCH({t},C1,1,2)", "XLOOKUP({t},C1:C4,D1:D4,0)", "LEFT({t},9)", "{t}&1"),
]  # fmt: skip
GLEICH_IN_JEDER = {
    'IF(B1&""="",1,2)': 2,
    'IF(""<>A3&"",1,2)': 1,
    'IF(A12&""="",1,2)': 1,
    'COUNTIF(B1:B4,">"&B1)': 1,
    'COUNTIF(B1:B4,">="&B1)': 2,
    'COUNTIF(B1:B4,"<"&B1+0.2)': 1,
    'SUMIFS(D1:D2,B1:B2,">"&B1)': 200,
    '"n "&COUNT(A1:A11)': "n 2",
    "LEFT(ROWS(A1:A3),1)": "3",
}
TEXTE_ALS_ZAHL: dict[str, Any] = {
    'TEXT(A4,"0")': "12a",
    'TEXT(A5,"00000")': "offen",
    'TEXT(A8,"000")': "007",
    'TEXT(A12,"0")': "0",
    'TEXT("x"&TEXT(A11,"00"),"0")': "x03",
    'IFERROR(TEXT(A4,"00000"),"")': "12a",
    '"24:00"*24': 24,
    '("24:00"-"08:00")*24': 16,
    '(IF(A7<>"","24:00","")-A7)*24': 16,
    '"25:30"*24': 25.5,
    'IFERROR("36:00"*24,0)': 36,
    'ABS("2026-02-01")': 46054,
    '"\u00a012"*1': "#VALUE!",
    "CHOOSE(A8,1,2,3,4,5,6,7)": 7,
    "IFERROR(CHOOSE(A8,1,2,3,4,5,6,7),0)": 7,
    'VLOOKUP("a",A1:D1,B11/4,0)': "a|0,5",
    "SUM(VLOOKUP(3,A10:B11,2,0),1)": 13,
    "MAX(0,IFERROR(VLOOKUP(3,A10:B11,2,0),0))": 12,
    "AVERAGE(VLOOKUP(50,A10:B11,2,0),3)": 2,
    'SUM(VLOOKUP("x",{"x","offen"},2,0),1)': "#VALUE!",
    'MAX(VLOOKUP("x",{"x","offen"},2,0),1)': "#VALUE!",
    'COUNT(IF(A1="x",1,"abc")*1)': 0,
    "COUNT(CHOOSE(1,A4)*1)": 0,
}
GENANNTE_TEXTE = [
    'TEXT(A6,"0")',
    'TEXT(A9,"0")',
    'TEXT(A3,"0")',
    "SUM(VLOOKUP(A6,A6:A6,1,0),1)",
    "SUM(komma,1)",
    "komma*1",
]


def _gerechnet(ordner: Path, formeln: list[str]) -> tuple[Any, dict[str, str]]:
    buch = openpyxl.Workbook()
    blatt = buch.active
    blatt.title = "T"
    for zelle, wert in (DATEN | {f"H{i}": f"={f}" for i, f in enumerate(formeln, 1)}).items():
        blatt[zelle] = wert
    buch.defined_names["komma"] = DefinedName("komma", attr_text='"1.234"')
    buch.save(ordner / "m.xlsx")
    m = gerechnet(ordner / "m.xlsx")
    return m, genannte(m)


@pytest.mark.parametrize("umgebung", UMGEBUNG)
def test_kommazahl_und_wahrheitswert_im_text_genannt(umgebung: str, tmp_path: Path) -> None:
    formeln = [umgebung.format(t=f"({t})") for t in GENANNT]
    _, genannt = _gerechnet(tmp_path, formeln)
    assert [f for i, f in enumerate(formeln, 1) if f"T!H{i}" not in genannt] == []


def test_was_in_jeder_sprache_gleich_ist_wird_gerechnet(tmp_path: Path) -> None:
    alle = GLEICH_IN_JEDER | TEXTE_ALS_ZAHL
    m, genannt = _gerechnet(tmp_path, list(alle))
    werte = {f: m[f"T!H{i}"] for i, f in enumerate(alle, 1)}
    assert {f: (w, alle[f]) for f, w in werte.items() if getattr(w, "code", w) != alle[f]} == {}
    assert genannt == {}


def test_texte_die_jede_sprache_anders_liest_genannt(tmp_path: Path) -> None:
    _, genannt = _gerechnet(tmp_path, GENANNTE_TEXTE)
    assert [f for i, f in enumerate(GENANNTE_TEXTE, 1) if f"T!H{i}" not in genannt] == []
