"""One Angebot on one page: results, services and duties of the chosen one, worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from vorlagenbau import mappe

from workbooks.mappe import Arbeitsmappe


def werte(m: Arbeitsmappe) -> dict[str, Any]:
    """What stands beside each label in column A, result rows only."""
    return {z[0]: z[2] for z in m["Angebotsblatt!A8:C20"] if z[0] is not None}


def dienste(m: Arbeitsmappe) -> list[tuple[Any, ...]]:
    alle = m["Angebotsblatt!A1:M60"]
    kopf = next(n for n, z in enumerate(alle) if z[0] == "Leistung\nNr.")
    return [z for z in alle[kopf + 1 :] if z[0] is not None]


def test_nw_ein_angebot_von_zweien(tmp_path: Path) -> None:
    m = mappe(tmp_path, "nw", beispiel=True)
    m["eingabe_angebote"] = [["Wohnhaus"], ["Haus *Süd*"]] + [[None]] * 8
    m["eingabe_standorte"] = [["Köln"], ["Bonn"]] + [[None]] * 8
    m["eingabe_plaetze"] = [[8], [4]] + [[None]] * 8
    m["eingabe_belegung"] = [[7], [4]] + [[None]] * 8
    for zeile, nr in ((9, 1), (13, 2)):  # Sat/Sun 3 hours a day; night watch 56 hours a week
        m[f"Stundentafel!A{zeile}"] = "Haus *Süd*"
        m[f"Stundentafel!B{zeile}"] = nr
    m["Stundentafel!P13"] = "Fachkraft"
    m.rechnen()
    assert m["Angebotsblatt!A8"] == "Wohnhaus"  # no choice: the first
    assert len(dienste(m)) == 7
    m["eingabe_angebot_auswahl"] = "Haus *Süd*"
    m.rechnen()
    je_woche = 52 / 1372
    gezeigt = werte(m)
    assert m["Angebotsblatt!A8"] == "Haus *Süd*"
    assert gezeigt["Standort"] == "Bonn"
    assert gezeigt["Plätze"] == gezeigt["Personen laut Deckblatt"] == 4
    assert gezeigt["VZÄ gesamt"] == pytest.approx(62 * je_woche, abs=1e-9)
    assert gezeigt["VZÄ je Platz"] == pytest.approx(62 * je_woche / 4, abs=1e-9)
    assert gezeigt["Schlüssel 1 :"] == pytest.approx(4 / (62 * je_woche), abs=1e-9)
    zeilen = dienste(m)
    assert [(z[0], z[2], z[11]) for z in zeilen] == [
        (1, "Tagespräsenz Sa./So.", None),
        (2, "Nachtwache", "Fachkraft"),
    ]
    assert [z[8] for z in zeilen] == pytest.approx([6, 56], abs=1e-9)
    leistungen = {z[0]: z[10] for z in m["Angebotsblatt!A20:K30"] if isinstance(z[0], float)}
    assert leistungen[1] == pytest.approx(6 * je_woche, abs=1e-9)
    assert leistungen[2] == pytest.approx(56 * je_woche, abs=1e-9)
    assert leistungen[3] is None
    m["eingabe_angebot_auswahl"] = "Haus Nord"
    m.rechnen()
    assert m["pruefung_eingaben"] is False
    felder = ("Standort", "Personen laut Deckblatt", "Plätze", "VZÄ gesamt", "VZÄ je Platz", "Schlüssel 1 :")
    assert {str(werte(m)[feld]) for feld in felder} == {"#N/A"}  # never the figures of another one
    assert dienste(m) == []
    m["eingabe_angebote"] = [["Wohnhaus"], ["Haus *Süd*"], ["Wohnhaus"]] + [[None]] * 7
    m["eingabe_angebot_auswahl"] = "Wohnhaus"  # the same name twice
    m.rechnen()
    assert str(werte(m)["VZÄ gesamt"]) == "#N/A"


def test_th_personen_je_hbg_und_angebot(tmp_path: Path) -> None:
    m = mappe(tmp_path, "th", beispiel=True)
    m["eingabe_angebote"] = [["Nord"], ["Süd"]] + [[None]] * 8
    m["eingabe_personen"] = [
        ["A", "Nord", 200],
        ["B", "Süd", 200],
        ["C", "Süd", 230],
        ["D", "Süd", 1200],
    ] + [[None] * 3] * 14
    m.rechnen()
    kopf = [z for z in m["HBG je Angebot!A5:Q5"][0] if z is not None]
    je_angebot = {
        z[0]: dict(zip(kopf[1:], z[1:], strict=True)) for z in m["hbg_angebote"] if z[0] is not None
    }
    # corridor of 160 minutes: 136 to 190 is group 2, of 226: 191 to 269 is group 3
    assert {k: v for k, v in je_angebot["Nord"].items() if v} == {"3": 1, "Personen": 1}
    assert {k: v for k, v in je_angebot["Süd"].items() if v} == {"3": 2, "7+": 1, "Personen": 3}
    assert m["pruefung_hbg_angebote"] is True
    m["eingabe_angebot_auswahl"] = "Süd"
    m.rechnen()
    gruppen = {z[0]: z[1:4] for z in m["Angebotsblatt!A18:D40"] if z[1] is not None and z[0] != "HBG"}
    assert gruppen["3"][0] == 2
    assert gruppen["7+"] == pytest.approx((1, 20 * 365 / 7, 20 * 365 / 7 / 1259.84), rel=1e-4)
    m["intern_Personen!B7"] = None  # its Angebot is missing: #NV in its row, never left out of a sum
    m.rechnen()
    assert m["pruefung_gesamt"] is False
