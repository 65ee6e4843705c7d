"""A workbook that another version has computed says so on opening: Excel keeps what it takes for done."""

from __future__ import annotations

from importlib.metadata import version

import pytest
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
        + f"EghAllesRechnen True, Nothing\n{VERMERK}"
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
    [("", EIGENE), ("standNachher = 2\n", "0.1.0")],  # Esc ended it: xlPending
)
def test_vermerkt_wird_nur_was_ganz_gerechnet_ist(davor: str, vermerkt: str, knoepfe: Vba) -> None:
    gesagt = knoepfe.probe(oeffnen("0.1.0", ADDIN, davor) + VERMERK)
    assert gesagt.endswith(f'(alles neu)="{vermerkt}"')


def test_wo_python_schweigt_wird_nichts_vermerkt(knoepfe: Vba) -> None:
    """The cells show #NV then: they are not computed by this version."""
    quelle = knoepfe("quelle", "EghPython")
    knoepfe("ersetzen", "EghPython", quelle.replace('gesperrtWegen = "" And', "False And"))
    try:
        assert knoepfe.probe(oeffnen("0.1.0", ADDIN) + VERMERK).endswith('(alles neu)="0.1.0"')
    finally:
        knoepfe("ersetzen", "EghPython", quelle)


def test_der_vermerk_ist_verborgen_und_entsteht_beim_ersten_speichern(knoepfe: Vba) -> None:
    neu = 'Dim m As Object\nNeu\nSet m = VersionDoppel("", "{}")\nm.Path = "{}"\nEghVersionBeginnen m\n'
    zeigen = 'F = m.Names.Item("egh_gerechnet").RefersTo & m.Names.Item("egh_gerechnet").sichtbar'
    assert knoepfe.probe(neu.format(ADDIN, "") + zeigen) == f'="{EIGENE}"False'
    for verweis, pfad in (
        ("", ""),
        (ADDIN, r"C:\x"),
    ):  # no formulas of ours, or stored before: nobody knows by what
        assert str(knoepfe.probe(neu.format(verweis, pfad) + zeigen)).startswith("FEHLER")


def test_die_pruefung_sagt_es_auch(knoepfe: Vba) -> None:
    gesagt = knoepfe.probe(
        f'Neu\nmappe.verweis = "{ADDIN}"\nDazu "pruefung_a", True, "WAHR"\nEghPruefung Nothing\nF = gesagt'
    )
    assert "Alle 1 Prüfungen sind WAHR.\n" in gesagt
    assert "einer unbekannten Version" in gesagt


def test_ein_fremder_text_im_vermerk_bleibt_kurz(knoepfe: Vba) -> None:
    gesagt = knoepfe.probe(oeffnen("9" * 5000, ADDIN, "abbrechen = True\n") + "F = gesagt")
    assert "9" * 20 in gesagt
    assert "9" * 21 not in gesagt
