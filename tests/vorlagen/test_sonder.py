"""Special workbooks: published figures by formula, an independent recomputation, slips that must not pass."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from befehlszeile import egh
from fremd.office import gewoehnliche_formeln
from test_seiten import pdf, stuecke
from vorlagenbau import bytes_der_vorlage, eingaben, mappe

import workbooks
from udfs import Fehler
from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.recalculation.zellwert import seriell
from workbooks.vorlagen import ALLE, bauen, finde
from workbooks.vorlagen.sonder import SONDERMAPPEN

NAMEN = [v.name for v in SONDERMAPPEN]
jede = pytest.mark.parametrize("name", NAMEN)


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
    assert "###" not in "".join(seite.extract_text() for seite in leser.pages)


@jede
def test_unerlaubtes_gibt_einen_fehler_oder_eine_falsche_pruefung(name: str, tmp_path: Path) -> None:
    pfad = tmp_path / "v.xlsx"
    pfad.write_bytes(bytes_der_vorlage(name, True))
    felder, _ = eingaben(pfad)
    m = workbooks.oeffnen(pfad)
    zufall = random.Random(7)
    je_regel: dict[tuple[str, ...], Any] = {}
    for feld in felder:
        if feld.art != "textLength" and "Deckblatt'!C" not in feld.zelle:
            je_regel.setdefault((feld.zelle.rstrip("0123456789"), feld.art, feld.von, feld.bis), feld)
    assert je_regel
    erste = {feld: m[feld.zelle] for feld in je_regel.values()}
    for feld, vorher in erste.items():
        m[feld.zelle] = feld.verboten(zufall)
        m.rechnen()
        assert m.fehler() or m["pruefung_gesamt"] is False, feld
        m[feld.zelle] = vorher
    m.rechnen()
    assert m["pruefung_gesamt"] is True


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
    gewaehlt = zufall.sample(belegt, min(40, len(belegt)))
    for feld in gewaehlt:
        vorher = m[feld.zelle]
        etwas = isinstance(vorher, float) and zufall.random() < 0.6  # anything allowed is mostly unusual
        m[feld.zelle] = vorher * zufall.uniform(0.97, 1.03) if etwas else feld.erlaubt(zufall, listen)
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


# hh-traegerbudget


def hh(ordner: Path) -> Arbeitsmappe:
    return mappe(ordner, "hh-traegerbudget", beispiel=True)


def test_hamburg_fuenf_jahre_und_der_abstand_der_verfahren(tmp_path: Path) -> None:
    """1.4 bn EUR over five years; additive against multiplicative 55,989 EUR."""
    m = hh(tmp_path)
    assert m["ergebnis_budget_gesamt"] == pytest.approx(1.4e9, abs=0.05)
    assert m["ergebnis_budget_additiv"] - m["ergebnis_budget_multiplikativ"] == pytest.approx(55989, abs=0.5)
    assert m["ergebnis_budget_linear"] == pytest.approx(269560232.73 * (5 + 0.019 * 10), abs=0.01)


def test_hamburg_fallkostenwerte(tmp_path: Path) -> None:
    m = hh(tmp_path)
    anteile = [z[0] for z in m["sollist_mischanteil"]]
    assert anteile[0] == pytest.approx(0.4517, abs=0.00005)
    assert anteile[7] == pytest.approx(0.7371, abs=0.00005)
    assert m["sollist_aenderung"][0] == pytest.approx([4085, -598.5, 4337.9, 345.6], abs=0.05)
    assert m["sollist_plan"][7][0] == pytest.approx(18572.47, abs=0.005)
    for zeile in m["Soll-Ist!F8:I14"]:
        assert sum(zeile[1:]) == pytest.approx(zeile[0], abs=1e-6)


def test_auslastungsrisiko(tmp_path: Path) -> None:
    m = hh(tmp_path)
    m["eingabe_budget"] = 10_000_000
    m.rechnen()
    assert m["ergebnis_mindernutzung"] == pytest.approx(515463.92, abs=0.005)
    (budget, einzeln) = m["risiko"]
    assert budget == pytest.approx([-515463.92, 154639.18], abs=0.005)
    assert einzeln == pytest.approx([0, -360824.74], abs=0.005)
    m["eingabe_auslastung_ist"] = 1.4
    m.rechnen()
    assert isinstance(m["ergebnis_mindernutzung"], Fehler)
    assert m["pruefung_gesamt"] is False


def test_kompensation_und_umsteuerungen(tmp_path: Path) -> None:
    m = hh(tmp_path)
    m["eingabe_budget"], m["eingabe_kompensation_jahre"] = 10_000_000, 1
    m.rechnen()
    assert m["ergebnis_kompensationsbedarf"] == pytest.approx(316000, abs=0.001)
    assert m["ergebnis_umsteuerungen"] == 8  # 316,000 / 40,000 = 7.9
    assert m["hinweis_umsteuerung"] is None
    m["eingabe_bestand_bw"] = 5
    m.rechnen()
    assert "mehr Umsteuerungen als Personen" in m["hinweis_umsteuerung"]
    m["eingabe_fallkosten_ambulant"] = 60000  # no saving: it cannot be closed this way
    m.rechnen()
    assert isinstance(m["ergebnis_umsteuerungen"], Fehler)
    m["eingabe_budgetsteigerung"] = 0.1  # more money than needed: nothing to move
    m.rechnen()
    assert m["ergebnis_kompensationsbedarf"] < 0
    assert m["ergebnis_umsteuerungen"] == 0


def budget(verfahren: str, b: float, n: float, g: float, v: float) -> float:
    if verfahren == "additiv":
        return b * (1 + g + v) ** n
    return b * (1 + n * (g + v)) if verfahren == "linear" else b * ((1 + g) * (1 + v)) ** n


@pytest.mark.parametrize("saat", range(3))
def test_anpassungen_sind_tranchen_und_null_aendert_nichts(saat: int, tmp_path: Path) -> None:
    zufall = random.Random(saat)
    m = hh(tmp_path)
    g, v, jahre = zufall.uniform(-0.05, 0.05), zufall.uniform(-0.02, 0.02), zufall.randint(2, 10)
    m["eingabe_steigerung_fallzahl"], m["eingabe_veraenderung_fallkosten"] = g, v
    m["eingabe_laufzeit_jahre"] = jahre
    anpassungen = [(2024 + zufall.randrange(jahre), zufall.choice([None, 1e6]), 5e5) for _ in range(3)]
    for spalte, name in enumerate(("jahr", "tarif", "angebot")):
        m[f"eingabe_anpassung_{name}"] = [[a[spalte]] for a in anpassungen] + [[None]] * 2
    m.rechnen()
    for verfahren in ("additiv", "linear", "multiplikativ"):
        soll = sum(
            budget(verfahren, 269560232.73, t, g, v)
            + sum(
                budget(verfahren, (tarif or 0) + angebot, t - (jahr - 2024), g, v)
                for jahr, tarif, angebot in anpassungen
                if t >= jahr - 2024
            )
            for t in range(jahre)
        )
        assert m[f"ergebnis_budget_{verfahren}"] == pytest.approx(soll, rel=1e-12)
    for name in ("tarif", "angebot"):
        m[f"eingabe_anpassung_{name}"] = [[0]] * 3 + [[None]] * 2
    m.rechnen()
    ohne = sum(budget("additiv", 269560232.73, t, g, v) for t in range(jahre))
    assert m["ergebnis_budget_gesamt"] == pytest.approx(ohne, rel=1e-12)


def test_zweihundert_traeger(tmp_path: Path) -> None:
    vorlage = finde("hh-traegerbudget")
    assert vorlage is not None
    m = gerechnet(bauen(vorlage, True, umfang=Umfang(anbieter=200)), tmp_path / "hh.xlsx")
    for n in range(200):
        m[f"Träger!A{7 + n}"], m[f"Träger!B{7 + n}"], m[f"Träger!C{7 + n}"] = f"Träger {n}", 10000 + n, 0
    m["eingabe_budget"] = 200 * 10000 + 199 * 200 / 2
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    assert m["budget_traeger"][199][:2] == pytest.approx([10199, 10199 * 1.019])
    assert m["auszahlung_raten"][398][0] == pytest.approx(10199 / 12, abs=0.01)
    m["Träger!A206"] = "Träger\u00a03"
    m.rechnen()
    assert m["pruefung_eingaben"] is False


def test_raten_ergeben_jedes_jahr_auf_den_cent(tmp_path: Path) -> None:
    m = hh(tmp_path)
    for jahr in (2024, 2026, 2028):
        m["eingabe_auszahlung_jahr"] = jahr
        m.rechnen()
        zeilen = m["auszahlung_raten"]
        for erste, zweite, gesamt in zip(zeilen[::2], zeilen[1::2], m["budget_traeger"], strict=True):
            if gesamt[0] is not None:
                raten = [*erste, *zweite]
                assert round(sum(round(r * 100) for r in raten)) == round(gesamt[jahr - 2024] * 100)
                assert max(raten) - min(raten) <= 0.01 + 1e-9
        assert m["pruefung_raten"] is True
    m["eingabe_laufzeit_von"], m["eingabe_auszahlung_jahr"] = float(seriell(date(2024, 4, 1))), 2025
    m.rechnen()  # the second year of the term: April 2025 to March 2026
    assert [m[f"Dauerauszahlung!{ort}"] for ort in ("C8", "H9")] == [
        float(seriell(date(2025, 4, 1))),
        float(seriell(date(2026, 3, 1))),
    ]
    assert m["pruefung_gesamt"] is True
    m["eingabe_laufzeit_von"] = float(seriell(date(2024, 1, 1)))
    for jahr in (2023, 2029, 2024.5):  # outside the term: no year's budget is shown
        m["eingabe_auszahlung_jahr"] = jahr
        m.rechnen()
        assert m["pruefung_raten"] is False
        assert isinstance(m["auszahlung_nummer"], Fehler)
        assert {str(w) for w in m["auszahlung_raten"][0]} == {"#N/A"}


@pytest.mark.parametrize(
    ("zelle", "wert", "pruefung"),
    [
        (
            "eingabe_laufzeit_von",
            float(seriell(date(2024, 1, 15))),
            "pruefung_laufzeit",
        ),
        ("eingabe_laufzeit_jahre", 2.5, "pruefung_laufzeit"),
        ("eingabe_laufzeit_jahre", 0, "pruefung_eingaben"),
        ("Träger!A8", "Träger 1", "pruefung_eingaben"),
        ("Träger!B8", 1, "pruefung_summe_traeger"),
        ("Träger!A8", None, "pruefung_vollstaendig"),
        ("Träger!C8", 1, "pruefung_132"),
        ("Träger!C8", None, "pruefung_132"),
        ("eingabe_auszahlung_jahr", 2023, "pruefung_raten"),
        ("Innovationsmaßnahmen!C7", 2031, "pruefung_eingaben"),
        ("Soll-Ist!A9", 2017, "pruefung_eingaben"),
        ("Soll-Ist!C9", None, "pruefung_vollstaendig"),
        ("eingabe_personen_budget", 20000, "pruefung_abdeckung"),
    ],
)
def test_ausrutscher_fallen_auf(zelle: str, wert: object, pruefung: str, tmp_path: Path) -> None:
    m = hh(tmp_path)
    m[zelle] = wert
    m.rechnen()
    assert m[pruefung] is False
    assert m["pruefung_gesamt"] is False


def test_eine_anpassung_ausserhalb_der_laufzeit_oder_ohne_jahr_faellt_auf(tmp_path: Path) -> None:
    for jahr in (2019, 2029, None):
        m = hh(tmp_path)
        m["eingabe_anpassung_jahr"] = [[jahr]] + [[None]] * 4
        m["eingabe_anpassung_tarif"] = [[1000]] + [[None]] * 4
        m.rechnen()
        assert m["pruefung_vollstaendig" if jahr is None else "pruefung_eingaben"] is False
        gesamt = m["ergebnis_budget_gesamt"]
        assert gesamt is None if jahr is None else isinstance(gesamt, Fehler)


def test_verlaengerung_baut_auf_dem_letzten_jahr_auf(tmp_path: Path) -> None:
    m = hh(tmp_path)
    assert m["ergebnis_verlaengerung"] is None
    m["eingabe_verlaengerung_jahre"] = 3
    m.rechnen()
    assert m["pruefung_vollstaendig"] is False  # rates and rule are missing: no budget without them
    assert m["ergebnis_verlaengerung"] is None
    m["eingabe_verlaengerung_steigerung_fallzahl"], m["eingabe_verlaengerung_veraenderung_fallkosten"] = (
        0.01,
        0.02,
    )
    m["eingabe_verlaengerung_verfahren"] = "multiplikativ"
    m.rechnen()
    basis = 269560232.73 * 1.019**4
    soll = sum(basis * (1.01 * 1.02) ** t for t in (1, 2, 3))
    assert m["verlaengerung_grundlage"] == pytest.approx(basis, rel=1e-12)
    assert m["ergebnis_verlaengerung"] == pytest.approx(soll, rel=1e-12)
    assert m["pruefung_gesamt"] is True
    m["eingabe_verlaengerung_jahre"] = 2.5
    m.rechnen()
    assert m["pruefung_verlaengerung"] is False


def test_stellen_fuer_das_vereinbarte_wachstum(tmp_path: Path) -> None:
    m = hh(tmp_path)
    assert m["ergebnis_vzae_wachstum"] == pytest.approx(14000 * (1.02**5 - 1) * 0.2, abs=1e-9)


@pytest.mark.parametrize(
    ("zelle", "ergebnis"),
    [
        ("Träger!B8", "budget_traeger"),
        ("Innovationsmaßnahmen!D7", "ergebnis_innovation"),
        ("eingabe_anpassung_tarif", "ergebnis_budget_gesamt"),
    ],
)
def test_ein_text_statt_eines_betrags_ist_in_jeder_summe_ein_fehler(
    zelle: str, ergebnis: str, tmp_path: Path
) -> None:
    m = hh(tmp_path)
    m["eingabe_anpassung_jahr"] = [[2025]] + [[None]] * 4
    m[zelle] = [["1 Mio"]] + [[None]] * 4 if zelle.startswith("eingabe") else "1 Mio"
    m.rechnen()
    wert = m[ergebnis]
    assert isinstance(wert[0][0] if isinstance(wert, list) else wert, Fehler)
    assert m["pruefung_gesamt"] is False
