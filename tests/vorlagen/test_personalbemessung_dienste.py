"""Duties of a week: the published table; hours present, recognised, paid, by plain Python; slips are seen."""

from __future__ import annotations

import random
from typing import Any

import pytest
from test_personalbemessung import ERSTE
from vorlagenbau import geliehen

from workbooks.mappe import Arbeitsmappe

NAME = "personalbemessung"
BLATT = "Wochendienste"
SPALTEN = dict(zip(
    ("dienst", "art", "quali", "beginn", "ende", "pause", "uebergabe", "eigen", "verguetung", "mo", "njaz"),
    "ABCDEFGHIJR", strict=True,
))  # fmt: skip
ANERKENNUNG = {"Präsenz": 1.0, "Nachtbereitschaft": 0.25, "Rufbereitschaft": 0.25}
JEDEN_TAG = (1.0,) * 7


def dienst(m: Arbeitsmappe, zeile: int, tage: tuple[float | None, ...] = JEDEN_TAG, **werte: Any) -> None:
    """One row, emptied before; times in hours."""
    for name, spalte in SPALTEN.items():
        if name != "mo":
            wert = werte.get(name)
            m[f"{BLATT}!{spalte}{zeile}"] = (
                wert / 24 if name in ("beginn", "ende") and wert is not None else wert
            )
    for spalte, wert in zip("JKLMNOP", tage, strict=True):
        m[f"{BLATT}!{spalte}{zeile}"] = wert if werte else None
    m[f"{BLATT}!S{zeile}"] = "Musterhaus" if werte else None


def nur(m: Arbeitsmappe, *dienste: dict[str, Any]) -> Arbeitsmappe:
    """These duties and no others; today's revenue is that of the example's."""
    for name in ("erloese", "kosten_fachkraft", "kosten_andere"):
        m[f"eingabe_{name}"] = None
    for z in range(max(7, len(dienste))):
        dienst(m, ERSTE + z, **(dienste[z] if z < len(dienste) else {}))
    return m.rechnen()


def test_die_veroeffentlichte_stundentafel() -> None:
    """NRW: one person in each of 168 hours, 8,736 hours and 6.37 posts."""
    m = geliehen(NAME).rechnen()
    assert m["ergebnis_stunden_anerkannt"] == pytest.approx(8736)
    assert m["ergebnis_vzae_stundentafel"] == pytest.approx(6.37, abs=0.005)
    assert m["ergebnis_vzae"] == pytest.approx(m["ergebnis_vzae_individuell"] + 8736 / 1372)
    assert m["pruefung_gesamt"] is True


def test_die_nachtwache() -> None:
    """30 unpaid minutes: 2,730 hours and 1.99 posts at 1,372; without them 1.86 at 1,568."""
    m = geliehen(NAME)
    wache: dict[str, Any] = {
        "dienst": "Nachtwache",
        "art": "Präsenz",
        "quali": "Fachkraft",
        "beginn": 22.0,
        "ende": 6.0,
    }
    nur(m, wache | {"pause": 30.0})
    assert (m["ergebnis_stunden_anwesend"], m["ergebnis_stunden_anerkannt"]) == (
        pytest.approx(2912),
        pytest.approx(2730),
    )
    assert m["ergebnis_stunden_bezahlt"] == pytest.approx(2730)
    assert m["ergebnis_vzae_stundentafel"] == pytest.approx(1.99, abs=0.005)
    nur(m, wache | {"njaz": 1568.0})
    assert m["ergebnis_vzae_stundentafel"] == pytest.approx(1.86, abs=0.005)


def zufaelliger(zufall: random.Random, nummer: int) -> dict[str, Any]:
    art = zufall.choice(list(ANERKENNUNG))
    beginn = zufall.choice([18.0, 20.5, 22.0]) if art == "Nachtbereitschaft" else zufall.randint(0, 40) / 2
    return {
        "dienst": f"Dienst {nummer}", "art": art, "quali": zufall.choice(["Fachkraft", "beliebig", None]),
        "beginn": beginn, "ende": (beginn + zufall.choice([4, 6.5, 8])) % 24 or 24.0,
        "pause": zufall.choice([None, 15.0, 30.0]), "uebergabe": zufall.choice([None, 10.0, 20.0]),
        "eigen": zufall.choice([None, None, 0.5]), "verguetung": zufall.choice([None, None, 0.8]),
        "tage": (*(zufall.choice([None, 1.0, 2.0]) for _ in range(6)), 1.0),
        "njaz": zufall.choice([None, None, 1500.0]),
    }  # fmt: skip


def von_hand(dienste: list[dict[str, Any]]) -> dict[str, float]:
    """Hours a year and posts by the rule as the issue says it; the window of supplements is 21:00 to 06:00."""
    summe = dict.fromkeys(
        ("anwesend", "anerkannt", "bezahlt", "zuschlag", "vzae", "Fachkraft", "beliebig", "ohne"), 0.0
    )
    for d in dienste:
        dauer = (d["ende"] - d["beginn"]) % 24 or 24.0
        mal = 52 * sum(t or 0 for t in d["tage"])
        anteil = ANERKENNUNG[d["art"]] if d["eigen"] is None else d["eigen"]
        netto = dauer - (d["pause"] or 0) / 60 + (d["uebergabe"] or 0) / 60
        anerkannt = netto * anteil * mal
        summe["anwesend"] += dauer * mal
        summe["anerkannt"] += anerkannt
        summe["bezahlt"] += netto * (anteil if d["verguetung"] is None else d["verguetung"]) * mal
        viertel = [(d["beginn"] + n / 4) % 24 for n in range(round(dauer * 4))]
        if d["art"] == "Präsenz":
            summe["zuschlag"] += sum(0.25 for x in viertel if x >= 21 or x < 6) * mal
        summe["vzae"] += anerkannt / (d["njaz"] or 1372)
        summe[d["quali"] or "ohne"] += anerkannt / (d["njaz"] or 1372)
    return summe


def wie_von_hand(m: Arbeitsmappe, dienste: list[dict[str, Any]]) -> None:
    s = von_hand(dienste)
    for name in ("anwesend", "anerkannt", "bezahlt"):
        assert m[f"ergebnis_stunden_{name}"] == pytest.approx(s[name]), name
    assert m["ergebnis_zuschlagsstunden"] == pytest.approx(s["zuschlag"])
    assert m["ergebnis_vzae_stundentafel"] == pytest.approx(s["vzae"])
    assert m["ergebnis_vzae_fachkraefte"] == pytest.approx(m["ergebnis_vzae_qa"] + s["Fachkraft"])
    assert m["ergebnis_vzae_andere"] == pytest.approx(m["ergebnis_vzae_ua"] + s["beliebig"])
    assert m["ergebnis_vzae_ohne_angabe"] == pytest.approx(s["ohne"])
    assert m["ergebnis_vzae"] == pytest.approx(m["ergebnis_vzae_individuell"] + s["vzae"])
    teile = ("fachkraefte", "andere", "ohne_angabe")
    assert sum(m[f"ergebnis_vzae_{teil}"] for teil in teile) == pytest.approx(
        m["ergebnis_nenner_fachkraftquote"]
    )
    if s["ohne"]:
        assert m["ergebnis_fachkraftquote"] is None
    else:
        assert m["ergebnis_fachkraftquote"] == pytest.approx(
            m["ergebnis_vzae_fachkraefte"] / m["ergebnis_vzae"]
        )


@pytest.mark.parametrize("saat", range(12))
def test_zufaellige_dienste_und_geteilte(saat: int) -> None:
    """Split anywhere, Pause and Übergabe with it: no hour, no post, no supplement changes; more staff never lowers."""
    zufall = random.Random(saat)
    m = geliehen(NAME)
    dienste = [zufaelliger(zufall, n) for n in range(zufall.randint(1, 5))]
    wie_von_hand(nur(m, *dienste), dienste)
    assert m["pruefung_wochendienste"] is True
    vorher = {name: m[name] for name in m.namen("ergebnis_")}
    d = dienste[0]
    teil = zufall.choice([1, 1.5, 3])
    mitte = (d["beginn"] + teil) % 24 or 24.0
    halb = {x: None if d[x] is None else d[x] / 2 for x in ("pause", "uebergabe")}
    geteilt = [d | halb | {"ende": mitte}, d | halb | {"beginn": mitte % 24, "dienst": "zweiter Teil"}]
    nur(m, *geteilt, *dienste[1:])
    for name, wert in vorher.items():
        assert m[name] == (pytest.approx(wert) if isinstance(wert, float) else wert), name
    mehr = d | {"tage": tuple((t or 0) + 1 for t in d["tage"])}
    assert nur(m, mehr, *dienste[1:])["ergebnis_vzae"] > vorher["ergebnis_vzae"]


def test_ohne_dienste_ist_der_individuelle_bedarf_das_ergebnis() -> None:
    m = nur(geliehen(NAME))
    assert (m["ergebnis_vzae_stundentafel"], m["ergebnis_stunden_bezahlt"]) == (0, 0)
    assert m["ergebnis_vzae"] == m["ergebnis_vzae_individuell"]
    assert m["pruefung_gesamt"] is True


AUSRUTSCHER: dict[str, dict[str, Any]] = {
    "begin and end swapped": {"beginn": 15.0, "ende": 9.0},
    "hours of pause": {"pause": 0.5},
    "an hour of pause as 1": {"pause": 1.0},
    "pause longer than the duty": {"pause": 200.0},
    "two hours of handing over": {"uebergabe": 120.0},
    "seven persons": {"tage": (7.0,) * 7},
    "nobody on any day": {"tage": (None,) * 7},
    "zero on every day": {"tage": (0.0,) * 7},
    "no kind": {"art": None},
    "no name": {"dienst": None},
    "a total": {"dienst": "Summe"},
    "recognised as per cent": {"eigen": 25.0},
    "presence recognised by a quarter": {"eigen": 0.25},
    "stand-by by 0.25 per cent": {"art": "Rufbereitschaft", "eigen": 0.0025},
    "paid less than recognised": {"verguetung": 0.1},
    "the same duty under another name": {"beginn": 22.0, "ende": 6.0, "tage": JEDEN_TAG},
    "not recognised at all": {"eigen": 0.0},
    "a qualification of one's own": {"quali": "HEP"},
    "net year of another": {"njaz": 900.0},
    "a time as text": {"beginn": None},
    "stand-by that is presence": {"dienst": "Nachtbereitschaft Haus 2"},
    "stand-by at noon": {"art": "Nachtbereitschaft", "beginn": 11.0, "ende": 14.0},
    "twice the same": {"dienst": "Abend", "beginn": 20.0, "ende": 22.0},
    "half an hour": {"beginn": 9.0, "ende": 9.5},
}  # fmt: skip


@pytest.mark.parametrize("was", AUSRUTSCHER)
def test_ein_ausrutscher_bleibt_nicht_gruen(was: str) -> None:
    m = geliehen(NAME)
    gut = {"dienst": "Tag", "art": "Präsenz", "quali": "Fachkraft", "beginn": 9.0, "ende": 12.0}
    dienst(m, ERSTE + 7, **gut)
    assert m.rechnen()["pruefung_gesamt"] is True
    dienst(m, ERSTE + 7, **(gut | AUSRUTSCHER[was]))
    assert m.rechnen()["pruefung_gesamt"] is False


@pytest.mark.parametrize(
    ("eingabe", "wert"),
    [
        ("eingabe_nachtbereitschaft", 0.0025), ("eingabe_nachtbereitschaft", 1.0), ("eingabe_rufbereitschaft", 0.0125),
        ("eingabe_zuschlag_von", 0.25),
    ],
)  # fmt: skip
def test_eine_angabe_neben_dem_ueblichen_fragt(eingabe: str, wert: float) -> None:
    """Per cent twice, full recognition, a window from 6 to 20 o'clock instead of the night."""
    m = geliehen(NAME)
    if eingabe == "eingabe_zuschlag_von":
        m["eingabe_zuschlag_bis"] = 20 / 24
    m[eingabe] = wert
    assert m.rechnen()["pruefung_gesamt"] is False


def test_ein_halbes_fenster_ist_unvollstaendig() -> None:
    m = geliehen(NAME)
    m["eingabe_zuschlag_bis"] = None
    m.rechnen()
    assert (m["ergebnis_zuschlagsstunden"], m["pruefung_vollstaendig"]) == (None, False)
    m["eingabe_zuschlag_von"] = None
    assert m.rechnen()["pruefung_gesamt"] is True


def test_bereitschaft_ohne_anerkennung_hat_keine_zahl() -> None:
    m = geliehen(NAME)
    m["eingabe_nachtbereitschaft"] = None
    nur(m, {"dienst": "Nacht", "art": "Nachtbereitschaft", "beginn": 22.0, "ende": 6.0})
    assert m["ergebnis_vzae"] is None
    assert m["pruefung_gesamt"] is False
