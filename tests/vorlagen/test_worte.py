"""What every template says in the same words, and how one finds one's way in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import openpyxl
import pytest
from openpyxl.utils import quote_sheetname
from vorlagenbau import bytes_der_vorlage

from workbooks.vorlagen import ALLE

jede = pytest.mark.parametrize("name", [v.name for v in ALLE])
# Titles of contracts and talks are quoted as they are.
ZITIERT = re.compile("Trägerbudgets 20.*vier Träger|sieben Trägern|Träger- und Regionalbudgets")


def texte(name: str) -> Iterator[tuple[str, str]]:
    """Place and words of each text cell; of a formula the texts in it."""
    buch = openpyxl.load_workbook(io.BytesIO(bytes_der_vorlage(name, False)))
    for blatt in buch:
        yield blatt.title, blatt.title
        for zeile in blatt.iter_rows():
            for zelle in zeile:
                wert = zelle.value
                if isinstance(wert, str):
                    stuecke = re.findall(r'"([^"]*)"', wert) if wert.startswith("=") else [wert]
                    yield f"{blatt.title}!{zelle.coordinate}", " ".join(stuecke)


@jede
def test_leistungstraeger_zahlt_leistungserbringer_erbringt(name: str) -> None:
    """'Träger' alone is the payer to some and the provider to others."""
    falsch = [(ort, text) for ort, text in texte(name) if re.search(r"\b(Träger|Anbieter)(s|n)?\b", text)]
    assert [f for f in falsch if not ZITIERT.search(f[1])] == []


@jede
def test_vollzeitstellen_heissen_in_einer_vorlage_gleich(name: str) -> None:
    """VZÄ or VK, as the contract says."""
    woerter = {wort for _, text in texte(name) for wort in re.findall(r"\b(?:VZÄ|VK)\b", text)}
    assert len(woerter) <= 1


@jede
def test_vom_deckblatt_zu_jedem_blatt_und_zurueck(name: str) -> None:
    """Every sheet that can be seen is named on the Deckblatt and a click away, and its title leads back."""
    buch = openpyxl.load_workbook(io.BytesIO(bytes_der_vorlage(name, False)))
    deckblatt, *andere = [blatt for blatt in buch if blatt.sheet_state == "visible"]
    verweise = [z.hyperlink for zeile in deckblatt.iter_rows() for z in zeile if z.hyperlink]
    ziele = {verweis.location for verweis in verweise}
    assert ziele == {f"{quote_sheetname(blatt.title)}!A1" for blatt in andere}
    assert [blatt.title for blatt in andere[:1] + andere[-2:]] == ["Kurzfassung", "Hilfe", "Quellen"]
    for verweis in verweise:
        blatt = verweis.location.rpartition("!")[0].strip("'")
        assert blatt in str(deckblatt[verweis.ref].value)
        if blatt != "Serienbrief":  # flat, for other programs
            assert buch[blatt]["A1"].hyperlink.location == "'Deckblatt'!A1"
    hilfe = [zeile[0].value for zeile in buch["Hilfe"].iter_rows(max_col=1)]
    assert any(str(wort).startswith("Zum Nachmachen") for wort in hilfe)


@jede
def test_namen_wie_excel_sie_erlaubt(name: str) -> None:
    """Letters, digits, underscore, point; nothing that looks like a cell: Excel would repair the file."""
    buch = openpyxl.load_workbook(io.BytesIO(bytes_der_vorlage(name, False)))
    falsch = [n for n in buch.defined_names if not re.fullmatch(r"[A-Za-zÄÖÜäöüß_][\wÄÖÜäöüß.]*", n)]
    falsch += [n for n in buch.defined_names if re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[RrCc]", n)]
    assert falsch == []
