"""Blatt »Ergebnis«: jede Zeile mit Vorjahr, Differenz, Prozent und Rechenweg; darunter die Brücke alt → neu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau, bezug
from workbooks.bausteine.bruecke import bruecke
from workbooks.bausteine.tabelle import UNVOLLSTAENDIG, Tabelle

KOPF = ("Ergebnis", "Wert\n(gerundet)", "Einheit", "Vorjahr", "Differenz", "in %", "Rechenweg", "Grundlage")
VORJAHR = eingabe.zahl(
    0, 1e9, "Wert des Vorjahres, ab 0; eintippen, einfügen oder mit »egh vorjahr« übernehmen."
)


@dataclass(frozen=True)
class Zeile:
    """Ein Ergebnis: `ergebnis_X`, daneben `eingabe_vorjahr_X`."""

    name: str
    text: str
    formel: str
    einheit: str
    format: str
    weg: str
    grundlage: str = ""
    fett: bool = False


def ergebnis(bau: Bau, zeilen: Sequence[Zeile], stellen: str, stunden: str, jahresstunden: str) -> None:
    """Das Blatt; die letzten drei Angaben sind die Namen der Zeilen, aus denen die Brücke entsteht."""
    blatt = bau.blatt(
        "Ergebnis",
        f"Ergebnis: {bau.vorlage.titel}, {bau.vorlage.landesname}",
        (40, 13, 13, 13, 13, 11, 44, 24),
        4,
    )
    pruefzeile(blatt, 4)
    for nummer, wort in enumerate(KOPF, 1):
        zellen.kopfzelle(blatt.cell(6, nummer), wort)
    blatt.row_dimensions[6].height = 30
    for z, zeile in enumerate(zeilen, 7):
        _zeile(bau, blatt, z, zeile)
    ende = 6 + len(zeilen)
    zellen.text(blatt[f"A{ende + 1}"], "Vorjahr übernommen aus")
    zellen.eingabezelle(blatt[f"B{ende + 1}"], None, rechts=False)
    blatt.merge_cells(f"B{ende + 1}:F{ende + 1}")
    eingabe.TEXT.anwenden(blatt, f"B{ende + 1}")
    bau.name("eingabe_vorjahr_quelle", blatt, f"B{ende + 1}")
    spalte = bezug(blatt, f"D7:D{ende}")
    bau.werte_falsch.append(VORJAHR.verletzt(spalte))
    namen = tuple(z.name for z in zeilen)
    bau.pruefung(
        "ergebnisse_zahlen",
        "Jedes Ergebnis ist eine Zahl oder noch leer, kein Fehler",
        f"NOT(OR({','.join(f'ISERROR(ergebnis_{n})' for n in namen)}))",
        "Die Fehler in den Tabellen suchen (Spalte Hinweis) und die Eingabe berichtigen.",
    )
    einheit = next(z.einheit for z in zeilen if z.name == stellen)
    blatt.row_breaks.append(Break(id=ende + 2))  # die Brücke mit ihrem Diagramm auf eine eigene Seite
    bruecke(bau, blatt, ende + 3, (stellen, stunden, jahresstunden), einheit)


def gesamt(namen: Sequence[str], tabellen: Sequence[Tabelle]) -> str:
    """Formel: Summe der Teilergebnisse; leer, solange alle leer sind oder eine Zeile unvollständig ist."""
    leer = ",".join(f'{n}=""' for n in namen)
    offen = "+".join(t.anzahl(UNVOLLSTAENDIG) for t in tabellen)
    return f'=IF(OR(AND({leer}),{offen}>0),"",SUM({",".join(namen)}))'


def pruefzeile(blatt: Worksheet, zeile: int) -> None:
    """Eine Zeile, die sagt, ob alle Prüfungen bestanden sind."""
    zelle = blatt.cell(
        zeile,
        1,
        '=IF(pruefung_gesamt,"Alle Prüfungen bestanden.","PRÜFUNG NICHT BESTANDEN: siehe Blatt Prüfung.")',
    )
    zelle.font = zellen.schrift(bold=True, color=zellen.AKZENT)
    zellen.rot_wenn(blatt, zelle.coordinate, "NOT(pruefung_gesamt)")


def _zeile(bau: Bau, blatt: Worksheet, z: int, zeile: Zeile) -> None:
    zellen.text(blatt[f"A{z}"], zeile.text, fett=zeile.fett)
    zellen.formelzelle(blatt[f"B{z}"], zeile.formel, zeile.format, fett=zeile.fett)
    zellen.text(blatt[f"C{z}"], zeile.einheit)
    vergleich(blatt, z, ("B", "D", "E", "F"), zeile.format)
    zellen.text(blatt[f"G{z}"], zeile.weg, klein=True)
    zellen.text(blatt[f"H{z}"], zeile.grundlage, klein=True)
    blatt.row_dimensions[z].height = 26
    bau.name(f"ergebnis_{zeile.name}", blatt, f"B{z}")
    bau.name(f"eingabe_vorjahr_{zeile.name}", blatt, f"D{z}")


def vergleich(blatt: Worksheet, z: int, spalten: tuple[str, str, str, str], zahlenformat: str) -> None:
    """Vorjahr (Eingabe), Differenz und Prozent zu einem Wert."""
    wert, vorjahr, differenz, prozent = (f"{s}{z}" for s in spalten)
    leer = f'OR({wert}="",{vorjahr}="")'
    zellen.eingabezelle(blatt[vorjahr], None, zahlenformat)
    VORJAHR.anwenden(blatt, vorjahr)
    zellen.formelzelle(blatt[differenz], f'=IF({leer},"",{wert}-{vorjahr})', zahlenformat)
    zellen.formelzelle(
        blatt[prozent], f'=IF({leer},"",IF({vorjahr}=0,"",EGH_VERAENDERUNG({vorjahr},{wert})))', zellen.ANTEIL
    )
