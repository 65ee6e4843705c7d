"""Welche Mappen zusammengehören, welche zählen und warum nicht, und wie die Leistungserbringer zueinander stehen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from udfs import DEUTSCHE_FEHLER, Fehler
from workbooks.bausteine.grund.kennung import geschrieben
from workbooks.ergebnisse import summierbar
from workbooks.sammlung.lesen import Ergebnis, Mappe

MINDESTENS = 3
"""So viele Leistungserbringer braucht ein Vergleich; mit weniger verriete er, was der andere hat."""
_WEIT = 1.5


@dataclass(frozen=True)
class Gruppe:
    """Mappen einer Vorlage eines Landes. Nur sie werden addiert und verglichen."""

    vorlage: str
    land: str
    version: str
    gezaehlt: tuple[Mappe, ...]
    nicht: tuple[tuple[Mappe, str], ...]  # mit dem Grund

    @property
    def name(self) -> str:
        """Kurz und eindeutig; das Land nur, wo die Vorlage es nicht schon sagt."""
        sagt_es = self.vorlage.split("-")[0].lower() == self.land.lower() or not self.land
        return self.vorlage if sagt_es else f"{self.vorlage} {self.land}"

    @cached_property
    def ergebnisse(self) -> dict[str, Ergebnis]:
        """Name → das Ergebnis der ersten Mappe, die es hat (für Bezeichnung, Einheit, Format)."""
        alle: dict[str, Ergebnis] = {}
        for mappe in (*self.gezaehlt, *(m for m, _ in self.nicht)):
            for name, e in mappe.ergebnisse.items():
                alle.setdefault(name, e)
        return alle

    @cached_property
    def zahlen(self) -> list[str]:
        """Die Ergebnisse, die in einer gezählten Mappe eine Zahl sind."""
        return [n for n in self.ergebnisse if any(_ist_zahl(m, n) for m in self.gezaehlt)]

    @cached_property
    def spalten(self) -> list[str]:
        """Die Ergebnisse, die in irgendeiner Mappe der Gruppe eine Zahl sind."""
        alle = (*self.gezaehlt, *(m for m, _ in self.nicht))
        return [n for n in self.ergebnisse if any(_ist_zahl(m, n) for m in alle)]

    @cached_property
    def tabelle(self) -> pd.DataFrame:
        """Je gezählter Mappe eine Zeile; Spalten: erbringer (Kennung), dann die Ergebnisse als Zahlen."""
        spalten: dict[str, list[object]] = {"erbringer": [kennung(m) for m in self.gezaehlt]}
        spalten |= {
            n: [m.ergebnisse[n].wert if _ist_zahl(m, n) else None for m in self.gezaehlt] for n in self.zahlen
        }
        t = pd.DataFrame(spalten, index=pd.Index([m.datei for m in self.gezaehlt], name="datei"))
        return t.astype(dict.fromkeys(self.zahlen, "float64"))

    @cached_property
    def hinweise(self) -> list[tuple[str, str]]:
        """Was man wissen muss, bevor man der Summe glaubt: (Datei oder leer, Satz)."""
        gefunden = []
        zeitraeume = sorted({m.zeitraum for m in self.gezaehlt}, key=str)
        if len(zeitraeume) > 1:
            worte = ", ".join(zeitraum_in_worten(z) or "ohne Angabe" for z in zeitraeume[:4])
            gefunden.append(("", f"{len(zeitraeume)} verschiedene Zeiträume in einer Summe: {worte}"))
        frueher: dict[str, list[Mappe]] = {}
        for m in self.gezaehlt:
            vorgang = geschrieben(m.angaben["aktenzeichen"])
            davor = frueher.setdefault(vorgang or f" {kennung(m)}", [])
            if satz := next(filter(None, (_zweimal(m, d) for d in davor)), ""):
                gefunden.append((m.datei, f"{satz}; beide zählen"))
            davor.append(m)
        return gefunden

    @cached_property
    def erbringer(self) -> pd.DataFrame:
        """Je Leistungserbringer eine Zeile: Summe seiner Mappen, wo sie sich addieren lassen, sonst ihr Median."""
        je = self.tabelle.groupby("erbringer", sort=True)
        return pd.DataFrame(
            {n: je[n].sum(min_count=1) if summierbar(n) else je[n].median() for n in self.zahlen},
            index=pd.Index(sorted(set(self.tabelle["erbringer"])), name="erbringer"),
        )

    @cached_property
    def namen(self) -> dict[str, str]:
        """Kennung → Leistungserbringer, wie er sich zuerst schreibt."""
        namen: dict[str, str] = {}
        for m in self.gezaehlt:
            namen.setdefault(kennung(m), m.angaben["traeger"])
        return namen

    def vergleich(self, name: str) -> Vergleich | None:
        """Fehlt mit weniger als drei Leistungserbringern."""
        werte = self.erbringer[name].dropna()
        if len(werte) < MINDESTENS:
            return None
        unten, mitte, oben = werte.quantile([0.25, 0.5, 0.75], interpolation="linear")
        weit = _WEIT * (oben - unten)
        draussen = werte[(werte < unten - weit) | (werte > oben + weit)]
        return Vergleich(unten, mitte, oben, tuple(self.namen[k] for k in draussen.index))


def _zweimal(m: Mappe, davor: Mappe) -> str:
    """Warum eine Mappe mit demselben Aktenzeichen (oder ohne, vom selben Leistungserbringer) dieselbe sein kann."""
    gleich = "gleiches" if m.angaben["aktenzeichen"] else "kein"
    if m.zeitraum == davor.zeitraum and kennung(m) == kennung(davor):
        return f"{gleich} Aktenzeichen und gleicher Zeitraum wie {davor.datei}"
    if not m.angaben["aktenzeichen"] or not _ueberschneiden(m.zeitraum, davor.zeitraum):
        return ""
    if kennung(m) != kennung(davor):
        return f"gleiches Aktenzeichen wie {davor.datei}, anderer Leistungserbringer"
    return f"gleiches Aktenzeichen wie {davor.datei}, der Zeitraum überschneidet sich"


def _ueberschneiden(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    von_a, bis_a, von_b, bis_b = *a, *b
    if von_a is None or bis_a is None or von_b is None or bis_b is None:
        return True
    return von_a <= bis_b and von_b <= bis_a


@dataclass(frozen=True)
class Vergleich:
    """Quartile (einschließlich der Enden) und wer weiter als das 1,5-Fache ihres Abstands daneben liegt."""

    unteres: float
    median: float
    oberes: float
    auffaellig: tuple[str, ...]


def zeitraum_in_worten(zeitraum: tuple[date | None, date | None]) -> str:
    """01.01.2026–31.12.2026; leer ohne Angabe."""
    return "–".join(f"{tag:%d.%m.%Y}" for tag in zeitraum if tag)


def kennung(m: Mappe) -> str:
    """Woran zwei Schreibweisen desselben Leistungserbringers zu erkennen sind."""
    return geschrieben(m.angaben["traeger"])


def gruppen(mappen: Iterable[Mappe]) -> tuple[list[Gruppe], list[Mappe]]:
    """Die Gruppen nach Namen, und was keine unserer Mappen oder nicht zu lesen ist."""
    je: dict[tuple[str, str], list[Mappe]] = {}
    fremde = []
    for m in sorted(mappen, key=lambda m: m.datei):
        if m.grund:
            fremde.append(m)
        else:
            je.setdefault((m.angaben["vorlage"], m.angaben["land"]), []).append(m)
    return [_gruppe(*schluessel, gleiche) for schluessel, gleiche in sorted(je.items())], fremde


def _gruppe(vorlage: str, land: str, mappen: Sequence[Mappe]) -> Gruppe:
    version = max(Counter(m.angaben["version"] for m in mappen).items(), key=lambda v: (v[1], _folge(v[0])))[
        0
    ]
    passende = [m for m in mappen if m.angaben["version"] == version]
    noetig = [
        n
        for n, wie_oft in Counter(n for m in passende for n in (*m.ergebnisse, *m.pruefungen)).items()
        if 2 * wie_oft > len(passende)
    ]
    gezaehlt: list[Mappe] = []
    nicht: list[tuple[Mappe, str]] = []
    bekannt: dict[object, str] = {}
    for m in mappen:
        grund = _grund(m, version, noetig)
        if not grund:
            grund = _doppelt(m, bekannt)
        if grund:
            nicht.append((m, grund))
        else:
            gezaehlt.append(m)
    return Gruppe(vorlage, land, version, tuple(gezaehlt), tuple(nicht))


def _folge(version: str) -> list[int]:
    return [int(zahl[:9]) for zahl in re.findall("[0-9]+", version)]


def _grund(m: Mappe, version: str, noetig: Sequence[str]) -> str:
    """Warum eine Mappe nicht mitzählt; leer: sie zählt."""
    if m.angaben["version"] != version:
        return f"Vorlage aus Version {m.angaben['version'] or '(ohne Angabe)'}; verglichen wird {version}"
    if fehlen := [n for n in noetig if n not in m.ergebnisse and n not in m.pruefungen]:
        return f"es fehlt {fehlen[0]}" + (f" und {len(fehlen) - 1} weitere" if len(fehlen) > 1 else "")
    if not m.pruefungen:
        return "die Mappe hat keine Prüfungen"
    if m.offen:
        mehr = f" (und {len(m.offen) - 1} weitere)" if len(m.offen) > 1 else ""
        return f"Prüfung nicht WAHR: {m.offen[0]}{mehr}"
    for name, e in m.ergebnisse.items():
        if isinstance(e.wert, Fehler):
            return f"{name} ist {DEUTSCHE_FEHLER.get(e.wert.code, e.wert.code)}"
    if not kennung(m):
        return "der Leistungserbringer fehlt (Deckblatt)"
    return ""


def _doppelt(m: Mappe, bekannt: dict[object, str]) -> str:
    """Welche Datei dieselbe Kalkulation schon zählt."""
    werte = tuple((n, e.wert) for n, e in sorted(m.ergebnisse.items()))
    gleich = (kennung(m), geschrieben(m.angaben["aktenzeichen"]), m.zeitraum, m.angaben["stichtag"], werte)
    if gleich in bekannt:
        return f"dieselben Werte wie in {bekannt[gleich]}"
    bekannt[gleich] = m.datei
    return ""


def _ist_zahl(m: Mappe, name: str) -> bool:
    return name in m.ergebnisse and isinstance(m.ergebnisse[name].wert, float)
