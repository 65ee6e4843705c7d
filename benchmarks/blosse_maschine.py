"""The engine alone as one process: FILE loaded, our functions as bare callbacks, all computed, each value read.

No border: a callback gets the engine's numbers and texts as they are. With a target the workbook is written, too.
"""

from __future__ import annotations

import sys
from pathlib import Path

import formualizer as fz

from udfs import FUNKTIONEN, formel


def main(file: Path, rows: int, columns: str, target: Path | None = None) -> None:
    book = fz.Workbook.from_path(str(file))
    for function in FUNKTIONEN:
        book.register_function(formel(function).name, function)
    book.evaluate_all()
    sheet = book.sheet_names[0]
    for row in range(2, rows + 2):
        for column in columns.split(","):
            book.get_value(sheet, row, int(column))
    if target is not None:
        target.write_bytes(book.to_xlsx_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], Path(sys.argv[4]) if sys.argv[4:] else None)
