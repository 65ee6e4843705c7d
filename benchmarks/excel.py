"""The Python side of a call from Excel: xlwings' own COM server code down to the rule, against the bare function.

Neither Excel nor COM is here: a real call costs their time on top. What xlwings needs of Windows is replaced as in the
build (`xlwings_addin.ersatz`); a second road through the same code, with xlwings' default conversion of a range, is
measured beside ours.
"""

from __future__ import annotations

import argparse
import sys
from types import ModuleType
from typing import Annotated, Any

from messen import machine, row, side_by_side, title  # first: it puts the checkout on the path

from calc.personalbemessung import vzae as rule
from udfs import FUNKTIONEN, aufruf, formel
from xlwings_addin import ersatz
from xlwings_addin.server import Server

VZAE = next(f for f in FUNKTIONEN if formel(f).name == "EGH_VZAE")
USUAL = "usual_host"
ROWS = 10_000
CALLS = 2_000


def usual_host() -> None:
    """A module as xlwings' own documentation writes it: a range as list of lists, errors kept, result converted."""
    range_type = Annotated[list[list[Any]], {"ndim": 2, "err_to_str": True}]

    def usual(hours: range_type, per_post: range_type) -> Any:  # type: ignore[valid-type]
        return aufruf(VZAE, [hours, per_post])

    usual.__annotations__ = {"hours": range_type, "per_post": range_type, "return": list[list[Any]]}
    module = ModuleType(USUAL)
    module.__file__ = __file__
    module.usual = ersatz.udfs().xlfunc(usual)  # type: ignore[attr-defined]
    sys.modules[USUAL] = module


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, default=7, help="repetitions")
    chosen = options.parse_args()
    title(f"excel.py: one call from Excel, its Python side ({machine()})")
    ours, server = Server(), ersatz.com_server().XLPython()
    usual_host()
    column = tuple((float(i),) for i in range(ROWS))
    rows = [list(cell) for cell in column]
    expected = ours.Rechne("EGH_VZAE", (column, 1372.0))
    assert expected == aufruf(VZAE, [rows, 1372.0])
    assert expected == server.CallUDF(USUAL, "usual", (column, 1372.0))

    def repeated(call: Any) -> Any:
        return lambda: [call() for _ in range(CALLS)]

    works = {
        "one cell: the bare rule": repeated(lambda: rule(2912.0, 1372.0)),
        "one cell: udfs.aufruf": repeated(lambda: aufruf(VZAE, [2912.0, 1372.0])),
        "one cell: as Excel calls it": repeated(lambda: ours.Rechne("EGH_VZAE", (2912.0, 1372.0))),
        "one cell: usual conversion of xlwings": repeated(
            lambda: server.CallUDF(USUAL, "usual", (2912.0, 1372.0))
        ),
        "range: the bare rule": lambda: [[rule(hours, 1372.0)] for (hours,) in column],
        "range: udfs.aufruf": lambda: aufruf(VZAE, [rows, 1372.0]),
        "range: as Excel calls it": lambda: ours.Rechne("EGH_VZAE", (column, 1372.0)),
        "range: usual conversion of xlwings": lambda: server.CallUDF(USUAL, "usual", (column, 1372.0)),
    }
    seconds = side_by_side(works, chosen.n)
    for work, taken in seconds.items():
        kind = work.partition(":")[0]
        cells = CALLS if kind == "one cell" else ROWS
        bare = seconds[f"{kind}: the bare rule"]
        row(work, f"{1e6 * taken / cells:.2f} µs/cell", f"{taken / bare:.0f} × the bare rule")


if __name__ == "__main__":
    main()
