"""From posts and costs to the price: every number by hand, entry and exit, a rise assumed, percent lines, slips."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from vorlagenbau import geliehen, mappe, schreiben

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

NAME = "entgelt"
# TVöD SuE from 1 May 2026, as published; before that the cent that 2.8 % raise to it
NEU = {
    ("S 8b", 4): 4503.48,
    ("S 8b", 2): 3812.64,
    ("S 8b", 3): 4091.94,
    ("S 3", 3): 3506.28,
    ("S 15", 4): 5034.44,
}
VON, BIS, SCHRITT = date(2026, 1, 1), date(2026, 12, 31), date(2026, 5, 1)
STELLEN, KOSTEN, GRUPPEN, SAETZE = 27, 23, 31, 18
PERSONAL = 12  # first row of the states of the personnel  # first rows


def seriell(tag: date) -> float:
    return float((tag - date(1899, 12, 30)).days)


def vorher(entgelt: float) -> float:
    ziel = round(entgelt * 100)
    (cent,) = (c for c in range(ziel * 95 // 100, ziel) if (c * 1028 + 500) // 1000 == ziel)
    return cent / 100


def kosten(
    gruppe: tuple[str, int] | float, vzae: float, von: date = VON, bis: date = BIS, zulagen: float = 0.0
) -> float:
    """Day by day: what a row costs in the year."""
    tage = (bis - von).days + 1
    alt, neu = (vorher(NEU[gruppe]), NEU[gruppe]) if isinstance(gruppe, tuple) else (gruppe, gruppe)
    davor = min(max((SCHRITT - von).days, 0), tage)
    mittel = (alt * davor + neu * (tage - davor)) / tage
    return ((12 + 0.85) * mittel + 12 * zulagen) * 1.28 * vzae * tage / 365


def nur_stellen(m: Arbeitsmappe, zeilen: list[Any]) -> None:
    """These rows and no others; no posts by key."""
    schreiben(m, "Relationsmodell", 15, [], "ABCDE", 2)
    schreiben(m, "Stellen", STELLEN, zeilen, "ABCDEFGHIJK", 8)
    schreiben(m, "Kosten", PERSONAL, [], "FGHIJKLM", 7)
    schreiben(m, "Zuschläge", 12, [], "ABCDEFGHIJK", 2)


BEISPIEL = {
    "qualifiziert": kosten(("S 8b", 4), 6.5, zulagen=100)
    + kosten(("S 8b", 2), 1, bis=date(2026, 9, 30), zulagen=100)
    + kosten(("S 8b", 3), 1, von=date(2026, 10, 1), zulagen=100),
    "unterstuetzend": kosten(("S 3", 3), 3.25, zulagen=100),
    "leitung": kosten(("S 15", 4), 0.75),
    "verwaltung": kosten(3650.0, 0.5),
}


ZUSCHLAEGE = 180 * 8 * 0.2 * 20.9 + 620 * 0.25 * 20.9
"""22 to 6 o'clock lies wholly in the window from 21 to 6; Sundays as hours a year."""


def test_das_beispiel_von_hand() -> None:
    m = geliehen(NAME)
    for name, soll in BEISPIEL.items():
        assert m[f"stellen_kosten_{name}"] == pytest.approx(soll, rel=1e-12)
    personal = sum(BEISPIEL.values()) + ZUSCHLAEGE
    assert m["zuschlaege_kosten"] == pytest.approx(ZUSCHLAEGE)
    assert m["ergebnis_personalkosten"] == pytest.approx(personal)
    weitere = 42000 + 18500 + 0.063 * personal + 9600
    weitere += 0.02 * (personal + weitere)
    assert m["kosten_weitere"] == pytest.approx(weitere)
    alles = personal + weitere
    stunden, auslastung = 10.75 * 1372, 0.95
    assert m["ergebnis_preis_fls"] == pytest.approx(alles / (stunden * auslastung))
    assert m["ergebnis_preis_tag"] == pytest.approx(alles / (24 * 0.95 * 365))
    assert m["ergebnis_preis_monat"] == pytest.approx(round(alles / (24 * 0.95 * 365), 2) * 30.42)
    gemein = alles - BEISPIEL["qualifiziert"] - BEISPIEL["unterstuetzend"]
    for name, art, vzae in (("qa", "qualifiziert", 7.5), ("ua", "unterstuetzend", 3.25)):
        satz = (BEISPIEL[art] + gemein * vzae / 10.75) / (vzae * 1372 * auslastung)
        assert m[f"ergebnis_preis_{name}"] == pytest.approx(satz)
    assert m["pruefung_gesamt"] is True


def test_teile_ergeben_das_ganze() -> None:
    """Price × units × utilisation is the cost, for hours, days and groups."""
    m = geliehen(NAME)
    alles = m["ergebnis_kosten"]
    assert m["ergebnis_preis_fls"] * m["preis_stunden"] * 0.95 == pytest.approx(alles)
    assert m["ergebnis_preis_tag"] * 24 * 0.95 * 365 == pytest.approx(alles)
    je = [z for z in m["preis_gruppen"] if z[0]]
    assert [z[7] for z in je] == [pytest.approx(z[6] * 30.42, abs=0.005001) for z in je]
    assert sum(z[5] * z[4] for z in je) * 0.95 * 365 == pytest.approx(alles)
    qa, ua = (m[f"ergebnis_preis_{n}"] * v * 1372 * 0.95 for n, v in (("qa", 7.5), ("ua", 3.25)))
    assert qa + ua == pytest.approx(alles)


def test_eine_angenommene_erhoehung_steht_dabei() -> None:
    m = geliehen(NAME)
    m["eingabe_annahme_ab"], m["eingabe_annahme_steigerung"] = seriell(date(2026, 10, 1)), 0.03
    m["eingabe_annahme_mindestens"] = 120.0
    m.rechnen()
    mehr = max(NEU["S 3", 3] * 0.03, 120.0) * 92 / 365  # 1 October to 31 December
    soll = BEISPIEL["unterstuetzend"] + 12.85 * mehr * 1.28 * 3.25
    assert m["stellen_kosten_unterstuetzend"] == pytest.approx(soll, rel=1e-12)
    assert m["hinweis_tarif"].strip() == "Angenommen ist eine Tariferhöhung um 3 %."
    assert m["Preis!A4"] == m["hinweis_tarif"]
    for ort in ("entgelt_von", "entgelt_bis"):
        m[f"eingabe_{ort}"] = seriell(date(2027, 1, 1) if ort.endswith("von") else date(2027, 12, 31))
    nur_stellen(m, [("Fachkraft", "qualifiziert", "S 8b", 4.0, None, 1.0)])
    m["eingabe_annahme_ab"] = None
    m.rechnen()
    assert "nach" not in str(m["pruefung_gesamt"])
    assert m["hinweis_tarif"].startswith("Der Tarif SuE gilt nur bis 31.03.2027")
    assert m["stellen_kosten_qualifiziert"] == pytest.approx(12.85 * NEU["S 8b", 4] * 1.28)


def test_alle_entgelte_um_p_mehr() -> None:
    m = geliehen(NAME)
    zeilen = [
        (f"S{n}", "qualifiziert", None, None, 3000.0 + 100 * n, 1.0, None, None, None, 50.0) for n in range(3)
    ]
    nur_stellen(m, zeilen)
    m.rechnen()
    davor = m["ergebnis_personalkosten"]
    mehr = [(*z[:4], z[4] * 1.04, *z[5:9], z[9] * 1.04) for z in zeilen]
    nur_stellen(m, mehr)
    m.rechnen()
    assert m["ergebnis_personalkosten"] == pytest.approx(davor * 1.04, rel=1e-12)


@pytest.mark.parametrize("saat", range(3))
def test_zufaellige_stellen_und_prozente(saat: int) -> None:
    zufall = random.Random(saat)
    zeilen, soll, betreuung = [], 0.0, 0.0
    for n in range(6):
        art = zufall.choice(("qualifiziert", "unterstützend", "Leitung"))
        gruppe = zufall.choice((*NEU, 3900.0))
        vzae = round(zufall.uniform(0.5, 5), 2)
        von = date(2026, zufall.randint(1, 6), zufall.randint(1, 28)) if zufall.random() < 0.5 else None
        bis = date(2026, zufall.randint(7, 12), zufall.randint(1, 28)) if zufall.random() < 0.5 else None
        k = kosten(gruppe, vzae, von or VON, bis or BIS)
        soll, betreuung = soll + k, betreuung + k * (art != "Leitung")
        tarif = (gruppe[0], float(gruppe[1]), None) if isinstance(gruppe, tuple) else (None, None, gruppe)
        tage = (seriell(von) if von else None, seriell(bis) if bis else None)
        zeilen.append((f"Stelle {n}", art, *tarif, vzae, None, *tage))
    m = geliehen(NAME)
    nur_stellen(m, zeilen)
    p = [round(zufall.uniform(0.01, 0.1), 3) for _ in range(3)]
    prozente = [
        ("A", None, p[0], "alle Personalkosten"),
        ("B", None, p[1], "Personal der Betreuung"),
        ("C", 20_000.0),
        ("D", None, p[2], "alle Kosten bisher"),
    ]
    schreiben(m, "Kosten", KOSTEN, prozente, "ABCDFGHIJKLM", 5)
    m.rechnen()
    assert m["ergebnis_personalkosten"] == pytest.approx(soll, rel=1e-12)
    weitere = p[0] * soll + p[1] * betreuung + 20_000
    weitere += p[2] * (soll + weitere)
    assert m["kosten_weitere"] == pytest.approx(weitere, rel=1e-12)


def test_externer_vergleich() -> None:
    m = geliehen(NAME)
    tarif = sum(BEISPIEL.values()) - BEISPIEL["verwaltung"]  # that row has its own pay
    assert m["vergleich_tarif"] == pytest.approx(tarif / (10.75 * 1372 * 0.95))
    assert m["vergleich_tarif"] + m["vergleich_ohne_tarif"] == pytest.approx(
        m["ergebnis_preis_vereinbart_fls"]
    )
    assert [m[f"vergleich_{x}"] for x in ("rang", "perzentil", "grenze")] == pytest.approx([74.5, 76.1, 74.5])
    m["eingabe_vergleich_verfahren"], m["eingabe_vergleich_was"] = "perzentil", "Tag"
    m.rechnen()
    assert m["vergleich_grenze"] == pytest.approx(74.5 + 2 / 3 * 2.4)
    assert m["vergleich_abstand"] == pytest.approx(m["ergebnis_preis_vereinbart_tag"] - m["vergleich_grenze"])
    schreiben(m, "Externer Vergleich", SAETZE, [("A", 71.0), ("B", 72.0)], "AB", 6)
    m.rechnen()
    assert m["vergleich_rang"] is None
    assert m["vergleich_grenze"] is None


@pytest.mark.parametrize(
    ("zelle", "wert", "hinweis"),
    [
        (f"Stellen!D{STELLEN}", 7.0, "Wert prüfen: Stufe"),
        (f"Stellen!D{STELLEN}", 2.5, "Wert prüfen: Stufe ist eine ganze Zahl"),
        (f"Stellen!D{STELLEN}", None, "Wert prüfen: Gruppe und Stufe gehören zusammen"),
        (f"Stellen!C{STELLEN}", "S 99", "Wert prüfen"),
        (f"Stellen!E{STELLEN}", 4000.0, "Wert prüfen: Gruppe und Stufe oder ein eigenes Entgelt"),
        (f"Stellen!E{STELLEN + 6}", 45_000.0, "bitte bestätigen »45000 EUR«"),
        (f"Stellen!E{STELLEN + 6}", 3.65, "bitte bestätigen »3,65 EUR«"),
        (f"Stellen!F{STELLEN}", 650.0, "bitte bestätigen »650 VZÄ«"),
        (f"Stellen!F{STELLEN}", None, "unvollständig"),
        (f"Stellen!H{STELLEN}", 46_500.0, "bitte bestätigen »0 Tage«"),
        (f"Stellen!J{STELLEN}", 840.0, "bitte bestätigen »840 EUR«"),
        (f"Stellen!A{STELLEN}", "Summe", "Wert prüfen: Summe"),
        (f"Stellen!C{STELLEN}", "S 99", "Wert prüfen: Gruppe im TVöD SuE: S 2 bis S 18"),
        (f"Stellen!F{STELLEN}", 39.0, "bitte bestätigen »39 VZÄ«"),
        (f"Stellen!F{STELLEN}", 25.0, "bitte bestätigen »25 VZÄ«"),
        (f"Stellen!H{STELLEN + 2}", 45_931.0, "bitte bestätigen »01.10.2025«: Beginn vor dem Zeitraum"),
        (f"Stellen!J{STELLEN}", 0.02, "bitte bestätigen »0,02 EUR«"),
        (f"Kosten!B{KOSTEN}", -30_000.0, "bitte bestätigen »minus 30000 EUR«: Erlös, der abgeht?"),
        (f"Externer Vergleich!B{SAETZE}", 137.0, "bitte bestätigen »137 EUR«"),
        (f"Externer Vergleich!A{SAETZE}", "Mittelwert", "Wert prüfen: Mittelwert statt eines Satzes"),
        (f"Preis!E{GRUPPEN}", 0.0, "bitte bestätigen »0«: gewollt?"),
        (f"Stellen!G{STELLEN}", 0.5, "Wert prüfen: VZÄ oder Anteil, nicht beides"),
        (f"Stellen!G{STELLEN + 5}", 100.0, "Wert prüfen: oder Anteil"),
        (f"Stellen!G{STELLEN + 5}", None, "unvollständig"),
        (
            f"Stellen!B{STELLEN + 5}",
            "andere",
            "Wert prüfen: ein Anteil nur bei Betreuung, Leitung, Verwaltung",
        ),
        (f"Stellen!K{STELLEN + 5}", "Nacht", "Wert prüfen: ein Dienst nur bei Betreuung"),
        (f"Kosten!B{KOSTEN}", 42.0, "bitte bestätigen »42 EUR«"),
        (f"Kosten!B{KOSTEN + 2}", 1000.0, "Wert prüfen: Betrag oder Prozent"),
        (f"Kosten!C{KOSTEN + 2}", 6.3, "Wert prüfen: oder Prozent"),
        (f"Kosten!C{KOSTEN + 2}", 0.63, "bitte bestätigen »63 %«"),
        (f"Kosten!C{KOSTEN + 2}", 0.00063, "bitte bestätigen »0,063 %«"),
        (f"Kosten!D{KOSTEN + 2}", None, "Wert prüfen: worauf"),
        (f"Externer Vergleich!B{SAETZE}", 712.0, "bitte bestätigen »712 EUR«"),
        (f"Preis!E{GRUPPEN}", 100.0, "bitte bestätigen »100 Personen«"),
    ],
)
def test_ein_ausrutscher_bleibt_nicht_gruen(zelle: str, wert: Any, hinweis: str) -> None:
    m = geliehen(NAME)
    m[zelle] = wert
    m.rechnen()
    blatt = zelle.split("!", maxsplit=1)[0]
    liste = {"Preis": "preisgruppen", "Externer Vergleich": "externer_vergleich"}.get(blatt, blatt.lower())
    gesagt = [z[0] for z in m[f"zeilenhinweis_{liste}"]]
    assert any(str(g).startswith(hinweis) for g in gesagt), gesagt
    assert m["pruefung_gesamt"] is False
    if hinweis.startswith("Wert prüfen") and zelle.startswith(("Stellen", "Kosten")):
        assert isinstance(m["ergebnis_kosten"], Fehler)
        assert isinstance(m["ergebnis_preis_vereinbart_fls"], Fehler)


@pytest.mark.parametrize(
    ("name", "wert"),
    [
        ("ag_anteil", 28.0),
        ("ag_anteil", 0.0028),
        ("jahressonderzahlung", 85.0),
        ("jahressonderzahlung", 0.085),
        ("jahressonderzahlung", 0.0),
        ("zusatzversorgung", 6.5),
        ("berufsgenossenschaft", 0.0008),
        ("annahme_mindestens", 110.0),  # without a day and per cent
        ("auslastung_stunden", 95.0),
        ("leistungsstunden", 137.2),
        ("leistungsstunden", 1_950.0),
        ("tage_jahr", 12.0),
        ("tage_monat", 365.0),
        ("entgelt_bis", 46_200.0),
        ("annahme_ab", 46_296.0),  # without per cent
        ("annahme_steigerung", 0.03),  # without a day
        ("plaetze", None),  # occupancy without places
    ],
)
def test_eine_angabe_in_der_falschen_einheit(name: str, wert: float | None) -> None:
    m = geliehen(NAME)
    m[f"eingabe_{name}"] = wert
    m.rechnen()
    assert m["pruefung_gesamt"] is False


@pytest.mark.parametrize(
    ("tag", "gefragt"), [(date(2026, 4, 1), True), (date(2027, 1, 1), True), (date(2026, 9, 1), False)]
)
def test_eine_annahme_liegt_nach_dem_tarifschritt_im_zeitraum(tag: date, gefragt: bool) -> None:
    m = geliehen(NAME)
    m["eingabe_annahme_ab"], m["eingabe_annahme_steigerung"] = seriell(tag), 0.03
    m.rechnen()
    assert m["zeilenhinweis_annahme_ab"].startswith("bitte bestätigen") is gefragt
    assert m["pruefung_gesamt"] is not gefragt


def test_zeilen_ohne_luecke_und_wagnis_zuletzt() -> None:
    m = geliehen(NAME)
    schreiben(m, "Kosten", KOSTEN, [("A", 20_000.0), (), ("B", 30_000.0)], "ABCDFGHIJKLM", 5)
    m.rechnen()
    assert "ohne Lücke" in str(m["zeilenhinweis_kosten"][2][0])
    zeilen = [("Wagnis", None, 0.02, "alle Kosten bisher"), ("B", 30_000.0)]
    schreiben(m, "Kosten", KOSTEN, zeilen, "ABCDFGHIJKLM", 5)
    m.rechnen()
    assert str(m["zeilenhinweis_kosten"][1][0]) == "Wert prüfen: Wagnis steht zuletzt"
    assert isinstance(m["ergebnis_kosten"], Fehler)


def leer(m: Arbeitsmappe) -> list[str]:
    return [n for n in m.namen("ergebnis_preis_") if m[n] is None]


def test_ohne_plaetze_kein_satz_je_tag() -> None:
    m = geliehen(NAME)
    m["eingabe_plaetze"] = m["eingabe_auslastung_belegung"] = None
    schreiben(m, "Preis", GRUPPEN, [], "ABCDE")
    schreiben(m, "intern_Gegenprobe", 7, [], "ABCDEF", 24)
    m.rechnen()
    assert sorted(leer(m)) == sorted(
        f"ergebnis_preis_{v}{n}" for v in ("", "vereinbart_") for n in ("tag", "monat")
    )
    assert m["pruefung_gesamt"] is True


LINIEN = [  # position, its last agreement, its counter-offer, the agreed: EUR or a share
    ("Sachkosten der Betreuung", 39000.0, 40000.0, 41000.0),
    ("Fahrzeuge und Wege", 17900.0, 18000.0, 18000.0),
    ("Umlage zentrale Dienste", 0.05, 0.05, 0.058),
    ("Abschreibung und Zinsen", 9600.0, 9600.0, 9600.0),
    ("Wagnis", 0.015, 0.015, 0.0175),
]
PERSONALSTAENDE = {
    "vorjahr": 531000.0 + 184000 + 59500 + 29200 + 9000,
    "gegenangebot": 543000.0 + 188500 + 60500 + 29500 + 9200,
    "einigung": 549000.0 + 190000 + 61500 + 30000 + 9200,
}


@pytest.mark.parametrize("n", range(3), ids=list(PERSONALSTAENDE))
def test_jeder_stand_rechnet_seine_prozente_selbst(n: int) -> None:
    """Down the sheet, each state on its own basis: 6.3 % against 5 % is a real dispute."""
    m = geliehen(NAME)
    stand, personal = list(PERSONALSTAENDE.items())[n]
    summe = personal
    for position, *werte in LINIEN:
        basis = personal if position.startswith("Umlage") else summe
        summe += werte[n] if werte[n] > 1 else werte[n] * basis
    assert m[f"verhandlung_kosten_{stand}"] == pytest.approx(summe)
    assert m[f"verhandlung_fls_{stand}"] == pytest.approx(summe / (10.75 * 1372 * 0.95))
    assert m[f"verhandlung_tag_{stand}"] == pytest.approx(summe / (24 * 0.95 * 365))
    assert m["verhandlung_fls_antrag"] == pytest.approx(m["ergebnis_preis_fls"])
    zeilen = [m[f"Verhandlung!{'BDE'[n]}{24 + z}"] for z in range(12)]
    assert sum(z or 0.0 for z in zeilen) == pytest.approx(summe)
    assert m[f"Verhandlung!{'GIJ'[n]}24"] == pytest.approx(zeilen[0] / (10.75 * 1372 * 0.95))


def test_ein_stand_mit_eigener_auslastung_und_eigenen_stellen() -> None:
    m = geliehen(NAME)
    m["eingabe_stand_gegenangebot_auslastung_stunden"], m["eingabe_stand_gegenangebot_leistungsstunden"] = (
        0.98,
        1400.0,
    )
    m[f"Kosten!I{PERSONAL}"] = 7.0  # qualified posts offered; the others as asked for
    m.rechnen()
    assert m["verhandlung_vzae_gegenangebot"] == pytest.approx(10.25)
    soll = m["verhandlung_kosten_gegenangebot"] / (10.25 * 1400 * 0.98)
    assert m["verhandlung_fls_gegenangebot"] == pytest.approx(soll)
    assert m["verhandlung_fls_einigung"] * 10.75 * 1372 * 0.95 == pytest.approx(
        m["verhandlung_kosten_einigung"]
    )


def test_ein_unvollstaendiger_stand_hat_keinen_preis() -> None:
    m = geliehen(NAME)
    m[f"Kosten!H{KOSTEN + 1}"] = None
    m[f"Kosten!J{PERSONAL + 1}"] = None
    m.rechnen()
    assert m["verhandlung_offen_gegenangebot"] == 1
    assert [m[f"verhandlung_{x}_gegenangebot"] for x in ("kosten", "fls", "tag")] == [None] * 3
    assert [m[f"verhandlung_{x}_einigung"] for x in ("personal", "kosten", "fls")] == [None] * 3
    assert m["verhandlung_kosten_vorjahr"] is not None
    schreiben(m, "Kosten", PERSONAL, [], "FGHIJKLM", 7)
    zeilen = [(f"K{n}", 20_000.0 + n) for n in range(3)]
    schreiben(m, "Kosten", KOSTEN, zeilen, "ABCDFGHIJKLM", 5)
    m.rechnen()
    assert all(m[f"verhandlung_{x}_vorjahr"] is None for x in ("offen", "personal", "kosten", "fls", "vzae"))
    assert m["pruefung_gesamt"] is True


@pytest.mark.parametrize(
    ("zelle", "wert", "hinweis"),
    [
        (f"H{KOSTEN}", 40.0, "bitte bestätigen »40 EUR«: Gegenangebot: weit vom Antrag"),
        (f"I{KOSTEN + 2}", 0.5, "bitte bestätigen »50 %«: Gegenangebot: Prozentsatz weit vom Antrag"),
        (f"I{KOSTEN + 2}", 5.0, "Wert prüfen: Gegenang. %"),
        (f"H{KOSTEN + 2}", 40_000.0, "Wert prüfen: Gegenangebot: EUR oder Prozent, nicht beides"),
        (f"K{KOSTEN}", 0.05, "Wert prüfen: Einigung: EUR oder Prozent, nicht beides"),
        (f"F{PERSONAL}", 531.0, "bitte bestätigen »531 EUR«: letzte Vereinbarung: weit vom Antrag"),
        (f"G{PERSONAL}", 75.0, "bitte bestätigen »75 VZÄ«: letzte Vereinbarung: VZÄ weit vom Antrag"),
        (f"K{PERSONAL + 2}", 1.0, "Wert prüfen: Einigung: VZÄ ohne Betrag"),
        (f"J{PERSONAL}", "549.000", "Wert prüfen: Einigung EUR"),
    ],
)
def test_ausrutscher_in_einem_stand(zelle: str, wert: Any, hinweis: str) -> None:
    m = geliehen(NAME)
    m[f"Kosten!{zelle}"] = wert
    m.rechnen()
    gesagt = [z[0] for liste in ("kosten", "personal") for z in m[f"zeilenhinweis_{liste}"]]
    assert hinweis in gesagt, gesagt
    assert m["pruefung_gesamt"] is False
    if hinweis.startswith("Wert prüfen"):
        stand = "einigung" if zelle[0] in "JK" else "gegenangebot"
        assert isinstance(m[f"verhandlung_kosten_{stand}"], Fehler)


@pytest.mark.parametrize("name", ["auslastung_stunden", "leistungsstunden", "auslastung_belegung", "plaetze"])
def test_eine_menge_eines_standes_in_falscher_einheit(name: str) -> None:
    m = geliehen(NAME)
    m[f"eingabe_stand_einigung_{name}"] = {"leistungsstunden": 30_000.0, "plaetze": 0.5}.get(name, 95.0)
    m.rechnen()
    assert m["pruefung_eingaben"] is False


@pytest.mark.parametrize(("name", "wert"), [("leistungsstunden", 115.0), ("plaetze", 50.0)])
def test_eine_menge_eines_standes_weit_vom_antrag(name: str, wert: float) -> None:
    """The hours of a month, the places of the whole house: red, and no price of that state."""
    m = geliehen(NAME)
    m[f"eingabe_stand_einigung_{name}"] = wert
    m.rechnen()
    assert m[f"zeilenhinweis_stand_{name}"].startswith("über das Doppelte")
    assert m["pruefung_eingaben"] is False
    satz = {"leistungsstunden": "fls", "plaetze": "tag"}[name]
    assert isinstance(m[f"verhandlung_{satz}_einigung"], Fehler)
    assert isinstance(m[f"verhandlung_{satz}_gegenangebot"], float)


def test_leitung_anders_als_nach_schluessel_wird_gefragt() -> None:
    m = geliehen(NAME)
    m[f"Stellen!F{STELLEN + 5}"], m[f"Stellen!G{STELLEN + 5}"] = 1.5, None
    m.rechnen()
    assert m["stellen_neben_schluessel"] == pytest.approx(0.75)
    assert m["zeilenhinweis_stellen_neben_schluessel"].startswith("bitte bestätigen »0,75 VZÄ«")
    assert m["pruefung_gesamt"] is False
    m["eingabe_bestaetigt_stellen_neben_schluessel"] = "0,75 VZÄ mehr nach Vereinbarung"
    m.rechnen()
    assert m["pruefung_gesamt"] is True


def test_betreuung_nach_schluessel_hat_einen_preis_oder_ist_offen() -> None:
    m = geliehen(NAME)
    m["Relationsmodell!A16:D16"] = [["Betreuung", None, 18.0, 3.0]]
    m["Relationsmodell!E16"] = "Vereinbarung"
    m.rechnen()
    assert m["stellen_offen"] == pytest.approx(6.0)
    assert m["ergebnis_kosten"] is None
    m["Relationsmodell!A16"] = "Nacht"
    m.rechnen()
    assert (
        str(m["zeilenhinweis_relationsmodell"][1][0])
        == "Wert prüfen: hier nur Leitung, Verwaltung oder Betreuung"
    )


def test_die_annahme_steht_auf_jeder_seite_mit_einem_preis() -> None:
    m = geliehen(NAME)
    m["eingabe_annahme_ab"], m["eingabe_annahme_steigerung"] = seriell(date(2026, 10, 1)), 0.03
    m.rechnen()
    for ort in ("Preis!A4", "Verhandlung!A4", "Gegenprobe!A4", "Externer Vergleich!A4", "Kurzfassung!A5"):
        assert "Angenommen ist eine Tariferhöhung um 3 %." in m[ort], ort
    assert m["Kurzfassung!A5"].startswith("Zeitraum 01.01.2026 bis 31.12.2026. ")


@pytest.mark.parametrize(
    ("zeile", "soll"),
    [
        ((22 / 24, 6 / 24, 21 / 24, 6 / 24, 100.0, None, 0.2, 20.0, None), 8 * 100 * 0.2 * 20),
        ((18 / 24, 23 / 24, 21 / 24, 6 / 24, 52.0, None, 0.2, 20.0, "ja"), 2 * 52 * 0.2 * 20 * 1.28),
        ((None, None, None, None, None, 300.0, 0.35, 22.5, "nein"), 300 * 0.35 * 22.5),
    ],
)
def test_zeitzuschlaege(zeile: tuple[Any, ...], soll: float) -> None:
    """They count with the personnel of the care and go to their service; an unfinished row has no price."""
    m = geliehen(NAME)
    davor = {n: m[n] for n in ("zuschlaege_kosten", "ergebnis_personalkosten")}
    schreiben(m, "Zuschläge", 12, [("Zuschlag", "Nacht", *zeile)], "ABCDEFGHIJK", 2)
    m.rechnen()
    assert m["zuschlaege_kosten"] == pytest.approx(soll)
    ohne = davor["ergebnis_personalkosten"] - davor["zuschlaege_kosten"]
    assert m["ergebnis_personalkosten"] == pytest.approx(ohne + soll)
    dienste = [m[f"preis_kosten_{d}"] for d in ("tag", "nacht", "sonstige")]
    assert sum(dienste) == pytest.approx(m["ergebnis_kosten"])
    uebrige = m["ergebnis_kosten"] - m["stellen_kosten_alle"] - soll
    nacht = kosten(("S 3", 3), 1, zulagen=100) + soll + uebrige / 10.75
    assert dienste[1] == pytest.approx(nacht)
    m["Zuschläge!I12"] = None
    m.rechnen()
    assert m["ergebnis_kosten"] is None


@pytest.mark.parametrize(
    ("zelle", "wert", "hinweis"),
    [
        ("H12", 100.0, "Wert prüfen: Zeiten oder Stunden im Jahr, eines von beiden"),
        ("I12", 20.0, "Wert prüfen: Zuschlag %"),
        ("I12", 0.002, "bitte bestätigen »0,2 %«: unter 5 %: Teil von hundert?"),
        ("J12", 3650.0, "Wert prüfen: Stundenentgelt"),
        ("J12", 90.0, "bitte bestätigen »90 EUR«: üblich sind 10 bis 60 EUR je Stunde"),
        ("G12", None, "unvollständig"),
        ("C12", 22.0, "Wert prüfen: Beginn"),
        ("G12", 3650.0, "bitte bestätigen »3650 Einsätze«: mehr als ein Einsatz je Tag"),
        ("I12", 0.02, "bitte bestätigen »2 %«: unter 5 %: Teil von hundert?"),
        ("D12", 21 / 24, "bitte bestätigen »23 Std.«: Dienst länger als 12 Stunden: vertauscht?"),
        ("F12", 20 / 24, "bitte bestätigen »23 Std.«: Fenster länger als 12 Stunden: vertauscht?"),
    ],
)
def test_ausrutscher_in_zuschlaegen(zelle: str, wert: Any, hinweis: str) -> None:
    m = geliehen(NAME)
    m[f"Zuschläge!{zelle}"] = wert
    m.rechnen()
    assert m["zeilenhinweis_zuschlaege"][0][0] == hinweis
    assert m["pruefung_gesamt"] is False


def je_angebot(m: Arbeitsmappe) -> dict[str, list[Any]]:
    return {z[0]: z[1:] for z in m["gegenprobe_angebote"] if z[0]}


def test_gegenprobe_je_angebot_mit_gewinnern_und_verlierern() -> None:
    m = geliehen(NAME)
    satz = {z[0]: z[6] for z in m["preis_gruppen"] if z[0]}
    fls = m["ergebnis_preis_vereinbart_fls"]
    zeilen = [
        ("P1", "Haus", 70.0, 365.0, "Gruppe", "Gruppe 1"),
        ("P2", "Haus", 150.0, 300.0, "Gruppe", "Gruppe 2"),
        ("P3", None, 60.0, 120.0, "Fachleistungsstunde"),
        ("P4", "haus", fls, 100.0, "Fachleistungsstunde"),  # another spelling of the same, and no change
    ]
    schreiben(m, "intern_Gegenprobe", 7, zeilen, "ABCDEF", 24)
    m.rechnen()
    neu = [satz["Gruppe 1"] * 365, satz["Gruppe 2"] * 300, fls * 120, fls * 100]
    alt = [70.0 * 365, 150.0 * 300, 60.0 * 120, fls * 100]
    assert m["gegenprobe_bisher"] == pytest.approx(sum(alt))
    assert m["gegenprobe_neu"] == pytest.approx(sum(neu))
    mehr = [n - a for n, a in zip(neu, alt, strict=True)]
    haus, ohne = je_angebot(m)["Haus"], je_angebot(m)["ohne Angabe"]
    assert list(je_angebot(m)) == ["Haus", "ohne Angabe"]
    assert haus == pytest.approx(
        [3, alt[0] + alt[1] + alt[3], neu[0] + neu[1] + neu[3], sum(mehr) - mehr[2], 1, mehr[0], 1, mehr[1]]
    )
    assert ohne == pytest.approx([1, alt[2], neu[2], mehr[2], 1, mehr[2], 0, 0])
    m["eingabe_neuer_satz_ab"] = seriell(date(2026, 5, 1))
    m.rechnen()
    assert m["gegenprobe_tage"] == 31 + 28 + 31 + 30
    assert m["gegenprobe_entgangen"] == pytest.approx(sum(mehr) * 120 / 365)
    assert m["gegenprobe_zeitraum"] == pytest.approx(sum(alt) * 120 / 365 + sum(neu) * 245 / 365)


def test_mehr_angebote_als_zeilen() -> None:
    m = geliehen(NAME)
    zeilen = [(f"P{n}", f"Angebot {n}", 70.0, 10.0, "Fachleistungsstunde") for n in range(24)]
    schreiben(m, "intern_Gegenprobe", 7, zeilen, "ABCDEF", 24)
    m.rechnen()
    alle = je_angebot(m)
    assert len(alle) == 21
    assert alle["weitere Angebote"][:2] == pytest.approx([4, 2800.0])
    assert sum(z[2] for z in alle.values()) == pytest.approx(m["gegenprobe_neu"])


@pytest.mark.parametrize(
    ("zelle", "wert", "hinweis"),
    [
        ("F7", None, "unvollständig"),
        ("F7", "Gruppe 9", "Wert prüfen: diese Gruppe steht nicht auf dem Blatt Preis"),
        ("E7", "Tag", "Wert prüfen: eine Gruppe nur beim Satz »Gruppe«"),
        ("C7", 2265.0, "bitte bestätigen »2265 EUR«: alter und neuer Satz weit auseinander"),
        ("D7", None, "unvollständig"),
        ("D7", 30.42, "bitte bestätigen »30,42 Tage«: Tage eines Jahres: 32 bis 366"),
        ("D7", 8760.0, "bitte bestätigen »8760 Tage«: Tage eines Jahres: 32 bis 366"),
        ("A7", "Summe", "Wert prüfen: Summe"),
    ],
)
def test_ausrutscher_in_der_gegenprobe(zelle: str, wert: Any, hinweis: str) -> None:
    m = geliehen(NAME)
    m[f"intern_Gegenprobe!{zelle}"] = wert
    m.rechnen()
    assert str(m["zeilenhinweis_gegenprobe"][0][0]).startswith(hinweis)
    assert m["pruefung_gesamt"] is False
    if hinweis != "unvollständig" and "bestätigen" not in hinweis:
        assert isinstance(m["gegenprobe_neu"], Fehler)


def test_zum_nachmachen(tmp_path: Path) -> None:
    """What the sheet Hilfe tells to type into an empty workbook, and what is to be seen then."""
    m = mappe(tmp_path, NAME, beispiel=False)
    angaben = {
        "jahressonderzahlung": 0.8,
        "ag_anteil": 0.28,
        "leistungsstunden": 1372.0,
        "auslastung_stunden": 0.95,
    }
    for name, wert in angaben.items():
        m[f"eingabe_{name}"] = wert
    m["eingabe_entgelt_von"], m["eingabe_entgelt_bis"] = VON, BIS
    m[f"Stellen!A{STELLEN}:F{STELLEN}"] = [["Fachkraft", "qualifiziert", None, None, 4000.0, 1.0]]
    m[f"Kosten!A{KOSTEN}:D{KOSTEN}"] = [["Verwaltung", None, 0.2, "alle Personalkosten"]]
    m.rechnen()
    assert m["kalkulation_tage"] == 365
    assert m["stellen_kosten_qualifiziert"] == pytest.approx(65_536)
    assert m["kosten_weitere"] == pytest.approx(13_107.2)
    assert m["ergebnis_preis_vereinbart_fls"] == 60.34
    m[f"Kosten!H{PERSONAL}"], m[f"Kosten!I{KOSTEN}"] = 65_000.0, 0.15
    m.rechnen()
    assert m["verhandlung_kosten_gegenangebot"] == pytest.approx(74_750)
    assert round(m["verhandlung_fls_gegenangebot"], 2) == 57.35
    m[f"Stellen!C{STELLEN}:E{STELLEN}"] = [["S 8a", 3.0, None]]
    m.rechnen()
    mittel = m["stellen_kosten_qualifiziert"] / (12.8 * 1.28)
    assert round(mittel, 2) == 3941.21 == round((3868.50 * 120 + 3976.82 * 245) / 365, 2)
    texte = " ".join(str(z) for z in (m[f"Hilfe!C{n}"] for n in range(20, 60)))
    assert all(
        zahl in texte for zahl in ("65.536,00", "13.107,20", "60,34", "74.750,00", "57,35", "3.941,21")
    )


def test_nebenkosten_einzeln_sind_dieselben_wie_zusammen() -> None:
    m = geliehen(NAME)
    davor = m["ergebnis_personalkosten"]
    m["eingabe_ag_anteil"], m["eingabe_zusatzversorgung"], m["eingabe_berufsgenossenschaft"] = (
        0.21,
        0.055,
        0.015,
    )
    m.rechnen()
    assert m["ergebnis_personalkosten"] == pytest.approx(davor, rel=1e-12)
    assert m["pruefung_gesamt"] is True


def test_mehr_stunden_mit_zuschlag_als_gearbeitet() -> None:
    m = geliehen(NAME)
    m["Zuschläge!H13"] = 90_000.0
    m.rechnen()
    assert m["zeilenhinweis_zuschlaege"][1][0] == "bitte bestätigen »90000 Std.«: mehr als 5.000 Stunden"


def test_personen_und_schluessel_vertauscht() -> None:
    m = geliehen(NAME)
    m["Relationsmodell!C15"], m["Relationsmodell!D15"] = 32.0, 24.0
    m.rechnen()
    assert (
        str(m["zeilenhinweis_relationsmodell"][0][0])
        == "bitte bestätigen »32 Personen«: mehr Personen als Plätze"
    )
    assert m["pruefung_gesamt"] is False


def test_erloese_weit_von_den_kosten_und_ein_satz_weit_vom_vergleich() -> None:
    """Persons missing from the list; the prices of a day compared with that of an hour."""
    m = geliehen(NAME)
    schreiben(m, "intern_Gegenprobe", 7, [("P1", "Haus", 77.0, 347.0, "Gruppe", "Gruppe 1")], "ABCDEF", 24)
    saetze = [(f"T{n}", 133.0 + n) for n in range(6)]
    schreiben(m, "Externer Vergleich", SAETZE, saetze, "AB", 6)
    m.rechnen()
    assert "weit von den Kosten" in m["zeilenhinweis_gegenprobe_deckung"]
    assert "über ein Drittel: dieselbe Leistung?" in m["zeilenhinweis_vergleich_abstand"]
    assert m["pruefung_gesamt"] is False


@pytest.mark.parametrize("name", ["zusatzversorgung", "berufsgenossenschaft", "annahme_mindestens"])
def test_ein_text_in_einer_freiwilligen_angabe_ist_keine_null(name: str) -> None:
    m = geliehen(NAME)
    m["eingabe_annahme_ab"], m["eingabe_annahme_steigerung"] = seriell(date(2026, 10, 1)), 0.03
    m[f"eingabe_{name}"] = "fünf"
    m.rechnen()
    assert isinstance(m["ergebnis_kosten"], Fehler)
    assert isinstance(m["ergebnis_preis_vereinbart_fls"], Fehler)
    assert m["pruefung_gesamt"] is False
