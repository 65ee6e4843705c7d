"""Welche Regel hinter welchen gewöhnlichen Formeln steht: die Formel mit Add-in als Text, je Spalte einmal."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbooks.nativ.annahmen import NAMEN

_UNSERE = re.compile(r"\bEGH_\w+(?=\()")
_BEZUG = re.compile(r"(?<![\w.])(\$?[A-Z]{1,3}\$?)([0-9]+)(?![\w(])")
_TEXT = re.compile(r'("(?:[^"]|"")*")')
_NAME = re.compile(r"\b[A-Z]+(?=\()")
_DEUTSCH = {
    "IF": "WENN",
    "OR": "ODER",
    "AND": "UND",
    "NOT": "NICHT",
    "IFERROR": "WENNFEHLER",
    "NA": "NV",
    "ISERROR": "ISTFEHLER",
    "ISNUMBER": "ISTZAHL",
    "ISTEXT": "ISTTEXT",
    "MATCH": "VERGLEICH",
    "SUM": "SUMME",
    "SUMIF": "SUMMEWENN",
    "SUMPRODUCT": "SUMMENPRODUKT",
    "COUNT": "ANZAHL",
    "COUNTIF": "ZÄHLENWENN",
    "ROWS": "ZEILEN",
    "ROUND": "RUNDEN",
    "INT": "GANZZAHL",
    "TRIM": "GLÄTTEN",
    "YEAR": "JAHR",
    "MONTH": "MONAT",
    "DATE": "DATUM",
    "COUNTA": "ANZAHL2",
}
_OHNE_ADDIN = "ISERROR(EGH_BJAZ(1,1))"
_LAENGSTE = 400
"""Längere sind Hinweise, keine Rechnungen."""


@dataclass
class Stelle:
    """Zellen mit derselben Formel, zeilenweise gelesen: Blatt, Spalte, erste und letzte Zeile, Formel der ersten."""

    blatt: str
    spalte: str
    von: int
    bis: int
    formel: str
    muster: str

    @property
    def wo(self) -> str:
        """»Stundentafel L7:L66«."""
        return f"{self.blatt} {self.spalte}{self.von}" + (
            f":{self.spalte}{self.bis}" if self.bis > self.von else ""
        )


@dataclass
class Rechenweg:
    """Sammelt die übersetzten Formeln einer Mappe."""

    stellen: list[Stelle] = field(default_factory=list)
    _letzte: dict[tuple[str, str], Stelle] = field(default_factory=dict)

    def merke(self, blatt: str, ort: str, formel: str) -> None:
        """Eine Zelle und ihre Formel mit Add-in (ohne =)."""
        if len(formel) > _LAENGSTE or _OHNE_ADDIN in formel:
            return
        spalte, zeile = re.fullmatch(r"([A-Z]+)([0-9]+)", ort).groups()  # type: ignore[union-attr]
        nummer = int(zeile)
        muster = _BEZUG.sub(lambda m: f"{m[1]}{int(m[2]) - nummer}", formel)
        vorige = self._letzte.get((blatt, spalte))
        if vorige is not None and vorige.muster == muster and vorige.bis == nummer - 1:
            vorige.bis = nummer
            return
        stelle = Stelle(blatt, spalte, nummer, nummer, formel, muster)
        self._letzte[blatt, spalte] = stelle
        self.stellen.append(stelle)

    def zeilen(self) -> list[tuple[str, str, str]]:
        """Wo, die Formel in deutscher Schreibweise, was ihre Funktionen rechnen."""
        return [(s.wo, _deutsch(s.formel), _was(s.formel)) for s in self.stellen]


def _deutsch(formel: str) -> str:
    teile = _TEXT.split(formel)
    for i in range(0, len(teile), 2):
        text = re.sub(r"(?<=\d)\.(?=\d)", ",", teile[i].replace(",", ";"))
        teile[i] = _NAME.sub(lambda m: _DEUTSCH.get(m[0], m[0]), text)
    return "".join(teile)


def _was(formel: str) -> str:
    """Die Beschreibungen der Funktionen darin, jede einmal."""
    return " ".join(dict.fromkeys(NAMEN[name].beschreibung for name in _UNSERE.findall(formel)))
