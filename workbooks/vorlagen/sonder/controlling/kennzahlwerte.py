"""Blatt »Kennzahlwerte«: Zähler und Nenner je Kennzahl und Jahr, wie sie gezählt sind, und wo ein Bruch liegt.

Verschieden Gezähltes wird nicht geteilt und nicht verglichen: Fälle am Stichtag nicht durch Fälle im Jahresdurchschnitt,
Kosten brutto nicht mit Kosten netto.
"""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.controlling.jahresreihe import benennen, hilfszahl, jahr_davor, vergleichsjahr

BLATT = "Kennzahlwerte"
OFFEN = "nicht angegeben"
ANDERES = "anderes"
ARTEN = (
    *(f"Fälle: {x}" for x in ("Stichtag", "Jahresdurchschnitt", "kumuliert", OFFEN)),
    *(f"Kosten: {x}" for x in ("brutto", "netto", OFFEN)),
    *(f"Einwohner: {x}" for x in ("alle", "18+", "18–64", OFFEN)),
    ANDERES,
)
"""Wie eine Zahl gezählt ist; vor dem Doppelpunkt, was sie ist."""
_JE_KENNZAHL = 4
_ZAHL = eingabe.zahl(0, 1e13, "Zahl ab 0.")
_NENNER = eingabe.zahl(1e-9, 1e13, "Zahl über 0.")
_JAHR = eingabe.zahl(1990, 2099, "Kalenderjahr.")
_FREMD = ("Zähler und Nenner verschieden gezählt", "anders gezählt als im Jahr davor")
_NAMEN = {
    "werte": "wert",
    "anders": "anders",
    "genannt_zaehler": "genannt_z",
    "genannt_nenner": "genannt_n",
    "vergleichbar": "reihe",
}
"""Ende des Namens `kennzahlwerte_X` und seine Spalte."""


def kennzahlwerte(bau: Bau) -> None:
    """Namen `kennzahlwerte_X`, `pruefung_reihen`, `hinweis_reihen`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (), 7)
    satz = "Je Kennzahl und Jahr eine Zeile. »Bruch« heißt: mit dem Jahr davor nicht zu vergleichen (andere Abgrenzung, anderes Recht)."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{kennzahl}"), als_text("{jahr}"), wenn=belegt("{kennzahl}"))
    spalten = (*_eingaben(), *_verborgen(), *_gerechnet())
    zeilen = _JE_KENNZAHL * bau.umfang.kennzahlen
    t = tabelle(bau, blatt, 6, spalten, zeilen, bau.inhalt("kennzahlwerte"), _regeln(), woran)
    benennen(bau, t, "kennzahlwerte", "kennzahl", **_NAMEN)
    s = get_column_letter(t.nummer(t.spalten[-1].schluessel) + 2)  # verborgen, neben der Tabelle
    for z, art in enumerate(ARTEN, t.erste):
        zellen.stumm(blatt[f"{s}{z}"], art, "General", rechts=False)
    blatt.column_dimensions[s].hidden = True
    bau.name("zaehlweisen", blatt, f"{s}{t.erste}:{s}{t.erste + len(ARTEN) - 1}")
    _reihen(bau, t)


def _eingaben() -> tuple[Spalte, ...]:
    kennzahl = eingabe.aus_liste("eingabe_kennzahlen", "Eine Kennzahl vom Blatt Kennzahlen.")
    art = eingabe.aus_liste("zaehlweisen", "Was die Zahl ist und wie sie gezählt ist.")
    bruch = eingabe.auswahl("Bruch", hinweis="Bruch: mit dem Jahr davor nicht zu vergleichen.")
    return (
        Spalte("kennzahl", "Kennzahl", 30, grenze=kennzahl, weg="vom Blatt Kennzahlen", pflicht=True),
        Spalte("jahr", "Jahr", 8, einheiten.JAHR, _JAHR, weg="der Zahlen", pflicht=True),
        Spalte("zaehler", "Zähler", 16, einheiten.MENGE, _ZAHL, weg="Zahl", pflicht=True),
        Spalte("art_z", "wie gezählt", 22, grenze=art, weg="Zähler", pflicht=True),
        Spalte("nenner", "Nenner", 15, einheiten.MENGE, _NENNER, weg="Zahl", pflicht=True),
        Spalte("art_n", "wie gezählt", 22, grenze=art, weg="Nenner", pflicht=True),
        Spalte("bruch", "Bruch", 7, grenze=bruch, weg="gegen davor"),
    )


def _verborgen() -> tuple[Spalte, ...]:
    """Zählweisen als Zahlen (0: keine angegeben), die Zeile des Jahres davor, was nicht zusammenpasst."""
    faktor = "SUMPRODUCT((eingabe_kennzahlen={kennzahl})*1,kennzahlen_faktoren)"
    fremd = f"AND({{genannt_z}}*{{genannt_n}}>0,{{genannt_z}}<>{{genannt_n}},{_groesse('{genannt_z}')}={_groesse('{genannt_n}')})"
    anders = [_anders("zaehler", "genannt_z"), _anders("nenner", "genannt_n")]
    einzelne = (
        ("faktor", f'IF({{kennzahl}}="",0,{faktor})'),
        *((f"genannt_{x}", _genannt(f"{{art_{x}}}")) for x in "zn"),
        ("fremd", f"IF({fremd},1,0)"),
        ("fremd_jahr", f'IF(OR({{vorige}}=0,{{bruch}}<>""),0,IF(OR({",".join(anders)}),1,0))'),
    )
    return (*jahr_davor("kennzahlwerte", "kennzahl"), *(hilfszahl(*x) for x in einzelne))


def _genannt(art: str) -> str:
    """Formel: die wievielte Zählweise; 0, wo keine angegeben ist."""
    return f'IF(OR({art}="",{art}="{ANDERES}",RIGHT({art},{len(OFFEN)})="{OFFEN}"),0,IFERROR(MATCH({art},zaehlweisen,0),0))'


def _groesse(nummer: str) -> str:
    """Formel: Fälle, Kosten oder Einwohner."""
    erste = [
        1 + next(n for n, art in enumerate(ARTEN) if art.startswith(was)) for was in ("Kosten", "Einwohner")
    ]
    return f"(({nummer}>={erste[0]})+({nummer}>={erste[1]}))"


def _anders(was: str, spalte: str) -> str:
    """Bedingung: Zähler oder Nenner ist in der Zeile des Jahres davor anders gezählt, und beides ist angegeben."""
    dort = f"INDEX(kennzahlwerte_genannt_{was},{{vorige}},1)"
    return f"AND({{{spalte}}}>0,{dort}>0,{{{spalte}}}<>{dort})"


def _gerechnet() -> tuple[Spalte, ...]:
    wert = "{zaehler}/{nenner}*{faktor}+{pruefwert}"
    fehlt = 'OR({kennzahl}="",{zaehler}="",{nenner}="",{fremd}=1)'
    dort = "INDEX(kennzahlwerte_werte,{vorige},1)"
    ohne = 'OR({vorige}=0,{bruch}<>"",{fremd_jahr}=1,{fremd}=1,{wert}="")'
    anders = f'IF({ohne},"",IF(N({dort})=0,"",EGH_VERAENDERUNG({dort},{{wert}})))'
    offen = "+".join(f'(RIGHT({{{x}}},{len(OFFEN)})="{OFFEN}")' for x in ("art_z", "art_n"))
    reihe = f'IF({{fremd}}=1,"{_FREMD[0]}",IF({{fremd_jahr}}=1,"{_FREMD[1]}",IF({offen}>0,"Zählweise {OFFEN}",{{bruch}}&"")))'
    return (
        Spalte(
            "wert",
            "Wert",
            14,
            einheiten.MENGE,
            formel=f'IF({fehlt},"",{wert})',
            weg="Zähler ÷ Nenner\n× Einheit",
            luecke=True,
        ),
        Spalte(
            "anders", "Verän-\nderung", 10, einheiten.PROZENT, formel=anders, weg="leer: Bruch", luecke=True
        ),
        vergleichsjahr(),
        Spalte("reihe", "Reihe", 24, formel=f'IF({{kennzahl}}="","",{reihe})', weg="vergleichbar?"),
    )


def _regeln() -> tuple[Regel, ...]:
    mehr = "AND({faktor}=100,ISNUMBER({zaehler}),ISNUMBER({nenner}),N({zaehler})>N({nenner}))"
    return (
        doppelt("Kennzahl und Jahr stehen zweimal da", bestaetigen=False),
        Regel("mehr als 100 %", mehr, in_worten("100*N({zaehler})/N({nenner})", "%")),
        Regel("gewollt?", "AND(ISNUMBER({zaehler}),{zaehler}=0)", '"Zähler 0"'),
        Regel(
            "mehr als das Doppelte oder weniger als die Hälfte des Jahres davor",
            "IF(AND(ISNUMBER({anders}),{fremd}=0),OR({anders}>1,{anders}<-0.5),FALSE)",
            in_worten("{wert}"),
        ),
    )


def _reihen(bau: Bau, t: Tabelle) -> None:
    fremd = "+".join(f'SUMPRODUCT(({t.bereich("reihe")}="{wort}")*1)' for wort in _FREMD)
    bau.pruefung(
        "reihen",
        "Kennzahlen: nichts verschieden Gezähltes ist geteilt oder verglichen",
        f"{fremd}=0",
        "Auf dem Blatt Kennzahlwerte gleich Gezähltes eintragen oder einen Bruch setzen.",
        nativ=True,
    )
    offen = f'SUMPRODUCT(({t.bereich("reihe")}="Zählweise {OFFEN}")*1)'
    text = (
        f'=IF({offen}=0,"",{offen}&" Zeilen ohne angegebene Zählweise: nicht ohne Weiteres zu vergleichen.")'
    )
    zellen.text(t.blatt["A4"], text, fett=True, umbruch=False)
    bau.name("hinweis_reihen", t.blatt, "A4")
