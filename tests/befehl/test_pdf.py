"""`egh pdf`: pages with content, the summary first, and no LibreOffice left behind, whatever it does."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pytest
from befehlszeile import egh
from mappenbau import mit_openpyxl
from pypdf import PdfReader
from test_weitergeben import GEHEIM, gefuellt
from vorlagenbau import mappe

import workbooks
from workbooks.bausteine.grund.zellen import EINGABE
from workbooks.weitergabe import pdf


@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize("name", ["nw", "st", "hb-traegerbudget", "hh-asp"])
def test_kurzfassung_zuerst_und_jede_seite_mit_inhalt(name: str, tmp_path: Path) -> None:
    quelle, ziel = gefuellt(tmp_path, name), tmp_path / "für die Akte.pdf"
    vorher = quelle.read_bytes()
    lauf = egh("pdf", quelle, "-o", ziel)
    assert (lauf.returncode, lauf.stderr) == (0, ""), lauf.stderr
    assert quelle.read_bytes() == vorher
    leser = PdfReader(ziel)
    texte = [seite.extract_text() for seite in leser.pages]
    assert "Kurzfassung" in texte[0]
    # title, second line, footer, headings, and at least three rows
    assert all(len(text.splitlines()) >= 7 and "###" not in text for text in texte)
    assert GEHEIM not in "".join(texte)
    m = workbooks.oeffnen(quelle)
    eigenschaften = leser.metadata
    assert eigenschaften is not None
    assert eigenschaften.title
    assert eigenschaften.title in str(m["Deckblatt!A1"])
    assert str(m["meta_version"]) in str(eigenschaften.subject)
    stichtag = m.als_tag("meta_stichtag") if "meta_stichtag" in m.namen("meta_") else None
    assert stichtag is None or f"{stichtag:%d.%m.%Y}" in str(eigenschaften.subject)
    assert {p.suffix for p in tmp_path.iterdir()} == {".xlsx", ".pdf"}


@pytest.mark.usefixtures("soffice")
def test_lange_namen_stehen_ganz_da_und_eingaben_ohne_farbe(tmp_path: Path) -> None:
    """LibreOffice believes the height in the file; a name of four lines would lose its first and its last."""
    wort = "Lebensmittel und Getränke für alle Mahlzeiten einschließlich Lieferung durch den Großhändler"
    m = mappe(tmp_path, "trennung", beispiel=True)
    m["Positionen!A7"] = wort
    m.rechnen().speichern(tmp_path / "lang.xlsx")
    assert egh("pdf", tmp_path / "lang.xlsx", "-o", tmp_path / "lang.pdf").returncode == 0
    seiten = [
        seite for seite in PdfReader(tmp_path / "lang.pdf").pages if "Positionen der" in seite.extract_text()
    ]
    assert all(teil in seiten[0].extract_text().replace("\n", " ") for teil in wort.split())
    gelb = [int(EINGABE[i : i + 2], 16) / 255 for i in (2, 4, 6)]
    inhalt = seiten[0].get_contents().get_data().decode("latin-1")
    farben = [[float(x) for x in f.split()] for f in re.findall(r"([\d.]+ [\d.]+ [\d.]+) rg", inhalt)]
    assert len(farben) > 3
    assert not [f for f in farben if f == pytest.approx(gelb, abs=0.01)]


@pytest.mark.usefixtures("soffice")
def test_ein_vorhandenes_ziel_bleibt_ohne_ersetzen(tmp_path: Path) -> None:
    quelle, ziel = mit_openpyxl(tmp_path / "fremd.xlsx", {"A1": 2}), tmp_path / "da.pdf"
    ziel.write_bytes(b"alt")
    lauf = egh("pdf", quelle, "-o", ziel)
    assert (lauf.returncode, ziel.read_bytes()) == (2, b"alt")
    assert "--ersetzen" in lauf.stderr
    assert egh("pdf", quelle, "-o", ziel, "--ersetzen").returncode == 0
    assert "2" in PdfReader(ziel).pages[0].extract_text()
    assert egh("pdf", quelle, "-o", tmp_path / "da.xlsx").returncode == 2


def test_ohne_libreoffice_ein_satz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_ORTE", ())
    lauf = egh("pdf", mit_openpyxl(tmp_path / "fremd.xlsx", {"A1": 1}), "-o", tmp_path / "aus.pdf")
    assert lauf.returncode == 2
    assert lauf.stderr.count("\n") == 1
    assert "LibreOffice" in lauf.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="ein Skript als Programm")
@pytest.mark.parametrize(
    ("tut", "satz"), [("sleep 60 & echo $! > {pid}; wait", "nicht fertig"), ("exit 1", "kein PDF")]
)
def test_was_haengt_oder_nichts_schreibt_wird_beendet(
    tut: str, satz: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that starts another one and waits for it, as soffice does."""
    pid, programm = tmp_path / "pid", tmp_path / "soffice"
    programm.write_text(f"#!/bin/sh\n{tut.format(pid=pid)}\n")
    programm.chmod(0o755)
    monkeypatch.setattr(pdf, "soffice", lambda: str(programm))
    monkeypatch.setattr(pdf, "HOECHSTENS_SEKUNDEN", 1)
    lauf = egh("pdf", mit_openpyxl(tmp_path / "fremd.xlsx", {"A1": 1}), "-o", tmp_path / "aus.pdf")
    assert lauf.returncode == 2
    assert satz in lauf.stderr
    assert not (tmp_path / "aus.pdf").exists()
    if pid.exists():
        assert _zu_ende(int(pid.read_text()))


def _zu_ende(pid: int) -> bool:
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    zustand = Path(f"/proc/{pid}/stat")  # ended, but nobody has asked for it yet
    return zustand.exists() and zustand.read_text().split()[2] == "Z"
