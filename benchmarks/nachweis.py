"""Which functions of the engine give what Excel stored: `nachweis.py ORDNER …` renews two columns of our table.

Every .xlsx and .xlsm below the folders is recalculated, each formula compared with the value that Excel stored
(relative 1e-8, what Excel's iterative functions are good for; below 1e-9 counts as 0). A cell that differs and refers
to no other such cell counts against its function; in a formula of several functions only against those that no simpler
formula explains. Left out: volatile functions, what is named as not computable, cells listed in nachweis_ausnahmen.tsv
(file, cell, reason). A function is proven by 20 cells without a deviation; below that the tests of the project have to
say so, and the verdict stays as it is. What deviates is printed: such a row has to go or to say `mit Ausnahmen`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

import workbooks
from recalculation import Unbrauchbar
from recalculation.datei.adresse import Ort
from recalculation.funktionen import tabelle as funktionen
from recalculation.uebersetzung import abhaengig, baum

_FLUECHTIG = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|CELL|INFO|OFFSET|INDIRECT)\s*\(", re.I)
_HIER = Path(__file__).parent
_GENUG = 20
Zelle = tuple[str, Ort]


def dateien(ordner: list[Path]) -> Iterator[Path]:
    for pfad in ordner:
        yield from sorted(p for p in pfad.rglob("*") if p.suffix.lower() in (".xlsx", ".xlsm"))


def formeln(pfad: Path) -> dict[Zelle, str]:
    """Formulas of a file, shared ones spelled out, without "="."""
    gefunden = {}
    for blatt in openpyxl.load_workbook(pfad).worksheets:
        for zeile in blatt.iter_rows():
            for zelle in zeile:
                text = getattr(zelle.value, "text", zelle.value) if zelle.data_type == "f" else None
                if isinstance(text, str) and text.startswith("="):
                    gefunden[blatt.title, Ort(zelle.row, zelle.column)] = text[1:]
    return gefunden


def gleich(a: Any, b: Any) -> bool:
    if type(a) is float and type(b) is float:
        return abs(a - b) <= 1e-8 * max(abs(a), abs(b)) or max(abs(a), abs(b)) < 1e-9
    return bool(a == b and type(a) is type(b))


def abweichend(pfad: Path, ausnahmen: set[tuple[str, str]]) -> tuple[dict[Zelle, str], set[Zelle]]:
    """Compared formulas, and those among them that differ and refer to none that does."""
    mappe = workbooks.oeffnen(pfad)
    alle = formeln(pfad)
    gespeichert = {}
    for blatt, ort in alle:
        try:
            gespeichert[blatt, ort] = mappe._aufbau.blaetter[blatt].wert(ort)
        except KeyError:
            continue
    mappe.rechnen()
    genannt = mappe._rechnung.gesperrt if mappe._rechnung else {}
    verglichen, falsch = {}, set()
    for zelle, vorher in gespeichert.items():
        ort = (pfad.name, f"{zelle[0]}!{openpyxl.utils.get_column_letter(zelle[1].spalte)}{zelle[1].zeile}")
        if zelle in genannt or _FLUECHTIG.search(alle[zelle]) or ort in ausnahmen:
            continue
        verglichen[zelle] = alle[zelle]
        neu = mappe[f"'{zelle[0].replace(chr(39), chr(39) * 2)}'!{ort[1].rpartition('!')[2]}"]
        if not gleich(vorher, neu):
            falsch.add(zelle)
    wurzeln = {
        zelle
        for zelle in falsch
        if not any(
            (blatt, ort) in falsch and (blatt, ort) != zelle
            for blatt, bereich in abhaengig.bezuege(alle[zelle], zelle[0], mappe._aufbau)
            for ort in ({o for b, o in falsch if b == blatt and bereich.enthaelt(o)})
        )
    }
    return verglichen, wurzeln


def main() -> None:
    leser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    leser.add_argument("ordner", nargs="+", type=Path)
    leser.add_argument("-o", dest="aus", type=Path, default=funktionen.DATEI)
    angaben = leser.parse_args()
    zeilen = (_HIER / "nachweis_ausnahmen.tsv").read_text("utf-8").splitlines()
    ausnahmen = {(datei, zelle) for datei, zelle, _ in (zeile.split("\t") for zeile in zeilen)}
    zellen: Counter[str] = Counter()
    falsch: list[set[str]] = []
    for pfad in dateien(angaben.ordner):
        try:
            verglichen, wurzeln = abweichend(pfad, ausnahmen)
        except (Unbrauchbar, RuntimeError, KeyError, ValueError) as grund:
            print(f"{pfad.name}: {grund}", file=sys.stderr)
            continue
        for zelle, text in verglichen.items():
            namen = {
                funktionen.name_ohne_vorsatz(k["name"])
                for k in baum.knoten(baum.zerlegt(text))
                if k["node_type"] == "Function"
            }
            zellen.update(namen)
            if zelle in wurzeln:
                falsch.append(namen)
    schreiben(angaben.aus, zellen, schuldige(falsch))


def schuldige(falsch: list[set[str]]) -> Counter[str]:
    """Deviating cells by function; formulas of one function first, since they explain the longer ones."""
    je_funktion: Counter[str] = Counter()
    nach_laenge = defaultdict(list)
    for namen in falsch:
        nach_laenge[len(namen)].append(namen)
    for laenge in sorted(nach_laenge):
        bekannt = set(je_funktion)
        for namen in nach_laenge[laenge]:
            je_funktion.update(namen & bekannt or namen)
    return je_funktion


def schreiben(ziel: Path, zellen: Counter[str], falsch: Counter[str]) -> None:
    kopf, *zeilen = (zeile.split("\t") for zeile in funktionen.DATEI.read_text("utf-8").splitlines())
    for zeile in zeilen:
        name, bisher = zeile[0], zeile[1]
        zeile[2] = str(zellen[name])
        if falsch[name]:
            print(f"{name}: {falsch[name]} of {zellen[name]} cells deviate ({bisher})")
        elif bisher != funktionen.MIT_AUSNAHMEN:
            zeile[1] = funktionen.BEWIESEN if zellen[name] >= _GENUG else funktionen.EIGENE
    ziel.write_text("".join("\t".join(zeile) + "\n" for zeile in [kopf, *zeilen]), encoding="utf-8")


if __name__ == "__main__":
    main()
