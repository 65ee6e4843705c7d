"""`egh vorjahr` between two budget workbooks: the last year of the old term goes into the new one, by provider."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from befehlszeile import egh
from vorlagenbau import mappe

import workbooks
from workbooks.mappe import Arbeitsmappe

# by hand: cases × prices + further; twelve months with two increases of 3 % after the first
ERWARTET: dict[str, list[float]] = {
    "hh-asp": [90 * 9800 + 30 * 14500 + 42000, 60 * 9800 + 12 * 14500, 45 * 9750],
    "hb-traegerbudget": [
        round(1.03**3 * (9000 * 140 + (7000 - 365) * 175 + (12000 - 600) * 62), 2),
        round(1.03**3 * (5000 * 172 * 0.8 + 6000 * 48), 2),
        round(1.03**3 * (4000 * 41 + 9000 * 61.5), 2),
    ],
}
LISTE = {"hh-asp": "eingabe_anbieter"}
# the day after the example's term: 01.01.2029, 01.01.2027, 01.04.2028
ANSCHLUSS = {"hh-traegerbudget": 47119.0, "hh-asp": 46388.0, "hb-traegerbudget": 46844.0}
jede = pytest.mark.parametrize("name", ["hh-traegerbudget", "hh-asp", "hb-traegerbudget"])


def alt_und_neu(ordner: Path, name: str) -> tuple[Path, Path, Arbeitsmappe]:
    (ordner / "alt").mkdir()
    mappe(ordner / "alt", name, beispiel=True)
    neu = mappe(ordner, name, beispiel=True)
    neu["eingabe_vorjahr_traeger"] = [[None] for _ in neu["eingabe_vorjahr_traeger"]]
    neu["eingabe_laufzeit_von"] = ANSCHLUSS[name]
    neu.rechnen().speichern()
    return ordner / "alt" / f"{name}.xlsx", ordner / f"{name}.xlsx", neu


def erwartet(name: str, alt: Arbeitsmappe) -> list[float]:
    if name != "hh-traegerbudget":
        return ERWARTET[name]
    # cases +2 %, costs −0.1 %: »additiv« adds the rates and applies them each year
    return [round(zeile[0] * 1.019**4, 2) for zeile in alt["eingabe_traeger_budget"] if zeile[0]]


@jede
def test_das_letzte_jahr_wird_das_vorjahr(name: str, tmp_path: Path) -> None:
    alt, neu, _ = alt_und_neu(tmp_path, name)
    soll = erwartet(name, workbooks.oeffnen(alt))
    lauf = egh("vorjahr", alt, neu)
    assert f"Budget des Vorjahres und {len(soll)} Leistungserbringer übernommen" in lauf.stdout, lauf.stderr
    m = workbooks.oeffnen(neu)
    assert [z[0] for z in m["eingabe_vorjahr_traeger"][: len(soll)]] == pytest.approx(soll, abs=0.006)
    assert m["eingabe_vorjahr_budget"] == pytest.approx(sum(soll), abs=0.02)
    assert m["vorjahr_entfallen"] == pytest.approx(0, abs=0.02)
    assert str(m["eingabe_vorjahr_quelle"]).startswith(alt.name)
    assert m["pruefung_vorjahr"] is True
    assert "es endet am" not in lauf.stdout
    blatt = m.ort("letztes_jahr_traeger")[0]
    assert m[f"{blatt}!B13"] == pytest.approx(sum(soll), abs=0.02)


@jede
def test_anders_geschrieben_ist_derselbe_und_wer_fehlt_wird_genannt(name: str, tmp_path: Path) -> None:
    alt, neu, m = alt_und_neu(tmp_path, name)
    liste = LISTE.get(name, "eingabe_traeger")
    namen = m[liste]
    zweiter = namen[1][0]
    namen[0][0], namen[1][0] = namen[0][0].upper().replace(" ", "\u00a0"), "Neuer Leistungserbringer"
    m[liste] = namen
    m.rechnen().speichern()
    soll = erwartet(name, workbooks.oeffnen(alt))
    lauf = egh("vorjahr", alt, neu)
    assert lauf.returncode == 1
    assert f"„{zweiter}“ aus {alt.name} steht hier nicht" in lauf.stdout
    assert f"„Neuer Leistungserbringer“ hat in {alt.name} kein Budget" in lauf.stdout
    m = workbooks.oeffnen(neu)
    spalte = [z[0] for z in m["eingabe_vorjahr_traeger"][:3]]
    assert spalte == [pytest.approx(soll[0], abs=0.006), None, pytest.approx(soll[2], abs=0.006)]
    assert m["vorjahr_entfallen"] == pytest.approx(soll[1], abs=0.02)


@jede
def test_ein_anderes_jahr_wird_genannt(name: str, tmp_path: Path) -> None:
    """The last year of ALT is taken; that it does not end where NEU begins is said, with both days."""
    alt, neu, m = alt_und_neu(tmp_path, name)
    m["eingabe_laufzeit_von"] = ANSCHLUSS[name] + 365
    m.rechnen().speichern()
    lauf = egh("vorjahr", alt, neu)
    assert lauf.returncode == 1
    assert f"Übernommen ist das letzte Jahr von {alt.name}, es endet am " in lauf.stdout
    assert "Jahr bis 31." in workbooks.oeffnen(neu)["eingabe_vorjahr_quelle"]


def test_ein_unvollstaendiges_altes_jahr_wird_nicht_uebernommen(tmp_path: Path) -> None:
    alt, neu, _ = alt_und_neu(tmp_path, "hh-asp")
    m = workbooks.oeffnen(alt)
    m["Leistungserbringer!C12"] = None
    m.rechnen().speichern()
    lauf = egh("vorjahr", alt, neu)
    assert lauf.returncode == 2
    assert "ist das Budget des letzten Jahres keine Zahl" in lauf.stderr


def _vertauscht(alt: Path, neu: Path, _: Arbeitsmappe) -> tuple[Any, ...]:
    return neu, alt


def _antrag(alt: Path, neu: Path, _: Arbeitsmappe) -> tuple[Any, ...]:
    return alt, neu, "--als", "antrag"


def _schon_da(alt: Path, neu: Path, m: Arbeitsmappe) -> tuple[Any, ...]:
    m["eingabe_vorjahr_budget"] = 1.0
    m.rechnen().speichern()
    return alt, neu


@pytest.mark.parametrize(
    ("wie", "satz"),
    [
        (_vertauscht, "beginnt nicht früher"),
        (_antrag, "wird nur mit einem Vorjahr verglichen"),
        (_schon_da, "stehen schon andere Werte des Vorjahres (eingabe_vorjahr_budget)"),
    ],
)
def test_abgelehnt(wie: Any, satz: str, tmp_path: Path) -> None:
    alt, neu, m = alt_und_neu(tmp_path, "hh-asp")
    argumente = wie(alt, neu, m)
    vorher = neu.read_bytes()
    lauf = egh("vorjahr", *argumente)
    assert (lauf.returncode, lauf.stdout) == (2, "")
    assert satz in lauf.stderr
    assert lauf.stderr.count("\n") == 1
    assert neu.read_bytes() == vorher


def test_verschiedene_arten_sind_ein_satz(tmp_path: Path) -> None:
    alt, _, _ = alt_und_neu(tmp_path, "hh-asp")
    mappe(tmp_path, "hb-traegerbudget", beispiel=True)
    lauf = egh("vorjahr", alt, tmp_path / "hb-traegerbudget.xlsx")
    assert lauf.returncode == 2
    assert lauf.stderr.count("\n") == 1
    assert "„hh-asp“" in lauf.stderr
