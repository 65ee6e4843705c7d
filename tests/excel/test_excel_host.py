"""The functions as Excel calls them: xlwings' own code from the COM server down to the host, without Windows.

Stand-ins replace pywin32 only; see tests/fremd/xlwings_treiber.py.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import fallmappe
import fallsammlung
import pytest
import strategien
from excelkind import FEHLT, SCODE, Excel, als_com
from fallmappe import FAELLE, Gerechnet
from fallsammlung import NACH_NAME, Fall
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs import FUNKTIONEN, Fehler, aufruf, blattname, formel, ist_leer
from xlwings_addin.meldung import seiten


@pytest.fixture(scope="module")
def excel() -> Iterator[Excel]:
    with Excel() as kind:
        yield kind


@pytest.fixture(scope="module")
def gerechnet(tmp_path_factory: pytest.TempPathFactory) -> Gerechnet:
    return fallmappe.rechnen(tmp_path_factory.mktemp("faelle"))


def _gleich(a: Any, b: Any) -> bool:
    """Cell by cell the same: blank as blank, numbers to the last bit, errors by their code."""
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_gleich, a, b))
    if ist_leer(a) or ist_leer(b):
        return ist_leer(a) and ist_leer(b)
    return type(a) is type(b) and bool(a == b)


def _mit_satz(ist: Any, satz: str) -> Any:
    if isinstance(ist, list):
        return [_mit_satz(teil, satz) for teil in ist]
    return Fehler(ist.code, satz) if isinstance(ist, Fehler) else ist


@pytest.mark.parametrize("fall", FAELLE, ids=lambda fall: fall.kennung)
def test_jeder_fall_gibt_das_veroeffentlichte_und_denselben_satz(fall: Fall, excel: Excel) -> None:
    excel.text("mitschreiben")
    ist = excel.ruf(fall.formel, fall.argumente)
    satz = excel.text("fehler_der_zelle", f"={fall.formel}(…)", "#NV")

    assert not fallsammlung.unterschiede(fall, _mit_satz(ist, satz))


@pytest.mark.parametrize("fall", FAELLE, ids=lambda fall: fall.kennung)
def test_jeder_fall_gleicht_der_zelle_ohne_office(fall: Fall, excel: Excel, gerechnet: Gerechnet) -> None:
    assert _gleich(excel.ruf(fall.formel, fall.argumente), gerechnet.mappe[gerechnet.orte[fall.kennung]])


@pytest.mark.parametrize("funktion", FUNKTIONEN, ids=blattname)
@given(data=st.data())
@settings(max_examples=25)
def test_jede_eingabe_gibt_dasselbe_wie_aufruf(funktion: Any, data: st.DataObject, excel: Excel) -> None:
    argumente = data.draw(strategien.beliebige_argumente(funktion))

    ist = excel.ruf(blattname(funktion), argumente)

    soll = aufruf(funktion, argumente)
    if isinstance(soll, list) and len(soll) == 1 and len(soll[0]) == 1:
        soll = soll[0][0]  # xlwings hands a single cell over as a single value
    assert _gleich(ist, soll)


@pytest.mark.parametrize("funktion", FUNKTIONEN, ids=blattname)
def test_ein_fehler_geht_mit_seinem_code_durch_jedes_argument(funktion: Any, excel: Excel) -> None:
    for i in range(len(formel(funktion).argumente)):
        for code, nummer in (("#DIV/0!", 2007), ("#REF!", 2023), ("#NULL!", 2000)):
            argumente = strategien.muster(funktion)
            argumente[i] = Fehler(code)

            assert excel.roh(blattname(funktion), *_com(argumente)) == nummer


@pytest.mark.parametrize("funktion", FUNKTIONEN, ids=blattname)
def test_blank_und_fehlend_in_jedem_argument(funktion: Any, excel: Excel) -> None:
    """Blank first gives blank, missing first an error; later a required one is an error, an optional its default."""
    for i, arg in enumerate(formel(funktion).argumente):
        voll = _com(strategien.muster(funktion))
        leer, fehlt = list(voll), list(voll)
        leer[i], fehlt[i] = None, FEHLT
        mit_leer, mit_fehlend = (excel.roh(blattname(funktion), *a) for a in (leer, fehlt))

        if i == 0:
            assert mit_leer == ""
            assert mit_fehlend == 2015
        else:
            assert mit_leer == mit_fehlend
            assert (mit_leer == 2015) == (arg.pflicht and not arg.angabe.darf_leer)


def _com(argumente: list[Any]) -> list[Any]:
    return [als_com(wert) for wert in argumente]


@pytest.mark.parametrize(
    ("nummer", "zurueck"),
    [
        *((nummer, nummer) for nummer in (2000, 2007, 2015, 2023, 2029, 2036, 2042)),
        *((nummer, nummer) for nummer in (2043, 2045, 2046, 2047, 2048, 2049, 2050)),
        (2051, 2015),  # what Excel may invent is an error too, never a number
        (3000, 2015),
    ],
)
def test_jeder_fehlercode_von_excel_bleibt_ein_fehler(nummer: int, zurueck: int, excel: Excel) -> None:
    assert excel.roh("EGH_VZAE", SCODE + nummer, 1372.0) == zurueck
    assert excel.roh("EGH_NJAZ_BERECHNEN", 52.15, 39.0, [[30.0], [SCODE + nummer]], FEHLT) == zurueck


def test_formen_die_com_kennt(excel: Excel) -> None:
    # Excel's serial for 1 July 2023: 45108. A date arrives as a number, because ranges are read by Value2.
    assert excel.roh("EGH_NJAZ", "BY", False, 45108.0) == pytest.approx(1532.31, abs=0.005)
    assert excel.roh("EGH_NJAZ", "BY", False, "30.06.2023") == 2042
    assert excel.roh("EGH_BJAZ", "52,15", "39") == pytest.approx(2033.85, abs=0.005)
    assert excel.roh("EGH_BJAZ", "52.15", 39.0) == 2015  # 52.15 typed as text: read as nothing, never as 5215
    assert excel.roh("EGH_BJAZ", 52, 39) == 2028.0  # called from VBA, where 52 is an Integer
    # An array constant {0,125.0,1} comes as one row, a column as rows of one.
    assert excel.roh("EGH_BETREUUNGSZEIT_KETTE", 1568.0, [0.125, 0.1]) == pytest.approx(1215.2)
    assert excel.roh("EGH_BETREUUNGSZEIT_KETTE", 1568.0, [[0.125], [0.1]]) == pytest.approx(1215.2)
    assert excel.roh("EGH_HBG", [[200.0, 260.0], [None, 1077.0]], "TH") == [["3", "3"], ["", "7+"]]


def test_der_text_nv_in_einer_zelle_bleibt_ein_text(excel: Excel) -> None:
    dienst = ["#N/A", "22:00", "06:00", None, 7.0, 1.0]
    tafel = excel.roh("EGH_STUNDENTAFEL", [dienst], 1372.0, FEHLT)

    assert tafel[1][0] == "#N/A"
    assert tafel[-1][:4] == ["Gesamt", "", 56.0, 2912.0]


def test_zehntausend_zeilen_in_einem_aufruf(excel: Excel) -> None:
    minuten = [[float(i % 1100)] for i in range(10_000)]
    ergebnis = excel.roh("EGH_HBG", minuten, "TH", FEHLT)

    assert len(ergebnis) == 10_000
    assert ergebnis[200] == ["3"]
    assert ergebnis[1077] == ["7+"]


# --- What the ribbon asks ---------------------------------------------------------------------------------


def test_fehler_und_quelle_der_zelle(excel: Excel) -> None:
    excel.text("mitschreiben")
    excel.roh("EGH_NJAZ", "NW", True, FEHLT)
    excel.roh("EGH_VZAE", 117.0, 1372.0)
    satz = excel.text("fehler_der_zelle", '=EGH_VZAE(117,EGH_NJAZ("NW",TRUE))', "#NV")
    assert "kein eigener Wert mit Schichtdienst" in satz
    assert satz.endswith("Mehr dazu im Handbuch (Menüband): EGH_NJAZ.")

    excel.text("mitschreiben")
    excel.roh("EGH_PARAMETER", "NW", "anteil_indirekt", FEHLT)
    quelle = excel.text(
        "quelle_der_zelle", '=IF(B2="",EGH_PARAMETER("NW","anteil_indirekt"),B2)', "parameter_x"
    )
    assert "0,125 Anteil" in quelle
    assert "Quelle: " in quelle


def test_ein_eigener_wert_nennt_seine_eingabezelle(excel: Excel) -> None:
    excel.text("mitschreiben")
    text = excel.text("quelle_der_zelle", '=IF(B2="",EGH_NJAZ("NW"),B2)', "parameter_njaz")

    assert text.startswith("parameter_njaz: Es gilt der eigene Wert aus eingabe_njaz;")


@pytest.mark.parametrize(
    ("formeltext", "anzeige", "teil"),
    [
        ("=SUM(A1:A3)", "#NV", "keine EGH-Formel; #NV kommt"),
        ("=SUM(A1:A3)", "", "keine EGH-Formel."),
        ("", "", "keine EGH-Formel."),
        ('="EGH_VZAE"', "", "keine EGH-Formel."),
        ("=EGH_VZAE(1,2)", "#NV", "F2 und Eingabe"),
    ],
)
def test_ohne_aufruf_sagt_ein_satz_was_ist(formeltext: str, anzeige: str, teil: str, excel: Excel) -> None:
    excel.text("mitschreiben")

    assert teil in excel.text("fehler_der_zelle", formeltext, anzeige)


def test_ein_fehler_neben_unseren_formeln_wird_nicht_uns_zugeschrieben(excel: Excel) -> None:
    excel.text("mitschreiben")
    excel.roh("EGH_VZAE", 117.0, 1372.0)

    assert "ohne Fehler; #DIV/0! entsteht im übrigen Teil" in excel.text(
        "fehler_der_zelle", "=EGH_VZAE(A1,B1)/0", "#DIV/0!"
    )


def test_alle_formeln_sind_da_und_der_host_ist_der_einzige_ort(excel: Excel) -> None:
    for funktion in NACH_NAME.values():
        assert excel.roh(blattname(funktion), *_com(strategien.muster(funktion))) is not None
    assert "ausnahme" in excel.roh("EGH_GIBT_ES_NICHT", 1.0)


def test_add_in_und_paket_verschiedener_version_geben_nv_statt_gemischtem_code() -> None:
    """xlwings reloads a changed module by itself; the rest of the package would stay the old one."""
    probe = """
import importlib, importlib.metadata
from xlwings_addin import ersatz
ersatz.com_server()
from xlwings_addin import host
host.gehoert_zu("0.0.1")
eigene = importlib.metadata.version("egh-kalkulation")
satz = f"Add-in 0.0.1, Paket {eigene}: Excel schließen, dann egh addin excel installieren."
assert host.versionssatz() == satz, host.versionssatz()
assert host.EGH_VZAE(1.0, 2.0) == [[2042]]
host.gehoert_zu(eigene)
assert host.EGH_VZAE(1.0, 2.0) == [[0.5]]
importlib.reload(host)
assert host.EGH_VZAE(1.0, 2.0) == [[0.5]]
importlib.metadata.version = lambda name: "99.0"
importlib.reload(host)
assert host.EGH_VZAE(1.0, 2.0) == [[2042]], host.EGH_VZAE(1.0, 2.0)
satz = f"Add-in {eigene}, Paket 99.0: Excel schließen, dann egh addin excel installieren."
assert host.fehler_der_zelle("=EGH_VZAE(1,2)", "#NV") == satz
"""
    fertig = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False, encoding="utf-8")

    assert fertig.returncode == 0, fertig.stderr


# --- Message boxes ----------------------------------------------------------------------------------------


@given(st.text(st.characters(codec="cp1252", exclude_characters="\r\f\v\x1c\x1d\x1e\x85"), max_size=4000))
def test_seiten_lassen_kein_wort_aus_und_passen_in_ein_meldungsfenster(text: str) -> None:
    fertig = seiten(text)

    assert all(len(seite) <= 1000 for seite in fertig.split("\f"))
    assert "".join(fertig.split()) == "".join(text.split())


def test_zeichen_die_ein_meldungsfenster_nicht_kennt_werden_umschrieben() -> None:
    assert seiten("Σ Umfang ≥ 0, 5 − 3 · 2 „so“ – ж") == "Summe  Umfang >= 0, 5 - 3 · 2 „so“ – ?"


# --- What Excel's VBA may ask, and nobody else ------------------------------------------------------------------

ANGRIFFE = [
    ("Frage", "subprocess", ["getoutput"]),
    ("Frage", "os; import subprocess", []),
    ("Frage", "getcwd", []),
    ("Frage", "__import__", ["os"]),
    ("Frage", "_formelnamen", ["=EGH_X()"]),
    ("Frage", "gehoert_zu", ["9.9.9"]),
    ("Frage", "EGH_VZAE", ["1"]),
    ("Frage", "", []),
    ("Frage", "ueber", [1.0]),
    ("Frage", ["ueber"], []),
    ("Rechne", "mitschreiben", []),
    ("Rechne", "subprocess", [["getoutput", "id"]]),
    ("Rechne", "version", ["egh-kalkulation"]),
    ("Rechne", "egh_vzae", [1.0, 2.0]),
    ("Rechne", None, []),
    *(
        (methode, "subprocess", ["getoutput"])
        for methode in ("Module", "Call", "Eval", "Exec", "GetAttr", "Builtin", "CallUDF")
    ),
    ("__init__", "x", []),
    ("_xlwings", "x", []),
]


@pytest.mark.parametrize(("methode", "name", "argumente"), ANGRIFFE)
def test_der_server_kennt_nur_formeln_und_fragen(
    methode: str, name: Any, argumente: list[Any], excel: Excel
) -> None:
    """xlwings' own server would execute the module's name and call what it is told (excel review, finding 1)."""
    antwort = excel.frage(methode, name, argumente)
    assert set(antwort) == {"ausnahme"}
    art, _, satz = antwort["ausnahme"].partition(": ")
    assert art == ("Abgelehnt" if methode in ("Rechne", "Frage") else "AttributeError")
    assert not re.search("uid=|/home|/root|Linux", satz)


def test_jede_frage_des_menuebands_wird_beantwortet(excel: Excel) -> None:
    assert "EGH-Kalkulation" in excel.text("ueber", "C:\\EGH.xlam")
    assert excel.text("mitschreiben") == ""
