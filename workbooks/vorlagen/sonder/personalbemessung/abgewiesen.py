"""Blatt »intern_Abgewiesen«: was beim Einlesen nicht mitzählt, mit Datei, Zeile und Grund; ohne Inhalt der Zellen."""

from __future__ import annotations

from workbooks.bausteine.fach.tabellenblatt import intern
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau

BLATT = "intern_Abgewiesen"


def abgewiesen(bau: Bau) -> None:
    """Nur, wenn es etwas zu sagen gibt."""
    zeilen = bau.daten.get("abgewiesen", ())
    if not zeilen:
        return
    blatt = bau.blatt(BLATT, bau.titel("Nicht gezählt"), (44, 10, 70), 5)
    intern(blatt)
    for spalte, wort in zip("ABC", ("Datei", "Zeile", "Grund"), strict=True):
        zellen.kopfzelle(blatt[f"{spalte}5"], wort)
    for z, (datei, zeile, grund) in enumerate(zeilen, 6):
        for spalte, wert in zip("ABC", (datei, zeile or "ganze Datei", grund), strict=True):
            zellen.formelzelle(blatt[f"{spalte}{z}"], wert, "General", rechts=False)
            blatt[f"{spalte}{z}"].data_type = "n" if isinstance(wert, int) else "s"
