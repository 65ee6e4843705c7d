"""Kleine Eingabetabellen neben anderem auf einem Blatt, mit denselben Zuständen einer Zeile wie die großen.

`liste`: beliebige Zeilen; `reihe`: je Zeile ein Jahr, die auf die Zeile darüber zeigen kann ({davor.x}).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.rand import TIEFE
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import anhang, doppelt, hervorheben, kopf, pruefungen, wachsen, zeilen


@dataclass(frozen=True)
class Platz:
    """Wo eine Liste steht und wie sie heißt.

    `name`: Teil der Namen `zeilenhinweis_NAME`, `pruefwerte_NAME`; `wort`: wie sie auf dem Blatt Prüfung heißt, wenn
    auf dem Blatt mehrere stehen; `kopf`: Zeile der Überschriften; `erste`: erste Zeile (0: gleich darunter);
    `ab`: erste Spalte; `anhang`: Spalte des Hinweises (0: gleich dahinter), damit mehrere Listen eine gemeinsame haben.
    """

    name: str
    kopf: int
    wort: str = ""
    erste: int = 0
    ab: int = 1
    anhang: int = 0
    wachsend: bool = True  # FALSE: alle Zeilen sind immer zu sehen
    grund: str = "bestätigt,\nweil"
    bemerkung: bool = False  # WAHR, wenn der Anhang unter dem einer großen Tabelle steht
    hoehe: float = 30
    darunter: int = TIEFE  # so viele Zeilen unter ihr sind frei; -1: gleich darunter steht ihre Summe


def liste(
    bau: Bau,
    blatt: Worksheet,
    platz: Platz,
    spalten: Sequence[Spalte],
    anzahl: int,
    inhalt: Sequence[Sequence[object]],
    regeln: Sequence[Regel] = (),
    woran: str = "",
) -> Tabelle:
    """Die Liste schreiben; Spalten ohne Breite behalten die des Blatts. Meldet ihre Prüfungen an.

    Hinter den Spalten stehen Hinweis, Grund einer Bestätigung und verborgen Prüfwert und Schlüssel (`woran`), wie bei
    `tabelle`; gedruckt wird, was das Blatt selbst sagt.
    """
    erste = platz.erste or platz.kopf + 1
    alle = (*spalten, *anhang(woran, regeln, platz.grund, platz.bemerkung))
    t = Tabelle(blatt, alle, erste, erste - 1 + max(anzahl, len(inhalt)), platz.ab, platz.anhang)
    for spalte in alle:
        buchstabe = t.buchstabe(spalte.schluessel)
        if blatt[f"{buchstabe}{platz.kopf}"].value is not None:
            raise ValueError(f"{blatt.title}: {buchstabe}{platz.kopf} gehört schon zu einer anderen Tabelle.")
        zellen.kopfzelle(blatt[f"{buchstabe}{platz.kopf}"], kopf(t, spalte))
        if spalte.breite:
            blatt.column_dimensions[buchstabe].width = spalte.breite
        if spalte.verborgen:
            blatt.column_dimensions[buchstabe].hidden = True
    blatt.row_dimensions[platz.kopf].height = platz.hoehe
    zeilen(t, inhalt, regeln)
    hervorheben(t)
    wachsen(t, immer=not platz.wachsend)
    wo = f"Blatt {blatt.title}" + (f", {platz.wort}" if platz.wort else "")
    pruefungen(bau, t, regeln, platz.name, wo, platz.kopf, platz.darunter)
    return t


def reihe(
    bau: Bau,
    blatt: Worksheet,
    platz: Platz,
    spalten: Sequence[Spalte],
    anzahl: int,
    inhalt: Sequence[Sequence[object]],
    regeln: Sequence[Regel] = (),
    lueckenlos: bool = True,
) -> Tabelle:
    """Liste mit einem Jahr je Zeile (Spalte »jahr«), das nur einmal und, `lueckenlos`, nach dem darüber kommt.

    Formeln und Regeln mit {davor.x} zeigen auf die Zeile darüber; in der ersten Zeile bleiben sie leer.
    """
    folge = 'IF({davor.jahr}="",TRUE,N({jahr})<>N({davor.jahr})+1)'
    eigene = [doppelt("Jahr doppelt", bestaetigen=False)]
    eigene += [Regel("Jahr folgt nicht auf das darüber", folge)] if lueckenlos else []
    woran = kennung(als_text("{jahr}"), wenn=belegt("{jahr}"))
    return liste(bau, blatt, platz, spalten, anzahl, inhalt, (*eigene, *regeln), woran)
