"""Zelladressen: A1 ↔ (Zeile, Spalte), Bereiche, Blattnamen in Bezügen. Zeilen und Spalten zählen ab 1."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

MAX_ZEILE, MAX_SPALTE = 1_048_576, 16_384
_ZELLE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Ort(NamedTuple):
    """Eine Zelle in ihrem Blatt."""

    zeile: int
    spalte: int


Stelle = tuple[str, Ort]
"""Eine Zelle der Mappe: Blatt und Ort."""


class Bereich(NamedTuple):
    """Ein rechteckiger Bereich, beide Ecken eingeschlossen."""

    zeile: int
    spalte: int
    bis_zeile: int
    bis_spalte: int

    @property
    def hoehe(self) -> int:
        """Anzahl der Zeilen."""
        return self.bis_zeile - self.zeile + 1

    @property
    def breite(self) -> int:
        """Anzahl der Spalten."""
        return self.bis_spalte - self.spalte + 1

    @property
    def anzahl(self) -> int:
        """Anzahl der Zellen."""
        return self.hoehe * self.breite

    def enthaelt(self, ort: Ort) -> bool:
        """Ob die Zelle im Bereich liegt."""
        return self.zeile <= ort.zeile <= self.bis_zeile and self.spalte <= ort.spalte <= self.bis_spalte

    def orte(self) -> list[Ort]:
        """Alle Zellen, zeilenweise."""
        return [
            Ort(z, s)
            for z in range(self.zeile, self.bis_zeile + 1)
            for s in range(self.spalte, self.bis_spalte + 1)
        ]


@cache
def spaltennummer(buchstaben: str) -> int:
    """Nummer einer Spalte: "A" → 1, "AB" → 28."""
    nummer = 0
    for zeichen in buchstaben.upper():
        nummer = nummer * 26 + ord(zeichen) - 64
    return nummer


def spaltenname(nummer: int) -> str:
    """1 → "A", 28 → "AB"."""
    name = ""
    while nummer:
        nummer, rest = divmod(nummer - 1, 26)
        name = chr(65 + rest) + name
    return name


def a1(zeile: int, spalte: int) -> str:
    """(3, 2) → "B3"."""
    return f"{spaltenname(spalte)}{zeile}"


def ort(adresse: str) -> Ort:
    """Zelle einer Adresse: "$B$3" → (3, 2). Fehler: ValueError."""
    treffer = _ZELLE.fullmatch(adresse)
    if treffer:
        gefunden = Ort(int(treffer[2]), spaltennummer(treffer[1]))
        if 1 <= gefunden.zeile <= MAX_ZEILE and gefunden.spalte <= MAX_SPALTE:
            return gefunden
    raise ValueError(f"„{adresse}“ ist keine Zelladresse.")


def bereich(adresse: str) -> Bereich:
    """Bereich einer Adresse wie "B3:C5" oder "B3". Fehler: ValueError."""
    anfang, _, schluss = adresse.partition(":")
    a, b = ort(anfang), ort(schluss or anfang)
    return Bereich(
        min(a.zeile, b.zeile), min(a.spalte, b.spalte), max(a.zeile, b.zeile), max(a.spalte, b.spalte)
    )


def mit_blatt(bezug: str) -> tuple[str, str] | None:
    """Blatt und Adresse eines Bezugs: "'Mein Blatt'!B3" → ("Mein Blatt", "B3"); ohne Blatt None."""
    blatt, trenner, adresse = bezug.rpartition("!")
    if not trenner:
        return None
    if blatt.startswith("'") and blatt.endswith("'"):
        blatt = blatt[1:-1].replace("''", "'")
    return blatt, adresse


def voll(blatt: str, zeile: int, spalte: int) -> str:
    """Adresse, wie sie ein Anwender liest: Blatt!B3, mit Hochkommas, wo der Name sie braucht."""
    schlicht = re.fullmatch(r"[A-Za-zÄÖÜäöüß_][\wÄÖÜäöüß.]*", blatt)
    name = blatt if schlicht else "'" + blatt.replace("'", "''") + "'"
    return f"{name}!{a1(zeile, spalte)}"


def bereich_von(text: str) -> Bereich:
    """Ein Bereich ohne Blatt, auch ganze Spalten (A:C) und Zeilen (2:5). Fehler: ValueError."""
    anfang, trenner, schluss = text.replace("$", "").partition(":")
    if trenner and anfang.isalpha() and schluss.isalpha():
        a, b = spaltennummer(anfang), spaltennummer(schluss)
        return Bereich(1, min(a, b), MAX_ZEILE, max(a, b))
    if trenner and anfang.isdigit() and schluss.isdigit():
        return Bereich(int(anfang), 1, int(schluss), MAX_SPALTE)
    return bereich(text)
