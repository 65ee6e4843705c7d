"""Functions that read contract values, without add-in: in a workbook of their Land, in LibreOffice and as LAMBDA."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fremd.lambda_maschinen import ironcalc, vorbereitet
from fremd.office import durch_office
from test_aufrufe import gleich, wert

import workbooks
from recalculation.datei.zellwert import seriell
from udfs import FUNKTIONEN, Fehler, Formel, aufruf, formel, lesen
from workbooks.bausteine.grund.bau import Umfang
from workbooks.fertigung import teile
from workbooks.vorlagen import bauen, finde
from workbooks.weitergabe.packen import gepackt

VORLAGEN = {"TH": "th", "BE": "be-tagespauschalen", "HE": "he-fachleistungsstunden", "NW": "nw"}
SELBST = {"EGH_BE_": "BE", "EGH_HE_": "HE"}
HBG = ("0.1", "0,7", "1", "3", "7", "7+", "12", "99")
NAMEN = ("wochen_jahr", "nettojahresarbeitszeit", "anteil_indirekt", "gibt_es_nicht", "hbg")
JE_FUNKTION = 12
jedes_land = pytest.mark.parametrize("land", VORLAGEN)


def funktionen(land: str) -> Iterator[Formel]:
    """Those that read a contract and can be asked in this workbook."""
    for f in map(formel, FUNKTIONEN):
        if any(a.angabe.leser is lesen.stichtag for a in f.argumente) and not f.tabelle:
            eigen = next((wo for vorsatz, wo in SELBST.items() if f.name.startswith(vorsatz)), land)
            if eigen == land:
                yield f


def wert_fuer(leser: Any, zufall: random.Random) -> Any:
    if leser is lesen.hbg:
        return zufall.choice(HBG)
    return zufall.choice([True, False]) if leser is lesen.ja_nein else wert(leser, zufall)


def faelle(land: str) -> Iterator[tuple[Formel, list[Any], str]]:
    """Function, arguments (None: a blank cell) and the call; Land and Stichtag are those of the Deckblatt."""
    zufall = random.Random(land)
    zeile = 0
    for f in funktionen(land):
        for _ in range(JE_FUNKTION):
            zeile += 1
            werte, orte = [], []
            for i, a in enumerate(f.argumente):
                leser = a.angabe.leser
                if leser in (lesen.land, lesen.land_oder_bund):
                    werte.append(land)
                    orte.append("meta_land")
                elif leser is lesen.stichtag:
                    werte.append("deckblatt")
                    orte.append("meta_stichtag")
                elif leser is lesen.parametername:
                    werte.append(zufall.choice(NAMEN))
                    orte.append(f'"{werte[-1]}"')
                elif isinstance(leser, lesen.Auswahl):
                    werte.append(zufall.choice(leser.worte))
                    orte.append(f'"{werte[-1]}"')
                else:
                    x = wert_fuer(leser, zufall)
                    werte.append(None if zufall.random() < 0.1 and leser is not lesen.ja_nein else x)
                    orte.append(f"${chr(65 + i)}{zeile}")
            yield f, werte, f"{f.name}({','.join(orte)})"


def gebaut(land: str, form: str, pfad: Path) -> tuple[Path, float]:
    """The example with a sheet of calls, not computed; and its Stichtag."""
    vorlage = finde(VORLAGEN[land])
    assert vorlage is not None
    buch = bauen(vorlage, True, umfang=Umfang(3, 5, 3, 3), form=form)
    blatt = buch.create_sheet("Probe")
    for z, (_, werte, ruf) in enumerate(faelle(land), 1):
        for s, x in enumerate(werte, 1):
            if isinstance(x, (float, bool)) or (isinstance(x, str) and x not in ("deckblatt", land)):
                blatt.cell(z, s, x)
        blatt.cell(z, 12, f"={ruf}")
    stichtag = buch["Deckblatt"][
        buch.defined_names["meta_stichtag"].attr_text.rpartition("!")[2].replace("$", "")
    ].value
    pfad.write_bytes(gepackt(teile(buch, form)))
    return pfad, float(seriell(stichtag.date() if hasattr(stichtag, "date") else stichtag))


def ungleiche(land: str, stichtag: float, gelesen: Any) -> list[Any]:
    gefunden = []
    for z, (f, werte, ruf) in enumerate(faelle(land), 1):
        soll = aufruf(f.funktion, [stichtag if x == "deckblatt" else x for x in werte])
        ist = gelesen(z)
        beide = isinstance(soll, Fehler) and isinstance(ist, Fehler)  # which of two faults is said may differ
        if f.name == "EGH_HBG" and werte[0] == 0:
            continue  # no minutes, no group: blank there, #N/A with us where the Land has no corridors
        if not beide and not gleich(
            soll, ist, 1, max([1.0, *(abs(x) for x in werte if isinstance(x, float))])
        ):
            gefunden.append((ruf, werte, soll, ist))
    return gefunden


@jedes_land
def test_gewoehnliche_formeln(land: str, soffice: str, tmp_path: Path) -> None:
    pfad, stichtag = gebaut(land, "formeln", tmp_path / "f.xlsx")
    unsere = workbooks.oeffnen(pfad).rechnen()
    assert ungleiche(land, stichtag, lambda z: unsere[f"Probe!L{z}"]) == []
    office = durch_office(soffice, pfad, tmp_path)
    assert ungleiche(land, stichtag, lambda z: office[f"Probe!L{z}"]) == []
    werte = [unsere[f"Probe!L{z}"] for z, _ in enumerate(faelle(land), 1)]
    assert sum(isinstance(w, (float, str)) for w in werte) > 20


@jedes_land
def test_als_lambda(land: str, tmp_path: Path) -> None:
    pfad, stichtag = gebaut(land, "lambda", tmp_path / "l.xlsx")
    nummer = openpyxl.load_workbook(pfad).sheetnames.index("Probe")
    lesen_ = ironcalc(vorbereitet(pfad, tmp_path / "i.xlsx", "ironcalc"))
    assert ungleiche(land, stichtag, lambda z: lesen_(nummer, z, 12)) == []
