"""Excels Funktionen, die hier gerechnet werden: von jeder steht alles in einer Zeile von `funktionen.tsv`.

Was dort nicht steht, wird genannt statt gerechnet. Spalten:

`urteil`, `zellen`: womit nachgewiesen ist, dass sie gibt, was Excel gibt; verglichene Zellen öffentlicher Mappen.
`ergebnis`: W ein Wert, T ein Text, B vielleicht ein Bereich, F ein Feld, A eines ihrer Argumente (IF, CHOOSE), S die
    gefundene Stelle, Zeile oder Spalte (INDEX, XLOOKUP).
`argumente`: je Argument ein großer Buchstabe und Regeln; … wiederholt das letzte oder die letzten in Klammern.
    W ein einzelner Wert: von einem Bereich nimmt Excel in einer gewöhnlichen Zelle den der eigenen Zeile oder Spalte;
    B ein ganzer Bereich; F ebenso, und die ganze Funktion rechnet auch in einer gewöhnlichen Zelle mit Feldern;
    K ein Kriterium: über einem Feld gibt es so viele Ergebnisse.
    z ein Text unmittelbar als Argument (bei W auch in einer Zelle) ist seine Zahl oder #WERT!, WAHR ist 1;
    l ein Text ist #WERT! oder wird genannt;
    d ein Tag und x eine Zahl, auch als Text in einer Zelle; a dort ist WAHR #WERT!;
    e der Tag 0 wird genannt; g eine ganze Nummer oder ein Text, anderes wird genannt; i abgerundet;
    w ein Wahrheitswert wird genannt, ein Text, der keine Zahl ist, bleibt er selbst;
    t ein Text zählt, wenn er eine Zahl ist; u eine Zahl ist ein Text; c ein gerechneter Fehler zählt wie ein Text;
    o leerer Text zählt nicht; n eine negative Zahl ist #WERT!, k ein Text ist es; h eine Feldkonstante wird genannt;
    f einen Fehler hier gäbe die Maschine nicht weiter; j über einem Feld Wert für Wert.
    »Wf Bk Wz W« bei VLOOKUP: ein gesuchter Wert, dessen Fehler wir weitergeben; ein Bereich, kein Text; eine
    Nummer, auch als Text; ein Wert.
`nimmt`: Text, wo ein Text Text bleibt, auch wenn er eine Zahl ist; Fehler, wo ein Fehler nicht schon das Ergebnis ist.
`weggelassen`: was ein leeres Argument (nach dem Semikolon) ist: »3=1« an der dritten Stelle 1; Marke, wo unsere
    Funktion es unterscheidet; sonst 0. Unsere in der Spalte `unser` unterscheiden es immer.
`je_wert`: ja, wo die Funktion über einem Feld Wert für Wert rechnet, oder womit wir das tun; nimmt sie auch Bereiche,
    gilt das nur an den Stellen mit j.
`unser`: was statt der Funktion der Maschine rechnet: Modul und Name in diesem Ordner.
`wo`: das Gebiet; Vorlagen, wo eine Formel unserer Vorlagen sie braucht.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

DATEI = Path(__file__).with_name("funktionen.tsv")
BEWIESEN, EIGENE, MIT_AUSNAHMEN = "bewiesen", "eigene Tests", "mit Ausnahmen"


@dataclass(frozen=True)
class Argument:
    """Was eine Funktion an einer Stelle nimmt."""

    art: str
    regeln: str = ""

    @property
    def ganz(self) -> bool:
        """Ob sie einen ganzen Bereich nimmt."""
        return self.art in "BF"

    @property
    def zahlen(self) -> bool:
        """Ob sie die Zahlen eines Bereichs zusammenfasst; ein Text in einer Zelle zählt dort nicht."""
        return self.art == "B" and "z" in self.regeln


@dataclass(frozen=True)
class Funktion:
    """Eine Zeile der Tabelle."""

    name: str
    urteil: str
    zellen: int
    ergebnis: str
    argumente: tuple[Argument, ...]
    wiederholt: int
    """So viele der letzten Argumente wiederholen sich."""
    nimmt_text: bool
    nimmt_fehler: bool
    marke: bool
    """Ob sie ein leeres Argument von 0 unterscheidet."""
    vorgaben: Mapping[int, float]
    je_wert: bool
    im_feld: str
    unser: str
    gebiet: str
    in_vorlagen: bool

    @cached_property
    def regeln(self) -> frozenset[str]:
        """Die Regeln aller ihrer Argumente."""
        return frozenset(regel for a in self.argumente for regel in a.regeln)

    def argument(self, stelle: int) -> Argument:
        """Was sie an dieser Stelle (ab 1) nimmt."""
        zuviel = stelle - len(self.argumente)
        if zuviel <= 0:
            return self.argumente[stelle - 1]
        return self.argumente[(zuviel - 1) % self.wiederholt - self.wiederholt] if self.wiederholt else _WERT

    def rechnet_je_wert(self, stelle: int) -> bool:
        """Ob sie über einem Feld an dieser Stelle Wert für Wert gerechnet wird."""
        if self.je_wert or self is UNSERE:
            return self.je_wert
        argument = self.argument(stelle)
        return argument.art == "K" or "j" in argument.regeln

    @property
    def hoechstens(self) -> int:
        """Mit mehr Argumenten (Z1S1, mehrere Bereiche) rechnet die Maschine anders; sie werden genannt."""
        return 255 if self.wiederholt else len(self.argumente)

    @cached_property
    def mit_feldern(self) -> bool:
        """Ob sie auch in einer gewöhnlichen Zelle mit ganzen Feldern rechnet."""
        return any(a.art == "F" for a in self.argumente)

    @cached_property
    def liest_text(self) -> bool:
        """Ob eines ihrer Argumente eine Zahl oder ein Tag als Text sein darf."""
        return not self.regeln.isdisjoint("dxgw")

    @cached_property
    def faengt_ab(self) -> bool:
        """Ob sie einen Fehler in sich nicht weitergibt: WENNFEHLER, ISTZAHL, ANZAHL."""
        return self.nimmt_fehler and self.ergebnis == "W"

    @cached_property
    def fragt(self) -> bool:
        """Ob ihr Ergebnis sagt, ob in ihr ein Fehler steht."""
        return self.faengt_ab and self.gebiet != "Logik"

    @cached_property
    def gibt_weiter(self) -> bool:
        """Ob ihr Ergebnis eines ihrer Argumente oder eine gefundene Zelle sein kann und damit auch ein Text."""
        return self.ergebnis in "ABFS" or self.gebiet == "Suchen" or (self.faengt_ab and not self.fragt)

    @cached_property
    def mit_bedingung(self) -> bool:
        """SUMIF und ihre Verwandten."""
        return any(a.art == "K" for a in self.argumente)


_WERT = Argument("W")
UNSERE = Funktion("", EIGENE, 0, "B", (Argument("B"),), 1, True, True, True, {}, False, "", "", "", True)
"""Eine Formel aus `eigene`: sie nimmt überall Bereiche und liest Texte und Fehler selbst."""


def name_ohne_vorsatz(name: str) -> str:
    """Name einer Funktion ohne das, was Excel beim Speichern davor setzt (_xlfn., _xlws.)."""
    return re.sub(r"^(?:_XL\w+\.)+", "", name.upper())


def _gelesen(zeile: Mapping[str, str]) -> Funktion:
    argumente, wiederholt = _argumente(zeile["argumente"])
    vorgaben = re.findall(r"([0-9]+)=([0-9]+)", zeile["weggelassen"])
    gebiet, _, vorlagen = zeile["wo"].partition(", ")
    return Funktion(
        zeile["name"],
        zeile["urteil"],
        int(zeile["zellen"]),
        zeile["ergebnis"],
        argumente,
        wiederholt,
        "Text" in zeile["nimmt"],
        "Fehler" in zeile["nimmt"],
        bool(zeile["unser"]) or zeile["weggelassen"] == "Marke",
        {int(stelle): float(wert) for stelle, wert in vorgaben},
        zeile["je_wert"] == "ja" or (bool(zeile["je_wert"]) and not any(a.ganz for a in argumente)),
        zeile["je_wert"].removeprefix("ja"),
        zeile["unser"],
        gebiet,
        bool(vorlagen),
    )


def _argumente(text: str) -> tuple[tuple[Argument, ...], int]:
    worte = text.rstrip("…").replace("(", "( ").replace(")", " )").split()
    wiederholt = len(worte) - worte.index("(") - 2 if "(" in worte else int(text.endswith("…"))
    return tuple(Argument(w[0], w[1:]) for w in worte if w not in "()"), wiederholt


def _tabelle() -> dict[str, Funktion]:
    with DATEI.open(encoding="utf-8") as datei:
        zeilen = csv.DictReader(datei, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {f.name: f for f in map(_gelesen, zeilen)}


FUNKTIONEN = _tabelle()
"""Name (Großbuchstaben, ohne Vorsatz) → Funktion."""
