"""1,000,000 persons: whole minutes → HBG → hours and VK, summed by HBG; workbooks.tabellen against bare numpy."""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd
from messen import aim, machine, row, side_by_side, title  # first: it puts the checkout on the path

from udfs import FUNKTIONEN, aufruf, formel
from workbooks.tabellen import Falltabelle, Wert

PERSONS = 1_000_000
TABELLE = next(f for f in FUNKTIONEN if formel(f).name == "EGH_HBG_TABELLE")


def tables_of_cases(persons: pd.DataFrame) -> pd.DataFrame:
    land = Wert("TH")
    t = Falltabelle(persons)
    t = t.rechne("hbg", "EGH_HBG", minuten_woche="minuten", land=land)
    t = t.rechne("stunden", "EGH_HBG_STUNDEN", hbg="hbg", land=land)
    t = t.rechne("vk", "EGH_HBG_VK", hbg="hbg", land=land)
    return t.summe_je("hbg", "stunden", "vk")


def bare_numpy(
    minutes: np.ndarray, starts: np.ndarray, hours: np.ndarray, vk: np.ndarray
) -> list[np.ndarray]:
    """The same sums with nothing checked: no fault, no blank, no text, one grid known beforehand."""
    hbg = np.searchsorted(starts, minutes, side="right") - 1
    return [np.bincount(hbg, weights=per_hbg.take(hbg), minlength=len(starts)) for per_hbg in (hours, vk)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, default=15, help="repetitions")
    chosen = options.parse_args()
    title(f"personen.py: {PERSONS:,} persons ({machine()})")
    rows = [row for row in aufruf(TABELLE, ["TH"])[1:] if row[3] is not None]
    starts, hours, vk = (np.array([row[i] for row in rows]) for i in (1, 6, 7))
    minutes = np.random.default_rng(1).integers(8, 1077, PERSONS)
    persons = pd.DataFrame({"minuten": minutes})
    for name, bare in zip(("stunden", "vk"), bare_numpy(minutes, starts, hours, vk), strict=True):
        np.testing.assert_allclose(tables_of_cases(persons)[name], bare)
    seconds = side_by_side(
        {
            "workbooks.tabellen": lambda: tables_of_cases(persons),
            "bare numpy": lambda: bare_numpy(minutes, starts, hours, vk),
        },
        chosen.n,
    )
    ratio = seconds["workbooks.tabellen"] / seconds["bare numpy"]
    for work, taken in seconds.items():
        row(work, f"{1000 * taken:.0f} ms")
    aim("times bare numpy", ratio, 3, 3, at_least=False)


if __name__ == "__main__":
    main()
