"""Was je Zeile des Controllings zu sagen ist: Hochrechnung, Ampel in Wort und Zeichen, welche Monate fehlen."""

from __future__ import annotations

from collections.abc import Sequence

IM_RAHMEN = "● im Rahmen"
_STUFEN = (("▲ darüber", "▼ darunter"), ("▲▲ weit über", "▼▼ weit unter"))
KEINE = "keine Meldung"


def hochrechnung(ist: str, soll: str, zeitraum: str, gemeldet: str, monate: str) -> str:
    """Formel: gemeldet × vereinbart im Zeitraum ÷ vereinbart in den gemeldeten Monaten; leer ohne Meldung.

    Bei gleichen Monaten ist das ihre Summe + fehlende Monate × ihr Mittel, und ohne Vereinbartes wird so gerechnet;
    Monate nach Tagen oder mit anderem Preis zählen, wie sie vereinbart sind.
    """
    mittel = f"{ist}+({monate}-{gemeldet})*{ist}/{gemeldet}"
    return f'IF({ist}="","",IF(N({soll})=0,{mittel},{ist}*{zeitraum}/{soll}))'


def ampel(abweichung: str) -> str:
    """Formel: wie weit eine Abweichung (Anteil) von null entfernt ist, nach den zwei eigenen Grenzen; leer ohne sie."""
    gelb, rot = "eingabe_ampel_gelb", "eingabe_ampel_rot"
    wort = [f'IF({abweichung}>0,"{hoch}","{tief}")' for hoch, tief in _STUFEN]
    # auf zehn Stellen: eine Abweichung genau an der Grenze ist noch darin
    weit = f"ROUND(ABS({abweichung}),10)"
    stufe = f'IF({weit}<={gelb},"{IM_RAHMEN}",IF({weit}<={rot},{wort[0]},{wort[1]}))'
    return f'IF(OR({abweichung}="",{gelb}="",{rot}=""),"",{stufe})'


def fehlende(da: Sequence[str], gemeldet: str) -> str:
    """Formel: die Monate bis zum letzten gemeldeten, zu denen nichts da ist, beim Namen; sie zählen nie als 0."""
    teile = []
    for k, zelle in enumerate(da, 1):
        frueher = f"INDEX(controlling_monate,1,{k})<=controlling_letzter"
        teile.append(f'IF({zelle}="","",IF(AND({zelle}=0,{frueher})," "&INDEX(controlling_worte,1,{k}),""))')
    keine = f'IF(COUNT({",".join(da)})=0,"","{KEINE}")'
    return f'IF(N(controlling_letzter)=0,"",IF({gemeldet}=0,{keine},TRIM({"&".join(teile)})))'
