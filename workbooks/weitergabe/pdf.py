"""Eine Mappe als PDF durch ein LibreOffice, das da ist: gerechnet von uns, ohne Formeln, Kurzfassung zuerst."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

from recalculation.datei.paket import Paket, Unbrauchbar
from workbooks.bausteine.grund.worte import HILFE, KURZFASSUNG
from workbooks.mappe import Arbeitsmappe
from workbooks.weitergabe import WERTE, weitergegeben
from workbooks.weitergabe.packen import gepackt
from workbooks.weitergabe.papier import auf_papier
from workbooks.weitergabe.uebertrag import BLATT as UEBERTRAG

HOECHSTENS_SEKUNDEN = 180
_ORTE = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


# Zahlen, Tage und Währung deutsch, in welcher Sprache der PC auch läuft
_DEUTSCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>de-DE</value></prop></item></oor:items>
"""


def soffice() -> str:
    """Pfad von LibreOffice. Fehler: `Unbrauchbar`, wenn keines zu finden ist."""
    gefunden = shutil.which("soffice") or shutil.which("libreoffice")
    gefunden = gefunden or next((ort for ort in _ORTE if Path(ort).is_file()), None)
    if gefunden is None:
        raise Unbrauchbar("Für ein PDF braucht es LibreOffice (soffice); hier ist keines zu finden.")
    return gefunden


def als_pdf(m: Arbeitsmappe) -> bytes:
    """Das PDF der gerechneten Mappe.

    Fehler: `Unbrauchbar`, wenn LibreOffice fehlt, zu lange braucht oder nichts schreibt.
    """
    programm = soffice()
    w = weitergegeben(m, WERTE, weiter_ohne=(HILFE, UEBERTRAG), zuerst=KURZFASSUNG)
    teile = auf_papier(Paket(w.inhalt))
    teile["docProps/core.xml"] = _betitelt(teile["docProps/core.xml"].decode("utf-8"), m).encode("utf-8")
    with tempfile.TemporaryDirectory(prefix="egh-pdf-", ignore_cleanup_errors=True) as ordner:
        datei = Path(ordner, "mappe.xlsx")
        datei.write_bytes(gepackt(teile))
        _umgewandelt(programm, datei)
        fertig = datei.with_suffix(".pdf")
        if not fertig.is_file() or not fertig.stat().st_size:
            raise Unbrauchbar(
                "LibreOffice hat kein PDF geschrieben; die Mappe dort öffnen und selbst exportieren."
            )
        return fertig.read_bytes()


def _umgewandelt(programm: str, datei: Path) -> None:
    """Ein eigenes Profil, damit ein offenes LibreOffice nicht stört; danach lebt kein Prozess davon mehr."""
    ordner = datei.parent / "profil"
    (ordner / "user").mkdir(parents=True)
    (ordner / "user" / "registrymodifications.xcu").write_text(_DEUTSCH, "utf-8")
    profil = ordner.as_uri()
    befehl = [programm, "--headless", "--norestore", f"-env:UserInstallation={profil}"]
    befehl += ["--convert-to", "pdf", "--outdir", str(datei.parent), str(datei)]
    prozess = subprocess.Popen(
        befehl,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
    )
    try:
        prozess.wait(HOECHSTENS_SEKUNDEN)
    except subprocess.TimeoutExpired:
        raise Unbrauchbar(
            f"LibreOffice ist nach {HOECHSTENS_SEKUNDEN} Sekunden nicht fertig; abgebrochen."
        ) from None
    finally:
        _beendet(prozess)


def _beendet(prozess: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            prozess.kill()
        else:
            os.killpg(prozess.pid, signal.SIGKILL)  # soffice ist ein Skript, das ein anderes Programm startet
    with suppress(subprocess.TimeoutExpired):
        prozess.wait(10)


def _betitelt(xml: str, m: Arbeitsmappe) -> str:
    """Titel und Thema der Datei: wovon sie handelt, Vertragsstand, Version der Vorlage."""
    titel = m.pfad.stem
    if "meta_vorlage" in m.namen("meta_"):
        titel = str(m["Deckblatt!A1"]).partition(". ")[2]  # ohne die Nummer des Blatts
    tag = m.als_tag("meta_stichtag") if "meta_stichtag" in m.namen("meta_") else None
    version = m["meta_version"] if "meta_version" in m.namen("meta_") else ""
    thema = "; ".join(
        teil
        for teil in (
            f"Stichtag {tag:%d.%m.%Y}" if tag else "",
            f"EGH-Kalkulation {version}" if version else "",
        )
        if teil
    )
    for wort, text in (("dc:title", titel), ("dc:subject", thema)):
        xml = re.sub(rf"(?s)<{wort}>.*?</{wort}>|<{wort}\s*/>", "", xml)
        xml = xml.replace("</cp:coreProperties>", f"<{wort}>{escape(text)}</{wort}></cp:coreProperties>")
    return xml
