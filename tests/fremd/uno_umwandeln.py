"""LibreOffice as converter that stays open; runs under the Python that has `uno`, driven by lines of JSON.

Arguments: path of soffice, folder for its profile. Each line read is [source, target, filter]; the answer is one line:
{} or {"ausnahme": "…"}.
"""

import json
import sys
from pathlib import Path

from vba_in_libreoffice import eigenschaften, verbunden


def umwandeln(desktop, quelle, ziel, filtername):
    mappe = desktop.loadComponentFromURL(Path(quelle).as_uri(), "_blank", 0, eigenschaften(Hidden=True))
    try:
        mappe.storeToURL(Path(ziel).as_uri(), eigenschaften(FilterName=filtername))
    finally:
        mappe.close(True)


def main():
    prozess, desktop = verbunden(*sys.argv[1:])
    try:
        for zeile in sys.stdin:
            try:
                umwandeln(desktop, *json.loads(zeile))
                antwort = {}
            except Exception as grund:  # noqa: BLE001  (whatever UNO raises is the answer)
                antwort = {"ausnahme": f"{type(grund).__name__}: {grund}"}
            print(json.dumps(antwort), flush=True)
    finally:
        prozess.terminate()
        prozess.wait(30)


main()
