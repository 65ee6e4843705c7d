"""A sum that mixes units, or a result in another unit than its column, is refused when the workbook is built."""

from __future__ import annotations

import pytest

from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.grund import eingabe, einheiten
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.vorlagen import finde


def gebaut() -> tuple[Bau, Tabelle]:
    vorlage = finde("hh-asp")
    assert vorlage is not None
    bau = Bau(vorlage)
    spalten = (
        Spalte("traeger", "Leistungserbringer", 20, grenze=eingabe.TEXT, pflicht=True),
        Spalte("euro", "EUR", 12, einheiten.EUR, eingabe.zahl(0, 9, "")),
        Spalte("ganze_euro", "EUR", 12, einheiten.EUR_GANZ, eingabe.zahl(0, 9, "")),
        Spalte("stunden", "Std.", 12, einheiten.STD_JAHR, eingabe.zahl(0, 9, "")),
        Spalte("preis", "EUR je Std.", 12, einheiten.EUR_JE, eingabe.zahl(0, 9, "")),
    )
    return bau, liste(bau, bau.blatt("T", "T", ()), Platz("t", 3), spalten, 5, ())


def test_gleiche_einheiten_lassen_sich_zusammenzaehlen() -> None:
    _, t = gebaut()
    assert t.summe(("euro", "ganze_euro")) == "SUM('T'!$B$4:$B$8)+SUM('T'!$C$4:$C$8)"
    assert t.gesamt("stunden").einheit == einheiten.STD_JAHR


@pytest.mark.parametrize(
    ("spalten", "worte"),
    [
        (("euro", "stunden"), "euro [EUR], stunden [Std./Jahr]"),
        ("preis", "preis [EUR je Einheit]"),
        ("traeger", "traeger [Text]"),
        ("gibt_es_nicht", ""),
    ],
)
def test_gemischtes_faellt_beim_bauen_auf(spalten: str | tuple[str, ...], worte: str) -> None:
    _, t = gebaut()
    with pytest.raises(ValueError, match="lassen sich nicht zusammenzählen") as fehler:
        t.gesamt(spalten)
    assert worte in str(fehler.value)


def test_ein_ergebnis_steht_in_der_einheit_seiner_spalte() -> None:
    bau, t = gebaut()
    falsch = "ist in Std./Jahr gerechnet und soll in"
    with pytest.raises(ValueError, match=falsch):
        ergebnisse(bau, t.blatt, 1, (Wert("Budget", "", t.gesamt("stunden"), einheiten.EUR),))
    with pytest.raises(ValueError, match=falsch):
        Zeile("vzae", "Stellen", t.gesamt("stunden"), "VZÄ", einheiten.VZAE.format, "")
    with pytest.raises(ValueError, match="ohne Gleichheitszeichen"):
        Zeile("vzae", "Stellen", "=1", "VZÄ", einheiten.VZAE.format, "")


def test_gleiches_wort_ist_dieselbe_einheit() -> None:
    alle = [e for e in vars(einheiten).values() if isinstance(e, einheiten.Einheit)]
    assert len(alle) > 20
    for wort in {e.wort for e in alle}:
        assert len({e.summierbar for e in alle if e.wort == wort}) == 1, wort


def test_eine_bedingung_ist_keine_spalte() -> None:
    _, t = gebaut()
    with pytest.raises(TypeError):
        t.gesamt("euro", "stunden")  # type: ignore[misc]
    assert t.summe("euro", wo="A1:A9=1") == "SUMPRODUCT((A1:A9=1)*1,'T'!$B$4:$B$8)"
