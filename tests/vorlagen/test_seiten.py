"""The pages a Leistungsträger gets: printed by LibreOffice, read back from the PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fremd.office import durch_office, umgewandelt
from pypdf import PdfReader
from vorlagenbau import GROESSEN, SCHWER, datei, klein, mappe

import workbooks
from workbooks.fertigung import gerechnet
from workbooks.vorlagen import bauen, finde

jede = pytest.mark.parametrize("name", SCHWER)
# Tables of each template that are printed: (sheet, last row of 11 duties / 5 further services, column of a text).
TABELLEN = {
    "nw": (("Stundentafel", 17, "F"), ("Fachmodul Wohnen", 21, "D")),
    "by": (("Stundentafel", 17, "G"), ("Basisleistungen", 21, "D")),
    "th": (),
}


def pdf(soffice: str, pfad: Path, ordner: Path) -> PdfReader:
    return PdfReader(umgewandelt(soffice, pfad, "pdf", ordner))


def stuecke(seite: Any) -> Iterator[tuple[str, float]]:
    """Every piece of text with its size in points, footers left out."""
    gefunden: list[tuple[str, float]] = []

    def merken(text: str, cm: Any, tm: Any, _schrift: Any, groesse: float) -> None:
        unten = tm[5] * cm[3] + cm[5] < 0.7 * 72  # the lower margin holds the footer
        if text.strip() and not unten:
            gefunden.append((text.strip(), groesse * abs(tm[3]) * abs(cm[3])))

    seite.extract_text(visitor_text=merken)
    yield from gefunden


def zu_leer(leser: PdfReader) -> list[int]:
    """Pages with title and headings and fewer than three rows below, or with a number that does not fit."""

    def zeilen(seite: Any) -> int:
        hoehen: set[int] = set()

        def merken(text: str, cm: Any, tm: Any, _schrift: Any, _groesse: float) -> None:
            if text.strip():
                hoehen.add(round((tm[5] * cm[3] + cm[5]) / 3))

        text = seite.extract_text(visitor_text=merken)
        return 0 if "###" in text else len(hoehen)

    return [n for n, seite in enumerate(leser.pages, 1) if zeilen(seite) < 6]


@pytest.fixture(scope="module")
def beispiel(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], PdfReader]:
    """The printed example of a template, printed once."""

    @cache
    def drucken(name: str) -> PdfReader:
        ordner = tmp_path_factory.mktemp(name)
        return pdf(soffice, datei(ordner, name, beispiel=True), ordner)

    return drucken


@jede
def test_u01_jede_schrift_hat_gedruckt_acht_punkt(name: str, beispiel: Callable[[str], PdfReader]) -> None:
    leser = beispiel(name)
    klein = [s for seite in leser.pages for s in stuecke(seite) if s[1] < 7.95]
    assert klein == []
    assert zu_leer(leser) == []
    assert sum(1 for seite in leser.pages for _ in stuecke(seite)) > 300


@jede
def test_m04_u02_gedruckt_wird_kein_hinweis_an_den_der_ausfuellt(
    name: str, beispiel: Callable[[str], PdfReader]
) -> None:
    """No page of a personal sheet, none that says it is not printed, no red line, no heading of what is empty."""
    seiten = [seite.extract_text() for seite in beispiel(name).pages]
    alles = "\n".join(seiten)
    assert "Individuelle Assistenz je Person" not in alles
    assert "3. Personen:" not in alles
    assert "Add-in EGH" not in alles.partition("Hilfe:")[0].partition("Prüfung:")[0]
    ergebnis = next(s for s in seiten if "Ergebnis: " in s and "Rechenweg" in s)
    kurzfassung = next(s for s in seiten if "Kurzfassung: " in s)
    for seite in (ergebnis, kurzfassung):
        assert "Vorjahr" not in seite
        assert "Differenz" not in seite
        assert "Brücke" not in seite
    assert "Sockel" not in ergebnis
    assert seiten.index(kurzfassung) == 1  # right after the cover
    assert "PRÜFUNG NICHT BESTANDEN" not in alles


@jede
def test_u04_mit_vorjahr_stehen_vergleich_und_bruecke_auf_der_seite(
    name: str, soffice: str, tmp_path: Path
) -> None:
    m = mappe(tmp_path, name, beispiel=True)
    for was, wert in zip(GROESSEN[name], (2.5, 3000, 1250), strict=True):
        m[f"eingabe_vorjahr_{was}"] = wert
    m.rechnen().speichern()
    seiten = [s.extract_text() for s in pdf(soffice, tmp_path / f"{name}.xlsx", tmp_path).pages]
    ergebnis = next(s for s in seiten if "Ergebnis: " in s and "Rechenweg" in s)
    for wort in ("Vorjahr", "Differenz", "Brücke vom Vorjahr zum Ergebnis", "Sonstiges"):
        assert wort in ergebnis
    assert "3,000.00" in ergebnis or "3.000,00" in ergebnis


@pytest.mark.parametrize("name", ["nw", "by"])
def test_u03_die_letzte_zeile_jeder_tabelle_wird_gedruckt(name: str, soffice: str, tmp_path: Path) -> None:
    m = mappe(tmp_path, name, beispiel=True)
    for blatt, zeile, spalte in TABELLEN[name]:
        m[f"'{blatt}'!{spalte}{zeile}"] = f"ganz unten {blatt[:5]}"
    m.rechnen().speichern()
    alles = "".join(s.extract_text() for s in pdf(soffice, tmp_path / f"{name}.xlsx", tmp_path).pages)
    for blatt, _, _ in TABELLEN[name]:
        assert f"ganz unten {blatt[:5]}" in alles


def letzte_druckzeilen(name: str, soffice: str, ordner: Path, eingaben: dict[str, Any]) -> dict[str, float]:
    """The last row of every computed print area in the form for Excel, worked out by LibreOffice."""
    vorlage = finde(name)
    assert vorlage is not None
    buch = bauen(vorlage, True, umfang=klein(), form="excel")
    orte = {}
    for name_, ziel in buch.defined_names.items():
        if name_.startswith("druck_"):
            ((blatt, zelle),) = ziel.destinations
            orte[blatt] = f"{blatt}!{zelle.replace('$', '')}"
            assert f",{name_}," in buch[blatt].defined_names["_xlnm.Print_Area"].attr_text
    m = gerechnet(buch, ordner / "v.xlsx")
    for ort, wert in eingaben.items():
        m[ort] = wert
    m.rechnen().speichern(ordner / "v.xlsx")
    office = durch_office(soffice, ordner / "v.xlsx", ordner)
    return {blatt: office[ort] for blatt, ort in orte.items()}


def test_u03_in_excel_endet_der_druck_mit_der_letzten_belegten_zeile(soffice: str, tmp_path: Path) -> None:
    """Excel takes a computed print area (LibreOffice does not): up to the last row in use, never less."""
    assert letzte_druckzeilen("nw", soffice, tmp_path, {}) == {
        "Stundentafel": 15,  # nine duties from row 7
        "Fachmodul Wohnen": 17,  # none: one empty row
        "Ergebnis": 25,  # without last year no bridge
        "Angebote": 8,
        "Angebotsblatt": 40,
        "Deckblatt": 44,
        "Kurzfassung": 26,
    }
    voll = {
        "Stundentafel!F17": "ganz unten",
        "eingabe_angebote": [["Wohnhaus"]] + [[None]] * 8 + [["Haus Zehn"]],
        "eingabe_vorjahr_vzae": 5,
    }
    assert letzte_druckzeilen("nw", soffice, tmp_path, voll) == {
        "Stundentafel": 17,
        "Fachmodul Wohnen": 17,
        "Ergebnis": 37,
        "Angebote": 17,
        "Angebotsblatt": 40,
        "Deckblatt": 53,
        "Kurzfassung": 35,
    }


def test_m12_eine_summe_auf_der_stundentafel(tmp_path: Path) -> None:
    """The total excludes rows 'in Summe: nein'; the control figure that includes them stands with its check."""
    m = mappe(tmp_path, "nw", beispiel=True)
    werte = [z for zeile in m["Stundentafel!A1:R20"] for z in zeile if isinstance(z, float)]
    assert m["ergebnis_stunden_stundentafel"] in werte
    assert 8736 + 728 + 364 not in werte
    zeile = next(z for z in m["Prüfung!A6:E30"] if str(z[0]).startswith("Stundentafel: die Zeilen"))
    assert (zeile[1], zeile[4]) == (True, 8736 + 728 + 364)


@jede
def test_m20_stellen_mit_zwei_ziffern_und_gerundet(name: str, tmp_path: Path) -> None:
    import openpyxl

    buch = openpyxl.load_workbook(datei(tmp_path, name, beispiel=False))
    for titel, kopf in (("Ergebnis", "B6"), ("Kurzfassung", "B10")):
        assert "gerundet" in buch[titel][kopf].value
    for zeile in buch["Ergebnis"].iter_rows(min_row=7, max_row=22, max_col=3):
        if zeile[2].value in ("VZÄ", "VK"):
            assert zeile[1].number_format == "#,##0.00"


@jede
def test_u12_titel_tragen_die_nummer_des_schritts(name: str, tmp_path: Path) -> None:
    m = workbooks.oeffnen(datei(tmp_path, name, beispiel=True))
    hilfe = [z[0] for z in m["Hilfe!A6:A20"] if isinstance(z[0], str) and z[0][:1].isdigit()]
    assert len(hilfe) >= 6
    for eintrag in hilfe:
        nummer, _, blaetter = eintrag.partition(". ")
        for blatt in blaetter.split(", "):
            mit_nummer = str(m[f"'{blatt}'!A1"]).startswith(f"{nummer}. ")
            assert mit_nummer == (blatt != "Kurzfassung")  # it is the second tab, whatever its step
