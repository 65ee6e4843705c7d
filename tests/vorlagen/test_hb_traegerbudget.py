"""hb-traegerbudget: budget, part years and rates recomputed, three effects, two case lists compared, slips."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from vorlagenbau import geliehen, klein

from recalculation.datei.zellwert import seriell
from udfs import Fehler
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import bauen, finde
from workbooks.vorlagen.sonder.hb_traegerbudget.abgleichformeln import ALLE

# published: places by year 2019 … 2027 (2020 to 2022 not given), net change
PLAETZE = (
    ([289, None, None, None, 210, 182, 156, 131, 130], -159),
    ([179, None, None, None, 213, 222, 222, 222, 222], 43),
)


def hb() -> Arbeitsmappe:
    return geliehen("hb-traegerbudget")


def tag(jahr: int, monat: int, tag: int = 1) -> float:
    return float(seriell(date(jahr, monat, tag)))


def cent(wert: Decimal) -> Decimal:
    return wert.quantize(Decimal("0.01"), ROUND_HALF_UP)


def ein_traeger(m: Arbeitsmappe, menge: float, preis: float) -> None:
    """Only one provider with one row left, no increase."""
    for zeile in range(10, 17):
        for spalte in "ABCDEFGHI":
            m[f"Leistungsumfang!{spalte}{zeile}"] = None
    for zeile in (7, 8):
        for spalte in "ABCDEF":
            m[f"'Externe Kostenträger'!{spalte}{zeile}"] = None
    for spalte, wert in zip(
        "ABDEFGH", ("Leistungserbringer 1", "Tagesstätte", "Tage", menge, preis, 0, 1), strict=True
    ):
        m[f"Leistungsumfang!{spalte}10"] = wert
    for zeile in (18, 19):
        for spalte in "ABCDEFG":
            m[f"Budgettyp!{spalte}{zeile}"] = None


def test_ein_jahr_ab_april_hat_neun_zwoelftel_und_neun_raten() -> None:
    """1,000,000 a year from April: 750,000 in nine rates of 83,333.33 or .34."""
    m = hb()
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
def test_budget_und_raten_unabhaengig_gerechnet(saat: int) -> None:
    """Random rows, start months, terms and increases: each year's budget once rounded, rates exact to the cent."""
    zufall = random.Random(saat)
    m = hb()
    kopf = {zeile: m[f"Leistungsumfang!A{zeile}:D{zeile}"][0] for zeile in range(10, 17)}
    monat, jahre, mehr = (
        zufall.randint(1, 12),
        zufall.randint(1, 9),
        zufall.choice([None, zufall.randint(1, 11)]),
    )
    m["eingabe_laufzeit_von"], m["eingabe_laufzeit_jahre"] = tag(2026, monat), jahre
    m["eingabe_laufzeit_monate"] = mehr
    je_traeger = dict.fromkeys(
        ("Leistungserbringer 1", "Leistungserbringer 2", "Leistungserbringer 3"), Decimal(0)
    )
    je_folge = dict(je_traeger)
    extern = ausserhalb = Decimal(0)
    naechste = 7  # row of the external payers
    for zeile in range(10, 17):
        menge, preis = zufall.randint(1, 20000), zufall.randint(100, 20000)
        rate, fremd, anteil = zufall.randint(-20, 99), zufall.randint(0, menge), zufall.randint(0, 100)
        folge = zufall.choice([None, zufall.randint(fremd, 20000)])
        werte = (menge, preis / 100, rate / 1000, anteil / 100, folge)
        for spalte, wert in zip("EFGHI", werte, strict=True):
            m[f"Leistungsumfang!{spalte}{zeile}"] = wert
        einer = zufall.randint(0, fremd)
        for name, teil in (("Land X", einer), ("Land Y", fremd - einer)):
            for spalte, wert in zip("ABCDEF", (*kopf[zeile], teil, name), strict=True):
                m[f"'Externe Kostenträger'!{spalte}{naechste}"] = wert
            naechste += 1
        euro = Decimal(preis) / 100 * (1 + Decimal(rate) / 1000)
        je_traeger[kopf[zeile][0]] += (menge - fremd) * Decimal(anteil) / 100 * euro
        spaeter = menge if folge is None else folge
        je_folge[kopf[zeile][0]] += (spaeter - fremd) * Decimal(anteil) / 100 * euro
        extern += fremd * euro
        ausserhalb += (menge - fremd) * (1 - Decimal(anteil) / 100) * euro
    steigerung = [zufall.randint(-30, 80) for _ in range(10)]
    m["eingabe_jahressteigerung"] = [[s / 1000 for s in steigerung]]
    m.rechnen()
    assert m["ergebnis_jahresbudget"] == pytest.approx(float(sum(je_traeger.values())), rel=1e-12)
    assert m["ergebnis_extern"] == pytest.approx(float(extern), rel=1e-12)
    assert m["ergebnis_ausserhalb"] == pytest.approx(float(ausserhalb), rel=1e-12)
    monate = [
        sum(1 for n in range(12 * jahre + (mehr or 0)) if (monat - 1 + n) // 12 == k) for k in range(11)
    ]  # counted month by month
    assert [v or 0 for v in m["budget_monate"][0]] == monate
    gesamt = Decimal(0)
    assert m["Externe Kostenträger!G6"] == pytest.approx(float(extern), rel=1e-12)
    for name, zeile in zip(je_traeger, m["budget_traeger"], strict=False):
        index = Decimal(1)
        for k, wert in enumerate(zeile):
            if k:
                index *= 1 + Decimal(steigerung[k - 1]) / 1000
            if monate[k]:
                soll = cent((je_folge if k else je_traeger)[name] * index * monate[k] / 12)
                assert wert == pytest.approx(
                    float(soll), abs=0.0051
                )  # a half cent may fall either way in a float
                gesamt += soll
    assert m["ergebnis_budget_gesamt"] == pytest.approx(float(gesamt), abs=0.4)
    _raten_pruefen(m, monate)


def _raten_pruefen(m: Arbeitsmappe, monate: list[int]) -> None:
    """Every year of the term: one rate a month, to the cent; outside the term none."""
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


def test_anpassung_zeigt_drei_effekte() -> None:
    """100/80/20 persons at 20/30/50 thousand against 110/70/25 at +3 %."""
    m = hb()
    assert m["anpassung_personen"] == 5
    assert m["anpassung_mengeneffekt"] == pytest.approx(135000)
    assert m["anpassung_struktureffekt"] == pytest.approx(15000)
    assert m["anpassung_preiseffekt"] == pytest.approx(166500)
    assert m["anpassung_aenderung"] == pytest.approx(316500)
    assert [z[0] for z in m["angepasstes_budget"][:2]] == pytest.approx(
        [
            m["traeger_jahresbudget"][0][0] + 70 * 30900 + 110 * 20600 - 80 * 30000 - 100 * 20000,
            m["traeger_jahresbudget"][1][0] + 25 * 51500 - 20 * 50000,
        ]
    )
    m["Anpassung!E13"] = None  # a quantity without a price
    m.rechnen()
    assert m["anpassung_aenderung"] is None
    assert m["pruefung_vollstaendig"] is False
    m["Anpassung!E13"] = "viel"
    m.rechnen()
    assert isinstance(m["anpassung_struktureffekt"], Fehler)
    assert m["pruefung_gesamt"] is False


def test_plaetze_wie_veroeffentlicht() -> None:
    m = hb()
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
OFFEN = "1 Abweichung ist nicht geklärt."
STATUS, GRUND = (get_column_letter(1 + ALLE.index(name)) for name in ("status", "grund"))
FALL: tuple[Any, ...] = ("F-9", "Tagesstätte", "2", tag(2026, 1), tag(2026, 1, 31), 50, "nein", "ja")


# a change of HBG in June: two periods of one case
WECHSEL = [
    (*FALL[:3], tag(2026, 1), tag(2026, 6, 30), 50, "nein", "ja"),
    (*FALL[:2], "3", tag(2026, 7), None, 60, "nein", "ja"),
]


def listen(m: Arbeitsmappe, links: list[tuple[Any, ...]], rechts: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Paste the two lists; result per kind as (cases, EUR, open)."""
    for spalten, liste in zip(SPALTEN, (links, rechts), strict=True):
        for n in range(8):
            for spalte, wert in zip(spalten, liste[n] if n < len(liste) else (None,) * 8, strict=True):
                m[f"intern_Datenabgleich!{spalte}{10 + n}"] = wert
    m.rechnen()
    return {zeile[0]: tuple(zeile[1:]) for zeile in m["abgleich"]}


def hinweise(m: Arbeitsmappe, zeilen: int) -> list[Any]:
    return [zeile[0] for zeile in m["zeilenhinweis_fallliste_traeger"]][:zeilen]


FRAGE_OHNE_ZEILE = "bitte bestätigen »{}«: steht in Tagen in keiner Zeile des Leistungsumfangs"


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
        ([FALL], [anders(budget="nein")], "andere Daten", -31 * 50),  # in the budget for one side only
        ([FALL, FALL], [FALL], "Zeiten doppelt", -31 * 50),
        ([FALL], [FALL, FALL], "Zeiten doppelt", 31 * 50),
        ([], [FALL, FALL], "Zeiten doppelt", 2 * 31 * 50),
        ([anders(bis=None)], [anders(bis=tag(2027, 5))], "gleich", 0),  # still running
        (
            [anders(von=tag(2020, 1))],
            [anders(von=tag(2025, 1))],
            "gleich",
            0,
        ),  # the days of the year are the same
        ([anders(von=tag(2025, 12))], [anders(von=tag(2026, 1, 2))], "andere Daten", -50),
        (WECHSEL, WECHSEL, "gleich", 0),
        (WECHSEL, WECHSEL[:1], "andere HBG", -184 * 60),
        (WECHSEL, [WECHSEL[1], WECHSEL[0]], "gleich", 0),
        (
            [anders(bis=tag(2026, 12, 31))],
            [anders(bis=tag(2026, 6, 30)), anders(von=tag(2026, 7), bis=None)],
            "andere Daten",
            0,
        ),
        ([anders(fall="F*")], [FALL], "nur Leistungsträger", -31 * 50),  # no wildcards
    ],
)
def test_datenabgleich(
    links: list[tuple[Any, ...]], rechts: list[tuple[Any, ...]], art: str, euro: float
) -> None:
    m = hb()
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
def test_was_nicht_zu_lesen_ist_gibt_keine_summe(zeile: tuple[Any, ...]) -> None:
    m = hb()
    summen = listen(m, [FALL, zeile], [FALL])
    assert summen["Angaben prüfen"][0] == 1
    assert isinstance(summen["alle"][1], Fehler)
    assert (m["pruefung_eingaben"], m["pruefung_vollstaendig"]) != (True, True)


@pytest.mark.parametrize("saat", range(2))
def test_datenabgleich_unabhaengig_gerechnet(saat: int) -> None:
    """Random lists of eight rows: kinds and sums as a dictionary in Python gives them."""
    zufall = random.Random(saat)

    def zeile() -> tuple[Any, ...]:
        von = tag(zufall.choice([2025, 2026, 2026, 2027]), zufall.randint(1, 12))
        return anders(
            fall=f"F-{zufall.randint(1, 6)}",
            hbg=str(zufall.randint(1, 2)),
            von=von,
            bis=zufall.choice([None, von + 30, von + 400]),
            preis=zufall.choice([50, 60]),
            budget=zufall.choice(["ja", "ja", "nein"]),
        )

    m = hb()
    links, rechts = ([zeile() for _ in range(8)] for _ in range(2))
    summen = listen(m, links, rechts)
    arten: dict[str, list[float]] = {}
    for fall in {z[0] for z in (*links, *rechts)}:
        hier, dort = ([im_jahr(z) for z in liste if z[0] == fall and im_jahr(z)] for liste in (links, rechts))
        if not hier and not dort:
            continue
        euro = sum(z[-1] for z in dort) - sum(z[-1] for z in hier)
        if any(ueberschneiden(z, y) for zeiten in (hier, dort) for z, y in combinations(zeiten, 2)):
            art = "Zeiten doppelt"
        elif not hier or not dort:
            art = "nur Leistungsträger" if hier else "nur Leistungserbringer"
        elif {z[0] for z in hier} != {z[0] for z in dort}:
            art = "andere HBG"
        else:
            art = "gleich" if sorted(z[:5] for z in hier) == sorted(z[:5] for z in dort) else "andere Daten"
        arten.setdefault(art, []).append(euro)
    for art, (faelle, euro, _) in summen.items():
        if art != "alle":
            assert faelle == len(arten.get(art, [])), art
            assert euro == pytest.approx(sum(arten.get(art, [])), abs=1e-9)


def im_jahr(z: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """HBG, days of 2026, price, budget and EUR of a row; the dates themselves too."""
    ende = z[4] or tag(2099, 12, 31)
    ab, bis = max(z[3], tag(2026, 1)), min(ende, tag(2026, 12, 31))
    if bis < ab:
        return None
    return (z[2], ab, bis, z[5], z[7], z[3], ende, (bis - ab + 1) * z[5] if z[7] == "ja" else 0.0)


def ueberschneiden(a: tuple[Any, ...], b: tuple[Any, ...]) -> bool:
    return bool(a[5] <= b[6] and b[5] <= a[6])


@pytest.mark.parametrize("saat", range(2))
def test_eine_liste_mit_sich_selbst_ist_gleich(saat: int) -> None:
    zufall = random.Random(saat)
    m = hb()
    liste = [
        anders(
            fall=f"F-{n // 2}",
            von=tag(2026, 1 + 6 * (n % 2)),
            bis=tag(2026, 5 + 6 * (n % 2)),
            preis=zufall.randint(1, 99),
        )
        for n in range(8)
    ]
    summen = listen(m, liste, zufall.sample(liste, len(liste)))
    assert summen["gleich"] == (4, 0, 0)
    assert summen["alle"] == (4, 0, 0)


def test_siebtes_kapitel_und_geklaert() -> None:
    m = hb()
    listen(m, [anders(siebtes="ja")], [])
    assert m["pruefung_132"] is False
    listen(m, [anders(siebtes="ja", budget="nein")], [])
    assert m["pruefung_132"] is True
    assert m["hinweis_abgleich_offen"] == OFFEN
    m[f"intern_Datenabgleich!{STATUS}10"] = "geklärt"
    m.rechnen()
    assert m["pruefung_vollstaendig"] is False  # no reason
    m[f"intern_Datenabgleich!{GRUND}10"] = "Wechsel zum 1.1."
    m.rechnen()
    assert m["pruefung_gesamt"] is False  # says nothing of the case
    assert m["hinweis_abgleich_offen"] == OFFEN
    m[f"intern_Datenabgleich!{GRUND}10"] = "F-9 nur Leistungsträger 0 EUR: Wechsel zum 1.1."
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    assert m["hinweis_abgleich_offen"] is None
    m["Budgettyp!G17"] = None  # asked of every provider, whatever the lists say
    m.rechnen()
    assert m["pruefung_132"] is False


def test_zwei_externe_kostentraeger_einer_zeile() -> None:
    """9,000 days × 140 and 7,000 hours × 60, of which 350 and 200 are paid by two others; +3 %."""
    m = hb()
    ein_traeger(m, 9000, 140)
    for spalte, wert in zip(
        "ABDEFGH", ("Leistungserbringer 1", "ambulante Assistenz", "Stunden", 7000, 60, 0.03, 1), strict=True
    ):
        m[f"Leistungsumfang!{spalte}11"] = wert
    m["Leistungsumfang!G10"] = 0.03
    for zeile, (menge, wer) in enumerate(((350, "Land Niedersachsen"), (200, "Land Schleswig-Holstein")), 7):
        for spalte, wert in zip(
            "ABDEF", ("Leistungserbringer 1", "ambulante Assistenz", "Stunden", menge, wer), strict=True
        ):
            m[f"'Externe Kostenträger'!{spalte}{zeile}"] = wert
    m.rechnen()
    assert m["ergebnis_jahresbudget"] == pytest.approx(1_696_410)
    assert m["ergebnis_extern"] == pytest.approx(550 * 60 * 1.03)
    m["'Externe Kostenträger'!F8"] = "Land\u00a0Niedersachsen"
    m.rechnen()
    assert m["pruefung_bestaetigt"] is False  # the same payer twice


def test_ein_traeger_ohne_zeile_wird_gefragt() -> None:
    m = hb()
    for spalte, wert in zip("ABDG", ("Leistungserbringer 4", "singulär", "ja", 0), strict=True):
        m[f"Budgettyp!{spalte}20"] = wert
    m.rechnen()
    assert m["zeilenhinweis_budgettyp"][3][0] == "bitte bestätigen »0 EUR«: keine Zeile im Leistungsumfang"


def test_einundzwanzig_monate() -> None:
    """01.04.2026 to 31.12.2027."""
    m = hb()
    ein_traeger(m, 10000, 100)
    m["eingabe_laufzeit_jahre"], m["eingabe_laufzeit_monate"] = 1, 9
    m["Budget!C8"] = 0
    m.rechnen()
    assert m["budget_monate"][0][:3] == [9, 12, None]
    assert m["ergebnis_budget_gesamt"] == 1_750_000


def test_hundertzwanzig_traeger(tmp_path: Path) -> None:
    vorlage = finde("hb-traegerbudget")
    assert vorlage is not None
    m = gerechnet(bauen(vorlage, umfang=replace(klein(), dienste=120, anbieter=120)), tmp_path / "hb.xlsx")
    for n in range(120):
        for spalte, wert in zip("ABDG", (f"Leistungserbringer {n}", "singulär", "ja", 0), strict=True):
            m[f"Budgettyp!{spalte}{17 + n}"] = wert
        zeile = (f"Leistungserbringer {n}", "Tagesstätte", None, "Tage", 1000, 50 + n, 0, 1)
        for spalte, wert in zip("ABCDEFGH", zeile, strict=True):
            m[f"Leistungsumfang!{spalte}{10 + n}"] = wert
    m["eingabe_laufzeit_von"], m["eingabe_laufzeit_jahre"] = tag(2026, 1), 1
    m.rechnen()
    assert m["ergebnis_budget_gesamt"] == 1000 * (120 * 50 + 119 * 120 / 2)
    assert m["raten_betraege"][238][0] == pytest.approx(169000 / 12)
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("zelle", "wert", "pruefung"),
    [
        ("eingabe_laufzeit_von", tag(2026, 4, 15), "pruefung_laufzeit"),
        ("eingabe_laufzeit_jahre", 0, "pruefung_laufzeit"),
        ("Budgettyp!A18", "Leistungserbringer 1", "pruefung_eingaben"),
        ("Budgettyp!A18", "Leistungserbringer 1 ", "pruefung_eingaben"),
        ("Budgettyp!C17", None, "pruefung_eingaben"),
        ("Budgettyp!F17", "nein", "pruefung_bestaetigt"),
        ("Budgettyp!G17", 1, "pruefung_132"),
        ("Leistungsumfang!A10", "Leistungserbringer 9", "pruefung_eingaben"),
        ("Leistungsumfang!B10", "Wohnen", "pruefung_eingaben"),
        ("Leistungsumfang!F10", None, "pruefung_vollstaendig"),
        ("Leistungsumfang!G10", 3, "pruefung_eingaben"),
        ("'Externe Kostenträger'!E7", 8000, "pruefung_eingaben"),
        ("'Externe Kostenträger'!E7", "viel", "pruefung_eingaben"),
        ("'Externe Kostenträger'!E7", None, "pruefung_vollstaendig"),
        ("'Externe Kostenträger'!F7", None, "pruefung_vollstaendig"),
        ("'Externe Kostenträger'!C7", "4", "pruefung_eingaben"),
        ("Leistungsumfang!I11", 300, "pruefung_eingaben"),
        ("Leistungsumfang!H10", None, "pruefung_vollstaendig"),
        ("Leistungsumfang!H10", 80, "pruefung_eingaben"),
        ("Budgettyp!C19", "Sozialraum 1", "pruefung_eingaben"),
        ("Budgettyp!G19", None, "pruefung_132"),
        ("Budgettyp!I17", 5, "pruefung_eingaben"),
        ("eingabe_laufzeit_monate", 2.5, "pruefung_laufzeit"),
        ("Leistungsumfang!E10", "viel", "pruefung_eingaben"),
        ("Budget!C8", None, "pruefung_vollstaendig"),
        ("eingabe_raten_jahr", 2029, "pruefung_raten"),
        ("Investitionen!C9", 2031, "pruefung_eingaben"),
        ("Sozialräume!A8", "Sozialraum 1", "pruefung_eingaben"),
        ("'Krankenhaus 64b'!A7", None, "pruefung_vollstaendig"),
        ("'Krankenhaus 64b'!B5", None, "pruefung_eingaben"),
    ],
)
def test_ausrutscher_fallen_auf(zelle: str, wert: object, pruefung: str) -> None:
    m = hb()
    m[zelle] = wert
    m.rechnen()
    assert m[pruefung] is False
    assert m["pruefung_gesamt"] is False
    gesamt = m["ergebnis_budget_gesamt"]
    if zelle.startswith(("Leistungsumfang", "'Externe")) or zelle == "Budget!C8":  # never a plausible number
        assert gesamt is None or isinstance(gesamt, Fehler)


def test_geklaert_gehoert_dem_fall_nicht_der_zeile() -> None:
    """A newer list in another order is pasted over the old one: what was settled for 4711 is not settled for 4712."""
    m = hb()
    listen(m, [anders(fall=4711), anders(fall=4712)], [anders(fall=4711, hbg="3"), anders(fall=4712)])
    assert m["hinweis_abgleich_offen"] == OFFEN
    grund = "4711 andere HBG 0 EUR: BeNi neu"
    m[f"intern_Datenabgleich!{STATUS}10"], m[f"intern_Datenabgleich!{GRUND}10"] = "geklärt", grund
    m.rechnen()
    assert m["hinweis_abgleich_offen"] is None
    listen(m, [anders(fall=4711)], [anders(fall=4711, hbg="3", preis=60)])  # another price later
    assert m["hinweis_abgleich_offen"] == OFFEN
    listen(m, [anders(fall=4711)], [anders(fall=4711, preis=50.01)])  # another difference
    assert m["hinweis_abgleich_offen"] == OFFEN
    listen(m, [anders(fall=4712), anders(fall=4711)], [anders(fall=4711), anders(fall=4712, hbg="3")])
    assert m["hinweis_abgleich_offen"] == OFFEN
    assert m["pruefung_bestaetigt"] is False


@pytest.mark.parametrize("fall", ["AZ: 12", "12 (alt)", "Nr. 7; neu", "»9«", 'A "b"', "Müller, K."])
@pytest.mark.parametrize("wie", ["getippt", "abgeschrieben"])
def test_jede_fallnummer_laesst_sich_klaeren(fall: str, wie: str) -> None:
    """Signs that a reason is read without: as typed, and as the question shows it."""
    m = hb()
    listen(m, [anders(fall=fall)], [anders(fall=fall, hbg="3")])
    zeile = "intern_Datenabgleich!{}10"
    m[zeile.format(STATUS)], m[zeile.format(GRUND)] = "geklärt", "x y z"
    m.rechnen()
    frage = next(
        x for z in m["zeilenhinweis_fallliste_traeger"] for x in z if str(x).startswith("bitte bestätigen")
    )
    gezeigt = str(frage).partition("»")[2].rpartition("«")[0]
    m[zeile.format(GRUND)] = f"{gezeigt if wie == 'abgeschrieben' else f'{fall} andere HBG 0 EUR'}: BeNi neu"
    m.rechnen()
    assert m["hinweis_abgleich_offen"] is None


def test_ohne_jahr_steht_keine_null_da() -> None:
    """Nothing was compared: no count of 0 and no 0,00 EUR, which would look like two lists that agree."""
    m = hb()
    m["eingabe_abgleich_jahr"] = None
    m.rechnen()
    assert {wert for zeile in m["abgleich"] for wert in zeile[1:]} == {None}
    assert m["pruefung_vollstaendig"] is False


def test_mengen_in_tagen_kommen_aus_der_fallliste() -> None:
    """Without a Menge: 181 + 365 days of this type and group in the budget, those outside and of other groups not."""
    m = hb()
    ein_traeger(m, 0, 100)
    m["Leistungsumfang!C10"], m["Leistungsumfang!E10"] = "2", None
    m.rechnen()
    assert m["ergebnis_jahresbudget"] is None
    faelle = [
        ("A", "tages\u200bstätte", "2", tag(2026, 1), tag(2026, 6, 30), 100, "nein", "ja"),
        ("B", "Tagesstätte", 2, tag(2025, 1), None, 100, "nein", "ja"),
        ("C", "Tagesstätte", "3", tag(2026, 1), None, 100, "nein", "ja"),
        ("D", "Tagesstätte", "2", tag(2026, 1), None, 100, "nein", "nein"),
        ("E", "besondere Wohnform", "2", tag(2026, 1), None, 100, "nein", "ja"),
    ]
    listen(m, faelle, [])
    assert m["ergebnis_jahresbudget"] is None  # nobody has asked for it
    m["eingabe_mengen_aus_liste"] = "ja"
    m.rechnen()
    assert m["ergebnis_jahresbudget"] == (181 + 365) * 100
    assert m["pruefung_vollstaendig"] is False  # no control total
    assert m["pruefung_abgleich_jahr"] is True
    m["eingabe_laufzeit_von"] = tag(2027, 4)
    m["eingabe_abgleich_tage"] = 181 + 3 * 365
    m.rechnen()
    assert hinweise(m, 5) == [
        "ok",
        "ok",
        FRAGE_OHNE_ZEILE.format("Tagesstätte HBG 3"),
        "ok",
        FRAGE_OHNE_ZEILE.format("besondere Wohnform HBG 2"),
    ]
    assert m["pruefung_abgleich_tage"] is True
    assert m["pruefung_bestaetigt"] is False
    listen(m, faelle[1:], [])  # a row lost
    assert m["pruefung_abgleich_tage"] is False
    listen(m, faelle, [])
    m["Leistungsumfang!H10"] = 0.5  # the days of D are not in the budget already
    m.rechnen()
    assert "noch einmal abgezogen" in m["zeilenhinweis_leistungsumfang"][0][0]
    m["Leistungsumfang!H10"] = 1
    m["Leistungsumfang!C10"] = None  # all groups of this type
    m.rechnen()
    assert m["ergebnis_jahresbudget"] == (181 + 365 + 365) * 100
    m["Leistungsumfang!E10"] = 500  # what is typed counts
    m.rechnen()
    assert m["ergebnis_jahresbudget"] == 500 * 100
    assert "andere Menge als die Fallliste" in m["zeilenhinweis_leistungsumfang"][0][0]


@pytest.mark.parametrize(
    ("hbg", "andere"),
    [
        (None, (None, "Tage", None)),
        ("2", ("2\u00a0", "Tage", 500)),
        ("2", ("2 ", "Tage", 500)),
        ("2", (2, "Monate", 500)),
        ("2", (None, "Tage", 500)),
    ],
)
def test_dieselben_tage_gehen_nicht_in_zwei_zeilen(
    hbg: str | None, andere: tuple[Any, str, float | None]
) -> None:
    """The list names no provider: with a second row of the kind, however written and counted, nobody takes the days."""
    m = hb()
    ein_traeger(m, 0, 100)
    m["Leistungsumfang!C10"], m["Leistungsumfang!E10"] = hbg, None
    zeile = ("Leistungserbringer 2", "Tagesstätte", *andere, 100, 0, 1)
    for spalte, wert in zip("ABCDEFGH", zeile, strict=True):
        m[f"Leistungsumfang!{spalte}11"] = wert
    listen(m, [("A", "Tagesstätte", "2", tag(2026, 1), None, 100, "nein", "ja")], [])
    m["eingabe_mengen_aus_liste"] = "ja"
    m.rechnen()
    assert m["ergebnis_jahresbudget"] is None
    assert m["pruefung_vollstaendig"] is False


def test_das_jahr_der_listen_hat_faelle_und_liegt_vor_der_laufzeit() -> None:
    """In a year without any day all lists agree; and quantities of another year are not those of the year before."""
    m = hb()
    listen(m, [FALL], [FALL])
    assert m["pruefung_abgleich_jahr"] is True
    m["eingabe_abgleich_jahr"] = 2031
    m.rechnen()
    assert m["pruefung_abgleich_jahr"] is False
    assert m["pruefung_gesamt"] is False
    m["eingabe_abgleich_jahr"] = 2026
    m["eingabe_mengen_aus_liste"] = "ja"
    m.rechnen()
    assert "nicht das Jahr vor der Laufzeit" in m["zeilenhinweis_abgleich_jahr"]
    m["eingabe_laufzeit_von"] = tag(2027, 1)
    m.rechnen()
    assert m["zeilenhinweis_abgleich_jahr"] is None


def test_ein_preis_ist_auf_den_cent_vereinbart() -> None:
    m = hb()
    assert listen(m, [anders(preis=50)], [anders(preis=50.004)])["gleich"] == (1, 0, 0)
    assert listen(m, [anders(preis=50)], [anders(preis=50.006)])["andere Daten"][1] == pytest.approx(0.31)


def test_ein_offenes_ende_und_ein_frueher_beginn() -> None:
    m = hb()
    offen = anders(von=tag(1998, 3), bis=tag(9999, 12, 31))
    assert listen(m, [offen], [anders(von=tag(2020, 1), bis=None)])["gleich"] == (1, 0, 0)


def test_preis_und_folgejahr_gegen_die_fallliste() -> None:
    """Prices of two groups swapped, and places for days in the following year: the quantity is the list's."""
    m = hb()
    ein_traeger(m, 0, 100)
    m["Leistungsumfang!C10"], m["Leistungsumfang!E10"] = "2", None
    faelle = [(fall, "Tagesstätte", "2", tag(2026, 1), None, 100, "nein", "ja") for fall in "ABC"]
    listen(m, faelle, [])
    m["eingabe_mengen_aus_liste"], m["eingabe_abgleich_tage"], m["eingabe_laufzeit_von"] = (
        "ja",
        1095,
        tag(2027, 1),
    )
    m.rechnen()
    assert m["zeilenhinweis_leistungsumfang"][0][0] == "ok"
    assert m["hinweis_abgleich_offen"] is None  # one list alone is compared with nothing
    assert {zeile[1] for zeile in m["abgleich"]} == {None}
    for zelle, wert, wort in (("F", 125.25, "Preis der Fallliste"), ("I", 3, "Vorjahres")):
        m.rechnen()
        alt = m[f"Leistungsumfang!{zelle}10"]
        m[f"Leistungsumfang!{zelle}10"] = wert
        m.rechnen()
        assert wort in m["zeilenhinweis_leistungsumfang"][0][0]
        m[f"Leistungsumfang!{zelle}10"] = alt
    m.rechnen()
    listen(m, [("A", "Tagesstätte", "2", tag(2026, 1), None, 4200, "nein", "ja")], [])
    assert "üblich sind" in hinweise(m, 1)[0]
