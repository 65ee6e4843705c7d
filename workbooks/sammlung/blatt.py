"""Die Übersicht als Mappe: was zählt und was nicht, je Gruppe Summen und Vergleich, Leistungserbringer, Dateien."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from calc.runden import deutsch
from workbooks import berichtsblatt, fertigung
from workbooks.bausteine.grund import diagramme, zellen
from workbooks.berichtsblatt import einrichten, text, zahl
from workbooks.ergebnisse import summierbar
from workbooks.mappe import Arbeitsmappe
from workbooks.sammlung.auswertung import MINDESTENS, Gruppe, zeitraum_in_worten
from workbooks.sammlung.lesen import Mappe

_KOPF = 4
# Woran man eine Gruppe zuerst misst: das erste davon, das sie hat, kommt ins Bild.
_BILD = ("vzae", "vk", "preis_vereinbart_fls", "fls_satz", "budget_gesamt", "entgelt", "fachleistung")
_SAETZE = (
    "Gelesen sind die gespeicherten Ergebnisse jeder Mappe; gerechnet wurde hier nichts.",
    "Gezählt werden Mappen einer Vorlage, eines Landes und einer Version, deren Prüfungen alle WAHR sind; warum die "
    "anderen nicht, steht auf »Nicht gezählt«, ihre Werte auf »… Dateien«.",
    "Addiert wird, was sich addieren lässt (Stunden, Stellen, Beträge), nie ein Satz oder Anteil; nie über Vorlagen "
    "und Länder hinweg.",
    f"Verglichen werden Leistungserbringer, ab {MINDESTENS}: Quartile einschließlich der Enden; auffällig ist, wer "
    "mehr als das 1,5-Fache ihres Abstands daneben liegt. Hat einer mehrere Mappen, gilt ihre Summe, bei Sätzen und "
    "Anteilen ihr Median.",
)
_UNERLAUBT = re.compile(r"[\[\]:*?/\\']")


def uebersicht(gruppen: Sequence[Gruppe], fremde: Sequence[Mappe], quelle: str, ziel: Path) -> Arbeitsmappe:
    """Die gerechnete Mappe, noch nicht gespeichert."""
    buch = Workbook()
    blatt = buch.active
    blatt.title = "Überblick"
    _ueberblick(blatt, gruppen, fremde, quelle)
    _nicht_gezaehlt(buch.create_sheet("Nicht gezählt"), gruppen, fremde, quelle)
    for gruppe in gruppen:
        _gruppe(buch, gruppe)
    return fertigung.gerechnet(buch, ziel)


def _gruppe(buch: Workbook, gruppe: Gruppe) -> None:
    """Ohne eine gezählte Mappe gibt es nichts zu vergleichen, aber ihre Werte sind zu sehen."""
    if not gruppe.zahlen:
        return _dateien(_neues(buch, f"{gruppe.name} Dateien"), gruppe)
    vergleich, erbringer = (_neues(buch, f"{gruppe.name}{wort}") for wort in ("", " Erbringer"))
    dateien = _neues(buch, f"{gruppe.name} Dateien")
    _dateien(dateien, gruppe)
    _erbringer(erbringer, gruppe)
    return _vergleich(vergleich, gruppe, erbringer, dateien)


def _neues(buch: Workbook, name: str) -> Worksheet:
    """Ein Blatt, das so heißt, soweit Excel es erlaubt; openpyxl zählt gleiche."""
    return buch.create_sheet(_UNERLAUBT.sub(" ", name)[:28] or "ohne Namen")


def _kopf(blatt: Worksheet, worte: Iterable[tuple[str, float]], zeile: int = _KOPF) -> None:
    worte = list(worte)
    for spalte, (wort, _) in enumerate(worte, 1):
        zellen.kopfzelle(blatt.cell(zeile, spalte), wort)
        blatt.cell(zeile, spalte).data_type = "s"
    blatt.row_dimensions[zeile].height = zellen.hoehe(*((wort, breite - 4) for wort, breite in worte)) + 6
    blatt.freeze_panes = blatt.cell(zeile + 1, 2)
    blatt.print_title_rows = f"1:{zeile}"


def _zeile(blatt: Worksheet, z: int, werte: Iterable[Any], breiten: Sequence[float]) -> None:
    """Texte mit Umbruch und ganze Zahlen."""
    texte = []
    for spalte, wert in enumerate(werte, 1):
        zelle = blatt.cell(z, spalte)
        if isinstance(wert, int):
            zahl(zelle, float(wert), "#,##0")
        else:
            berichtsblatt.umbrochen(zelle, wert)
            texte.append((wert, breiten[spalte - 1] - 1.5))
    blatt.row_dimensions[z].height = zellen.hoehe(*texte)


def _ueberblick(blatt: Worksheet, gruppen: Sequence[Gruppe], fremde: Sequence[Mappe], quelle: str) -> None:
    breiten = (24, 9, 11, 10, 10, 15, 11, 62)
    einrichten(blatt, "Überblick", quelle, breiten)
    worte = (
        "Vorlage",
        "Land",
        "Version",
        "Dateien",
        "gezählt",
        "Leistungs-\nerbringer",
        "nicht\ngezählt",
        "Hinweis",
    )
    _kopf(blatt, zip(worte, breiten, strict=True))
    z = _KOPF
    for g in gruppen:
        z += 1
        hinweise = [satz if not datei else f"{datei}: {satz}" for datei, satz in g.hinweise]
        if len(hinweise) > 3:
            hinweise[3:] = [f"und {len(hinweise) - 3} weitere"]
        if g.gezaehlt and len(g.namen) < MINDESTENS:
            hinweise.append(f"weniger als {MINDESTENS} Leistungserbringer: kein Vergleich")
        zahlen = (len(g.gezaehlt) + len(g.nicht), len(g.gezaehlt), len(g.namen), len(g.nicht))
        _zeile(blatt, z, (g.vorlage, g.land, g.version, *zahlen, "\n".join(hinweise)), breiten)
    if fremde:
        z += 1
        _zeile(blatt, z, ("andere Dateien", "", "", len(fremde), 0, 0, len(fremde), ""), breiten)
    summe = z + 1
    text(blatt.cell(summe, 1), "zusammen", fett=True)
    for spalte in (4, 5, 7):
        b = get_column_letter(spalte)
        zellen.formelzelle(blatt.cell(summe, spalte), f"=SUM({b}{_KOPF}:{b}{z})", "#,##0", fett=True)
    for z, satz in enumerate(_SAETZE, summe + 2):
        blatt.merge_cells(start_row=z, end_row=z, start_column=1, end_column=len(breiten))
        berichtsblatt.umbrochen(blatt.cell(z, 1), satz, grau=True)
        blatt.row_dimensions[z].height = zellen.hoehe((satz, sum(breiten) - 8))


def _nicht_gezaehlt(
    blatt: Worksheet, gruppen: Sequence[Gruppe], fremde: Sequence[Mappe], quelle: str
) -> None:
    breiten = (52, 30, 18, 70)
    einrichten(blatt, "Nicht gezählt", quelle, breiten)
    _kopf(blatt, zip(("Datei", "Leistungserbringer", "Vorlage", "Grund"), breiten, strict=True))
    zeilen = [(m.datei, m.angaben["traeger"], g.name, grund) for g in gruppen for m, grund in g.nicht]
    zeilen += [(m.datei, "", "", m.grund) for m in fremde]
    for z, zeile in enumerate(zeilen, _KOPF + 1):
        _zeile(blatt, z, zeile, breiten)
    if not zeilen:
        text(blatt.cell(_KOPF + 1, 1), "keine: jede Datei zählt")


def _wort(gruppe: Gruppe, name: str) -> str:
    """Wie ein Ergebnis über einer Spalte heißt."""
    e = gruppe.ergebnisse[name]
    wort = e.bezeichnung if len(e.bezeichnung) > 5 else name.removeprefix("ergebnis_").replace("_", " ")
    return f"{wort} [{e.einheit}]" if e.einheit else wort


def _tabellenkopf(
    blatt: Worksheet, gruppe: Gruppe, vorn: Sequence[tuple[str, float]], namen: Sequence[str], titel: str
) -> None:
    breiten = (*(breite for _, breite in vorn), *(16.0,) * len(namen))
    einrichten(blatt, f"{gruppe.name}: {titel}", _stand(gruppe), breiten)
    _kopf(blatt, [*vorn, *((_wort(gruppe, n), 16.0) for n in namen)])
    blatt.page_setup.fitToWidth = max(1, round(sum(breiten) / 170))
    blatt.print_title_cols = "A:A"


def _stand(gruppe: Gruppe) -> str:
    alle = len(gruppe.gezaehlt) + len(gruppe.nicht)
    return f"{deutsch(len(gruppe.gezaehlt))} von {deutsch(alle)} Dateien gezählt, Version {gruppe.version}"


def _dateien(blatt: Worksheet, gruppe: Gruppe) -> None:
    """Die gezählten Mappen in einem Block, darunter die anderen, mit dem Grund."""
    vorn = (
        *(("Datei", 44.0), ("gezählt", 34.0), ("Leistungserbringer", 28.0), ("Aktenzeichen", 16.0)),
        *(("Stichtag", 15.0), ("Zeitraum", 15.0), ("Status", 14.0)),
    )
    _tabellenkopf(blatt, gruppe, vorn, gruppe.spalten, "Dateien")
    breiten = [breite for _, breite in vorn]
    for z, (m, grund) in enumerate([*((m, "") for m in gruppe.gezaehlt), *gruppe.nicht], _KOPF + 1):
        a = m.angaben
        deckblatt = (a["aktenzeichen"], a["stichtag"], zeitraum_in_worten(m.zeitraum), a["status"])
        _zeile(blatt, z, (m.datei, f"nein: {grund}" if grund else "ja", a["traeger"], *deckblatt), breiten)
        for spalte, name in enumerate(gruppe.spalten, len(vorn) + 1):
            e = m.ergebnisse.get(name)
            zahl(blatt.cell(z, spalte), e.wert if e else None, e.format if e else "General")


def _erbringer(blatt: Worksheet, gruppe: Gruppe) -> None:
    """Je Leistungserbringer eine Zeile."""
    vorn = (("Leistungserbringer", 36.0), ("Dateien", 10.0))
    _tabellenkopf(blatt, gruppe, vorn, gruppe.zahlen, "Leistungserbringer")
    anzahl = gruppe.tabelle.groupby("erbringer").size()
    for z, (schluessel, zeile) in enumerate(gruppe.erbringer.iterrows(), _KOPF + 1):
        text(blatt.cell(z, 1), gruppe.namen[str(schluessel)])
        zahl(blatt.cell(z, 2), float(anzahl[schluessel]), "0")
        for spalte, name in enumerate(gruppe.zahlen, 3):
            wert = zeile[name]
            zahl(
                blatt.cell(z, spalte), None if pd.isna(wert) else float(wert), gruppe.ergebnisse[name].format
            )


def _bild(blatt: Worksheet, gruppe: Gruppe, erbringer: Worksheet, z: int) -> None:
    """Unter dem Vergleich die wichtigste Zahl je Leistungserbringer."""
    name = next((n for n in (f"ergebnis_{b}" for b in _BILD) if n in gruppe.zahlen), gruppe.zahlen[0])
    zellen.ueberschrift(blatt.cell(z, 1), f"{_wort(gruppe, name)} je Leistungserbringer")
    letzte = _KOPF + len(gruppe.erbringer)
    diagramme.saeulen(
        blatt, "", _KOPF, letzte, 3 + gruppe.zahlen.index(name), f"A{z + 1}", gruppe.ergebnisse[name].format,
        liegend=True, spalten="ABCDEFGH", hoehe=1 + 0.9 * len(gruppe.erbringer), aus=erbringer,
    )  # fmt: skip


def _vergleich(blatt: Worksheet, gruppe: Gruppe, erbringer: Worksheet, dateien: Worksheet) -> None:
    """Je Ergebnis Summe, Quartile und wer auffällt; die Zahlen rechnen aus den beiden anderen Blättern."""
    breiten = (46, 12, 17, 13, 15, 15, 15, 44)
    einrichten(blatt, f"{gruppe.name}: Summen und Vergleich", _stand(gruppe), breiten)
    worte = (
        *("Ergebnis", "Einheit", "Summe", "Leistungs-\nerbringer", "unteres\nQuartil", "Median"),
        *("oberes\nQuartil", "auffällig"),
    )
    _kopf(blatt, zip(worte, breiten, strict=True))
    for z, name in enumerate(gruppe.zahlen, _KOPF + 1):
        e, v = gruppe.ergebnisse[name], gruppe.vergleich(name)
        n = gruppe.zahlen.index(name)
        je_datei = _bereich(dateien, 8 + gruppe.spalten.index(name), len(gruppe.gezaehlt))
        je_erbringer = _bereich(erbringer, 3 + n, len(gruppe.erbringer))
        auffaellig = ", ".join(v.auffaellig) if v else ""
        text(blatt.cell(z, 1), _wort(gruppe, name).removesuffix(f" [{e.einheit}]"))
        text(blatt.cell(z, 2), e.einheit)
        summe = f"=SUM({je_datei})" if summierbar(name) else None
        zellen.formelzelle(blatt.cell(z, 3), summe, e.format, fett=True)
        zellen.formelzelle(blatt.cell(z, 4), f"=COUNT({je_erbringer})", "0")
        for spalte, formel in ((5, "QUARTILE({},1)"), (6, "MEDIAN({})"), (7, "QUARTILE({},3)")):
            wert = f'=IF(D{z}<{MINDESTENS},"",{formel.format(je_erbringer)})'
            zellen.formelzelle(blatt.cell(z, spalte), wert, e.format)
        berichtsblatt.umbrochen(blatt.cell(z, 8), auffaellig)
        blatt.row_dimensions[z].height = zellen.hoehe((auffaellig, breiten[7] - 3), (_wort(gruppe, name), 42))
    _bild(blatt, gruppe, erbringer, _KOPF + len(gruppe.zahlen) + 2)


def _bereich(blatt: Worksheet, spalte: int, zeilen: int) -> str:
    b = get_column_letter(spalte)
    return f"{quote_sheetname(blatt.title)}!${b}${_KOPF + 1}:${b}${_KOPF + zeilen}"
