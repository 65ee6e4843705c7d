"""`egh rechnen ORDNER` on 10 to 1,000 workbooks of several Länder, one in a hundred broken.

With one and two processes and on a cluster of two workers, whose results are compared byte for byte; `formulas` on a
sample.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path

import mappen

# first: they put the checkout on the path
from messen import ROOT, aim, machine, measured, row, title

HERE = Path(__file__).parent
SIZES = (10, 100, 1000)
FORMULAS = 100  # rows of the sample that `formulas` can compute, four formulas each
SAMPLE = 10


def part(folder: Path, start: int, many: int) -> None:
    """Some of the workbooks, as the tests make them: none is like another, none is computed."""
    sys.path.insert(0, str(ROOT / "tests"))
    import stapelmappen

    names = list(stapelmappen.VERSCHIEDEN)
    for n in range(start, start + many):
        name, provider = names[n % len(names)], f"Anbieter {n % 70:02}"
        file = folder / provider / f"{name} {n:04}.xlsx"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(stapelmappen.ungerechnet(name, n, provider))


def broken(folder: Path, many: int) -> None:
    """One in a hundred, in the ways of the tests in turn."""
    sys.path.insert(0, str(ROOT / "tests"))
    import stapelmappen

    good = sorted(p for p in folder.rglob("*.xlsx"))[:many]
    for file, (how, content) in zip(
        good, cycle(stapelmappen.kaputte(good[-1].read_bytes()).items()), strict=False
    ):
        file.unlink()
        file.with_name(f"{file.stem} {Path(how).name}").write_bytes(content)


def folders(where: Path, sizes: list[int]) -> None:
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for size in sizes:
            each = size // (os.cpu_count() or 1)
            starts = range(0, size, each)
            list(
                pool.map(
                    part, [where / str(size)] * len(starts), starts, [min(each, size - s) for s in starts]
                )
            )
            if size >= 100:
                pool.submit(broken, where / str(size), size // 100).result()


def computed(source: Path, target: Path, *how: str) -> tuple[float, float]:
    """Seconds and MB of the largest process; every good workbook is there, every broken one is named."""
    done = measured([sys.executable, "-m", "egh", "rechnen", source, "-o", target, *how], allowed=(0, 1))
    with (target / "egh_bericht.csv").open(encoding="utf-8-sig", newline="") as file:
        states = [line["stand"] for line in csv.DictReader(file, delimiter=";")]
    size = int(source.name)
    wrong = size // 100
    assert (len(states), states.count("nicht gerechnet")) == (size, wrong), states
    assert len(list(target.rglob("*.xlsx"))) == size - wrong
    return done


def fingerprint(folder: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*.xlsx")):
        total.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return total.hexdigest()


def growth(where: Path, sizes: list[int], cluster: str) -> None:
    ways = {"1 process": ("--prozesse", "1"), "2 processes": ("--prozesse", "2"),
            "cluster of 2 workers": ("--cluster", cluster)}  # fmt: skip
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for size in sizes:
        print(f"\n{size:,} workbooks, {size // 100} of them broken:")
        prints = set()
        for name, how in ways.items():
            target = where / f"{size} {name}"
            figures[name].append(computed(where / str(size), target, *how))
            prints.add(fingerprint(target))
            seconds, memory = figures[name][-1]
            row(
                name,
                f"{size / seconds:.1f} a second",
                f"{1000 * seconds / size:.0f} ms each, {memory:.0f} MB",
            )
        if len(prints) != 1:
            raise SystemExit("the ways do not agree")
        again = computed(where / str(size), where / f"{size} 2 processes", "--prozesse", "2")[0]
        row("again, nothing changed", f"{size / again:.0f} a second")
    print()
    one, two, far = ([seconds for seconds, _ in figures[name]][-1] for name in ways)
    aim("2 processes : 1 process, time", two / one, 0.55, 0.75, at_least=False)
    aim("cluster of 2 workers : 2 processes, time", far / two, 1.2, 1.5, at_least=False)
    each = [seconds / size for (seconds, _), size in zip(figures["2 processes"], sizes, strict=True)]
    aim(
        f"a workbook among {sizes[-1]:,} : among {sizes[1]:,}, time",
        each[-1] / each[1],
        1.1,
        1.3,
        at_least=False,
    )
    memory = [m for _, m in figures["2 processes"]]
    aim("the same, memory of the largest process", memory[-1] / memory[1], 1.1, 1.3, at_least=False)


def against_formulas(where: Path) -> None:
    """Workbooks that `formulas` can compute; of our templates it finishes none (a blank cell stops it)."""
    sample, target = where / "probe", where / "probe gerechnet"
    sample.mkdir()
    for n in range(SAMPLE):
        mappen.mixed_formulas(sample / f"{n}.xlsx", FORMULAS + n)
    ours = measured([sys.executable, "-m", "egh", "rechnen", sample, "-o", target, "--prozesse", "1"])[0]
    theirs = measured(
        [sys.executable, HERE / "vergleich_formulas.py", *sorted(sample.iterdir()), where / "formulas"]
    )[0]
    print(f"\n{SAMPLE} workbooks of {4 * FORMULAS} formulas, one process:")
    row("egh rechnen ORDNER", f"{SAMPLE / ours:.1f} a second")
    row("formulas", f"{SAMPLE / theirs:.2f} a second")
    row("formulas : egh rechnen ORDNER, time", f"{theirs / ours:.0f}")


def main() -> None:
    from distributed import LocalCluster

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, nargs="+", default=SIZES, help="how many workbooks")
    sizes = list(options.parse_args().n)
    title(f"stapel.py: egh rechnen on folders ({machine()})")
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        folders(where, sizes)
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            growth(where, sizes, cluster.scheduler_address)
        against_formulas(where)


if __name__ == "__main__":
    main()
