"""Where `egh rechnen` spends its time: FILE recalculated to TARGET in fresh processes, medians per section."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from messen import process, row

INSIDE_RECHNEN = {
    "_blatt_fuer_maschine": "scanning and translating formulas",
    "_ablesen": "reading values back",
    "_einsetzen": "patching the values into the sheets",
}
seconds: dict[str, float] = defaultdict(float)


def clocked(owner: Any, name: str, section: str) -> None:
    """Add the time spent in owner.name to a section; a name that is no longer there stays in the rest."""
    original: Callable[..., Any] | None = getattr(owner, name, None)
    if original is None:
        return

    def call(*arguments: Any, **named: Any) -> Any:
        start = perf_counter()
        try:
            return original(*arguments, **named)
        finally:
            seconds[section] += perf_counter() - start

    setattr(owner, name, call)


def one_run(file: Path, target: Path) -> None:
    """`egh rechnen` in this process, with clocks; the last line printed is the sections as JSON."""
    start = perf_counter()
    from egh.__main__ import main as egh
    from workbooks.mappe import Arbeitsmappe
    from workbooks.recalculation import ablauf, maschine

    seconds["imports"] = perf_counter() - start
    clocked(Arbeitsmappe, "oeffnen", "reading the package")
    clocked(maschine.Maschine, "__init__", "engine load")
    for name, section in INSIDE_RECHNEN.items():
        clocked(ablauf._Lauf, name, section)
    clocked(maschine.Maschine, "rechne_alles", "evaluation in the engine")
    clocked(maschine, "aufruf", "evaluation of our functions")
    clocked(Arbeitsmappe, "speichern", "writing the package")
    began = perf_counter()
    egh(["rechnen", str(file), "-o", str(target)])
    seconds["evaluation in the engine"] -= seconds["evaluation of our functions"]
    rest = perf_counter() - began - sum(taken for section, taken in seconds.items() if section != "imports")
    print(json.dumps({**seconds, "the rest of the command": rest}))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("target", type=Path)
    options.add_argument("-n", type=int, default=5)
    options.add_argument("--one-run", action="store_true", help="internal: one process with clocks")
    chosen = options.parse_args()
    if chosen.one_run:
        one_run(chosen.file, chosen.target)
        return
    runs: dict[str, list[float]] = defaultdict(list)
    for _ in range(chosen.n):
        start = perf_counter()
        process([sys.executable, "-c", ""])
        runs["start and end of Python"].append(perf_counter() - start)
        output = process([sys.executable, __file__, chosen.file, chosen.target, "--one-run"])
        for section, taken in json.loads(output.splitlines()[-1]).items():
            runs[section].append(taken)
    medians = {section: statistics.median(taken) for section, taken in runs.items()}
    for section, taken in medians.items():
        row(section, f"{taken / sum(medians.values()):.0%}", f"{1000 * taken:.0f} ms")


if __name__ == "__main__":
    main()
