"""Files held against Microsoft's own rules: the Open XML SDK's validator over everything we write.

It comes from npm (tests/package.json, exact version, lock file) as one binary; without it these tests are skipped,
in CI they may not be.
"""

from __future__ import annotations

import json
import platform
import subprocess
from pathlib import Path

import pytest
from befehlszeile import egh
from conftest import fehlt
from mappenbau import mit_openpyxl, mit_xlsxwriter, umgepackt
from vorlagenbau import klein

from workbooks.bausteine.grund.vorlage import Vorlage
from workbooks.excelform import FORMEN
from workbooks.fertigung import gerechnet, teile
from workbooks.vorlagen import ALLE, bauen
from workbooks.weitergabe.packen import gepackt

_PAKET = Path(__file__).parents[1] / "node_modules" / "@xarsh"
_ART = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(
    platform.machine().lower(), ""
)
_SYSTEM = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}.get(platform.system(), "")


@pytest.fixture(scope="session")
def pruefer() -> Path:
    gefunden = sorted(_PAKET.glob(f"ooxml-validator-{_SYSTEM}-{_ART}/ooxml-validator*"))
    return gefunden[0] if gefunden else fehlt("Microsofts Prüfung fehlt (make test holt sie mit npm)")


def befunde(pruefer: Path, datei: Path) -> list[str]:
    lauf = subprocess.run([pruefer, datei, "Microsoft365"], capture_output=True, check=False)
    ergebnis = json.loads(lauf.stdout)
    assert ergebnis["ok"] == (not ergebnis["errors"])
    return sorted(f"{e['path']}: {e['description']}" for e in ergebnis["errors"])


def test_die_pruefung_findet_etwas(pruefer: Path, tmp_path: Path) -> None:
    """What openpyxl writes in another order than the schema, and an unknown attribute; XlsxWriter keeps the rules."""
    (reihenfolge,) = befunde(pruefer, mit_openpyxl(tmp_path / "o.xlsx", {"A1": 1}))
    assert reihenfolge.startswith("/xl/styles.xml: The element has unexpected child element")
    gut = mit_xlsxwriter(tmp_path / "x.xlsx", lambda _, blatt: blatt.write(0, 0, 1))
    assert befunde(pruefer, gut) == []
    gut.write_bytes(umgepackt(gut.read_bytes(), lambda _, t: t.replace(b'<c r="A1"', b'<c r="A1" q="2"')))
    assert len(befunde(pruefer, gut)) == 1


# what differs in its parts, not only in its words: the first template of each variant
_ERSTE = {v.variante or v.name: v.name for v in reversed(ALLE)}.values()


# Länder that share a file of words differ in what stands in cells, not in what the rules are about
_VERSCHIEDEN = {(v.variante or v.name, v.titel): v for v in reversed(ALLE)}.values()


@pytest.mark.parametrize("vorlage", _VERSCHIEDEN, ids=lambda v: v.name)
def test_nach_microsofts_regeln(vorlage: Vorlage, pruefer: Path, tmp_path: Path) -> None:
    """Every file of words with its example in the form for Excel; one of each variant in every form, and once empty."""
    faelle = {(True, "excel")}
    if vorlage.name in _ERSTE:
        faelle |= (
            {(False, FORMEN[0]), *((True, form) for form in FORMEN)}
            if vorlage.variante
            else {(True, "formeln")}
        )
    for beispiel, form in sorted(faelle):
        datei = tmp_path / f"{beispiel}.xlsx"
        buch = bauen(vorlage, beispiel, umfang=klein(), form=form)
        if vorlage.name in _ERSTE:
            gerechnet(buch, datei, form).speichern()
        else:  # its values are written as those of the first of its variant
            datei.write_bytes(gepackt(teile(buch, form)))
        assert befunde(pruefer, datei) == []


@pytest.mark.parametrize(
    ("name", "form"), [*(("nw", form) for form in FORMEN), ("th", "excel"), ("st", "neutral")]
)
def test_was_rechnen_und_vorjahr_schreiben(name: str, form: str, pruefer: Path, tmp_path: Path) -> None:
    alt, neu = tmp_path / "alt.xlsx", tmp_path / "neu.xlsx"
    for datei in (alt, neu):
        bau = egh("vorlage", name, "-o", datei, "--zeilen", "12", "--form", form, "--beispiel")
        assert bau.returncode == 0, bau.stderr
    setze = ["--setze", "eingabe_zeitraum_von=01.01.2020", "--setze", 'meta_traeger=Größe <&> "1" \x07']
    assert egh("rechnen", alt, *setze).returncode == 0
    assert befunde(pruefer, alt) == []
    assert egh("vorjahr", alt, neu).returncode == 0
    assert befunde(pruefer, neu) == []


def test_fremde_mappen_werden_nicht_schlechter(pruefer: Path, tmp_path: Path) -> None:
    from mappenbau import reiche_mappe

    datei = reiche_mappe(tmp_path / "reich.xlsx")
    vorher = befunde(pruefer, datei)
    assert egh("rechnen", datei, "--setze", "T!Z99=5").returncode in (0, 1)
    assert set(befunde(pruefer, datei)) <= set(vorher)


def test_das_add_in(pruefer: Path, tmp_path: Path) -> None:
    datei = tmp_path / "EGH.xlam"
    assert egh("addin", "excel", "bauen", "-o", datei).returncode == 0
    assert befunde(pruefer, datei) == []
