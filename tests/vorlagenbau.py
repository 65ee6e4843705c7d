"""Our templates as the tests need them: small, filled or empty, and what the file itself says about its inputs."""

from __future__ import annotations

import os
import random
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import openpyxl

import workbooks
from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import ALLE, bauen

EIGENE = ["by", "nw", "th"]
NAMEN = [
    *EIGENE,
    "hb",
    "st",
    "he-fachleistungsstunden",
]  # own files, then one Land for each of the shared ones
# For long tests: hb is nw's code with services of its own, he-fachleistungsstunden th's without HBG.
SCHWER = [name for name in NAMEN if name not in ("hb", "he-fachleistungsstunden")]
# Names of the results behind the bridge: posts, hours, hours per post
GROESSEN = {
    **dict.fromkeys(["by", "nw", "hb"], ("vzae", "stunden_jahr", "jahresstunden_vzae")),
    **dict.fromkeys(["th", "he-fachleistungsstunden"], ("vk", "stunden_jahr", "jahresstunden_vzae")),
    "st": ("vk", "personen", "personen_je_vk"),
}


@cache
def bytes_der_vorlage(
    name: str, beispiel: bool, dienste: int = 11, personen: int = 18, angebote: int = 10
) -> bytes:
    """Built once in a run, whichever of its processes asks first; `conftest` removes the folder at the end."""
    if "PYTEST_XDIST_TESTRUNUID" not in os.environ:
        return _gebaut(name, beispiel, dienste, personen, angebote)
    pfad = ordner_des_laufs() / f"{name}-{beispiel}-{dienste}-{personen}-{angebote}.xlsx"
    if not pfad.exists():
        pfad.parent.mkdir(exist_ok=True)
        halb = pfad.with_suffix(f".{os.getpid()}")
        halb.write_bytes(_gebaut(name, beispiel, dienste, personen, angebote))
        halb.replace(pfad)
    return pfad.read_bytes()


def ordner_des_laufs() -> Path:
    """What the processes of one run build for each other; another run has another name."""
    return Path(tempfile.gettempdir(), f"egh-vorlagen-{os.environ.get('PYTEST_XDIST_TESTRUNUID', 'keiner')}")


def _gebaut(name: str, beispiel: bool, dienste: int, personen: int, angebote: int) -> bytes:
    vorlage = next(v for v in ALLE if v.name == name)
    umfang = klein(dienste, personen, angebote)
    return gerechnet(bauen(vorlage, beispiel, umfang=umfang), Path("v.xlsx")).inhalt()


def klein(dienste: int = 11, personen: int = 18, angebote: int = 10) -> Umfang:
    """Rows for the examples and a few more: empty rows take most of the time of a test."""
    rest = {
        "anpassungen": 5,
        "massnahmen": 20,
        "kostentraeger": 15,
        "vereinbart": 8,
        "monatsstand": 28,
        "kennzahlen": 2,
        "controlling": 6,
        "weitere": 10,
    }
    return Umfang(dienste, personen, angebote, anbieter=angebote, **rest)


def datei(ordner: Path, name: str, beispiel: bool) -> Path:
    pfad = ordner / f"{name}.xlsx"
    pfad.write_bytes(bytes_der_vorlage(name, beispiel))
    return pfad


def mappe(ordner: Path, name: str, beispiel: bool) -> Arbeitsmappe:
    """With the values it was built with; `fehler()` needs a `rechnen()` first."""
    return workbooks.oeffnen(datei(ordner, name, beispiel))


@dataclass(frozen=True)
class Eingabe:
    """An unlocked cell and what its data validation allows."""

    zelle: str
    art: str
    von: str
    bis: str

    def erlaubt(self, zufall: random.Random, listen: dict[str, list[Any]]) -> Any:
        if self.art == "list":
            return zufall.choice(listen[self.von])
        if self.art == "textLength":
            return zufall.choice(["Haus Süd", "F-17", "Ä & Ö <3>", "x"])
        von, bis = float(self.von), float(self.bis)
        if self.art == "date":
            return float(zufall.randint(int(von), int(bis)))
        if self.art == "time":
            return zufall.randrange(1, 1439) / 1440
        return round(zufall.uniform(von, min(bis, max(von * 3, 60.0))), 2)

    def verboten(self, zufall: random.Random) -> Any:
        if self.art == "list":
            return "gibt es nicht"
        return zufall.choice([float(self.von) - 1, float(self.bis) + 1, "viel"])


def eingaben(pfad: Path) -> tuple[list[Eingabe], dict[str, list[Any]]]:
    """All inputs with a validation, and the entries of each list, read from the file by openpyxl."""
    buch = openpyxl.load_workbook(pfad, data_only=True)
    gefunden, listen = [], {}
    for blatt in buch:
        for regel in blatt.data_validations.dataValidation:
            if regel.type == "list":
                listen[regel.formula1] = _eintraege(buch, regel.formula1)
            for bereich in regel.sqref.ranges:
                for zeile in (
                    blatt[bereich.coord]
                    if bereich.size["rows"] * bereich.size["columns"] > 1
                    else ((blatt[bereich.coord],),)
                ):
                    for zelle in zeile:
                        assert not zelle.protection.locked, (blatt.title, zelle.coordinate)
                        ort = f"'{blatt.title}'!{zelle.coordinate}"
                        gefunden.append(Eingabe(ort, regel.type, regel.formula1, regel.formula2 or ""))
    return gefunden, listen


def _eintraege(buch: openpyxl.Workbook, quelle: str) -> list[Any]:
    if quelle.startswith('"'):
        return [*quelle.strip('"').split(","), None]
    if "!" not in quelle:  # a defined name
        quelle = buch.defined_names[quelle].attr_text
    blatt, _, bereich = quelle.rpartition("!")
    return [zelle.value for (zelle,) in buch[blatt.strip("'")][bereich.replace("$", "")]]


class Geliehen:
    """A loaded example that the tests of a file share: what one has set is set back before the next one gets it.

    Loading takes a second, a change a few hundredths. It has no file of its own, so it cannot be saved.
    """

    def __init__(self, pfad: Path) -> None:
        self._unberuehrt = workbooks.oeffnen(pfad)
        self._geladen = workbooks.oeffnen(pfad).rechnen()
        self._vorher: dict[str, Any] = {}

    def __getitem__(self, schluessel: str) -> Any:
        return self._geladen[schluessel]

    def __setitem__(self, schluessel: str, wert: Any) -> None:
        self._vorher.setdefault(schluessel, self._unberuehrt[schluessel])
        self._geladen[schluessel] = wert

    def __getattr__(self, name: str) -> Any:
        if name in ("speichern", "inhalt"):
            raise AttributeError(f"{name}: a lent workbook has no file; take mappe()")
        return getattr(self._geladen, name)

    def rechnen(self) -> Geliehen:
        self._geladen.rechnen()
        return self

    def zurueckgeben(self) -> None:
        for schluessel, wert in self._vorher.items():
            self._geladen[schluessel] = wert
        if self._vorher:
            self._geladen.rechnen()
            assert self._geladen["pruefung_gesamt"] is True
        self._vorher = {}


@cache
def _zum_leihen(name: str) -> Geliehen:
    inhalt = bytes_der_vorlage(name, True)
    with tempfile.TemporaryDirectory() as ordner:
        pfad = Path(ordner, f"{name}.xlsx")
        pfad.write_bytes(inhalt)
        return Geliehen(pfad)


def geliehen(name: str) -> Arbeitsmappe:
    """The example of a template as nobody has touched it; one at a time of each name."""
    m = _zum_leihen(name)
    m.zurueckgeben()
    return cast("Arbeitsmappe", m)


def schreiben(
    m: Arbeitsmappe, blatt: str, erste: int, zeilen: list[tuple[Any, ...]], spalten: str, alte: int = 4
) -> None:
    """Rows of a table from its first row on; what they leave out, and the example's rows up to `alte`, is emptied."""
    for n in range(max(alte, len(zeilen))):
        werte = zeilen[n] if n < len(zeilen) else ()
        for spalte, wert in zip(spalten, (*werte, *[None] * len(spalten)), strict=False):
            m[f"'{blatt}'!{spalte}{erste + n}"] = wert


def ohne_meldungen(m: Arbeitsmappe) -> Arbeitsmappe:
    """A budget workbook for tests that change the providers or the term: what the example reports would be faulty."""
    tabellen = (
        ("Vereinbart", "ABCDEF", 8),
        ("Monatsstand", "ABCDEFG", 28),
        ("Beiträge zu Zielen", "ABCD", 6),
    )
    orte = {m.ort(n)[0]: m.ort(n)[1].zeile for n in m.namen("zeilenhinweis_") if isinstance(m[n], list)}
    for blatt, spalten, hoechstens in tabellen:
        for zeile in range(orte[blatt], orte[blatt] + hoechstens):
            for spalte in spalten:
                m[f"'{blatt}'!{spalte}{zeile}"] = None
    m.rechnen()
    return m
