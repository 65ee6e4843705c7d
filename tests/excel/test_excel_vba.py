"""The VBA of EGH.xlam in LibreOffice: does it compile, and does it do to values what it promises?

LibreOffice is no Excel, but a compiler and a runtime that are not ours. A module with a syntax error makes every call
into the library come back empty, so a probe that answers 2 proves that all compile. It knows no Range.Value2 and no
ribbon; what needs those is on the Windows checklist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from kindprozess import Kindprozess
from test_excel_addin import FORMELN, MODULE, bauen

TREIBER = Path(__file__).parents[1] / "fremd" / "vba_in_libreoffice.py"
VBA = "Option VBASupport 1\nOption Explicit\n"


class Vba(Kindprozess):
    """The macros of one file, loaded in a LibreOffice of their own."""

    def __init__(self, python: str, soffice: str, profil: Path, xlam: Path) -> None:
        super().__init__([python, str(TREIBER), soffice, str(profil), str(xlam)])

    def __call__(self, *befehl: Any) -> Any:
        antwort = self.frage(*befehl)
        assert "ausnahme" not in antwort, antwort
        return antwort["wert"]

    def probe(self, rumpf: str, mehr: str = "") -> Any:
        """What F is after these lines; a runtime error comes back as text, not as nothing."""
        self(
            "einfuegen",
            "Probe",
            f"{VBA}{mehr}\nFunction F()\nOn Error GoTo fehler\n{rumpf}\nExit Function\n"
            'fehler:\nF = "FEHLER " & Err.Number & " " & Err.Description\nEnd Function\n',
        )
        try:
            return self("rufe", "Probe.F", [])
        finally:
            self("entfernen", "Probe")

    def ersetzt(self, modul: str, alt: str, neu: str) -> None:
        quelle = self("quelle", modul)
        assert alt in quelle
        self("ersetzen", modul, quelle.replace(alt, neu))


@pytest.fixture(scope="module")
def vba(soffice: str, uno_python: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vba]:
    ordner = tmp_path_factory.mktemp("vba")
    xlam = bauen(
        ordner / "EGH.xlam", "--python", r"C:\Users\Müller\EGH\Scripts\python.exe", "--dll-ordner", r"C:\EGH"
    )
    with Vba(uno_python, soffice, ordner / "profil", xlam) as kind:
        kind.ersetzt("EghFunktionen", ".Value2", ".Value")
        kind.ersetzt("EghFunktionen", "Private Function Egh", "Public Function Egh")  # for the probes
        kind.ersetzt("EghPython", ".Value2", ".Value")
        yield kind


def test_jedes_modul_uebersetzt(vba: Vba) -> None:
    assert set(vba("module")) == MODULE
    assert vba.probe("F = 1 + 1") == 2


@pytest.mark.parametrize("modul", sorted(MODULE - {"Sheet2"}))
def test_ein_schreibfehler_in_einem_modul_fiele_auf(modul: str, vba: Vba) -> None:
    """The probe of the test above can fail, for each module."""
    quelle = vba("quelle", modul)
    vba("ersetzen", modul, quelle + "\nSub Kaputt(\n")
    try:
        assert vba.probe("F = 1 + 1") != 2
    finally:
        vba("ersetzen", modul, quelle)
    assert vba.probe("F = 1 + 1") == 2


@pytest.fixture(scope="module")
def huellen(vba: Vba) -> Vba:
    """Wrappers that hand their call to a double instead of Python; it tells what it was given."""
    vba(
        "einfuegen",
        "Doppel",
        VBA
        + """
Public Sub RechneDoppel(funktion As String, werte As Variant, antwort As Variant)
    Dim i As Integer
    Dim text As String
    If funktion = "EGH_QUOTE" Then
        Err.Raise 1000, Description:="Traceback" & Chr(10) & "  in f" & Chr(10) & "ValueError: so" & Chr(10)
    End If
    text = funktion
    For i = LBound(werte) To UBound(werte)
        If IsError(werte(i)) Then
            text = text & "|" & CStr(werte(i))
        Else
            text = text & "|" & werte(i)
        End If
    Next i
    antwort = text
End Sub
""",
    )
    vba.ersetzt("EghFunktionen", "EghRechne ", "RechneDoppel ")
    return vba


@pytest.mark.parametrize("name", sorted(set(FORMELN) - {"EGH_QUOTE"}))
def test_jede_huelle_reicht_ihre_argumente_in_der_folge_weiter(name: str, huellen: Vba) -> None:
    f = FORMELN[name]
    voll = [f"a{i}" for i in range(len(f.argumente))]
    knapp = voll[: f.pflicht]
    fehlt = ["Error 448"] * (len(voll) - f.pflicht)

    assert huellen("rufe", f"EghFunktionen.{name}", voll) == "|".join([name, *voll])
    assert huellen("rufe", f"EghFunktionen.{name}", knapp) == "|".join([name, *knapp, *fehlt])


def test_ein_ausgelassenes_argument_in_der_mitte_kommt_als_solches_an(huellen: Vba) -> None:
    assert huellen.probe('F = EGH_NJAZ("TH", , 45000)') == "EGH_NJAZ|TH|Error 448|45000"


def test_eine_ausnahme_wird_wert_und_behaelt_ihre_letzte_zeile(huellen: Vba) -> None:
    """As text in the cell it would be skipped by SUM."""
    assert (
        huellen.probe(
            'Dim satz As String\nDim wert\nwert = EGH_QUOTE(1, 2)\nEghLetzterSatz satz\nF = CStr(wert) & "|" & satz'
        )
        == "Error 2015|ValueError: so"
    )


def test_ergebnisse_werden_zellen(vba: Vba) -> None:
    """A whole number from Python is an error code; everything else stays; in scalars, rows and tables."""
    assert vba.probe("F = CStr(EghErgebnis(2042))") == "Error 2042"
    assert vba.probe("F = EghErgebnis(6.37)") == pytest.approx(6.37)
    assert vba.probe('F = EghErgebnis("#N/A")') == "#N/A"
    assert vba.probe("F = TypeName(EghErgebnis(True))") == "Boolean"
    reihe = 'Dim w\nw = EghErgebnis(Array(1.5, 2036, "Gesamt"))\nF = w(0) & "|" & CStr(w(1)) & "|" & w(2)'
    assert vba.probe(reihe) == "1.5|Error 2036|Gesamt"
    tafel = (
        'Dim t(1 To 2, 1 To 2)\nDim w\nt(1, 1) = 1.5\nt(1, 2) = 2007\nt(2, 1) = ""\nt(2, 2) = 2042\n'
        'w = EghErgebnis(t)\nF = w(1, 1) & "|" & CStr(w(1, 2)) & "|" & w(2, 1) & "|" & CStr(w(2, 2))'
    )
    assert vba.probe(tafel) == "1.5|Error 2007||Error 2042"


def test_bereiche_gehen_als_werte_ganze_spalten_bis_zum_ende_der_daten(vba: Vba) -> None:
    blatt = 'ThisWorkbook.Worksheets("egh.conf")'
    assert vba.probe(f'F = EghArg({blatt}.Range("A3"))') == "VERSION"
    assert vba.probe(
        f'Dim w\nw = EghArg({blatt}.Range("A1:B3"))\nF = w(1, 1) & UBound(w, 1) & UBound(w, 2)'
    ) == ("INTERPRETER_WIN32")
    spalte = 'Dim w\nw = EghArg(ThisWorkbook.Worksheets("_IntelliSense_").Range("D:D"))\nF = UBound(w, 1)'
    assert vba.probe(spalte) == len(FORMELN) + 1
    assert vba.probe("F = EghArg(0.125)") == 0.125
    assert vba.probe("F = CStr(EghArg(New Collection))") == "Error 2015"


def test_tage_einer_mappe_die_ab_1904_zaehlt(vba: Vba) -> None:
    """The same case in the other host: test_tageszahlen_einer_mappe_mit_1904_zaehlung (01.07.2023 is 43646 there)."""
    quelle = vba("quelle", "EghFunktionen")
    assert vba.probe("F = EghTag(43646#)") == 43646  # no cell is asking
    vba("ersetzen", "EghFunktionen", quelle.replace("Application.Caller.Worksheet.Parent.Date1904", "True"))
    try:
        assert vba.probe("F = EghTag(43646#)") == 45108
        assert vba.probe("F = EghTag(0#)") == 0  # not given
        assert vba.probe('F = EghTag("01.07.2023")') == "01.07.2023"
        assert vba.probe("F = CStr(EghTag())") == "Error 448"
        feld = 'Dim t(1 To 1, 1 To 2)\nDim w\nt(1, 1) = 43646#\nt(1, 2) = "x"\nw = EghTag(t)\nF = w(1, 1) & w(1, 2)'
        assert vba.probe(feld) == "45108x"
        assert vba.probe("F = EghArg(43646#)") == 43646  # hours stay hours
    finally:
        vba("ersetzen", "EghFunktionen", quelle)


def test_konfiguration_und_startbefehl_sind_die_des_add_ins(vba: Vba, tmp_path: Path) -> None:
    """Also while a workbook with a sheet egh.conf of its own is open."""
    fremd = openpyxl.Workbook()
    fremd.active.title = "egh.conf"  # type: ignore[union-attr]
    fremd.active["A1"], fremd.active["B1"] = "INTERPRETER_WIN", r"C:\boese.exe"  # type: ignore[index]
    fremd.save(tmp_path / "fremd.xlsx")
    assert vba("oeffnen", str(tmp_path / "fremd.xlsx")) == ["egh.conf"]

    lesen = 'Dim wert As String\nEghKonfiguration "{}", wert\nF = wert'
    assert vba.probe(lesen.format("INTERPRETER_WIN")) == r"C:\Users\Müller\EGH\Scripts\python.exe"
    assert vba.probe(lesen.format("PYTHONPATH")) == ""
    quelle = vba("quelle", "xlwings")
    vba("ersetzen", "xlwings", quelle.replace("Private Function XLPyCommand", "Public Function XLPyCommand"))
    befehl = vba.probe("F = XLPyCommand()")
    vba("ersetzen", "xlwings", quelle)
    assert befehl.startswith(r'"C:\Users\Müller\EGH\Scripts\python.exe" -B -E -P -c "')
    assert "boese" not in befehl
    assert len(befehl) < 2048 - 40


def test_ohne_python_sperrt_der_erste_fehlschlag_die_naechsten_sekunden(vba: Vba) -> None:
    """There is no xlwings DLL here, as on a PC where it was deleted: #NV at once, with the path in the sentence."""
    versuch = 'Dim wert\nEghRechne "EGH_VZAE", Array(1), wert\nF = TypeName(wert)'
    satz = r"FEHLER 1002 Python antwortet nicht (C:\Users\Müller\EGH\Scripts\python.exe): "
    einmal = vba.probe(versuch)

    assert einmal.startswith(satz)
    assert vba.probe(versuch) == einmal
    assert vba.probe('Dim wert\nEghGescheitert "x", wert\nF = CStr(wert)') == "Error 2042"


def test_gefragt_wird_nur_vom_menueband(vba: Vba) -> None:
    """Application.Caller is a Range while a cell is computed."""
    quelle = vba("quelle", "EghPython")
    vba("ersetzen", "EghPython", quelle.replace("TypeName(Application.Caller)", "AufruferArt()"))
    for art, satz in (
        ("Range", "FEHLER 1004 Aus einer Zelle wird nicht gefragt."),
        ("Error", "FEHLER 1002 Python antwortet"),
    ):
        vba(
            "einfuegen",
            "Aufrufer",
            f'{VBA}\nPublic Function AufruferArt()\nAufruferArt = "{art}"\nEnd Function\n',
        )
        gesagt = vba.probe('Dim satz As String\nEghFrage "handbuch", satz\nF = satz')
        assert gesagt.startswith(satz)
        vba("entfernen", "Aufrufer")
    vba("ersetzen", "EghPython", quelle)


ASSISTENT = """
Public genommen As String
Public mitHilfe As Boolean
Public verborgen As Boolean ' until the workbook is shown
Public Sub OptionenDoppel(Macro, Description, Category, ArgumentDescriptions, Optional HelpContextID, Optional HelpFile)
    If verborgen Then Err.Raise 1004, Description:="Cannot edit a macro on a hidden workbook"
    If Not IsMissing(HelpFile) Then
        If Not mitHilfe Then Err.Raise 1004, Description:="no page as help"
        genommen = genommen & HelpFile
    End If
    genommen = genommen & Macro & ":" & UBound(ArgumentDescriptions) & ArgumentDescriptions(1) & Chr(10)
End Sub
Public Sub Zeigen()
    verborgen = False
End Sub
"""


@pytest.mark.parametrize("hilfe", [True, False])
def test_der_assistent_bekommt_jede_formel_auch_ohne_hilfeseite(hilfe: bool, vba: Vba) -> None:
    """Whether Excel takes a page as help only a real one shows; its texts must not depend on it."""
    vba("einfuegen", "Assistentdoppel", VBA + ASSISTENT)
    quelle = vba("quelle", "EghAssistent")
    doppel = quelle.replace("Application.MacroOptions ", "OptionenDoppel ").replace(".Value2", ".Value")
    doppel = doppel.replace("Zelltext(zeile, 3))", '"C:\\h.html#x")')
    doppel = re.sub(r"ThisWorkbook\.IsAddin = False", "Zeigen", doppel)
    vba("ersetzen", "EghAssistent", re.sub(r"ThisWorkbook\.(IsAddin|Saved) = True", "", doppel))
    lauf = 'genommen = ""\nmitHilfe = {}\nverborgen = {}\nDim s As String\nEghAssistentEinrichten\n{}'
    try:
        for verborgen in (True, False):
            gesagt = vba.probe(lauf.format(hilfe, verborgen, "EghAssistentstand s\nF = s & genommen"))
            zeilen = gesagt.splitlines()
            assert len(zeilen) == len(FORMELN)
            for zeile, f in zip(zeilen, FORMELN.values(), strict=True):
                erstes = f.argumente[0].angabe.text
                name = f"'EGH.xlam'!{f.name}:{len(f.argumente)}{erstes}"
                assert zeile == ("C:\\h.html#x" if hilfe else "") + name
        vba(
            "ersetzen",
            "EghAssistent",
            vba("quelle", "EghAssistent").replace("Zeigen", "If False Then Zeigen"),
        )
        gesagt = vba.probe(lauf.format(hilfe, True, "EghAssistentstand s\nF = s & genommen"))
        assert gesagt == f"Eingabehilfe: Excel nahm die Texte von 0 der {len(FORMELN)} Formeln an."
    finally:
        vba("ersetzen", "EghAssistent", quelle)
        vba("entfernen", "Assistentdoppel")


# --- Ribbon buttons, with doubles for Excel's objects and for Python's answers ------------------------------

KLASSE = "Option VBASupport 1\nOption ClassModule\nOption Explicit\n"
ZELLE = """Public Value2 As Variant
Public Value As Variant
Public Text As String
Public HasFormula As Boolean
Public HasArray As Boolean
Public HasSpill As Boolean
Public Formula As String
Public folge As String
Public Sub Dirty()
    folge = folge & "d"
End Sub
Public Sub Calculate()
    folge = folge & "c"
End Sub
"""
VERWEISE = """Public verweis As String
Public Function LinkSources(art As Long) As Variant
    If verweis <> "" Then LinkSources = Array(verweis)
End Function
"""
MAPPE = """Public Name As String
Public FullName As String
Public Path As String
Public ReadOnly As Boolean
Public ProtectStructure As Boolean
Public Names As Object
"""
NAMEN = """Private inhalt As New Collection
Public Sub Add(bezeichnung As String, bezug As String, sichtbar As Boolean)
    Dim n As Object
    Set n = New KName
    n.RefersTo = bezug
    n.sichtbar = sichtbar
    On Error Resume Next
    inhalt.Remove bezeichnung
    On Error GoTo 0
    inhalt.Add n, bezeichnung
End Sub
Public Function Item(bezeichnung As String) As Object
    Set Item = inhalt.Item(bezeichnung)
End Function
"""
FORMELZELLE = (
    'wahl.HasFormula = True\nwahl.Formula = "=EGH_X(1)"\nwahl.Value = CVErr(2042)\nwahl.Text = "#NV"\n'
)


@pytest.fixture(scope="module")
def knoepfe(vba: Vba) -> Vba:
    for name, felder in (
        ("KZelle", ZELLE),
        ("KBereich", "Public Cells As Object\n"),
        ("KEintrag", "Public Name As String\nPublic RefersToRange As Object\n"),
        ("KMappe", f"Public Names As Object\n{VERWEISE}"),
        ("KVMappe", MAPPE + VERWEISE),
        ("KNamen", NAMEN),
        ("KName", "Public RefersTo As String\nPublic sichtbar As Boolean\n"),
        (
            "KPython",
            "Public Function Rechne(formel As String, werte As Variant) As Variant\nRechne = 1.5\nEnd Function\n"
            "Public Function Frage(nach As String, texte As Variant) As Variant\nFrage = nach\nEnd Function\n",
        ),
    ):
        vba("einfuegen", name, KLASSE + felder)
    vba("einfuegen", "ExcelDoppel", (TREIBER.parent / "excel_doppel.bas").read_text("utf-8"))
    for alt, neu in (
        ("MsgBox(", "MsgDoppel("),
        ("MsgBox ", "MsgDoppel "),
        ("EghFrage ", "FrageDoppel "),
        ("ActiveWorkbook", "MappeDoppel()"),
        ("ActiveCell", "ZelleDoppel()"),
        ("Application.Goto", "GeheDoppel"),
        ("Application.Calculate '", "RechnenDoppel '"),
        ("Application.Calculation ", "artDoppel "),
        ("Application.CalculationState", "standDoppel"),
        ("Application.EnableCancelKey", "schluesselDoppel"),
    ):
        vba.ersetzt("EghBefehle", alt, neu)
    for alt, neu in (
        ("MsgBox(", "MsgDoppel("),
        ("EghFrage ", "FrageDoppel "),
        ("Application.EnableCancelKey", "schluesselDoppel"),
        ("Application.CalculateFullRebuild", "VollDoppel"),
        ("Application.CalculateFull\n", "VollDoppel\n"),
        ("Application.CalculationState", "standDoppel"),
        ("Application.DisplayAlerts", "fragenDoppel"),
        ("Application.Workbooks", "offen"),
    ):
        vba.ersetzt("EghVersion", alt, neu)
    return vba


@pytest.mark.parametrize(
    ("namen", "gesagt"),
    [
        ("", "Prüfung: Diese Mappe hat keine Prüfungen (Namen pruefung_…).;"),
        (
            'Dazu "pruefung_a", True, "WAHR"\nDazu "T!Pruefung_b", True, "WAHR"\nDazu "hinweis_x", "", "alt"\n',
            "Prüfung: Alle 2 Prüfungen sind WAHR.\nhinweis_x: alt;",
        ),
        (
            'Dazu "pruefung_a", False, "FALSCH"\nDazu "ergebnis_x", False, "x"\n'
            'Dazu "pruefung_b", CVErr(2042), "#NV"\n',
            "->FALSCH;Prüfung: pruefung_a ist nicht WAHR (FALSCH).\nWeiter zur nächsten?;"
            "->#NV;Prüfung: pruefung_b ist nicht WAHR (#NV).\nWeiter zur nächsten?;"
            "Prüfung: 2 von 2 Prüfungen sind nicht WAHR.;",
        ),
        (
            'Dazu "pruefung_a", "WAHR", "WAHR"\nabbrechen = True\nDazu "pruefung_b", False, "FALSCH"\n',
            "->WAHR;Prüfung: pruefung_a ist nicht WAHR (WAHR).\nWeiter zur nächsten?;",  # a text is no check
        ),
        (
            'DazuOhneZelle "pruefung_a"\n',
            "Prüfung: pruefung_a verweist auf keine Zelle und ist nicht prüfbar.\nWeiter zur nächsten?;"
            "Prüfung: 1 von 1 Prüfungen sind nicht WAHR.;",
        ),
    ],
)
def test_pruefung_geht_zu_allem_was_nicht_wahr_ist(namen: str, gesagt: str, knoepfe: Vba) -> None:
    assert knoepfe.probe(f"Neu\n{namen}EghPruefung Nothing\nF = gesagt") == "(gerechnet)" + gesagt


def test_pruefung_sagt_wenn_excel_nur_auf_wunsch_rechnet(knoepfe: Vba) -> None:
    """Else the all-clear may be yesterday's; so it calculates first, too."""
    ablauf = knoepfe.probe(
        'Neu\nartDoppel = -4135\nDazu "pruefung_a", True, "WAHR"\nEghPruefung Nothing\nF = gesagt'
    )
    assert ablauf.startswith(
        "(gerechnet)Prüfung: Alle 1 Prüfungen sind WAHR.\nExcel rechnet sonst nur auf Wunsch"
    )


def test_alles_neu_rechnen(knoepfe: Vba) -> None:
    ablauf = knoepfe.probe("Neu\nEghAllesNeuRechnen Nothing\nF = gesagt")
    assert ablauf == "(alles neu)Alles neu rechnen: Alle geöffneten Mappen sind neu gerechnet.;"


@pytest.mark.parametrize("knopf", ["EghPruefung", "EghFormelnVerbinden"])
def test_ohne_mappe_und_in_der_geschuetzten_ansicht(knopf: str, knoepfe: Vba) -> None:
    """ActiveWorkbook is Nothing there; VBA's own text is »Objektvariable … nicht festgelegt«."""
    ablauf = knoepfe.probe(f"Neu\nSet mappe = Nothing\n{knopf} Nothing\nF = gesagt")
    assert ablauf.endswith(
        "Bitte zuerst eine Mappe öffnen; in der geschützten Ansicht erst »Bearbeitung aktivieren«.;"
    )


def test_ein_leerer_satz_wird_nicht_verschwiegen(knoepfe: Vba) -> None:
    assert knoepfe.probe('Neu\nEghZeige "Titel", ""\nF = gesagt') == "Titel: Dazu gibt es nichts zu sagen.;"


# The DLL's own text; what comes last in it is the folder, which says nothing.
DLL = (
    "Could not create Python process.\nError message: {}\n\n"
    'Command: "C:\\EGH\\python.exe" -B -E\nWorking Dir: <unspecified>'
)


@pytest.mark.parametrize(
    ("text", "satz"),
    [
        (DLL.format("Access is denied."), "Windows verbietet Excel, dieses Programm zu starten"),
        (DLL.format("Zugriff verweigert"), "Windows verbietet Excel, dieses Programm zu starten"),
        (DLL.format("The system cannot find the file specified."), "Die Datei gibt es nicht mehr"),
        (DLL.format("Das System kann die angegebene Datei nicht finden."), "Die Datei gibt es nicht mehr"),
        ("Python process exited before it was possible to go on.\n\nCommand: x\nWorking Dir: y", "Es endet sofort."),
        (DLL.format("Something else."), "Something else."),
        ("Die Datei xlwings64-0.37.8.dll ist in C:\\EGH nicht zu laden.", "Die Datei xlwings64-0.37.8.dll ist in"),
    ],
)  # fmt: skip
def test_warum_python_nicht_startet(text: str, satz: str, vba: Vba) -> None:
    zeilen = " & Chr(10) & ".join(f'"{z.replace(chr(34), chr(34) * 2)}"' for z in text.split("\n"))
    gesagt = vba.probe(f"Dim satz As String\nEghStartgrund {zeilen}, satz\nF = satz")
    assert gesagt.startswith(satz)
    assert "Working Dir" not in gesagt


def test_nach_einem_fehlschlag_wird_einmal_alles_nachgerechnet(knoepfe: Vba) -> None:
    """The cells that showed #NV are not dirty: F9 would leave them so for ever."""
    quellen = {modul: knoepfe("quelle", modul) for modul in ("EghPython", "xlwings")}
    knoepfe.ersetzt("xlwings", "Set py = XLPy()", "Set py = StartDoppel()")
    knoepfe.ersetzt("EghPython", "PAUSE_SEKUNDEN As Long = 60", "PAUSE_SEKUNDEN As Long = 1")
    ruf = 'Dim wert\nOn Error Resume Next\nEghRechne "EGH_VZAE", Array(1), wert\nOn Error GoTo 0\n'
    nachher = 'gesagt = ""\nEghNachrechnen\nF = CStr(wert) & gesagt'
    warten = "Dim bis\nbis = Now + TimeSerial(0, 0, 2)\nDo While Now < bis\nLoop\n"
    try:
        assert knoepfe.probe(ruf + nachher) == ""
        assert knoepfe.probe(warten + ruf + nachher) == "1.5(alles neu)"
        assert knoepfe.probe(ruf + nachher) == "1.5"
    finally:
        for modul, quelle in quellen.items():
            knoepfe("ersetzen", modul, quelle)


def test_das_startprotokoll_nennt_jeden_neuen_stand_einmal(knoepfe: Vba, tmp_path: Path) -> None:
    """A reason, then that it answers; no more lines for thousands of cells, none of them with what a cell holds."""
    quellen = {modul: knoepfe("quelle", modul) for modul in ("EghPython", "xlwings")}
    datei = tmp_path / "starts.txt"
    knoepfe.ersetzt("xlwings", "Set py = XLPy()", "Set py = StartDoppel()")
    knoepfe.ersetzt("EghPython", "PAUSE_SEKUNDEN As Long = 60", "PAUSE_SEKUNDEN As Long = 0")
    knoepfe.ersetzt("EghPython", 'EghKonfiguration "PROTOKOLL", datei', f'datei = "{datei}"')
    try:
        zelle = 'EghRechne "EGH_VZAE", Array("geheim"), wert\n'
        knoepfe.probe(f"Dim wert\ngestartet = 0\nOn Error Resume Next\n{zelle * 3}F = wert")
        zeilen = datei.read_text("utf-8").splitlines()
        assert all(re.match(r"2\d{3}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d ", z) for z in zeilen)
        assert [z[20:] for z in zeilen] == [
            f"{version('egh-kalkulation')} Python antwortet nicht (C:\\Users\\Müller\\EGH\\Scripts\\python.exe): "
            "Windows verbietet Excel, dieses Programm zu starten (Regel von Defender oder AppLocker); Handbuch, »Wenn "
            "Python nicht starten darf«.",
            f"{version('egh-kalkulation')} Python antwortet.",
        ]
    finally:
        for modul, quelle in quellen.items():
            knoepfe("ersetzen", modul, quelle)


def test_ein_knopf_wartet_die_pause_nicht_ab(knoepfe: Vba) -> None:
    """Cells answer #NV at once for a minute; whoever presses a button wants to know now."""
    quellen = {modul: knoepfe("quelle", modul) for modul in ("EghPython", "xlwings")}
    knoepfe.ersetzt("xlwings", "Set py = XLPy()", "Set py = StartDoppel()")
    zelle = 'EghRechne "EGH_VZAE", Array(1), wert\n'
    try:
        ablauf = knoepfe.probe(
            f"Dim wert, antwort As String\ngestartet = 0\nOn Error Resume Next\n{zelle}F = gestartet\n{zelle}"
            f'F = F & gestartet\nEghFrage "ueber", antwort\nF = F & gestartet & antwort\n{zelle}F = F & wert'
        )
        assert ablauf == "112ueber1.5"
    finally:
        for modul, quelle in quellen.items():
            knoepfe("ersetzen", modul, quelle)


@pytest.mark.parametrize(("nummer", "zelle"), [(462, "Error 2042"), (1000, "Error 2015")])
def test_ein_python_das_mittendrin_endet_ist_wie_eines_das_nicht_startet(
    nummer: int, zelle: str, knoepfe: Vba
) -> None:
    """#NV at once and a recalculation when it answers again; what Python itself raised is #WERT!."""
    quellen = {modul: knoepfe("quelle", modul) for modul in ("EghPython", "xlwings")}
    knoepfe.ersetzt("xlwings", "Set py = XLPy()", "Set py = StartDoppel()")
    knoepfe.ersetzt("EghPython", "antwort = py.Rechne(formel, argumente)", f"Err.Raise {nummer}")
    try:
        gesagt = knoepfe.probe(
            'Dim wert, grund As String\ngestartet = 1\nOn Error Resume Next\nEghRechne "EGH_VZAE", Array(1), wert\n'
            'EghGescheitert Err.Description, wert\nEghPythonSchwieg grund\nF = CStr(wert) & "|" & grund'
        )
        art, grund = gesagt.split("|")
        assert art == zelle
        assert grund.startswith("Python ist beendet worden") is (nummer == 462)
    finally:
        for modul, quelle in quellen.items():
            knoepfe("ersetzen", modul, quelle)


def test_fehler_erklaeren_rechnet_die_zelle_neu_und_zeigt_alle_seiten(knoepfe: Vba) -> None:
    ablauf = knoepfe.probe(f"Neu\n{FORMELZELLE}EghFehlerErklaeren Nothing\nF = gesagt & wahl.folge")

    assert ablauf == (
        "[mitschreiben][fehler_der_zelle|=EGH_X(1)|#NV]"
        "Fehler erklären (1 von 2): Seite eins;Fehler erklären: Seite zwei;dc"
    )


def test_quelle_anzeigen_fragt_mit_formel_und_namen(knoepfe: Vba) -> None:
    ablauf = knoepfe.probe(f"Neu\n{FORMELZELLE}EghQuelleAnzeigen Nothing\nF = gesagt")

    assert ablauf.startswith("[mitschreiben][quelle_der_zelle|=EGH_X(1)|]Quelle (1 von 2): Seite eins;")


def test_ohne_gewaehlte_zelle_sagt_ein_satz_was_zu_tun_ist(knoepfe: Vba) -> None:
    ablauf = knoepfe.probe("Neu\nSet wahl = Nothing\nEghFehlerErklaeren Nothing\nF = gesagt")

    assert ablauf == "Fehler erklären: Bitte zuerst eine Zelle auswählen.;"


def test_ueber_und_handbuch_fragen_python(knoepfe: Vba) -> None:
    assert knoepfe.probe("Neu\nEghHandbuch Nothing\nF = gesagt").startswith("[handbuch]Handbuch")
    assert "[ueber|" in knoepfe.probe("Neu\nEghUeber Nothing\nF = gesagt")


# --- Formulas entered once more, with doubles for a sheet's cells ------------------------------------------------

FORMELZELLEN = """Public Formula As String
Public Formula2 As String
Public HasArray As Boolean
Public CurrentArray As Object
Public Address As String
Public Cells As Object
Public getan As String
Public Sub Replace(was As String, womit As String, wie As Long)
    getan = getan & "ersetzt " & was & wie
End Sub
"""
BLATT = """Public Inhalt As Object
Public Function UsedRange() As Object
    Set UsedRange = Me
End Function
Public Function SpecialCells(art As Long) As Object
    Set SpecialCells = Inhalt
End Function
"""
BAU = """
Public blatt As Object
Public Function FormelDoppel(formel As String) As Object
    Dim k As Object
    Set k = New KFormel
    k.Formula = formel
    k.Formula2 = formel
    k.Address = "$A$" & (blatt.Inhalt.Cells.Count + 1)
    Set k.Cells = New Collection
    k.Cells.Add k
    blatt.Inhalt.Cells.Add k
    Set FormelDoppel = k
End Function
Public Sub NeuesBlatt()
    Set blatt = New KBlatt
    Set blatt.Inhalt = New KListe
    Set blatt.Inhalt.Cells = New Collection
End Sub
"""
ANDERE = [
    (r"=+'C:\Users\D''Angelo\EGH.xlam'!EGH_BJAZ(1)", "=+EGH_BJAZ(1)"),
    ("='C:/x/egh.XLAM'!EGH_BJAZ(1)", "=EGH_BJAZ(1)"),
    ("=EGH.xlam!EGH_BJAZ(1)", "=EGH_BJAZ(1)"),
    ('="EGH.xlam\'!" & "EGH.xlam!x" & EGH_BJAZ(1)', '="EGH.xlam\'!" & "EGH.xlam!x" & EGH_BJAZ(1)'),
    ("='Blatt ''EGH.xlam'!A1+EGH_BJAZ(1)", "='Blatt ''EGH.xlam'!A1+EGH_BJAZ(1)"),
    ("='Meine-EGH.xlam'!A1", "='Meine-EGH.xlam'!A1"),
    ("=EGH_BJAZ('offen", "=EGH_BJAZ('offen"),
]
SCHUTZBLATT = """Public Name As String
Public ProtectContents As Boolean
Public kennwort As Boolean
Public kaputt As Boolean
Public Sub Unprotect(womit As String)
    If kennwort Then Err.Raise 1004, Description:="Kennwort"
    ProtectContents = False
End Sub
Public Sub Protect()
    If kaputt Then Err.Raise 1004, Description:="geht nicht"
    ProtectContents = True
End Sub
"""
SCHUTZBAU = """
Public Function Mappe3(kennwort As Boolean, kaputt As Boolean) As Object
    Dim m, b, n
    Set m = New KSMappe
    m.Name = "m.xlsx"
    Set m.Worksheets = New Collection
    For n = 1 To 3
        Set b = New KSBlatt
        b.Name = "B" & n
        b.ProtectContents = True
        b.kennwort = kennwort And n = 2
        b.kaputt = kaputt And n = 2
        m.Worksheets.Add b
    Next n
    Set Mappe3 = m
End Function
Public Function Stand(m As Object) As String
    Dim b
    For Each b In m.Worksheets
        Stand = Stand & IIf(b.ProtectContents, "1", "0")
    Next b
End Function
"""
PFAD = r"'C:\Users\Anders\AppData\EGH.xlam'!"


def test_formeln_werden_in_jeder_laenge_neu_eingegeben(vba: Vba) -> None:
    for name, felder in (
        ("KFormel", FORMELZELLEN),
        ("KBlatt", BLATT),
        ("KListe", "Public Cells As Object\n"),
    ):
        vba("einfuegen", name, KLASSE + felder)
    vba("einfuegen", "Blattbau", VBA + BAU)
    quelle = vba("quelle", "EghVerweise")
    oeffentlich = "\nPublic Sub EingegebenDoppel(b As Object, n As Long)\nn = NeuEingegeben(b)\nEnd Sub\n"
    vba("ersetzen", "EghVerweise", quelle + oeffentlich)
    lang = "=" + "+".join([f"{PFAD}EGH_VZAE(1,2)"] * 20)
    try:
        gesagt = vba.probe(
            "Dim a, b, c, d\nNeuesBlatt\n"
            f'Dim n As Long\nSet a = FormelDoppel("{lang}")\nSet b = FormelDoppel("=SUM(1,2)")\n'
            'Set c = FormelDoppel("=[EGH.xlam]!x")\nSet d = FormelDoppel("=EGH.xlam!EGH_BJAZ(1,2)")\n'
            'EingegebenDoppel blatt, n\nF = n & "|" & a.Formula2 & "|" & b.getan & "|" & d.Formula2'
        )
        assert "|" in gesagt, gesagt
        anzahl, neu, unberuehrt, kurz = gesagt.split("|")
        assert (anzahl, unberuehrt, kurz) == ("2", "", "=EGH_BJAZ(1,2)")
        assert neu == "=" + "+".join(["EGH_VZAE(1,2)"] * 20)
        leer = "Dim n As Long\nNeuesBlatt\nSet blatt.Inhalt = Nothing\nEingegebenDoppel blatt, n\nF = n"
        assert vba.probe(leer) == 0
    finally:
        vba("ersetzen", "EghVerweise", quelle)


# Added at the end: LibreOffice does not always see that a Private procedure has become Public.
ZUGANG = """
Public Sub OhneVerweisDoppel(text As String, neu As String)
    neu = OhneVerweis(text)
End Sub
Public Sub AufhebenDoppel(m As Object, s As Collection, gesperrt As String)
    SchutzAufheben m, s, gesperrt
End Sub
Public Sub WiederDoppel(s As Collection, satz As String)
    SchutzWiederherstellen s, satz
End Sub
"""


@pytest.mark.parametrize(("text", "neu"), ANDERE)
def test_nur_der_verweis_auf_das_add_in_faellt_weg(text: str, neu: str, vba: Vba) -> None:
    quelle = vba("quelle", "EghVerweise")
    vba("ersetzen", "EghVerweise", quelle + ZUGANG)
    doppelt = text.replace('"', '""')
    try:
        assert vba.probe(f'Dim neu As String\nOhneVerweisDoppel "{doppelt}", neu\nF = neu') == neu
    finally:
        vba("ersetzen", "EghVerweise", quelle)


@pytest.fixture
def schutz(vba: Vba) -> Iterator[Vba]:
    """Workbooks of three protected sheets; Protect without its named arguments, which doubles do not take."""
    vba("einfuegen", "KSBlatt", KLASSE + SCHUTZBLATT)
    vba("einfuegen", "KSMappe", KLASSE + "Public Name As String\nPublic Worksheets As Object\n")
    vba("einfuegen", "Schutzbau", VBA + SCHUTZBAU)
    quelle = vba("quelle", "EghVerweise")
    neu = re.sub(
        r"s\(0\)\.Protect DrawingObjects.*?s\(14\)\n", "s(0).Protect\n", quelle.replace("\r", ""), flags=re.S
    )
    neu = re.sub(r"    s\(0\)\.EnableSelection = s\(15\)\n", "", neu)
    neu = re.sub(
        r"    Set p = blatt.*?blatt\.EnableSelection\)\n", "    Schutzstand = Array(blatt)\n", neu, flags=re.S
    )
    neu = neu.replace("Application.EnableCancelKey", "schluessel")
    neu = (
        neu.replace("Private Const ADDIN_DATEI", "Private schluessel As Long\nPrivate Const ADDIN_DATEI")
        + ZUGANG
    )
    vba("ersetzen", "EghVerweise", neu)
    yield vba
    vba("ersetzen", "EghVerweise", quelle)
    for name in ("KSBlatt", "KSMappe", "Schutzbau"):
        vba("entfernen", name)


@pytest.mark.parametrize(
    ("kennwort", "kaputt", "ablauf"),
    [
        (False, False, "|000||111|"),
        (True, False, "|010|B2|111|"),  # a password: nothing lifted stays lifted
        (False, True, "|000||101|Ohne Blattschutz blieb: B2."),  # each sheet for itself, and said
    ],
)
def test_kein_blatt_bleibt_still_ohne_schutz(kennwort: bool, kaputt: bool, ablauf: str, schutz: Vba) -> None:
    gesagt = schutz.probe(
        "Dim s As New Collection\nDim m As Object\nDim gesperrt As String, satz As String\n"
        f"Set m = Mappe3({kennwort}, {kaputt})\nAufhebenDoppel m, s, gesperrt\n"
        'F = "|" & Stand(m) & "|" & gesperrt & "|"\n'
        'WiederDoppel s, satz\nF = F & Stand(m) & "|" & satz'
    )
    assert gesagt == ablauf
