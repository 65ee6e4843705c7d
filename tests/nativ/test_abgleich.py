"""EGH_FALLABGLEICH in ordinary formulas: random lists, in our engine, in one without our functions, in LibreOffice."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from fremd.lambda_maschinen import vorbereitet
from fremd.office import durch_office, ohne_gespeicherte_werte
from openpyxl.utils import get_column_letter
from test_vorlagen_formeln import geoeffnet, paar, ungleiche, von_formualizer

from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.nativ.form import NichtOhneAddin
from workbooks.vorlagen import bauen, finde
from workbooks.vorlagen.sonder.hb_traegerbudget.abgleichformeln import ALLE

NAME, ERSTE, ZEILEN = "hb-traegerbudget", 10, 14
_AB = (1, len(ALLE) + 2)


def _zeile(zufall: random.Random) -> list[Any]:
    von = 46023.0 + zufall.choice([-370, -31, 0, 31, 59, 400])
    zeile: list[Any] = [
        zufall.choice(["F-1", "f-1 ", "F-2", "F-3", "F-4", "F-5", 7.0]),
        "Wohnen",
        zufall.choice(["2", "3", 2.0, None]),
        von,
        zufall.choice([None, von + 30, von + 30, von + 400]),
        zufall.choice([50.0, 50.0, 60.005]),
        zufall.choice(["nein", "nein", "ja"]),
        zufall.choice(["ja", "ja", "nein"]),
    ]
    if zufall.random() < 0.1:  # not to be read
        spalte, wert = zufall.choice(
            [(0, None), (3, von + 0.5), (3, "x"), (4, von - 5), (5, None), (7, "vielleicht")]
        )
        zeile[spalte] = wert
    return zeile


def _gefuellt(m: Arbeitsmappe, saat: int) -> Arbeitsmappe:
    zufall = random.Random(saat)
    for ab in _AB:
        von, bis = get_column_letter(ab), get_column_letter(ab + 7)
        liste = [_zeile(zufall) if zufall.random() < 0.9 else [None] * 8 for _ in range(ZEILEN)]
        m[f"intern_Datenabgleich!{von}{ERSTE}:{bis}{ERSTE + ZEILEN - 1}"] = liste
    return m.rechnen()


def _orte(orte: tuple[str, ...]) -> tuple[str, ...]:
    """The formulas of the sheets that compare, and every cell the two array formulas fill."""
    blaetter = ("'intern_Datenabgleich'!", "'Datenabgleich'!", "'Prüfung'!B")
    felder = tuple(f"'intern_Abgleich'!{s}{z}" for s in "ABCDFGHI" for z in range(1, ZEILEN + 10))
    return tuple(o for o in orte if o.startswith(blaetter)) + felder


def _paar(ordner: Path, saat: int) -> tuple[Arbeitsmappe, Arbeitsmappe, tuple[str, ...]]:
    a, b, orte = paar(NAME, True)
    return *(
        _gefuellt(geoeffnet(ordner, inhalt, f"{n}.xlsx"), saat) for n, inhalt in enumerate((a, b))
    ), _orte(orte)


@pytest.mark.parametrize("saat", range(6))
def test_zufaellige_listen_wie_mit_addin(saat: int, tmp_path: Path) -> None:
    mit, ohne, orte = _paar(tmp_path, saat)
    worte = {mit[f"'intern_Abgleich'!A{z}"] for z in range(2, ZEILEN + 2)}
    assert len(worte) >= 4
    assert ungleiche(orte, mit.__getitem__, ohne.__getitem__) == []


def test_in_libreoffice_und_einer_maschine_ohne_unsere_funktionen(soffice: str, tmp_path: Path) -> None:
    mit, ohne, orte = _paar(tmp_path, 1)
    ohne.speichern()
    leer = ohne_gespeicherte_werte(ohne.pfad, tmp_path / "leer.xlsx")
    assert ungleiche(orte, mit.__getitem__, durch_office(soffice, leer, tmp_path).__getitem__) == []
    gelesen = von_formualizer(ohne, vorbereitet(ohne.pfad, tmp_path / "fz.xlsx", "formualizer"))
    assert ungleiche(orte, mit.__getitem__, gelesen) == []


def test_sehr_lange_listen_vergleicht_nur_das_addin() -> None:
    vorlage = finde(NAME)
    assert vorlage is not None
    umfang = Umfang(dienste=1, personen=1_951, anbieter=1, angebote=1)
    with pytest.raises(NichtOhneAddin, match=r"mehr als 2\.000 Zeilen"):
        gerechnet(bauen(vorlage, False, umfang=umfang, form="formeln"), Path("x.xlsx"), "formeln")
