"""Blatt »Vereinbart«: Menge je Leistungserbringer, Leistungstyp und Budgetjahr, und daneben, was davon gemeldet ist."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, neben
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.controlling.ampel import ampel, fehlende, hochrechnung
from workbooks.vorlagen.sonder.controlling.monatsbudget import JE_ZEILE, MONATE, Monatsbudgets, nummer
from workbooks.vorlagen.sonder.controlling.ueblich import vereinbartregeln
from workbooks.vorlagen.sonder.traegerliste import WORT

BLATT = "Vereinbart"
EINHEITEN = ("Tage", "Stunden", "Monate")
_MENGE = eingabe.zahl(0, 1e7, "Menge im Budgetjahr (zwölf Monate) in dieser Einheit, ab 0.")
_PERSONEN = eingabe.zahl(0, 1e5, "Personen im Mittel des Jahres, ab 0.")
_PREIS = eingabe.zahl(0, 1e5, "Euro je Einheit, 0 bis 100.000.")
_JAHR = eingabe.zahl(2000, 2099, "Kalenderjahr, in dem das Budgetjahr beginnt; leer: jedes.")
_TEIL, _DA = tuple(f"teil{k}" for k in MONATE), tuple(f"da{k}" for k in MONATE)
_OFFEN = 'OR({menge_gilt}="",{teile}=0)'
_NAMEN = (
    *(
        ("paare", "paar"),
        ("jahre", "jahr"),
        ("zeilen", "zeile"),
        ("nummern", "nummer"),
        ("preise", "preis_gilt"),
        ("aus_der_mappe", "steigt"),
        ("mengen", "menge_gilt"),
        ("personen", "personen"),
    ),
)
"""Teil des Namens `vereinbart_X` und seine Spalte."""


def vereinbart(bau: Bau, m: Monatsbudgets) -> None:
    """Namen: `vereinbart_paare`, `_jahre`, `_zeilen`, `_nummern`, `_preise`, `_personen`."""
    blatt = bau.blatt(BLATT, bau.titel("Vereinbarte Mengen"), (), 7)
    saetze = (
        "Zum Vergleich mit dem Monatsstand: Tage, Stunden oder Monate (ein Platz oder Fall: 12 Monate im Jahr).",
        '="Gerechnet für: "&controlling_zeitraum',
    )
    for z, satz in enumerate(saetze, 3):
        zellen.text(blatt[f"A{z}"], satz, grau=True, umbruch=False)
    t = tabelle(
        bau,
        blatt,
        6,
        (*_eingaben(m), *_verborgen(m), *_gerechnet()),
        bau.umfang.vereinbart,
        bau.inhalt("vereinbart"),
        _regeln(m),
        kennung(*map(als_text, ("{traeger}", "{typ}", "{jahr}")), wenn=belegt("{typ}")),
    )
    for name, spalte in _NAMEN:
        bau.name(f"vereinbart_{name}", blatt, t.ort(spalte))


def _eingaben(m: Monatsbudgets) -> tuple[Spalte, ...]:
    traeger = eingabe.aus_liste(m.liste, "Ein Leistungserbringer dieser Mappe.")
    return (
        Spalte("traeger", WORT, 19.5, grenze=traeger, weg="aus der Liste", pflicht=True),
        Spalte("typ", "Leistungstyp", 19.5, grenze=m.typen, weg="im Vertrag", pflicht=True),
        Spalte("einheit", "Einheit", 9.5, grenze=eingabe.auswahl(*EINHEITEN), weg="Auswahl", pflicht=True),
        Spalte("jahr", "Budget-\njahr", 8, einheiten.JAHR, _JAHR, weg="leer: jedes"),
        Spalte("personen", "Personen", 9, einheiten.PERSONEN, _PERSONEN, weg="im Mittel", pflicht=True),
        Spalte(
            *("menge", "Menge\nim Jahr", 9.5, einheiten.MENGE, _MENGE),
            weg=m.woher or "zwölf Monate",
            pflicht=True,
            fehlt='AND({menge}="",{menge_gilt}="")',
        ),
        Spalte("preis", "EUR je\nEinheit", 8.5, einheiten.EUR_JE, _PREIS, weg=m.woher or "freiwillig"),
        Spalte("eigene", "eigene\nHochrech-\nnung", 9.5, einheiten.MENGE, _MENGE, weg="Menge,\nfreiwillig"),
    )


def _verborgen(m: Monatsbudgets) -> tuple[Spalte, ...]:
    paar = kennung(als_text("{traeger}"), als_text("{typ}"), wenn=belegt("{typ}"))
    einzelne = (
        ("zeile", "ROW({typ})"),
        ("paar", paar),
        ("nummer", nummer(m)),
        ("aus_mappe", m.aus_mappe or "0"),
        ("preis_mappe", m.preis or "0"),
        ("menge_gilt", _gilt("menge", "aus_mappe")),
        ("preis_gilt", _gilt("preis", "preis_mappe")),
        ("steigt", 'IF(AND({preis}="",N({preis_gilt})>0),1,0)'),
        *((_TEIL[k], _teil(m, k)) for k in MONATE),
        *((_DA[k], _da(k)) for k in MONATE),
        ("teile", f"COUNT({{{_TEIL[0]}}}:{{{_TEIL[-1]}}})"),
        ("monate_da", f"SUM({{{_DA[0]}}}:{{{_DA[-1]}}})"),
    )
    return tuple(Spalte(n, n, 10, formel=formel, verborgen=True, luecke=True) for n, formel in einzelne)


def _gilt(was: str, sonst: str) -> str:
    return f'IF({{{was}}}<>"",{{{was}}},IF({{{sonst}}}>0,{{{sonst}}},""))'


def _teil(m: Monatsbudgets, k: int) -> str:
    """Welcher Teil der Jahresmenge auf den k-ten Monat entfällt; leer, wenn die Zeile oder das Budget da nicht gilt."""
    monat = f"INDEX(controlling_tage,1,{k + 1})"
    werte = {"n": "{nummer}", "m": monat, "j": f"INDEX(controlling_jahre,1,{k + 1})"}
    anderes = f'AND({{jahr}}<>"",{{jahr}}<>INDEX(controlling_budgetjahre,1,{k + 1}))'
    teil = m.menge.des_monats(**werte)
    return f'IF(OR({{nummer}}=0,{monat}=""),"",IF({anderes},"",IF({m.gilt.format(**werte)},{teil},"")))'


def _da(k: int) -> str:
    """1, wenn der k-te Monat gemeldet ist, 0, wenn nicht; leer, wenn er nicht zu dieser Zeile gehört."""
    schluessel = f"{{zeile}}*{JE_ZEILE}+INDEX(controlling_monate,1,{k + 1})"
    return f'IF({{{_TEIL[k]}}}="","",IF(COUNTIF(monatsstand_zeilenmonate,{schluessel})>0,1,0))'


def _gerechnet() -> tuple[Spalte, ...]:
    teile, da = (f"{{{n[0]}}}:{{{n[-1]}}}" for n in (_TEIL, _DA))
    falsch = "+{pruefwert}+SUM(pruefwerte_monatsstand)"
    soll = f"{{menge_gilt}}*SUMPRODUCT({teile},{da}){falsch}"
    ist = f"SUMPRODUCT((monatsstand_zeilen={{zeile}})*1,monatsstand_mengen){falsch}"
    ohne = f"OR({_OFFEN},monatsstand_offen)"
    return (
        _menge(
            "im_zeitraum",
            "Menge im\nZeitraum",
            f'IF({_OFFEN},"",{{menge_gilt}}*SUM({teile}){{plus}})',
            "vereinbart",
        ),
        _menge("soll", "vereinbart", f'IF(OR({ohne},{{monate_da}}=0),"",{soll})', "gemeldete\nMonate"),
        _menge("ist", "gemeldet", f'IF({{soll}}="","",{ist})', "Monats-\nstand"),
        _menge("mehr", "mehr (+)\nweniger (−)", 'IF({soll}="","",{ist}-{soll})', "gemeldet −\nvereinbart"),
        _prozent("anders", 'IF({soll}="","",IF({soll}=0,"",EGH_ABWEICHUNG({soll},{ist})))', "davon"),
        _menge(
            "hochrechnung",
            "Hochrech-\nnung",
            hochrechnung("{ist}", "{soll}", "{im_zeitraum}", "{monate_da}", "{teile}"),
            "gemeldet × Zeitraum ÷ vereinbart",
            11,
        ),
        Spalte(
            *("gegen", "gegen den Zeitraum", 8, einheiten.PROZENT),
            formel=_gegen(),
            verborgen=True,
        ),
        Spalte("ampel", "Ampel", 14.5, formel=ampel("{gegen}"), weg="Hochrechnung"),
        Spalte(
            "fehlen", "es\nfehlen", 7, formel=fehlende([f"{{{d}}}" for d in _DA], "{monate_da}"), weg="Monate"
        ),
    )


def _gegen() -> str:
    wert = 'IF({eigene}="",{hochrechnung},{eigene})'
    leer = 'OR({im_zeitraum}="",{hochrechnung}="")'
    return f'IF({leer},"",IF({{im_zeitraum}}=0,"",EGH_ABWEICHUNG({{im_zeitraum}},{wert})))'


def _menge(name: str, kopf: str, formel: str, weg: str, breite: float = 10) -> Spalte:
    formel = formel.replace("{plus}", "+{pruefwert}")
    return Spalte(name, kopf, breite, einheiten.MENGE, formel=formel, weg=weg, luecke=True)


def _prozent(name: str, formel: str, weg: str) -> Spalte:
    return Spalte(name, "%", 9, einheiten.PROZENT, formel=formel, weg=weg, luecke=True)


def _regeln(m: Monatsbudgets) -> tuple[Regel, ...]:
    mit_und_ohne = 'SUMPRODUCT(({alle_paar}={paar})*({alle_jahr}<>""))>0'
    return (
        doppelt("Zeile steht zweimal da", bestaetigen=False),
        Regel(
            "eine Zeile mit Budgetjahr und eine ohne",
            f'IF(AND({{paar}}<>"",{{jahr}}=""),{mit_und_ohne},FALSE)',
        ),
        summenwort("typ"),
        Regel("gewollt?", 'AND({menge}<>"",N({menge})=0)', '"Menge 0"'),
        *vereinbartregeln(m),
        neben("eigene", "menge_gilt", 1.5, "", "weit neben der vereinbarten Menge"),
    )
