"""Kopf des Blatts »Trägercontrolling«: welche zwölf Monate verglichen werden und wie sich ein Jahr auf sie verteilt."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.vorlagen.sonder.controlling.monatsbudget import (
    BUDGETJAHR,
    HAUSHALTSJAHR,
    NACH_TAGEN,
    Monatsbudgets,
    budgetjahr,
    monatszahl,
)

_VON = "eingabe_laufzeit_von"
# Zeilen über den Monaten: erster Tag, Monate seit dem Jahr 0, Jahr der Mappe, Budgetjahr, Wort
TAG, ZAHL, JAHR, BUDGETJAHR_ZEILE, _WORT = range(5, 10)


def zeitraum(bau: Bau, blatt: Worksheet, m: Monatsbudgets, spalten: Sequence[str]) -> None:
    """Eingaben ab Zeile 5; verborgen über den `spalten` die Monate, mit den Namen `controlling_tage`, `_monate` …"""
    art = f'IF(eingabe_controlling_art="{HAUSHALTSJAHR}","{HAUSHALTSJAHR}","{BUDGETJAHR}")'
    von_bis = 'INDEX(controlling_worte,1,1)&" bis "&INDEX(controlling_worte,1,12)'
    wie = f'IF({NACH_TAGEN},"nach Tagen","ein Zwölftel je Monat")'
    gilt = f'=IF(COUNT(controlling_tage)<12,"",{art}&" "&{von_bis}&", "&{wie})'
    zellen.text(blatt["A4"], gilt, fett=True, umbruch=False)
    bau.name("controlling_zeitraum", blatt, "A4")
    z = eingaben(bau, blatt, 5, _felder())
    ergebnisse(bau, blatt, z, _werte(m))
    _monate(bau, blatt, m, spalten)


def _felder() -> tuple[Feld, ...]:
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr, in dem der Zeitraum beginnt.")
    grenze = eingabe.zahl(0, 1, "Abweichung als Prozent, 0 bis 100 %.")
    kleiner = 'AND({wert}<>"",N({wert})<N(eingabe_ampel_gelb))'
    weit = Regel("nicht weiter als die erste Grenze", kleiner, in_worten("100*N({wert})", "%"))
    return (
        Feld("Jahr", "controlling_jahr", "0", jahr, None, "leer: das erste", False),
        Feld(
            *("Zeitraum", "controlling_art", zellen.TEXT, eingabe.auswahl(BUDGETJAHR, HAUSHALTSJAHR)),
            *(None, "leer: Budgetjahr, zwölf Monate ab dem Monat der Laufzeit", False),
        ),
        Feld(
            *("ein Monat hat", "controlling_teilung", zellen.TEXT),
            eingabe.auswahl(
                "ein Zwölftel", "nach Tagen", hinweis="ein Zwölftel (gleiche Teile) oder nach Tagen."
            ),
            *(None, "leer: gleiche Teile des Jahres, ein Zwölftel", False),
        ),
        Feld(
            "Ampel: im Rahmen",
            "ampel_gelb",
            zellen.PROZENT,
            grenze,
            0.03,
            "bis ± gegen den Zeitraum; ohne Grenzen keine Ampel",
            False,
        ),
        Feld(
            "Ampel: weit ab",
            "ampel_rot",
            zellen.PROZENT,
            grenze,
            0.06,
            "über ± gegen den Zeitraum",
            False,
            weit,
        ),
    )


def _werte(m: Monatsbudgets) -> tuple[Wert, ...]:
    """Der Zeitraum in Worten, bis wann gemeldet ist, was in keinem Vergleich steht."""
    worte = "INDEX(controlling_worte,1,{})".format
    leer = "COUNT(controlling_tage)<12"
    gezaehlt = "SUMPRODUCT((monatsstand_traeger>0)*1,monatsstand_betraege)"
    alle = "SUMPRODUCT((monatsstand_drin>0)*1,monatsstand_betraege)"
    rest = f'IF(OR({leer},monatsstand_offen),"",{alle}-{gezaehlt}+SUM(pruefwerte_monatsstand)+SUM(pruefwerte_vereinbart))'
    jahr = f'IF(eingabe_controlling_jahr="",YEAR({_VON}),eingabe_controlling_jahr)'
    monat = f'IF(eingabe_controlling_art="{HAUSHALTSJAHR}",1,MONTH({_VON}))'
    erster = f"DATE({jahr},{monat},1)"
    drin = f"AND({erster}<{m.ende},EDATE({erster},12)>{_VON})"
    fehlt = 'OR(eingabe_laufzeit_von="",eingabe_laufzeit_jahre="")'
    gemeldet = f'IF({leer},"",IF(controlling_letzter=0,"",{worte("controlling_letzter-INDEX(controlling_monate,1,1)+1")}))'
    return (
        Wert("erster Monat", "controlling_beginn", f'IF({fehlt},"",IF({drin},{erster},NA()))', einheiten.TAG),
        Wert("gemeldet bis", "", gemeldet, einheiten.OHNE, "irgendein Leistungserbringer"),
        Wert(
            *("nicht verglichen", "controlling_nicht_verglichen", rest, einheiten.EUR_ZEICHEN),
            "Monate, in denen ein vereinbarter Leistungstyp fehlt",
        ),
    )


def _monate(bau: Bau, blatt: Worksheet, m: Monatsbudgets, spalten: Sequence[str]) -> None:
    """Die zwölf Monate des Zeitraums, verborgen über ihren Spalten."""
    zeilen = (
        ("tage", TAG),
        ("monate", ZAHL),
        ("jahre", JAHR),
        ("budgetjahre", BUDGETJAHR_ZEILE),
        ("worte", _WORT),
    )
    for k, s in enumerate(spalten):
        tag = f"{s}${TAG}"
        formeln = {
            TAG: f"IF(ISNUMBER(controlling_beginn),EDATE(controlling_beginn,{k}),controlling_beginn)",
            ZAHL: monatszahl(tag),
            JAHR: m.jahr.format(m=tag),
            BUDGETJAHR_ZEILE: budgetjahr(tag),
            _WORT: f'RIGHT("0"&MONTH({tag}),2)&"/"&RIGHT(YEAR({tag}),2)',
        }
        for zeile, formel in formeln.items():
            voll = formel if zeile == TAG else f'IF({tag}="","",{formel})'
            zellen.stumm(blatt[f"{s}{zeile}"], f"={voll}", zellen.DATUM if zeile == TAG else "General")
    letzter = "IF(COUNT(controlling_monate)<12,0,SUMPRODUCT(MAX(monatsstand_drin*monatsstand_monatszahlen)))"
    zellen.stumm(blatt[f"{spalten[0]}{_WORT + 1}"], f"={letzter}", "General")
    bau.name("controlling_letzter", blatt, f"{spalten[0]}{_WORT + 1}")
    for name, zeile in zeilen:
        bau.name(f"controlling_{name}", blatt, f"{spalten[0]}{zeile}:{spalten[-1]}{zeile}")
