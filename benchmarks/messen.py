"""What the benchmarks share: medians, whole processes, one line per aim."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, sleep

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # measure this checkout, installed or not


def in_turns(
    works: dict[str, Callable[[], object]], turns: Sequence[str], pause: float = 0
) -> dict[str, float]:
    """Median seconds of each work. `turns` names the works in the order they run, so that a busy moment of the
    machine hits all of them; the first run of each is a warm-up and does not count, unless it is the only one."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    before = ""
    for name in turns:
        if (
            name != before
        ):  # what the one before leaves running (an office shutting down) must not be measured
            sleep(pause)
        before = name
        start = perf_counter()
        works[name]()
        seconds[name].append(perf_counter() - start)
    return {name: statistics.median(taken[1:] or taken) for name, taken in seconds.items()}


def side_by_side(works: dict[str, Callable[[], object]], repetitions: int) -> dict[str, float]:
    """Median seconds of each work, one after the other in every round."""
    return in_turns(works, list(works) * (1 + repetitions))


def process(command: Sequence[str | Path], allowed: Sequence[int] = (0,)) -> str:
    """Run a whole process in this checkout and return its output; an unexpected exit code ends the benchmark."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # measured as installed: compiled once, in the warm-up
    done = subprocess.run([*map(str, command)], env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in allowed:
        raise SystemExit(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def measured(command: Sequence[str | Path], allowed: Sequence[int] = (0,)) -> tuple[float, float]:
    """Seconds of a whole process, and the peak memory in MB of the largest process of those it started."""
    start = perf_counter()
    child = subprocess.Popen(
        [*map(str, command)], env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in allowed:
        raise SystemExit(f"{command} ended with {child.returncode}")
    return perf_counter() - start, usage.ru_maxrss / 1024


def measured_in_turns(works: dict[str, Sequence[str | Path]], rounds: int) -> dict[str, list[float]]:
    """Work → median seconds and median peak memory in MB of its process, one after the other in every round."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, command in works.items():
            taken[name].append(measured(command))
    return {name: [statistics.median(v) for v in zip(*t, strict=True)] for name, t in taken.items()}


def title(text: str) -> None:
    print(f"\n## {text}\n")


def row(name: str, value: str, remark: str = "") -> None:
    print(f"{name:<46} {value:>12}  {remark}".rstrip())


def aim(name: str, value: float, wanted: float, least: float, at_least: bool) -> None:
    """One line saying whether an aim is met; a benchmark never fails over it."""
    reached, enough = (value >= wanted, value >= least) if at_least else (value <= wanted, value <= least)
    sign = "≥" if at_least else "≤"
    verdict = "met" if reached else f"only the least ({sign} {least:.3g})" if enough else "MISSED"
    row(name, f"{value:.3g}", f"aim {sign} {wanted:.3g}: {verdict}")


def machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} CPUs"
