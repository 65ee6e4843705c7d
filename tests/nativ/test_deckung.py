"""EGH_DECKUNG takes a whole table: its plain formula and its LAMBDA over random weeks, in engines that are not ours."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import formualizer as fz
import pytest
import xlsxwriter
from fremd.lambda_maschinen import ironcalc, vorbereitet
from fremd.office import durch_office, ohne_gespeicherte_werte
from test_aufrufe import CODES, gleich

from udfs import Fehler, aufruf
from udfs.stundentafel import deckung
from workbooks.nativ.lambdas import lambdas
from workbooks.nativ.uebersetzer import Geprueft, Uebersetzer

ZEILEN, FAELLE = 4, 60
SCHLECHT: tuple[Any, ...] = (None, "x", -1.0, 1.0, 1.5, 0.25)


def woche(zufall: random.Random) -> list[list[Any]]:
    """A few duties, some rows blank, sometimes one cell that should not be there."""
    zeilen: list[list[Any]] = []
    for _ in range(ZEILEN):
        if zufall.random() < 0.25:
            zeilen.append([None] * 9)
            continue
        beginn = zufall.randrange(0, 96) / 96
        ende = zufall.choice([zufall.randrange(0, 96) / 96, 1.0, 0.0])
        zeilen.append([beginn, ende, *(zufall.choice([None, 0.0, 1.0, 2.0, 0.5]) for _ in range(7))])
    if zufall.random() < 0.3:
        zufall.choice(zeilen)[zufall.randrange(9)] = zufall.choice(SCHLECHT)
    return zeilen


def faelle() -> list[tuple[list[list[Any]], list[Any]]]:
    zufall = random.Random("deckung")
    gefunden = []
    for _ in range(FAELLE):
        von = zufall.randrange(0, 48) / 48
        bis = zufall.choice([von + 1 / 48, von + 1 / 48, 1.0, 0.25])
        gefunden.append((woche(zufall), [float(zufall.randint(1, 7)), von, min(bis, 1.0)]))
    return gefunden


ALLE = faelle()


def mappe(pfad: Path, als_lambda: bool) -> Path:
    with xlsxwriter.Workbook(pfad) as buch:
        blatt = buch.add_worksheet("T")
        if als_lambda:
            for name, (text, _) in lambdas(["EGH_DECKUNG"], "TH").items():
                buch.define_name(name, f"={text}")
        for n, (zeilen, rest) in enumerate(ALLE):
            oben = n * ZEILEN
            for z, zeile in enumerate(zeilen, oben):
                for s, x in enumerate(zeile):
                    if x is not None:
                        blatt.write(z, s, x)
            for s, x in enumerate(rest, 9):
                blatt.write(oben, s, x)
            ruf = f"EGH_DECKUNG($A${oben + 1}:$I${oben + ZEILEN},$J${oben + 1},$K${oben + 1},$L${oben + 1})"
            text = ruf if als_lambda else Uebersetzer({}, Geprueft()).formel(ruf)
            blatt.write_formula(oben, 13, f"={text}", None, "")
    return pfad


def ungleiche(gelesen: Any) -> list[Any]:
    gefunden = []
    for n, (zeilen, rest) in enumerate(ALLE):
        soll, ist = aufruf(deckung, [zeilen, *rest]), gelesen(n * ZEILEN + 1)
        if not gleich(soll, ist, 2, 1.0):
            gefunden.append((zeilen, rest, soll, ist))
    return gefunden


def test_richtige_und_falsche_kommen_vor() -> None:
    ergebnisse = [aufruf(deckung, [zeilen, *rest]) for zeilen, rest in ALLE]
    assert sum(isinstance(e, Fehler) for e in ergebnisse) >= 10
    assert len({e for e in ergebnisse if isinstance(e, float)}) >= 10


def test_wie_eine_maschine_ohne_unsere_funktionen(tmp_path: Path) -> None:
    buch = fz.Workbook.from_path(str(mappe(tmp_path / "d.xlsx", als_lambda=False)))
    buch.evaluate_all()

    def gelesen(zeile: int) -> Any:
        x = buch.get_value("T", zeile, 14)
        return Fehler(CODES[x["kind"]], "") if isinstance(x, dict) else x

    assert ungleiche(gelesen) == []


@pytest.mark.libreoffice
def test_wie_libreoffice(soffice: str, tmp_path: Path) -> None:
    quelle = ohne_gespeicherte_werte(mappe(tmp_path / "d.xlsx", als_lambda=False), tmp_path / "a.xlsx")
    m = durch_office(soffice, quelle, tmp_path)
    assert ungleiche(lambda zeile: m[f"T!N{zeile}"]) == []


def test_als_lambda(tmp_path: Path) -> None:
    lesen_ = ironcalc(
        vorbereitet(mappe(tmp_path / "d.xlsx", als_lambda=True), tmp_path / "b.xlsx", "ironcalc")
    )
    assert ungleiche(lambda zeile: lesen_(0, zeile, 14)) == []
