"""Which part may know which, and how the rules are written: checked in the source text of the project."""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PROJEKT = Path(__file__).resolve().parents[2]
# What each part may import from the project; a part not listed may import any other.
DARUNTER = {
    "calc": {"calc"},
    "udfs": {"calc", "udfs"},
    "recalculation": {"calc", "recalculation"},
    "workbooks": {"calc", "udfs", "recalculation", "workbooks"},
    "xlwings_addin": {"calc", "udfs", "xlwings_addin"},
    "libreoffice_addin": {"calc", "udfs", "libreoffice_addin"},
    "egh": {"calc", "udfs", "recalculation", "workbooks", "xlwings_addin", "libreoffice_addin", "egh"},
}
REGELMODULE = (
    "arbeitszeit",
    "hilfebedarf",
    "stundentafel",
    "personalbemessung",
    "budget",
    "controlling",
    "entgelt",
    "fallabgleich",
    "pooling",
    "assistenz",
    "fortschreibung",
    "umstellung",
    "runden",
)
# What a pure rule needs: no files, no clock, no environment.
REGEL_IMPORTE = {
    "__future__",
    "bisect",
    "collections",
    "dataclasses",
    "decimal",
    "fractions",
    "functools",
    "math",
    "typing",
}
LAENDER = {
    "BW",
    "BY",
    "BE",
    "BB",
    "HB",
    "HH",
    "HE",
    "MV",
    "NI",
    "NW",
    "RP",
    "SL",
    "SN",
    "ST",
    "SH",
    "TH",
    "NRW",
}
UHR = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}


def _dateien(*teile: str) -> list[Path]:
    return [datei for teil in teile for datei in sorted((PROJEKT / teil).rglob("*.py"))]


def _baum(datei: Path) -> ast.Module:
    return ast.parse(datei.read_text("utf-8"), str(datei))


def _kurz(datei: Path) -> str:
    return datei.relative_to(PROJEKT).as_posix()


def _importe(datei: Path) -> Iterator[str]:
    """Full names of imported modules; of `from udfs import lesen` both "udfs" and "udfs.lesen"."""
    paket = datei.relative_to(PROJEKT).parts[:-1]
    for knoten in ast.walk(_baum(datei)):
        if isinstance(knoten, ast.Import):
            yield from (name.name for name in knoten.names)
        elif isinstance(knoten, ast.ImportFrom):
            oben = ".".join(paket[: len(paket) - knoten.level + 1]) if knoten.level else ""
            modul = ".".join(teil for teil in (oben, knoten.module) if teil)
            yield modul
            yield from (f"{modul}.{name.name}" for name in knoten.names)


ALLE = pytest.mark.parametrize("datei", _dateien(*DARUNTER), ids=_kurz)
REGELN = pytest.mark.parametrize("datei", [PROJEKT / "calc" / f"{m}.py" for m in REGELMODULE], ids=_kurz)
UNTEN = pytest.mark.parametrize("datei", _dateien("calc", "udfs"), ids=_kurz)


@ALLE
def test_pfeile_zeigen_nach_unten(datei: Path) -> None:
    teil = datei.relative_to(PROJEKT).parts[0]
    importe = {name.split(".")[0] for name in _importe(datei)}

    assert not (importe & set(DARUNTER)) - DARUNTER[teil]
    assert "tests" not in importe


@pytest.mark.parametrize("datei", _dateien(*DARUNTER, "tests", "benchmarks"), ids=_kurz)
def test_xlwings_nur_im_excel_addin(datei: Path) -> None:
    importe = {name.split(".")[0] for name in _importe(datei)}

    assert "xlwings" not in importe or datei.relative_to(PROJEKT).parts[0] == "xlwings_addin"


FLUEGEL = {"grund": {"grund"}, "blaetter": {"grund", "blaetter"}, "fach": {"grund", "blaetter", "fach"}}


@pytest.mark.parametrize("datei", _dateien(*(f"workbooks/bausteine/{f}" for f in FLUEGEL)), ids=_kurz)
def test_fluegel_der_bausteine(datei: Path) -> None:
    fluegel = {n.split(".")[2] for n in _importe(datei) if n.startswith("workbooks.bausteine.")}

    assert fluegel & set(FLUEGEL) <= FLUEGEL[datei.parent.name]
    assert not [n for n in _importe(datei) if n.startswith("workbooks.vorlagen")]


WINGS = ("datei", "funktionen", "uebersetzung", "maschine", "erklaerung")


@pytest.mark.parametrize("datei", _dateien(*(f"recalculation/{w}" for w in WINGS)), ids=_kurz)
def test_wings_of_recalculation(datei: Path) -> None:
    """Each wing knows itself, those before it and what is handed in; never the run that ties them together."""
    erlaubt = {*WINGS[: WINGS.index(datei.parent.name) + 1], "eigene"}
    gebraucht = {n.split(".")[1] for n in _importe(datei) if n.startswith("recalculation.")}

    assert gebraucht <= erlaubt


def _modul(datei: Path) -> str:
    return ".".join(datei.relative_to(PROJEKT).with_suffix("").parts).removesuffix(".__init__")


def test_kein_modul_braucht_sich_selbst() -> None:
    """No circle of imports, those inside functions and for types included; a package does not count for its parts."""
    dateien = {_modul(datei): datei for datei in _dateien(*DARUNTER)}
    graph = {
        modul: {n for n in _importe(datei) if n in dateien and not modul.startswith(f"{n}.") and n != modul}
        for modul, datei in dateien.items()
    }
    assert sum(map(len, graph.values())) > 500
    list(TopologicalSorter(graph).static_order())  # CycleError names the circle


@UNTEN
def test_calc_und_udfs_brauchen_nur_die_standardbibliothek(datei: Path) -> None:
    fremd = {name.split(".")[0] for name in _importe(datei)} - set(sys.stdlib_module_names) - {"calc", "udfs"}

    assert not fremd


@REGELN
def test_eine_regel_liest_weder_datei_noch_uhr_noch_land(datei: Path) -> None:
    importe = set(_importe(datei))
    namen = {knoten.id for knoten in ast.walk(_baum(datei)) if isinstance(knoten, ast.Name)}
    texte = {
        knoten.value
        for knoten in ast.walk(_baum(datei))
        if isinstance(knoten, ast.Constant) and isinstance(knoten.value, str)
    }

    assert not {name.split(".")[0] for name in importe} - REGEL_IMPORTE - {"calc"}
    assert not {name for name in importe if name.startswith("calc.parameter")}
    assert not namen & {"open", "input", "print", "eval", "exec", "__import__"}
    assert not texte & LAENDER


def test_jedes_modul_von_calc_ist_eingeordnet() -> None:
    assert {datei.stem for datei in (PROJEKT / "calc").glob("*.py")} == {
        "__init__",
        "begriffe",
        "fehler",
        "zelle",
        *REGELMODULE,
    }


@pytest.mark.parametrize("datei", _dateien("calc", "udfs", "recalculation", "workbooks"), ids=_kurz)
def test_keine_uhr_entscheidet(datei: Path) -> None:
    aufrufe = {
        knoten.func.attr
        for knoten in ast.walk(_baum(datei))
        if isinstance(knoten, ast.Call) and isinstance(knoten.func, ast.Attribute)
    }
    verwechselbar = {"time"} if "time" not in set(_importe(datei)) else set()  # datetime.time() is no clock

    assert not aufrufe & UHR - verwechselbar


@UNTEN
def test_kein_runden_zur_geraden_ziffer(datei: Path) -> None:
    """`round()` takes 2,5 to 2. The one exception counts tenths of an HBG and compares afterwards."""
    gerundet = {
        f"{_kurz(datei)}: {funktion.name}"
        for funktion in ast.walk(_baum(datei))
        if isinstance(funktion, ast.FunctionDef)
        for knoten in ast.walk(funktion)
        if isinstance(knoten, ast.Call) and isinstance(knoten.func, ast.Name) and knoten.func.id == "round"
    }

    assert gerundet <= {"udfs/lesen.py: hbg"}


@UNTEN
def test_module_bleiben_ueberschaubar(datei: Path) -> None:
    assert len(datei.read_text("utf-8").splitlines()) <= 300


def _funktionen(datei: Path) -> Iterator[ast.FunctionDef]:
    return (knoten for knoten in ast.walk(_baum(datei)) if isinstance(knoten, ast.FunctionDef))


@pytest.mark.parametrize("datei", _dateien("calc"), ids=_kurz)
def test_regeln_sind_kurz(datei: Path) -> None:
    quelltext = datei.read_text("utf-8").splitlines()
    lang = {}
    for funktion in _funktionen(datei):
        koerper = funktion.body[1:] if ast.get_docstring(funktion) else funktion.body
        zeilen = quelltext[koerper[0].lineno - 1 : funktion.end_lineno] if koerper else []
        lang[funktion.name] = len([z for z in zeilen if z.strip() and not z.strip().startswith("#")])

    assert not {name: anzahl for name, anzahl in lang.items() if anzahl > 25}


@pytest.mark.parametrize("modul", [modul for modul in REGELMODULE if modul != "runden"])
def test_jede_regel_nennt_einheit_und_quelle(modul: str) -> None:
    """A rule gives a number or a text; what gives anything else only helps."""
    oben = _baum(PROJEKT / "calc" / f"{modul}.py").body
    for funktion in (knoten for knoten in oben if isinstance(knoten, ast.FunctionDef)):
        gibt = ast.unparse(funktion.returns) if funktion.returns else ""
        if funktion.name.startswith("_") or gibt not in ("float", "str"):
            continue
        text = ast.get_docstring(funktion) or ""

        assert text.split("\n")[0].endswith("]"), funktion.name
        assert "Quelle:" in text or "Quelle und Fehler: siehe" in text, funktion.name
