"""What the ribbon's buttons do in Python, asked as Excel asks: through xlwings' own COM server."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from befehlszeile import egh
from excelkind import Excel

import workbooks
from calc.parameter import hinterlegte_laender, laden, laender
from egh import excel as befehle
from udfs import FUNKTIONEN, blattname


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A browser that writes down what it shall show."""
    ordner = tmp_path_factory.mktemp("browser")
    programm = ordner / "browser"
    programm.write_text(f'#!/bin/sh\necho "$1" > {ordner}/gezeigt\n', "utf-8")
    programm.chmod(0o755)
    return programm


@pytest.fixture(scope="module")
def excel(browser: Path) -> Iterator[Any]:
    with Excel(BROWSER=f"{browser} %s") as kind:
        yield kind.text


def test_neue_vorlage_ist_die_der_befehlszeile_in_der_form_fuer_excel(excel: Any, tmp_path: Path) -> None:
    assert excel("neue_vorlage", "th", str(tmp_path / "Haus Süd.xlsx")) == ""
    assert egh("vorlage", "th", "--form", "excel", "-o", tmp_path / "befehl.xlsx").returncode == 0

    assert (tmp_path / "Haus Süd.xlsx").read_bytes() == (tmp_path / "befehl.xlsx").read_bytes()
    assert workbooks.oeffnen(tmp_path / "Haus Süd.xlsx")["meta_form"].startswith("excel")


def test_neue_vorlage_ueberschreibt_nie(excel: Any, tmp_path: Path) -> None:
    ziel = tmp_path / "da.xlsx"
    ziel.write_bytes(b"von gestern")

    assert "wird nicht überschrieben" in excel("neue_vorlage", "nw", str(ziel))
    assert ziel.read_bytes() == b"von gestern"


@pytest.mark.parametrize(
    ("name", "ziel", "satz"),
    [
        ("nw", "https://firma.sharepoint.com/x.xlsx", "Ordner auf diesem PC"),
        ("nw", "x.xlsm", "auf .xlsx enden"),
        ("xx", "x.xlsx", "gibt es nicht; es gibt: bw-modul, bw-neutral"),
        ("th", "fehlt/x.xlsx", "lässt sich nicht schreiben"),
        ("th", "x" * 5000 + ".xlsx", "lässt sich nicht schreiben"),
        ("th", "x\0.xlsx", "ein Zeichen, das es in Dateinamen nicht gibt"),
    ],
)
def test_was_nicht_geht_sagt_ein_satz(name: str, ziel: str, satz: str, excel: Any, tmp_path: Path) -> None:
    text = excel("neue_vorlage", name, ziel if "://" in ziel else str(tmp_path / ziel))

    assert satz in text
    assert text.endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_ueber_nennt_version_python_und_parameterstand(excel: Any) -> None:
    zeilen = excel("ueber", r"C:\\XLSTART\\EGH.xlam").replace("\f", "\n").splitlines()

    assert f"EGH-Kalkulation {version('egh-kalkulation')}" in zeilen
    assert f"Python {platform.python_version()}: {sys.executable}" in zeilen
    assert f"xlwings {version('xlwings')}" in zeilen
    for land in hinterlegte_laender():
        (zeile,) = (z for z in zeilen if z.startswith(laender.name(land) + ": "))
        assert f": {len(laden(land))}, alle geprüft bis mindestens" in zeile


def test_handbuch_oeffnet_die_seite_des_pakets(excel: Any, browser: Path) -> None:
    assert excel("handbuch") == ""
    assert (browser.parent / "gezeigt").read_text("utf-8").strip() == befehle.HANDBUCH.as_uri()


class _Leser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.offen: list[str] = []
        self.anker: list[str] = []
        self.ziele: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        werte = dict(attrs)
        if tag not in ("meta", "br", "hr", "img"):
            self.offen.append(tag)
        self.anker += [werte["id"] or ""] if "id" in werte else []
        self.ziele += [werte["href"] or ""] if "href" in werte else []

    def handle_endtag(self, tag: str) -> None:
        assert self.offen.pop() == tag


def test_das_handbuch_ist_heil_und_nennt_alles() -> None:
    html = befehle.HANDBUCH.read_text("utf-8")
    leser = _Leser()
    leser.feed(html)

    assert leser.offen == []
    assert len(set(leser.anker)) == len(leser.anker)
    assert {ziel[1:] for ziel in leser.ziele if ziel.startswith("#")} <= set(leser.anker)
    assert all(blattname(funktion) in html for funktion in FUNKTIONEN)
    assert all(laender.name(land) in html for land in hinterlegte_laender())
    for wort in (
        "XLSTART",
        "Nicht aktualisieren",
        "d4f940ab-401b-4efc-aadc-ad5f3c50688a",
        "Terminalserver",
        "OneDrive",
    ):
        assert wort in html
    assert not re.search(r'(?:src|href)="(?:http:|//)', html)  # nothing is fetched
