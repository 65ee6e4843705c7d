"""Blatt »Abweichungen«: jeder eigene Wert neben dem des Vertrags und was er an Stellen ausmacht.

Wirkung = Ergebnis − Ergebnis, in dem nur dieser eigene Wert geleert ist. Die Wirkungen ergeben zusammen nicht genau die
aller Abweichungen (zwei geänderte Werte wirken aufeinander): der Rest steht als Zusammenwirken da.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck, EigenerWert, bezug
from workbooks.bausteine.grund.worte import ABWEICHUNGEN

_BREITEN = (38, 14, 14, 14, 15, 13, 29, 25, 3, 12)
_ERSTE = 7


@dataclass(frozen=True)
class Menge:
    """Eine Größe, in der kein Vertragswert steckt, etwa Stunden je Woche einer Art: Name `menge_X` und Formel."""

    name: str
    text: str
    formel: str
    einheit: str = "Std./Woche"


@dataclass(frozen=True)
class Abweichung:
    """Eine Zeile, ohne = in den Formeln; `ersatz`: was statt eines {Platzhalters} steht, wenn der eigene Wert fehlt.

    `da`: ein eigener Wert ist eingetragen; `moeglich`: der Vertrag hat einen, der an seine Stelle tritt.
    """

    name: str
    text: str
    vertrag: str
    eigen: str
    da: str
    moeglich: str
    ersatz: Mapping[str, str]
    einheit: str = ""
    format: str = "General"
    quelle: str = '""'
    grund: str = '""'


@dataclass(frozen=True)
class Rechnung:
    """Die Stellen als eine Formel aus `{parameter}` und Mengen, noch einmal ohne die Tabellen und ohne das Add-in.

    `sonst`: was für Platzhalter steht, die keine Parameter sind; `weitere`: eigene Werte außerhalb der Parameter.
    """

    ergebnis: str
    stellen: str
    mengen: tuple[Menge, ...] = ()
    sonst: Mapping[str, str] = field(default_factory=dict)
    weitere: tuple[Abweichung, ...] = ()

    def formel(self, ersatz: Mapping[str, str]) -> str:
        """Die Formel (ohne =); ein Parameter ohne Ersatz ist der, der gilt."""
        werte, text = {**self.sonst, **ersatz}, self.stellen
        while "{" in text:
            text = re.sub(r"\{(\w+)\}", lambda m: werte.get(m[1], f"N(parameter_{m[1]})"), text)
        return text


def abweichungen(bau: Bau, rechnung: Rechnung, einheit: str) -> None:
    """Das Blatt; Namen `wirkung_X` je Parameter, `wirkung_zusammenwirken`, `wirkung_gesamt`, `abweichungen_anzahl`."""
    titel = bau.titel("Abweichungen vom Vertrag")
    blatt = bau.blatt(ABWEICHUNGEN, titel, _BREITEN, 6)
    liste = [*(_aus_parameter(e) for e in bau.eigene), *rechnung.weitere]
    kopf = (
        "Grundlage",
        "Vertragswert",
        "eigener Wert",
        "Einheit",
        f"{einheit} mit\nVertragswert",
        f"Wirkung\nin {einheit}",
        "Quelle des eigenen Werts",
        "bestätigt, weil",
    )
    for nummer, wort in enumerate(kopf, 1):
        zellen.kopfzelle(blatt.cell(6, nummer), wort)
    blatt.row_dimensions[6].height = 30
    for z, a in enumerate(liste, _ERSTE):
        _zeile(bau, blatt, z, a, rechnung)
    ende = _ERSTE + len(liste) - 1
    _anzahl(bau, blatt, ende)
    _zusammen(bau, blatt, ende, liste, rechnung)
    _mengen(bau, blatt, ende + 6, rechnung)
    blatt.column_dimensions["J"].hidden = True
    bau.gedruckt[ABWEICHUNGEN] = Druck("H")
    ist = f"ergebnis_{rechnung.ergebnis}"
    bau.pruefung(
        "abweichungen",
        "Abweichungen: ihre Rechnung ergibt, ohne etwas zu leeren, das Ergebnis",
        f'IF({ist}="",TRUE,ABS({rechnung.formel({})}-{ist})<0.000001)',
        "Die Formeln der Tabellen mit einer unveränderten Zeile vergleichen.",
    )


def _aus_parameter(e: EigenerWert) -> Abweichung:
    vertrag, eigen = bezug(e.blatt, f"B{e.zeile}"), bezug(e.blatt, f"C{e.zeile}")
    quelle, grund = bezug(e.blatt, f"I{e.zeile}"), bezug(e.blatt, f"J{e.zeile}")
    return Abweichung(
        e.name,
        e.text,
        f'IF(ISERROR({vertrag}),"am Stichtag keiner",{vertrag})',
        f'IF({eigen}="","",{eigen})',
        f'{eigen}<>""',
        f"ISNUMBER({vertrag})",
        {e.name: f"N({vertrag})"},
        e.einheit,
        e.format,
        f'IF({quelle}="","",{quelle})',
        f'IF({grund}="","",{grund})',
    )


def _zeile(bau: Bau, blatt: Worksheet, z: int, a: Abweichung, rechnung: Rechnung) -> None:
    ist = f"ergebnis_{rechnung.ergebnis}"
    ohne = f'=IF({ist}="","",IF(AND({a.da},{a.moeglich}),{rechnung.formel(a.ersatz)},""))'
    zellen.text(blatt[f"A{z}"], a.text)
    for spalte, formel, zahlenformat in (
        ("B", f"={a.vertrag}", a.format),
        ("C", f"={a.eigen}", a.format),
        ("E", ohne, zellen.VZAE),
        ("F", f'=IF($E{z}="","",{ist}-$E{z})', zellen.VZAE),
    ):
        zellen.formelzelle(blatt[f"{spalte}{z}"], formel, zahlenformat)
    zellen.text(blatt[f"D{z}"], a.einheit)
    zellen.text(blatt[f"G{z}"], f"={a.quelle}", grau=True)
    zellen.text(blatt[f"H{z}"], f"={a.grund}", grau=True)
    bau.name(f"wirkung_{a.name}", blatt, f"F{z}")
    blatt.row_dimensions[z].height = zellen.hoehe((a.text, _BREITEN[0]))
    if a not in rechnung.weitere:  # womit gerechnet wird, wenn alles geleert ist, was der Vertrag ersetzt
        gilt = f"=IF(AND({a.da},{a.moeglich}),{a.ersatz[a.name]},parameter_{a.name})"
        zellen.stumm(blatt[f"J{z}"], gilt, a.format)


def _anzahl(bau: Bau, blatt: Worksheet, ende: int) -> None:
    eigene, wirkung = f'SUMPRODUCT(--(C{_ERSTE}:C{ende}<>""))', f"COUNT(F{_ERSTE}:F{ende})"
    zellen.text(blatt["A4"], "Abweichungen vom Vertrag", fett=True)
    zellen.formelzelle(blatt["B4"], f'=IF($F${ende + 3}="","",{wirkung})', "0", fett=True)
    bau.name("abweichungen_anzahl", blatt, "B4")
    satz = '" ohne Vertragswert, ihre Wirkung lässt sich nicht bestimmen"'
    zellen.text(
        blatt["C4"],
        f'=IF($F${ende + 3}="","",IF({eigene}>{wirkung},"dazu eigene Werte: "&({eigene}-{wirkung})&{satz},""))',
        grau=True,
        umbruch=False,
    )
    zellen.text(
        blatt["A3"],
        "Wirkung: Ergebnis dieser Kalkulation − Ergebnis, in dem nur dieser eigene Wert geleert ist.",
        grau=True,
        umbruch=False,
    )


def _zusammen(bau: Bau, blatt: Worksheet, ende: int, liste: list[Abweichung], rechnung: Rechnung) -> None:
    """Die Summe der Wirkungen, der Rest und alle zusammen."""
    ist, wirkungen = f"ergebnis_{rechnung.ergebnis}", f"F{_ERSTE}:F{ende}"
    ersatz: dict[str, str] = {}
    for z, a in enumerate(liste, _ERSTE):
        if a in rechnung.weitere:
            bed = f"AND({a.da},{a.moeglich})"
            ersatz |= {platz: f"IF({bed},{neu},{rechnung.sonst[platz]})" for platz, neu in a.ersatz.items()}
        else:
            ersatz[a.name] = f"N($J${z})"
    alle = f"IF(COUNT({wirkungen})=0,{ist},{rechnung.formel(ersatz)})"
    summe, rest, gesamt = (f"F{ende + n}" for n in (1, 2, 3))
    for wort, zelle, formel, name in (
        ("Summe der einzelnen Wirkungen", summe, f"SUM({wirkungen})", ""),
        ("Zusammenwirken", rest, f"{gesamt}-{summe}", "wirkung_zusammenwirken"),
        ("Alle Abweichungen zusammen", gesamt, f"{ist}-{alle}", "wirkung_gesamt"),
    ):
        zellen.text(blatt[f"A{zelle[1:]}"], wort, fett=zelle == gesamt)
        zellen.formelzelle(blatt[zelle], f'=IF({ist}="","",{formel})', zellen.VZAE, fett=zelle == gesamt)
        if name:
            bau.name(name, blatt, zelle)


def _mengen(bau: Bau, blatt: Worksheet, z: int, rechnung: Rechnung) -> None:
    """Woraus die Stellen noch einmal gerechnet werden."""
    if not rechnung.mengen:
        return
    zellen.ueberschrift(blatt[f"A{z - 1}"], "Woraus die Wirkungen gerechnet sind")
    for nummer, menge in enumerate(rechnung.mengen, z):
        zellen.text(blatt[f"A{nummer}"], menge.text)
        zellen.formelzelle(
            blatt[f"B{nummer}"], f'=IF(ergebnis_{rechnung.ergebnis}="","",{menge.formel})', zellen.STUNDEN
        )
        zellen.text(blatt[f"C{nummer}"], menge.einheit)
        bau.name(f"menge_{menge.name}", blatt, f"B{nummer}")
