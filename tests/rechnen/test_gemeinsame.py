"""Formulas below one another reach the engine as one shared formula; it must read what was translated, cell by cell."""

from __future__ import annotations

from pathlib import Path

import formualizer as fz
import pytest
from fremd import formelliste
from mappenbau import gerechnet, meldungen, mit_blatt_xml, mit_openpyxl
from vorlagenbau import bytes_der_vorlage

import workbooks
from recalculation.datei.adresse import spaltenname
from recalculation.maschine.maschine import Maschine
from recalculation.uebersetzung import baum
from recalculation.uebersetzung.gestalt import gestalt
from recalculation.uebersetzung.vorbereitung import Vorbereitung
from workbooks.rechner import EGH


def _vorbereitet(pfad: Path) -> tuple[workbooks.Arbeitsmappe, Vorbereitung]:
    mappe = workbooks.oeffnen(pfad)
    aufbau = mappe._aufbau
    return mappe, Vorbereitung(aufbau, list(aufbau.blaetter.values()), {}, EGH)


def _gelesen(pfad: Path) -> tuple[int, int]:
    """How many formulas the engine read as shared ones, and how many of them it reads as they were translated."""
    mappe, v = _vorbereitet(pfad)
    gemeinsam = sum(teil.count('<f t="shared"') for teil in v.teile.values())
    maschine = Maschine(mappe._aufbau, dict(v.teile), EGH)._mappe
    gleich = 0
    for (blatt, ort), u in v.uebersetzt.items():
        if u.gestalt is None:
            continue
        ist = maschine.get_formula(blatt, *ort).removeprefix("=")
        assert baum.zerlegt(ist) == baum.zerlegt(u.text), (blatt, ort)
        gleich += 1
    return gemeinsam, gleich


@pytest.mark.parametrize("name", ["nw", "th", "hh-asp"])
def test_die_maschine_liest_jede_formel_der_vorlagen_wie_uebersetzt(name: str, tmp_path: Path) -> None:
    pfad = tmp_path / "v.xlsx"
    pfad.write_bytes(bytes_der_vorlage(name, beispiel=True))
    gemeinsam, gleich = _gelesen(pfad)
    assert gleich >= gemeinsam > 900


def test_uebliche_formeln_untereinander(tmp_path: Path) -> None:
    """Each formula of the list in three rows below one another, as a user fills it down."""
    zellen: dict[str, object] = {}
    for nummer, z in enumerate(formelliste.zeilen()):
        for zeile in (5, 6, 7):
            zellen[f"{spaltenname(nummer + 10)}{zeile}"] = "=" + gestalt(z.formel, 5).in_zeile(zeile)
    gemeinsam, gleich = _gelesen(mit_openpyxl(tmp_path / "f.xlsx", zellen))
    assert gleich >= gemeinsam > 300


def test_was_mitwandern_wuerde_bleibt_ausgeschrieben(tmp_path: Path) -> None:
    """The same text in each row: 1:1 does not move with it, in a shared formula it would."""
    zellen: dict[str, object] = {"A1": 7, "C1": 5}
    zellen |= {f"B{i}": "=IFERROR(SUM(1:1),0)+N(A1)" if i > 2 else None for i in range(3, 9)}
    m = gerechnet(mit_openpyxl(tmp_path / "z.xlsx", zellen))
    assert [m[f"T!B{i}"] for i in range(3, 9)] == [19] * 6


def test_eine_lange_liste_steht_einmal_im_paket(tmp_path: Path) -> None:
    """At 10,800 rows of 25 KB the engine refused the sheet: it keeps 256 MB of what is written out."""
    formel = '=IF($A{0}="","",IFERROR(' + "&".join(['SUBSTITUTE($A{0}," ","")'] * 40) + ',"?"))'
    zellen: dict[str, object] = {f"B{i}": formel.format(i) for i in range(1, 1_001)}
    pfad = mit_openpyxl(tmp_path / "l.xlsx", zellen | {"A1000": "a b"})
    mappe, v = _vorbereitet(pfad)
    paket = sum(len(teil) for teil in v.teile.values())
    datei = sum(len(blatt.xml) for blatt in mappe._aufbau.blaetter.values())
    assert paket * 10 < datei
    assert gerechnet(pfad)["T!B1000"] == "ab" * 40


@pytest.mark.parametrize("formel", ["SUM(A1:INDEX(A$1:A$9,4))", "SUM(INDEX(A$1:A$9,1):A1)"])
def test_die_maschine_verschiebt_so_etwas_noch_nicht(formel: str, tmp_path: Path) -> None:
    """Once it does, `gemeinsame.schreibt_richtig` can go."""
    reihen = f'<row r="1"><c r="C1"><f t="shared" ref="C1:C2" si="0">{formel}</f></c></row>'
    reihen += '<row r="2"><c r="C2"><f t="shared" si="0"/></c></row>'
    maschine = fz.load_workbook(str(mit_blatt_xml(tmp_path / "m.xlsx", reihen)))
    assert "A2" not in maschine.get_formula("T", 2, 3)


def test_nummern_der_datei_bleiben_frei(tmp_path: Path) -> None:
    """Its own shared formulas keep their numbers: ours begin behind them."""

    def reihe(i: int) -> str:
        eigene = f'<f t="shared" ref="B1:B3" si="4">A{i}*2</f>' if i == 1 else '<f t="shared" si="4"/>'
        unsere = f'<f>IF(A{i}&gt;0,A{i}&amp;"x","")</f>'
        return (
            f'<row r="{i}"><c r="A{i}"><v>{i}</v></c><c r="B{i}">{eigene}</c><c r="C{i}">{unsere}</c></row>'
        )

    m = gerechnet(mit_blatt_xml(tmp_path / "n.xlsx", "".join(map(reihe, (1, 2, 3)))))
    assert [(m[f"T!B{i}"], m[f"T!C{i}"]) for i in (1, 2, 3)] == [(2, "1x"), (4, "2x"), (6, "3x")]


@pytest.mark.parametrize(
    ("formel", "soll"),
    [
        ("SUM(A1:INDEX(A$1:A$9,4))", [10, 9, 7]),
        ("SUM(INDEX(A$1:A$9,1):A2)", [3, 6, 10]),
        ("MAX(A1:INDEX(A1:B9,2,1))", [2, 3, 4]),
    ],
)
def test_gemeinsame_der_datei_mit_einem_ruf_als_ende(formel: str, soll: list[int], tmp_path: Path) -> None:
    """The engine leaves A1 in A1:INDEX(…) where it is when it writes a shared formula out."""

    def reihe(i: int) -> str:
        f = (
            f'<f t="shared" ref="C1:C3" si="0">{formel}</f>'
            if i == 1
            else '<f t="shared" si="0"/>'
            if i < 4
            else ""
        )
        return f'<row r="{i}"><c r="A{i}"><v>{i}</v></c>' + (f'<c r="C{i}">{f}</c>' if f else "") + "</row>"

    m = gerechnet(mit_blatt_xml(tmp_path / "r.xlsx", "".join(map(reihe, range(1, 5)))))
    assert [m[f"T!C{i}"] for i in (1, 2, 3)] == soll


def test_eine_zahl_als_text_in_einer_spaeteren_zeile(tmp_path: Path) -> None:
    """What is to be heeded in another row counts there too: Excel reads 1.234 in German, the engine does not."""
    formel = '<f t="shared" ref="C1:C3" si="0">A1*2</f>'
    reihen = f'<row r="1"><c r="A1"><v>1</v></c><c r="C1">{formel}<v>2</v></c></row>'
    for zeile, wert in (
        (2, '<c r="A2" t="inlineStr"><is><t>1.234</t></is></c>'),
        (3, '<c r="A3"><v>3</v></c>'),
    ):
        reihen += f'<row r="{zeile}">{wert}<c r="C{zeile}"><f t="shared" si="0"/><v>9</v></c></row>'
    m = gerechnet(mit_blatt_xml(tmp_path / "t.xlsx", reihen))
    assert set(meldungen(m)) == {"T!C2"}
    assert (m["T!C1"], m["T!C3"]) == (2, 6)


def test_eine_ausgefuellte_zeile_unserer_vorlagen(tmp_path: Path) -> None:
    """MIN(COLUMN($E7:$H7)) of a hint, filled down by Excel: it was named, and the check of the table failed."""
    formel = "SUMPRODUCT(MAX(($E1:$H1&lt;&gt;&quot;&quot;)*(5-COLUMN($E1:$H1)+ROW($E1))))"

    def reihe(i: int) -> str:
        f = f'<f t="shared" ref="J1:J3" si="0">{formel}</f>' if i == 1 else '<f t="shared" si="0"/>'
        return f'<row r="{i}"><c r="E{i}"><v>{i}</v></c><c r="J{i}">{f}</c></row>'

    reihen = "".join(map(reihe, (1, 2, 3)))
    m = gerechnet(mit_blatt_xml(tmp_path / "v.xlsx", reihen))
    assert [m[f"T!J{i}"] for i in (1, 2, 3)] == [1, 2, 3]


def test_in_cdata(tmp_path: Path) -> None:
    """Even a harmless one: the engine does not read it so."""
    formel = '<f t="shared" ref="C1:C2" si="0"><![CDATA[A1+1]]></f>'
    reihen = f'<row r="1"><c r="A1"><v>1</v></c><c r="C1">{formel}</c></row>'
    reihen += '<row r="2"><c r="A2"><v>5</v></c><c r="C2"><f t="shared" si="0"/></c></row>'
    m = gerechnet(mit_blatt_xml(tmp_path / "c.xlsx", reihen))
    assert (m["T!C1"], m["T!C2"]) == (2, 6)
