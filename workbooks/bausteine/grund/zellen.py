"""Aussehen der Zellen in unseren Vorlagen: eine Akzentfarbe, Eingaben gelb, Gerechnetes grau, Arial."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import schriftbild

AKZENT, EINGABE, FORMEL, GRAU, WARNUNG = "FF1F4E79", "FFFFF8DC", "FFF2F2F2", "FF595959", "FFC00000"
ZAHL, STUNDEN, BETRAG, ANTEIL = "0.00", "#,##0.00", "#,##0.00", "0.0%"
PROZENT = "0.00%"  # in Budgets: eine Rate von 1,85 % ist nachzurechnen
DATUM, UHRZEIT, TEXT = "dd.mm.yyyy", "[hh]:mm", "@"
OHNE_NULL = '#,##0.00;-#,##0.00;""'  # Hilfsspalten von Diagrammen: keine Beschriftung an leeren Säulen
VZAE, TAGE, EURO = "#,##0.0000", '0.0;-0.0;"–"', '#,##0.00" €"'
REITER = "FFFFE699"  # Reiter der Blätter zum Ausfüllen: kräftiger als die Zellen
_LINIE = Side(style="thin", color="FFBFBFBF")
_RAHMEN = Border(top=_LINIE, bottom=_LINIE, left=_LINIE, right=_LINIE)


# openpyxl vergleicht bei jeder Zuweisung das ganze Format mit allen bekannten; Zellen einer Art bekommen deshalb das
# Ergebnis der ersten.
_aussehen: WeakKeyDictionary[Workbook, dict[Hashable, Any]] = WeakKeyDictionary()


def _wie(zelle: Cell, art: Hashable, gestalten: Callable[[], None]) -> None:
    """Die Zelle so gestalten wie andere dieser Art in dieser Mappe; die erste durch `gestalten`."""
    bekannt = _aussehen.setdefault(zelle.parent.parent, {})
    schluessel = (art, tuple(zelle._style or ()))  # auf dem, was die Zelle schon hatte
    if schluessel in bekannt:
        zelle._style = copy(bekannt[schluessel])
    else:
        gestalten()
        bekannt[schluessel] = copy(zelle._style)


def schrift(size: float = 10, bold: bool = False, italic: bool = False, color: str = "FF000000") -> Font:
    """Arial, in Excel und LibreOffice gleich breit."""
    return Font(name="Arial", size=size, bold=bold, italic=italic, color=color)


def ueberschrift(zelle: Cell, text: str) -> None:
    """Überschrift eines Abschnitts."""
    zelle.value = text
    zelle.font = schrift(12, bold=True, color=AKZENT)


def text(zelle: Cell, inhalt: object, fett: bool = False, grau: bool = False, umbruch: bool = True) -> None:
    """Fester Text oder Textformel ohne Rahmen."""

    def gestalten() -> None:
        zelle.font = schrift(bold=fett, color=GRAU if grau else "FF000000")
        zelle.alignment = Alignment(
            horizontal="left",
            wrap_text=umbruch,
            vertical="center",
            indent=int(zelle.column > 1 or umbruch),
        )

    zelle.value = inhalt
    _wie(zelle, ("text", fett, grau, umbruch, zelle.column > 1), gestalten)


def hoehe(*texte: tuple[object, float]) -> float:
    """Zeilenhöhe in Punkt, in der jeder Text in seiner Spalte (Breite in Zeichen) ganz zu sehen ist."""
    return 2 + 13 * max((schriftbild.zeilen(str(text), breite) for text, breite in texte if text), default=1)


def kopfzelle(zelle: Cell, wort: str) -> None:
    """Überschrift einer Spalte."""

    def gestalten() -> None:
        zelle.font = schrift(bold=True, color="FFFFFFFF")
        zelle.fill = PatternFill("solid", fgColor=AKZENT)
        zelle.alignment = Alignment(
            wrap_text=True,
            vertical="center",
            horizontal="left" if zelle.column == 1 else "center",
            indent=int(zelle.column == 1),
        )
        zelle.border = _RAHMEN

    zelle.value = wort
    _wie(zelle, ("kopf", zelle.column == 1), gestalten)


def wegzelle(zelle: Cell, weg: str) -> None:
    """Rechenweg einer Spalte in Worten, unter ihrer Überschrift."""
    zelle.value = weg or None
    zelle.font = schrift(italic=True, color=GRAU)
    zelle.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    zelle.border = _RAHMEN


def eingabezelle(zelle: Cell, wert: object, zahlenformat: str = TEXT, rechts: bool = True) -> None:
    """Eingabe: farbig und nicht gesperrt."""
    _wertzelle(zelle, wert, zahlenformat, rechts, EINGABE)


def stumm(zelle: Cell, wert: object, zahlenformat: str, rechts: bool = True, eingabe: bool = False) -> None:
    """Zelle ohne Farbe und Rahmen; `einblenden` gibt sie ihr, wo sie gebraucht wird."""
    _wertzelle(zelle, wert, zahlenformat, rechts, "", offen=eingabe)


def formelzelle(
    zelle: Cell, formel: object, zahlenformat: str = "General", rechts: bool = True, fett: bool = False
) -> None:
    """Gerechneter oder fester Wert, gesperrt."""
    _wertzelle(zelle, formel, zahlenformat, rechts, FORMEL, fett)


def eng(zelle: Cell, wert: object, zahlenformat: str) -> None:
    """Wie `formelzelle`, mittig und ohne Einzug, kleiner geschrieben, wo die Spalte zu schmal ist."""
    _wertzelle(zelle, wert, zahlenformat, True, FORMEL)
    zelle.alignment = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)


def _wertzelle(
    zelle: Cell,
    wert: object,
    zahlenformat: str,
    rechts: bool,
    farbe: str,
    fett: bool = False,
    offen: bool = False,
) -> None:

    def gestalten() -> None:
        zelle.font = schrift(bold=fett)
        if farbe:
            zelle.fill = PatternFill("solid", fgColor=farbe)
            zelle.border = _RAHMEN
        zelle.number_format = zahlenformat
        zelle.alignment = Alignment(
            horizontal="right" if rechts else "left",
            vertical="center",
            wrap_text=not rechts,
            shrink_to_fit=rechts,  # eine Zahl wird eher kleiner als »###«
            indent=1,  # sonst klebt der Wert am Rahmen
        )
        if offen or farbe == EINGABE:
            zelle.protection = Protection(locked=False)

    zelle.value = wert
    _wie(zelle, ("wert", zahlenformat, rechts, farbe, fett, offen), gestalten)
    if isinstance(wert, str) and (offen or farbe == EINGABE):
        _bleibt_text(zelle, wert)


def _bleibt_text(zelle: Cell, wert: str) -> None:
    """Was in einer Eingabe steht, kommt aus fremder Hand (eigene Werte, ihre Quelle) und wird nie zur Formel."""
    zelle.data_type = "s"
    if wert.startswith(("=", "+", "-", "@")):
        zelle.quotePrefix = True  # auch nicht, wenn jemand die Zelle in Excel bearbeitet


def rot_wenn(blatt: Worksheet, bereich: str, bedingung: str) -> None:
    """Bereich hervorheben, wo die Bedingung (ohne EGH-Funktionen) gilt; auch in Grau lesbar."""
    regel = FormulaRule(
        formula=[bedingung],
        fill=PatternFill("solid", bgColor="FFFFC7CE"),
        font=Font(bold=True),
        border=_RAHMEN,
    )
    blatt.conditional_formatting.add(bereich, regel)


def einblenden(
    blatt: Worksheet, bereich: str, bedingung: str, farbe: str = FORMEL, leise: bool = False
) -> None:
    """Stummen Zellen Farbe und Rahmen geben, wo die Bedingung gilt: sonst sind sie auch im Druck nicht zu sehen.

    Auf eine Zelle wirkt nur die erste zutreffende Regel (LibreOffice legt sie nicht übereinander), jede gibt deshalb
    das ganze Aussehen. `leise`: grau und kursiv.
    """
    font = (
        Font(bold=True, color="FFFFFFFF")
        if farbe == AKZENT
        else Font(italic=True, color=GRAU)
        if leise
        else None
    )
    regel = FormulaRule(
        formula=[bedingung],
        fill=PatternFill("solid", bgColor=farbe),
        font=font,
        border=_RAHMEN,
        stopIfTrue=True,
    )
    blatt.conditional_formatting.add(bereich, regel)
