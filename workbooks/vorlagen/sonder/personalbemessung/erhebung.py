"""Blatt »intern_Erhebung«: je Person die geschätzten Minuten je Woche, und ob sie befragt ist.

Wer befragt ist und nichts braucht, zählt mit 0 Minuten; wer nicht befragt ist, hat keine.
"""

from __future__ import annotations

from workbooks.bausteine.fach.assistenz import minutenspalten
from workbooks.bausteine.fach.tabellenblatt import intern
from workbooks.bausteine.grund import eingabe, einheiten
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import PERSON, personenregeln, tabelle
from workbooks.vorlagen.sonder.landeswerte import nach_hbg
from workbooks.vorlagen.sonder.personalbemessung.angebot import angebotsspalte, schluesselspalte
from workbooks.vorlagen.sonder.personalbemessung.korrektur import unterschied
from workbooks.vorlagen.sonder.personalbemessung.liste import aus_der_liste
from workbooks.vorlagen.sonder.personalbemessung.minutenregeln import minutenregeln
from workbooks.vorlagen.sonder.personalbemessung.stichprobe import GRUPPEN

BLATT = "intern_Erhebung"
_ALLE = "{qa0}:{ua6}"
_GEWICHT = (
    "INDEX(stichprobe_alle,MATCH({gruppe_schluessel},stichprobe_schluessel,0))"
    "/INDEX(stichprobe_n,MATCH({gruppe_schluessel},stichprobe_schluessel,0))"
)
"""So viele Personen vertritt eine befragte."""
_AENDERUNG = einheiten.Einheit("Min./Woche", "#,##0.00;-#,##0.00;")


def erhebung(bau: Bau) -> None:
    """Namen: `erhebung_gruppe` (Schlüssel), `erhebung_befragt`, `erhebung_qa`, `erhebung_ua`, `erhebung_summe`."""
    blatt = bau.blatt(BLATT, bau.titel("Erhebung je Person"), (), 6)
    intern(blatt)
    spalten = (*_eingaben(), *_gerechnet(bau))
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.personen, bau.inhalt("personen"), _regeln(), PERSON)
    woher = {
        "gruppe": "gruppe_schluessel",
        "befragt": "zaehlt",
        "person": "schluessel",
        "antwort": "befragt",
        "angebot": "angebot_schluessel",
    }
    for name in (
        "gruppe",
        "befragt",
        "person",
        "antwort",
        "qa",
        "ua",
        "summe",
        "angebot",
        "hoch_qa",
        "hoch_ua",
    ):
        bau.name(f"erhebung_{name}", blatt, t.ort(woher.get(name, name)))
    bau.name("erhebung_minuten", blatt, t.ort("qa0", "ua6"))
    bau.name("eingabe_personen", blatt, t.ort("fall", "ua6"))
    blatt.freeze_panes = "B7"
    bau.pruefung(
        "korrekturen",
        "Panel und Bereinigung: jeder Unterschied steht bei einer Person der Erhebung",
        f"ABS({_summe('panel')}+{_summe('bereinigung')}-SUM({t.bereich('neu_qa')})-SUM({t.bereich('neu_ua')}))<0.000001",
        "Auf den Blättern intern_Panel und intern_Bereinigung Fallnummern und Fehler berichtigen.",
    )
    bau.pflicht.append((f"Mindestens eine Zeile in {BLATT}", f"NOT({t.leer})"))


def _summe(blatt: str) -> str:
    return f"SUM({blatt}_qa)+SUM({blatt}_ua)"


def _eingaben() -> tuple[Spalte, ...]:
    gruppe = eingabe.aus_liste(GRUPPEN, "Eine Gruppe vom Blatt Stichprobe.")
    return (
        Spalte("fall", "Fall-\nnummer", 12, grenze=eingabe.TEXT, weg="kein Name", pflicht=True),
        angebotsspalte(18),
        Spalte("gruppe", "Stichproben-\ngruppe", 26, grenze=gruppe, weg="Blatt Stichprobe", pflicht=True),
        Spalte("befragt", "befragt", 9, grenze=eingabe.auswahl("ja", "nein"), weg="ja, nein", pflicht=True),
        *minutenspalten(),
    )


def _gerechnet(bau: Bau) -> tuple[Spalte, ...]:
    ja = 'IF({{befragt}}="ja",{},"")'.format
    # eine falsche Zeile ist ein Fehler und keine Person weniger
    gezaehlt = 'IF({{befragt}}="ja",{},IF(ISERROR({{pruefwert}}),{{pruefwert}},""))'.format
    je_art = {
        art: gezaehlt(f"SUM({{{art}0}}:{{{art}6}})+N({{neu_{art}}})+N({{liste_{art}}})+{{pruefwert}}")
        for art in ("qa", "ua")
    }
    schluessel = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    minuten = einheiten.MIN_WOCHE
    gruppe = 'IF({summe}="","",EGH_HBG({summe},meta_land,meta_stichtag))'
    hbg = (Spalte("hbg", "HBG", 8, formel=gruppe, weg="des Landes"),) if nach_hbg(bau.vorlage) else ()
    return (
        *(
            Spalte(
                f"liste_{art}", f"aus intern_\nListe {art[0]}A", 11, _AENDERUNG,
                formel=ja(aus_der_liste(art, "{schluessel}")), weg="Min./Woche",
            )
            for art in ("qa", "ua")
        ),
        *(
            Spalte(
                f"neu_{art}", f"Panel, Be-\nreinigung {art[0]}A", 11, _AENDERUNG,
                formel=ja(unterschied(art, "{schluessel}")), weg="Min./Woche",
            )
            for art in ("qa", "ua")
        ),
        Spalte("qa", "qA zu-\nsammen", 10, minuten, formel=je_art["qa"], weg="Min./Woche"),
        Spalte("ua", "uA zu-\nsammen", 10, minuten, formel=je_art["ua"], weg="Min./Woche"),
        Spalte("summe", "zusammen", 11, minuten, formel='IF({qa}="","",{qa}+{ua})', weg="Min./Woche"),
        *hbg,
        Spalte(
            "zaehlt", "befragt", 8, einheiten.ANZAHL, formel='IF({summe}="",0,1+0*{summe})', verborgen=True
        ),
        Spalte("gruppe_schluessel", "Gruppe", 8, formel=schluessel, verborgen=True),
        *_je_angebot(),
    )  # fmt: skip


def _je_angebot() -> tuple[Spalte, ...]:
    """Verborgen: das Angebot und die Minuten, die diese Person für ihre Gruppe vertritt."""
    return (
        schluesselspalte(),
        *(
            Spalte(f"hoch_{art}", f"hoch {art}", 8, einheiten.MIN_WOCHE, formel=f'IF({{{art}}}="","",{{{art}}}*{_GEWICHT})', verborgen=True, luecke=True)
            for art in ("qa", "ua")
        ),
    )  # fmt: skip


def _regeln() -> tuple[Regel, ...]:
    viel = SCHWELLEN["minuten_person"]
    ohne = f'AND({{befragt}}="ja",COUNTA({_ALLE})=0,SUMPRODUCT((liste_person={{schluessel}})*1)=0)'
    berichtigt = f"SUM({_ALLE})+N({{neu_qa}})+N({{neu_ua}})+N({{liste_qa}})+N({{liste_ua}})>{viel:g}"
    return (
        *personenregeln(),
        Regel("nicht befragt, aber Minuten", f'AND({{befragt}}="nein",COUNTA({_ALLE})>0)'),
        *minutenregeln(_ALLE, zusammen=True),
        Regel("steht nicht in der Liste", f"IF(COUNT(liste_minuten)=0,FALSE,{ohne})", '"0 Min."'),
        Regel(f"mit Liste, Panel, Bereinigung über {viel:g} Min.", f"IFERROR({berichtigt},FALSE)"),
    )
