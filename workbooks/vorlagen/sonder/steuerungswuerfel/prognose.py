"""Blätter »Prognose« und »Schulabgänge«: wie viele Plätze gebraucht werden, wenn Eltern alt werden und Schulen entlassen."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

BLATT, BLATT_SCHULEN = "Prognose", "Schulabgänge"
JAHRE = range(1, 6)
AUFRUECKEN = 5
"""Eine Altersgruppe umfasst fünf Jahre: jedes Jahr rückt ein Fünftel in die nächste auf."""
_PERSONEN = eingabe.zahl(0, 1e6, "Personen, die bei Eltern oder Angehörigen leben, ab 0.")
_KOPF = 13


def prognose(bau: Bau) -> None:
    """Namen: `prognose_plaetze_T` (Jahr T), `prognose_personen_T` (je Gruppe danach), `pruefung_prognose`."""
    blatt = bau.blatt(BLATT, bau.titel("Prognose der Plätze"), (), _KOPF + 1)
    satz = "Altersgruppen der Hauptpflegeperson in Fünferschritten, die älteste zuletzt. Wer bleibt, rückt zu einem Fünftel im Jahr auf."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    t = tabelle(
        bau, blatt, _KOPF, (*_eingaben(), *_jahre()), 12, bau.inhalt("altersgruppen"), _regeln(), woran
    )
    for name in ("zeile", *(f"hoch{j}" for j in JAHRE)):
        bau.name(f"prognose_{name}", blatt, t.ort(name))
    for j in JAHRE:
        bau.name(f"prognose_personen_{j}", blatt, t.ort(f"nach{j}"))
    ergebnisse(bau, blatt, 5, _ergebnisse(t))
    plaetze = "+".join(f"N(prognose_plaetze_{j})" for j in JAHRE)
    bau.pruefung(
        "prognose",
        "Prognose: Plätze und wer zu Hause bleibt sind zusammen alle Personen",
        f'IF(prognose_bleiben="",TRUE,ABS({plaetze}+prognose_bleiben-SUM({t.bereich("n")}))<0.000001)',
        "In eingefügte Zeilen auch die verborgenen Formeln kopieren.",
    )


def _ergebnisse(t: Tabelle) -> tuple[Wert, ...]:
    p, alle = einheiten.PERSONEN, "+".join(f"prognose_plaetze_{j}" for j in JAHRE)
    je_jahr = ((f"Plätze im {j}. Jahr", f"prognose_plaetze_{j}", t.gesamt(f"plaetze{j}")) for j in JAHRE)
    zusammen = f'IF(prognose_plaetze_1="","",{alle})'
    bleibt = t.gesamt(f"nach{JAHRE[-1]}")
    return (
        *(Wert(wort, name, formel, p, "Σ Personen × Anteil") for wort, name, formel in je_jahr),
        Wert(
            "Plätze zusammen",
            "ergebnis_prognose_plaetze",
            zusammen,
            p,
            "fünf Jahre, ungerundet zusammengezählt",
            True,
        ),
        Wert("danach noch zu Hause", "prognose_bleiben", bleibt, p, "nach fünf Jahren"),
    )


def _eingaben() -> tuple[Spalte, ...]:
    return (
        Spalte(
            "gruppe", "Alter der\nHauptpflegeperson", 24, grenze=eingabe.TEXT, weg="aufsteigend", pflicht=True
        ),
        Spalte("n", "Personen\nzu Hause", 13, einheiten.PERSONEN, _PERSONEN, weg="jetzt", pflicht=True),
        Spalte(
            "p",
            "ziehen aus\nim Jahr",
            13,
            einheiten.PROZENT,
            eingabe.ANTEIL,
            weg="eigener Anteil",
            pflicht=True,
        ),
    )


def _verborgen(name: str, formel: str) -> Spalte:
    return Spalte(name, name, 8, einheiten.OHNE, formel=formel, verborgen=True, luecke=True)


def _jahre() -> tuple[Spalte, ...]:
    zeile = _verborgen("zeile", 'IF({gruppe}="",0,ROW({gruppe}))')
    zehner, einer = (f'(FIND(MID(TRIM({{gruppe}}),{n},1),"0123456789")-1)' for n in (1, 2))
    alter = _verborgen("alter", f'IF({{gruppe}}="",0,IFERROR(10*{zehner}+{einer},0))')
    return (zeile, alter, *(spalte for j in JAHRE for spalte in _jahr(j)))


def _jahr(j: int) -> tuple[Spalte, ...]:
    """Plätze, und wer danach in der Gruppe ist: die bleiben, ohne die, die aufrücken, mit denen von darunter."""
    da = "{n}" if j == 1 else f"{{nach{j - 1}}}"
    fehlt = f'OR({{n}}="",{{p}}="",{da}="")'
    bleiben = f"{da}*(1-{{p}})"
    hoch = f"IF({fehlt},0,IF({{zeile}}=MAX(prognose_zeile),0,{bleiben}/{AUFRUECKEN}))"
    von_unten = f"SUMPRODUCT((prognose_zeile={{zeile}}-1)*1,prognose_hoch{j})"
    nach = f'IF({fehlt},"",{bleiben}-{{hoch{j}}}+{von_unten}+{{pruefwert}})'
    plaetze = f'IF({fehlt},"",{da}*{{p}}+{{pruefwert}})'
    p, weg = einheiten.PERSONEN, ("Personen × Anteil", "bleiben, aufgerückt")
    return (
        Spalte(f"plaetze{j}", f"Plätze\n{j}. Jahr", 11, p, formel=plaetze, weg=weg[0], luecke=True),
        _verborgen(f"hoch{j}", hoch),
        Spalte(f"nach{j}", f"zu Hause\nnach {j}", 11, p, formel=nach, weg=weg[1], luecke=True),
    )


def _regeln() -> tuple[Regel, ...]:
    davor = "SUMPRODUCT(({alle_zeile}={zeile}-1)*1,{alle_alter})"
    beide = f"{{alter}}>0,{davor}>0"
    luecke = "IF({zeile}=0,FALSE,AND(MIN({alle_zeile})<{zeile},SUMPRODUCT(({alle_zeile}={zeile}-1)*1)=0,SUMPRODUCT(({alle_zeile}>0)*({alle_zeile}<{zeile}))>0))"
    weniger = "IF(AND(ISNUMBER({p}),SUMPRODUCT(({alle_zeile}={zeile}-1)*({zeile}>0))>0),N({p})<SUMPRODUCT(({alle_zeile}={zeile}-1)*1,{alle_p}),FALSE)"
    return (
        doppelt("Altersgruppe steht zweimal da", bestaetigen=False),
        summenwort("gruppe"),
        Regel("eine leere Zeile davor: Altersgruppen ohne Lücke", luecke),
        Regel("Altersgruppen stehen nicht aufsteigend", f"AND({beide},{{alter}}<={davor})"),
        Regel(
            "beginnt nicht fünf Jahre nach der Gruppe davor",
            f"AND({beide},{{alter}}-{davor}<>{AUFRUECKEN})",
            '{alter}&" Jahre"',
        ),
        Regel("weniger ziehen aus als in der Gruppe davor", weniger, in_worten("100*N({p})", "%")),
    )


def schulabgaenge(bau: Bau) -> None:
    """Namen: `schulabgaenge_plaetze`, `schulabgaenge_summe`: je Verwaltung nebeneinander und zusammen."""
    blatt = bau.blatt(BLATT_SCHULEN, bau.titel("Schulabgänge"), (), 8)
    satz = "Je Verwaltung und Jahr: Schulabgänge × Anteil, der einen Platz braucht."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr.")
    anzahl = eingabe.zahl(0, 1e5, "Abgänge in diesem Jahr, ab 0.")
    plaetze = 'IF(OR({abgaenge}="",{anteil}=""),"",{abgaenge}*{anteil}+{pruefwert})'
    spalten = (
        Spalte("verwaltung", "Verwaltung", 34, grenze=eingabe.TEXT, weg="Stadt, Kreis", pflicht=True),
        Spalte("jahr", "Jahr", 12, einheiten.JAHR, jahr, weg="Entlassjahr", pflicht=True),
        Spalte("abgaenge", "Schul-\nabgänge", 16, einheiten.PERSONEN, anzahl, weg="Personen", pflicht=True),
        Spalte(
            "anteil",
            "davon mit\nPlatz",
            14,
            einheiten.PROZENT,
            eingabe.ANTEIL,
            weg="eigener Anteil",
            pflicht=True,
        ),
        Spalte("plaetze", "Plätze", 14, einheiten.PERSONEN, formel=plaetze, weg="Abgänge × Anteil"),
    )
    viele = Regel("sehr viele Abgänge", "N({abgaenge})>500", in_worten("{abgaenge}", "Personen"))
    regeln = (
        doppelt("Verwaltung und Jahr stehen zweimal da", bestaetigen=False),
        summenwort("verwaltung"),
        viele,
    )
    woran = kennung(als_text("{verwaltung}"), als_text("{jahr}"), wenn=belegt("{verwaltung}"))
    t: Tabelle = tabelle(
        bau, blatt, 7, spalten, bau.umfang.weitere, bau.inhalt("schulabgaenge"), regeln, woran
    )
    bau.name("schulabgaenge_plaetze", blatt, t.ort("plaetze"))
    ergebnisse(
        bau,
        blatt,
        5,
        (Wert("Plätze zusammen", "schulabgaenge_summe", t.gesamt("plaetze"), einheiten.PERSONEN),),
    )
