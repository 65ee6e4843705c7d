"""Tables of cases: every row like the cell it stands for, no failed row ever skipped."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs import FUNKTIONEN, Fehler, aufruf, formel
from workbooks.spaltenwerte import zellwert
from workbooks.tabellen import Falltabelle, Wert

TH = Wert("TH")
JE_ZEILE = [f for f in map(formel, FUNKTIONEN) if not f.tabelle and not any(a.bereich for a in f.argumente)]
NICHT_JE_ZEILE = [f for f in map(formel, FUNKTIONEN) if f not in JE_ZEILE]

# hbg, von, bis, Std./Jahr, VK as printed: Landesrahmenvertrag Thüringen (2019), HBG-Tabelle
THUERINGEN = [
    ("0.1", 8, 11, 8.6905, 0.007),
    ("0.2", 12, 16, 12.1667, 0.010),
    ("0.3", 17, 23, 17.3810, 0.014),
    ("0.4", 24, 33, 24.3333, 0.019),
    ("0.5", 34, 47, 34.7619, 0.028),
    ("0.6", 48, 67, 49.5357, 0.039),
    ("0.7", 68, 95, 69.5238, 0.055),
    ("1", 96, 135, 98.2024, 0.078),
    ("2", 136, 190, 139.0476, 0.110),
    ("3", 191, 269, 196.4048, 0.156),
    ("4", 270, 380, 278.0952, 0.221),
    ("5", 381, 538, 392.8095, 0.312),
    ("6", 539, 761, 556.1905, 0.441),
    ("7", 762, 1076, 786.4881, 0.624),
]


def personen(minuten: Any, **weitere: Any) -> Falltabelle:
    """minutes → HBG → hours → VK, the chain of a payer's list."""
    t = Falltabelle(pd.DataFrame({"minuten": minuten, **weitere}))
    t = t.rechne("hbg", "EGH_HBG", minuten_woche="minuten", land=TH)
    t = t.rechne("stunden", "EGH_HBG_STUNDEN", hbg="hbg", land=TH)
    return t.rechne("vk", "EGH_HBG_VK", hbg="hbg", land=TH)


def pruefe_gegen_aufruf(t: Falltabelle, spalte: str, erwartet: list[Any]) -> None:
    gerechnet = t.df[spalte]
    listung = {r.position: r for r in t.fehler.itertuples() if r.spalte == spalte}
    assert len(gerechnet) == len(erwartet)
    for i, (ist, soll) in enumerate(zip(gerechnet, erwartet, strict=True)):
        if soll is None or isinstance(soll, Fehler):
            assert pd.isna(ist)
        else:
            assert ist == soll
        if isinstance(soll, Fehler):
            assert (listung[i].code, listung[i].satz) == (soll.code, soll.satz)
        else:
            assert i not in listung


# --- every row is the cell it stands for ------------------------------------------------------------------

ZELLEN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 1300),
    st.integers(10**300, 10**310),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(
        [0.0, 1.0, 0.125, 39, 52, 1372, 226, 12, float("nan"), pd.NA, pd.NaT, np.float64(3), np.int8(7)]
    ),
    st.sampled_from(
        ["TH", "nrw", "Berlin", "Bund", "3", "7+", "0,1", "", " ", "12,5", "12.5", "Jahr", "additiv"]
    ),
    st.sampled_from(["wochen_jahr", "hbg", "22:00", "01.07.2023", "#N/A", "ja"]),
    st.decimals(-5, 2000, places=2),
    st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)),
    st.times(),
    st.builds(Fehler, st.sampled_from(["#N/A", "#DIV/0!"]), st.sampled_from(["so", "anders"])),
    st.just([1, 2]),
)


@given(st.sampled_from(JE_ZEILE), st.data())
@settings(deadline=None, max_examples=300)
def test_jede_zeile_ist_wie_ihre_zelle(plan, data):
    zeilen = data.draw(st.lists(st.tuples(*[ZELLEN] * len(plan.argumente)), max_size=8))
    df = pd.DataFrame(
        {a.name: pd.Series([z[i] for z in zeilen], dtype=object) for i, a in enumerate(plan.argumente)}
    )
    t = Falltabelle(df).rechne("ergebnis", plan.name, **{a.name: a.name for a in plan.argumente})
    pruefe_gegen_aufruf(t, "ergebnis", [aufruf(plan.funktion, [zellwert(x) for x in z]) for z in zeilen])


def test_minus_null_ist_null_auch_im_satz():
    """−0 and 0 are one value for pandas, so they must be one in the sentence."""
    df = pd.DataFrame({"teil": [5.0, 5.0], "gesamt": [0.0, -0.0]})
    t = Falltabelle(df).rechne("quote", "EGH_QUOTE", teil="teil", gesamt="gesamt")
    pruefe_gegen_aufruf(t, "quote", [aufruf(_f("EGH_QUOTE"), [5.0, g]) for g in (0.0, -0.0)])


@given(
    st.lists(st.integers(-5, 1200), max_size=30),
    st.sampled_from([np.int64, np.int16, np.float64, "Int64", "category"]),
)
@settings(deadline=None)
def test_der_dtype_der_spalte_aendert_kein_ergebnis(minuten, dtype):
    t = personen(pd.Series(minuten, dtype=np.int64).astype(dtype))
    hbg = [aufruf(_f("EGH_HBG"), [float(m), "TH"]) for m in minuten]
    pruefe_gegen_aufruf(t, "hbg", hbg)
    pruefe_gegen_aufruf(t, "stunden", [aufruf(_f("EGH_HBG_STUNDEN"), [h, "TH"]) for h in hbg])


def _f(name: str) -> Any:
    return next(f for f in FUNKTIONEN if formel(f).name == name)


def test_die_gedruckte_tabelle_thueringens():
    t = personen([m for _, von, bis, _, _ in THUERINGEN for m in (von, bis)])
    gedruckt = [zeile for zeile in THUERINGEN for _ in range(2)]
    assert list(t.df["hbg"]) == [hbg for hbg, *_ in gedruckt]
    np.testing.assert_allclose(t.df["stunden"], [z[3] for z in gedruckt], rtol=0, atol=0.00005)
    np.testing.assert_allclose(t.df["vk"], [z[4] for z in gedruckt], rtol=0, atol=0.0005)
    assert t.fehler.empty


def test_mehrere_spalten_und_viele_kombinationen():
    minuten = np.arange(400) % 37 * 11 + 8
    laender = np.array(["TH", "NRW", "Thüringen", "BE"])[np.arange(400) % 4]
    jahr = 1000.0 + np.arange(400)
    t = Falltabelle(pd.DataFrame({"m": minuten, "l": laender, "j": jahr}))
    t = t.rechne("vk", "EGH_VK_MINUTEN", minuten_woche="m", land="l", jahresstunden_vk="j")
    erwartet = [
        aufruf(_f("EGH_VK_MINUTEN"), list(z))
        for z in zip(minuten.tolist(), laender.tolist(), jahr.tolist(), strict=True)
    ]
    pruefe_gegen_aufruf(t, "vk", erwartet)


def test_nur_feste_werte():
    t = Falltabelle(pd.DataFrame({"a": [1, 2]})).rechne("njaz", "EGH_NJAZ", land=Wert("NW"))
    assert list(t.df["njaz"]) == [1568.0, 1568.0]


def test_aufgerufen_wird_je_verschiedenem_wert_einmal(monkeypatch):
    gerufen = []
    monkeypatch.setattr(
        "workbooks.tabellen.aufruf", lambda f, werte: gerufen.append(werte) or aufruf(f, werte)
    )
    Falltabelle(pd.DataFrame({"m": [200, 300] * 5000})).rechne("hbg", "EGH_HBG", minuten_woche="m", land=TH)
    assert len(gerufen) == 2


# --- values at the border ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wert", "zelle"),
    [
        (np.float64(1.5), 1.5),
        (np.int8(3), 3.0),
        (np.bool_(True), True),
        (Decimal("0.125"), 0.125),
        (Fraction(1, 4), 0.25),
        (np.str_("TH"), "TH"),
        (pd.Timestamp("2023-07-01"), 45108.0),
        (pd.Timestamp("2023-07-01 12:00", tz="Europe/Berlin"), 45108.5),
        (dt.date(2023, 7, 1), 45108.0),
        (np.datetime64("2023-07-01"), 45108.0),
        (dt.time(6, 0), 0.25),
        (pd.Timedelta(hours=24), 1.0),
        (np.timedelta64(6, "h"), 0.25),
        (10**400, math.inf),
    ],
)
def test_werte_werden_an_der_grenze_gewandelt(wert, zelle):
    assert zellwert(wert) == zelle
    assert type(zellwert(wert)) is type(zelle)


FEHLENDE = [None, float("nan"), np.nan, np.float32("nan"), pd.NA, pd.NaT, Decimal("NaN"), Decimal("sNaN")]


@pytest.mark.parametrize("wert", [*FEHLENDE, np.datetime64("NaT"), np.timedelta64("NaT", "s")])
def test_fehlende_werte_sind_leere_zellen(wert):
    assert zellwert(wert) is None
    t = personen(pd.Series([wert, 200], dtype=object))
    assert pd.isna(t.df["hbg"].iloc[0])
    assert t.df["hbg"].iloc[1] == "3"
    assert t.fehler.empty


@pytest.mark.parametrize("wert", [[1], {"a": 1}, 1 + 2j, object(), b"3", pd.Period("2023-01")])
def test_was_in_keine_zelle_passt_ist_ein_fehler(wert):
    t = personen(pd.Series([wert, 200], dtype=object))
    assert list(t.fehler["code"]) == ["#VALUE!"] * 3
    assert "Zahl, Text, Datum" in t.fehler["satz"].iloc[0]


def test_wahr_und_eins_sind_verschieden():
    t = Falltabelle(pd.DataFrame({"h": pd.Series([True, 1, 1.0, "1"], dtype=object)}))
    t = t.rechne("minuten", "EGH_HBG_MINUTEN", hbg="h", land=TH)
    assert list(t.fehler["position"]) == [0]
    assert list(t.df["minuten"].iloc[1:]) == [113.0] * 3


def test_ein_fehler_und_sein_code_als_text_sind_verschieden():
    eingabe = pd.Series([Fehler("#N/A", "aus Blatt"), "#N/A", Fehler("#N/A", "woanders")], dtype=object)
    t = Falltabelle(pd.DataFrame({"m": eingabe})).rechne("hbg", "EGH_HBG", minuten_woche="m", land=TH)
    assert list(t.fehler["code"]) == ["#N/A", "#VALUE!", "#N/A"]
    assert list(t.fehler["satz"])[::2] == ["aus Blatt", "woanders"]


def test_stichtag_als_datumsspalte():
    tage = pd.to_datetime(["2019-12-31", "2023-07-01", None])
    t = Falltabelle(pd.DataFrame({"m": [200] * 3, "tag": tage}))
    t = t.rechne("hbg", "EGH_HBG", minuten_woche="m", land=TH, stichtag="tag")
    assert list(t.df["hbg"].iloc[1:]) == ["3", "3"]
    assert list(t.fehler["position"]) == [0]
    assert "01.01.2020" in t.fehler["satz"].iloc[0]


def test_erweiterte_dtypes():
    t = Falltabelle(
        pd.DataFrame(
            {
                "h": pd.Series(["3", None, "7+", "9"], dtype="string"),
                "l": pd.Series(["TH", "TH", "TH", "TH"], dtype="category"),
                "j": pd.Series([1300, None, 1300, 1300], dtype="Float64"),
            }
        )
    ).rechne("vk", "EGH_HBG_VK", hbg="h", land="l", jahresstunden_vk="j")
    assert t.df["vk"].dtype == np.float64
    assert t.df["vk"].iloc[0] == pytest.approx(226 / 60 * 365 / 7 / 1300)
    assert list(t.fehler["position"]) == [2, 3]


# --- shape of the result ----------------------------------------------------------------------------------


def test_dtypes_der_ergebnisse():
    df = personen([200, 10, 1100, None, 0]).df
    assert isinstance(df["hbg"].dtype, pd.CategoricalDtype)
    assert list(df["hbg"].cat.categories) == ["", "0.1", "3", "7+"]
    assert df["stunden"].dtype == np.float64


def test_kategorien_stehen_in_natuerlicher_folge():
    t = Falltabelle(pd.DataFrame({"h": ["10", "2", "1", "12"]}))
    t = t.rechne("quelle", "EGH_HBG_SCHLUESSEL", hbg="h", land=Wert("BE"))
    assert t.df["quelle"].dtype == np.float64
    t = Falltabelle(pd.DataFrame({"m": [1077, 800, 300, 100, 8, 0]})).rechne(
        "hbg", "EGH_HBG", minuten_woche="m", land=TH
    )
    assert list(t.df["hbg"].cat.categories) == ["", "0.1", "1", "4", "7", "7+"]


@pytest.mark.parametrize("dtype", [np.int64, object, "Int64", "category", "str"])
def test_leere_tabelle(dtype):
    t = personen(pd.Series([], dtype=dtype))
    assert len(t) == 0
    assert isinstance(t.df["hbg"].dtype, pd.CategoricalDtype)
    assert t.df["vk"].dtype == np.float64
    assert list(t.fehler.columns) == ["position", "zeile", "spalte", "code", "satz"]
    assert t.fehler.empty
    assert t.summe_je("hbg", "vk").empty
    assert t.summe("vk") == 0.0


def test_doppelter_index():
    df = pd.DataFrame({"minuten": [200, 5, 300, 5]}, index=["a", "b", "a", "b"])
    t = Falltabelle(df).rechne("hbg", "EGH_HBG", minuten_woche="minuten", land=TH)
    assert list(t.df["hbg"].iloc[[0, 2]]) == ["3", "4"]
    assert list(t.fehler["zeile"]) == ["b", "b"]
    assert list(t.fehler["position"]) == [1, 3]


def test_mehrstufiger_index_und_spalten_die_keine_texte_sind():
    df = pd.DataFrame({2024: [200, 5]}, index=pd.MultiIndex.from_tuples([("x", 1), ("y", 2)]))
    t = Falltabelle(df).rechne("hbg", "EGH_HBG", minuten_woche=2024, land=TH)
    assert list(t.fehler["zeile"]) == [("y", 2)]


def test_die_eingabe_bleibt_wie_sie_ist():
    df = pd.DataFrame({"minuten": [200, 5], "hbg": ["alt", "alt"]})
    vorher = df.copy(deep=True)
    t = Falltabelle(df).rechne("hbg", "EGH_HBG", minuten_woche="minuten", land=TH)
    t.zuweisen(minuten=0).summe_je("hbg", "minuten")
    aussen = t.df
    aussen["hbg"] = "von außen"
    pd.testing.assert_frame_equal(df, vorher)
    assert t.df["hbg"].iloc[0] == "3"


# --- faults -----------------------------------------------------------------------------------------------


def test_fehler_gehen_in_jede_spalte_die_damit_rechnet():
    t = personen([200, "abc", -1, 5, None, 1100])
    assert [(f.position, f.spalte) for f in t.fehler.itertuples()] == [
        *[(zeile, spalte) for zeile in (1, 2, 3) for spalte in ("hbg", "stunden", "vk")],
        (5, "stunden"),
        (5, "vk"),
    ]
    je_zeile = t.fehler.drop_duplicates("position")
    assert list(je_zeile["code"]) == ["#VALUE!", "#NUM!", "#N/A", "#N/A"]
    assert all(satz.startswith("EGH_HBG") for satz in je_zeile["satz"])


def test_neu_gerechnete_spalte_verliert_alte_fehler():
    t = Falltabelle(pd.DataFrame({"a": [5, 200], "b": [300, 200]}))
    t = t.rechne("hbg", "EGH_HBG", minuten_woche="a", land=TH)
    assert len(t.fehler) == 1
    assert t.rechne("hbg", "EGH_HBG", minuten_woche="b", land=TH).fehler.empty
    assert len(t.fehler) == 1  # the first table is as it was


def test_summe_ueberspringt_keinen_fehler():
    t = personen([200, 5, 300, None])
    assert t.summe("minuten") == 505
    summe = t.summe("stunden")
    assert summe == "#N/A"
    assert "1 Zeile mit Fehler" in summe.satz
    with pytest.raises(ValueError, match="liegen unter dem ersten Korridor"):
        summe + 1


def test_summe_je_gruppe():
    t = personen([200, 200, 1100, 5, None, 0, 300], anzahl=[1, 2, 3, 4, 5, 6, None])
    je_hbg = t.summe_je("hbg", "stunden", "anzahl")
    assert je_hbg.index.name == "hbg"
    assert list(je_hbg.index[:4]) == ["", "3", "4", "7+"]
    assert je_hbg.loc["3", "stunden"] == pytest.approx(2 * 226 / 60 * 365 / 7)
    assert je_hbg.loc["7+", "stunden"] == "#N/A"
    assert "HBG 7+ wird individuell berechnet" in je_hbg.loc["7+", "stunden"].satz
    assert je_hbg.loc["Fehler", "anzahl"] == "#N/A"
    assert list(je_hbg["anzahl"].iloc[:4]) == [6, 3, 0, 3]
    assert je_hbg["anzahl"].iloc[4] == 5  # the row without minutes: no group, but not lost
    with pytest.raises((TypeError, ValueError), match="7\\+"):  # pandas passes it on as a TypeError
        je_hbg["stunden"].sum()


def test_summe_je_gruppe_ohne_fehler_gibt_zahlen():
    t = personen([200, 300, 200])
    je_hbg = t.summe_je("hbg", "vk")
    assert je_hbg["vk"].dtype == np.float64
    assert je_hbg["vk"].sum() == pytest.approx(t.summe("vk"))


@given(
    st.lists(st.tuples(st.integers(0, 1200), st.sampled_from(["x", "y", None])), max_size=30),
)
@settings(deadline=None)
def test_gruppen_ergeben_zusammen_das_ganze(zeilen):
    t = personen(
        pd.Series([z[0] for z in zeilen], dtype=np.int64), ort=pd.Series([z[1] for z in zeilen], dtype=object)
    )
    je_ort = t.summe_je("ort", "minuten", "vk")
    assert je_ort["minuten"].sum() == pytest.approx(t.summe("minuten"))
    fehlerhafte_orte = {z[1] for z in zeilen if 0 < z[0] < 8 or z[0] > 1076}
    assert {n for n, s in je_ort["vk"].items() if isinstance(s, Fehler)} - {np.nan} == fehlerhafte_orte - {
        None
    }
    assert isinstance(t.summe("vk"), Fehler) == bool(fehlerhafte_orte)


def test_gruppen_verschiedener_art():
    t = Falltabelle(
        pd.DataFrame({"g": pd.Series([1, "x", None, 2.5, "x"], dtype=object), "w": [1, 2, 3, 4, 5]})
    )
    assert dict(t.summe_je("g", "w")["w"].items()).items() >= {1: 1, "x": 7, 2.5: 4}.items()
    ganze = Falltabelle(pd.DataFrame({"g": [3, 1, 3], "w": [1, 2, 3]})).summe_je("g", "w")
    assert list(ganze.index) == [1, 3]


def test_fehler_aus_einer_arbeitsmappe_in_eingabespalten():
    df = pd.DataFrame(
        {"ort": ["x", "y", Fehler("#N/A", "fehlt")], "betrag": [1, Fehler("#DIV/0!", "durch 0"), 2]}
    )
    t = Falltabelle(df)
    assert t.summe("betrag") == "#DIV/0!"
    je_ort = t.summe_je("ort", "betrag")
    assert list(je_ort["betrag"]) == [1, "#DIV/0!", "#N/A"]


def test_unendlich_erreicht_keine_summe():
    t = Falltabelle(pd.DataFrame({"g": ["a", "b"], "w": [math.inf, 1.0]}))
    assert t.summe("w") == "#NUM!"
    assert list(t.summe_je("g", "w")["w"]) == ["#NUM!", 1.0]


def test_eigene_spalten_erben_fehler():
    t = personen([200, 5, None]).zuweisen(kosten=lambda df: df["vk"] * 1000, art="FLS")
    assert t.summe("kosten") == "#N/A"
    assert list(t.fehler.loc[t.fehler["spalte"] == "kosten", "position"]) == [1]
    assert "art" not in set(t.fehler["spalte"])
    ausgefuellt = t.zuweisen(vk=lambda df: df["vk"].fillna(0.5))
    assert ausgefuellt.summe("vk") == pytest.approx(t.df["vk"].iloc[0] + 1.0)


# --- what the tables refuse -------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", NICHT_JE_ZEILE, ids=lambda p: p.name)
def test_tabellen_und_bereiche_werden_abgelehnt(plan):
    t = Falltabelle(pd.DataFrame({"a": [1]}))
    with pytest.raises(ValueError, match=f"{plan.name} (gibt eine ganze Tabelle|braucht ganze Bereiche)"):
        t.rechne("x", plan.name, **{a.name: "a" for a in plan.argumente})


@pytest.mark.parametrize(
    ("argumente", "satz"),
    [
        ({"minuten_woche": "minuten"}, "land fehlt"),
        ({"minuten_woche": "minuten", "land": "TH"}, "Ein fester Wert heißt Wert\\('TH'\\)"),
        ({"minuten_woche": "minuten", "land": TH, "jahr": Wert(1)}, "kein Argument „jahr“"),
        ({"minuten_woche": "doppelt", "land": TH}, "2-mal"),
        ({"minuten_woche": ["minuten"], "land": TH}, "gibt es nicht"),
    ],
)
def test_falsche_angaben(argumente, satz):
    df = pd.DataFrame([[200, 1, 2]], columns=["minuten", "doppelt", "doppelt"])
    with pytest.raises(ValueError, match=satz):
        Falltabelle(df).rechne("hbg", "EGH_HBG", **argumente)


def test_unbekannte_formel():
    with pytest.raises(ValueError, match="EGH_HGB"):
        Falltabelle(pd.DataFrame()).rechne("x", "EGH_HGB")


@pytest.mark.parametrize("spalte", [["1", "2"], [True, False], pd.to_datetime(["2023-01-01", "2024-01-01"])])
def test_summiert_werden_nur_zahlen(spalte):
    t = Falltabelle(pd.DataFrame({"g": ["a", "b"], "w": spalte}))
    with pytest.raises(ValueError, match="nicht nur Zahlen"):
        t.summe("w")
    with pytest.raises(ValueError, match="nicht nur Zahlen"):
        t.summe_je("g", "w")
