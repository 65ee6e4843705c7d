"""Special workbooks: published figures by formula, an independent recomputation, slips that must not pass."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from befehlszeile import egh
from fremd.office import gewoehnliche_formeln
from test_seiten import pdf, stuecke, zu_leer
from vorlagenbau import bytes_der_vorlage, eingaben, mappe

import workbooks
from udfs import Fehler
from workbooks.vorlagen import ALLE, finde
from workbooks.vorlagen.sonder import SONDERMAPPEN

NAMEN = [v.name for v in SONDERMAPPEN]
jede = pytest.mark.parametrize("name", NAMEN)
CONTROLLING = (
    *(
        "Vereinbart",
        "Monatsstand",
        "Trägercontrolling",
        "Ziele",
        "Beiträge zu Zielen",
        "Kennzahlen",
        "Kennzahlwerte",
    ),
    *("Zu- und Abgänge", "Controlling", "Verschiebung", "Pool", "Zielpfade", "Zielpfadwerte"),
)


@jede
def test_leer_ohne_fehler_und_mit_beispiel_wahr(name: str, tmp_path: Path) -> None:
    leer = mappe(tmp_path, name, beispiel=False)
    assert leer.rechnen().fehler() == []
    assert leer["pruefung_gesamt"] is False
    formeln = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")
    werte = openpyxl.load_workbook(tmp_path / f"{name}.xlsx", data_only=True)
    nullen = [
        (blatt.title, z.coordinate)
        for blatt in formeln
        for zeile in blatt.iter_rows()
        for z in zeile
        if z.data_type == "f"
        and not blatt.column_dimensions[z.column_letter].hidden  # what a row of a list adds to its sums
        and werte[blatt.title][z.coordinate].value == 0
        and werte[blatt.title][z.coordinate].value is not False
    ]
    assert nullen == []
    voll = mappe(tmp_path, name, beispiel=True)
    assert voll.rechnen().fehler() == []
    assert [n for n in voll.namen("pruefung_") if voll[n] is not True] == []
    assert voll["meta_variante"] == voll["meta_vorlage"] == name
    assert "pruefung_stichtag" not in voll.namen()


@jede
def test_gewoehnliche_formeln_rechnet_libreoffice_genauso(name: str, soffice: str, tmp_path: Path) -> None:
    m = mappe(tmp_path, name, beispiel=True)
    pfad = tmp_path / f"{name}.xlsx"
    gewoehnlich, office = gewoehnliche_formeln(soffice, pfad, tmp_path)
    assert len(gewoehnlich) >= 20

    def gleich(a: Any, b: Any) -> bool:
        zahlen = isinstance(a, float) and isinstance(b, float)
        return a == pytest.approx(b, rel=1e-12, abs=1e-6) if zahlen else a == b  # 15 digits in the file

    assert {a: (m[a], office[a]) for a in gewoehnlich if not gleich(m[a], office[a])} == {}


@jede
def test_jede_schrift_hat_gedruckt_acht_punkt(name: str, soffice: str, tmp_path: Path) -> None:
    mappe(tmp_path, name, beispiel=True)
    leser = pdf(soffice, tmp_path / f"{name}.xlsx", tmp_path)
    assert [s for seite in leser.pages for s in stuecke(seite) if s[1] < 7.95] == []
    assert zu_leer(leser) == []


@jede
def test_unerlaubtes_gibt_einen_fehler_oder_eine_falsche_pruefung(name: str, tmp_path: Path) -> None:
    pfad = tmp_path / "v.xlsx"
    pfad.write_bytes(bytes_der_vorlage(name, True))
    felder, _ = eingaben(pfad)
    m = workbooks.oeffnen(pfad)
    zufall = random.Random(7)
    je_regel: dict[tuple[str, ...], Any] = {}
    for feld in felder:
        if name != "hh-asp" and feld.zelle.split("!")[0].strip("'") in CONTROLLING:
            continue  # the same sheets in each budget workbook, tried in the smallest
        if feld.art != "textLength" and "Deckblatt'!C" not in feld.zelle:
            je_regel.setdefault((feld.zelle.rstrip("0123456789"), feld.art, feld.von, feld.bis), feld)
    assert je_regel
    erste = {feld: m[feld.zelle] for feld in je_regel.values()}
    for feld, vorher in erste.items():
        m[feld.zelle] = feld.verboten(zufall)
        m.rechnen()
        assert m["pruefung_gesamt"] is False or m.fehler(), feld
        m[feld.zelle] = vorher
    m.rechnen()
    assert m["pruefung_gesamt"] is True


def nahe(m: workbooks.Arbeitsmappe, feld: Any, belegt: list[Any]) -> list[float]:
    """A little less, a little more, and what else stands in its column (minutes of a scale know no little more)."""
    vorher = m[feld.zelle]
    spalte = feld.zelle.rstrip("0123456789")
    andere = [m[f.zelle] for f in belegt if f.zelle.rstrip("0123456789") == spalte]
    return [vorher * 0.98, vorher * 1.02, *(w for w in andere if isinstance(w, float) and w != vorher)]


@jede
@pytest.mark.parametrize("saat", range(2))
def test_zufaellige_eingaben_geben_keinen_fehler_bei_bestandener_pruefung(
    name: str, saat: int, tmp_path: Path
) -> None:
    """One input another allowed value: an error in any cell never stands beside checks that all pass.

    Of the filled cells one at a time, and back: several random edits break some check every time, and then nothing
    would be asked.
    """
    pfad = tmp_path / "v.xlsx"
    pfad.write_bytes(bytes_der_vorlage(name, True))
    felder, listen = eingaben(pfad)
    m = workbooks.oeffnen(pfad).rechnen()
    belegt = [feld for feld in felder if m[feld.zelle] is not None]
    zufall = random.Random(saat)
    bestanden = 0
    gewaehlt = zufall.sample(belegt, min(24, len(belegt)))
    for feld in gewaehlt:
        vorher = m[feld.zelle]
        etwas = isinstance(vorher, float) and zufall.random() < 0.6  # anything allowed is mostly unusual
        m[feld.zelle] = zufall.choice(nahe(m, feld, belegt)) if etwas else feld.erlaubt(zufall, listen)
        m.rechnen()
        ergebnisse = {ergebnis: m[ergebnis] for ergebnis in m.namen("ergebnis_")}
        for ergebnis, wert in ergebnisse.items():
            assert wert is None or isinstance(wert, (float, int, Fehler)), ergebnis
        if m["pruefung_gesamt"] is True:
            bestanden += 1
            # a year without numbers is #NV in the series and nothing wrong
            assert [f for f in m.fehler() if not f.zelle.startswith("Zeitreihe!")] == [], feld
            assert not any(isinstance(wert, Fehler) for wert in ergebnisse.values()), feld
        m[feld.zelle] = vorher
        m.rechnen()
    print(f"{name}: {bestanden} of {len(gewaehlt)} rounds with all checks passed")
    assert bestanden >= len(gewaehlt) / 5


def test_das_land_nennt_seine_sondermappen(tmp_path: Path) -> None:
    lauf = egh("vorlage", "HH", "-o", tmp_path / "hh.xlsx", "--zeilen", "3")
    assert "hh-traegerbudget (Trägerbudget)" in lauf.stdout
    assert finde("hh") not in SONDERMAPPEN
    assert finde("hh-traegerbudget") in SONDERMAPPEN
    assert [v.name for v in ALLE[-len(SONDERMAPPEN) :]] == NAMEN
    assert "hh-traegerbudget" in egh("vorlagen").stdout


@pytest.mark.parametrize(
    ("argumente", "satz"),
    [
        (("--stichtag", "01.01.2025"), "hat keinen Vertragsstand"),
        (("--parameter", "gibt-es-nicht.toml"), "hat keine Vertragswerte"),
        (("--zeilen", "angebote=3"), "hat keine Tabelle „angebote“"),
        (("--zeilen", "dienste=3"), "hat keine Tabelle „dienste“"),
    ],
)
def test_was_hier_nicht_gilt_sagt_ein_satz(argumente: tuple[str, str], satz: str, tmp_path: Path) -> None:
    lauf = egh("vorlage", "hh-traegerbudget", "-o", tmp_path / "x.xlsx", *argumente)
    assert lauf.returncode == 2
    assert satz in lauf.stderr
    assert not (tmp_path / "x.xlsx").exists()


@jede
def test_form_excel_wird_gerechnet(name: str, tmp_path: Path) -> None:
    ziel = tmp_path / "x.xlsx"
    lauf = egh("vorlage", name, "-o", ziel, "--beispiel", "--form", "excel", "--zeilen", "3")
    assert lauf.returncode == 0, lauf.stderr
    m = workbooks.oeffnen(ziel).rechnen()
    assert m.fehler() == []
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize("name", ["hh-traegerbudget", "hh-asp", "hb-traegerbudget"])
def test_die_kurzfassung_nennt_jeden_leistungserbringer(name: str, tmp_path: Path) -> None:
    """What is agreed on one page: until when, who gets how much, and it adds up to the result."""
    m = mappe(tmp_path, name, beispiel=True)
    zeilen = m["Kurzfassung!A1:C45"]
    (kopf,) = (i for i, zeile in enumerate(zeilen) if zeile[0] == "Leistungserbringer")
    je = [zeile for zeile in zeilen[kopf + 1 :] if zeile[0]]
    assert len(je) >= 3
    assert sum(zeile[1] for zeile in je) == pytest.approx(m["ergebnis_budget_gesamt"], abs=0.005)
    assert sum(zeile[2] for zeile in je) == pytest.approx(1)
    assert zeilen[6][0] == "bis"
    assert isinstance(zeilen[6][1], float)
