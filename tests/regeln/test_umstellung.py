"""The change of system: Berlin's counter-check balances, pools sum to the whole, published rates come back."""

from __future__ import annotations

from typing import Any

import pytest
from fallsammlung import NACH_NAME
from hypothesis import assume, given
from hypothesis import strategies as st

from udfs import Fehler, aufruf

HBG = {stufe[0]: stufe[7] for stufe in aufruf(NACH_NAME["EGH_HBG_TABELLE"], ["BE"])[1:]}
JAHR, WOCHE_VK = 365.25, 38.5
# Senatsverwaltung Berlin, Stammdaten BFBTS-0086-003, 2024: key 1 : x and Maßnahmepauschale, full day
BFBTS = ((12, 32.08), (9, 39.37), (6, 53.91), (4, 75.74), (3, 97.55), (2.3, 124.13), (1.7, 164.32))
belegung = st.lists(st.integers(0, 12), min_size=12, max_size=12).filter(lambda b: sum(b) > 0)


def egh(name: str, *argumente: Any) -> Any:
    return aufruf(NACH_NAME[f"EGH_{name}"], argumente)


def umgestellt(
    belegt: list[int], saetze: list[float], plaetze: float, woche: float, stunden: tuple[float, float]
) -> dict[str, Any]:
    """Berlin's chain from occupancy, daily rates, capacity, weekly hours and hours of Erreichbarkeit."""
    vk = list(HBG.values())
    skaliert = [b * plaetze / sum(belegt) for b in belegt]
    summe = sum(s * k for s, k in zip(skaliert, vk, strict=True))
    kosten = egh("BE_PERSONALKOSTEN", saetze[0], saetze[-1], vk[0], vk[-1])
    erreichbar = egh("BE_ERREICHBARKEIT", *stunden)
    fall = egh("BE_FALLSTUNDEN", summe * WOCHE_VK / woche, woche, erreichbar)
    satz = egh("BE_FLS_SATZ", kosten, woche)
    tage = JAHR * 0.959
    budget = sum(s * p * tage for s, p in zip(skaliert, saetze, strict=True))
    kle = egh("BE_KLE", budget, fall, kosten, woche, plaetze)
    wochen = [egh("BE_STUNDEN_WOCHE", k, fall, summe) for k in vk]
    return {"satz": satz, "kle": kle, "fall": fall, "wochen": wochen, "vk": vk}


@given(
    belegung,
    st.floats(40, 120),
    st.floats(0.5, 30),
    st.floats(10, 60),
    st.sampled_from([37.0, 38.5, 39.0, 40.0]),
    st.tuples(st.floats(0, 4), st.floats(0, 4)),
)
def test_die_gegenprobe_geht_auf(
    belegt: list[int],
    unten: float,
    schritt: float,
    plaetze: float,
    woche: float,
    stunden: tuple[float, float],
) -> None:
    """What the old rates bring in a year at this occupancy, hours and Leistungseinheit bring, too."""
    saetze = [unten + i * schritt for i in range(12)]
    n = umgestellt(belegt, saetze, plaetze, woche, stunden)
    assume(not any(isinstance(x, Fehler) for x in (n["fall"], n["kle"])))
    alt = sum(b * JAHR * p for b, p in zip(belegt, saetze, strict=True))
    je_person = [w / 7 * JAHR * n["satz"] for w in n["wochen"]]
    neu = sum(b * e for b, e in zip(belegt, je_person, strict=True))
    neu += sum(belegt) * n["kle"] * JAHR * n["satz"]
    assert neu == pytest.approx(alt, rel=1e-9)


@given(belegung, st.floats(10, 40), st.floats(1, 20))
def test_mehr_plaetze_aendern_den_satz_der_stunde_nicht(
    belegt: list[int], plaetze: float, mehr: float
) -> None:
    """The rate of the hour depends on no capacity; hours of Erreichbarkeit, spread over more, leave more for cases."""
    saetze = [72.08 + i * 12.6 for i in range(12)]
    a, b = (umgestellt(belegt, saetze, k, 39.0, (2.0, 4.0)) for k in (plaetze, plaetze + mehr))
    assume(not any(isinstance(x["kle"], Fehler) for x in (a, b)))
    assert b["satz"] == a["satz"]
    assert b["kle"] < a["kle"]
    assert b["fall"] > a["fall"]


def test_die_tagesstaette_schritt_fuer_schritt() -> None:
    """Rates of 2024, occupancy 0 0 2 4 6 6 4 4 2 1 1 0, 30 places, 39 hours, 2 hours Mon–Fri and 4 at weekends."""
    saetze = [72.08, 84.64, 97.20, 109.89, 122.45, 135.13, 147.70, 160.26, 172.95, 185.51, 198.07, 210.76]
    n = umgestellt([0, 0, 2, 4, 6, 6, 4, 4, 2, 1, 1, 0], saetze, 30, 39, (2, 4))
    assert n["satz"] == pytest.approx(50.652253, abs=5e-7)
    assert n["fall"] == pytest.approx(13_123.0787, abs=5e-4)
    assert n["kle"] == pytest.approx(1.527325, abs=5e-7)
    assert n["wochen"][3] == pytest.approx(5.9441, abs=5e-5)


def test_die_saetze_des_foerderbereichs_kommen_wieder_heraus() -> None:
    """Seven published rates: the cost of a post from the first and the last gives the other five to 2 cents."""
    (unten, satz_unten), (oben, satz_oben) = BFBTS[0], BFBTS[-1]
    kosten = egh("BE_PERSONALKOSTEN", satz_unten, satz_oben, 1 / unten, 1 / oben)
    assert egh("BE_FLS_SATZ", kosten, 39) > 0
    je_tag = kosten / (JAHR * 0.959)
    sockel = satz_unten - je_tag / unten
    for schluessel, satz in BFBTS:
        assert sockel + je_tag / schluessel == pytest.approx(satz, abs=0.02)


@given(st.floats(0, 1000), st.lists(st.floats(0, 50), min_size=1, max_size=9))
def test_poolanteile_ergeben_die_stunden(stunden: float, gewichte: list[float]) -> None:
    assume(sum(gewichte) > 0)
    spalte = [[g] for g in gewichte]
    assert sum(egh("POOLANTEIL", stunden, g, spalte) for g in gewichte) == pytest.approx(stunden)


@given(st.floats(1, 500), st.floats(-0.05, 0.1), st.floats(0, 1))
def test_gleiche_steigerungen_brauchen_keinen_anteil(satz: float, rate: float, anteil: float) -> None:
    assert egh("FORTSCHREIBUNG", satz, rate, rate, anteil) == pytest.approx(satz * (1 + rate))


@given(st.floats(0.1, 5000), st.floats(0.1, 5000), st.floats(0, 5000), st.floats(0, 1))
def test_wohnen_und_fachleistung_sind_zusammen_alles(w: float, f: float, m: float, a: float) -> None:
    wohnen = egh("FLAECHENANTEIL", w, f, m, a)
    assert wohnen + egh("FLAECHENANTEIL", f, w, m, 1 - a) == pytest.approx(1)
    ohne = egh("FLAECHENANTEIL", w, f, m)
    assert ohne == pytest.approx(w / (w + f))


@given(st.floats(0.01, 3000))
def test_hessen_mit_sockel_und_auf_halbe_stunden(minuten: float) -> None:
    mit, ohne = egh("HE_QUALIFIZIERT", minuten, True), egh("HE_QUALIFIZIERT", minuten, False)
    assert mit - ohne == pytest.approx(3)
    assert ohne == pytest.approx(minuten * 1.03 + 10)
    stunden = egh("HE_KOMPENSATORISCH", minuten)
    assert stunden * 2 == int(stunden * 2)
    assert abs(stunden - minuten * 1.03 / 60) <= 0.25 + 1e-9
