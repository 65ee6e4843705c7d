"""egh vorlage, vorlagen and vorjahr as their user sees them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from befehlszeile import egh
from vorlagenbau import datei

import workbooks
from workbooks.vorlagen import ALLE, finde


def test_vorlagen_zeigt_alle() -> None:
    text = egh("vorlagen").stdout
    for vorlage in ALLE:
        assert vorlage.name in text
        assert vorlage.landesname in text
    assert [v["name"] for v in json.loads(egh("vorlagen", "--json").stdout)] == [v.name for v in ALLE]


@pytest.mark.parametrize("wort", ["nw", "NW", "NRW", "Nordrhein-Westfalen", "nordrhein westfalen"])
def test_eine_vorlage_heisst_wie_ihr_land(wort: str) -> None:
    gefunden = finde(wort)
    assert gefunden is not None
    assert gefunden.name == "nw"


def test_vorlage_bauen(tmp_path: Path) -> None:
    ziel = tmp_path / "th.xlsx"
    lauf = egh(
        "vorlage", "th", "-o", ziel, "--stichtag", "01.01.2025", "--zeilen", "personen=20", "--beispiel"
    )
    assert (lauf.returncode, lauf.stderr) == (0, "")
    assert str(ziel) in lauf.stdout
    m = workbooks.oeffnen(ziel)
    assert m["meta_stichtag"] == 45658  # days since 30.12.1899
    assert len(m["eingabe_personen"]) == 20
    assert m["pruefung_gesamt"] is True
    nochmal = egh("vorlage", "th", "-o", ziel)
    assert nochmal.returncode == 2
    assert "gibt es schon" in nochmal.stderr
    assert workbooks.oeffnen(ziel)["pruefung_gesamt"] is True
    assert egh("vorlage", "th", "-o", ziel, "--ersetzen", "--zeilen", "5").returncode == 0
    assert workbooks.oeffnen(ziel)["pruefung_gesamt"] is False


@pytest.mark.parametrize(
    ("argumente", "satz"),
    [
        (("xx",), "gibt es nicht; es gibt: bw-modul, bw-neutral, by,"),
        (("Österreich",), "gibt es nicht; es gibt"),
        (("nw", "--stichtag", "gestern"), "ist kein Tag"),
        (("nw", "--stichtag", "31.02.2025"), "ist kein Tag"),
        (("nw", "--stichtag", "01.01.2010"), "erst ab 01.01.2020 hinterlegt"),
        (("nw", "--zeilen", "0"), "keine Zeilenzahl"),
        (("nw", "--zeilen", "viele"), "keine Zeilenzahl"),
        (("nw", "--zeilen", "anbieter=3"), "hat keine Tabelle „anbieter“"),
        (("nw", "--zeilen", "betten=3"), "möglich: dienste, personen"),
        (("nw", "--zeilen", "dienste=5,betten=3"), "möglich: dienste, personen"),
        (("nw", "--zeilen", "dienste=5,anbieter=3"), "hat keine Tabelle „anbieter“"),
        (("nw", "--form", "bunt"), "gibt es nicht; möglich"),
        (("nw", "-o", "x.ods"), "auf .xlsx enden"),
        (("nw", "-o", "kein/ordner/x.xlsx"), "nicht gefunden"),
    ],
)
def test_falsche_angaben_geben_einen_satz(argumente: tuple[str, ...], satz: str) -> None:
    lauf = egh("vorlage", *argumente)
    assert lauf.returncode == 2
    assert satz in lauf.stderr
    assert lauf.stderr.count("\n") == 1


@pytest.fixture
def jahre(tmp_path: Path) -> tuple[Path, Path]:
    """Last year's filled workbook and this year's with fewer hours and another post."""
    alt, neu = tmp_path / "2025.xlsx", tmp_path / "2026.xlsx"
    roh = datei(tmp_path, "nw", beispiel=True).read_bytes()
    alt.write_bytes(roh)
    neu.write_bytes(roh)
    m = workbooks.oeffnen(neu)
    m["eingabe_njaz"] = 1540
    m["Parameter!I6"] = "Haustarif"
    m["meta_stichtag"] = m["eingabe_zeitraum_von"] = date(2026, 1, 1)
    m["eingabe_zeitraum_bis"] = date(2026, 12, 31)
    m.rechnen().speichern()
    return alt, neu


def test_vorjahr_uebernehmen(jahre: tuple[Path, Path], tmp_path: Path) -> None:
    alt, neu = jahre
    ziel = tmp_path / "aus.xlsx"
    lauf = egh("vorjahr", alt, neu, "-o", ziel)
    assert (lauf.returncode, lauf.stderr) == (0, "")
    a, m = workbooks.oeffnen(alt), workbooks.oeffnen(ziel)
    for name in ("vzae", "stunden_jahr", "vzae_stundentafel", "jahresstunden_vzae"):
        assert m[f"eingabe_vorjahr_{name}"] == a[f"ergebnis_{name}"]
    assert m["eingabe_vorjahr_vzae_fachmodul"] is None  # there was none last year
    assert m["eingabe_vorjahr_angebote"][0] == [a["ergebnis_angebote"][0][0]]
    assert "2025.xlsx" in m["eingabe_vorjahr_quelle"]
    vorjahr, stunden, njaz, indirekt, sonst, ergebnis = (z[0] for z in m["bruecke"])
    assert (vorjahr, ergebnis) == (a["ergebnis_vzae"], m["ergebnis_vzae"])
    assert stunden == 0
    assert njaz == pytest.approx(8853 / (1540 * 0.875) - 8853 / 1372)
    assert (indirekt, sonst) == pytest.approx((0, 0), abs=1e-9)
    assert m["pruefung_gesamt"] is True
    assert workbooks.oeffnen(neu)["eingabe_vorjahr_vzae"] is None  # -o leaves the file itself


def test_vorjahr_verliert_nichts(jahre: tuple[Path, Path]) -> None:
    alt, neu = jahre
    m = workbooks.oeffnen(neu)
    m["eingabe_vorjahr_vzae"] = 5
    m.rechnen().speichern()
    vorher = neu.read_bytes()
    lauf = egh("vorjahr", alt, neu)
    assert lauf.returncode == 2
    assert "eingabe_vorjahr_vzae" in lauf.stderr
    assert neu.read_bytes() == vorher
    assert egh("vorjahr", alt, neu, "--ersetzen").returncode == 0
    assert workbooks.oeffnen(neu)["eingabe_vorjahr_vzae"] == pytest.approx(6.4526, abs=0.0001)


def test_vorjahr_mit_anderem_angebot(jahre: tuple[Path, Path]) -> None:
    alt, neu = jahre
    m = workbooks.oeffnen(neu)
    m["eingabe_angebote"] = [["Haus Nord"]] + [[None]] * 9
    m.rechnen().speichern()
    lauf = egh("vorjahr", alt, neu)
    assert lauf.returncode == 1
    assert "„Wohnhaus“ des Vorjahres hat hier keine Zeile" in lauf.stdout
    m = workbooks.oeffnen(neu)  # M17: its value is kept, so that last year's offers still add up
    assert m["eingabe_vorjahr_entfallen"] == pytest.approx(6.4526, abs=0.0001)
    assert m["pruefung_vorjahr_angebote"] is True
    m["eingabe_vorjahr_entfallen"] = None
    m["eingabe_vorjahr_angebote"] = [[6.0]] + [[None]] * 10
    m.rechnen()
    assert m["pruefung_vorjahr_angebote"] is False


def test_vorjahr_mit_unbrauchbarem(jahre: tuple[Path, Path], tmp_path: Path) -> None:
    alt, neu = jahre
    anders = datei(tmp_path, "th", beispiel=True)
    leer = tmp_path / "leer.xlsx"
    leer.write_bytes(datei(tmp_path, "nw", beispiel=False).read_bytes())
    fremd = Path(__file__).parents[1] / "fremd" / "libreoffice.xlsx"
    vorher = neu.read_bytes()
    for erste, satz in (
        (anders, "ist eine Vorlage „th“"),
        (neu, "dieselbe Datei"),
        (fremd, "keine unserer Vorlagen"),
        (tmp_path / "fehlt.xlsx", "nicht gefunden"),
    ):
        lauf = egh("vorjahr", erste, neu)
        assert lauf.returncode == 2, lauf.stdout
        assert satz in lauf.stderr
        assert neu.read_bytes() == vorher
    lauf = egh("vorjahr", leer, neu)  # only what the contract gives
    assert lauf.returncode == 1
    assert "2 Ergebnisse" in lauf.stdout
    assert alt.exists()


def test_w14_vertauschte_dateien_werden_abgelehnt(jahre: tuple[Path, Path]) -> None:
    """Swapped arguments once replaced last year's file in place and called it a success."""
    alt, neu = jahre
    vorher = alt.read_bytes()
    for erste, zweite in ((neu, alt), (alt, Path(alt.parent / "auch2025.xlsx"))):
        if not zweite.exists():
            zweite.write_bytes(vorher)
        lauf = egh("vorjahr", erste, zweite)
        assert lauf.returncode == 2
        assert "beginnt nicht früher als" in lauf.stderr
    assert alt.read_bytes() == vorher


def test_vorjahr_ohne_zeitraum_sagt_dass_nicht_zu_pruefen_war(jahre: tuple[Path, Path]) -> None:
    alt, neu = jahre
    m = workbooks.oeffnen(alt)
    m["eingabe_zeitraum_von"] = None
    m.rechnen().speichern()
    lauf = egh("vorjahr", alt, neu)
    assert "ob VORJAHR wirklich früher liegt, war nicht zu prüfen" in lauf.stdout


def test_m18_vorjahr_spricht_in_den_worten_des_blatts(jahre: tuple[Path, Path]) -> None:
    alt, neu = jahre
    m = workbooks.oeffnen(alt)
    m["Stundentafel!C7"] = None
    m.rechnen().speichern()
    lauf = egh("vorjahr", alt, neu)
    assert lauf.returncode == 1
    assert "„Stellen gesamt“ ist in der Datei des Vorjahres keine Zahl (#NV)" in lauf.stdout
    assert "Vorjahr, nicht WAHR: Alle Eingaben liegen im erlaubten Bereich." in lauf.stdout
    assert "pruefung_" not in lauf.stdout


def test_m05_rechnen_nennt_offene_pruefungen_mit_ihren_zeilen(tmp_path: Path) -> None:
    pfad = datei(tmp_path, "nw", beispiel=True)
    lauf = egh("rechnen", pfad, "--setze", "eingabe_njaz=800", "--setze", "Parameter!I6=Haustarif")
    assert lauf.returncode == 0
    assert "Prüfung: 1 von 28 nicht WAHR:" in lauf.stdout
    assert "Parameter!K6  bitte bestätigen »800 Std.«: weicht über 25 % vom Vertrag ab" in lauf.stdout
    assert egh("rechnen", pfad, "--streng").returncode == 1
    (offen,) = json.loads(egh("rechnen", pfad, "--json").stdout)["pruefungen_offen"]
    assert offen["name"] == "pruefung_bestaetigt"
    assert [z["zelle"] for z in offen["zellen"]] == ["Parameter!K6"]
    lauf = egh("rechnen", pfad, "--setze", "meta_traeger=", "--setze", "Stundentafel!C8=")
    assert "fehlt: Deckblatt: Leistungserbringer" in lauf.stdout
    assert "Stundentafel, Zeile 8  #NV  Wert prüfen: Art fehlt" in lauf.stdout
    assert "Stundentafel!Q8  Wert prüfen: Art fehlt" in lauf.stdout


@pytest.mark.parametrize(
    ("angabe", "zelle", "wert"),
    [
        ("intern_Assistenz!A7=007", "intern_Assistenz!A7", "007"),
        ("meta_aktenzeichen=0815", "meta_aktenzeichen", "0815"),
        ("meta_aktenzeichen=1.2.2025", "meta_aktenzeichen", "1.2.2025"),
        ("meta_aktenzeichen=71.22", "meta_aktenzeichen", "71.22"),
        ("meta_aktenzeichen='12", "meta_aktenzeichen", "12"),
        ("eingabe_njaz=1540", "eingabe_njaz", 1540),
    ],
)
def test_m16_textzellen_bleiben_text(angabe: str, zelle: str, wert: object, tmp_path: Path) -> None:
    pfad = datei(tmp_path, "nw", beispiel=True)
    lauf = egh("rechnen", pfad, "--setze", angabe)
    m = workbooks.oeffnen(pfad)
    assert m[zelle] == wert
    assert lauf.stderr == ""
    if zelle == "meta_aktenzeichen":
        assert f"Az. {wert}" in str(m["Ergebnis!A2"])


@pytest.mark.parametrize("ort", ["Stundentafel!Z999", "Stundentafel!A5"])
def test_m16_ausserhalb_der_eingaben_wird_gewarnt(ort: str, tmp_path: Path) -> None:
    pfad = datei(tmp_path, "nw", beispiel=True)
    lauf = egh("rechnen", pfad, "--setze", f"{ort}=5", "--json")
    assert "ist keine Eingabe (Blattschutz); trotzdem gesetzt." in lauf.stderr
    assert json.loads(lauf.stdout)["formeln"] > 100


def test_antrag_gegenangebot_und_einigung_nebeneinander(jahre: tuple[Path, Path]) -> None:
    """Four columns, one choice: difference and bridge follow it on every sheet; nothing replaces another column."""
    alt, neu = jahre
    assert egh("vorjahr", alt, neu).returncode == 0
    lauf = egh("vorjahr", alt, neu, "--als", "antrag")  # an application may be of the same period
    assert (lauf.returncode, lauf.stderr) == (0, "")
    assert "Ergebnisse des Antrags übernommen" in lauf.stdout
    m = workbooks.oeffnen(neu)
    stellen = m["eingabe_vorjahr_vzae"]
    assert m["eingabe_antrag_vzae"] == stellen == m["vergleich_vzae"]
    assert m["eingabe_vergleich"] == "Antrag"
    m["eingabe_gegenangebot_vzae"] = 5
    m["eingabe_vergleich"] = "Gegenangebot"
    m.rechnen()
    assert m["vergleich_vzae"] == 5
    assert m["Ergebnis!F6"] == "Gegenangebot"
    kurz = {z[0]: z for z in m["Kurzfassung!A10:E20"]}
    assert kurz["Ergebnis"][3] == "Gegenangebot"
    assert kurz["Stellen gesamt"][3:] == [5, m["ergebnis_vzae"] - 5]
    assert {z[0] for z in m["bruecke"]} == {None}  # hours of the counter offer are not known
    m["eingabe_vergleich"] = None
    m.rechnen()
    assert m["vergleich_vzae"] == stellen
    assert m["Ergebnis!F6"] == "Vorjahr"
    assert m["pruefung_gesamt"] is True
