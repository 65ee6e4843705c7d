"""`egh rechnen` against the engine alone with our functions as bare callbacks: whole processes, time and peak memory.

The job compared is that of `egh rechnen`: load the file, compute, write it. Beside it, without an aim, stands the
smaller job of the engine alone that computes and reads its values without writing. The engine alone does not keep
styles and parts, checks nothing and names nothing. Then: one repeated calculation of a template, and many single
inputs before one calculation.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import mappen
from messen import aim, machine, measured_in_turns, process, row, title

HERE = Path(__file__).parent
SIZES = (10_000, 100_000, 400_000)


def side_by_side(formulas: int, folder: Path, rounds: int) -> None:
    file, target = folder / f"{formulas}.xlsx", folder / "gerechnet.xlsx"
    mappen.mixed_formulas(file, formulas // 4)
    bare: list[str | Path] = [
        sys.executable,
        HERE / "blosse_maschine.py",
        file,
        str(formulas // 4),
        "3,4,5,6",
    ]
    works = {
        "egh rechnen": [sys.executable, "-m", "egh", "rechnen", file, "-o", target],
        "engine alone": [*bare, folder / "bloss.xlsx"],
        "engine alone, not writing": bare,
    }
    ours, alone, reading = measured_in_turns(works, rounds).values()
    print(f"\n{formulas:,} formulas:")
    for name, (seconds, memory) in zip(works, (ours, alone, reading), strict=True):
        row(name, f"{seconds:.2f} s", f"{memory:.0f} MB")
    if formulas >= 100_000:
        aim("time : engine alone", ours[0] / alone[0], 1, 1.3, at_least=False)
        aim("peak memory : engine alone", ours[1] / alone[1], 2, 3, at_least=False)
    row(
        "time, memory : engine alone, not writing",
        f"{ours[0] / reading[0]:.2f}",
        f"{ours[1] / reading[1]:.2f}",
    )


def repeated(folder: Path) -> None:
    """Set one input of the NW template, compute, read the messages."""
    import workbooks

    file = folder / "nw.xlsx"
    process([sys.executable, "-m", "egh", "vorlage", "nw", "-o", file, "--beispiel"])
    book = workbooks.oeffnen(file).rechnen()
    seconds = []
    for minutes in range(20, 41):
        start = perf_counter()
        book["intern_Assistenz!C7"] = float(minutes)
        book.rechnen().fehler()
        seconds.append(perf_counter() - start)
    aim("one repeated calculation of NW [ms]", 1000 * statistics.median(seconds), 60, 60, at_least=False)


def inputs(folder: Path) -> None:
    """Single inputs into a workbook of 100,000 formulas, then one calculation."""
    import workbooks

    file = folder / "100000.xlsx"
    for many in (50, 5_000):
        book = workbooks.oeffnen(file).rechnen()
        start = perf_counter()
        for i in range(2, many + 2):
            book[f"Personen!A{i}"] = float(8 + i % 900)
        book.rechnen()
        row(f"{many:,} single inputs and a calculation", f"{perf_counter() - start:.2f} s")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, default=3, help="rounds")
    chosen = options.parse_args()
    title(f"maschine.py: egh rechnen and the engine alone ({machine()})")
    with tempfile.TemporaryDirectory() as name:
        for formulas in SIZES:
            side_by_side(formulas, Path(name), chosen.n)
        print()
        repeated(Path(name))
        inputs(Path(name))


if __name__ == "__main__":
    main()
