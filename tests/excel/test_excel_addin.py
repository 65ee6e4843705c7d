"""EGH.xlam as built here: what is in it, that it is the same each time, and that nothing in it listens to strangers."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from befehlszeile import egh
from oletools.olevba import VBA_Parser
from pyopenvba import ExcelFile, check_file
from pyopenvba.cfb import CFB
from pyopenvba.vba import decompress

from udfs import FUNKTIONEN, formel
from workbooks.vorlagen import ALLE
from xlwings_addin.erlaubt import FRAGEN
from xlwings_addin.vba_text import VBA_WOERTER

FORMELN = {formel(f).name: formel(f) for f in FUNKTIONEN}
MODULE = {
    *("ThisWorkbook", "Sheet2", "xlwings", "EghFunktionen"),
    *("EghAssistent", "EghBefehle", "EghPython", "EghVersion", "EghVerweise"),
}
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def bauen(ziel: Path, *angaben: str, **umgebung: str) -> Path:
    subprocess.run(
        [sys.executable, "-m", "egh", "addin", "excel", "bauen", "-o", str(ziel), *angaben],
        check=True,
        capture_output=True,
        env={**os.environ, **umgebung},
    )
    return ziel


@pytest.fixture(scope="module")
def xlam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bauen(
        tmp_path_factory.mktemp("addin") / "EGH.xlam",
        *("--python", r"C:\Users\Müller\EGH\Scripts\python.exe", "--dll-ordner", r"C:\Users\Müller\EGH"),
    )


@pytest.fixture(scope="module")
def module(xlam: Path) -> dict[str, str]:
    """Source by module name, as olevba reads it; pyOpenVBA must read the same."""
    leser = VBA_Parser(str(xlam))
    mit_olevba = {
        name.removesuffix(".bas").removesuffix(".cls"): text for *_, name, text in leser.extract_macros()
    }
    leser.close()
    with ExcelFile(xlam) as mappe:
        mit_pyopenvba = mappe.vba_modules()
    assert set(mit_olevba) == set(mit_pyopenvba)
    for name, text in mit_pyopenvba.items():
        assert text.replace("\r\n", "\n").strip() == mit_olevba[name].replace("\r\n", "\n").strip()
    return {name: text.replace("\r\n", "\n") for name, text in mit_pyopenvba.items()}


@pytest.fixture(scope="module")
def blatt(xlam: Path) -> list[dict[str, str]]:
    """The sheet egh.conf: per row its texts by column letter."""
    return blattzeilen(xlam, 1)


def blattzeilen(xlam: Path, nummer: int) -> list[dict[str, str]]:
    with zipfile.ZipFile(xlam) as paket:
        wurzel = ElementTree.fromstring(paket.read(f"xl/worksheets/sheet{nummer}.xml"))
    return [
        {zelle.attrib["r"][0]: "".join(zelle.itertext()) for zelle in zeile.iterfind("m:c", NS)}
        for zeile in wurzel.iterfind("m:sheetData/m:row", NS)
    ]


def test_zweimal_gebaut_sind_die_bytes_gleich(tmp_path: Path) -> None:
    dateien = [bauen(tmp_path / f"{saat}.xlam", PYTHONHASHSEED=saat) for saat in ("1", "2")]

    assert dateien[0].read_bytes() == dateien[1].read_bytes()


def test_das_paket_ist_heil(xlam: Path, module: dict[str, str]) -> None:
    befund = check_file(xlam)
    with ExcelFile(xlam) as mappe:
        assert mappe.validate() == []
        assert [verweis.name for verweis in mappe.references()] == ["Office"]

    assert befund.issues == ()
    assert set(module) == MODULE


def test_jeder_teil_ist_lesbar_angemeldet_und_ohne_fremde_spuren(xlam: Path) -> None:
    with zipfile.ZipFile(xlam) as paket:
        teile = {name: paket.read(name) for name in paket.namelist()}
        assert {eintrag.date_time for eintrag in paket.infolist()} == {(2026, 1, 1, 0, 0, 0)}
    for name, inhalt in teile.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(inhalt)
            assert b"felix" not in inhalt.lower()
            assert b"sharedStrings" not in inhalt
    verzeichnis = teile["[Content_Types].xml"].decode()
    for name in re.findall(r'PartName="/([^"]+)"', verzeichnis):
        assert name in teile
    ziele = re.findall(r'Target="([^"]+)"', teile["xl/_rels/workbook.xml.rels"].decode())
    assert all(f"xl/{ziel}" in teile for ziel in ziele)
    assert 'visibility="hidden"' not in teile["xl/workbook.xml"].decode()


def test_das_projekt_traegt_seinen_eigenen_namen(xlam: Path) -> None:
    with zipfile.ZipFile(xlam) as paket:
        cfb = CFB.from_bytes(paket.read("xl/vbaProject.bin"))
    verzeichnis = decompress(cfb.get_stream_in_storage("VBA", "dir"))

    assert b'Name="EGH_Kalkulation"\r\n' in cfb.get_stream("PROJECT")
    assert b"\x04\x00\x0f\x00\x00\x00EGH_Kalkulation" in verzeichnis  # PROJECTNAME: id 4, length, name
    assert b"MyAddin" not in verzeichnis + cfb.get_stream("PROJECT")


# --- Wrappers and wizard ----------------------------------------------------------------------------------


def test_jede_formel_hat_ihre_huelle_mit_den_argumenten_in_ihrer_folge(module: dict[str, str]) -> None:
    text = module["EghFunktionen"]
    koepfe = dict(re.findall(r"^Function (EGH_\w+)\((.*)\)$", text, re.M))

    assert set(koepfe) == set(FORMELN)
    for name, f in FORMELN.items():
        erwartet = ", ".join(a.name if a.pflicht else f"Optional {a.name}" for a in f.argumente)
        assert koepfe[name] == erwartet
        werte = ", ".join(f"{'EghTag' if a.name == 'stichtag' else 'EghArg'}({a.name})" for a in f.argumente)
        assert (
            f'    EghRechne "{name}", Array({werte}), egh_antwort\n    {name} = EghErgebnis(egh_antwort)\n'
            in text
        )
        gescheitert = f"EghGescheitert Err.Description, egh_antwort\n    {name} = egh_antwort\nEnd Function"
        assert f"failed:\n    {gescheitert}" in text
    assert text.count("On Error GoTo failed") == len(FORMELN)


def test_kein_argument_traegt_ein_wort_von_vba_oder_umlaute(module: dict[str, str]) -> None:
    namen = set(re.findall(r"Array\(([^\n]*)\), egh_antwort", module["EghFunktionen"]))
    namen = {name for liste in namen for name in re.findall(r"Egh(?:Arg|Tag)\((\w+)\)", liste)}

    assert namen == {a.name for f in FORMELN.values() for a in f.argumente}
    assert not {name for name in namen if name in VBA_WOERTER or not name.isascii()}


def test_der_funktionsassistent_kennt_jede_formel_und_jedes_argument(
    xlam: Path, module: dict[str, str]
) -> None:
    """In the form that ExcelDna.IntelliSense reads (WorkbookIntelliSenseProvider): the last sheet, pairs from D on."""
    with zipfile.ZipFile(xlam) as paket:
        namen = re.findall(r'<sheet name="([^"]+)"', paket.read("xl/workbook.xml").decode())
    assert namen == ["egh.conf", "_IntelliSense_"]
    kopf, *zeilen = blattzeilen(xlam, 2)
    assert kopf == {"A": "FunctionInfo", "B": "1"}

    assert [zeile["A"] for zeile in zeilen] == list(FORMELN)
    for zeile, f in zip(zeilen, FORMELN.values(), strict=True):
        paare = [text for a in f.argumente for text in (a.name, a.angabe.text)]
        assert zeile["B"] == f"{f.beschreibung} [{f.einheit}]"
        assert [zeile[s] for s in sorted(zeile) if s >= "D"] == paare
        assert all(0 < len(text) <= 255 for text in zeile.values())
        assert "C" not in zeile  # where the handbook lies on that PC is known only when installing there
        assert f'Attribute {f.name}.VB_Description = "' in module["EghFunktionen"]


def test_das_menueband_bietet_jede_vorlage_und_nur_was_es_gibt(xlam: Path, module: dict[str, str]) -> None:
    with zipfile.ZipFile(xlam) as paket:
        wurzel = ElementTree.fromstring(paket.read("customUI/customUI.xml"))
    knoepfe = [element for element in wurzel.iter() if "onAction" in element.attrib]
    vorlagen = {k.attrib["tag"]: k.attrib["label"] for k in knoepfe if "tag" in k.attrib}

    assert vorlagen == {v.name: f"{v.landesname}: {v.titel}" for v in ALLE}
    assert len({k.attrib["id"] for k in knoepfe}) == len(knoepfe)
    for knopf in knoepfe:
        modul, prozedur = knopf.attrib["onAction"].split(".")
        assert f"Public Sub {prozedur}(control As IRibbonControl)" in module[modul]
    beschriftungen = {k.attrib["label"] for k in knoepfe if "tag" not in k.attrib}
    assert beschriftungen == {
        *(
            "Fehler erklären",
            "Alles neu rechnen",
            "Quelle anzeigen",
            "Prüfung",
            "Formeln verbinden",
            "Handbuch",
            "Über",
        ),
    }


# --- Configuration and safety -----------------------------------------------------------------------------


def test_die_konfiguration_kommt_nur_aus_dem_eigenen_blatt(
    module: dict[str, str], blatt: list[dict[str, str]]
) -> None:
    """An opened workbook with a sheet egh.conf, a file egh.conf beside it or in the profile has no effect: no code."""
    alles = "\n".join(module.values())
    # The one place that names the sheet reads it from the workbook that holds the code …
    assert alles.count('"egh.conf"') == 2
    assert alles.count('ThisWorkbook.Worksheets("egh.conf")') == 2
    # … the start command and the DLL's folder come from there and nowhere else …
    kommando = alles[alles.index("Private Function XLPyCommand") :].split("End Function")[0]
    laden = alles[alles.index("Private Sub XLPyLoadDLL") :].split("End Sub")[0]
    for text in (kommando, laden):
        assert set(re.findall(r"(\w+) \"\w+\", \w+", text)) == {"EghKonfiguration"}
        assert "Workbook" not in text
    # … and no other source of settings is left of xlwings' own module.
    for wort in (
        "GetConfig",
        "Environ",
        "WScript",
        "CreateObject",
        "GetObject",
        "Shell",
        "GetSetting",
        "RegRead",
    ):
        assert wort not in alles
    # Files: a new template is opened, and starts are written where `installieren --startprotokoll` said.
    ohne_erlaubtes = alles
    for erlaubt in ("Workbooks.Open CStr(ziel)", "kanal = FreeFile\n    Open datei For Append As #kanal"):
        assert alles.count(erlaubt) == 1
        ohne_erlaubtes = ohne_erlaubtes.replace(erlaubt, "")
    assert '    EghKonfiguration "PROTOKOLL", datei\n' in alles
    for wort in (
        "Open ",
        "FreeFile",
        "FileCopy",
        "VBProject",
        "VBComponents",
        "RunPython",
        "AppleScript",
        "ExecuteExcel4",
    ):
        assert wort not in ohne_erlaubtes
    werte = {zeile["A"]: zeile["B"] for zeile in blatt if "A" in zeile}
    assert werte["INTERPRETER_WIN"] == r"C:\Users\Müller\EGH\Scripts\python.exe"
    assert werte["XLWINGS_DLL_FOLDER"] == r"C:\Users\Müller\EGH"
    assert set(werte) == {"INTERPRETER_WIN", "XLWINGS_DLL_FOLDER", "VERSION"}


def test_die_aktive_mappe_zaehlt_nur_fuer_befehle_des_menuebands(module: dict[str, str]) -> None:
    """Per-workbook text in the start command would mean one Python per workbook."""
    mit = {name for name, text in module.items() if "ActiveWorkbook" in text or "ActiveCell" in text}

    assert mit == {"EghBefehle"}


def test_der_startbefehl_ist_fest_kurz_und_ohne_fremde_ordner(module: dict[str, str]) -> None:
    kommando = module["xlwings"].split("Private Function XLPyCommand")[1].split("End Function")[0]

    assert " -B -E -P -c " in kommando
    assert "serve('$(CLSID)', '" in kommando
    assert "PYTHONPATH" not in re.sub(r"'.*", "", kommando)
    assert "cmd.exe" not in module["xlwings"]


def test_lizenzen_bleiben(module: dict[str, str]) -> None:
    text = module["xlwings"]

    assert "xlwings is distributed under a BSD 3-clause license." in text
    assert "Copyright (C) 2014-present, Zoomer Analytics LLC." in text
    assert "Redistributions of source code must retain the above copyright" in text
    assert "Tim Hall" not in "\n".join(
        module.values()
    )  # his Dictionary is left out, and with it the duty to name him


def test_dll_und_paket_haben_eine_version(module: dict[str, str]) -> None:
    from importlib.metadata import version

    eigene = version("xlwings")

    assert f'XLWINGS_VERSION As String = "{eigene}"' in module["xlwings"]
    assert set(re.findall(r"xlwings(?:32|64)-([\d.]+)\.dll", module["xlwings"])) == {eigene}


def test_aus_einer_zelle_sind_nur_die_formeln_zu_rufen(module: dict[str, str]) -> None:
    """A cell can call any function of a module that is not private, also with Option Private Module; never a Sub.

    `=EghFrage("subprocess"; …)` once started programs from a workbook without macros.
    """
    muster = r"^ *(?:Public |Friend )?(?:Static )?(?:Declare (?:PtrSafe )?)?(?:Function|Property Get) (\w+)"
    oeffentlich = {name: set(re.findall(muster, text, re.M)) for name, text in module.items()}
    assert oeffentlich.pop("EghFunktionen") == set(FORMELN)
    assert set().union(*oeffentlich.values()) == set()
    assert len(re.findall(r"Private Declare ", module["xlwings"])) == 11


def test_python_bekommt_nur_namen(module: dict[str, str]) -> None:
    """The VBA asks for formulas and answers by name; no module name goes to Python."""
    alles = "\n".join(module.values())
    assert set(re.findall(r"\bpy\.(\w+)", alles)) == {"Rechne", "Frage"}
    assert set(re.findall(r'EghFrage "(\w+)"', alles)) == set(FRAGEN)
    assert alles.count("As LongPtr") >= 1


def test_keine_formel_wird_ueber_formulaarray_eingegeben(module: dict[str, str]) -> None:
    """It takes 255 characters; about a thousand cells of most templates have more."""
    assert "FormulaArray" not in re.sub(r"'.*", "", "\n".join(module.values()))
    assert "UsedRange.Cells" not in "\n".join(
        module.values()
    )  # a sheet formatted to its last row is ten million cells


def test_verweise_werden_umgehaengt_ohne_nachzusehen(module: dict[str, str]) -> None:
    """Looking whether a file is there would hand the Windows login to a server that a workbook names."""
    for wort in ("Dir$", "Dir(", "GetAttr", "FileLen", "FileExists", "FileDateTime"):
        assert wort not in "\n".join(module.values())


def test_keine_prozedur_heisst_wie_ein_modul_oder_eine_andere(module: dict[str, str]) -> None:
    """VBA then takes the name for the module: 'variable or procedure expected', in every cell."""
    muster = r"^(?:Public |Private )?(?:Sub|Function) (\w+)"
    namen = {name: re.findall(muster, text, re.M) for name, text in module.items()}
    alle = [prozedur.lower() for prozeduren in namen.values() for prozedur in prozeduren]

    assert len(alle) > 60
    assert not set(alle) & {name.lower() for name in MODULE}
    assert len(set(alle)) == len(alle)


@pytest.mark.parametrize("modul", sorted(MODULE))
def test_zeilen_passen_in_vba(modul: str, module: dict[str, str]) -> None:
    assert all(len(zeile) <= 1023 for zeile in module[modul].split("\n"))


# --- The command ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argumente", "satz"),
    [
        (("excel", "bauen", "-o", "EGH.xlsx"), "auf .xlam enden"),
        (("excel", "bauen", "-o", "da.xlam"), "gibt es schon"),
        (("excel", "bauen", "--python", "C:\\python.exe"), "gehören zusammen"),
        (("excel", "bauen", "-o", "fehlt/EGH.xlam"), "nicht gefunden"),
        (("excel",), "es fehlt: TUN"),
        (("word", "bauen"), "'word' gibt es nicht"),
    ],
)
def test_falsche_angaben_geben_einen_satz_und_schreiben_nichts(
    argumente: tuple[str, ...], satz: str, tmp_path: Path
) -> None:
    (tmp_path / "da.xlam").write_bytes(b"von gestern")
    fertig = egh("addin", *argumente, cwd=tmp_path)

    assert fertig.returncode == 2
    assert satz in fertig.stderr
    assert "Traceback" not in fertig.stderr
    assert [datei.name for datei in tmp_path.iterdir()] == ["da.xlam"]
    assert (tmp_path / "da.xlam").read_bytes() == b"von gestern"


@pytest.mark.skipif(sys.platform == "win32", reason="unter Windows wird wirklich installiert")
@pytest.mark.parametrize("tun", ["installieren", "entfernen"])
def test_ohne_windows_sagt_ein_satz_was_stattdessen_geht(tun: str, tmp_path: Path) -> None:
    fertig = egh("addin", "excel", tun, cwd=tmp_path)

    assert fertig.returncode == 2
    assert fertig.stderr.count("\n") == 1
    assert "brauchen Windows" in fertig.stderr
    assert "egh rechnen" in fertig.stderr


def test_bauen_sagt_wo_die_datei_liegt_und_was_noch_fehlt(tmp_path: Path) -> None:
    fertig = egh("addin", "excel", "bauen", cwd=tmp_path)

    assert fertig.returncode == 0
    assert str(tmp_path / "EGH.xlam") in fertig.stdout
    assert "egh addin excel installieren" in fertig.stdout


def test_ein_anderes_xlwings_bricht_den_bau_ab_statt_ein_halbes_add_in_zu_geben(tmp_path: Path) -> None:
    """xlwings is pinned because its VBA, its DLL's name and its template belong together."""
    probe = f"""
from xlwings_addin import vba_text
from egh.__main__ import main
eigenes = vba_text.xlwings_modul
vba_text.xlwings_modul = lambda quelle: eigenes(quelle.replace("Function XLPy()", "Function XLPython()"))
raise SystemExit(main(["addin", "excel", "bauen", "-o", r"{tmp_path / "EGH.xlam"}"]))
"""
    lauf = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False, encoding="utf-8")

    assert lauf.returncode == 2
    assert "Das installierte xlwings ist nicht das" in lauf.stderr
    assert lauf.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
