"""What once grew with the square: each work at four sizes, each twice the one before; its time may at most double.

Processor time of this process, without its start, the least of some runs. A step above 2.3 times is missed.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import process_time

import xlsxwriter
from messen import aim, row, title
from openpyxl.utils import get_column_letter

import workbooks
from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import gerechnet
from workbooks.vorlagen import bauen, finde
from workbooks.vorlagen.sonder.hb_traegerbudget.abgleichformeln import ALLE

AIM, LEAST = 2.1, 2.3
LAST = 1_048_576


def file_with(folder: Path, fill: Callable[[object], None]) -> Path:
    book = xlsxwriter.Workbook(folder / "v.xlsx", {"strings_to_formulas": True})
    fill(book.add_worksheet("T"))
    book.close()
    return folder / "v.xlsx"


def chain(first: str) -> Callable[[Path, int], Callable[[], object]]:
    """A running total whose first cell fails: every cell below is explained by it."""

    def make(folder: Path, n: int) -> Callable[[], object]:
        def fill(sheet: object) -> None:
            sheet.write_formula(0, 0, f"={first}")  # type: ignore[attr-defined]
            for i in range(1, n):
                sheet.write_formula(i, 0, f"=A{i}+1")  # type: ignore[attr-defined]

        path = file_with(folder, fill)
        return lambda: workbooks.oeffnen(path).rechnen().fehler()

    return make


def sums(folder: Path, n: int) -> Callable[[], object]:
    """Sums over a hundred rows each that hang on the one above, with a failing cell at the top: many large ranges."""

    def fill(sheet: object) -> None:
        sheet.write_formula(0, 1, "=FOO(1)")  # type: ignore[attr-defined]
        for i in range(1, n):
            sheet.write_formula(i, 1, f"=SUM(A{i}:A{i + 100})+B{i}")  # type: ignore[attr-defined]

    path = file_with(folder, fill)
    return lambda: workbooks.oeffnen(path).rechnen().fehler()


def names(folder: Path, n: int) -> Callable[[], object]:
    """Each formula reads a name, one of which the engine does not know; one more is a range by OFFSET."""
    path = folder / "n.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("T")
    book.define_name("Satz", "=T!$B$1")
    book.define_name("Fremd", "=[1]X!$A$1")
    book.define_name("Liste", "=OFFSET(T!$B$1,0,0,COUNTA(T!$B$1:$B$50),1)")
    sheet.write_column(0, 1, [1.5, 2.5, 3.5])
    sheet.write_formula(0, 0, "=Fremd")
    for i in range(1, n):
        sheet.write_formula(i, 0, f"=Satz*{i}+MAX(Liste)" if i % 2 else f"=A{i}+Satz")
    book.close()
    return lambda: workbooks.oeffnen(path).rechnen().fehler()


def movable(folder: Path, n: int) -> Callable[[], object]:
    """A cell that is named, and as many OFFSET and INDIRECT, half of which point to it."""

    def fill(sheet: object) -> None:
        sheet.write_formula(0, 0, "=RAND()")  # type: ignore[attr-defined]
        for i in range(1, n):
            sheet.write(i, 0, i)  # type: ignore[attr-defined]
            formula = f"=SUM(OFFSET(A{i + 1},0,0,1,1))" if i % 4 else '=INDIRECT("A1")'
            sheet.write_formula(i, 1, formula)  # type: ignore[attr-defined]

    path = file_with(folder, fill)
    return lambda: workbooks.oeffnen(path).rechnen().fehler()


def conditional(formula: str) -> Callable[[Path, int], Callable[[], object]]:
    """Sums over a whole column with a stray value in the last row."""

    def make(folder: Path, n: int) -> Callable[[], object]:
        def fill(sheet: object) -> None:
            for i in range(n):
                sheet.write(i, 0, i % 7)  # type: ignore[attr-defined]
            for i in range(100):
                sheet.write_formula(i, 3, formula)  # type: ignore[attr-defined]
            sheet.write(LAST - 1, 0, 5)  # type: ignore[attr-defined]

        path = file_with(folder, fill)
        return lambda: workbooks.oeffnen(path).rechnen()

    return make


def new_rows(folder: Path, n: int) -> Callable[[], object]:
    """Many cells set below everything there is, and an array formula that fills as many."""

    def fill(sheet: object) -> None:
        sheet.write_formula(0, 1, "=SUM(A:A)")  # type: ignore[attr-defined]
        sheet.write_array_formula(0, 2, n - 1, 2, "{=1+1}")  # type: ignore[attr-defined]

    path = file_with(folder, fill)

    def work() -> object:
        book = workbooks.oeffnen(path)
        book[f"T!A1:A{n}"] = [[float(i)] for i in range(n)]
        return book.rechnen().inhalt()

    return work


def patterns(folder: Path, n: int) -> Callable[[], object]:
    """SEARCH with many * in a long text."""

    def fill(sheet: object) -> None:
        sheet.write(0, 0, "a" * n)  # type: ignore[attr-defined]
        sheet.write_formula(0, 1, f'=SEARCH("{"*a" * 50}b",A1)')  # type: ignore[attr-defined]
        sheet.write(1, 0, " " * n + "x")  # type: ignore[attr-defined]
        sheet.write_formula(1, 1, '=COUNTIF(A1:A2,"*a*a*b")')  # type: ignore[attr-defined]

    path = file_with(folder, fill)
    return lambda: [workbooks.oeffnen(path).rechnen() for _ in range(20)]


def case_lists(folder: Path, n: int) -> Callable[[], object]:
    """Two lists of n cases compared in the workbook of Bremen, half of the cases in both."""
    template = finde("hb-traegerbudget")
    assert template is not None
    path = folder / f"hb{n}.xlsx"
    book = gerechnet(bauen(template, umfang=Umfang(dienste=5, personen=n, anbieter=5)), path)
    sheet, place = book.ort("zeilenhinweis_fallliste_erbringer")
    first, start = place.zeile, place.spalte - ALLE.index("hinweis")
    for column, offset in ((1, 0), (start, n // 2)):
        cases = [
            [f"F-{i + offset}", "Tagesstätte", "2", 46023.0, None, 140.0, "nein", "ja"] for i in range(n)
        ]
        last = get_column_letter(column + 7)
        book[f"'{sheet}'!{get_column_letter(column)}{first}:{last}{first + n - 1}"] = cases
    book["eingabe_abgleich_jahr"] = 2026
    book.rechnen().speichern()

    def work() -> object:
        read = workbooks.oeffnen(path).rechnen()
        assert [row[1] for row in read["abgleich"]][:2] == [n + n // 2, n - n // 2]
        return read

    return work


WORKS: dict[str, tuple[Callable[[Path, int], Callable[[], object]], int]] = {
    "error at the top of a running total": (chain("1/0"), 10_000),
    "unknown function at the top": (chain("FOO(1)"), 10_000),
    "names, one of them unknown": (names, 5_000),
    "OFFSET and INDIRECT beside a named cell": (movable, 5_000),
    "sums of 100 rows each, unknown at the top": (sums, 5_000),
    "100 SUMIF over a column, value in the last row": (conditional('=SUMIF(A:A,">2")'), 2_500),
    "100 COUNTIFS, the same": (conditional('=COUNTIFS(A:A,">2",A:A,"<5")'), 2_500),
    "new rows": (new_rows, 25_000),
    "two lists of cases compared": (case_lists, 1_350),
    "patterns and blanks in long texts": (patterns, 4_000),
}


def seconds(work: Callable[[], object], repetitions: int) -> float:
    taken = []
    for _ in range(repetitions):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return min(taken)  # what disturbs only adds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, default=3, help="repetitions")
    options.add_argument("--only", default="", help="works whose name holds this")
    chosen = options.parse_args()
    title("Twice as much in at most twice the time")
    gc.disable()  # as the command does; looking for cycles among ever more objects is not our growth
    with tempfile.TemporaryDirectory() as folder:
        for name, (make, size) in ((n, w) for n, w in WORKS.items() if chosen.only in n):
            sizes = [size * 2**i for i in range(4)]
            taken = [seconds(make(Path(folder), n), chosen.n) for n in sizes]
            for n, s in zip(sizes, taken, strict=True):
                row(f"{name}: {n:,}", f"{1000 * s:.0f} ms")
            steps = [b / a for a, b in pairwise(taken)]
            aim(f"{name}: largest step", max(steps), AIM, LEAST, at_least=False)


if __name__ == "__main__":
    main()
