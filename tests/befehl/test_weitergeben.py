"""What leaves the house: computed by others, without internal sheets, names of makers, or links to the outside."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from befehlszeile import egh
from mappenbau import mit_openpyxl, umgepackt
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from vorlagenbau import datei

import workbooks
from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

MAPPEN = ("nw", "th", "hb-traegerbudget", "hh-asp")
GEHEIM = "GEHEIM-4711"


def gefuellt(ordner: Path, name: str) -> Path:
    """The example with a case number and an author of its own."""
    m = workbooks.oeffnen(datei(ordner, name, beispiel=True))
    zelle = {"nw": "intern_Assistenz!A7", "th": "intern_Personen!A7"}.get(name)
    if zelle:
        m[zelle] = GEHEIM
    m["meta_status"] = "Entwurf"
    pfad = m.rechnen().speichern(ordner / f"{name} fertig.xlsx")

    def mit_verfasser(teil: str, inhalt: bytes) -> bytes:
        alt, neu = b"<dc:creator>openpyxl</dc:creator>", b"<dc:creator>Frau Meier</dc:creator>"
        return inhalt.replace(alt, neu) if teil == "docProps/core.xml" else inhalt

    pfad.write_bytes(umgepackt(pfad.read_bytes(), mit_verfasser))
    return pfad


def texte(pfad: Path) -> str:
    with zipfile.ZipFile(pfad) as archiv:
        return "".join(archiv.read(name).decode("utf-8", "replace") for name in archiv.namelist())


def ergebnisse(m: Arbeitsmappe) -> dict[str, Any]:
    return {name: m[name] for name in m.namen("ergebnis_")}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *(
            (name, form)
            for name in MAPPEN
            if name != "hb-traegerbudget"
            for form in ("formeln", "lambda", "werte")
        ),
        ("hb-traegerbudget", "werte"),  # the biggest, of the same code as hh-asp
    ],
)
def test_dieselben_ergebnisse_und_nichts_internes(name: str, form: str, tmp_path: Path) -> None:
    quelle = gefuellt(tmp_path, name)
    vorher, ziel = quelle.read_bytes(), tmp_path / "für die Gegenseite.xlsx"
    lauf = egh("weitergeben", quelle, "--form", form, "-o", ziel)
    assert lauf.returncode in (0, 1), lauf.stderr
    assert quelle.read_bytes() == vorher
    alt, neu = workbooks.oeffnen(quelle), workbooks.oeffnen(ziel)
    gelesen = ergebnisse(neu)
    assert gelesen == {n: w for n, w in ergebnisse(alt).items() if n in gelesen}
    assert len(gelesen) >= 3
    neu.rechnen()
    assert neu.fehler() == []
    assert all(neu[n] == pytest.approx(w, rel=1e-11) for n, w in gelesen.items() if isinstance(w, float))
    inhalt = texte(ziel)
    for wort in (GEHEIM, "Frau Meier", "TargetMode", ".xlam", "vbaProject"):
        assert wort not in inhalt, wort
    assert not re.search(r"intern_\w+'?!", inhalt)  # no link, no name, no formula
    assert not any(n.startswith("intern_") for n in neu.blaetter)
    geschrieben = formeln(ziel)
    assert any("EGH_" in f for f in geschrieben) is (form == "lambda")
    assert (geschrieben == []) is (form == "werte")
    assert neu["meta_form"].startswith(form)


def formeln(pfad: Path) -> list[str]:
    return [
        str(zelle.value)
        for blatt in openpyxl.load_workbook(pfad)
        for zeile in blatt.iter_rows()
        for zelle in zeile
        if zelle.data_type == "f"
    ]


def test_was_wert_wurde_wird_genannt(tmp_path: Path) -> None:
    ziel = tmp_path / "aus.xlsx"
    lauf = egh("weitergeben", gefuellt(tmp_path, "nw"), "-o", ziel)
    assert lauf.returncode == 1
    assert "Weggelassene Blätter: intern_Assistenz." in lauf.stdout
    assert "Formeln rechnen mit festen Werten daraus weiter" in lauf.stdout
    mit = egh("weitergeben", gefuellt(tmp_path, "nw"), "--mit-intern", "-o", ziel, "--ersetzen")
    assert mit.returncode == 0
    assert "intern_Assistenz" in workbooks.oeffnen(ziel).blaetter
    assert GEHEIM in texte(ziel)


def test_die_uebertragung_nennt_jedes_ergebnis(tmp_path: Path) -> None:
    quelle, ziel = gefuellt(tmp_path, "nw"), tmp_path / "aus.xlsx"
    egh("weitergeben", quelle, "--form", "werte", "-o", ziel)
    zeilen = list(openpyxl.load_workbook(ziel)["Übertrag"].iter_rows(min_row=4, values_only=True))
    m = workbooks.oeffnen(quelle)
    assert ("Stellen gesamt", m["ergebnis_vzae"], "VZÄ", "ergebnis_vzae") in zeilen
    assert {z[3] for z in zeilen} >= {"ergebnis_vzae", "ergebnis_stunden_jahr"}


def test_ohne_add_in_rechnet_sie_weiter(tmp_path: Path) -> None:
    """A changed input in the handed-on file gives what it gives in the source."""
    quelle, ziel = gefuellt(tmp_path, "hh-asp"), tmp_path / "aus.xlsx"
    assert egh("weitergeben", quelle, "-o", ziel).returncode in (0, 1)
    a, b = workbooks.oeffnen(quelle), workbooks.oeffnen(ziel)
    for m in (a, b):
        m["Leistungserbringer!C11"] = 77
        m.rechnen()
    assert b["ergebnis_budget_gesamt"] == pytest.approx(a["ergebnis_budget_gesamt"])


def test_eine_fremde_mappe_nur_als_werte(tmp_path: Path) -> None:
    fremd, ziel = mit_openpyxl(tmp_path / "f.xlsx", {"A1": 2, "A2": "=A1*21"}), tmp_path / "aus.xlsx"
    lauf = egh("weitergeben", fremd, "-o", ziel)
    assert (lauf.returncode, ziel.exists()) == (2, False)
    assert "keine unserer Vorlagen" in lauf.stderr
    assert egh("weitergeben", fremd, "--form", "werte", "-o", ziel).returncode == 0
    assert openpyxl.load_workbook(ziel).active["A2"].value == 42


def test_ziele_gehen_nicht_verloren(tmp_path: Path) -> None:
    quelle = gefuellt(tmp_path, "hh-asp")
    da = tmp_path / "da.xlsx"
    da.write_bytes(b"alt")
    for ziel, wort in ((quelle, "dieselbe Datei"), (da, "gibt es schon"), (tmp_path / "x.pdf", ".xlsx")):
        lauf = egh("weitergeben", quelle, "-o", ziel)
        assert (lauf.returncode, wort in lauf.stderr) == (2, True), lauf.stderr
    assert da.read_bytes() == b"alt"
    assert json.loads(egh("rechnen", quelle, "--json").stdout)["fehler"] == []


def test_texte_in_eingaben_werden_werte_und_genannt(tmp_path: Path) -> None:
    """What only our functions read; what nobody reads stays, and is said."""
    m = workbooks.oeffnen(gefuellt(tmp_path, "nw"))
    alt = {
        ort: m[ort] for ort in ("Stundentafel!G7", "Stundentafel!J7", "Stundentafel!K7", "Stundentafel!C8")
    }
    neu = {
        "Stundentafel!G7": "06:00 Uhr",
        "Stundentafel!J7": "5,0",
        "Stundentafel!K7": "\u00a01 ",
        "Stundentafel!C8": " präsenz",
        "Stundentafel!E9": "  ",
    }
    for ort, text in neu.items():
        m[ort] = text
    quelle, ziel = m.rechnen().speichern(tmp_path / "texte.xlsx"), tmp_path / "aus.xlsx"
    lauf = egh("weitergeben", quelle, "-o", ziel)
    fertig = workbooks.oeffnen(ziel)
    assert {ort: fertig[ort] for ort in alt} == alt
    assert fertig["ergebnis_vzae"] == pytest.approx(
        workbooks.oeffnen(gefuellt(tmp_path, "nw"))["ergebnis_vzae"]
    )
    for satz in ("G7 „06:00 Uhr“ → 06:00", "J7 „5,0“ → 5", "C8 „ präsenz“ → „Präsenz“", "E9 „  “ → leer"):
        assert f"Als Wert gelesen: Stundentafel!{satz}" in lauf.stdout
    m["Stundentafel!K9"] = "zwei"
    m.rechnen().speichern(quelle)
    lauf = egh("weitergeben", quelle, "-o", ziel, "--ersetzen")
    assert lauf.returncode == 1
    assert "Nicht zu lesen: Stundentafel!K9 „zwei“" in lauf.stdout


AENDERUNGEN: dict[str, list[dict[str, object]]] = {
    "nw": [
        {"Stundentafel!J7": 7.0},
        {"Stundentafel!J7": 9.0},
        {"eingabe_njaz": 1400.0},
        {"eingabe_wochen_jahr": 50.5},
        {"eingabe_anteil_indirekt": 0.2},
        {"Deckblatt!B44": "Anders"},
    ],
    "th": [{"eingabe_jahresstunden_vk": 1500.0}, {"meta_stichtag": 46023.0}, {"Deckblatt!B44": "Anders"}],
    "he-fachleistungsstunden": [{"eingabe_njaz": 1400.0}, {"eingabe_wochen_jahr": 50.0}],
    "be-fachleistungsstunden": [{"eingabe_njaz": 1400.0}],
}


@pytest.mark.parametrize(("name", "form"), [*((name, "formeln") for name in AENDERUNGEN), ("nw", "lambda")])
def test_nach_einer_aenderung_richtig_oder_nv(name: str, form: str, tmp_path: Path) -> None:
    """What needs persons who stayed at home is #N/A when it might be another number; everything else goes on."""
    quelle, ziel = gefuellt(tmp_path, name), tmp_path / "aus.xlsx"
    assert egh("weitergeben", quelle, "--form", form, "-o", ziel).returncode == 1
    gerechnet = 0
    for aenderung in AENDERUNGEN[name]:
        a, b = workbooks.oeffnen(quelle), workbooks.oeffnen(ziel)
        for m in (a, b):
            for ort, wert in aenderung.items():
                m[ort] = wert
            m.rechnen()
        for ergebnis in b.namen("ergebnis_"):
            soll, ist = a[ergebnis], b[ergebnis]
            if isinstance(ist, (list, Fehler)):
                continue
            gerechnet += 1
            assert ist == (pytest.approx(soll) if isinstance(soll, float) else soll), (aenderung, ergebnis)
        falsch = [
            n for n in b.namen("ergebnis_") if isinstance(b[n], Fehler) and not isinstance(a[n], Fehler)
        ]
        assert not falsch or b["pruefung_gesamt"] is False
    assert gerechnet >= len(AENDERUNGEN[name])


@pytest.mark.parametrize(
    ("form", "weiter"),
    [
        ("formeln", "lambda"),
        ("formeln", "formeln"),
        ("lambda", "formeln"),
        ("lambda", "werte"),
        ("werte", "formeln"),
    ],
)
def test_wieder_weitergegeben(form: str, weiter: str, tmp_path: Path) -> None:
    """The counter-offer: what came back is handed on in another form, with the same results."""
    erste, zweite = tmp_path / "erste.xlsx", tmp_path / "zweite.xlsx"
    egh("weitergeben", gefuellt(tmp_path, "nw"), "--form", form, "-o", erste)
    lauf = egh("weitergeben", erste, "--form", weiter, "-o", zweite)
    assert lauf.returncode in (0, 1), lauf.stderr
    a, b = (ergebnisse(workbooks.oeffnen(pfad)) for pfad in (erste, zweite))
    assert b == {n: pytest.approx(w) if isinstance(w, float) else w for n, w in a.items() if n in b}
    assert workbooks.oeffnen(zweite).blaetter.count("Übertrag") == 1


def test_was_niemand_sehen_soll_geht_nicht_mit(tmp_path: Path) -> None:
    """Comments with their authors, hidden sheets, INTERN_ in any case, names with a path, links in formulas."""
    buch = openpyxl.Workbook()
    blatt = buch.active
    blatt.title = "Angebot"
    blatt["A1"] = "=Intern_Notiz!A1*2"
    blatt["A2"], blatt["A2"].comment = 5, Comment("Untergrenze 90 EUR", "Hans Autor")
    blatt["A3"] = '=HYPERLINK("file:///C:/Rechnerei/Geheim.xlsx","hier")'
    regel = DataValidation(type="list", formula1="Intern_Notiz!$A$1:$A$3")
    regel.add("A5")
    blatt.add_data_validation(regel)
    for name, zustand in (("Intern_Notiz", "visible"), ("Versteckt", "veryHidden"), ("Leise", "hidden")):
        neu = buch.create_sheet(name)
        neu.sheet_state, neu["A1"], neu["A2"] = zustand, 88_888, GEHEIM
    buch.defined_names["Pfad"] = DefinedName("Pfad", attr_text='"C:\\\\Rechnerei\\\\Geheim.xlsx"')
    buch.save(tmp_path / "eigene.xlsx")
    workbooks.oeffnen(tmp_path / "eigene.xlsx").rechnen().speichern(tmp_path / "eigene.xlsx")
    ziel = tmp_path / "aus.xlsx"
    assert egh("weitergeben", tmp_path / "eigene.xlsx", "--form", "werte", "-o", ziel).returncode in (0, 1)
    assert workbooks.oeffnen(ziel).blaetter == ["Angebot"]
    inhalt = texte(ziel)
    for wort in (GEHEIM, "Untergrenze", "Hans Autor", "file:///", "Rechnerei", "Intern_Notiz"):
        assert wort not in inhalt, wort
    assert openpyxl.load_workbook(ziel)["Angebot"]["A1"].value == 177_776


def test_die_sprache_ist_die_der_anderen_seite(tmp_path: Path) -> None:
    """No command of ours, no sheet that is not there, in what the other side reads."""
    ziel = tmp_path / "aus.xlsx"
    for name in ("nw", "st"):
        egh("weitergeben", gefuellt(tmp_path, name), "-o", ziel, "--ersetzen")
        buch = openpyxl.load_workbook(ziel)
        gesagt = [str(z.value) for b in buch for zeile in b.iter_rows() for z in zeile if z.value is not None]
        assert not [
            s
            for s in gesagt
            if re.search(r"\\begh [a-z]|Add-in EGH fehlt|intern_\\w+", s) and "Prüfung" not in s
        ][:3]
        assert "Vertragswerte" in buch.sheetnames or not [
            s for s in gesagt if "auf dem Blatt Vertragswerte" in s
        ]


def test_ein_blatt_mit_einer_angabe_geht_mit_auch_wenn_seine_tabelle_leer_ist(tmp_path: Path) -> None:
    """The subsidy's rate and months stand in single cells; nobody named what it is for."""
    quelle = datei(tmp_path, "steuerungswuerfel", True)
    ziel = tmp_path / "werte.xlsx"
    assert egh("weitergeben", quelle, "--form", "werte", "-o", ziel).returncode in (0, 1)
    blaetter = workbooks.oeffnen(ziel).blaetter
    assert "Finanzierung" in blaetter
    assert "Zielpfade" not in blaetter


def test_offene_pruefungen_werden_gesagt(tmp_path: Path) -> None:
    """An empty template: what is not WAHR goes along, but not without a word."""
    leer = datei(tmp_path, "st", beispiel=False)
    lauf = egh("weitergeben", leer, "-o", tmp_path / "aus.xlsx")
    offen = [n for n in workbooks.oeffnen(leer).namen("pruefung_") if workbooks.oeffnen(leer)[n] is not True]
    assert offen
    assert lauf.returncode == 1
    assert "nicht WAHR (Blatt Prüfung)" in lauf.stdout
    fertig = datei(tmp_path, "th", beispiel=True)
    assert "nicht WAHR" not in egh("weitergeben", fertig, "-o", tmp_path / "th2.xlsx").stdout
