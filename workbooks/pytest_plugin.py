"""pytest-Plugin: eigene Arbeitsmappen testen.

    def test_vzae(arbeitsmappe):
        m = arbeitsmappe("kalkulation.xlsx")  # neben der Testdatei
        m["eingabe_njaz"] = 1540
        m.rechnen()
        assert m["ergebnis_vzae"] == pytest.approx(6.48, abs=0.005)

Die Datei wird nur gelesen. Schweres wird erst beim Öffnen geladen, weil pytest jedes Plugin bei jedem Lauf lädt.
"""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from workbooks.mappe import Arbeitsmappe


@pytest.fixture
def arbeitsmappe(request: pytest.FixtureRequest) -> Callable[[str | PathLike[str]], Arbeitsmappe]:
    """Öffnet eine Arbeitsmappe; ein relativer Pfad zählt ab der Testdatei."""

    def oeffnen(pfad: str | PathLike[str]) -> Arbeitsmappe:
        import workbooks

        return workbooks.oeffnen(request.path.parent / pfad)

    return oeffnen
