"""The peer as one process: FILE of persons → hours and VK per month or year and provider, with bare pandas and numpy.

Nothing is checked and nobody is named: every row is of Thüringen and right, the values of 2026 hold throughout,
spellings are one. The sums are printed, not written.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta

import numpy as np
import pandas as pd

from udfs import FUNKTIONEN, aufruf, formel

FUNCTIONS = {formel(f).name: f for f in FUNKTIONEN}


def per_year(function: str, values: pd.Series) -> np.ndarray:
    """The rule once for every different value; nan where there is none."""
    codes, different = pd.factorize(values)
    table = np.array([*(aufruf(FUNCTIONS[function], [str(v), "TH"]) for v in different), np.nan])
    return table.take(codes, mode="wrap")


def group(minutes: str) -> str:
    return aufruf(FUNCTIONS["EGH_HBG"], [minutes, "TH"])


def days(texts: pd.Series, blank: int) -> np.ndarray:
    found = pd.to_datetime(texts, format="%d.%m.%Y").to_numpy("datetime64[D]")
    return np.where(np.isnat(found), blank, found.astype(np.int64))


def sections(by: str) -> list[tuple[int, int]]:
    """First and last day of each month or of the year 2026, counted from 1970."""
    starts = [date(2026, m, 1) for m in range(1, 13)] if by == "monat" else [date(2026, 1, 1)]
    ends = [*(s - timedelta(1) for s in starts[1:]), date(2026, 12, 31)]
    zero = date(1970, 1, 1)
    return [((s - zero).days, (e - zero).days) for s, e in zip(starts, ends, strict=True)]


def main(file: str, by: str) -> None:
    columns = ["leistungserbringer", "hbg", "minuten_woche", "von", "bis"]
    persons = pd.read_csv(
        file, sep=";", usecols=columns, dtype=dict.fromkeys(columns, "string[pyarrow]"), engine="pyarrow"
    )
    provider, names = pd.factorize(persons["leistungserbringer"])
    minutes = persons["minuten_woche"]
    groups = persons["hbg"].fillna(minutes.map({m: group(m) for m in minutes.dropna().unique()}))
    hours, posts = per_year("EGH_HBG_STUNDEN", groups), per_year("EGH_HBG_VK", groups)
    von, bis = days(persons["von"], 0), days(persons["bis"], 1 << 40)
    sums = []
    for start, end in sections(by):
        present = np.clip(np.minimum(bis, end) - np.maximum(von, start) + 1, 0, None)
        for rate, divisor in ((hours, 365), (posts, end - start + 1)):
            sums.append(
                np.bincount(provider, weights=present * rate / divisor, minlength=len(names)).tolist()
            )
    print(json.dumps({"names": list(names), "sums": sums}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
