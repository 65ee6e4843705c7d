"""A Land is data: templates from TOML alone, for every date on which one of their values changes."""

from __future__ import annotations

import ast
import shutil
from datetime import date
from pathlib import Path

import pytest
from vorlagenbau import klein

from calc import parameter
from workbooks.bausteine.grund.bau import Bau
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import VORLAGEN, bauen
from workbooks.vorlagen.lesen import aus_datei

WURZEL = Path(__file__).parents[2]
KLEIN = klein(3, 3, 3)
NW, TH = (next(v for v in VORLAGEN if v.name == name) for name in ("nw", "th"))

SAARLAND_WERTE = """
[[vertrag.2020-07-21]]
name = "Rahmenvertrag Saarland (Muster für diesen Test)"
leistungssystematik = "modul"
status = "in Kraft"
instrument = "Vertrag"
quelle = "Muster, kein Vertrag"
beleg = "annahme"

[nettojahresarbeitszeit]
anzeige = "Nettojahresarbeitszeit"
einheit = "Std./Jahr"
geprueft = 2026-11-24
bezug = "netto"
[nettojahresarbeitszeit.2020-07-21]
wert = 1600
quelle = "Muster, kein Vertrag: nur für diesen Test"
beleg = "annahme"

[anteil_indirekt]
anzeige = "Anteil indirekter Zeit"
einheit = "Anteil"
geprueft = 2026-11-24
[anteil_indirekt.2020-07-21]
wert = 0.1
quelle = "Muster, kein Vertrag: nur für diesen Test"
beleg = "annahme"

[wochen_jahr]
anzeige = "Wochen je Jahr"
einheit = "Wochen/Jahr"
geprueft = 2026-11-24
[wochen_jahr.2020-07-21]
wert = 52
quelle = "Muster, kein Vertrag: nur für diesen Test"
beleg = "annahme"

[leistungen_grundmodul]
anzeige = "Leistungen des Grundmoduls"
einheit = "Liste"
geprueft = 2026-11-24
[leistungen_grundmodul.2020-07-21]
wert = ["Tagdienst", "Nachtdienst", "Leitung"]
quelle = "Muster, kein Vertrag: nur für diesen Test"
beleg = "annahme"
"""
SAARLAND_VORLAGE = """
land = "SL"
variante = "modul"
titel = "Grundmodul"
leistungssystematik = "Modul (Muster)"
individuell = true
kurz = ["vzae", "stunden_jahr"]
werte = [
    { name = "njaz" }, { name = "anteil_indirekt" }, { name = "wochen_jahr" }, { name = "wochen_njaz" },
    { name = "nachtbereitschaft", pflicht = false }, { name = "rufbereitschaft", pflicht = false },
]
[modul]
blatt = "Grundmodul"
leistungen = "leistungen_grundmodul"
name = "grundmodul"
kurz = "Grundmodul"
weitere = "Weitere Leistungen"
[[schritte]]
blatt = "Stundentafel"
text = "Je Dienst eine Zeile."
[[quellen]]
was = "Muster"
quelle = "keine"
notiz = "nur für diesen Test"
[beispiel]
angebote = ["Haus an der Saar"]
dienste = [["Haus an der Saar", 2, "Präsenz", "", "", "Nachtwache", 22:00:00, 06:00:00, 7, 1]]
"""


def test_ein_neues_land_braucht_zwei_texte_und_kein_python(tmp_path: Path) -> None:
    werte = shutil.copytree(Path(parameter.__file__).parent, tmp_path / "werte")
    (werte / "sl.toml").write_text(SAARLAND_WERTE, "utf-8")
    (tmp_path / "sl.toml").write_text(SAARLAND_VORLAGE, "utf-8")
    assert parameter.laden("SL") == {}
    with parameter.aus_ordner(werte):
        vorlage = aus_datei(tmp_path / "sl.toml")
        m = gerechnet(bauen(vorlage, True, date(2025, 1, 1), KLEIN), tmp_path / "sl.xlsx")
        assert m.fehler() == []
        assert m["ergebnis_vzae"] == pytest.approx(8 * 7 * 52 / (1600 * 0.9))
        assert [n for n in m.namen("pruefung_") if m[n] is not True] == []
        assert m["meta_land"] == "SL"
        assert m["Grundmodul!B7"] == "Nachtdienst"
    assert parameter.laden("SL") == {}


@pytest.mark.parametrize(
    ("alt", "neu", "satz"),
    [
        ('variante = "modul"', 'variante = "module"', "steht nicht in"),
        ('land = "SL"', 'land = "XX"', "steht nicht in"),
        ('{ name = "njaz" }', '{ name = "nja" }', "steht nicht in"),
        ('titel = "Grundmodul"', 'titl = "Grundmodul"', "unbekannt"),
        ("[modul]", "[modl]", "unbekannt"),
    ],
)
def test_ein_schreibfehler_wird_genannt(alt: str, neu: str, satz: str, tmp_path: Path) -> None:
    (tmp_path / "sl.toml").write_text(SAARLAND_VORLAGE.replace(alt, neu), "utf-8")
    with pytest.raises(ValueError, match=rf"sl\.toml.*{satz}"):
        aus_datei(tmp_path / "sl.toml")


def test_ein_unbenutzter_spaeterer_wert_schliesst_keine_vorlage(tmp_path: Path) -> None:
    """Review A: one new value once shut the template for every earlier day."""
    ordner = shutil.copytree(Path(parameter.__file__).parent, tmp_path / "p")
    with (ordner / "nw.toml").open("a", encoding="utf-8") as datei:
        datei.write(
            '[jahresstunden_vk]\nanzeige = "Jahresstunden"\neinheit = "Std./Jahr"\ngeprueft = 2026-11-24\n'
            'bezug = "netto"\n[jahresstunden_vk.2027-01-01]\nwert = 1500\nquelle = "Muster, kein Vertrag"\n'
            'beleg = "annahme"\n'
        )
    with parameter.aus_ordner(ordner):
        assert NW.rahmen.staende()[0] == date(2020, 1, 1)
        assert NW.rahmen.staende() == (date(2020, 1, 1),)
        m = gerechnet(bauen(NW, True, date(2026, 1, 1), KLEIN), tmp_path / "nw.xlsx")
        assert m["pruefung_stichtag"] is True


ZWEITER_WERT = """
[nettojahresarbeitszeit.2027-01-01]
wert = 1500
quelle = "Muster, kein Vertrag: nur für diesen Test"
beleg = "annahme"
notiz = "Test"
"""


def test_fuer_jeden_tag_an_dem_sich_ein_wert_aendert_gibt_es_eine_vorlage(tmp_path: Path) -> None:
    ordner = shutil.copytree(Path(parameter.__file__).parent, tmp_path / "p")
    with (ordner / "nw.toml").open("a", encoding="utf-8") as datei:
        datei.write(ZWEITER_WERT)
    with parameter.aus_ordner(ordner):
        assert NW.rahmen.staende() == (date(2020, 1, 1), date(2027, 1, 1))
        for tag, njaz in zip(NW.rahmen.staende(), (1568, 1500), strict=True):
            m = gerechnet(bauen(NW, True, tag, KLEIN), tmp_path / "nw.xlsx")
            assert m["parameter_njaz"] == njaz
            assert m["meta_stand_von"] == (tag - date(1899, 12, 30)).days
            assert (m["meta_stand_bis"] is None) == (tag.year == 2027)
            assert m["pruefung_stichtag"] is True
            m["meta_stichtag"] = date(2026, 12, 31) if tag.year == 2027 else date(2027, 1, 1)
            m.rechnen()
            assert m["pruefung_stichtag"] is False
            assert m["pruefung_gesamt"] is False
        assert "neu bauen: egh vorlage nw --stichtag" in str(list(m["Prüfung!D6:D14"]))


def test_eine_hbg_mehr_ab_2027(tmp_path: Path) -> None:
    """Review B: a second table once gave eight #BEZUG! in the template for the first."""
    ordner = shutil.copytree(Path(parameter.__file__).parent, tmp_path / "p")
    text = (ordner / "th.toml").read_text("utf-8")
    block = text[text.index("[hbg.2020-01-01]") : text.index("[wochen_jahr]")]
    neu = block.replace("2020-01-01", "2027-01-01").replace(
        '{ hbg = "7", von = 762, bis = 1076, mittel = 905 }',
        '{ hbg = "7", von = 762, bis = 1076, mittel = 905 },\n    { hbg = "8", von = 1077, bis = 1500, mittel = 1280 }',
    )
    neu = neu.replace('{ hbg = "7+", von = 1077 }', '{ hbg = "8+", von = 1501 }')
    (ordner / "th.toml").write_text(text.replace(block, block + neu), "utf-8")
    with parameter.aus_ordner(ordner):
        alt, spaeter = (
            gerechnet(bauen(TH, True, t, KLEIN), tmp_path / "th.xlsx") for t in TH.rahmen.staende()
        )
        for m, gruppen in ((alt, 15), (spaeter, 16)):
            assert m.fehler() == []
            assert len(m["ergebnis_hbg_tabelle"]) == gruppen
            assert m["pruefung_hbg"] is True
        assert _gruppe(alt, 1200) == ("7+", "individuell", 20.0)
        assert _gruppe(spaeter, 1200) == ("8", "nach HBG", pytest.approx(1280 / 60))
        assert _gruppe(spaeter, 1501) == ("8+", "individuell", pytest.approx(1501 / 60))


def _gruppe(m: Arbeitsmappe, minuten: float) -> tuple[object, ...]:
    m["intern_Personen!C7"] = minuten
    m.rechnen()
    hbg, _, woche, _, _, berechnung = m["intern_Personen!L7:Q7"][0]
    return hbg, berechnung, woche


def test_kein_name_ersetzt_still_einen_anderen() -> None:
    bau = Bau(NW)
    blatt = bau.blatt("A", "A", ())
    bau.name("x", blatt, "A1")
    with pytest.raises(ValueError, match="schon vergeben"):
        bau.name("x", blatt, "A2")
    bau.pruefung("p", "P", "TRUE", "")
    with pytest.raises(ValueError, match="gibt es schon"):
        bau.pruefung("p", "Q", "TRUE", "")


@pytest.mark.parametrize("ordner", ["bausteine", "vorlagen"])
def test_kurze_funktionen_und_module(ordner: str) -> None:
    """A line must be easy to find: at most 40 lines a function, 250 a module."""
    for datei in (WURZEL / "workbooks" / ordner).rglob("*.py"):
        text = datei.read_text("utf-8")
        assert len(text.splitlines()) <= 250, datei
        for knoten in ast.walk(ast.parse(text)):
            if isinstance(knoten, ast.FunctionDef):
                assert knoten.end_lineno - knoten.lineno < 40, (datei, knoten.name)  # type: ignore[operator]


def test_in_varianten_und_bausteinen_steht_kein_land() -> None:
    from calc.parameter.laender import LAENDER

    for datei in (
        *(WURZEL / "workbooks/bausteine").rglob("*.py"),
        *(WURZEL / "workbooks/vorlagen").rglob("*.py"),
    ):
        if "sonder" in datei.parts:  # a special workbook belongs to its Land
            continue
        text = datei.read_text("utf-8")
        for kuerzel, name in LAENDER.items():
            assert f'"{kuerzel}"' not in text, datei
            assert f'"{name}' not in text, datei
