"""`make nativ`: every template without add-in, cell by cell in five programs; the figures of the last run go to docs/.

python tests/nativ_zahlen.py [TEMPLATE …]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

ORDNER = Path(__file__).parent
sys.path[:0] = [str(ORDNER), str(ORDNER / "nativ")]
os.environ["EGH_NATIV_ALLES"] = "1"

import test_lambda  # noqa: E402
import test_vorlagen_formeln as formeln  # noqa: E402
from fremd.lambda_maschinen import vorbereitet  # noqa: E402
from fremd.office import durch_office, ohne_gespeicherte_werte  # noqa: E402

import workbooks  # noqa: E402

SEITE = ORDNER.parent / "docs" / "ohne_addin.md"
MARKE = "<!-- Zahlen: erzeugt mit `make nativ` -->"
PROGRAMME = ("unsere", "formualizer", "LibreOffice", "ironcalc", "formulon")


def zeile(name: str, soffice: str) -> list[str]:
    """Formula cells, mean length, and per program how many of them are not equal."""
    mit_inhalt, ohne_inhalt, orte = formeln.paar(name, True)
    with tempfile.TemporaryDirectory() as roh:
        ordner = Path(roh)
        mit = formeln.geoeffnet(ordner, mit_inhalt, "a.xlsx")
        ohne = formeln.geoeffnet(ordner, ohne_inhalt, "b.xlsx")
        leer = ohne_gespeicherte_werte(ohne.pfad, ordner / "leer.xlsx")
        office = durch_office(soffice, leer, ordner)
        fz = formeln.von_formualizer(ohne, vorbereitet(ohne.pfad, ordner / "fz.xlsx", "formualizer"))
        anders = [
            len(formeln.ungleiche(orte, mit.__getitem__, ohne.__getitem__)),
            len(formeln.ungleiche(orte, mit.__getitem__, fz)),
            len(formeln.ungleiche(orte, mit.__getitem__, office.__getitem__)),
        ]
        als_lambda = ordner / "l.xlsx"
        als_lambda.write_bytes(test_lambda.inhalt(name, True))
        m = workbooks.oeffnen(als_lambda)
        anders += [len(test_lambda.ungleiche(m, als_lambda, maschine)[1]) for maschine in PROGRAMME[3:]]
    laengen = formeln.laengen(name)
    mittel = f"{sum(laengen) / len(laengen):.0f} / {max(laengen)}" if laengen else "–"
    return [f"`{name}`", f"{len(orte):,}".replace(",", "."), mittel, *map(str, anders)]


def tabelle(namen: list[str], soffice: str) -> Iterator[str]:
    """The page's part, line by line."""
    yield "| Vorlage (Beispiel) | Formelzellen | Länge Mittel / längste | " + " | ".join(PROGRAMME) + " |"
    yield "| --- " * (3 + len(PROGRAMME)) + "|"
    for name in namen:
        anfang = time.time()
        yield "| " + " | ".join(zeile(name, soffice)) + " |"
        print(f"{name}: {time.time() - anfang:.0f} s", file=sys.stderr)


def main() -> None:
    """Compute and write."""
    from shutil import which

    namen = sys.argv[1:] or list(test_lambda.NAMEN)
    soffice = which("soffice") or which("libreoffice") or sys.exit("LibreOffice fehlt")
    stand = ", ".join(f"{p} {version(p)}" for p in ("formualizer", "ironcalc", "formulon"))
    text = "\n".join([f"Zuletzt am {time.strftime('%d.%m.%Y')} mit {stand}:", "", *tabelle(namen, soffice)])
    seite = SEITE.read_text("utf-8").partition(MARKE)[0]
    SEITE.write_text(f"{seite}{MARKE}\n\n{text}\n", "utf-8")


if __name__ == "__main__":
    main()
