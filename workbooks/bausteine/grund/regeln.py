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
    """`bedingung` (native Formel) gilt, wenn etwas nicht stimmt; {spalte} ist die Zelle der Zeile."""

    text: str
    bedingung: str
    bestaetigen: bool = False


def zwischen_null_und_eins(was: str, *spalten: str) -> Regel:
    """Stunden oder Minuten über 0 und unter 1 sind meist eine Uhrzeit (0:45), nie ein Bedarf."""
    zellen = ",".join(f"AND(N({{{s}}})>0,N({{{s}}})<1)" for s in spalten)
    return Regel(f"{was} unter 1 (als Uhrzeit getippt?)", f"OR({zellen})")


def ohne_angebot(liste: str) -> Regel:
    """Sobald das Deckblatt Angebote nennt, gehört jede Zeile zu einem."""
    return Regel("Angebot fehlt", f'AND({{angebot}}="",COUNTA({liste})>0)')
