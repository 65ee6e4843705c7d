"""Results of a period that is not a year, by days: a shorter one is never more; nothing to see in a whole year."""

from __future__ import annotations

from datetime import date

import pytest
from vorlagenbau import geliehen

from recalculation.datei.zellwert import seriell


def tag(jahr: int, monat: int, tag_: int) -> float:
    return float(seriell(date(jahr, monat, tag_)))


@pytest.mark.parametrize("name", ["nw", "th", "st", "he-fachleistungsstunden"])
@pytest.mark.parametrize(
    ("von", "bis", "anteil"),
    [
        ((2025, 1, 1), (2025, 12, 31), 1),
        ((2025, 3, 1), (2026, 2, 28), 1),
        ((2025, 4, 1), (2025, 6, 30), 91 / 365),
        ((2025, 8, 15), (2026, 2, 14), 184 / 365),
        ((2025, 2, 10), (2025, 3, 20), 39 / 365),
        ((2024, 2, 10), (2024, 3, 20), 40 / 366),
    ],
)
def test_anteil_am_jahr(
    name: str, von: tuple[int, int, int], bis: tuple[int, int, int], anteil: float
) -> None:
    m = geliehen(name)
    m["eingabe_zeitraum_von"], m["eingabe_zeitraum_bis"] = tag(*von), tag(*bis)
    m.rechnen()
    assert m["zeitraum_anteil"] == pytest.approx(anteil)
    soll = None if anteil == 1 else pytest.approx(m["ergebnis_stunden_jahr"] * anteil)
    assert m["ergebnis_zeitraum_stunden_jahr"] == soll
    if name == "st":
        assert m["ergebnis_zeitraum_entgelt"] == (
            None if anteil == 1 else pytest.approx(m["ergebnis_entgelt"] * anteil)
        )
