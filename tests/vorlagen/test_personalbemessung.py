"""From a sample to the need of all: Hochrechnung and interval recomputed with the statistics module, slips are seen."""

from __future__ import annotations

import random
import statistics
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks import vorlagen
from workbooks.fertigung import gerechnet as fertig
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen.sonder.personalbemessung.korrektur import LEISTUNGEN

NAME = "personalbemessung"
ERSTE = 7
BEOBACHTET = [f"intern_Shadowing!{s}{ERSTE + z}" for s in "ABC" for z in range(3)]
# two-sided 95 per cent, from a printed table of the t distribution
T = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228, 12: 2.179,
     15: 2.131, 20: 2.086, 25: 2.060, 30: 2.042}  # fmt: skip


def gruppen(m: Arbeitsmappe, *zeilen: tuple[str | None, float | None]) -> None:
    for z in range(4):
        name, alle = zeilen[z] if z < len(zeilen) else (None, None)
        m[f"Stichprobe!A{ERSTE + z}"], m[f"Stichprobe!B{ERSTE + z}"] = name, alle
    for name in ("panel", "bereinigung"):  # the example's persons are not these
        zeile(m, name)
    eintragen(m)
    for ort in (f"Protokoll!{s}{ERSTE + z}" for s in "ABCDE" for z in range(3)):
        m[ort] = None
    for ort in BEOBACHTET:
        m[ort] = None
    m["eingabe_faktor"] = m["eingabe_bestaetigt_faktor"] = None
    for z in range(2):
        angebot(m, *[None] * 7, nummer=z)
        m[f"Je Angebot!A{ERSTE + z}"] = None
        m[f"Relationsmodell!C{15 + z}"] = 1.0


def angebot(m: Arbeitsmappe, *werte: Any, nummer: int = 0) -> None:
    """One row of Gruppenangebote: Leistung, Art, Stunden, Mitarbeitende, Teilnehmende, finanziert, enthalten."""
    for spalte, wert in zip("ABCDEFG", werte, strict=True):
        m[f"Gruppenangebote!{spalte}{ERSTE + nummer}"] = wert
    m[f"Gruppenangebote!H{ERSTE + nummer}"] = "Musterhaus" if werte[0] else None


def eintragen(m: Arbeitsmappe, *zeilen: tuple[Any, ...]) -> None:
    """Rows of intern_Liste: Fallnummer, Angebot, HBG, Wohnform, Standort, Leistung, Art, Minuten; the rest empty."""
    for z in range(max(5, len(zeilen))):
        werte = zeilen[z] if z < len(zeilen) else (None,) * 8
        for spalte, wert in zip("ABCDEFGH", werte, strict=True):
            m[f"intern_Liste!{spalte}{ERSTE + z}"] = wert
        m[f"intern_Liste!I{ERSTE + z}"] = None


def protokolliert(m: Arbeitsmappe) -> Arbeitsmappe:
    """The log says what is computed, one row for each kind of change there is."""
    m.rechnen()
    gerechnet = {anlass: m[f"wirkung_{anlass.lower()}"] for anlass in ("Panel", "Bereinigung", "Faktor")}
    for z, (anlass, wirkung) in enumerate(gerechnet.items()):
        werte = (
            (anlass, 46083.0 + z, f"{anlass} geändert", "im Team besprochen", wirkung)
            if wirkung
            else (None,) * 5
        )
        for spalte, wert in zip("ABCDE", werte, strict=True):
            m[f"Protokoll!{spalte}{ERSTE + z}"] = wert
    return m.rechnen()


def zeile(m: Arbeitsmappe, blatt: str, *werte: Any, nummer: int = 0) -> None:
    """One row of intern_Panel or intern_Bereinigung; without values it is emptied."""
    alle = werte or [None] * (9 if blatt == "panel" else 5)
    for spalte, wert in enumerate(alle):
        m[f"intern_{blatt.title()}!{'ABCDEFGIJ'[spalte]}{ERSTE + nummer}"] = wert


def personen(m: Arbeitsmappe, zeilen: list[tuple[str, str, list[float | None]]]) -> Arbeitsmappe:
    """(group, asked, 13 minutes) from the first row on; what the example had below is emptied."""
    for z in range(ERSTE, ERSTE + max(14, len(zeilen))):
        gruppe, befragt, minuten = zeilen[z - ERSTE] if z - ERSTE < len(zeilen) else (None, None, [None] * 13)
        werte = [f"P{z:03}" if gruppe else None, None, gruppe, befragt, *minuten]
        for spalte, wert in zip("ABCDEFGHIJKLMNOPQ", werte, strict=True):
            m[f"intern_Erhebung!{spalte}{z}"] = wert
    return m.rechnen()


def nur_qa(minuten: float | None) -> list[float | None]:
    return [minuten, *[None] * 12]


def test_die_spanne_des_lehrbuchfalls() -> None:
    """Ten of 25 asked: 750 minutes a week, and 92.35 to either side."""
    m = geliehen(NAME)
    gruppen(m, ("A", 25.0))
    personen(m, [("A", "ja", nur_qa(float(x))) for x in (20, 25, 30, 35, 40, 20, 30, 30, 35, 35)])
    assert m["minuten_qa"] == pytest.approx(750)
    assert m["spanne_minuten"] == pytest.approx(92.35, abs=0.005)
    assert m["ergebnis_stunden_individuell"] == pytest.approx(750 / 60 * 52)
    assert m["ergebnis_vzae_individuell"] == pytest.approx(750 / 60 * 52 / 1372)


def test_nordrhein_westfalens_fall() -> None:
    """2.25 hours a week are 117 a year and 0.0853 posts; everybody asked, so no interval."""
    m = geliehen(NAME)
    gruppen(m, ("A", 1.0))
    personen(m, [("A", "ja", [60.0, 45.0, None, None, None, None, None, 30.0, *[None] * 5])])
    assert m["ergebnis_stunden_individuell"] == pytest.approx(117)
    assert m["ergebnis_vzae_individuell"] == pytest.approx(0.0853, abs=0.00005)
    assert m["spanne_minuten"] == 0
    assert m["ergebnis_bedarf_unten"] == m["ergebnis_bedarf_oben"] == pytest.approx(117)
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize("saat", range(8))
def test_zufaellige_erhebungen_wie_von_hand(saat: int) -> None:
    zufall = random.Random(saat)
    m = geliehen(NAME)
    anzahl = {f"G{g}": zufall.randint(2, 6) for g in range(3)}
    alle = {g: float(n + zufall.choice([0, 1, 5, 12])) for g, n in anzahl.items()}
    gruppen(m, *alle.items())
    zeilen: list[tuple[str, str, list[float | None]]] = []
    werte: dict[str, list[tuple[float, float]]] = {g: [] for g in alle}
    for g, n in anzahl.items():
        for _ in range(n):
            minuten = [zufall.choice([None, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0]) for _ in range(13)]
            zeilen.append((g, "ja", minuten))
            werte[g].append((sum(x or 0 for x in minuten[:7]), sum(x or 0 for x in minuten[7:])))
        if alle[g] > n:
            zeilen.append((g, "nein", [None] * 13))
    zufall.shuffle(zeilen)
    personen(m, zeilen)
    qa, ua = (sum(sum(w[i] for w in werte[g]) / anzahl[g] * alle[g] for g in alle) for i in (0, 1))
    assert m["minuten_qa"] == pytest.approx(qa)
    assert m["minuten_ua"] == pytest.approx(ua)
    teil = [g for g in alle if anzahl[g] < alle[g]]
    streuung = sum(
        alle[g] ** 2
        * (1 - anzahl[g] / alle[g])
        * statistics.variance([a + b for a, b in werte[g]])
        / anzahl[g]
        for g in teil
    )
    frei = sum(anzahl[g] - 1 for g in teil)
    if frei == 0:
        assert m["spanne_minuten"] == 0
    elif frei in T:
        assert m["spanne_minuten"] == pytest.approx(T[frei] * sqrt(streuung))
    je_jahr = (qa + ua) / 60 * 52
    assert m["ergebnis_bedarf_oben"] - je_jahr == pytest.approx(m["spanne_minuten"] / 60 * 52)
    assert m["ergebnis_bedarf_unten"] == pytest.approx(max(0, je_jahr - m["spanne_minuten"] / 60 * 52))


def test_wer_befragt_ist_und_nichts_braucht_zaehlt_mit_null() -> None:
    m = geliehen(NAME)
    gruppen(m, ("A", 4.0))
    personen(m, [("A", "ja", nur_qa(60.0)), ("A", "ja", nur_qa(None)), ("A", "nein", nur_qa(None))])
    assert m[f"Stichprobe!C{ERSTE}"] == 2
    assert m["minuten_qa"] == pytest.approx(60 / 2 * 4)


def test_eine_gruppe_ohne_befragte_hat_keine_zahl() -> None:
    m = geliehen(NAME)
    gruppen(m, ("A", 4.0), ("B", 3.0))
    personen(m, [("A", "ja", nur_qa(60.0)), ("A", "ja", nur_qa(30.0))])
    assert isinstance(m["ergebnis_stunden_individuell"], Fehler)
    assert m["pruefung_gesamt"] is False


def test_eine_befragte_person_gibt_keine_spanne() -> None:
    m = geliehen(NAME)
    gruppen(m, ("A", 12.0))
    personen(m, [("A", "ja", nur_qa(60.0))])
    assert m["spanne_minuten"] is None
    assert m["ergebnis_bedarf_oben"] is None
    assert str(m["hinweis_intervall"]).startswith("Eine Gruppe hat nur eine befragte Person")
    assert m["minuten_qa"] == pytest.approx(720)


# Person 11 to 14 are all four of their group, so a change of one counts once; 60 of 25 in the other: 2.5 times
HOCH = {"qa": [125.0, 105.0, 105.0, 0.0], "ua": [60.0, 45.0, 60.0, 0.0]}


FAKTOR = (25 + 60 + 69) / (20 + 60 + 60)  # observed by estimated, as the example has it


def stellen(qa: float, ua: float, faktor: float = FAKTOR) -> float:
    """With the two hours a week of cooking that the example's group shares; breakfast is in the duties."""
    return ((qa + ua) * faktor + 120) / 60 * 52 / 1372


def test_das_beispiel_wie_von_hand() -> None:
    """Panel: Person 12 Haushalt 45 → 60; struck: Person 11 Freizeit 15 → 0."""
    m = geliehen(NAME)
    m.rechnen()
    qa = sum((20, 15, 30, 20, 30, 20, 20, 30, 20, 20)) / 10 * 25 + sum(HOCH["qa"]) + 15 - 15
    ua = sum((10, 15, 10, 10, 15, 15)) / 10 * 25 + sum(HOCH["ua"])
    assert (m["hochgerechnet_qa"], m["hochgerechnet_ua"]) == (pytest.approx(qa), pytest.approx(ua))
    assert (m["panel_minuten"], m["bereinigung_minuten"]) == (15, -15)
    assert (m["ergebnis_personen"], m["ergebnis_befragte"]) == (29, 14)
    assert m["ergebnis_vzae_individuell"] == pytest.approx(stellen(qa, ua))
    assert m["pruefung_gesamt"] is True
    assert m["shadowing_faktor"] == m["ergebnis_faktor"] == pytest.approx(FAKTOR)


@pytest.mark.parametrize(
    ("aendern", "qa", "ua"),
    [
        ({f"intern_Panel!I{ERSTE}": 45.0, f"intern_Panel!F{ERSTE}": 30.0}, -15, 0),
        ({f"intern_Bereinigung!D{ERSTE}": 15.0}, 15, 0),
        ({f"intern_Bereinigung!B{ERSTE}": "1 Haushalt", f"intern_Bereinigung!C{ERSTE}": "uA"}, 15, -60),
        (
            {f"intern_Bereinigung!A{ERSTE}": "Person 10", f"intern_Bereinigung!B{ERSTE}": "1 Haushalt"},
            15 - 50,
            0,
        ),
        ({f"intern_Erhebung!E{ERSTE + 11}": 30.0}, 0, 0),  # the panel has replaced it
        ({f"intern_Erhebung!F{ERSTE + 11}": 45.0}, 15, 0),  # the group of which all are asked
        ({f"intern_Liste!H{ERSTE}": 45.0}, -15, 0),
    ],
)
def test_jede_korrektur_aendert_die_stellen(aendern: dict[str, Any], qa: float, ua: float) -> None:
    m = geliehen(NAME)
    vorher = m.rechnen()["hochgerechnet_qa"], m["hochgerechnet_ua"]
    for ort, wert in aendern.items():
        m[ort] = wert
    m.rechnen()
    assert m["hochgerechnet_qa"] - vorher[0] == pytest.approx(qa)
    assert m["hochgerechnet_ua"] - vorher[1] == pytest.approx(ua)
    assert m["ergebnis_vzae_individuell"] == pytest.approx(stellen(vorher[0] + qa, vorher[1] + ua))
    assert protokolliert(m)["pruefung_gesamt"] is True


def test_ein_faktor_wirkt_erst_mit_grund() -> None:
    """It changes all minutes and the interval alike, and is green only with its own value in the reason."""
    m = geliehen(NAME)
    namen = ("minuten_qa", "minuten_ua", "spanne_minuten")
    mit = [m.rechnen()[n] for n in namen]
    m["eingabe_faktor"] = m["eingabe_bestaetigt_faktor"] = None
    ohne = [m.rechnen()[n] for n in namen]
    assert mit == [pytest.approx(FAKTOR * wert) for wert in ohne]
    assert m["ergebnis_vzae_individuell"] == pytest.approx(stellen(ohne[0], ohne[1], 1))
    m["eingabe_faktor"], m["eingabe_bestaetigt_faktor"] = 1.1, None
    assert m.rechnen()["pruefung_gesamt"] is False
    m["eingabe_bestaetigt_faktor"] = "1,1: drei Tage begleitet"
    assert m.rechnen()["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("faktor", "selbst", "sonst", "beide"),
    [
        (1.1004, "1,1004", {}, "1,1004 statt 1,1"),
        (0.9091, "0,9091", {}, "0,9091 statt 1,1"),  # the other way round
        (1.1, "1,1", dict.fromkeys(BEOBACHTET), "1,1 statt 0"),
    ],
)
def test_ein_faktor_neben_der_beobachtung_nennt_beide(
    faktor: float, selbst: str, sonst: dict[str, Any], beide: str
) -> None:
    m = geliehen(NAME)
    m["eingabe_faktor"] = faktor
    for ort, wert in sonst.items():
        m[ort] = wert
    m["eingabe_bestaetigt_faktor"] = f"{selbst}: gerundet"
    assert m.rechnen()["pruefung_gesamt"] is False
    assert beide in str(m["zeilenhinweis_faktor"])
    m["eingabe_bestaetigt_faktor"] = f"{beide}: im Panel so vereinbart"
    assert protokolliert(m)["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("zelle", "grund", "wort"),
    [
        (f"intern_Erhebung!E{ERSTE}", f"intern_Erhebung!{{}}{ERSTE}", "Person 01"),
        (f"intern_Panel!I{ERSTE}", f"intern_Panel!{{}}{ERSTE}", "Person 12"),
        (f"intern_Bereinigung!D{ERSTE}", f"intern_Bereinigung!{{}}{ERSTE}", "Person 11"),
    ],
)
def test_die_bestaetigung_neben_der_skala_deckt_nur_ihren_wert(zelle: str, grund: str, wort: str) -> None:
    """25 minutes are confirmed; 250 later are asked again. Everywhere where minutes are estimated."""
    m = geliehen(NAME)
    blatt = zelle.partition("!")[0]
    spalte = grund_spalte(m, blatt)
    m[zelle] = 25.0 if "Panel" not in blatt else 50.0
    assert m.rechnen()["pruefung_gesamt"] is False, wort
    m[grund.format(spalte)] = "25 Min. und 50 Min. so vereinbart"
    assert protokolliert(m)["pruefung_gesamt"] is True
    m[zelle] = 55.0 if "Panel" in blatt else 14.0
    assert protokolliert(m)["pruefung_gesamt"] is False


def test_gleiche_werte_einer_gruppe_sind_zu_bestaetigen() -> None:
    """No spread among the asked gives an interval of 0 although most are not asked."""
    m = geliehen(NAME)
    gruppen(m, ("A", 10.0))
    personen(m, [("A", "ja", nur_qa(30.0)), ("A", "ja", nur_qa(30.0))])
    assert (m["spanne_minuten"], m["pruefung_gesamt"]) == (0, False)


def test_alle_befragt_steht_dabei() -> None:
    m = geliehen(NAME)
    assert not m.rechnen()["hinweis_intervall"]
    gruppen(m, ("A", 2.0))
    personen(m, [("A", "ja", nur_qa(30.0)), ("A", "ja", nur_qa(60.0))])
    assert str(m["hinweis_intervall"]).startswith("Alle Personen sind befragt")


def test_mehr_personen_als_alle() -> None:
    m = geliehen(NAME)
    gruppen(m, ("A", 2.0))
    personen(m, [("A", "ja", nur_qa(30.0)), ("A", "ja", nur_qa(60.0)), ("A", "nein", nur_qa(None))])
    assert m["pruefung_gesamt"] is False


@pytest.mark.parametrize("stelle", range(13))
def test_jede_leistung_trifft_ihre_spalte(stelle: int) -> None:
    """Row after row: the chosen Leistung and art replace exactly that column of the survey."""
    m = geliehen(NAME)
    gruppen(m, ("A", 1.0))
    minuten = [float(10 * (n + 1)) for n in range(13)]
    art = "qA" if stelle < 7 else "uA"
    leistung = stelle + 1 if stelle < 7 else (1, 2, 4, 5, 6, 7)[stelle - 7]
    wort = next(w for w in LEISTUNGEN if w.startswith(str(leistung)))
    zeile(m, "bereinigung", "P007", wort, art, 0.0, "gestrichen")
    personen(m, [("A", "ja", list(minuten))])
    assert m[f"intern_Bereinigung!F{ERSTE}"] == minuten[stelle]
    assert m["minuten_qa"] + m["minuten_ua"] == pytest.approx(sum(minuten) - minuten[stelle])
    assert m["minuten_qa"] == pytest.approx(sum(minuten[:7]) - (minuten[stelle] if stelle < 7 else 0))


WORTE = (  # number, word of the sheets, both, text of the law
    ("1", "Haushalt", "1 Haushalt", "Haushaltsführung"),
    ("2", "Soziale Beziehungen", "Gestaltung sozialer Beziehungen"),
    ("3", "Lebensplanung", "persönliche Lebensplanung"),
    ("4", "Gemeinschaft und Kultur", "Teilhabe am gemeinschaftlichen und kulturellen Leben"),
    ("5", "Freizeit  und Sport", "Freizeitgestaltung einschließlich sportlicher Aktivitäten"),
    ("6", "ärztliche Leistungen", "Sicherstellung der Wirksamkeit der ärztlichen und ärztlich verordneten Leistungen"),
    ("7", "Verständigung", "7 Verständigung", "Verständigung mit der Umwelt"),
)  # fmt: skip


@pytest.mark.parametrize("nr", range(1, 8))
def test_die_liste_zaehlt_wie_die_spalten(nr: int) -> None:
    """Every word of every Leistung, as a number too; and a correction strikes what came from the list."""
    arten = ("qA", "qualifiziert", "uA", "unterstützend")[: 2 if nr == 3 else 4]
    for k, wort in enumerate((float(nr), *WORTE[nr - 1])):
        for art in arten if k == 0 else (arten[k % len(arten)],):  # each word, each Art, not each with each
            m = geliehen(NAME)
            gruppen(m, ("A", 2.0))
            eintragen(m, ("P007", "H", None, None, "a", wort, art, 30.0), ("p 008", None, *[None] * 6))
            personen(m, [("A", "ja", nur_qa(None)), ("A", "ja", nur_qa(None))])
            assert (m["minuten_qa"], m["minuten_ua"]) == ((30, 0) if art[0] == "q" else (0, 30)), (wort, art)
            assert m["pruefung_gesamt"] is True, (wort, art)
    zeile(
        m,
        "bereinigung",
        "P007",
        LEISTUNGEN[nr - 1],
        "qA" if art[0] == "q" else "uA",
        10.0,
        "nur einmal im Monat",
    )
    m[f"Protokoll!B{ERSTE}"] = 46083.0
    m.rechnen()
    assert (m[f"intern_Bereinigung!F{ERSTE}"], m["minuten_qa"] + m["minuten_ua"]) == (30, 10)


LISTENAUSRUTSCHER: dict[str, tuple[Any, ...]] = {
    "nobody of the survey": ("P099", None, None, None, None, 1.0, "qA", 30.0),
    "one who is not asked": ("P008", None, None, None, None, 1.0, "qA", 30.0),
    "already in the columns": ("P007", None, None, None, None, 2.0, "qA", 30.0),
    "no minutes": ("P007", None, None, None, None, 1.0, "qA", None),
    "no art": ("P007", None, None, None, None, 1.0, None, 30.0),
    "no Leistung": ("P007", None, None, None, None, None, "qA", 30.0),
    "a Leistung of one's own": ("P007", None, None, None, None, "Kochen", "qA", 30.0),
    "planning of life in uA": ("P007", None, None, None, None, 3.0, "uA", 30.0),
    "beside the scale": ("P007", None, None, None, None, 1.0, "qA", 25.0),
    "as a time of day": ("P007", None, None, None, None, 1.0, "qA", 0.5),
    "without a number": (None, None, None, None, None, 1.0, "qA", 30.0),
    "a total": ("Summe", None, None, None, None, None, None, 300.0),
    "minutes as text": ("P007", None, None, None, None, 1.0, "qA", "30 Min."),
}


@pytest.mark.parametrize("was", LISTENAUSRUTSCHER)
def test_ein_ausrutscher_in_der_liste_bleibt_nicht_gruen(was: str) -> None:
    m = geliehen(NAME)
    gruppen(m, ("A", 3.0))
    eintragen(m, ("P007", None, None, None, None, 4.0, "qA", 30.0))
    leute = [("A", "ja", [None, 10.0, *[None] * 11]), ("A", "nein", nur_qa(None)), ("A", "ja", nur_qa(20.0))]
    assert personen(m, leute)["pruefung_gesamt"] is True
    eintragen(m, ("P007", None, None, None, None, 4.0, "qA", 30.0), LISTENAUSRUTSCHER[was])
    assert m.rechnen()["pruefung_gesamt"] is False
    eintragen(m, LISTENAUSRUTSCHER["no minutes"][:5] + (None,) * 3, ("P007", *[None] * 4, 4.0, "qA", 30.0))
    assert m.rechnen()["pruefung_gesamt"] is False  # without need, and with minutes


@pytest.mark.parametrize("finanziert", ["individuell", "Vorhaltung"])
@pytest.mark.parametrize("enthalten", ["ja", "nein"])
@pytest.mark.parametrize(("art", "kurz"), [("qualifiziert", "qa"), ("unterstützend", "ua")])
def test_ein_gruppenangebot_zaehlt_einmal(finanziert: str, enthalten: str, art: str, kurz: str) -> None:
    """3 hours of two for two: 180 minutes each, 360 together; only where nobody else has counted them."""
    m = geliehen(NAME)
    gruppen(m, ("A", 2.0))
    angebot(m, "Kochen", art, 3.0, 2.0, 2.0, finanziert, enthalten)
    personen(m, [("A", "ja", nur_qa(60.0)), ("A", "ja", nur_qa(30.0))])
    assert m[f"Gruppenangebote!I{ERSTE}"] == pytest.approx(180)
    zaehlt = 360 if (finanziert, enthalten) == ("individuell", "nein") else 0
    assert (m["minuten_qa"], m[f"gruppen_{kurz}"]) == (pytest.approx(90), pytest.approx(zaehlt))
    assert m["gruppen_qa"] + m["gruppen_ua"] == pytest.approx(zaehlt)
    assert m["ergebnis_stunden_individuell"] == pytest.approx((90 + zaehlt) / 60 * 52)
    assert m["ergebnis_bedarf_unten"] == m["ergebnis_bedarf_oben"] == pytest.approx((90 + zaehlt) / 60 * 52)
    assert m["pruefung_gemeinschaftlich"] is ((finanziert, enthalten) != ("Vorhaltung", "ja"))


def test_ein_gruppenangebot_hat_keine_spanne() -> None:
    """The interval is the sample's alone: its lower end is 0 and what is certain comes on top."""
    m = geliehen(NAME)
    gruppen(m, ("A", 60.0))
    angebot(m, "Kochen", "qualifiziert", 1.0, None, 6.0, "individuell", "nein")
    personen(m, [("A", "ja", nur_qa(60.0)), ("A", "ja", nur_qa(None)), ("A", "ja", nur_qa(None))])
    assert m["spanne_minuten"] > m["minuten_qa"]
    assert m["ergebnis_bedarf_unten"] == pytest.approx(52)


def test_mittelbare_zeit_wird_nicht_zweimal_abgezogen() -> None:
    """Neither from minutes that contain it nor from hours of a year already without it."""
    m = geliehen(NAME)
    assert m.rechnen()["pruefung_doppelabzug"] is True
    m["eingabe_stunde_enthaelt"] = "direkt und mittelbar"
    assert m.rechnen()["pruefung_doppelabzug"] is False
    assert m["pruefung_gesamt"] is False
    m["eingabe_anteil_indirekt"] = 0.0
    assert m.rechnen()["pruefung_doppelabzug"] is True
    m["eingabe_stunde_enthaelt"], m["eingabe_anteil_indirekt"], m["eingabe_njaz"] = (
        "nur direkt",
        0.125,
        1372.0,
    )
    assert m.rechnen()["pruefung_doppelabzug"] is False
    m["eingabe_bestaetigt_njaz"] = "1.372 Std. laut Haustarif"
    assert m.rechnen()["pruefung_doppelabzug"] is True


def test_zum_nachmachen(tmp_path: Path) -> None:
    """What the sheet Hilfe says to type into an empty workbook shows what it says."""
    vorlage = vorlagen.finde(NAME)
    assert vorlage is not None
    m = fertig(vorlagen.bauen(vorlage), tmp_path / "leer.xlsx").rechnen()
    hilfe = [reihe for reihe in m["Hilfe!A1:C60"] if reihe[0] and reihe[2]]
    assert [reihe[2] for reihe in hilfe if "Bedarf" in str(reihe[2])][1:] == [
        "Blatt Bedarf: 117,00 Std. und 0,0853 VZÄ, Spanne 0,00: alle sind befragt",
        "Blatt Bedarf: 750,00 Min. je Woche, Spanne ± 92,35",
    ]
    for frage, antwort in zip(FRAGEN, ("nein", "ja", "ja", "ja"), strict=True):
        m[f"eingabe_frage_{frage}"] = antwort
    m["eingabe_stunde_enthaelt"] = "nur direkt"
    m["eingabe_njaz"], m["eingabe_anteil_indirekt"], m["eingabe_wochen_jahr"] = 1568.0, 0.125, 52.0
    m[f"Stichprobe!A{ERSTE}"], m[f"Stichprobe!B{ERSTE}"] = "Haus", 1.0
    personen(m, [("Haus", "ja", [45.0, None, 30.0, None, None, None, None, 60.0, *[None] * 5])])
    assert (m["betreuungszeit"], m["spanne_minuten"]) == (1372, 0)
    assert m["ergebnis_stunden_individuell"] == pytest.approx(117)
    assert m["ergebnis_vzae_individuell"] == pytest.approx(0.0853, abs=0.00005)
    m[f"Stichprobe!B{ERSTE}"] = 25.0
    personen(m, [("Haus", "ja", nur_qa(float(x))) for x in (20, 25, 30, 35, 40, 20, 30, 30, 35, 35)])
    spalte = grund_spalte(m, "intern_Erhebung")
    for z in range(10):
        m[f"intern_Erhebung!{spalte}{ERSTE + z}"] = "25 Min., 35 Min. und 40 Min. vereinbart"
    assert m.rechnen()["minuten_qa"] == pytest.approx(750)
    assert m["spanne_minuten"] == pytest.approx(92.35, abs=0.005)
    assert (m["pruefung_vollstaendig"], m["pruefung_bestaetigt"]) == (False, True)  # the Deckblatt is empty


def grund_spalte(m: Arbeitsmappe, blatt: str) -> str:
    return next(
        s for s in map(get_column_letter, range(1, 60)) if str(m[f"{blatt}!{s}5"]).startswith("bestätigt")
    )


FRAGEN = ("zeitvorgaben", "repraesentativ", "katalog", "besonderheiten")


@pytest.mark.parametrize(
    ("antworten", "schritt"),
    [
        (("ja", "entfällt", "entfällt", "entfällt"), "Zeiten übernehmen, keine Schätzung nötig"),
        (("nein", "nein", "ja", "ja"), "Stichprobe erweitern"),
        (("nein", "ja", "nein", "ja"), "fehlende Leistungen erheben"),
        (("nein", "ja", "ja", "nein"), "Besonderheiten erheben"),
        (("nein", "entfällt", "ja", "ja"), "fertig: Kurzfassung und Freigabe"),
    ],
)
def test_jede_antwort_fuehrt_zu_ihrem_schritt(antworten: tuple[str, ...], schritt: str) -> None:
    """An answer that stops, and one left out, is green only with its reason; the numbers stay."""
    m = geliehen(NAME)
    vorher = m.rechnen()["ergebnis_vzae_individuell"]
    for name, antwort in zip(FRAGEN, antworten, strict=True):
        m[f"eingabe_frage_{name}"] = antwort
    assert m.rechnen()["naechster_schritt"] == schritt
    assert (m["pruefung_gesamt"], m["ergebnis_vzae_individuell"]) == (False, vorher)
    for name, antwort in zip(FRAGEN, antworten, strict=True):
        if antwort in ("entfällt", "ja" if name == "zeitvorgaben" else "nein"):
            m[f"eingabe_bestaetigt_frage_{name}"] = f"{antwort}: mit dem Leistungsträger vereinbart"
    assert m.rechnen()["pruefung_gesamt"] is True


def test_eine_offene_frage_ist_unvollstaendig() -> None:
    for name in FRAGEN:
        m = geliehen(NAME)
        m[f"eingabe_frage_{name}"] = None
        m.rechnen()
        assert m["pruefung_vollstaendig"] is False, name
        assert str(m["naechster_schritt"]).startswith("Frage beantworten")


AUSRUTSCHER: dict[str, dict[str, Any]] = {
    "hours for minutes": {f"intern_Erhebung!E{ERSTE}": 0.5},
    "a value beside the scale": {f"intern_Erhebung!E{ERSTE}": 25.0},
    "a person twice": {f"intern_Erhebung!A{ERSTE + 1}": "Person 01"},
    "no group": {f"intern_Erhebung!C{ERSTE}": None},
    "a group nobody knows": {f"intern_Erhebung!C{ERSTE}": "Wohnhaus"},
    "not asked, but minutes": {f"intern_Erhebung!D{ERSTE}": "nein"},
    "asked or not?": {f"intern_Erhebung!D{ERSTE}": None},
    "more asked than there are": {f"Stichprobe!B{ERSTE}": 9.0},
    "half persons": {f"Stichprobe!B{ERSTE}": 25.5},
    "a tenth asked": {f"Stichprobe!B{ERSTE}": 250.0},
    "a group twice": {f"Stichprobe!A{ERSTE + 1}": "wohnhaus, HBG niedrig "},
    "a total among the groups": {f"Stichprobe!A{ERSTE + 2}": "Summe", f"Stichprobe!B{ERSTE + 2}": 29.0},
    "a gross year": {"eingabe_njaz": 2033.85},
    "weeks of work": {"eingabe_wochen_jahr": 44.0},
    "share as per cent": {"eingabe_anteil_indirekt": 12.5},
    "a value of the scale twice": {"Angaben!B38": 30.0},
    "a correction of nobody": {f"intern_Bereinigung!A{ERSTE}": "Person 99"},
    "a correction of one who is not asked": {
        f"intern_Erhebung!D{ERSTE + 13}": "nein", f"intern_Bereinigung!A{ERSTE}": "Person 14",
    },
    "the same struck twice": {
        f"intern_Bereinigung!{s}{ERSTE + 1}": w
        for s, w in zip("ABCDE", ("person 11", "5 Freizeit und Sport", "qA", 0.0, "x"), strict=True)
    },
    "in the panel and struck": {
        f"intern_Bereinigung!A{ERSTE}": "Person 12", f"intern_Bereinigung!B{ERSTE}": "1 Haushalt",
    },
    "struck without a reason": {f"intern_Bereinigung!E{ERSTE}": None},
    "struck to blank": {f"intern_Bereinigung!D{ERSTE}": None},
    "planning of life in uA": {
        f"intern_Bereinigung!B{ERSTE}": "3 Lebensplanung", f"intern_Bereinigung!C{ERSTE}": "uA",
    },
    "more than estimated": {f"intern_Bereinigung!D{ERSTE}": 60.0},
    "hours in the panel": {f"intern_Panel!I{ERSTE}": 0.75, f"intern_Panel!G{ERSTE}": 0.5},
    "agreed beside the estimates": {f"intern_Panel!I{ERSTE}": 90.0},
    "only one estimate": {f"intern_Panel!E{ERSTE}": None},
    "agreed without a reason": {f"intern_Panel!J{ERSTE}": None},
    "a correction of nothing": {
        f"intern_Bereinigung!B{ERSTE}": "4 Fortbewegung", f"intern_Bereinigung!C{ERSTE}": "uA",
    },
    "a panel on nothing": {f"intern_Panel!B{ERSTE}": "7 Freizeit", f"intern_Panel!C{ERSTE}": "uA"},
    "6000 minutes agreed": {f"intern_Panel!{s}{ERSTE}": 6000.0 for s in "DEFI"},
    "too much with the panel": {f"intern_Panel!{s}{ERSTE}": 10_050.0 for s in "DEFI"},
    "estimates beside the scale": {
        f"intern_Panel!{s}{ERSTE}": w for s, w in zip("DEFI", (17.0, 23.0, 23.0, 23.0), strict=True)
    },
    "minutes as hours in a group": {f"Gruppenangebote!C{ERSTE}": 30.0},
    "rows of the list missing": {f"intern_Liste!{s}{ERSTE + z}": None for s in "ABCDEFGHI" for z in range(4)},
    "the factor emptied, its reason left": {"eingabe_faktor": None},
    "indirect time nowhere": {"eingabe_anteil_indirekt": 0.0},
    "net hours and minutes with indirect time": {
        "eingabe_stunde_enthaelt": "direkt und mittelbar", "eingabe_anteil_indirekt": 0.0, "eingabe_njaz": 1343.0,
    },
    "observed one who is not asked": {
        f"intern_Erhebung!{zelle}{ERSTE}": wert for zelle, wert in (("D", "nein"), ("E", None))
    },
    "hours agreed": {f"intern_Panel!{s}{ERSTE}": 1.0 for s in "DEFI"},
    "struck to an hour": {f"intern_Bereinigung!D{ERSTE}": 1.0},
    "a full stop as reason": {f"intern_Bereinigung!E{ERSTE}": "."},
    "a full stop in the log": {f"Protokoll!D{ERSTE}": "."},
    "a log of another year": {f"Protokoll!B{ERSTE}": 59_231.0},
    "another effect than computed": {f"Protokoll!E{ERSTE + 2}": 0.5},
    "an effect with the other sign": {f"Protokoll!E{ERSTE + 1}": 0.0095},
    "the factor not in the log": {f"Protokoll!A{ERSTE + 2}": "anderer"},
    "an empty log": {f"Protokoll!{s}{ERSTE + z}": None for s in "ABCDE" for z in range(3)},
    "a person in the log": {f"Protokoll!C{ERSTE}": "Panel: Person 12, Haushalt"},
    "a person in a remark": {f"Stichprobe!M{ERSTE}": "ohne person  03"},
    "a person in a group's name": {f"Gruppenangebote!A{ERSTE}": "Kochen mit Person 07"},
    "observed nobody": {f"intern_Shadowing!A{ERSTE}": "Person 77"},
    "observed in total": {
        f"intern_Shadowing!{s}{ERSTE + 3}": w for s, w in zip("ABC", ("Summe", 140.0, 154.0), strict=True)
    },
    "another factor than observed": {"eingabe_faktor": 1.2, "eingabe_bestaetigt_faktor": "1,2: begleitet"},
    "observed changed later": {f"intern_Shadowing!C{ERSTE}": 35.0},
    "observed hours": {f"intern_Shadowing!C{ERSTE + 1}": 1.0},
    "minutes for hours in a group": {f"Gruppenangebote!C{ERSTE}": 120.0},
    "a time of day in a group": {f"Gruppenangebote!C{ERSTE}": 0.0833},
    "a group of nobody": {f"Gruppenangebote!E{ERSTE}": None},
    "half a participant": {f"Gruppenangebote!E{ERSTE}": 2.5},
    "more in the group than there are": {f"Gruppenangebote!E{ERSTE}": 60.0},
    "a group of one": {f"Gruppenangebote!E{ERSTE}": 1.0},
    "more staff than participants": {f"Gruppenangebote!D{ERSTE}": 6.0, f"Gruppenangebote!E{ERSTE}": 2.0},
    "financed nowhere": {f"Gruppenangebote!F{ERSTE}": None},
    "counted in the minutes or not?": {f"Gruppenangebote!G{ERSTE}": None},
    "in the minutes and in the duties": {f"Gruppenangebote!G{ERSTE + 1}": "ja"},
    "a group twice in the list": {f"Gruppenangebote!A{ERSTE + 1}": "kochen am  Mittwoch"},
    "not said what the minutes contain": {"eingabe_stunde_enthaelt": None},
    "an answer of one's own": {"eingabe_frage_katalog": "teilweise"},
    "a change without a reason": {f"Protokoll!D{ERSTE}": None},
    "a change twice": {
        f"Protokoll!{s}{ERSTE + 1}": w
        for s, w in zip(
            "ABCDE", ("Panel", 46083.0, "Panel: ein Wert Haushalt, qA, 45 → 60 Min.", "x", 0.0095), strict=True
        )
    },
    "hours for posts": {f"Protokoll!E{ERSTE}": 13.0},
    "minutes as text": {f"intern_Erhebung!E{ERSTE}": "20 Min."},
}  # fmt: skip


@pytest.mark.parametrize("was", AUSRUTSCHER)
def test_ein_ausrutscher_bleibt_nicht_gruen(was: str) -> None:
    m = geliehen(NAME)
    for ort, wert in AUSRUTSCHER[was].items():
        m[ort] = wert
    assert m.rechnen()["pruefung_gesamt"] is False


def test_eine_eigene_minutenzahl_ergaenzt_die_skala() -> None:
    m = geliehen(NAME)
    m[f"intern_Erhebung!E{ERSTE}"], m["Angaben!B38"] = 25.0, 25.0
    assert m.rechnen()["pruefung_gesamt"] is True


FALSCHE = {
    "an answer of one's own": (f"intern_Erhebung!D{ERSTE}", "Ja, gern"),
    "ja with a blank": (f"intern_Erhebung!D{ERSTE}", "ja "),
    "minutes as text": (f"intern_Erhebung!E{ERSTE}", "zwölf"),
    "minutes as German text": (f"intern_Erhebung!E{ERSTE}", "12,5"),
    "in the list": (f"intern_Liste!H{ERSTE}", "12,5"),
    "in the panel": (f"intern_Panel!I{ERSTE}", "52,5"),
    "too large a factor": ("eingabe_faktor", 95.0),
}


@pytest.mark.parametrize("was", FALSCHE)
def test_was_falsch_ist_hat_kein_ergebnis(was: str) -> None:
    """Not a person or a value less: an error in the result, and the row says it."""
    m = geliehen(NAME)
    ort, wert = FALSCHE[was]
    m[ort] = wert
    m.rechnen()
    assert isinstance(m["ergebnis_vzae_individuell"], Fehler)
    assert m["pruefung_gesamt"] is False
    if "!" in ort:
        blatt = ort.partition("!")[0].removeprefix("intern_").lower()
        assert any(str(z[0]).startswith("Wert prüfen") for z in m[f"zeilenhinweis_{blatt}"])


UNVOLLSTAENDIGE = {
    "asked or not?": f"intern_Erhebung!D{ERSTE}",
    "in no group": f"intern_Erhebung!C{ERSTE}",
    "nobody's row of the list": f"intern_Liste!A{ERSTE}",
    "nothing agreed": f"intern_Panel!I{ERSTE}",
    "struck to what?": f"intern_Bereinigung!D{ERSTE}",
}


@pytest.mark.parametrize("was", UNVOLLSTAENDIGE)
def test_was_unvollstaendig_ist_hat_kein_ergebnis(was: str) -> None:
    m = geliehen(NAME)
    m[UNVOLLSTAENDIGE[was]] = None
    m.rechnen()
    assert m["ergebnis_vzae_individuell"] is None or isinstance(m["ergebnis_vzae_individuell"], Fehler)
    assert m["pruefung_gesamt"] is False
