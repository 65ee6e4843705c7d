"""From where Excel may load code: full paths on this PC, in folders that nobody else may change.

The security descriptors are texts as Windows 10 and 11 show them for folders of each kind (`(Get-Acl …).Sddl`).
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path, PureWindowsPath

import pytest
from befehlszeile import egh

from egh import addin_pruefen
from xlwings_addin import installation, pruefung, rechte, regeln

ICH = "S-1-5-21-1111111111-2222222222-3333333333-1001"
ANDERE = "S-1-5-21-1111111111-2222222222-3333333333-1002"
INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
SDDL = {
    "unter C:": (
        "D:AI(A;OICIID;FA;;;BA)(A;OICIID;FA;;;SY)(A;OICIID;0x1200a9;;;BU)(A;ID;0x1301bf;;;AU)(A;OICIIOID;SDGXGWGR;;;AU)",
        ["Authentifizierte Benutzer"],
    ),
    "unter LOCALAPPDATA": (f"D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;{ICH})", []),
    "unter Program Files": (
        f"D:PAI(A;;FA;;;{INSTALLER})(A;CIIO;GA;;;{INSTALLER})(A;;0x1301bf;;;SY)(A;OICIIO;GA;;;SY)(A;;0x1301bf;;;BA)"
        "(A;OICIIO;GA;;;BA)(A;;0x1200a9;;;BU)(A;OICIIO;GXGR;;;BU)(A;OICIIO;GA;;;CO)(A;;0x1200a9;;;AC)",
        [],
    ),
    "Laufwerk C: selbst": (
        "D:PAI(A;OICIIO;SDGXGWGR;;;AU)(A;;LC;;;AU)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)",
        ["Authentifizierte Benutzer"],
    ),
    "freigegeben": ("D:(A;OICI;FA;;;WD)", ["Jeder"]),
    "lange Form": ("D:(A;OICI;0x1f01ff;;;S-1-5-32-545)(A;;FA;;;S-1-5-32-544)", ["Benutzer"]),
    "ein anderer": (f"D:(A;OICI;FA;;;{ICH})(A;OICI;0x1301bf;;;{ANDERE})", [ANDERE]),
    "Domäne": ("D:(A;OICI;FA;;;S-1-5-21-1-2-3-512)(A;OICI;FW;;;S-1-5-21-1-2-3-513)", ["Domänen-Benutzer"]),
    "verboten statt erlaubt": (f"D:(D;OICI;FA;;;WD)(A;OICI;FA;;;{ICH})", []),
    "nur lesen": (f"D:(A;OICI;FRFX;;;WD)(A;OICI;0x1200a9;;;AU)(A;OICI;FA;;;{ICH})", []),
    "Rechte ändern": ("D:(A;OICI;WDWO;;;BU)", ["Benutzer"]),
    "Dateien anlegen": ("D:(A;OICI;CCDCLC;;;BU)", ["Benutzer"]),
    "mit Besitzer und Überwachung": (f"O:{ICH}G:BAD:P(A;OICI;FA;;;{ICH})S:(AU;SAFA;FA;;;WD)", []),
    "ohne Liste": ("O:BAG:BA", ["Jeder"]),
    "ohne Einschränkung": ("D:NO_ACCESS_CONTROL", ["Jeder"]),
    "leere Liste": ("D:P", []),
    "leere Liste mit Überwachung": ("D:PS:(AU;SAFA;FA;;;WD)", []),
    # found by a fresh look: read as closed, though others may write
    "unter einer Bedingung": (
        'D:(XA;;FA;;;BU;(@User.Title=="PM" && (a)))(A;;FA;;;WD)',
        ["Benutzer", "Jeder"],
    ),
    "nur für das, was darin entsteht": ("D:(A;OICIIO;FA;;;WD)", ["Jeder"]),
    "für ein Objekt": ("D:(OA;OICI;FA;bf967aba-0de6-11d0-a285-00aa003049e2;;WD)", ["Jeder"]),
    "Namen der Registrierung": ("D:(A;;KA;;;BU)(A;;KW;;;AU)", ["Benutzer", "Authentifizierte Benutzer"]),
    "was immer erlaubt ist": ("D:(A;;0x2000000;;;WD)", ["Jeder"]),
    "Dienstkonten": ("D:(A;;FA;;;LS)(A;;FA;;;S-1-5-20)", ["Lokaler Dienst", "Netzwerkdienst"]),
    "Verwalter": (
        "D:(A;;FA;;;LA)(A;;FA;;;DA)(A;;FA;;;EA)(A;;FA;;;S-1-5-21-1-2-3-500)(A;;FA;;;S-1-5-21-1-2-3-519)",
        [],
    ),
    "unbekannte Art": ("D:(QQ;;FA;;;WD)", [rechte.UNLESBAR]),
    "unbekanntes Recht": ("D:(A;;FAQQ;;;WD)", ["Jeder"]),
    "abgeschnitten": (f"D:(A;;FA;;;{ICH})(A;;FA;;;W", [rechte.UNLESBAR]),
    "Rest hinter der Liste": (f"D:(A;;FA;;;{ICH})x", [rechte.UNLESBAR]),
}


@pytest.mark.parametrize(("sddl", "wer"), SDDL.values(), ids=SDDL)
def test_wer_einen_ordner_aendern_darf(sddl: str, wer: list[str]) -> None:
    assert rechte.fremde(sddl, {ICH}) == wer


GUT = [r"C:\Users\Müller\EGH\Scripts\python.exe", r"D:\EGH", r"c:\Program Files\EGH"]
SCHLECHT = [
    r"\\server\freigabe\python.exe", r"\\?\C:\EGH", r"\\.\C:\EGH", "EGH", r".\EGH", r"..\EGH", r"C:EGH",
    r"C:\EGH\..\x", "C:/EGH", 'C:\\E"GH', "C:\\E\nGH", r"C:\$(PATH)\x", "", "C:\\", "C:\\EGH\\", "https://x/EGH",
    r"C:\a:b", r"C:\a|b", r"C:\EGH \python.exe", r"C:\EGH.\python.exe", r"C:\EGH\NUL", r"C:\con.txt\x",
    "C:\\プ\\python.exe", "C:\\\ufffe\\x", "C:\\\udcff\\x", "C:\\" + "x" * 3000,
]  # fmt: skip


@pytest.mark.parametrize("pfad", GUT)
def test_volle_pfade(pfad: str) -> None:
    installation.pruefe_pfad(pfad, "Python")
    assert PureWindowsPath(pfad).is_absolute()


@pytest.mark.parametrize("pfad", SCHLECHT)
def test_pfade_aus_denen_nichts_geladen_wird(pfad: str) -> None:
    with pytest.raises(
        installation.Hindernis,
        match=r"kein voller Pfad auf einem Laufwerk|enthält das Zeichen|Zeichen; Excel",
    ):
        installation.pruefe_pfad(pfad, "Python")


@pytest.mark.parametrize("angabe", ["--python", "--dll-ordner"])
@pytest.mark.parametrize(
    "pfad", [r"\\boese\x", "python.exe", r"C:\Program Files\WindowsApps\Python\python.exe", "C:\\\udcff\\x"]
)
def test_bauen_nimmt_nur_solche(angabe: str, pfad: str, tmp_path: Path) -> None:
    gut = {"--python": r"C:\EGH\Scripts\python.exe", "--dll-ordner": r"C:\EGH"} | {angabe: pfad}
    lauf = egh(
        "addin", "excel", "bauen", "-o", tmp_path / "E.xlam", *(teil for paar in gut.items() for teil in paar)
    )
    assert lauf.returncode == 2
    assert lauf.stderr.startswith(f"egh: {angabe}: ")
    assert list(tmp_path.iterdir()) == []


def test_orte_und_was_zu_tun_ist() -> None:
    installation.pruefe_ort(r"C:\EGH", False, [])
    with pytest.raises(installation.Hindernis, match=r"liegt im Netz.*%LOCALAPPDATA%"):
        installation.pruefe_ort(r"Z:\EGH", True, [])
    with pytest.raises(
        installation.Hindernis, match=r"auch andere ändern \(Jeder, Benutzer\).*nur Administratoren"
    ):
        installation.pruefe_ort(r"C:\EGH", False, ["Jeder", "Benutzer"])
    installation.pruefe_profil(Path("C:/x/EGH.xlam"), False)
    for ziel, entfernt in ((Path("C:/x/EGH.xlam"), True), (Path(r"\\server\profil\EGH.xlam"), False)):
        with pytest.raises(installation.Hindernis, match="--ordner"):
            installation.pruefe_profil(ziel, entfernt)


# --- egh addin excel pruefen ---------------------------------------------------------------------------------------

PYTHON = r"C:\Users\Müller\AppData\Local\EGH\Scripts\python.exe"
ORT = r"C:\Users\Müller\AppData\Local\EGH\Scripts"
WERTE = {
    "INTERPRETER_WIN": PYTHON,
    "XLWINGS_DLL_FOLDER": r"C:\Users\Müller\AppData\Local\EGH",
    "VERSION": "1.0",
}
GUTE_LAGE: dict[str, object] = {
    "addin": Path("EGH.xlam"),
    "konfiguration": WERTE,
    "paketversion": "1.0",
    "im_netz": {ORT: False},
    "schreibt": {ORT: []},
}
LAGEN = {
    "alles gut": ({}, []),
    "nicht installiert": ({"konfiguration": None}, ["EGH.xlam gibt es nicht"]),
    "alte Version": (
        {"paketversion": "2.0"},
        ["Version des Add-ins: 1.0, das Paket 2.0; egh addin excel installieren"],
    ),
    "ohne Python": ({"konfiguration": {**WERTE, "INTERPRETER_WIN": ""}}, ["Das Add-in kennt kein Python"]),
    "Python weg": ({"interpreter_da": False}, ["gibt es nicht mehr"]),
    "Paket fehlt": (
        {"startfehler": "ModuleNotFoundError: No module named 'xlwings'"},
        ["startet nicht oder findet das Paket nicht: Module"],
    ),
    "im Netz": ({"im_netz": {ORT: True}}, ["liegt im Netz"]),
    "offen": ({"schreibt": {ORT: ["Benutzer"]}}, ["auch andere ändern (Benutzer)"]),
    "Store": (
        {"konfiguration": {**WERTE, "INTERPRETER_WIN": r"C:\Program Files\WindowsApps\P\python.exe"}},
        ["Microsoft Store"],
    ),
    "Fremdes daneben": ({"weitere": ["PERSONAL.XLSB"]}, []),
    "Profil im Netz": ({"profil_im_netz": True}, ["liegt im Netz; Excel vertraut ihm nicht"]),
    "Regel, noch ohne Add-in": (
        {"regeln": [regeln.Fund("Alle Add-ins sind ab.")], "konfiguration": None},
        ["Alle Add-ins sind ab.", "EGH.xlam gibt es nicht"],
    ),
    "Signatur verlangt": ({"regeln": [regeln.Fund("Nur signiert.", True)]}, ["Nur signiert."]),
    "Signatur verlangt und da": (
        {"regeln": [regeln.Fund("Nur signiert.", True)], "konfiguration": {**WERTE, "SIGNIERT": "ja"}},
        [],
    ),
    "Regel mit möglicher Ausnahme": ({"regeln": [regeln.Fund("Vielleicht.", vielleicht=True)]}, []),
    "beschädigt": ({"konfiguration": {}}, ["ist beschädigt"]),
    "DLL in Quarantäne": ({"dll_da": False}, ["Die DLL von xlwings fehlt in C:"]),
    "mit Startprotokoll": ({"konfiguration": {**WERTE, "PROTOKOLL": "C:\\x.txt"}}, []),
}


@pytest.mark.parametrize(("anders", "saetze"), LAGEN.values(), ids=LAGEN)
def test_pruefen_sagt_was_zu_tun_ist(
    anders: dict[str, object], saetze: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lage = pruefung.Lage(**{**GUTE_LAGE, **anders})  # type: ignore[arg-type]
    schlecht = [b.satz for b in pruefung.befunde(lage) if b.gut is False]
    assert len(schlecht) == len(saetze)
    assert all(teil in satz for teil, satz in zip(saetze, schlecht, strict=True))
    assert addin_pruefen.pruefe(lage) == (1 if saetze else 0)
    gesagt = capsys.readouterr().out.splitlines()
    assert [z for z in gesagt if z.startswith("Befund")] == [f"{'Befund':<11} {s}" for s in schlecht]


def test_pruefen_liest_die_gebaute_datei(tmp_path: Path) -> None:
    ziel = tmp_path / "EGH.xlam"
    angaben = ("--python", PYTHON, "--dll-ordner", WERTE["XLWINGS_DLL_FOLDER"])
    assert egh("addin", "excel", "bauen", "-o", ziel, *angaben).returncode == 0
    gelesen = pruefung.konfiguration(ziel)
    assert gelesen is not None
    assert {k: v for k, v in gelesen.items() if k != "VERSION"} == {
        k: v for k, v in WERTE.items() if k != "VERSION"
    }
    assert pruefung.konfiguration(tmp_path / "fehlt.xlam") is None
    with zipfile.ZipFile(ziel, "a") as paket:
        paket.writestr("xl/vbaProjectSignature.bin", b"")
    assert pruefung.konfiguration(ziel) == {**gelesen, "SIGNIERT": "ja"}
    roh = ziel.read_bytes()
    verschluesselt = roh.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    fremde_art = roh.replace(
        b"PK\x01\x02\x14\x00\x14\x00\x00\x00\x08", b"PK\x01\x02\x14\x00\x14\x00\x00\x00\x63"
    )
    for schlecht in (b"kein Archiv", b"", roh[:3000], verschluesselt, fremde_art):
        ziel.write_bytes(schlecht)
        assert pruefung.konfiguration(ziel) in ({}, {**gelesen, "SIGNIERT": "ja"})


@pytest.mark.skipif(sys.platform == "win32", reason="hier stehen Skripte für Python")
def test_die_startprobe_startet_wie_excel_und_behaelt_den_grund(tmp_path: Path) -> None:
    def python(rumpf: str) -> Path:
        skript = tmp_path / "python"
        skript.write_text(f"#!/bin/sh\n{rumpf}\n", "utf-8")
        skript.chmod(0o755)
        return skript

    assert addin_pruefen.startfehler(python(f'exec {sys.executable} "$@"')) == ""
    grund = addin_pruefen.startfehler(python(f"exec {sys.executable} -S -I -c 'import xlwings'"))
    assert grund == "ModuleNotFoundError: No module named 'xlwings'"
    assert addin_pruefen.startfehler(python("exit 3")) == "Ende mit 3"
    assert addin_pruefen.startfehler(tmp_path) != ""  # a folder cannot be started
    assert " -B -E -P -c " in f" {' '.join(pruefung.STARTPROBE)} "


def test_das_python_hinter_der_umgebung(tmp_path: Path) -> None:
    """Its folder counts too: whoever may write there puts code into every environment made from it."""
    (tmp_path / "Scripts").mkdir()
    assert installation.basis(tmp_path / "Scripts" / "python.exe") is None
    (tmp_path / "pyvenv.cfg").write_text("home = C:\\Python 312 \nversion = 3.12\n", "utf-8")
    assert installation.basis(tmp_path / "Scripts" / "python.exe") == Path("C:\\Python 312")


def test_letzter_start_aus_dem_protokoll(tmp_path: Path) -> None:
    assert addin_pruefen.letzte_zeile(tmp_path / "fehlt.txt") == ""
    (tmp_path / "starts.txt").write_text("eins\nzwei\n\n", "utf-8")
    assert addin_pruefen.letzte_zeile(tmp_path / "starts.txt") == "zwei"


EXCEL = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
ASR = r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
INTUNE = r"Software\Policies\Microsoft\Windows Defender\Policy Manager"
KIND = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
API = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"


@pytest.mark.parametrize(
    ("werte", "teile"),
    [
        ({}, []),
        ({("HKCU", EXCEL, "RequireAddinSig"): 1}, ["müssen signiert sein"]),
        ({("HKCU", EXCEL, "RequireAddinSig"): 0, ("HKLM", EXCEL, "DisableAllAddins"): 1}, ["Alle Add-ins"]),
        ({("HKCU", EXCEL + r"\Trusted Locations", "AllLocationsDisabled"): 1}, ["auch XLSTART"]),
        ({("HKLM", r"Software\Policies\Microsoft\Office\16.0\Common", "vbaoff"): 1}, ["VBA ist für Office"]),
        ({("HKLM", ASR, KIND): "1", ("HKLM", ASR, API): "2"}, [KIND]),
        ({("HKLM", ASR, KIND): "0", ("HKLM", ASR, API): "6"}, [API]),
        ({("HKLM", INTUNE, "ASRRules"): f"{KIND.upper()}=1|{API}=2"}, [KIND]),
        ({("HKLM", INTUNE, "ASRRules"): f"{KIND}=0|{API}=6"}, [API]),
        ({("HKLM", ASR, KIND): "1", ("HKLM", ASR.removesuffix(r"\Rules"), "ExploitGuard_ASR_Rules"): 0}, []),
        (
            {
                (
                    "HKCU",
                    EXCEL.replace("Policies\\Microsoft", "Policies\\Microsoft\\Cloud"),
                    "DisableAllAddins",
                ): 1
            },
            ["Alle"],
        ),
    ],
)
def test_regeln_der_einrichtung(werte: dict[tuple[str, str, str], object], teile: list[str]) -> None:
    saetze = [fund.satz for fund in regeln.gefunden(lambda *ort: werte.get(ort))]
    assert len(saetze) == len(teile)
    assert all(teil in satz for teil, satz in zip(teile, saetze, strict=True))


def test_pruefen_ohne_windows() -> None:
    lauf = egh("addin", "excel", "pruefen")
    assert (lauf.returncode, lauf.stderr.count("\n")) == (2, 1)
    assert "nur auf dem Windows-PC" in lauf.stderr
