"""What was not computed never looks passed: no old value stands beside new ones, in a file or in memory."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import openpyxl
import pytest
from befehlszeile import egh
from vorlagenbau import datei, eingaben, mappe

import workbooks
from recalculation.rechnung import NICHT_BERECHENBAR
from udfs import Fehler
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import ALLE

# What people type or paste where something else belongs; each is read differently in another language, or nowhere.
UNGELESENES = (
    *("3,85", "01.01.24", "0,1", "x", "3.85", "12:30", "1.234", "50%", "1,5", " ", "7.0e0"),
    *(True, False, 0.1, 45.3, 46023),
)
# every file that differs from another in more than its Land
MAPPEN = (
    "nw",
    "by",
    "th",
    "st",
    "hb",
    "be-tagespauschalen",
    "be-fachleistungsstunden",
    "bw-modul",
    "rp-modul",
)
MAPPEN += ("he-fachleistungsstunden",)
MAPPEN += ("hh-traegerbudget", "hh-asp", "hb-traegerbudget", "be-umrechnung", "trennung", "personalbemessung")
MAPPEN += ("steuerungswuerfel", "entgelt")
BESTANDEN = "Alle Prüfungen bestanden."


def test_die_liste_der_mappen_ist_ganz() -> None:
    """Each name exists; what is left out is built by the same variant as one of them."""
    namen = {v.name: v for v in ALLE}
    assert set(MAPPEN) <= set(namen)
    assert {v.variante or v.name for v in ALLE} == {namen[n].variante or n for n in MAPPEN}


def ungelesen(m: Arbeitsmappe) -> bool:
    return any(f.code == NICHT_BERECHENBAR for f in m.fehler())


def sieht_nicht_bestanden_aus(m: Arbeitsmappe) -> bool:
    return (
        m["pruefung_gesamt"] is False
        and m["Kurzfassung!A4"] != BESTANDEN
        and m["pruefung_gerechnet"] is False
    )


@pytest.mark.parametrize("name", MAPPEN)
def test_nie_bestanden_neben_ungelesenem(name: str, tmp_path: Path) -> None:
    """Two random inputs at a time, twice, and back: written, read again."""
    pfad = datei(tmp_path, name, True)
    felder, _ = eingaben(pfad)
    zufall = random.Random(f"ungerechnet {name}")
    gefunden = 0
    unberuehrt, m = workbooks.oeffnen(pfad), workbooks.oeffnen(pfad)
    gesetzt: list[str] = []
    for _ in range(2):
        for zelle in gesetzt:
            m[zelle] = unberuehrt[zelle]
        gesetzt = [feld.zelle for feld in zufall.sample(felder, 2)]
        for zelle in gesetzt:
            m[zelle] = zufall.choice(UNGELESENES)
        m.rechnen()
        if not ungelesen(m):
            continue
        gefunden += 1
        ziel = m.speichern(tmp_path / "aus.xlsx")
        gelesen = workbooks.oeffnen(ziel)
        assert sieht_nicht_bestanden_aus(m)
        assert sieht_nicht_bestanden_aus(gelesen)
        for meldung in m.fehler():
            assert "alte Wert" not in meldung.satz
            wert = gelesen[meldung.zelle]
            assert isinstance(wert, Fehler) or wert is False, meldung
    print(f"{name}: {gefunden} of 2 rounds with a cell that could not be computed")


GEZIELT = (
    ("hh-traegerbudget", "eingabe_laufzeit_von", "01.01.24"),
    ("hb-traegerbudget", "eingabe_laufzeit_von", "01.01.24"),
    ("hh-asp", "eingabe_laufzeit_von", "01.01.24"),
)


@pytest.mark.parametrize(("name", "zelle", "wert"), GEZIELT)
def test_der_tag_als_text(name: str, zelle: str, wert: str, tmp_path: Path) -> None:
    """The slips of the trial: last week's number stood beside this week's budget."""
    m = mappe(tmp_path, name, True)
    alt = {n: m[n] for n in m.namen("ergebnis_")}
    m[zelle] = wert
    m.rechnen()
    assert m["pruefung_gesamt"] is False
    assert m["Kurzfassung!A4"] != BESTANDEN
    if ungelesen(m):
        assert sieht_nicht_bestanden_aus(m)
        behalten = [n for n in alt if isinstance(m[n], float) and m[n] == alt[n]]
        # the budgets of hh-asp are those of a year, whatever its first day is
        assert len(behalten) < len(alt) or name == "hh-asp"


@pytest.mark.parametrize(
    ("wort", "wert"), [("Schlüssel 1 :", "3,85"), ("Personen", "4,0"), ("Satz je Tag EUR", "131.77")]
)
def test_text_in_einer_gruppe_nennt_die_spalte(wort: str, wert: str, tmp_path: Path) -> None:
    """The formulas read numbers: nothing is left uncomputed, and the hint says where to look."""
    m = mappe(tmp_path, "st", True)
    blatt, bereich = m.ort("zeilenhinweis_gruppen")
    spalte = {"Personen": "C", "Schlüssel 1 :": "D", "Satz je Tag EUR": "E"}[wort]
    m[f"{blatt}!{spalte}{bereich.zeile}"] = wert
    m.rechnen()
    assert not ungelesen(m)
    assert m["zeilenhinweis_gruppen"][0][0] == f"Wert prüfen: {wort}"
    assert isinstance(m["ergebnis_vk"], Fehler)


def mit_eigenem_blatt(pfad: Path, formeln: dict[str, str]) -> Path:
    """Somebody's sheet in our template; openpyxl may write it here, nobody reads it in Excel."""
    buch = openpyxl.load_workbook(pfad)
    blatt = buch.create_sheet("Mein Blatt")
    for ort, formel in formeln.items():
        blatt[ort] = formel
    buch.save(pfad)
    return pfad


def test_das_blatt_des_benutzers_behaelt_seine_werte(tmp_path: Path) -> None:
    """A root on a sheet that is not ours stays as it was, and makes nothing red unless ours depend on it."""
    pfad = mit_eigenem_blatt(
        datei(tmp_path, "th", True), {"A1": "=FIXED(1.5,1)", "A2": '=A1&"!"', "A3": "=1+1"}
    )
    m = workbooks.oeffnen(pfad).rechnen()
    assert ungelesen(m)
    assert m["pruefung_gesamt"] is m["pruefung_gerechnet"] is True
    assert m["Mein Blatt!A3"] == 2
    assert all("bleibt ohne Wert" in f.satz for f in m.fehler())
    assert {f.zelle for f in m.fehler()} == {"'Mein Blatt'!A1", "'Mein Blatt'!A2"}


def test_haengt_unseres_am_blatt_des_benutzers_ist_es_nicht_bestanden(tmp_path: Path) -> None:
    pfad = mit_eigenem_blatt(datei(tmp_path, "th", True), {"A1": "=FIXED(1.5,1)", "A2": "=VALUE(A1)"})
    buch = openpyxl.load_workbook(pfad)
    buch["intern_Personen"]["C7"] = "='Mein Blatt'!A2"
    buch.save(pfad)
    m = workbooks.oeffnen(pfad).rechnen()
    assert sieht_nicht_bestanden_aus(m)
    assert isinstance(m["ergebnis_vk"], Fehler)
    assert next(f for f in m.fehler() if f.zelle == "'Mein Blatt'!A1").satz.endswith("bleibt ohne Wert.")


def test_umbenannt_bleibt_es_unseres(tmp_path: Path) -> None:
    """The hidden name follows the sheet."""
    m = mappe(tmp_path, "st", True)
    assert {m.ort(n)[0] for n in m.namen("blatt_")} == set(m.blaetter)


def test_auch_eine_alte_mappe(tmp_path: Path) -> None:
    """0.1.0 has no check for it: there the whole check turns FALSE."""
    pfad = shutil.copy(Path(__file__).parents[1] / "alt" / "nw-0.1.0.xlsx", tmp_path / "alt.xlsx")
    m = workbooks.oeffnen(pfad).rechnen()
    assert m["pruefung_gesamt"] is True
    vorjahr = m.namen("eingabe_vorjahr_")[0]
    m[vorjahr] = "12,5"
    m.rechnen()
    if ungelesen(m):
        assert m["pruefung_gesamt"] is False
        assert m.namen("pruefung_gerechnet") == []


def test_der_befehl_sagt_es_und_schreibt_es(tmp_path: Path) -> None:
    pfad = datei(tmp_path, "hh-traegerbudget", True)
    lauf = egh("rechnen", pfad, "--setze", "eingabe_laufzeit_von='01.01.24")
    assert lauf.returncode == 1
    assert "der alte Wert" not in lauf.stdout.lower()
    assert workbooks.oeffnen(pfad)["pruefung_gesamt"] is False
