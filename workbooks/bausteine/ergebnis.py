"""Blatt »Ergebnis«: jede Zeile mit Vorjahr, Differenz, Prozent und Rechenweg; darunter die Brücke alt → neu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.bausteine.bruecke import Groessen, bruecke
from workbooks.bausteine.spalte import UNVOLLSTAENDIG, Tabelle

KOPF = ("Ergebnis", "Wert\n(gerundet)", "Einheit", "Rechenweg", "Grundlage")
BREITEN = (40, 13, 12, 50, 23, 12, 12, 9, 3, 24)
_VERGLEICH = ("Vorjahr", "Differenz", "in %")
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


def ergebnis(bau: Bau, zeilen: Sequence[Zeile], groessen: Groessen) -> None:
    """Das Blatt; `groessen` nennt die Zeilen, aus denen die Brücke entsteht.

    Das Vorjahr wird rechts neben dem Druck eingetragen; gedruckt wird der Vergleich erst, wenn dort etwas steht.
    """
    titel = f"Ergebnis: {bau.vorlage.titel}, {bau.vorlage.landesname}"
    blatt = bau.blatt("Ergebnis", titel, BREITEN, 4)
    pruefzeile(blatt, 4)
    for nummer, wort in enumerate(KOPF, 1):
        zellen.kopfzelle(blatt.cell(6, nummer), wort)
    ende = 6 + len(zeilen)
    vorjahr = bezug(blatt, f"J7:J{ende}")
    da = f"COUNT($J$7:$J${ende})>0"
    vergleichskopf(blatt, "FGH", 6, da)
    eintragekopf(blatt, "J6")
    blatt.row_dimensions[6].height = 30
    for z, zeile in enumerate(zeilen, 7):
        _zeile(bau, blatt, z, zeile)
    zellen.einblenden(blatt, f"F7:H{ende}", da)
    _herkunft(bau, blatt, ende + 1)
    bau.werte_falsch.append(VORJAHR.verletzt(vorjahr))
    namen = tuple(z.name for z in zeilen)
    bau.pruefung(
        "ergebnisse_zahlen",
        "Jedes Ergebnis ist eine Zahl oder noch leer, kein Fehler",
        f"NOT(OR({','.join(f'ISERROR(ergebnis_{n})' for n in namen)}))",
        "Die Fehler in den Tabellen suchen (Spalte Hinweis) und die Eingabe berichtigen.",
    )
    einheit = next(z.einheit for z in zeilen if z.name == groessen.stellen)
    letzte = bruecke(bau, blatt, ende + 3, groessen, einheit)
    bau.gedruckt["Ergebnis"] = Druck("H", f"IF(COUNT({vorjahr})>0,{letzte},{ende + 1})")


def vergleichskopf(blatt: Worksheet, spalten: Sequence[str], zeile: int, da: str, hier: str = "") -> None:
    """Überschriften Vorjahr, Differenz und, in der dritten Spalte, in %; zu sehen, wenn die Bedingung `da` gilt.

    `hier`: dieselbe Bedingung nur aus Zellen dieses Blatts, wenn `da` andere Blätter nennt.
    """
    for spalte, wort in zip(spalten, _VERGLEICH, strict=False):
        zelle = blatt[f"{spalte}{zeile}"]
        zellen.stumm(zelle, f'=IF({da},"{wort}","")', "General")
        zelle.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    zellen.einblenden(blatt, f"{spalten[0]}{zeile}:{spalten[-1]}{zeile}", hier or da, zellen.AKZENT)


def eintragekopf(blatt: Worksheet, ort: str) -> None:
    """Überschrift der Eingabe des Vorjahres, rechts neben dem, was gedruckt wird."""
    zellen.kopfzelle(blatt[ort], "Vorjahr eintragen\n(nicht im Druck)")


def _herkunft(bau: Bau, blatt: Worksheet, z: int) -> None:
    satz = '=IF(eingabe_vorjahr_quelle="","","Vorjahr übernommen aus: "&eingabe_vorjahr_quelle)'
    zellen.text(blatt[f"A{z}"], satz, grau=True, umbruch=False)
    zellen.eingabezelle(blatt[f"J{z}"], None, rechts=False)
    eingabe.TEXT.anwenden(blatt, f"J{z}")
    bau.name("eingabe_vorjahr_quelle", blatt, f"J{z}")
    blatt.row_dimensions[z].height = 28


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
    zellen.text(blatt[f"D{z}"], zeile.weg, grau=True)
    zellen.text(blatt[f"E{z}"], zeile.grundlage, grau=True)
    vergleich(blatt, z, "BFGHJ", zeile.format)
    blatt.row_dimensions[z].height = zellen.hoehe(
        (zeile.text, BREITEN[0]), (zeile.weg, BREITEN[3]), (zeile.grundlage, BREITEN[4])
    )
    bau.name(f"ergebnis_{zeile.name}", blatt, f"B{z}")
    bau.name(f"eingabe_vorjahr_{zeile.name}", blatt, f"J{z}")


def vergleich(blatt: Worksheet, z: int, spalten: Sequence[str], zahlenformat: str) -> None:
    """Eingabe des Vorjahres (letzte Spalte) und dazu Vorjahr, Differenz und Prozent; die erste Spalte ist der Wert."""
    wert, vorjahr, differenz, prozent, eintrag = (f"{s}{z}" for s in spalten)
    leer = f'OR({wert}="",{eintrag}="")'
    zellen.eingabezelle(blatt[eintrag], None, zahlenformat)
    VORJAHR.anwenden(blatt, eintrag)
    zellen.stumm(blatt[vorjahr], f'=IF({eintrag}="","",{eintrag})', zahlenformat)
    zellen.stumm(blatt[differenz], f'=IF({leer},"",{wert}-{eintrag})', zahlenformat)
    zellen.stumm(
        blatt[prozent], f'=IF({leer},"",IF({eintrag}=0,"",EGH_VERAENDERUNG({eintrag},{wert})))', zellen.ANTEIL
    )
