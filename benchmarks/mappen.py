"""The workbooks that are measured, made with XlsxWriter: not by us and not by openpyxl."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

ROWS = 5_000
RANGE_ROWS = 100_000


def minutes(row: int) -> int:
    """Whole minutes a week inside the corridors of Thüringen, 8 to 1076, all of them used."""
    return 8 + row * 37 % 1069


def two_formulas_a_row(path: Path) -> None:
    """10,000 formula cells of ours: minutes, Land → HBG → hours a year."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Personen")
        sheet.write_row(0, 0, ["Minuten", "Land", "HBG", "Stunden"])
        for i in range(1, ROWS + 1):
            sheet.write_row(i, 0, [minutes(i), "TH"])
            sheet.write_formula(i, 2, f"=EGH_HBG(A{i + 1},B{i + 1})")
            sheet.write_formula(i, 3, f"=EGH_HBG_STUNDEN(C{i + 1},B{i + 1})")


def one_range(path: Path) -> None:
    """One legacy array formula over 100,000 rows."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Personen")
        for i in range(RANGE_ROWS):
            sheet.write_number(i, 0, minutes(i))
        sheet.write_array_formula(0, 1, RANGE_ROWS - 1, 1, f'{{=EGH_HBG(A1:A{RANGE_ROWS},"TH")}}')


def mixed_formulas(path: Path, rows: int) -> None:
    """Four formula cells a row: HBG, its hours, rounded by the month, and a condition over a sum or a difference."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Personen")
        sheet.write_row(0, 0, ["Minuten", "Land", "HBG", "Stunden", "Monat", "Summe"])
        for i in range(1, rows + 1):
            n = i + 1
            sheet.write_row(i, 0, [minutes(i), "TH"])
            sheet.write_formula(i, 2, f"=EGH_HBG(A{n},B{n})")
            sheet.write_formula(i, 3, f"=EGH_HBG_STUNDEN(C{n},B{n})")
            sheet.write_formula(i, 4, f"=ROUND(D{n}/12,2)")
            sheet.write_formula(i, 5, f"=IF(A{n}>500,D{n}+E{n},SUM(A{n}:A{n + 1}))")
