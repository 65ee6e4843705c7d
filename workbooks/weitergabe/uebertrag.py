"""Blatt »Übertrag«: jedes Ergebnis mit Wert und Einheit, zum Abtippen oder Einlesen in das Formular der Gegenseite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbooks.mappe import Arbeitsmappe
from workbooks.nativ.blatt import Blatt, Zelle
from workbooks.recalculation import adresse

BLATT = "Übertrag"


def uebertrag(m: Arbeitsmappe, ohne: Sequence[str]) -> Blatt:
    """Das Blatt aus den Namen `ergebnis_…`; nur Werte."""
    b = Blatt(BLATT, (50, 20, 16, 40), kopfzeilen=3)
    b.setze(1, Zelle("Ergebnisse zum Übertragen", stil="titel"))
    b.setze(3, *(Zelle(wort, stil="kopf") for wort in ("Ergebnis", "Wert", "Einheit", "Name")))
    z = 3
    for name in m.namen("ergebnis_"):
        blatt, bereich = m.ort(name)
        wert = m[name]
        if blatt in ohne or bereich.anzahl > 1 or not isinstance(wert, (float, str)):
            continue
        z += 1
        zelle = Zelle(wert, stil="zahl") if isinstance(wert, float) else Zelle(wert)
        b.setze(z, _neben(m, blatt, bereich, 1) or name, zelle, _einheit(m, blatt, bereich), name)
    return b


def _neben(m: Arbeitsmappe, blatt: str, bereich: Any, spalte: int) -> str:
    """Text in dieser Spalte der Zeile."""
    text = m[adresse.voll(blatt, bereich.zeile, spalte)]
    return text if isinstance(text, str) else ""


def _einheit(m: Arbeitsmappe, blatt: str, bereich: Any) -> str:
    """Was gleich rechts daneben steht, wenn es kurz ist; ein Betrag in Euro sagt es in seinem Format."""
    rechts = _neben(m, blatt, bereich, bereich.spalte + 1)
    if rechts and len(rechts) <= 14:
        return rechts
    form = m.zahlenformat(adresse.voll(blatt, bereich.zeile, bereich.spalte))
    return "EUR" if "€" in form or "EUR" in form else ""
