"""docs/rechnen-ohne-office.md: welche Funktionen `egh rechnen` rechnet und womit das nachgewiesen ist."""

from __future__ import annotations

from egh.doku_funktionen import HINWEIS, tabelle
from recalculation.funktionen.tabelle import BEWIESEN, EIGENE, FUNKTIONEN, MIT_AUSNAHMEN

_BEDEUTUNG = {
    BEWIESEN: "mindestens 20 Zellen öffentlicher Mappen geben, was Excel gespeichert hat, keine weicht ab",
    EIGENE: "von Tests des Projekts mit LibreOffice oder veröffentlichten Werten verglichen, ohne Abweichung",
    MIT_AUSNAHMEN: "gerechnet; einzelne Randfälle (falsche Art eines Arguments, sehr große Zahlen) weichen ab",
}


def rechnen_md() -> str:
    """Die Seite. [Text]"""
    alle = sorted(FUNKTIONEN.values(), key=lambda f: (f.gebiet, f.name))
    unsere = ", ".join(sorted(f.name for f in alle if f.unser))
    im_feld = ", ".join(sorted(f.name for f in alle if f.im_feld))
    bloecke = [
        "# Rechnen ohne Office: welche Funktionen",
        HINWEIS,
        "`egh rechnen` rechnet eine Formel wie Excel oder nennt ihre Zelle: in fremden Mappen bleibt der alte Wert "
        "stehen, in unseren Vorlagen steht dann #NV, und die Prüfung ist nicht bestanden; bekannte Randfälle "
        "hat nur, was unten »mit Ausnahmen« heißt. Gerechnet wird, was Vorlagen und Mappen der Finanzen, der Planung "
        "und der Verwaltung brauchen; was hier nicht steht (Zahlensysteme, Verteilungen …), wird genannt. "
        "Urteil und Zellen schreibt `python benchmarks/nachweis.py ORDNER` aus Mappen, in denen Excel seine Werte "
        "gespeichert hat. Dazu kommen die eigenen Formeln (`docs/funktionen.md`).",
        tabelle(("Urteil", "Bedeutung"), ([f"`{u}`", b] for u, b in _BEDEUTUNG.items())),
        "Mit mehr Argumenten genannt: ADDRESS und INDEX ab dem vierten.",
        "Hier gerechnet statt in der Rechenmaschine, wie in Excel: "
        + unsere
        + "; dazu Vergleiche, die Funktionen mit Bedingung (SUMIF, COUNTIF …), SUMPRODUCT und die ungefähre Suche mit "
        "MATCH, VLOOKUP, HLOOKUP, XLOOKUP und XMATCH. Über einem Feld (SUMMENPRODUKT, Matrixformeln) Wert für Wert: "
        "diese und " + im_feld + ", MATCH und die Kriterien der Funktionen mit Bedingung.",
        "Mit manchen Werten wird auch eine nachgewiesene Funktion genannt: Kommazahlen, Wahrheitswerte und Tage als "
        "Text liest und schreibt jede Sprache anders; eine ungefähre Suche braucht eine geordnete Liste.",
        tabelle(
            ("Gebiet", "Funktion", "Urteil", "verglichene Zellen", "in unseren Vorlagen"),
            ([f.gebiet, f.name, f"`{f.urteil}`", str(f.zellen), "ja" * f.in_vorlagen] for f in alle),
        ),
    ]
    return "\n\n".join(bloecke) + "\n"
