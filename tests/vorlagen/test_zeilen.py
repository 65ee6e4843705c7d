"""A row is counted or red, wherever it stands: inserted, typed, deleted, sorted, by LibreOffice as somebody does it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fremd.office import uno_python_zu
from kindprozess import Kindprozess
from openpyxl.utils import get_column_letter, quote_sheetname
from vorlagenbau import datei, mappe

import workbooks
from udfs import Fehler
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import ALLE
from workbooks.vorlagen.sonder.hb_traegerbudget.abgleichformeln import ALLE as ALLE_SPALTEN

TREIBER = Path(__file__).parents[1] / "fremd" / "uno_zeilen.py"


class Ort(NamedTuple):
    """A table of a template, a result that its rows go into, and how far apart its headings and first row are."""

    vorlage: str
    tabelle: str
    ergebnis: str


# each kind: big tables, small ones, two beside each other, one year a row
ORTE = (
    Ort("st", "gruppen", "ergebnis_vk"),
    Ort("hb-traegerbudget", "fallliste_erbringer", "abgleich"),
    Ort("hh-traegerbudget", "traeger", "eingabe_traeger_budget"),
    Ort("steuerungswuerfel", "schulabgaenge", "schulabgaenge_summe"),
    Ort("hh-asp", "zeitreihe", "zeitreihe"),
)
jeder = pytest.mark.parametrize("ort", ORTE, ids=lambda o: f"{o.vorlage}-{o.tabelle}")


@pytest.fixture(scope="module")
def office(soffice: str) -> Iterator[Kindprozess]:
    python = uno_python_zu(soffice)
    if python is None:
        pytest.skip("Kein Python kann uno importieren")
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as ordner,
        Kindprozess([python, str(TREIBER), soffice, f"{ordner}/{Path(ordner).name}"]) as kind,
    ):
        yield kind


class Tabelle:
    """Where a table stands in a workbook."""

    def __init__(self, m: Arbeitsmappe, name: str) -> None:
        self.name = name
        self.blatt, bereich = m.ort(f"zeilenhinweis_{name}")
        self.erste, self.letzte = bereich.zeile, bereich.bis_zeile
        self.hinweise = m[f"zeilenhinweis_{name}"]
        self.belegt = sum(h[0] is not None for h in self.hinweise)
        self.bis = get_column_letter(bereich.spalte + 5)
        daneben = {
            "fallliste_erbringer": get_column_letter(len(ALLE_SPALTEN) + 2),
            "skala": "B",
            "eigene_hochrechnung": "P",
        }
        self.ab = daneben.get(name, "A")


@cache
def unberuehrt(vorlage: str) -> Arbeitsmappe:
    """The example as it was built, to read from."""
    with tempfile.TemporaryDirectory() as ordner:
        return mappe(Path(ordner), vorlage, beispiel=True)


def nachher(
    office: Kindprozess, ort: Ort, ordner: Path, *schritte: tuple[Any, ...]
) -> tuple[Arbeitsmappe, Arbeitsmappe]:
    """The workbook before and after; recalculated by us, as LibreOffice does not know our functions."""
    vorher = unberuehrt(ort.vorlage)
    t = Tabelle(vorher, ort.tabelle)
    antwort = office.frage(
        str(datei(ordner, ort.vorlage, True)),
        str(ordner / "aus.xlsx"),
        [[s[0], t.blatt, *s[1:]] for s in schritte],
    )
    assert antwort == {}
    return vorher, workbooks.oeffnen(ordner / "aus.xlsx").rechnen()


def ref_fehler(m: Arbeitsmappe) -> list[str]:
    return [f.zelle for f in m.fehler() if f.code == "#REF!"]


def tabelle_von(ort: Ort) -> Tabelle:
    return Tabelle(unberuehrt(ort.vorlage), ort.tabelle)


@jeder
@pytest.mark.parametrize("wo", ["über der ersten", "unter den Überschriften", "unter der letzten"])
def test_ausserhalb_ist_rot(ort: Ort, wo: str, office: Kindprozess, tmp_path: Path) -> None:
    """A whole row with its formulas: it says »ok« and is in no total."""
    t = tabelle_von(ort)
    ziel = {
        "über der ersten": t.erste,
        "unter den Überschriften": t.erste - 1,
        "unter der letzten": t.letzte + 1,
    }[wo]
    if wo == "unter den Überschriften" and ort.tabelle in ("zeitreihe", "fallliste_erbringer"):
        pytest.skip("nothing stands between headings and first row")
    quelle = t.erste + (ziel <= t.erste)
    vorher, m = nachher(office, ort, tmp_path, ("einfuegen", ziel), ("kopieren", quelle, ziel))
    assert vorher["pruefung_gesamt"] is True
    assert m[f"pruefung_zeilen_{ort.tabelle}"] is False
    assert m["pruefung_gesamt"] is False


@jeder
def test_leere_zeile_ueber_der_ersten_schadet_nicht(ort: Ort, office: Kindprozess, tmp_path: Path) -> None:
    t = tabelle_von(ort)
    vorher, m = nachher(office, ort, tmp_path, ("einfuegen", t.erste))
    assert m[ort.ergebnis] == vorher[ort.ergebnis] or not isinstance(vorher[ort.ergebnis], float)
    assert m["pruefung_gesamt"] is True


@jeder
def test_in_der_mitte_zaehlt_sie(ort: Ort, office: Kindprozess, tmp_path: Path) -> None:
    """With its formulas the row is one of the table; a copy is there twice, and says so."""
    t = tabelle_von(ort)
    _, m = nachher(office, ort, tmp_path, ("einfuegen", t.erste + 1), ("kopieren", t.erste, t.erste + 1))
    neu = Tabelle(m, ort.tabelle)
    assert neu.letzte - neu.erste == t.letzte - t.erste + 1
    assert m[f"pruefung_zeilen_{ort.tabelle}"] is True
    hinweise = [str(h[0]) for h in neu.hinweise[:2]]
    assert any(wort in h for h in hinweise for wort in ("doppelt", "zweimal", "überschneiden")), hinweise


@jeder
def test_in_der_mitte_ohne_formeln_ist_sie_rot(ort: Ort, office: Kindprozess, tmp_path: Path) -> None:
    t = tabelle_von(ort)
    z = t.erste + 1
    _, m = nachher(office, ort, tmp_path, ("einfuegen", z), ("setzen", f"{t.ab}{z}", "Neu"))
    assert m[f"pruefung_zeilen_{ort.tabelle}"] is False


@jeder
def test_geloeschte_zeilen_hinterlassen_keinen_bezugsfehler(
    ort: Ort, office: Kindprozess, tmp_path: Path
) -> None:
    """First, a middle and the last row: what is left is computed, nothing shows #BEZUG!."""
    t = tabelle_von(ort)
    _, m = nachher(
        office, ort, tmp_path, ("loeschen", t.letzte), ("loeschen", t.erste + 2), ("loeschen", t.erste)
    )
    neu = Tabelle(m, ort.tabelle)
    assert ref_fehler(m) == []
    assert neu.belegt == t.belegt - sum(t.hinweise[i][0] is not None for i in {0, 2, t.letzte - t.erste})
    assert m[f"pruefung_zeilen_{ort.tabelle}"] is True


@jeder
def test_ganze_zeilen_sortiert_gibt_dasselbe(ort: Ort, office: Kindprozess, tmp_path: Path) -> None:
    if ort.tabelle == "zeitreihe":
        pytest.skip("its rows are in order already")
    t = tabelle_von(ort)
    vorher, m = nachher(office, ort, tmp_path, ("sortieren", f"{t.ab}{t.erste}:{t.bis}{t.letzte}", 1))
    assert not any(isinstance(z, Fehler) for z in [m[ort.ergebnis]])
    gleich = m[ort.ergebnis] == vorher[ort.ergebnis]
    if isinstance(vorher[ort.ergebnis], float):
        assert m[ort.ergebnis] == pytest.approx(vorher[ort.ergebnis], rel=1e-12)
    elif not gleich:
        assert sorted(map(str, m[ort.ergebnis])) == sorted(map(str, vorher[ort.ergebnis]))
    assert m["pruefung_gesamt"] is True


NAMEN = [
    v.name for v in ALLE if not v.variante or v.name in ("nw", "by", "th", "st", "he-fachleistungsstunden")
]


@pytest.mark.parametrize("name", NAMEN)
def test_unter_jede_tabelle_getippt_ist_rot(name: str, tmp_path: Path) -> None:
    """Through the file: a value below the last row, in every table of the workbook."""
    m = mappe(tmp_path, name, beispiel=True)
    geprueft = 0
    for voller_name in m.namen("zeilenhinweis_"):
        tabelle = voller_name.removeprefix("zeilenhinweis_")
        if f"pruefung_zeilen_{tabelle}" not in m.namen("pruefung_"):
            continue  # hints of the sheets Deckblatt and Parameter
        t = Tabelle(m, tabelle)
        ort = f"{quote_sheetname(t.blatt)}!{t.ab}{t.letzte + 1}"
        if m[ort] is not None:
            continue  # its sum stands there
        m[ort] = "Neu"
        m.rechnen()
        assert m[f"pruefung_zeilen_{tabelle}"] is False, tabelle
        m[ort] = None
        m.rechnen()
        assert m[f"pruefung_zeilen_{tabelle}"] is True, tabelle
        geprueft += 1
    assert geprueft >= 1


def test_kaum_noch_zeilen_frei_sagt_die_ueberschrift(tmp_path: Path) -> None:
    m = mappe(tmp_path, "th", beispiel=True)
    t = Tabelle(m, "personen")
    kopf = f"{quote_sheetname(t.blatt)}!{get_column_letter(m.ort('zeilenhinweis_personen')[1].spalte)}5"
    assert m[kopf] == "Hinweis"
    for n, z in enumerate(range(t.erste + t.belegt, t.letzte - 1)):
        m[f"{t.blatt}!A{z}"], m[f"{t.blatt}!B{z}"], m[f"{t.blatt}!C{z}"] = f"N{n}", "Assistenz im Wohnen", 100
    m.rechnen()
    assert m[kopf] == "Hinweis (noch 2 frei)"
