"""Blatt »Positionen«: wofür die alten Pauschalen waren, und wohin jede Position gehört."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten, neben_den_anderen
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.trennung.bisher import PAUSCHALEN

BLATT = "Positionen"
# Schlüssel, Wort der Auswahl, Überschrift, kurz über dem Anteil
ZIELE = (
    ("individuell", "individuell", "individuell", "indiv."),
    ("gemeinsam", "gemeinschaftlich", "gemein-\nschaftlich", "gemeins."),
    ("vorhaltung", "Vorhaltung", "Vorhaltung", "Vorh."),
    ("unterkunft", "Unterkunft", "Unterkunft", "Unterk."),
    ("lebensunterhalt", "Lebensunterhalt", "Lebens-\nunterhalt", "Leb.unt."),
)
NACH_FLAECHE, EIGENE = "nach Fläche", "eigene Anteile"
_ANTEILE = ",".join(f"{{a_{name}}}" for name, *_ in ZIELE)


def positionen(bau: Bau) -> Tabelle:
    """Je Position und Ziel Euro im Jahr; nach Fläche: Wohnen zur Unterkunft, der Rest zur Vorhaltung."""
    blatt = bau.blatt(BLATT, bau.titel("Positionen der Pauschalen"), (1,) * 14, 6)
    satz = "Jede Position mit ihrem Betrag im Jahr; je Pauschale ergeben sie zusammen, was bisher gezahlt wurde. "
    zellen.text(blatt["A4"], satz + "Anteile nur bei »eigene Anteile«.", grau=True, umbruch=False)
    woran = kennung(als_text("{pauschale}"), als_text("{position}"), wenn=belegt("{position}"))
    t = tabelle(bau, blatt, 5, _spalten(), bau.umfang.weitere, bau.inhalt("positionen"), _regeln(), woran)
    bau.name("eingabe_positionen", blatt, t.ort("position", "wohin"))
    return t


def _spalten() -> tuple[Spalte, ...]:
    pauschale = eingabe.auswahl(*PAUSCHALEN)
    betrag = eingabe.zahl(0, 1e9, "Betrag in Euro im Jahr, ab 0.")
    wohin = eingabe.auswahl(*(wort for _, wort, *_ in ZIELE), NACH_FLAECHE, EIGENE)
    return (
        Spalte("position", "Position", 27, grenze=eingabe.TEXT, weg="was", pflicht=True),
        Spalte("pauschale", "Pau-\nschale", 7, grenze=pauschale, weg="bisher", pflicht=True),
        Spalte("betrag", "Betrag\nEUR im Jahr", 13, einheiten.EUR, betrag, weg="ganz", pflicht=True),
        Spalte("wohin", "gehört zu", 17, grenze=wohin, weg="Auswahl", pflicht=True),
        *(
            Spalte(f"a_{name}", f"Anteil\n{kurz}", 9, einheiten.PROZENT, eingabe.ANTEIL, weg="eigener")
            for name, _, _, kurz in ZIELE
        ),
        *(
            Spalte(name, kopf, 12, einheiten.EUR, formel=_euro(name, wort), weg="EUR")
            for name, wort, kopf, _ in ZIELE
        ),
    )


def _euro(name: str, wort: str) -> str:
    flaeche = {"unterkunft": "ergebnis_anteil_wohnen", "vorhaltung": "1-ergebnis_anteil_wohnen"}.get(
        name, "0"
    )
    ganz = f'IF({{wohin}}="{wort}",1,0)'
    anteil = f'IF({{wohin}}="{NACH_FLAECHE}",{flaeche},IF({{wohin}}="{EIGENE}",N({{a_{name}}}),{ganz}))'
    ohne = f'AND({{wohin}}="{NACH_FLAECHE}",ergebnis_anteil_wohnen="")'
    return f'IF(OR({{betrag}}="",{{wohin}}=""),"",IF({ohne},{{pruefwert}},N({{betrag}})*({anteil})+{{pruefwert}}))'


def _regeln() -> tuple[Regel, ...]:
    summe = f"SUM({_ANTEILE})"
    return (
        doppelt("Position steht in dieser Pauschale zweimal da", bestaetigen=True),
        summenwort("position"),
        Regel("Anteile ergeben nicht 100 %", f'AND({{wohin}}="{EIGENE}",ABS({summe}-1)>0.000001)'),
        Regel("Anteile nur bei »eigene Anteile«", f'AND({{wohin}}<>"{EIGENE}",COUNTA({_ANTEILE})>0)'),
        Regel("»nach Fläche« ohne das Blatt Flächen", f'AND({{wohin}}="{NACH_FLAECHE}",flaeche_wohnen="")'),
        Regel("gewollt?", "{betrag}=0", '"0 EUR"'),
        Regel("EUR im Jahr?", "AND(N({betrag})>0,N({betrag})<100)", in_worten("{betrag}", "EUR")),
        neben_den_anderen("betrag", 200, "EUR"),
        Regel(
            "Maßnahmepauschale zum Lebensunterhalt?",
            f'AND({{pauschale}}="MP",OR({{wohin}}="{ZIELE[3][1]}",{{wohin}}="{ZIELE[4][1]}"))',
            "{wohin}",
        ),
    )
