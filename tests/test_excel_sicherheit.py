"""From where Excel may load code: full paths on this PC, in folders that nobody else may change.

The security descriptors are texts as Windows 10 and 11 show them for folders of each kind (`(Get-Acl …).Sddl`).
"""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest
from befehlszeile import egh

from egh import addin
from xlwings_addin import installation, pruefung, rechte

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
}


@pytest.mark.parametrize(("sddl", "wer"), SDDL.values(), ids=SDDL)
def test_wer_einen_ordner_aendern_darf(sddl: str, wer: list[str]) -> None:
    assert rechte.fremde(sddl, {ICH}) == wer


GUT = [r"C:\Users\Müller\EGH\Scripts\python.exe", r"D:\EGH", r"c:\Program Files\EGH"]
SCHLECHT = [
    r"\\server\freigabe\python.exe", r"\\?\C:\EGH", r"\\.\C:\EGH", "EGH", r".\EGH", r"..\EGH", r"C:EGH",
    r"C:\EGH\..\x", "C:/EGH", 'C:\\E"GH', "C:\\E\nGH", r"C:\$(PATH)\x", "", "C:\\", "C:\\EGH\\", "https://x/EGH",
    r"C:\a:b", r"C:\a|b",
]  # fmt: skip


@pytest.mark.parametrize("pfad", GUT)
def test_volle_pfade(pfad: str) -> None:
    installation.pruefe_pfad(pfad, "Python")
    assert PureWindowsPath(pfad).is_absolute()


@pytest.mark.parametrize("pfad", SCHLECHT)
def test_pfade_aus_denen_nichts_geladen_wird(pfad: str) -> None:
    with pytest.raises(installation.Hindernis, match="kein voller Pfad auf einem Laufwerk"):
        installation.pruefe_pfad(pfad, "Python")


@pytest.mark.parametrize("angabe", ["--python", "--dll-ordner"])
@pytest.mark.parametrize(
    "pfad", [r"\\boese\x", "python.exe", r"C:\Program Files\WindowsApps\Python\python.exe"]
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
        ["kann aber nicht rechnen: Module"],
    ),
    "im Netz": ({"im_netz": {ORT: True}}, ["liegt im Netz"]),
    "offen": ({"schreibt": {ORT: ["Benutzer"]}}, ["auch andere ändern (Benutzer)"]),
    "Store": (
        {"konfiguration": {**WERTE, "INTERPRETER_WIN": r"C:\Program Files\WindowsApps\P\python.exe"}},
        ["Microsoft Store"],
    ),
    "Fremdes daneben": ({"weitere": ["PERSONAL.XLSB"]}, []),
}


@pytest.mark.parametrize(("anders", "saetze"), LAGEN.values(), ids=LAGEN)
def test_pruefen_sagt_was_zu_tun_ist(
    anders: dict[str, object], saetze: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lage = pruefung.Lage(**{**GUTE_LAGE, **anders})  # type: ignore[arg-type]
    schlecht = [b.satz for b in pruefung.befunde(lage) if not b.gut]
    assert len(schlecht) == len(saetze)
    assert all(teil in satz for teil, satz in zip(saetze, schlecht, strict=True))
    assert addin.pruefe(lage) == (1 if saetze else 0)
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
    ziel.write_bytes(b"kein Archiv")
    assert pruefung.konfiguration(ziel) is None


def test_die_startprobe_ist_der_start_des_add_ins(tmp_path: Path) -> None:
    """Tried as Excel starts it, in this Python: here it fails for want of nothing, there for what is said."""
    import subprocess
    import sys

    gut = subprocess.run(
        [sys.executable, *pruefung.STARTPROBE], capture_output=True, check=False, cwd=tmp_path
    )
    assert gut.returncode == 0, gut.stderr


def test_pruefen_ohne_windows() -> None:
    lauf = egh("addin", "excel", "pruefen")
    assert (lauf.returncode, lauf.stderr.count("\n")) == (2, 1)
    assert "nur auf dem Windows-PC" in lauf.stderr
