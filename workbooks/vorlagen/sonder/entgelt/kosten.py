"""Blatt »Kosten«: was zu den Stellen kommt, Zeile für Zeile, in vier Ständen; ein Prozent sagt, worauf es sich bezieht."""

from __future__ import annotations

from typing import NamedTuple

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.entgelt import staende
from workbooks.vorlagen.sonder.entgelt.saetze import je_nach
from workbooks.vorlagen.sonder.entgelt.zufluss import PAUSCHALEN, Zufluss

BLATT = "Kosten"
GRUNDLAGEN = {
    "alle Personalkosten": "ergebnis_personalkosten",
    "Personal der Betreuung": "kosten_personal_betreuung",
    "alle Kosten bisher": "(ergebnis_personalkosten+N({bisher}))",
}
"""Worauf sich ein Prozentsatz bezieht; »bisher«: alle Stellen und die Zeilen darüber."""
_JE_STAND = {
    "alle Personalkosten": "verhandlung_personal_{stand}",
    "Personal der Betreuung": "verhandlung_betreuung_{stand}",
    "alle Kosten bisher": 'IF(verhandlung_personal_{stand}="","",verhandlung_personal_{stand}+N({{vor_{stand}}}))',
}
_MIT = {"personal": "ergebnis_personalkosten", "betreuung": "kosten_personal_betreuung"}
_PERSONAL, _KOPF, _EINGABEN = 11, 21, 12


class Kostenblatt(NamedTuple):
    """Die beiden Tabellen des Blatts."""

    personal: Tabelle
    zeilen: Tabelle


def kosten(bau: Bau, zufluss: Zufluss) -> Kostenblatt:
    """Namen: `kosten_weitere`, `ergebnis_kosten` (mit Personal), `kosten_mit_X` (was sich mit dem Personal ändert)."""
    blatt = bau.blatt(BLATT, bau.titel("Weitere Kosten"), (), 3)
    satz = "Ein Betrag oder ein Prozentsatz je Zeile, von oben nach unten gerechnet; Wagnis und Unvorhergesehenes zuletzt."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{position}"), wenn=belegt("{position}"))
    spalten, inhalt = _spalten(zufluss), _inhalt(bau, zufluss)
    t = tabelle(bau, blatt, _KOPF, spalten, bau.umfang.weitere, inhalt, _regeln(), woran)
    p = staende.personal(bau, blatt, _PERSONAL, len(spalten) + 1)
    # ein Prozentsatz ohne Personalkosten hat noch keinen Betrag: eine Summe ohne ihn sähe aus wie das Ganze
    summe = f'IF(ergebnis_personalkosten="","",IF({t.leer},0,{t.gesamt("euro")}))'
    alles = 'IF(OR(ergebnis_personalkosten="",kosten_weitere=""),"",ergebnis_personalkosten+kosten_weitere)'
    werte = (
        Wert("weitere Kosten", "kosten_weitere", summe, einheiten.EUR_ZEICHEN, "alle Zeilen"),
        Wert("Kosten zusammen", "ergebnis_kosten", alles, einheiten.EUR_ZEICHEN, "mit Stellen", True),
        *(_mit(t, *was) for was in _MIT.items()),
    )
    ergebnisse(bau, blatt, 5, werte)
    zellen.ueberschrift(blatt[f"A{_KOPF - 1}"], "Weitere Kosten")
    return Kostenblatt(p, t)


def _inhalt(bau: Bau, zufluss: Zufluss) -> list[tuple[object, ...]]:
    """Die Zeilen des Beispiels; wo der Satz Teile hat, gehören sie alle zum selben."""
    zeilen = [tuple(zeile) for zeile in bau.inhalt("kosten")]
    if not zufluss.getrennt:
        return zeilen
    return [(*zeile, *(None,) * (_EINGABEN - len(zeile)), "MP") for zeile in zeilen]


def _mit(t: Tabelle, was: str, davon: str) -> Wert:
    """Was sich mit dem Personal verändert: es selbst und die Prozente darauf."""
    summe = f'IF(OR(ergebnis_kosten="",{davon}=""),"",{davon}+{t.summe(f"mit_{was}")})'
    wort = {"personal": "ändert sich mit Personal", "betreuung": "ändert sich mit Betreuung"}[was]
    return Wert(wort, f"kosten_mit_{was}", summe, einheiten.EUR_ZEICHEN, "Stellen und Prozente darauf")


def _mitlaufend(was: str, davon: str) -> tuple[Spalte, ...]:
    """Verborgen, je Zeile: was davon mit dem Personal steigt, und zusammen bis davor und bis hier."""
    alles = {"alle Personalkosten": davon, "Personal der Betreuung": "kosten_personal_betreuung"}
    basis = je_nach("{worauf}", alles, f"({davon}+N({{vor_{was}}}))")
    ohne = f'OR({{position}}="",{{prozent}}="",{{worauf}}="",{davon}="")'
    formeln = {
        f"vor_{was}": f'IF({{davor.position}}="",0,N({{oben.bis_{was}}}))',
        f"mit_{was}": f"IF({ohne},0,N({{prozent}})*{basis})",
        f"bis_{was}": f"N({{vor_{was}}})+N({{mit_{was}}})",
    }
    return tuple(
        Spalte(n, n, 10, einheiten.EUR, formel=f, verborgen=True, luecke=True) for n, f in formeln.items()
    )


def _spalten(zufluss: Zufluss) -> tuple[Spalte, ...]:
    betrag = eingabe.zahl(-1e9, 1e9, "Euro im Zeitraum; Erlöse, die abgehen, negativ.")
    basis = je_nach("{worauf}", GRUNDLAGEN)
    prozent = f'IF(OR({{worauf}}="",{basis}=""),"",{{prozent}}*{basis})'
    euro = f'IF({{position}}="","",IF({{betrag}}<>"",{{betrag}}+{{pruefwert}},IF({{prozent}}="","",{prozent}+{{pruefwert}})))'
    bisher = 'IF({position}="","",IF({davor.position}="",0,N({oben.summe})))'
    summe = 'IF({position}="","",N({bisher})+N({euro}))'
    teile = eingabe.auswahl(*PAUSCHALEN)
    pauschale = Spalte("pauschale", "Pau-\nschale", 8, grenze=teile, weg="Teil des Satzes", pflicht=True)
    return (
        Spalte("position", "Position", 24, grenze=eingabe.TEXT, weg="was", pflicht=True),
        Spalte("betrag", "Betrag\nEUR", 13.5, einheiten.EUR, betrag, weg="im Zeitraum"),
        Spalte("prozent", "oder\nProzent", 8.8, einheiten.PROZENT, eingabe.ANTEIL, weg="eigener Satz"),
        Spalte("worauf", "worauf", 17.7, grenze=eingabe.auswahl(*GRUNDLAGEN), weg="nur bei Prozent"),
        Spalte("euro", "Antrag\nEUR", 12.5, einheiten.EUR, formel=euro, weg="Betrag oder\nProzent"),
        *staende.eingabespalten(Spalte("prozent", "%", 8, einheiten.PROZENT, eingabe.ANTEIL, weg="statt EUR")),
        *((pauschale,) if zufluss.getrennt else ()),
        Spalte("bisher", "bisher", 12, einheiten.EUR, formel=bisher, verborgen=True, luecke=True),
        Spalte("summe", "summe", 12, einheiten.EUR, formel=summe, verborgen=True, luecke=True),
        *(s for was in _MIT.items() for s in _mitlaufend(*was)),
        *staende.gerechnete(_JE_STAND),
    )  # fmt: skip


def _regeln() -> tuple[Regel, ...]:
    ohne = ",".join(f'{{{stand}_prozent}}=""' for stand in staende.STAENDE)
    return (
        doppelt("Position steht zweimal da", bestaetigen=True),
        summenwort("position"),
        Regel("eine leere Zeile davor: Positionen ohne Lücke", '{davor.position}=""'),
        Regel("Wagnis steht zuletzt", 'ISNUMBER(SEARCH("wagnis",{davor.position}))'),
        Regel("Betrag oder Prozent, eines von beiden", '({betrag}="")+({prozent}="")<>1'),
        Regel("worauf sich der Prozentsatz bezieht", 'AND({prozent}<>"",{worauf}="")'),
        Regel("worauf steht nur bei einem Prozentsatz", f'AND({{prozent}}="",{ohne},{{worauf}}<>"")'),
        Regel("in TEUR getippt?", "AND(N({betrag})<>0,ABS(N({betrag}))<500)", in_worten("{betrag}", "EUR", vorzeichen=True)),
        Regel("Erlös, der abgeht?", "N({betrag})<0", in_worten("{betrag}", "EUR", vorzeichen=True)),
        Regel("über 30 %", "N({prozent})>0.3", in_worten("100*N({prozent})", "%")),
        Regel("unter 0,1 %: Teil von hundert?", "AND(N({prozent})>0,N({prozent})<0.001)", in_worten("100*N({prozent})", "%", stellen=4)),
        Regel("gewollt?", 'OR(AND({betrag}<>"",N({betrag})=0),AND({prozent}<>"",N({prozent})=0))', '"0"'),
        *staende.regeln("prozent", "euro"),
    )  # fmt: skip
