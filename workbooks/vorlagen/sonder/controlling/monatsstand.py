"""Blatt »Monatsstand«: was je Leistungserbringer, Leistungstyp und Monat erbracht ist; getippt oder eingefügt."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.bausteine.grund.worte import UNVOLLSTAENDIG
from workbooks.vorlagen.sonder.controlling.monatsbudget import (
    JE_ZEILE,
    Monatsbudgets,
    budgetjahr,
    monatszahl,
    nummer,
)
from workbooks.vorlagen.sonder.controlling.ueblich import betragsregeln, mengenregeln
from workbooks.vorlagen.sonder.traegerliste import WORT

BLATT = "Monatsstand"
_MENGE = eingabe.zahl(0, 1e6, "Menge dieses Monats in der vereinbarten Einheit, ab 0.")
_PERSONEN = eingabe.zahl(0, 1e5, "Personen in diesem Monat, ab 0.")
_EURO = eingabe.zahl(-1e9, 1e9, "Betrag dieses Monats in Euro; eine Rückforderung negativ.")
_LUECKE = 5
"""Monate zwischen zwei Meldungen einer Reihe, über die hinaus gefragt wird: vielleicht ein falsches Jahr."""
_NAMEN = (
    *(
        ("zeilenmonate", "kv"),
        ("erster", "erster"),
        ("reihen", "zeile"),
        ("traegermonate", "kn"),
        ("zaehlt", "zaehlt"),
        ("monatszahlen", "monatszahl"),
    ),
    *(("zeilen", "vp"), ("traeger", "np"), ("drin", "drin"), ("mengen", "menge"), ("personen", "personen")),
    ("betraege", "eur_gilt"),
)
"""Teil des Namens `monatsstand_X` und seine Spalte."""


def monatsstand(bau: Bau, m: Monatsbudgets) -> None:
    """Namen `monatsstand_X` für die Vergleiche; `monatsstand_offen`: eine Zeile ist unvollständig."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (), 7)
    satz = "Je Leistungserbringer, Leistungstyp, HBG und Monat eine Zeile. Ein fehlender Monat bleibt weg: er zählt nie als 0."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    t = tabelle(
        bau,
        blatt,
        6,
        (*_eingaben(m), *_verborgen(m)),
        bau.umfang.monatsstand,
        bau.inhalt("monatsstand"),
        _regeln(m),
        kennung(*map(als_text, ("{traeger}", "{typ}", "{hbg}", "{monatszahl}")), wenn=belegt("{typ}")),
    )
    for name, spalte in _NAMEN:
        bau.name(f"monatsstand_{name}", blatt, t.ort(spalte))
    offen = f"{t.buchstabe('paar')}4"  # in einer verborgenen Spalte
    zellen.stumm(
        blatt[offen], f'=COUNTIF({t.bereich("hinweis")},"{UNVOLLSTAENDIG}*")>0', "General", rechts=False
    )
    bau.name("monatsstand_offen", blatt, offen)


def _eingaben(m: Monatsbudgets) -> tuple[Spalte, ...]:
    traeger = eingabe.aus_liste(m.liste, "Ein Leistungserbringer dieser Mappe.")
    return (
        Spalte("traeger", WORT, 24, grenze=traeger, weg="aus der Liste", pflicht=True),
        Spalte("typ", "Leistungstyp", 26, grenze=m.typen, weg="wie auf dem Blatt Vereinbart", pflicht=True),
        Spalte("hbg", "HBG", 8, grenze=eingabe.TEXT, weg="wenn nötig"),
        Spalte("monat", "Monat", 12.5, einheiten.TAG, eingabe.TAG, weg="ein Tag darin", pflicht=True),
        Spalte("personen", "Personen", 11, einheiten.PERSONEN, _PERSONEN, weg="im Monat", pflicht=True),
        Spalte("menge", "Menge", 13, einheiten.MENGE, _MENGE, weg="vereinbarte Einheit", pflicht=True),
        Spalte(
            *("eur", "Betrag\nEUR", 15, einheiten.EUR, _EURO),
            weg="leer: Menge × Preis",
            pflicht=True,
            fehlt='AND({eur}="",{eur_gilt}="")',
        ),
    )


def _verborgen(m: Monatsbudgets) -> tuple[Spalte, ...]:
    """Schlüssel als Zahlen: Zeile des Blatts Vereinbart und Monat, Leistungserbringer und Monat."""
    monat = f"IF(ISNUMBER({{monat}}),{monatszahl('{monat}')},0)"
    bj = f"IF({{monatszahl}}=0,0,{budgetjahr('{monat}')})"
    jahr = '(((vereinbart_jahre="")+(vereinbart_jahre={bj}))>0)'
    zeile = f"SUMPRODUCT(MAX((vereinbart_paare={{paar}})*{jahr}*vereinbart_zeilen))"
    erster = "IF(INDEX(monatsstand_reihen,MATCH({kv},monatsstand_zeilenmonate,0),1)={zeile},1,0)"
    alle = f"SUMPRODUCT((vereinbart_nummern={{nummer}})*{jahr})"
    zaehlt = f"IF(SUMIF(monatsstand_traegermonate,{{kn}},monatsstand_erster)>={alle},1,0)"
    drin = "AND({monatszahl}>=INDEX(controlling_monate,1,1),{monatszahl}<=INDEX(controlling_monate,1,12))"
    einzelne = (
        ("paar", kennung(als_text("{traeger}"), als_text("{typ}"), wenn=belegt("{typ}"))),
        ("zeile", "ROW({typ})"),
        ("monatszahl", monat),
        ("bj", bj),
        ("nummer", nummer(m)),
        ("v", f'IF(OR({{paar}}="",{{bj}}=0),0,{zeile})'),
        ("kv", f"IF({{v}}=0,0,{{v}}*{JE_ZEILE}+{{monatszahl}})"),
        ("kn", f"IF({{nummer}}*{{bj}}=0,0,{{nummer}}*{JE_ZEILE}+{{monatszahl}})"),
        ("erster", f"IF({{kv}}=0,0,{erster})"),
        ("reihe", kennung(*map(als_text, ("{traeger}", "{typ}", "{hbg}")), wenn=belegt("{typ}"))),
        ("gruppen", "IF({kv}=0,0,COUNTIF(monatsstand_zeilenmonate,{kv}))"),
        ("zaehlt", f"IF({{kn}}=0,0,{zaehlt})"),
        ("drin", f"IF({{monatszahl}}=0,0,IF(COUNT(controlling_monate)<12,0,IF({drin},1,0)))"),
        ("vp", "{v}*{drin}"),
        ("np", "{nummer}*{drin}*{zaehlt}"),
    )
    eur = 'IF({eur}<>"",{eur},IF(OR({menge}="",N({preis})=0),"",ROUND({menge}*{preis},2)))'
    return (
        *(Spalte(n, n, 10, formel=formel, verborgen=True, luecke=True) for n, formel in einzelne),
        Spalte("preis", "preis", 10, einheiten.EUR, formel=_preis(m), verborgen=True, luecke=True),
        Spalte("eur_gilt", "EUR, die gelten", 10, einheiten.EUR, formel=eur, verborgen=True, luecke=True),
    )


def _preis(m: Monatsbudgets) -> str:
    """Formel: der vereinbarte Preis in diesem Monat; einer aus der Mappe steigt mit dem Budget."""
    preis = "SUMIF(vereinbart_zeilen,{v},vereinbart_preise)"
    if m.preisindex:
        index = m.preisindex.format(j=m.jahr.format(m="{monat}"))
        steigt = "SUMIF(vereinbart_zeilen,{v},vereinbart_aus_der_mappe)>0"
        preis = f'IF({steigt},IF({index}="","",{preis}*{index}),{preis})'
    return f"IF({{v}}=0,0,{preis})"


def _regeln(m: Monatsbudgets) -> tuple[Regel, ...]:
    tag = "DATE(YEAR({monat}),MONTH({monat}),1)"
    jahr = m.jahr.format(m=tag)
    gilt = m.gilt.format(n="{nummer}", m=tag, j=jahr)
    draussen = f"IF(AND(ISNUMBER({{monat}}),{{nummer}}>0),IF({gilt},FALSE,TRUE),FALSE)"
    weniger = "IF({v}=0,FALSE,SUMPRODUCT(MAX(({alle_v}={v})*{alle_gruppen}))>{gruppen})"
    gemischt = 'SUMPRODUCT(({alle_kv}={kv})*({alle_hbg}=""))'
    davor = "SUMPRODUCT(MAX(({alle_reihe}={reihe})*({alle_monatszahl}<{monatszahl})*{alle_monatszahl}))"
    luecke = f"IF(OR({{v}}=0,{davor}=0),FALSE,{{monatszahl}}-{davor}>{_LUECKE})"
    return (
        doppelt("Zeile steht zweimal da", bestaetigen=False),
        Regel("in diesem Monat gibt es kein Budget", draussen),
        Regel(
            "eine Zeile mit HBG und eine ohne", f"IF({{kv}}=0,FALSE,AND({gemischt}>0,{gemischt}<{{gruppen}}))"
        ),
        summenwort("typ"),
        Regel("nicht vereinbart (Blatt Vereinbart)", "{v}=0", '"nicht vereinbart"'),
        Regel("gewollt?", "AND(ISNUMBER({menge}),{menge}=0)", '"Menge 0"'),
        Regel("in anderen Monaten sind es mehr HBG", weniger, '{gruppen}&" HBG"'),
        Regel(f"mehr als {_LUECKE} Monate nach dem davor", luecke, "{monatszahl}-" + davor + '&" Monate"'),
        *mengenregeln(),
        *betragsregeln(),
    )
