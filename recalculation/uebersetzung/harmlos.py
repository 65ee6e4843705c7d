"""Welche Formeln schon so dastehen, wie die Rechenmaschine sie rechnet: die meisten, und sie kosten fast keine Zeit.

Harmlos ist, was nur aus Zahlen, Rechenzeichen, einzelnen Zellen und wenigen Funktionen besteht, bei denen es nichts
zu übersetzen gibt. Alles andere geht den Gang durch den Baum.
"""

from __future__ import annotations

import re
from functools import lru_cache

from recalculation.datei import adresse
from recalculation.datei.adresse import Ort
from recalculation.datei.aufbau import Aufbau
from recalculation.eigene import Eigene
from recalculation.funktionen.tabelle import FUNKTIONEN, Argument

_HOECHSTENS_GENANNT = 100  # Zellen mit Zahltext; bei mehr wird jede Formel angesehen
_GEBIETE = ("Rechnen", "Runden", "Statistik")


@lru_cache(maxsize=4)
def _muster(eigene: Eigene) -> re.Pattern[str]:
    zelle = r"(?:(?:[A-Za-z_]\w*|'[^'\[\]:\n]+')!)?\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}"
    rechnende = [f for f in FUNKTIONEN.values() if f.gebiet in _GEBIETE and f.ergebnis == "W"]
    einfache = [f.name for f in rechnende if all(a == Argument("W") for a in f.argumente)]
    zusammenfassende = [f.name for f in rechnende if f.argumente == (Argument("B", "z"),)]
    zusammen = "|".join(map(re.escape, sorted(zusammenfassende, key=len, reverse=True)))
    unsere = (f.name for f in eigene.formeln.values() if not f.tabelle)
    alle = sorted((*einfache, *zusammenfassende, *unsere), key=len, reverse=True)
    namen = "|".join(map(re.escape, alle))
    stuecke = (
        r"[-+*/%)\n]",
        r"[0-9]++(?:\.[0-9]++)?(?![\w.:])",
        rf"{zelle}(?![\w.(!:\[])",
        rf"(?:{zusammen})\({zelle}:\$?[A-Z]{{1,3}}\$?[1-9][0-9]{{0,6}}(?=[,)])",
        rf"(?:{namen})\((?!,)",
        r"\((?!,)",
        r",(?![,)])",
    )
    return re.compile(rf"(?:{'|'.join(stuecke)})*+")


class Auffaellige:
    """Die Formeln einer Mappe, die zu übersetzen sind. `texte`: alle Formeln, jede in einer Zeile."""

    def __init__(self, aufbau: Aufbau, texte: str, eigene: Eigene) -> None:
        self._harmlos = _muster(eigene)
        self._zahltexte = _zahltextsuche(aufbau)
        namen = {n.name.upper() for n in aufbau.namen}
        # Ein Name wie AB1 sieht aus wie eine Zelle; dann ist jede Formel anzusehen.
        self._namen_wie_zellen = any(re.fullmatch(r"[A-Z]{1,3}[0-9]+", name) for name in namen)
        self.gibt_es = (
            self._zahltexte is not None or self._namen_wie_zellen or not self._harmlos.fullmatch(texte)
        )

    def enthaelt(self, text: str) -> bool:
        """Ob eine Formel zu übersetzen ist."""
        if not self.gibt_es:
            return False
        return self._namen_wie_zellen or not self._harmlos.fullmatch(text) or self.mit_zahltext(text)

    def ueberall_harmlos(self, text: str) -> bool:
        """Ob sie, verschoben, auch in keiner anderen Zelle zu übersetzen ist: dort nennt sie andere Zellen."""
        return self._zahltexte is None and not self.enthaelt(text)

    def mit_zahltext(self, text: str) -> bool:
        """Ob eine Formel eine Zelle mit einer Zahl als Text nennen könnte."""
        return self._zahltexte is not None and self._zahltexte.search(text) is not None


def _zahltextsuche(aufbau: Aufbau) -> re.Pattern[str] | None:
    """Muster für Formeln, die eine Zelle mit einer Zahl als Text nennen könnten; None ohne solche Zellen."""
    orte = {ort for alle in (aufbau.zahltexte, aufbau.rechentexte) for orte in alle.values() for ort in orte}
    if not orte:
        return None
    if len(orte) > _HOECHSTENS_GENANNT:
        return re.compile("")  # dann ist jede Formel anzusehen
    namen = [n.name for n in aufbau.namen if (ziel := n.ziel()) and Ort(*ziel[1][:2]) in orte]
    adressen = [rf"\$?{adresse.spaltenname(o.spalte)}\$?{o.zeile}" for o in sorted(orte)]
    return re.compile(rf"(?<![\w.])(?:{'|'.join([*adressen, *map(re.escape, namen)])})(?![\w.])", re.I)
