"""`egh rechnen ORDNER`: what one file gives, for sixty; broken ones named, killed runs continued."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import stapelmappen
import werkerarbeit
from befehlszeile import Lauf, egh
from mappenbau import mit_openpyxl
from stapelmappen import bericht, inhalt

import workbooks
from workbooks.stapel.bericht import NAME as BERICHT
from workbooks.stapel.stand import NAME as STAND
from workbooks.stapel.werker import Abgestuerzt, Prozesse

ANZAHL = 60
UNBRAUCHBAR = {*stapelmappen.kaputte(b"xx"), "Verweis.xlsx", "Schleife"}


@pytest.fixture(scope="module")
def quelle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stapelmappen.ordner(tmp_path_factory.mktemp("Anträge 2026"), ANZAHL)


@pytest.fixture(scope="module")
def gerechnet(quelle: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Lauf]:
    """Once in one go, on two processes."""
    ziel = tmp_path_factory.mktemp("in einem Zug") / "aus"
    return ziel, egh("rechnen", quelle, "-o", ziel, "--prozesse", 2)


def test_jede_ist_was_sie_allein_ist(quelle: Path, gerechnet: tuple[Path, Lauf], tmp_path: Path) -> None:
    ziel, lauf = gerechnet
    assert (lauf.returncode, lauf.stderr) == (1, "")
    aus = inhalt(ziel)
    assert set(aus) == {datei for datei, _ in stapelmappen.gute(ANZAHL)}
    for datei in sorted(aus)[::7]:
        egh("rechnen", quelle / datei, "-o", tmp_path / "allein.xlsx")
        assert aus[datei] == (tmp_path / "allein.xlsx").read_bytes(), datei


def test_eingaben_wirken(gerechnet: tuple[Path, Lauf]) -> None:
    """njaz 1500 + n, an eighth of it indirect: 8,736 hours of duties ÷ (1500 + n) · 7/8."""
    for datei in sorted(gerechnet[0].rglob("nw *.xlsx")):
        njaz = 1500 + int(datei.stem[-3:])
        m = workbooks.oeffnen(datei)
        assert m["ergebnis_vzae_stundentafel"] == pytest.approx(8736 / (njaz * 0.875), rel=1e-12)


def test_der_bericht_nennt_jede(quelle: Path, gerechnet: tuple[Path, Lauf]) -> None:
    ziel, lauf = gerechnet
    zeilen = bericht(ziel)
    assert list(zeilen) == sorted(zeilen)
    assert {d for d, z in zeilen.items() if z["stand"] == "nicht gerechnet"} == UNBRAUCHBAR
    assert all(zeilen[d]["hinweis"] and d in lauf.stdout for d in UNBRAUCHBAR)
    assert "67 Dateien" in lauf.stdout
    for datei in sorted(inhalt(ziel))[::11]:
        z, m = zeilen[datei], workbooks.oeffnen(quelle / datei).rechnen()
        offen = [n for n in m.namen("pruefung_") if n != "pruefung_gesamt" and m[n] is not True]
        assert (z["formeln"], z["ohne_ergebnis"], z["offene_pruefungen"]) == (
            str(m.formeln),
            "0",
            str(len(offen)),
        )
        assert z["stand"] == ("Prüfungen offen" if offen else "in Ordnung")
        assert re.fullmatch(r"\d+,\d\d", z["sekunden"])


def test_abgeschossen_und_fortgesetzt(quelle: Path, gerechnet: tuple[Path, Lauf], tmp_path: Path) -> None:
    """SIGKILL of the whole run: the second one computes only what is missing; the same end, to the byte."""
    ziel = tmp_path / "aus"
    with _gestartet(quelle, ziel) as prozess:
        fertig = _warte_auf(ziel, 12)
        os.killpg(prozess.pid, signal.SIGKILL)
    fertig = {p: p.stat().st_mtime_ns for p in fertig}
    lauf = egh("rechnen", quelle, "-o", ziel, "--prozesse", 1)
    bekannt = int(re.search(r"\((\d+) unverändert, nicht neu gerechnet\)", lauf.stdout)[1])
    assert len(fertig) <= bekannt < ANZAHL
    assert {p: p.stat().st_mtime_ns for p in fertig} == fertig
    assert inhalt(ziel) == inhalt(gerechnet[0])
    ohne_zeit = [{d: {**z, "sekunden": ""} for d, z in bericht(o).items()} for o in (ziel, gerechnet[0])]
    assert ohne_zeit[0] == ohne_zeit[1]
    assert not [p for p in ziel.rglob("*") if p.suffix == ".tmp"]


def _gestartet(quelle: Path, ziel: Path) -> subprocess.Popen[bytes]:
    befehl = [sys.executable, "-m", "egh", "rechnen", quelle, "-o", ziel, "--prozesse", "2"]
    return subprocess.Popen(befehl, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _warte_auf(ziel: Path, anzahl: int) -> list[Path]:
    """The first few finished ones; the report has a line of each before the next is written."""
    ende = time.monotonic() + 120
    while time.monotonic() < ende:
        zeilen = (ziel / BERICHT).read_bytes().count(b"\r\n") - 1 if (ziel / BERICHT).exists() else 0
        if zeilen >= anzahl:
            return [ziel / d for d, z in bericht(ziel).items() if z["stand"] != "nicht gerechnet"][:anzahl]
        time.sleep(0.02)
    raise AssertionError("nichts geschrieben")


def _kinder(nummer: int) -> set[int]:
    return {int(k) for k in Path(f"/proc/{nummer}/task/{nummer}/children").read_text().split()}


def _lebt(nummer: int) -> bool:
    try:
        return Path(f"/proc/{nummer}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")


@linux
@pytest.mark.parametrize("womit", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_niemand_rechnet_weiter(quelle: Path, tmp_path: Path, womit: signal.Signals) -> None:
    """Whoever is stopped, its processes stop; Ctrl-C reaches all of them and says one sentence."""
    ziel = tmp_path / "aus"
    with _gestartet(quelle, ziel) as prozess:
        _warte_auf(ziel, 1)
        kinder = _kinder(prozess.pid)
        assert len(kinder) >= 2
        (os.killpg if womit == signal.SIGINT else os.kill)(prozess.pid, womit)
        fehler = prozess.communicate(timeout=20)[1].decode()
    ende = time.monotonic() + 10
    while any(map(_lebt, kinder)) and time.monotonic() < ende:
        time.sleep(0.05)
    assert not [k for k in kinder if _lebt(k)]
    if womit == signal.SIGINT:
        assert fehler == f"egh: Abgebrochen; was fertig ist, steht in {ziel}. Derselbe Aufruf setzt fort.\n"
    assert "Traceback" not in fehler
    assert not (set(inhalt(ziel)) - set(bericht(ziel))) or womit == signal.SIGKILL


@linux
def test_ein_prozess_weniger(quelle: Path, gerechnet: tuple[Path, Lauf], tmp_path: Path) -> None:
    """The system takes one of the processes: it costs time, no result."""
    ziel, einige = tmp_path / "aus", tmp_path / "einige"
    erwartet = dict(sorted(inhalt(gerechnet[0]).items())[::5])
    for datei in erwartet:
        (einige / datei).parent.mkdir(parents=True, exist_ok=True)
        (einige / datei).write_bytes((quelle / datei).read_bytes())
    with _gestartet(einige, ziel) as prozess:
        _warte_auf(ziel, 3)
        rechnende = [
            k for k in _kinder(prozess.pid) if b"spawn_main" in Path(f"/proc/{k}/cmdline").read_bytes()
        ]
        os.kill(rechnende[0], signal.SIGKILL)
        assert prozess.wait(180) == 0  # the ten are all of a template whose checks hold
        assert prozess.stderr.read() == b""
    assert inhalt(ziel) == erwartet


@pytest.mark.parametrize("anzahl", [1, 3])
def test_ein_auftrag_der_seinen_prozess_mitnimmt(anzahl: int) -> None:
    ergebnisse = dict(Prozesse(werkerarbeit.arbeit, anzahl).erledige(range(9)))
    assert isinstance(ergebnisse.pop(3), Abgestuerzt)
    assert isinstance(ergebnisse.pop(6), Abgestuerzt)
    assert isinstance(ergebnisse.pop(4), ValueError)
    assert ergebnisse == {n: 10 * n for n in (0, 1, 2, 5, 7, 8)}


@pytest.fixture
def klein(tmp_path: Path) -> Path:
    """Three small workbooks that are not ours."""
    quelle = tmp_path / "ein"
    (quelle / "b").mkdir(parents=True)
    for n, datei in enumerate(("a.xlsx", "b/c.xlsx", "b/d.xlsx")):
        mit_openpyxl(quelle / datei, {"A1": n, "B1": "=A1*2"})
    return quelle


def rechne(quelle: Path, *mehr: object) -> Lauf:
    return egh("rechnen", quelle, "-o", quelle.parent / "aus", "--prozesse", 1, *mehr)


def b1(ordner: Path, datei: str) -> float:
    return workbooks.oeffnen(ordner / datei)["T!B1"]


def test_nur_was_sich_aenderte(klein: Path) -> None:
    aus = klein.parent / "aus"
    assert rechne(klein).stdout.startswith("3 Dateien: 3 in Ordnung\n")
    assert [b1(aus, d) for d in ("a.xlsx", "b/c.xlsx", "b/d.xlsx")] == [0, 2, 4]
    assert "(3 unverändert" in rechne(klein).stdout
    mit_openpyxl(klein / "a.xlsx", {"A1": 7, "B1": "=A1*2"})
    (aus / "b" / "c.xlsx").unlink()
    lauf = rechne(klein)
    assert (lauf.returncode, "(1 unverändert" in lauf.stdout) == (0, True)
    assert [b1(aus, d) for d in ("a.xlsx", "b/c.xlsx", "b/d.xlsx")] == [14, 2, 4]
    assert "unverändert" not in rechne(klein, "--setze", "T!A1=5").stdout
    assert [b1(aus, d) for d in ("a.xlsx", "b/c.xlsx", "b/d.xlsx")] == [10, 10, 10]


def test_was_fehlt_und_was_zu_viel_ist(klein: Path) -> None:
    """A result whose file is gone is named and kept; one whose file broke would be yesterday's, and goes."""
    aus = klein.parent / "aus"
    rechne(klein)
    (klein / "a.xlsx").unlink()
    (klein / "b" / "c.xlsx").write_bytes(b"kaputt")
    lauf = rechne(klein)
    zeilen = bericht(aus)
    assert lauf.returncode == 1
    assert {d: z["stand"] for d, z in zeilen.items()} == {
        "a.xlsx": "ohne Quelle",
        "b/c.xlsx": "nicht gerechnet",
        "b/d.xlsx": "in Ordnung",
    }
    assert zeilen["b/c.xlsx"]["hinweis"].endswith("; das frühere Ergebnis ist entfernt")
    assert set(inhalt(aus)) == {"a.xlsx", "b/d.xlsx"}
    (klein / "b" / "d.xlsx").write_bytes(b"kaputt")
    assert rechne(klein).returncode == 2


def test_was_jemand_anderes_schrieb_bleibt(klein: Path) -> None:
    """A file of somebody else, a result that somebody has changed, one that is open, a link."""
    aus = klein.parent / "aus"
    aus.mkdir()
    fremd = mit_openpyxl(aus / "a.xlsx", {"A1": "fremd"}).read_bytes()
    anderswo = mit_openpyxl(klein.parent / "anderswo.xlsx", {"A1": "auch"}).read_bytes()
    (aus / "b").mkdir()
    (aus / "b" / "c.xlsx").symlink_to(klein.parent / "anderswo.xlsx")
    for _ in range(2):
        lauf = rechne(klein)
        assert lauf.returncode == 1
        assert "mit --ersetzen wird es ersetzt" in bericht(aus)["a.xlsx"]["hinweis"]
        assert "ist ein Verweis" in bericht(aus)["b/c.xlsx"]["hinweis"]
        assert (aus / "a.xlsx").read_bytes() == fremd
    rechne(klein, "--ersetzen")
    assert b1(aus, "a.xlsx") == 0
    assert (klein.parent / "anderswo.xlsx").read_bytes() == anderswo
    mit_openpyxl(klein / "b" / "d.xlsx", {"A1": 9, "B1": "=A1*2"})
    (aus / "b" / ".~lock.d.xlsx#").write_text("offen")
    assert "in LibreOffice geöffnet" in bericht_nach(klein)["b/d.xlsx"]["hinweis"]
    assert bericht_nach(klein, "--trotzdem")["b/d.xlsx"]["stand"] == "in Ordnung"


def bericht_nach(quelle: Path, *mehr: object) -> dict[str, dict[str, str]]:
    rechne(quelle, *mehr)
    return bericht(quelle.parent / "aus")


def test_eine_versteckte_datei_wird_genannt(klein: Path) -> None:
    """Sync programs leave copies under such names; counted, they would count twice."""
    (klein / ".a.xlsx").write_bytes((klein / "a.xlsx").read_bytes())
    lauf = rechne(klein)
    assert ".a.xlsx: nicht gerechnet: versteckte Datei, nicht gelesen" in lauf.stdout
    assert sorted(inhalt(klein.parent / "aus")) == ["a.xlsx", "b/c.xlsx", "b/d.xlsx"]


def test_ein_ordner_hinter_einem_verweis(klein: Path) -> None:
    """Where a folder below the target leads back to the source, nothing is written."""
    vorher = inhalt(klein)
    (klein.parent / "aus").mkdir()
    (klein.parent / "aus" / "b").symlink_to(klein / "b")
    assert "ist ein Verweis" in bericht_nach(klein)["b/c.xlsx"]["hinweis"]
    assert inhalt(klein) == vorher


def test_im_stand_stehen_nur_hashes(klein: Path) -> None:
    rechne(klein, "--setze", "T!A1=4711")
    zeilen = (klein.parent / "aus" / STAND).read_text("ascii").split()
    assert zeilen
    assert all(re.fullmatch("[0-9a-f]{64}", zeile) for zeile in zeilen)


@pytest.mark.parametrize("abgerissen", [b"", b"0498ec7fa67ad67", b"\0" * 4096])
def test_ein_stand_mit_abgerissener_zeile(klein: Path, abgerissen: bytes) -> None:
    rechne(klein)
    stand = klein.parent / "aus" / STAND
    stand.write_bytes(stand.read_bytes() + abgerissen)
    assert "(3 unverändert" in rechne(klein).stdout


def test_ein_bericht_den_jemand_geaendert_hat(klein: Path) -> None:
    """What stands in it counts only if it is what was written."""
    pfad = klein.parent / "aus" / BERICHT
    rechne(klein)
    pfad.write_bytes(pfad.read_bytes().replace(b"in Ordnung;1;0;0", b"in Ordnung;1;0;9", 1))
    assert "(2 unverändert" in rechne(klein).stdout
    pfad.write_bytes(b"etwas anderes")
    assert rechne(klein).returncode == 0
    assert len(bericht(klein.parent / "aus")) == 3


def test_zwei_laeufe_zugleich(klein: Path) -> None:
    from workbooks.stapel.stand import Stand

    rechne(klein)
    with Stand(klein.parent / "aus"):
        lauf = rechne(klein)
    assert (lauf.returncode, lauf.stderr.count("\n")) == (2, 1)
    assert "schreibt gerade ein anderer Lauf" in lauf.stderr
    assert rechne(klein).returncode == 0


def test_falsche_aufrufe(klein: Path, tmp_path: Path) -> None:
    (tmp_path / "nichts").mkdir()
    for argumente in (
        (klein,),
        (klein, "-o", klein),
        (klein, "-o", klein / "aus"),
        (klein / "b", "-o", klein),
        (klein, "-o", klein / "a.xlsx"),
        (tmp_path / "nichts", "-o", tmp_path / "neu"),
        (klein, "-o", tmp_path / "neu", "--prozesse", "0"),
        (klein, "-o", tmp_path / "neu", "--prozesse", "-3"),
        (klein, "-o", tmp_path / "neu", "--prozesse", "viele"),
        (klein / "a.xlsx", "--prozesse", "2"),
        (klein / "a.xlsx", "--ersetzen"),
    ):
        lauf = egh("rechnen", *argumente)
        assert (lauf.returncode, lauf.stderr.count("\n"), lauf.stdout) == (2, 1, ""), argumente
    assert not (tmp_path / "neu").exists()
    assert set(inhalt(klein)) == {"a.xlsx", "b/c.xlsx", "b/d.xlsx"}


def test_eine_angabe_die_nicht_ueberall_passt(klein: Path) -> None:
    mit_openpyxl(klein / "ohne.xlsx", {"A1": 1}, blatt="Anders")
    lauf = rechne(klein, "--setze", "T!A1=3", "--json")
    stand = {z["datei"]: z["stand"] for z in json.loads(lauf.stdout)["dateien"]}
    assert lauf.returncode == 1
    assert stand.pop("ohne.xlsx") == "nicht gerechnet"
    assert set(stand.values()) == {"in Ordnung"}


def test_fehler_und_offene_pruefungen(klein: Path) -> None:
    mit_openpyxl(klein / "a.xlsx", {"A1": "=1/0", "B1": "=A1"})
    z = bericht_nach(klein)["a.xlsx"]
    assert (z["stand"], z["formeln"], z["ohne_ergebnis"]) == ("Zellen ohne Ergebnis", "2", "2")
    assert z["hinweis"].startswith("T!A1  #DIV/0!")


def test_namen_die_niemand_erwartet(klein: Path) -> None:
    """A name that would be a formula, one with a line break, one that is no text: one line each, no formula."""
    for name in ("=1+1.xlsx", "zwei\nZeilen;und.xlsx", os.fsdecode(b"kein\xfftext.xlsx")):
        mit_openpyxl(klein / "x.xlsx", {"A1": 1, "B1": "=A1*2"})
        (klein / "x.xlsx").rename(klein / name)
    assert rechne(klein).stdout.startswith("6 Dateien: 6 in Ordnung\n")
    roh = (klein.parent / "aus" / BERICHT).read_bytes()
    assert roh.count(b"\n") == 7
    assert b"\n'=1+1.xlsx;" in roh
    roh.decode("utf-8")
    assert "(6 unverändert" in rechne(klein).stdout
