"""EGH_TARIF reads the sheet Tarife: its plain formula and its LAMBDA over random groups and days, in other engines."""

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

from calc import parameter
from udfs import Fehler, aufruf
from udfs.entgelt import tarif
from workbooks.nativ import tarifblatt
from workbooks.nativ.lambdas import lambdas
from workbooks.nativ.uebersetzer import Geprueft, Uebersetzer

TARIFE = ("SuE", "SuE", "SuE", "SuE", "TV-L", "AVR.DD", "TVX", None)
GRUPPEN = ("S 2", "s 8a", "S8A", "S 11 b", "S 18", "S 12", "S 1", "E 9", 8.0, None)
TAGE = (45747.0, 45748.0, 46142.0, 46143.0, 46300.5, 46477.0, 50000.0, 0.0, None, "x", -3.0)
STUFEN = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 0.0, 7.0, 2.5, None)


def faelle() -> list[list[Any]]:
    zufall = random.Random("tarif")
    return [[zufall.choice(x) for x in (TARIFE, GRUPPEN, STUFEN, TAGE)] for _ in range(120)]


ALLE = faelle()


def mappe(pfad: Path, als_lambda: bool) -> Path:
    with xlsxwriter.Workbook(pfad) as buch:
        blatt, tafel = buch.add_worksheet("T"), buch.add_worksheet("Tarife")
        werte = tarifblatt.bauen()
        for z, zeile in werte.zeilen.items():
            for s, zelle in enumerate(zeile):
                tafel.write(z - 1, s, zelle.wert)
        for name, bereich in werte.namen.items():
            von, bis = bereich.split(":")
            fest = ":".join(f"${ort[0]}${ort[1:]}" for ort in (von, bis))
            buch.define_name(name, f"=Tarife!{fest}")
        if als_lambda:
            for name, (text, _) in lambdas(["EGH_TARIF"], "TH").items():
                buch.define_name(name, f"={text}")
        for z, argumente in enumerate(ALLE):
            for s, x in enumerate(argumente):
                if x is not None:
                    blatt.write(z, s, x)
            ruf = f"EGH_TARIF($A{z + 1},$B{z + 1},$C{z + 1},$D{z + 1})"
            text = ruf if als_lambda else Uebersetzer({}, Geprueft()).formel(ruf)
            blatt.write_formula(z, 5, f"={text}", None, "")
    return pfad


def ungleiche(gelesen: Any) -> list[Any]:
    gefunden = []
    for z, argumente in enumerate(ALLE, 1):
        soll, ist = aufruf(tarif, argumente), gelesen(z)
        if not gleich(soll, ist, 2 if isinstance(soll, Fehler) else 0, 1.0):
            gefunden.append((argumente, soll, ist))
    return gefunden


def test_rechte_und_unbrauchbare_kommen_vor() -> None:
    ergebnisse = [aufruf(tarif, a) for a in ALLE]
    assert sum(isinstance(e, float) for e in ergebnisse) >= 15
    assert {e.code for e in ergebnisse if isinstance(e, Fehler)} == {"#N/A", "#NUM!", "#VALUE!"}


def test_die_alte_tabelle_ist_die_neue_vor_der_erhoehung() -> None:
    """Each of the 96 values raised by 2.8 % and rounded half up to the cent is the published one; no other cent is."""
    alt, neu = (s.wert for s in parameter.laden("Bund")["tarif_sue"].staende)
    zahl = 0
    for a, n in zip(alt, neu, strict=True):  # type: ignore[arg-type]
        assert a.gruppe == n.gruppe
        for vorher, nachher in zip(a.stufen, n.stufen, strict=True):
            cent, ziel = round(vorher * 100), round(nachher * 100)
            passend = [c for c in range(cent - 3, cent + 4) if (c * 1028 + 500) // 1000 == ziel]
            assert passend == [cent]
            zahl += 1
    assert zahl == 96


def test_wie_eine_maschine_ohne_unsere_funktionen(tmp_path: Path) -> None:
    m = fz.Workbook.from_path(str(mappe(tmp_path / "t.xlsx", False)))
    m.evaluate_all()

    def gelesen(zeile: int) -> Any:
        x = m.get_value("T", zeile, 6)
        return Fehler(CODES[x["kind"]], "") if isinstance(x, dict) else x

    assert ungleiche(gelesen) == []


@pytest.mark.libreoffice
def test_wie_libreoffice(soffice: str, tmp_path: Path) -> None:
    pfad = ohne_gespeicherte_werte(mappe(tmp_path / "t.xlsx", False), tmp_path / "a.xlsx")
    m = durch_office(soffice, pfad, tmp_path)
    assert ungleiche(lambda zeile: m[f"T!F{zeile}"]) == []


def test_als_lambda(tmp_path: Path) -> None:
    lesen_ = ironcalc(vorbereitet(mappe(tmp_path / "t.xlsx", True), tmp_path / "b.xlsx", "ironcalc"))
    assert ungleiche(lambda zeile: lesen_(0, zeile, 6)) == []
