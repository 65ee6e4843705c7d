"""`egh addin`: das Add-in für Excel bauen, installieren, prüfen, entfernen."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egh import addin_pruefen, ausgabe, gruende
from egh.aufruf import Befehlsleser
from egh.gruende import Abbruch
from egh.ziel import pruefe as pruefe_ziel

if TYPE_CHECKING:
    from xlwings_addin.bauen import Python

_OHNE_WINDOWS = (
    "Add-ins für Excel brauchen Windows; hier rechnet „egh rechnen DATEI.xlsx“ dieselben Formeln ohne Excel."
)
_IN_XLSTART = "Excel neu starten; dann gibt es die Formeln =EGH_… und das Menüband EGH-Kalkulation."
_IM_ORDNER = (
    "In Excel unter Datei, Optionen, Trust Center diesen Ordner als vertrauenswürdigen Speicherort eintragen "
    "und unter Add-Ins EGH.xlam einschalten. Vorlagen in der Form excel suchen das Add-in in XLSTART; hier "
    "hilft nach dem Öffnen »Formeln verbinden« im Menüband."
)
_OFFEN = "{} ist gerade geöffnet: Excel schließen und den Befehl wiederholen."


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "addin",
        help="das Add-in für Excel",
        description="Baut, installiert und entfernt das Add-in, mit dem Excel die EGH-Formeln rechnet.",
    )
    hosts = leser.add_subparsers(
        title="Programme", metavar="PROGRAMM", dest="host", required=True, parser_class=Befehlsleser
    )
    excel = hosts.add_parser(
        "excel", help="Excel unter Windows", description="EGH.xlam für Excel unter Windows."
    )
    taten = excel.add_subparsers(
        title="Was zu tun ist", metavar="TUN", dest="tun", required=True, parser_class=Befehlsleser
    )
    bauen = taten.add_parser(
        "bauen",
        help="die Datei EGH.xlam bauen",
        description=(
            "Baut EGH.xlam auf jedem System. Rechnen kann sie erst, wenn sie den Ort von Python kennt: installieren "
            "trägt ihn ein, oder --python und --dll-ordner für einen anderen PC."
        ),
    )
    bauen.add_argument("-o", dest="aus", metavar="EGH.xlam", type=Path, default=Path("EGH.xlam"), help="Ziel")
    bauen.add_argument("--ersetzen", action="store_true", help="eine vorhandene Datei ersetzen")
    bauen.add_argument(
        "--python", metavar="PFAD", default="", help="python.exe auf dem PC, der die Datei bekommt"
    )
    bauen.add_argument("--dll-ordner", metavar="PFAD", default="", help="dort der Ordner von xlwings64-….dll")
    bauen.set_defaults(ausfuehren=_bauen)
    pruefen = taten.add_parser(
        "pruefen",
        help="nachsehen, ob es laufen kann",
        description="Sagt, ob das Add-in da ist, ob sein Python startet und warum nicht; Ende 1: es ist etwas zu tun.",
    )
    pruefen.add_argument("--ordner", metavar="ORDNER", type=Path, help="ein anderer Ordner als XLSTART")
    pruefen.set_defaults(ausfuehren=addin_pruefen.ausfuehren)
    for name, tun, hilfe in (
        ("installieren", _installieren, "in Excel einrichten"),
        ("entfernen", _entfernen, "aus Excel entfernen"),
    ):
        tat = taten.add_parser(
            name, help=hilfe, description=f"Das Add-in {hilfe}; Excel muss geschlossen sein."
        )
        tat.add_argument("--ordner", metavar="ORDNER", type=Path, help="ein anderer Ordner als XLSTART")
        if tun is _installieren:
            tat.add_argument(
                "--startprotokoll",
                action="store_true",
                help="wann Python startet und warum nicht, in %%LOCALAPPDATA%%\\EGH\\starts.txt schreiben",
            )
        tat.set_defaults(ausfuehren=tun)


def _bauen(angaben: Namespace) -> int:
    from recalculation.datei.ersetzen import ersetze_atomar
    from xlwings_addin import installation
    from xlwings_addin.bauen import Python

    ziel: Path = angaben.aus
    pruefe_ziel(ziel, ".xlam", ersetzen=angaben.ersetzen)
    if bool(angaben.python) != bool(angaben.dll_ordner):
        raise Abbruch("--python und --dll-ordner gehören zusammen.")
    try:
        for pfad, angabe in ((angaben.python, "--python"), (angaben.dll_ordner, "--dll-ordner")):
            if pfad:
                installation.pruefe_pfad(pfad, angabe)
    except installation.Hindernis as grund:
        raise Abbruch(str(grund)) from None
    inhalt = _addin(Python(angaben.python, angaben.dll_ordner))
    zeilen = [f"Add-in: {ziel.resolve()}"]
    if not angaben.python:
        zeilen.append("Es kennt noch kein Python; auf dem Windows-PC: egh addin excel installieren.")
    ausgabe.berichte(lambda: ersetze_atomar(ziel, inhalt, neu=not angaben.ersetzen), zeilen)
    return 0


def _addin(python: Python) -> bytes:
    from workbooks.vorlagen import ALLE
    from xlwings_addin.bauen import bauen
    from xlwings_addin.vba_text import Unpassend

    try:
        return bauen([(v.name, f"{v.landesname}: {v.titel}") for v in ALLE], python)
    except Unpassend as grund:
        raise Abbruch(
            f"Das installierte xlwings ist nicht das, wofür dieses Paket gebaut ist ({grund})."
        ) from None


def _installieren(angaben: Namespace) -> int:
    if sys.platform != "win32":
        raise Abbruch(_OHNE_WINDOWS)
    from importlib.metadata import files

    dateien = [Path(str(datei.locate())) for datei in files("xlwings") or []]
    _pruefe_orte(os.environ, sys.executable, dateien, angaben.ordner)
    return installiere(os.environ, sys.executable, dateien, "mbcs", angaben.ordner, angaben.startprotokoll)


def _pruefe_orte(
    umgebung: Mapping[str, str], interpreter: str, dateien: list[Path], ordner: Path | None
) -> None:
    """Nur unter Windows: woher Excel Code lädt, darf niemand sonst ändern. Fehler: `Abbruch`."""
    from xlwings_addin import installation, windows

    try:
        installation.pruefe_pfad(interpreter, "Python", "mbcs")
        dlls = {datei.parent for datei in dateien if datei.suffix.lower() == ".dll" and datei.is_file()}
        orte = {Path(interpreter).parent, Path(sys.base_prefix), *dlls}
        for ort in orte if ordner is None else orte | {ordner.absolute()}:
            installation.pruefe_pfad(str(ort), "Ordner", "mbcs")
            installation.pruefe_ort(str(ort), windows.im_netz(ort), windows.wer_schreibt(ort))
        if ordner is None:
            ziel = installation.ziel(umgebung)
            installation.pruefe_profil(ziel, windows.im_netz(ziel))
    except installation.Hindernis as grund:
        raise Abbruch(str(grund)) from None


def installiere(
    umgebung: Mapping[str, str],
    interpreter: str,
    dateien: list[Path],
    kodierung: str,
    ordner: Path | None,
    startprotokoll: bool = False,
) -> int:
    """EGH.xlam bauen und hinlegen; 1, wenn Excel die alte gerade offen hält."""
    from dataclasses import replace

    from egh.excel import HANDBUCH
    from recalculation.datei.ersetzen import ersetze_atomar
    from xlwings_addin import installation

    if ordner is not None and not ordner.is_dir():
        raise Abbruch(f"Den Ordner {ordner} gibt es nicht.")
    try:
        ziel = installation.ziel(umgebung, ordner)
        python = replace(installation.python(interpreter, dateien, kodierung), hilfe=str(HANDBUCH))
        if startprotokoll:
            protokoll = installation.startprotokoll(umgebung)
            protokoll.parent.mkdir(parents=True, exist_ok=True)
            python = replace(python, protokoll=str(protokoll))
    except installation.Hindernis as grund:
        raise Abbruch(str(grund)) from None
    inhalt = _addin(python)
    ziel.parent.mkdir(parents=True, exist_ok=True)
    zeilen = [f"Add-in: {ziel}", f"Python: {python.interpreter}", f"xlwings: {python.dll_ordner}"]
    if python.protokoll:
        zeilen.append(f"Startprotokoll: {python.protokoll}")
    try:
        ausgabe.berichte(
            lambda: ersetze_atomar(ziel, inhalt), [*zeilen, _IN_XLSTART if ordner is None else _IM_ORDNER]
        )
    except PermissionError:
        ausgabe.warne(_OFFEN.format(ziel))
        return 1
    return 0


def _entfernen(angaben: Namespace) -> int:
    if sys.platform != "win32":
        raise Abbruch(_OHNE_WINDOWS)
    return entferne(os.environ, angaben.ordner)


def entferne(umgebung: Mapping[str, str], ordner: Path | None) -> int:
    """EGH.xlam und ein Startprotokoll löschen; 1, wenn Excel sie gerade offen hält."""
    from xlwings_addin import installation

    try:
        ziel = installation.ziel(umgebung, ordner)
    except installation.Hindernis as grund:
        raise Abbruch(str(grund)) from None
    try:
        ziel.unlink()
    except FileNotFoundError:
        ausgabe.sage(f"{ziel} war nicht installiert.")
    except PermissionError:
        ausgabe.warne(_OFFEN.format(ziel))
        return 1
    else:
        ausgabe.sage(f"Entfernt: {ziel}")
    return _ohne_protokoll(umgebung)


def _ohne_protokoll(umgebung: Mapping[str, str]) -> int:
    """Auch das Startprotokoll löschen, das eine frühere Installation wollte; 1, wenn es bleibt."""
    from xlwings_addin import installation

    try:
        protokoll = installation.startprotokoll(umgebung)
    except installation.Hindernis:
        return 0
    try:
        protokoll.unlink(missing_ok=True)
    except OSError as grund:
        ausgabe.warne(f"{protokoll} ließ sich nicht löschen: {gruende.betriebssystem(grund)}.")
        return 1
    return 0
