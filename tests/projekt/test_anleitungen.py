"""What README and Handbuch tell people to type works as it stands there, and no command or option is missing."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import befehlszeile
import pytest

from egh import befehle as verzeichnis
from egh.__main__ import main
from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import gerechnet
from workbooks.vorlagen import bauen, finde

WURZEL = Path(__file__).resolve().parents[2]
README, HANDBUCH = ((WURZEL / name).read_text("utf-8") for name in ("README.md", "docs/handbuch.md"))
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
PLATZHALTER = {"NAME": "nw", "DATEI.xlsx": "angebot.xlsx"}
NUR_WINDOWS = ("addin excel installieren", "addin excel entfernen", "addin excel pruefen")


def bloecke(text: str, sprache: str) -> list[str]:
    return [inhalt for s, inhalt in _BLOCK.findall(text) if s == sprache]


def befehle(text: str) -> Iterator[str]:
    """Lines of blocks and code within lines that begin with `egh`, also with the path of an environment before it."""
    for inhalt in bloecke(text, ""):
        yield from (re.split(r"\s+#", z)[0] for z in inhalt.splitlines() if z.startswith("egh "))
    for stelle in re.findall(r"`([^`\n]+)`", _BLOCK.sub("", text)):
        if treffer := re.fullmatch(r"(?:\"?[\w:.% ]*(?:\\[\w. ]+)*\\Scripts\\)?egh\"? (.+)", stelle):
            for befehl in verzeichnis.BEFEHLE if "BEFEHL" in stelle else ("",):
                yield "egh " + " ".join(
                    PLATZHALTER.get(w, w) for w in treffer[1].replace("BEFEHL", befehl).split(" ")
                )


def _leser(
    leser: argparse.ArgumentParser, weg: tuple[str, ...] = ()
) -> Iterator[tuple[str, argparse.Action]]:
    for angabe in leser._actions:
        if isinstance(angabe, argparse._SubParsersAction):
            for name, unter in angabe.choices.items():
                yield from _leser(unter, (*weg, name))
        else:
            yield " ".join(weg), angabe


# `egh rechnen` in a sentence is a name, not something to type.
NAMEN = {
    f"egh {weg}"
    for weg, angabe in _leser(verzeichnis._leser())
    if angabe.required and not angabe.option_strings
}
ALLE = sorted({*befehle(README), *befehle(HANDBUCH)} - NAMEN)


@pytest.fixture(scope="module")
def vorrat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the commands speak of."""
    ordner = tmp_path_factory.mktemp("vorrat")
    vorlage = finde("nw")
    assert vorlage is not None
    m = gerechnet(bauen(vorlage, True, umfang=Umfang(11, 4, 4)), ordner / "angebot.xlsx")
    for name in ("ANTRÄGE/nw.xlsx", "antraege/nw.xlsx", "GERECHNET/alt.xlsx", "gerechnet/alt.xlsx"):
        (ordner / name).parent.mkdir()
        m.speichern(ordner / name)
    for name, jahr in (("angebot_2025.xlsx", 45658.0), ("angebot.xlsx", 46023.0)):
        m["eingabe_zeitraum_von"], m["eingabe_zeitraum_bis"] = jahr, jahr + 364
        m.rechnen().speichern(ordner / name)
    (toml,) = bloecke(HANDBUCH, "toml")
    (ordner / "eigene.toml").write_text(toml, "utf-8")
    (personen,) = bloecke(HANDBUCH, "person")
    (ordner / "personen.csv").write_text(personen, "utf-8")
    (bogen,) = bloecke(HANDBUCH, "csv")
    (ordner / "BÖGEN").mkdir()
    (ordner / "BÖGEN" / "bogen.csv").write_text(bogen, "utf-8")
    return ordner


@pytest.mark.parametrize("befehl", ALLE)
def test_jeder_befehl_geht(
    befehl: str,
    vorrat: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(vorrat, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    argumente = shlex.split(befehl.replace("\\", "\\\\"))[1:]
    if argumente[0] == "vorlage" and "-o" in argumente:  # it does not replace a file
        (tmp_path / argumente[argumente.index("-o") + 1]).unlink(missing_ok=True)
    try:
        ende = main(argumente)
    except SystemExit as schluss:  # --hilfe, --version
        ende = int(schluss.code or 0)
    fern = befehl.removeprefix("egh ").startswith(NUR_WINDOWS) and sys.platform != "win32"
    ausgabe = capsys.readouterr()
    genannt = (
        argumente[0] == "weitergeben" and "-o" in argumente
    )  # cells that need an internal sheet are values now: 1
    assert ende == (2 if fern else int(genannt)), ausgabe.err
    assert ausgabe.out or "Windows" in ausgabe.err


def test_gelesen_sind_befehle_beider() -> None:
    assert len(set(befehle(README))) >= 8
    assert len(set(befehle(HANDBUCH))) >= 20


def test_das_handbuch_nennt_jeden_befehl_und_jede_angabe() -> None:
    fehlt = set()
    for weg, angabe in _leser(verzeichnis._leser()):
        lang = [o for o in angabe.option_strings if o.startswith("--") and o != "--help"]
        worte = [f"`egh {weg}", *lang[:1]]
        fehlt |= {wort for wort in worte if wort.strip() not in HANDBUCH}
    assert fehlt == set()


def test_die_beispiele_in_python(vorrat: Path, tmp_path: Path) -> None:
    gewoehnlich, test = bloecke(README, "python")
    shutil.copytree(vorrat, tmp_path, dirs_exist_ok=True)
    (tmp_path / "beispiel.py").write_text(gewoehnlich, "utf-8")
    fertig = subprocess.run(
        [sys.executable, "beispiel.py"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert fertig.returncode == 0, fertig.stderr
    assert fertig.stdout.endswith(" []\n"), fertig.stdout  # a result, and no cell without one
    assert (tmp_path / "angebot_neu.xlsx").exists()
    (tmp_path / "test_eigene.py").write_text(test, "utf-8")
    befehl = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_eigene.py"]
    fertig = subprocess.run(befehl, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert "1 passed" in fertig.stdout, fertig.stdout


@pytest.mark.parametrize("eingabe", sorted(set(re.findall(r"--setze '?([^`'\s]+)", README + HANDBUCH))))
def test_jede_eingabe_der_beispiele_ist_eine(eingabe: str, vorrat: Path, tmp_path: Path) -> None:
    fertig = befehlszeile.egh(
        "rechnen", vorrat / "angebot.xlsx", "-o", tmp_path / "n.xlsx", "--setze", eingabe
    )
    assert (fertig.returncode, fertig.stderr) == (0, "")
    assert "ohne Ergebnis" not in fertig.stdout


def test_die_ausgabe_der_demo_steht_in_der_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["demo"])
    tafel = [
        z for z in capsys.readouterr().out.splitlines() if re.match("Einsatzzeit|Tagespr|Nachtw|Gesamt", z)
    ]
    assert len(tafel) == 9
    assert "\n".join(tafel) in README


def test_jeder_verweis_fuehrt_irgendwohin() -> None:
    for datei, text in ((WURZEL / "README.md", README), (WURZEL / "docs" / "handbuch.md", HANDBUCH)):
        for ziel in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            assert ziel.startswith("http") or (datei.parent / ziel).exists(), ziel
