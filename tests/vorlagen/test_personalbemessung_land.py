"""personalbemessung with a Land: its contract values where it has them, own ones with a source elsewhere."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from befehlszeile import egh
from openpyxl.utils import get_column_letter
from test_personalbemessung import ERSTE, stellen
from vorlagenbau import geliehen

from calc import parameter
from calc.parameter import laender
from udfs.hilfebedarf import hbg
from workbooks import oeffnen, vorlagen
from workbooks.bausteine.grund.bau import Umfang
from workbooks.bausteine.grund.vorlage import Vorlage
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe

NAME = "personalbemessung"
KLEIN = Umfang(personen=20, dienste=10, weitere=10)  # sixteen Länder: rows that nobody fills take the time


def vorlage(land: str, stichtag: date | None = None) -> Vorlage:
    neutral = vorlagen.finde(NAME)
    assert neutral is not None
    assert neutral.fuer_land is not None
    return neutral.fuer_land(neutral, land, stichtag)


def mappe(ordner: Path, land: str, *, beispiel: bool = True, form: str = "neutral") -> Arbeitsmappe:
    buch = vorlagen.bauen(vorlage(land), beispiel, form=form, umfang=KLEIN)
    return gerechnet(buch, ordner / f"{land}.xlsx", form).rechnen()


@pytest.mark.parametrize("land", laender.LAENDER)
def test_jedes_land_rechnet_mit_seinen_werten(land: str, tmp_path: Path) -> None:
    """The neutral workbook's minutes; hours and posts by what is stored on the day, by hand."""
    m, neutral = mappe(tmp_path, land), geliehen(NAME).rechnen()
    assert m.fehler() == []
    assert m["pruefung_gesamt"] is True
    assert (m["meta_land"], m["meta_vorlage"]) == (land, NAME)
    for name in ("minuten_qa", "minuten_ua", "gruppen_ua", "spanne_minuten"):
        assert m[name] == pytest.approx(neutral[name]), name
    tag = date(1899, 12, 30) + timedelta(days=m["meta_stichtag"])

    def wert(name: str, sonst: float) -> float:
        return parameter.zahl(land, name, tag) if parameter.hinterlegt(land, name, tag) else sonst

    if land == "TH":
        zeit = 1259.84
    else:
        zeit = wert("nettojahresarbeitszeit", 1568) * (1 - wert("anteil_indirekt", 0.125))
    assert m["betreuungszeit"] == pytest.approx(zeit)
    stunden = stellen(m["minuten_qa"], m["minuten_ua"], 1) * 1372 / 52 * wert("wochen_jahr", 52)
    assert m["ergebnis_stunden_individuell"] == pytest.approx(stunden)
    assert m["ergebnis_vzae_individuell"] == pytest.approx(stunden / zeit)


def test_nordrhein_westfalen_wie_seine_eigene_vorlage(tmp_path: Path) -> None:
    assert mappe(tmp_path, "NW")["betreuungszeit"] == pytest.approx(
        geliehen("nw").rechnen()["betreuungszeit"]
    )


def test_thueringen_nennt_die_hbg(tmp_path: Path) -> None:
    m = mappe(tmp_path, "TH")
    spalten = ueberschriften(m)
    for zeile in range(ERSTE, ERSTE + 14):
        minuten = m[f"intern_Erhebung!{spalten['zusammen']}{zeile}"]
        assert (m[f"intern_Erhebung!{spalten['HBG']}{zeile}"] or "") == hbg(minuten, "TH")
    assert "HBG" not in ueberschriften(mappe(tmp_path, "NW"))


def ueberschriften(m: Arbeitsmappe) -> dict[str, str]:
    """Heading of the survey: its column."""
    return {str(m[f"intern_Erhebung!{s}{ERSTE - 2}"]): s for s in map(get_column_letter, range(1, 40))}


def test_mittelbare_zeit_in_den_minuten_wird_nicht_noch_abgezogen(tmp_path: Path) -> None:
    m = mappe(tmp_path, "NW")
    m["eingabe_stunde_enthaelt"] = "direkt und mittelbar"
    assert m.rechnen()["pruefung_doppelabzug"] is False
    assert m["pruefung_gesamt"] is False
    m["eingabe_anteil_indirekt"] = 0.0
    assert m.rechnen()["pruefung_doppelabzug"] is True


def test_in_thueringen_ist_zu_sagen_ob_die_jahresstunden_sie_enthalten(tmp_path: Path) -> None:
    """1,259.84 hours a post are computed from the table; what they contain is published nowhere."""
    m = mappe(tmp_path, "TH")
    m["eingabe_stunde_enthaelt"] = "direkt und mittelbar"
    assert m.rechnen()["pruefung_gesamt"] is False
    m["eingabe_bestaetigt_stunde_enthaelt"] = "direkt und mittelbar, wie in den Jahresstunden"
    assert m.rechnen()["pruefung_gesamt"] is True


@pytest.mark.parametrize("land", ["BW", "BY", "TH"])
def test_leer_fehlt_was_das_land_nicht_nennt(land: str, tmp_path: Path) -> None:
    m = mappe(tmp_path, land, beispiel=False)
    assert m.fehler() == []
    assert m["pruefung_vollstaendig"] is False
    assert m["ergebnis_vzae_individuell"] is None


@pytest.mark.parametrize(("land", "form"), [("NW", "formeln"), ("TH", "lambda")])
def test_ohne_add_in_dasselbe(land: str, form: str, tmp_path: Path) -> None:
    mit, ohne = mappe(tmp_path, land), mappe(tmp_path, land, form=form)
    for name in mit.namen("ergebnis_") + mit.namen("pruefung_"):
        assert ohne[name] == (pytest.approx(mit[name]) if isinstance(mit[name], float) else mit[name]), name


def test_der_befehl(tmp_path: Path) -> None:
    ziel = tmp_path / "th.xlsx"
    assert egh("vorlage", NAME, "--land", "Thüringen", "--stichtag", "01.01.2026", "-o", ziel).returncode == 0
    for falsch, satz in (
        ((NAME, "--land", "XX"), "Das Land „XX“ gibt es nicht"),
        ((NAME, "--land", "Bund"), "Das Land „Bund“ gibt es nicht"),
        (("nw", "--land", "TH"), "--land gilt hier nicht"),
        ((NAME, "--land", "TH", "--stichtag", "01.01.1999"), "erst ab 01.01.2020"),
    ):
        lauf = egh("vorlage", *falsch, "-o", tmp_path / "nie.xlsx")
        assert (lauf.returncode, lauf.stdout, lauf.stderr.count("\n")) == (2, "", 1)
        assert satz in lauf.stderr
    assert not (tmp_path / "nie.xlsx").exists()


def test_einlesen_mit_land(tmp_path: Path) -> None:
    ordner, ziel = tmp_path / "o", tmp_path / "neu.xlsx"
    ordner.mkdir()
    kopf = "fallnummer;angebot;hbg;wohnform;standort;leistung;art;minuten\n"
    (ordner / "a.csv").write_text(f"{kopf}7;H;3;W;N;1;qA;60\n", "utf-8")
    assert egh("erhebung", "einlesen", ordner, "-o", ziel, "--stichtag", "01.01.2026").returncode == 2
    assert not ziel.exists()
    lauf = egh("erhebung", "einlesen", ordner, "-o", ziel, "--land", "TH", "--stichtag", "01.01.2026")
    assert lauf.returncode == 0, lauf.stderr
    m = oeffnen(ziel)
    m["Stichprobe!B7"] = 1.0
    m.rechnen()
    assert m["ergebnis_vzae_individuell"] == pytest.approx(m["parameter_wochen_jahr"] / 1259.84)
