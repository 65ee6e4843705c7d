"""Replacing a file: signals, leftovers, owners, other programs. There stands the old file or wholly the new one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from befehlszeile import egh
from mappenbau import mit_openpyxl

import workbooks
from recalculation import Unbrauchbar
from recalculation.datei import ersetzen

NUR_POSIX = pytest.mark.skipif(os.name == "nt", reason="Signale und Gruppen von POSIX")


@pytest.fixture
def gute(tmp_path: Path) -> Path:
    return mit_openpyxl(tmp_path / "gut.xlsx", {"A1": "=EGH_BJAZ(52.15,39)"})


# Writes, says so while the new file stands beside the old one, and waits there for a signal.
SCHREIBER = """
import os, sys, time
from egh.__main__ import main
from recalculation.datei import ersetzen
echt = os.fsync
def langsam(griff):
    echt(griff)
    print("geschrieben", flush=True)
    time.sleep(60)
ersetzen.os.fsync = langsam
sys.exit(main(["rechnen", sys.argv[1]]))
"""


@pytest.fixture(autouse=True)
def _auch_unter_nohup() -> Iterator[None]:
    """Whoever runs the tests with SIGHUP ignored passes that on to the children."""
    if not hasattr(signal, "SIGHUP"):
        yield
        return
    vorher = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, vorher)


def _schreibend(datei: Path) -> subprocess.Popen[str]:
    lauf = subprocess.Popen(
        [sys.executable, "-c", SCHREIBER, datei], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert lauf.stdout is not None
    assert lauf.stdout.readline() == "geschrieben\n"
    return lauf


@NUR_POSIX
@pytest.mark.parametrize(("name", "ende"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 1)])
def test_beendet_beim_schreiben(name: str, ende: int, gute: Path) -> None:
    vorher = gute.read_bytes()
    lauf = _schreibend(gute)
    lauf.send_signal(getattr(signal, name))
    _, fehler = lauf.communicate(timeout=30)
    assert lauf.returncode == ende
    assert "Traceback" not in fehler
    assert [p.name for p in gute.parent.iterdir()] == ["gut.xlsx"]
    assert gute.read_bytes() == vorher


# Stands in the engine, which knows no signals: a long work of OpenSSL, as little interruptible.
RECHNEND = """
import hashlib, sys
from egh.__main__ import main
from recalculation.maschine.maschine import Maschine
def lange(_):
    print("rechnet", flush=True)
    hashlib.pbkdf2_hmac("sha256", b"", b"", 200_000_000)
Maschine.rechne_alles = lange
sys.exit(main(["rechnen", sys.argv[1]]))
"""


@NUR_POSIX
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_beendet_mitten_in_der_rechenmaschine(name: str, gute: Path) -> None:
    vorher = gute.read_bytes()
    befehl = [sys.executable, "-c", RECHNEND, gute]
    with subprocess.Popen(befehl, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as lauf:
        assert lauf.stdout is not None
        assert lauf.stdout.readline() == "rechnet\n"
        time.sleep(0.1)
        lauf.send_signal(getattr(signal, name))
        _, fehler = lauf.communicate(timeout=20)
    assert (lauf.returncode, fehler) == (128 + getattr(signal, name), "egh: abgebrochen.\n")
    assert gute.read_bytes() == vorher
    assert [p.name for p in gute.parent.iterdir()] == ["gut.xlsx"]


@NUR_POSIX
def test_wer_ueberleben_soll_ueberlebt(gute: Path) -> None:
    """`nohup` has SIGHUP ignored; that stays so."""
    befehl = ["bash", "-c", 'trap "" HUP; exec "$0" -c "$1" "$2"', sys.executable, SCHREIBER, str(gute)]
    with subprocess.Popen(befehl, stdout=subprocess.PIPE, text=True) as lauf:
        assert lauf.stdout is not None
        assert lauf.stdout.readline() == "geschrieben\n"
        lauf.send_signal(signal.SIGHUP)
        time.sleep(0.2)
        assert lauf.poll() is None
        lauf.kill()


@NUR_POSIX
def test_der_naechste_lauf_raeumt_auf(gute: Path, tmp_path: Path) -> None:
    lauf = _schreibend(gute)
    lauf.kill()
    lauf.communicate()
    laufend = _schreibend(gute)  # whose file must stay
    fremd = tmp_path / ".egh-00000000-1-12345678.tmp"  # of another machine, fresh
    fremd.write_bytes(b"x")
    uralt = tmp_path / ".egh-00000001-1-12345678.tmp"
    uralt.write_bytes(b"x")
    os.utime(uralt, (1e9, 1e9))
    (tmp_path / ".egh-fremd.tmp").write_bytes(b"nicht von uns")
    assert egh("rechnen", gute).returncode == 0
    uebrig = {p.name for p in tmp_path.iterdir()} - {"gut.xlsx", fremd.name, ".egh-fremd.tmp"}
    assert [name.split("-")[2] for name in uebrig] == [str(laufend.pid)]
    laufend.kill()
    laufend.communicate()


@NUR_POSIX
def test_hundertmal_abgeschossen(tmp_path: Path) -> None:
    """At random moments of `rechnen` in place: the file is the old one or the new one, and usable."""
    alt = mit_openpyxl(tmp_path / "alt.xlsx", {"A1": "=EGH_BJAZ(52.15,39)"}).read_bytes()
    ziel = tmp_path / "ziel.xlsx"
    ziel.write_bytes(alt)
    assert egh("rechnen", ziel).returncode == 0
    neu = ziel.read_bytes()
    zufall = random.Random(29)
    kinder: list[tuple[subprocess.Popen[bytes], Path]] = []
    for i in range(100):
        datei = tmp_path / f"{i}.xlsx"
        datei.write_bytes(alt)
        befehl = [sys.executable, "-m", "egh", "rechnen", str(datei)]
        kinder.append((subprocess.Popen(befehl, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL), datei))
        if len(kinder) == 4:
            time.sleep(zufall.uniform(0.1, 0.9))
            for kind, _ in kinder:
                kind.kill()
                kind.wait()
            for _, fertig in kinder:
                assert fertig.read_bytes() in (alt, neu)
                fertig.unlink()
            kinder = []
    assert egh("rechnen", ziel, "-o", tmp_path / "zuletzt.xlsx").returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["alt.xlsx", "ziel.xlsx", "zuletzt.xlsx"]


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="braucht erweiterte Attribute")
def test_gruppe_eigentuemer_und_attribute_bleiben(gute: Path) -> None:
    try:
        os.setxattr(gute, "user.herkunft", b"Amt")
    except OSError:
        pytest.skip("der Datenträger kennt keine Attribute")
    if os.geteuid() == 0:
        os.chown(gute, 1234, 4321)
    gute.chmod(0o660)
    vorher = gute.stat()
    assert egh("rechnen", gute).returncode == 0
    danach = gute.stat()
    assert danach.st_ino != vorher.st_ino  # really replaced
    assert (danach.st_uid, danach.st_gid, danach.st_mode) == (vorher.st_uid, vorher.st_gid, vorher.st_mode)
    assert os.getxattr(gute, "user.herkunft") == b"Amt"


@pytest.mark.parametrize("laenge", [200, 242, 250, 255])
def test_lange_namen(laenge: int, gute: Path) -> None:
    lang = gute.rename(gute.with_name("a" * (laenge - 5) + ".xlsx"))
    assert egh("rechnen", lang).returncode == 0
    assert workbooks.oeffnen(lang)["T!A1"] == 2033.85


def test_inzwischen_geaendert(gute: Path) -> None:
    m = workbooks.oeffnen(gute).rechnen()
    anderer = mit_openpyxl(gute.with_name("b.xlsx"), {"A1": 7}).read_bytes()
    gute.write_bytes(anderer)
    with pytest.raises(
        Unbrauchbar, match="wurde inzwischen von einem anderen Programm geändert; nichts geschrieben"
    ):
        m.speichern()
    assert gute.read_bytes() == anderer
    m.speichern(gute.with_name("woanders.xlsx"))  # nobody's work is lost there
    erneut = workbooks.oeffnen(gute).rechnen()
    erneut["T!A1"] = 8
    erneut.rechnen().speichern()
    erneut["T!A1"] = 9
    erneut.rechnen().speichern()  # what we wrote ourselves is no change of others
    assert workbooks.oeffnen(gute)["T!A1"] == 9


@pytest.mark.parametrize(
    ("sperre", "programm"), [(".~lock.gut.xlsx#", "LibreOffice"), ("~$gut.xlsx", "Excel")]
)
def test_in_einem_anderen_programm_geoeffnet(sperre: str, programm: str, gute: Path) -> None:
    vorher = gute.read_bytes()
    (gute.parent / sperre).write_text("Müller", encoding="utf-8")
    lauf = egh("rechnen", gute)
    assert (lauf.returncode, gute.read_bytes()) == (2, vorher)
    assert f"{gute} ist in {programm} geöffnet; dort schließen" in lauf.stderr
    assert (
        egh("rechnen", gute, "-o", gute.with_name("neu.xlsx")).returncode == 0
    )  # the target is another file
    assert egh("vorlage", "nw", "-o", gute, "--ersetzen").returncode == 2
    assert egh("vorjahr", gute.with_name("neu.xlsx"), gute).returncode == 2
    assert gute.read_bytes() == vorher
    verweis = gute.with_name("verweis.xlsx")
    verweis.symlink_to(gute)
    assert egh("rechnen", verweis).returncode == 2
    assert gute.read_bytes() == vorher
    assert egh("rechnen", gute, "--trotzdem").returncode == 0
    assert gute.read_bytes() != vorher


def test_zwei_vorlagen_zugleich(gute: Path) -> None:
    """Between the question and the writing another file took the name."""
    with pytest.raises(FileExistsError):
        ersetzen.ersetze_atomar(gute, b"neu", neu=True)
    neu = gute.with_name("neu.xlsx")
    ersetzen.ersetze_atomar(neu, b"neu", neu=True)
    assert neu.read_bytes() == b"neu"
    befehl = [
        sys.executable,
        "-m",
        "egh",
        "vorlage",
        "nw",
        "--zeilen",
        "2",
        "-o",
        str(gute.with_name("v.xlsx")),
    ]
    laeufe = [subprocess.Popen(befehl, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    saetze = [lauf.communicate(timeout=120)[1].decode() for lauf in laeufe]
    assert sorted(lauf.returncode for lauf in laeufe) == [0, 2]
    assert any("gibt es schon" in satz for satz in saetze)
    assert sorted(p.name for p in gute.parent.iterdir()) == ["gut.xlsx", "neu.xlsx", "v.xlsx"]


def test_datentraeger_ohne_verweise(gute: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kann_keine(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(ersetzen.os, "link", kann_keine)
    ersetzen.ersetze_atomar(gute.with_name("n.xlsx"), b"neu", neu=True)
    assert gute.with_name("n.xlsx").read_bytes() == b"neu"
    with pytest.raises(FileExistsError):
        ersetzen.ersetze_atomar(gute, b"neu", neu=True)


@NUR_POSIX
def test_eine_leitung_ist_keine_datei(tmp_path: Path) -> None:
    """Reading it would wait for ever."""
    os.mkfifo(tmp_path / "leitung.xlsx")
    lauf = egh("rechnen", tmp_path / "leitung.xlsx")
    assert lauf.returncode == 2
    assert "ist keine Datei" in lauf.stderr


def test_eine_kopie_behaelt_nichts_vom_ziel_zurueck(gute: Path, tmp_path: Path) -> None:
    ziel = Path(shutil.copy(gute, tmp_path / "ziel.xlsx"))
    ziel.chmod(0o604)
    assert egh("rechnen", gute, "-o", ziel).returncode == 0
    assert ziel.stat().st_mode & 0o777 == 0o604
