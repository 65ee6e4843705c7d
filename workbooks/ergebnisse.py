"""Die Ergebnisse einer Mappe: wie sie heißen, in welcher Einheit, welche sich über Mappen addieren lassen."""

from __future__ import annotations

import re
from typing import Any

from recalculation.datei import adresse
from workbooks.mappe import Arbeitsmappe

# Was hier nicht steht, ist ein Preis, ein Anteil, ein Schlüssel, eine Grenze: mehrerer Mappen Summe sagt nichts.
_SUMMIERBAR = re.compile(
    r"ergebnis_(?:"
    r"(?:zeitraum_)?(?:stunden|vzae|vk)(?:_[a-z_]+)?|(?:zeitraum_)?(?:berechnungstage|entgelt)|hbg_\w+_(?:personen|vk)"
    r"|woche_[a-z_]+|personen|befragte|faelle|nenner_fachkraftquote|zuschlagsstunden|fallstunden|prognose_plaetze"
    r"|budget_[a-z]+|jahresbudget|kosten|extern|ausserhalb|investitionen|controlling_[a-z]+|vorjahr|anpassungen|innovation"
    r"|verlaengerung|mindernutzung|kompensationsbedarf(?:_laufzeit)?|ziele(?:_erreicht)?|fachleistung|existenzsicherung"
    r"|rundung)"
)

_WORT = re.compile(r"[^\W\d_]{2}")  # »7+« und »0.1« sind keines
_HOECHSTENS_ZEILEN = 60


def summierbar(name: str) -> bool:
    """Ob die Summe dieses Ergebnisses über mehrere Mappen etwas sagt (Stunden ja, ein Satz je Stunde nein)."""
    return _SUMMIERBAR.fullmatch(name) is not None


def bezeichnung(m: Arbeitsmappe, name: str) -> str:
    """Der Text am Anfang der Zeile, in der ein Ergebnis steht; in einer Tabelle »HBG 3: VK aller«; leer ohne einen."""
    blatt, bereich = m.ort(name)
    links = _neben(m, blatt, bereich, 1)
    kopf = _darueber(m, blatt, bereich.zeile, bereich.spalte)
    if not links or _WORT.search(links) or not kopf:
        return links
    return f"{_darueber(m, blatt, bereich.zeile, 1)} {links}: {kopf}".strip()


def einheit(m: Arbeitsmappe, name: str) -> str:
    """Was gleich rechts neben dem Ergebnis steht, wenn es kurz ist; ein Betrag in Euro sagt es in seinem Format."""
    blatt, bereich = m.ort(name)
    rechts = _neben(m, blatt, bereich, bereich.spalte + 1)
    if rechts and len(rechts) <= 14:
        return rechts
    form = m.zahlenformat(adresse.voll(blatt, bereich.zeile, bereich.spalte))
    return "EUR" if "€" in form or "EUR" in form else ""


def _darueber(m: Arbeitsmappe, blatt: str, zeile: int, spalte: int) -> str:
    """Das nächste Wort über einer Zelle: die Überschrift ihrer Spalte."""
    for z in range(zeile - 1, max(0, zeile - _HOECHSTENS_ZEILEN), -1):
        text = m[adresse.voll(blatt, z, spalte)]
        if isinstance(text, str) and _WORT.search(text):
            return " ".join(text.split())
    return ""


def _neben(m: Arbeitsmappe, blatt: str, bereich: Any, spalte: int) -> str:
    """Text in dieser Spalte der Zeile."""
    text = m[adresse.voll(blatt, bereich.zeile, spalte)]
    return text if isinstance(text, str) else ""
