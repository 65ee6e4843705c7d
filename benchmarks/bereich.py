"""One range call over 100,000 cells: through the border, and as one array formula of a recalculated workbook."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import mappen
from messen import machine, row, side_by_side, title  # first: it puts the checkout on the path

import workbooks
from udfs import FUNKTIONEN, aufruf, formel

HBG = next(f for f in FUNKTIONEN if formel(f).name == "EGH_HBG")


def single_calls(values: list[float]) -> list[object]:
    return [aufruf(HBG, [value, "TH"]) for value in values]


def recalculated(file: Path, target: Path) -> Path:
    return workbooks.oeffnen(file).rechnen().speichern(target)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, default=5, help="repetitions")
    chosen = options.parse_args()
    cells = mappen.RANGE_ROWS
    title(f"bereich.py: one range call over {cells:,} cells ({machine()})")
    values = [float(mappen.minutes(i)) for i in range(cells)]
    column = [[value] for value in values]
    with tempfile.TemporaryDirectory() as name:
        file, target = Path(name) / "bereich.xlsx", Path(name) / "gerechnet.xlsx"
        mappen.one_range(file)
        expected = aufruf(HBG, [column, "TH"])
        assert expected == [[hbg] for hbg in single_calls(values)]
        same = workbooks.oeffnen(recalculated(file, target))[f"Personen!B1:B{cells}"] == expected
        row("array formula gives the values of the call", "yes" if same else "NO")
        seconds = side_by_side(
            {
                f"{cells:,} single calls": lambda: single_calls(values),
                "one range call": lambda: aufruf(HBG, [column, "TH"]),
                "one array formula, read to written": lambda: recalculated(file, target),
            },
            chosen.n,
        )
    one_by_one = next(iter(seconds.values()))
    for work, taken in seconds.items():
        row(work, f"{1e6 * taken / cells:.1f} µs/cell", f"{taken / one_by_one:.2f} × single calls")


if __name__ == "__main__":
    main()
