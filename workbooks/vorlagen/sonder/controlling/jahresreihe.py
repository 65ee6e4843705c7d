"""Verborgene Spalten einer Tabelle mit Jahreszahlen: die Zeile des Jahres davor in derselben Reihe."""

from __future__ import annotations

from workbooks.bausteine.grund import einheiten
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.spalte import Spalte, Tabelle


def jahr_davor(name: str, reihe: str) -> tuple[Spalte, ...]:
    """Spalten zeile, jahrzahl, davorjahr und vorige (die wievielte Zeile; 0: kein früheres Jahr da).

    `name` ist der Anfang der Namen aus `benennen`, `reihe` die Spalte, die eine Reihe von der anderen unterscheidet;
    das Jahr steht in der Spalte »jahr«. Davor ist das letzte eingetragene Jahr vor diesem, auch über eine Lücke hinweg;
    `vergleichsjahr` zeigt, welches es ist.
    """
    meine = f"({name}_reihe={{{reihe}}})"
    davor = f"SUMPRODUCT(MAX({meine}*({name}_jahre<{{jahrzahl}})*{name}_jahre))"
    zeile = f"SUMPRODUCT(MAX({meine}*({name}_jahre={{davorjahr}})*{name}_zeilen))"
    return (
        hilfszahl("zeile", f"ROW({{{reihe}}})"),
        hilfszahl("jahrzahl", "IF(ISNUMBER({jahr}),{jahr},0)"),
        hilfszahl("davorjahr", f'IF(OR({{{reihe}}}="",{{jahrzahl}}=0),0,{davor})'),
        hilfszahl("vorige", f"IF({{davorjahr}}=0,0,MATCH({zeile},{name}_zeilen,0))"),
    )


def vergleichsjahr() -> Spalte:
    """Sichtbar: das Jahr, gegen das die nächste Spalte vergleicht."""
    formel = 'IF({anders}="","",{davorjahr})'
    return Spalte("gegen", "gegen\nJahr", 8, einheiten.JAHR, formel=formel, weg="davor", luecke=True)


def hilfszahl(name: str, formel: str) -> Spalte:
    """Eine verborgene Spalte mit einer ganzen Zahl."""
    return Spalte(name, name, 10, einheiten.NUMMER, formel=formel, verborgen=True, luecke=True)


def benennen(bau: Bau, t: Tabelle, name: str, reihe: str, **spalten: str) -> None:
    """Namen `{name}_reihe`, `_jahre`, `_zeilen`, die `jahr_davor` liest, und die weiteren: Ende des Namens = Spalte."""
    for ende, spalte in {"reihe": reihe, "jahre": "jahrzahl", "zeilen": "zeile", **spalten}.items():
        bau.name(f"{name}_{ende}", t.blatt, t.ort(spalte))
