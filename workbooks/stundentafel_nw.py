"""Die Stundentafel NRW auf einem Blatt, mit den veröffentlichten Zahlen gefüllt."""

from __future__ import annotations

from datetime import time

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import absolute_coordinate, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workbooks import zellen

BLATT = "Stundentafel"
QUELLE = (
    "contec GmbH (Hoffmann/Aschenbrenner), Fachvortrag Personalbemessung, Folie »Ableitung des Personalbedarfs anhand "
    "einer sog. Stundentafel« (NRW)"
)
# Bezeichnung, Beginn, Ende, Anerkennung (None = 1), Tage je Woche, Anzahl Mitarbeitende
DIENSTE = (
    ("Tagespräsenz Mo.–Fr.", time(6), time(9), None, 5, 1),
    ("Tagespräsenz Mo.–Fr.", time(9), time(15), None, 5, 1),
    ("Tagespräsenz Sa./So.", time(6), time(9), None, 2, 1),
    ("Tagespräsenz Sa./So.", time(9), time(15), None, 2, 1),
    ("Tagespräsenz Mo.–So.", time(15), time(20), None, 7, 1),
    ("Tagespräsenz Mo.–So.", time(20), time(22), None, 7, 1),
    ("Nachtwache", time(22), time(6), 1, 7, 1),
)
ZUM_VERGLEICH = (
    ("Nachtbereitschaft", time(22), time(6), "parameter_nachtbereitschaft", 7, 1),
    ("Rufbereitschaft Nacht", time(22), time(6), "parameter_rufbereitschaft", 7, 1),
)
LEERZEILEN = 5
KOPF = (
    "Einsatzzeit",
    "Beginn",
    "Ende",
    "Anerkennung",
    "Tage je\nWoche",
    "Anzahl\nMA",
    "Std. je\nTag",
    "Std. je\nWoche",
    "Std. im\nJahr",
    "VZÄ",
)


def bauen() -> Workbook:
    """Die Mappe, noch nicht gerechnet."""
    mappe = Workbook()
    blatt = mappe.active
    assert isinstance(blatt, Worksheet)
    blatt.title = BLATT
    mappe.properties.creator = "EGH-Kalkulation"
    mappe.properties.title = "Stundentafel NRW"
    _titel(blatt)
    _parameter(mappe, blatt)
    letzte = _tafel(mappe, blatt, 15)
    letzte = _vergleich(blatt, letzte + 2)
    _pruefungen(mappe, blatt, letzte + 2)
    _druck(blatt)
    return mappe


def _titel(blatt: Worksheet) -> None:
    blatt["A1"] = "Stundentafel: Vorhalteleistungen Fachmodul Wohnen, Nordrhein-Westfalen"
    blatt["A1"].font = zellen.schrift(size=14, bold=True, color=zellen.AKZENT)
    blatt["A2"] = '=IF(ISERROR(EGH_BJAZ(1,1)),"Add-in EGH fehlt: angezeigt ist der gespeicherte Stand.","")'
    blatt["A2"].font = zellen.schrift(bold=True, color="FFC00000")
    blatt["A3"] = "Gelb: Eingabe. Grau: gerechnet. Leere Zeilen der Tafel bleiben leer."
    blatt["A3"].font = zellen.schrift(italic=True, color="FF595959")


def _parameter(mappe: Workbook, blatt: Worksheet) -> None:
    ueberschriften = ("Grundlage", "Vertragswert", "eigener Wert", "gilt", "Einheit", "Quelle")
    for spalte, wort in zip("ABCDEF", ueberschriften, strict=True):
        zellen.kopfzelle(blatt[f"{spalte}5"], wort)
    blatt.merge_cells("F5:J5")
    zeilen = (
        (
            "Nettojahresarbeitszeit",
            "njaz",
            'EGH_NJAZ("NW")',
            "nettojahresarbeitszeit",
            "Std./Jahr",
            zellen.STUNDEN,
        ),
        (
            "Anteil indirekter Zeit",
            "anteil_indirekt",
            'EGH_PARAMETER("NW","anteil_indirekt")',
            "",
            "Anteil",
            "0.0%",
        ),
        ("Wochen je Jahr", "wochen_jahr", 'EGH_PARAMETER("NW","wochen_jahr")', "", "Wochen/Jahr", "0.00"),
        (
            "Anerkennung Nachtbereitschaft",
            "nachtbereitschaft",
            'EGH_PARAMETER("NW","anerkennung_nachtbereitschaft")',
            "anerkennung_nachtbereitschaft",
            "Anteil",
            "0.0%",
        ),
        (
            "Anerkennung Rufbereitschaft",
            "rufbereitschaft",
            'EGH_PARAMETER("NW","anerkennung_rufbereitschaft")',
            "anerkennung_rufbereitschaft",
            "Anteil",
            "0.0%",
        ),
    )
    for zeile, (text, name, formel, parameter, einheit, zahlenformat) in enumerate(zeilen, 6):
        blatt[f"A{zeile}"] = text
        zellen.formelzelle(blatt[f"B{zeile}"], "=" + formel, zahlenformat)
        zellen.eingabezelle(blatt[f"C{zeile}"], None, zahlenformat)
        zellen.formelzelle(blatt[f"D{zeile}"], f'=IF(C{zeile}="",B{zeile},C{zeile})', zahlenformat, fett=True)
        blatt[f"E{zeile}"] = einheit
        blatt[f"E{zeile}"].alignment = Alignment(horizontal="left", vertical="center", indent=1)
        _quellenzelle(blatt, zeile, f'=EGH_QUELLE("NW","{parameter or name}")')
        for spalte in "AE":
            blatt[f"{spalte}{zeile}"].font = zellen.schrift()
        blatt[f"A{zeile}"].alignment = Alignment(vertical="center")
        _name(mappe, f"eingabe_{name}", f"C{zeile}")
        _name(mappe, f"parameter_{name}", f"D{zeile}")
    blatt["A11"] = "Effektive Betreuungszeit je VZÄ"
    blatt["A11"].font = zellen.schrift(bold=True)
    blatt["A11"].alignment = Alignment(vertical="center")
    zellen.formelzelle(
        blatt["D11"],
        "=EGH_BETREUUNGSZEIT(parameter_njaz,parameter_anteil_indirekt)",
        zellen.STUNDEN,
        fett=True,
    )
    blatt["E11"] = "Std./Jahr"
    blatt["E11"].font = zellen.schrift()
    blatt["E11"].alignment = Alignment(horizontal="left", vertical="center", indent=1)
    _quellenzelle(blatt, 11, "Nettojahresarbeitszeit × (1 − Anteil indirekter Zeit)")
    _name(mappe, "ergebnis_betreuungszeit", "D11")
    blatt["A13"] = "Stundentafel"
    blatt["A13"].font = zellen.schrift(size=12, bold=True, color=zellen.AKZENT)


def _tafel(mappe: Workbook, blatt: Worksheet, anfang: int) -> int:
    for spalte, wort in zip("ABCDEFGHIJ", KOPF, strict=True):
        zellen.kopfzelle(blatt[f"{spalte}{anfang - 1}"], wort)
    zeilen = (*DIENSTE, *((None,) * 6 for _ in range(LEERZEILEN)))
    for zeile, dienst in enumerate(zeilen, anfang):
        _dienst(blatt, zeile, dienst)
    ende = anfang + len(zeilen) - 1
    gesamt = ende + 1
    for spalte in "ABCDEFG":
        zellen.formelzelle(
            blatt[f"{spalte}{gesamt}"], "Gesamt" if spalte == "A" else None, "General", fett=True
        )
    for spalte, name in (("H", "stunden_woche"), ("I", "stunden_jahr"), ("J", "vzae")):
        summe = f"=SUM({spalte}{anfang}:{spalte}{ende})"
        zellen.formelzelle(blatt[f"{spalte}{gesamt}"], summe, zellen.STUNDEN, fett=True)
        _name(mappe, f"ergebnis_{name}", f"{spalte}{gesamt}")
    _name(mappe, "eingabe_tafel", f"A{anfang}:F{ende}")
    _eingabehilfen(blatt, anfang, ende)
    return gesamt


def _dienst(blatt: Worksheet, zeile: int, dienst: tuple[object, ...]) -> None:
    formate = ("General", "hh:mm", "hh:mm", "0.0%", "0.00", "0.00")
    for spalte, wert, zahlenformat in zip("ABCDEF", dienst, formate, strict=True):
        verweis = isinstance(wert, str) and wert.startswith("parameter_")
        zelle = blatt[f"{spalte}{zeile}"]
        if verweis:
            zellen.formelzelle(zelle, f"={wert}", zahlenformat)
        else:
            zellen.eingabezelle(zelle, wert, zahlenformat)
    z = str(zeile)
    belegt = f"COUNTA(A{z}:F{z})=0"
    anerkennung = f'IF(D{z}="",1,D{z})'
    rechnungen = {
        "G": f'IF({belegt},"",EGH_EINSATZDAUER(B{z},C{z}))',
        "H": f'IF({belegt},"",EGH_EINSATZSTUNDEN(G{z},E{z},F{z},{anerkennung},1))',
        "I": f'IF({belegt},"",EGH_EINSATZSTUNDEN(G{z},E{z},F{z},{anerkennung},parameter_wochen_jahr))',
        "J": f'IF({belegt},"",EGH_VZAE(I{z},ergebnis_betreuungszeit))',
    }
    for spalte, formel in rechnungen.items():
        zellen.formelzelle(blatt[f"{spalte}{z}"], "=" + formel, zellen.STUNDEN)


def _vergleich(blatt: Worksheet, zeile: int) -> int:
    blatt[f"A{zeile}"] = "Zum Vergleich (nicht in der Summe)"
    blatt[f"A{zeile}"].font = zellen.schrift(size=12, bold=True, color=zellen.AKZENT)
    for nummer, dienst in enumerate(ZUM_VERGLEICH, zeile + 1):
        _dienst(blatt, nummer, dienst)
    return zeile + len(ZUM_VERGLEICH)


def _pruefungen(mappe: Workbook, blatt: Worksheet, zeile: int) -> None:
    tafel = "EGH_STUNDENTAFEL(eingabe_tafel,ergebnis_betreuungszeit,parameter_wochen_jahr)"
    letzte = len(DIENSTE) + LEERZEILEN + 2  # Kopf, alle Zeilen, Gesamt
    blatt[f"A{zeile}"] = "Prüfung"
    blatt[f"A{zeile}"].font = zellen.schrift(size=12, bold=True, color=zellen.AKZENT)
    # Die Prüfungen selbst rechnen ohne EGH-Funktionen: sie stimmen auch, wo das Add-in fehlt.
    zeilen = (
        (
            "VZÄ der ganzen Tafel in einem Zug (EGH_STUNDENTAFEL)",
            f"=INDEX({tafel},{letzte},5)",
            "",
            zellen.STUNDEN,
        ),
        (
            "Summe der Zeilen stimmt damit überein",
            f"=IFERROR(ABS(D{zeile + 1}-ergebnis_vzae)<0.000001,FALSE)",
            "tafel",
            "",
        ),
        (
            "Alle Ergebnisse sind Zahlen",
            "=AND(ISNUMBER(ergebnis_stunden_jahr),ISNUMBER(ergebnis_vzae))",
            "zahlen",
            "",
        ),
    )
    for nummer, (text, formel, name, zahlenformat) in enumerate(zeilen, zeile + 1):
        blatt[f"A{nummer}"] = text
        blatt[f"A{nummer}"].font = zellen.schrift()
        zellen.formelzelle(blatt[f"D{nummer}"], formel, zahlenformat or "General", fett=True)
        if name:
            _name(mappe, f"pruefung_{name}", f"D{nummer}")
    rot = PatternFill("solid", bgColor="FFFFC7CE")
    regel = FormulaRule(formula=[f"D{zeile + 2}=FALSE"], fill=rot)
    blatt.conditional_formatting.add(f"D{zeile + 2}:D{zeile + 3}", regel)
    quelle = blatt[f"A{zeile + 5}"]
    quelle.value = f"Quelle der Tafel: {QUELLE}. Dort gedruckt: Gesamt 168 Std. je Woche, 6,37 VZÄ."
    quelle.font = zellen.schrift(size=8, color="FF595959")
    quelle.alignment = Alignment(wrap_text=True, vertical="top")
    blatt.merge_cells(f"A{zeile + 5}:J{zeile + 6}")


def _eingabehilfen(blatt: Worksheet, anfang: int, ende: int) -> None:
    hilfen = (
        ("B", "C", "time", "0", "1", "Uhrzeit eingeben, z. B. 22:00; Ende bis 24:00."),
        ("D", "D", "decimal", "0", "1", "Anteil von 0 % bis 100 %; leer zählt voll."),
        ("E", "E", "decimal", "0", "7", "Tage je Woche von 0 bis 7."),
        ("F", "F", "decimal", "0", "999", "Anzahl Mitarbeitende, ab 0."),
    )
    for von, bis, art, unten, oben, text in hilfen:
        regel = DataValidation(type=art, operator="between", formula1=unten, formula2=oben, allow_blank=True)
        regel.promptTitle, regel.prompt = "Eingabe", text
        regel.errorTitle, regel.error = "Eingabe", text
        regel.showInputMessage = regel.showErrorMessage = True
        regel.add(f"{von}{anfang}:{bis}{ende}")
        blatt.add_data_validation(regel)


def _druck(blatt: Worksheet) -> None:
    for spalte, breite in zip("ABCDEFGHIJ", (34, 13, 13, 13, 12, 10, 10, 10, 12, 10), strict=True):
        blatt.column_dimensions[spalte].width = breite
    blatt.row_dimensions[14].height = 28
    blatt.sheet_view.showGridLines = False
    blatt.freeze_panes = "A4"
    blatt.page_setup.orientation = "landscape"
    blatt.page_setup.paperSize = 9
    blatt.page_setup.fitToWidth, blatt.page_setup.fitToHeight = 1, 1
    blatt.sheet_properties.pageSetUpPr.fitToPage = True
    blatt.print_options.horizontalCentered = True
    blatt.oddHeader.left.text = "EGH-Kalkulation: Stundentafel NRW"
    blatt.oddFooter.right.text = "Seite &P von &N"
    blatt.protection.sheet = True
    blatt.protection.formatColumns = blatt.protection.formatRows = False


def _name(mappe: Workbook, name: str, adresse: str) -> None:
    bezug = f"{quote_sheetname(BLATT)}!{absolute_coordinate(adresse)}"
    mappe.defined_names[name] = DefinedName(name, attr_text=bezug)


def _quellenzelle(blatt: Worksheet, zeile: int, inhalt: str) -> None:
    blatt[f"F{zeile}"] = inhalt
    blatt[f"F{zeile}"].font = zellen.schrift(size=8, color="FF595959")
    blatt[f"F{zeile}"].alignment = Alignment(wrap_text=True, vertical="center")
    blatt.merge_cells(f"F{zeile}:J{zeile}")
    blatt.row_dimensions[zeile].height = 24
