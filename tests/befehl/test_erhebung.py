"""`egh erhebung einlesen`: many files, some broken, in any order; what does not count is named, and no person is."""

from __future__ import annotations

import random
import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from befehlszeile import egh

import workbooks

KOPF = "Fallnummer;Angebot;HBG;Wohnform;Standort;Leistung;Art;Minuten;Bemerkung"
LEISTUNGEN = ("Haushalt", "2", "Gemeinschaft und Kultur", "Freizeit und Sport")


def bogen(ordner: Path, name: str, *zeilen: str, kopf: str = KOPF, kodierung: str = "utf-8") -> Path:
    pfad = ordner / name
    pfad.write_bytes("\r\n".join((kopf, *zeilen)).encode(kodierung))
    return pfad


def einlesen(ordner: Path, ziel: Path, *mehr: str) -> tuple[int, str, str]:
    lauf = egh("erhebung", "einlesen", ordner, "-o", ziel, *mehr)
    return lauf.returncode, lauf.stdout, lauf.stderr


def ordner_mit_200(ordner: Path, saat: int) -> None:
    """195 good files and 5 broken ones; the seed changes which good one has which name, and the order of writing."""
    ordner.mkdir()
    zufall = random.Random("boegen")
    inhalte = []
    for n in range(195):
        wer = f"Fall-{n:04};Haus;{n % 3};WG;Nord"
        zeilen = [
            f"{wer};{leistung};{zufall.choice(['qA', 'uA'])};{zufall.choice([10, 15, 20, 30])};"
            for leistung in zufall.sample(LEISTUNGEN, zufall.randint(1, 4))
        ]
        inhalte.append(zeilen if n % 20 else [f"{wer};;;;nichts nötig"])
    namen = [f"bogen{n:03}.csv" for n in range(195)]
    random.Random(saat).shuffle(inhalte)
    for name, zeilen in zip(namen, inhalte, strict=True):
        bogen(ordner, name, *zeilen)
    (ordner / "kaputt1.xlsx").write_bytes(b"PK\x03\x04 kein Paket")
    (ordner / "kaputt2.csv").write_bytes(b"\0\0\0\0")
    (ordner / "kaputt3.csv").write_bytes(b"")
    bogen(ordner, "kaputt4.csv", "1;2", kopf="fallnummer;minuten")
    (ordner / "kaputt5.xlsx").write_bytes(b"")


def test_zweihundert_dateien_in_jeder_reihenfolge(tmp_path: Path) -> None:
    ergebnisse = []
    for saat in (1, 2):
        ordner, ziel = tmp_path / f"o{saat}", tmp_path / f"neu{saat}.xlsx"
        ordner_mit_200(ordner, saat)
        rc, aus, fehler = einlesen(ordner, ziel)
        assert (rc, fehler) == (1, "")
        assert "195 Dateien gelesen, 5 nicht; 195 Befragte" in aus
        assert all(f"kaputt{n}." in aus for n in range(1, 6))
        assert "Fall-" not in aus
        ergebnisse.append(ziel.read_bytes())
    assert ergebnisse[0] == ergebnisse[1]
    m = workbooks.oeffnen(tmp_path / "neu1.xlsx")
    assert sum(bool(z[0]) for z in m["eingabe_personen"]) == 195
    for blatt in openpyxl.load_workbook(tmp_path / "neu1.xlsx"):
        texte = [str(z.value) for zeile in blatt.iter_rows() for z in zeile if z.value is not None]
        assert any("Fall-0" in t for t in texte) == (blatt.title == "intern_Erhebung"), blatt.title


def test_was_in_den_boegen_steht_kommt_an(tmp_path: Path) -> None:
    ordner = tmp_path / "o"
    ordner.mkdir()
    bogen(
        ordner,
        "a.csv",
        "101;Haus;3;WG;Nord;Haushalt;qA;20;",
        "101;Haus;3;WG;Nord;1;uA;12,5;",
        "0102;Haus;3;WG;Nord;;;;",
    )
    bogen(ordner, "b.csv", "P 4;Haus;5;WG;Süd;Ärztliche Leistungen;qualifiziert;30;", kodierung="cp1252")
    buch = openpyxl.Workbook()
    buch.active.append(["minuten", "art", "leistung", *KOPF.lower().split(";")[:5]])  # any order
    buch.active.append([45, "uA", 4, 101, "Haus", 3, "WG", "Nord"])
    buch.save(ordner / "c.xlsx")
    (ordner / "unter").mkdir()
    bogen(ordner / "unter", "d.csv", "999;Haus;3;WG;Nord;Haushalt;qA;20;")
    (ordner / "e.csv").symlink_to(ordner / "unter" / "d.csv")
    rc, aus, _ = einlesen(ordner, tmp_path / "neu.xlsx")
    assert rc == 0, aus
    assert "3 Dateien gelesen, 0 nicht; 3 Befragte" in aus
    m = workbooks.oeffnen(tmp_path / "neu.xlsx")
    zeilen = {z[0]: z[1:] for z in m["eingabe_personen"] if z[0]}
    assert set(zeilen) == {"101", "0102", "P 4"}
    assert zeilen["101"][:4] == ["Haus", "3, WG, Nord", "ja", 20.0]
    assert zeilen["101"][10:14] == [12.5, None, 45.0, None]  # uA: Haushalt, Beziehungen, Kultur, Freizeit
    assert zeilen["0102"] == ["Haus", "3, WG, Nord", "ja", *[None] * 13]
    assert zeilen["P 4"][:3] == ["Haus", "5, WG, Süd", "ja"]
    assert zeilen["P 4"][8] == 30.0
    for z, alle in enumerate((10.0, 2.0), 7):
        m[f"Stichprobe!B{z}"] = alle
    m.rechnen()
    assert m["minuten_qa"] == pytest.approx(20 / 2 * 10 + 30 * 2)
    assert m["minuten_ua"] == pytest.approx((12.5 + 45) / 2 * 10)


def test_verschieden_geschriebene_gruppen_sind_eine(tmp_path: Path) -> None:
    ordner = tmp_path / "o"
    ordner.mkdir()
    bogen(ordner, "a.csv", "1;H;3;WG;Nord;1;qA;10;", "2;H; 3;wg;Nord ;1;qA;20;", "3;H;3;W G;nord;1;qA;30;")
    assert einlesen(ordner, tmp_path / "neu.xlsx")[0] == 0
    m = workbooks.oeffnen(tmp_path / "neu.xlsx")
    assert {z[2] for z in m["eingabe_personen"] if z[0]} == {"3, W G, nord"}
    assert [z[0] for z in m["Stichprobe!A7:A8"]] == ["3, W G, nord", None]


@pytest.mark.parametrize("umgekehrt", [False, True])
def test_dieselbe_person_in_zwei_dateien(tmp_path: Path, umgekehrt: bool) -> None:
    """Equal: once, named; different: neither, and the person is not counted with a part of her minutes."""
    ordner = tmp_path / "o"
    ordner.mkdir()
    namen = ("a.csv", "b.csv") if not umgekehrt else ("b.csv", "a.csv")
    bogen(ordner, namen[0], "P1;H;3;W;N;Haushalt;qA;20;", "P2;H;3;W;N;Haushalt;qA;20;", "P3;H;3;W;N;1;qA;10;")
    bogen(
        ordner,
        namen[1],
        "p1 ;H;3;W;N;1;qualifiziert;20,0;",
        "P2;H;3;W;N;Haushalt;qA;30;",
        "P3;H;4;W;N;1;uA;10;",
    )
    rc, aus, _ = einlesen(ordner, tmp_path / "neu.xlsx")
    assert rc == 1
    assert "1 Befragte; 4 Zeilen abgelehnt, deshalb 2 Personen nicht gezählt" in aus
    assert aus.count("gleich schon da, einmal gezählt") == 1
    assert aus.count("noch einmal mit anderen Minuten") == 2
    assert aus.count("Person mit verschiedenen Angaben") == 2
    m = workbooks.oeffnen(tmp_path / "neu.xlsx")
    assert [z[3] for z in m["eingabe_personen"] if z[0]] == ["ja", "nein", "nein"]


ABGELEHNT = [
    (";H;3;W;N;Haushalt;qA;20;", "Fallnummer fehlt"),
    ("Summe;H;3;W;N;Haushalt;qA;20;", "Summe statt einer Zeile"),
    ("P1;H;3;W;N;Haushalt;qA", "weniger Felder als Überschriften"),
    ("P1;H;3;W;N", "weniger Felder als Überschriften"),
    ("1,23E+16;H;3;W;N;Haushalt;qA;20;", "Fallnummer ist gekürzt"),
    ("P1;H;3\x07;W;N;Haushalt;qA;20;", "HBG enthält Steuerzeichen"),
    ("P1;H;3;W;N;Kochen;qA;20;", "Leistung steht nicht im Katalog"),
    ("P1;H;3;W;N;;qA;20;", "Leistung fehlt"),
    ("P1;H;3;W;N;Haushalt;;20;", "Art fehlt"),
    ("P1;H;3;W;N;Haushalt;beide;20;", "Art ist weder"),
    ("P1;H;3;W;N;3;uA;20;", "diese Leistung gibt es nur qualifiziert"),
    ("P1;H;3;W;N;Haushalt;qA;;", "Minuten fehlen"),
    ("P1;H;3;W;N;Haushalt;qA;zwanzig;", "Minuten sind keine Zahl"),
    ("P1;H;3;W;N;Haushalt;qA;12.5;", "Minuten sind keine Zahl"),
    ("P1;H;3;W;N;Haushalt;qA;-5;", "Minuten liegen nicht"),
    ("P1;H;3;W;N;Haushalt;qA;20000;", "Minuten liegen nicht"),
    ("P1;H;3;W;N;Haushalt;qA;12;5;", "mehr Felder als Überschriften"),
    ("P1;H;3;W;N;Haushalt;qA;0,5;", "Minuten unter 1 (als Uhrzeit getippt?)"),
]


@pytest.fixture(scope="module")
def abgelehnt(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, list[list[object]]]:
    """One run over a file for each of the lines, two good persons before it: exit code, output, the sheet."""
    ordner = tmp_path_factory.mktemp("abgelehnt")
    for n, (zeile, _) in enumerate(ABGELEHNT):
        gut = [f"P0{wer}{n};H;3;W;N;Haushalt;qA;20;" for wer in "ab"]
        bogen(ordner, f"a{n:02}.csv", *gut, zeile)
    ziel = ordner.parent / "neu.xlsx"
    rc, aus, _ = einlesen(ordner, ziel)
    zeilen = workbooks.oeffnen(ziel)[f"intern_Abgewiesen!A6:B{5 + len(ABGELEHNT)}"]
    return rc, aus, zeilen


@pytest.mark.parametrize("nummer", range(len(ABGELEHNT)))
def test_eine_zeile_die_nicht_zaehlt_nennt_ihren_grund(
    nummer: int, abgelehnt: tuple[int, str, list[list[object]]]
) -> None:
    rc, aus, zeilen = abgelehnt
    assert rc == 1
    assert f"a{nummer:02}.csv, Zeile 4: {ABGELEHNT[nummer][1]}" in aus
    assert not [wort for wort in re.findall(r"\w+", aus) if re.fullmatch(r"P(0[ab][0-9]+|1)", wort)]
    assert zeilen[nummer] == [f"a{nummer:02}.csv", 4.0]


def test_nichts_brauchbares_und_falsche_angaben(tmp_path: Path) -> None:
    leer = tmp_path / "leer"
    leer.mkdir()
    ziel = tmp_path / "neu.xlsx"
    bogen(leer, "y.csv", "P0;H;3;W;N;Haushalt;qA;viel;")
    rc, aus, fehler = einlesen(leer, ziel)
    assert (rc, aus.count("\n"), fehler.count("\n")) == (2, 1, 1)
    assert "Nicht gezählt: y.csv, Zeile 2: Minuten sind keine Zahl" in aus
    (leer / "y.csv").unlink()
    for ordner, wort in ((leer, "keine brauchbare Erhebung"), (tmp_path / "fehlt", "kein Ordner")):
        rc, aus, fehler = einlesen(ordner, ziel)
        assert (rc, aus, fehler.count("\n")) == (2, "", 1)
        assert wort in fehler
        assert not ziel.exists()
    bogen(leer, "z.csv", "P0;P1;H;3;W;N;Haushalt;qA;20;", kopf=f"fallnummer;{KOPF}")
    assert "keine brauchbare Erhebung" in einlesen(leer, ziel)[2]
    (leer / "z.csv").unlink()
    bogen(leer, "a.csv", "P0;H;3;W;N;Haushalt;qA;20;")
    ziel.write_bytes(b"alt")
    assert einlesen(leer, ziel)[0] == 2
    assert ziel.read_bytes() == b"alt"
    assert einlesen(leer, ziel, "--ersetzen")[0] == 0
    assert egh("erhebung").returncode == 2
    assert egh("erhebung", "einlesen", leer, "-o", tmp_path / "neu.csv").returncode == 2


def test_eine_zeile_ohne_fallnummer_nimmt_der_person_darueber_nicht_still_minuten(tmp_path: Path) -> None:
    """Merged cells: the number stands once, and counting only its first row would make the need too small."""
    ordner = tmp_path / "o"
    ordner.mkdir()
    bogen(ordner, "a.csv", "P1;H;3;W;N;1;qA;20;", ";H;3;W;N;2;qA;30;", "P2;H;3;W;N;1;qA;10;")
    rc, aus, _ = einlesen(ordner, tmp_path / "neu.xlsx")
    assert (rc, "1 Befragte; 1 Zeilen abgelehnt, deshalb 1 Personen nicht gezählt" in aus) == (1, True)
    zeilen = workbooks.oeffnen(tmp_path / "neu.xlsx")["eingabe_personen"]
    assert [(z[0], z[3]) for z in zeilen if z[0]] == [("P1", "nein"), ("P2", "ja")]


@pytest.mark.parametrize("andere_datei", [False, True])
def test_minuten_und_kein_bedarf_widersprechen_sich(tmp_path: Path, andere_datei: bool) -> None:
    ordner = tmp_path / "o"
    ordner.mkdir()
    zeilen = ["P1;H;3;W;N;1;qA;20;", "P2;H;3;W;N;1;qA;10;"], ["P1;H;3;W;N;;;;"]
    if andere_datei:
        bogen(ordner, "b.csv", *zeilen[0])
        bogen(ordner, "a.csv", *zeilen[1])
    else:
        bogen(ordner, "a.csv", *zeilen[0], *zeilen[1])
    rc, aus, _ = einlesen(ordner, tmp_path / "neu.xlsx")
    assert rc == 1
    assert aus.count("Person mit Minuten und noch einmal ohne Bedarf") == 2


def test_ein_anfuehrungszeichen_verschluckt_keine_zeilen(tmp_path: Path) -> None:
    """Without an end it would take all following persons into one remark."""
    ordner = tmp_path / "o"
    ordner.mkdir()
    bogen(ordner, "a.csv", 'P1;H;3;W;N;1;qA;20;"sagt ja', "P2;H;3;W;N;1;qA;30;", "P3;H;3;W;N;1;qA;30;")
    bogen(ordner, "b.csv", 'P4;H;3;W;N;1;qA;20;"zwei\nZeilen"', "P5;H;3;W;N;1;qA;30;")
    rc, aus, _ = einlesen(ordner, tmp_path / "neu.xlsx")
    assert (rc, "1 Dateien gelesen, 1 nicht; 2 Befragte" in aus) == (1, True)
    assert "a.csv: Anführungszeichen ohne Ende" in aus


def test_andere_schreibweisen_sind_dieselben(tmp_path: Path) -> None:
    """As the sheets write a Leistung; umlauts in two parts; nothing said about the group."""
    ordner = tmp_path / "o"
    ordner.mkdir()
    bogen(
        ordner,
        "a.csv",
        "Mu\u0308ller 1;;;;;1 Haushalt;qA;20;",
        "M\u00fcller 1;;;;;1;uA;10;",
        "M2;;;;;1;qA;20;",
    )
    assert einlesen(ordner, tmp_path / "neu.xlsx")[0] == 0
    m = workbooks.oeffnen(tmp_path / "neu.xlsx")
    assert sum(bool(z[0]) for z in m["eingabe_personen"]) == 2
    m["Stichprobe!B7"] = 2.0
    assert m.rechnen()["minuten_qa"] == 40
    assert m["pruefung_fallnummern"] is True


def test_zellen_die_keine_nummern_sind(tmp_path: Path) -> None:
    ordner = tmp_path / "o"
    ordner.mkdir()
    buch = openpyxl.Workbook()
    buch.active.append(KOPF.split(";"))
    buch.active.append(["P0", "H", 3, "W", "N", 1, "qA", 20])
    buch.active.append([datetime(2026, 3, 5), "H", 3, "W", "N", 1, "qA", 20])
    buch.active.append(["P2", "H", datetime(2026, 3, 5), "W", "N", 1, "qA", 20])
    buch.active.append([12345678901234567, "H", 3, "W", "N", 1, "qA", 20])
    buch.save(ordner / "a.xlsx")
    rc, aus, _ = einlesen(ordner, tmp_path / "neu.xlsx")
    assert rc == 1
    for n, grund in enumerate(
        ("Fallnummer ist ein Datum", "HBG ist ein Datum", "Fallnummer hat mehr als 15"), 3
    ):
        assert f"a.xlsx, Zeile {n}: {grund}" in aus


def test_eine_datei_die_nach_ihrer_fallnummer_heisst(tmp_path: Path) -> None:
    """Nowhere in stdout: such a file is named by its place; the internal sheet has the name."""
    ordner = tmp_path / "o"
    ordner.mkdir()
    bogen(ordner, "Bogen Fall-4711.csv", "Fall-4711;H;3;W;N;1;qA;20;", "Fall-4711;H;3;W;N;2;qA;viel;")
    bogen(ordner, "a.csv", "Fall-0815;H;3;W;N;1;qA;20;")
    (ordner / "Fall-2222.csv").write_bytes(b"")
    (ordner / "Fall-3333.xlsx").write_bytes(b"PK\x03\x04 kein Paket")
    bogen(ordner, "Fall-5555.csv", "5;6", kopf="a;b")
    rc, aus, _ = einlesen(ordner, tmp_path / "neu.xlsx")
    assert (rc, [n for n in ("4711", "2222", "3333", "5555", "Fall") if n in aus]) == (1, [])
    assert "Datei 1, Zeile 3: Minuten sind keine Zahl" in aus
    assert "Datei 2: leer" in aus
    m = workbooks.oeffnen(tmp_path / "neu.xlsx")
    assert m["intern_Abgewiesen!A6"] == "Bogen Fall-4711.csv"


def test_eine_summe_ist_keine_person(tmp_path: Path) -> None:
    ordner = tmp_path / "o"
    ordner.mkdir()
    bogen(
        ordner,
        "a.csv",
        "P1;H;3;W;N;1;qA;20;",
        "P2;H;3;W;N;1;qA;viel;",
        "Summe;;;;;;;20;",
        "Gesamt:;;;;;;;20;",
    )
    (ordner / "b.csv").write_text(KOPF.replace(";", ",") + "\nP3,H,3,W,N,1,qA,20,", "utf-8")
    rc, aus, _ = einlesen(ordner, tmp_path / "neu.xlsx")
    assert (rc, "1 Befragte; 3 Zeilen abgelehnt, deshalb 1 Personen nicht gezählt" in aus) == (1, True)
    assert "b.csv: Trennzeichen ist nicht das Semikolon" in aus


def test_zu_viele_personen_fuer_eine_mappe(tmp_path: Path) -> None:
    ordner = tmp_path / "o"
    ordner.mkdir()
    bogen(ordner, "a.csv", *(f"Q{n};H;3;W;N;1;qA;20;" for n in range(3001)))
    rc, aus, fehler = einlesen(ordner, tmp_path / "neu.xlsx")
    assert (rc, aus, fehler.count("\n")) == (2, "", 1)
    assert "höchstens 3000" in fehler
