"""Reading and setting through `workbooks.oeffnen`: every form of address, every kind of value, nothing half done."""

from __future__ import annotations

import datetime
import decimal
from pathlib import Path

import openpyxl
import pytest
from mappenbau import gerechnet, mit_openpyxl, mit_xlsxwriter, teile
from openpyxl.workbook.defined_name import DefinedName

import workbooks
from recalculation import Unbrauchbar
from udfs import Fehler

pytest_plugins = ["pytester"]


@pytest.fixture
def pfad(tmp_path: Path) -> Path:
    buch = openpyxl.Workbook()
    blatt = buch.active
    blatt.title = "Plan 'Süd' (1)"
    for zeile in range(1, 4):
        blatt[f"A{zeile}"] = zeile
        blatt[f"B{zeile}"] = f"=EGH_JAHRESSTUNDEN(A{zeile})"
    blatt["C1"], blatt["C2"], blatt["C3"] = "=NA()", '=""', "=A1>0"
    buch.create_sheet("Leer")
    bezug = "'Plan ''Süd'' (1)'!"
    for name, ziel in {
        "eingabe": "$A$1",
        "tafel": "$A$1:$B$3",
        "ergebnis": "$B$1",
        "Größe_1": "$A$2",
    }.items():
        buch.defined_names[name] = DefinedName(name, attr_text=bezug + ziel)
    buch.defined_names["konstante"] = DefinedName("konstante", attr_text="0.125")
    buch.save(tmp_path / "m.xlsx")
    return tmp_path / "m.xlsx"


@pytest.mark.parametrize(
    "adresse",
    [
        "eingabe",
        "EINGABE",
        "Plan 'Süd' (1)!A1",
        "'Plan ''Süd'' (1)'!A1",
        "'Plan ''Süd'' (1)'!$A$1",
        "plan 'süd' (1)!a1",
        "'Plan ''Süd'' (1)'!A1:A1",
    ],
)
def test_jede_schreibweise_einer_adresse(pfad: Path, adresse: str) -> None:
    m = gerechnet(pfad)
    assert m[adresse] == 1
    m[adresse] = 4
    assert m.rechnen()["ergebnis"] == 208


def test_bereiche_als_zeilen(pfad: Path) -> None:
    m = gerechnet(pfad)
    assert m["tafel"] == [[1, 52], [2, 104], [3, 156]]
    assert m["Plan 'Süd' (1)!C1:C3"] == [[Fehler("#N/A")], [None], [True]]
    assert m["Plan 'Süd' (1)!B3:A1"] == m["tafel"]  # corners in any order
    m["Plan 'Süd' (1)!A1:A3"] = [[10], [20], [30]]
    m["Leer!B2:C3"] = [[1, "x"], [None, True]]
    m.rechnen().speichern()
    m = workbooks.oeffnen(pfad)
    assert [zeile[1] for zeile in m["tafel"]] == [520, 1040, 1560]
    assert m["Leer!A1:C3"] == [[None, None, None], [None, 1, "x"], [None, None, True]]
    assert openpyxl.load_workbook(pfad)["Leer"]["C2"].value == "x"  # readable for others too


@pytest.mark.parametrize(
    ("wert", "gelesen"),
    [
        (5, 5.0),
        (2.5, 2.5),
        (-0.0, 0.0),
        (decimal.Decimal("1.25"), 1.25),
        (10**15, 1e15),
        (1e-300, 1e-300),
        (True, True),
        ("Text", "Text"),
        ("", None),
        (None, None),
        (datetime.date(2024, 2, 29), 45351.0),
        (datetime.datetime(2024, 2, 29, 18), 45351.75),
        (datetime.time(6, 30), 6.5 / 24),
        (Fehler("#N/A"), Fehler("#N/A")),
    ],
)
def test_jede_art_von_wert(pfad: Path, wert: object, gelesen: object) -> None:
    m = workbooks.oeffnen(pfad)
    m["eingabe"] = wert
    m.rechnen().speichern()
    wieder = workbooks.oeffnen(pfad)["eingabe"]
    assert wieder == gelesen
    assert type(wieder) is type(gelesen)


@pytest.mark.parametrize(
    ("schluessel", "wert"),
    [
        ("tafel", [[1, 2]] * 3),  # holds formulas
        ("Leer!A1:A2", [1, 2]),
        ("Leer!A1:A2", [[1]]),
        ("Leer!A1:A2", [[1, 2], [3, 4]]),
        ("Leer!A1:A2", "ab"),
        ("Leer!A1", [[1, 2]]),
        ("Leer!A1", float("inf")),
        ("Leer!A1", float("nan")),
        ("Leer!A1", 10**400),
        ("Leer!A1", b"Bytes"),
        ("Leer!A1", {"a": 1}),
        ("Leer!A1", 1j),
        ("Leer!A1:A2", [[1], [float("nan")]]),
        ("Leer!A1", datetime.date(1899, 1, 1)),
    ],
    ids=lambda angabe: str(angabe)[:30].replace("<", ""),
)
def test_was_nicht_passt_aendert_nichts(pfad: Path, schluessel: str, wert: object) -> None:
    m = gerechnet(pfad)
    vorher = m.inhalt()
    with pytest.raises(ValueError, match=r"."):
        m[schluessel] = wert
    assert m.inhalt() == vorher
    assert m["tafel"][0] == [1, 52]


@pytest.mark.parametrize(
    ("schluessel", "satz"),
    [
        ("eingbe", "Ähnlich: eingabe"),
        ("Lehr!A1", "Blatt „Lehr“ gibt es in der Mappe nicht. Ähnlich: Leer"),
        ("Leer!", "keine Zelladresse"),
        ("Leer!A", "keine Zelladresse"),
        ("Leer!A1048577", "keine Zelladresse"),
        ("Leer!XFE1", "keine Zelladresse"),
        ("konstante", "zeigt nicht auf Zellen"),
        ("", "gibt es in der Mappe nicht"),
    ],
)
def test_unbekanntes_sagt_was_gemeint_sein_koennte(pfad: Path, schluessel: str, satz: str) -> None:
    m = gerechnet(pfad)
    for zugriff in (lambda: m[schluessel], lambda: m.__setitem__(schluessel, 1)):
        with pytest.raises(KeyError) as fehler:
            zugriff()
        assert satz in fehler.value.args[0]


def test_mehrmals_setzen_und_rechnen_wie_jedes_fuer_sich(pfad: Path, tmp_path: Path) -> None:
    m = workbooks.oeffnen(pfad)
    for wert in (7, "abc", None, 3):
        m["eingabe"] = wert
        m.rechnen()
    m.speichern(tmp_path / "a.xlsx")
    m = workbooks.oeffnen(pfad)
    m["eingabe"] = 3
    m.rechnen().speichern(tmp_path / "b.xlsx")
    assert teile(tmp_path / "a.xlsx") == teile(tmp_path / "b.xlsx")


def test_einzeln_gesetzt_ist_wie_als_bereich_gesetzt(pfad: Path, tmp_path: Path) -> None:
    """Cells set one by one are written together: the same file, also where one is emptied again."""
    m = workbooks.oeffnen(pfad)
    for ort, wert in (
        ("B2", 5),
        ("A1", 1),
        ("C1", "x"),
        ("D4", 9),
        ("B1", 2),
        ("A7", True),
        ("D4", None),
        ("B2", 4),
    ):
        m[f"Leer!{ort}"] = wert
    m.rechnen().speichern(tmp_path / "a.xlsx")
    m = workbooks.oeffnen(pfad)
    m["Leer!A1:C2"] = [[1, 2, "x"], [None, 4, None]]
    m["Leer!A7"] = True
    m.rechnen().speichern(tmp_path / "b.xlsx")
    assert teile(tmp_path / "a.xlsx") == teile(tmp_path / "b.xlsx")
    m["Leer!Z99"] = None
    m.rechnen().speichern(tmp_path / "c.xlsx")
    assert teile(tmp_path / "c.xlsx") == teile(tmp_path / "b.xlsx")


def test_fehler_kennt_satz_und_bleibt_beim_lesen_derselbe(pfad: Path) -> None:
    m = workbooks.oeffnen(pfad)
    m["eingabe"] = "abc"
    m.rechnen()
    fehler = m["ergebnis"]
    assert fehler == "#VALUE!"
    assert "stunden_woche ist „abc“" in fehler.satz
    (meldung,) = [f for f in m.fehler() if f.zelle.endswith("!B1")]
    assert (meldung.zelle, meldung.satz) == ("'Plan ''Süd'' (1)'!B1", fehler.satz)
    assert m[meldung.zelle] == fehler  # the address it names is one it reads
    with pytest.raises(ValueError, match=r"#WERT!: .*„abc“"):
        fehler + 1


def test_oeffnen_und_rechnen_schreibt_nichts(pfad: Path) -> None:
    stand = (pfad.read_bytes(), pfad.stat().st_mtime_ns)
    m = workbooks.oeffnen(pfad)
    m["eingabe"] = 9
    m.rechnen()
    assert (pfad.read_bytes(), pfad.stat().st_mtime_ns) == stand
    assert list(pfad.parent.iterdir()) == [pfad]


def test_ausnahmen_beim_oeffnen(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        workbooks.oeffnen(tmp_path / "fehlt.xlsx")
    with pytest.raises(IsADirectoryError):
        workbooks.oeffnen(tmp_path)
    (tmp_path / "t.xlsx").write_text("kein Archiv")
    with pytest.raises(Unbrauchbar, match="keine Excel-Arbeitsmappe"):
        workbooks.oeffnen(str(tmp_path / "t.xlsx"))


def test_formeln_einer_mappe_ohne_formeln(tmp_path: Path) -> None:
    m = gerechnet(mit_openpyxl(tmp_path / "m.xlsx", {"A1": 1}))
    assert (m.formeln, m.fehler(), m.blaetter) == (0, [], ["T"])


def test_diagrammblatt_stoert_nicht(tmp_path: Path) -> None:
    def fuellen(mappe, blatt) -> None:  # type: ignore[no-untyped-def]
        blatt.write_formula("A1", "=EGH_BJAZ(52.15,39)")
        diagramm = mappe.add_chart({"type": "pie"})
        diagramm.add_series({"values": "=T!$A$1:$A$2"})
        mappe.add_chartsheet("Bild").set_chart(diagramm)
        mappe.define_name("ergebnis", "=T!$A$1")

    m = gerechnet(mit_xlsxwriter(tmp_path / "m.xlsx", fuellen))
    assert m["ergebnis"] == 2033.85
    with pytest.raises(KeyError):
        m["Bild!A1"]


def test_plugin_findet_die_datei_neben_dem_test(pytester: pytest.Pytester, pfad: Path) -> None:
    """From another directory, with a path of its own, and a missing file fails in German words of the system only."""
    ordner = pytester.mkdir("tests")
    (ordner / "daten").mkdir()
    (ordner / "daten" / "m.xlsx").write_bytes(pfad.read_bytes())
    (ordner / "test_mappe.py").write_text(
        f"""
import pytest
def test_unterordner(arbeitsmappe):
    m = arbeitsmappe("daten/m.xlsx")
    m["eingabe"] = 2.25
    m.rechnen()
    assert m["ergebnis"] == 117
def test_zwei_mappen_sind_zwei(arbeitsmappe):
    eins, zwei = arbeitsmappe("daten/m.xlsx"), arbeitsmappe("daten/m.xlsx")
    eins["eingabe"] = 5
    assert eins.rechnen()["ergebnis"] == 260
    assert zwei.rechnen()["ergebnis"] == 52
def test_ganzer_pfad(arbeitsmappe):
    assert arbeitsmappe({str(pfad)!r}).rechnen()["ergebnis"] == 52
def test_fehlt(arbeitsmappe):
    with pytest.raises(FileNotFoundError):
        arbeitsmappe("fehlt.xlsx")
def test_ungerechnet(arbeitsmappe):
    with pytest.raises(RuntimeError, match="noch nicht gerechnet"):
        arbeitsmappe("daten/m.xlsx")["ergebnis"]
""",
        "utf-8",
    )
    ergebnis = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider", str(ordner))
    ergebnis.assert_outcomes(passed=5)
    assert (ordner / "daten" / "m.xlsx").read_bytes() == pfad.read_bytes()


def test_ein_pytest_lauf_ohne_mappe_laedt_nichts_schweres(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        """
import sys
def pytest_unconfigure(config):
    schwer = ("formualizer", "openpyxl", "pandas", "numpy", "xlwings", "udfs", "calc")
    print("PLUGIN", config.pluginmanager.hasplugin("egh_kalkulation"), [m for m in schwer if m in sys.modules])
"""
    )
    pytester.makepyfile("def test_nichts():\n    assert True\n")
    ergebnis = pytester.runpytest_subprocess(
        "-q", "--co", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"
    )
    ergebnis.stdout.fnmatch_lines(["*PLUGIN True []*"])
