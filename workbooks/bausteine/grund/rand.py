"""Ob neben einer Tabelle etwas steht, das niemand mitzählt: eine Zeile über ihrer ersten oder unter ihrer letzten."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund.bau import bezug

TIEFE = 1000
"""So viele Zeilen unter einer Tabelle werden angesehen, wenn dort nichts anderes steht."""
_KNAPP = 3
_AB_ZEILEN = 10  # kleinere Tabellen sind mit Absicht klein


def nichts_daneben(
    blatt: Worksheet, spalten: tuple[str, str], kopf: int, zeilen: tuple[int, int], tiefe: int = TIEFE
) -> str:
    """Bedingung: von den Überschriften (Zeile `kopf`) bis unter die Tabelle (`zeilen`) steht nur etwas in ihr.

    `tiefe`: so viele Zeilen darunter sind frei; -1: gleich darunter steht ihre Summe.

    Links der ganze Streifen: ihn weitet jede eingefügte Zeile. Rechts jede Zeile davor und die Tabelle: eine Zeile an
    ihrem Rand weitet keine davon, und ihr Inhalt fehlt dann rechts. Eine leere Zeile stört nicht.
    """

    def anzahl(von: int, bis: int) -> str:
        return f"COUNTA({bezug(blatt, f'{spalten[0]}{von}:{spalten[1]}{bis}')})"

    erste, letzte = zeilen
    einzeln = [*range(kopf, erste), *([letzte + 1] if tiefe < 0 else [])]
    teile = [*(anzahl(z, z) for z in einzeln), anzahl(erste, letzte)]
    return f"IFERROR({anzahl(kopf, letzte + abs(tiefe))}={'+'.join(teile)},FALSE)"


def hinweiskopf(bereich: str, zeilen: int) -> str:
    """Überschrift der Hinweise; in einer großen Tabelle sagt sie, wenn kaum noch eine Zeile frei ist."""
    if zeilen < _AB_ZEILEN:
        return "Hinweis"
    frei = f'(ROWS({bereich})-COUNTIF({bereich},"?*"))'
    return f'="Hinweis"&IF({frei}<{_KNAPP}," (noch "&{frei}&" frei)","")'
