"""Verproben: posts counted day by day, comparisons and limits by hand, the rest of the decision tree."""

from __future__ import annotations

import random
import statistics
from datetime import date, timedelta
from typing import Any

import pytest
from test_personalbemessung import ERSTE
from test_personalbemessung_dienste import nur
from vorlagenbau import geliehen

from workbooks.mappe import Arbeitsmappe

NAME = "personalbemessung"
VON, BIS = date(2026, 1, 1), date(2026, 12, 31)


def zahl(tag: date | None) -> float | None:
    return None if tag is None else float((tag - date(1899, 12, 30)).days)


def stellen(m: Arbeitsmappe, *zeilen: tuple[Any, ...]) -> Arbeitsmappe:
    """Rows of intern_Stellenplan: hours, full time, Fachkraft, entry, exit, rests from, to."""
    for z in range(max(8, len(zeilen))):
        werte: tuple[Any, ...] = (None,) * 8
        if z < len(zeilen):
            werte = (f"P-{z}", *zeilen[z][:3], *(zahl(t) for t in zeilen[z][3:]))
        for spalte, wert in zip("ADEFGHIJ", werte, strict=True):
            m[f"intern_Stellenplan!{spalte}{ERSTE + z}"] = wert
        for spalte in "BC":
            m[f"intern_Stellenplan!{spalte}{ERSTE + z}"] = None
    return m.rechnen()


def da(tag: date, zeile: tuple[Any, ...]) -> float:
    """Posts of one row on one day."""
    stunden, vollzeit, _, eintritt, austritt, ruht_von, ruht_bis = zeile
    ende = austritt or date.max
    if not eintritt <= tag <= ende:
        return 0.0
    ruht = ruht_von is not None and ruht_von <= tag <= (ruht_bis or ende)
    return 0.0 if ruht else float(stunden / vollzeit)


@pytest.mark.parametrize("saat", range(8))
def test_stellen_tag_fuer_tag(saat: int) -> None:
    """On the Stichtag and as mean of the period: counted for each day of the year."""
    zufall = random.Random(saat)

    def zufaellig(von: date, bis: date) -> date:
        return von + timedelta(days=zufall.randrange((bis - von).days + 1))

    zeilen = []
    for _ in range(zufall.randint(1, 8)):
        eintritt = zufaellig(date(2024, 1, 1), date(2027, 3, 1))
        austritt = zufall.choice([None, zufaellig(eintritt, date(2027, 6, 1))])
        ruht_von = zufall.choice([None, zufaellig(eintritt, austritt or date(2027, 6, 1))])
        ruht_bis = (
            zufall.choice([None, zufaellig(ruht_von, austritt or date(2027, 9, 1))]) if ruht_von else None
        )
        zeilen.append(
            (
                zufall.choice([39.0, 30.0, 19.5]),
                39.0,
                zufall.choice(["ja", "nein"]),
                eintritt,
                austritt,
                ruht_von,
                ruht_bis,
            )
        )
    m = geliehen(NAME)
    stichtag = zufaellig(VON, BIS)
    m["eingabe_stellen_stichtag"] = zahl(stichtag)
    stellen(m, *zeilen)
    assert m["pruefung_gesamt"] is True
    tage = [VON + timedelta(days=n) for n in range(365)]
    bedarf = m["ergebnis_vzae"]
    am_tag, mittel = (bedarf - m[f"verprobung_{x}"] for x in ("stichtag", "mittel"))
    assert am_tag == pytest.approx(sum(da(stichtag, z) for z in zeilen))
    assert mittel == pytest.approx(sum(da(t, z) for t in tage for z in zeilen) / 365)
    fach = m["ergebnis_vzae_fachkraefte"] - m["verprobung_fachkraefte"]
    assert fach == pytest.approx(sum(da(stichtag, z) for z in zeilen if z[2] == "ja"))


def test_grenzen_und_hinweis() -> None:
    """Only a difference beyond the own limit is said; without a limit there is no judgement, and no check turns red."""
    m = geliehen(NAME)
    eine = (39.0, 39.0, "ja", date(2020, 1, 1), None, None, None)
    stellen(m, *[eine] * 7)
    bedarf = m["ergebnis_vzae"]
    alle = list(m.namen("eingabe_grenze_"))
    for name in alle:
        m[name] = None
    for frage in ("schluessel", "plaene"):
        m[f"eingabe_bestaetigt_frage_{frage}"] = "ja, ohne Grenze"
    assert m.rechnen()["hinweis_verprobung"] is None
    m["eingabe_grenze_stichtag"] = abs(bedarf - 7) / 7 + 0.001
    assert m.rechnen()["hinweis_verprobung"] is None
    m["eingabe_grenze_stichtag"] = abs(bedarf - 7) / 7 - 0.001
    assert m.rechnen()["hinweis_verprobung"].startswith("1 Vergleich über der eigenen Grenze")
    m["eingabe_grenze_mittel"] = 0.0
    assert m.rechnen()["hinweis_verprobung"].startswith("2 Vergleiche")
    assert m["pruefung_gesamt"] is True


def test_benchmark_ab_drei_gleichen() -> None:
    m = geliehen(NAME).rechnen()
    je = [6.5 / 24, 7.2 / 30, 4.9 / 18]
    assert m["benchmark_projekte"] == 3
    assert m["benchmark_median"] == pytest.approx(statistics.median(je))
    assert m["verprobung_benchmark"] == pytest.approx(m["ergebnis_vzae"] - 29 * statistics.median(je))
    m[f"intern_Benchmark!C{ERSTE}"] = " Geistige  behinderung "  # spelled otherwise, the same
    assert m.rechnen()["benchmark_projekte"] == 3
    m[f"intern_Benchmark!C{ERSTE}"] = "Sucht"
    assert m.rechnen()["benchmark_projekte"] == 2
    assert (m["benchmark_median"], m["verprobung_benchmark"]) == (None, None)
    m["eingabe_benchmark_land"] = "TH"
    assert m.rechnen()["benchmark_projekte"] == 1
    m["eingabe_benchmark_zielgruppe"] = None
    assert m.rechnen()["benchmark_projekte"] == 0


def test_rahmendienstplan_und_relationsmodell() -> None:
    m = geliehen(NAME).rechnen()
    assert m["verprobung_rahmen_dienste"] == pytest.approx((8736 - 156 * 52) / 1372)
    assert m["verprobung_rahmen_individuell"] == pytest.approx(
        m["ergebnis_vzae_individuell"] - 24 * 52 / 1372
    )
    assert m["verprobung_relation"] == pytest.approx(m["ergebnis_vzae"] - 29 / 5.5 - 29 / 14.5)


def test_probekalkulation() -> None:
    """Posts by qualification times their cost; nothing while a qualification is missing."""
    m = geliehen(NAME).rechnen()
    kosten = m["ergebnis_vzae_fachkraefte"] * 68_000 + m["ergebnis_vzae_andere"] * 54_000
    assert m["probe_kosten"] == pytest.approx(kosten)
    assert m["probe_unterschied"] == pytest.approx(500_000 - kosten)
    m[f"Wochendienste!C{ERSTE}"] = None
    assert (m.rechnen()["probe_kosten"], m["probe_unterschied"]) == (None, None)


@pytest.mark.parametrize(
    ("name", "schritt"),
    [
        ("schluessel", "Blatt Relationsmodell ausfüllen"),
        ("plaene", "Blätter Rahmendienstplan und intern_Stellenplan ausfüllen"),
        ("ist_stand", "Ist-Stand vom Leistungserbringer prüfen lassen"),
        ("ausreichend", "zurück: Schätzung (intern_Panel) oder Wochendienste ändern"),
    ],
)
def test_der_rest_des_entscheidungsbaums(name: str, schritt: str) -> None:
    """A 'no' leads to the step it names and needs a reason; the questions before it stay as they are."""
    m = geliehen(NAME)
    assert m.rechnen()["naechster_schritt"] == "fertig: Kurzfassung und Freigabe"
    m[f"eingabe_frage_{name}"] = "nein"
    assert m.rechnen()["naechster_schritt"] == schritt
    assert m["pruefung_gesamt"] is False
    m[f"eingabe_frage_{name}"] = None
    assert m.rechnen()["naechster_schritt"].startswith("Frage beantworten: ")
    assert m["pruefung_gesamt"] is False


def test_verglichen_ohne_vergleich_wird_gefragt() -> None:
    m = geliehen(NAME)
    stellen(m)
    assert (m["verprobung_stichtag"], m["verprobung_fachkraefte"]) == (None, None)
    assert m["pruefung_gesamt"] is False
    m["eingabe_bestaetigt_frage_plaene"] = "ja, Stellenplan liegt der Vereinbarung bei"
    assert m.rechnen()["pruefung_gesamt"] is True


AUSRUTSCHER: dict[str, dict[str, Any]] = {
    "exit before entry": {f"intern_Stellenplan!H{ERSTE}": 40000.0},
    "rests before entry": {f"intern_Stellenplan!I{ERSTE}": 40000.0},
    "rests until after the exit": {
        f"intern_Stellenplan!I{ERSTE + 7}": 46200.0,
        f"intern_Stellenplan!J{ERSTE + 7}": 46500.0,
    },
    "an end of rest alone": {f"intern_Stellenplan!J{ERSTE}": 46200.0},
    "hours of a year": {f"intern_Stellenplan!D{ERSTE}": 1568.0},
    "more than full time": {f"intern_Stellenplan!D{ERSTE}": 48.0},
    "a share as full time": {f"intern_Stellenplan!E{ERSTE}": 1.0},
    "Fachkraft or not?": {f"intern_Stellenplan!F{ERSTE}": None},
    "a post twice": {f"intern_Stellenplan!A{ERSTE + 1}": "P-01", f"intern_Stellenplan!G{ERSTE + 1}": 43191.0},
    "a total": {f"intern_Stellenplan!A{ERSTE + 8}": "Summe"},
    "entry as text": {f"intern_Stellenplan!G{ERSTE}": "seit 2018"},
    "posts, and no day": {"eingabe_stellen_stichtag": None},
    "the period turned round": {"eingabe_stellen_bis": 46000.0},
    "a duty twice": {f"Rahmendienstplan!A{ERSTE + 1}": "tagdienst"},
    "hours of a year in the week": {f"Rahmendienstplan!C{ERSTE}": 5200.0},
    "compared with what?": {f"Rahmendienstplan!B{ERSTE}": None},
    "persons and posts swapped": {f"intern_Benchmark!D{ERSTE}": 6.0, f"intern_Benchmark!E{ERSTE}": 30.0},
    "a project without a source": {f"intern_Benchmark!F{ERSTE}": None},
    "a Land that there is not": {f"intern_Benchmark!B{ERSTE}": "NRW"},
    "a limit in per cent": {"eingabe_grenze_stichtag": 10.0},
    "cost in thousands": {"eingabe_kosten_fachkraft": 68.0},
    "cost of one only": {"eingabe_kosten_andere": None},
    "posts per person as key": {"Relationsmodell!D15": 0.18},
    "posts as hours": {f"intern_Stellenplan!D{ERSTE}": 1.0},
    "hours a day": {f"intern_Stellenplan!D{ERSTE}": 7.8},
    "entry in 2081": {f"intern_Stellenplan!G{ERSTE}": 66205.0},
    "the same post twice at a time": {
        f"intern_Stellenplan!A{ERSTE + 1}": "P-01", f"intern_Stellenplan!G{ERSTE + 1}": 44000.0,
    },
    "the Stichtag of last year": {"eingabe_stellen_stichtag": 45748.0},
    "half a year": {"eingabe_stellen_bis": 46203.0},
    "another year than the duties": {"eingabe_kalenderjahr": 2027.0, "eingabe_feiertage_land": "NW"},
    "a limit that nothing exceeds": {"eingabe_grenze_stichtag": 5.0},
    "compared without a limit": {"eingabe_grenze_relation": None},
    "revenue in thousands": {"eingabe_erloese": 500.0},
    "revenue of a month": {"eingabe_erloese": 41_666.0},
    "costs swapped": {"eingabe_kosten_fachkraft": 54_000.0, "eingabe_kosten_andere": 68_000.0},
    "a mean among the projects": {
        f"intern_Benchmark!{s}{ERSTE + 4}": w
        for s, w in zip("ABCDEF", ("Durchschnitt", "NW", "geistige Behinderung", 24.0, 6.2, "gerechnet"), strict=True)
    },
    "a project under two names": {
        f"intern_Benchmark!{s}{ERSTE + 4}": w
        for s, w in zip("ABCDEF", ("Haus Alpha", "NW", "geistige Behinderung", 24.0, 6.5, "gerechnet"), strict=True)
    },
    "one duty in both": {f"Rahmendienstplan!A{ERSTE + 2}": "Nachtwache"},
    "more persons than there are": {"Relationsmodell!C15": 62.0},
    "staff enough, though far beyond the limit": {"eingabe_bestaetigt_frage_ausreichend": None},
}  # fmt: skip


@pytest.mark.parametrize("was", AUSRUTSCHER)
def test_ein_ausrutscher_bleibt_nicht_gruen(was: str) -> None:
    m = geliehen(NAME)
    for ort, wert in AUSRUTSCHER[was].items():
        m[ort] = wert
    assert m.rechnen()["pruefung_gesamt"] is not True


def test_verproben_aendert_den_bedarf_nicht() -> None:
    m = geliehen(NAME).rechnen()
    vorher = m["ergebnis_vzae"]
    stellen(m)
    for z in range(4):
        for spalte in "ABC":
            m[f"Rahmendienstplan!{spalte}{ERSTE + z}"] = None
    assert m.rechnen()["ergebnis_vzae"] == vorher
    nur(m)  # no duties: then the comparison with duties compares with 0
    assert m["ergebnis_vzae"] == m["ergebnis_vzae_individuell"]


def test_kurzfassung_drei_quellen() -> None:
    """Persons, Gruppenangebote and duties are all posts; the picture shows the need and what it is compared with."""
    m = geliehen(NAME).rechnen()
    personen = (m["minuten_qa"] + m["minuten_ua"]) / 60 * 52 / 1372
    assert m["ergebnis_vzae_personen"] == pytest.approx(personen)
    gruppen = m["ergebnis_vzae_gruppenangebote"]
    assert gruppen == pytest.approx((m["gruppen_qa"] + m["gruppen_ua"]) / 60 * 52 / 1372)
    assert personen + gruppen + 8736 / 1372 == pytest.approx(m["ergebnis_vzae"])
    assert m["pruefung_quellen_bedarf"] is True
    zeile = next(z for z in range(1, 80) if m[f"Kurzfassung!A{z}"] == "Bedarf und Vergleich")
    werte = [m[f"Kurzfassung!B{zeile + n}"] for n in range(1, 6)]
    assert werte[0] == m["ergebnis_vzae"]
    assert werte[1:] == pytest.approx(
        [m["ergebnis_vzae"] - m[f"verprobung_{x}"] for x in ("stichtag", "mittel", "relation", "benchmark")]
    )
