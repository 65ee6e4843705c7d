"""Blätter »Zielpfade« und »Zielpfadwerte«: von einem Basisjahr gerade zu einem Ziel, daneben, was je Jahr ist."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

BLATT, BLATT_WERTE = "Zielpfade", "Zielpfadwerte"
AUF, HINTER = "● auf dem Pfad", "▼ hinter dem Pfad"
_JAHR = eingabe.zahl(2000, 2099, "Kalenderjahr.")
_ZAHL = eingabe.zahl(0, 1e9, "Zahl ab 0, in der Maßgröße des Pfads.")
_JE_PFAD = 4


def zielpfade(bau: Bau) -> None:
    """Namen: `eingabe_zielpfade`, `zielpfade_X`, `zielpfadwerte_pfad` (Soll je Jahr), `zielpfadwerte_stand`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (), 7)
    satz = "Pfad = Basiswert + (Ziel − Basiswert) × Jahre seit dem Basisjahr ÷ Jahre bis zum Zieljahr. Die Werte stehen auf dem Blatt Zielpfadwerte."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    spalten = (
        Spalte("pfad", "Ziel", 52, grenze=eingabe.TEXT, weg="Name", pflicht=True),
        Spalte("mass", "Maßgröße", 24, grenze=eingabe.TEXT, weg="freiwillig"),
        Spalte("ab", "Basisjahr", 13, einheiten.JAHR, _JAHR, weg="Kalenderjahr", pflicht=True),
        Spalte("basis", "Basiswert", 15, einheiten.MENGE, _ZAHL, weg="im Basisjahr", pflicht=True),
        Spalte("bis", "Zieljahr", 13, einheiten.JAHR, _JAHR, weg="Kalenderjahr", pflicht=True),
        Spalte("ziel", "Zielwert", 15, einheiten.MENGE, _ZAHL, weg="im Zieljahr", pflicht=True),
    )
    regeln = (
        doppelt("Ziel steht zweimal da", bestaetigen=False),
        summenwort("pfad"),
        Regel("Zieljahr nicht nach dem Basisjahr", "AND(ISNUMBER({ab}),ISNUMBER({bis}),{bis}<={ab})"),
        Regel("gewollt?", "AND(ISNUMBER({ziel}),{ziel}={basis})", '"Ziel wie Basis"'),
    )
    woran = kennung(als_text("{pfad}"), wenn=belegt("{pfad}"))
    t = tabelle(bau, blatt, 6, spalten, bau.umfang.kennzahlen, bau.inhalt("zielpfade"), regeln, woran)
    bau.name("eingabe_zielpfade", blatt, t.ort("pfad"))
    for name in ("ab", "basis", "bis", "ziel"):
        bau.name(f"zielpfade_{name}", blatt, t.ort(name))
    _werte(bau)


def _werte(bau: Bau) -> None:
    blatt = bau.blatt(BLATT_WERTE, bau.titel("Werte der Zielpfade"), (), 7)
    satz = "Je Ziel und Jahr eine Zeile; ein Jahr ohne Zeile fehlt und ist nicht 0."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    pfad = eingabe.aus_liste("eingabe_zielpfade", "Ein Ziel vom Blatt Zielpfade.")
    spalten = (
        Spalte("pfad", "Ziel", 52, grenze=pfad, weg="vom Blatt Zielpfade", pflicht=True),
        Spalte("jahr", "Jahr", 11, einheiten.JAHR, _JAHR, weg="Kalenderjahr", pflicht=True),
        Spalte("ist", "Ist", 15, einheiten.MENGE, _ZAHL, weg="in diesem Jahr", pflicht=True),
        *_gerechnet(),
    )
    draussen = "IF(AND({n}>0,ISNUMBER({jahr})),OR({jahr}<INDEX(zielpfade_ab,{n},1),{jahr}>INDEX(zielpfade_bis,{n},1)),FALSE)"
    wenig = "AND(ISNUMBER({ist}),N({soll})>0,10*{ist}<N({soll}))"
    weit = "AND(ISNUMBER({ist}),N({soll})>0,{ist}>2*N({soll}))"
    regeln = (
        doppelt("Ziel und Jahr stehen zweimal da", bestaetigen=False),
        Regel("Jahr liegt nicht auf dem Pfad", draussen, "{jahr}"),
        Regel("mehr als das Doppelte des Pfads", weit, in_worten("{ist}")),
        Regel("weniger als ein Zehntel des Pfads", wenig, in_worten("{ist}", stellen=4)),
    )
    woran = kennung(als_text("{pfad}"), als_text("{jahr}"), wenn=belegt("{pfad}"))
    zeilen = _JE_PFAD * bau.umfang.kennzahlen
    t = tabelle(bau, blatt, 6, spalten, zeilen, bau.inhalt("zielpfadwerte"), regeln, woran)
    for name, spalte in (("pfad", "soll"), ("stand", "stand")):
        bau.name(f"zielpfadwerte_{name}", blatt, t.ort(spalte))


def _gerechnet() -> tuple[Spalte, ...]:
    ab, basis, bis, ziel = (f"INDEX(zielpfade_{x},{{n}},1)" for x in ("ab", "basis", "bis", "ziel"))
    soll = f"{basis}+({ziel}-{basis})*({{jahr}}-{ab})/({bis}-{ab})+{{pruefwert}}+SUM(pruefwerte_zielpfade)"
    fehlt = 'OR({n}=0,{jahr}="")'
    leer = ",".join(f'{x}=""' for x in (ab, basis, bis, ziel))
    auf = f"IF({ziel}>={basis},{{ist}}>={{soll}},{{ist}}<={{soll}})"
    stand = f'IF(OR({{soll}}="",{{ist}}=""),"",IF({auf},"{AUF}","{HINTER}"))'
    return (
        Spalte(
            *("n", "n", 8, einheiten.NUMMER),
            formel='IF({pfad}="",0,IFERROR(MATCH({pfad},eingabe_zielpfade,0),0))',
            verborgen=True,
            luecke=True,
        ),
        Spalte(
            *("soll", "Pfad", 15, einheiten.MENGE),
            formel=f'IF({fehlt},"",IF(OR({leer}),"",{soll}))',
            weg="linear",
            luecke=True,
        ),
        Spalte(
            *("mehr", "mehr (+)\nweniger (−)", 15, einheiten.MENGE),
            formel='IF(OR({soll}="",{ist}=""),"",{ist}-{soll})',
            weg="Ist − Pfad",
            luecke=True,
        ),
        Spalte("stand", "Stand", 20, formel=stand, weg="Ist gegen Pfad"),
    )
