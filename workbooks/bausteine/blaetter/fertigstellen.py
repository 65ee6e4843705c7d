"""Was zuletzt an jede Mappe kommt, wenn alle Blätter stehen: Banner, Druck, Reihenfolge, Farben der Reiter."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.inhalt import inhalt
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.drucken import banner, druckbereich
from workbooks.bausteine.grund.worte import (
    ABWEICHUNGEN,
    ANGEBOTE,
    ANGEBOTSBLATT,
    DECKBLATT,
    ERGEBNIS,
    HILFE,
    INTERN,
    KURZFASSUNG,
)

_MIT_BANNER = (DECKBLATT, ERGEBNIS, ANGEBOTE, ANGEBOTSBLATT, KURZFASSUNG)


def fertig(bau: Bau) -> None:
    """Zuletzt, wenn jedes Blatt steht: Hinweis auf ein fehlendes Add-in, Druck, Reihenfolge, Farben der Reiter."""
    bau.mappe.move_sheet(KURZFASSUNG, 1 - bau.mappe.sheetnames.index(KURZFASSUNG))
    bau.mappe.move_sheet(HILFE, -1)  # Quellen zuletzt
    inhalt(bau)
    for titel in _MIT_BANNER:
        if titel in bau.mappe.sheetnames:
            banner(bau, bau.mappe[titel], 2 if titel == DECKBLATT else 3)
    for blatt in bau.mappe:
        if blatt.title.startswith(INTERN) or blatt.title in bau.flach:
            _nicht_drucken(blatt)
        elif blatt.title in bau.gedruckt:
            titelzeilen = int(str(blatt.print_title_rows).rpartition("$")[2])
            ab = titelzeilen + 2 if blatt.title in _MIT_BANNER else 1
            ab += blatt.title == DECKBLATT  # der Satz zum Add-in gehört auf den Bildschirm
            druckbereich(bau, blatt, ab, bau.gedruckt[blatt.title])
    for blatt in bau.mappe:
        intern = blatt.title.startswith(INTERN)
        eingabe = any(not zelle.protection.locked for zeile in blatt.iter_rows() for zelle in zeile)
        ergebnis = blatt.title in (ERGEBNIS, ANGEBOTE, ANGEBOTSBLATT, ABWEICHUNGEN, KURZFASSUNG)
        blatt.sheet_properties.tabColor = (
            zellen.WARNUNG if intern else zellen.AKZENT if ergebnis else zellen.REITER if eingabe else None
        )


def _nicht_drucken(blatt: Worksheet) -> None:
    """Druckbereich ist eine leere Zelle, ohne Titel und Fußzeile: daraus wird keine Seite mit Angaben zu Personen."""
    blatt.print_title_rows = None
    blatt.print_area = f"{get_column_letter(blatt.max_column + 2)}1"
    for teil in (blatt.oddFooter.left, blatt.oddFooter.center, blatt.oddFooter.right):
        teil.text = None
