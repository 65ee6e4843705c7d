"""Every workbook that computes posts, joined to the price: hours and posts flow in, the price follows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from vorlagenbau import eingaben, klein

from calc import parameter
from calc.parameter import laender
from egh.__main__ import main
from workbooks.fertigung import gerechnet
from workbooks.mappe import Arbeitsmappe
from workbooks.vorlagen import ALLE, VORLAGEN, bauen, finde
from workbooks.vorlagen.sonder.entgelt.anbau import mit_entgelt

ENTGELTE = {
    "qualifiziert": 4250,
    "unterstuetzend": 3400,
    "betreuung": 3800,
    "leitung": 5100,
    "verwaltung": 3650,
}
JSZ, AG = 0.85, 0.28
MAPPEN = [*(v.name for v in VORLAGEN), "personalbemessung"]


def gebaut(name: str, ziel: Path, beispiel: bool = True) -> Arbeitsmappe:
    vorlage = finde(name)
    assert vorlage is not None
    umfang = replace(klein(), dienste=20, personen=20)
    return gerechnet(bauen(mit_entgelt(vorlage), beispiel, None, umfang), ziel)


def kosten(m: Arbeitsmappe) -> dict[str, float]:
    """By hand: what the posts of the workbook cost, and all lines below them."""
    gesamt = m["ergebnis_vzae"] if "ergebnis_vzae" in m.namen() else m["ergebnis_vk"]
    teile = {}
    for art, namen in (
        ("qualifiziert", ("vzae_fachkraefte", "vk_fachkraefte", "vk_qa")),
        ("unterstuetzend", ("vzae_andere", "vk_andere", "vk_ua")),
    ):
        teile[art] = next(m[f"ergebnis_{n}"] for n in namen if f"ergebnis_{n}" in m.namen()) or 0.0
    teile["betreuung"] = gesamt - sum(teile.values())
    teile |= {"leitung": 0.5, "verwaltung": 0.5}
    je = {a: (12 + JSZ) * ENTGELTE[a] * (1 + AG) * v for a, v in teile.items()}
    personal = sum(je.values())
    alles = 42000 + 18500 + 0.063 * personal + 9600 + personal
    return {**je, "personal": personal, "alles": alles * 1.02, "vzae": gesamt}


@pytest.mark.parametrize("name", MAPPEN)
def test_stellen_und_stunden_fliessen_in_den_preis(name: str, tmp_path: Path) -> None:
    m = gebaut(name, tmp_path / "m.xlsx")
    soll = kosten(m)
    assert m["ergebnis_personalkosten"] == pytest.approx(soll["personal"], rel=1e-9)
    assert m["ergebnis_kosten"] == pytest.approx(soll["alles"], rel=1e-9)
    assert m["stellen_vzae_alle"] == pytest.approx(soll["vzae"], rel=1e-9)
    if m["preis_stunden"] is not None:
        stunden = m["preis_stunden"] * m["eingabe_auslastung_stunden"]
        assert m["ergebnis_preis_fls"] == pytest.approx(soll["alles"] / stunden, rel=1e-9)
    if "ergebnis_berechnungstage" in m.namen():
        assert m["ergebnis_preis_tag"] == pytest.approx(soll["alles"] / m["ergebnis_berechnungstage"])
    else:
        name_stunden = "ergebnis_jahresstunden_vzae"
        je = m[name_stunden] if name_stunden in m.namen() else m["betreuungszeit"]
        assert m["preis_stunden"] == pytest.approx(je * soll["vzae"])
    assert m["pruefung_gesamt"] is True
    assert not m.fehler()
    if name == "be-tagespauschalen":  # the example names its groups by other words
        for zeile, gruppe in enumerate("149", 7):
            m[f"Gruppen!B{zeile}"] = gruppe
        m.rechnen()
        pauschalen(m, dict(enumerate(("GP", "MP", "GP", "IB", "MP"), 23)))
    je_gruppe(m, m["ergebnis_kosten"])
    bewegt(m)


def pauschalen(m: Arbeitsmappe, teile: dict[int, str]) -> None:
    """Berlin to the end of 2026: three parts that sum to the price of a day."""
    for zeile, teil in teile.items():
        m[f"Kosten!N{zeile}"] = teil
    m["Stellen!K31"] = "GP"  # the administration
    m.rechnen()
    verwaltung = (12 + JSZ) * ENTGELTE["verwaltung"] * (1 + AG) * 0.5
    gp = 42000 + 0.063 * m["ergebnis_personalkosten"] + verwaltung
    tage = m["ergebnis_berechnungstage"]
    assert m["ergebnis_preis_gp"] == pytest.approx(gp / tage)
    assert m["ergebnis_preis_ib"] == pytest.approx(9600 / tage)
    summe = sum(m[f"ergebnis_preis_{p}"] for p in ("gp", "mp", "ib"))
    assert summe == pytest.approx(m["ergebnis_preis_tag"])


def je_gruppe(m: Arbeitsmappe, alles: float) -> None:
    """Where the contract has groups: price × persons × days is all of the cost; each is in proportion to its posts."""
    namen = [n.removeprefix("ergebnis_preis_hbg_") for n in m.namen("ergebnis_preis_hbg_")]
    if not namen:
        return
    tage = (
        m["ergebnis_berechnungstage"] / m["ergebnis_personen"]
        if "ergebnis_berechnungstage" in m.namen()
        else 365 * 0.95
    )
    summe = 0.0
    for x in namen:
        personen, vk, satz = (
            m[f"ergebnis_{w}"] for w in (f"hbg_{x}_personen", f"hbg_{x}_vk", f"preis_hbg_{x}")
        )
        if personen:
            summe += satz * personen * tage
            assert satz == pytest.approx(alles / m["ergebnis_vk"] * vk / personen / tage)
        if satz is not None:
            assert m[f"ergebnis_preis_vereinbart_hbg_{x}"] == pytest.approx(satz, abs=0.005001)
    assert summe == pytest.approx(alles)


def bewegt(m: Arbeitsmappe) -> None:
    """One more person at night, or one more person of a group: the price follows, and typed nowhere else."""
    blaetter = m.blaetter
    if "Stundentafel" in blaetter:
        kopf = {str(m[f"Stundentafel!{s}5"]).split("\n")[0]: s for s in "GHIJKLM"}
        beginn, ende, wieviele = (f"Stundentafel!{kopf[w]}7" for w in ("Beginn", "Ende", "Anzahl"))
        m[beginn], m[ende] = time(22), time(6)
        m.rechnen()
    davor = m["ergebnis_kosten"]
    if "Stundentafel" in blaetter:
        m[wieviele] = m[wieviele] + 1
    elif "Wochendienste" in blaetter:
        assert m["Wochendienste!A13"] == "Nachtwache"
        m["Wochendienste!J13:P13"] = [[2.0] * 7]
    elif "Gruppen" in blaetter:
        m["Gruppen!C7"] = 9.0
    else:
        m["intern_Personen!C7"] = m["intern_Personen!C7"] + 600.0
    m.rechnen()
    assert m["ergebnis_kosten"] > davor + 1000
    assert m["ergebnis_kosten"] == pytest.approx(kosten(m)["alles"], rel=1e-9)


PREISBLAETTER = ("Grundlagen", "Stellen", "Zuschläge", "Kosten", "Preis", "Verhandlung", "Externer Vergleich")


def test_nichts_wird_zweimal_getippt(tmp_path: Path) -> None:
    """No number typed on the sheets of the price is a result of the sheets before them."""
    pfad = tmp_path / "m.xlsx"
    m = gebaut("nw", pfad)
    m.speichern(pfad, neu=True)
    felder, _ = eingaben(pfad)
    orte = [f.zelle for f in felder if f.zelle.split("'")[1] in PREISBLAETTER]
    getippt = {w for w in map(m.__getitem__, orte) if isinstance(w, float)}
    assert len(getippt) >= 10
    ergebnisse = {m[n] for n in m.namen("ergebnis_") if "preis" not in n and isinstance(m[n], float)}
    assert not getippt & (ergebnisse - {0.0, 1.0})


def test_was_nicht_verteilt_ist_hat_keinen_preis(tmp_path: Path) -> None:
    m = gebaut("nw", tmp_path / "m.xlsx")
    m["Stellen!G27"] = 0.9
    m.rechnen()
    assert m["stellen_offen"] == pytest.approx(0.1 * m["kalkulation_vzae_qualifiziert"])
    assert m["ergebnis_personalkosten"] is None
    assert m["ergebnis_preis_vereinbart_fls"] is None
    assert m["pruefung_gesamt"] is False
    m["Stellen!G27"], m["Stellen!F27"] = None, 4.0
    m.rechnen()
    assert (
        str(m["zeilenhinweis_stellen"][0][0])
        == "Wert prüfen: diese VZÄ sind gerechnet: hier steht ihr Anteil"
    )
    assert m["pruefung_gesamt"] is False


@pytest.mark.parametrize("name", [v.name for v in ALLE if v.name not in MAPPEN])
def test_wo_keine_stellen_gerechnet_werden(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ziel = tmp_path / "m.xlsx"
    assert main(["vorlage", name, "--mit", "entgelt", "-o", str(ziel)]) == 2
    assert "--mit entgelt gilt nur für Vorlagen der Länder und personalbemessung." in capsys.readouterr().err
    assert not ziel.exists()


@pytest.mark.parametrize("land", laender.LAENDER)
def test_mit_den_vertragswerten_eines_landes(land: str, tmp_path: Path) -> None:
    """Working time and period are the contract's; where it has none, the example's own values with their source."""
    vorlage = finde("entgelt")
    assert vorlage is not None
    assert vorlage.fuer_land is not None
    m = gerechnet(bauen(vorlage.fuer_land(vorlage, land, None), True, None, klein()), tmp_path / "m.xlsx")
    tag = m.als_tag("meta_stichtag")

    def wert(name: str, sonst: float) -> float:
        return parameter.zahl(land, name, tag) if parameter.hinterlegt(land, name, tag) else sonst

    if parameter.hinterlegt(land, "jahresstunden_vk", tag):
        je = wert("jahresstunden_vk", 0)
    else:
        je = wert("nettojahresarbeitszeit", 1568) * (1 - wert("anteil_indirekte_zeit", 0.125))
        njaz, fls = wert("nettojahresarbeitszeit", 1568), m["ergebnis_preis_fls"]
        assert m["preis_je_zehn_njaz"] == pytest.approx(fls * njaz / (njaz - 10) - fls)
        assert m["preis_je_punkt_indirekt"] == pytest.approx(fls * je / (je - 0.01 * njaz) - fls)
    assert m["preis_stunden"] == pytest.approx(je * 10.75)
    assert m["ergebnis_preis_fls"] * m["preis_stunden"] * 0.95 == pytest.approx(m["ergebnis_kosten"])
    assert m["pruefung_gesamt"] is True
    assert "eingabe_leistungsstunden" not in m.namen()
