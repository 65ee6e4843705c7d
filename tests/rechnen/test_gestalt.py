"""Formulas that differ in their row only are translated once: the memory must never change a translation."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import formualizer as fz
import pytest
from fremd import formelliste
from hypothesis import given, settings
from hypothesis import strategies as st
from mappenbau import mit_blatt_xml, mit_openpyxl
from vorlagenbau import NAMEN, bytes_der_vorlage

import workbooks
from recalculation.datei.adresse import Ort, spaltenname
from recalculation.datei.aufbau import Name
from recalculation.datei.zellmenge import Zellmenge
from recalculation.uebersetzung import abhaengig, baum
from recalculation.uebersetzung.formeln import Beweglich, Uebersetzung, verschoben
from recalculation.uebersetzung.gestalt import Gedaechtnis, gestalt
from recalculation.uebersetzung.vorbereitung import Vorbereitung
from workbooks.rechner import EGH

STUECKE = [
    "A1",
    "$B2",
    "C$3",
    "$D$4",
    "Blatt1!E5",
    "'Mein A1'!F6",
    '"G7"',
    '"a""H8"',
    "LOG10(",
    ")",
    "+",
    ",",
    "I9:J10",
]


class _Mappe:
    """A workbook with one name and no tables, as far as references ask it."""

    tabellen = ()
    namen = (Name("ziel", "T!$C$3", None),)

    def finde_name(self, name: str, _blatt: str) -> Name | None:
        return self.namen[0] if name == "ziel" else None


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(["A1", "$B2", "C$3", "$D$4", "T!E5", "U!A6", "I9:J10", "K:K", "ziel"]),
        min_size=1,
        max_size=2,
    ),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=5),
    st.lists(st.tuples(st.sampled_from("TU"), st.integers(1, 6), st.integers(1, 6)), min_size=1, max_size=4),
)
def test_wer_eine_zelle_nennt_wird_je_gestalt_gefunden(
    bezuege: list[str], wege: list[tuple[int, int]], gesucht: list[tuple[str, int, int]]
) -> None:
    """Asked once per shape and column, the answer is that of each formula asked alone; filled to the side, too."""
    mappe = _Mappe()
    text = "+".join(bezuege)
    namen = frozenset({"ZIEL"} if "ziel" in text else ())
    vorbild = Uebersetzung(text, gestalt=gestalt(text, 20), namen=namen)
    formeln = {
        (blatt, Ort(20 + z, 20 + s)): vorbild.verschoben(z, s, verschoben(text, z, s))
        for z, s in wege
        for blatt in "TU"
    }
    zellen = [(blatt, Ort(z, s)) for blatt, z, s in gesucht]
    menge = Zellmenge(zellen)

    gefunden = abhaengig.unmittelbare(formeln, zellen, mappe)  # type: ignore[arg-type]

    einzeln = [
        z
        for z, u in formeln.items()
        if any(menge.trifft(*b) for b in abhaengig.bezuege(u.text, z[0], mappe))  # type: ignore[arg-type]
    ]
    assert gefunden == einzeln


@given(st.lists(st.sampled_from(STUECKE), max_size=12).map("".join), st.integers(1, 1000))
def test_die_gestalt_laesst_sich_zurueckrechnen(text: str, zeile: int) -> None:
    assert gestalt(text, zeile).in_zeile(zeile) == text


def test_nur_bewegliche_bezuege_verschieben_sich() -> None:
    text = "SUM(A7,$B7,C$7,$D$7,'B 7'!A7,\"A7\",LOG10(A7),Zeile7,A7:A9)"

    assert gestalt(text, 7).in_zeile(8) == "SUM(A8,$B8,C$7,$D$7,'B 7'!A8,\"A7\",LOG10(A8),Zeile7,A8:A10)"


def test_ein_bezug_aus_einem_namen_wird_nicht_gemerkt() -> None:
    """`Blatt!Name` becomes the cell behind the name, which does not move with the formula."""
    gedaechtnis = Gedaechtnis()
    for zeile in (7, 8):
        uebersetzt = Uebersetzung(f"T!C3+A{zeile}")
        ort = Ort(zeile, 2)
        assert gedaechtnis.uebersetzt(f"T!n+A{zeile}", "T", ort, (), lambda u=uebersetzt: u) == uebersetzt


def test_auch_was_beweglich_macht_verschiebt_sich() -> None:
    gedaechtnis = Gedaechtnis()
    u = Uebersetzung("SUM(OFFSET(A7,B7,0))", bewegliche=(Beweglich("OFFSET", ("A7", "B7", "0")),))
    gedaechtnis.uebersetzt("SUM(OFFSET(A7,B7,0))", "T", Ort(7, 2), (), lambda: u)
    wieder = gedaechtnis.uebersetzt("SUM(OFFSET(A9,B9,0))", "T", Ort(9, 2), (), lambda: u)
    assert wieder.bewegliche == (Beweglich("OFFSET", ("A9", "B9", "0")),)


VERSCHIEBBARES = (
    *("A1", "$B2", "C$3", "$D$4", "U!E5", "'V w'!F6", "A1:$B$2", "A:B", "$A:C", "2:3", "$2:3", "XFD1048576"),
    *('"A1"', '"a""A1"', "LOG10(A1)", "SUM(A1:B2)", "Zeile7", "1.5", "AA10%"),
)


@given(
    st.lists(st.sampled_from(VERSCHIEBBARES), min_size=1, max_size=5).map("&".join),
    st.integers(0, 9),
    st.integers(0, 5),
)
@settings(max_examples=60, deadline=None)
def test_gemeinsame_formeln_lauten_wie_in_der_maschine(text: str, zeilen: int, spalten: int) -> None:
    """Our way to write a shared formula out against the engine's own."""
    ziel = f"{spaltenname(spalten + 8)}{zeilen + 4}"
    ref = f"H4:{ziel}"
    innen = text.replace("&", "&amp;").replace('"', "&quot;")
    gleich = zeilen == spalten == 0
    anfang = f'<c r="H4"><f t="shared" si="0" ref="{ref}">{innen}</f></c>'
    kind = "" if gleich else f'<c r="{ziel}"><f t="shared" si="0"/></c>'
    reihen = f'<row r="4">{anfang}{kind if zeilen == 0 else ""}</row>'
    if zeilen:
        reihen += f'<row r="{zeilen + 4}">{kind}</row>'
    with TemporaryDirectory() as ordner:
        maschine = fz.load_workbook(str(mit_blatt_xml(Path(ordner) / "g.xlsx", reihen)))
    soll = maschine.get_formula("T", zeilen + 4, spalten + 8).removeprefix("=")
    ist = verschoben(text, zeilen, spalten)
    assert baum.zerlegt(ist) == baum.zerlegt(soll)


def _texte(roh: Path, ohne: pytest.MonkeyPatch | None = None) -> dict[object, Uebersetzung | str]:
    if ohne is not None:
        ohne.setattr(Gedaechtnis, "uebersetzt", lambda *angaben: angaben[-1]())
    aufbau = workbooks.oeffnen(roh)._aufbau
    vorbereitung = Vorbereitung(aufbau, list(aufbau.blaetter.values()), {}, EGH)
    uebersetzt = {
        zelle: u._replace(wandert=True, gestalt=None) for zelle, u in vorbereitung.uebersetzt.items()
    }
    return {**uebersetzt, **vorbereitung.wurzeln}


@pytest.mark.parametrize("name", NAMEN)
def test_vorlagen_werden_mit_gedaechtnis_genauso_uebersetzt(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pfad = tmp_path / "v.xlsx"
    pfad.write_bytes(bytes_der_vorlage(name, beispiel=True))
    mit = _texte(pfad)

    assert mit == _texte(pfad, monkeypatch)
    assert len(mit) > 200


def test_uebliche_formeln_in_vielen_zeilen_genauso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each formula of the list in three rows, as a user fills it down."""
    zellen: dict[str, object] = {}
    for nummer, z in enumerate(formelliste.zeilen()):
        for zeile in (5, 6, 40):
            zellen[f"{spaltenname(nummer + 10)}{zeile}"] = "=" + gestalt(z.formel, 5).in_zeile(zeile)
    pfad = mit_openpyxl(tmp_path / "f.xlsx", zellen)
    mit = _texte(pfad)

    assert mit == _texte(pfad, monkeypatch)
    assert len(mit) > 600


def test_der_schnitt_mit_einem_festen_bereich_gilt_nur_in_seiner_zeile(tmp_path: Path) -> None:
    """Not carried over to a row outside the range, where there is nothing to take."""
    zellen: dict[str, object] = {f"A{i}": i for i in range(1, 5)}
    zellen |= {f"B{i}": f'=$A$1:$A$4&"x"&A{i}' for i in range(1, 7)}
    m = workbooks.oeffnen(mit_openpyxl(tmp_path / "m.xlsx", zellen)).rechnen()

    assert [m[f"T!B{i}"] for i in (1, 4)] == ["1x1", "4x4"]
    assert m["T!B5"] == m["T!B6"] == "#VALUE!"
