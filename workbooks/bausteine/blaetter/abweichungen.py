"""Blatt »Abweichungen«: jeder eigene Wert neben dem des Vertrags und was er an Stellen und Entgelt ausmacht.

Wirkung = Ergebnis − Ergebnis, in dem nur dieser eigene Wert geleert ist. Die Wirkungen ergeben zusammen nicht genau die
aller Abweichungen (zwei geänderte Werte wirken aufeinander): der Rest steht als Zusammenwirken da.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.rechnung import Abweichung, Rechnung
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck, EigenerWert, bezug
from workbooks.bausteine.grund.worte import ABWEICHUNGEN

_BREITEN = (38, 14, 14, 14, 15, 13, 29, 25, 3, 12)
_BREITEN_MIT_EURO = (32, 14, 11.5, 11, 12.5, 10.5, 13, 12, 23, 19, 3, 12)
_ERSTE = 7


@dataclass(frozen=True)
class _Spalten:
    """Wo auf dem Blatt eine der Rechnungen steht: Ergebnis ohne den eigenen Wert und Wirkung."""

    rechnung: Rechnung
    einheit: str
    nummer: int

    @property
    def ohne(self) -> str:
        """Spalte des Ergebnisses ohne den eigenen Wert."""
        return get_column_letter(5 + 2 * self.nummer)

    @property
    def wirkung(self) -> str:
        """Spalte der Wirkung."""
        return get_column_letter(6 + 2 * self.nummer)

    @property
    def name(self) -> str:
        """Namensteil vor dem der Abweichung; »« bei der ersten Rechnung."""
        return f"{self.rechnung.ergebnis}_" if self.nummer else ""

    @property
    def ist(self) -> str:
        """Name des Ergebnisses."""
        return f"ergebnis_{self.rechnung.ergebnis}"

    @property
    def format(self) -> str:
        """Euro auf den Cent, Stellen auf vier."""
        return zellen.BETRAG if self.einheit.startswith("EUR") else zellen.VZAE


def abweichungen(bau: Bau, rechnungen: Sequence[Rechnung], einheiten: Mapping[str, str]) -> None:
    """Das Blatt; Namen `wirkung_X` je Parameter, `wirkung_zusammenwirken`, `wirkung_gesamt`, `abweichungen_anzahl`.

    Bei einer zweiten Rechnung `wirkung_ERGEBNIS_X`; die eigenen Werte außerhalb der Parameter nennt die erste.
    """
    titel = bau.titel("Abweichungen vom Vertrag")
    n = 2 * len(rechnungen)
    # mit zwei Rechnungen schmaler, damit die Schrift im Druck nicht kleiner wird
    breiten = _BREITEN if n == 2 else _BREITEN_MIT_EURO
    blatt = bau.blatt(ABWEICHUNGEN, titel, breiten, 6)
    gruppen = [_Spalten(r, einheiten[r.ergebnis].split("/")[0], i) for i, r in enumerate(rechnungen)]
    hinten = tuple(get_column_letter(5 + n + j) for j in (0, 1, 3))
    liste = [*(_aus_parameter(e) for e in bau.eigene), *rechnungen[0].weitere]
    kopf = ["Grundlage", "Vertragswert", "eigener Wert", "Einheit"]
    for g in gruppen:
        kopf += [f"{g.einheit} mit\nVertragswert", f"Wirkung\nin {g.einheit}"]
    for nummer, wort in enumerate((*kopf, "Quelle des eigenen Werts", "bestätigt, weil"), 1):
        zellen.kopfzelle(blatt.cell(6, nummer), wort)
    blatt.row_dimensions[6].height = 30
    weitere = len(rechnungen[0].weitere)
    for z, a in enumerate(liste, _ERSTE):
        _zeile(bau, blatt, z, a, gruppen, hinten, aus_parameter=z < _ERSTE + len(liste) - weitere)
    ende = _ERSTE + len(liste) - 1
    _anzahl(bau, blatt, ende, gruppen[0])
    unten = ende + 6
    for g in gruppen:
        _zusammen(bau, blatt, ende, liste, g, hinten[2])
        unten = _mengen(bau, blatt, unten, g.rechnung)
        _gegenprobe(bau, g)
    blatt.column_dimensions[hinten[2]].hidden = True
    bau.gedruckt[ABWEICHUNGEN] = Druck(hinten[1])


def _gegenprobe(bau: Bau, g: _Spalten) -> None:
    bau.pruefung(
        f"abweichungen_{g.name}".rstrip("_"),
        f"Abweichungen: ihre Rechnung ergibt, ohne etwas zu leeren, das Ergebnis in {g.einheit}",
        f'IF({g.ist}="",TRUE,ABS({g.rechnung.formel({})}-{g.ist})<0.000001*MAX(1,ABS({g.ist})))',
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


def _zeile(
    bau: Bau,
    blatt: Worksheet,
    z: int,
    a: Abweichung,
    gruppen: Sequence[_Spalten],
    hinten: Sequence[str],
    aus_parameter: bool,
) -> None:
    quelle, grund, gilt = hinten
    zellen.text(blatt[f"A{z}"], a.text)
    for spalte, formel in (("B", a.vertrag), ("C", a.eigen)):
        zellen.formelzelle(blatt[f"{spalte}{z}"], f"={formel}", a.format)
    zellen.text(blatt[f"D{z}"], a.einheit)
    for g in gruppen:
        rest = f'IF(AND({a.da},{a.moeglich}),{g.rechnung.formel(a.ersatz)},"")'
        zellen.formelzelle(blatt[f"{g.ohne}{z}"], f'=IF({g.ist}="","",{rest})', g.format)
        wirkung = f'=IF(${g.ohne}{z}="","",{g.ist}-${g.ohne}{z})'
        zellen.formelzelle(blatt[f"{g.wirkung}{z}"], wirkung, g.format)
        bau.name(f"wirkung_{g.name}{a.name}", blatt, f"{g.wirkung}{z}")
    zellen.text(blatt[f"{quelle}{z}"], f"={a.quelle}", grau=True)
    zellen.text(blatt[f"{grund}{z}"], f"={a.grund}", grau=True)
    blatt.row_dimensions[z].height = zellen.hoehe((a.text, blatt.column_dimensions["A"].width))
    if aus_parameter:  # womit gerechnet wird, wenn alles geleert ist, was der Vertrag ersetzt
        ohne_eigene = f"=IF(AND({a.da},{a.moeglich}),{a.ersatz[a.name]},parameter_{a.name})"
        zellen.stumm(blatt[f"{gilt}{z}"], ohne_eigene, a.format)


def _anzahl(bau: Bau, blatt: Worksheet, ende: int, g: _Spalten) -> None:
    eigene = f'SUMPRODUCT(--(C{_ERSTE}:C{ende}<>""))'
    wirkung = f"COUNT({g.wirkung}{_ERSTE}:{g.wirkung}{ende})"
    zellen.text(blatt["A4"], "Abweichungen vom Vertrag", fett=True)
    zellen.formelzelle(blatt["B4"], f'=IF({g.ist}="","",{wirkung})', "0", fett=True)
    bau.name("abweichungen_anzahl", blatt, "B4")
    satz = '" ohne Vertragswert, ihre Wirkung lässt sich nicht bestimmen"'
    zellen.text(
        blatt["C4"],
        f'=IF({g.ist}="","",IF({eigene}>{wirkung},"dazu eigene Werte: "&({eigene}-{wirkung})&{satz},""))',
        grau=True,
        umbruch=False,
    )
    zellen.text(
        blatt["A3"],
        "Wirkung: Ergebnis dieser Kalkulation − Ergebnis, in dem nur dieser eigene Wert geleert ist.",
        grau=True,
        umbruch=False,
    )


def _zusammen(bau: Bau, blatt: Worksheet, ende: int, liste: list[Abweichung], g: _Spalten, gilt: str) -> None:
    """Die Summe der Wirkungen, der Rest und alle zusammen."""
    wirkungen = f"{g.wirkung}{_ERSTE}:{g.wirkung}{ende}"
    eigene = f'SUMPRODUCT(--($C${_ERSTE}:$C${ende}<>""))'
    ersatz: dict[str, str] = {}
    for z, a in enumerate(liste, _ERSTE):
        if a in g.rechnung.weitere:
            bed = f"AND({a.da},{a.moeglich})"
            ersatz |= {platz: f"IF({bed},{neu},{g.rechnung.sonst[platz]})" for platz, neu in a.ersatz.items()}
        else:
            ersatz[a.name] = f"N(${gilt}${z})"
    alle = f"IF(COUNT({wirkungen})=0,{g.ist},{g.rechnung.formel(ersatz)})"
    summe, gesamt = (f"{g.wirkung}{ende + n}" for n in (1, 3))
    for n, (wort, formel, name) in enumerate(
        (
            ("Summe der einzelnen Wirkungen", f"SUM({wirkungen})", ""),
            ("Zusammenwirken", f"{gesamt}-{summe}", "zusammenwirken"),
            ("Alle Abweichungen zusammen", f"{g.ist}-{alle}", "gesamt"),
        ),
        ende + 1,
    ):
        zellen.text(blatt[f"A{n}"], wort, fett=n == ende + 3)
        zelle = f"{g.wirkung}{n}"
        # ein eigener Wert, dem kein Vertragswert gegenübersteht, hat eine Wirkung, nur kennt sie niemand
        leer = f'OR({g.ist}="",AND(COUNT({wirkungen})=0,{eigene}>0))'
        zellen.formelzelle(blatt[zelle], f'=IF({leer},"",{formel})', g.format, fett=n == ende + 3)
        if name:
            bau.name(f"wirkung_{g.name}{name}", blatt, zelle)


def _mengen(bau: Bau, blatt: Worksheet, z: int, rechnung: Rechnung) -> int:
    """Woraus die Wirkungen noch einmal gerechnet werden; gibt, wo das nächste stehen kann."""
    if not rechnung.mengen:
        return z
    zellen.ueberschrift(blatt[f"A{z - 1}"], "Woraus die Wirkungen gerechnet sind")
    for nummer, menge in enumerate(rechnung.mengen, z):
        zellen.text(blatt[f"A{nummer}"], menge.text)
        zellen.formelzelle(
            blatt[f"B{nummer}"], f'=IF(ergebnis_{rechnung.ergebnis}="","",{menge.formel})', zellen.STUNDEN
        )
        zellen.text(blatt[f"C{nummer}"], menge.einheit)
        bau.name(f"menge_{menge.name}", blatt, f"B{nummer}")
    return z + len(rechnung.mengen) + 2
