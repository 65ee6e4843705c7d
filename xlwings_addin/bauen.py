"""EGH.xlam, built on any system from xlwings' own add-in template; the same bytes each time on one machine."""

from __future__ import annotations

import re
import struct
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from udfs import FUNKTIONEN, formel
from xlwings_addin import paketteile, vba_text

PROJEKT = "EGH_Kalkulation"
"""Name of the VBA project: what the formulas' library is called in Excel's object browser."""

_VORLAGE = "quickstart_addin_ribbon.xlam"
_PROJEKT_VORHER = "MyAddin"
_ZEITPUNKT = (2026, 1, 1, 0, 0, 0)
_VBA = "xl/vbaProject.bin"
_NICHT_MEHR = "xl/sharedStrings.xml"


@dataclass(frozen=True)
class Python:
    """Where Excel finds Python, the folder of xlwings' DLL and the handbook; all empty until installed."""

    interpreter: str = ""
    dll_ordner: str = ""
    hilfe: str = ""
    protokoll: str = ""  # a file to which each start is written, "" for none


def bauen(vorlagen: Iterable[tuple[str, str]], python: Python | None = None) -> bytes:
    """The finished add-in.

    `vorlagen`: name and title of each template for the ribbon's menu. Errors: `vba_text.Unpassend` where the installed
    xlwings is not the one this was written for.
    """
    python = python or Python()
    eigene = version("egh-kalkulation")
    werte = {
        "INTERPRETER_WIN": python.interpreter,
        "XLWINGS_DLL_FOLDER": python.dll_ordner,
        "VERSION": eigene,
    }
    if python.protokoll:
        werte["PROTOKOLL"] = python.protokoll
    formeln = [formel(f) for f in FUNKTIONEN]
    pfad = _xlwings_ordner() / _VORLAGE
    with zipfile.ZipFile(pfad) as vorlage:
        teile = {name: vorlage.read(name) for name in vorlage.namelist() if name != _NICHT_MEHR}
        teile[_VBA] = _vba_projekt(pfad, {f.name: f"{f.beschreibung} [{f.einheit}]" for f in formeln})

    def text(name: str) -> str:
        return teile[name].decode("utf-8")

    neue = {
        "_rels/.rels": paketteile.mit_ribbon(text("_rels/.rels")),
        "[Content_Types].xml": paketteile.inhaltsarten(text("[Content_Types].xml")),
        "xl/_rels/workbook.xml.rels": paketteile.beziehungen(text("xl/_rels/workbook.xml.rels")),
        "xl/workbook.xml": paketteile.arbeitsmappe(text("xl/workbook.xml")),
        "xl/worksheets/sheet1.xml": paketteile.konfigurationsblatt(werte),
        "xl/worksheets/sheet2.xml": paketteile.textblatt(formeln, python.hilfe),
        "customUI/customUI.xml": paketteile.ribbon(vorlagen),
        "docProps/core.xml": paketteile.eigenschaften(text("docProps/core.xml"), eigene),
    }
    return _gepackt(teile | {name: inhalt.encode("utf-8") for name, inhalt in neue.items()})


def _xlwings_ordner() -> Path:
    """Where xlwings is installed, found without importing it."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise vba_text.Unpassend("xlwings is not installed")
    return Path(spec.origin).parent


def _vba_projekt(vorlage: Path, beschreibungen: dict[str, str]) -> bytes:
    """xl/vbaProject.bin: the template's project with our modules instead of its own."""
    from pyopenvba import ExcelFile, VBAModuleKind

    with tempfile.TemporaryDirectory() as ordner:
        pfad = Path(ordner) / "EGH.xlam"
        pfad.write_bytes(vorlage.read_bytes())
        with ExcelFile(pfad) as mappe:
            projekt = mappe.vba_project()
            mappe.set_module(
                vba_text.XLWINGSMODUL, vba_text.xlwings_modul(mappe.get_module(vba_text.XLWINGSMODUL))
            )
            mappe.set_module("ThisWorkbook", vba_text.mappenmodul())
            projekt.delete_module("Dictionary")
            projekt.delete_module("RibbonMyAddin")
            module = {
                vba_text.FUNKTIONSMODUL: vba_text.funktionen(beschreibungen),
                **vba_text.eigene_module(),
            }
            for name, quelltext in module.items():
                projekt.add_module(name, quelltext, kind=VBAModuleKind.standard)
            mappe.remove_reference("MSForms")  # nothing uses it; its path is on the template author's disk
            mappe.save()
        with zipfile.ZipFile(pfad) as fertig:
            return _umbenannt(fertig.read(_VBA))


def _umbenannt(projekt: bytes) -> bytes:
    """The project under its own name: record PROJECTNAME of the stream `dir` ([MS-OVBA] 2.3.4.2.1.6) and PROJECT."""
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    cfb = CFB.from_bytes(projekt)
    verzeichnis = _ersetzt(
        decompress(cfb.get_stream_in_storage("VBA", "dir")), _satz(_PROJEKT_VORHER), _satz(PROJEKT)
    )
    cfb.write_stream_in_storage("VBA", "dir", compress(verzeichnis))
    name = b'Name="%s"\r\n'
    vorher, nachher = (name % n.encode("ascii") for n in (_PROJEKT_VORHER, PROJEKT))
    kopf, trenner, fenster = _ersetzt(cfb.get_stream("PROJECT"), vorher, nachher).partition(b"[Workspace]")
    ohne_leere = re.sub(rb"(\r\n)+", rb"\r\n", fenster)  # [MS-OVBA] 2.3.1 has no place for them
    cfb.write_stream("PROJECT", kopf + trenner + ohne_leere)
    return cfb.to_bytes()


def _satz(name: str) -> bytes:
    return struct.pack("<HI", 4, len(name)) + name.encode("ascii")


def _ersetzt(inhalt: bytes, alt: bytes, neu: bytes) -> bytes:
    if inhalt.count(alt) != 1:
        raise vba_text.Unpassend(f"{inhalt.count(alt)} times {alt!r} in the VBA project")
    return inhalt.replace(alt, neu)


def _gepackt(teile: dict[str, bytes]) -> bytes:
    """Zip with fixed order and times, so that the same input gives the same bytes."""
    ziel = BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as paket:
        for name, inhalt in teile.items():
            eintrag = zipfile.ZipInfo(name, _ZEITPUNKT)
            eintrag.compress_type = zipfile.ZIP_DEFLATED
            eintrag.create_system = 0
            paket.writestr(eintrag, inhalt)
    return ziel.getvalue()
