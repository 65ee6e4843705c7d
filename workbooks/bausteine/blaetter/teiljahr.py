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

    Namen: `zeitraum_anteil`, `zeitraum_X` zu `ergebnis_X`.
    """
    satz = "ganze Monate ÷ 12, sonst Tage ÷ Tage der zwölf Monate ab Beginn"
    reihen = [("Anteil am Jahr", f"={_anteil()}", "", zellen.PROZENT, satz, ANTEIL)]
    for name, text, einheit, form in zeilen:
        wert = f'=IF(OR(ergebnis_{name}="",NOT({IST_TEIL})),"",ergebnis_{name}*{ANTEIL})'
        weg = "Wert des Jahres × Anteil"
        reihen.append((text, wert, einheit.partition("/")[0], form, weg, f"zeitraum_{name}"))
    titel = "Im Zeitraum"
    zellen.ueberschrift(blatt[f"A{z}"], f'=IF({IST_TEIL},"{titel}","")')
    for zeile, (text, wert, einheit, form, weg, name) in enumerate(reihen, z + 1):
        for spalte, wort, grau in (("A", text, False), ("C", einheit, False), ("D", weg, True)):
            zellen.text(blatt[f"{spalte}{zeile}"], f'=IF({IST_TEIL},"{wort}","")', grau=grau)
        zellen.stumm(blatt[f"B{zeile}"], wert, form)
        bau.name(name, blatt, f"B{zeile}")
    letzte = z + len(reihen)
    # der Anteil 100 % selbst ist außerhalb eines Teiljahres nicht zu lesen
    zellen.einblenden(blatt, f"B{z + 1}:B{letzte}", IST_TEIL, zellen.FORMEL)
    blatt[f"B{z + 1}"].number_format = f'[=1]"";{zellen.PROZENT}'
    return letzte


def _anteil() -> str:
    """Formel; leer ohne Zeitraum."""
    monate = f"(12*(YEAR({_BIS}+1)-YEAR({_VON}))+MONTH({_BIS}+1)-MONTH({_VON}))"
    jahr = f"(DATE(YEAR({_VON})+1,MONTH({_VON}),DAY({_VON}))-{_VON})"
    ganz = f"DAY({_VON})=DAY({_BIS}+1)"
    teil = f"IF({ganz},{monate}/12,({_BIS}+1-{_VON})/{jahr})"
    return f'IF(AND(ISNUMBER({_VON}),ISNUMBER({_BIS})),IF({_BIS}<{_VON},"",{teil}),"")'
