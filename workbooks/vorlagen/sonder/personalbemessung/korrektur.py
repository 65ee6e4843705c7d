"""Blätter »intern_Panel« und »intern_Bereinigung«: Minuten der Erhebung, die ein anderer Wert ersetzt, und warum.

Die Erhebung bleibt, wie sie geschätzt ist; gerechnet wird mit dem Unterschied.
"""

from __future__ import annotations

from typing import NamedTuple

from workbooks.bausteine.fach.katalogblatt import KURZ
from workbooks.bausteine.fach.tabellenblatt import intern
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.regeln import Regel, in_worten, unbegruendet
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import PERSON, doppelt, tabelle
from workbooks.vorlagen.sonder.personalbemessung.minutenregeln import minutenregeln

LEISTUNGEN = tuple(
    f"{n} {wort.replace(f'-{chr(10)}', '').replace(chr(10), ' ')}" for n, (wort, _) in enumerate(KURZ, 1)
)
NUR_QA = next(n for n, (_, auch_ua) in enumerate(KURZ, 1) if not auch_ua)
_MINUTEN = eingabe.zahl(0, 10_080, "Minuten je Woche, 0 bis 10.080; 0 heißt gestrichen.")
# dieselbe Leistung aus der Liste; in der Erhebung steht sie dann nicht
_LISTE = (
    "IF(COUNT(liste_minuten)=0,0,SUMPRODUCT((liste_person={person})*(liste_stelle={stelle}),liste_minuten))"
)
_GRUPPE = "(stichprobe_schluessel=INDEX(erhebung_gruppe,{zeile}))*1"
_FUER_ALLE = (
    'IF(OR({qa}="",{zeile}=""),"",({qa}+{ua})*'
    f"SUMPRODUCT({_GRUPPE},stichprobe_alle)/SUMPRODUCT({_GRUPPE},stichprobe_n))"
)
_SCHAETZUNGEN = "{s1}:{s4}"


class Blatt(NamedTuple):
    """Name des Blatts und seiner Namen, Titel, Satz darüber, Wort der neuen Minuten, eigene Spalten und Regeln."""

    name: str
    titel: str
    satz: str
    neu: str
    spalten: tuple[Spalte, ...]
    regeln: tuple[Regel, ...]


def korrekturen(bau: Bau) -> None:
    """Namen: `panel_person`, `panel_qa`, `panel_ua` (Unterschied, Min./Woche), `panel_alle`, `panel_neu`, dieselben mit `bereinigung_`."""
    for b in (_panel(), _bereinigung()):
        blatt = bau.blatt(f"intern_{b.name}", bau.titel(b.titel), (), 6)
        intern(blatt)
        zellen.text(blatt["A4"], b.satz, grau=True, umbruch=False)
        woran = kennung(als_text("{fall}"), "T({leistung})", "T({art})", wenn=belegt("{fall}"))
        regeln = (*_regeln(), *b.regeln)
        name = b.name.lower()
        t = tabelle(bau, blatt, 5, _spalten(b), bau.umfang.weitere, bau.inhalt(name), regeln, woran)
        for spalte in ("person", "qa", "ua", "alle", "schluessel", "neu"):
            bau.name(f"{name}_{spalte}", blatt, t.ort(spalte))
        bau.name(f"eingabe_{name}", blatt, t.ort("fall", "warum"))
        blatt.freeze_panes = "B7"


def unterschied(art: str, person: str) -> str:
    """Formel: um wie viel die Minuten einer Person (Zelle ihres Schlüssels) durch beide Blätter anders sind."""
    je_blatt = "SUMPRODUCT(({0}_person={1})*1,{0}_{2})"
    return "+".join(je_blatt.format(name, person, art) for name in ("panel", "bereinigung"))


def _panel() -> Blatt:
    grenze = eingabe.zahl(0, 10_080, "Minuten je Woche, 0 bis 10.080.")
    minuten = einheiten.MIN_WOCHE
    schaetzungen = tuple(
        Spalte(f"s{n}", f"Schät-\nzung {n}", 9, minuten, grenze, weg="Min./Woche", pflicht=n < 3)
        for n in range(1, 5)
    )
    weite = f'IF(COUNT({_SCHAETZUNGEN})=0,"",MAX({_SCHAETZUNGEN})-MIN({_SCHAETZUNGEN}))'
    spanne = Spalte("weite", "Spann-\nweite", 9, minuten, formel=weite, weg="größte − kleinste")
    ausser = f'AND({{neu}}<>"",OR(N({{neu}})>MAX({_SCHAETZUNGEN}),N({{neu}})<MIN({_SCHAETZUNGEN})))'
    return Blatt(
        "Panel", "Panel: mehrere schätzen, ein Wert gilt",
        "Wo mehrere dieselbe Leistung geschätzt haben: bis zu vier Schätzungen, der vereinbarte Wert und warum er gilt.",
        "verein-\nbart", (*schaetzungen, spanne),
        (
            *minutenregeln(_SCHAETZUNGEN, "{neu}"),
            Regel("außerhalb der Schätzungen", ausser, in_worten("{neu}", "Min.")),
            Regel("in der Erhebung steht dort nichts", "AND(ISNUMBER({alt}),N({alt})=0)", in_worten("{neu}", "Min.")),
        ),
    )  # fmt: skip


def _bereinigung() -> Blatt:
    mehr = 'AND({neu}<>"",ISNUMBER({alt}),N({neu})>N({alt}))'
    auch = "SUMPRODUCT(--(panel_schluessel={schluessel}))>0"
    return Blatt(
        "Bereinigung", "Bereinigung: gestrichen oder berichtigt",
        "Was an einer Schätzung gestrichen (0) oder berichtigt ist, und warum. Wer ganz ausscheidet: in der Erhebung »befragt« nein.",
        "neu", (),
        (
            Regel("steht auch im Panel", f'IF({{schluessel}}="",FALSE,{auch})'),
            *minutenregeln("{neu}"),
            Regel("dort ist nichts zu streichen", 'AND({neu}<>"",ISNUMBER({alt}),N({neu})=0,N({alt})=0)'),
            Regel("mehr als geschätzt", mehr, in_worten("{neu}", "Min.")),
        ),
    )  # fmt: skip


def _spalten(b: Blatt) -> tuple[Spalte, ...]:
    # Stelle in den 13 Spalten der Erhebung: sieben qA, dann uA ohne die Leistung, die es nur qualifiziert gibt
    nummer = 'FIND(LEFT(T({leistung}),1),"1234567")'
    # nur aus Text: eine Kommazahl als Text läse jedes Land anders
    stelle = f'IF(OR(T({{leistung}})="",{{art}}=""),"",{nummer}+IF({{art}}="qA",0,IF({nummer}<{NUR_QA},7,6)))'
    gefunden = "SUMPRODUCT(--(erhebung_person={person}))"
    zeile = f'IF({{person}}="","",IF({gefunden}=0,"",MATCH({{person}},erhebung_person,0)))'
    alt = 'IF(OR({zeile}="",{stelle}=""),"",INDEX(erhebung_minuten,{zeile},{stelle})+' + _LISTE + ")"
    offen = 'OR({alt}="",{neu}="")'
    je_art = {
        art: f'IF({offen},"",IF({{art}}="{wort}",N({{neu}})-{{alt}},0)+{{pruefwert}})'
        for art, wort in (("qa", "qA"), ("ua", "uA"))
    }
    leistung = eingabe.auswahl(*LEISTUNGEN, hinweis="Eine der sieben Leistungen.")
    minuten = einheiten.MIN_WOCHE
    return (
        Spalte("fall", "Fall-\nnummer", 12, grenze=eingabe.TEXT, weg="wie Erhebung", pflicht=True),
        Spalte("leistung", "Leistung", 26, grenze=leistung, weg="Auswahl", pflicht=True),
        Spalte("art", "Art", 7, grenze=eingabe.auswahl("qA", "uA"), weg="qA, uA", pflicht=True),
        *b.spalten,
        Spalte("neu", b.neu, 10, minuten, _MINUTEN, weg="Min./Woche", pflicht=True),
        Spalte("warum", "Begründung", 52, grenze=eingabe.TEXT, weg="warum dieser Wert", pflicht=True),
        Spalte("alt", "in der\nErhebung", 10, minuten, formel=alt, weg="Min./Woche"),
        *(
            Spalte(art, f"Unter-\nschied {art[0]}A", 10, einheiten.Einheit("Min./Woche", "#,##0.00"), formel=f, weg="neu − alt")
            for art, f in je_art.items()
        ),
        Spalte("alle", "für alle", 11, einheiten.Einheit("Min./Woche", "#,##0.00"), formel=_FUER_ALLE, weg="× N ÷ n"),
        Spalte("person", "Person", 8, formel=PERSON, verborgen=True),
        Spalte("zeile", "Zeile", 8, einheiten.OHNE, formel=zeile, verborgen=True),
        Spalte("stelle", "Stelle", 8, einheiten.OHNE, formel=stelle, verborgen=True),
    )  # fmt: skip


def _regeln() -> tuple[Regel, ...]:
    befragt = 'SUMPRODUCT((erhebung_person={person})*(erhebung_antwort="ja"))=0'
    return (
        doppelt("Person und Leistung stehen zweimal da", bestaetigen=False),
        Regel("keine befragte Person der Erhebung", f'IF({{person}}="",FALSE,{befragt})'),
        Regel(
            "diese Leistung gibt es nur qualifiziert", f'AND(LEFT(T({{leistung}}),1)="{NUR_QA}",{{art}}="uA")'
        ),
        unbegruendet("warum"),
    )
