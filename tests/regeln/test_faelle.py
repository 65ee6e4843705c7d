"""Every case of tests/faelle, through Python and through the cells of a recalculated workbook."""

from pathlib import Path

import fallmappe
import fallsammlung
import pytest
from fallmappe import FAELLE, KETTE, MIT_LITERALEN, Gerechnet
from fallsammlung import NACH_NAME, Fall

import udfs
import workbooks
from calc.parameter import BELEGE


def _nennt(fall: Fall) -> str:
    return fall.kennung


@pytest.mark.parametrize("fall", FAELLE, ids=_nennt)
def test_in_python(fall: Fall) -> None:
    ist = udfs.aufruf(NACH_NAME[fall.formel], fall.argumente)

    assert not fallsammlung.unterschiede(fall, ist)


def test_die_faelle_sind_wohlgeformt() -> None:
    maengel = {
        f"{datei}: {eintrag.get('name')}": gefunden
        for datei, eintrag in fallsammlung.eintraege()
        if (gefunden := fallsammlung.maengel(eintrag, (*BELEGE, "festlegung")))
    }
    kennungen = [fall.kennung for fall in FAELLE]

    assert not maengel
    assert len(kennungen) == len(set(kennungen))


@pytest.fixture(scope="module")
def gerechnet(tmp_path_factory: pytest.TempPathFactory) -> Gerechnet:
    return fallmappe.rechnen(tmp_path_factory.mktemp("faelle"))


@pytest.mark.parametrize("fall", FAELLE, ids=_nennt)
def test_in_der_zelle(fall: Fall, gerechnet: Gerechnet) -> None:
    assert not fallsammlung.unterschiede(fall, gerechnet.mappe[gerechnet.orte[fall.kennung]])


@pytest.mark.parametrize("fall", MIT_LITERALEN, ids=_nennt)
def test_in_der_formel(fall: Fall, gerechnet: Gerechnet) -> None:
    assert not fallsammlung.unterschiede(fall, gerechnet.mappe[gerechnet.literale[fall.kennung]])


def test_nrw_beispiel_formel_auf_formel(gerechnet: Gerechnet) -> None:
    """Beispielrechnung NRW, contec GmbH: 117,00; 1.372,00; 196,00; 0,0853 (gedruckt abgeschnitten 0,08)."""
    werte = [gerechnet.mappe[f"{KETTE}!B{zeile}"] for zeile in range(1, 6)]

    assert werte == pytest.approx([117.00, 1372.00, 196.00, 0.0853, 0.0853], abs=0.00005)


def test_zwoelf_monatsraten_in_zellen_ergeben_das_budget(gerechnet: Gerechnet) -> None:
    cent = [round(gerechnet.mappe[f"{KETTE}!D{monat}"] * 100) for monat in range(1, 13)]

    assert sum(cent) == 10_000
    assert gerechnet.mappe[f"{KETTE}!E1"] == pytest.approx(100, abs=1e-9)


def test_ein_fehler_ist_ein_echter_und_summe_reicht_ihn_weiter(gerechnet: Gerechnet) -> None:
    assert gerechnet.mappe[f"{KETTE}!F1"] == "#N/A"
    assert gerechnet.mappe[f"{KETTE}!F3"] == "#N/A"
    assert gerechnet.mappe[f"{KETTE}!F4"] == "#N/A"
    assert "Thüringen" in gerechnet.saetze[f"{KETTE}!F1"]


def test_jede_fehlzelle_wird_mit_satz_gemeldet(gerechnet: Gerechnet) -> None:
    fehlzellen = {
        gerechnet.orte[fall.kennung]
        for fall in FAELLE
        if isinstance(fall.soll, dict) and "fehler" in fall.soll
    }

    assert fehlzellen <= set(gerechnet.saetze)
    assert all(gerechnet.saetze.values())


def test_ergebnisse_taugen_fuer_formeln_der_tabelle(gerechnet: Gerechnet) -> None:
    assert gerechnet.mappe[f"{KETTE}!G1"] == 1
    assert gerechnet.mappe[f"{KETTE}!G2"] == 2


def test_zweimal_rechnen_aendert_nichts(gerechnet: Gerechnet, tmp_path: Path) -> None:
    einmal = gerechnet.mappe.speichern(tmp_path / "einmal.xlsx")
    zweite = workbooks.oeffnen(einmal)
    zweite.rechnen()
    zweimal = zweite.speichern(tmp_path / "zweimal.xlsx")

    assert zweimal.read_bytes() == einmal.read_bytes()
