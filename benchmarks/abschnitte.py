"""Where `egh rechnen` spends its time: FILE recalculated to TARGET in fresh processes, medians per section."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections import defaultdict
from functools import reduce
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from messen import process, row

# Per section the callable whose own time counts, without what another one inside it takes.
# A name that is no longer there ends the script: sections must not fall silently into the one around them.
SECTIONS = {
    "reading the package": "workbooks.mappe:Arbeitsmappe.oeffnen",
    "scanning the sheets for formulas": "recalculation.datei.blatt:Blatt._schnell_gesucht",
    "translating formulas": "recalculation.uebersetzung.vorbereitung:Vorbereitung.__init__",
    "engine load": "recalculation.maschine.maschine:Maschine.__init__",
    "evaluation in the engine": "recalculation.maschine.maschine:Maschine.rechne_alles",
    "reading values back": "recalculation.ablesung:Ablesung._ablesen",
    "patching the values into the sheets": "recalculation.lauf:Lauf.schreiben",
    "rest of recalculating": "workbooks.mappe:Arbeitsmappe.rechnen",
    "writing the package": "workbooks.mappe:Arbeitsmappe.speichern",
    "rest of the command": "egh.__main__:main",
}
seconds: dict[str, float] = defaultdict(float)
inside = [0.0]  # per running clock: the seconds taken by clocks inside it


def clocked(place: str, section: str) -> None:
    """Add the own time of `module:Class.name` to a section."""
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner = reduce(getattr, owners, import_module(module))
    original = getattr(owner, name)

    def call(*arguments: Any, **named: Any) -> Any:
        inside.append(0.0)
        start = perf_counter()
        try:
            return original(*arguments, **named)
        finally:
            taken = perf_counter() - start
            seconds[section] += taken - inside.pop()
            inside[-1] += taken

    setattr(owner, name, call)


def one_run(file: Path, target: Path) -> None:
    """`egh rechnen` in this process, with clocks; the last line printed is the sections as JSON."""
    start = perf_counter()
    import egh.__main__
    import workbooks.mappe  # noqa: F401  # otherwise imported by oeffnen()

    seconds["imports"] = perf_counter() - start
    for section, place in SECTIONS.items():
        seconds[section] = 0.0
        clocked(place, section)
    egh.__main__.main(["rechnen", str(file), "-o", str(target)])
    print(json.dumps(seconds))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("target", type=Path)
    options.add_argument("-n", type=int, default=9)
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
