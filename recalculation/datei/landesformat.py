"""Was von der Ländereinstellung abhängt: die Maschine rechnet englisch, Excel deutsch.

Ein Text ist für Excel eine Zahl, die jede Sprache gleich liest (12, 10%, 2026-02-01, 8:30), eine, die es nur in
dieser oder jener Sprache ist (12,5; 1.7.2024; Mai 2026), oder keine.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

WAHRHEITSWORTE = ("WAHR", "FALSCH", "TRUE", "FALSE")
"""Welches davon ein Wahrheitswert ist und welches ein Text, hängt von der Sprache ab."""
_DEUTSCHE_ZAHL = re.compile(r"(?:[<>=]{0,2})-?[0-9.]*[0-9],[0-9]+")
_ZAHL = re.compile(r" *+([-+]?[0-9]+(?:(?:\.[0-9]*)?[eE][-+]?[0-9]+)?)(%?) *+")
_TAG = re.compile(
    r"(?:([0-9]{4})-([0-9]{1,2})-([0-9]{1,2}))?(?: ?([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9]))?)?"
)
# Namen auf Deutsch und Englisch, auch der Anfang eines Namens; »Mrz« kürzt das deutsche Windows ab.
_MONATE = re.findall(
    "[a-zä]+",
    "januar january februar february märz march mrz april mai may juni june juli july august september "
    "oktober october november dezember december",
)
_MONAT = "|".join(sorted({m[:n] for m in _MONATE for n in range(3, len(m) + 1)}, reverse=True))
# Ohne Zurückgehen (*+): ein Text aus lauter Leerzeichen kostete sonst Stunden.
_SPRACHE = re.compile(
    r"\s*+[-+(]?\s*+[€$£]?\s*+(?:[0-9][0-9.,:/\s-]*+|[.,][0-9]++)[%€$£)]?\s*+"
    rf"|(?=[^0-9]*+[0-9])[\s0-9.,:/-]*+\b(?:{_MONAT})\b[\s0-9.,:/-]*+|\s*+[0-9][0-9.:\s]*+[ap]m\s*+",
    re.I | re.A,
)
# Liest die Maschine als Zahl; ob Excel das auch tut, ist nicht nachgewiesen …
_NUR_DIE_MASCHINE = re.compile(
    r"(?=.*[^\S ])\s*+[-+]?[0-9][0-9.,:eE%+-]*+\s*+|[0-9]{4}-[0-9-]++T[0-9:.]++Z?", re.S | re.A
)
# … und was für Excel keine ist: ein Tag zwischen Leerzeichen, eine Zahl neben geschützten.
_KEINE_FUER_EXCEL = re.compile(
    r" +[0-9]{4}-[0-9]{1,2}-[0-9]{1,2} +|(?=.*[^\S\x00-\x7f])\s*+[-+]?[0-9][0-9.,:eE%+-]*+\s*+", re.S
)
_TAG_NULL = date(1899, 12, 30)


def zahl_im_text(text: str) -> float | None:
    """Die Zahl in einem Text, wo jede Sprache sie gleich liest: 12, 1E3, 10%, 2026-02-01, 8:30."""
    if zahl := _ZAHL.fullmatch(text):
        wert = float(zahl[1])
        if wert - wert != 0:  # zu groß für eine Zahl
            return None
        return wert / 100 if zahl[2] else wert
    if text and (teile := _TAG.fullmatch(text)):
        try:
            tage = (date(*map(int, teile.groups()[:3])) - _TAG_NULL).days if teile[1] else 0
        except ValueError:
            return None
        stunde, minute, sekunde = (int(t or 0) for t in teile.groups()[3:])
        return None if tage < 0 or 0 < tage <= 60 else tage + (stunde * 3600 + minute * 60 + sekunde) / 86400
    return None


def ist_tag(text: str) -> bool:
    """Ob ein Text ein Tag ist, den jede Sprache gleich liest (2026-02-01)."""
    return "-" in text[1:] and zahl_im_text(text) is not None and _ZAHL.fullmatch(text) is None


def ist_zahltext(text: str) -> bool:
    """Ob ein Text eine Zahl oder ein Tag sein kann, je nach Sprache: "1.234", "12,5", "1.7.23", "Mai 2026", "5 €"."""
    if zahl_im_text(text) is not None or _KEINE_FUER_EXCEL.fullmatch(text):
        return False
    return _SPRACHE.fullmatch(text) is not None or _NUR_DIE_MASCHINE.fullmatch(text) is not None


@lru_cache(maxsize=10_000)
def ist_rechentext(text: str) -> bool:
    """Ob ein Text eine Zahl ist oder sein kann, die die Maschine anders liest als Excel oder nicht überall."""
    if ist_zahltext(text) or _KEINE_FUER_EXCEL.fullmatch(text):
        return True
    return _ZAHL.fullmatch(text) is None and zahl_im_text(text) is not None


def ist_deutsche_zahl(text: str) -> bool:
    """Ob ein Text in einer Formel eine Zahl mit Komma ist, auch hinter einem Vergleichszeichen."""
    return _DEUTSCHE_ZAHL.fullmatch(text) is not None
