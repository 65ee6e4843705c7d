"""A thousand scenarios of a template in one process, against as many single runs that open the file each time."""

from __future__ import annotations

import tempfile
from pathlib import Path

from messen import machine, row, side_by_side, title

import workbooks
from workbooks import vorlagen
from workbooks.fertigung import gerechnet
from workbooks.szenario.gitter import Eingabe
from workbooks.szenario.gitter import gerechnet as alle

SINGLE = 10  # opened anew, of the thousand
NJAZ = tuple(1400.0 + n for n in range(50))
SHARE = tuple(0.10 + n / 100 for n in range(20))


def grid(file: Path) -> list[float]:
    """The results of all combinations, one loaded engine."""
    m = workbooks.oeffnen(file)
    given = [
        Eingabe("eingabe_njaz", NJAZ, m["eingabe_njaz"]),
        Eingabe("eingabe_anteil_indirekt", SHARE, m["eingabe_anteil_indirekt"]),
    ]
    return [z.ergebnisse[0] for z in alle(m, given, ["ergebnis_vzae"]).gitter]


def single(file: Path) -> list[float]:
    """The first few of them, each from the file."""
    found = []
    for share in SHARE[:SINGLE]:
        m = workbooks.oeffnen(file)
        m["eingabe_njaz"], m["eingabe_anteil_indirekt"] = NJAZ[0], share
        found.append(m.rechnen()["ergebnis_vzae"])
    return found


def main() -> None:
    title("Scenarios (one process, template nw with its example)")
    row("machine", machine())
    vorlage = vorlagen.finde("nw")
    assert vorlage is not None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "nw.xlsx"
        gerechnet(vorlagen.bauen(vorlage, True), file).rechnen().speichern()
        assert grid(file)[:SINGLE] == single(file)
        times = side_by_side({"grid": lambda: grid(file), "single": lambda: single(file)}, 1)
    count = len(NJAZ) * len(SHARE)
    row(f"{count} scenarios", f"{times['grid']:.1f} s", f"{1000 * times['grid'] / count:.0f} ms each")
    share = times["grid"] / count / (times["single"] / SINGLE)
    row("one scenario : one run from the file", f"{share:.3f} : 1")


if __name__ == "__main__":
    main()
