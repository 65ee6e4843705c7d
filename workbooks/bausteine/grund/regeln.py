"""Was an einer Zeile falsch oder ungewöhnlich ist, über die Grenzen der einzelnen Zellen hinaus.

Zwei Zustände, in jeder Tabelle gleich: *falsch* gibt einen Fehlerwert in der Zeile und in jeder Summe, die sie enthält;
*zu bestätigen* lässt das Ergebnis stehen, bis jemand in der Zeile sagt, warum es so gemeint ist. Die Schwellen stehen
in `plausibel.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from calc.runden import deutsch
from workbooks.bausteine.grund.worte import BESTAETIGEN, BESTAETIGT

_PLAUSIBEL = tomllib.loads(Path(__file__).with_name("plausibel.toml").read_text("utf-8"))
SCHWELLEN: dict[str, float] = {name: e["wert"] for name, e in _PLAUSIBEL.items() if "wert" in e}


@dataclass(frozen=True)
class Bereich:
    """Was üblich ist: von … bis; mit `null` ist auch 0 eine Antwort; unter `klein`, aber nicht 0, ist es nichts."""

    von: float
    bis: float
    einheit: str
    null: bool = False
    klein: float = 0

    def verlassen(self, zelle: str) -> str:
        """Bedingung: eine Zahl steht in der Zelle und ist unüblich."""
        grenzen = [f"{zelle}<{self.von:.15g}", f"{zelle}>{self.bis:.15g}"]
        if self.klein:
            grenzen.append(f"AND({zelle}<>0,ABS({zelle})<{self.klein:.15g})")
        ausserhalb = f"OR({','.join(grenzen)})"
        if self.null:
            ausserhalb = f"AND({zelle}<>0,{ausserhalb})"
        return f"IF(ISNUMBER({zelle}),{ausserhalb},FALSE)"

    @property
    def kurz(self) -> str:
        """Einheit eines Werts in einem Satz: »Std.« statt »Std./Jahr«, »%« statt »Anteil«."""
        return "%" if self._anteil else re.split("/| je ", self.einheit)[0]

    @property
    def _anteil(self) -> bool:
        return self.einheit.startswith("Anteil")

    def text(self) -> str:
        """»üblich sind 1.300 bis 1.800 Std.«"""
        von, bis = (deutsch(grenze * (100 if self._anteil else 1)) for grenze in (self.von, self.bis))
        return f"üblich sind {von} bis {bis} {self.kurz}"

    def wert(self, zelle: str) -> str:
        """Formel: der Wert der Zelle in Worten."""
        return in_worten(f"100*N({zelle})" if self._anteil else zelle, self.kurz, vorzeichen=self.von < 0)


UEBLICH: dict[str, Bereich] = {
    name: Bereich(e["von"], e["bis"], e["einheit"], e.get("null", False), e.get("klein", 0))
    for name, e in _PLAUSIBEL.items()
    if "von" in e
}
"""Bereiche, außerhalb derer gefragt wird: eine Liste für alle Mappen."""


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


def in_worten(zahl: str, einheit: str = "", vorzeichen: bool = False, stellen: int = 2) -> str:
    """Formel: eine Zahl mit bis zu zwei (oder so vielen) Nachkommastellen als deutscher Text, in jedem Land gleich.

    `vorzeichen`: wo auch Zahlen unter 0 erlaubt sind, »minus« davor; sonst bestätigte »12 %« auch −12 %.
    """
    eins = 10**stellen
    w = f"ROUND(ABS(N({zahl}))*{eins},0)"
    teil = f"MOD({w},{eins})"
    rest = _letzte(teil, stellen)
    for mit in range(stellen - 1, 0, -1):  # ohne Nullen am Ende
        ohne = 10 ** (stellen - mit)
        rest = f"IF(MOD({w},{ohne})=0,{_letzte(f'{teil}/{ohne}', mit)},{rest})"
    nach = f'IF({teil}=0,"",","&{rest})'
    minus = f'IF(N({zahl})<0,"minus ","")&' if vorzeichen else ""
    return f'{minus}INT({w}/{eins})&{nach}&"{" " + einheit if einheit else ""}"'


def _letzte(teil: str, stellen: int) -> str:
    return f'RIGHT("{"0" * (stellen - 1)}"&{teil},{stellen})' if stellen > 1 else teil


def unueblich(name: str, spalte: str) -> Regel:
    """Frage: der Wert einer Spalte verlässt, was in `plausibel.toml` unter `name` üblich heißt."""
    zelle, bereich = f"{{{spalte}}}", UEBLICH[name]
    return Regel(bereich.text(), bereich.verlassen(zelle), bereich.wert(zelle))


def nachfrage(regeln: Regel | Sequence[Regel], zelle: str, grund: str, sonst: str = '""') -> str:
    """Formel für eine einzelne Eingabe (in den Regeln {wert}): die erste offene Frage, »bestätigt« oder `sonst`."""
    alle = [regeln] if isinstance(regeln, Regel) else list(regeln)
    gefuellt = [(r.bedingung.format(wert=zelle), r.wert.format(wert=zelle), r.text) for r in alle]
    eine = ",".join(f"IFERROR({bedingung},FALSE)" for bedingung, _, _ in gefuellt)
    kern = f'IF(OR({eine}),"{BESTAETIGT}",{sonst})'
    for bedingung, wert, text in reversed(gefuellt):
        offen = f"IFERROR(IF({bedingung},NOT({genannt(wert, rein(grund))}),FALSE),FALSE)"
        kern = f'IF({offen},"{BESTAETIGEN} »"&{wert}&"«: {text}",{kern})'
    return kern


def neben_den_anderen(spalte: str, faktor: float, einheit: str) -> Regel:
    """Frage: der Wert ist um mehr als den Faktor vom Median seiner Spalte entfernt, sobald drei Zeilen einen haben."""
    zelle, alle = f"{{{spalte}}}", f"{{alle_{spalte}}}"
    weit = f"OR(N({zelle})*{faktor}<MEDIAN({alle}),N({zelle})>{faktor}*MEDIAN({alle}))"
    text = f"um mehr als das {faktor}-Fache neben den anderen"
    return Regel(
        text, f"IF(ISNUMBER({zelle}),IF(COUNT({alle})>=3,{weit},FALSE),FALSE)", in_worten(zelle, einheit)
    )


def fern_von_den_anderen(spalte: str) -> Regel:
    """Frage: ein Tag liegt mehr als zwei Jahre vom mittleren seiner Spalte; was heute ist, weiß eine Mappe nicht."""
    tag, alle = f"{{{spalte}}}", f"{{alle_{spalte}}}"
    weit = f"IF(ISNUMBER({tag}),IF(COUNT({alle})>1,ABS({tag}-MEDIAN({alle}))>731,FALSE),FALSE)"
    return Regel("mehr als zwei Jahre neben den anderen", weit, als_tag(tag))


def neben(spalte: str, andere: str, faktor: float, einheit: str, text: str) -> Regel:
    """Frage: der Wert ist mehr als das Faktorfache eines anderen der Zeile oder weniger als dessen Teil."""
    x, y = f"N({{{spalte}}})", f"N({{{andere}}})"
    weit = f"AND({x}>0,{y}>0,OR({x}>{faktor:g}*{y},{faktor:g}*{x}<{y}))"
    return Regel(text, weit, in_worten(f"{{{spalte}}}", einheit))


def rein(grund: str) -> str:
    """Formel: was jemand geschrieben hat, zum Suchen eines Werts darin: ohne Punkte, Satzzeichen und Groß und klein."""
    return f'" "&UPPER({ohne_zeichen(f"T({grund})")})&" "'


def ohne_zeichen(text: str) -> str:
    """Formel: ein freier Text (Fall, Leistungstyp), wie ihn `rein` in einem Grund stehen lässt.

    ß wird ss: GROSS lässt es in Excel stehen, anderswo wird SS daraus, und wer es im Grund schrieb (»größer«), sperrte
    die Mappe für `egh rechnen`.
    """
    text = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({text},".",""),"ß","ss"),"ẞ","ss")'
    for zeichen in ("\u00a0", ";", ":", "(", ")", "»", "«", '""'):
        text = f'SUBSTITUTE({text},"{zeichen}"," ")'
    return f'SUBSTITUTE({text},", "," ")'


def als_tag(tag: str) -> str:
    """Formel: ein Tag als deutscher Text, in jedem Land gleich."""
    return f'RIGHT("0"&DAY({tag}),2)&"."&RIGHT("0"&MONTH({tag}),2)&"."&YEAR({tag})'


def zu_kurz(text: str) -> str:
    """Bedingung: weniger als drei Zeichen außer Leerraum und Punkten; auch über einem Bereich."""
    ohne = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({text}," ",""),"\u00a0",""),".","")'
    return f"LEN({ohne})<3"


def unbegruendet(spalte: str) -> Regel:
    """Regel: in einer Spalte mit Begründungen steht ein Zeichen statt eines Grundes."""
    zelle = f"{{{spalte}}}"
    return Regel("Begründung fehlt", f'IF({zelle}="",FALSE,{zu_kurz(zelle)})')


def genannt(wert: str, reiner_grund: str) -> str:
    """Bedingung: der Wert kommt im Grund vor, und nicht nur mit einem »minus« davor."""
    gesucht = f'UPPER(SUBSTITUTE({wert},".",""))&" "'
    return f'AND(ISNUMBER(FIND(" "&{gesucht},{reiner_grund})),NOT(ISNUMBER(FIND(" MINUS "&{gesucht},{reiner_grund}))))'


def zwischen_null_und_eins(was: str, *spalten: str) -> Regel:
    """Stunden oder Minuten über 0 und unter 1 sind meist eine Uhrzeit (0:45), nie ein Bedarf."""
    zellen = ",".join(f"AND(N({{{s}}})>0,N({{{s}}})<1)" for s in spalten)
    return Regel(f"{was} unter 1 (als Uhrzeit getippt?)", f"OR({zellen})")


def ohne_angebot(liste: str) -> Regel:
    """Sobald das Deckblatt Angebote nennt, gehört jede Zeile zu einem."""
    return Regel("Angebot fehlt", f'AND({{angebot}}="",COUNTA({liste})>0)')
