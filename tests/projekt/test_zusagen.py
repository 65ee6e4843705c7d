"""docs/zusagen.md: each test it names exists, each bound it states is the program's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calc.parameter import datei
from calc.runden import deutsch
from recalculation.datei import grenzen

WURZEL = Path(__file__).resolve().parents[2]
SEITE = (WURZEL / "docs" / "zusagen.md").read_text("utf-8")
TESTS = {
    name
    for p in (WURZEL / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", p.read_text("utf-8"), re.M)
}
GRENZEN = {
    f"{modul.__name__}.{name}": wert
    for modul in (grenzen, datei)
    for name, wert in vars(modul).items()
    if name.isupper() and type(wert) in (int, float)
}


def test_jeden_genannten_test_gibt_es() -> None:
    genannt = set(re.findall(r"`(test_\w+)`", SEITE))
    assert len(genannt) > 30
    assert genannt - TESTS == set()


def test_jede_zeile_nennt_einen_test() -> None:
    for zeile in re.findall(r"^\| (?!---|Zusage|Was)(.*) \|$", SEITE, re.M):
        assert "`test_" in zeile, zeile


@pytest.mark.parametrize("name", GRENZEN)
def test_jede_grenze_steht_da(name: str) -> None:
    wert = GRENZEN[name]
    assert re.search(rf"(?<![0-9.]){re.escape(deutsch(float(wert)))}(?![0-9.])", SEITE)
