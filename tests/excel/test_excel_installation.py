"""Installing on a Windows PC, played through with a fake profile and fake files: what lies where, what is said."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from egh.excel import HANDBUCH
from udfs import FUNKTIONEN
from xlwings_addin import installation
from xlwings_addin.bauen import Python

# Runs `installiere` or `entferne` in a process of its own, for building loads xlwings over stand-ins.
LAEUFER = """
import json, sys
from pathlib import Path
from egh import addin
from egh.gruende import Abbruch
tun, umgebung, interpreter, dateien, kodierung, ordner, gesperrt, protokoll = json.load(sys.stdin)
ordner = Path(ordner) if ordner else None
if gesperrt:  # as Windows answers while Excel has the file open
    ersetzen, loeschen = Path.replace, Path.unlink
    def offen(pfad):
        if Path(pfad).parts[-2:] == ("XLSTART", "EGH.xlam"):
            raise PermissionError(13, "Zugriff verweigert")
    Path.replace = lambda alt, ziel: offen(ziel) or ersetzen(alt, ziel)
    Path.unlink = lambda pfad, **k: offen(pfad) or loeschen(pfad, **k)
try:
    if tun == "installiere":
        dateien = [Path(d) for d in dateien]
        sys.exit(addin.installiere(umgebung, interpreter, dateien, kodierung, ordner, protokoll))
    sys.exit(addin.entferne(umgebung, ordner))
except Abbruch as grund:
    print(f"egh: {grund}", file=sys.stderr)
    sys.exit(2)
"""
INTERPRETER = r"C:\Users\Müller\EGH\Scripts\python.exe"


def tun(
    was: str, umgebung: dict[str, str], dateien: list[Path], **mehr: Any
) -> subprocess.CompletedProcess[str]:
    angaben = [was, umgebung, mehr.get("interpreter", INTERPRETER), [str(d) for d in dateien]]
    angaben += [mehr.get("kodierung", "cp1252"), mehr.get("ordner", ""), mehr.get("gesperrt", False)]
    angaben.append(mehr.get("protokoll", False))
    return subprocess.run(
        [sys.executable, "-c", LAEUFER],
        capture_output=True,
        check=False,
        encoding="utf-8",
        input=json.dumps(angaben),
        env={"PYTHONIOENCODING": "utf-8"},
    )


@pytest.fixture
def profil(tmp_path: Path) -> Path:
    """%APPDATA% of somebody who never had an add-in: no XLSTART yet."""
    (tmp_path / "AppData").mkdir()
    return tmp_path / "AppData"


@pytest.fixture
def dlls(tmp_path: Path) -> list[Path]:
    """xlwings as pip lays it down in a venv: the DLLs beside Scripts, one folder up."""
    ordner = tmp_path / "EGH"
    ordner.mkdir()
    namen = ("xlwings64-0.37.8.dll", "xlwings32-0.37.8.dll")
    for name in namen:
        (ordner / name).write_bytes(b"MZ")
    return [ordner / "Lib" / "xlwings" / "__init__.py", *(ordner / name for name in namen)]


def konfiguration(xlam: Path) -> dict[str, str]:
    with zipfile.ZipFile(xlam) as paket:
        blatt = paket.read("xl/worksheets/sheet1.xml").decode("utf-8")
    zellen = dict(re.findall(r'<c r="([AB]\d+)"[^>]*><is><t[^>]*>([^<]*)<', blatt))
    return {zellen[f"A{i}"]: zellen.get(f"B{i}", "") for i in range(1, 20) if f"A{i}" in zellen}


def alles_unter(ordner: Path) -> set[str]:
    return {datei.relative_to(ordner).as_posix() for datei in ordner.rglob("*") if datei.is_file()}


def test_installieren_legt_genau_eine_datei_nach_xlstart(profil: Path, dlls: list[Path]) -> None:
    lauf = tun("installiere", {"APPDATA": str(profil)}, dlls)

    assert (lauf.returncode, lauf.stderr) == (0, "")
    assert alles_unter(profil) == {"Microsoft/Excel/XLSTART/EGH.xlam"}
    werte = konfiguration(profil / "Microsoft/Excel/XLSTART/EGH.xlam")
    assert werte["INTERPRETER_WIN"] == INTERPRETER
    assert werte["XLWINGS_DLL_FOLDER"] == str(dlls[1].parent)
    with zipfile.ZipFile(profil / "Microsoft/Excel/XLSTART/EGH.xlam") as paket:
        orte = re.findall(
            r'<c r="C\d+"[^>]*><is><t[^>]*>([^<]*)<', paket.read("xl/worksheets/sheet2.xml").decode()
        )
    seite = HANDBUCH.read_text("utf-8")
    assert len(orte) == len(FUNKTIONEN)
    for ort in orte:
        pfad, anker = ort.split("#")
        assert pfad == str(HANDBUCH)
        assert f'id="{anker}"' in seite
    for gesagt in (
        str(profil / "Microsoft/Excel/XLSTART/EGH.xlam"),
        INTERPRETER,
        str(dlls[1].parent),
        "Excel neu",
    ):
        assert gesagt in lauf.stdout


def test_entfernen_laesst_nichts_zurueck(profil: Path, dlls: list[Path]) -> None:
    umgebung = {"APPDATA": str(profil)}
    vorher = alles_unter(profil.parent)
    tun("installiere", umgebung, dlls)
    lauf = tun("entferne", umgebung, [])

    assert lauf.returncode == 0
    assert "Entfernt: " in lauf.stdout
    assert alles_unter(profil.parent) == vorher
    nochmal = tun("entferne", umgebung, [])
    assert nochmal.returncode == 0
    assert "war nicht installiert" in nochmal.stdout


def test_das_startprotokoll_entsteht_nur_auf_wunsch_und_geht_mit(profil: Path, dlls: list[Path]) -> None:
    lokal = {"APPDATA": str(profil), "LOCALAPPDATA": str(profil / "Local")}
    xlam = profil / "Microsoft/Excel/XLSTART/EGH.xlam"
    tun("installiere", lokal, dlls)
    assert "PROTOKOLL" not in konfiguration(xlam)
    assert not (profil / "Local").exists()

    lauf = tun("installiere", lokal, dlls, protokoll=True)
    datei = profil / "Local" / "EGH" / "starts.txt"
    assert f"Startprotokoll: {datei}" in lauf.stdout
    assert konfiguration(xlam)["PROTOKOLL"] == str(datei)
    assert alles_unter(profil) == {"Microsoft/Excel/XLSTART/EGH.xlam"}  # written with the first start
    datei.write_text("ein Start\n", "utf-8")
    tun("installiere", lokal, dlls)  # without the log: the old one goes all the same
    assert tun("entferne", lokal, []).returncode == 0
    assert alles_unter(profil) == set()
    tun("installiere", lokal, dlls, protokoll=True)
    assert tun("entferne", {"APPDATA": str(profil)}, []).returncode == 0  # LOCALAPPDATA unknown by then
    assert alles_unter(profil) == set()
    xlam.write_bytes(b"kaputt")  # what cannot be read goes too
    assert tun("entferne", lokal, []).returncode == 0

    ohne = tun("installiere", {"APPDATA": str(profil)}, dlls, protokoll=True)
    assert (ohne.returncode, ohne.stderr.count("\n")) == (2, 1)
    assert "LOCALAPPDATA" in ohne.stderr


def test_neu_installieren_ersetzt_die_alte(profil: Path, dlls: list[Path]) -> None:
    alt = profil / "Microsoft/Excel/XLSTART/EGH.xlam"
    alt.parent.mkdir(parents=True)
    alt.write_bytes(b"von gestern")

    assert tun("installiere", {"APPDATA": str(profil)}, dlls).returncode == 0
    assert konfiguration(alt)["INTERPRETER_WIN"] == INTERPRETER
    assert alles_unter(profil) == {"Microsoft/Excel/XLSTART/EGH.xlam"}


@pytest.mark.parametrize("was", ["installiere", "entferne"])
def test_solange_excel_die_datei_haelt_bleibt_sie_ganz(was: str, profil: Path, dlls: list[Path]) -> None:
    alt = profil / "Microsoft/Excel/XLSTART/EGH.xlam"
    alt.parent.mkdir(parents=True)
    alt.write_bytes(b"von gestern")
    lauf = tun(was, {"APPDATA": str(profil)}, dlls, gesperrt=True)

    assert lauf.returncode == 1
    assert "Excel schließen" in lauf.stderr
    assert "Traceback" not in lauf.stderr
    assert alt.read_bytes() == b"von gestern"
    assert alles_unter(profil) == {"Microsoft/Excel/XLSTART/EGH.xlam"}  # no leftover of the attempt


def test_ein_anderer_ordner_nennt_was_dann_zu_tun_ist(profil: Path, dlls: list[Path], tmp_path: Path) -> None:
    (tmp_path / "Freigabe").mkdir()
    lauf = tun("installiere", {"APPDATA": str(profil)}, dlls, ordner=str(tmp_path / "Freigabe"))

    assert lauf.returncode == 0
    assert alles_unter(profil) == set()
    assert alles_unter(tmp_path / "Freigabe") == {"EGH.xlam"}
    for wort in ("vertrauenswürdigen Speicherort", "Formeln verbinden"):
        assert wort in lauf.stdout


@pytest.mark.parametrize(
    ("mehr", "satz"),
    [
        ({"umgebung": {}}, "APPDATA nennt keinen vollen Pfad"),
        ({"umgebung": {"APPDATA": "rel"}}, "APPDATA nennt keinen vollen Pfad"),
        ({"umgebung": {"APPDATA": "  "}}, "APPDATA nennt keinen vollen Pfad"),
        ({"dateien": []}, "xlwings64-….dll fehlt"),
        ({"dateien": ["weg/xlwings64-0.37.8.dll"]}, "gesucht: weg"),
        ({"interpreter": r"C:\Użytkownik\python.exe"}, "enthält das Zeichen „ż“"),
        ({"interpreter": "C:\\" + "lang\\" * 500 + "python.exe"}, "kürzeren Pfad"),
        ({"interpreter": r"C:\$(PATH)\python.exe"}, "kann Python unter"),
        ({"ordner": "gibt/es/nicht"}, "gibt es nicht"),
    ],
)
def test_was_nicht_geht_sagt_ein_satz_und_legt_nichts_hin(
    mehr: dict[str, Any], satz: str, profil: Path, dlls: list[Path]
) -> None:
    umgebung = mehr.pop("umgebung", {"APPDATA": str(profil)})
    lauf = tun("installiere", umgebung, mehr.pop("dateien", dlls), **mehr)

    assert lauf.returncode == 2
    assert satz in lauf.stderr
    assert lauf.stderr.count("\n") == 1
    assert alles_unter(profil) == set()


def test_pfade_von_windows_bleiben_buchstabe_fuer_buchstabe(dlls: list[Path]) -> None:
    python = installation.python(INTERPRETER, dlls, "cp1252")

    assert python == Python(INTERPRETER, str(dlls[1].parent))
    assert PureWindowsPath(python.interpreter).name == "python.exe"
