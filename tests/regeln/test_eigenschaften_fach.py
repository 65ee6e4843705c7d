"""What must hold of the numbers themselves (hypothesis): monotone, additive, round trips, sums to the cent."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
import strategien
from fallsammlung import NACH_NAME
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from calc import parameter
from calc.runden import cent, deutsch, runden
from udfs import Fehler, aufruf

TH = [stufe.hbg for stufe in parameter.raster("TH")]
TH_MIT_MITTEL = TH[:-1]
im_raster = st.integers(8, 1076).map(float)
jahresstunden = st.floats(800, 2100)
stunden = st.floats(0, 100_000)
raten = st.floats(-0.1, 0.1)
verfahren = st.sampled_from(["additiv", "linear", "multiplikativ"])


def egh(name: str, *argumente: Any) -> Any:
    return aufruf(NACH_NAME[f"EGH_{name}"], argumente)


def nahe(wert: float) -> Any:
    return pytest.approx(wert, rel=1e-9, abs=1e-9)


# Hilfebedarfsgruppen


@given(st.floats(7.5, 2000), st.floats(0, 500))
def test_mehr_minuten_nie_eine_kleinere_hbg(minuten: float, mehr: float) -> None:
    assert TH.index(egh("HBG", minuten + mehr, "TH")) >= TH.index(egh("HBG", minuten, "TH"))


@given(im_raster)
def test_der_abstand_fuehrt_in_die_naechste_hbg_und_keine_minute_frueher(minuten: float) -> None:
    jetzt, abstand = TH.index(egh("HBG", minuten, "TH")), egh("HBG_ABSTAND", minuten, "TH")

    assert TH.index(egh("HBG", minuten + abstand, "TH")) == jetzt + 1
    assert TH.index(egh("HBG", minuten + abstand - 1, "TH")) == jetzt


@given(st.decimals(0, 1500, places=3))
def test_minuten_werden_halb_aufgerundet(minuten: Decimal) -> None:
    ganze = float(minuten.quantize(Decimal(1), ROUND_HALF_UP))
    assume(ganze > 0)

    assert egh("HBG", float(minuten), "TH") == egh("HBG", ganze, "TH")
    assert egh("HBG_ABSTAND", float(minuten), "TH") == egh("HBG_ABSTAND", ganze, "TH")


@pytest.mark.parametrize("hbg", TH_MIT_MITTEL)
def test_thueringen_in_sich_stimmig(hbg: str) -> None:
    minuten = egh("HBG_MINUTEN", hbg, "TH")

    assert egh("HBG", minuten, "TH") == hbg
    assert egh("HBG_STUNDEN", hbg, "TH", "Woche") * 60 == nahe(minuten)
    assert egh("HBG_STUNDEN", hbg, "TH", "Tag") * 7 == nahe(egh("HBG_STUNDEN", hbg, "TH", "Woche"))
    assert egh("HBG_STUNDEN", hbg, "TH", "Tag") * 365 == nahe(egh("HBG_STUNDEN", hbg, "TH"))
    assert egh("VK_MINUTEN", minuten, "TH") == nahe(egh("HBG_VK", hbg, "TH"))
    assert egh("HBG_VK", hbg, "TH") * egh("HBG_SCHLUESSEL", hbg, "TH") == nahe(1)


@given(st.sampled_from(TH_MIT_MITTEL), jahresstunden)
def test_vk_und_schluessel_mit_eigenen_jahresstunden(hbg: str, eigene: float) -> None:
    vk = egh("HBG_VK", hbg, "TH", eigene)

    assert vk * eigene == nahe(egh("HBG_STUNDEN", hbg, "TH"))
    assert vk * egh("HBG_SCHLUESSEL", hbg, "TH", eigene) == nahe(1)


@given(st.floats(0, 5), st.floats(1, 60), st.floats(1, 60))
def test_vk_umrechnen_hin_und_zurueck(vk: float, alt: float, neu: float) -> None:
    assert egh("VK_UMRECHNEN", egh("VK_UMRECHNEN", vk, alt, neu), neu, alt) == nahe(vk)


# Arbeitszeit und Personalbemessung


@given(st.lists(st.floats(0, 20), min_size=1, max_size=8), st.floats(1, 53), st.floats(1, 60))
def test_ausfalltage_zaehlen_in_jeder_reihenfolge_und_form(
    tage: list[float], wochen: float, wochenstunden: float
) -> None:
    netto = egh("NJAZ_BERECHNEN", wochen, wochenstunden, [[tag] for tag in tage])
    assume(not isinstance(netto, Fehler))

    assert egh("NJAZ_BERECHNEN", wochen, wochenstunden, [tage[::-1]]) == nahe(netto)
    assert egh("NJAZ_BERECHNEN", wochen, wochenstunden, sum(tage)) == nahe(netto)
    assert netto <= egh("BJAZ", wochen, wochenstunden) + 1e-9
    assert egh("NJAZ_BERECHNEN", wochen, wochenstunden, 0.0) == nahe(egh("BJAZ", wochen, wochenstunden))


@given(st.floats(1, 2000), st.lists(st.floats(0, 0.2), min_size=1, max_size=5))
def test_nacheinander_bleibt_nie_weniger_als_zusammen(njaz: float, anteile: list[float]) -> None:
    zusammen = egh("BETREUUNGSZEIT_KETTE", njaz, [anteile])
    nacheinander = egh("BETREUUNGSZEIT_KETTE", njaz, [anteile], "nacheinander")

    assert zusammen + 1e-9 >= 0
    assert nacheinander >= zusammen - 1e-9
    assert egh("BETREUUNGSZEIT_KETTE", njaz, anteile[0]) == egh("BETREUUNGSZEIT", njaz, anteile[0])
    assert egh("BETREUUNGSZEIT_KETTE", njaz, [anteile[::-1]], "nacheinander") == nahe(nacheinander)


@given(stunden, stunden, jahresstunden)
def test_vzae_sind_additiv_und_umkehrbar(a: float, b: float, je_vzae: float) -> None:
    zusammen = egh("VZAE", a + b, je_vzae)

    assert zusammen == nahe(egh("VZAE", a, je_vzae) + egh("VZAE", b, je_vzae))
    assert zusammen * je_vzae == nahe(a + b)


@given(strategien.zeiten, strategien.zeiten)
def test_hin_und_zurueck_ist_ein_ganzer_tag(beginn: Any, ende: Any) -> None:
    hin, zurueck = egh("EINSATZDAUER", beginn, ende), egh("EINSATZDAUER", ende, beginn)

    if isinstance(hin, Fehler):
        assert hin == zurueck == "#VALUE!"
    else:
        assert 0 < hin < 24
        assert hin + zurueck == nahe(24)


@given(st.floats(0, 24), st.floats(0, 7), st.floats(0, 20), st.floats(0, 1))
def test_einsatzstunden_haben_die_jahresstunden_der_woche(
    stunden_tag: float, tage: float, anzahl: float, anerkennung: float
) -> None:
    woche = stunden_tag * tage * anzahl * anerkennung

    assert egh("EINSATZSTUNDEN", stunden_tag, tage, anzahl, anerkennung) == nahe(egh("JAHRESSTUNDEN", woche))


@given(stunden, st.floats(1, 1000), st.floats(0, 10_000))
def test_hochrechnung_haelt_den_wert_je_person(summe: float, stichprobe: float, alle: float) -> None:
    assert egh("HOCHRECHNUNG", summe, stichprobe, stichprobe) == nahe(summe)
    assert egh("HOCHRECHNUNG", summe, stichprobe, alle) * stichprobe == nahe(summe * alle)


@given(strategien.dienste, strategien.dienste, jahresstunden, st.floats(1, 53))
@settings(max_examples=60)
def test_stundentafel_summiert_ihre_zeilen(
    erste: list[Any], zweite: list[Any], je_vzae: float, wochen: float
) -> None:
    a, b, beide = (egh("STUNDENTAFEL", tafel, je_vzae, wochen) for tafel in (erste, zweite, erste + zweite))

    assert beide[1:-1] == a[1:-1] + b[1:-1]
    assert len(a) == len(erste) + 2
    for spalte in (2, 3, 4):
        assert a[-1][spalte] == nahe(sum(zeile[spalte] for zeile in a[1:-1]))
        assert beide[-1][spalte] == nahe(a[-1][spalte] + b[-1][spalte])
    for dienst, zeile in zip(erste, a[1:-1], strict=True):
        dauer = egh("EINSATZDAUER", dienst[1], dienst[2])
        im_jahr = egh("EINSATZSTUNDEN", dauer, dienst[4], dienst[5], dienst[3], wochen)
        assert zeile[1] == nahe(dauer)
        assert zeile[3] == nahe(im_jahr)
        assert zeile[4] == nahe(egh("VZAE", im_jahr, je_vzae))


# Geld


@given(strategien.betraege, st.integers(0, 30).map(float), verfahren)
def test_ohne_wachstum_bleibt_das_budget(budget: float, jahre: float, art: str) -> None:
    assert egh("BUDGET", budget, jahre, 0.0, 0.0, art) == budget


@given(strategien.betraege, raten, raten, verfahren)
def test_nach_null_jahren_bleibt_das_budget(budget: float, g: float, v: float, art: str) -> None:
    assert egh("BUDGET", budget, 0.0, g, v, art) == budget


@given(strategien.betraege, st.integers(0, 10).map(float), raten, raten, verfahren, st.integers(0, 2100))
def test_projektion_endet_beim_budget(
    budget: float, jahre: float, g: float, v: float, art: str, start: int
) -> None:
    _, *zeilen = egh("BUDGET_PROJEKTION", budget, jahre, g, v, art, float(start))

    assert zeilen[0] == [start, 1, 1, budget, 0]
    assert [zeile[0] for zeile in zeilen] == [start + n for n in range(int(jahre) + 1)]
    for n, (_, faelle, kosten, stand, differenz) in enumerate(zeilen):
        assert stand == nahe(egh("BUDGET", budget, float(n), g, v, art))
        assert stand - differenz == nahe(budget * faelle * kosten)
    if art == "multiplikativ":
        assert all(abs(zeile[4]) <= 1e-9 * max(1, budget) for zeile in zeilen)


@given(st.floats(1, 1e6), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_ein_jahr_ist_additiv_und_linear_dasselbe(budget: float, g: float, v: float) -> None:
    additiv, linear = (egh("BUDGET", budget, 1.0, g, v, art) for art in ("additiv", "linear"))

    assert additiv == nahe(linear)
    assert egh("BUDGET", budget, 1.0, g, v, "multiplikativ") - additiv == nahe(budget * g * v)


@given(st.decimals(0, 1_000_000_000, places=4))
@example(Decimal("0.05"))
@example(Decimal("100"))
@example(Decimal("0.005"))
def test_zwoelf_monatsraten_ergeben_das_budget_auf_den_cent(betrag: Decimal) -> None:
    raten_cent = []
    for monat in range(1, 13):
        rate = egh("MONATSRATE", float(betrag), float(monat))
        assert rate == runden(rate, 2)
        raten_cent.append(cent(rate))
        anspruch = (
            cent(float(betrag)) * Decimal(monat) / 12
        )  # paid so far never strays half a cent from what is due
        assert abs(sum(raten_cent) - anspruch) <= Decimal("0.5")

    assert sum(raten_cent) == int((betrag * 100).quantize(Decimal(1), ROUND_HALF_UP))
    assert max(raten_cent) - min(raten_cent) <= 1


posten = st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 50_000), raten), min_size=1, max_size=6)


@given(posten, posten)
def test_traegerbudget_ist_additiv(a: list[Any], b: list[Any]) -> None:
    def budget(zeilen: list[Any]) -> Any:
        return egh("TRAEGERBUDGET", *([[wert] for wert in spalte] for spalte in zip(*zeilen, strict=True)))

    assert budget(a + b) == nahe(budget(a) + budget(b))
    assert budget(a[::-1]) == nahe(budget(a))


@given(st.floats(0.01, 1e6), st.floats(-1e6, 1e6))
def test_veraenderung_fuehrt_vom_vorwert_zum_wert(vorwert: float, wert: float) -> None:
    veraenderung = egh("VERAENDERUNG", vorwert, wert)

    assert vorwert * (1 + veraenderung) == pytest.approx(wert, rel=1e-9, abs=1e-6)
    assert egh("ABWEICHUNG", vorwert, wert) == veraenderung
    assert egh("VERAENDERUNG", vorwert, vorwert) == 0


@given(stunden, st.floats(0.5, 10_000))
def test_quote_und_fallkosten_sind_quotienten(teil: float, gesamt: float) -> None:
    assert egh("QUOTE", teil, gesamt) * gesamt == nahe(teil)
    assert egh("FALLKOSTEN", teil, gesamt) * gesamt == nahe(teil)


# Runden und Schreibweise


@given(st.decimals(-1_000_000, 1_000_000, places=6), st.integers(0, 4))
@example(Decimal("2.5"), 0)
@example(Decimal("-2.5"), 0)
@example(Decimal("1.005"), 2)
@example(Decimal("0.285"), 2)
def test_runden_ist_kaufmaennisch(zahl: Decimal, stellen: int) -> None:
    assert runden(float(zahl), stellen) == float(zahl.quantize(Decimal(1).scaleb(-stellen), ROUND_HALF_UP))


def test_runden_sieht_die_fuenfzehn_stellen_die_der_anwender_sieht() -> None:
    """4 Std. 29 Min. 30 Sek. (4,491666… Std.) × 60 sind 269,5 Min.; als Fließkommazahl 269,49999999999997."""
    assert runden(269.49999999999997) == 270
    assert runden(0.1 + 0.2, 1) == 0.3


@given(strategien.betraege)
def test_deutsche_schreibweise_liest_sich_zurueck(betrag: float) -> None:
    assert egh("QUOTE", deutsch(betrag), 1.0) == nahe(betrag)


# Raten, Effekte


@given(st.decimals(0, 10_000_000, places=2), st.integers(1, 60))
def test_raten_ergeben_den_betrag_und_liegen_einen_cent_auseinander(betrag: Decimal, anzahl: int) -> None:
    raten = [Decimal(repr(egh("RATE", float(betrag), anzahl, n))) for n in range(1, anzahl + 1)]

    assert sum(raten) == betrag
    assert max(raten) - min(raten) <= Decimal("0.01")


@given(st.decimals(0, 10_000_000, places=2), st.integers(1, 12))
def test_monatsraten_sind_raten_zu_zwoelf(betrag: Decimal, monat: int) -> None:
    assert egh("MONATSRATE", float(betrag), monat) == egh("RATE", float(betrag), 12, monat)


_GRUPPEN = st.lists(st.tuples(*[st.floats(0.5, 1000)] * 4), min_size=1, max_size=6)


@given(_GRUPPEN)
def test_menge_struktur_und_preis_ergeben_die_ganze_veraenderung(gruppen: list[Any]) -> None:
    """Number at the old average price, structure, price of each group: together all of it."""
    m0, p0, m1, p1 = zip(*gruppen, strict=True)
    alt, neu = (sum(m * p for m, p in zip(*paar, strict=True)) for paar in ((m0, p0), (m1, p1)))
    spalten = [[[w] for w in reihe] for reihe in (m0, p0, m1)]
    menge = egh("MENGENEFFEKT", sum(m0), alt / sum(m0), sum(m1), 1)
    preis = sum(egh("PREISEFFEKT", *g) for g in gruppen)

    assert menge + egh("STRUKTUREFFEKT", *spalten) + preis == pytest.approx(neu - alt, rel=1e-9, abs=1e-6)


@given(st.floats(0, 1), st.floats(1, 1000), st.floats(1, 1000))
def test_mischanteil_findet_den_anteil(anteil: float, a: float, b: float) -> None:
    assume(abs(a - b) > 1)
    gesamt = anteil * a + (1 - anteil) * b
    gefunden = egh("MISCHANTEIL", gesamt, a, b)
    assume(isinstance(gefunden, float))  # at the very ends a last digit may lie outside
    assert gefunden == pytest.approx(anteil, abs=1e-9)


@given(st.floats(0, 1e9), st.floats(0.1, 1))
def test_wie_vereinbart_genutzt_ist_nichts_ungenutzt(budget: float, auslastung: float) -> None:
    assert egh("MINDERNUTZUNG", budget, auslastung, auslastung) == 0
    assert egh("MINDERNUTZUNG", budget, auslastung, 0) == budget
