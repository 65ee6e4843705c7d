"""What must hold from posts to the price (hypothesis): what is distributed adds up, nothing is rounded on the way."""

import statistics
from typing import Any

import pytest
from fallsammlung import NACH_NAME
from hypothesis import given
from hypothesis import strategies as st

from udfs import aufruf


def egh(name: str, *argumente: Any) -> Any:
    return aufruf(NACH_NAME[f"EGH_{name}"], argumente)


geld = st.floats(1, 10_000)
teil = st.floats(0.05, 1)


@given(geld, st.floats(0, 2), teil, st.floats(0, 500), st.floats(0, 0.2))
def test_alle_entgelte_um_p_mehr_sind_p_mehr_kosten(
    entgelt: float, jsz: float, ag: float, zulagen: float, p: float
) -> None:
    vorher = egh("PERSONALKOSTEN", entgelt, jsz, ag, zulagen)
    nachher = egh("PERSONALKOSTEN", entgelt * (1 + p), jsz, ag, zulagen * (1 + p))
    assert nachher == pytest.approx(vorher * (1 + p), rel=1e-12)


@given(geld, st.floats(0, 10_000), st.floats(10, 2000), teil)
def test_satz_mal_erloeste_stunden_sind_die_kosten(
    kosten: float, gemein: float, stunden: float, auslastung: float
) -> None:
    satz = egh("FLS_SATZ", kosten, gemein, stunden, auslastung)
    assert satz * stunden * auslastung == pytest.approx(kosten + gemein, rel=1e-12)


@given(geld, st.integers(1, 60), teil, st.sampled_from([365.0, 366.0, 365.25]), st.floats(28, 31))
def test_tagessatz_mal_belegte_tage_sind_die_kosten(
    kosten: float, plaetze: int, auslastung: float, tage: float, tage_monat: float
) -> None:
    satz = egh("TAGESSATZ", kosten, float(plaetze), auslastung, tage)
    assert satz * plaetze * auslastung * tage == pytest.approx(kosten, rel=1e-12)
    assert egh("MONATSSATZ", satz, tage_monat) == satz * tage_monat  # not rounded on the way


@given(st.lists(st.tuples(st.floats(0.1, 5), st.integers(0, 50).map(float)), min_size=1, max_size=6), geld)
def test_aequivalenz_verteilt_alles(gruppen: list[tuple[float, float]], kosten: float) -> None:
    gewichte, mengen = ([[g[i]] for g in gruppen] for i in (0, 1))
    if not sum(m for _, m in gruppen):
        return
    je = [egh("AEQUIVALENZ", kosten, g, gewichte, mengen) for g, _ in gruppen]
    assert sum(w * m for w, (_, m) in zip(je, gruppen, strict=True)) == pytest.approx(kosten, rel=1e-9)


@given(geld, geld, st.integers(45_000, 47_000), st.integers(0, 800), st.integers(-400, 1200))
def test_das_mittel_liegt_zwischen_den_werten(alt: float, neu: float, von: int, tage: int, nach: int) -> None:
    m = egh("JAHRESMITTEL", alt, neu, float(von + nach), float(von), float(von + tage))
    assert min(alt, neu) - 1e-9 <= m <= max(alt, neu) + 1e-9
    if nach <= 0:
        assert m == pytest.approx(neu, rel=1e-12)
    if nach > tage:
        assert m == pytest.approx(alt, rel=1e-12)


@given(geld, st.floats(0, 0.2), st.floats(0, 300), st.floats(0, 300))
def test_eine_tariferhoehung_ist_nie_weniger_als_ihr_mindestbetrag(
    entgelt: float, p: float, mindestens: float, sockel: float
) -> None:
    neu = egh("TARIFERHOEHUNG", entgelt, p, mindestens, sockel)
    assert neu >= entgelt + mindestens
    assert neu >= (entgelt + sockel) * (1 + p)


@given(st.lists(st.floats(1, 200), min_size=3, max_size=20))
def test_ein_drittel_liegt_nicht_darueber(saetze: list[float]) -> None:
    spalte = [[s] for s in saetze]
    rang, perzentil = (egh("UNTERES_DRITTEL", spalte, v) for v in ("rang", "perzentil"))
    assert rang in saetze
    assert sum(s < rang for s in saetze) < len(saetze) / 3
    quantile = statistics.quantiles(saetze, n=3, method="inclusive")
    assert perzentil == pytest.approx(quantile[0], rel=1e-12)


@given(st.integers(0, 300), st.integers(0, 66), teil, st.integers(0, 80))
def test_abrechnungstage_zwischen_da_und_allen(da: int, weg: int, anteil: float, hoechstens: int) -> None:
    alle = egh("ABRECHNUNGSTAGE", float(da), float(weg), anteil)
    begrenzt = egh("ABRECHNUNGSTAGE", float(da), float(weg), anteil, float(hoechstens))
    assert da <= begrenzt <= alle <= da + weg
    assert (begrenzt == alle) is (hoechstens >= weg)
