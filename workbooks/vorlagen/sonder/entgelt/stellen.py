"""Blatt »Stellen«: je Zeile Stellen gleicher Gruppe und Stufe, ihr Entgelt im Mittel des Zeitraums, ihre Kosten."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.einheiten import Einheit
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten, neben_den_anderen
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.entgelt.angaben import ANNAHME_AB, BIS, SCHRITT, TAGE, VON

BLATT = "Stellen"
ARTEN = ("qualifiziert", "unterstützend", "Leitung", "Verwaltung", "andere")
BETREUUNG = ARTEN[:2]
_NAMEN = dict(zip(ARTEN, ("qualifiziert", "unterstuetzend", "leitung", "verwaltung", "andere"), strict=True))
_KOPF = 5 + 2 * len(ARTEN) + 5
_MONAT = Einheit("EUR je Einheit", zellen.BETRAG, summierbar=False)


def stellen(bau: Bau) -> None:
    """Namen je Art: `stellen_vzae_X`, `stellen_kosten_X`; `stellen_kosten`, `stellen_kosten_betreuung`."""
    blatt = bau.blatt(BLATT, bau.titel("Stellen und Personalkosten"), (), _KOPF + 1)
    satz = "Entgelt nach TVöD SuE (Gruppe und Stufe) oder ein eigenes. Ein Stufenaufstieg im Jahr sind zwei Zeilen, bis und von."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(*map(als_text, ("{stelle}", "{gruppe}", "{stufe}", "{von}")), wenn=belegt("{stelle}"))
    spalten = (*_eingaben(), *_verborgen(), *_gerechnet())
    t = tabelle(bau, blatt, _KOPF, spalten, bau.umfang.weitere, bau.inhalt("stellen"), _regeln(), woran)
    ergebnisse(bau, blatt, 5, _werte(t))


def _eingaben() -> tuple[Spalte, ...]:
    entgelt = eingabe.zahl(0.01, 1e5, "EUR je Monat für eine volle Stelle.")
    return (
        Spalte("stelle", "Stelle", 28, grenze=eingabe.TEXT, weg="Bezeichnung", pflicht=True),
        Spalte("art", "Art", 14, grenze=eingabe.auswahl(*ARTEN), weg="Auswahl", pflicht=True),
        Spalte("gruppe", "Gruppe", 8, grenze=eingabe.TEXT, weg="SuE"),
        Spalte("stufe", "Stufe", 7, einheiten.NUMMER, eingabe.zahl(1, 6, "Stufe 1 bis 6."), weg="1 bis 6"),
        Spalte("eigenes", "eigenes\nEntgelt", 12, _MONAT, entgelt, weg="statt Tarif"),
        Spalte("vzae", "VZÄ", 9, einheiten.VZAE_ZWEI, eingabe.zahl(0, 1000, "VZÄ, ab 0."), weg="vereinbart", pflicht=True),
        Spalte("von", "von", 11, einheiten.TAG, eingabe.TAG, weg="leer: Beginn"),
        Spalte("bis", "bis", 11, einheiten.TAG, eingabe.TAG, weg="leer: Ende"),
        Spalte("zulagen", "Zulagen\nje Monat", 10, _MONAT, eingabe.zahl(0, 5000, "EUR je Monat, ab 0."), weg="Schicht …"),
    )  # fmt: skip


def _verborgen() -> tuple[Spalte, ...]:
    leer = f'OR({{stelle}}="",{VON}="",{BIS}="")'
    tarif = 'IF({{eigenes}}<>"",{{eigenes}},IF(OR({{gruppe}}="",{{stufe}}=""),"",EGH_TARIF("SuE",{{gruppe}},{{stufe}},{})))'
    einzelne = (
        ("ab", f'IF({leer},"",IF({{von}}="",{VON},MAX({{von}},{VON})))', einheiten.TAG),
        ("ende", f'IF({leer},"",IF({{bis}}="",{BIS},MIN({{bis}},{BIS})))', einheiten.TAG),
        ("alt", f'IF({leer},"",{tarif.format("{ab}")})', _MONAT),
        ("neu", f'IF({leer},"",{tarif.format("{ende}")})', _MONAT),
    )
    return tuple(Spalte(n, n, 10, e, formel=f, verborgen=True, luecke=True) for n, f, e in einzelne)


def _gerechnet() -> tuple[Spalte, ...]:
    fehlt = 'OR({alt}="",{neu}="",{tage}="",N({tage})=0)'
    mittel = f'IF({SCHRITT}="",{{neu}},EGH_JAHRESMITTEL({{alt}},{{neu}},{SCHRITT},{{ab}},{{ende}}))'
    danach = f"EGH_BELEGUNGSTAGE({ANNAHME_AB},0,{{ab}},{{ende}})/{{tage}}"
    erhoeht = "EGH_TARIFERHOEHUNG({neu},eingabe_annahme_steigerung,N(eingabe_annahme_mindestens))"
    annahme = f'IF(OR({ANNAHME_AB}="",eingabe_annahme_steigerung=""),0,({erhoeht}-{{neu}})*{danach})'
    jahr = "EGH_PERSONALKOSTEN({entgelt},eingabe_jahressonderzahlung,eingabe_ag_anteil,N({zulagen}))"
    ohne = 'OR({vzae}="",{tage}="",eingabe_jahressonderzahlung="",eingabe_ag_anteil="")'
    # eine falsche Zeile gibt ihr #NV weiter, auch wo ihr Entgelt fehlt
    kosten = f'IF({{tage}}=0,{{pruefwert}},IF({{entgelt}}="",IF({{pruefwert}}=0,"",0),{jahr}*{{vzae}}*{{tage}}/{TAGE}+{{pruefwert}}))'
    return (
        Spalte("tage", "Tage", 8, einheiten.ANZAHL, formel='IF({ab}="","",MAX(0,{ende}-{ab}+1))', weg="im Zeitraum", luecke=True),
        Spalte("entgelt", "Entgelt\nim Mittel", 12, _MONAT, formel=f'IF({fehlt},"",{mittel}+{annahme}+{{pruefwert}})', weg="je Monat", luecke=True),
        Spalte("mittel", "VZÄ im\nMittel", 10, einheiten.VZAE_ZWEI, formel=f'IF(OR({{vzae}}="",{{tage}}=""),"",{{vzae}}*{{tage}}/{TAGE}+{{pruefwert}})', weg="× Tage", luecke=True),
        Spalte("kosten", "Kosten\nEUR", 15, einheiten.EUR, formel=f'IF({ohne},"",{kosten})', weg="im Zeitraum"),
    )  # fmt: skip


def _regeln() -> tuple[Regel, ...]:
    return (
        doppelt("Stelle steht zweimal da", bestaetigen=True),
        summenwort("stelle"),
        Regel("Gruppe und Stufe oder ein eigenes Entgelt", 'OR(AND({gruppe}="",{eigenes}=""),AND({gruppe}<>"",{eigenes}<>""))'),
        Regel("Gruppe und Stufe gehören zusammen", 'OR(AND({gruppe}="",{stufe}<>""),AND({gruppe}<>"",{stufe}=""))'),
        Regel("Stufe ist eine ganze Zahl", "AND(ISNUMBER({stufe}),INT(N({stufe}))<>N({stufe}))"),
        Regel("Ende vor dem Beginn", "AND(ISNUMBER({von}),ISNUMBER({bis}),N({bis})<N({von}))"),
        Regel("außerhalb des Zeitraums", f'AND({{tage}}<>"",N({{tage}})=0,{VON}<>"")', '"0 Tage"'),
        Regel("gewollt?", "AND(ISNUMBER({vzae}),{vzae}=0)", '"0 VZÄ"'),
        neben_den_anderen("vzae", 20, "VZÄ"),
        Regel("mehr als 100 VZÄ in einer Zeile", "N({vzae})>100", in_worten("{vzae}", "VZÄ")),
        Regel("üblich sind 1.500 bis 12.000 EUR im Monat", 'AND({eigenes}<>"",OR(N({eigenes})<1500,N({eigenes})>12000))', in_worten("{eigenes}", "EUR")),
        Regel("mehr als 1.000 EUR Zulagen im Monat", "N({zulagen})>1000", in_worten("{zulagen}", "EUR")),
    )  # fmt: skip


def _werte(t: Tabelle) -> tuple[Wert, ...]:
    """Je Art VZÄ und Kosten, dazu was eine VZÄ kostet."""
    art = t.bereich("art")
    werte: list[Wert] = []
    for wort, name in _NAMEN.items():
        vzae, kosten = (t.gesamt(s, wo=f'{art}="{wort}"') for s in ("mittel", "kosten"))
        werte.append(Wert(f"{wort}: VZÄ im Mittel", f"stellen_vzae_{name}", vzae, einheiten.VZAE_ZWEI))
        werte.append(Wert(f"{wort}: Kosten", f"stellen_kosten_{name}", kosten, einheiten.EUR_ZEICHEN))
    betreuung = "(stellen_kosten_qualifiziert+stellen_kosten_unterstuetzend)"
    posten = "(stellen_vzae_qualifiziert+stellen_vzae_unterstuetzend)"
    ohne = 'IF(stellen_kosten_qualifiziert="","",{})'.format
    return (
        *werte,
        Wert("Betreuung: Kosten", "stellen_kosten_betreuung", ohne(betreuung), einheiten.EUR_ZEICHEN, "qualifiziert + unterstützend"),
        Wert("Betreuung: Kosten einer VZÄ", "stellen_kosten_je_vzae", ohne(f'IF({posten}=0,"",{betreuung}/{posten})'), einheiten.EUR_JE_ZEICHEN, "im Mittel"),
        Wert("Personalkosten zusammen", "ergebnis_personalkosten", t.gesamt("kosten"), einheiten.EUR_ZEICHEN, "alle Stellen", True),
    )  # fmt: skip
