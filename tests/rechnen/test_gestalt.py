"""Formulas that differ in their row only are translated once: the memory must never change a translation."""

from __future__ import annotations

from pathlib import Path

import pytest
from fremd import formelliste
from hypothesis import given
from hypothesis import strategies as st
from mappenbau import mit_openpyxl
from vorlagenbau import NAMEN, bytes_der_vorlage

import workbooks
from workbooks.recalculation.adresse import Ort, spaltenname
from workbooks.recalculation.gestalt import Gedaechtnis, gestalt, in_zeile
from workbooks.recalculation.vorbereitung import Vorbereitung

STUECKE = [
    "A1",
    "$B2",
    "C$3",
    "$D$4",
    "Blatt1!E5",
    "'Mein A1'!F6",
    '"G7"',
    '"a""H8"',
    "LOG10(",
    ")",
    "+",
    ",",
    "I9:J10",
]


@given(st.lists(st.sampled_from(STUECKE), max_size=12).map("".join), st.integers(1, 1000))
def test_die_gestalt_laesst_sich_zurueckrechnen(text: str, zeile: int) -> None:
    assert in_zeile(gestalt(text, zeile), zeile) == text


def test_nur_bewegliche_bezuege_verschieben_sich() -> None:
    text = "SUM(A7,$B7,C$7,$D$7,'B 7'!A7,\"A7\",LOG10(A7),Zeile7,A7:A9)"

    assert in_zeile(gestalt(text, 7), 8) == "SUM(A8,$B8,C$7,$D$7,'B 7'!A8,\"A7\",LOG10(A8),Zeile7,A8:A10)"


def test_ein_bezug_aus_einem_namen_wird_nicht_gemerkt() -> None:
    """`Blatt!Name` becomes the cell behind the name, which does not move with the formula."""
    gedaechtnis = Gedaechtnis()

    assert (
        gedaechtnis.uebersetzt("T!n+A7", "T", Ort(7, 2), (False, False), lambda: ("T!C3+A7", True))
        == "T!C3+A7"
    )
    assert (
        gedaechtnis.uebersetzt("T!n+A8", "T", Ort(8, 2), (False, False), lambda: ("T!C3+A8", True))
        == "T!C3+A8"
    )


def _texte(roh: Path, ohne: pytest.MonkeyPatch | None = None) -> dict[object, str]:
    if ohne is not None:
        ohne.setattr(Gedaechtnis, "uebersetzt", lambda *angaben: angaben[-1]()[0])
    aufbau = workbooks.oeffnen(roh)._aufbau
    vorbereitung = Vorbereitung(aufbau, list(aufbau.blaetter.values()))
    return {**vorbereitung.texte, **vorbereitung.wurzeln}


@pytest.mark.parametrize("name", NAMEN)
def test_vorlagen_werden_mit_gedaechtnis_genauso_uebersetzt(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pfad = tmp_path / "v.xlsx"
    pfad.write_bytes(bytes_der_vorlage(name, beispiel=True))
    mit = _texte(pfad)

    assert mit == _texte(pfad, monkeypatch)
    assert len(mit) > 200


def test_uebliche_formeln_in_vielen_zeilen_genauso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each formula of the list in three rows, as a user fills it down."""
    zellen: dict[str, object] = {}
    for nummer, z in enumerate(formelliste.zeilen()):
        for zeile in (5, 6, 40):
            zellen[f"{spaltenname(nummer + 10)}{zeile}"] = "=" + in_zeile(gestalt(z.formel, 5), zeile)
    pfad = mit_openpyxl(tmp_path / "f.xlsx", zellen)
    mit = _texte(pfad)

    assert mit == _texte(pfad, monkeypatch)
    assert len(mit) > 600


def test_der_schnitt_mit_einem_festen_bereich_gilt_nur_in_seiner_zeile(tmp_path: Path) -> None:
    """Not carried over to a row outside the range, where there is nothing to take."""
    zellen: dict[str, object] = {f"A{i}": i for i in range(1, 5)}
    zellen |= {f"B{i}": f'=$A$1:$A$4&"x"&A{i}' for i in range(1, 7)}
    m = workbooks.oeffnen(mit_openpyxl(tmp_path / "m.xlsx", zellen)).rechnen()

    assert [m[f"T!B{i}"] for i in (1, 4)] == ["1x1", "4x4"]
    assert m["T!B5"] == m["T!B6"] == "#VALUE!"
