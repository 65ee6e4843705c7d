"""A text where Excel wants a condition: no number is read from it, and a word like TRUE depends on the language.

Facts: Excel 365 takes "TRUE" and its own language's word in IF, NOT and AND; every other text, "0" and "1", too, is
#VALUE! (libraz/formulon, text_to_bool_probes); a text in a cell is no argument of AND, OR, XOR (Microsoft's pages).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from mappenbau import genannte, gerechnet, mit_xlsxwriter

from udfs import Fehler

ZELLEN = {"A1": 0, "A2": 5, "A3": True}
WORTE = ["WAHR", "FALSCH", "TRUE", "false"]
ANDERE = ["abc", "7", "0", "12,5", "2024-01-10", "ja"]
EINE_BEDINGUNG = [
    "IF({x},1,2)",
    "NOT({x})",
    "IFS({x},1,TRUE,2)",
    "IFERROR(IF({x},1,2),99)",
    "IF(NOT({x}),1,2)",
]
ALS_ZELLE = ["C{i}", "(C{i})", "D{i}", "name_{i}", "INDEX($C$1:$C$20,{i})", "IF($A$1=0,C{i})", "CHOOSE(1,C{i})",
             "OFFSET($C$1,{i}-1,0)"]  # fmt: skip
ALS_WERT = ['(C{i}&"")', "TRIM(C{i})", "VLOOKUP({i},$B$1:$C$20,2,0)", "LOOKUP({i},$B$1:$B$20,$C$1:$C$20)",
            "XLOOKUP({i},$B$1:$B$20,$C$1:$C$20)", "IFERROR(C{i},0)", "SWITCH(1,1,C{i})", 'IF($A$1=0,C{i}&"")',
            "INDEX(D:D,{i})"]  # fmt: skip


def _gerechnet(pfad: Path, werte: Sequence[object], formeln: list[str]) -> dict[str, object]:
    orte = {f"F{i}": formel for i, formel in enumerate(formeln, 1)}

    def fuellen(buch: Any, blatt: Any) -> None:
        for ort, wert in ZELLEN.items():
            blatt.write(ort, wert)
        for i, wert in enumerate(werte, 1):
            blatt.write(f"B{i}", i)
            if isinstance(wert, str):
                blatt.write_string(f"C{i}", wert)
            elif wert is not None:
                blatt.write(f"C{i}", wert)
            blatt.write_formula(f"D{i}", f"=C{i}")
            buch.define_name(f"name_{i}", f"=T!$C${i}")
        for ort, formel in orte.items():
            blatt.write_formula(ort, "=" + formel)

    m = gerechnet(mit_xlsxwriter(pfad, fuellen))
    genannt = {z.removeprefix("T!") for z in genannte(m)}
    return {f: "named" if o in genannt else m[f"T!{o}"] for o, f in orte.items()}


@pytest.mark.parametrize("stelle", EINE_BEDINGUNG)
def test_eine_bedingung(stelle: str, tmp_path: Path) -> None:
    texte = WORTE + ANDERE
    formeln = {
        stelle.format(x=x.format(i=i)): t for i, t in enumerate(texte, 1) for x in ALS_ZELLE + ALS_WERT
    }
    ist = _gerechnet(tmp_path / "m.xlsx", texte, list(formeln))
    for formel, text in formeln.items():
        if text in WORTE:
            assert ist[formel] == "named", formel
        elif not re.search("IFERROR|SWITCH", formel):
            assert isinstance(ist[formel], Fehler), formel
            assert ist[formel].code == "#VALUE!", formel
        else:  # beside an OFFSET that is named, a formula that catches errors may be named, too
            assert ist[formel] in ("named", 99) or isinstance(ist[formel], Fehler), formel
    assert 99 in ist.values() or not stelle.startswith("IFERROR")


@pytest.mark.parametrize("stelle", ["AND({x},A3)", "OR(A1,{x})", "XOR({x},A2)", "IFERROR(AND({x},A3),99)"])
def test_in_einer_liste(stelle: str, tmp_path: Path) -> None:
    """A text in a cell does not count; one that is a value is TRUE, FALSE or #VALUE!, by its language."""
    texte = WORTE + ANDERE
    formeln = [stelle.format(x=x.format(i=i)) for i in range(1, len(texte) + 1) for x in ALS_ZELLE]
    ohne = {"AND": True, "OR(": False, "XOR": True, "IFE": True}[stelle[:3]]
    assert set(_gerechnet(tmp_path / "a.xlsx", texte, formeln).values()) == {ohne}
    werte = [stelle.format(x=x.format(i=i)) for i in range(1, len(texte) + 1) for x in ALS_WERT[:-1]]
    assert set(_gerechnet(tmp_path / "b.xlsx", texte, werte).values()) == {"named"}


GEFUNDEN = ["XLOOKUP({i},$B$1:$B$20,$C$1:$C$20)", "SWITCH(1,1,C{i})", "IFERROR(C{i},9)",
            "IFERROR(INDEX($C$1:$C$20,{i}),9)", "IFNA(XLOOKUP({i},$B$1:$B$20,$C$1:$C$20),9)",
            "VLOOKUP({i},$B$1:$C$20,2,0)"]  # fmt: skip


@pytest.mark.parametrize("gefunden", GEFUNDEN)
@pytest.mark.parametrize("funktion", ["SUM", "MIN", "MAX", "AVERAGE", "PRODUCT", "COUNT", "MEDIAN"])
def test_ein_gefundener_wert(funktion: str, gefunden: str, tmp_path: Path) -> None:
    """Of a cell SUM and its like take numbers only, of a value TRUE and texts, too: named where both may be meant."""
    werte = [7.5, True, "7", "1.234", "abc", None]
    formeln = [f"{funktion}({gefunden.format(i=i)},4)" for i in range(1, 7)]
    ist = list(_gerechnet(tmp_path / "m.xlsx", werte, formeln).values())
    zahlen = {"SUM": 11.5, "MIN": 4, "MAX": 7.5, "AVERAGE": 5.75, "PRODUCT": 30, "COUNT": 2, "MEDIAN": 5.75}
    assert ist[0] == zahlen[funktion]
    if not gefunden.startswith("VLOOKUP"):
        assert ist[1:5] == ["named"] * 4
        assert ist[5] == (4 if funktion == "SUM" else "named")
    elif funktion != "COUNT":  # it gives a value: TRUE is 1, a text a number or #VALUE!
        eins = {"SUM": 5, "MIN": 1, "MAX": 4, "AVERAGE": 2.5, "PRODUCT": 4, "MEDIAN": 2.5}
        sieben = {"SUM": 11, "MIN": 4, "MAX": 7, "AVERAGE": 5.5, "PRODUCT": 28, "MEDIAN": 5.5}
        assert ist[1:4] == [eins[funktion], sieben[funktion], "named"]
        assert isinstance(ist[4], Fehler)
