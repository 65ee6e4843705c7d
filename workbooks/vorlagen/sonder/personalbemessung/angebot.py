"""Zu welchem Angebot eine Zeile gehört: die Spalte, in die es eingetragen wird, und ihr Schlüssel."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.spalte import Spalte

ANGEBOT = kennung(als_text("{angebot}"), wenn=belegt("{angebot}"))
"""Formel einer verborgenen Spalte: woran ein Angebot zu erkennen ist, wie auch immer es geschrieben ist."""


def angebotsspalte(breite: float = 14) -> Spalte:
    """Eingabe »Angebot« einer Tabelle: freiwillig, solange das Blatt leer ist."""
    return Spalte("angebot", "Angebot", breite, grenze=eingabe.TEXT, weg="freiwillig")


def schluesselspalte() -> Spalte:
    """Verborgen daneben der Schlüssel des Angebots."""
    return Spalte("angebot_schluessel", "Angebot", 8, formel=ANGEBOT, verborgen=True, luecke=True)
