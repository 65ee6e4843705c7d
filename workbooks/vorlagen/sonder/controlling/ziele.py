"""Blätter »Ziele« und »Beiträge zu Zielen«: was vereinbart ist, was davon da ist, wer es bis wann tut.

Ein Ziel kann mehrere Leistungserbringer haben; ihre Beiträge stehen je in einer Zeile und ergeben zusammen sein Ist.
"""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.traegerliste import WORT

BLATT, BLATT_BEITRAEGE = "Ziele", "Beiträge zu Zielen"
ZUSTAENDE = ("offen", "läuft", "erreicht")
UEBERFAELLIG = "▼ überfällig"
_ZAHL = eingabe.zahl(0, 1e9, "Zahl ab 0, in der Maßgröße des Ziels.")
_MEINE = '(beitraege_ziele={ziel})*({ziel}<>"")'


def ziele(bau: Bau, liste: str) -> None:
    """Namen: `eingabe_ziele`, `ziele_ist`, `ziele_zustand`, `ergebnis_ziele`, `ergebnis_ziele_erreicht`."""
    blatt = bau.blatt(BLATT, bau.titel("Vereinbarte Ziele"), (), 9)
    satz = "Mit Soll folgt der Zustand aus Soll und Ist; ein Ziel ohne Zahl hat einen eingetragenen. Mehrere Leistungserbringer: Blatt Beiträge zu Zielen."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{ziel}"), wenn=belegt("{ziel}"))
    t = tabelle(
        bau,
        blatt,
        8,
        (*_eingaben(), *_gerechnet()),
        bau.umfang.controlling,
        bau.inhalt("ziele"),
        _regeln(),
        woran,
    )
    ergebnisse(bau, blatt, 4, _ergebnisse(t))
    for name, spalte in (("eingabe_ziele", "ziel"), ("ziele_ist", "ist_gilt"), ("ziele_zustand", "gilt")):
        bau.name(name, blatt, t.ort(spalte))
    _beitraege(bau, liste)


def _eingaben() -> tuple[Spalte, ...]:
    richtung = eingabe.auswahl("hoch", "niedrig", hinweis="hoch: wenigstens das Soll; niedrig: höchstens.")
    return (
        Spalte("ziel", "Ziel", 40, grenze=eingabe.TEXT, weg="im Vertrag", pflicht=True),
        Spalte("mass", "Maßgröße", 18, grenze=eingabe.TEXT, weg="freiwillig"),
        Spalte("soll", "Soll", 10, einheiten.MENGE, _ZAHL, weg="in der Maßgröße"),
        Spalte("gut", "gut ist", 9, grenze=richtung, weg="leer: hoch"),
        Spalte("ist", "Ist", 10, einheiten.MENGE, _ZAHL, weg="leer: der\nBeiträge"),
        Spalte("am", "am", 11, einheiten.TAG, eingabe.TAG, weg="Stand"),
        Spalte("termin", "Termin", 11, einheiten.TAG, eingabe.TAG, weg="freiwillig"),
        Spalte("wer", "wer", 15, grenze=eingabe.TEXT, weg="freiwillig"),
        Spalte(
            *("zustand", "Zustand", 9.5),
            grenze=eingabe.auswahl(*ZUSTAENDE),
            weg="nur ohne Soll",
            pflicht=True,
            fehlt='AND({soll}="",{zustand}="")',
        ),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    da = f"SUMPRODUCT({_MEINE}*1)"
    summe = f"SUMPRODUCT({_MEINE},beitraege_ist)+SUM(pruefwerte_beitraege_zu_zielen)"
    ist = f'IF({{ist}}<>"",{{ist}},IF({da}=0,"",{summe}))'
    am = f"IF({da}=0,N({{am}}),MAX(N({{am}}),SUMPRODUCT(MAX({_MEINE}*beitraege_tage))))"
    # höchstens so viel: das zeigt erst der Termin
    erreicht = (
        'IF({gut}="niedrig",AND({ist_gilt}<={soll},OR({termin}="",{stand}>=N({termin}))),{ist_gilt}>={soll})'
    )
    aus_zahlen = f'IF({{ist_gilt}}="","offen",IF({erreicht},"erreicht","läuft"))'
    spaet = f'IF(AND(N({{termin}})>0,{{stand}}>N({{termin}}),{{gilt}}<>"erreicht"),"{UEBERFAELLIG}","")'
    return (
        Spalte(
            "ist_gilt",
            "Ist,\ndas gilt",
            10,
            einheiten.MENGE,
            formel=f"{ist}",
            weg="oder Beiträge",
            luecke=True,
        ),
        Spalte("stand", "stand", 10, einheiten.TAG, formel=am, verborgen=True, luecke=True),
        Spalte(
            *("anteil", "Ist zu\nSoll", 9.5, einheiten.PROZENT),
            formel='IF(OR({soll}="",{ist_gilt}=""),"",IF({soll}=0,"",{ist_gilt}/{soll}+{pruefwert}))',
            weg="Ist ÷ Soll",
            luecke=True,
        ),
        Spalte(
            "gilt",
            "gilt",
            9.5,
            formel=f'IF({{ziel}}="","",IF({{soll}}="",{{zustand}}&"",{aus_zahlen}))',
            weg="Zustand",
        ),
        Spalte("spaet", "Termin", 12, formel=spaet, weg="am Stand"),
    )


def _regeln() -> tuple[Regel, ...]:
    beides = f'AND({{ist}}<>"",SUMPRODUCT({_MEINE}*1)>0)'
    ist = f'IF({{ist}}<>"",N({{ist}}),SUMPRODUCT({_MEINE},beitraege_ist))'
    anteil = ",".join(f'ISNUMBER(SEARCH("{wort}",{{mass}}))' for wort in ("%", "Anteil", "Prozent", "quote"))
    anteile = f"AND(SUMPRODUCT({_MEINE}*1)>1,OR({anteil}))"
    return (
        doppelt("Ziel steht zweimal da", bestaetigen=False),
        summenwort("ziel"),
        Regel("Ist hier und bei den Beiträgen", beides),
        Regel("Zustand folgt aus Soll und Ist", 'AND({soll}<>"",{zustand}<>"")'),
        Regel("Ist ohne Soll", 'AND({soll}="",{ist}<>"")'),
        Regel("Stand fehlt (am)", 'AND({ist}<>"",{am}="")'),
        Regel("gewollt?", 'AND({soll}<>"",N({soll})=0)', '"Soll 0"'),
        Regel("Beiträge zu einem Anteil werden zusammengezählt", anteile, in_worten(ist)),
        Regel("mehr als das Doppelte des Solls", f"AND(N({{soll}})>0,{ist}>2*N({{soll}}))", in_worten(ist)),
    )


def _ergebnisse(t: Tabelle) -> tuple[Wert, ...]:
    alle = f'SUMPRODUCT(({t.bereich("ziel")}<>"")*1)'
    erreicht = f'SUMPRODUCT(({t.bereich("gilt")}="erreicht")*1)+SUM({t.bereich("pruefwert")})'
    spaet = f'SUMPRODUCT(({t.bereich("spaet")}="{UEBERFAELLIG}")*1)'
    reihen = (
        ("Ziele", "ergebnis_ziele", alle),
        ("davon erreicht", "ergebnis_ziele_erreicht", erreicht),
        ("überfällig", "", spaet),
    )
    return tuple(Wert(text, name, t.wenn_vollstaendig(f), einheiten.ANZAHL) for text, name, f in reihen)


def _beitraege(bau: Bau, liste: str) -> None:
    """Namen: `beitraege_ziele`, `beitraege_ist`, `beitraege_tage` (0: ohne Stand)."""
    blatt = bau.blatt(BLATT_BEITRAEGE, bau.titel(BLATT_BEITRAEGE), (), 7)
    satz = (
        "Je Ziel und Leistungserbringer eine Zeile; zusammen sind sie das Ist des Ziels. Kann leer bleiben."
    )
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    ziel = eingabe.aus_liste("eingabe_ziele", "Ein Ziel vom Blatt Ziele.")
    wer = eingabe.aus_liste(liste, "Ein Leistungserbringer dieser Mappe.")
    spalten = (
        Spalte("ziel", "Ziel", 60, grenze=ziel, weg="vom Blatt Ziele", pflicht=True),
        Spalte("traeger", WORT, 28, grenze=wer, weg="aus der Liste", pflicht=True),
        Spalte("ist", "Ist", 12, einheiten.MENGE, _ZAHL, weg="sein Beitrag", pflicht=True),
        Spalte("am", "am", 12, einheiten.TAG, eingabe.TAG, weg="Stand", pflicht=True),
        Spalte(
            "tag", "tag", 10, einheiten.TAG, formel="IF(ISNUMBER({am}),{am},0)", verborgen=True, luecke=True
        ),
    )
    regeln = (doppelt("Beitrag steht zweimal da", bestaetigen=False),)
    woran = kennung(*map(als_text, ("{ziel}", "{traeger}")), wenn=belegt("{ziel}"))
    t = tabelle(bau, blatt, 6, spalten, bau.umfang.controlling, bau.inhalt("beitraege"), regeln, woran)
    for name, spalte in (("ziele", "ziel"), ("ist", "ist"), ("tage", "tag")):
        bau.name(f"beitraege_{name}", blatt, t.ort(spalte))
