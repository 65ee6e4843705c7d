"""LibreOffice as compiler and runtime for our VBA; runs under the Python that has `uno`, driven by lines of JSON.

Arguments: path of soffice, folder for its profile, the file with the macros. Each line read is [command, …]; each
answer is one line: {"wert": …} or {"ausnahme": "…"}.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def verbunden(soffice, profil):
    rohr = f"egh{os.getpid()}"  # two tests at once must not find each other's LibreOffice
    prozess = subprocess.Popen(
        [
            soffice,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={Path(profil).as_uri()}",
            f"--accept=pipe,name={rohr};urp;",
        ]
    )
    lokal = uno.getComponentContext()
    aufloeser = lokal.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", lokal)
    for _ in range(600):
        try:
            fern = aufloeser.resolve(f"uno:pipe,name={rohr};urp;StarOffice.ComponentContext")
            return prozess, fern.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", fern)
        except Exception:  # noqa: BLE001  (not there yet)
            time.sleep(0.1)
    raise SystemExit("LibreOffice antwortet nicht")


def eigenschaften(**werte):
    return tuple(PropertyValue(name, 0, wert, 0) for name, wert in werte.items())


def geladen(desktop, pfad):
    return desktop.loadComponentFromURL(
        Path(pfad).as_uri(),
        "_blank",
        0,
        eigenschaften(Hidden=True, MacroExecutionMode=4, FilterName="Calc MS Excel 2007 VBA XML"),
    )


def bediene(desktop, pfad):
    mappe = geladen(desktop, pfad)
    bibliothek = mappe.BasicLibraries.getByName("EGH_Kalkulation")
    offen = [mappe]

    def rufe(ort, argumente):
        url = f"vnd.sun.star.script:EGH_Kalkulation.{ort}?language=Basic&location=document"
        return mappe.getScriptProvider().getScript(url).invoke(tuple(argumente), (), ())[0]

    def oeffnen(andere):
        offen.append(geladen(desktop, andere))
        return offen[-1].Sheets.getElementNames()

    befehle = {
        "module": lambda: sorted(bibliothek.getElementNames()),
        "quelle": bibliothek.getByName,
        "einfuegen": bibliothek.insertByName,
        "ersetzen": bibliothek.replaceByName,
        "entfernen": bibliothek.removeByName,
        "rufe": rufe,
        "oeffnen": oeffnen,
    }
    for zeile in sys.stdin:
        befehl, *argumente = json.loads(zeile)
        try:
            antwort = {"wert": befehle[befehl](*argumente)}
        except Exception as grund:  # noqa: BLE001  (whatever UNO raises is the answer)
            antwort = {"ausnahme": f"{type(grund).__name__}: {grund}"}
        print(json.dumps(antwort), flush=True)
    for mappe in offen:
        mappe.close(True)  # else a lock file stays beside the document


def main():
    soffice, profil, pfad = sys.argv[1:]
    prozess, desktop = verbunden(soffice, profil)
    try:
        bediene(desktop, pfad)
    finally:
        prozess.terminate()
        prozess.wait(30)


if __name__ == "__main__":
    main()
