"""Every Land, every contract state: a template that builds, is honest when empty and whole with its example."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from befehlszeile import egh
from fallsammlung import NACH_NAME
from vorlagenbau import klein

import workbooks
from calc import parameter
from calc.parameter import laender, vertrag
from calc.parameter.pruefen import befunde
from recalculation.datei.zellwert import seriell
from udfs import Fehler, aufruf
from workbooks.bausteine.grund.rahmen import variante_von
from workbooks.bausteine.grund.vorlage import Vorlage
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import VORLAGEN, am, bauen, finde, fuer_vertrag

KLEIN = klein(3, 3, 3)
STAENDE = [(v.name, tag) for v in VORLAGEN for tag in v.rahmen.staende()]
# Empty: of Länder that share a file the last, of its states all but those between the first and the last.
LEER = {
    (v.name, tag)
    for v in {v.titel: v for v in VORLAGEN}.values()
    for tag in (v.rahmen.staende()[0], v.rahmen.staende()[-1])
}
NACH_VORLAGE = {v.name: v for v in VORLAGEN}


def gebaut(v: Vorlage, tag: date, beispiel: bool, ordner: Path) -> Arbeitsmappe:
    return gerechnet(bauen(v, beispiel, tag, KLEIN), ordner / "v.xlsx")


@pytest.mark.parametrize(("name", "tag"), STAENDE, ids=[f"{n} {t}" for n, t in STAENDE])
def test_jeder_stand_leer_ohne_fehler_und_mit_beispiel_wahr(name: str, tag: date, tmp_path: Path) -> None:
    v = NACH_VORLAGE[name]
    if (name, tag) in LEER:
        leer = gebaut(v, tag, False, tmp_path)
        assert leer.fehler() == []
        assert leer["pruefung_vollstaendig"] is False
    voll = gebaut(v, tag, True, tmp_path)
    assert voll.fehler() == []
    assert voll["meta_stand_von"] == seriell(tag)
    offen = {n: voll[n] for n in voll.namen() if n.startswith("pruefung_") and voll[n] is not True}
    assert offen == {}
    assert voll["meta_variante"] == v.variante
    assert voll["ergebnis_vk" if "vk" in v.kurz else "ergebnis_vzae"] > 0


def test_jedes_land_hat_an_jedem_tag_seiner_lage_eine_vorlage() -> None:
    for land in laender.LAENDER:
        for v in vertrag.vertraege(land):
            assert am(land, v.ab), (land, v.ab)
            for vorlage in fuer_vertrag(v):
                assert vorlage.hindernis(max(v.ab, vorlage.rahmen.staende()[0])) == ""
        assert finde(land) is am(land)[0]


def test_der_wechsel_in_hessen_aendert_die_variante(tmp_path: Path) -> None:
    for tag, variante in ((date(2023, 6, 30), "tagespauschalen"), (date(2023, 7, 1), "fachleistungsstunden")):
        v = finde("HE", tag)
        assert v is not None
        assert gebaut(v, tag, False, tmp_path)["meta_variante"] == variante


@pytest.mark.parametrize("land", ["HE", "BE", "ST", "BB", "SH", "RP"])
def test_2020_und_2026_sind_verschiedene_staende(land: str, tmp_path: Path) -> None:
    gesehen = []
    for tag in (date(2020, 6, 30), date(2026, 12, 31)):
        v = finde(land, tag)
        assert v is not None
        m = gebaut(v, tag, False, tmp_path)
        gesehen.append((m["meta_variante"], m["meta_stand_von"]))
    assert gesehen[0] != gesehen[1]


def test_berlin_2026_hat_zwei_varianten(tmp_path: Path) -> None:
    assert [v.name for v in am("BE", date(2025, 12, 31))] == ["be-tagespauschalen"]
    assert [v.name for v in am("BE", date(2026, 1, 1))] == ["be-fachleistungsstunden", "be-tagespauschalen"]
    lauf = egh("vorlage", "be", "-o", tmp_path / "be.xlsx", "--stichtag", "01.01.2026", "--zeilen", "3")
    assert lauf.returncode == 0, lauf.stderr
    assert "Für dieses Land auch: be-tagespauschalen" in lauf.stdout


@pytest.mark.parametrize("land", list(laender.LAENDER))
def test_vor_der_ersten_lage_endet_der_befehl_mit_dem_tag(land: str, tmp_path: Path) -> None:
    ab = min(v.rahmen.staende()[0] for v in VORLAGEN if v.land == land)
    davor = ab - timedelta(days=1)
    lauf = egh("vorlage", land, "-o", tmp_path / "x.xlsx", "--stichtag", f"{davor:%d.%m.%Y}")
    assert lauf.returncode == 2
    assert "hinterlegt" in lauf.stderr
    assert not (tmp_path / "x.xlsx").exists()


def test_die_bestandsverguetung_endet_und_der_rest_gilt_weiter(tmp_path: Path) -> None:
    ziel = tmp_path / "th.xlsx"
    lauf = egh("vorlage", "th-tagespauschalen", "-o", ziel, "--stichtag", "01.01.2027")
    assert lauf.returncode == 2
    assert "gilt nur bis 31.12.2026" in lauf.stderr
    assert egh("vorlage", "th", "-o", ziel, "--stichtag", "01.01.2027", "--zeilen", "3").returncode == 0
    assert aufruf(NACH_NAME["EGH_HBG"], (200, "TH", "01.01.2027")) == "3"
    m = gebaut(NACH_VORLAGE["th-tagespauschalen"], date(2026, 6, 1), False, tmp_path)
    assert m["meta_stand_bis"] == seriell(date(2026, 12, 31))  # the cover says until when it held


def test_ein_geendeter_stand_laesst_sich_noch_bauen(tmp_path: Path) -> None:
    m = gebaut(NACH_VORLAGE["he-tagespauschalen"], date(2022, 1, 1), True, tmp_path)
    assert m["pruefung_gesamt"] is True
    assert m["meta_stand_bis"] == seriell(date(2023, 6, 30))


# What a variant computes, by hand


def test_tagespauschalen_von_hand(tmp_path: Path) -> None:
    m = gebaut(NACH_VORLAGE["st"], date(2025, 1, 1), True, tmp_path)
    vk = 8 / 4 + 6 / 2.5 + 2 / 1.6
    tage = 16 * 365 * 0.96
    unbezahlt = 20 * (1 - 0.75)
    entgelt = sum(n * satz * (365 * 0.96 - unbezahlt) for n, satz in ((8, 95.5), (6, 140), (2, 210.25)))
    assert m["ergebnis_vk"] == pytest.approx(vk, abs=1e-9)
    assert m["ergebnis_personen_je_vk"] == pytest.approx(16 / vk, abs=1e-9)
    assert m["ergebnis_berechnungstage"] == pytest.approx(tage, abs=1e-6)
    assert m["ergebnis_entgelt"] == pytest.approx(entgelt, abs=1e-6)
    assert m["ergebnis_stunden_jahr"] == pytest.approx(vk * 1600, abs=1e-6)
    m["Gruppen!E8"] = (
        None  # one rate missing beside others: the row is not complete, no result from a part of them
    )
    m.rechnen()
    assert m["zeilenhinweis_gruppen"][1][0] == "unvollständig"
    assert m["ergebnis_entgelt"] is None
    assert m["ergebnis_vk"] is None


def test_abwesende_zaehlen_in_der_auslastung_als_belegt_oder_nicht(tmp_path: Path) -> None:
    """365 × 96 % = 350.4 days; 20 days away, 75 % paid: 350.4 − 5 if they count as occupied, else 350.4 + 15."""
    m = gebaut(NACH_VORLAGE["st"], date(2025, 1, 1), True, tmp_path)
    je_tag = 8 * 95.5 + 6 * 140 + 2 * 210.25
    for wort, tage in ((None, 345.4), ("ja", 345.4), ("nein", 365.4)):
        m["eingabe_abwesende_belegt"] = wort
        m.rechnen()
        assert m["ergebnis_entgelt"] == pytest.approx(je_tag * tage)
        # 350.4 days present and 20 away would be more than the year has
        assert m["pruefung_tage_person"] is m["pruefung_gesamt"] is (wort != "nein")
    m["eingabe_abwesenheit_tage"] = 14.6
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    m["eingabe_abwesende_belegt"] = "vielleicht"
    m.rechnen()
    assert m["pruefung_eingaben"] is False


def test_ein_satz_ohne_abwesenheit_ist_unvollstaendig_ohne_satz_nicht(tmp_path: Path) -> None:
    m = gebaut(NACH_VORLAGE["st"], date(2025, 1, 1), True, tmp_path)
    m["eingabe_abwesenheit_tage"] = m["Parameter!I8"] = None
    m.rechnen()
    assert m["ergebnis_entgelt"] is None
    assert m["pruefung_vollstaendig"] is False
    for zeile in (7, 8, 9):
        m[f"Gruppen!E{zeile}"] = None
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    assert m["ergebnis_vk"] == pytest.approx(5.65)


@pytest.mark.parametrize(
    ("name", "zelle"),
    [
        ("st", "Gruppen!C8"),
        ("th", "intern_Personen!C8"),
        ("he-fachleistungsstunden", "intern_Personen!C8"),
    ],
)
def test_ein_text_unter_den_zahlen_ist_auch_in_der_zahl_der_personen_ein_fehler(
    name: str, zelle: str, tmp_path: Path
) -> None:
    """A sum or count that skips the failed row would be a plausible number with one row missing."""
    m = gebaut(NACH_VORLAGE[name], date(2025, 6, 1), True, tmp_path)
    m[zelle] = "ca. 6"
    m.rechnen()
    for ergebnis in ("ergebnis_personen", "ergebnis_vk", "ergebnis_stunden_jahr"):
        assert isinstance(m[ergebnis], Fehler), ergebnis


def test_berliner_gruppen_nehmen_den_schluessel_des_vertrags(tmp_path: Path) -> None:
    m = gebaut(NACH_VORLAGE["be-tagespauschalen"], date(2025, 1, 1), True, tmp_path)
    m["Gruppen!B7"], m["Gruppen!D7"] = "5", None  # printed: 0.361 posts per person
    m["Gruppen!B8"], m["Gruppen!D8"] = 12, None  # typed as a number
    m.rechnen()
    assert m["Gruppen!J7"] == pytest.approx(0.361)
    assert m["Gruppen!K8"] == pytest.approx(6 * 0.755)
    m["Gruppen!B7"] = "13"  # no such group: an error, never a plausible number
    m.rechnen()
    assert isinstance(m["ergebnis_vk"], Fehler)
    assert m["pruefung_gesamt"] is False


def test_hessische_pauschale_von_hand(tmp_path: Path) -> None:
    """300 minutes qA, leading: 300 + 13 + 9 = 322; not leading 319. Kompensatorisch: minutes + 3 %, half hours."""
    m = gebaut(NACH_VORLAGE["he-fachleistungsstunden"], date(2025, 1, 1), True, tmp_path)
    assert "die Pauschale enthält schon" in str(m["Parameter!K7"])
    m["intern_Personen!E7"] = "ja"
    m.rechnen()
    assert m["intern_Personen!O7"] * 60 == pytest.approx(322)
    m["intern_Personen!E7"] = None
    m.rechnen()
    assert m["intern_Personen!O7"] * 60 == pytest.approx(319)
    assert m["intern_Personen!Q7"] == 1.5  # 90 · 1.03 ÷ 60 = 1.545 → 1.5
    assert m["intern_Personen!Q9"] == 3.5  # 200 · 1.03 ÷ 60 = 3.433 → 3.5
    assert m["intern_Personen!O9"] == 0  # without qualifizierte Assistenz no Sockel
    je_vk = 52 / (1600 * 0.8)
    woche = (319 + 120 * 1.03 + 10) / 60 + 1.5 + 3.5
    assert m["ergebnis_vk"] == pytest.approx(woche * je_vk, abs=1e-9)
    assert m["ergebnis_vk_qa"] + m["ergebnis_vk_ua"] == pytest.approx(m["ergebnis_vk"], abs=1e-9)


def test_berlin_ohne_pauschale_rechnet_die_minuten(tmp_path: Path) -> None:
    m = gebaut(NACH_VORLAGE["be-fachleistungsstunden"], date(2026, 1, 1), True, tmp_path)
    stunden = (300 + 90 + 120 + 200) / 60 * 365.25 / 7
    assert m["ergebnis_stunden_jahr"] == pytest.approx(stunden, abs=1e-6)
    assert m["ergebnis_vk"] == pytest.approx(stunden / (95689 / 60 * 0.8), abs=1e-9)


def test_neutral_von_hand_und_eigene_leistungen(tmp_path: Path) -> None:
    m = gebaut(NACH_VORLAGE["hb"], date(2025, 6, 1), True, tmp_path)
    woche = 8 * 7 + 10 + 180 / 60
    assert m["ergebnis_vzae"] == pytest.approx(woche * 52 / (1600 * 0.9), abs=1e-9)
    assert m["Leistungen!B6"] == "Präsenz"
    assert m["Leistungen!B8"] is None
    assert [z for z in m["Deckblatt!A1:B12"] if z[0] == "Öffentliche Zahlen"]
    m["Stundentafel!B7"] = 3  # a number whose row has no name yet
    m["Leistungen!B7"] = None
    m.rechnen()
    leistung = next(z for z in m["Leistungen!A15:D25"] if z[1] == 2)
    assert leistung[2] == "ohne Bezeichnung"


# Values


def test_kein_land_hat_eine_zahl_aus_der_quelle_eines_anderen() -> None:
    """The check that finds it is itself tested: a copied value, a foreign source, a bad unit."""
    assert befunde(Path(parameter.__file__).parent) == []


FEHLER: dict[str, tuple[str, str, str]] = {
    "abgeschrieben": ("hb.toml", "[wochen_jahr", "NW"),
    "fremde Quelle": (
        "hb.toml",
        '[wochen_jahr]\nanzeige="Wochen"\neinheit="Wochen/Jahr"\ngeprueft=2026-01-01\n[wochen_jahr.2020-01-01]\nwert=52\n'
        'quelle="Landesrahmenvertrag Bayern, Anlage 3"\nbeleg="amtlich"\n',
        "nennt Bayern, nicht Bremen",
    ),
    "Einheit": (
        "hb.toml",
        '[wochen_jahr]\nanzeige="Wochen"\neinheit="Wochen"\ngeprueft=2026-01-01\n[wochen_jahr.2020-01-01]\nwert=52\n'
        'quelle="Landesrahmenvertrag Bremen, Anlage 3"\nbeleg="amtlich"\n',
        "steht nicht in",
    ),
    "ohne Notiz": (
        "hb.toml",
        '[wochen_jahr]\nanzeige="Wochen"\neinheit="Wochen/Jahr"\ngeprueft=2026-01-01\n[wochen_jahr.2020-01-01]\nwert=52\n'
        'quelle="Landesrahmenvertrag Bremen, Anlage 3"\nbeleg="sekundaer"\n',
        "Notiz muss sagen",
    ),
    "nach der Prüfung": (
        "hb.toml",
        '[wochen_jahr]\nanzeige="Wochen"\neinheit="Wochen/Jahr"\ngeprueft=2019-01-01\n[wochen_jahr.2020-01-01]\nwert=52\n'
        'quelle="Landesrahmenvertrag Bremen, Anlage 3"\nbeleg="amtlich"\n',
        "geprüft ist nur bis 01.01.2019",
    ),
}


@pytest.mark.parametrize("fall", list(FEHLER))
def test_parameter_pruefen_findet(fall: str, tmp_path: Path) -> None:
    datei, text, erwartet = FEHLER[fall]
    ordner = shutil.copytree(Path(parameter.__file__).parent, tmp_path / "p")
    if fall == "abgeschrieben":
        nw = (ordner / "nw.toml").read_text("utf-8")
        text = nw[nw.index("[wochen_jahr]") : nw.index("[", nw.index("[wochen_jahr.") + 1)]
        erwartet = "Dieselbe Quelle steht bei Nordrhein-Westfalen"
    with (ordner / datei).open("a", encoding="utf-8") as strom:
        strom.write("\n" + text)
    lauf = egh("parameter", "pruefen", ordner)
    assert lauf.returncode == 1, lauf.stderr
    assert f"{datei}  wochen_jahr" in lauf.stdout
    assert erwartet in lauf.stdout


def test_parameter_pruefen_sauber_und_unlesbar(tmp_path: Path) -> None:
    assert egh("parameter", "pruefen").returncode == 0
    assert egh("parameter", "pruefen", tmp_path).returncode == 2
    (tmp_path / "hb.toml").write_text("[wochen_jahr", encoding="utf-8")
    lauf = egh("parameter", "pruefen", tmp_path)
    assert lauf.returncode == 2
    assert "kein TOML" in lauf.stderr
    assert "Traceback" not in lauf.stderr


def test_laender_json_nennt_jeden_stand_mit_seinen_vorlagen() -> None:
    alle: list[dict[str, Any]] = json.loads(egh("laender", "--json").stdout)
    assert [e["land"] for e in alle] == list(laender.LAENDER)
    namen = {v.name for v in VORLAGEN}
    for eintrag in alle:
        assert set(eintrag) == {"land", "name", "parameter", "vertraege"}
        assert len(eintrag["vertraege"]) == len(vertrag.vertraege(eintrag["land"]))
        for v in eintrag["vertraege"]:
            assert set(v["vorlagen"]) <= namen
            assert v["vorlagen"] or v["status"].startswith("unterzeichnet")
    th = next(e for e in alle if e["land"] == "TH")["vertraege"]
    assert [v["bis"] for v in th] == ["2026-12-31", "2026-12-31", None]


def test_laender_zeigt_lage_und_was_fehlt() -> None:
    text = egh("laender", "--stichtag", "30.06.2023").stdout
    hessen = text[text.index("HE  Hessen") : text.index("MV  ")]
    assert "tagespauschalen" in hessen
    assert "Vorlagen: he-tagespauschalen" in hessen
    assert "auslastung" in hessen[hessen.index("fehlt:") :]
    assert "Vertragslage erst ab" in egh("laender", "--stichtag", "31.12.2018").stdout


def test_eine_fehlende_zahl_ist_nv_mit_ihrem_satz() -> None:
    for land in laender.LAENDER:
        wert = aufruf(NACH_NAME["EGH_PARAMETER"], (land, "auslastung"))
        if land == "BE":
            assert wert == 0.959
        else:
            assert wert == "#N/A"
            assert laender.name(land) in wert.satz


def test_was_nur_unterzeichnet_ist_gibt_keine_vorlage() -> None:
    nur = [v for land in laender.LAENDER for v in vertrag.vertraege(land) if variante_von(v) == ""]
    assert {v.land for v in nur} == {"ST", "SH"}


def test_vorlagen_lassen_sich_oeffnen(tmp_path: Path) -> None:
    m = gebaut(NACH_VORLAGE["hb"], date(2025, 1, 1), True, tmp_path)
    m.speichern()
    assert workbooks.oeffnen(tmp_path / "v.xlsx")["meta_land"] == "HB"


EIGENE = """
[nettojahresarbeitszeit]
anzeige = "NJAZ nach Haustarif"
einheit = "Std./Jahr"
geprueft = 2026-01-01
bezug = "netto"

[nettojahresarbeitszeit.2024-01-01]
wert = 1550
quelle = "Haustarif 2024, Anlage 2"
beleg = "amtlich"

[nettojahresarbeitszeit.2026-01-01]
wert = 1540
quelle = "Haustarif 2026, Anlage 2"
beleg = "amtlich"
"""


def test_eigene_werte_fuellen_die_vorlage_und_sonst_nichts(tmp_path: Path) -> None:
    (tmp_path / "eigene.toml").write_text(EIGENE, encoding="utf-8")
    ziel = tmp_path / "nw.xlsx"
    vorher = aufruf(NACH_NAME["EGH_PARAMETER"], ("NW", "nettojahresarbeitszeit"))
    for tag, wert in (("01.06.2025", 1550), ("01.06.2026", 1540)):
        lauf = egh(
            *("vorlage", "nw", "-o", ziel, "--ersetzen", "--zeilen", "3", "--stichtag", tag),
            *("--parameter", tmp_path / "eigene.toml"),
        )
        assert lauf.returncode == 0, lauf.stderr
        assert "Eigene Werte aus eigene.toml: nettojahresarbeitszeit." in lauf.stdout
        m = workbooks.oeffnen(ziel)
        assert m["eingabe_njaz"] == m["parameter_njaz"] == wert
        assert m["Parameter!I6"] == f"Haustarif {tag[-4:] if wert == 1540 else '2024'}, Anlage 2"
        assert m["pruefung_eigene_werte_belegt"] is True
    assert aufruf(NACH_NAME["EGH_PARAMETER"], ("NW", "nettojahresarbeitszeit")) == vorher == 1568


@pytest.mark.parametrize(
    ("text", "satz"),
    [
        ("[njaz", "ist kein TOML"),
        ("[personalkosten]\nwert = 3\n", "hat keinen eigenen Wert „personalkosten“; möglich: "),
        ("nettojahresarbeitszeit = 1550\n", "erwartet wird ein Abschnitt"),
        (EIGENE.replace('quelle = "Haustarif 2024, Anlage 2"', ""), "fehlt quelle"),
    ],
)
def test_eine_falsche_datei_eigener_werte_gibt_einen_satz(text: str, satz: str, tmp_path: Path) -> None:
    (tmp_path / "e.toml").write_text(text, encoding="utf-8")
    lauf = egh("vorlage", "nw", "-o", tmp_path / "x.xlsx", "--parameter", tmp_path / "e.toml")
    assert lauf.returncode == 2
    assert satz in lauf.stderr
    assert "Traceback" not in lauf.stderr
    assert not (tmp_path / "x.xlsx").exists()


def test_das_dienstplanmodell_sind_angaben_aus_denen_nichts_entsteht(tmp_path: Path) -> None:
    m = gebaut(NACH_VORLAGE["bw-modul"], date(2025, 1, 1), True, tmp_path)
    vorher = m["ergebnis_vzae"]
    eingaben = {"gesamtplatzzahl": 24, "wohngruppen": 3, "gruppengroesse": 8, "jahresarbeitszeit": 1560}
    for name, wert in {**eingaben, "naechtliche_versorgung": "Nachtwache"}.items():
        m[f"eingabe_{name}"] = wert
    m.rechnen()
    assert m["ergebnis_vzae"] == vorher
    assert m["pruefung_gesamt"] is True
    m["eingabe_naechtliche_versorgung"] = "Wachhund"
    m.rechnen()
    assert m["pruefung_eingaben"] is False
