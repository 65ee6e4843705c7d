"""The command line in the places where it runs: pipes, consoles without umlauts, full disks, folders, signals."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from mappenbau import mit_openpyxl
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

import workbooks

EGH = [sys.executable, "-m", "egh"]


def lauf(*argumente: object, **angaben: object) -> subprocess.CompletedProcess[bytes]:
    umgebung = {**os.environ, **angaben.pop("env", {})}  # type: ignore[dict-item]
    return subprocess.run(
        [*EGH, *map(str, argumente)], capture_output=True, check=False, env=umgebung, **angaben
    )  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    """Results of every kind under `ergebnis_`, also names that point nowhere."""
    buch = Workbook()
    blatt = buch.active
    blatt.title = "Größe"
    blatt["A1"], blatt["B1"] = 2, "=EGH_JAHRESSTUNDEN(A1)"
    blatt["B2"], blatt["B3"] = '=EGH_QUELLE("TH","hbg")', '=EGH_BJAZ("ü",1)'
    blatt["B4"] = "=FOO(1)"
    ziele = {
        "eingabe_std": "Größe!$A$1",
        "ergebnis_jahr": "Größe!$B$1",
        "ergebnis_quelle": "Größe!$B$2",
        "ergebnis_fehler": "Größe!$B$3",
        "ergebnis_fremd": "Größe!$B$4",
        "ergebnis_feld": "Größe!$A$1:$B$2",
        "ergebnis_leer": "Größe!$Z$99",
        "ergebnis_weg": "Weg!$A$1",
        "ergebnis_bezug": "Größe!#REF!",
        "ergebnis_zahl": "5",
        "ergebnis_andere": "[1]Sheet1!$A$1",
        "pruefung_gut": "Größe!$C$1",
    }
    blatt["C1"] = "=B1>0"
    for name, ziel in ziele.items():
        buch.defined_names[name] = DefinedName(name, attr_text=ziel)
    buch.save(tmp_path / "Mappe mit Größe.xlsx")
    return tmp_path / "Mappe mit Größe.xlsx"


KODIERUNGEN = [
    {"PYTHONIOENCODING": "utf-8"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.mark.parametrize("env", KODIERUNGEN, ids=lambda e: "-".join(e.values()))
def test_json_ist_auf_jeder_konsole_dasselbe(mappe: Path, env: dict[str, str]) -> None:
    """RFC 8259: JSON between programs is UTF-8, whatever the console speaks."""
    fertig = lauf("rechnen", mappe, "--json", env=env)
    assert fertig.returncode == 1
    assert fertig.stderr == b""
    bericht = json.loads(fertig.stdout.decode("utf-8"))
    assert set(bericht) == {"formeln", "fehler", "ergebnisse", "pruefungen", "pruefungen_offen"}
    assert bericht["formeln"] == 5
    assert [(f["zelle"], f["code"]) for f in bericht["fehler"]] == [
        ("Größe!B3", "#VALUE!"),
        ("Größe!B4", "nicht berechenbar"),
    ]
    assert "„ü“" in bericht["fehler"][0]["satz"]
    ergebnisse = bericht["ergebnisse"]
    assert ergebnisse["ergebnis_jahr"] == 104
    assert "Thüringen" in ergebnisse["ergebnis_quelle"]
    assert ergebnisse["ergebnis_fehler"] == "#VALUE!"
    assert ergebnisse["ergebnis_fremd"] is None
    assert ergebnisse["ergebnis_leer"] is None
    assert ergebnisse["ergebnis_feld"] == [[2, 104], [None, ergebnisse["ergebnis_quelle"]]]
    assert bericht["pruefungen"] == {"pruefung_gut": True}
    assert json.loads(lauf("funktionen", "--json", env=env).stdout.decode("utf-8"))[0]["name"] == "EGH_BJAZ"
    assert len(json.loads(lauf("laender", "--json", env=env).stdout.decode("utf-8"))) == 17 - 1


@pytest.mark.parametrize("env", KODIERUNGEN, ids=lambda e: "-".join(e.values()))
@pytest.mark.parametrize("befehl", ["rechnen", "laender", "--hilfe", "gibtsnicht"])
def test_text_stuerzt_auf_keiner_konsole_ab(mappe: Path, env: dict[str, str], befehl: str) -> None:
    angaben = {"rechnen": [mappe]}.get(befehl, [])
    fertig = lauf(befehl, *angaben, env=env)
    assert fertig.returncode == {"rechnen": 1, "gibtsnicht": 2}.get(befehl, 0)
    assert b"Traceback" not in fertig.stderr
    assert fertig.stdout or befehl == "gibtsnicht"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="braucht /dev/full")
@pytest.mark.parametrize(
    ("angaben", "geschrieben"),
    [
        ("rechnen MAPPE", "MAPPE"),
        ("rechnen MAPPE --json", "MAPPE"),
        ("vorlage nw -o NEU.xlsx --zeilen 2", "NEU.xlsx"),
        ("vorjahr ALT NW", "NW"),
        ("demo -o NEU.xlsx", "NEU.xlsx"),
        ("addin excel bauen -o NEU.xlam", "NEU.xlam"),
        ("funktionen", ""),
        ("laender", ""),
        ("--version", ""),
    ],
)
def test_ausgabe_auf_einen_vollen_datentraeger(
    mappe: Path, angaben: str, geschrieben: str, tmp_path: Path
) -> None:
    """What was written says so and ends with 1; what only speaks ends with 2."""
    orte = {"MAPPE": mappe, "NW": tmp_path / "nw.xlsx", "ALT": tmp_path / "alt.xlsx"}
    orte |= {name: tmp_path / name for name in ("NEU.xlsx", "NEU.xlam")}
    if geschrieben == "NW":
        assert lauf("vorlage", "nw", "-o", orte["NW"], "--zeilen", "12", "--beispiel").returncode == 0
        shutil.copy(orte["NW"], orte["ALT"])
        tag = "eingabe_zeitraum_von=01.01.2020"
        assert lauf("rechnen", orte["ALT"], "--setze", tag).returncode == 0
    with Path("/dev/full").open("wb") as voll:
        befehl = [*EGH, *(str(orte.get(wort, wort)) for wort in angaben.split())]
        fertig = subprocess.run(befehl, stdout=voll, stderr=subprocess.PIPE, check=False)
    (satz,) = fertig.stderr.decode().splitlines()
    voll_ = "auf dem Datenträger ist kein Platz mehr."
    if geschrieben:
        ziel = orte[geschrieben]
        assert satz == f"egh: {ziel} ist geschrieben, aber der Bericht ließ sich nicht ausgeben: {voll_}"
        assert fertig.returncode == 1
        assert ziel.stat().st_size > 1_000
    else:
        assert (fertig.returncode, satz) == (2, f"egh: Ausgabe: {voll_}")


@pytest.mark.skipif(os.name == "nt", reason="braucht eine Shell")
@pytest.mark.parametrize("umleitung", [">&-", "| head -c 1 >/dev/null"])
def test_niemand_liest_die_ausgabe(mappe: Path, umleitung: str) -> None:
    for angabe in ("", "--json"):
        fertig = subprocess.run(
            ["bash", "-c", f'"$0" -m egh rechnen "$1" {angabe} {umleitung}', sys.executable, str(mappe)],
            capture_output=True,
            check=False,
        )
        assert fertig.stderr == b""
    assert workbooks.oeffnen(mappe)["ergebnis_jahr"] == 104


def test_das_ziel_behaelt_rechte_und_bleibt_ein_verweis(mappe: Path, tmp_path: Path) -> None:
    (tmp_path / "ablage").mkdir()
    ziel = tmp_path / "ablage" / "ziel.xlsx"
    ziel.write_bytes(b"alt")
    ziel.chmod(0o604)
    verweis = tmp_path / "verweis.xlsx"
    verweis.symlink_to(Path("ablage") / "ziel.xlsx")
    eingabe = mappe.read_bytes()
    assert lauf("rechnen", mappe, "-o", verweis).returncode == 1
    assert verweis.is_symlink()
    assert ziel.stat().st_mode & 0o777 == 0o604
    assert workbooks.oeffnen(ziel)["ergebnis_jahr"] == 104
    assert mappe.read_bytes() == eingabe
    assert [p.name for p in ziel.parent.iterdir()] == ["ziel.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="umask")
def test_eine_neue_datei_richtet_sich_nach_der_umask(mappe: Path, tmp_path: Path) -> None:
    befehl = [
        "bash",
        "-c",
        'umask 027; "$0" -m egh rechnen "$1" -o "$2"',
        sys.executable,
        mappe,
        tmp_path / "n.xlsx",
    ]
    subprocess.run(list(map(str, befehl)), capture_output=True, check=False)
    assert (tmp_path / "n.xlsx").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "ziel", ["ordner.xlsx", "fehlt/a.xlsx", "MAPPE/a.xlsx", "a.xlsm", "a.ods", "a", "x" * 300 + ".xlsx"]
)
def test_unmoegliche_ziele(mappe: Path, tmp_path: Path, ziel: str) -> None:
    (tmp_path / "ordner.xlsx").mkdir()
    vorher = {p: p.stat().st_mtime_ns for p in tmp_path.iterdir()}
    fertig = lauf("rechnen", mappe, "-o", tmp_path / ziel.replace("MAPPE", mappe.name))
    assert fertig.returncode == 2
    zeilen = fertig.stderr.decode().splitlines()
    assert len(zeilen) == 1
    assert zeilen[0].startswith("egh: ")
    assert ".tmp" not in zeilen[0]  # the user knows nothing of our temporary file
    assert {p: p.stat().st_mtime_ns for p in tmp_path.iterdir()} == vorher


@pytest.mark.parametrize("endung", [".txt", ".xlsm", ".ods", ""])
def test_demo_schreibt_nur_xlsx(tmp_path: Path, endung: str) -> None:
    fertig = lauf("demo", "-o", tmp_path / f"demo{endung}")
    assert fertig.returncode == 2
    assert fertig.stderr.decode().count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kein SIGKILL")
def test_zu_irgendeinem_zeitpunkt_abgeschossen(tmp_path: Path) -> None:
    """Nothing patched, only killed, from start to end: always the old file or the new one, whole."""
    zellen: dict[str, object] = {f"A{i}": i for i in range(1, 2001)}
    zellen |= {f"B{i}": f"=EGH_JAHRESSTUNDEN(A{i},1)" for i in range(1, 2001)}
    pfad = mit_openpyxl(tmp_path / "m.xlsx", zellen)
    alt = pfad.read_bytes()
    assert lauf("rechnen", pfad, "-o", tmp_path / "n.xlsx").returncode == 0
    neu = (tmp_path / "n.xlsx").read_bytes()
    gesehen = set()
    for millisekunden in range(60, 420, 30):
        pfad.write_bytes(alt)
        prozess = subprocess.Popen([*EGH, "rechnen", str(pfad)], stdout=subprocess.DEVNULL)
        time.sleep(millisekunden / 1000)
        prozess.kill()
        prozess.wait()
        gesehen.add(pfad.read_bytes())
    assert gesehen <= {alt, neu}
    assert lauf("rechnen", pfad).returncode == 0
    assert workbooks.oeffnen(pfad)["T!B2000"] == 2000


def test_die_version_laedt_keine_rechenmaschine() -> None:
    """Whoever asks for it in a script does not wait for the engine."""
    frage = (
        "import sys; from egh.__main__ import main; main(['--version']); print('formualizer' in sys.modules)"
    )
    fertig = subprocess.run([sys.executable, "-c", frage], capture_output=True, text=True, check=False)
    assert fertig.stdout.splitlines()[-1] == "False"
    assert fertig.stdout.startswith("egh ")
