"""Contract states of the Länder: dated, sourced, from closed lists; and files of another folder."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from calc import parameter
from calc.parameter import laender, vertrag

LAENDER = list(laender.LAENDER)


@pytest.mark.parametrize("land", LAENDER)
def test_jeder_stand_ist_belegt(land: str) -> None:
    staende = vertrag.vertraege(land)
    assert staende
    assert [v.ab for v in staende] == sorted(v.ab for v in staende)
    for v in staende:
        assert len(v.name) > 15
        assert len(v.quelle) > 20
        assert v.beleg == "amtlich" or v.notiz or v.link
    assert len({(v.ab, v.name) for v in staende}) == len(staende)


def test_zwei_regelwerke_gelten_am_selben_tag() -> None:
    """Berlin from 2026: Fachleistungsstunden, and Tagessätze in besondere Wohnformen."""
    assert [v.leistungssystematik for v in vertrag.am("BE", date(2025, 12, 31))] == ["tagespauschalen"]
    assert {v.leistungssystematik for v in vertrag.am("BE", date(2026, 1, 1))} == {
        "fachleistungsstunden",
        "tagespauschalen",
    }
    assert vertrag.am("BE") == vertrag.am("BE", date(2030, 1, 1))
    assert vertrag.am("NW", date(2019, 12, 31)) == ()


@pytest.mark.parametrize("land", ["HE", "BE", "ST", "BB", "SH", "RP"])
def test_die_lage_von_2020_ist_nicht_die_von_2026(land: str) -> None:
    damals, heute = vertrag.am(land, date(2020, 6, 30)), vertrag.am(land, date(2026, 12, 31))
    assert damals
    assert damals != heute
    assert damals[0].ab < heute[0].ab


def test_wechsel_am_tag() -> None:
    """Hessen changes its system on 1 July 2023, Sachsen-Anhalt its instrument, Thüringen loses its old track."""
    wann = [date(2023, 6, 30), date(2023, 7, 1)]
    assert [vertrag.am("HE", tag)[0].leistungssystematik for tag in wann] == [
        "tagespauschalen",
        "fachleistungsstunden",
    ]
    assert [vertrag.am("ST", date(jahr, 6, 1))[0].status for jahr in (2024, 2025)] == [
        "ausgelaufen",
        "Verordnung",
    ]
    assert len(vertrag.am("TH", date(2026, 12, 31))) == 2
    assert [v.leistungssystematik for v in vertrag.am("TH", date(2027, 1, 1))] == ["fachleistungsstunden"]
    assert [v.ab for v in vertrag.vertraege("MV")] == [date(2020, 1, 1)]  # the draft ordinance is a note


BLOCK = """
[[vertrag.2030-01-01]]
name = "Ein neuer Vertrag"
leistungssystematik = "{systematik}"
status = "in Kraft"
instrument = "Vertrag"
quelle = "Ein Vertrag, den es noch nicht gibt"
beleg = "annahme"
"""


@pytest.mark.parametrize(("systematik", "gut"), [("modul", True), ("module", False)])
def test_ein_anderer_ordner_und_geschlossene_listen(systematik: str, gut: bool, tmp_path: Path) -> None:
    ordner = shutil.copytree(Path(parameter.__file__).parent, tmp_path / "p")
    with (ordner / "nw.toml").open("a", encoding="utf-8") as datei:
        datei.write(BLOCK.format(systematik=systematik))
    with parameter.aus_ordner(ordner):
        if gut:
            assert vertrag.am("NW")[0].ab == date(2030, 1, 1)
            assert vertrag.am("NW", date(2029, 12, 31))[0].ab == date(2020, 1, 1)
        else:
            with pytest.raises(ValueError, match="steht nicht in"):
                vertrag.vertraege("NW")
    assert vertrag.am("NW")[0].ab == date(2020, 1, 1)
    assert parameter.zahl("NW", "wochen_jahr") == 52


def test_listen_haben_ihre_quelle_und_sind_keine_zahl() -> None:
    katalog = parameter.liste("Bund", "assistenzleistungen", date(2025, 1, 1))
    assert len(katalog) == 7  # § 78 Abs. 1 SGB IX
    assert parameter.liste("NW", "leistungen_fachmodul")[4] == "Beratende Pflegekraft"
    with pytest.raises(parameter.Regelfehler, match="ist eine Liste"):
        parameter.zahl("NW", "leistungen_fachmodul")
    with pytest.raises(parameter.Regelfehler, match="ist keine Liste"):
        parameter.liste("NW", "wochen_jahr")
