"""Whole cases as they come in practice, each computed a second time here by hand, without our functions."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

import pytest
from vorlagenbau import mappe

GENAU = {"rel": 1e-9, "abs": 1e-9}

# Thüringen, printed corridors (contec GmbH, Folie Exkurs Thüringen): HBG, from, to, middle value in minutes a week.
KORRIDORE = (
    ("0.1", 8, 11, 10), ("0.2", 12, 16, 14), ("0.3", 17, 23, 20), ("0.4", 24, 33, 28), ("0.5", 34, 47, 40),
    ("0.6", 48, 67, 57), ("0.7", 68, 95, 80), ("1", 96, 135, 113), ("2", 136, 190, 160), ("3", 191, 269, 226),
    ("4", 270, 380, 320), ("5", 381, 538, 452), ("6", 539, 761, 640), ("7", 762, 1076, 905),
)  # fmt: skip


def _leeren(m: Any, blatt: str, spalten: str, von: int, bis: int) -> None:
    for zeile in range(von, bis + 1):
        for spalte in spalten:
            m[f"{blatt}!{spalte}{zeile}"] = None


def test_nw_zwei_angebote_nacht_bereitschaft_eigene_anerkennung_und_fuenf_personen(tmp_path: Path) -> None:
    m = mappe(tmp_path, "nw", beispiel=True)
    m["eingabe_angebote"] = [["Haus am Rhein"], ["Wohnverbund Süd"]] + [[None]] * 8
    _leeren(m, "Stundentafel", "ABCDEFGHJK", 7, 15)
    _leeren(m, "intern_Assistenz", "ABCDEFGHIJKLMNO", 7, 7)
    rhein, sued = "Haus am Rhein", "Wohnverbund Süd"
    # Angebot, Art, own recognition, begins, ends, days, staff; hours a day worked out by hand.
    dienste = (
        (rhein, "Präsenz", None, time(6, 0), time(14, 0), 7, 2, 8.0),
        (rhein, "Präsenz", None, time(21, 30), time(6, 0), 7, 1, 8.5),  # night watch over midnight
        (rhein, "Nachtbereitschaft", None, time(22, 0), time(6, 0), 7, 1, 8.0),
        (sued, "Präsenz", None, time(14, 0), time(21, 45), 5, 1.5, 7.75),
        (sued, "Nachtbereitschaft", 0.5, time(22, 0), time(6, 30), 7, 1, 8.5),
        (sued, "Rufbereitschaft", None, time(20, 0), time(6, 0), 2, 1, 10.0),
    )
    anerkennung = {"Präsenz": 1.0, "Nachtbereitschaft": 0.25, "Rufbereitschaft": 0.125}
    stunden = {rhein: 0.0, sued: 0.0}
    for zeile, (angebot, art, eigen, beginn, ende, tage, anzahl, je_tag) in enumerate(dienste, 7):
        werte = (angebot, 1, art, "ja", eigen, f"Dienst {zeile}", beginn, ende)
        for spalte, wert in zip("ABCDEFGH", werte, strict=True):
            m[f"Stundentafel!{spalte}{zeile}"] = wert
        m[f"Stundentafel!J{zeile}"], m[f"Stundentafel!K{zeile}"] = tage, anzahl
        stunden[angebot] += je_tag * tage * anzahl * (anerkennung[art] if eigen is None else eigen) * 52
    # case number, Angebot, qA minutes (Haushalt), uA minutes (Haushalt)
    personen = (
        ("A1", rhein, 45, 60),
        ("A2", rhein, 120, None),
        ("A3", sued, None, 210),
        ("A4", sued, 30, 30),
        ("A5", sued, 600, 5),
    )
    minuten = {rhein: 0, sued: 0}
    for zeile, (fall, angebot, qa, ua) in enumerate(personen, 7):
        for spalte, wert in zip("ABCJ", (fall, angebot, qa, ua), strict=True):
            m[f"intern_Assistenz!{spalte}{zeile}"] = wert
        minuten[angebot] += (qa or 0) + (ua or 0)
    m.rechnen()

    je_vzae = 1568 * (1 - 0.125)
    individuell = {a: minuten[a] / 60 * 52 for a in minuten}
    assert m.fehler() == []
    assert m["ergebnis_stunden_stundentafel"] == pytest.approx(sum(stunden.values()), **GENAU)
    assert m["ergebnis_stunden_individuell"] == pytest.approx(sum(individuell.values()), **GENAU)
    assert m["ergebnis_vzae_qa"] == pytest.approx((45 + 120 + 30 + 600) / 60 * 52 / je_vzae, **GENAU)
    assert m["ergebnis_vzae_ua"] == pytest.approx((60 + 210 + 30 + 5) / 60 * 52 / je_vzae, **GENAU)
    for zeile, angebot in enumerate((rhein, sued)):
        soll = (stunden[angebot] + individuell[angebot]) / je_vzae
        assert m["ergebnis_angebote"][zeile][0] == pytest.approx(soll, **GENAU)
    alles = (sum(stunden.values()) + sum(individuell.values())) / je_vzae
    assert m["ergebnis_vzae"] == pytest.approx(alles, **GENAU)
    assert m["pruefung_gesamt"] is True


def test_th_auf_jeder_grenze_jedes_korridors(tmp_path: Path) -> None:
    from vorlagenbau import bytes_der_vorlage

    import workbooks

    pfad = tmp_path / "th.xlsx"
    pfad.write_bytes(bytes_der_vorlage("th", beispiel=True, personen=30))
    m = workbooks.oeffnen(pfad)
    bedarfe = [grenze for _, von, bis, _ in KORRIDORE for grenze in (von, bis)] + [1077]
    for zeile, bedarf in enumerate(bedarfe, 7):
        werte = (f"T{zeile}", "Assistenz im Wohnen", bedarf)
        for spalte, wert in zip("ABC", werte, strict=True):
            m[f"intern_Personen!{spalte}{zeile}"] = wert
    m.rechnen()

    gruppen = [hbg for hbg, *_ in KORRIDORE for _ in range(2)] + ["7+"]
    minuten = [mittel for *_, mittel in KORRIDORE for _ in range(2)] + [1077]
    assert [m[f"intern_Personen!L{zeile}"] for zeile in range(7, 7 + len(bedarfe))] == gruppen
    jahr = sum(minuten) / 60 * 365 / 7
    assert m["ergebnis_personen"] == len(bedarfe)
    assert m["ergebnis_stunden_jahr"] == pytest.approx(jahr, **GENAU)
    assert m["ergebnis_vk"] == pytest.approx(jahr / 1259.84, **GENAU)
    assert m["pruefung_gesamt"] is True


def test_by_mit_eigener_indirekter_zeit_und_krankheitstagen(tmp_path: Path) -> None:
    m = mappe(tmp_path, "by", beispiel=True)
    m["eingabe_anteil_indirekt"] = 0.1
    m["eingabe_krankheit"] = 16
    zeile = next(z for z in range(6, 20) if "Krankheit" in str(m_text(m, z)))
    m[f"Nettojahresarbeitszeit!I{zeile}"] = "eigene Erhebung 2024"
    m.rechnen()

    def je_vzae(ausfalltage: float) -> float:
        return (52.15 * 39 - ausfalltage * 7.8) * 0.9

    mit_schicht, ohne_schicht = je_vzae(65.1 - 14.5 + 16), je_vzae(64.3 - 14.5 + 16)
    vzae = 3 * 8 * 7 * 52.15 / mit_schicht + 10 * 52.15 / ohne_schicht
    assert m.fehler() == []
    assert m["ergebnis_vzae"] == pytest.approx(vzae, **GENAU)
    assert m["pruefung_gesamt"] is True


def m_text(m: Any, zeile: int) -> object:
    """Text of a row, read from the file: the workbook has been changed since it was computed."""
    import openpyxl

    return openpyxl.load_workbook(m.pfad)["Nettojahresarbeitszeit"][f"A{zeile}"].value


def test_bayern_individuelle_leistungen_mit_und_ohne_schichtdienst(tmp_path: Path) -> None:
    """Two persons, one served without Schichtdienst: each with the hours of its own post, worked out here."""
    m = mappe(tmp_path, "by", beispiel=True)
    vorher = m["ergebnis_vzae"]
    m["intern_Assistenz!A7:C7"] = [["P1", "Wohngemeinschaft", 60]]
    m["intern_Assistenz!A8:C8"] = [["P2", "Wohngemeinschaft", 90]]
    m["intern_Assistenz!P8"] = "nein"
    m.rechnen()
    erwartet = 60 / 60 * 52.15 / 1526.07 + 90 / 60 * 52.15 / 1532.31
    assert m["ergebnis_vzae_individuell"] == pytest.approx(erwartet, rel=1e-9)
    assert m["ergebnis_vzae"] == pytest.approx(vorher + erwartet, rel=1e-9)
    assert m["Assistenz!F13"] == pytest.approx(erwartet, rel=1e-9)  # the sheet by Leistung says the same
    assert m["pruefung_gesamt"] is True


def test_thueringen_minuten_bis_zur_naechsten_hbg(tmp_path: Path) -> None:
    m = mappe(tmp_path, "th", beispiel=True)
    m["intern_Personen!C7"], m["intern_Personen!C8"] = 260, 1200
    m.rechnen()
    assert m["intern_Personen!R7"] == 10  # HBG 4 begins at 270
    assert m["intern_Personen!R8"] is None  # above 7+ there is none


def test_fachkraftquote_aus_der_qualifikation_je_dienst(tmp_path: Path) -> None:
    """Weekly hours by hand: duties 7 days; 1,372 effective hours and 52 weeks are North Rhine-Westphalia's."""
    m = mappe(tmp_path, "nw", beispiel=True)
    _leeren(m, "Stundentafel", "ABCDEFGHJKPS", 7, 15)
    for zeile, (art, in_summe, stunden, qualifikation) in enumerate(
        (
            ("Präsenz", None, 10, "Fachkraft"),
            ("Präsenz", None, 6, "andere"),
            ("Präsenz", "nein", 9, "Fachkraft"),  # only to compare: in no sum
        ),
        7,
    ):
        m[f"Stundentafel!A{zeile}"] = "Wohnhaus"
        m[f"Stundentafel!B{zeile}"] = 1
        m[f"Stundentafel!C{zeile}"] = art
        m[f"Stundentafel!D{zeile}"] = in_summe
        m[f"Stundentafel!G{zeile}"] = 8 / 24
        m[f"Stundentafel!H{zeile}"] = (8 + stunden) / 24
        m[f"Stundentafel!J{zeile}"] = 7
        m[f"Stundentafel!K{zeile}"] = 1
        m[f"Stundentafel!P{zeile}"] = qualifikation
    m.rechnen()
    je_woche = 52 / 1372
    qa, ua = 1.25 * je_woche, 1.0 * je_woche  # the example's person: 75 and 60 minutes
    fachkraefte, andere = 70 * je_woche + qa, 42 * je_woche + ua
    assert m["ergebnis_vzae_fachkraefte"] == pytest.approx(fachkraefte, abs=1e-9)
    assert m["ergebnis_vzae_andere"] == pytest.approx(andere, abs=1e-9)
    assert m["ergebnis_vzae_ohne_angabe"] == pytest.approx(0, abs=1e-9)
    assert m["ergebnis_nenner_fachkraftquote"] == pytest.approx(fachkraefte + andere, abs=1e-9)
    assert m["ergebnis_fachkraftquote"] == pytest.approx(71.25 / 114.25, abs=1e-9)
    assert m["pruefung_qualifikation"] is True

    m["Stundentafel!P8"] = None  # one duty says nothing: no quota from a part of the posts
    m.rechnen()
    assert m["ergebnis_vzae_ohne_angabe"] == pytest.approx(42 * je_woche, abs=1e-9)
    assert m["ergebnis_fachkraftquote"] is None
    m["Stundentafel!P8"] = "Fackkraft"
    m.rechnen()
    assert m["zeilenhinweis_stundentafel"][1][0] == "Wert prüfen: Qualifikation"
    assert m["pruefung_gesamt"] is False
