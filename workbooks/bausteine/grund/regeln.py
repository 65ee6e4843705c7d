"""Was an einer Zeile falsch oder ungewöhnlich ist, über die Grenzen der einzelnen Zellen hinaus.

Zwei Zustände, in jeder Tabelle gleich: *falsch* gibt einen Fehlerwert in der Zeile und in jeder Summe, die sie enthält;
*zu bestätigen* lässt das Ergebnis stehen, bis jemand in der Zeile sagt, warum es so gemeint ist. Die Schwellen stehen
in `plausibel.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

SCHWELLEN: dict[str, float] = {
    name: eintrag["wert"]
    for name, eintrag in tomllib.loads(Path(__file__).with_name("plausibel.toml").read_text("utf-8")).items()
}


@dataclass(frozen=True)
class Regel:
    """`bedingung` (native Formel) gilt, wenn etwas nicht stimmt; {spalte} ist die Zelle der Zeile.

    `wert`: Formel des Werts in Worten, um den es geht (`in_worten`, oder ein fester Text in Anführungszeichen). Mit ihm
    fragt die Regel: wer bestätigt, nennt den Wert, und eine Bestätigung deckt nur ihn.
    """

    text: str
    bedingung: str
    wert: str = ""

    @property
    def bestaetigen(self) -> bool:
        """Ob sie fragt, statt die Zeile falsch zu machen."""
        return bool(self.wert)


def in_worten(zahl: str, einheit: str = "") -> str:
    """Formel: eine Zahl mit bis zu zwei Nachkommastellen als deutscher Text, ohne Vorzeichen, in jedem Land gleich."""
    w = f"ROUND(ABS(N({zahl}))*100,0)"
    nach = f'IF(MOD({w},100)=0,"",","&IF(MOD({w},10)=0,MOD({w},100)/10,RIGHT("0"&MOD({w},100),2)))'
    return f'INT({w}/100)&{nach}&"{" " + einheit if einheit else ""}"'


def rein(grund: str) -> str:
    """Formel: was jemand geschrieben hat, zum Suchen eines Werts darin: ohne Punkte, Satzzeichen und Groß und klein."""
    text = f'SUBSTITUTE(T({grund}),".","")'
    for zeichen in ("\u00a0", ";", ":", "(", ")", "»", "«", '""'):
        text = f'SUBSTITUTE({text},"{zeichen}"," ")'
    return f'" "&UPPER(SUBSTITUTE({text},", "," "))&" "'


def als_tag(tag: str) -> str:
    """Formel: ein Tag als deutscher Text, in jedem Land gleich."""
    return f'RIGHT("0"&DAY({tag}),2)&"."&RIGHT("0"&MONTH({tag}),2)&"."&YEAR({tag})'


def zu_kurz(text: str) -> str:
    """Bedingung: weniger als drei Zeichen außer Leerraum und Punkten; auch über einem Bereich."""
    ohne = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({text}," ",""),"\u00a0",""),".","")'
    return f"LEN({ohne})<3"


def genannt(wert: str, reiner_grund: str) -> str:
    """Bedingung: der Wert kommt im Grund vor."""
    return f'ISNUMBER(FIND(" "&UPPER(SUBSTITUTE({wert},".",""))&" ",{reiner_grund}))'


def zwischen_null_und_eins(was: str, *spalten: str) -> Regel:
    """Stunden oder Minuten über 0 und unter 1 sind meist eine Uhrzeit (0:45), nie ein Bedarf."""
    zellen = ",".join(f"AND(N({{{s}}})>0,N({{{s}}})<1)" for s in spalten)
    return Regel(f"{was} unter 1 (als Uhrzeit getippt?)", f"OR({zellen})")


def ohne_angebot(liste: str) -> Regel:
    """Sobald das Deckblatt Angebote nennt, gehört jede Zeile zu einem."""
    return Regel("Angebot fehlt", f'AND({{angebot}}="",COUNTA({liste})>0)')
