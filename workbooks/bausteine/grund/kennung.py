"""Woran eine Zeile zu erkennen ist: eine Regel für alle Tabellen aller Mappen.

Zwei Einträge sind derselbe, wenn sie sich nur in Leerraum (auch geschütztem, auch innen: »LG 2« = »LG2«), in der Art
des Strichs, in Groß- und Kleinschreibung (ä = Ä, ß = ss) oder darin unterscheiden, ob eine ganze Zahl als Zahl oder als
Text dasteht. Führende Nullen zählen: 101 ist nicht 0101; danach fragt eine Regel.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from workbooks.bausteine.grund.regeln import Regel, in_worten

# 1: so führt LibreOffice einen Tabulator in einer Zelle mit mehreren Zeilen
LEERRAUM = (1, 9, 10, 13, 32, 0xA0, 0xAD, *range(0x2000, 0x200C), 0x202F, 0x2060, 0x3000, 0xFEFF)
STRICHE = (*range(0x2010, 0x2016), 0x2212)
SUMMENWORTE = (
    *("summe", "summen", "gesamt", "insgesamt", "zwischensumme", "endsumme", "gesamtsumme", "Σ", "∑"),
    *("gesamtergebnis", "teilergebnis", "gesamtfläche", "gesamtkosten", "gesamtbetrag", "gesamtstunden"),
)
"""So heißen Zeilen mit Summen, auch in Pivottabellen, auch mit etwas dahinter (»Gesamtergebnis 2026«)."""
SUMMENNAMEN = (
    *("total", "zusammen", "alle"),
    *(
        f"alle {was}"
        for was in ("gruppen", "träger", "anbieter", "angebote", "personen", "leistungserbringer")
    ),
)
"""So auch, aber nur ohne etwas dahinter: ein Leistungserbringer kann »Zusammen leben« heißen."""
# a und Trema getrennt, wie es aus manchen Programmen kommt
_ZERLEGT = (("A\u0308", "Ä"), ("O\u0308", "Ö"), ("U\u0308", "Ü"))
_STEUERZEICHEN = 32


def rein(text: str) -> str:
    """Formel: der Text in der Form, in der verglichen wird."""
    ohne = reduce(lambda t, z: f'SUBSTITUTE({t},{_zeichen(z)},"")', LEERRAUM, text)
    mit_strich = reduce(lambda t, z: f'SUBSTITUTE({t},{_zeichen(z)},"-")', STRICHE, ohne)
    gross = f'UPPER(SUBSTITUTE(SUBSTITUTE({mit_strich},"ß","ss"),"ẞ","ss"))'
    return reduce(lambda t, paar: f'SUBSTITUTE({t},"{paar[0]}","{paar[1]}")', _ZERLEGT, gross)


def geschrieben(wert: object) -> str:
    """Dasselbe in Python für einen Wert aus einer Zelle: gleich, wenn `kennung` gleich wäre."""
    text = f"{wert:.0f}" if isinstance(wert, float) and wert.is_integer() else str(wert)
    for zeichen in LEERRAUM:
        text = text.replace(chr(zeichen), "")
    for zeichen in STRICHE:
        text = text.replace(chr(zeichen), "-")
    text = text.replace("ß", "ss").replace("ẞ", "ss").upper()
    return reduce(lambda t, paar: t.replace(*paar), _ZERLEGT, text)


def als_text(zelle: str) -> str:
    """Formel: der Inhalt als Text, unabhängig von der Sprache des Rechners (Kommazahlen als Tausendstel)."""
    zahl = f'IF(INT({zelle})={zelle},{zelle},ROUND({zelle}*1000,0)&"/1000")'
    # ISLOGICAL zuerst: LibreOffice hält WAHR auch für eine Zahl
    return f'IF(ISLOGICAL({zelle}),IF({zelle},"wahr","falsch"),IF(ISNUMBER({zelle}),{zahl},{zelle}))&""'


def belegt(zelle: str) -> str:
    """Bedingung: in der Zelle steht mehr als Leerraum."""
    return f'IF(ISTEXT({zelle}),NOT({leerer_text(zelle)}),{zelle}<>"")'


def leerer_text(zelle: str) -> str:
    """Bedingung: in der Zelle steht nichts als Leerraum, auch geschützter oder unsichtbarer."""
    return f'TRIM(SUBSTITUTE(SUBSTITUTE({zelle},"\u00a0"," "),"\u200b",""))=""'


def kennung(*teile: str, wenn: str) -> str:
    """Formel des Schlüssels aus Teilen (Formeln, die Text geben), »« ohne die Bedingung oder bei einem Fehler.

    »#« davor: sonst hielte ZÄHLENWENN 007 und 7 für gleich.
    """
    return f'IF({wenn},IFERROR("#"&{rein(_verbunden(teile))},""),"")'


def _verbunden(teile: tuple[str, ...]) -> str:
    return '&"|"&'.join(teile)


def summenwort(spalte: str) -> Regel:
    """Regel: in der Spalte steht eine Überschrift einer Summe, keine Zeile; wer sie mit einfügt, zählt doppelt."""
    t = f'TRIM(SUBSTITUTE(SUBSTITUTE({{{spalte}}},CHAR(160)," "),":",""))'
    erstes = f'LEFT({t},FIND(" ",{t}&" ")-1)'
    # Felder statt eines Vergleichs je Wort: der Text wird zweimal gesäubert, nicht zwanzigmal
    gleich = [
        f"SUMPRODUCT(--({x}={{{{{_feld(w)}}}}}))>0" for x, w in ((erstes, SUMMENWORTE), (t, SUMMENNAMEN))
    ]
    return Regel("Summe statt einer Zeile", f"IF(ISTEXT({{{spalte}}}),OR({','.join(gleich)}),FALSE)")


def _feld(worte: Sequence[str]) -> str:
    return ",".join(f'"{wort}"' for wort in worte)


def nur_zahl(spalte: str) -> Regel:
    """Regel: wo ein Name stehen soll, steht eine Zahl."""
    return Regel("nur eine Zahl?", f"ISNUMBER({{{spalte}}})", in_worten(f"{{{spalte}}}"))


def fuehrende_null() -> Regel:
    """Regel: dieselbe Nummer steht auch ohne führende Null da."""
    kuerzer = "+".join(f'COUNTIF({{alle_schluessel}},"#"&MID({{schluessel}},{n + 2},99))' for n in (1, 2, 3))
    nullen = 'LEFT({schluessel},2)="#0",LEN({schluessel})>3'
    # ein Schlüssel aus lauter Nullen fände sonst leere
    return Regel("führende Null?", f"IF(AND({nullen}),{kuerzer}>0,FALSE)", "MID({schluessel},2,99)")


def _zeichen(nummer: int) -> str:
    return f"CHAR({nummer})" if nummer < _STEUERZEICHEN else f'"{chr(nummer)}"'
