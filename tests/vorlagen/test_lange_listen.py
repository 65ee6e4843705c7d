"""Sheets with very long lists hold equal formulas once. With the bound set to nothing, every sheet is written so."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from vorlagenbau import klein

import workbooks
from workbooks import fertigung
from workbooks.vorlagen import ALLE, bauen
from workbooks.weitergabe import weitergegeben


def _gebaut(ordner: Path, name: str, form: str) -> Path:
    vorlage = next(v for v in ALLE if v.name == name)
    pfad = ordner / f"{name}.xlsx"
    pfad.write_bytes(fertigung.gerechnet(bauen(vorlage, True, umfang=klein()), pfad, form).inhalt())
    return pfad


def _zellen(pfad: Path, werte: bool) -> dict[tuple[str, str], object]:
    """Read by another program: it writes shared formulas out by itself."""
    buch = openpyxl.load_workbook(pfad, data_only=werte)
    zellen = ((b.title, z) for b in buch for reihe in b.iter_rows() for z in reihe if z.value is not None)
    return {(blatt, z.coordinate): getattr(z.value, "text", z.value) for blatt, z in zellen}


@pytest.mark.parametrize(
    ("name", "form"), [("nw", "egh"), ("th", "formeln"), ("st", "excel"), ("hb-traegerbudget", "egh")]
)
def test_sie_sagen_und_ergeben_dasselbe(
    name: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lang").mkdir()
    aus = _gebaut(tmp_path, name, form)
    monkeypatch.setattr(fertigung, "LANG", 0)
    kurz = _gebaut(tmp_path / "lang", name, form)
    assert kurz.stat().st_size < 0.8 * aus.stat().st_size
    assert _zellen(kurz, werte=True) == _zellen(aus, werte=True)
    assert _zellen(kurz, werte=False) == _zellen(aus, werte=False)
    wieder = workbooks.oeffnen(kurz)
    wieder.rechnen()
    assert wieder.inhalt() == workbooks.oeffnen(kurz).rechnen().inhalt()
    assert not wieder.fehler()


@pytest.mark.parametrize(("name", "form"), [("nw", "formeln"), ("th", "lambda"), ("st", "werte")])
def test_nach_unten_ausgefuelltes_laesst_sich_weitergeben(
    name: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Excel saves what was filled down: it was refused, and what pointed to a sheet left out lost its formula."""
    (tmp_path / "lang").mkdir()
    aus = _gebaut(tmp_path, name, "egh")
    monkeypatch.setattr(fertigung, "LANG", 0)
    kurz = _gebaut(tmp_path / "lang", name, "egh")
    monkeypatch.undo()
    soll, ist = (weitergegeben(workbooks.oeffnen(pfad).rechnen(), form) for pfad in (aus, kurz))
    assert (ist.zu_werten, ist.fest, ist.uebersetzt) == (soll.zu_werten, soll.fest, soll.uebersetzt)
    for nummer, weiter in enumerate((soll, ist)):
        (tmp_path / f"{nummer}.xlsx").write_bytes(weiter.inhalt)
    for werte in (True, False):
        assert _zellen(tmp_path / "1.xlsx", werte) == _zellen(tmp_path / "0.xlsx", werte)
