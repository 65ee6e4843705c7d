"""Blatt »Kurzfassung«: eine Seite für Vorstand und Verhandlung."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter import deckblatt_angebote, vergleich
from workbooks.bausteine.blaetter.angebote import ERSTE as ANGEBOTE_ERSTE
from workbooks.bausteine.blaetter.angebote import balken
from workbooks.bausteine.blaetter.ergebnis import pruefzeile
from workbooks.bausteine.blaetter.teiljahr import IST_TEIL, im_zeitraum
from workbooks.bausteine.blaetter.zeitteil import zeitteil
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte
from workbooks.bausteine.grund.worte import ANGEBOTE, KURZFASSUNG


@dataclass(frozen=True)
class Kurz:
    """Ein Ergebnis der Kurzfassung: Name (`ergebnis_X`), Wort, Einheit und Format."""

    name: str
    text: str
    einheit: str = "EUR"
    format: str = zellen.STUNDEN
    fett: bool = False


def kurzfassung(bau: Bau, zeilen: Sequence[Kurz]) -> None:
    """Die Seite; mit Angeboten auch ihr Vergleich und je Angebot eine Zeile."""
    mit_angeboten = ANGEBOTE in bau.mappe.sheetnames
    breiten = (42 if mit_angeboten else 46, 18 if mit_angeboten else 22, 20, 15, 14)
    blatt = bau.blatt(KURZFASSUNG, bau.titel(KURZFASSUNG), breiten, 4, quer=False)
    blatt.page_setup.fitToHeight = 1
    pruefzeile(blatt, 4)
    hinweise = [n for n in ("hinweis_zeitraum", "hinweis_tarif") if n in bau.mappe.defined_names]
    if hinweise:
        zellen.text(blatt["A5"], f"={'&'.join(hinweise)}", fett=True, umbruch=False)
    an = ("an", "meta_leistungstraeger", "General")
    zeit = zeitteil(bau.vorlage.rahmen, bau).kurz
    for z, (wort, name, zahlenformat) in enumerate(zeit if mit_angeboten else (*zeit, an), 6):
        zellen.text(blatt[f"A{z}"], wort)
        zellen.formelzelle(blatt[f"B{z}"], f'=IF({name}="","",{name})', zahlenformat)
    if mit_angeboten:
        _an_wen(blatt)
        z = _ergebnisse(bau, blatt, zeilen) + 2
        _freigabe(blatt, z)
        # zuletzt, was wachsen kann: gedruckt wird bis zum letzten Angebot
        erste, letzte = _je_angebot(bau, blatt, z + 5, zeilen[0].einheit)
        bau.gedruckt[KURZFASSUNG] = Druck("E", letzte_belegte(erste, bezug(blatt, f"A{erste}:A{letzte}")))
    else:
        z = _nur_ergebnisse(blatt, zeilen) + 3
        _freigabe(blatt, z)
        bau.gedruckt[KURZFASSUNG] = Druck("E")
        if bau.vorlage.kurz_je[0]:
            erste, letzte = _je_leistungserbringer(bau, blatt, z + 5)
            bau.gedruckt[KURZFASSUNG] = Druck("E", letzte_belegte(erste, bezug(blatt, f"A{erste}:A{letzte}")))


def _an_wen(blatt: Worksheet) -> None:
    for z, (wort, formel) in enumerate(
        (
            ("an", '=IF(meta_leistungstraeger="","",meta_leistungstraeger)'),
            ("Plätze", f"={deckblatt_angebote.summe('eingabe_plaetze', deckblatt_angebote.PLAETZE)}"),
            ("Personen", f"={deckblatt_angebote.summe('eingabe_belegung', deckblatt_angebote.PERSONEN)}"),
        ),
        6,
    ):
        zellen.text(blatt[f"C{z}"], wort)
        zellen.formelzelle(blatt[f"D{z}"], formel, rechts=False)
        zellen.formelzelle(blatt[f"E{z}"], None)
        blatt.merge_cells(f"D{z}:E{z}")


def _nur_ergebnisse(blatt: Worksheet, zeilen: Sequence[Kurz]) -> int:
    """Ohne Vergleich; gibt die letzte Zeile."""
    for nummer, wort in enumerate(("Ergebnis", "Wert", "Einheit"), 1):
        zellen.kopfzelle(blatt.cell(10, nummer), wort)
    for z, zeile in enumerate(zeilen, 11):
        zellen.text(blatt[f"C{z}"], zeile.einheit)
        zellen.text(blatt[f"A{z}"], zeile.text, fett=z == 11)
        if z == 11:
            zellen.formelzelle(blatt[f"B{z}"], f"=ergebnis_{zeile.name}", zeile.format, fett=True)
        else:
            zellen.stumm(blatt[f"B{z}"], f"=ergebnis_{zeile.name}", zeile.format)
    letzte = 10 + len(zeilen)
    if letzte > 11:
        zellen.einblenden(blatt, f"B12:B{letzte}", 'B12<>""')
    return letzte


def _ergebnisse(bau: Bau, blatt: Worksheet, zeilen: Sequence[Kurz]) -> int:
    """Die wichtigsten Ergebnisse ab Zeile 10; gibt die letzte Zeile."""
    erste, letzte = 11, 10 + len(zeilen)
    da = vergleich.ist_da(f"$D${erste}:$D${letzte}")
    for nummer, wort in enumerate(("Ergebnis", "Wert\n(gerundet)", "Einheit"), 1):
        zellen.kopfzelle(blatt.cell(10, nummer), wort)
    vergleich.kopf(blatt, "DE", 10, da)
    blatt.row_dimensions[10].height = 28
    for z, zeile in enumerate(zeilen, erste):
        zellen.text(blatt[f"A{z}"], zeile.text, fett=zeile.fett)
        zellen.formelzelle(blatt[f"B{z}"], f"=ergebnis_{zeile.name}", zeile.format, fett=zeile.fett)
        zellen.text(blatt[f"C{z}"], zeile.einheit)
        if f"vergleich_{zeile.name}" in bau.mappe.defined_names:
            vergleich.vergleich(blatt, z, "BDE", f"vergleich_{zeile.name}", zeile.format)
    zellen.einblenden(blatt, f"D{erste}:E{letzte}", da)
    return _wirkungen(bau, blatt, _im_zeitraum(bau, blatt, letzte, zeilen), zeilen[0].einheit)


def _im_zeitraum(bau: Bau, blatt: Worksheet, letzte: int, zeilen: Sequence[Kurz]) -> int:
    """Was davon in den Zeitraum fällt, wenn er kein Jahr ist; gibt die letzte Zeile."""
    for zeile in zeilen:
        name = f"ergebnis_zeitraum_{zeile.name}"
        if name in bau.mappe.defined_names:
            letzte += 1
            einheit = zeile.einheit.partition("/")[0]
            for spalte, wort in (("A", im_zeitraum(zeile.text)), ("C", einheit)):
                zellen.text(blatt[f"{spalte}{letzte}"], f'=IF({IST_TEIL},"{wort}","")')
            zellen.stumm(blatt[f"B{letzte}"], f"={name}", zeile.format)
            zellen.einblenden(blatt, f"B{letzte}", IST_TEIL, zellen.FORMEL)
    return letzte


def _wirkungen(bau: Bau, blatt: Worksheet, letzte: int, einheit: str) -> int:
    """Was die eigenen Werte zusammen ausmachen; leer, wo sich das nicht bestimmen lässt. Gibt die letzte Zeile."""
    namen = (("", "Stellen", einheit), ("entgelt_", "Entgelt", "EUR/Jahr"))
    for teil, wort, je in namen:
        name = f"wirkung_{teil}gesamt"
        if name in bau.mappe.defined_names:
            letzte += 1
            satz = f'"{wort} durch Abweichungen vom Vertrag ("&abweichungen_anzahl&")"'
            zellen.text(blatt[f"A{letzte}"], f'=IF({name}="","",{satz})')
            form = zellen.BETRAG if teil else zellen.STUNDEN
            zellen.stumm(blatt[f"B{letzte}"], f"={name}", form)
            zellen.einblenden(blatt, f"B{letzte}", f'{name}<>""', zellen.FORMEL)
            zellen.text(blatt[f"C{letzte}"], f'=IF({name}="","","{je}")')
    return letzte


def _freigabe(blatt: Worksheet, z: int) -> None:
    """Wer erstellt, geprüft und freigegeben hat (vom Deckblatt), mit Platz für die Unterschrift."""
    for nummer, wort in enumerate(("Freigabe", "Name", "Datum", "Unterschrift", ""), 1):
        zellen.kopfzelle(blatt.cell(z, nummer), wort)
    blatt.merge_cells(f"D{z}:E{z}")
    for nummer, zeile in enumerate(range(z + 1, z + 4), 1):
        for spalte, zahlenformat in (("A", "General"), ("B", "General"), ("C", zellen.DATUM)):
            quelle = f"INDEX(freigabe,{nummer},{'ABC'.index(spalte) + 1})"
            zellen.formelzelle(
                blatt[f"{spalte}{zeile}"], f'=IF({quelle}="","",{quelle})', zahlenformat, rechts=False
            )
        zellen.formelzelle(blatt[f"D{zeile}"], None)
        zellen.formelzelle(blatt[f"E{zeile}"], None)
        blatt.merge_cells(f"D{zeile}:E{zeile}")
        blatt.row_dimensions[zeile].height = 26


_HOECHSTENS = 12
"""Angebote oder Leistungserbringer auf der einen Seite; mehr stehen auf ihrem Blatt."""


def _je_leistungserbringer(bau: Bau, blatt: Worksheet, z: int) -> tuple[int, int]:
    """Ab Zeile z, was jeder bekommt; gibt die erste und die letzte Zeile."""
    namen, betraege, wort = bau.vorlage.kurz_je
    for nummer, kopf in enumerate(("Leistungserbringer", f"{wort}\nEUR", "von allen"), 1):
        zellen.kopfzelle(blatt.cell(z, nummer), kopf)
    blatt.row_dimensions[z].height = 28
    erste, letzte = z + 1, z + _HOECHSTENS
    for i, zeile in enumerate(range(erste, letzte + 1), 1):
        summe = f"SUM(INDEX({betraege},{i},0))"
        werte = (
            (
                "A",
                f'=IF({i}>ROWS({namen}),"",IF(INDEX({namen},{i},1)="","",INDEX({namen},{i},1)))',
                "General",
            ),
            ("B", f'=IF(A{zeile}="","",IF(COUNT(INDEX({betraege},{i},0))=0,"",{summe}))', zellen.BETRAG),
            ("C", f'=IF(N(B{zeile})=0,"",B{zeile}/SUM({betraege}))', zellen.PROZENT),
        )
        for spalte, formel, zahlenformat in werte:
            zellen.stumm(blatt[f"{spalte}{zeile}"], formel, zahlenformat, rechts=spalte != "A")
    zellen.einblenden(blatt, f"A{erste}:C{letzte}", f'$A{erste}<>""')
    blatt_der_namen = bau.mappe.defined_names[namen].attr_text.partition("!")[0].strip("'")
    mehr = (
        f'IF(ROWS({namen})>{_HOECHSTENS},SUMPRODUCT(--({namen}<>""))>COUNTIF(A{erste}:A{letzte},"?*"),FALSE)'
    )
    zellen.text(blatt[f"A{letzte + 1}"], f'=IF({mehr},"weitere: Blatt {blatt_der_namen}","")', grau=True)
    return erste, letzte + 1


def _je_angebot(bau: Bau, blatt: Worksheet, z: int, einheit: str) -> tuple[int, int]:
    """Ab Zeile z ein Angebot je Zeile mit Balken; gibt die erste und die letzte Zeile."""
    anzahl = min(_HOECHSTENS, bau.umfang.angebote + 1)
    erste, letzte = z + 1, z + anzahl
    da = vergleich.ist_da(f"$D${erste}:$D${letzte}")
    for nummer, wort in enumerate(("Angebot", f"{einheit}\n(gerundet)", ""), 1):
        zellen.kopfzelle(blatt.cell(z, nummer), wort)
    vergleich.kopf(blatt, "DE", z, da)
    blatt.row_dimensions[z].height = 28
    alle = f"$B${erste}:$B${letzte}"
    for i, zeile in enumerate(range(erste, letzte + 1), 1):
        werte: tuple[tuple[str, str, str], ...] = (
            ("A", f"={bezug(bau.mappe[ANGEBOTE], f'A{ANGEBOTE_ERSTE + i - 1}')}", "General"),
            ("B", f"=INDEX(ergebnis_angebote,{i},1)", zellen.STUNDEN),
            (
                "C",
                f'=IF(COUNT({alle})<2,"",{balken(f"$B{zeile}", alle, 12)[1:]})',
                "General",
            ),
        )
        for spalte, formel, zahlenformat in werte:
            zellen.stumm(blatt[f"{spalte}{zeile}"], formel, zahlenformat, rechts=spalte not in "AC")
        vergleich.vergleich(blatt, zeile, "BDE", f"INDEX(vergleich_angebote,{i},1)", zellen.STUNDEN)
        blatt[f"C{zeile}"].font = zellen.schrift(color=zellen.AKZENT)
    if bau.umfang.angebote + 1 > anzahl:
        uebrige = f"A{ANGEBOTE_ERSTE + anzahl}:A{ANGEBOTE_ERSTE + bau.umfang.angebote}"
        mehr = f'COUNTIF({bezug(bau.mappe[ANGEBOTE], uebrige)},"?*")>0'
        zellen.text(blatt[f"A{letzte + 1}"], f'=IF({mehr},"weitere: Blatt {ANGEBOTE}","")', grau=True)
    zellen.einblenden(blatt, f"A{erste}:C{letzte}", f'$A{erste}<>""')
    zellen.einblenden(blatt, f"D{erste}:E{letzte}", f'AND({da},$A{erste}<>"")')
    return erste, letzte + 1
