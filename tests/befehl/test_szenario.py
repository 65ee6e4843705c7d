"""`egh szenario`: the grid is what separate runs of `egh rechnen` give; wrong input is one sentence."""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from befehlszeile import egh
from mappenbau import mit_openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import workbooks
from workbooks import vorlagen
from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import gerechnet


@pytest.fixture(scope="module")
def datei(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An example of few rows, with a blank in its name."""
    vorlage = vorlagen.finde("personalbemessung")
    assert vorlage is not None
    klein = Umfang(personen=20, dienste=10, weitere=10)
    buch = vorlagen.bauen(vorlage, True, form="neutral", umfang=klein)
    pfad = tmp_path_factory.mktemp("szenario") / "Bedarf über alles.xlsx"
    gerechnet(buch, pfad, "neutral").rechnen().speichern()
    return pfad


def lauf(datei: Path, ziel: Path, *mehr: str) -> tuple[int, str, str]:
    e = egh("szenario", datei, "-o", ziel, *mehr)
    return e.returncode, e.stdout, e.stderr


def tabelle(pfad: Path) -> list[list[Any]]:
    blatt = openpyxl.load_workbook(pfad)["Szenarien"]
    return [list(zeile) for zeile in blatt.iter_rows(min_row=5, values_only=True)]


def einzeln(datei: Path, ordner: Path, **werte: float) -> workbooks.Arbeitsmappe:
    """One run of `egh rechnen`, in a process of its own."""
    ziel = ordner / "einzeln.xlsx"
    angaben = [x for name, wert in werte.items() for x in ("--setze", f"{name}={wert}".replace(".", ","))]
    assert egh("rechnen", datei, "-o", ziel, *angaben).returncode == 0
    return workbooks.oeffnen(ziel)


def test_das_gitter_ist_was_einzelne_laeufe_geben(datei: Path, tmp_path: Path) -> None:
    """Every cell of the table; the base row first, then the order of the values as given."""
    vorher, ziel = datei.read_bytes(), tmp_path / "sz.xlsx"
    njaz, anteil = (1500.0, 1600.0), (0.2, 0.1)
    ergebnisse = ("ergebnis_vzae", "ergebnis_stunden_individuell")
    rc, aus, fehler = lauf(
        datei, ziel, "--eingabe", "eingabe_njaz=1500;1600", "--eingabe", "eingabe_anteil_indirekt=20 %;0,1",
        *(x for name in ergebnisse for x in ("--ergebnis", name)),
    )  # fmt: skip
    assert (rc, fehler) == (0, ""), aus
    assert datei.read_bytes() == vorher
    basis, *gitter = tabelle(ziel)
    m = workbooks.oeffnen(datei)
    assert basis[:5] == ["wie in der Datei", 1568, 0.125, *(pytest.approx(m[n]) for n in ergebnisse)]
    for zeile, (n, a) in zip(gitter, itertools.product(njaz, anteil), strict=False):
        allein = einzeln(datei, tmp_path, eingabe_njaz=n, eingabe_anteil_indirekt=a)
        offen = {p for p in allein.namen("pruefung_") if allein[p] is not True} - {"pruefung_gesamt"}
        assert zeile[:3] == ["Kombination", n, a]
        assert zeile[3:5] == [pytest.approx(allein[e], rel=1e-12) for e in ergebnisse]
        assert zeile[5] == 0
        assert set(filter(None, (zeile[6] or "").split(", "))) == offen


def test_tornado_jede_eingabe_allein(datei: Path, tmp_path: Path) -> None:
    """Lowest and highest of each, the others as in the file, the widest first; a native chart with values."""
    ziel = tmp_path / "sz.xlsx"
    werte = {"eingabe_njaz": (1560.0, 1570.0), "eingabe_anteil_indirekt": (0.1, 0.2)}
    angaben = [x for n, (a, b) in werte.items() for x in ("--eingabe", f"{n}={b};{a}".replace(".", ","))]
    assert lauf(datei, ziel, *angaben, "--ergebnis", "ergebnis_vzae")[0] == 0
    blatt = openpyxl.load_workbook(ziel)["Tornado"]
    zeilen = [[z.value for z in zeile] for zeile in blatt["A6:G7"]]
    m = workbooks.oeffnen(datei)
    basis = m["ergebnis_vzae"]
    for name, zeile in zip(("eingabe_anteil_indirekt", "eingabe_njaz"), zeilen, strict=True):
        niedrig, hoch = werte[name]
        a, b = (einzeln(datei, tmp_path, **{name: w})["ergebnis_vzae"] for w in (niedrig, hoch))
        assert zeile == [name, niedrig, hoch, *map(pytest.approx, (a, b, a - basis, b - basis))]
    with zipfile.ZipFile(ziel) as paket:
        bild = paket.read("xl/charts/chart1.xml").decode()
    assert '<c:showVal val="1"' in bild.replace("<showVal", "<c:showVal")
    assert "$F$" in bild
    assert "$G$" in bild


def test_csv_wie_excel_es_liest(datei: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "sz.csv"
    rc, _, fehler = lauf(
        datei,
        ziel,
        "--eingabe",
        "eingabe_njaz=1540,5",
        "--ergebnis",
        "ergebnis_vzae",
        "--ergebnis",
        "naechster_schritt",
    )
    assert (rc, fehler) == (0, "")
    assert ziel.read_bytes().startswith(b"\xef\xbb\xbf")
    zeilen = list(csv.reader(io.StringIO(ziel.read_text("utf-8-sig")), delimiter=";"))
    assert [z[0] for z in zeilen[1:]] == [
        "wie in der Datei", "Kombination", "nur eingabe_njaz, niedrigster Wert", "nur eingabe_njaz, höchster Wert",
    ]  # fmt: skip
    assert zeilen[2][1] == "1540,5"
    assert float(zeilen[2][2].replace(",", ".")) == pytest.approx(
        einzeln(datei, tmp_path, eingabe_njaz=1540.5)["ergebnis_vzae"]
    )
    assert zeilen[2][3] == "fertig: Kurzfassung und Freigabe"


def test_was_die_pruefung_sagt_steht_in_der_zeile(datei: Path, tmp_path: Path) -> None:
    """A value that has to be confirmed, one that is not allowed (an error, then exit 1), one that is fine."""
    ziel = tmp_path / "sz.xlsx"
    rc, aus, _ = lauf(
        datei, ziel, "--eingabe", "eingabe_anteil_indirekt=0,1;0,6;1,5", "--ergebnis", "ergebnis_vzae"
    )
    assert rc == 1
    assert "Zellen ohne Ergebnis" in aus
    gut, fraglich, falsch = tabelle(ziel)[1:4]
    assert "pruefung_bestaetigt" not in (gut[4] or "")
    assert "pruefung_bestaetigt" in fraglich[4]
    assert falsch[3] > 0
    assert str(falsch[2]).startswith("#")
    # a real error: as a text a sum would pass over it
    zelle = openpyxl.load_workbook(ziel)["Szenarien"]["C8"]
    assert (zelle.value, zelle.data_type) == (falsch[2], "e")


@pytest.mark.parametrize(
    ("angaben", "satz"),
    [
        (["--eingabe", "gibt_es_nicht=1;2", "--ergebnis", "ergebnis_vzae"], "gibt_es_nicht"),
        (["--eingabe", "eingabe_njaz=1;2", "--ergebnis", "gibt_es_nicht"], "gibt_es_nicht"),
        (["--eingabe", "ergebnis_vzae=1;2", "--ergebnis", "ergebnis_vzae"], "keine Eingabe"),
        (["--eingabe", "Angaben!A5=1;2", "--ergebnis", "ergebnis_vzae"], "keine Eingabe"),
        (["--eingabe", "eingabe_personen=1;2", "--ergebnis", "ergebnis_vzae"], "mehrere Zellen"),
        (["--eingabe", "eingabe_njaz=1500", "--ergebnis", "eingabe_personen"], "mehrere Zellen"),
        (["--eingabe", "eingabe_njaz", "--ergebnis", "ergebnis_vzae"], "NAME=WERT"),
        (["--eingabe", "eingabe_njaz=", "--ergebnis", "ergebnis_vzae"], "NAME=WERT"),
        (["--eingabe", "eingabe_njaz=1500;viel", "--ergebnis", "ergebnis_vzae"], "keine Zahl"),
        (["--eingabe", "eingabe_njaz=1500;", "--ergebnis", "ergebnis_vzae"], "keine Zahl"),
        (["--eingabe", "eingabe_njaz=1.540", "--ergebnis", "ergebnis_vzae"], "mehrdeutig"),
        (["--eingabe", "eingabe_njaz=1500;1500,0", "--ergebnis", "ergebnis_vzae"], "zweimal"),
        (["--eingabe", "eingabe_njaz=1", "--eingabe", "Angaben!B5=2", "--ergebnis", "ergebnis_vzae"], "schon genannt"),
        (["--eingabe", "meta_traeger=1;2", "--ergebnis", "ergebnis_vzae"], "Text"),
        (["--eingabe", "eingabe_njaz=1500"], "--ergebnis"),
        (["--ergebnis", "ergebnis_vzae"], "--eingabe"),
    ],
)  # fmt: skip
def test_falsche_angaben(datei: Path, tmp_path: Path, angaben: list[str], satz: str) -> None:
    rc, aus, fehler = lauf(datei, tmp_path / "sz.xlsx", *angaben)
    assert (rc, aus) == (2, "")
    assert satz in fehler
    assert "Traceback" not in fehler
    assert list(tmp_path.iterdir()) == []


def test_zu_viele_kombinationen(datei: Path, tmp_path: Path) -> None:
    viele = ";".join(str(1400 + n) for n in range(101))
    anteile = ";".join(f"0,{100 + n}" for n in range(100))
    rc, _, fehler = lauf(
        datei, tmp_path / "sz.xlsx", "--eingabe", f"eingabe_njaz={viele}",
        "--eingabe", f"eingabe_anteil_indirekt={anteile}", "--ergebnis", "ergebnis_vzae",
    )  # fmt: skip
    assert rc == 2
    assert "10.100 Kombinationen" in fehler
    assert list(tmp_path.iterdir()) == []


def test_ziele(datei: Path, tmp_path: Path) -> None:
    """Never the file itself, no other kind of file, an existing one only with --ersetzen."""
    gut = ("--eingabe", "eingabe_njaz=1500", "--ergebnis", "ergebnis_vzae")
    vorher = datei.read_bytes()
    assert lauf(datei, datei, *gut, "--ersetzen")[0] == 2
    assert datei.read_bytes() == vorher
    assert lauf(datei, tmp_path / "sz.pdf", *gut)[0] == 2
    ziel = tmp_path / "sz.xlsx"
    ziel.write_bytes(b"alt")
    assert lauf(datei, ziel, *gut)[0] == 2
    assert ziel.read_bytes() == b"alt"
    assert lauf(datei, ziel, *gut, "--ersetzen")[0] == 0
    assert lauf(tmp_path / "fehlt.xlsx", tmp_path / "x.xlsx", *gut)[0] == 2


def test_eine_fremde_mappe_und_namen_wie_formeln(tmp_path: Path) -> None:
    """No names of ours, no checks; a text that begins like a formula stays a text in both kinds of file."""
    buch = openpyxl.Workbook()
    buch.active.title = "Plan"
    buch.active["A1"], buch.active["A2"], buch.active["A3"] = 2, "=A1*3", '="=1+1"&A1'
    pfad = tmp_path / "fremd.xlsx"
    buch.save(pfad)
    for endung in ("xlsx", "csv"):
        ziel = tmp_path / f"sz.{endung}"
        rc, _, fehler = lauf(
            pfad, ziel, "--eingabe", "Plan!A1=-1;4", "--ergebnis", "Plan!A2", "--ergebnis", "Plan!A3"
        )
        assert (rc, fehler) == (0, "")
    assert [z[1:4] for z in tabelle(tmp_path / "sz.xlsx")[:3]] == [
        [2, 6, "=1+12"],
        [-1, -3, "=1+1-1"],
        [4, 12, "=1+14"],
    ]
    assert ";'=1+12;" in (tmp_path / "sz.csv").read_text("utf-8-sig")
    zellen = openpyxl.load_workbook(tmp_path / "sz.xlsx")["Szenarien"]
    assert all(z.data_type != "f" for zeile in zellen.iter_rows() for z in zeile)
    rc, _, fehler = lauf(pfad, tmp_path / "neu.xlsx", "--eingabe", "Plan!A2=1", "--ergebnis", "Plan!A3")
    assert rc == 2
    assert "Formel" in fehler


@pytest.mark.parametrize("ab_1904", [False, True])
def test_tage_auch_in_einer_mappe_die_ab_1904_zaehlt(tmp_path: Path, ab_1904: bool) -> None:
    """The year of a day is the same whatever day the workbook counts from; days and numbers are not mixed."""
    buch = openpyxl.Workbook()
    if ab_1904:
        buch.epoch = CALENDAR_MAC_1904
    buch.active.title = "Plan"
    buch.active["A1"], buch.active["A2"] = date(2026, 5, 1), "=YEAR(A1)*100+MONTH(A1)"
    pfad, ziel = tmp_path / "fremd.xlsx", tmp_path / "sz.csv"
    buch.save(pfad)
    assert lauf(pfad, ziel, "--eingabe", "Plan!A1=01.03.2027;2028-07-01", "--ergebnis", "Plan!A2")[0] == 0
    zeilen = list(csv.reader(io.StringIO(ziel.read_text("utf-8-sig")), delimiter=";"))
    assert [z[1:3] for z in zeilen[1:]] == [
        ["01.05.2026", "202605"], ["01.03.2027", "202703"], ["01.07.2028", "202807"],
        ["01.03.2027", "202703"], ["01.07.2028", "202807"],
    ]  # fmt: skip
    rc, _, fehler = lauf(
        pfad, tmp_path / "x.csv", "--eingabe", "Plan!A1=01.03.2027;5", "--ergebnis", "Plan!A2"
    )
    assert (rc, "nebeneinander" in fehler) == (2, True)


def test_eine_zelle_ohne_wert_ist_ein_fehler_der_zeile(tmp_path: Path) -> None:
    """A formula nobody here can compute and that has no stored value: its row shows an error, the others go on."""
    quelle = mit_openpyxl(tmp_path / "f.xlsx", {"A1": 1, "C1": '=WEBSERVICE("http://x/"&A1)', "D1": "=A1*2"})
    blatt = workbooks.oeffnen(quelle).blaetter[0]
    code, aus, err = lauf(
        quelle,
        tmp_path / "t.csv",
        f"--eingabe={blatt}!A1=1;5",
        *(f"--ergebnis={blatt}!{z}" for z in ("C1", "D1")),
    )
    assert (code, err) == (1, "")
    assert "2 Kombinationen gerechnet" in aus
    zeilen = [z.split(";") for z in (tmp_path / "t.csv").read_text("utf-8-sig").splitlines()]
    assert [z[2:4] for z in zeilen[1:4]] == [["#NV", "2"], ["#NV", "2"], ["#NV", "10"]]
