"""Variante »fachleistungsstunden«: aus den Minuten je Person Hilfebedarfsgruppe, Stunden und VK."""

from __future__ import annotations

from collections.abc import Sequence

from calc import parameter
from workbooks.bausteine.blaetter.abschliessen import Kalkulation, abschliessen
from workbooks.bausteine.blaetter.bruecke import Groessen
from workbooks.bausteine.blaetter.einzelangebot import Abschnitt
from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.blaetter.parameterblatt import parameterblatt, wochenbasis
from workbooks.bausteine.blaetter.rechnung import Menge, Rechnung
from workbooks.bausteine.fach import gemeinsam, minuten, qualifikation
from workbooks.bausteine.fach.divisor import Divisor, grundlage
from workbooks.bausteine.fach.hbg import ARTEN, Gruppen, hbg, personen
from workbooks.bausteine.fach.hbg_angebote import Verteilung, hbg_angebote
from workbooks.bausteine.fach.leistungsgruppen import leistungsgruppen
from workbooks.bausteine.fach.ohne_person import ohne_person
from workbooks.bausteine.fach.teil import Teil, anteil
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.bausteine.grund.vorlage import Vorlage


def parameternamen(vorlage: Vorlage) -> list[str]:
    """Was die Variante außer den Zeilen des Blatts »Parameter« braucht."""
    return ["hbg"] if _mit_gruppen(vorlage) else [*minuten.PAUSCHALE]


def _mit_gruppen(vorlage: Vorlage) -> bool:
    """Ob das Land ein Raster hat, das Minuten einer Gruppe zuordnet."""
    hbg_des_landes = parameter.laden(vorlage.land).get("hbg")
    staende = hbg_des_landes.staende if hbg_des_landes else ()
    return any(s.art == "raster" and s.wert[0].von is not None for s in staende)  # type: ignore[index,union-attr]


def fuellen(bau: Bau) -> None:
    """Die Arbeitsblätter: mit den Gruppen des Landes, sonst aus den Minuten allein."""
    if _mit_gruppen(bau.vorlage):
        _nach_gruppen(bau)
    else:
        _nach_minuten(bau)


def _nach_minuten(bau: Bau) -> None:
    divisor = grundlage(bau, "VK")
    if bau.vorlage.gemeinsam:
        gemeinsam.gemeinsam(bau, minuten.ARTEN)
    t = minuten.personen(bau)
    weitere = ohne_person(bau, minuten.ARTEN, minuten.DIVISOR)
    if minuten.mit_pauschale(bau):
        leistungsgruppen(bau)
    teile = [
        Teil("", "Personen", t, minuten.ergebniszeilen(t, weitere)),
        Teil("weitere", "weitere", weitere, ()),
    ]
    _abschluss(bau, teile, _rechnung_nach_minuten(teile, divisor))


def _rechnung_nach_minuten(teile: Sequence[Teil], divisor: Divisor) -> Rechnung:
    summe = "+".join(t.tabelle.summe("stunden_woche") for t in teile)
    woche = Menge("stunden_woche", "Stunden je Woche", summe)
    return Rechnung("vk", f"{{wochen_jahr}}*menge_stunden_woche/{divisor.faelle[0].formel}", (woche,))


def _nach_gruppen(bau: Bau) -> None:
    parameterblatt(bau)
    wochenbasis(bau, "jahresstunden_vk")
    gruppen = Gruppen.am(bau)
    if bau.vorlage.gemeinsam:
        gemeinsam.gemeinsam(bau, ARTEN)
    t = personen(bau, gruppen)
    hbg(bau, t, gruppen)
    hbg_angebote(bau, t, gruppen)
    rechnung = Rechnung("vk", "ergebnis_stunden_jahr/{jahresstunden_vk}")
    zeilen = (*_zeilen(t, gruppen), *qualifikation.nach_quote())
    _abschluss(bau, [Teil("", "Personen", t, zeilen)], rechnung, Verteilung(t, gruppen))


def _abschluss(bau: Bau, teile: Sequence[Teil], rechnung: Rechnung, *abschnitte: Abschnitt) -> None:
    """Was beide Wege gemeinsam haben; der erste Teil ist die Tabelle der Personen und bringt alle Ergebniszeilen."""
    blaetter, leer = (
        wort.join(f(t.tabelle) for t in teile)
        for wort, f in ((" oder ", lambda t: t.blatt.title), (",", lambda t: t.leer))
    )
    bau.pflicht.append((f"Mindestens eine Zeile in {blaetter}", f"NOT(AND({leer}))"))
    kalkulation = Kalkulation(
        teile[0].zeilen,
        [
            anteil("Stunden\nim Jahr", "stunden_jahr", teile, "stunden_jahr"),
            anteil("VK\ngesamt", "vk", teile, "vk"),
        ],
        [Groessen("vk", "stunden_jahr", "jahresstunden_vzae")],
        [rechnung],
        abschnitte,
    )
    abschliessen(bau, kalkulation=kalkulation)


def _zeilen(t: Tabelle, gruppen: Gruppen) -> tuple[Zeile, ...]:
    anzahl = t.wenn_vollstaendig(t.belegte("stunden_jahr"))
    woche, jahr, vk = (t.gesamt(spalte) for spalte in ("stunden_woche", "stunden_jahr", "vk"))
    mittel = f"Mittelwert der HBG ÷ 60; über {gruppen.grenze} Minuten die tatsächlichen Minuten"
    summe = "Std. je Woche × Wochen je Jahr, Summe aller Personen"
    je_vk, teilen = "Vertragswert oder eigener Wert", "Stunden im Jahr ÷ Jahresstunden einer VK"
    tabelle, stunden = "HBG-Tabelle", zellen.STUNDEN
    jahresstunden = "parameter_jahresstunden_vk"
    reihen: tuple[tuple[str, str, str, str, str, str, str, bool], ...] = (
        ("personen", "Personen", anzahl, "Personen", "#,##0", "Anzahl der Zeilen", "Blatt HBG", False),
        ("stunden_woche", "Stunden je Woche", woche, "Std./Woche", stunden, mittel, tabelle, False),
        ("stunden_jahr", "Stunden im Jahr", jahr, "Std./Jahr", stunden, summe, tabelle, True),
        (
            "jahresstunden_vzae",
            "Jahresstunden einer VK",
            jahresstunden,
            "Std./Jahr",
            stunden,
            je_vk,
            "Blatt Parameter",
            False,
        ),
        ("vk", "Stellen", vk, "VK", stunden, teilen, tabelle, True),
    )
    return tuple(Zeile(*reihe) for reihe in reihen)
