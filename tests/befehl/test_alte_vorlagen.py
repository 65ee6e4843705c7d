"""Workbooks that people filled with version 0.1.0 (tests/alt) still give their results, and say what they lack."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from befehlszeile import egh
from vorlagenbau import EIGENE, datei, mappe

import workbooks

ALT = Path(__file__).parents[1] / "alt"
jede = pytest.mark.parametrize("name", EIGENE)


def alte(name: str, ordner: Path) -> Path:
    return Path(shutil.copy(ALT / f"{name}-0.1.0.xlsx", ordner / f"alt-{name}.xlsx"))


@jede
def test_alte_mappen_rechnen_dasselbe_und_sagen_was_ihnen_fehlt(name: str, tmp_path: Path) -> None:
    pfad = alte(name, tmp_path)
    vorher = pfad.read_bytes()
    lauf = egh("rechnen", pfad)

    assert (lauf.returncode, lauf.stderr) == (0, "")
    assert "Vorlage aus Version 0.1.0: neuere Prüfungen fehlen." in lauf.stdout
    assert "nicht WAHR" not in lauf.stdout
    assert pfad.read_bytes() == vorher


@jede
def test_kein_name_einer_alten_mappe_ist_verschwunden(name: str, tmp_path: Path) -> None:
    alt, neu = workbooks.oeffnen(alte(name, tmp_path)), mappe(tmp_path, name, beispiel=True)
    for vorsatz in ("eingabe_", "ergebnis_", "pruefung_", "meta_", "parameter_"):
        assert set(alt.namen(vorsatz)) <= set(neu.namen(vorsatz))
    assert alt["meta_vorlage"] == neu["meta_vorlage"] == name


@jede
def test_das_beispiel_von_heute_gibt_die_ergebnisse_von_damals(name: str, tmp_path: Path) -> None:
    alt, neu = workbooks.oeffnen(alte(name, tmp_path)), mappe(tmp_path, name, beispiel=True)
    for ergebnis in alt.namen("ergebnis_"):
        assert alt[ergebnis] == neu[ergebnis] or alt[ergebnis] == pytest.approx(neu[ergebnis]), ergebnis


@jede
def test_vorjahr_uebernimmt_jedes_alte_ergebnis(name: str, tmp_path: Path) -> None:
    alt, neu = alte(name, tmp_path), datei(tmp_path, name, beispiel=True)
    m = workbooks.oeffnen(neu)
    m["meta_stichtag"] = m["eingabe_zeitraum_von"] = 46023.0  # 01.01.2026
    m["eingabe_zeitraum_bis"] = 46387.0
    m.rechnen().speichern()
    lauf = egh("vorjahr", alt, neu)

    assert lauf.returncode == 0, lauf.stdout
    a, n = workbooks.oeffnen(alt), workbooks.oeffnen(neu)
    uebernommen = 0
    for ergebnis in a.namen("ergebnis_"):
        eintrag = ergebnis.replace("ergebnis_", "eingabe_vorjahr_", 1)
        if isinstance(a[ergebnis], float):
            assert n[eintrag] == a[ergebnis], ergebnis
            uebernommen += 1
    assert uebernommen >= 5
