"""Blatt »intern_Liste«: dieselben Spalten wie in den Dateien von `egh erhebung einlesen`, zum Einfügen am Stück.

Die Person, ihre Gruppe und ob sie befragt ist, stehen in der Erhebung; von hier kommen ihre Minuten dazu.
"""

from __future__ import annotations

from calc import parameter
from calc.parameter import laender
from workbooks.bausteine.fach.tabellenblatt import intern
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, geschrieben, kennung, rein
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import PERSON, doppelt, tabelle
from workbooks.vorlagen.sonder.personalbemessung.korrektur import LEISTUNGEN, NUR_QA
from workbooks.vorlagen.sonder.personalbemessung.minutenregeln import minutenregeln

BLATT = "intern_Liste"
_MINUTEN = eingabe.zahl(0, 10_080, "Minuten je Woche, 0 bis 10.080.")
_WER = "{leistung},{art},{minuten}"


def liste(bau: Bau) -> None:
    """Namen: `liste_person`, `liste_stelle` (in den 13 Spalten der Erhebung), `liste_minuten`, `liste_qa`, `liste_ua`."""
    blatt = bau.blatt(BLATT, bau.titel("Erhebung als Liste"), (), 6)
    intern(blatt)
    satz = "Statt der 13 Spalten in intern_Erhebung: eine Zeile je Leistung. Jede Person steht dort mit Gruppe und »befragt«."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{fall}"), als_text("{stelle}"), wenn=belegt("{fall}"))
    spalten = (*_eingaben(), *_gerechnet())
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.personen, bau.inhalt("liste"), _regeln(), woran)
    for name in ("person", "stelle", "minuten", "qa", "ua"):
        bau.name(f"liste_{name}", blatt, t.ort(name))
    bau.name("eingabe_liste", blatt, t.ort("fall", "notiz"))
    blatt.freeze_panes = "B7"


def aus_der_liste(art: str, person: str) -> str:
    """Formel: Minuten einer Person (Zelle ihres Schlüssels) von diesem Blatt."""
    return f"IF(COUNT(liste_minuten)=0,0,SUMPRODUCT((liste_person={person})*1,liste_{art}))"


def _eingaben() -> tuple[Spalte, ...]:
    art = eingabe.auswahl("qA", "uA", "qualifiziert", "unterstützend")
    woher = tuple(
        Spalte(name, wort, breite, grenze=eingabe.TEXT, weg="freiwillig")
        for name, wort, breite in (
            ("hbg", "HBG", 8),
            ("wohnform", "Wohnform", 14),
            ("standort", "Standort", 14),
        )
    )
    return (
        Spalte("fall", "Fall-\nnummer", 12, grenze=eingabe.TEXT, weg="wie Erhebung", pflicht=True),
        Spalte("angebot", "Angebot", 14, grenze=eingabe.TEXT, weg="freiwillig"),
        *woher,
        Spalte("leistung", "Leistung", 24, grenze=eingabe.TEXT, weg="Nummer oder Wort"),
        Spalte("art", "Art", 12, grenze=art, weg="qA, uA"),
        Spalte("minuten", "Minuten", 10, einheiten.MIN_WOCHE, _MINUTEN, weg="Min./Woche"),
        Spalte("notiz", "Bemerkung\nder Datei", 22, grenze=eingabe.TEXT, weg="freiwillig"),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    worte = [(geschrieben(wort), nr) for nr, ihre in enumerate(_namen(), 1) for wort in ihre]
    gleich = f"({{wort}}={{{{{','.join(f'{chr(34)}{w}{chr(34)}' for w, _ in worte)}}}}})"
    nummer = f'IF({{leistung}}="","",SUMPRODUCT({gleich}*{{{{{",".join(str(nr) for _, nr in worte)}}}}}))'
    stelle = f'IF(OR({{art}}="",N({{nummer}})=0),"",{{nummer}}+IF(LEFT(T({{art}}),1)="q",0,IF({{nummer}}<{NUR_QA},7,6)))'
    gefunden = "SUMPRODUCT(--(erhebung_person={person}))"
    zeile = f'IF({{person}}="","",IF({gefunden}=0,"",MATCH({{person}},erhebung_person,0)))'
    hier = 'IF({{person}}="","",IF(LEFT(T({{art}}),1)="{0}",N({{minuten}}),0)+{{pruefwert}})'.format
    return tuple(
        Spalte(name, name, 8, einheit, formel=formel, verborgen=True)
        for name, einheit, formel in (
            ("wort", einheiten.OHNE, rein(als_text("{leistung}"))),
            ("nummer", einheiten.OHNE, nummer),
            ("stelle", einheiten.OHNE, stelle),
            ("person", einheiten.OHNE, PERSON),
            ("zeile", einheiten.OHNE, zeile),
            ("qa", einheiten.MIN_WOCHE, hier("q")),
            ("ua", einheiten.MIN_WOCHE, hier("u")),
        )
    )


def _namen() -> list[tuple[str, ...]]:
    """Wie jede der sieben Leistungen heißen darf: Nummer, Wort der Tabellen, beides, Text des Gesetzes."""
    katalog = parameter.liste(laender.BUND, "assistenzleistungen")
    return [
        (str(nr), kurz.partition(" ")[2], kurz, text)
        for nr, (kurz, text) in enumerate(zip(LEISTUNGEN, katalog, strict=True), 1)
    ]


def _regeln() -> tuple[Regel, ...]:
    befragt = 'SUMPRODUCT((erhebung_person={person})*(erhebung_antwort="ja"))=0'
    dort = (
        "IF(AND(ISNUMBER({zeile}),ISNUMBER({stelle})),N(INDEX(erhebung_minuten,{zeile},{stelle}))<>0,FALSE)"
    )
    mit = 'SUMPRODUCT(({alle_person}={person})*({alle_stelle}<>""))>0'
    return (
        doppelt("Person und Leistung stehen zweimal da", bestaetigen=False),
        Regel("keine befragte Person der Erhebung", f'IF({{person}}="",FALSE,{befragt})'),
        Regel("Leistung, Art und Minuten gehören zusammen", f"AND(COUNTA({_WER})>0,COUNTA({_WER})<3)"),
        Regel("Leistung steht nicht im Katalog", 'IF({leistung}="",FALSE,N({nummer})=0)'),
        Regel(
            "diese Leistung gibt es nur qualifiziert", f'AND(N({{nummer}})={NUR_QA},LEFT(T({{art}}),1)="u")'
        ),
        Regel("steht auch in intern_Erhebung", dort),
        Regel("ohne Bedarf und mit Minuten", f'IF(OR({{person}}="",COUNTA({_WER})>0),FALSE,{mit})'),
        *minutenregeln("{minuten}"),
    )
