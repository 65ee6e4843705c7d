"""docs/rechnen-ohne-office.md: welche Funktionen `egh rechnen` rechnet und womit das nachgewiesen ist."""

from __future__ import annotations

import csv

from egh.doku_funktionen import HINWEIS, tabelle
from workbooks.recalculation import nachweis
from workbooks.recalculation.excelfunktionen import FUNKTIONEN
from workbooks.recalculation.excelfunktionen.im_feld import IM_FELD

_BEDEUTUNG = {
    nachweis.BEWIESEN: "mindestens 20 Zellen öffentlicher Mappen geben, was Excel gespeichert hat, keine weicht ab",
    nachweis.EIGENE: "von Tests des Projekts mit LibreOffice oder veröffentlichten Werten verglichen, ohne Abweichung",
    nachweis.MIT_AUSNAHMEN: "gerechnet; einzelne Randfälle (falsche Art eines Arguments, sehr große Zahlen) weichen ab",
    nachweis.ABWEICHEND: "wird nicht gerechnet, sondern genannt: Zellen weichen von Excel ab",
    nachweis.ZU_WENIG: "wird nicht gerechnet, sondern genannt: zu wenige Zellen, um etwas zu sagen",
}


def rechnen_md() -> str:
    """Die Seite. [Text]"""
    with nachweis.DATEI.open(encoding="utf-8") as datei:
        zeilen = list(csv.DictReader(datei, delimiter=";"))
    grenzen = ", ".join(f"{name} bis {n} Argumente" for name, n in sorted(nachweis.BIS_ARGUMENTE.items()))
    bloecke = [
        "# Rechnen ohne Office: welche Funktionen",
        HINWEIS,
        "`egh rechnen` rechnet eine Formel wie Excel oder nennt ihre Zelle: in fremden Mappen bleibt der alte Wert "
        "stehen, in unseren Vorlagen steht dann #NV, und die Prüfung ist nicht bestanden; bekannte Randfälle "
        "hat nur, was unten »mit Ausnahmen« heißt. Die Tabelle entsteht mit "
        "`python benchmarks/nachweis.py ORDNER` aus Mappen, in denen Excel seine Werte gespeichert hat; was hier nicht "
        "steht, wird genannt. Dazu kommen die eigenen Formeln (`docs/funktionen.md`).",
        tabelle(("Urteil", "Bedeutung"), ([f"`{u}`", b] for u, b in _BEDEUTUNG.items())),
        "Mit weiteren Argumenten genannt: " + grenzen + ".",
        "Hier gerechnet statt in der Rechenmaschine, wie in Excel: "
        + ", ".join(sorted(FUNKTIONEN))
        + "; dazu Vergleiche, die Funktionen mit Bedingung (SUMIF, COUNTIF …), SUMPRODUCT und die ungefähre Suche mit "
        "MATCH, VLOOKUP, HLOOKUP, XLOOKUP und XMATCH. Über einem Feld (SUMMENPRODUKT, Matrixformeln) Wert für Wert: "
        "diese und " + ", ".join(sorted(IM_FELD)) + ", MATCH und die Kriterien der Funktionen mit Bedingung.",
        "Mit manchen Werten wird auch eine nachgewiesene Funktion genannt: Kommazahlen, Wahrheitswerte und Tage als "
        "Text liest und schreibt jede Sprache anders; eine ungefähre Suche braucht eine geordnete Liste.",
        tabelle(
            ("Funktion", "Urteil", "verglichene Zellen", "davon abweichend"),
            ([z["funktion"], f"`{z['urteil']}`", z["zellen"], z["abweichend"]] for z in zeilen),
        ),
    ]
    return "\n\n".join(bloecke) + "\n"
