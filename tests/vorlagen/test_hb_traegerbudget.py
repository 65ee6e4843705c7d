"""hb-traegerbudget: budget, part years and rates recomputed, three effects, two case lists compared, slips."""

from __future__ import annotations

import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from vorlagenbau import mappe

from udfs import Fehler
from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.recalculation.zellwert import seriell
from workbooks.vorlagen import bauen, finde
from workbooks.vorlagen.sonder.hb_traegerbudget.abgleichformeln import ALLE

# published: places by year 2019 … 2027 (2020 to 2022 not given), net change
PLAETZE = (
    ([289, None, None, None, 210, 182, 156, 131, 130], -159),
    ([179, None, None, None, 213, 222, 222, 222, 222], 43),
)


def hb(ordner: Path) -> Arbeitsmappe:
    return mappe(ordner, "hb-traegerbudget", beispiel=True)


def tag(jahr: int, monat: int, tag: int = 1) -> float:
    return float(seriell(date(jahr, monat, tag)))


def cent(wert: Decimal) -> Decimal:
    return wert.quantize(Decimal("0.01"), ROUND_HALF_UP)


def ein_traeger(m: Arbeitsmappe, menge: float, preis: float) -> None:
    """Only one provider with one row left, no increase."""
    for zeile in range(10, 17):
        for spalte in "ABCDEFGHIJ":
            m[f"Leistungsumfang!{spalte}{zeile}"] = None
    for spalte, wert in zip("ABDEFGJ", ("Träger 1", "Tagesstätte", "Tage", menge, preis, 0, 1), strict=True):
        m[f"Leistungsumfang!{spalte}10"] = wert
    for zeile in (18, 19):
        for spalte in "ABCDEFG":
            m[f"Budgettyp!{spalte}{zeile}"] = None


def test_ein_jahr_ab_april_hat_neun_zwoelftel_und_neun_raten(tmp_path: Path) -> None:
    """1,000,000 a year from April: 750,000 in nine rates of 83,333.33 or .34."""
    m = hb(tmp_path)
    ein_traeger(m, 10000, 100)
    m["eingabe_laufzeit_jahre"] = 1
    m.rechnen()
    assert m["budget_monate"][0][:3] == [9, 3, None]
    assert m["budget_traeger"][0][0] == 750000
    raten = [r for zeile in m["raten_betraege"] for r in zeile if r is not None]
    assert len(raten) == 9
    assert {round(r, 2) for r in raten} == {83333.33, 83333.34}
    assert sum(Decimal(str(round(r, 2))) for r in raten) == 750000
    assert m["raten_betraege"][0][:3] == [None] * 3  # January to March lie before the term


@pytest.mark.parametrize("saat", range(4))
def test_budget_und_raten_unabhaengig_gerechnet(saat: int, tmp_path: Path) -> None:
    """Random rows, start months, terms and increases: each year's budget once rounded, rates exact to the cent."""
    zufall = random.Random(saat)
    m = hb(tmp_path)
    namen = {zeile: m[f"Leistungsumfang!A{zeile}"] for zeile in range(10, 17)}
    monat, jahre = zufall.randint(1, 12), zufall.randint(1, 10)
    m["eingabe_laufzeit_von"], m["eingabe_laufzeit_jahre"] = tag(2026, monat), jahre
    je_traeger = dict.fromkeys(("Träger 1", "Träger 2", "Träger 3"), Decimal(0))
    extern = ausserhalb = Decimal(0)
    for zeile in range(10, 17):
        menge, preis = zufall.randint(1, 20000), zufall.randint(100, 20000)
        rate, fremd, anteil = zufall.randint(-20, 99), zufall.randint(0, menge), zufall.randint(0, 100)
        werte = (menge, preis / 100, rate / 1000, fremd, "Land X", anteil / 100)
        for spalte, wert in zip("EFGHIJ", werte, strict=True):
            m[f"Leistungsumfang!{spalte}{zeile}"] = wert
        euro = Decimal(preis) / 100 * (1 + Decimal(rate) / 1000)
        je_traeger[namen[zeile]] += (menge - fremd) * Decimal(anteil) / 100 * euro
        extern += fremd * euro
        ausserhalb += (menge - fremd) * (1 - Decimal(anteil) / 100) * euro
    steigerung = [zufall.randint(-30, 80) for _ in range(10)]
    m["eingabe_jahressteigerung"] = [[s / 1000 for s in steigerung]]
    m.rechnen()
    assert m["ergebnis_jahresbudget"] == pytest.approx(float(sum(je_traeger.values())), rel=1e-12)
    assert m["ergebnis_extern"] == pytest.approx(float(extern), rel=1e-12)
    assert m["ergebnis_ausserhalb"] == pytest.approx(float(ausserhalb), rel=1e-12)
    monate = [
        sum(1 for n in range(12 * jahre) if (monat - 1 + n) // 12 == k) for k in range(11)
    ]  # counted month by month
    assert [v or 0 for v in m["budget_monate"][0]] == monate
    gesamt = Decimal(0)
    for jahresbudget, zeile in zip(je_traeger.values(), m["budget_traeger"], strict=False):
        index = Decimal(1)
        for k, wert in enumerate(zeile):
            if k:
                index *= 1 + Decimal(steigerung[k - 1]) / 1000
            if monate[k]:
                soll = cent(jahresbudget * index * monate[k] / 12)
                assert wert == pytest.approx(
                    float(soll), abs=0.0051
                )  # a half cent may fall either way in a float
                gesamt += soll
    assert m["ergebnis_budget_gesamt"] == pytest.approx(float(gesamt), abs=0.4)
    for jahr in range(2026, 2026 + sum(1 for n in monate if n)):
        m["eingabe_raten_jahr"] = jahr
        m.rechnen()
        assert m["pruefung_raten"] is True
        zeilen = m["raten_betraege"]
        for nummer in range(3):
            raten = [r for r in (*zeilen[2 * nummer], *zeilen[2 * nummer + 1]) if r is not None]
            assert len(raten) == monate[jahr - 2026]
            assert sum(round(r * 100) for r in raten) == round(m["budget_traeger"][nummer][jahr - 2026] * 100)
            assert max(raten) - min(raten) <= 0.01 + 1e-6
    for jahr in (2025, 2026.5, 2037):
        m["eingabe_raten_jahr"] = jahr
        m.rechnen()
        assert m["pruefung_raten"] is False
        assert isinstance(m["raten_monate"], Fehler)


def test_anpassung_zeigt_drei_effekte(tmp_path: Path) -> None:
    """100/80/20 persons at 20/30/50 thousand against 110/70/25 at +3 %."""
    m = hb(tmp_path)
    assert m["anpassung_personen"] == 5
    assert m["anpassung_mengeneffekt"] == pytest.approx(135000)
    assert m["anpassung_struktureffekt"] == pytest.approx(15000)
    assert m["anpassung_preiseffekt"] == pytest.approx(166500)
    assert m["anpassung_aenderung"] == pytest.approx(316500)
    m["Anpassung!D13"] = None  # a quantity without a price
    m.rechnen()
    assert m["anpassung_aenderung"] is None
    assert m["pruefung_vollstaendig"] is False
    m["Anpassung!D13"] = "viel"
    m.rechnen()
    assert isinstance(m["anpassung_struktureffekt"], Fehler)
    assert m["pruefung_gesamt"] is False


def test_plaetze_wie_veroeffentlicht(tmp_path: Path) -> None:
    m = hb(tmp_path)
    for nummer, (plaetze, aenderung) in enumerate(PLAETZE):
        assert m["eingabe_plaetze"][nummer] == plaetze
        assert m["plaetze_aenderung"][nummer][0] == aenderung
    m["eingabe_plaetze"] = [[None] * 4 + [210] + [None] * 4, ["?"] + [None] * 7 + [1], [None] * 9, [None] * 9]
    m.rechnen()
    assert m["plaetze_aenderung"][0][0] is None  # one year is no change
    assert isinstance(m["plaetze_aenderung"][1][0], Fehler)


# Two case lists

_AB = {"links": 1, "rechts": len(ALLE) + 2}
SPALTEN = [[get_column_letter(ab + n) for n in range(8)] for ab in _AB.values()]
STATUS, GRUND = (get_column_letter(1 + ALLE.index(name)) for name in ("status", "grund"))
FALL: tuple[Any, ...] = ("F-9", "Tagesstätte", "2", tag(2026, 1), tag(2026, 1, 31), 50, "nein", "ja")


def listen(m: Arbeitsmappe, links: list[tuple[Any, ...]], rechts: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Paste the two lists; result per kind as (cases, EUR, open)."""
    for spalten, liste in zip(SPALTEN, (links, rechts), strict=True):
        for n in range(8):
            for spalte, wert in zip(spalten, liste[n] if n < len(liste) else (None,) * 8, strict=True):
                m[f"intern_Datenabgleich!{spalte}{7 + n}"] = wert
    m.rechnen()
    return {zeile[0]: tuple(zeile[1:]) for zeile in m["abgleich"]}


def anders(**neu: Any) -> tuple[Any, ...]:
    namen = ("fall", "typ", "hbg", "von", "bis", "preis", "siebtes", "budget")
    return tuple(neu.get(name, wert) for name, wert in zip(namen, FALL, strict=True))


@pytest.mark.parametrize(
    ("links", "rechts", "art", "euro"),
    [
        ([FALL], [FALL], "gleich", 0),
        ([FALL], [anders(fall=" F-9\u00a0", typ="Tagesstätte ")], "gleich", 0),
        ([anders(fall=4711)], [anders(fall="4711")], "gleich", 0),
        ([anders(hbg="2")], [anders(hbg=2)], "gleich", 0),
        ([FALL], [], "nur Leistungsträger", -31 * 50),
        ([], [FALL], "nur Leistungserbringer", 31 * 50),
        ([FALL], [anders(hbg="3", preis=60)], "andere HBG", 31 * 10),
        ([FALL], [anders(bis=tag(2026, 2, 1))], "andere Daten", 50),
        ([FALL], [anders(preis=50.01)], "andere Daten", 0.31),
        ([FALL], [anders(budget="nein")], "andere Daten", 0),
        ([FALL, FALL], [FALL], "doppelt", -31 * 50),
        ([FALL], [FALL, FALL], "doppelt", 31 * 50),
        ([], [FALL, FALL], "doppelt", 2 * 31 * 50),
        ([anders(fall="F*")], [FALL], "nur Leistungsträger", -31 * 50),  # no wildcards
    ],
)
def test_datenabgleich(
    links: list[tuple[Any, ...]], rechts: list[tuple[Any, ...]], art: str, euro: float, tmp_path: Path
) -> None:
    m = hb(tmp_path)
    summen = listen(m, links, rechts)
    assert summen[art][0] == 1
    assert summen[art][1] == pytest.approx(euro, abs=1e-9)
    assert summen[art][2] == (0 if art == "gleich" else 1)
    faelle = {(str(z[0]).strip(), str(z[1]).strip()) for z in (*links, *rechts)}
    assert summen["alle"][0] == len(faelle)
    assert m["pruefung_eingaben"] is m["pruefung_vollstaendig"] is True


@pytest.mark.parametrize(
    "zeile",
    [
        anders(von=tag(2026, 2, 1)),  # ends before it begins
        anders(bis="31.01.2026"),  # a text
        anders(preis=None),
        anders(typ=None),
        anders(fall=None),
        anders(budget="vielleicht"),
        anders(von=tag(2026, 1) + 0.5),
    ],
)
def test_was_nicht_zu_lesen_ist_gibt_keine_summe(zeile: tuple[Any, ...], tmp_path: Path) -> None:
    m = hb(tmp_path)
    summen = listen(m, [FALL, zeile], [FALL])
    assert summen["Angaben prüfen"][0] == 1
    assert isinstance(summen["alle"][1], Fehler)
    assert (m["pruefung_eingaben"], m["pruefung_vollstaendig"]) != (True, True)


@pytest.mark.parametrize("saat", range(2))
def test_datenabgleich_unabhaengig_gerechnet(saat: int, tmp_path: Path) -> None:
    """Random lists of eight rows: kinds and sums as a dictionary in Python gives them."""
    zufall = random.Random(saat)

    def zeile() -> tuple[Any, ...]:
        von = tag(2026, zufall.randint(1, 6))
        return anders(
            fall=f"F-{zufall.randint(1, 9)}",
            hbg=str(zufall.randint(1, 2)),
            von=von,
            bis=von + zufall.choice([30, 60]),
            preis=zufall.choice([50, 60]),
        )

    m = hb(tmp_path)
    links, rechts = ([zeile() for _ in range(8)] for _ in range(2))
    summen = listen(m, links, rechts)
    arten: dict[str, list[float]] = {}
    for fall in {z[0] for z in (*links, *rechts)}:
        hier, dort = ([z for z in liste if z[0] == fall] for liste in (links, rechts))
        euro = sum((z[4] - z[3] + 1) * z[5] for z in dort) - sum((z[4] - z[3] + 1) * z[5] for z in hier)
        if len(hier) > 1 or len(dort) > 1:
            art = "doppelt"
        elif not hier or not dort:
            art = "nur Leistungsträger" if hier else "nur Leistungserbringer"
        elif hier[0][2] != dort[0][2]:
            art = "andere HBG"
        else:
            art = "gleich" if hier[0] == dort[0] else "andere Daten"
        arten.setdefault(art, []).append(euro)
    for art, (faelle, euro, _) in summen.items():
        if art != "alle":
            assert faelle == len(arten.get(art, []))
            assert euro == pytest.approx(sum(arten.get(art, [])), abs=1e-9)


def test_siebtes_kapitel_und_geklaert(tmp_path: Path) -> None:
    m = hb(tmp_path)
    listen(m, [anders(siebtes="ja")], [])
    assert m["pruefung_132"] is False
    listen(m, [anders(siebtes="ja", budget="nein")], [])
    assert m["pruefung_132"] is True
    assert m["hinweis_abgleich_offen"] == "1 Abweichungen sind nicht geklärt."
    m[f"intern_Datenabgleich!{STATUS}7"] = "geklärt"
    m.rechnen()
    assert m["pruefung_vollstaendig"] is False  # no reason
    m[f"intern_Datenabgleich!{GRUND}7"] = "Wechsel zum 1.1."
    m.rechnen()
    assert m["pruefung_gesamt"] is False  # says nothing of the case
    assert m["hinweis_abgleich_offen"] == "1 Abweichungen sind nicht geklärt."
    m[f"intern_Datenabgleich!{GRUND}7"] = "F-9: Wechsel zum 1.1."
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    assert m["hinweis_abgleich_offen"] is None
    m["Budgettyp!G17"] = None  # cases are listed: the count may be missing
    m.rechnen()
    assert m["pruefung_132"] is True
    listen(m, [], [])
    assert m["pruefung_132"] is False


def test_zweihundert_traeger(tmp_path: Path) -> None:
    vorlage = finde("hb-traegerbudget")
    assert vorlage is not None
    m = gerechnet(bauen(vorlage, umfang=Umfang(dienste=200, personen=5, anbieter=200)), tmp_path / "hb.xlsx")
    for n in range(200):
        for spalte, wert in zip("ABDG", (f"Träger {n}", "singulär", "ja", 0), strict=True):
            m[f"Budgettyp!{spalte}{17 + n}"] = wert
        zeile = (f"Träger {n}", "Tagesstätte", None, "Tage", 1000, 50 + n, 0, None, None, 1)
        for spalte, wert in zip("ABCDEFGHIJ", zeile, strict=True):
            m[f"Leistungsumfang!{spalte}{10 + n}"] = wert
    m["eingabe_laufzeit_von"], m["eingabe_laufzeit_jahre"] = tag(2026, 1), 1
    m.rechnen()
    assert m["ergebnis_budget_gesamt"] == 1000 * (200 * 50 + 199 * 200 / 2)
    assert m["raten_betraege"][398][0] == pytest.approx(249000 / 12)
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("zelle", "wert", "pruefung"),
    [
        ("eingabe_laufzeit_von", tag(2026, 4, 15), "pruefung_laufzeit"),
        ("eingabe_laufzeit_jahre", 0, "pruefung_eingaben"),
        ("Budgettyp!A18", "Träger 1", "pruefung_eingaben"),
        ("Budgettyp!A18", "Träger 1 ", "pruefung_eingaben"),
        ("Budgettyp!C17", None, "pruefung_eingaben"),
        ("Budgettyp!F17", "nein", "pruefung_bestaetigt"),
        ("Budgettyp!G17", 1, "pruefung_132"),
        ("Leistungsumfang!A10", "Träger 9", "pruefung_eingaben"),
        ("Leistungsumfang!B10", "Wohnen", "pruefung_eingaben"),
        ("Leistungsumfang!F10", None, "pruefung_vollstaendig"),
        ("Leistungsumfang!G10", 3, "pruefung_eingaben"),
        ("Leistungsumfang!H11", 8000, "pruefung_eingaben"),
        ("Leistungsumfang!I11", None, "pruefung_eingaben"),
        ("Leistungsumfang!J10", None, "pruefung_vollstaendig"),
        ("Leistungsumfang!J10", 80, "pruefung_eingaben"),
        ("Leistungsumfang!E10", "viel", "pruefung_eingaben"),
        ("Budget!C8", None, "pruefung_vollstaendig"),
        ("eingabe_raten_jahr", 2029, "pruefung_raten"),
        ("Investitionen!C9", 2031, "pruefung_eingaben"),
        ("Sozialraumbudget!A8", "Sozialraum 1", "pruefung_eingaben"),
        ("'Krankenhaus 64b'!A7", None, "pruefung_vollstaendig"),
        ("'Krankenhaus 64b'!B5", None, "pruefung_eingaben"),
    ],
)
def test_ausrutscher_fallen_auf(zelle: str, wert: object, pruefung: str, tmp_path: Path) -> None:
    m = hb(tmp_path)
    m[zelle] = wert
    m.rechnen()
    assert m[pruefung] is False
    assert m["pruefung_gesamt"] is False
    gesamt = m["ergebnis_budget_gesamt"]
    if zelle.startswith("Leistungsumfang") or zelle == "Budget!C8":  # never a plausible number
        assert gesamt is None or isinstance(gesamt, Fehler)


def test_geklaert_gehoert_dem_fall_nicht_der_zeile(tmp_path: Path) -> None:
    """A newer list in another order is pasted over the old one: what was settled for 4711 is not settled for 4712."""
    m = hb(tmp_path)
    listen(m, [anders(fall=4711), anders(fall=4712)], [anders(fall=4711, hbg="3"), anders(fall=4712)])
    assert m["hinweis_abgleich_offen"] == "1 Abweichungen sind nicht geklärt."
    m[f"intern_Datenabgleich!{STATUS}7"], m[f"intern_Datenabgleich!{GRUND}7"] = "geklärt", "4711: BeNi neu"
    m.rechnen()
    assert m["hinweis_abgleich_offen"] is None
    listen(m, [anders(fall=4712), anders(fall=4711)], [anders(fall=4711), anders(fall=4712, hbg="3")])
    assert m["hinweis_abgleich_offen"] == "1 Abweichungen sind nicht geklärt."
    assert m["pruefung_bestaetigt"] is False
