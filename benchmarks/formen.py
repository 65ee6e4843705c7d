"""The same template in its forms: with our functions, with plain formulas, with LAMBDA names, each recalculated."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from messen import machine, row, side_by_side, title  # first: it puts the checkout on the path

import workbooks
from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import gerechnet
from workbooks.vorlagen import bauen, finde


def built(name: str, form: str, folder: Path) -> Path:
    template = finde(name)
    assert template is not None
    file = folder / f"{form}.xlsx"
    return gerechnet(bauen(template, True, umfang=Umfang(60, 100), form=form), file, form).speichern()


def in_ironcalc(file: Path) -> None:
    import ironcalc

    ironcalc.load_from_xlsx(str(file), "en", "UTC", "en").evaluate()


def in_formualizer(file: Path) -> None:
    import formualizer

    formualizer.Workbook.from_path(str(file)).evaluate_all()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, default=5, help="repetitions")
    options.add_argument("--template", default="nw")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        files = {form: built(chosen.template, form, Path(name)) for form in ("neutral", "formeln", "lambda")}
        title(f"formen.py: template {chosen.template}, read and recalculated ({machine()})")
        seconds = side_by_side(
            {
                "EGH form, ours": lambda: workbooks.oeffnen(files["neutral"]).rechnen(),
                "plain formulas, ours": lambda: workbooks.oeffnen(files["formeln"]).rechnen(),
                "plain formulas, formualizer alone": lambda: in_formualizer(files["formeln"]),
                "LAMBDA names, ironcalc": lambda: in_ironcalc(files["lambda"]),
            },
            chosen.n,
        )
    egh = next(iter(seconds.values()))
    for work, taken in seconds.items():
        row(work, f"{taken / egh:.2f}", "× EGH form")


if __name__ == "__main__":
    main()
