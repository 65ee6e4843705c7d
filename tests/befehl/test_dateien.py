"""Files that cannot be used, and replacing files: one German line, exit 2, nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from befehlszeile import egh
from mappenbau import mit_openpyxl, umgepackt

import workbooks
from egh.__main__ import main
from recalculation import Unbrauchbar
from recalculation.datei import ersetzen, grenzen, paket

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.fixture
def gute(tmp_path: Path) -> Path:
    return mit_openpyxl(tmp_path / "gut.xlsx", {"A1": "=EGH_BJAZ(52.15,39)"})


def _zip(**teile: bytes) -> bytes:
    import io

    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name.replace("__", "/"), inhalt)
    return puffer.getvalue()


def _kaputt(roh: bytes) -> bytes:
    """A byte of the compressed workbook part is wrong."""
    stelle = roh.index(b"xl/workbook.xml") + 60
    return roh[:stelle] + bytes([roh[stelle] ^ 0xFF]) + roh[stelle + 1 :]


SCHLECHT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "leer": (lambda _: b"", "keine Excel-Arbeitsmappe"),
    "Text": (lambda _: b"a;b;c\n1;2;3\n", "keine Excel-Arbeitsmappe"),
    "anderes Archiv": (lambda _: _zip(liesmich=b"x"), "keine Excel-Arbeitsmappe"),
    "abgeschnitten": (lambda roh: roh[: len(roh) // 2], "keine Excel-Arbeitsmappe"),
    "beschädigt": (_kaputt, "beschädigt"),
    "altes Format": (lambda _: OLE, ".xls"),
    "verschlüsselt": (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "verschlüsselt"),
    "LibreOffice": (
        lambda _: _zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        "LibreOffice-Datei (.ods)",
    ),
    "DTD": (
        lambda roh: umgepackt(
            roh,
            lambda n, t: (
                t.replace(b"<workbook", b"<!DOCTYPE x><workbook", 1) if n == "xl/workbook.xml" else t
            ),
        ),
        "DTD",
    ),
    "wie angezeigt": (
        lambda roh: umgepackt(roh, lambda _, t: t.replace(b"<calcPr", b'<calcPr fullPrecision="0"')),
        "Genauigkeit wie angezeigt",
    ),
    "Strict": (
        lambda roh: umgepackt(
            roh,
            lambda n, t: (
                t.replace(
                    b"<workbook", b'<workbook xmlns:s="http://purl.oclc.org/ooxml/spreadsheetml/main"', 1
                )
                if n == "xl/workbook.xml"
                else t
            ),
        ),
        "Strict Open XML",
    ),
    "fehlendes Blatt": (
        lambda roh: umgepackt(
            roh, lambda _, t: t.replace(b"worksheets/sheet1.xml", b"worksheets/sheet7.xml")
        ),
        "es fehlt xl/worksheets/sheet7.xml",
    ),
    "ohne Mappe": (
        lambda roh: umgepackt(roh, lambda n, t: b"" if n == "xl/workbook.xml" else t),
        "keine Excel",
    ),
}


@pytest.mark.parametrize(("machen", "satz"), SCHLECHT.values(), ids=SCHLECHT)
def test_unbrauchbare_dateien(
    tmp_path: Path, gute: Path, machen: Callable[[bytes], bytes], satz: str
) -> None:
    schlecht = tmp_path / "schlecht.xlsx"
    schlecht.write_bytes(machen(gute.read_bytes()))
    vorher = schlecht.read_bytes()
    with pytest.raises(Unbrauchbar, match=satz.replace("(", r"\(").replace(")", r"\)")):
        workbooks.oeffnen(schlecht)
    lauf = egh("rechnen", schlecht)
    assert lauf.returncode == 2
    assert satz in lauf.stderr
    assert lauf.stderr.count("\n") == 1
    assert "Traceback" not in lauf.stderr
    assert lauf.stdout == ""
    assert schlecht.read_bytes() == vorher
    assert sorted(p.name for p in tmp_path.iterdir()) == ["gut.xlsx", "schlecht.xlsx"]


def test_zip_bombe_wird_beim_lesen_gezaehlt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The size in the directory of the archive may lie; what counts is what comes out. Limit lowered for the test."""
    assert grenzen.HOECHSTENS_ENTPACKT == 300_000_000
    monkeypatch.setattr(grenzen, "HOECHSTENS_ENTPACKT", 4_000_000)
    bombe = tmp_path / "bombe.xlsx"
    with zipfile.ZipFile(bombe, "w", zipfile.ZIP_DEFLATED) as archiv:
        archiv.writestr("xl/media/a", bytes(5 << 20))
    assert bombe.stat().st_size < 1 << 14
    assert main(["rechnen", str(bombe)]) == 2
    assert "größer als 4 MB" in capsys.readouterr().err
    monkeypatch.setattr(grenzen, "HOECHSTENS_ENTPACKT", 1000)
    gefaelscht = umgepackt(mit_openpyxl(tmp_path / "g.xlsx", {"A1": 1}).read_bytes(), lambda _, t: t)
    with pytest.raises(Unbrauchbar, match="größer als"):
        paket.Paket(gefaelscht)


def test_fehlende_und_unpassende_pfade(tmp_path: Path, gute: Path) -> None:
    for argumente, satz in [
        (("rechnen", tmp_path / "gibtsnicht.xlsx"), "nicht gefunden"),
        (("rechnen", tmp_path), "Ordner"),
        (("rechnen", gute, "-o", tmp_path / "fehlt" / "a.xlsx"), "nicht gefunden"),
        (("rechnen", gute, "-o", gute / "a.xlsx"), "Ordner"),
        (("rechnen", gute, "-o", tmp_path / "a.xlsm"), "enden"),
        (("rechnen", gute, "-o", "/proc/a.xlsx"), "/proc"),
    ]:
        lauf = egh(*argumente)
        assert lauf.returncode == 2, argumente
        assert satz in lauf.stderr
        assert lauf.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root darf alles schreiben")
def test_schreibgeschuetzte_datei_bleibt(gute: Path) -> None:
    gute.chmod(0o444)
    vorher = gute.read_bytes()
    assert egh("rechnen", gute).returncode == 2
    assert gute.read_bytes() == vorher


def test_rechte_und_verweise_bleiben(tmp_path: Path, gute: Path) -> None:
    gute.chmod(0o640)
    verweis = tmp_path / "verweis.xlsx"
    verweis.symlink_to(gute)
    assert egh("rechnen", verweis).returncode == 0
    assert verweis.is_symlink()
    assert gute.stat().st_mode & 0o777 == 0o640
    assert workbooks.oeffnen(gute)["T!A1"] == 2033.85


def test_scheitern_beim_schreiben_laesst_die_alte_datei(
    gute: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vorher = gute.read_bytes()

    def voll(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ersetzen.os, "fsync", voll)
    with pytest.raises(OSError, match="No space"):
        workbooks.oeffnen(gute).rechnen().speichern()
    assert gute.read_bytes() == vorher
    assert [p.name for p in tmp_path.iterdir()] == ["gut.xlsx"]


SCHREIBER = """
import os, sys, time
import workbooks
from egh.__main__ import main
from recalculation.datei import ersetzen
echt = os.fsync
def langsam(griff):
    echt(griff)
    print("geschrieben", flush=True)
    time.sleep(60)
ersetzen.os.fsync = langsam
workbooks.oeffnen(sys.argv[1]).rechnen().speichern()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kein SIGKILL")
def test_abgeschossen_mitten_im_schreiben(gute: Path) -> None:
    """The new file is written beside the old one but not yet in its place when the process dies."""
    vorher = gute.read_bytes()
    with subprocess.Popen([sys.executable, "-c", SCHREIBER, gute], stdout=subprocess.PIPE, text=True) as lauf:
        assert lauf.stdout is not None
        assert lauf.stdout.readline() == "geschrieben\n"
        lauf.kill()
    assert gute.read_bytes() == vorher
    assert egh("rechnen", gute).returncode == 0  # and the next run is not hindered by what was left
    assert workbooks.oeffnen(gute)["T!A1"] == 2033.85


def test_gleichzeitige_laeufe_lassen_eine_ganze_datei(tmp_path: Path, gute: Path) -> None:
    kopie = shutil.copy(gute, tmp_path / "k.xlsx")
    laeufe = [
        subprocess.Popen([sys.executable, "-m", "egh", "rechnen", kopie], stdout=subprocess.DEVNULL)
        for _ in range(3)
    ]
    assert [lauf.wait(60) for lauf in laeufe] == [0, 0, 0]
    time.sleep(0)
    assert workbooks.oeffnen(kopie)["T!A1"] == 2033.85


def test_zufaellig_beschaedigte_mappen_geben_einen_satz_oder_ein_ergebnis(tmp_path: Path) -> None:
    """Bytes of the XML parts change at random; nothing but `Unbrauchbar` may come out."""
    import random

    from mappenbau import reiche_mappe

    from workbooks.mappe import Arbeitsmappe

    zufall = random.Random(2026)
    roh = reiche_mappe(tmp_path / "m.xlsx").read_bytes()
    teile = [
        n
        for n in zipfile.ZipFile(tmp_path / "m.xlsx").namelist()
        if "sheet" in n or "book" in n or "table" in n
    ]
    brauchbar = 0
    for _ in range(300):
        ziel = zufall.choice(teile)

        def aendern(name: str, inhalt: bytes, ziel: str = ziel) -> bytes:
            if name != ziel:
                return inhalt
            stelle = zufall.randrange(len(inhalt))
            neu = zufall.choice([b"", b"<", b'"', b"<f>", b"</c>", b"9", b"&x;", b"\xff", b' t="s"'])
            return inhalt[:stelle] + neu + inhalt[stelle + zufall.choice([0, 1, 5]) :]

        try:
            mappe = Arbeitsmappe(paket.Paket(umgepackt(roh, aendern)), tmp_path / "n.xlsx")
            mappe.rechnen().fehler()
            brauchbar += 1
        except Unbrauchbar:
            continue
    assert 30 < brauchbar < 270  # both ends were reached
