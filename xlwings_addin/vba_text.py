"""VBA source of EGH.xlam: wrappers by xlwings' own generator, xlwings' module cut down, and the files in vba/.

What is cut or rewritten is counted: an xlwings whose text has changed stops the build instead of giving half an add-in.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from types import SimpleNamespace

from xlwings_addin import ersatz

HOST = "xlwings_addin.host"
ORDNER = Path(__file__).parent / "vba"
FUNKTIONSMODUL = "EghFunktionen"
XLWINGSMODUL = "xlwings"

# Reserved identifiers ([MS-VBAL] 3.3.5.2), and error, property, step, which some compilers refuse: an argument so named
# breaks the whole module of wrappers.
_VBA = """
abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur cdate cdbl cdec
cint circle clng clnglng clngptr close const csng cstr currency cvar cverr date debug declare defbool defbyte
defcur defdate defdbl defdec defint deflng deflnglng deflngptr defobj defsng defstr defvar dim do doevents double
each else elseif empty end endif enum eqv erase error event exit false fix for friend function get global gosub goto
if imp implements in input inputb int integer is lbound len lenb let like lock long longlong longptr loop lset me mod
new next not nothing null on open option optional or paramarray preserve print private property pset public put
raiseevent redim rem resume return rset scale seek select set sgn shared single spc static step stop string sub tab
then to true type typeof ubound unlock until variant wend while with withevents write xor
"""
VBA_WOERTER = frozenset(_VBA.split())

TAG = "stichtag"
"""The argument that is a day: its number means another day in a workbook that counts from 1904."""

_LAENGSTE_ZEILE = 1022  # VBA takes 1,023 characters

_RUMPF = re.compile(
    r"    #If App = \"Microsoft Excel\" Then\n(?:.*\n)*?    #Else\n"
    r"        (?P<name>EGH_\w+) = XLPy\.CallUDF\(\"[\w.]+\", \"\w+\", Array\((?P<argumente>.*)\)\)\n"
    r"        Exit Function\n    #End If\nfailed:\n    (?P=name) = Err\.Description\n"
)


class Unpassend(RuntimeError):
    """The installed xlwings does not have the text this add-in is made from."""


def funktionen(beschreibungen: dict[str, str]) -> str:
    """Module with one VBA function per formula; `beschreibungen`: its name and its text for lists of functions."""
    from xlwings_addin import host

    roh = io.StringIO()
    ersatz.udfs().generate_vba_wrapper(HOST, host, roh, SimpleNamespace(Name="EGH"))
    text, anzahl = _RUMPF.subn(_rumpf, roh.getvalue())
    if not anzahl == text.count("End Function") == len(beschreibungen) or "Caller" in text:
        raise Unpassend(f"{anzahl} wrappers rewritten, {len(beschreibungen)} formulas")
    namen = set(re.findall(r"Egh(?:Arg|Tag)\((.*?)\)", text))
    if VBA_WOERTER & {name.lower() for name in namen} or not all(map(str.isascii, namen)):
        raise Unpassend(f"an argument's name is no identifier in VBA: {sorted(namen)}")
    for name, beschreibung in beschreibungen.items():
        kopf = re.compile(rf"^(Function {name}\(.*\)\n)", re.M)
        attribut = f'Attribute {name}.VB_Description = "{beschreibung.replace(chr(34), chr(34) * 2)}"\n'
        text, anzahl = kopf.subn(lambda treffer, attribut=attribut: treffer[1] + attribut, text)  # type: ignore[misc]
        if anzahl != 1:
            raise Unpassend(f"{anzahl} wrappers named {name}")
    werte = (ORDNER / "funktionen.bas").read_text("utf-8")
    return _modul(
        FUNKTIONSMODUL,
        "' One function per formula; made by xlwings' generator.\nOption Explicit\n" + text + werte,
    )


def _rumpf(treffer: re.Match[str]) -> str:
    name = treffer["name"]
    argumente = ", ".join(
        f"{'EghTag' if argument == TAG else 'EghArg'}({argument})"
        for argument in treffer["argumente"].split(", ")
    )
    return (
        "    Dim egh_antwort As Variant\n"
        "    On Error GoTo failed\n"
        f'    EghRechne "{name}", Array({argumente}), egh_antwort\n'
        f"    {name} = EghErgebnis(egh_antwort)\n"
        "    Exit Function\nfailed:\n"
        "    EghGescheitert Err.Description, egh_antwort\n"
        f"    {name} = egh_antwort\n"
    )


def xlwings_modul(quelle: str) -> str:
    """Xlwings' VBA of the template: licence, DLL declarations, start and stop of Python; the rest is ours or left out.

    Left out is what reads configuration beside this add-in, writes files, starts shells or edits VBA projects.
    """
    quelle = quelle.replace("\r\n", "\n")
    kopf = _bis(quelle, '#Const App = "Microsoft Excel"', 'Public Const PROJECT_NAME As String = "myaddin"\n')
    kopf = kopf.replace(
        'Public Const PROJECT_NAME As String = "myaddin"', 'Public Const PROJECT_NAME As String = "egh"'
    )
    kopf = kopf.replace(" 'Adjust when using outside of Excel", "\nOption Private Module")
    kopf, anzahl = re.subn(r" *#If Mac Then\n.*libc\.dylib.*\n *#End If\n", "", kopf)
    if anzahl != 2 or "BSD 3-clause" not in kopf or kopf.count("Declare ") != 11:
        raise Unpassend("the head of the xlwings module")
    kopf = re.sub(r"^( *)Declare ", r"\1Private Declare ", kopf, flags=re.M)  # no other module calls them
    kopf, anzahl = re.subn(r"(PtrSafe Function LoadLibrary .*\) As )Long\n", r"\1LongPtr\n", kopf)
    if anzahl != 1:  # a handle has 64 bits there
        raise Unpassend("LoadLibrary in the head of the xlwings module")
    starten = "Private " + _bis(quelle, "Function XLPy()\n", "End Function\n")
    beenden = _bis(quelle, "Sub KillPy()\n", "End Sub\n")
    eigenes = (ORDNER / f"{XLWINGSMODUL}.bas").read_text("utf-8")
    return _modul(XLWINGSMODUL, "\n".join((kopf, eigenes, starten, beenden)))


def _bis(text: str, anfang: str, ende: str) -> str:
    if text.count(anfang) != 1:
        raise Unpassend(f"{text.count(anfang)} times {anfang.strip()!r}")
    ab = text.index(anfang)
    if ende not in text[ab:]:
        raise Unpassend(f"no {ende.strip()!r}")
    return text[ab : text.index(ende, ab) + len(ende)]


def eigene_module() -> dict[str, str]:
    """The standard modules in vba/ by name."""
    return {datei.stem: _modul("", datei.read_text("utf-8")) for datei in sorted(ORDNER.glob("Egh*.bas"))}


def mappenmodul() -> str:
    """Code behind the add-in's ThisWorkbook, without the attributes that the template keeps."""
    return _modul("", (ORDNER / "ThisWorkbook.cls").read_text("utf-8"))


def _modul(name: str, text: str) -> str:
    """Text as VBA stores it: CRLF, within code page 1252 and VBA's line length."""
    if name:
        text = f'Attribute VB_Name = "{name}"\n{text}'
    text.encode("cp1252")
    if max(map(len, text.split("\n"))) > _LAENGSTE_ZEILE:
        raise Unpassend(f"a line of {name} is too long for VBA")
    return text.rstrip("\n").replace("\n", "\r\n") + "\r\n"
