"""Zu jedem Fehler einer Zelle der deutsche Satz und die Zelle, aus der er übernommen ist.

Die Maschine verwirft Texte, und unsere Funktionen kennen ihre Zelle nicht. Deshalb werden Zellen mit unseren
Funktionen am Ende noch einmal gerechnet, während die Grenze mitschreibt.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from calc.zelle import DEUTSCHE_FEHLER, Fehler
from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort, Stelle
from recalculation.datei.aufbau import Aufbau
from recalculation.eigene import Eigene
from recalculation.erklaerung.angaben import Angaben
from recalculation.maschine.maschine import Maschine
from recalculation.uebersetzung.abhaengig import bezuege
from recalculation.uebersetzung.formeln import Formeln

_FEHLERZELLE = re.compile(r"""\st=["']e["']""")
_ALLGEMEIN = {
    "#VALUE!": "Die Formel rechnet mit einem Wert der falschen Art, etwa Text statt Zahl.",
    "#NUM!": "Das Ergebnis ist keine darstellbare Zahl.",
    "#N/A": "Ein gesuchter Wert ist nicht vorhanden.",
    "#DIV/0!": "Die Formel teilt durch null oder durch eine leere Zelle.",
    "#REF!": "Ein Bezug der Formel zeigt ins Leere.",
    "#NAME?": "Die Formel nennt einen Namen, den die Mappe nicht kennt.",
    "#NULL!": "Zwei Bereiche der Formel überschneiden sich nicht.",
    "#SPILL!": "Das Ergebnis braucht mehr Zellen, als frei sind; die Nachbarzellen leeren.",
    "#CALC!": "Die Formel ergibt einen leeren Bereich.",
}
_UNBESTIMMT = "Die Formel ergibt einen Fehler."
_ZU_GROSS = "Die Matrixformel füllt hier mehr Zellen, als ihr Ergebnis hat."


@dataclass(frozen=True)
class Erklaerung:
    """Ein Fehler: sein Satz; die Zelle, aus der er übernommen ist, oder, bei einer Ursache, ihre Eingaben."""

    fehler: Fehler
    satz: str
    quelle: Stelle | None = None
    eingaben: tuple[Stelle, ...] = ()


def erklaerte(
    fehlerzellen: Iterable[tuple[Stelle, Stelle, Fehler]],
    maschine: Maschine,
    aufbau: Aufbau,
    formeln: Formeln,
    eigene: Eigene,
) -> Iterator[tuple[Stelle, Erklaerung]]:
    """Zu (Zelle, Zelle mit der Formel, Fehler) die Erklärung."""
    fehlerzellen = list(fehlerzellen)
    if not fehlerzellen:
        return
    verzeichnis = _Verzeichnis((zelle, fehler) for zelle, _, fehler in fehlerzellen)
    for zelle in _feste_fehler(aufbau):
        if isinstance(wert := maschine.wert_oder_nichts(*zelle), Fehler):
            verzeichnis.verzeichne(zelle, wert)
    mitschriften = maschine.ergebnisse({anker: formeln.text(anker) for _, anker, _ in fehlerzellen})
    angaben = Angaben(maschine, aufbau, formeln, eigene)
    for zelle, anker, fehler in fehlerzellen:
        formel = formeln.text(anker)
        satz = _eigener_satz(mitschriften.get(anker, []), zelle[1], anker[1], fehler)
        genannte = () if satz else bezuege(formel, anker[0], aufbau)
        quelle = next(filter(None, (verzeichnis.finde(*g, fehler, anker) for g in genannte)), None)
        if quelle:
            code = DEUTSCHE_FEHLER.get(fehler.code, fehler.code)
            satz = f"Übernimmt den Fehler {code} aus {adresse.voll(quelle[0], *quelle[1])}."
            yield zelle, Erklaerung(fehler, satz, quelle)
        else:
            zu_gross = zelle != anker and fehler == "#N/A"
            satz = satz or (_ZU_GROSS if zu_gross else _ALLGEMEIN.get(fehler.code, _UNBESTIMMT))
            satz, eingaben = angaben.zu(satz, anker)
            yield zelle, Erklaerung(fehler, satz, eingaben=eingaben)


def ist_allgemein(satz: str) -> bool:
    """Ob ein Satz nur die Art des Fehlers nennt und nicht, was ihn auslöst."""
    return satz in _ALLGEMEIN.values()


class _Verzeichnis:
    """Die Zellen mit Fehlern, je Blatt, Fehler und Spalte nach Zeilen geordnet."""

    def __init__(self, fehlerzellen: Iterable[tuple[Stelle, Fehler]]) -> None:
        self._zeilen: dict[tuple[str, str], dict[int, list[int]]] = {}
        self._blattnamen: dict[str, str] = {}  # Formeln nennen ein Blatt auch in anderer Schreibung
        for zelle, fehler in fehlerzellen:
            self.verzeichne(zelle, fehler)

    def verzeichne(self, zelle: Stelle, fehler: Fehler) -> None:
        self._blattnamen[zelle[0].lower()] = zelle[0]
        spalten = self._zeilen.setdefault((zelle[0].lower(), fehler.code), {})
        insort(spalten.setdefault(zelle[1].spalte, []), zelle[1].zeile)

    def finde(self, blatt: str, bereich: Bereich, fehler: Fehler, ausser: Stelle) -> Stelle | None:
        """Die erste Zelle eines Bereichs mit diesem Fehler."""
        name = self._blattnamen.get(blatt.lower(), blatt)
        for spalte, zeilen in sorted(self._zeilen.get((blatt.lower(), fehler.code), {}).items()):
            if bereich.spalte <= spalte <= bereich.bis_spalte:
                ab = bisect_left(zeilen, bereich.zeile)
                for zeile in zeilen[ab : ab + 2]:
                    if zeile <= bereich.bis_zeile and (name, (zeile, spalte)) != ausser:
                        return name, Ort(zeile, spalte)
        return None


def _eigener_satz(ergebnisse: list[Any], ort: Ort, anker: Ort, fehler: Fehler) -> str:
    """Der Satz unserer Funktion: bei Bereichen der dieses Elements, sonst der letzte mit diesem Code."""
    i, j = ort.zeile - anker.zeile, ort.spalte - anker.spalte
    for ergebnis in reversed(ergebnisse):
        if isinstance(ergebnis, list):
            element = ergebnis[i][j] if i < len(ergebnis) and j < len(ergebnis[i]) else None
            alle = [element, *(zelle for zeile in ergebnis for zelle in zeile)]
        else:
            alle = [ergebnis]
        for wert in alle:
            if isinstance(wert, Fehler) and wert.code == fehler.code and wert.satz:
                return wert.satz
    return ""


def _feste_fehler(aufbau: Aufbau) -> Iterator[Stelle]:
    """Zellen, in denen ein Fehler als Wert steht."""
    for blatt in aufbau.blaetter.values():
        if not _FEHLERZELLE.search(blatt.xml):
            continue
        for ort, (_, _, attribute, _) in blatt.index().items():
            if _FEHLERZELLE.search(attribute) and not blatt.hat_formel(ort):
                yield blatt.name, ort
