"""Fallnummern bleiben auf den Blättern intern_: in freiem Text, der weitergegeben wird, wird nach ihnen gefragt."""

from __future__ import annotations

from workbooks.bausteine.grund.kennung import als_text, rein
from workbooks.bausteine.grund.regeln import Regel

_AB = 4  # kürzere stehen auch in Jahren und Mengen


def ohne_fallnummer(*spalten: str) -> Regel:
    """Regel: in einer der Spalten steht die Fallnummer einer Person der Erhebung; verglichen wird wie überall ohne Leerraum."""
    text = rein('&"|"&'.join(als_text(f"{{{s}}}") for s in spalten))
    gefunden = f"ISNUMBER(FIND(MID(erhebung_person,2,99),{text}))"
    lang = f"(LEN(erhebung_person)>{_AB})"
    return Regel("Fallnummer im Text?", f"SUMPRODUCT({lang}*{gefunden})>0", '"keine Fallnummer"')
