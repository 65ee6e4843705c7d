"""Zu jedem Fehler einer Zelle der deutsche Satz.

Die Maschine verwirft Texte, und unsere Funktionen kennen ihre Zelle nicht. Deshalb wird jede fehlerhafte
Zelle am Ende noch einmal allein gerechnet, während die Grenze mitschreibt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from udfs import DEUTSCHE_FEHLER, Fehler
from workbooks.recalculation import adresse
from workbooks.recalculation.abhaengig import bezuege
from workbooks.recalculation.adresse import Ort
from workbooks.recalculation.aufbau import Aufbau
from workbooks.recalculation.maschine import Maschine

Zelle = tuple[str, Ort]
_HOECHSTENS_ZELLEN = 20_000  # so weit wird in genannten Bereichen nach der Ursache gesucht
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
_ZU_GROSS = "Die Matrixformel füllt hier mehr Zellen, als ihr Ergebnis hat."


def erklaerte(
    fehlerzellen: Iterable[tuple[Zelle, Zelle, Fehler]], maschine: Maschine, aufbau: Aufbau
) -> Iterator[tuple[Zelle, Fehler, str]]:
    """Zu (Zelle, Zelle mit der Formel, Fehler) der Satz."""
    fehlerzellen = list(fehlerzellen)
    fehlerhaft = {zelle: fehler for zelle, _, fehler in fehlerzellen}
    mitschriften: dict[Zelle, list[Any]] = {}
    for zelle, anker, fehler in fehlerzellen:
        if anker not in mitschriften:
            mitschriften[anker] = maschine.ergebnisse(*anker)
        satz = (
            _eigener_satz(mitschriften[anker], zelle[1], anker[1], fehler, maschine.formel(*anker).upper())
            or _uebernommen(anker, fehler, fehlerhaft, maschine, aufbau)
            or (_ZU_GROSS if zelle != anker and fehler == "#N/A" else "")
            or _ALLGEMEIN.get(fehler.code, "Die Formel ergibt einen Fehler.")
        )
        yield zelle, fehler, satz


def _eigener_satz(ergebnisse: list[Any], ort: Ort, anker: Ort, fehler: Fehler, formel: str) -> str:
    """Der Satz unserer Funktion: bei Bereichen der dieses Elements, sonst der letzte mit diesem Code.

    Mit der Zelle rechnet die Maschine auch, was von ihr abhängt: es zählen nur Funktionen, die in ihr stehen.
    """
    i, j = ort.zeile - anker.zeile, ort.spalte - anker.spalte
    for ergebnis in reversed(ergebnisse):
        if isinstance(ergebnis, list):
            element = ergebnis[i][j] if i < len(ergebnis) and j < len(ergebnis[i]) else None
            alle = [element, *(zelle for zeile in ergebnis for zelle in zeile)]
        else:
            alle = [ergebnis]
        for wert in alle:
            if isinstance(wert, Fehler) and wert.code == fehler.code and _aus(formel, wert.satz):
                return wert.satz
    return ""


def _aus(formel: str, satz: str) -> bool:
    return bool(satz) and satz.partition(":")[0] in formel


def _uebernommen(
    anker: Zelle, fehler: Fehler, fehlerhaft: dict[Zelle, Fehler], maschine: Maschine, aufbau: Aufbau
) -> str:
    """Der Satz, aus welcher genannten Zelle der Fehler kommt; leer, wenn aus keiner."""
    for blatt, bereich in bezuege(maschine.formel(*anker), anker[0], aufbau):
        if blatt not in aufbau.blaetter:
            continue
        if bereich.hoehe * bereich.breite <= _HOECHSTENS_ZELLEN:
            orte: Iterable[Ort] = bereich.orte()
        else:
            orte = (z.ort for z in aufbau.blaetter[blatt].formelzellen() if bereich.enthaelt(z.ort))
        for ort in orte:
            ist = fehlerhaft.get((blatt, ort))
            if ist is None:
                ist = maschine.wert_oder_nichts(blatt, ort)
            if ist == fehler and (blatt, ort) != anker:
                code = DEUTSCHE_FEHLER.get(fehler.code, fehler.code)
                return f"Übernimmt den Fehler {code} aus {adresse.voll(blatt, *ort)}."
    return ""
