"""Agreed against reported, month by month in plain Python; missing months named, forecasts, traffic light."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from openpyxl.utils import get_column_letter
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

NAMEN = ("hh-traegerbudget", "hh-asp", "hb-traegerbudget")
LISTE = {"hh-asp": ("eingabe_anbieter", "budget_anbieter")}
TYPEN = {
    "hh-asp": ("Fallpauschale 1", "Fallpauschale 2"),
    "hb-traegerbudget": ("Tagesstätte", "ambulante Assistenz"),
}
ERSTE = 8
jede = pytest.mark.parametrize("name", NAMEN)


def tag(zahl: float) -> date:
    return date(1899, 12, 30) + timedelta(days=round(zahl))


def seriell(wann: date) -> float:
    return float((wann - date(1899, 12, 30)).days)


def monat(erster: date, k: int) -> date:
    return date(erster.year + (erster.month - 1 + k) // 12, (erster.month - 1 + k) % 12 + 1, 1)


class Zeile(NamedTuple):
    """A row of the sheet Monatsstand."""

    wer: int
    typ: str
    wann: date
    personen: float
    menge: float
    eur: float
    hbg: str = ""


def listen(m: Arbeitsmappe, name: str) -> tuple[list[str], list[list[float]]]:
    liste, budget = LISTE.get(name, ("eingabe_traeger", "budget_traeger"))
    namen = [z[0] for z in m[liste] if z[0]]
    return namen, m[budget][: len(namen)]


def schreiben(m: Arbeitsmappe, blatt: str, zeilen: list[list[Any]], spalten: str, hoechstens: int) -> None:
    """Over what the example holds; what is left over is emptied."""
    for n in range(hoechstens):
        werte = zeilen[n] if n < len(zeilen) else [None] * len(spalten)
        for spalte, wert in zip(spalten, werte, strict=True):
            m[f"{blatt}!{spalte}{ERSTE + n}"] = wert


def fuellen(m: Arbeitsmappe, namen: list[str], vereinbart: list[list[Any]], gemeldet: list[Zeile]) -> None:
    schreiben(m, "Vereinbart", vereinbart, "ABCDEFGH", 8)
    zeilen = [
        [namen[z.wer], z.typ, z.hbg or None, seriell(z.wann), z.personen, z.menge, z.eur] for z in gemeldet
    ]
    schreiben(m, "Monatsstand", zeilen, "ABCDEFG", 28)


def anteil(name: str, m: Arbeitsmappe, wann: date, nach_tagen: bool) -> float:
    """Which part of its year's amount this month has, and of which year: by the contract, not by the workbook."""
    von = tag(m["eingabe_laufzeit_von"])
    tage = (monat(wann, 1) - wann).days
    if name == "hb-traegerbudget":  # the amounts are those of calendar years
        ende = monat(von, int(12 * m["eingabe_laufzeit_jahre"] + (m["eingabe_laufzeit_monate"] or 0)))
        ab, bis = max(von, date(wann.year, 1, 1)), min(ende, date(wann.year + 1, 1, 1))
    else:
        ab = date(wann.year - (wann.month < von.month), von.month, 1)
        bis = monat(ab, 12)
    monate = 12 * (bis.year - ab.year) + bis.month - ab.month
    return tage / (bis - ab).days if nach_tagen else 1 / monate


def budget(name: str, m: Arbeitsmappe, jahre: list[float], wann: date) -> float | None:
    von = tag(m["eingabe_laufzeit_von"])
    anfang = von.year if name == "hb-traegerbudget" else None
    n = wann.year - anfang if anfang else (12 * (wann.year - von.year) + wann.month - von.month) // 12
    if name == "hh-asp":
        return jahre[0] if n == 0 else None
    return jahre[n] if 0 <= n < len(jahre) and jahre[n] is not None and wann >= von else None


class Lage(NamedTuple):
    """A workbook with random reports, and what was written into it."""

    name: str
    m: Arbeitsmappe
    namen: list[str]
    budgets: list[list[float]]
    vereinbart: list[list[Any]]
    gemeldet: list[Zeile]
    erster: date
    nach_tagen: bool

    def monate(self, wer: int) -> list[date]:
        """The months of the period in which this provider has a budget."""
        alle = (monat(self.erster, k) for k in range(12))
        return [w for w in alle if budget(self.name, self.m, self.budgets[wer], w) is not None]


def lage(name: str, art: str, teilung: str | None) -> Lage:
    zufall = random.Random(f"{name}{art}{teilung}")
    m = geliehen(name)
    if name == "hh-traegerbudget":  # budget years that are not calendar years
        m["eingabe_laufzeit_von"] = seriell(date(2024, 7, 1))
        m["Innovationsmaßnahmen!C7"] = 2025.0
    m["eingabe_controlling_art"], m["eingabe_controlling_teilung"] = art, teilung
    m.rechnen()
    namen, budgets = listen(m, name)
    von = tag(m["eingabe_laufzeit_von"])
    jahr = von.year + (name == "hh-traegerbudget")
    m["eingabe_controlling_jahr"] = float(jahr)
    m.rechnen()
    erster = date(jahr, 1 if art == "Haushaltsjahr" else von.month, 1)
    hier = Lage(name, m, namen[:3], budgets, [], [], erster, bool(teilung))
    for wer in range(3):
        for typ in TYPEN.get(name, ("A", "B"))[: 1 + (wer > 0)]:
            menge = round(zufall.uniform(600, 1800), 2)
            hier.vereinbart.append([namen[wer], typ, "Stunden", None, 30.0, menge, 45.0, None])
            for wann in [w for w in hier.monate(wer)[:5] if zufall.random() > 0.25]:
                ist = round(menge / 12 * zufall.uniform(0.8, 1.2), 2)
                hier.gemeldet.append(Zeile(wer, typ, wann, zufall.randrange(25, 35), ist, round(45 * ist, 2)))
    zufall.shuffle(hier.gemeldet)
    fuellen(m, namen, hier.vereinbart, hier.gemeldet)
    m.rechnen()
    assert m["pruefung_gesamt"] is True, m.fehler()
    return hier


@jede
@pytest.mark.parametrize("art", ["Budgetjahr", "Haushaltsjahr"])
@pytest.mark.parametrize("teilung", [None, "nach Tagen"])
def test_unabhaengig_gerechnet(name: str, art: str, teilung: str | None) -> None:
    hier = lage(name, art, teilung)
    m = hier.m
    zeilen = [z for z in m["controlling_traeger"] if z[0]]
    assert sum(traeger(hier, wer, zeile) for wer, zeile in enumerate(zeilen[:3])) > 0
    summe = m["Trägercontrolling!A16:N16"][0]
    assert summe[1] == pytest.approx(sum(z[1] for z in zeilen))
    assert summe[3] == pytest.approx(sum(z[3] or 0 for z in zeilen))
    assert summe[3] + m["controlling_nicht_verglichen"] == pytest.approx(sum(z.eur for z in hier.gemeldet))
    mengen(hier)


def traeger(hier: Lage, wer: int, zeile: list[Any]) -> bool:
    """One provider by hand; whether there was anything to compare."""
    monate, typen = hier.monate(wer), 1 + (wer > 0)
    betrag = {
        w: (budget(hier.name, hier.m, hier.budgets[wer], w) or 0)
        * anteil(hier.name, hier.m, w, hier.nach_tagen)
        for w in monate
    }
    meine = [z for z in hier.gemeldet if z.wer == wer]
    da = [w for w in monate if len({z.typ for z in meine if z.wann == w}) == typen]
    assert zeile[1] == pytest.approx(sum(betrag.values()))
    letzter = max(z.wann for z in hier.gemeldet)
    fehlen = [f"{w:%m/%y}" for w in monate if w not in da and w <= letzter]
    if not da:
        assert zeile[2:7] == [None] * 5
        return False
    soll, ist = sum(betrag[w] for w in da), sum(z.eur for z in meine if z.wann in da)
    gleich = not hier.nach_tagen and len({round(b, 6) for b in betrag.values()}) == 1
    hoch = ist + (len(monate) - len(da)) * ist / len(da) if gleich else ist * sum(betrag.values()) / soll
    gegen = hoch / zeile[1] - 1
    assert zeile[2:7] == pytest.approx([soll, ist, ist - soll, ist / soll - 1, hoch])
    assert zeile[8] == pytest.approx(gegen)
    weit = abs(gegen) > hier.m["eingabe_ampel_rot"]
    im_rahmen = abs(gegen) <= hier.m["eingabe_ampel_gelb"]
    assert zeile[9].split()[0] == ("●" if im_rahmen else ("▲" if gegen > 0 else "▼") * (1 + weit))
    personen = sum(z.personen for z in meine if z.wann in da)
    assert zeile[10:12] == pytest.approx([30 * typen, personen / len(da)])
    assert (zeile[13] or "").split() == fehlen
    return True


def mengen(hier: Lage) -> None:
    """The sheet Vereinbart: each row by itself, in its own months."""
    von = tag(hier.m["eingabe_laufzeit_von"])

    def teil(w: date) -> float:
        ab = date(w.year - (w.month < von.month), von.month, 1)
        return (monat(w, 1) - w).days / (monat(ab, 12) - ab).days if hier.nach_tagen else 1 / 12

    for n, v in enumerate(hier.vereinbart):
        wer = hier.namen.index(v[0])
        monate = hier.monate(wer)
        meine = [z for z in hier.gemeldet if (z.wer, z.typ) == (wer, v[1])]
        da = {z.wann for z in meine}
        gezeigt = [
            hier.m[ort(hier.m, w, n)]
            for w in ("Menge im\nZeitraum", "vereinbart", "gemeldet", "Hochrech-\nnung")
        ]
        assert gezeigt[0] == pytest.approx(v[5] * sum(teil(w) for w in monate))
        if not da:
            assert gezeigt[1:] == [None] * 3
            continue
        ist = sum(z.menge for z in meine)
        hoch = ist + (len(monate) - len(da)) * ist / len(da)
        if hier.nach_tagen:
            hoch = ist * sum(teil(w) for w in monate) / sum(teil(w) for w in da)
        assert gezeigt[1:] == pytest.approx([v[5] * sum(teil(w) for w in da), ist, hoch])


def ort(m: Arbeitsmappe, wort: str, n: int = 0) -> str:
    """The n-th row's cell under a heading of the sheet Vereinbart."""
    spalten = [get_column_letter(s) for s in range(1, 80)]
    return f"Vereinbart!{next(s for s in spalten if m[f'Vereinbart!{s}6'] == wort)}{ERSTE + n}"


def klein(name: str = "hh-traegerbudget") -> tuple[Arbeitsmappe, list[str]]:
    m = geliehen(name)
    namen, _ = listen(m, name)
    return m, namen


def eine(wer: int, k: int, eur: float = 3_000_000.0, hbg: str = "", menge: float = 100.0) -> Zeile:
    return Zeile(wer, "A", date(2024, k, 1), 100.0, menge, eur, hbg)


def vereinbart(namen: list[str]) -> list[list[Any]]:
    return [[n, "A", "Monate", None, 100.0, 1200.0, None, None] for n in namen]


def test_ein_fehlender_monat_ist_keine_null() -> None:
    m, namen = klein()
    fuellen(m, namen, vereinbart(namen[:2]), [eine(0, 1), eine(0, 4), eine(1, 1), eine(1, 2), eine(1, 3)])
    m.rechnen()
    zeile, andere = m["controlling_traeger"][:2]
    assert zeile[13] == "02/24 03/24"
    assert andere[13] == "04/24"
    assert zeile[6] == pytest.approx(12 * 3_000_000)
    assert zeile[2] == pytest.approx(zeile[1] / 6)
    assert [z[13] for z in m["controlling_traeger"][2:7]] == ["keine Meldung"] * 5
    summe = m["Trägercontrolling!A16:N16"][0]
    assert summe[6] is None  # five of seven are missing: no forecast of all
    assert summe[13] == "5 ohne Meldung"


def test_eigene_hochrechnung_steht_daneben_und_gilt() -> None:
    m, namen = klein()
    fuellen(m, namen, vereinbart(namen[:1]), [eine(0, 1)])
    for spalte, wert in zip(
        "PQRST", (namen[0], "Budgetjahr", 2024.0, 40_000_000.0, "zwei Plätze mehr"), strict=True
    ):
        m[f"Trägercontrolling!{spalte}17"] = wert
    for spalte, wert in zip("PQRST", (namen[1], "Budgetjahr", 2025.0, 1.0, "anderes Jahr"), strict=True):
        m[f"Trägercontrolling!{spalte}18"] = wert
    m.rechnen()
    erster, zweiter = m["controlling_traeger"][:2]
    assert erster[6:9] == pytest.approx([36_000_000, 40_000_000, 40_000_000 / erster[1] - 1])
    assert zweiter[6:9] == [None, None, None]
    m["Trägercontrolling!P18"], m["Trägercontrolling!R18"] = namen[0], 2024.0
    m.rechnen()
    assert m["pruefung_gesamt"] is False
    assert isinstance(m["controlling_traeger"][0][7], Fehler)


def test_zwei_hbg_eines_monats_sind_ein_monat_und_dieselbe_zeile_zweimal_ist_falsch() -> None:
    m, namen = klein()
    zwei = [eine(0, 1, 1_000_000.0, "1", 40.0), eine(0, 1, 2_000_000.0, "2", 60.0)]
    fuellen(m, namen, vereinbart(namen[:1]), zwei)
    m.rechnen()
    assert m["controlling_traeger"][0][3] == pytest.approx(3_000_000)
    assert m["controlling_traeger"][0][6] == pytest.approx(36_000_000)
    m["Monatsstand!C9"] = " 1"
    m.rechnen()
    assert "steht zweimal da" in str(m["zeilenhinweis_monatsstand"][0][0])
    assert m["pruefung_gesamt"] is False
    assert isinstance(m["controlling_traeger"][0][3], Fehler)


def test_ohne_meldung_ist_das_blatt_leer_und_ohne_grenzen_gibt_es_keine_ampel() -> None:
    m, namen = klein()
    fuellen(m, namen, vereinbart(namen[:1]), [eine(0, 1)])
    m["eingabe_ampel_gelb"] = None
    m.rechnen()
    assert m["controlling_traeger"][0][9] is None
    fuellen(m, namen, [], [])
    m.rechnen()
    assert [z for z in m["controlling_traeger"] if any(z)] == []
    assert m["Trägercontrolling!B16:N16"][0] == [None] * 13
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("grenze", "wort"), [(0.1, "● im Rahmen"), (0.0999, "▲ darüber"), (0.05, "▲▲ weit über")]
)
def test_die_ampel_an_ihren_grenzen(grenze: float, wort: str) -> None:
    m, namen = klein()
    jahr = m["budget_traeger"][1][0]
    fuellen(m, namen, vereinbart(namen[1:2]), [eine(1, 1, jahr / 12 * 1.1)])
    m["eingabe_ampel_gelb"], m["eingabe_ampel_rot"] = grenze, 0.0999 if grenze == 0.05 else 0.1
    m.rechnen()
    assert m["controlling_traeger"][1][9] == wort
    fuellen(m, namen, vereinbart(namen[1:2]), [eine(1, 1, jahr / 12 * 0.9)])
    m.rechnen()
    assert m["controlling_traeger"][1][9] == wort.replace("▲", "▼").replace("darüber", "darunter").replace(
        "über", "unter"
    )


def test_ein_unvollstaendiger_monat_ist_nicht_verglichen() -> None:
    m, namen = klein()
    beide = [*vereinbart(namen[:1]), [namen[0], "B", "Tage", None, 10.0, 3000.0, 200.0, None]]
    b = Zeile(0, "B", date(2024, 1, 1), 10.0, 250.0, 50_000.0)
    fuellen(m, namen, beide, [eine(0, 1), b, eine(0, 2)])
    m["Monatsstand!G9"] = None  # quantity times price instead
    m.rechnen()
    assert m["controlling_traeger"][0][3] == pytest.approx(3_050_000)
    assert m["controlling_traeger"][0][13] == "02/24"
    assert m["controlling_nicht_verglichen"] == pytest.approx(3_000_000)
    m["Monatsstand!E8"] = None
    m.rechnen()
    assert m["controlling_traeger"][0][3] is None
    assert m["pruefung_vollstaendig"] is False


def test_menge_und_preis_aus_dem_leistungsumfang() -> None:
    m = geliehen("hb-traegerbudget")
    # 9,000 days of HBG 2 and 7,000 of HBG 3, 365 of them another payer's: the budget's 15,635
    assert m[ort(m, "Menge im\nZeitraum")] == pytest.approx(15_635)
    euro = (9_000 * 140 + (7_000 - 365) * 175) * 1.03
    assert m["Monatsstand!G8"] is None
    april = 1290 * euro / 15_635 + 930 * 62 * 1.03
    assert m["controlling_traeger"][0][3] > april
    for zeile, wann in (
        (9, date(2026, 12, 1)),
        (10, date(2027, 1, 1)),
        (12, date(2026, 10, 1)),
        (13, date(2026, 11, 1)),
    ):
        m[f"Monatsstand!D{zeile}"] = seriell(wann)  # April alone is complete
    m.rechnen()
    assert m["controlling_traeger"][0][3] == pytest.approx(
        round(1290 * euro / 15_635, 2) + round(930 * 62 * 1.03, 2)
    )


def test_ein_budget_ab_april_hat_vorher_keinen_monat() -> None:
    m = geliehen("hh-asp")
    blatt, ort = m.ort("eingabe_anbieter")
    m[f"{blatt}!L{ort.zeile + 2}"] = seriell(date(2026, 4, 1))
    m.rechnen()
    assert "in diesem Monat gibt es kein Budget" in str(m["zeilenhinweis_monatsstand"])
    assert m["pruefung_gesamt"] is False
    for z in (20, 21, 22):
        m[f"Monatsstand!D{z}"] = seriell(date(2026, z - 16, 1))
    m.rechnen()
    zeile = m["controlling_traeger"][2]
    assert zeile[1] == pytest.approx(m["budget_anbieter"][2][0])
    assert zeile[2] == pytest.approx(zeile[1] * 3 / 9)
    assert zeile[6] == pytest.approx(zeile[3] * 3)


@jede
def test_ein_haushaltsjahr_ausserhalb_der_laufzeit_gibt_keine_zahlen(name: str) -> None:
    m = geliehen(name)
    m["eingabe_controlling_jahr"] = 2050.0
    m.rechnen()
    assert isinstance(m["controlling_beginn"], Fehler)
    assert isinstance(m["controlling_traeger"][0][1], Fehler)
    assert m["pruefung_gesamt"] is False


@pytest.mark.parametrize(
    ("blatt", "zelle", "wert", "hinweis"),
    [
        ("Monatsstand", "A8", "Leistungserbringer 99", "Wert prüfen: Leistungserbringer"),
        ("Monatsstand", "B8", "Summe", "Wert prüfen: Summe statt einer Zeile"),
        ("Monatsstand", "B8", "anderes", "bitte bestätigen »nicht vereinbart«"),
        ("Monatsstand", "D8", 202401.0, "Wert prüfen: Monat"),
        ("Monatsstand", "D8", "Januar", "Wert prüfen: Monat"),
        ("Monatsstand", "D8", 45261.0, "Wert prüfen: in diesem Monat gibt es kein Budget"),
        ("Monatsstand", "D8", None, "unvollständig"),
        ("Monatsstand", "E8", None, "unvollständig"),
        ("Monatsstand", "F8", "1.529", "Wert prüfen: Menge"),
        ("Monatsstand", "F8", -1.0, "Wert prüfen: Menge"),
        ("Monatsstand", "F8", 0.0, "bitte bestätigen »Menge 0«"),
        (
            "Monatsstand",
            "F8",
            15_290.0,
            "bitte bestätigen »15290«: mehr als dreimal oder ein Drittel so viel wie vereinbart",
        ),
        (
            "Monatsstand",
            "E8",
            15.0,
            "bitte bestätigen »15 Personen«: mehr als dreimal oder ein Drittel so viele wie vereinbart",
        ),
        ("Monatsstand", "G8", None, "unvollständig"),  # this workbook knows no price
        ("Monatsstand", "G8", 560.0, "bitte bestätigen »560 EUR«: weniger als 1 EUR je Einheit"),
        (
            "Monatsstand",
            "G8",
            29_000_000.0,
            "bitte bestätigen »29000000 EUR«: je Einheit mehr als die Hälfte",
        ),
        ("Monatsstand", "D8", 45_992.0, "bitte bestätigen »"),  # December 2025, alone
        ("Vereinbart", "A8", "anderer", "Wert prüfen: Leistungserbringer"),
        ("Vereinbart", "B8", None, "unvollständig"),
        ("Vereinbart", "C8", "Wochen", "Wert prüfen: Einheit"),
        ("Vereinbart", "D9", 2024.0, "ok"),
        ("Vereinbart", "F8", None, "unvollständig"),
        ("Vereinbart", "F8", 0.0, "bitte bestätigen »Menge 0«"),
        ("Vereinbart", "F8", 183_480.0, "bitte bestätigen »183480«: unüblich viel oder wenig je Person"),
        ("Vereinbart", "F8", 1_529.0, "bitte bestätigen »1529«: unüblich viel oder wenig je Person"),
        ("Vereinbart", "G8", 0.85, "bitte bestätigen »0,85 EUR«: unüblicher Preis"),
        ("Vereinbart", "G8", 85_000.0, "bitte bestätigen »85000 EUR«: unüblicher Preis"),
        ("Vereinbart", "G8", 29_000.0, "bitte bestätigen »"),  # more than the budget
        ("Vereinbart", "H8", 1_834.0, "bitte bestätigen »1834«: weit neben der vereinbarten Menge"),
        ("Vereinbart", "A9", "Leistungserbringer 1", "Wert prüfen: Zeile steht zweimal da"),
    ],
)
def test_was_eine_zeile_ueber_sich_sagt(blatt: str, zelle: str, wert: Any, hinweis: str) -> None:
    m = geliehen("hh-traegerbudget")
    m[f"{blatt}!{zelle}"] = wert
    m.rechnen()
    gesagt = m[f"zeilenhinweis_{blatt.lower()}"][0][0]
    assert str(gesagt).startswith(hinweis), gesagt
    assert m["pruefung_gesamt"] is (hinweis == "ok")
    falsch = isinstance(m["Trägercontrolling!D16"], Fehler)
    assert falsch is hinweis.startswith("Wert prüfen")


def test_ein_betrag_neben_menge_mal_preis_wird_gefragt() -> None:
    m = geliehen("hb-traegerbudget")
    m["Monatsstand!G8"] = 1_290.0
    m.rechnen()
    assert "mehr als ein Fünftel neben Menge × Preis" in m["zeilenhinweis_monatsstand"][0][0]


def test_eine_zeile_mit_budgetjahr_und_eine_ohne_sind_falsch() -> None:
    m = geliehen("hh-traegerbudget")
    m["Vereinbart!A9"], m["Vereinbart!D9"] = "Leistungserbringer\u00a01", 2025.0
    m.rechnen()
    assert "mit Budgetjahr und eine ohne" in m["zeilenhinweis_vereinbart"][0][0]


@pytest.mark.parametrize(
    ("werte", "hinweis"),
    [
        (
            ("anderer", "Budgetjahr", 2024.0, 1e6, "weil es so ist"),
            "Wert prüfen: eigene Hochrechnung: Leistungserbringer",
        ),
        (("Leistungserbringer 1", "Budgetjahr", 2024.0, None, "weil es so ist"), "unvollständig"),
        (("Leistungserbringer 1", "Budgetjahr", 2024.0, 38e6, "."), "Wert prüfen: Begründung fehlt"),
        (
            ("Leistungserbringer 1", "Budgetjahr", 2024.0, 38_000.0, "weil es so ist"),
            "bitte bestätigen »38000 EUR«",
        ),
        (("Leistungserbringer 1", "Budgetjahr", 2024.0, 38e6, "weil es so ist"), "ok"),
    ],
)
def test_was_eine_eigene_hochrechnung_ueber_sich_sagt(werte: tuple[Any, ...], hinweis: str) -> None:
    m = geliehen("hh-traegerbudget")
    for spalte, wert in zip("PQRST", werte, strict=True):
        m[f"Trägercontrolling!{spalte}17"] = wert
    m.rechnen()
    assert str(m["zeilenhinweis_eigene_hochrechnung"][0][0]).startswith(hinweis)
    assert m["pruefung_gesamt"] is (hinweis == "ok")


def test_eine_zweite_grenze_unter_der_ersten_wird_gefragt() -> None:
    m = geliehen("hh-traegerbudget")
    m["eingabe_ampel_rot"] = 0.02
    m.rechnen()
    assert "nicht weiter als die erste Grenze" in m["zeilenhinweis_ampel_rot"]


def test_gruppen_sind_verschieden_gross_und_eine_fehlende_wird_gefragt() -> None:
    """Ten persons of one HBG beside ninety of another are usual; a month without one of them is not complete."""
    m, namen = klein()
    zeilen = [
        eine(0, k, e, h, n)
        for k in (1, 2, 3)
        for h, n, e in (("1", 90.0, 2_700_000.0), ("3", 10.0, 300_000.0))
    ]
    zeilen = [z._replace(personen=z.menge) for z in zeilen]
    fuellen(m, namen, vereinbart(namen[:1]), zeilen)
    m.rechnen()
    assert m["pruefung_gesamt"] is True
    fuellen(m, namen, vereinbart(namen[:1]), zeilen[:-1])
    m.rechnen()
    assert (
        m["zeilenhinweis_monatsstand"][4][0]
        == "bitte bestätigen »1 HBG«: in anderen Monaten sind es mehr HBG"
    )
    assert m["zeilenhinweis_monatsstand"][0][0] == "ok"
    assert m["pruefung_bestaetigt"] is False


def test_ein_preis_aus_der_mappe_steigt_mit_dem_budget() -> None:
    """Exactly what is agreed, reported in the second calendar year: no deviation, though the budget has risen."""
    m = geliehen("hb-traegerbudget")
    spalten = ("umfang_traeger", "umfang_typen", "umfang_mengen")
    wer = m["eingabe_traeger"][0][0]
    mengen: dict[str, float] = {}
    for z in zip(*(m[s] for s in spalten), strict=True):
        (traeger_,), (typ,), (menge,) = z
        if traeger_ == wer:
            mengen[typ] = mengen.get(typ, 0) + menge
    assert len(mengen) > 1
    monate = [date(2027, k, 1) for k in (1, 2, 3)]
    personen = {z[1]: z[4] for z in m["Vereinbart!A8:E13"] if z[0] == wer}
    zeilen = [
        [wer, typ, None, seriell(w), personen[typ], menge / 12, None]
        for typ, menge in mengen.items()
        for w in monate
    ]
    schreiben(m, "Monatsstand", zeilen, "ABCDEFG", 28)
    m["eingabe_controlling_art"], m["eingabe_controlling_jahr"] = "Haushaltsjahr", 2027.0
    m.rechnen()
    zeile = m["controlling_traeger"][0]
    assert zeile[1] == pytest.approx(m["budget_traeger"][0][1])  # 2027
    assert zeile[3] == pytest.approx(zeile[1] / 4, abs=0.2)
    assert zeile[6] == pytest.approx(zeile[1], abs=1)
    assert zeile[9] == "● im Rahmen"


def test_zeilen_mit_und_ohne_hbg_zaehlen_nicht_doppelt() -> None:
    """A total of all groups beside the rows of its groups would count every person twice."""
    m, namen = klein()
    alle = [eine(0, 1, 3_000_000.0, "", 100.0)]
    gruppen = [eine(0, 1, 1_000_000.0, "1", 40.0), eine(0, 1, 2_000_000.0, "2", 60.0)]
    fuellen(m, namen, vereinbart(namen[:1]), alle + gruppen)
    m.rechnen()
    assert "eine Zeile mit HBG und eine ohne" in str(m["zeilenhinweis_monatsstand"][0][0])
    assert isinstance(m["controlling_traeger"][0][3], Fehler)


def test_unerlaubtes_in_einer_unvollstaendigen_zeile_steht_nicht_still_daneben() -> None:
    """A month as text, no amount: the row is faulty and incomplete at once, and no sum stands without it."""
    m = geliehen("hh-traegerbudget")
    m["Monatsstand!D8"], m["Monatsstand!G8"] = "Januar", None
    m.rechnen()
    assert str(m["zeilenhinweis_monatsstand"][0][0]).startswith("Wert prüfen")
    assert isinstance(m["Trägercontrolling!D16"], Fehler)
