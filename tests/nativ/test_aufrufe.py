"""Each function without add-in: same value and error as with it, in LibreOffice and in an engine without ours."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import formualizer as fz
import pytest
import xlsxwriter
from fremd.office import durch_office, ohne_gespeicherte_werte
from openpyxl.utils import get_column_letter

from udfs import FUNKTIONEN, NICHT_GEGEBEN, Fehler, Formel, aufruf, formel, lesen, preise, zeiten
from udfs.nativ import NATIV, NUR_LAMBDA
from workbooks.nativ.uebersetzer import Geprueft, Uebersetzer

JE_FUNKTION = 60
AUS_DEM_VERTRAG = (lesen.land, lesen.land_oder_bund, lesen.stichtag)
EINZELN = [
    formel(f)
    for f in NATIV
    if not any(
        a.angabe.leser in AUS_DEM_VERTRAG
        or isinstance(a.angabe.leser, zeiten.Dienstzeilen)  # a whole table: test_deckung
        or a.angabe.leser is preise.entgeltgruppe  # a sheet of its own: test_tarif
        for a in formel(f).argumente
    )
]
SPALTEN = "ABCDEF"
BREIT, NEBEN = 4, 12  # cells of a range; where the first one stands
CODES = {"Value": "#VALUE!", "Num": "#NUM!", "Na": "#N/A", "Div": "#DIV/0!", "Ref": "#REF!", "Name": "#NAME?"}


def test_jede_funktion_hat_eine_form_ohne_addin() -> None:
    assert set(NATIV) | set(NUR_LAMBDA) == set(FUNKTIONEN)
    assert not set(NATIV) & set(NUR_LAMBDA)
    assert all(formel(f).tabelle for f in NUR_LAMBDA)
    assert (len(NATIV), len(EINZELN)) == (63, 40)


def wert(leser: Any, zufall: random.Random, breit: bool = False) -> Any:
    """A value that its reader takes; `breit`: a range of several cells, where it takes one."""
    if isinstance(leser, (lesen.Gitter, lesen.Reihe)):
        if not breit:
            return wert(leser.zelle, zufall)
        return [[wert(leser.zelle, zufall) if zufall.random() < 0.9 else None for _ in range(BREIT)]]
    if isinstance(leser, lesen.Auswahl):
        return zufall.choice(leser.worte)
    if isinstance(leser, lesen.GanzeZahl):
        return float(zufall.randint(leser.mindestens, min(leser.hoechstens, 20)))
    if isinstance(leser, zeiten.Tag):
        return float(zufall.randint(45_000, 47_000))
    if leser in (lesen.beginn, lesen.ende):
        return zufall.randrange(0, 1440) / 1440
    unten = leser.ueber if leser.ueber is not None else leser.mindestens
    unten = -50.0 if unten is None else unten
    oben = leser.hoechstens if leser.hoechstens is not None else max(unten, 0) + zufall.choice([0.1, 3, 5000])
    return round(zufall.uniform(unten, oben), zufall.choice([0, 2, 6])) or (
        0.5 if leser.ueber is not None else 0.0
    )


def argumente(f: Formel, zufall: random.Random) -> list[Any]:
    """Mostly right, sometimes one of them blank, a text, an error, out of bounds."""
    breit = zufall.random() < 0.7  # ranges of one call have one shape
    werte: list[Any] = [wert(a.angabe.leser, zufall, breit) for a in f.argumente]
    if zufall.random() < 0.5:
        stelle = zufall.randrange(len(werte))
        werte[stelle] = zufall.choice([None, None, "x", "zwölf", -7.0, -0.5, 1e6, 0.0, Fehler("#DIV/0!", "")])
    return werte[: zufall.randint(f.pflicht, len(werte))]


def faelle() -> Iterator[tuple[Formel, list[Any], str]]:
    """Each call with the native formula of the row in which its arguments stand."""
    zeile = 0
    for f in EINZELN:
        zufall = random.Random(f"nativ {f.name}")  # its own: one more function changes no other's cases
        for _ in range(JE_FUNKTION):
            zeile += 1
            werte = argumente(f, zufall)
            orte = ",".join(ort(i, zeile, isinstance(x, list)) for i, x in enumerate(werte))
            uebersetzer = Uebersetzer({}, Geprueft())
            yield f, werte, uebersetzer.formel(f"{f.name}({orte})")


def ort(i: int, zeile: int, bereich: bool) -> str:
    """A single value stands in its column, a range far to the right."""
    if not bereich:
        return f"${SPALTEN[i]}{zeile}"
    ab = NEBEN + i * BREIT
    return f"${get_column_letter(ab)}{zeile}:${get_column_letter(ab + BREIT - 1)}{zeile}"


FAELLE = list(faelle())


@pytest.fixture(scope="module")
def datei(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pfad = tmp_path_factory.mktemp("nativ") / "aufrufe.xlsx"
    with xlsxwriter.Workbook(pfad) as buch:
        blatt = buch.add_worksheet("T")
        for z, (_, werte, text) in enumerate(FAELLE):
            for s, x in enumerate(werte):
                if isinstance(x, list):
                    for k, zelle in enumerate(x[0]):
                        if zelle is not None:
                            blatt.write(z, NEBEN - 1 + s * BREIT + k, zelle)
                elif isinstance(x, Fehler):
                    blatt.write_formula(z, s, "=1/0", None, "#DIV/0!")
                elif x is not None:
                    blatt.write(z, s, x)
            blatt.write_formula(z, 8, "=" + text, None, "")
    return pfad


def gleich(soll: Any, ist: Any, fehlerzahl: int, groesse: float) -> bool:
    """`groesse`: the largest number among the arguments; a difference of large ones has their last digits."""
    if isinstance(soll, Fehler):
        code = ist.code if isinstance(ist, Fehler) else None
        return code == soll.code or (code is not None and fehlerzahl > 1)
    if soll in (None, ""):
        return ist in (None, "")
    if isinstance(soll, float) and isinstance(ist, (int, float)) and not isinstance(ist, bool):
        return math.isclose(soll, ist, rel_tol=1e-11, abs_tol=1e-11 * groesse)
    return bool(soll == ist)


def ungleiche(gelesen: Any) -> list[Any]:
    gefunden = []
    for z, (f, werte, text) in enumerate(FAELLE, 1):
        voll = [*werte, *[NICHT_GEGEBEN] * (len(f.argumente) - len(werte))]
        soll, ist = aufruf(f.funktion, voll), gelesen(z)
        # two values that each are wrong: which one is said may differ
        schlecht = sum(
            isinstance(aufruf(f.funktion, [*voll[:i], x, *voll[i + 1 :]]), Fehler) for i, x in enumerate(voll)
        )
        flach = [y for x in werte for y in (x[0] if isinstance(x, list) else [x])]
        groesse = max([1.0, *(abs(x) for x in flach if isinstance(x, float))])
        if not gleich(soll, ist, schlecht, groesse):
            gefunden.append((f.name, werte, text, soll, ist))
    return gefunden


def test_wie_eine_maschine_ohne_unsere_funktionen(datei: Path) -> None:
    mappe = fz.Workbook.from_path(str(datei))
    mappe.evaluate_all()

    def gelesen(zeile: int) -> Any:
        x = mappe.get_value("T", zeile, 9)
        return Fehler(CODES[x["kind"]], "") if isinstance(x, dict) else x

    assert ungleiche(gelesen) == []


@pytest.mark.libreoffice
def test_wie_libreoffice(datei: Path, soffice: str, tmp_path: Path) -> None:
    m = durch_office(soffice, ohne_gespeicherte_werte(datei, tmp_path / "a.xlsx"), tmp_path)
    assert ungleiche(lambda zeile: m[f"T!I{zeile}"]) == []


def test_beide_arten_von_aufrufen_kommen_vor() -> None:
    """Right ones and wrong ones, of each function."""
    for f in EINZELN:
        ergebnisse = [aufruf(f.funktion, w) for g, w, _ in FAELLE if g is f]
        assert sum(isinstance(e, Fehler) for e in ergebnisse) >= 5, f.name
        assert sum(isinstance(e, float) for e in ergebnisse) >= 10, f.name
