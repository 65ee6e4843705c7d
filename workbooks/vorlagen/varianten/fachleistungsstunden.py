"""Variante »fachleistungsstunden«: aus den Minuten je Person Hilfebedarfsgruppe, Stunden und VK."""

from __future__ import annotations

from workbooks.bausteine import zellen
from workbooks.bausteine.abweichungen import Rechnung
from workbooks.bausteine.bau import Bau
from workbooks.bausteine.bruecke import Groessen
from workbooks.bausteine.ergebnis import Zeile
from workbooks.bausteine.hbg import Gruppen, hbg, personen
from workbooks.bausteine.hbg_angebote import Verteilung, hbg_angebote
from workbooks.bausteine.parameterblatt import parameterblatt, wochenbasis
from workbooks.bausteine.schluss import abschliessen
from workbooks.bausteine.spalte import Tabelle
from workbooks.bausteine.teil import Teil, anteil
from workbooks.bausteine.vorlage import Vorlage


def parameternamen(_vorlage: Vorlage) -> list[str]:
    """Was die Variante außer den Zeilen des Blatts »Parameter« braucht."""
    return ["hbg"]


def fuellen(bau: Bau) -> None:
    """Die Arbeitsblätter."""
    parameterblatt(bau)
    wochenbasis(bau, "jahresstunden_vk")
    gruppen = Gruppen.am(bau)
    t = personen(bau, gruppen)
    hbg(bau, t, gruppen)
    hbg_angebote(bau, t, gruppen)
    bau.pflicht.append((f"Mindestens eine Zeile in {t.blatt.title}", f"NOT({t.leer})"))
    teil = Teil("", "Personen", t, _zeilen(t, gruppen))
    abschliessen(
        bau,
        teil.zeilen,
        [
            anteil("Stunden\nim Jahr", "stunden_jahr", [teil], "stunden_jahr"),
            anteil("VK\ngesamt", "vk", [teil], "vk"),
        ],
        Groessen("vk", "stunden_jahr", "jahresstunden_vzae"),
        Rechnung("vk", "ergebnis_stunden_jahr/{jahresstunden_vk}"),
        (Verteilung(t, gruppen),),
    )


def _zeilen(t: Tabelle, gruppen: Gruppen) -> tuple[Zeile, ...]:
    anzahl = t.wenn_vollstaendig(f"COUNT({t.bereich('stunden_jahr')})")
    woche, jahr, vk = (t.gesamt(spalte) for spalte in ("stunden_woche", "stunden_jahr", "vk"))
    mittel = f"Mittelwert der HBG ÷ 60; über {gruppen.grenze} Minuten die tatsächlichen Minuten"
    summe = "Std. je Woche × Wochen je Jahr, Summe aller Personen"
    je_vk, teilen = "Vertragswert oder eigener Wert", "Stunden im Jahr ÷ Jahresstunden einer VK"
    tabelle, stunden = "HBG-Tabelle", zellen.STUNDEN
    jahresstunden = "=parameter_jahresstunden_vk"
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
