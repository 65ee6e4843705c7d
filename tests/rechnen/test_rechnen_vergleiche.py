"""Comparisons and conditional sums as in Excel: LibreOffice as witness, and an independent reading of the rule."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context
from pathlib import Path

import pytest
from fremd.office import durch_office
from hypothesis import given
from hypothesis import strategies as st
from mappenbau import gerechnet, mit_openpyxl

import workbooks
from recalculation.funktionen.vergleich import vergleich
from udfs import Fehler

DATEN: dict[str, object] = {
    **dict(zip(("A1", "A2", "A3", "A4", "A5"), ("qA", "uA", "qA", "Ü*x", "ü~y"), strict=True)),
    **dict(zip(("B1", "B2", "B3", "B4", "B5"), (1, 2, "=1/0", 4, 0.1), strict=True)),
    "C1": "=0.1+0.2",
    "C2": 0.3,
    "C3": "=1.1*3",
    "C4": 3.3,
    "D1": True,
    "D2": "text",
    "D3": "=1/0",
    "E1": 0,
}
FORMELN = (
    """
C1=C2|C3=C4|C1<=C2|C1<C2|C3>C4|C3>=C4|C1<>C2|A4=A5|A4="ü*X"|"Ä"="ä"|"Ä"<"b"|"a"<"B"|A1<>"QA"|D4=0|D4=""|D4=FALSE|D4<1
1=1=TRUE|(1=1)=TRUE|IF(C1=C2,"gleich","anders")|IF(AND(C1=C2,C3=C4),1,0)|NOT(C1=C2)|C1=B2&""|C1+0=C2+0|-C1=-C2
C1*10%=C2*10%|"=a"="=A"|A1&"="=A3&"="|D2>C4|D3=1|1=D3|ISERROR(D3=1)|IFERROR(D3=1,"fehlt")|C1=C2=TRUE
SUMPRODUCT((C1:C4=0.3)*1)|SUMPRODUCT(--(A1:A5="qa"),C1:C5)|SUMPRODUCT((A1:A3="qA")*(C1:C3>0.2))|SUM(IF(C1:C4=C2,1,0))
SUMPRODUCT((C1:C4=C2)*(C1:C4<=C2))|CHOOSE(1+(C1=C2),"nein","ja")|INDEX(A1:A5,MATCH(TRUE,INDEX(C1:C4=3.3,0),0))
IF(E1=0,"leer",1/E1)|E1<>0|E1="0"|IF(C4>3,IF(C1=C2,"x","y"),"z")|MAX((C1:C4=0.3)*C1:C4)
SUMIF(A1:A5,"qA",B1:B5)|SUMIF(A1:A5,"uA",B1:B5)|SUMIFS(B1:B5,A1:A5,"qA")|SUMIFS(B1:B5,A1:A5,"qA",C1:C5,"<1")
AVERAGEIF(A1:A5,"qA",B1:B5)|AVERAGEIF(A1:A5,"uA",B1:B5)|AVERAGEIFS(B1:B5,A1:A5,"uA")|SUMIF(B1:B5,">0")|SUMIF(B1:B5,">=2",B1:B5)
SUMIF(A1:A5,"<>qA",B1:B5)|SUMIF(A1:A5,"q*",B1:B5)|SUMIF(A1:A5,"?A",B1:B5)|SUMIF(A1:A5,"u*",B1:B5)|SUMIF(A1:A5,A1,B1:B5)
IFERROR(SUMIF(A1:A5,"qA",B1:B5),-1)|SUMIF(A1:A5,"",B1:B5)|SUMIF(A1:A5,"fehlt",B1:B5)|SUMIF(A1:A5,A2,B1:B5)+1
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def test_libreoffice_vergleicht_genauso(soffice: str, tmp_path: Path) -> None:
    orte = [f"{s}{z}" for s in "HIJKLMNOPQRSTUVWXYZ" for z in range(1, 6)][: len(FORMELN)]
    assert len(orte) == len(FORMELN) >= 60
    pfad = mit_openpyxl(tmp_path / "m.xlsx", DATEN | {o: f"={f}" for o, f in zip(orte, FORMELN, strict=True)})
    office = durch_office(soffice, pfad, tmp_path)
    wir = gerechnet(pfad)
    verschieden = {}
    for ort, formel in zip(orte, FORMELN, strict=True):
        a, b = wir[f"T!{ort}"], office[f"T!{ort}"]
        if not (
            a == b or (isinstance(a, float) and isinstance(b, float) and a == pytest.approx(b, rel=1e-12))
        ):
            verschieden[formel] = (a, b)
    assert verschieden == {}


def test_wahrheitswerte_stehen_hinter_allem_anderen(tmp_path: Path) -> None:
    """Excel's order; LibreOffice takes TRUE for 1 here and is no witness."""
    formeln = {"E1": "=1<2<3", "E2": "=D1>D2", "E3": "=D1=1", "E4": "=TRUE>99"}
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", {"D1": True, "D2": "text"} | formeln))
    assert m["T!E1:E4"] == [[False], [True], [False], [True]]


def test_ein_fehler_bleibt_in_einer_bedingten_summe(tmp_path: Path) -> None:
    pfad = mit_openpyxl(
        tmp_path / "m.xlsx",
        {
            "A1": "Haus",
            "A2": "Haus",
            "B1": "=EGH_VZAE(8736,1372)",
            "B2": "=EGH_VZAE(-1,1372)",
            "C1": '=SUMIF(A1:A2,"Haus",B1:B2)',
        },
    )
    m = gerechnet(pfad)
    assert isinstance(m["T!C1"], Fehler)
    assert m["T!C1"] == "#NUM!"
    m["T!A2"] = "Garten"
    m.rechnen()
    assert m["T!C1"] == pytest.approx(8736 / 1372)
    assert isinstance(workbooks.oeffnen(pfad), workbooks.mappe.Arbeitsmappe)


zahlen = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9)


@given(zahlen, st.sampled_from([0.0, 1e-16, -2e-16, 1e-12, 1e-3]))
def test_zahlen_auf_fuenfzehn_stellen(a: float, abstand: float) -> None:
    b = a * (1 + abstand)
    stellen = Context(prec=15, rounding=ROUND_HALF_EVEN)
    x, y = stellen.create_decimal(a), stellen.create_decimal(b)
    for zeichen, soll in (
        ("=", x == y),
        ("<>", x != y),
        ("<", x < y),
        (">=", x >= y),
        (">", x > y),
        ("<=", x <= y),
    ):
        assert vergleich(a, zeichen, b) is soll


@given(st.text(max_size=8), st.text(max_size=8))
def test_texte_ohne_gross_und_klein(a: str, b: str) -> None:
    assert vergleich(a, "=", b) is (a.casefold() == b.casefold())
    assert vergleich(a, "<", b) is not vergleich(a, ">=", b)


@given(st.one_of(zahlen, st.none()), st.text(min_size=1, max_size=4), st.booleans())
def test_zahl_vor_text_vor_wahrheitswert(zahl: float | None, text: str, wahr: bool) -> None:
    assert vergleich(zahl, "<", text) is True
    assert vergleich(text, "<", wahr) is True
    if zahl is not None:
        assert vergleich(zahl, "<", wahr) is True
        assert vergleich(zahl, "=", wahr) is False


@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(1, 3))
def test_felder_breiten_sich_aus(h1: int, b1: int, h2: int, b2: int) -> None:
    links = [[float(i * 10 + j) for j in range(b1)] for i in range(h1)]
    rechts = [[float(i * 10 + j) for j in range(b2)] for i in range(h2)]
    feld = vergleich(links, "=", rechts)
    assert (len(feld), len(feld[0])) == (max(h1, h2), max(b1, b2))
    for i, zeile in enumerate(feld):
        for j, wert in enumerate(zeile):
            passt = all(n == 1 or k < n for n, k in ((h1, i), (b1, j), (h2, i), (b2, j)))
            if not passt:
                assert wert == {"type": "Error", "kind": "Na"}
            else:
                x, y = links[min(i, h1 - 1)][min(j, b1 - 1)], rechts[min(i, h2 - 1)][min(j, b2 - 1)]
                assert wert is (x == y)


# --- Criteria with wildcards and umlauts: the engine's own ? counts bytes --------------------------------------

WOERTER = [
    "ä",
    "a",
    "é",
    "ab",
    "äb",
    "Straße",
    "x",
    "Müller",
    "Miller",
    "MÜLLER",
    "~",
    "€",
    "straße",
    "M€ller",
    None,
    7,
]
KRITERIEN = [
    "?",
    "??",
    "M?ller",
    "m?LLER",
    "M*r",
    "*ü*",
    "*ß*",
    "straße",
    "MÜLLER",
    "Müller",
    "€",
    "?b",
    "x",
    "ab",
    "*",
]
BEREICHE = ["A:A", "A1:A100000", "$A$1:$A$1048576"]


def _mit_kriterium(nummer: int, bereich: str) -> list[str]:
    """Each function with the criterion as a text in the formula or in a cell."""
    fest, werte = f'"{KRITERIEN[nummer - 1]}"', bereich.replace("A", "B")
    return [
        f"=COUNTIF({bereich},{fest})",
        f"=COUNTIF({bereich},C{nummer})",
        f"=SUMIF({bereich},{fest},{werte})",
        f"=SUMIFS({werte},{bereich},{fest})",
        f"=_xlfn.MAXIFS({werte},{bereich},{fest})",
        f"=_xlfn.MINIFS({werte},{bereich},C{nummer})",
        f"=IFERROR(AVERAGEIF({bereich},{fest},{werte}),-1)",
    ]


def test_platzhalter_und_umlaute(soffice: str, tmp_path: Path) -> None:
    """LibreOffice over the cells themselves; over larger ranges each function gives what it gives there."""
    zellen: dict[str, object] = {f"A{i}": w for i, w in enumerate(WOERTER, 1)}
    zellen |= {f"B{i}": 2.0**i for i in range(1, 16)} | {f"C{i}": k for i, k in enumerate(KRITERIEN, 1)}
    nummern = range(1, len(KRITERIEN) + 1)
    klein = [f for nummer in nummern for f in _mit_kriterium(nummer, "A1:A15")]
    klein += [f'=IFERROR(MATCH("{k}",A1:A15,0),-1)' for k in KRITERIEN]
    klein += [f"=IFERROR(VLOOKUP(C{nummer},A1:B15,2,FALSE),-1)" for nummer in nummern]
    pfad = mit_openpyxl(tmp_path / "p.xlsx", zellen | {f"E{i}": f for i, f in enumerate(klein, 1)})
    m, office = gerechnet(pfad), durch_office(soffice, pfad, tmp_path)
    assert not m.fehler()
    anders = {
        f: (m[f"T!E{i}"], office[f"T!E{i}"])
        for i, f in enumerate(klein, 1)
        if m[f"T!E{i}"] != pytest.approx(office[f"T!E{i}"])
    }
    assert not anders
    for bereich in BEREICHE:
        gross = [f for nummer in nummern for f in _mit_kriterium(nummer, bereich)]
        weit = gerechnet(
            mit_openpyxl(tmp_path / "g.xlsx", zellen | {f"E{i}": f for i, f in enumerate(gross, 1)})
        )
        assert not weit.fehler()
        assert [weit[f"T!E{i}"] for i in range(1, len(gross) + 1)] == [
            m[f"T!E{i}"] for i in range(1, len(gross) + 1)
        ]


@pytest.mark.parametrize("zeichen", [*"{|}~", "€", "§", "–", "…", "!", "_", " ", "5", ":"])
@pytest.mark.parametrize("buchstabe", ["a", "x", "Z", "ä", "ß"])
def test_zeichen_stehen_vor_buchstaben(zeichen: str, buchstabe: str) -> None:
    """Excel sorts marks and digits before letters, whatever their number in Unicode."""
    assert vergleich(zeichen, "<", buchstabe) is True
    assert vergleich("m" + zeichen, "<", "m" + buchstabe) is True
    assert vergleich(buchstabe, ">", zeichen) is True


# --- Numbers that & makes a text ------------------------------------------------------------------------------

VERKETTET = {
    '=-A1&""': "0",
    '=(0*-1)&""': "0",
    '=(A1*-5)&" Std"': "0 Std",
    '=A2&""': "7",
    '=(A2*100000)&"|"&A2': "700000|7",
    '=999999999999999&""': "999999999999999",
    '=A9&A9&"x"': "x",
}


@pytest.mark.parametrize(("formel", "soll"), VERKETTET.items())
def test_ganze_zahlen_im_text(formel: str, soll: object, tmp_path: Path) -> None:
    m = gerechnet(mit_openpyxl(tmp_path / "z.xlsx", {"A1": 0, "A2": 7, "B1": formel}))
    assert not m.fehler()
    assert m["T!B1"] == soll


@pytest.mark.parametrize(
    "formel",
    [
        *('=1234567890123456&""', '=1E300&""', '=1E-20&""', '=A1&""="1234567890123460"', '=1.5&" Std"'),
        *('=LEN(0.1+0.2&"")', '=LEN(1/3&"")', '=LEN(0.00001&"")', '=(0.1+0.2)&""="0.3"', '=0.3=0.3&""'),
    ],
)
def test_zahlen_deren_schreibweise_nicht_feststeht(formel: str, tmp_path: Path) -> None:
    m = gerechnet(mit_openpyxl(tmp_path / "z.xlsx", {"A1": 1234567890123456, "B1": formel}))
    assert [f.code for f in m.fehler()] == ["nicht berechenbar"]
