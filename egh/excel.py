"""Was die Knöpfe des Excel-Menübands in Python tun, soweit sie Vorlagen oder das Handbuch brauchen.

Excel ruft die Funktionen mit Texten und zeigt den Text, den sie geben; "" heißt: gelungen, nichts zu sagen. Auskünfte
zu einer Zelle gibt `xlwings_addin.host`.
"""

from __future__ import annotations

import platform
import sys
import webbrowser
from importlib.metadata import version
from pathlib import Path

from calc.parameter import hinterlegte_laender, laden, laender
from egh import gruende
from egh.gruende import Abbruch
from egh.vorlage import gebaut, gefunden
from xlwings_addin.meldung import seiten

HANDBUCH = Path(__file__).with_name("handbuch.html")


def neue_vorlage(name: str, ziel: str) -> str:
    """Eine leere Vorlage in der Form für Excel schreiben; eine vorhandene Datei bleibt, wie sie ist. [Text]"""
    if "://" in ziel:
        return "Bitte einen Ordner auf diesem PC wählen, auch einen von OneDrive abgeglichenen."
    pfad = Path(ziel)
    if pfad.suffix.lower() != ".xlsx":
        return "Der Dateiname muss auf .xlsx enden."
    if "\0" in ziel:
        return "Der Dateiname enthält ein Zeichen, das es in Dateinamen nicht gibt."
    try:
        if pfad.exists():
            return seiten(f"{pfad} gibt es schon und wird nicht überschrieben; einen anderen Namen wählen.")
        gebaut(gefunden(name), pfad, "excel").speichern(neu=True)
    except Abbruch as grund:
        return seiten(str(grund))
    except OSError as grund:
        return seiten(f"{pfad} lässt sich nicht schreiben: {gruende.betriebssystem(grund)}.")
    return ""


def handbuch() -> str:
    """Das Handbuch im Browser öffnen. [Text]"""
    if webbrowser.open(HANDBUCH.as_uri()):
        return ""
    return seiten(f"Das Handbuch ließ sich nicht öffnen; es liegt hier: {HANDBUCH}")


def ueber(addin: str) -> str:
    """Version, Python und Stand der hinterlegten Werte; `addin`: Pfad von EGH.xlam. [Text]"""
    from xlwings_addin.host import PAKET, versionssatz

    zeilen = [
        *([versionssatz(), ""] if versionssatz() else []),
        f"EGH-Kalkulation {version(PAKET)}",
        f"Add-in: {addin}",
        f"Python {platform.python_version()}: {sys.executable}",
        f"xlwings {version('xlwings')}",
        "",
        "Hinterlegte Werte:",
        *map(_stand, hinterlegte_laender()),
    ]
    return seiten("\n".join(zeilen))


def _stand(land: str) -> str:
    werte = laden(land).values()
    return f"{laender.name(land)}: {len(werte)}, alle geprüft bis mindestens {min(p.geprueft for p in werte):%d.%m.%Y}"
