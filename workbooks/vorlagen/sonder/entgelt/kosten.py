"""Blatt »Kosten«: was zu den Stellen kommt, Zeile für Zeile; ein Prozent sagt, worauf es sich bezieht."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

BLATT = "Kosten"
GRUNDLAGEN = {
    "alle Personalkosten": "ergebnis_personalkosten",
    "Personal der Betreuung": "stellen_kosten_alle",
    "alle Kosten bisher": "(ergebnis_personalkosten+N({bisher}))",
}
_MIT = {"personal": "ergebnis_personalkosten", "betreuung": "stellen_kosten_alle"}
"""Worauf sich ein Prozentsatz bezieht; »bisher«: alle Stellen und die Zeilen darüber."""


def kosten(bau: Bau) -> None:
    """Namen: `kosten_weitere`, `ergebnis_kosten` (mit Personal)."""
    blatt = bau.blatt(BLATT, bau.titel("Weitere Kosten"), (), 11)
    satz = "Ein Betrag oder ein Prozentsatz je Zeile, von oben nach unten gerechnet; Wagnis und Unvorhergesehenes zuletzt."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{position}"), wenn=belegt("{position}"))
    t = tabelle(bau, blatt, 10, _spalten(), bau.umfang.weitere, bau.inhalt("kosten"), _regeln(), woran)
    # ein Prozentsatz ohne Personalkosten hat noch keinen Betrag: eine Summe ohne ihn sähe aus wie das Ganze
    summe = f'IF(ergebnis_personalkosten="","",IF({t.leer},0,{t.gesamt("euro")}))'
    alles = 'IF(OR(ergebnis_personalkosten="",kosten_weitere=""),"",ergebnis_personalkosten+kosten_weitere)'
    ergebnisse(
        bau,
        blatt,
        5,
        (
            Wert("weitere Kosten", "kosten_weitere", summe, einheiten.EUR_ZEICHEN, "alle Zeilen"),
            Wert("Kosten zusammen", "ergebnis_kosten", alles, einheiten.EUR_ZEICHEN, "mit Stellen", True),
            *(_mit(t, *was) for was in _MIT.items()),
        ),
    )


def _mit(t: Tabelle, was: str, davon: str) -> Wert:
    """Was sich mit dem Personal verändert: es selbst und die Prozente darauf."""
    summe = f'IF(OR(ergebnis_kosten="",{davon}=""),"",{davon}+{t.summe(f"mit_{was}")})'
    wort = {"personal": "ändert sich mit allem Personal", "betreuung": "ändert sich mit der Betreuung"}[was]
    return Wert(wort, f"kosten_mit_{was}", summe, einheiten.EUR_ZEICHEN, "Stellen und Prozente darauf")


def _mitlaufend(was: str, davon: str) -> tuple[Spalte, ...]:
    """Verborgen, je Zeile: was davon mit dem Personal steigt, und zusammen bis davor und bis hier."""
    alles = {"alle Personalkosten": davon, "Personal der Betreuung": "stellen_kosten_alle"}
    basis = f"({davon}+N({{vor_{was}}}))"
    for wort, formel in alles.items():
        basis = f'IF({{worauf}}="{wort}",{formel},{basis})'
    ohne = f'OR({{position}}="",{{prozent}}="",{{worauf}}="",{davon}="")'
    teil = f"IF({ohne},0,N({{prozent}})*{basis})"
    formeln = {
        f"vor_{was}": f'IF({{davor.position}}="",0,N({{oben.bis_{was}}}))',
        f"mit_{was}": teil,
        f"bis_{was}": f"N({{vor_{was}}})+N({{mit_{was}}})",
    }
    return tuple(
        Spalte(n, n, 10, einheiten.EUR, formel=f, verborgen=True, luecke=True) for n, f in formeln.items()
    )


def _spalten() -> tuple[Spalte, ...]:
    betrag = eingabe.zahl(-1e9, 1e9, "Euro im Zeitraum; Erlöse, die abgehen, negativ.")
    basis = '""'
    for wort, formel in GRUNDLAGEN.items():
        basis = f'IF({{worauf}}="{wort}",{formel},{basis})'
    prozent = f'IF(OR({{worauf}}="",{basis}=""),"",{{prozent}}*{basis})'
    euro = f'IF({{position}}="","",IF({{betrag}}<>"",{{betrag}}+{{pruefwert}},IF({{prozent}}="","",{prozent}+{{pruefwert}})))'
    return (
        Spalte("position", "Position", 44, grenze=eingabe.TEXT, weg="was", pflicht=True),
        Spalte("betrag", "Betrag\nEUR", 16, einheiten.EUR, betrag, weg="im Zeitraum"),
        Spalte("prozent", "oder\nProzent", 11, einheiten.PROZENT, eingabe.ANTEIL, weg="eigener Satz"),
        Spalte("worauf", "worauf", 26, grenze=eingabe.auswahl(*GRUNDLAGEN), weg="nur bei Prozent"),
        Spalte(
            *("bisher", "bisher", 12, einheiten.EUR),
            formel='IF({position}="","",IF({davor.position}="",0,N({oben.summe})))',
            verborgen=True,
            luecke=True,
        ),
        Spalte("euro", "Kosten\nEUR", 17, einheiten.EUR, formel=euro, weg="Betrag oder\nProzent × Grundlage"),
        Spalte(
            *("summe", "summe", 12, einheiten.EUR),
            formel='IF({position}="","",N({bisher})+N({euro}))',
            verborgen=True,
            luecke=True,
        ),
        Spalte("beleg", "Beleg", 34, grenze=eingabe.TEXT, weg="woher"),
        *(s for was in _MIT.items() for s in _mitlaufend(*was)),
    )


def _regeln() -> tuple[Regel, ...]:
    return (
        doppelt("Position steht zweimal da", bestaetigen=True),
        summenwort("position"),
        Regel("eine leere Zeile davor: Positionen ohne Lücke", '{davor.position}=""'),
        Regel("Wagnis steht zuletzt", 'ISNUMBER(SEARCH("wagnis",{davor.position}))'),
        Regel("Betrag oder Prozent, eines von beiden", '({betrag}="")+({prozent}="")<>1'),
        Regel("worauf sich der Prozentsatz bezieht", 'AND({prozent}<>"",{worauf}="")'),
        Regel("worauf steht nur bei einem Prozentsatz", 'AND({prozent}="",{worauf}<>"")'),
        Regel("in TEUR getippt?", "AND(N({betrag})<>0,ABS(N({betrag}))<500)", in_worten("{betrag}", "EUR", vorzeichen=True)),
        Regel("über 30 %", "N({prozent})>0.3", in_worten("100*N({prozent})", "%")),
        Regel("unter 0,1 %: Teil von hundert?", "AND(N({prozent})>0,N({prozent})<0.001)", in_worten("100*N({prozent})", "%", stellen=4)),
        Regel("gewollt?", 'OR(AND({betrag}<>"",N({betrag})=0),AND({prozent}<>"",N({prozent})=0))', '"0"'),
    )  # fmt: skip
