"""A long process: memory after 50 and after 500 workbooks, and pasted lists against a fresh run of the same inputs."""

from __future__ import annotations

import argparse
import gc
import tempfile
from pathlib import Path
from time import process_time

from messen import aim, machine, row, title

import workbooks
from recalculation.datei.adresse import voll
from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import gerechnet
from workbooks.vorlagen import bauen, finde

COUNTS = (70, 280, 840, 2000)


def resident() -> float:
    """MB in memory now; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 / 2**20 if statm.exists() else 0.0


def memory(file: Path, few: int, many: int) -> None:
    seen = {}
    for n in range(1, many + 1):
        m = workbooks.oeffnen(file).rechnen()
        formulas = m.formeln
        del m
        if n in (few, many):
            gc.collect()
            seen[n] = resident()
            row(f"after {n} workbooks of {formulas:,} formulas", f"{seen[n]:.0f} MB")
    if seen[few]:
        aim("ratio", seen[many] / seen[few], 1.1, 1.3, at_least=False)


def inputs(file: Path) -> list[str]:
    """Cells of the workbook that may be filled with a number, in columns as a list is pasted."""
    m = workbooks.oeffnen(file)
    cells = [(m.ort(name)[0], ort) for name in m.namen("eingabe_") for ort in m.ort(name)[1].orte()]
    columns = sorted(set(cells), key=lambda c: (c[0], c[1].spalte, c[1].zeile))
    return [
        place
        for sheet, ort in columns
        if not m._aufbau.blaetter[sheet].hat_formel(ort)
        for place in [voll(sheet, *ort)]
    ]


def pasted(file: Path) -> None:
    places = inputs(file)
    kept = workbooks.oeffnen(file).rechnen()
    for count in COUNTS:
        seconds = []
        for m in (kept, workbooks.oeffnen(file)):
            for i, place in enumerate(places[:count]):
                m[place] = 1000.0 + i
            start = process_time()
            m.rechnen()
            seconds.append(process_time() - start)
        row(
            f"{min(count, len(places))} inputs, loaded : fresh",
            f"{seconds[0]:.2f} s",
            f"fresh {seconds[1]:.2f} s",
        )
        aim("ratio", seconds[0] / seconds[1], 1, 1.1, at_least=False)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", type=int, default=500, help="workbooks opened and calculated")
    many = options.parse_args().n
    title(f"A long process ({machine()})")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "m.xlsx")
        for name, size in (("nw", Umfang(11, 18, 10)), ("hh-asp", Umfang(anbieter=200))):
            template = finde(name)
            assert template is not None
            file.write_bytes(gerechnet(bauen(template, True, umfang=size), file).inhalt())
            if name == "nw":
                memory(file, max(1, many // 10), many)
            else:
                pasted(file)


if __name__ == "__main__":
    main()
