"""Runs inside the fresh environment, in an empty folder, with the standard library: every command as a user calls it.

    python ausprobieren.py alles | kurz

The checkout must not be reachable; that is asked first, because everything after it would prove nothing.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PAKETE = ("calc", "egh", "recalculation", "udfs", "workbooks", "xlwings_addin")
EGH = Path(sys.executable).with_name("egh")
# Each command once, in this order (later ones read what earlier ones wrote) → expected exit code.
BEFEHLE: dict[str, list[tuple[list[str], int]]] = {
    "demo": [(["demo"], 0)],
    "vorlagen": [(["vorlagen"], 0)],
    "funktionen": [(["funktionen"], 0), (["funktionen", "--json"], 0)],
    "laender": [(["laender"], 0), (["laender", "--stichtag", "01.01.2026"], 0)],
    "parameter": [(["parameter", "pruefen"], 0)],
    "vorlage": [
        (["vorlage", "nw", "--beispiel", "--form", "excel", "-o", "Träger Süd, excel.xlsx"], 0),
        (["vorlage", "bb", "--beispiel", "--mit", "entgelt", "-o", "bb mit Entgelt.xlsx"], 0),
    ],
    "rechnen": [
        (["rechnen", "egh-demo.xlsx", "-o", "neu.xlsx", "--setze", "eingabe_njaz=1540"], 0),
        (["rechnen", "neu.xlsx", "--json"], 0),
        (["rechnen", "gibt es nicht.xlsx"], 2),
        (["rechnen", "egh-demo.xlsx", "-o", "Mappen/Träger Süd/a.xlsx"], 0),
        (["rechnen", "Mappen", "-o", "gerechnet"], 0),
        (["rechnen", "Mappen", "-o", "Mappen/aus"], 2),
    ],
    "bestand": [
        (["bestand", "personen.csv", "-o", "bestand.xlsx", "--zeitraum", "01.01.2026–31.12.2026"], 0),
        (["bestand", "gibt es nicht.csv", "-o", "b.xlsx", "--zeitraum", "01.01.2026–31.12.2026"], 2),
    ],
    "sammeln": [
        (["sammeln", "gerechnet", "-o", "übersicht.xlsx"], 0),
        (["sammeln", "gibt es nicht", "-o", "u.xlsx"], 2),
    ],
    "szenario": [
        (
            [
                "szenario",
                "neu.xlsx",
                "--eingabe",
                "eingabe_njaz=1500;1540",
                "--ergebnis",
                "ergebnis_vzae",
                "-o",
                ziel,
            ],
            0,
        )
        for ziel in ("szenarien.xlsx", "szenarien.csv")
    ],
    "vorjahr": [
        (["rechnen", "egh-demo.xlsx", "-o", "alt.xlsx", "--setze", "eingabe_zeitraum_von=01.01.2020"], 0),
        (["rechnen", "egh-demo.xlsx", "-o", "jetzt.xlsx", "--setze", "eingabe_zeitraum_von=01.01.2021"], 0),
        (["vorjahr", "alt.xlsx", "jetzt.xlsx"], 0),
    ],
    "weitergeben": [
        (["rechnen", "egh-demo.xlsx", "-o", "fertig.xlsx"], 0),
        # 1: cells that need the sheet with persons are values now
        *(
            (["weitergeben", "fertig.xlsx", "--form", form, "-o", f"{form}.xlsx"], 1)
            for form in ("formeln", "lambda")
        ),
        (["weitergeben", "fertig.xlsx", "--form", "werte", "-o", "werte.xlsx"], 0),
        (["rechnen", "formeln.xlsx"], 0),
        (["rechnen", "lambda.xlsx"], 0),
    ],
    # 0 with a LibreOffice on this computer, 2 without: tests/befehl/test_pdf.py
    "pdf": [
        (["pdf", "gibt es nicht.xlsx", "-o", "aus.pdf"], 2),
        (["pdf", "egh-demo.xlsx", "-o", "aus.xlsx"], 2),
    ],
    "erhebung": [
        (["erhebung", "einlesen", "Bögen", "-o", "bedarf.xlsx"], 0),
        (["erhebung", "einlesen", "gibt es nicht", "-o", "b.xlsx"], 2),
    ],
    "addin": [
        (["addin", "excel", "bauen"], 0),
        (["addin", "excel", "installieren"], 2),
        (["addin", "excel", "entfernen"], 2),
        (["addin", "excel", "pruefen"], 2),
    ],
}
BOGEN = """fallnummer;angebot;hbg;wohnform;standort;leistung;art;minuten;bemerkung
P1;Haus;3;WG;Nord;Haushalt;qA;12,5;
P2;Haus;3;WG;Nord;;;;braucht nichts
"""
PERSONEN = "land;leistungserbringer;hbg;von;bis\nTH;Süd;3;01.03.2026;15.09.2026\n"
PLUGIN = """
def test_vzae(arbeitsmappe):
    m = arbeitsmappe("egh-demo.xlsx")
    m["eingabe_njaz"] = 1540
    m.rechnen()
    assert round(m["ergebnis_vzae_stundentafel"], 2) == 6.48
"""


def egh(*argumente: str, ende: int = 0) -> str:
    """One call; an unexpected exit, a traceback or an error of several lines ends the trial."""
    fertig = subprocess.run([EGH, *argumente], capture_output=True, encoding="utf-8", check=False)
    schlecht = "Traceback" in fertig.stderr or (ende == 2 and fertig.stderr.count("\n") != 1)
    if fertig.returncode != ende or schlecht:
        raise SystemExit(
            f"egh {' '.join(argumente)}: Ende {fertig.returncode}\n{fertig.stdout}{fertig.stderr}"
        )
    return fertig.stdout


def nur_installiert() -> None:
    """Every package comes from this environment, and from nowhere else."""
    for name in PAKETE:
        ort = Path(str(importlib.import_module(name).__file__)).resolve()
        if not ort.is_relative_to(Path(sys.prefix).resolve()):
            raise SystemExit(f"{name} kommt aus {ort}, nicht aus der frischen Umgebung")


def jeder_befehl() -> int:
    """What the program itself names as its commands, nothing more and nothing less."""
    namen = set(importlib.import_module("egh.befehle").BEFEHLE)
    if namen != set(BEFEHLE):
        raise SystemExit(f"Hier ausprobiert und im Programm nicht dasselbe: {namen ^ set(BEFEHLE)}")
    Path("Bögen").mkdir()
    Path("Mappen/Träger Süd").mkdir(parents=True)
    Path("Bögen/a.csv").write_text(BOGEN, "utf-8")
    Path("personen.csv").write_text(PERSONEN, "utf-8")
    aufrufe = [aufruf for liste in BEFEHLE.values() for aufruf in liste]
    for argumente, ende in aufrufe:
        egh(*argumente, ende=ende)
    return len(aufrufe)


def jede_vorlage() -> int:
    """With the example, which needs every file of the package; an ended one at the last day from which it holds."""
    auftraege = [
        (v["name"], v["staende"][-1] if v["beendet"] else "") for v in json.loads(egh("vorlagen", "--json"))
    ]
    with ThreadPoolExecutor(os.cpu_count()) as werker:
        list(werker.map(_baue, auftraege))
    return len(auftraege)


def _baue(auftrag: tuple[str, str]) -> None:
    name, stichtag = auftrag
    ziel = f"{name}-beispiel.xlsx"
    tag = ["--stichtag", stichtag] if stichtag else []
    # a file that is missing is missed with twenty rows as with five hundred
    egh("vorlage", name, "-o", ziel, "--beispiel", "--zeilen", "20", *tag)
    if Path(ziel).stat().st_size < 10_000:
        raise SystemExit(f"{ziel} ist zu klein für eine Vorlage")


def plugin() -> None:
    """The fixture `arbeitsmappe` in a test of the user's own."""
    Path("test_eigene.py").write_text(PLUGIN, "utf-8")
    fertig = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "test_eigene.py"],
        capture_output=True,
        text=True,
        check=False,
    )
    if fertig.returncode or "1 passed" not in fertig.stdout:
        raise SystemExit(f"pytest-Plugin: Ende {fertig.returncode}\n{fertig.stdout}{fertig.stderr}")


def main(umfang: str) -> None:
    """`alles` or `kurz`: the latter only the version, the demo and one template."""
    nur_installiert()
    if (version := egh("--version").strip()) == "egh":
        raise SystemExit("egh --version nennt keine Version")
    if umfang == "kurz":
        egh("demo")
        egh("vorlage", "nw", "-o", "nw.xlsx")
        print(f"{version}: demo und eine Vorlage")
        return
    befehle = jeder_befehl()
    plugin()
    print(f"{version}: {befehle} Aufrufe, das pytest-Plugin und {jede_vorlage()} Vorlagen")


if __name__ == "__main__":
    main(sys.argv[1])
