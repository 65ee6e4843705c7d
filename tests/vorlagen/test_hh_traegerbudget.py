"""Hamburg's budget of several years: published figures, an independent recomputation, slips that must not pass."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from vorlagenbau import geliehen, klein, ohne_meldungen

from recalculation.datei.zellwert import seriell
from udfs import Fehler
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import bauen, finde

ERSTE = 7  # first row of the tables Leistungserbringer, Anpassungen, Innovationsmaßnahmen


def hh() -> Arbeitsmappe:
    return geliehen("hh-traegerbudget")


def tag(wann: date) -> float:
    return float(seriell(wann))


def cent(betrag: float) -> float:
    return float(Decimal(repr(betrag)).quantize(Decimal("0.01"), ROUND_HALF_UP))


@dataclass
class Vereinbarung:
    """What the contract says, and its budgets in plain Python."""

    traeger: dict[str, tuple[float, float | None, float | None]]
    raten: tuple[float, float]
    verfahren: str
    jahre: int
    von: date = date(2024, 1, 1)
    anpassungen: Sequence[tuple[int, str, float | None, float | None]] = ()
    innovation: Sequence[tuple[str, int, float]] = ()
    verlaengerung: tuple[int, float, float, str] | None = None
    namen: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.namen = list(self.traeger)

    @staticmethod
    def nach(verfahren: str, betrag: float, n: int, g: float, v: float) -> float:
        faktor = {
            "additiv": (1 + g + v) ** n,
            "linear": 1 + n * (g + v),
            "multiplikativ": ((1 + g) * (1 + v)) ** n,
        }[verfahren]
        return cent(betrag * faktor)

    def raten_von(self, name: str) -> tuple[float, float]:
        _, g, v = self.traeger[name]
        return self.raten[0] if g is None else g, self.raten[1] if v is None else v

    def operativ(self, name: str, t: int, verfahren: str = "") -> float:
        """In year t of the term, 0 the first: the budget and every adjustment since its year."""
        verfahren = verfahren or self.verfahren
        summe = self.nach(verfahren, self.traeger[name][0], t, *self.raten_von(name))
        for jahr, wer, tarif, angebot in self.anpassungen:
            seit = jahr - self.von.year
            if wer == name and seit <= t:
                summe += self.nach(verfahren, (tarif or 0) + (angebot or 0), t - seit, *self.raten_von(name))
        return summe

    def verlaengert(self, name: str, u: int) -> float:
        """In year u of the extension, 1 the first, without measures."""
        assert self.verlaengerung
        _, g, v, verfahren = self.verlaengerung
        summe = self.nach(verfahren, self.operativ(name, self.jahre - 1), u, g, v)
        for jahr, wer, tarif, angebot in self.anpassungen:
            seit = jahr - self.von.year - self.jahre
            if wer == name and 0 <= seit <= u - 1:
                summe += self.nach(verfahren, (tarif or 0) + (angebot or 0), u - 1 - seit, g, v)
        return summe

    def jahresbudget(self, name: str, k: int) -> float:
        """In year k of term and extension, with the measures of that year."""
        ohne = self.operativ(name, k) if k < self.jahre else self.verlaengert(name, k - self.jahre + 1)
        return ohne + sum(b for wer, jahr, b in self.innovation if (wer, jahr) == (name, self.von.year + k))

    def eintragen(self, m: Arbeitsmappe) -> None:
        m["eingabe_laufzeit_von"], m["eingabe_laufzeit_jahre"] = tag(self.von), self.jahre
        m["eingabe_budget"] = sum(b for b, _, _ in self.traeger.values())
        m["eingabe_steigerung_fallzahl"], m["eingabe_veraenderung_fallkosten"] = self.raten
        m["eingabe_verfahren"] = self.verfahren
        for z in range(ERSTE, ERSTE + 7):
            for s in "ABCDE":
                m[f"Leistungserbringer!{s}{z}"] = None
            for s in "ABCD":
                m[f"Innovationsmaßnahmen!{s}{z}"] = None
        for z, (name, (betrag, g, v)) in enumerate(self.traeger.items(), ERSTE):
            for s, wert in zip("ABCDE", (name, betrag, 0, g, v), strict=True):
                m[f"Leistungserbringer!{s}{z}"] = wert
        for z, (jahr, wer, tarif, angebot) in enumerate(self.anpassungen, ERSTE):
            for s, wert in zip("ABCDE", (jahr, wer, f"Anlass {z}", tarif, angebot), strict=True):
                m[f"Anpassungen!{s}{z}"] = wert
        for z, (wer, jahr, betrag) in enumerate(self.innovation, ERSTE):
            for s, wert in zip("ABCD", (f"Maßnahme {z}", wer, jahr, betrag), strict=True):
                m[f"Innovationsmaßnahmen!{s}{z}"] = wert
        if self.verlaengerung:
            jahre, g, v, verfahren = self.verlaengerung
            m["eingabe_verlaengerung_jahre"], m["eingabe_verlaengerung_verfahren"] = jahre, verfahren
            m["eingabe_verlaengerung_beginn"] = self.von.year + self.jahre
            m["eingabe_verlaengerung_steigerung_fallzahl"] = g
            m["eingabe_verlaengerung_veraenderung_fallkosten"] = v


def zufaellig(saat: int) -> Vereinbarung:
    zufall = random.Random(saat)
    jahre, mehr = zufall.randint(2, 6), zufall.randint(1, 4)
    namen = [f"Werk {n}" for n in range(zufall.randint(1, 5))]
    rate = lambda: round(zufall.uniform(-0.03, 0.05), 4)  # noqa: E731
    traeger = {
        n: (cent(zufall.uniform(5e6, 9e7)), zufall.choice([None, rate()]), zufall.choice([None, rate()]))
        for n in namen
    }
    return Vereinbarung(
        traeger,
        (rate(), rate()),
        ("additiv", "linear", "multiplikativ")[saat % 3],
        jahre,
        date(2024, zufall.choice([1, 4, 7, 10]), 1),
        [
            (
                2024 + zufall.randrange(jahre + mehr),
                zufall.choice(namen),
                zufall.choice([None, cent(zufall.uniform(-1e6, 1e6))]),
                cent(zufall.uniform(-1e6, 1e6)),
            )
            for _ in range(5)
        ],
        [
            (zufall.choice(namen), 2024 + zufall.randrange(jahre + mehr), cent(zufall.uniform(2e3, 1e6)))
            for _ in range(6)
        ],
        (mehr, rate(), rate(), zufall.choice(["additiv", "linear", "multiplikativ"])),
    )


@pytest.mark.parametrize("saat", range(6))
def test_jedes_budget_unabhaengig_nachgerechnet(saat: int) -> None:
    """Every provider, year, rule and Haushaltsjahr to the cent; totals are the sums of their parts."""
    v = zufaellig(saat)
    m = hh()
    v.eintragen(m)
    m.rechnen()
    assert [
        f for f in m.fehler() if f.zelle.startswith(("Leistungserbringer", "Anpass", "Fort", "Verl", "Haus"))
    ] == []
    for n, name in enumerate(v.namen):
        soll = [v.jahresbudget(name, t) for t in range(v.jahre)]
        assert m["budget_traeger"][n][: v.jahre] == pytest.approx(soll, abs=1e-6)
        assert m["budget_traeger"][n][v.jahre :] == [None] * (10 - v.jahre)
        mehr = [v.jahresbudget(name, v.jahre + u) for u in range(v.verlaengerung[0])]  # type: ignore[index]
        assert m["verlaengerung_traeger"][n][: len(mehr)] == pytest.approx(mehr, abs=1e-6)
    for t in range(v.jahre):
        assert m["budget_jahre"][t][0] == pytest.approx(sum(v.jahresbudget(n, t) for n in v.namen), abs=1e-6)
        operativ = sum(v.operativ(n, t) for n in v.namen)
        assert m["budget_operativ"][t][0] == pytest.approx(operativ, abs=1e-6)
    for verfahren in ("additiv", "linear", "multiplikativ"):
        soll = sum(v.operativ(n, t, verfahren) for n in v.namen for t in range(v.jahre))
        assert m[f"ergebnis_budget_{verfahren}"] == pytest.approx(soll, abs=0.01 * 60)
    assert m["pruefung_fortschreibung"] is True
    verlaengert = sum(v.jahresbudget(n, v.jahre + u) for n in v.namen for u in range(v.verlaengerung[0]))  # type: ignore[index]
    assert m["ergebnis_verlaengerung"] == pytest.approx(verlaengert, abs=1e-6)
    assert dict(z for z in m["haushaltsjahre"] if z[0]) == pytest.approx(haushaltsjahre(v), abs=1e-6)


def haushaltsjahre(v: Vereinbarung) -> dict[float, float]:
    """From the monthly instalments: each the claim up to its month less the claim up to the one before, in cents."""
    summen: dict[float, float] = {}
    assert v.verlaengerung
    for name in v.namen:
        for k in range(v.jahre + v.verlaengerung[0]):
            betrag = Decimal(repr(cent(v.jahresbudget(name, k))))
            bisher = Decimal(0)
            for monat in range(12):
                bis = (betrag * (monat + 1) / 12).quantize(Decimal("0.01"), ROUND_HALF_UP)
                jahr = float(v.von.year + k + (v.von.month + monat > 12))
                summen[jahr] = summen.get(jahr, 0) + float(bis - bisher)
                bisher = bis
    return summen


DREI = {"Werk 1": (6e7, None, None), "Werk 2": (3e7, None, None), "Werk 3": (1e7, None, None)}


def test_eine_anpassung_gehoert_ihrem_traeger() -> None:
    """3 Mio. for the third of 60/30/10 at +1.9 %: the others do not get a share of it."""
    m = ohne_meldungen(hh())
    v = Vereinbarung(DREI, (0.02, -0.001), "additiv", 5, anpassungen=[(2026, "Werk 3", None, 3e6)])
    v.eintragen(m)
    m.rechnen()
    assert [z[2] for z in m["budget_traeger"][:3]] == [62301660, 31150830, 13383610]
    assert m["pruefung_gesamt"] is True
    assert [z[0] for z in m["budget_anpassungen"][:4]] == pytest.approx([0, 0, 3e6, 3_057_000])
    m["Anpassungen!E7"] = -3e6
    m.rechnen()
    assert m["budget_traeger"][2][2] == pytest.approx(7383610)
    m["Anpassungen!E7"] = -11e6  # more than there is
    m.rechnen()
    assert m["pruefung_negativ"] is False


@pytest.mark.parametrize("saat", range(3))
def test_anpassungen_von_null_aendern_nichts(saat: int) -> None:
    v = zufaellig(saat)
    m = hh()
    v.anpassungen = [(jahr, wer, 0, 0) for jahr, wer, _, _ in v.anpassungen]
    v.eintragen(m)
    m.rechnen()
    mit = [m["budget_traeger"], m["verlaengerung_traeger"]]
    for z in range(ERSTE, ERSTE + 5):
        for s in "ABCDE":
            m[f"Anpassungen!{s}{z}"] = None
    m.rechnen()
    assert [m["budget_traeger"], m["verlaengerung_traeger"]] == mit


def test_gleiche_traeger_und_das_ganze() -> None:
    """Seven near-equal providers: the total is what is paid, not a rounding of its own."""
    m = hh()
    Vereinbarung(
        {f"Werk {n}": (14285714.28 + n / 100, None, None) for n in range(7)}, (0.02, -0.001), "additiv", 5
    ).eintragen(m)
    m.rechnen()
    for t in range(5):
        zeilen = [z[t] for z in m["budget_traeger"] if z[t] is not None]
        assert m["budget_jahre"][t][0] == pytest.approx(sum(zeilen), abs=1e-7)
        assert all(abs(x * 100 - round(x * 100)) < 1e-6 for x in zeilen)


def test_hamburg_fuenf_jahre_und_der_abstand_der_verfahren() -> None:
    """1.4 bn EUR over five years; additive against multiplicative 55,989 EUR; 7 providers."""
    m = hh()
    assert m["ergebnis_budget_operativ"] == pytest.approx(1.4e9, abs=0.05)
    assert m["ergebnis_budget_gesamt"] == pytest.approx(m["ergebnis_budget_operativ"] + 250000)
    assert m["ergebnis_budget_additiv"] - m["ergebnis_budget_multiplikativ"] == pytest.approx(55989, abs=0.5)
    assert m["ergebnis_budget_linear"] == pytest.approx(269560232.73 * (5 + 0.019 * 10), abs=0.1)
    assert sum(z[0] is not None for z in m["eingabe_traeger"]) == 7
    assert m["abdeckung_ausgaben"] == pytest.approx(269560232.73 / 579e6)


def test_geplante_fallzahl_und_fallkostenwert() -> None:
    """F₀·1.02ⁿ and W₀·0.999ⁿ; their product is the budget only with the multiplicative rule."""
    m = hh()
    f0, w0 = 10700, 269560232.73 / 10700
    for n in range(5):
        assert m["fallzahl_geplant"][n][0] == pytest.approx(f0 * 1.02**n)
        assert m["fallkostenwert_geplant"][n][0] == pytest.approx(w0 * 0.999**n)
        budget = m["budget_operativ"][n][0]
        assert m["fallkostenwert_gerechnet"][n][0] == pytest.approx(budget / (f0 * 1.02**n))
        unterschied = f0 * 1.02**n * w0 * 0.999**n - budget
        assert m["fallzahl_unterschied"][n][0] == pytest.approx(unterschied, abs=1e-5)
        assert (abs(unterschied) < 1) == (n == 0)
    m["eingabe_verfahren"] = "multiplikativ"
    m.rechnen()
    assert max(abs(m["fallzahl_unterschied"][n][0]) for n in range(5)) < 0.05  # seven roundings to the cent


def test_hamburg_fallkostenwerte() -> None:
    m = hh()
    anteile = [z[0] for z in m["sollist_mischanteil"]]
    assert anteile[0] == pytest.approx(0.4517, abs=0.00005)
    assert anteile[7] == pytest.approx(0.7371, abs=0.00005)
    assert m["sollist_aenderung_unmittelbar"][0] == pytest.approx([4085, -598.5, 4337.9, 345.6], abs=0.05)
    zeilen = m["Soll-Ist!F10:I16"]
    for zeile in zeilen:
        assert sum(zeile[1:]) == pytest.approx(zeile[0], abs=1e-6)
    jahre = [sum(z[i] for z in zeilen) for i in range(4)]
    assert m["sollist_aenderung"][0] == pytest.approx(jahre, abs=1e-6)
    assert jahre == pytest.approx([4085, -1177.99, 3270.50, 1992.49], abs=0.01)


def test_der_plan_der_vergangenheit_hat_seine_eigene_rate() -> None:
    m = hh()
    m["eingabe_veraenderung_fallkosten"] = 0.01
    m.rechnen()
    assert m["sollist_plan"][7][0] == pytest.approx(18572.47, abs=0.005)
    assert m["Soll-Ist!K16"] == pytest.approx(-681.47, abs=0.005)


def auslastung(m: Arbeitsmappe) -> None:
    m["eingabe_faelle"] = None
    Vereinbarung({"Werk": (10_000_000, None, None)}, (0.02, -0.001), "additiv", 5).eintragen(m)


def test_auslastungsrisiko() -> None:
    m = ohne_meldungen(hh())
    auslastung(m)
    m.rechnen()
    assert m["ergebnis_mindernutzung"] == pytest.approx(515463.92, abs=0.005)
    (budget, einzeln) = m["risiko"]
    assert budget == pytest.approx([-515463.92, 154639.18], abs=0.005)
    assert einzeln == pytest.approx([0, -360824.74], abs=0.005)
    m["eingabe_auslastung_jahr"] = 2026
    m.rechnen()
    assert m["ergebnis_mindernutzung"] == pytest.approx(515463.92 * 1.019**2, abs=0.01)
    m["eingabe_auslastung_ist"] = 1.04  # more than agreed: asked, and computed
    m.rechnen()
    assert m["ergebnis_mindernutzung"] == pytest.approx(10_383_610 * (1 - 1.04 / 0.97), abs=0.01)
    assert m["pruefung_bestaetigt"] is False
    m["eingabe_bestaetigt_auslastung_ist"] = "104 % belegt, Aufnahmen in Krisen"
    m.rechnen()
    assert m["pruefung_gesamt"] is True


def test_kompensation_liest_die_fortschreibung() -> None:
    """100 Mio., +2 %, costs +3 %: the gap of the last year, with what the agreed budget really is."""
    m = hh()
    v = Vereinbarung(DREI, (0.02, -0.001), "additiv", 5)
    v.eintragen(m)
    m.rechnen()
    assert m["ergebnis_kompensationsbedarf"] == pytest.approx(14_009_337, abs=1)
    m["eingabe_steigerung_fallzahl"] = 0.03
    m.rechnen()
    soll = 1e8 * ((1.03 * 1.03) ** 4 - 1.029**4)
    assert m["ergebnis_kompensationsbedarf"] == pytest.approx(soll, abs=0.05)
    assert soll == pytest.approx(14_562_582, abs=1)
    m["eingabe_steigerung_fallzahl"], m["eingabe_verfahren"] = 0.02, "linear"
    m.rechnen()
    assert m["ergebnis_kompensationsbedarf"] == pytest.approx(14_228_693, abs=1)
    v.anpassungen = [(2026, "Werk 1", 8e6, None)]
    v.eintragen(m)
    m.rechnen()
    assert m["ergebnis_kompensationsbedarf"] == pytest.approx(14_009_337 - 8e6 * 1.019**2, abs=1)


def test_die_luecke_im_letzten_jahr_und_ueber_die_laufzeit() -> None:
    m = hh()
    assert m["ergebnis_kompensationsbedarf"] == pytest.approx(37_763_600.34, abs=0.05)
    assert m["ergebnis_kompensationsbedarf_laufzeit"] == pytest.approx(91_276_734, abs=0.5)
    m["eingabe_laufzeit_jahre"] = 7
    m.rechnen()
    b, n = 269560232.73, range(7)
    luecken = [b * (1.0506**t - 1.019**t) for t in n]
    assert m["ergebnis_kompensationsbedarf"] == pytest.approx(luecken[6], abs=0.1)
    assert m["ergebnis_kompensationsbedarf_laufzeit"] == pytest.approx(sum(luecken), abs=0.5)


def test_umsteuerungen() -> None:
    m = hh()
    Vereinbarung({"Werk": (10_000_000, None, None)}, (0.02, -0.001), "additiv", 2).eintragen(m)
    m.rechnen()
    assert m["ergebnis_kompensationsbedarf"] == pytest.approx(316000, abs=0.01)
    assert m["ergebnis_umsteuerungen"] == 8  # 316,000 / 40,000 = 7.9
    assert m["hinweis_umsteuerung"] is None
    m["eingabe_bestand_bw"] = 5
    m.rechnen()
    assert "mehr Umsteuerungen als Personen" in m["hinweis_umsteuerung"]
    m["eingabe_fallkosten_ambulant"] = 60000  # no saving: it cannot be closed this way
    m.rechnen()
    assert isinstance(m["ergebnis_umsteuerungen"], Fehler)
    m["eingabe_steigerung_kosten"] = -0.02  # more money than needed: nothing to move
    m.rechnen()
    assert m["ergebnis_kompensationsbedarf"] < 0
    assert m["ergebnis_umsteuerungen"] == 0


def test_stellen_fuer_das_vereinbarte_wachstum() -> None:
    assert hh()["ergebnis_vzae_wachstum"] == pytest.approx(10700 * (1.02**4 - 1) * 0.2, abs=1e-9)


def test_hundertzwanzig_traeger(tmp_path: Path) -> None:
    vorlage = finde("hh-traegerbudget")
    assert vorlage is not None
    m = gerechnet(bauen(vorlage, True, umfang=replace(klein(), anbieter=120)), tmp_path / "hh.xlsx")
    for n in range(120):
        (
            m[f"Leistungserbringer!A{ERSTE + n}"],
            m[f"Leistungserbringer!B{ERSTE + n}"],
            m[f"Leistungserbringer!C{ERSTE + n}"],
        ) = (
            f"Leistungserbringer {n}",
            10000 + n,
            0,
        )
    m["eingabe_budget"] = 120 * 10000 + 119 * 120 / 2
    m["Innovationsmaßnahmen!B7"], m["Innovationsmaßnahmen!D7"] = "Leistungserbringer 7", 1200
    m["eingabe_ausgaben_budget"], m["eingabe_faelle"] = 579e6, None
    m["eingabe_ausgaben_asp"] = None  # more than all expenses with these budgets
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    assert m["budget_traeger"][119][:2] == pytest.approx([10119, cent(10119 * 1.019)])
    assert m["auszahlung_raten"][238][0] == pytest.approx(10119 / 12, abs=0.01)
    m["Leistungserbringer!A126"] = "Leistungserbringer\u00a03"
    m.rechnen()
    assert m["pruefung_eingaben"] is False


def test_raten_ergeben_jedes_jahr_auf_den_cent() -> None:
    m = ohne_meldungen(hh())
    m["eingabe_verlaengerung_jahre"], m["eingabe_verlaengerung_beginn"] = 2, 2029
    m["eingabe_verlaengerung_steigerung_fallzahl"], m["eingabe_verlaengerung_veraenderung_fallkosten"] = (
        0.01,
        0,
    )
    m["eingabe_verlaengerung_verfahren"] = "additiv"
    for jahr in (2024, 2026, 2028, 2029, 2030):
        m["eingabe_auszahlung_jahr"] = jahr
        m.rechnen()
        zeilen = m["auszahlung_raten"]
        budgets = [[*a[:5], *b] for a, b in zip(m["budget_traeger"], m["verlaengerung_traeger"], strict=True)]
        for erste, zweite, gesamt in zip(zeilen[::2], zeilen[1::2], budgets, strict=True):
            if gesamt[0] is not None:
                raten = [*erste, *zweite]
                assert round(sum(round(r * 100) for r in raten)) == round(gesamt[jahr - 2024] * 100)
                assert max(raten) - min(raten) <= 0.01 + 1e-9
        assert m["pruefung_raten"] is True
    m["eingabe_laufzeit_von"], m["eingabe_auszahlung_jahr"] = tag(date(2024, 4, 1)), 2025
    m.rechnen()  # the second year of the term: April 2025 to March 2026
    assert [m[f"Dauerauszahlung!{ort}"] for ort in ("C8", "H9")] == [
        tag(date(2025, 4, 1)),
        tag(date(2026, 3, 1)),
    ]
    assert m["pruefung_gesamt"] is True
    m["eingabe_laufzeit_von"] = tag(date(2024, 1, 1))
    for jahr in (2023, 2031, 2024.5):  # outside term and extension: no year's budget is shown
        m["eingabe_auszahlung_jahr"] = jahr
        m.rechnen()
        assert m["pruefung_raten"] is False
        assert isinstance(m["auszahlung_nummer"], Fehler)
        assert {str(w) for w in m["auszahlung_raten"][0]} == {"#N/A"}


@pytest.mark.parametrize(
    ("zelle", "wert", "pruefung"),
    [
        ("eingabe_laufzeit_von", tag(date(2024, 1, 15)), "pruefung_laufzeit"),
        ("eingabe_laufzeit_jahre", 2.5, "pruefung_laufzeit"),
        ("eingabe_laufzeit_jahre", 0, "pruefung_eingaben"),
        ("Leistungserbringer!A8", "Leistungserbringer 1", "pruefung_eingaben"),
        ("Leistungserbringer!B8", 1, "pruefung_summe_traeger"),
        ("Leistungserbringer!A8", None, "pruefung_vollstaendig"),
        ("Leistungserbringer!C8", 1, "pruefung_132"),
        ("Leistungserbringer!C8", None, "pruefung_132"),
        ("Leistungserbringer!D8", 0.2, "pruefung_bestaetigt"),
        ("eingabe_auszahlung_jahr", 2023, "pruefung_raten"),
        ("eingabe_auslastung_jahr", 2030, "pruefung_ergebnisse_zahlen"),
        ("Innovationsmaßnahmen!C7", 2031, "pruefung_eingaben"),
        ("Innovationsmaßnahmen!B7", "Werk 9", "pruefung_eingaben"),
        ("Innovationsmaßnahmen!B7", None, "pruefung_vollstaendig"),
        ("Soll-Ist!A11", 2017, "pruefung_eingaben"),
        ("Soll-Ist!C11", None, "pruefung_vollstaendig"),
        ("eingabe_personen_budget", 30000, "pruefung_abdeckung"),
        ("eingabe_ausgaben_budget", 460_000, "pruefung_bestaetigt"),
        ("eingabe_verlaengerung_beginn", 2029, "pruefung_verlaengerung"),
    ],
)
def test_ausrutscher_fallen_auf(zelle: str, wert: Any, pruefung: str) -> None:
    m = hh()
    m[zelle] = wert
    m.rechnen()
    assert m[pruefung] is False
    assert m["pruefung_gesamt"] is False


def test_eine_anpassung_ausserhalb_der_laufzeit_oder_ohne_jahr_faellt_auf() -> None:
    for jahr in (2019, 2029, None):
        m = hh()
        m["Anpassungen!A7"], m["Anpassungen!B7"], m["Anpassungen!D7"] = jahr, "Leistungserbringer 1", 100_000
        m.rechnen()
        assert m["pruefung_vollstaendig" if jahr is None else "pruefung_eingaben"] is False
        gesamt = m["ergebnis_budget_gesamt"]
        assert gesamt is None if jahr is None else isinstance(gesamt, Fehler)


def test_eine_verlaengerung_bleibt_nicht_stehen() -> None:
    """Without rates no budget; and a term that is made longer moves it, which asks for its beginning."""
    m = hh()
    assert m["ergebnis_verlaengerung"] is None
    m["eingabe_verlaengerung_jahre"], m["eingabe_verlaengerung_beginn"] = 3, 2029
    m.rechnen()
    assert m["pruefung_vollstaendig"] is False
    assert m["ergebnis_verlaengerung"] is None
    m["eingabe_verlaengerung_steigerung_fallzahl"], m["eingabe_verlaengerung_veraenderung_fallkosten"] = (
        0.01,
        0.02,
    )
    m["eingabe_verlaengerung_verfahren"] = "multiplikativ"
    m.rechnen()
    basis = 269560232.73 * 1.019**4
    assert m["verlaengerung_grundlage"] == pytest.approx(basis, abs=0.05)
    assert m["ergebnis_verlaengerung"] == pytest.approx(
        sum(basis * (1.01 * 1.02) ** t for t in (1, 2, 3)), abs=0.2
    )
    assert m["pruefung_gesamt"] is True
    m["eingabe_laufzeit_jahre"] = 8
    m.rechnen()
    assert m["pruefung_verlaengerung"] is False
    m["eingabe_laufzeit_jahre"], m["eingabe_verlaengerung_jahre"] = 5, 2.5
    m.rechnen()
    assert m["pruefung_verlaengerung"] is False


@pytest.mark.parametrize(
    ("zelle", "ergebnis"),
    [
        ("Leistungserbringer!B8", "budget_jahre"),
        ("Leistungserbringer!D8", "budget_jahre"),
        ("Innovationsmaßnahmen!D7", "ergebnis_innovation"),
        ("Anpassungen!D7", "ergebnis_budget_gesamt"),
    ],
)
def test_ein_text_statt_eines_betrags_ist_in_jeder_summe_ein_fehler(zelle: str, ergebnis: str) -> None:
    m = hh()
    m["Anpassungen!A7"], m["Anpassungen!B7"], m["Anpassungen!E7"] = 2025, "Leistungserbringer 1", 100_000
    m[zelle] = "1 Mio"
    m.rechnen()
    wert = m[ergebnis]
    assert isinstance(wert[0][0] if isinstance(wert, list) else wert, Fehler)
    assert m["pruefung_gesamt"] is False
