"""LibreOffice as somebody who inserts, deletes and sorts rows; runs under the Python that has `uno`, driven by JSON.

Arguments: path of soffice, folder for its profile. Each line read is [source, target, [operations]]; rows count from 1:
["einfuegen", sheet, row], ["loeschen", sheet, row], ["kopieren", sheet, from, to] (a whole row, with its formulas),
["setzen", sheet, address, value], ["sortieren", sheet, range, column of it from 0].
The answer is {} or {"ausnahme": "…"}.
"""

import json
import sys
from pathlib import Path

import uno
from vba_in_libreoffice import eigenschaften, verbunden


def zeile(blatt, nummer):
    return blatt.getCellRangeByPosition(0, nummer - 1, 200, nummer - 1)


def ausgefuehrt(mappe, art, name, *angaben):
    blatt = mappe.Sheets.getByName(name)
    blatt.unprotect("")
    if art == "einfuegen":
        blatt.Rows.insertByIndex(angaben[0] - 1, 1)
    elif art == "loeschen":
        blatt.Rows.removeByIndex(angaben[0] - 1, 1)
    elif art == "kopieren":
        von, nach = angaben
        ziel = blatt.getCellByPosition(0, nach - 1).getCellAddress()
        blatt.copyRange(ziel, zeile(blatt, von).getRangeAddress())
    elif art == "setzen":
        zelle = blatt.getCellRangeByName(angaben[0])
        if isinstance(angaben[1], str):
            zelle.setString(angaben[1])
        else:
            zelle.setValue(angaben[1])
    elif art == "sortieren":
        feld = uno.createUnoStruct("com.sun.star.table.TableSortField")
        feld.Field, feld.IsAscending = angaben[1], True
        felder = uno.Any("[]com.sun.star.table.TableSortField", (feld,))
        bereich = blatt.getCellRangeByName(angaben[0])
        bereich.sort(eigenschaften(SortFields=felder, ContainsHeader=False))


def main():
    prozess, desktop = verbunden(*sys.argv[1:])
    try:
        for frage in sys.stdin:
            quelle, ziel, schritte = json.loads(frage)
            mappe = desktop.loadComponentFromURL(
                Path(quelle).as_uri(), "_blank", 0, eigenschaften(Hidden=True)
            )
            try:
                for schritt in schritte:
                    ausgefuehrt(mappe, *schritt)
                filtername = "Calc MS Excel 2007 XML"
                mappe.storeToURL(Path(ziel).as_uri(), eigenschaften(FilterName=filtername))
                antwort = {}
            except Exception as grund:  # noqa: BLE001  (whatever UNO raises is the answer)
                antwort = {"ausnahme": f"{type(grund).__name__}: {grund}"}
            finally:
                mappe.close(True)
            print(json.dumps(antwort), flush=True)
    finally:
        prozess.terminate()
        prozess.wait(30)


main()
