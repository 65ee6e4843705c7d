"""Inhalt der Mappe auf dem Deckblatt: ein Verweis auf jedes Blatt, und von jedem Titel einer zurück."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.worte import DECKBLATT, HILFE, INTERN


def plaetze(bau: Bau) -> int:
    """So viele Blätter haben im Inhalt Platz: gebaut wird er vor ihnen, nach den Schritten der Vorlage bemessen."""
    return max(24, 2 * ((len(bau.vorlage.schritte) + len(bau.vorlage.anbau_schritte) + 7) // 2))


def inhalt(bau: Bau) -> None:
    """Zuletzt, wenn Reihenfolge und Titel der Blätter stehen: zwei Spalten, so viele Zeilen wie nötig."""
    deckblatt = bau.mappe[DECKBLATT]
    zellen.ueberschrift(deckblatt[f"A{bau.inhalt_ab}"], "Inhalt")
    andere = [b for b in bau.mappe if b.title != DECKBLATT and b.sheet_state == "visible"]
    # was nicht gedruckt wird, zuletzt: sonst hätte der Inhalt auf Papier Lücken
    andere.sort(key=lambda b: b.title.startswith(INTERN) or b.title == HILFE)
    if len(andere) > plaetze(bau):
        raise ValueError(f"{bau.vorlage.name}: {len(andere)} Blätter, der Inhalt hat {plaetze(bau)} Plätze.")
    zeilen = -(-len(andere) // 2)
    for n, blatt in enumerate(andere):
        ort = deckblatt[f"{'AB'[n // zeilen]}{bau.inhalt_ab + 1 + n % zeilen}"]
        bleibt = " (bleibt im Haus)" if blatt.title.startswith(INTERN) else ""
        nummer = _nummer(str(blatt["A1"].value))
        zellen.text(ort, f"{nummer}{blatt.title}{bleibt}")
        _verweis(ort, blatt.title, "zum Blatt")
        if blatt.title not in bau.flach:
            _verweis(blatt["A1"], DECKBLATT, "zurück zum Deckblatt")
    for zeile in range(bau.inhalt_ab + 1 + zeilen, bau.inhalt_ab + 1 + plaetze(bau) // 2):
        deckblatt.row_dimensions[zeile].height = 2  # Platz für Mappen mit mehr Blättern


def _nummer(titel: str) -> str:
    """»3. « vor dem Titel eines Schritts, sonst nichts."""
    vorn, punkt, _ = titel.partition(". ")
    return f"{vorn}. " if punkt and vorn.isdigit() else ""


def _verweis(zelle: Cell, blatt: str, hinweis: str) -> None:
    """Verweis innerhalb der Mappe; das Aussehen der Zelle bleibt."""
    ziel = f"{quote_sheetname(blatt)}!A1"
    zelle.hyperlink = Hyperlink(ref=zelle.coordinate, location=ziel, tooltip=hinweis)
