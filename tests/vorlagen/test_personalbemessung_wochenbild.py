"""The picture of the week: who is there in each half hour, counted in plain Python; gaps, doubles, notices."""

from __future__ import annotations

import random
from typing import Any

import pytest
from test_personalbemessung import ERSTE
from test_personalbemessung_dienste import dienst, nur, zufaelliger
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

NAME = "personalbemessung"
BILDER = {"praesenz": "Präsenz", "nacht": "Nachtbereitschaft", "ruf": "Rufbereitschaft"}


def bild(dienste: list[dict[str, Any]], *, art: str = "", fach: bool = False) -> list[list[float]]:
    """Mean staff of each half hour, from quarters of an hour; a duty past midnight goes on the next day."""
    viertel = [[0.0] * 7 for _ in range(96)]
    for d in dienste:
        if art not in ("", d["art"]) or (
            fach and (d["quali"] != "Fachkraft" or d["art"] == "Rufbereitschaft")
        ):
            continue
        dauer = (d["ende"] - d["beginn"]) % 24 or 24.0
        for tag, zahl in enumerate(d["tage"]):
            for n in range(round(dauer * 4)):
                wann = round(d["beginn"] * 4) + n
                viertel[wann % 96][(tag + wann // 96) % 7] += zahl or 0
    return [[(viertel[2 * z][t] + viertel[2 * z + 1][t]) / 2 for t in range(7)] for z in range(48)]


def flach(zeilen: Any) -> list[float]:
    return [wert for zeile in zeilen for wert in zeile]


@pytest.mark.parametrize("saat", range(6))
def test_jede_halbe_stunde_wie_gezaehlt(saat: int) -> None:
    zufall = random.Random(saat)
    dienste = [zufaelliger(zufall, n) for n in range(zufall.randint(1, 6))]
    m = nur(geliehen(NAME), *dienste)
    gezaehlt = {name: flach(bild(dienste, art=art)) for name, art in BILDER.items()}
    gezaehlt["fachkraft"] = flach(bild(dienste, fach=True))
    for name, werte in gezaehlt.items():
        assert flach(m[f"bild_{name}"]) == pytest.approx(werte), name
    assert m["pruefung_wochenbild"] is True
    stunden = sum(flach(bild(dienste))) / 2
    assert stunden * 52 == pytest.approx(m["ergebnis_stunden_anwesend"])
    niemand = [p + n + r == 0 for p, n, r in zip(*(gezaehlt[x] for x in BILDER), strict=True)]
    assert m["wochenbild_offen"] == sum(niemand) / 2
    zugleich = [p > 0 < n for p, n in zip(gezaehlt["praesenz"], gezaehlt["nacht"], strict=True)]
    assert m["wochenbild_doppelt"] == sum(zugleich) / 2
    nachts = [z < 12 or z >= 44 for z in range(48) for _ in range(7)]
    ohne = sum(nacht and f < 1 for nacht, f in zip(nachts, gezaehlt["fachkraft"], strict=True)) / 2
    hinweis = str(m["hinweis_nacht"] or "")
    assert hinweis.partition(" ")[0] == (f"{ohne:g}".replace(".", ",") if ohne else "")
    for wahl, werte in (
        ("Präsenz", gezaehlt["praesenz"]),
        ("Bereitschaft", [a + b for a, b in zip(gezaehlt["nacht"], gezaehlt["ruf"], strict=True)]),
        ("Fachkraft", gezaehlt["fachkraft"]),
    ):
        m["eingabe_wochenbild"] = wahl
        assert flach(m.rechnen()["wochenbild"]) == pytest.approx(werte), wahl


def test_die_veroeffentlichte_tafel_deckt_jede_stunde() -> None:
    """One person in each of the 168 hours; without the night watch 56 are open."""
    m = geliehen(NAME).rechnen()
    assert set(flach(m["wochenbild"])) == {1}
    assert (m["wochenbild_offen"], m["wochenbild_doppelt"], m["hinweis_nacht"] or "") == (0, 0, "")
    assert (
        str(m["hinweis_pause"])
        == "1 Dienst mit weniger als 30 Minuten Pause über 6 oder 45 über 9 Stunden (§ 4 ArbZG)."
    )
    dienst(m, ERSTE + 6, tage=(None,) * 7)
    m.rechnen()
    assert m["wochenbild_offen"] == 56
    assert str(m["hinweis_nacht"]).startswith("56 Nachtstunden der Woche")
    assert (m["hinweis_pause"] or "") == ""
    assert m["pruefung_gesamt"] is True


def noetig(m: Arbeitsmappe, zahl: float | None, *zeilen: int) -> None:
    for z in zeilen:
        for spalte in "JKLMNOP":
            m[f"Wochenbild!{spalte}{7 + z}"] = zahl


def test_was_fehlt_und_was_darueber_ist() -> None:
    """Two needed from 08:00 to 10:00 on seven days: 14 hours are missing; none from 22:00 to 24:00: 14 are too many."""
    m = geliehen(NAME).rechnen()
    assert (m["wochenbild_fehlt"], m["wochenbild_mehr"]) == (
        10,
        0,
    )  # the example: two from 07:00 to 09:00 on weekdays
    noetig(m, None, *range(48))
    noetig(m, 2.0, 16, 17, 18, 19)
    noetig(m, 0.0, 44, 45, 46, 47)
    m.rechnen()
    assert (m["wochenbild_fehlt"], m["wochenbild_mehr"]) == (14, 14)
    assert m["Wochenbild!R23"] == -1
    noetig(m, None, *range(48))
    m.rechnen()
    assert (m["wochenbild_fehlt"], m["wochenbild_mehr"]) == (None, None)
    m["Wochenbild!J7"] = 120.0
    assert m.rechnen()["pruefung_gesamt"] is False


def test_ohne_dienste_ist_das_bild_leer() -> None:
    m = nur(geliehen(NAME))
    assert set(flach(m["wochenbild"])) <= {None, ""}
    assert [m[f"wochenbild_{x}"] for x in ("offen", "doppelt", "fehlt", "mehr")] == [None] * 4
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("ort", "namen"),
    [
        (f"Wochendienste!J{ERSTE}", ("wochenbild_offen", "wochenbild_doppelt", "wochenbild_fehlt")),
        (f"Wochendienste!C{ERSTE}", ("wochenbild_offen", "ergebnis_zuschlagsstunden")),
        ("Wochenbild!J8", ("wochenbild_fehlt", "wochenbild_mehr")),
    ],
)
def test_ein_text_ist_nicht_niemand(ort: str, namen: tuple[str, ...]) -> None:
    """Neither staff nor a needed number that cannot be read counts as 0: what hangs on it is an error."""
    m = geliehen(NAME)
    m[ort] = "zwei"
    m.rechnen()
    assert [name for name in namen if not isinstance(m[name], Fehler)] == []
    assert m["pruefung_gesamt"] is False
