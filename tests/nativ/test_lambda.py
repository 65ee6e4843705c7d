"""The LAMBDA form: every formula cell like the one with the add-in, in an engine that is not ours and knows LAMBDA.

In CI ironcalc and four templates; `make nativ` tries all of them, in formulon too.
"""

from __future__ import annotations

import os
import random
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from fremd.lambda_maschinen import MASCHINEN, ironcalc, vorbereitet
from test_aufrufe import gleich, wert
from vorlagenbau import eingaben, klein

import workbooks
from udfs import FUNKTIONEN, NICHT_GEGEBEN, Fehler, Formel, aufruf, formel, lesen, preise, zeiten
from udfs.hilfebedarf import hbg
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.nativ.form import NichtOhneAddin
from workbooks.nativ.lambdas import OHNE_LAMBDA, fuer_die_datei, lambdas
from workbooks.vorlagen import ALLE, bauen

UMFANG = klein()
ALLES = os.environ.get("EGH_NATIV_ALLES") == "1"
NAMEN = [v.name for v in ALLE] if ALLES else ["nw", "th", "st", "hh-asp"]
jede = pytest.mark.parametrize("name", NAMEN)
mit_jeder = pytest.mark.parametrize("maschine", MASCHINEN if ALLES else ["ironcalc"])


@cache
def inhalt(name: str, beispiel: bool) -> bytes:
    vorlage = next(v for v in ALLE if v.name == name)
    return gerechnet(
        bauen(vorlage, beispiel, umfang=UMFANG, form="lambda"), Path("l.xlsx"), "lambda"
    ).inhalt()


def ungleiche(
    m: Arbeitsmappe, pfad: Path, maschine: str, nur_unsere: bool = False
) -> tuple[int, list[tuple[str, Any, Any]]]:
    """Formula cells in which the engine says something else than our stored value; how many there are.

    `nur_unsere`: formulas that call none of our functions stand there as values; that engine's OR stops at the first
    TRUE, and what follows an error would not be what Excel shows.
    """
    lesen_ = MASCHINEN[maschine](vorbereitet(pfad, pfad.with_name(f"{maschine}.xlsx"), maschine, nur_unsere))
    anzahl, gefunden = 0, []
    buch = openpyxl.load_workbook(pfad)
    for nummer, blatt in enumerate(buch):
        for zelle in (z for zeile in blatt.iter_rows() for z in zeile if z.data_type == "f"):
            anzahl += 1
            ort = f"'{blatt.title}'!{zelle.coordinate}"
            soll, ist = m[ort], lesen_(nummer, zelle.row, zelle.column)
            if nur_unsere and isinstance(soll, Fehler) and ist == "" and zelle.value.startswith("=IF(OR("):
                continue  # that OR, with an error among its arguments
            if not gleich(soll, ist, 2, 1.0) or isinstance(soll, bool) != isinstance(ist, bool):
                gefunden.append((ort, soll, ist))
    return anzahl, gefunden


@mit_jeder
@jede
@pytest.mark.parametrize("beispiel", [True, False])
def test_jede_zelle_wie_mit_addin(name: str, beispiel: bool, maschine: str, tmp_path: Path) -> None:
    pfad = tmp_path / "l.xlsx"
    pfad.write_bytes(inhalt(name, beispiel))
    anzahl, anders = ungleiche(workbooks.oeffnen(pfad), pfad, maschine)
    assert anders == []
    assert anzahl > 900


@mit_jeder
@jede
def test_zufaellige_eingaben(name: str, maschine: str, tmp_path: Path) -> None:
    """Blank, negative, zero, words, number texts, scaled, far too large: the same cells, errors among them."""
    zufall = random.Random(f"lambda {name}")
    pfad = tmp_path / "l.xlsx"
    for _ in range(2):
        pfad.write_bytes(inhalt(name, True))
        m = workbooks.oeffnen(pfad)
        felder = [f for f in eingaben(pfad)[0] if not f.zelle.startswith("'Deckblatt'")]
        for zelle, alt in [(f.zelle, m[f.zelle]) for f in zufall.sample(felder, 12)]:
            m[zelle] = zufall.choice(
                [None, -1.0, 0.0, "x", 1e5, alt * 1.37 if isinstance(alt, float) else None]
            )
        m.rechnen().speichern(pfad)
        assert ungleiche(m, pfad, maschine, nur_unsere=True)[1] == []


EINZELN = [
    formel(f)
    for f in FUNKTIONEN
    if formel(f).name not in OHNE_LAMBDA
    and not any(
        a.angabe.leser in (lesen.land, lesen.land_oder_bund, lesen.stichtag, lesen.zeilen)
        or isinstance(a.angabe.leser, zeiten.Dienstzeilen)
        or a.angabe.leser is preise.entgeltgruppe  # a sheet of its own: test_tarif
        for a in formel(f).argumente
    )
]
SCHLECHT: tuple[Any, ...] = (
    None,
    "  ",
    "x",
    "12,5",
    "1.234,5",
    "1.23",
    "0,5",
    "-2",
    True,
    -7.0,
    -0.5,
    1e6,
    0.0,
)
TAGE = (
    "01.07.2026",
    " 2026-07-01",
    "31.02.2026",
    "1.7.26",
    "2026-7-1",
    2026.0,
    46000.4,
    0.0,
    0.4,
    3e6,
    "x",
    None,
    True,
)
ZEITEN = ("22:00", "6:30", "06:00 Uhr", "24:00", "25:00", "7:5", "07:00:30", 1.5)


def faelle() -> list[tuple[Formel, list[Any]]]:
    zufall = random.Random("lambda")
    gewaehlt = []
    for f in EINZELN:
        for _ in range(50):
            werte: list[Any] = [wert(a.angabe.leser, zufall) for a in f.argumente]
            if zufall.random() < 0.6:
                i = zufall.randrange(len(werte))
                leser = f.argumente[i].angabe.leser
                zeit, tag = leser in (lesen.beginn, lesen.ende), isinstance(leser, zeiten.Tag)
                werte[i] = zufall.choice(
                    (*(TAGE if tag else ZEITEN if zeit else SCHLECHT), Fehler("#DIV/0!"))
                )
            gewaehlt.append((f, werte[: zufall.randint(f.pflicht, len(werte))]))
    return gewaehlt


def test_jede_funktion_wie_unsere(tmp_path: Path) -> None:
    """The upper left cell of a table, one below it, or the value; number texts and times as texts are read, too."""
    alle, pfad = faelle(), tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(pfad) as buch:
        blatt = buch.add_worksheet("T")
        for name, (text, _) in lambdas([f.name for f in EINZELN], "TH").items():
            buch.define_name(name, f"={text}")
        for z, (f, werte) in enumerate(alle):
            for s, x in enumerate(werte):
                if isinstance(x, Fehler):
                    blatt.write_formula(z, s, "=1/0", None, "#DIV/0!")
                elif x is not None:
                    blatt.write(z, s, x)
            ruf = f"{f.name}({','.join(f'${chr(65 + i)}{z + 1}' for i in range(len(werte)))})"
            blatt.write_formula(
                z, 8, f"=IFERROR(INDEX({ruf},2,4),{ruf})" if f.tabelle else f"={ruf}", None, ""
            )
    lesen_ = ironcalc(vorbereitet(pfad, tmp_path / "b.xlsx", "ironcalc"))
    anders = []
    for z, (f, werte) in enumerate(alle, 1):
        voll = [*werte, *[NICHT_GEGEBEN] * (len(f.argumente) - len(werte))]
        soll = aufruf(f.funktion, voll)
        soll = soll[1][3] if isinstance(soll, list) else soll
        if not gleich(soll, lesen_(0, z, 9), 1, max([1.0, *(abs(x) for x in werte if isinstance(x, float))])):
            anders.append((f.name, werte, soll, lesen_(0, z, 9)))
    assert anders == []
    assert len(alle) > 1100


def test_anderes_land_und_anderer_stichtag_sind_kein_wert(tmp_path: Path) -> None:
    """The workbook holds the values of its Land and its day only."""
    pfad = tmp_path / "l.xlsx"
    pfad.write_bytes(inhalt("th", True))
    buch = openpyxl.load_workbook(pfad)
    blatt = buch.create_sheet("Probe")
    rufe = (
        '"TH",meta_stichtag',
        '" thüringen ",meta_stichtag',
        '"BY",meta_stichtag',
        '"TH",meta_stichtag-1',
        '"TH"',
    )
    for z, argumente in enumerate(rufe, 1):
        blatt.cell(z, 1, f"=EGH_HBG(300,{argumente})")
    buch.save(pfad)
    lesen_ = ironcalc(vorbereitet(pfad, tmp_path / "b.xlsx", "ironcalc"))
    nummer = buch.sheetnames.index("Probe")
    hier, geschrieben, *andere = [lesen_(nummer, z, 1) for z in range(1, len(rufe) + 1)]
    assert hier == geschrieben == aufruf(hbg, [300.0, "TH"])
    assert andere == [Fehler("#N/A")] * 3


def test_was_es_als_lambda_nicht_gibt_sagt_es() -> None:
    """The comparison of the template's lists has plain formulas; typed elsewhere it has none."""
    (name,) = OHNE_LAMBDA
    vorlage = next(v for v in ALLE if v.name == "nw")
    buch = bauen(vorlage, False, umfang=klein(), form="lambda")
    buch["Deckblatt"]["Z1"] = f"={name}(A1:H2,A1:H2)"
    with pytest.raises(NichtOhneAddin, match=name):
        gerechnet(buch, Path("x.xlsx"), "lambda")


def test_kein_text_ist_zu_lang_und_jede_variable_gekennzeichnet() -> None:
    alle = lambdas([formel(f).name for f in FUNKTIONEN], "TH")
    assert {formel(f).name for f in FUNKTIONEN} - set(alle) == set(OHNE_LAMBDA)
    assert max(len(text) for text, _ in alle.values()) < 8192
    assert sum(len(text) for text, _ in alle.values()) < 80_000
    assert fuer_die_datei('LAMBDA(a_,?b_,IF(ISOMITTED(b_),"a_",a_))') == (
        '_xlfn.LAMBDA(_xlpm.a_,_xlop.b_,IF(_xlfn.ISOMITTED(_xlpm.b_),"a_",_xlpm.a_))'
    )
