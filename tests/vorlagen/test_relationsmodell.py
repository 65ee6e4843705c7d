"""Posts from persons and keys 1 : x, beside the result; Schleswig-Holstein's keys ended with its ordinance."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks import oeffnen
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import ALLE, bauen

ERSTE = 15
GRUPPEN = ("Leitung", "Verwaltung", "Betreuung", "Nacht", "eigene")
Zeile = tuple[str | None, str | None, float | None, Any, str | None]


def setze(m: Arbeitsmappe, *zeilen: Zeile) -> Arbeitsmappe:
    for z, zeile in enumerate(zeilen, ERSTE):
        for spalte, wert in zip("BCDEF", zeile, strict=True):
            m[f"Relationsmodell!{spalte}{z}"] = wert
        m[f"Relationsmodell!A{z}"] = "Angebot A" if zeile[0] else None
    return m.rechnen()


def schleswig_holstein(tag: date, ordner: Path) -> Arbeitsmappe:
    bauen(next(v for v in ALLE if v.name == "sh"), stichtag=tag, beispiel=True).save(ordner / "sh.xlsx")
    return oeffnen(ordner / "sh.xlsx").rechnen()


@pytest.mark.parametrize(("tag", "leitung", "verwaltung"), [((2023, 6, 1), 52.5, 51), ((2021, 6, 1), 50, 47)])
def test_die_schluessel_der_verordnung(
    tag: tuple[int, int, int], leitung: float, verwaltung: float, tmp_path: Path
) -> None:
    m = schleswig_holstein(date(*tag), tmp_path)
    setze(m, ("Leitung", None, 42.0, None, None), ("Verwaltung", None, 42.0, None, None))
    assert m["ergebnis_vzae_leitung"] == pytest.approx(42 / leitung)
    assert m["ergebnis_vzae_verwaltung"] == pytest.approx(42 / verwaltung)
    assert m["ergebnis_vzae_relation"] == pytest.approx(42 / leitung + 42 / verwaltung)
    assert m["ergebnis_vzae_betreuung"] is None
    assert m["pruefung_gesamt"] is True


def test_nach_ihrem_ende_gilt_nur_ein_eigener(tmp_path: Path) -> None:
    m = schleswig_holstein(date(2025, 1, 1), tmp_path)
    setze(m, ("Leitung", None, 42.0, None, None))
    assert isinstance(m["ergebnis_vzae_leitung"], Fehler)
    assert isinstance(m["ergebnis_vzae_relation"], Fehler)
    assert m["pruefung_gesamt"] is False
    setze(m, ("Leitung", None, 42.0, 52.5, "Vereinbarung 2025"))
    assert m["ergebnis_vzae_leitung"] == pytest.approx(0.8)
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize("name", ["st", "be-tagespauschalen", "hb"])
@pytest.mark.parametrize("saat", range(4))
def test_teile_ergeben_das_ganze_und_bleiben_neben_dem_ergebnis(name: str, saat: int) -> None:
    zufall = random.Random(saat)
    m = geliehen(name)
    stellen = "ergebnis_vk" if "ergebnis_vk" in m.namen() else "ergebnis_vzae"
    vorher = m[stellen]
    zeilen: list[Zeile] = []
    soll = dict.fromkeys(GRUPPEN, 0.0)
    for n in range(6):
        gruppe = zufall.choice(GRUPPEN)
        unten, oben = (16, 100) if gruppe in GRUPPEN[:2] else (1, 14)
        personen, x = float(zufall.randint(1, 60)), round(zufall.uniform(unten, oben), 2)
        zeilen.append((gruppe, f"Zeile {n}", personen, x, "Vereinbarung"))
        soll[gruppe] += personen / x
    setze(m, *zeilen)
    for gruppe, vzae in soll.items():
        assert (m[f"ergebnis_vzae_{gruppe.lower()}"] or 0) == pytest.approx(vzae), gruppe
    assert m["ergebnis_vzae_relation"] == pytest.approx(sum(soll.values()))
    assert m["pruefung_gesamt"] is True
    assert m[stellen] == vorher


@pytest.mark.parametrize(
    ("zeile", "hinweis"),
    [
        (("Betreuung", None, 42.0, None, None), "unvollständig"),
        (("Betreuung", None, None, 2.5, "Vereinbarung"), "unvollständig"),
        (("Betreuung", None, 42.0, 2.5, None), "Wert prüfen: Quelle des eigenen"),
        (("Betreuung", None, 42.0, 0.0, "Vereinbarung"), "Wert prüfen: Schlüssel"),
        (("Pflege", None, 42.0, 2.5, "Vereinbarung"), "Wert prüfen: Personal"),
        (("eigene", "Summe", 42.0, 2.5, "Vereinbarung"), "Wert prüfen: Summe"),
        (("Betreuung", None, 42.0, 0.4, "Vereinbarung"), "bitte bestätigen »0,4 Personen«: üblich sind 0,8"),
        (("Leitung", None, 42.0, 5.25, "Vereinbarung"), "bitte bestätigen »5,25 Personen«: üblich sind 15"),
        (
            ("eigene", "Küche", 30.0, 0.4, "Vereinbarung"),
            "bitte bestätigen »0,4 Personen«: Stellen statt Personen",
        ),
        (("Betreuung", None, 2000.0, 2.5, "Vereinbarung"), "bitte bestätigen »2000 Personen«: über 500"),
        (("Betreuung", None, 0.2, 2.5, "Vereinbarung"), "bitte bestätigen »0,2 Personen«: weniger als eine"),
        (("Betreuung", None, 42.0, "2,5 VK", "Vereinbarung"), "Wert prüfen: Schlüssel"),
        (("Leitung", None, 0.0, 52.5, "Vereinbarung"), "bitte bestätigen »0 Personen«: gewollt?"),
    ],
)
def test_jeder_zustand_einer_zeile(zeile: Zeile, hinweis: str) -> None:
    m = setze(geliehen("st"), zeile)
    assert str(m["zeilenhinweis_relationsmodell"][0][0]).startswith(hinweis)
    assert m["pruefung_gesamt"] is False
