"""Zu einem Fehler die Zellen des Anwenders: wo auf dem Blatt die beanstandete Eingabe steht."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort, Stelle
from recalculation.datei.aufbau import Aufbau
from recalculation.eigene import Eigene
from recalculation.maschine.maschine import Maschine
from recalculation.uebersetzung.abhaengig import aufgeloest
from recalculation.uebersetzung.baum import Knoten, bezuege, knoten, zerlegt
from recalculation.uebersetzung.formeln import Formeln
from recalculation.uebersetzung.hindernis import NichtBerechenbar

_HOECHSTENS = 3
_TIEFE = 5
_STELLE = re.compile(r"\(Zeile ([0-9]+)(?:, Spalte ([0-9]+))?\)|(?<=: )Zeile ([0-9]+)(?=: )")


class Angaben:
    """Findet die Eingaben hinter den Formeln einer gerechneten Mappe."""

    def __init__(self, maschine: Maschine, aufbau: Aufbau, formeln: Formeln, eigene: Eigene) -> None:
        self._maschine = maschine
        self._aufbau = aufbau
        self._formeln = formeln
        self._eigene = eigene
        self._gemerkt: dict[Stelle, list[Stelle]] = {}

    def zu(self, satz: str, zelle: Stelle) -> tuple[str, tuple[Stelle, ...]]:
        """Der Satz mit Zeile und Spalte des Blatts statt der eines Bereichs, und die Eingaben der Formel."""
        baum = _zerlegt(self._formeln.text(zelle))
        if baum is None:
            return satz, ()
        gemeint = _argument(baum, satz, self._eigene) or baum
        stelle = _STELLE.search(satz)
        if not stelle:
            return satz, _erste(self._eingaben(self._einzelne(gemeint, zelle[0])))
        bereiche = list(self._bereiche(gemeint, zelle[0]))
        if len(bereiche) != 1:
            return satz, ()
        blatt, bereich = bereiche[0]
        zeile = bereich.zeile + int(stelle[1] or stelle[3]) - 1
        if stelle[3]:
            return f"{satz[: stelle.start()]}{blatt}, Zeile {zeile}{satz[stelle.end() :]}", ()
        ort = Ort(zeile, bereich.spalte + int(stelle[2] or 1) - 1)
        voll = adresse.voll(blatt, *ort)
        return f"{satz[: stelle.start()]}({voll}){satz[stelle.end() :]}", ((blatt, ort),)

    def _bereiche(self, k: Knoten, blatt: str) -> Iterator[tuple[str, Bereich]]:
        for bezug in bezuege(k):
            for in_blatt, bereich in aufgeloest(bezug, blatt, self._aufbau):
                if bereich.hoehe * bereich.breite > 1:
                    yield in_blatt, bereich

    def _einzelne(self, k: Knoten | None, blatt: str) -> list[Stelle]:
        """Die einzelnen Zellen, die eine Formel nennt."""
        return [
            (in_blatt, Ort(bereich.zeile, bereich.spalte))
            for bezug in (bezuege(k) if k else ())
            for in_blatt, bereich in aufgeloest(bezug, blatt, self._aufbau)
            if bereich.hoehe * bereich.breite == 1 and in_blatt in self._aufbau.blaetter
        ]

    def _genannt(self, zelle: Stelle) -> list[Stelle]:
        """Was die Formel einer Zelle nennt; gemerkt, denn hinter vielen Meldungen steht dieselbe."""
        if zelle not in self._gemerkt:
            self._gemerkt[zelle] = self._einzelne(_zerlegt(self._formeln.text(zelle)), zelle[0])
        return self._gemerkt[zelle]

    def _eingaben(self, genannt: Iterable[Stelle], tiefe: int = 0) -> Iterator[Stelle]:
        """Die einzelnen Zellen ohne Formel; durch Formeln hindurch, die ihren Wert nur weitergeben."""
        for stelle in genannt:
            if stelle not in self._formeln:
                yield stelle
            elif tiefe < _TIEFE:
                wert = self._maschine.wert_oder_nichts(*stelle)
                if wert is None:
                    continue
                for eingabe in self._eingaben(self._genannt(stelle), tiefe + 1):
                    if self._maschine.wert_oder_nichts(*eingabe) == wert:
                        yield eingabe


def _erste(eingaben: Iterable[Stelle]) -> tuple[Stelle, ...]:
    """Die ersten verschiedenen; mehr nennt keine Meldung."""
    gefunden: dict[Stelle, None] = {}
    for eingabe in eingaben:
        gefunden[eingabe] = None
        if len(gefunden) == _HOECHSTENS:
            break
    return tuple(gefunden)


def _zerlegt(text: str) -> Knoten | None:
    try:
        return zerlegt(text)
    except NichtBerechenbar:
        return None


def _argument(baum: Knoten, satz: str, eigene: Eigene) -> Knoten | None:
    """Das Argument, das ein Satz unserer Funktion beanstandet (»EGH_X: minuten ist …«), oder ihr Bereich."""
    name, _, rest = satz.partition(": ")
    rufe = [k for k in knoten(baum) if k.get("node_type") == "Function" and k["name"].upper() == name]
    if len(rufe) != 1 or name not in eigene:
        return None
    argumente, namen = rufe[0]["args"], eigene.formeln[name].argumente
    wort = rest.partition(" ")[0]
    if wort in namen:
        stelle = namen.index(wort)
        return argumente[stelle] if stelle < len(argumente) else None
    mit_bereich = [a for a in argumente if a.get("node_type") == "Reference" and ":" in a["reference"]]
    return mit_bereich[0] if mit_bereich else rufe[0]
