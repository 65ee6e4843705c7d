"""A workbook that another version has computed says so on opening: Excel keeps what it takes for done."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import openpyxl
import pytest
from befehlszeile import egh
from openpyxl.workbook.defined_name import DefinedName
from test_excel_vba import Vba, knoepfe, vba

__all__ = ["knoepfe", "vba"]  # fixtures

EIGENE = version("egh-kalkulation")
ADDIN = r"C:\Users\X\AppData\EGH.xlam"
FRAGE = (
    "EGH-Kalkulation: »angebot.xlsx« wurde zuletzt mit {} gerechnet, hier rechnet "
    + EIGENE
    + ". Zellen, an denen sich nichts ändert, behalten die alten Zahlen.\n"
)
VERMERK = 'Dim v\nv = m.Names.Item("egh_gerechnet").RefersTo\nF = gesagt & v\n'


def oeffnen(gerechnet: str, verweis: str, davor: str = "") -> str:
    return f'Dim m As Object\nNeu\nSet m = VersionDoppel("{gerechnet}", "{verweis}")\n{davor}EghVersionMelden m\n'


@pytest.mark.parametrize(
    ("gerechnet", "von"),
    [
        ("0.1.0", "EGH-Kalkulation 0.1.0"),
        ("99.0.0", "EGH-Kalkulation 99.0.0"),
        ("", "einer unbekannten Version von EGH-Kalkulation"),
    ],
)
def test_eine_andere_version_wird_einmal_neu_gerechnet(gerechnet: str, von: str, knoepfe: Vba) -> None:
    gesagt = knoepfe.probe(
        oeffnen(gerechnet, ADDIN) + VERMERK + 'gesagt = ""\n' + "EghVersionMelden m\nF = F & gesagt"
    )
    assert gesagt == f'{FRAGE.format(von)}Jetzt alles neu rechnen?;(alles neu)="{EIGENE}"'


def test_wer_nicht_neu_rechnet_wird_wieder_gefragt(knoepfe: Vba) -> None:
    ruf = oeffnen("0.1.0", ADDIN, "abbrechen = True\n")
    einmal = FRAGE.format("EGH-Kalkulation 0.1.0") + "Jetzt alles neu rechnen?;"
    assert knoepfe.probe(f"{ruf}EghVersionMelden m\n{VERMERK}") == einmal * 2 + '="0.1.0"'


@pytest.mark.parametrize("schutz", ["ReadOnly", "ProtectStructure"])
def test_eine_schreibgeschuetzte_mappe_bekommt_nur_den_hinweis(schutz: str, knoepfe: Vba) -> None:
    gesagt = knoepfe.probe(oeffnen("0.1.0", ADDIN, f"m.{schutz} = True\n") + VERMERK)
    assert gesagt.startswith(FRAGE.format("EGH-Kalkulation 0.1.0") + "Die Mappe ist schreibgeschützt")
    assert gesagt.endswith(';="0.1.0"')
    assert "(alles neu)" not in gesagt
    voll = knoepfe.probe(
        oeffnen("0.1.0", ADDIN, f"m.{schutz} = True\nfragenDoppel = False\n")
        + f"Dim nichts As String\nEghAllesRechnen True, Nothing, nichts\n{VERMERK}"
    )
    assert voll == '(alles neu)="0.1.0"'


@pytest.mark.parametrize(
    ("gerechnet", "verweis", "davor"),
    [
        (EIGENE, ADDIN, ""),
        ("", "", ""),  # no formulas of ours
        ("", r"C:\x\Fremd-EGH.xlam", ""),
        ("0.1.0", ADDIN, "fragenDoppel = False\n"),  # a macro that opens many and wants no questions
    ],
)
def test_sonst_wird_nichts_gesagt(gerechnet: str, verweis: str, davor: str, knoepfe: Vba) -> None:
    assert knoepfe.probe(oeffnen(gerechnet, verweis, davor) + "F = gesagt") == ""


@pytest.mark.parametrize(
    ("davor", "vermerkt"),
    [
        ("", f'="{EIGENE}"'),
        # Esc ended it: xlPending
        ("standNachher = 2\n", 'EGH-Kalkulation: Abgebrochen; nicht alles ist neu gerechnet.;="0.1.0"'),
        ('passtNicht = "Add-in alt."\n', 'EGH-Kalkulation: Add-in alt.;="0.1.0"'),  # every formula gave #NV
    ],
)
def test_vermerkt_wird_nur_was_ganz_gerechnet_ist(davor: str, vermerkt: str, knoepfe: Vba) -> None:
    gesagt = knoepfe.probe(oeffnen("0.1.0", ADDIN, davor) + VERMERK)
    assert gesagt.endswith(f"(alles neu){vermerkt}")


def test_der_knopf_sagt_wenn_nicht_alles_gerechnet_ist(knoepfe: Vba) -> None:
    knopf = "Neu\nstandNachher = 2\nEghAllesNeuRechnen Nothing\nF = gesagt"
    assert "Alles neu rechnen: Abgebrochen" in knoepfe.probe(knopf)


def test_nach_nein_gespeichert_steht_da_dass_beide_gerechnet_haben(knoepfe: Vba) -> None:
    """What is edited from now on is new, the rest old: it equals no version until everything is computed once."""
    ruf = oeffnen("0.1.0", ADDIN, "abbrechen = True\n") + "EghVersionSichern m\nEghVersionSichern m\n"
    assert knoepfe.probe(ruf + VERMERK).endswith(f'="0.1.0 und {EIGENE}"')
    wieder = knoepfe.probe(ruf + 'gesagt = ""\nabbrechen = False\nEghVersionMelden m\n' + VERMERK)
    assert f"EGH-Kalkulation 0.1.0 und {EIGENE} gerechnet" in wieder
    assert wieder.endswith(f'="{EIGENE}"')


def test_wo_python_schweigt_wird_nichts_vermerkt(knoepfe: Vba) -> None:
    """The cells show #NV then: they are not computed by this version."""
    quelle = knoepfe("quelle", "EghPython")
    knoepfe("ersetzen", "EghPython", quelle.replace("    grund = gesperrtWegen\n", '    grund = "still"\n'))
    try:
        gesagt = knoepfe.probe(oeffnen("0.1.0", ADDIN) + VERMERK)
        assert gesagt.endswith('(alles neu)EGH-Kalkulation: still;="0.1.0"')
    finally:
        knoepfe("ersetzen", "EghPython", quelle)


def test_der_vermerk_ist_verborgen_und_entsteht_beim_ersten_speichern(knoepfe: Vba) -> None:
    neu = 'Dim m As Object\nNeu\nSet m = VersionDoppel("", "{}")\nm.Path = "{}"\nEghVersionSichern m\n'
    zeigen = 'F = m.Names.Item("egh_gerechnet").RefersTo & m.Names.Item("egh_gerechnet").sichtbar'
    assert knoepfe.probe(neu.format(ADDIN, "") + zeigen) == f'="{EIGENE}"False'
    for verweis, pfad in (
        ("", ""),
        (ADDIN, r"C:\x"),
    ):  # no formulas of ours, or stored before: nobody knows by what
        assert str(knoepfe.probe(neu.format(verweis, pfad) + zeigen)).startswith("FEHLER")
    # made from a template that another version has computed: no path yet, but not new
    alt = neu.replace('VersionDoppel("",', 'VersionDoppel("0.1.0",')
    assert knoepfe.probe(alt.format(ADDIN, "") + zeigen).startswith(f'="0.1.0 und {EIGENE}"')
    # opened without formulas of ours, the first ones written here
    spaeter = f'EghVersionMelden m\nm.verweis = "{ADDIN}"\nEghVersionSichern m\n'
    erst = oeffnen("", "").replace("EghVersionMelden m\n", spaeter)
    assert knoepfe.probe(erst + zeigen) == f'="{EIGENE}"False'


def test_die_pruefung_sagt_es_auch(knoepfe: Vba) -> None:
    gesagt = knoepfe.probe(
        f'Neu\nmappe.verweis = "{ADDIN}"\nDazu "pruefung_a", True, "WAHR"\nEghPruefung Nothing\nF = gesagt'
    )
    assert gesagt.index("einer unbekannten Version") < gesagt.index("Alle 1 Prüfungen sind WAHR.")
    viele = "".join(f'Dazu "hinweis_{n}", "", "{"x" * 80}"\n' for n in range(30))
    gesagt = knoepfe.probe(f'Neu\n{viele}Dazu "pruefung_a", True, "WAHR"\nEghPruefung Nothing\nF = gesagt')
    seiten = re.split(r";?Prüfung(?: \(\d von \d\))?: ", gesagt)
    assert len(seiten) >= 3
    assert all(len(seite) < 1000 for seite in seiten)
    assert sum(seite.count("x" * 80) for seite in gesagt.split(";")) == 30


def test_eine_abgebrochene_pruefung_ist_keine(knoepfe: Vba) -> None:
    gesagt = knoepfe.probe(
        'Neu\nstandDoppel = 2\nDazu "pruefung_a", True, "WAHR"\nEghPruefung Nothing\nF = gesagt'
    )
    assert "abgebrochen" in gesagt
    assert "WAHR" not in gesagt


@pytest.mark.parametrize(
    ("formel", "danach"), [("EGH_VZAE(117,1372)", EIGENE), ('INFO("x")+EGH_VZAE(117,1372)', "0.1.0")]
)
def test_egh_rechnen_schreibt_den_vermerk_fort(formel: str, danach: str, tmp_path: Path) -> None:
    """Else old Excel would take numbers of another version for its own; not where a formula kept its old value."""
    buch = openpyxl.Workbook()
    buch.active["A1"] = f"={formel}"  # type: ignore[index]
    buch.defined_names["egh_gerechnet"] = DefinedName("egh_gerechnet", attr_text='"0.1.0"', hidden=True)
    buch.defined_names["andere"] = DefinedName("andere", attr_text='"0.1.0"')
    buch.save(tmp_path / "m.xlsx")
    egh("rechnen", tmp_path / "m.xlsx")
    namen = openpyxl.load_workbook(tmp_path / "m.xlsx").defined_names
    assert (namen["egh_gerechnet"].attr_text, namen["egh_gerechnet"].hidden) == (f'"{danach}"', True)
    assert namen["andere"].attr_text == '"0.1.0"'


def test_ein_fremder_text_im_vermerk_bleibt_kurz(knoepfe: Vba) -> None:
    gesagt = knoepfe.probe(oeffnen("9" * 5000, ADDIN, "abbrechen = True\n") + "F = gesagt")
    assert "9" * 40 in gesagt
    assert "9" * 41 not in gesagt
