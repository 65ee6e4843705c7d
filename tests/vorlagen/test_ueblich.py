"""Every slip of ausrutscher.toml: the workbook says it, a reason that names the value confirms it, and what would have
been right is not asked. docs/ausrutscher.md is written from the same file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from vorlagenbau import geliehen

from udfs import Fehler
from workbooks.mappe import Arbeitsmappe

FAELLE: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("ausrutscher.toml").read_text("utf-8"))[
    "fall"
]


def _spalten(m: Arbeitsmappe, blatt: str, kopf: int) -> dict[str, str]:
    from openpyxl.utils import get_column_letter

    namen = m[f"'{blatt}'!A{kopf}:CZ{kopf}"][0]
    sauber = (re.sub(r"-\n", "", str(n or "")).replace("\n", " ").partition(" (noch")[0] for n in namen)
    orte: dict[str, str] = {}
    for i, name in enumerate(sauber, 1):
        orte.setdefault(name, get_column_letter(i))
    return orte


def _orte(m: Arbeitsmappe, fall: dict[str, Any]) -> tuple[dict[str, str], str, str]:
    """Cells of the slip by heading, of the hint and of the reason."""
    if "bestaetigt" in fall:  # a single cell with its question beside or above it
        blatt, bereich = m.ort(fall["name"])
        return {"": fall["name"]}, f"'{blatt}'!{fall.get('frage', f'C{bereich.zeile}')}", fall["bestaetigt"]
    if "name" in fall:
        blatt, bereich = m.ort(fall["name"])
        neben = {buchstabe: f"'{blatt}'!{buchstabe}{bereich.zeile}" for buchstabe in "IJK"}
        return {"": fall["name"], "Quelle": neben["I"]}, neben["K"], neben["J"]
    kopf = fall.get("kopf", 5)
    zeile = kopf + 1 + fall.get("zeile", 1)
    spalten = {name: f"'{fall['blatt']}'!{b}{zeile}" for name, b in _spalten(m, fall["blatt"], kopf).items()}
    return spalten, spalten["Hinweis"], spalten["bestätigt, weil"]


def _tippen(m: Arbeitsmappe, orte: dict[str, str], werte: Any) -> None:
    for name, wert in werte.items() if isinstance(werte, dict) else [("", werte)]:
        m[orte[name]] = None if wert == "" else wert
    if "Quelle" in orte:
        m[orte["Quelle"]] = "Haustarif"
    m.rechnen()


@pytest.mark.parametrize("fall", FAELLE, ids=[f["was"] for f in FAELLE])
def test_ausrutscher(fall: dict[str, Any]) -> None:
    m = geliehen(fall["mappe"])
    orte, hinweis, grund = _orte(m, fall)
    for bereich, werte in fall.get("davor", {}).items():
        m[bereich] = werte
    _tippen(m, orte, fall["falsch"])
    gesagt = str(m[hinweis])
    assert m["pruefung_gesamt"] is False
    if fall["antwort"] == "falsch":
        assert gesagt.startswith(f"Wert prüfen: {fall.get('hinweis', '')}")
        assert m["pruefung_eingaben"] is False
        assert any(isinstance(m[n], Fehler) for n in _ergebnisse(m))
    elif fall["antwort"] == "unvollständig":
        assert gesagt == "unvollständig"
        assert m["pruefung_vollstaendig"] is False
    else:
        _bestaetigen(m, gesagt, fall["hinweis"], hinweis, grund)
    _tippen(m, orte, fall["richtig"])
    m[grund] = None
    m.rechnen()
    assert not str(m[hinweis]).startswith(("bitte", "Wert prüfen", "unvollständig"))
    assert m["pruefung_bestaetigt"] is True
    assert m["pruefung_eingaben"] is True


def _ergebnisse(m: Arbeitsmappe) -> Iterator[str]:
    return (n for n in m.namen("ergebnis_") if n != "ergebnis_angebote")


def _bestaetigen(m: Arbeitsmappe, gesagt: str, text: str, hinweis: str, grund: str) -> None:
    gefragt = re.fullmatch(r"bitte bestätigen »(.+)«: (.+)", gesagt)
    assert gefragt is not None, gesagt
    assert gefragt[2] == text
    assert m["pruefung_bestaetigt"] is False
    m[grund] = "so mit dem Leistungsträger besprochen"
    m.rechnen()
    assert m["pruefung_bestaetigt"] is False
    m[grund] = f"{gefragt[1]}: so besprochen"
    m.rechnen()
    while (weiter := re.fullmatch(r"bitte bestätigen »(.+)«: (.+)", str(m[hinweis]))) is not None:
        m[grund] = f"{m[grund]}, {weiter[1]}"
        m.rechnen()
    assert m[hinweis] in ("bestätigt", None)
    assert m["pruefung_bestaetigt"] is True
