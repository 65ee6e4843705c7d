"""Die Formeln einer Mappe, wie die Maschine sie liest, und was der Übersetzer von ihnen weiß."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from recalculation.datei import adresse
from recalculation.datei.adresse import Stelle
from recalculation.datei.formelzelle import Formelzelle

_TEILE = re.compile(
    r"\"[^\"]*\"|'[^']*'|\[[^\[\]]*\]"
    r"|(?<![\w$.\\])(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})(?![\w(.!\\])"
    r"|(?<![\w$.\\])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w(.!:$\\])"
    r"|(?<![\w$.:\\])(\$?)([1-9][0-9]*):(\$?)([1-9][0-9]*)(?![\w.!])",
    re.ASCII,
)


class Uebersetzung(NamedTuple):
    """Eine Formel für die Maschine (ohne »=«) mit dem, was beim Gang durch ihren Baum zu sehen war."""

    text: str
    wandert: bool = True
    """Ob sie, verschoben, auch in anderen Zeilen gilt."""
    faengt_ab: bool = False
    """Ob ein Fehler oder eine Ablehnung darin nicht bis ins Ergebnis kommt: WENNFEHLER, ISTZAHL, ANZAHL, INDIREKT."""
    fragt: bool = False
    """Ob sie nach Fehlern fragt (ISTFEHLER, TYP, ANZAHL)."""
    lehnt_ab: bool = False
    """Ob etwas von uns darin rechnet, das ablehnen kann."""
    namen: frozenset[str] = frozenset()
    """Die Namen der Mappe darin, in Großbuchstaben."""
    gestalt: tuple[Any, ...] | None = None
    """Gleich bei allen, die dieselbe Formel in einer anderen Zeile sind; None: nicht bekannt."""
    bewegliche: tuple[Beweglich, ...] = ()
    """Was darin erst beim Rechnen sagt, wohin es zeigt."""
    nummern: tuple[Beweglich, ...] = ()
    """Die INDEX darin, deren Nummern aus Zellen gerechnet sind, die A1# und die SUBTOTAL, die zählen."""

    def verschoben(self, zeilen: int, spalten: int, text: str) -> Uebersetzung:
        """Dieselbe in einer anderen Zelle, wo sie `text` lautet."""
        rufe = (tuple(b.verschoben(zeilen, spalten) for b in gruppe) for gruppe in self[-2:])
        gestalt = None if spalten else self.gestalt
        return Uebersetzung(text, *self[1:-3], gestalt, *rufe)


class Beweglich(NamedTuple):
    """Ein Aufruf von OFFSET oder INDIRECT: sein Anfang und wie er ihn verschiebt, oder der Text seines Bezugs."""

    name: str
    argumente: tuple[str, ...]

    def verschoben(self, zeilen: int, spalten: int) -> Beweglich:
        """Derselbe Aufruf in einer anderen Zelle."""
        return Beweglich(self.name, tuple(verschoben(a, zeilen, spalten) for a in self.argumente))


class Formeln:
    """Zelle → Formel, auch wo die Datei sie nur als gemeinsame Formel einer anderen Zelle nennt.

    `uebersetzt`: Formeln, die in der Maschine anders lauten; `anfaenge`: Zelle → Zelle, deren Formel sie teilt.
    """

    def __init__(
        self,
        zellen: Mapping[Stelle, Formelzelle],
        uebersetzt: Mapping[Stelle, Uebersetzung],
        anfaenge: Mapping[Stelle, Stelle],
    ) -> None:
        self._zellen = zellen
        self._uebersetzt = uebersetzt
        self._anfaenge = anfaenge

    def von(self, zelle: Stelle) -> Uebersetzung:
        """Die Formel einer Zelle; wo nichts zu übersetzen war, steht der Text der Datei."""
        fertig = self._uebersetzt.get(zelle)
        if fertig is not None:
            return fertig
        text = self._zellen[zelle].text if zelle in self._zellen else None
        if text is not None:
            return Uebersetzung(text)
        if zelle not in self._anfaenge:
            return Uebersetzung("")
        anfang = self._anfaenge[zelle]
        zeilen, spalten = zelle[1].zeile - anfang[1].zeile, zelle[1].spalte - anfang[1].spalte
        u = self.von(anfang)
        return u.verschoben(zeilen, spalten, verschoben(u.text, zeilen, spalten))

    def text(self, zelle: Stelle) -> str:
        """Nur der Text."""
        return self.von(zelle).text

    def __contains__(self, zelle: object) -> bool:
        return zelle in self._zellen


def verschoben(text: str, zeilen: int, spalten: int) -> str:
    """Eine gemeinsame Formel in einer anderen Zelle: was nicht fest ist, wandert mit, am Rand wie in der Maschine."""

    def spalte(fest: str, name: str) -> str:
        if fest or not spalten:
            return fest + name
        return adresse.spaltenname(min(adresse.spaltennummer(name) + spalten, adresse.MAX_SPALTE))

    def zeile(fest: str, nummer: str) -> str:
        return fest + nummer if fest else str(min(int(nummer) + zeilen, adresse.MAX_ZEILE))

    def stueck(m: re.Match[str]) -> str:
        if m[2]:
            return spalte(m[1], m[2]) + zeile(m[3], m[4])
        if m[6]:
            return f"{spalte(m[5], m[6])}:{spalte(m[7], m[8])}"
        return f"{zeile(m[9], m[10])}:{zeile(m[11], m[12])}" if m[10] else m[0]

    return _TEILE.sub(stueck, text)
