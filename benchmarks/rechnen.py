"""10,000 formula cells of ours, as whole processes: `egh rechnen`, the PyPI package `formulas`, one LibreOffice run."""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mappen
from messen import aim, in_turns, machine, process, row, title

HERE = Path(__file__).parent
OURS, OFFICE, PEER = "egh rechnen", "one LibreOffice conversion", "formulas"


def ours(file: Path, target: Path) -> Callable[[], object]:
    return lambda: process([sys.executable, "-m", "egh", "rechnen", file, "-o", target])


def peer(file: Path, folder: Path) -> Callable[[], object]:
    return lambda: process([sys.executable, HERE / "vergleich_formulas.py", file, folder])


def libreoffice(file: Path, folder: Path) -> Callable[[], object] | None:
    """Load and write the file, our functions unknown to it: less work than recalculating, so a hard comparison."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "xlsx", "--outdir", folder, file]
    return lambda: process(command)


def formula_cells(file: Path) -> list[tuple[Any, ...]]:
    import openpyxl

    sheet = openpyxl.load_workbook(file, data_only=True).active
    return list(sheet.iter_rows(min_row=2, min_col=3, max_col=4, values_only=True))


def check_same(one: Path, other: Path) -> None:
    """The peer writes 16 digits, hence the tolerance."""
    pairs = list(zip(formula_cells(one), formula_cells(other), strict=True))
    same = sum(a[0] == b[0] and math.isclose(a[1], b[1], rel_tol=1e-14) for a, b in pairs)
    row("rows with the same values in both", f"{same} of {len(pairs)}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, default=3, help="rounds; in each the quick ones run five times")
    options.add_argument(
        "--without-formulas", action="store_true", help="leave out the peer, half a minute a round"
    )
    chosen = options.parse_args()
    title(f"rechnen.py: {2 * mappen.ROWS:,} formula cells, whole processes ({machine()})")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, target = folder / "personen.xlsx", folder / "gerechnet.xlsx"
        mappen.two_formulas_a_row(file)
        works = {OURS: ours(file, target)}
        office = libreoffice(file, folder / "libreoffice")
        if office is not None:
            works[OFFICE] = office
        # Several runs of one work in a row, so that each is measured warm, and again in every round.
        one_round = [work for work in works for _ in range(5)]
        if not chosen.without_formulas:
            works[PEER] = peer(file, folder / "formulas")
            one_round.append(PEER)
        seconds = in_turns(works, one_round * chosen.n, pause=1)
        for work, taken in seconds.items():
            row(work, f"{taken:.3f} s", f"{taken / seconds[OURS]:.3g} × {OURS}")
        if PEER in seconds:
            check_same(target, next((folder / "formulas").iterdir()))
            aim("times faster than formulas", seconds[PEER] / seconds[OURS], 100, 60, at_least=True)
        if OFFICE in seconds:
            share = seconds[OURS] / seconds[OFFICE]
            aim("share of one LibreOffice conversion", share, 1 / 3, 1 / 2, at_least=False)
        else:
            print("soffice is not installed: no comparison with LibreOffice.")
        print("\nWhere our time goes:\n")
        print(process([sys.executable, HERE / "abschnitte.py", file, target]), end="")


if __name__ == "__main__":
    main()
