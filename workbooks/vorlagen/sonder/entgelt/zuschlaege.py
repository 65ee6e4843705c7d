"""Blatt »Zuschläge«: Zeitzuschläge für Nacht, Sonntag und Feiertag, aus Diensten oder aus Stunden im Jahr."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.entgelt.saetze import AG_ANTEIL
from workbooks.vorlagen.sonder.entgelt.zufluss import DIENSTE, Zufluss

BLATT = "Zuschläge"
_ZEITEN = ("beginn", "ende", "fenster_von", "fenster_bis", "einsaetze")
_KOPF = 10


def zuschlaege(bau: Bau, zufluss: Zufluss) -> Tabelle:
    """Namen: `zuschlaege_kosten`; `kosten_personal_betreuung`: Stellen der Betreuung und Zuschläge."""
    blatt = bau.blatt(BLATT, bau.titel("Zeitzuschläge"), (), _KOPF + 1)
    satz = "Stunden eines Dienstes im Fenster × Einsätze im Jahr, oder die Stunden selbst; × Prozent × Stundenentgelt."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(
        als_text("{zuschlag}"), als_text("{beginn}"), als_text("{fenster_von}"), wenn=belegt("{zuschlag}")
    )
    spalten = (*_eingaben(zufluss), *_gerechnet(zufluss))
    inhalt, regeln = bau.inhalt("zuschlaege"), _regeln(zufluss)
    t = tabelle(bau, blatt, _KOPF, spalten, bau.umfang.weitere, inhalt, regeln, woran)
    ohne = 'IF(stellen_kosten_qualifiziert="","",0)'  # eine leere Mappe zeigt keine 0
    kosten = f"IF({t.leer},{ohne},{t.gesamt('kosten')})"
    mit = 'IF(OR(stellen_kosten_alle="",zuschlaege_kosten=""),"",stellen_kosten_alle+zuschlaege_kosten)'
    werte = (
        Wert("Zeitzuschläge", "zuschlaege_kosten", kosten, einheiten.EUR_ZEICHEN, "alle Zeilen", True),
        Wert("Personal der Betreuung", "kosten_personal_betreuung", mit, einheiten.EUR_ZEICHEN, "Stellen und Zuschläge"),
    )  # fmt: skip
    ergebnisse(bau, blatt, 5, werte)
    bau.nur_wenn(blatt, f"NOT({t.leer})")
    return t


def _eingaben(zufluss: Zufluss) -> tuple[Spalte, ...]:
    anzahl = eingabe.zahl(0, 20_000, "Einsätze im Jahr, ab 0.")
    stunden = eingabe.zahl(0, 1e6, "Stunden im Jahr, ab 0.")
    prozent = eingabe.zahl(0, 1.5, "Zuschlag von 0 % bis 150 %.")
    entgelt = eingabe.zahl(0.01, 500, "EUR je Stunde, über 0.")
    uhr = einheiten.UHRZEIT
    je = einheiten.EUR_JE
    vom_blatt = Spalte(
        "uebernommen", "vom Blatt\nErgebnis", 10, grenze=eingabe.auswahl("ja"), weg="Stunden mit Zuschlag"
    )
    return (
        Spalte("zuschlag", "Zuschlag", 28, grenze=eingabe.TEXT, weg="Bezeichnung", pflicht=True),
        *([] if zufluss.fest else [Spalte("dienst", "Dienst", 13, grenze=eingabe.auswahl(*DIENSTE), weg="leer: Tag")]),
        Spalte("beginn", "Beginn", 13 if zufluss.fest else 9, uhr, eingabe.ZEIT, weg="des Dienstes"),
        Spalte("ende", "Ende", 9, uhr, eingabe.ZEIT),
        Spalte("fenster_von", "Fenster\nvon", 9, uhr, eingabe.ZEIT, weg="täglich"),
        Spalte("fenster_bis", "Fenster\nbis", 9, uhr, eingabe.ZEIT),
        Spalte("einsaetze", "Einsätze\nim Jahr", 10, einheiten.ANZAHL, anzahl, weg="Tage × Personen"),
        Spalte("angabe", "oder Std.\nim Jahr", 11, einheiten.STD_JAHR, stunden, weg="statt der Zeiten"),
        *((vom_blatt,) if zufluss.zuschlagsstunden else ()),
        Spalte("prozent", "Zuschlag\n%", 10, einheiten.PROZENT, prozent, weg="20 %, 25 % …", pflicht=True),
        Spalte("entgelt", "Stunden-\nentgelt", 11, je, entgelt, weg="EUR", pflicht=True),
        Spalte("ag", "mit AG-\nAnteil", 9, grenze=eingabe.auswahl("ja", "nein"), weg="leer: nein"),
    )  # fmt: skip


def _gerechnet(zufluss: Zufluss) -> tuple[Spalte, ...]:
    zeiten = ",".join(f'{{{z}}}=""' for z in _ZEITEN)
    je = "{einsaetze}*EGH_ZUSCHLAGSSTUNDEN({beginn},{ende},{fenster_von},{fenster_bis})"
    stunden = f'IF({{angabe}}<>"",{{angabe}},IF(OR({zeiten}),"",{je}))'
    if quelle := zufluss.zuschlagsstunden:
        stunden = f'IF({{uebernommen}}="ja",IF({quelle}="","",{quelle}),{stunden})'
    anteil = f'IF({{ag}}="ja",1+{AG_ANTEIL},1)'
    kosten = f'IF(OR({{stunden}}="",{{prozent}}="",{{entgelt}}=""),"",{{stunden}}*{{prozent}}*{{entgelt}}*{anteil}+{{pruefwert}})'
    return (
        Spalte("stunden", "Stunden\nim Jahr", 12, einheiten.STD_JAHR, formel=stunden, weg="im Fenster", pflicht=True),
        Spalte("kosten", "Kosten\nEUR", 14, einheiten.EUR, formel=kosten, weg="× % × Entgelt"),
    )  # fmt: skip


def _regeln(zufluss: Zufluss) -> tuple[Regel, ...]:
    eine = "+".join(f'({{{z}}}<>"")' for z in _ZEITEN)
    uebernommen = '+({uebernommen}<>"")' if zufluss.zuschlagsstunden else ""
    return (
        doppelt("Zuschlag steht zweimal da", bestaetigen=True),
        summenwort("zuschlag"),
        Regel("Zeiten oder Stunden im Jahr, eines von beiden", f'({eine}>0)+({{angabe}}<>""){uebernommen}>1'),
        Regel("gewollt?", "OR(AND(ISNUMBER({prozent}),{prozent}=0),AND(ISNUMBER({angabe}),{angabe}=0))", '"0"'),
        Regel("unter 5 %: Teil von hundert?", "AND(N({prozent})>0,N({prozent})<0.05)", in_worten("100*N({prozent})", "%")),
        Regel("mehr als ein Einsatz je Tag", "N({einsaetze})>366", in_worten("{einsaetze}", "Einsätze")),
        Regel("mehr als 5.000 Stunden", "N({angabe})>5000", in_worten("{angabe}", "Std.")),
        Regel("Dienst länger als 12 Stunden: vertauscht?", _laenger("beginn", "ende"), in_worten("24*MOD({ende}-{beginn},1)", "Std.")),
        Regel("Fenster länger als 12 Stunden: vertauscht?", _laenger("fenster_von", "fenster_bis"), in_worten("24*MOD({fenster_bis}-{fenster_von},1)", "Std.")),
        Regel("üblich sind 10 bis 60 EUR je Stunde", "AND(ISNUMBER({entgelt}),OR({entgelt}<10,{entgelt}>60))", in_worten("{entgelt}", "EUR")),
    )  # fmt: skip


def _laenger(von: str, bis: str) -> str:
    """Bedingung: von … bis dauert mehr als den halben Tag."""
    return f"IF(AND(ISNUMBER({{{von}}}),ISNUMBER({{{bis}}})),MOD({{{bis}}}-{{{von}}},1)>0.5001,FALSE)"
