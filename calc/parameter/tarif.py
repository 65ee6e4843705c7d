"""Tarife als Werte der TOML-Dateien: Entgelttabellen (Gruppen × Stufen) und Schritte, um die ein Entgelt steigt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from calc.fehler import WERT, Regelfehler
from calc.parameter import datei

STUFEN = 6


@dataclass(frozen=True)
class Entgeltgruppe:
    """Eine Zeile einer Entgelttabelle: Monatsentgelte der Stufen 1 bis 6 [EUR/Monat]."""

    gruppe: str
    stufen: tuple[float, ...]


@dataclass(frozen=True)
class Tarifschritt:
    """(Entgelt + Sockel) × (1 + Prozent), wenigstens Entgelt + Mindestbetrag; `prozent` als Anteil."""

    prozent: float
    mindestbetrag: float
    sockel: float


Entgelttabelle = tuple[Entgeltgruppe, ...]


def schluessel(gruppe: str) -> str:
    """Eine Entgeltgruppe ohne Leerzeichen und in Großbuchstaben: "S 8a" und "s8a" sind dieselbe."""
    return "".join(gruppe.split()).upper()


def entgelttabelle(ort: str, roh: Any) -> Entgelttabelle:
    """Gruppen mit ihren sechs Stufen. Fehler: ValueError."""
    if not isinstance(roh, list) or not roh:
        raise ValueError(f"{ort}: eine Entgelttabelle ist eine Liste von Gruppen")
    gruppen = tuple(_gruppe(ort, eintrag) for eintrag in roh)
    if len({schluessel(g.gruppe) for g in gruppen}) < len(gruppen):
        raise ValueError(f"{ort}: eine Entgeltgruppe steht zweimal da")
    return gruppen


def _gruppe(ort: str, eintrag: Any) -> Entgeltgruppe:
    angaben = datei.abschnitt(ort, eintrag)
    datei.schluessel(ort, angaben, {"gruppe", "stufen"}, {"gruppe", "stufen"})
    name = datei.text(f"{ort} gruppe", angaben["gruppe"])
    roh = angaben["stufen"]
    if not isinstance(roh, list) or len(roh) != STUFEN:
        raise ValueError(f"{ort} {name}: erwartet werden {STUFEN} Stufen")
    stufen = tuple(datei.zahl(f"{ort} {name}", wert) for wert in roh)
    if stufen[0] <= 0 or list(stufen) != sorted(stufen):
        raise ValueError(f"{ort} {name}: die Stufen steigen nicht")
    return Entgeltgruppe(name, stufen)


def tarifschritt(ort: str, roh: Any) -> Tarifschritt:
    """Prozent, Mindestbetrag und Sockel. Fehler: ValueError."""
    felder = ("prozent", "mindestbetrag", "sockel")
    angaben = datei.abschnitt(ort, roh)
    datei.schluessel(ort, angaben, set(felder), set(felder))
    prozent, mindestbetrag, sockel = (datei.zahl(f"{ort} {f}", angaben[f]) for f in felder)
    if not 0 <= prozent <= 1 or mindestbetrag < 0 or sockel < 0:
        raise ValueError(f"{ort}: prozent ist ein Anteil von 0 bis 1, die Beträge sind nicht negativ")
    return Tarifschritt(prozent, mindestbetrag, sockel)


def tarifentgelt(tabelle: Entgelttabelle, gruppe: str, stufe: int) -> float:
    """Monatsentgelt einer Gruppe und Stufe. [EUR/Monat]

    Quelle: hinterlegte Entgelttabellen (TVöD SuE ab 01.05.2026: S 8a, Stufe 3: 3.976,82).
    Fehler: #VALUE!, wenn die Tabelle die Gruppe nicht hat.
    """
    for zeile in tabelle:
        if schluessel(zeile.gruppe) == gruppe:
            return zeile.stufen[stufe - 1]
    alle = ", ".join(zeile.gruppe for zeile in tabelle)
    raise Regelfehler(WERT, f"Die Entgeltgruppe {gruppe} gibt es nicht; es gibt: {alle}.")
