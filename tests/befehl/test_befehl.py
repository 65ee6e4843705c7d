"""The command line as its user sees it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from befehlszeile import egh, mit_umgebung
from mappenbau import mit_openpyxl, teile
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

import workbooks
from calc.parameter import laender
from egh.setzen import zellwert
from udfs import FUNKTIONEN, blattname


@pytest.fixture
def kalkulation(tmp_path: Path) -> Path:
    """Input NJAZ, result VZÄ, one check, a text and a time cell."""
    mappe = Workbook()
    blatt = mappe.active
    blatt.title = "Mein Blatt"
    blatt["A1"] = 1568
    blatt["A2"] = "=EGH_VZAE(8736,EGH_BETREUUNGSZEIT(A1,0.125))"
    blatt["A3"] = "=A2>0"
    blatt["A4"], blatt["A5"] = "22:00", "=EGH_EINSATZDAUER(A4,0.25)"
    for name, adresse in (("eingabe_njaz", "A1"), ("ergebnis_vzae", "A2"), ("pruefung_positiv", "A3")):
        mappe.defined_names[name] = DefinedName(name, attr_text=f"'Mein Blatt'!${adresse[0]}${adresse[1]}")
    mappe.save(tmp_path / "k.xlsx")
    return tmp_path / "k.xlsx"


def test_rechnen_setzen_und_json(kalkulation: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "aus.xlsx"
    lauf = egh("rechnen", kalkulation, "-o", ziel, "--setze", "eingabe_njaz=1.540,0", "--json")
    assert (lauf.returncode, lauf.stderr) == (0, "")
    bericht = json.loads(lauf.stdout)
    assert sorted(bericht) == ["ergebnisse", "fehler", "formeln", "pruefungen", "pruefungen_offen"]
    assert bericht["formeln"] == 3
    assert bericht["fehler"] == []
    assert bericht["ergebnisse"]["ergebnis_vzae"] == pytest.approx(8736 / (1540 * 0.875))
    assert bericht["pruefungen"] == {"pruefung_positiv": True}
    assert workbooks.oeffnen(ziel)["eingabe_njaz"] == 1540
    assert workbooks.oeffnen(kalkulation)["eingabe_njaz"] == 1568


def test_ein_fehler_gibt_1_und_seinen_satz(kalkulation: Path) -> None:
    lauf = egh("rechnen", kalkulation, "--setze", "eingabe_njaz=")
    assert lauf.returncode == 1
    assert "3 Formeln gerechnet" in lauf.stdout
    assert (
        "'Mein Blatt'!A2  #WERT!  EGH_VZAE: jahresstunden_vzae fehlt; bitte angeben ('Mein Blatt'!A1 ist leer)"
        in lauf.stdout
    )
    lauf = egh("rechnen", kalkulation, "--setze", "eingabe_njaz=-1", "--json")
    assert lauf.returncode == 1
    bericht = json.loads(lauf.stdout)
    assert bericht["ergebnisse"] == {"ergebnis_vzae": "#NUM!"}
    assert bericht["fehler"][0] == {
        "zelle": "'Mein Blatt'!A2",
        "code": "#NUM!",
        "satz": "EGH_BETREUUNGSZEIT: njaz ist -1; erlaubt ist mindestens 0.",
        "ursache": "'Mein Blatt'!A2",
    }


def test_hoechstens_zwanzig_ursachen_als_text(tmp_path: Path) -> None:
    pfad = mit_openpyxl(tmp_path / "m.xlsx", {f"A{i}": f"=EGH_VZAE(-{i},1)" for i in range(1, 31)})
    lauf = egh("rechnen", pfad)
    assert lauf.stdout.count("#ZAHL!") == 20
    assert "… und 10 weitere Ursachen (alle mit --json)" in lauf.stdout
    assert len(json.loads(egh("rechnen", pfad, "--json").stdout)["fehler"]) == 30


def test_jede_ursache_steht_einmal_und_was_sie_uebernimmt_wird_gezaehlt(tmp_path: Path) -> None:
    zellen: dict[str, object] = {"A1": "=EGH_VZAE(-1,1)", "A2": "=EGH_VZAE(-1,1)"}
    zellen |= {f"B{i}": "=A$1*2" for i in range(1, 41)}
    lauf = egh("rechnen", mit_openpyxl(tmp_path / "m.xlsx", zellen))

    assert lauf.stdout.splitlines()[1:] == [
        "42 Zellen ohne Ergebnis:",
        "  T!A1 (und 1 weitere)  #ZAHL!  EGH_VZAE: stunden_jahr ist -1; erlaubt ist mindestens 0; "
        "40 weitere Zellen übernehmen diesen Fehler",
    ]


def test_zur_ursache_steht_die_eingabe_auch_durch_andere_zellen_hindurch(tmp_path: Path) -> None:
    zellen: dict[str, object] = {
        "A1": -1, "A2": "=A1", "A3": "=EGH_VZAE(A2,A9)", "A4": "=A3+1", "A5": "=A4+1",
        "B1": "x", "B2": "=B1+1", "C1": "=1/C2",
        "D1": "#N/A", "D2": "=D1+1",
        "E1": "=BESSELI(A1,1)", "E2": "=E1+1", "E3": "=E2+1",
    }  # fmt: skip
    pfad = mit_openpyxl(tmp_path / "m.xlsx", zellen)
    lauf = egh("rechnen", pfad)

    assert lauf.stdout.splitlines()[1:] == [
        "9 Zellen ohne Ergebnis:",
        "  T!C1  #DIV/0!  Die Formel teilt durch null oder durch eine leere Zelle (T!C2 ist leer)",
        "  T!E1  nicht berechenbar  Für die Funktion BESSELI ist nicht nachgewiesen, dass sie wie in Excel rechnet; "
        "die Zelle bleibt ohne Wert; 2 weitere Zellen hängen daran",
        "  T!B2  #WERT!  Die Formel rechnet mit einem Wert der falschen Art, etwa Text statt Zahl (T!B1 = „x“)",
        "  T!A3  #ZAHL!  EGH_VZAE: stunden_jahr ist -1; erlaubt ist mindestens 0 (T!A1 = -1); "
        "2 weitere Zellen übernehmen diesen Fehler",
        "  T!D1  #NV  Der Fehler steht dort als Wert; 1 weitere Zelle übernimmt diesen Fehler",
    ]
    bericht = json.loads(egh("rechnen", pfad, "--json").stdout)
    ursachen = {f["zelle"]: f["ursache"] for f in bericht["fehler"]}
    assert ursachen["T!A5"] == "T!A3"
    assert ursachen["T!E3"] == "T!E1"
    assert ursachen["T!C1"] == "T!C1"


def test_zeile_und_spalte_sind_die_des_blatts(tmp_path: Path) -> None:
    zellen: dict[str, object] = {
        "B11": 100, "B12": "viel", "C11": 1, "C12": 2, "D1": "=EGH_STRUKTUREFFEKT(B11:B12,C11:C12,C11:C12)",
        "A20": "Nacht", "B20": 22, "C20": 0.25, "E20": 7, "F20": 1,
        "D2": "=INDEX(EGH_STUNDENTAFEL(A19:F20,1000),3,4)",
    }  # fmt: skip
    m = workbooks.oeffnen(mit_openpyxl(tmp_path / "m.xlsx", zellen)).rechnen()
    saetze = {f.zelle: (f.satz, f.eingaben) for f in m.fehler()}

    assert "(T!B12)" in saetze["T!D1"][0]
    assert saetze["T!D1"][1] == ("T!B12",)
    assert saetze["T!D2"][0].startswith("EGH_STUNDENTAFEL: T, Zeile 20: Beginn ist 22")


def test_dieselbe_aussage_mehrerer_funktionen_steht_einmal(tmp_path: Path) -> None:
    zellen = {
        f"A{i}": f'={name}("NW","wochen_jahr",DATE(2019,1,1))'
        for i, name in enumerate(("EGH_PARAMETER", "EGH_QUELLE", "EGH_BELEG"), 1)
    }
    zeilen = egh("rechnen", mit_openpyxl(tmp_path / "m.xlsx", zellen)).stdout.splitlines()
    assert len(zeilen) == 3
    assert zeilen[2].startswith("  T!A1 (und 2 weitere)  #NV  EGH_PARAMETER: Für Nordrhein-Westfalen")


def test_der_satz_ist_der_der_funktion_in_der_zelle(tmp_path: Path) -> None:
    """Not that of a function elsewhere that depends on the cell and fails with the same code."""
    zellen: dict[str, object] = {
        "A1": "Nacht", "B1": 22, "C1": 0.25, "E1": 7, "F1": 1,
        "H1": "=EGH_EINSATZDAUER(B1,C1)",
        "I1": "=INDEX(EGH_STUNDENTAFEL(A1:F1,1000),2,4)+H1*0",
    }  # fmt: skip
    m = workbooks.oeffnen(mit_openpyxl(tmp_path / "m.xlsx", zellen)).rechnen()
    saetze = {f.zelle: f.satz for f in m.fehler()}

    assert saetze["T!H1"].startswith("EGH_EINSATZDAUER: beginn ist 22")
    assert saetze["T!I1"].startswith(("EGH_STUNDENTAFEL: ", "Übernimmt"))


def test_offene_pruefungen_werden_genannt_und_mit_streng_zum_fehler(
    kalkulation: Path, tmp_path: Path
) -> None:
    ziel = tmp_path / "n.xlsx"
    lauf = egh("rechnen", kalkulation, "-o", ziel, "--streng")
    assert (lauf.returncode, "Prüfung" in lauf.stdout) == (0, False)
    fertig = egh("rechnen", kalkulation, "-o", ziel, "--setze", "eingabe_njaz=1e300")
    assert fertig.returncode == 2  # not a number as people write them
    mappe = openpyxl.load_workbook(kalkulation)
    mappe["Mein Blatt"]["A3"] = "=A2>100"
    mappe.save(kalkulation)
    milde, streng = egh("rechnen", kalkulation), egh("rechnen", kalkulation, "--streng")
    assert (milde.returncode, streng.returncode) == (0, 1)
    assert "Prüfung: 1 von 1 nicht WAHR:" in milde.stdout
    bericht = json.loads(egh("rechnen", kalkulation, "--json").stdout)
    assert bericht["pruefungen"] == {"pruefung_positiv": False}
    assert [p["name"] for p in bericht["pruefungen_offen"]] == ["pruefung_positiv"]


@pytest.mark.parametrize(
    ("angabe", "satz"),
    [
        ("eingabe_njaz=1.540", "ist mehrdeutig; 1540 oder 1,540 schreiben"),
        ("eingabe_njatz=1", "Ähnlich: eingabe_njaz"),
        ("njaz=1", "Ähnlich: eingabe_njaz"),
        ("C7=1", "„C7“ ist eine Zelle ohne Blatt; etwa Blatt!C7 schreiben"),
        ("eingabe_njaz=31.12.26", "das Jahr mit vier Ziffern schreiben, etwa 31.12.2026"),
        ("ergebnis_vzae=1", "enthält eine Formel und wird nicht überschrieben"),
        ("eingabe_njaz", "erwartet wird NAME=WERT"),
        ("=5", "erwartet wird NAME=WERT"),
        ("Blat!A1=5", "Blatt „Blat“ gibt es in der Mappe nicht"),
        ("'Mein Blatt'!A0=5", "keine Zelladresse"),
        ("'Mein Blatt'!A1:B2=5", "2 × 2 Zellen"),
        ("eingabe_njaz=31.02.2024", "kein gültiges Datum"),
        ("eingabe_njaz=01.01.1850", "vor dem ersten Tag"),
        ("eingabe_njaz=+5", "als Zahl nicht lesbar"),
        ("eingabe_njaz=1e5", "als Zahl nicht lesbar"),
        ("eingabe_njaz=,5", "als Zahl nicht lesbar"),
        ("eingabe_njaz=5 €", "als Zahl nicht lesbar"),
        ("eingabe_njaz=1,540.5", "als Zahl nicht lesbar"),
        ("eingabe_njaz==A2", "als Zahl nicht lesbar"),
    ],
)
def test_was_sich_nicht_setzen_laesst(kalkulation: Path, angabe: str, satz: str) -> None:
    vorher = kalkulation.read_bytes()
    lauf = egh("rechnen", kalkulation, "--setze", angabe)
    assert lauf.returncode == 2
    assert satz in lauf.stderr
    assert lauf.stderr.count("\n") == 1
    assert kalkulation.read_bytes() == vorher


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        ("0,25", 0.25),
        ("0.25", 0.25),
        ("1540", 1540.0),
        ("-3,5", -3.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567.0),
        ("0.125", 0.125),
        ("12,5 %", 0.125),
        ("22:30", 0.9375),
        ("06:00 Uhr", 0.25),
        ("24:00", 1.0),
        ("WAHR", True),
        ("falsch", False),
        ("", None),
        ("7+", "7+"),
        ("TH", "TH"),
        ("'12", "12"),
        ("25:00", "25:00"),
    ],
)
def test_angaben_werden_gelesen_wie_eingetippt(text: str, wert: object) -> None:
    assert zellwert(text) == wert
    assert type(zellwert(text)) is type(wert)


def test_ein_tag_wird_zur_tageszahl(kalkulation: Path) -> None:
    for angabe in ("01.07.2023", "2023-07-01"):
        egh("rechnen", kalkulation, "--setze", f"'Mein Blatt'!B9={angabe}")
        assert workbooks.oeffnen(kalkulation)["Mein Blatt!B9"] == 45108  # days since 30.12.1899


@pytest.mark.parametrize(
    ("argumente", "satz"),
    [
        ((), "es fehlt: BEFEHL"),
        (("rechne",), "gibt es nicht; möglich"),
        (("rechnen",), "es fehlt: EIN.xlsx"),
        (("rechnen", "a.xlsx", "--setz", "a=1"), "unbekannte Angabe: --setz"),
        (("rechnen", "a.xlsx", "--setze"), "nach --setze fehlt eine Angabe"),
        (("rechnen", "a.xlsx", "--engine", "excel"), "gibt es nicht; möglich"),
    ],
)
def test_falscher_aufruf(argumente: tuple[str, ...], satz: str) -> None:
    lauf = egh(*argumente)
    assert lauf.returncode == 2
    assert satz in lauf.stderr
    assert lauf.stderr.count("\n") == 1


def test_ausgabe_auf_einer_konsole_ohne_umlaute(kalkulation: Path) -> None:
    lauf = mit_umgebung(
        "rechnen", kalkulation, "--setze", "eingabe_njaz=abc", PYTHONIOENCODING="ascii", LC_ALL="C"
    )
    assert lauf.returncode == 1
    assert "Traceback" not in lauf.stderr


def test_ausgabe_in_eine_geschlossene_leitung() -> None:
    lauf = subprocess.run(
        f"{sys.executable} -m egh funktionen | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert lauf.stdout.startswith("EGH_BJAZ(")
    assert lauf.stderr == ""


def test_funktionen_und_laender() -> None:
    funktionen = json.loads(egh("funktionen", "--json").stdout)
    assert [f["name"] for f in funktionen] == [blattname(f) for f in FUNKTIONEN]
    assert all(sorted(f) == ["argumente", "beschreibung", "einheit", "name"] for f in funktionen)
    assert all(sorted(a) == ["name", "pflicht", "text"] for f in funktionen for a in f["argumente"])
    assert "EGH_HBG(minuten_woche; land; [stichtag])" in egh("funktionen").stdout
    eintraege = json.loads(egh("laender", "--json").stdout)
    assert [e["land"] for e in eintraege] == list(laender.LAENDER)
    assert "HB  Bremen\n      ab 01.01.2025  leistungstypen, in Kraft" in egh("laender").stdout


def test_demo_zeigt_die_veroeffentlichten_zahlen(tmp_path: Path) -> None:
    ziel = tmp_path / "demo.xlsx"
    lauf = egh("demo", "-o", ziel)
    assert lauf.returncode == 0
    assert "168 Std./Woche" in lauf.stdout
    assert "8.736,00   6,37" in lauf.stdout
    assert str(ziel) in lauf.stdout
    m = workbooks.oeffnen(ziel)
    assert m["ergebnis_woche_stundentafel"] == 168
    assert m["ergebnis_stunden_stundentafel"] == 8736
    assert m["ergebnis_vzae_stundentafel"] == pytest.approx(6.37, abs=0.005)
    assert m["ergebnis_jahresstunden_vzae"] == 1372
    assert {m[name] for name in m.namen("pruefung_")} == {True}
    # The two rows for comparison: Nachtbereitschaft 728 and 0,53, Rufbereitschaft 364 and 0,27.
    assert [zeile[8:] for zeile in m["stundentafel"][7:9]] == [
        [728, pytest.approx(0.53, abs=0.005)],
        [364, pytest.approx(0.27, abs=0.005)],
    ]
    mappe = teile(ziel)["xl/workbook.xml"]  # Excel need not calculate it again
    assert b'calcId="191029"' in mappe
    assert b'fullCalcOnLoad="1"' not in mappe
    assert json.loads(egh("rechnen", ziel, "--json").stdout)["fehler"] == []


def test_demo_ist_zweimal_gleich_und_ersetzt_keine_bearbeitete_datei(tmp_path: Path) -> None:
    egh("demo", cwd=tmp_path)
    erste = (tmp_path / "egh-demo.xlsx").read_bytes()
    egh("demo", cwd=tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["egh-demo.xlsx"]
    assert (tmp_path / "egh-demo.xlsx").read_bytes() == erste
    m = workbooks.oeffnen(tmp_path / "egh-demo.xlsx")
    m["eingabe_njaz"] = 1500
    m.rechnen().speichern()
    bearbeitet = (tmp_path / "egh-demo.xlsx").read_bytes()
    egh("demo", cwd=tmp_path)
    assert (tmp_path / "egh-demo.xlsx").read_bytes() == bearbeitet
    assert (tmp_path / "egh-demo-2.xlsx").read_bytes() == erste


def test_tausende_fehler_werden_in_einem_zug_erklaert(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One calculation for all cells with our functions, never one for each."""
    from recalculation.maschine.maschine import Maschine

    einzeln: list[object] = []
    monkeypatch.setattr(Maschine, "rechne_zelle", lambda *zelle: einzeln.append(zelle))
    zellen = {f"A{i}": f"=EGH_VZAE(-1,1)+A{i + 1}" for i in range(1, 2001)}
    zellen |= {f"B{i}": "=SUM(A$1:A$2000)" for i in range(1, 2001)}
    m = workbooks.oeffnen(mit_openpyxl(tmp_path / "m.xlsx", zellen)).rechnen()

    assert not einzeln
    assert len(m.fehler()) == 4000
    assert {f.ursache for f in m.fehler() if f.zelle.startswith("T!B")} == {"T!A1"}
