"""The walk over a formula: it leaves alone what the shortcut skips, and never fails but with a sentence."""

from __future__ import annotations

import random

import pytest
from fremd import formelliste
from hypothesis import given
from hypothesis import strategies as st
from mappenbau import mit_openpyxl

import workbooks
from recalculation.datei.adresse import Ort
from recalculation.funktionen.tabelle import FUNKTIONEN
from recalculation.uebersetzung import baum
from recalculation.uebersetzung.formeln import Uebersetzung
from recalculation.uebersetzung.funktionsgang import Funktionsgang
from recalculation.uebersetzung.harmlos import Auffaellige
from recalculation.uebersetzung.hindernis import NichtBerechenbar
from recalculation.uebersetzung.uebersetzer import Uebersetzer
from workbooks.rechner import EGH

FORMELN = [z.formel for z in formelliste.zeilen()]
STUECKE = (
    *"(),+-*/^&=<>:;{}@#%\" !$",
    *("A1", "A:A", "1:1", "{1,2}", '"x"', "IF(", "LET(", "LAMBDA(", "ROW(", "_xlfn.SINGLE(", "SUM(", "INDEX("),
    *("CHOOSE(", "VLOOKUP(", "SUMPRODUCT(", "Name", "[1]X!A1", "EGH_HBG(", ",,", "()", "TEXT(", "SUMIF("),
)  # fmt: skip


@pytest.fixture(scope="module")
def uebersetzer(tmp_path_factory: pytest.TempPathFactory) -> Uebersetzer:
    mappe = workbooks.oeffnen(mit_openpyxl(tmp_path_factory.mktemp("u") / "m.xlsx", {"A1": 1}))
    return Uebersetzer(mappe._aufbau, "\n".join(FORMELN), EGH)


def test_verstuemmelte_formeln_geben_einen_satz(uebersetzer: Uebersetzer) -> None:
    zufall = random.Random(5)
    uebersetzt = 0
    for _ in range(6_000):
        text = zufall.choice(FORMELN)
        for _ in range(zufall.randint(0, 2)):
            stelle = zufall.randint(0, len(text))
            weg = zufall.randint(0, 3) if zufall.random() < 0.5 else 0
            text = text[:stelle] + zufall.choice(STUECKE) * (not weg) + text[stelle + weg :]
        try:
            gang = Funktionsgang(uebersetzer, "T", Ort(5, 8))
            baum.zerlegt(gang.formel(baum.zerlegt(text), zufall.random() < 0.4).text)
        except NichtBerechenbar:
            continue
        uebersetzt += 1
    assert uebersetzt > 1_500


zellen = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(("", "$", "T!")),
    st.sampled_from("ABZ"),
    st.sampled_from(("", "$")),
    st.integers(1, 99),
)
zahlen = st.one_of(st.integers(0, 10**6).map(str), st.decimals(0, 99, places=2).map(str))


def laenger(teil: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{}{}{}".format, teil, st.sampled_from("+-*/"), teil),
        st.builds("({})".format, teil),
        st.builds("ROUND({},2)".format, teil),
        st.builds("SUM(A1:B{},{})".format, st.integers(1, 99), teil),
        st.builds("MAX({},{})".format, teil, teil),
        st.builds("EGH_VZAE({},{})".format, teil, teil),
    )


@given(formel=st.recursive(st.one_of(zellen, zahlen), laenger, max_leaves=12))
def test_was_uebersprungen_wird_liesse_der_gang_unveraendert(uebersetzer: Uebersetzer, formel: str) -> None:
    leer = Auffaellige(uebersetzer.aufbau, "A:A", EGH)
    gang = Funktionsgang(uebersetzer, "T", Ort(5, 8)).formel(baum.zerlegt(formel), False)

    assert not leer.enthaelt(formel)
    assert baum.zerlegt(gang.text) == baum.zerlegt(formel)
    assert gang._replace(text="", lehnt_ab=False) == Uebersetzung("")


def test_kein_name_wird_uebersprungen_den_der_gang_aenderte(uebersetzer: Uebersetzer) -> None:
    """Every function of the table over single cells and over one range."""
    leer, uebersprungen = Auffaellige(uebersetzer.aufbau, "A:A", EGH), 0
    for f in FUNKTIONEN.values():
        zellen_ = ",".join(["A1"] * min(f.hoechstens, 3))
        for formel in (f"{f.name}({zellen_})", f"{f.name}(A1:B2)", f"{f.name}(A1:A2,B1)"):
            if not leer.enthaelt(formel):
                gang = Funktionsgang(uebersetzer, "T", Ort(5, 8)).formel(baum.zerlegt(formel), False)
                assert gang._replace(lehnt_ab=False) == Uebersetzung(formel), formel
                uebersprungen += 1
    assert uebersprungen > 50


@pytest.mark.parametrize(
    "formel",
    [
        "A1:A2",
        "A1=B1",
        '"x"',
        "ROUND(A1,)",
        "Name",
        "A1^B1",
        "sum(A1)",
        "[1]X!A1",
        "LEN(A1)",
        "{1}",
        "A:A",
        "IF(A1,1)",
    ],
)
def test_und_alles_andere_geht_den_gang(uebersetzer: Uebersetzer, formel: str) -> None:
    assert Auffaellige(uebersetzer.aufbau, formel, EGH).enthaelt(formel)
