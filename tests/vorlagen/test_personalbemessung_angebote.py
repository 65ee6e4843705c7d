"""Results per Angebot: each person with the weight of the group, duties and Gruppenangebote; together they are all."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from test_personalbemessung import ERSTE
from vorlagenbau import geliehen

from workbooks.mappe import Arbeitsmappe

NAME = "personalbemessung"
PERSONEN, DIENSTE, NAMEN = 14, 7, ("Nord", "Süd", "West")


def verteilt(m: Arbeitsmappe, zufall: random.Random) -> list[str]:
    """The example's persons, duties and Gruppenangebote, each in one of three; gives those of the persons."""
    for z, name in enumerate(NAMEN):
        m[f"Je Angebot!A{ERSTE + z}"] = name
    je_person = [zufall.choice(NAMEN) for _ in range(PERSONEN)]
    for z, name in enumerate(je_person):  # written as people write
        m[f"intern_Erhebung!B{ERSTE + z}"] = zufall.choice([name, f" {name.lower()} ", name.upper()])
    for z in range(DIENSTE):
        m[f"Wochendienste!S{ERSTE + z}"] = zufall.choice(NAMEN)
    for z in range(2):
        m[f"Gruppenangebote!H{ERSTE + z}"] = zufall.choice(NAMEN)
    m.rechnen()
    return je_person


def spalte(m: Arbeitsmappe, name: str) -> list[Any]:
    return [zeile[0] if isinstance(zeile, list) else zeile for zeile in m[f"je_angebot_{name}"]][:3]


@pytest.mark.parametrize("saat", range(5))
def test_je_angebot_wie_von_hand(saat: int) -> None:
    m = geliehen(NAME)
    je_person = verteilt(m, random.Random(saat))
    minuten: Counter[str] = Counter()
    for z, name in enumerate(je_person):
        gruppe, alle, n = ("niedrig", 25, 10) if z < 10 else ("hoch", 4, 4)
        assert gruppe in m[f"intern_Erhebung!C{ERSTE + z}"]
        # what the survey, the list, panel and correction say together; the factor holds for all
        summe = sum(m["erhebung_qa"][z] or []) + sum(m["erhebung_ua"][z] or [])
        minuten[name] += summe * alle / n * 1.1
    kochen = m[f"Gruppenangebote!H{ERSTE}"]
    minuten[kochen] += m["gruppen_qa"] + m["gruppen_ua"]
    dienste: Counter[str] = Counter()
    for z in range(DIENSTE):
        std = (m[f"Wochendienste!E{ERSTE + z}"] - m[f"Wochendienste!D{ERSTE + z}"]) * 24 % 24
        tage = sum(m[f"Wochendienste!{s}{ERSTE + z}"] or 0 for s in "JKLMNOP")
        dienste[m[f"Wochendienste!S{ERSTE + z}"]] += std * tage * 52
    assert spalte(m, "vzae_individuell") == pytest.approx([minuten[n] / 60 * 52 / 1372 for n in NAMEN])
    assert spalte(m, "stunden_anerkannt") == pytest.approx([dienste[n] for n in NAMEN])
    assert spalte(m, "vzae") == pytest.approx([(minuten[n] / 60 * 52 + dienste[n]) / 1372 for n in NAMEN])
    assert spalte(m, "befragte") == [Counter(je_person)[n] for n in NAMEN]
    for name in ("vzae_qa", "vzae_ua", "vzae_fachkraefte", "vzae_andere", "vzae"):
        assert sum(spalte(m, name)) == pytest.approx(m[f"ergebnis_{name}"]), name
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("ort", "wert"),
    [
        (f"intern_Erhebung!B{ERSTE}", None), (f"intern_Erhebung!B{ERSTE}", "Ost"), (f"Wochendienste!S{ERSTE}", None),
        (f"Wochendienste!S{ERSTE}", "Ost"), (f"Gruppenangebote!H{ERSTE}", "Ost"), (f"Je Angebot!A{ERSTE}", None),
        (f"Je Angebot!A{ERSTE + 2}", "Summe"), (f"Je Angebot!A{ERSTE + 2}", "musterhaus"),
    ],
)  # fmt: skip
def test_was_zu_keinem_gehoert_faellt_auf(ort: str, wert: object) -> None:
    m = geliehen(NAME)
    m[ort] = wert
    assert m.rechnen()["pruefung_gesamt"] is not True


def test_ohne_liste_gibt_es_nichts_zu_verteilen() -> None:
    m = geliehen(NAME)
    for z in range(2):
        m[f"Je Angebot!A{ERSTE + z}"] = None
    assert m.rechnen()["pruefung_gesamt"] is True
