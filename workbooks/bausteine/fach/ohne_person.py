"""Blatt »Weitere Leistungen«: Stunden je Woche, die keiner einzelnen Person gehören (Nachtdienst, Hauswirtschaft …)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.fach.tabellenblatt import angebotsspalte
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, kennung, summenwort
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, in_worten, ohne_angebot
from workbooks.bausteine.grund.spalte import Spalte, Tabelle, keine_zahl
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.bausteine.grund.worte import UNVOLLSTAENDIG

BLATT = "Weitere Leistungen"
LEISTUNGEN = ("Gruppenangebot", "Nachtdienst", "Hauswirtschaft", "andere")
_STUNDEN = eingabe.zahl(0, 10_000, "Stunden der Mitarbeitenden je Woche, ab 0.")
_WORAN = kennung(
    "T({angebot})", als_text("{leistung}"), als_text("{wort}"), wenn='AND({leistung}<>"",{stunden}<>"")'
)


def ohne_person(bau: Bau, arten: Mapping[str, str], divisor: str) -> Tabelle:
    """Die Tabelle; ihre Spalten `woche_…`, `stunden_jahr`, `vk_…`, `vk` heißen wie die der Personen."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (1,) * 10, 6)
    satz = "Was keiner einzelnen Person gehört. Gruppenangebote mit festen Teilnehmenden: Blatt Gemeinsam."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    spalten = (*_eingaben(arten), *_gerechnet(arten, divisor))
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.weitere, bau.inhalt("weitere"), _regeln(), _WORAN)
    bau.name("eingabe_weitere_leistungen", blatt, t.ort("angebot", "stunden"))
    return t


def _eingaben(arten: Mapping[str, str]) -> tuple[Spalte, ...]:
    art = eingabe.auswahl(*arten.values())
    return (
        angebotsspalte(),
        Spalte("leistung", "Leistung", 17, grenze=eingabe.auswahl(*LEISTUNGEN), weg="Auswahl", pflicht=True),
        Spalte("wort", "Bezeichnung", 28, grenze=eingabe.TEXT, weg="wenn nötig"),
        Spalte("art", "Art", 16, grenze=art, weg="wer sie erbringt", pflicht=True),
        Spalte(
            "stunden",
            "Std. je\nWoche",
            11,
            einheiten.STD_WOCHE,
            _STUNDEN,
            weg="ihrer Arbeit",
            pflicht=True,
        ),
    )


def _gerechnet(arten: Mapping[str, str], divisor: str) -> tuple[Spalte, ...]:
    leer = 'OR({stunden}="",{art}="")'
    jahr = "EGH_JAHRESSTUNDEN({0},parameter_wochen_jahr)"
    je_woche = (
        (f"woche_{art}", f'IF({leer},"",IF({{art}}="{wort}",N({{stunden}}),0)+{{pruefwert}})')
        for art, wort in arten.items()
    )

    def vk(woche: str) -> str:
        aufruf = f"EGH_VZAE({jahr.format(woche)},{divisor})"
        return f'IF(OR({woche}="",parameter_wochen_jahr="",{divisor}=""),"",{aufruf})'

    gesamt = f'IF(OR({{stunden_woche}}="",parameter_wochen_jahr=""),"",{jahr.format("{stunden_woche}")})'
    woche, vier = einheiten.STD_WOCHE, einheiten.VZAE
    return (
        Spalte("stunden_jahr", "Std. im\nJahr", 12, einheiten.STD_JAHR, formel=gesamt, weg="Woche × Wochen"),
        Spalte("vk", "VK", 11, vier, formel=vk("{stunden_woche}"), weg="Jahr ÷ Std. je VK"),
        *(Spalte(name, name, 8, woche, formel=formel, verborgen=True) for name, formel in je_woche),
        Spalte(
            "stunden_woche",
            "Woche",
            8,
            woche,
            formel=f'IF({leer},"",N({{stunden}})+{{pruefwert}})',
            verborgen=True,
        ),
        *(
            Spalte(f"vk_{art}", f"VK {art}", 8, vier, formel=vk(f"{{woche_{art}}}"), verborgen=True)
            for art in arten
        ),
    )


def _regeln() -> tuple[Regel, ...]:
    viel = UEBLICH["leistung_woche"].bis
    return (
        ohne_angebot(LISTE_ANGEBOTE),
        doppelt("Leistung steht zweimal da", bestaetigen=True),
        summenwort("wort"),
        Regel("gewollt?", "{stunden}=0", '"0 Std."'),
        Regel(
            "Nachtdienst unter 20 Std. je Woche (je Nacht getippt?)",
            'AND({leistung}="Nachtdienst",N({stunden})>0,N({stunden})<20)',
            in_worten("{stunden}", "Std."),
        ),
        Regel(
            f"üblich sind bis {viel:g} Std. je Woche",
            f"N({{stunden}})>{viel:g}",
            in_worten("{stunden}", "Std."),
        ),
        Regel(
            "weniger als 1 Std. (Uhrzeit getippt?)",
            "AND(N({stunden})>0,N({stunden})<1)",
            in_worten("{stunden}", "Std."),
        ),
    )


def zusammen(tabellen: Sequence[Tabelle], spalte: str) -> str:
    """Formel: Summe einer Spalte aus allen Tabellen; leer, solange alle leer sind oder eine Zeile unvollständig ist."""
    leer = ",".join(t.leer for t in tabellen)
    offen = "+".join(t.anzahl(UNVOLLSTAENDIG) for t in tabellen)
    nichts = ",".join(keine_zahl(t.bereich(spalte)) for t in tabellen)
    summe = "+".join(t.summe(spalte) for t in tabellen)
    return f'IF(OR(AND({leer}),{offen}>0),"",IF(AND({nichts}),"",{summe}))'
