"""Blatt »Ergebnis«: jede Zeile mit Vorjahr, Differenz, Prozent und Rechenweg; darunter die Brücke alt → neu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter import vergleich
from workbooks.bausteine.blaetter.bruecke import Entgelte, Groessen, bruecke
from workbooks.bausteine.blaetter.teiljahr import IST_TEIL, teiljahr
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug
from workbooks.bausteine.grund.einheiten import passt
from workbooks.bausteine.grund.regeln import Regel, in_worten, nachfrage
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.bausteine.grund.worte import ARTEN, BESTAETIGEN, ERGEBNIS, UNVOLLSTAENDIG

KOPF = ("Ergebnis", "Wert\n(gerundet)", "Einheit", "Rechenweg", "Grundlage")
BREITEN = (38, 15, 12, 46, 22, 15, 14, 9, 3)
_EINTRAG = "J"  # erste Spalte der Eingaben zum Vergleich, nicht im Druck
_FRAGE = "S"  # verborgen: je Zeile die Frage nach ihrem Vergleichswert
_JE_JAHR = (
    "stunden_jahr",
    "berechnungstage",
    "entgelt",
)  # was sich auf einen Teil des Jahres verteilen lässt


@dataclass(frozen=True)
class Zeile:
    """Ein Ergebnis: `ergebnis_X`, daneben `vergleich_X` und `eingabe_vorjahr_X`, `eingabe_antrag_X` …"""

    name: str
    text: str
    formel: str
    einheit: str
    format: str
    weg: str
    grundlage: str = ""
    fett: bool = False

    def __post_init__(self) -> None:
        """Prüft, dass das Ergebnis in der Einheit steht, in der es gerechnet ist."""
        passt(self.name, self.formel, self.einheit)


def ergebnis(bau: Bau, zeilen: Sequence[Zeile], bruecken: Sequence[Groessen | Entgelte]) -> None:
    """Das Blatt; `bruecken` nennen die Zeilen, aus denen sie entstehen.

    Womit verglichen wird, steht rechts neben dem Druck; gedruckt wird der Vergleich erst, wenn dort etwas steht.
    """
    titel = bau.titel(ERGEBNIS)
    blatt = bau.blatt(ERGEBNIS, titel, BREITEN, 4)
    pruefzeile(blatt, 4)
    for nummer, wort in enumerate(KOPF, 1):
        zellen.kopfzelle(blatt.cell(6, nummer), wort)
    ende = 6 + len(zeilen)
    da = vergleich.ist_da(f"$F$7:$F${ende}")
    vergleich.auswahl(bau, blatt, "J3", "J4", "N4")
    vergleich.kopf(blatt, "FGH", 6, da)
    vergleich.eintragekopf(blatt, _EINTRAG, 6)
    blatt.row_dimensions[6].height = 30
    for z, zeile in enumerate(zeilen, 7):
        _zeile(bau, blatt, z, zeile)
    zellen.einblenden(blatt, f"F7:H{ende}", da)
    _herkunft(bau, blatt, ende + 1)
    _fragen(bau, blatt, ende + 2, zeilen)
    for spalte in vergleich.spalten(_EINTRAG):
        bau.werte_falsch.append(vergleich.WERT.verletzt(bezug(blatt, f"{spalte}7:{spalte}{ende}")))
    je_jahr = [(z.name, z.text, z.einheit, z.format) for z in zeilen if z.name in _JE_JAHR]
    teil = teiljahr(bau, blatt, ende + 3, je_jahr)
    einheiten = {z.name: z.einheit for z in zeilen}
    letzte = teil
    for groessen in bruecken:
        letzte = bruecke(bau, blatt, letzte + 2, groessen, einheiten[groessen.ergebnis])
    mit_vergleich = vergleich.ist_da(bezug(blatt, f"F7:F{ende}"))
    unten = f"IF({mit_vergleich},{letzte},IF({IST_TEIL},{teil},{ende + 1}))"
    bau.gedruckt[ERGEBNIS] = Druck("H", unten)


def _herkunft(bau: Bau, blatt: Worksheet, z: int) -> None:
    """Woher der Vergleich stammt: je Art eine Eingabe, gedruckt die gewählte."""
    orte = vergleich.spalten(_EINTRAG)
    for spalte, art in zip(orte, ARTEN, strict=True):
        zellen.eingabezelle(blatt[f"{spalte}{z}"], None, rechts=False)
        blatt[f"{spalte}{z}"].alignment = Alignment(vertical="center")  # ein langer Dateiname bliebe zerteilt
        eingabe.TEXT.anwenden(blatt, f"{spalte}{z}")
        bau.name(f"eingabe_{art}_quelle", blatt, f"{spalte}{z}")
    quelle = f"CHOOSE(vergleich_nummer,{','.join(f'{s}{z}' for s in orte)})"
    zellen.text(
        blatt[f"A{z}"], f'=IF({quelle}="","","Vergleich übernommen aus: "&{quelle})', grau=True, umbruch=False
    )


def _fragen(bau: Bau, blatt: Worksheet, z: int, zeilen: Sequence[Zeile]) -> None:
    """Ein Wert zum Vergleich, der um mehr als das Dreifache danebenliegt, ist meist eine andere Einheit."""
    erste, letzte, grund = 7, z - 3, f"${_EINTRAG}${z}"
    for zeile, was in enumerate(zeilen, erste):
        wert, alt = f"N($B{zeile})", f"N($F{zeile})"
        frage = Regel(
            "um mehr als das Dreifache neben dem Wert dieser Kalkulation",
            f"AND({wert}>0,{alt}>0,OR({alt}>3*{wert},3*{alt}<{wert}))",
            in_worten(f"$F{zeile}", "" if ":" in was.einheit else was.einheit.partition("/")[0]),
        )
        offen = f'=IF(OR(ISERROR($B{zeile}),ISERROR($F{zeile})),"",{nachfrage(frage, "", grund)})'
        zellen.stumm(blatt[f"{_FRAGE}{zeile}"], offen, "General", rechts=False)
    blatt.column_dimensions[_FRAGE].hidden = True
    alle, muster = f"${_FRAGE}${erste}:${_FRAGE}${letzte}", f'"{BESTAETIGEN}*"'
    eine = f'=IF(COUNTIF({alle},{muster})=0,"",INDEX({alle},MATCH({muster},{alle},0),1))'
    zellen.text(blatt[f"A{z}"], eine, fett=True, umbruch=False)
    zellen.rot_wenn(blatt, f"A{z}:D{z}", f'$A${z}<>""')
    zellen.stumm(blatt[f"{_EINTRAG}{z}"], None, zellen.TEXT, rechts=False, eingabe=True)
    eingabe.TEXT.anwenden(blatt, f"{_EINTRAG}{z}")
    gefragt = f'OR(${_EINTRAG}${z}<>"",COUNTIF({alle},"?*")>0)'
    zellen.einblenden(blatt, f"{_EINTRAG}{z}", gefragt, zellen.EINGABE)
    bau.name("eingabe_bestaetigt_vergleich", blatt, f"{_EINTRAG}{z}")
    bau.name("zeilenhinweis_vergleich", blatt, f"A{z}")
    bau.offen.append(f'{bezug(blatt, f"A{z}")}<>""')


def gesamt(namen: Sequence[str], tabellen: Sequence[Tabelle]) -> str:
    """Formel: Summe der Teilergebnisse; leer, solange alle leer sind oder eine Zeile unvollständig ist."""
    leer = ",".join(f'{n}=""' for n in namen)
    offen = "+".join(t.anzahl(UNVOLLSTAENDIG) for t in tabellen)
    return f'IF(OR(AND({leer}),{offen}>0),"",SUM({",".join(namen)}))'


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
    zellen.formelzelle(blatt[f"B{z}"], f"={zeile.formel}", zeile.format, fett=zeile.fett)
    zellen.text(blatt[f"C{z}"], zeile.einheit)
    zellen.text(blatt[f"D{z}"], zeile.weg, grau=True)
    zellen.text(blatt[f"E{z}"], zeile.grundlage, grau=True)
    gegen = vergleich.eintraege(bau, blatt, _EINTRAG, z, zeile.name, zeile.format)
    vergleich.vergleich(blatt, z, "BFGH", gegen, zeile.format)
    blatt.row_dimensions[z].height = zellen.hoehe(
        (zeile.text, BREITEN[0]), (zeile.weg, BREITEN[3]), (zeile.grundlage, BREITEN[4])
    )
    bau.name(f"ergebnis_{zeile.name}", blatt, f"B{z}")
    bau.name(f"vergleich_{zeile.name}", blatt, f"F{z}")
