"""Blatt »Stichprobe«: je Gruppe alle und befragte Personen, ihre Minuten und was daraus für alle folgt."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.personalbemessung.fallnummern import ohne_fallnummer

BLATT = "Stichprobe"
GRUPPEN = "stichprobe_gruppen"
_ALLE = eingabe.zahl(1, 100_000, "Alle Personen dieser Gruppe, ab 1.")
_HIER = "(erhebung_gruppe={schluessel})"
_MINUTEN = einheiten.Einheit("Min./Woche", "#,##0.00", summierbar=True)


def stichprobe(bau: Bau) -> Tabelle:
    """Namen: `stichprobe_gruppen`, `stichprobe_streuung`; Spalten `hoch_qa`, `hoch_ua`, `teil` (der Spanne)."""
    blatt = bau.blatt(BLATT, bau.titel("Stichprobe und Hochrechnung"), (1,) * 12, 6)
    satz = "Gruppen ähnlicher Personen (HBG, Wohnform, Standort). Hochgerechnet wird je Gruppe: Summe ÷ Befragte × alle."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    t = tabelle(bau, blatt, 5, _spalten(), bau.umfang.weitere, bau.inhalt("gruppen"), _regeln(), woran)
    bau.name(GRUPPEN, blatt, t.ort("gruppe"))
    for spalte in ("alle", "n", "schluessel"):
        bau.name(f"stichprobe_{spalte}", blatt, t.ort(spalte))
    bau.pflicht.append((f"Mindestens eine Zeile in {BLATT}", f"NOT({t.leer})"))
    return t


def _spalten() -> tuple[Spalte, ...]:
    wenn = 'IF(OR({{gruppe}}="",{{alle}}=""),"",{})'.format
    hoch = "EGH_HOCHRECHNUNG({{{0}}},{{n}},{{alle}})".format
    # ohne Befragte gibt es für die Gruppe keine Zahl, und damit keine für alle
    je_art = {art: wenn(f"IF({{n}}=0,NA(),{hoch(art)}+{{pruefwert}})") for art in ("qa", "ua")}
    teil = "IF(OR({n}<2,{n}>={alle}),0,{alle}^2*(1-{n}/{alle})*{streuung}/{n}+{pruefwert})"
    streuung = (
        f'IF({{n}}<2,"",(SUMPRODUCT({_HIER}*erhebung_befragt,erhebung_summe,erhebung_summe)'
        f"-SUMPRODUCT({_HIER}*erhebung_befragt,erhebung_summe)^2/{{n}})/({{n}}-1))"
    )
    return (
        Spalte("gruppe", "Stichproben-\ngruppe", 24, grenze=eingabe.TEXT, weg="z. B. HBG 3 bis 5", pflicht=True),
        Spalte("alle", "alle\nPersonen", 10, einheiten.PERSONEN_GANZ, _ALLE, weg="N", pflicht=True),
        Spalte("n", "davon\nbefragt", 10, einheiten.PERSONEN_GANZ, formel=wenn(f"SUMPRODUCT({_HIER}*erhebung_befragt)"), weg="n"),
        *(
            Spalte(
                art, f"Summe\n{art[0]}A", 12, einheiten.MIN_WOCHE,
                formel=wenn(f"SUMPRODUCT({_HIER}*erhebung_befragt,erhebung_{art})"), weg="Min./Woche",
            )
            for art in ("qa", "ua")
        ),
        *(
            Spalte(f"hoch_{art}", f"für alle\n{art[0]}A", 13, _MINUTEN, formel=je_art[art], weg="Summe ÷ n × N", luecke=True)
            for art in ("qa", "ua")
        ),
        Spalte("streuung", "Streuung\ns²", 13, einheiten.MENGE, formel=wenn(streuung), weg="qA + uA, n − 1", luecke=True),
        Spalte(
            "teil", "Teil der\nSpanne", 17, einheiten.Einheit("Min.²", "#,##0.00"), formel=wenn(teil),
            weg="N² (1 − n÷N) s² ÷ n", luecke=True,
        ),
        Spalte("frei", "n − 1", 12, einheiten.ANZAHL, formel=wenn("IF(OR({n}<2,{n}>={alle}),0,{n}-1)"), weg="Freiheitsgrade"),
    )  # fmt: skip


def _regeln() -> tuple[Regel, ...]:
    gelistet = f'SUMPRODUCT({_HIER}*(erhebung_antwort<>""))'
    gleich = "AND({n}>1,{n}<N({alle}),{streuung}<0.000001)"
    return (
        doppelt("Gruppe steht zweimal da", bestaetigen=False),
        summenwort("gruppe"),
        Regel("keine ganze Zahl von Personen", "INT(N({alle}))<>N({alle})"),
        Regel("in der Erhebung stehen mehr Personen", f'IF({{alle}}="",FALSE,{gelistet}>N({{alle}}))'),
        Regel("niemand befragt", "IF(ISNUMBER({n}),N({n})=0,FALSE)", '"0 Befragte"'),
        Regel(
            "weniger als ein Zehntel befragt",
            "IF(ISNUMBER({n}),AND({n}>0,{n}<0.1*N({alle})),FALSE)",
            in_worten("{n}", "Befragte"),
        ),
        Regel(
            "alle haben denselben Wert",
            f"IF(ISNUMBER({{streuung}}),{gleich},FALSE)",
            in_worten("{n}", "Befragte"),
        ),
        ohne_fallnummer("gruppe", "bemerkung"),
    )
