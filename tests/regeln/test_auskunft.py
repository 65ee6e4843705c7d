"""What a host tells about a cell: why it fails and where its number comes from, in every host the same."""

from typing import Any

import pytest

import udfs
from calc import parameter
from udfs import FUNKTIONEN, NICHT_GEGEBEN, Fehler, blattname, formel
from udfs.auskunft import Mitschrift, Ruf, fehlertext, quellentext
from udfs.herkunft import regeln

NACH_NAME = {blattname(f): formel(f) for f in FUNKTIONEN}


def rufe(*aufrufe: tuple[Any, ...]) -> list[Ruf]:
    mitschrift = Mitschrift()
    mitschrift.beginne()
    for name, *argumente in aufrufe:
        mitschrift.aufruf(NACH_NAME[name], argumente)
    return mitschrift.beende()


def test_der_satz_nennt_land_und_ausweg_mit_dem_fehlernamen_des_deutschen_excel() -> None:
    text = fehlertext(rufe(("EGH_NJAZ", "NW", True)))

    assert text.startswith("#NV: EGH_NJAZ: Für Nordrhein-Westfalen ist kein eigener Wert mit Schichtdienst")


def test_jeder_satz_steht_einmal_auch_aus_tabellen() -> None:
    dienst = ["Tag", "22", "6:00", None, 7.0, 1.0]
    text = fehlertext(rufe(("EGH_STUNDENTAFEL", [dienst, dienst], 1372.0), ("EGH_VZAE", 1.0, 0.0)))

    assert text.count("EGH_VZAE") == 1
    assert len(set(text.split("\n\n"))) == len(text.split("\n\n"))


def test_ein_fehler_von_anderswo_wird_beim_argument_genannt() -> None:
    (ruf,) = rufe(("EGH_VZAE", 117.0, Fehler("#REF!")))

    assert fehlertext([ruf]) == (
        "#BEZUG!: EGH_VZAE: jahresstunden_vzae enthält schon diesen Fehler; die Zelle prüfen, aus der er kommt."
    )


def test_ohne_fehler_kein_text() -> None:
    assert fehlertext(rufe(("EGH_VZAE", 117.0, 1372.0))) == ""
    assert fehlertext([]) == ""


def test_die_quelle_ist_die_des_wertes_mit_dem_gerechnet_wurde() -> None:
    stand = parameter.geltend("BY", "nettojahresarbeitszeit_schichtdienst")
    text = quellentext(rufe(("EGH_NJAZ", "BY", True, NICHT_GEGEBEN)))

    assert "Bayern" in text
    assert "1.526,07 Std./Jahr, gilt ab 01.07.2023" in text
    assert stand.quelle in text


def test_regeln_stehen_mit_ihrer_quelle_auch_ohne_hinterlegten_wert() -> None:
    text = quellentext(rufe(("EGH_BETREUUNGSZEIT", 1568.0, 0.125)))

    assert text.startswith("EGH_BETREUUNGSZEIT: ")
    assert "Quelle: " in text
    assert "Hinterlegt" not in text


def test_gleiche_aufrufe_stehen_einmal() -> None:
    einmal = quellentext(rufe(("EGH_HBG", 200.0, "TH")))

    assert quellentext(rufe(("EGH_HBG", 200.0, "TH"), ("EGH_HBG", 260.0, "TH"))) == einmal


def test_ohne_mitschrift_wird_nichts_behalten() -> None:
    mitschrift = Mitschrift()

    assert mitschrift.aufruf(NACH_NAME["EGH_HBG"], [200.0, "TH"]) == "3"
    assert mitschrift.beende() == []
    mitschrift.beginne()
    mitschrift.aufruf(NACH_NAME["EGH_HBG"], [200.0, "TH"])
    assert len(mitschrift.beende()) == 1
    assert mitschrift.beende() == []


@pytest.mark.parametrize("name", NACH_NAME)
def test_jede_formel_nennt_eine_regel_oder_einen_hinterlegten_wert(name: str) -> None:
    """EGH_PARAMETER and its kin only look up; every other formula computes by a rule with a source."""
    nachschlagen = {"EGH_PARAMETER", "EGH_QUELLE", "EGH_BELEG", "EGH_NJAZ", "EGH_HBG_TABELLE"}

    assert regeln(NACH_NAME[name].funktion) or name in nachschlagen


def test_die_mitschrift_aendert_kein_ergebnis() -> None:
    mitschrift = Mitschrift()
    mitschrift.beginne()
    argumente = ["NW", "anteil_indirekt"]

    assert mitschrift.aufruf(NACH_NAME["EGH_PARAMETER"], argumente) == udfs.aufruf(
        NACH_NAME["EGH_PARAMETER"].funktion, argumente
    )
