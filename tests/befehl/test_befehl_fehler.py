"""Whatever goes wrong in a command is one German sentence: wrong calls, the system, Ctrl-C, the unforeseen."""

from __future__ import annotations

import argparse
import ast
import errno
import inspect
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from befehlszeile import egh
from hypothesis import given
from hypothesis import strategies as st
from mappenbau import mit_openpyxl

import workbooks
from egh import aufruf, ausgabe, befehle, gruende
from egh.__main__ import main
from recalculation.datei.paket import Unbrauchbar
from workbooks.rechner import EGH

# Said only by actions we do not use, or by mistakes in our own code.
NIE_GESAGT = {
    " (default: %(default)s)", "%(heading)s:", "%(prog)s: error: %(message)s\n",
    "%(prog)s: warning: %(message)s\n", "%s is not callable", "'required' is an invalid argument for positionals",
    ".__call__() not defined", "can't open '%(filename)s': %(error)s", "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r", "conflicting option string: %s",
    "conflicting option strings: %s", "default: %(default)s", "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional", "not allowed with argument %s", "options",
    "positional arguments", "show program's version number and exit", "show this help message and exit",
    "subcommands", "unknown action %r", "unknown parser %(parser_name)r (choices: %(choices)s)",
    "unrecognized arguments: %s", "usage: ",
}  # fmt: skip


def _was_argparse_sagt() -> set[str]:
    """Every text argparse hands to gettext, and the messages it builds without."""
    baum = ast.parse(inspect.getsource(argparse))
    rufe = [
        k
        for k in ast.walk(baum)
        if isinstance(k, ast.Call) and getattr(k.func, "id", "") in ("_", "ngettext")
    ]
    return {k.args[0].value for k in rufe if isinstance(k.args[0], ast.Constant)}


@pytest.mark.parametrize("text", sorted(_was_argparse_sagt() - NIE_GESAGT))
def test_argparse_spricht_deutsch(text: str) -> None:
    """On whichever Python the tests run: each sentence of the module has its German one."""
    gesagt = re.sub(r"%(\(\w+\))?[a-z]", "XY Z", text)
    varianten = [gesagt, f"argument -o/--aus: {gesagt}", f"argument XY Z: {gesagt}"]
    deutsch = [aufruf._deutsch(v) for v in varianten]
    englisch = set(re.findall("[a-z]{4,}", text)) - {
        "type",
        "value",
        "option",
        "argument",
        "matches",
        "choices",
    }
    treffer = [d for d in deutsch if not englisch & set(re.findall("[a-z]+", d))]
    assert treffer, deutsch


@pytest.mark.parametrize(
    ("argumente", "satz"),
    [
        (("rechnen", "a.xlsx", "--json=1"), "--json nimmt keine Angabe"),
        (("-hx",), "nimmt keine Angabe"),
        (("vorlage", "nw", "--zeilen", "9" * 5000), "ist keine Zeilenzahl von 1 bis 20000"),
        (("--json --json",), "'--json --json' gibt es nicht; möglich: "),
        (("rechnen", "a.xlsx", "--engine", "a b"), "'a b' gibt es nicht; möglich:"),
        (("vorlage", "nw", "--form", "x\ny"), "gibt es nicht"),
        (("rechnen", "a\nb.xlsx"), "a␊b.xlsx: Datei oder Ordner nicht gefunden."),
        (("rechnen", "x" * 5000), "der Dateiname ist zu lang"),
        (("vorlage", "nw", "--stichtag", "1.1.99999"), "ist kein Tag"),
        (("vorlage", "gibt\x1b[2Jsnicht"), "„gibt␛[2Jsnicht“ gibt es nicht"),
        ((), "es fehlt: BEFEHL"),
    ],
)
def test_falscher_aufruf(argumente: tuple[str, ...], satz: str, tmp_path: Path) -> None:
    lauf = egh(*argumente, cwd=tmp_path)
    assert lauf.returncode == 2
    assert satz in lauf.stderr
    assert lauf.stderr.count("\n") == 1
    assert len(lauf.stderr) < 2_200
    assert not re.search(r"\b(invalid|ignored|expected|choose|error|explicit|value)\b", lauf.stderr)


@pytest.mark.parametrize("nummer", sorted(errno.errorcode))
def test_betriebssystem_spricht_deutsch(nummer: int) -> None:
    satz = gruende.satz(OSError(nummer, os.strerror(nummer), "x.xlsx"))
    assert satz.startswith("x.xlsx: ")
    assert os.strerror(nummer).lower() not in satz.lower()


AUSNAHMEN = [
    *(
        art("no")
        for art in (ValueError, TypeError, KeyError, IndexError, UnicodeError, RecursionError, AttributeError)
    ),
    *(
        art("no")
        for art in (ZeroDivisionError, OverflowError, AssertionError, StopIteration, RuntimeError, OSError)
    ),
    MemoryError(),
    Unbrauchbar("Das geht nicht."),
    gruende.Abbruch("Nein."),
]


@pytest.mark.parametrize("grund", AUSNAHMEN, ids=lambda g: type(g).__name__)
def test_jede_ausnahme_wird_ein_satz(
    grund: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pfad = mit_openpyxl(tmp_path / "a.xlsx", {"A1": "=1+1"})
    vorher = pfad.read_bytes()

    def wirft(*_: object, **__: object) -> None:
        raise grund

    monkeypatch.setattr(workbooks.mappe.Arbeitsmappe, "rechnen", wirft)
    lauf = egh("rechnen", pfad)
    assert lauf.returncode == 2
    assert lauf.stdout == ""
    assert re.fullmatch(r"egh: [A-ZÄÖÜ][^\n]*\.\n", lauf.stderr)
    assert " no" not in lauf.stderr
    assert pfad.read_bytes() == vorher


def test_der_bericht_scheitert_vor_dem_schreiben(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In each command that writes."""
    gut, ziel = tmp_path / "nw.xlsx", tmp_path / "z.xlsx"
    assert egh("vorlage", "nw", "-o", gut, "--zeilen", "2").returncode == 0
    vorher = gut.read_bytes()
    for modul in ("demo", "vorlage", "vorjahr", "rechnen"):
        monkeypatch.setattr(f"egh.{modul}.meldungszeilen", lambda _: 1 / 0)
    alt = tmp_path / "alt.xlsx"
    alt.write_bytes(vorher)
    for argumente in (
        ("rechnen", gut),
        ("vorlage", "th", "-o", ziel, "--zeilen", "2"),
        ("demo", "-o", ziel),
        ("vorjahr", alt, gut),
    ):
        lauf = egh(*argumente)
        assert (lauf.returncode, lauf.stdout, lauf.stderr.count("\n")) == (2, "", 1)
        assert gut.read_bytes() == vorher
        assert not ziel.exists()


# Ctrl-C

BEI_IMPORT = """
import builtins, os, signal, sys
ziel, gezaehlt, echt = int(sys.argv.pop(1)), 0, builtins.__import__
def zaehlend(name, *a, **k):
    global gezaehlt
    gezaehlt += 1
    if gezaehlt == ziel:
        os.kill(os.getpid(), signal.SIGINT)
    return echt(name, *a, **k)
from egh.__main__ import main
builtins.__import__ = zaehlend
ende = main(sys.argv[1:])
builtins.__import__ = echt
print(gezaehlt, ende, file=sys.stderr)
"""


@pytest.mark.skipif(os.name == "nt", reason="Signale von POSIX")
def test_strg_c_bei_jedem_import(tmp_path: Path) -> None:
    """Interrupted at twenty places spread over all imports of `egh rechnen`: never a traceback.

    The last imports may happen while the file is replaced (that depends on what Python has loaded
    before); then the sentence says so, and the file is the old one or wholly the new one.
    """
    pfad = mit_openpyxl(tmp_path / "a.xlsx", {"A1": "=1+1"})
    vorher = pfad.read_bytes()
    nichts = "egh: abgebrochen; nichts geschrieben."
    mittendrin = "egh: Beim Schreiben abgebrochen; die Datei ist die alte oder ganz die neue."

    def lauf(bei: int) -> tuple[str, int]:
        pfad.write_bytes(vorher)
        befehl = [sys.executable, "-c", BEI_IMPORT, str(bei), "rechnen", str(pfad)]
        fertig = subprocess.run(befehl, capture_output=True, check=False, encoding="utf-8")
        return fertig.stderr, fertig.returncode

    gesagt, _ = lauf(0)
    anzahl, ende = map(int, gesagt.split())
    assert (anzahl > 200, ende) == (True, 0)
    erlaubt = {nichts: ("130", [vorher]), mittendrin: ("1", [vorher, pfad.read_bytes()])}
    saetze = []
    for bei in range(1, anzahl, anzahl // 20):
        gesagt, _ = lauf(bei)
        assert "Traceback" not in gesagt
        satz, zahlen = gesagt.splitlines()
        ende_, dateien = erlaubt[satz]
        assert zahlen.split()[1] == ende_
        assert pfad.read_bytes() in dateien
        saetze.append(satz)
    assert saetze.count(nichts) >= 15


@pytest.mark.parametrize(
    "grund", [KeyboardInterrupt(), MemoryError(), SystemExit(143)], ids=lambda g: type(g).__name__
)
def test_strg_c_in_einer_formel(
    grund: BaseException, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The engine turns what a function throws into #WERT!; that would be a wrong number in the file."""
    pfad = mit_openpyxl(tmp_path / "a.xlsx", {"A1": "=EGH_BJAZ(52.15,39)", "A2": "=A1*2"})
    vorher = pfad.read_bytes()

    def wirft(*_: object) -> None:
        raise grund

    monkeypatch.setitem(EGH.formeln, "EGH_BJAZ", replace(EGH.formeln["EGH_BJAZ"], ruf=wirft))
    lauf = egh("rechnen", pfad)
    assert lauf.returncode == {KeyboardInterrupt: 130, MemoryError: 2, SystemExit: 143}[type(grund)]
    assert "Traceback" not in lauf.stderr
    assert pfad.read_bytes() == vorher


def test_ein_fehler_in_einer_unserer_funktionen_nennt_die_zelle(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pfad = mit_openpyxl(
        tmp_path / "a.xlsx", {"A1": "=EGH_BJAZ(52.15,39)", "A2": "=IFERROR(A1,0)", "A3": "=1+1"}
    )
    monkeypatch.setitem(EGH.formeln, "EGH_BJAZ", replace(EGH.formeln["EGH_BJAZ"], ruf=lambda _: 1 / 0))
    m = workbooks.oeffnen(pfad).rechnen()
    assert {f.zelle: f.code for f in m.fehler()} == dict.fromkeys(("T!A1", "T!A2"), "nicht berechenbar")
    assert m["T!A3"] == 2


# What a terminal gets


@given(st.text(max_size=200))
def test_nichts_erreicht_das_terminal_roh(text: str) -> None:
    zeile = ausgabe.zeile(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", zeile)
    als_json = ausgabe.als_json({"x": text})
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", als_json)
    import json

    assert json.loads(als_json) == {"x": text}


def test_nur_die_ausgabe_spricht() -> None:
    """No command prints by itself: that is the only way nothing raw gets out."""
    for datei in Path(befehle.__file__).parent.glob("*.py"):
        if datei.stem in ("ausgabe", "__main__") or datei.stem.startswith("doku"):
            continue
        rufe = [k for k in ast.walk(ast.parse(datei.read_text("utf-8"))) if isinstance(k, ast.Call)]
        assert not [k.lineno for k in rufe if getattr(k.func, "id", "") == "print"], datei.name


def test_lange_texte_von_zellen_sind_gekuerzt(tmp_path: Path) -> None:
    lauf = egh("rechnen", mit_openpyxl(tmp_path / "a.xlsx", {"A1": "x" * 32_000, "B1": "=A1*2"}))
    assert lauf.returncode == 1
    assert max(map(len, lauf.stdout.splitlines())) < 300


@pytest.mark.parametrize("angabe", ["=1+1", "+1+1x", "-x", "@SUM(A2)", '=HYPERLINK("http://x")'])
def test_gesetzter_text_bleibt_text(angabe: str, tmp_path: Path) -> None:
    pfad = mit_openpyxl(tmp_path / "a.xlsx", {"A2": 1, "B1": "=LEN(A1)"})
    assert main(["rechnen", str(pfad), "--setze", f"T!A1='{angabe}"]) == 0
    m = workbooks.oeffnen(pfad)
    assert (m["T!A1"], m["T!B1"], m.formeln) == (angabe, len(angabe), 1)


@pytest.mark.parametrize(
    "angabe", ["1" + "%" * 2000, "1" * 50_000 + "x", "1" + " " * 50_000 + "1", "x" * 40_000, "9" * 400]
)
def test_seltsame_angaben(angabe: str, tmp_path: Path) -> None:
    pfad = mit_openpyxl(tmp_path / "a.xlsx", {"A1": 1})
    vorher = pfad.read_bytes()
    lauf = egh("rechnen", pfad, "--setze", f"T!A1={angabe}")
    assert (lauf.returncode, lauf.stderr.count("\n")) == (2, 1)
    assert len(lauf.stderr) < 2_200
    assert pfad.read_bytes() == vorher


@pytest.mark.skipif(os.name == "nt", reason="braucht eine Shell")
@pytest.mark.parametrize(
    "angaben", ["--version", "--hilfe", "rechnen --hilfe", "laender", "funktionen --json"]
)
def test_niemand_liest(angaben: str) -> None:
    befehl = ["bash", "-c", f'"$0" -m egh {angaben} | true; exit "${{PIPESTATUS[0]}}"', sys.executable]
    fertig = subprocess.run(befehl, capture_output=True, check=False)
    assert (fertig.returncode, fertig.stderr) == (0, b"")
