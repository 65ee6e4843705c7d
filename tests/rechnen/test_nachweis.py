"""Which functions are computed: the table names them all, and where it says own tests, there are some."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fremd.office import durch_office
from mappenbau import gerechnet, meldungen, mit_openpyxl

from recalculation.funktionen.datum import Tage
from recalculation.funktionen.tabelle import (
    BEWIESEN,
    EIGENE,
    FUNKTIONEN,
    MIT_AUSNAHMEN,
    name_ohne_vorsatz,
)
from recalculation.funktionen.umsetzung import im_feld_gerechnet, umsetzung
from recalculation.uebersetzung.fremdes import satz_zur_funktion
from udfs.nativ import NATIV

WURZEL = Path(__file__).parents[2]
# Twenty-four rows of random numbers x, y in A and B; K is the row. Functions the public workbooks cover too little.
JE_ZEILE = (
    *("LN(A{k}+200)",),
    *(
        "ISNONTEXT(A{k})",
        "ISNONTEXT(C{k})",
        "IF(TRUE(),A{k},1)",
    ),
    *(
        "IF(FALSE(),A{k},1)",
        "_xlfn.RANK.EQ(A{k},A$1:A$24)",
        "_xlfn.RANK.AVG(A{k},A$1:A$24)",
        "ISREF(A{k})",
    ),
)
UEBER_BEREICHE = (
    *(
        "_xlfn.VAR.S({b})",
        "_xlfn.VAR.P({b})",
        "STDEVA({b})",
        "STDEVPA({b})",
        "VARA({b})",
        "VARPA({b})",
    ),
    *(
        "MAXA({b})",
        "_xlfn.PERCENTILE.INC({b},0.3)",
        "_xlfn.PERCENTILE.EXC({b},0.3)",
        "_xlfn.QUARTILE.INC({b},3)",
    ),
    *("_xlfn.QUARTILE.EXC({b},1)",),
    *("PEARSON({b},{c})", "HARMEAN({c})"),
)


def formeln() -> list[str]:
    zeilen = [f.format(k=k) for f in JE_ZEILE for k in range(1, 25)]
    bereiche = [(f"A{k}:A{k + 7 + k % 5}", f"B{k}:B{k + 7 + k % 5}") for k in range(1, 13)]
    bereiche += [(f"A{k}:A24", f"B{k}:B24") for k in range(1, 13)]
    return zeilen + [
        f.format(b=b, c=c, k=b[1:].partition(":")[0]) for f in UEBER_BEREICHE for b, c in bereiche
    ]


def test_wie_in_libreoffice(soffice: str, tmp_path: Path) -> None:
    zufall = random.Random(4)
    zellen: dict[str, Any] = {}
    for k in range(1, 25):
        zellen |= {f"A{k}": round(zufall.uniform(-100, 100), 2), f"B{k}": round(zufall.uniform(0.5, 20), 2)}
        zellen[f"C{k}"] = zufall.choice(["Ä", "b", "ß", "Zeile", "€"])
    alle = formeln()
    for n, formel in enumerate(alle):
        zellen[f"{'DEFGHIJKLMNOPQ'[n % 14]}{n // 14 + 1}"] = f"={formel}"
    pfad = mit_openpyxl(tmp_path / "m.xlsx", zellen)
    office = durch_office(soffice, pfad, tmp_path)
    m = gerechnet(pfad)
    assert meldungen(m) == {}
    verschieden = {}
    for ort, formel in zellen.items():
        if str(formel).startswith("="):
            ist, soll = m[f"T!{ort}"], office[f"T!{ort}"]
            zahl = isinstance(ist, float) and isinstance(soll, (int, float))
            if not (ist == pytest.approx(soll, rel=1e-9, abs=1e-9) if zahl else ist == soll):
                verschieden[formel] = (ist, soll)
    assert verschieden == {}


def test_jede_zeile_der_tabelle_stimmt() -> None:
    """The engine knows each function, our own implementation exists, and nobody else is computed."""
    alle = FUNKTIONEN.values()
    assert {f.urteil for f in alle} <= {BEWIESEN, EIGENE, MIT_AUSNAHMEN}
    assert {f.ergebnis for f in alle} <= set("WTBFAS")
    assert {a.art for f in alle for a in f.argumente} <= set("WBFK")
    assert {r for f in alle for a in f.argumente for r in a.regeln} <= set("zldxaegiwutchonkfj")
    assert not {f.name for f in alle if satz_zur_funktion(f.name)}
    for f in alle:
        assert not f.unser or callable(umsetzung(f, Tage(False)))
        assert not f.im_feld or callable(im_feld_gerechnet(f))
        assert all(1 <= stelle <= len(f.argumente) for stelle in f.vorgaben)
    assert satz_zur_funktion("BETADIST")
    assert "unbekannt" in satz_zur_funktion("GIBTSNICHT")


def funktionsnamen(texte: list[str]) -> set[str]:
    """Names of functions in pieces of formulas, also those with placeholders, without texts and without ours."""
    ohne = (re.sub(r'"[^"]*"', "", text) for text in texte)
    namen = {n for text in ohne for n in re.findall(r"(?<![\w.])([A-Z_][\w.]*)\(", text)}
    return {name_ohne_vorsatz(n) for n in namen if not n.startswith("EGH_")}


def test_die_tabelle_nennt_jede_funktion_unserer_vorlagen() -> None:
    """With their plain forms, where the add-in's formulas are written out; and says of no other that they need it."""
    texte = [
        zeile.partition("  =")[2]
        for datei in (WURZEL / "docs" / "vorlagen").glob("*.txt")
        for zeile in datei.read_text("utf-8").splitlines()
    ]
    gebraucht = funktionsnamen([*texte, *map(str, NATIV.values())])
    in_vorlagen = {f.name for f in FUNKTIONEN.values() if f.in_vorlagen}
    assert len(in_vorlagen) > 50
    assert in_vorlagen == gebraucht & FUNKTIONEN.keys()
    assert funktionsnamen(texte) <= FUNKTIONEN.keys()


@pytest.mark.parametrize(
    ("formel", "wert"),
    [
        ("CEILING(-4.2,-1)", -5),
        ("CEILING(5,0)", 0),
        ("CEILING(-23.5,5)", -20),
        ("CEILING(2.1,0.1)", 2.1),
        ("CEILING(23.5,B1)", "#NUM!"),
        ("FLOOR(5,0)", "#DIV/0!"),
        ("FLOOR(-23.5,5)", -25),
        ("_xlfn.CEILING.MATH(-5.5)", -5),
        ("_xlfn.CEILING.MATH(-5.5,,1)", -6),
        ("_xlfn.CEILING.MATH(-5.5,2,-1)", -6),
        ("_xlfn.FLOOR.MATH(-5.5,2,-1)", -4),
        ("_xlfn.FLOOR.MATH(5.5,0)", 0),
        ("MROUND(-2.5,-5)", -5),
        ("MROUND(5,-2)", "#NUM!"),
        ("COUNTIF(D1:D6,D3)", 1),
        ("COUNTIF(D1:D6,C1)", 0),
        ('COUNTIF(D1:D6,"<>5")', 5),
        ('COUNTIF(D1:D6,">"&C1)', 0),
        ('COUNTIF(D:D,"<>x")', 1048575),
        ("COUNTIF(D1:D6,5)", 2),
        ("SUMIF(E1:E6,C1,D1:D6)", 0),
        ("SUMIFS(D1:D6,E1:E6,1)", 12),
        ("SUMIFS(D1:D6,E1:E6,2)", "#N/A"),
        ("_xlfn.MAXIFS(D1:D6,E1:E6,1)", 7),
    ],
)
def test_was_die_maschine_anders_rechnet(formel: str, wert: Any, tmp_path: Path) -> None:
    """Values as Excel documents them or stored them in public workbooks."""
    zellen = {
        "A1": 4,
        "A2": 6,
        "B1": -2,
        "F1": f"={formel}",
        "D1": 5,
        "D2": "x",
        "D3": "=NA()",
        "D4": "5",
        "D5": 7,
    }
    zellen |= {"E1": 1, "E2": 1, "E3": 2, "E4": 1, "E5": 1}
    pfad = mit_openpyxl(tmp_path / "m.xlsx", zellen)
    buch = openpyxl.load_workbook(pfad)
    buch["T"]["D4"].value, buch["T"]["D4"].data_type = "5", "s"
    buch.save(pfad)
    m = gerechnet(pfad)
    ist = m["T!F1"]
    assert ist == wert if isinstance(wert, str) else ist == pytest.approx(wert)


def test_bedingungen_ueber_tage(tmp_path: Path) -> None:
    """Dates reach the condition as numbers: six firsts of a month against the first of March."""
    zellen: dict[str, Any] = {"C1": date(2024, 3, 1)}
    for n in range(1, 7):
        zellen |= {f"A{n}": date(2024, n, 1), f"B{n}": n}
    formeln_ = (
        'COUNTIF(A1:A6,">="&C1)',
        'SUMIFS(B1:B6,A1:A6,">="&C1,A1:A6,"<="&EDATE(C1,2))',
        "COUNTIF(A1:A6,C1)",
    )
    zellen |= {f"D{n}": f"={f}" for n, f in enumerate(formeln_, 1)}
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", zellen))
    assert m["T!D1:D3"] == [[4], [12], [1]]
