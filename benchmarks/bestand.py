"""`egh bestand` on 10,000 to 1,000,000 persons against bare pandas and numpy: whole processes, time and peak memory.

The peer reads the same columns of the same file and computes the same sums, but checks nothing and writes no workbook.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
from messen import (
    aim,
    machine,
    measured_in_turns,
    process,
    row,
    title,
)  # first: it puts the checkout on the path

HERE = Path(__file__).parent
SIZES = (10_000, 100_000, 1_000_000)
PROVIDERS = 70


def persons(file: Path, many: int) -> None:
    """Persons of 70 providers, half of them by HBG and half by minutes, some gone and some still to come."""
    random = np.random.default_rng(1)
    von = pd.Timestamp("2020-01-01") + pd.to_timedelta(random.integers(0, 2400, many), "D")
    bis = von + pd.to_timedelta(random.integers(30, 2500, many), "D")
    hbg = np.where(random.random(many) < 0.5, random.integers(1, 8, many).astype("U4"), "")
    minutes = np.where(hbg == "", random.integers(8, 1077, many).astype("U4"), "")
    pd.DataFrame(
        {
            "fallnummer": np.arange(many),
            "land": "TH",
            "leistungserbringer": [f"Anbieter {n}" for n in random.integers(1, PROVIDERS + 1, many)],
            "hbg": hbg,
            "minuten_woche": minutes,
            "leistungstyp": [f"LT {n}" for n in random.integers(1, 6, many)],
            "von": von.strftime("%d.%m.%Y"),
            "bis": np.where(random.random(many) < 0.4, "", bis.strftime("%d.%m.%Y")),
        }
    ).to_csv(file, sep=";", index=False)


def agree(written: Path, printed: str) -> None:
    """Both have the same hours and VK of each section and provider."""
    bare = json.loads(printed)
    head, *rows = openpyxl.load_workbook(written)["Leistungserbringer"].iter_rows(min_row=4, values_only=True)
    who, hours, posts = (
        head.index("Leistungserbringer"),
        head.index("Stunden"),
        head.index("VK (Bezug unbekannt, TH)"),
    )
    sections = list(dict.fromkeys(r[0] for r in rows if r[who]))
    for r in rows:
        if r[who]:
            name, at = bare["names"].index(r[who]), 2 * sections.index(r[0])
            np.testing.assert_allclose(
                [r[hours], r[posts]], [bare["sums"][at][name], bare["sums"][at + 1][name]]
            )


def elsewhere(function: Callable[..., None], *arguments: object) -> None:
    """In a process of its own: a child that is measured begins with the peak memory of whoever starts it."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        pool.submit(function, *arguments).result()


def side_by_side(many: int, by: str, folder: Path, rounds: int) -> dict[str, list[float]]:
    """Work → seconds and MB."""
    file, target = folder / f"{many}.csv", folder / "bestand.xlsx"
    works: dict[str, Sequence[str | Path]] = {
        "egh bestand": [sys.executable, "-m", "egh", "bestand", file, "-o", target, "--ersetzen", "--nach", by,
                        "--zeitraum", "01.01.2026–31.12.2026"],
        "bare pandas and numpy": [sys.executable, HERE / "blosser_bestand.py", file, by],
    }  # fmt: skip
    process(works["egh bestand"])
    elsewhere(agree, target, process(works["bare pandas and numpy"]))
    return measured_in_turns(works, rounds)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, default=3, help="rounds")
    chosen = options.parse_args()
    title(f"bestand.py: persons, egh bestand and bare pandas ({machine()})")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for many in SIZES:
            elsewhere(persons, folder / f"{many}.csv", many)
        for by in ("jahr", "monat"):
            before: list[float] = []
            for many in SIZES:
                both = side_by_side(many, by, folder, chosen.n)
                ours, bare = both["egh bestand"], both["bare pandas and numpy"]
                size = (folder / f"{many}.csv").stat().st_size / 1e6
                print(f"\n{many:,} persons by {by} (a file of {size:.1f} MB):")
                for work, (seconds, memory) in both.items():
                    row(work, f"{seconds:.2f} s", f"{memory:.0f} MB")
                if before:
                    row("ten times as many: time", f"{ours[0] / before[0]:.2f}")
                row(
                    "memory above that of 10,000 : file",
                    f"{(ours[1] - (before or ours)[1]) / size:.1f}" if before else "–",
                )
                before = [ours[0], before[1]] if before else ours
            aim("time : bare pandas and numpy", ours[0] / bare[0], 2, 3, at_least=False)
            aim("peak memory : bare pandas and numpy", ours[1] / bare[1], 2, 3, at_least=False)


if __name__ == "__main__":
    main()
