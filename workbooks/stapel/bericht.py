"""Der Bericht eines Stapels: je Datei eine Zeile, während des Laufs angehängt, am Ende nach Namen geordnet."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path
from typing import NamedTuple

from recalculation.datei.ersetzen import ersetze_atomar
from workbooks import deutsch_csv

NAME = "egh_bericht.csv"
GUT, OFFEN, FEHLER = "in Ordnung", "Prüfungen offen", "Zellen ohne Ergebnis"
NICHT, OHNE_QUELLE = "nicht gerechnet", "ohne Quelle"
_UMBRUCH = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


class Zeile(NamedTuple):
    """Was über eine Datei zu sagen ist, als Text; `stand` ist eines der Worte oben."""

    datei: str
    stand: str
    formeln: str = ""
    ohne_ergebnis: str = ""
    offene_pruefungen: str = ""
    hinweis: str = ""
    ergebnisse: str = ""
    sekunden: str = ""

    def roh(self) -> bytes:
        """Wie sie in der Datei steht: eine Zeile, gleich was in der Mappe steht."""
        return deutsch_csv.zeile(map(_lesbar, self))


def _lesbar(text: str) -> str:
    """Ohne Umbrüche, und auch ein Dateiname, der kein Text ist, als einer."""
    return _UMBRUCH.sub(" ", text).encode("utf-8", "replace").decode()


class Bericht:
    """Die Zeilen eines Laufs; jede steht in der Datei, sobald es sie gibt. Fehler: OSError."""

    def __init__(self, ordner: Path) -> None:
        self.pfad = ordner / NAME
        self.zeilen: dict[str, Zeile] = {}
        frueher = self._gelesen()
        if frueher is None:
            ersetze_atomar(self.pfad, self._kopf())
        self._frueher = frueher or {}

    @staticmethod
    def _kopf() -> bytes:
        return deutsch_csv.KENNUNG + deutsch_csv.zeile(Zeile._fields)

    def _gelesen(self) -> dict[str, Zeile] | None:
        """Die Zeilen eines früheren Laufs; None, wenn dort keiner seinen Bericht schrieb."""
        if not self.pfad.exists():
            return None
        kopf, *roh = self.pfad.read_bytes().split(b"\r\n")
        if kopf + b"\r\n" != self._kopf():
            return None
        felder = (next(csv.reader([z.decode("utf-8", "replace")], delimiter=";"), []) for z in roh)
        zeilen = [Zeile(*f) for f in felder if len(f) == len(Zeile._fields)]
        return {z.datei: z for z in zeilen}

    def frueher(self, datei: str) -> Zeile | None:
        """Die Zeile, die ein früherer Lauf über diese Datei schrieb."""
        return self._frueher.get(deutsch_csv.feld(_lesbar(datei)))

    def uebernimm(self, zeile: Zeile) -> None:
        """Die Zeile eines früheren Laufs gilt noch."""
        self.zeilen[zeile.datei] = zeile

    def haenge_an(self, zeile: Zeile) -> None:
        """Eine neue Zeile, auch gleich in der Datei."""
        self.zeilen[zeile.datei] = zeile
        with self.pfad.open("ab") as datei:
            datei.write(zeile.roh())
            datei.flush()
            os.fsync(datei.fileno())

    def schliesse_ab(self) -> Path:
        """Die Datei mit den Zeilen dieses Laufs, nach Namen."""
        zeilen = (self.zeilen[name].roh() for name in sorted(self.zeilen))
        return ersetze_atomar(self.pfad, self._kopf() + b"".join(zeilen))
