"""Fachleistungsstunden: hours that belong to no single person, and the group of a person by own corridors."""

from __future__ import annotations

import random
from typing import Any

import pytest
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

HE = "he-fachleistungsstunden"
ERSTE = 7


def setze(m: Arbeitsmappe, *zeilen: tuple[Any, ...]) -> None:
    """(Leistung, Art, hours a week) into the sheet of what belongs to no person."""
    for z, (leistung, art, stunden) in enumerate(zeilen, ERSTE):
        werte = ("Angebot A", leistung, None, art, stunden)
        for spalte, wert in zip("ABCDE", werte, strict=True):
            m[f"'Weitere Leistungen'!{spalte}{z}"] = wert


@pytest.mark.parametrize("name", [HE, "be-fachleistungsstunden"])
@pytest.mark.parametrize("saat", range(4))
def test_sie_zaehlen_wie_die_stunden_der_personen(name: str, saat: int) -> None:
    zufall = random.Random(saat)
    m = geliehen(name)
    namen = ("woche_qa", "woche_ua", "stunden_jahr", "vk_qa", "vk_ua", "vk")
    vorher = {n: m[f"ergebnis_{n}"] for n in namen}
    zeilen = [
        (leistung, zufall.choice(["qualifiziert", "kompensatorisch"]), round(zufall.uniform(20, 50), 2))
        for leistung in ("Gruppenangebot", "Nachtdienst", "Hauswirtschaft", "andere")
    ]
    setze(m, *zeilen)
    m.rechnen()
    je_vk = m["parameter_njaz"] * (1 - m["parameter_anteil_indirekt"])
    wochen = m["parameter_wochen_jahr"]
    qa, ua = (sum(s for _, a, s in zeilen if a == art) for art in ("qualifiziert", "kompensatorisch"))
    mehr = {
        "woche_qa": qa, "woche_ua": ua, "stunden_jahr": (qa + ua) * wochen,
        "vk_qa": qa * wochen / je_vk, "vk_ua": ua * wochen / je_vk, "vk": (qa + ua) * wochen / je_vk,
    }  # fmt: skip
    for n in namen:
        assert m[f"ergebnis_{n}"] - vorher[n] == pytest.approx(mehr[n]), n
    assert m["ergebnis_stunden_weitere"] == pytest.approx((qa + ua) * wochen)
    assert m["pruefung_gesamt"] is True


def test_auch_ganz_ohne_personen() -> None:
    m = geliehen(HE)
    for z in range(ERSTE, ERSTE + 3):
        for spalte in "ABCDE":
            m[f"intern_Personen!{spalte}{z}"] = None
    setze(m, ("Nachtdienst", "kompensatorisch", 56.0))
    m.rechnen()
    assert m["ergebnis_stunden_jahr"] == pytest.approx(56 * m["parameter_wochen_jahr"])
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("zeile", "hinweis"),
    [
        (("Nachtdienst", None, 56.0), "unvollständig"),
        (("Nachtdienst", "qualifiziert", None), "unvollständig"),
        (("Nachtwache", "qualifiziert", 56.0), "Wert prüfen: Leistung"),
        (("Nachtdienst", "qualifiziert", -1.0), "Wert prüfen: Std."),
        (("Nachtdienst", "qualifiziert", 0.0), "bitte bestätigen »0 Std.«: gewollt?"),
        (("Hauswirtschaft", "qualifiziert", 0.33), "bitte bestätigen »0,33 Std.«: weniger als 1"),
        (("Nachtdienst", "qualifiziert", 8.0), "bitte bestätigen »8 Std.«: Nachtdienst unter 20"),
        (("Nachtdienst", "qualifiziert", 2912.0), "bitte bestätigen »2912 Std.«: üblich sind bis 60"),
    ],
)
def test_jeder_zustand_einer_zeile(zeile: tuple[Any, ...], hinweis: str) -> None:
    m = geliehen(HE)
    setze(m, zeile)
    m.rechnen()
    assert str(m["zeilenhinweis_weitere_leistungen"][0][0]).startswith(hinweis)
    assert m["pruefung_gesamt"] is False
    if hinweis.startswith("Wert"):
        assert isinstance(m["ergebnis_vk"], Fehler)


def korridore(m: Arbeitsmappe, *zeilen: tuple[Any, ...]) -> Arbeitsmappe:
    for z, zeile in enumerate(zeilen, 6):
        for spalte, wert in zip("ABCD", (*zeile, "Vereinbarung"), strict=True):
            m[f"Leistungsgruppen!{spalte}{z}"] = wert
    return m.rechnen()


def test_die_leistungsgruppe_nach_eigenen_korridoren() -> None:
    """P001: 300 + 10 + 9 = 319 minutes; P002: 120 + 10 + 3.6 = 133.6; P003 has no qualified minutes, so no group."""
    m = geliehen(HE)
    assert not any(z[0] for z in m[f"intern_Personen!P{ERSTE}:P{ERSTE + 2}"])
    korridore(m, ("1", 1.0, 133.0), ("2", 134.0, 318.0), ("3", 319.0, 500.0))
    gruppen = [z[0] for z in m[f"intern_Personen!P{ERSTE}:P{ERSTE + 2}"]]
    assert gruppen == ["3", "1", None]  # 133.6 lies before the 134th minute
    assert m["pruefung_gesamt"] is True
    korridore(m, ("1", 1.0, 133.0), ("2", 134.0, 300.0), ("3", 330.0, 500.0))
    assert str(m["zeilenhinweis_personen"][0][0]).startswith(
        "bitte bestätigen »keine«: keine Leistungsgruppe"
    )


@pytest.mark.parametrize(
    ("zeilen", "hinweis"),
    [
        ([("1", 1.0, None)], "unvollständig"),
        ([("1", 100.0, 50.0)], "Wert prüfen: von liegt nach bis"),
        ([("1", 1.0, 100.0), ("2", 100.0, 200.0)], "Wert prüfen: überschneidet sich"),
        ([("1", 1.0, 100.0), ("1", 101.0, 200.0)], "Wert prüfen: Gruppe steht zweimal"),
        ([("1", 1.0, 20000.0)], "Wert prüfen: bis Min."),
    ],
)
def test_korridore_die_nicht_stimmen(zeilen: list[tuple[Any, ...]], hinweis: str) -> None:
    m = korridore(geliehen(HE), *zeilen)
    assert str(m["zeilenhinweis_leistungsgruppen"][0][0]).startswith(hinweis)
    assert m["pruefung_gesamt"] is False
