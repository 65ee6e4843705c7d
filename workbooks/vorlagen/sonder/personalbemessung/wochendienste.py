"""Blatt »Wochendienste«: Dienste mit Zeiten, Pause, Übergabe und Mitarbeitenden je Wochentag → Stunden und VZÄ.

Dreierlei Stunden je Dienst: anwesend (Ende − Beginn), anerkannt und bezahlt (ohne Pause, mit Übergabe, mal Anteil).
"""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from calc.parameter import laender
from workbooks.bausteine.fach.qualifikation import FACHKRAFT
from workbooks.bausteine.fach.stundentafel import ARTEN, DIENSTREGELN, KURZER_DIENST
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, kennung, summenwort
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, in_worten, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.personalbemessung.angebot import angebotsspalte, schluesselspalte
from workbooks.vorlagen.sonder.personalbemessung.kalender import tag_im_jahr

BLATT = "Wochendienste"
BELIEBIG = "beliebig"
BILDER = ("praesenz", "nacht", "ruf", "fachkraft")  # drei nach Art, dann Fachkräfte ohne Rufbereitschaft
TAGE = ("mo", "di", "mi", "do", "fr", "sa", "so")
FEIERTAG = "feiertag"
PRAESENZ = ARTEN[0]
_MINUTEN = eingabe.zahl(0, 240, "Minuten je Dienst, 0 bis 240.")
_MA = eingabe.zahl(0, 99, "Mitarbeitende des Dienstes, der an diesem Tag beginnt, 0 bis 99.")
_NJAZ = eingabe.zahl(500, 2600, "Stunden je VZÄ und Jahr, 500 bis 2.600; leer: die Betreuungszeit.")
_ANWESEND = "EGH_EINSATZSTUNDEN({{stunden_tag}},1,{{einsaetze}},{0},1)"
_GEZAEHLT = "EGH_EINSATZSTUNDEN({{netto}},1,{{einsaetze}},{0},1)"


def wochendienste(bau: Bau, wochen: str) -> Tabelle:
    """Namen: `eingabe_wochendienste`, `wochendienste_…` (Beginn bis Sonntag); Spalten der Stunden und VZÄ im Jahr."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (1,) * 20, 6)
    satz = "Mitarbeitende des Dienstes, der an diesem Tag beginnt. Gezählt: Dauer − unbezahlte Pause + Übergabe, mal Anteil."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    _tage_im_jahr(bau, blatt, wochen)
    minuten = ("ROUND(N({beginn})*1440,0)", "ROUND(N({ende})*1440,0)")
    woran = kennung("T({art})", als_text("{dienst}"), *minuten, wenn='AND({beginn}<>"",{ende}<>"")')
    spalten = (*_eingaben(), *_gerechnet(bau), *_bilder())
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.dienste, bau.inhalt("wochendienste"), _regeln(), woran)
    bau.name("eingabe_wochendienste", blatt, t.ort("dienst", "angebot"))
    for name, spalte in (
        ("art", "art"),
        ("ohne_pause", "lang"),
    ):
        bau.name(f"wochendienste_{name}", blatt, t.ort(spalte))
    bau.name("wochendienste_staerke", blatt, t.ort("mo", "so"))
    bau.name("wochendienste_woche", blatt, t.ort("woche"))
    _gegenprobe(bau, t)
    return t


def _eingaben() -> tuple[Spalte, ...]:
    return (
        Spalte("dienst", "Dienst", 16.5, grenze=eingabe.TEXT, weg="Bezeichnung", pflicht=True),
        Spalte("art", "Art", 15.5, grenze=eingabe.auswahl(*ARTEN), weg="Auswahl", pflicht=True),
        Spalte("qualifikation", "Quali-\nfikation", 10.5, grenze=eingabe.auswahl(FACHKRAFT, BELIEBIG), weg="nötig"),
        Spalte("beginn", "Beginn", 7.2, einheiten.UHRZEIT, eingabe.ZEIT, pflicht=True),
        Spalte("ende", "Ende", 7, einheiten.UHRZEIT, eingabe.ZEIT, pflicht=True),
        Spalte("pause", "Pause", 6.5, _MIN, _MINUTEN, weg="Min.\nunbe-\nzahlt"),
        Spalte("uebergabe", "Über-\ngabe", 6, _MIN, _MINUTEN, weg="Min. dazu"),
        Spalte("eigen", "Anerk.\neigen", 7, einheiten.ANTEIL, eingabe.ANTEIL, weg="leer: nach Art"),
        Spalte("verguetung", "Vergü-\ntung", 7, einheiten.ANTEIL, eingabe.ANTEIL, weg="leer: wie Anerk."),
        *(Spalte(tag, tag.title(), 3.4, _STAERKE, _MA) for tag in TAGE),
        Spalte(FEIERTAG, "Fei.", 4, _STAERKE, _MA, weg="leer:\nwie\nSo"),
        Spalte("njaz", "Std. je\nVZÄ", 7.5, einheiten.STD_JAHR, _NJAZ, weg="leer: all-\ngemein"),
        angebotsspalte(12.5),
    )  # fmt: skip


def _tage_im_jahr(bau: Bau, blatt: Worksheet, wochen: str) -> None:
    """Über den Wochentagen, wie oft es sie im Jahr gibt: nach Wochen, oder nach dem Kalender mit Feiertagen."""
    erste = [s.schluessel for s in _eingaben()].index(TAGE[0]) + 1
    zellen.text(blatt.cell(4, erste - 4), "Tage im Jahr (gerundet):", grau=True, umbruch=False)
    for n in range(len(TAGE) + 1):
        zellen.eng(blatt.cell(4, erste + n), f"={tag_im_jahr(bau, n + 1, wochen)}", "0")


_MIN = einheiten.Einheit("Min.", "#,##0")
_STAERKE = einheiten.Einheit(
    "Personen", "General"
)  # 1 und 0,5: mehr Stellen hätten in sieben Spalten keinen Platz


def anerkennung(bau: Bau) -> dict[str, str]:
    """Art der Bereitschaft → Name ihrer Anerkennung: Vertragswert des Landes, ohne Land eigener Wert."""
    vorn = "eingabe" if bau.vorlage.land == laender.BUND else "parameter"
    return {art: f"{vorn}_{art.lower()}" for art in ARTEN[1:]}


def _einsaetze() -> str:
    """Mitarbeitende je Wochentag mal dessen Tage im Jahr, die über der Spalte stehen; Feiertag leer: wie Sonntag."""
    erste = [s.schluessel for s in _eingaben()].index(TAGE[0]) + 1
    mo, so, fei = (f"${get_column_letter(erste + n)}$4" for n in (0, 6, 7))
    leer = f'OR({{netto}}="",{mo}="",COUNT({{mo}}:{{feiertag}})=0)'
    feiertage = f'IF({{feiertag}}="",N({{so}}),{{feiertag}})*{fei}'
    return f'IF({leer},"",SUMPRODUCT({{mo}}:{{so}},{mo}:{so})+{feiertage})'


def _gerechnet(bau: Bau) -> tuple[Spalte, ...]:
    nach_art = "1"
    for art, name in anerkennung(bau).items():
        nach_art = f'IF({{art}}="{art}",IF({name}="","",{name}),{nach_art})'
    gilt = f'IF(OR({{beginn}}="",{{ende}}="",{{art}}=""),"",IF({{eigen}}<>"",{{eigen}},{nach_art}))'
    netto = 'IF({stunden_tag}="","",{stunden_tag}-N({pause})/60+N({uebergabe})/60)'
    fenster = 'OR(eingabe_zuschlag_von="",eingabe_zuschlag_bis="")'
    zuschlag = "{einsaetze}*EGH_ZUSCHLAGSSTUNDEN({beginn},{ende},eingabe_zuschlag_von,eingabe_zuschlag_bis)"
    divisor = 'IF({njaz}="",betreuungszeit,{njaz})'
    anteil = 'IF({verguetung}="",{anerkennung},{verguetung})'

    def stunden(aufruf: str, mal: str) -> str:
        return f'IF(OR({{einsaetze}}="",{{anerkennung}}=""),"",{aufruf.format(mal)})'

    std = einheiten.STD_JAHR
    return (
        Spalte("anerkennung", "Anerk.", 8, einheiten.ANTEIL, formel=gilt, weg="gilt", pflicht=True),
        Spalte(
            "stunden_tag", "Std. je\nDienst", 6.5, einheiten.STD_TAG, verborgen=True,
            formel='IF(OR({beginn}="",{ende}=""),"",EGH_EINSATZDAUER({beginn},{ende})+{pruefwert})',
        ),
        Spalte("netto", "davon\ngezählt", 7.5, einheiten.STD_TAG, formel=netto, verborgen=True),
        Spalte("einsaetze", "Einsätze", 9, einheiten.ANZAHL, formel=_einsaetze(), pflicht=True, verborgen=True),
        Spalte("anwesend", "anwesend\nStd./Jahr", 9.5, std, formel=stunden(_ANWESEND, "1"), weg="Ende − Be-\nginn × MA\n× Tage"),
        Spalte("anerkannt", "anerkannt\nStd./Jahr", 9.5, std, formel=stunden(_GEZAEHLT, "{anerkennung}"), weg="− Pause\n+ Überg.\n× Anerk."),
        Spalte("bezahlt", "bezahlt\nStd./Jahr", 9.5, std, formel=stunden(_GEZAEHLT, anteil), weg="− Pause\n+ Überg.\n× Vergüt."),
        Spalte(
            "vzae", "VZÄ", 7.5, einheiten.VZAE_ZWEI, weg="÷ Std. je\nVZÄ",
            formel=f'IF(OR({{anerkannt}}="",{divisor}=""),"",EGH_VZAE({{anerkannt}},{divisor}))',
        ),
        schluesselspalte(),
        Spalte("gleich", "gleich", 8, einheiten.OHNE, formel=_GLEICH, verborgen=True, luecke=True),
        Spalte("woche", "Woche", 9, einheiten.STD_WOCHE, verborgen=True, formel='IF({stunden_tag}="","",{stunden_tag}*SUM({mo}:{so}))'),
        Spalte("lang", "Pause zu kurz", 9, einheiten.OHNE, verborgen=True, formel='IF({stunden_tag}="",0,IF(N({pause})<IF({stunden_tag}>9,45,IF({stunden_tag}>6,30,0)),1,0))'),
        Spalte(
            "zuschlag", "Zuschlag", 10, std, verborgen=True,
            formel=f'IF(OR({{einsaetze}}="",{fenster}),"",IF({{art}}="{PRAESENZ}",{zuschlag},0))',
        ),
    )  # fmt: skip


# woran zwei Zeilen mit denselben Zeiten, Mitarbeitenden und demselben Angebot zu erkennen sind
_GLEICH = (
    'IF(OR({beginn}="",{ende}="",{art}=""),"",{art}&"|"&ROUND(N({beginn})*1440,0)&"|"&ROUND(N({ende})*1440,0)'
    + "".join(f'&"|"&ROUND(N({{{tag}}})*100,0)' for tag in TAGE)
    + '&"|"&T({qualifikation})&"|"&{angebot_schluessel})'
)
_DAUER = "({ende}-{beginn}+({ende}<={beginn}))"  # in Tagen, nur aus Eingaben


def _bilder() -> tuple[Spalte, ...]:
    """Verborgen je Bild neun Spalten, wie EGH_DECKUNG sie nimmt; was nicht dazugehört, ist ein Tag ohne Mitarbeitende."""
    arten = {bild: f'{{art}}="{art}"' for bild, art in zip(BILDER, ARTEN, strict=False)}
    fach = f'AND({{qualifikation}}="{FACHKRAFT}",{{art}}<>"{ARTEN[2]}")'
    return tuple(
        Spalte(
            f"{bild}_{teil}", f"{bild} {teil}", 8, einheiten.OHNE, verborgen=True, luecke=True,
            formel=f'IF(ISERROR({{pruefwert}}),{{pruefwert}},IF(AND({{beginn}}<>"",{{ende}}<>"",{dazu}),N({{{teil}}}),{int(teil == "ende")}))',
        )
        for bild, dazu in (*arten.items(), (BILDER[3], fach))
        for teil in ("beginn", "ende", *TAGE)
    )  # fmt: skip


def _regeln() -> tuple[Regel, ...]:
    ma = UEBLICH["mitarbeitende"]
    viele = f"MAX({{mo}}:{{feiertag}})>{ma.bis:g}"
    return (
        doppelt("Dienst steht zweimal da", bestaetigen=True),
        summenwort("dienst"),
        *DIENSTREGELN,
        KURZER_DIENST,
        Regel("Pause länger als der Dienst", f'IF(OR({{beginn}}="",{{ende}}=""),FALSE,N({{pause}})/1440>={_DAUER})'),
        Regel("Minuten unter 1 (als Uhrzeit getippt?)", "OR(AND(N({pause})>0,N({pause})<1),AND(N({uebergabe})>0,N({uebergabe})<1))"),
        Regel("Stunden statt Minuten?", "AND(MAX(N({pause}),N({uebergabe}))>0,MAX(N({pause}),N({uebergabe}))<5)", in_worten("MAX(N({pause}),N({uebergabe}))", "Min.")),
        Regel("Pause und Übergabe über 90 Min.", "MAX(N({pause}),N({uebergabe}))>90", in_worten("MAX(N({pause}),N({uebergabe}))", "Min.")),
        Regel(f"üblich sind höchstens {ma.bis:g} MA", viele, in_worten("MAX({mo}:{feiertag})", "MA")),
        Regel("an keinem Tag besetzt", "AND(COUNT({mo}:{feiertag})>0,SUM({mo}:{feiertag})=0)", '"0 gewollt"'),
        Regel("zählt nur mit Kalenderjahr (Blatt Angaben)", 'AND({feiertag}<>"",eingabe_kalenderjahr="")', '"ohne Kalender"'),
        Regel("Präsenz zählt sonst ganz", f'AND({{art}}="{PRAESENZ}",{{eigen}}<>"",N({{eigen}})<1)', in_worten("100*N({eigen})", "%")),
        *(
            Regel(UEBLICH[name].text(), f'AND({{art}}="{art}",{{eigen}}<>"",{UEBLICH[name].verlassen("{eigen}")})', UEBLICH[name].wert("{eigen}"))
            for art, name in zip(ARTEN[1:], ("anerkennung_nacht", "anerkennung_ruf"), strict=True)
        ),
        Regel("weniger bezahlt als anerkannt", 'AND({verguetung}<>"",ISNUMBER({anerkennung}),N({verguetung})<N({anerkennung}))', in_worten("100*N({verguetung})", "%")),
        Regel("derselbe Dienst unter anderem Namen?", 'IF({gleich}="",FALSE,SUMPRODUCT(--({alle_gleich}={gleich}))>1)', '"zweimal"'),
        Regel("Anerkennung 0", 'AND({art}<>"",ISNUMBER({anerkennung}),N({anerkennung})=0)', '"0 %"'),
        unueblich("njaz", "njaz"),
    )  # fmt: skip


def _gegenprobe(bau: Bau, t: Tabelle) -> None:
    """Die anerkannten Stunden noch einmal, ohne unsere Formeln, aus den Eingaben."""
    beginn, ende, pause, uebergabe, gilt, einsaetze = (
        t.bereich(s) for s in ("beginn", "ende", "pause", "uebergabe", "anerkennung", "einsaetze")
    )
    dauer = f"24*({ende}-{beginn}+({ende}<={beginn}))"
    probe = f"SUMPRODUCT({dauer}-{pause}/60+{uebergabe}/60,{gilt},{einsaetze})"
    bau.pruefung(
        "wochendienste",
        "Wochendienste: die anerkannten Stunden ergeben sich auch in einem Zug aus den Zeiten",
        f"IF({t.leer},TRUE,IFERROR(ABS({{probe}}-SUM({t.bereich('anerkannt')}))<0.000001,FALSE))",
        "Die Formeln der Wochendienste mit einer unveränderten Zeile vergleichen.",
        probe=f'=IF({t.leer},"",{probe})',
    )
