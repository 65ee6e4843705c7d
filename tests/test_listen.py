"""Every small table of the budget workbooks: a row incomplete, faulty, unusual or there twice says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl.utils import get_column_letter, quote_sheetname
from vorlagenbau import mappe

from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen.sonder import SONDERMAPPEN


class Fall(NamedTuple):
    """One row of a table (1: the first), some of its cells by heading, and how its hint begins."""

    vorlage: str
    liste: str
    zeile: int
    werte: dict[str, Any]
    hinweis: str


LEER, FALSCH, FRAGE = "unvollständig", "Wert prüfen: ", "bitte bestätigen: "
FAELLE = (
    Fall("hh-asp", "brueche", 1, {"Grund": None}, LEER),
    Fall("hh-asp", "brueche", 1, {"Bruch ab": "früher"}, FALSCH + "Bruch ab"),
    Fall("hh-asp", "brueche", 1, {"Bruch ab": 2030}, FRAGE + "Jahr steht nicht in der Zeitreihe"),
    Fall("hh-asp", "brueche", 3, {"Bruch ab": 2014, "Grund": "x"}, FALSCH + "Jahr doppelt"),
    Fall("hh-asp", "zeitreihe", 1, {"Jahr": None}, LEER),
    Fall("hh-asp", "zeitreihe", 3, {"Fälle": None}, FALSCH + "Ausgaben und Fälle gehören zusammen"),
    Fall("hh-asp", "zeitreihe", 3, {"Fälle": "viele"}, FALSCH + "Fälle"),
    Fall("hh-asp", "zeitreihe", 3, {"Jahr": 2018}, FALSCH + "Jahr doppelt"),
    Fall("hh-asp", "zeitreihe", 17, {"Jahr": 2023}, FALSCH + "Jahr folgt nicht auf das darüber"),
    Fall("hh-asp", "zeitreihe", 16, {"Ausgaben TEUR": 91_104_000}, FRAGE + "Ausgaben in TEUR?"),
    Fall("hh-asp", "niedrigschwellig", 1, {"Jahr": None}, LEER),
    Fall("hh-asp", "niedrigschwellig", 1, {"Anbieter": -1}, FALSCH + "Anbieter"),
    Fall("hh-asp", "niedrigschwellig", 2, {"Jahr": 2022}, FALSCH + "keine Zahl zu diesem Jahr"),
    Fall("hh-asp", "niedrigschwellig", 1, {"Anbieter": 132}, FRAGE + "mehr Anbieter als Begegnungsstätten"),
    Fall("hh-asp", "niedrigschwellig", 2, {"Jahr": 2021, "Anbieter": 69}, FALSCH + "Jahr doppelt"),
    Fall("hh-asp", "alte_leistungsarten", 2, {"Fälle": 3000}, LEER),
    Fall("hh-asp", "alte_leistungsarten", 2, {"Ausgaben EUR": -1}, FALSCH + "Ausgaben EUR"),
    Fall("hh-asp", "alte_leistungsarten", 1, {"Ausgaben EUR": 5}, FALSCH + "Jahr der Zahlen fehlt"),
)


def tabelle(m: Arbeitsmappe, liste: str) -> tuple[str, int, dict[str, str]]:
    """Sheet, first row, and the columns of a table by their heading."""
    blatt, bereich = m.ort(f"zeilenhinweis_{liste}")
    kopf: dict[str, str] = {}
    oben = next(
        z
        for z in range(bereich.zeile - 1, 0, -1)
        if m[f"{quote_sheetname(blatt)}!{get_column_letter(bereich.spalte)}{z}"] == "Hinweis"
    )
    for nummer in range(1, bereich.spalte + 4):
        wort = m[f"{quote_sheetname(blatt)}!{get_column_letter(nummer)}{oben}"]
        if isinstance(wort, (str, float)):
            wort = f"{wort:.0f}" if isinstance(wort, float) else wort
            kopf[wort.replace("-\n", "").replace("\n", " ")] = get_column_letter(nummer)
    return quote_sheetname(blatt), bereich.zeile, kopf


@pytest.mark.parametrize("fall", FAELLE, ids=lambda f: f"{f.vorlage}-{f.liste}-{f.hinweis}")
def test_jeder_zustand_einer_zeile(fall: Fall, tmp_path: Path) -> None:
    m = mappe(tmp_path, fall.vorlage, beispiel=True)
    assert m["pruefung_gesamt"] is True
    blatt, erste, kopf = tabelle(m, fall.liste)
    for wort, wert in fall.werte.items():
        m[f"{blatt}!{kopf[wort]}{erste + fall.zeile - 1}"] = wert
    m.rechnen()
    hinweis = f"{blatt}!{kopf['Hinweis']}{erste + fall.zeile - 1}"
    assert str(m[hinweis]).startswith(fall.hinweis)
    assert m["pruefung_gesamt"] is False
    if fall.hinweis.startswith(FRAGE):
        m[f"{blatt}!{kopf['bestätigt, weil']}{erste + fall.zeile - 1}"] = "so gemeint"
        m.rechnen()
        assert m[hinweis] == "bestätigt"
        assert m["pruefung_gesamt"] is True


def test_jede_liste_ist_dabei(tmp_path: Path) -> None:
    """Each table of the budget workbooks occurs above with every state that it can have."""
    for v in SONDERMAPPEN:
        m = mappe(tmp_path, v.name, beispiel=True)
        for name in m.namen("zeilenhinweis_"):
            liste = name.removeprefix("zeilenhinweis_")
            arten = {f.hinweis.split(":")[0] for f in FAELLE if (f.vorlage, f.liste) == (v.name, liste)}
            if liste not in WOANDERS:
                assert len(arten) == 3 or liste in OHNE, (v.name, liste, arten)


WOANDERS = {
    "anbieter",
    "budgettyp",
    "leistungsumfang",
    "anpassung",
    "investitionen",
}  # in the workbooks' own tests
OHNE = {
    "alte_leistungsarten": "asks only after its year, which the example does not have: test_alte_leistungsarten…",
}
