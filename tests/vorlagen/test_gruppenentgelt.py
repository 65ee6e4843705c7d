"""Tagespauschalen in euros: the bridge from last year and what own values make, recomputed; slips beside the rate."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from befehlszeile import egh
from vorlagenbau import datei, geliehen

import workbooks
from recalculation.datei.zellwert import seriell
from udfs import aufruf
from udfs.hilfebedarf import hbg_vk
from workbooks.mappe import Arbeitsmappe

SPALTEN = {
    "gruppe": "B",
    "personen": "C",
    "schluessel": "D",
    "satz": "E",
    "gp": "F",
    "ib": "G",
    "vorher": "H",
}


def setze(m: Arbeitsmappe, zeile: int, **werte: object) -> None:
    for name, wert in werte.items():
        m[f"Gruppen!{SPALTEN[name]}{7 + zeile}"] = wert


def hinweis(m: Arbeitsmappe, zeile: int) -> str:
    return str(m["zeilenhinweis_gruppen"][zeile][0])


@pytest.mark.parametrize("saat", range(4))
def test_bruecke_in_euro_unabhaengig_gerechnet(saat: int) -> None:
    """Persons at last year's income per person, days per person, rates group by group, the rest is who is in which."""
    zufall = random.Random(saat)
    m = geliehen("st")
    m["eingabe_auslastung"], m["eingabe_abwesenheit_tage"], m["eingabe_anteil_abwesenheit"] = 0.95, 12, 0.75
    tage = 365 * 0.95 - 12 * 0.25
    gruppen = [
        (zufall.randint(2, 12), round(zufall.uniform(90, 130), 2), round(zufall.uniform(90, 130), 2))
        for _ in range(3)
    ]
    for zeile, (personen, satz, vorher) in enumerate(gruppen):
        setze(m, zeile, personen=personen, satz=satz, vorher=vorher)
    personen0, tage0, entgelt0 = zufall.randint(8, 30), zufall.uniform(3000, 9000), zufall.uniform(5e5, 9e5)
    m["eingabe_vorjahr_personen"], m["eingabe_vorjahr_berechnungstage"] = personen0, tage0
    m["eingabe_vorjahr_entgelt"] = entgelt0
    m.rechnen()
    personen = sum(p for p, _, _ in gruppen)
    entgelt = sum(p * s * tage for p, s, _ in gruppen)
    schritte = [zeile[0] for zeile in m["bruecke_entgelt"]]
    menge = entgelt0 / personen0 * (personen - personen0)
    auslastung = entgelt0 / tage0 * personen * 365 * 0.95 - entgelt0 - menge
    preise = sum(p * (s - v) * tage for p, s, v in gruppen)
    rest = entgelt - entgelt0 - menge - auslastung - preise
    assert schritte == pytest.approx([entgelt0, menge, auslastung, preise, rest, entgelt])
    setze(m, 2, vorher=None)  # one rate of last year missing: price and structure cannot be told apart
    m.rechnen()
    schritte = [zeile[0] for zeile in m["bruecke_entgelt"]]
    assert schritte == pytest.approx([entgelt0, menge, auslastung, preise + rest, 0, entgelt])


@pytest.mark.parametrize("wort", [None, "nein"])
def test_ein_eigener_wert_zeigt_seine_wirkung_in_euro(wort: str | None) -> None:
    """Berlin stores 95.9 %: what 94 % makes of the income is the income with it minus the income without it."""
    m = geliehen("be-tagespauschalen")
    m["eingabe_abwesende_belegt"] = wort
    m["eingabe_auslastung"] = None
    m.rechnen()
    ohne, vk = m["ergebnis_entgelt"], m["ergebnis_vk"]
    m["eingabe_auslastung"] = 0.94
    m.rechnen()
    assert m["parameter_auslastung"] == 0.94
    assert abs(m["ergebnis_entgelt"] - ohne) > 1000
    assert m["wirkung_entgelt_auslastung"] == pytest.approx(m["ergebnis_entgelt"] - ohne)
    assert m["wirkung_entgelt_gesamt"] == pytest.approx(m["ergebnis_entgelt"] - ohne)
    assert m["wirkung_auslastung"] == pytest.approx(m["ergebnis_vk"] - vk)
    assert m["pruefung_abweichungen_entgelt"] is True


@pytest.mark.parametrize(
    ("werte", "wort"),
    [
        ({"gp": 0.4, "ib": 0.1}, "»0,4 EUR«: EUR und nicht ein Anteil?"),
        ({"gp": 40, "ib": 0.1}, "»0,1 EUR«: EUR und nicht ein Anteil?"),
        ({"gp": 40}, "»ohne IB«"),
        ({"ib": 10}, "»ohne GP«"),
        ({"gp": 40, "ib": 200}, "Wert prüfen: GP und IB über dem Satz"),
        ({"vorher": 9.55}, "neben dem Satz"),
        ({"gp": 40, "ib": 10}, "ok"),
    ],
)
def test_teile_des_satzes(werte: dict[str, float], wort: str) -> None:
    m = geliehen("st")
    setze(m, 0, **werte)
    m.rechnen()
    assert wort in hinweis(m, 0)
    assert m["pruefung_gesamt"] is (wort == "ok")


def test_teile_ohne_satz_sind_falsch() -> None:
    m = geliehen("st")
    for zeile in range(3):
        setze(m, zeile, satz=None)
    setze(m, 1, gp=40, ib=10)
    m.rechnen()
    assert hinweis(m, 1) == "Wert prüfen: GP oder IB ohne Satz"


def test_egh_vorjahr_nimmt_die_saetze_der_gruppen_mit(tmp_path: Path) -> None:
    alt = workbooks.oeffnen(datei(tmp_path, "st", beispiel=True))
    alt["eingabe_zeitraum_von"], alt["eingabe_zeitraum_bis"] = seriell_jahr(2025)
    setze(alt, 0, satz=90)
    setze(alt, 2, gruppe="Gruppe 9")
    alt.rechnen()
    alt.speichern(tmp_path / "alt.xlsx")
    neu = datei(tmp_path, "st", beispiel=True)
    m = workbooks.oeffnen(neu)
    m["eingabe_zeitraum_von"], m["eingabe_zeitraum_bis"] = seriell_jahr(2026)
    m.rechnen()
    m.speichern(neu)
    assert egh("vorjahr", tmp_path / "alt.xlsx", neu).returncode == 0
    m = workbooks.oeffnen(neu)
    assert [zeile[0] for zeile in m["eingabe_satz_vorjahr"]][:4] == [90, 140, None, None]


def seriell_jahr(jahr: int) -> tuple[float, float]:
    return float(seriell(date(jahr, 1, 1))), float(seriell(date(jahr, 12, 31)))


def test_je_gruppe_stehen_stellen_und_satz_in_festen_zellen() -> None:
    """Berlin prints 0.248 posts a person in group 3 and 0.319 in group 4; two rows of one group, two rates."""
    m = geliehen("be-tagespauschalen")
    setze(m, 0, gruppe="3", personen=6, schluessel=None, satz=100)
    setze(m, 1, gruppe=3, personen=2, schluessel=None, satz=120)
    setze(m, 2, gruppe="4", personen=5, schluessel=None, satz=130)
    m.rechnen()
    vk3, vk4 = (aufruf(hbg_vk, [h, "BE", None, m["meta_stichtag"]]) for h in ("3", "4"))
    assert m["ergebnis_hbg_3_vk"] == pytest.approx(8 * vk3)
    assert m["ergebnis_hbg_4_vk"] == pytest.approx(5 * vk4)
    assert m["ergebnis_hbg_3_satz"] == pytest.approx((6 * 100 + 2 * 120) / 8)
    assert m["ergebnis_hbg_4_satz"] == 130
    assert m["ergebnis_hbg_1_vk"] is None
    setze(m, 2, gruppe="Wohngruppe", schluessel=4)
    m.rechnen()
    blatt, bereich = m.ort("ergebnis_hbg_1_vk")
    unten = {m[f"'{blatt}'!A{z}"]: m[f"'{blatt}'!C{z}"] for z in range(bereich.zeile, bereich.zeile + 20)}
    assert unten["andere Gruppen"] == pytest.approx(5 / 4)


def test_je_hbg_stehen_die_stellen_in_festen_zellen() -> None:
    m = geliehen("th")
    namen = [n for n in m.namen("ergebnis_hbg_") if n.endswith("_vk")]
    assert len(namen) == 15
    assert {"ergebnis_hbg_0_1_vk", "ergebnis_hbg_7plus_vk"} <= set(namen)
    assert sum(m[n] for n in namen) == pytest.approx(m["ergebnis_vk"])


@pytest.mark.parametrize("name", ["th", "st", "be-tagespauschalen"])
def test_die_fachkraftquote_teilt_die_stellen(name: str) -> None:
    m = geliehen(name)
    assert m["ergebnis_vk_fachkraefte"] is None
    m["eingabe_fachkraftquote"] = 0.6
    m.rechnen()
    assert m["ergebnis_vk_fachkraefte"] == pytest.approx(0.6 * m["ergebnis_vk"])
    assert m["ergebnis_vk_andere"] == pytest.approx(0.4 * m["ergebnis_vk"])


def test_die_fachkraftquote_folgt_aus_der_qualifizierten_assistenz() -> None:
    m = geliehen("he-fachleistungsstunden")
    assert m["ergebnis_fachkraftquote"] == pytest.approx(m["ergebnis_vk_qa"] / m["ergebnis_vk"])


@pytest.mark.parametrize(
    ("name", "wert"),
    [("berechnungstage", 350), ("entgelt", 640), ("personen_je_vk", 0.35), ("vk", 0.5)],
)
def test_ein_vergleichswert_in_einer_anderen_einheit_wird_gefragt(name: str, wert: float) -> None:
    """Days of one person for those of all, thousands of euros, posts per person for persons per post."""
    m = geliehen("st")
    m[f"eingabe_vorjahr_{name}"] = wert
    m.rechnen()
    frage = m["zeilenhinweis_vergleich"]
    assert "Dreifache" in frage
    assert m["pruefung_bestaetigt"] is m["pruefung_gesamt"] is False
    m["eingabe_bestaetigt_vergleich"] = frage.partition("»")[2].partition("«")[0] + ", so war es"
    m.rechnen()
    assert m["zeilenhinweis_vergleich"] is None
    assert m["pruefung_gesamt"] is True


def test_die_kurzfassung_zaehlt_nicht_nur_einen_teil_der_angebote() -> None:
    m = geliehen("st")
    m["eingabe_angebote"] = [["Angebot A"], ["Angebot B"], *[[None]] * 8]
    m["eingabe_plaetze"] = [[22.0], *[[None]] * 9]
    m.rechnen()
    assert m["Kurzfassung!D7"] is None
    m["eingabe_plaetze"] = [[22.0], [10.0], *[[None]] * 8]
    m.rechnen()
    assert m["Kurzfassung!D7"] == 32


def test_eine_gruppe_anders_als_im_vertrag_sagt_was_zu_tun_ist() -> None:
    m = geliehen("be-tagespauschalen")
    setze(m, 0, gruppe="HBG 3", schluessel=None)
    m.rechnen()
    assert hinweis(m, 0).startswith("Wert prüfen: Gruppe wie im Vertrag")
    setze(m, 0, gruppe="3")
    m.rechnen()
    assert hinweis(m, 0) == "ok"


def test_eine_antwort_gilt_nur_ihrer_frage() -> None:
    """The reason for a short period is not one for another period, for another key date or for the contract's end."""
    m = geliehen("be-tagespauschalen")
    von, bis = (float(seriell(date(2026, monat, tag))) for monat, tag in ((7, 1), (12, 31)))
    m["eingabe_zeitraum_von"], m["eingabe_zeitraum_bis"], m["meta_stichtag"] = von, bis, von
    m["eingabe_bestaetigt_zeitraum"] = "01.07.2026 bis 31.12.2026: Rumpfjahr"
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    for neu in (
        {"eingabe_zeitraum_von": float(seriell(date(2026, 10, 1)))},
        {"eingabe_zeitraum_bis": float(seriell(date(2027, 6, 30)))},
        {"meta_stichtag": von - 30},
    ):
        for name, wert in neu.items():
            m[name] = wert
        m.rechnen()
        assert m["pruefung_bestaetigt"] is False, neu
        m["eingabe_zeitraum_von"], m["eingabe_zeitraum_bis"], m["meta_stichtag"] = von, bis, von


def test_ohne_vertragswert_behauptet_die_kurzfassung_keine_null() -> None:
    m = geliehen("st")
    assert m["wirkung_entgelt_gesamt"] is None
    assert m["Kurzfassung!A20"] is None or "Abweichungen" not in str(m["Kurzfassung!A20"])
