"""The peer as one process: each FILE loaded with `formulas`, calculated with our functions, written to FOLDER."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import formulas
import numpy as np
from formulas.ranges import Ranges
from formulas.tokens.operand import Error, XlError
from schedula import EMPTY

from udfs import FUNKTIONEN, Fehler, aufruf, formel


def cell_value(value: Any) -> Any:
    """What `formulas` hands over → a value of our border."""
    value = value.value if isinstance(value, Ranges) else value
    if isinstance(value, np.ndarray):
        rows = [[cell_value(cell) for cell in row] for row in np.atleast_2d(value).tolist()]
        return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows
    if isinstance(value, XlError):
        return Fehler(str(value))
    if value is EMPTY or value is None:
        return None
    return value if isinstance(value, (bool, str)) else float(value)


def peer_value(value: Any) -> Any:
    """A value of our border → what `formulas` expects."""
    if isinstance(value, list):
        return np.array([[peer_value(cell) for cell in row] for row in value], dtype=object)
    return Error.errors.get(value.code, value.code) if isinstance(value, Fehler) else value


def registered(function: Any) -> Any:
    def call(*arguments: Any) -> Any:
        return peer_value(aufruf(function, [cell_value(argument) for argument in arguments]))

    return call


def main(files: Sequence[str], folder: str) -> None:
    functions = formulas.get_functions()
    for function in FUNKTIONEN:
        functions[formel(function).name] = registered(function)
    for file in files:
        model = formulas.ExcelModel().loads(file).finish()
        model.calculate()
        model.write(dirpath=folder)


if __name__ == "__main__":
    main(sys.argv[1:-1], sys.argv[-1])
