"""Indirect time is taken off once: not from an hour that contains it, not from hours of a year already without it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from vorlagenbau import geliehen

from calc import parameter
from calc.begriffe import AUSLASTUNG
from workbooks import oeffnen
from workbooks.bausteine.blaetter import stundeninhalt
from workbooks.vorlagen import ALLE, bauen

MIT_ANTEIL = [v.name for v in ALLE if any(a.name == "anteil_indirekt" for a in v.werte)]
NJAZ_NW = 1568.0


def stunde(m: Any, spalte: str = "F") -> str:
    """The cell of the first Angebot that says what its hour contains (F), how many minutes (G), a drive (H)."""
    return f"Deckblatt!{spalte}{m.ort('eingabe_stunde_enthaelt')[1].zeile}"


@pytest.mark.parametrize("name", MIT_ANTEIL)
def test_steht_sie_in_der_stunde_wird_sie_nicht_noch_abgezogen(name: str) -> None:
    m = geliehen(name)
    assert m["pruefung_doppelabzug"] is True
    m[stunde(m)] = "direkt und mittelbar"
    m.rechnen()
    abgezogen = m["parameter_anteil_indirekt"] > 0
    assert m["pruefung_doppelabzug"] is not abgezogen
    assert m["pruefung_gesamt"] is not abgezogen
    m["eingabe_anteil_indirekt"] = 0.0
    assert m.rechnen()["pruefung_doppelabzug"] is True


def test_eine_eigene_arbeitszeit_schon_ohne_sie() -> None:
    """1,372 hours are 1,568 without an eighth; who confirms them names them, and only them."""
    m = geliehen("nw")
    for njaz, grund, erwartet in (
        (1372.0, None, False),
        (1372.0, "1.372 Std. laut Haustarif", True),
        (1373.5, "1.372 Std. laut Haustarif", False),
        (1400.0, None, True),
    ):
        m["eingabe_njaz"] = njaz
        m[f"Parameter!J{m.ort('eingabe_njaz')[1].zeile}"] = grund
        assert m.rechnen()["pruefung_doppelabzug"] is erwartet, (njaz, grund)


def test_ohne_vertragswert_fragt_was_erst_nach_abzug_so_klein_ist() -> None:
    m = geliehen("he-fachleistungsstunden")
    m["eingabe_njaz"], m["eingabe_anteil_indirekt"] = 1350.0, 0.1
    m.rechnen()
    assert m["pruefung_doppelabzug"] is False
    assert "indirekte Zeit schon abgezogen?" in str(m[f"Parameter!K{m.ort('eingabe_njaz')[1].zeile}"])
    m["eingabe_njaz"] = 1550.0
    assert m.rechnen()["pruefung_doppelabzug"] is True


def test_ein_vertragswert_schon_ohne_sie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No Land stores such a value today; were NRW's net of indirect time, its share would be taken off twice."""
    echt = parameter.laden("NW")
    anders = {
        **echt,
        "nettojahresarbeitszeit": replace(echt["nettojahresarbeitszeit"], bezug="nach_indirekt"),
    }

    class Falsch:
        @staticmethod
        def laden(_: str) -> dict[str, parameter.Parameter]:
            return anders

    monkeypatch.setattr(stundeninhalt, "parameter", Falsch)
    bauen(next(v for v in ALLE if v.name == "nw"), beispiel=True).save(tmp_path / "nw.xlsx")
    m = oeffnen(tmp_path / "nw.xlsx").rechnen()
    assert m["pruefung_doppelabzug"] is False
    m["eingabe_anteil_indirekt"] = 0.0
    assert m.rechnen()["pruefung_doppelabzug"] is True


def test_was_der_stunde_widerspricht_wird_gefragt_und_was_fehlt_gesagt() -> None:
    m = geliehen("nw")
    m[stunde(m, "G")] = 10.0
    m.rechnen()
    assert str(m["zeilenhinweis_angebote"][0][0]).startswith("bitte bestätigen »10 Min.«: enthält die Stunde")
    assert m["pruefung_bestaetigt"] is False
    m[stunde(m)], m[stunde(m, "G")] = None, None
    m.rechnen()
    assert str(m["zeilenhinweis_angebote"][0][0]).startswith("zur Kenntnis")
    assert m["pruefung_gesamt"] is True
    m[stunde(m)] = "beides"
    assert m.rechnen()["pruefung_eingaben"] is False


def test_jede_mappe_mit_einer_auslastung_sagt_welche() -> None:
    """Four quotients share the word; what one means is defined once and printed on its Deckblatt."""
    mit = {v.name: v.auslastung for v in ALLE if v.auslastung}
    assert {"st", "be-umrechnung", "trennung", "hh-traegerbudget"} <= set(mit)
    for v in ALLE:
        m = geliehen(v.name)
        meint = [
            n
            for n in m.namen()
            if n.startswith(("parameter_auslastung", "eingabe_auslastung", "wert_auslastung"))
        ]
        assert bool(meint) == bool(v.auslastung), (v.name, meint)
        if v.auslastung:
            worte = [z[0] for z in m["Deckblatt!B4:B12"]]
            assert f"{AUSLASTUNG[v.auslastung]} ({v.auslastung})" in worte


def test_das_handbuch_nennt_die_vier() -> None:
    handbuch = Path(__file__).parents[2].joinpath("docs", "handbuch.md").read_text("utf-8")
    assert all(f"| `{name}` | {was} |" in handbuch for name, was in AUSLASTUNG.items())
