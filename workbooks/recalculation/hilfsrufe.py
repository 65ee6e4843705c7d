"""Vergleiche und bedingte Summen als Aufrufe unserer Hilfsfunktionen schreiben, wo die Maschine anders rechnet."""

from __future__ import annotations

import re

from workbooks.recalculation.bedingung import GESCHEITERT, WENN
from workbooks.recalculation.vergleich import VERGLEICH

# Neben diesen vergleicht die Maschine wie Excel: leerer Text, 0, Anzahlen, Texte ohne Umlaut (nur gleich/ungleich).
_SICHER = re.compile(r'""|0|COUNT(?:A|BLANK|IFS?)?\([^()]*\)|(?:ROWS|COLUMNS)\([^()]*\)', re.I)
_GANZE_SPALTE = re.compile(r"(?:.*!)?\$?[A-Z]{1,3}:\$?[A-Z]{1,3}", re.I)
_GANZE_ZEILE = re.compile(r"(?:.*!)?\$?[0-9]+:\$?[0-9]+")
_FESTER_TEXT = re.compile(r'"[^"<>=#][^"]*"')  # ohne Vergleichszeichen, kein Fehler
_EINFACHER_TEXT = re.compile(r'"[\x20-\x21\x23-\x7e]*"')


def verglichen(links: str, zeichen: str, rechts: str) -> str:
    """Ein Vergleich."""
    seiten = (links, rechts)
    texte_gleich = zeichen in ("=", "<>") and any(_EINFACHER_TEXT.fullmatch(s) for s in seiten)
    if texte_gleich or any(_SICHER.fullmatch(s) for s in seiten):
        return f"{links}{zeichen}{rechts}"
    return f'{VERGLEICH}({links},"{zeichen}",{rechts})'


def mit_bedingung(name: str, argumente: list[str], mit_feld: bool) -> str:
    """SUMIF & Co. mit ihrem Ergebnis in unserer Hilfsfunktion. `mit_feld`: ein Kriterium ist ein Feld."""
    fertig = f"{name}({','.join(argumente)})"
    ganze = "".join(
        "1" if _GANZE_SPALTE.fullmatch(a) else "2" if _GANZE_ZEILE.fullmatch(a) else "0" for a in argumente
    )
    if mit_feld:
        return f'{WENN}("{name}","{ganze}","{GESCHEITERT}",{",".join(argumente)})'
    kriterien = argumente[1::2] if name.startswith("COUNT") else [""]
    if all(_FESTER_TEXT.fullmatch(k) for k in kriterien):
        return fertig  # das kann die Maschine
    # ein Fehler in ihr hielte die ganze Formel auf
    return f'{WENN}("{name}","{ganze}",IFERROR({fertig},"{GESCHEITERT}"),{",".join(argumente)})'


def ist_ganz(bezug: str) -> bool:
    """Ob ein Bezug ganze Spalten oder Zeilen nennt."""
    return bool(_GANZE_SPALTE.fullmatch(bezug) or _GANZE_ZEILE.fullmatch(bezug))
