"""Was vom Jahr in den Zeitraum fällt, wenn er keines ist: Ergebnisse je Jahr × Anteil."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau

ANTEIL = "zeitraum_anteil"
IST_TEIL = f"IF(ISNUMBER({ANTEIL}),{ANTEIL}<>1,FALSE)"
"""Bedingung: der Zeitraum ist kein ganzes Jahr."""
_VON, _BIS = "eingabe_zeitraum_von", "eingabe_zeitraum_bis"


def teiljahr(bau: Bau, blatt: Worksheet, z: int, zeilen: Sequence[tuple[str, str, str, str]]) -> int:
    """Ab Zeile z je Ergebnis (Name, Text, Einheit, Format) eine Zeile; gibt die letzte. In einem Jahr nicht zu sehen.

    Namen: `zeitraum_anteil`, `ergebnis_zeitraum_X` zu `ergebnis_X`.
    """
    satz = "Tage ÷ Tage der zwölf Monate ab Beginn"
    reihen = [("Anteil am Jahr", f"={_anteil()}", "", zellen.PROZENT, satz, ANTEIL)]
    for name, text, je, form in zeilen:
        wert = f'=IF(OR(ergebnis_{name}="",NOT({IST_TEIL})),"",ergebnis_{name}*{ANTEIL})'
        weg, einheit = "Wert des Jahres × Anteil", je.partition("/")[0]
        reihen.append((im_zeitraum(text), wert, einheit, form, weg, f"ergebnis_zeitraum_{name}"))
    for zeile, (text, wert, einheit, form, weg, name) in enumerate(reihen, z):
        for spalte, wort, grau in (("A", text, False), ("C", einheit, False), ("D", weg, True)):
            zellen.text(blatt[f"{spalte}{zeile}"], f'=IF({IST_TEIL},"{wort}","")', grau=grau)
        zellen.stumm(blatt[f"B{zeile}"], wert, form)
        bau.name(name, blatt, f"B{zeile}")
    letzte = z + len(reihen) - 1
    zellen.einblenden(blatt, f"B{z}:B{letzte}", IST_TEIL, zellen.FORMEL)
    # der Anteil 100 % selbst ist außerhalb eines Teiljahres nicht zu lesen
    blatt[f"B{z}"].number_format = f'[=1]"";{zellen.PROZENT}'
    return letzte


def im_zeitraum(text: str) -> str:
    """»Entgelt im Zeitraum« zu »Entgelt im Jahr«."""
    return f"{text.replace(' im Jahr', '')} im Zeitraum"


def _anteil() -> str:
    """Formel; leer ohne Zeitraum. Nach Tagen: ein kürzerer Zeitraum ist nie mehr als ein längerer."""
    jahr = f"(DATE(YEAR({_VON})+1,MONTH({_VON}),DAY({_VON}))-{_VON})"
    da = f"AND(ISNUMBER({_VON}),ISNUMBER({_BIS}))"
    return f'IF({da},IF({_BIS}<{_VON},"",({_BIS}+1-{_VON})/{jahr}),"")'
