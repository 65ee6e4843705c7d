"""Blatt »intern_Erhebung«: je Person die geschätzten Minuten je Woche, und ob sie befragt ist.

Wer befragt ist und nichts braucht, zählt mit 0 Minuten; wer nicht befragt ist, hat keine.
"""

from __future__ import annotations

from workbooks.bausteine.fach.assistenz import minutenspalten
from workbooks.bausteine.fach.tabellenblatt import intern
from workbooks.bausteine.grund import eingabe, einheiten
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import PERSON, personenregeln, tabelle
from workbooks.vorlagen.sonder.personalbemessung.stichprobe import GRUPPEN

BLATT = "intern_Erhebung"
_ALLE = "{qa0}:{ua6}"


def erhebung(bau: Bau) -> None:
    """Namen: `erhebung_gruppe` (Schlüssel), `erhebung_befragt`, `erhebung_qa`, `erhebung_ua`, `erhebung_summe`."""
    blatt = bau.blatt(BLATT, bau.titel("Erhebung je Person"), (), 6)
    intern(blatt)
    spalten = (*_eingaben(), *_gerechnet())
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.personen, bau.inhalt("personen"), _regeln(), PERSON)
    for name in ("gruppe", "befragt", "qa", "ua", "summe"):
        bau.name(
            f"erhebung_{name}",
            blatt,
            t.ort({"gruppe": "gruppe_schluessel", "befragt": "zaehlt"}.get(name, name)),
        )
    bau.name("eingabe_personen", blatt, t.ort("fall", "ua6"))
    blatt.freeze_panes = "B7"
    bau.pflicht.append((f"Mindestens eine Zeile in {BLATT}", f"NOT({t.leer})"))


def _eingaben() -> tuple[Spalte, ...]:
    gruppe = eingabe.aus_liste(GRUPPEN, "Eine Gruppe vom Blatt Stichprobe.")
    return (
        Spalte("fall", "Fall-\nnummer", 12, grenze=eingabe.TEXT, weg="kein Name", pflicht=True),
        Spalte("gruppe", "Stichproben-\ngruppe", 18, grenze=gruppe, weg="Blatt Stichprobe", pflicht=True),
        Spalte("befragt", "befragt", 9, grenze=eingabe.auswahl("ja", "nein"), weg="ja, nein", pflicht=True),
        *minutenspalten(),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    ja = 'IF({{befragt}}="ja",{},"")'.format
    je_art = {art: ja(f"SUM({{{art}0}}:{{{art}6}})+{{pruefwert}}") for art in ("qa", "ua")}
    schluessel = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    minuten = einheiten.MIN_WOCHE
    return (
        Spalte("qa", "qA zu-\nsammen", 10, minuten, formel=je_art["qa"], weg="Min./Woche"),
        Spalte("ua", "uA zu-\nsammen", 10, minuten, formel=je_art["ua"], weg="Min./Woche"),
        Spalte("summe", "zusammen", 11, minuten, formel='IF({qa}="","",{qa}+{ua})', weg="Min./Woche"),
        Spalte(
            "zaehlt", "befragt", 8, einheiten.ANZAHL, formel='IF({summe}="",0,1+0*{summe})', verborgen=True
        ),
        Spalte("gruppe_schluessel", "Gruppe", 8, formel=schluessel, verborgen=True),
    )


def _regeln() -> tuple[Regel, ...]:
    viel = SCHWELLEN["minuten_person"]
    neben = f"SUMPRODUCT(({_ALLE}>0)*(COUNTIF(skala,{_ALLE})=0))"
    return (
        *personenregeln(),
        Regel("nicht befragt, aber Minuten", f'AND({{befragt}}="nein",COUNTA({_ALLE})>0)'),
        Regel(f"über {viel:g} Min. je Woche", f"SUM({_ALLE})>{viel:g}"),
        Regel("Minuten unter 1 (als Uhrzeit getippt?)", f"SUMPRODUCT(({_ALLE}>0)*({_ALLE}<1))>0"),
        Regel("Werte, die nicht auf der Skala stehen", f"{neben}>0", in_worten(neben, "Werte")),
    )
