"""Blatt »Angebote«: die Ergebnisse je Angebot; was keinem Angebot zugeordnet ist, steht in einer eigenen Zeile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter import vergleich
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE, PLAETZE, summe
from workbooks.bausteine.blaetter.ergebnis import pruefzeile
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, nter
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.bausteine.grund.worte import ANGEBOTE, ARTEN, UNVOLLSTAENDIG

_GESAMT = 7
ERSTE = 8
OHNE = "ohne Angebot"
ENTFALLEN = "nicht mehr geführt"
_BALKEN = 10  # Zeichen


@dataclass(frozen=True)
class Anteil:
    """Eine Spalte: was je Angebot aus den Tabellen zusammenkommt. Jede Quelle ist (Tabelle, Spalte, Bedingung)."""

    kopf: str
    format: str
    quellen: tuple[tuple[Tabelle, str, str], ...]
    gesamt: str  # Name des Ergebnisses, das herauskommen muss; "" ohne Abgleich


class AngebotsSpalte(NamedTuple):
    """Eine gerechnete Spalte des Blatts: Text, Bereich ihrer Angebote (die letzte Zeile: ohne Angebot), Format."""

    text: str
    bereich: str
    format: str


class _Spalten(NamedTuple):
    """Buchstaben der Spalten hinter den Anteilen; `haupt` ist der letzte Anteil, ab `wort` steht nichts im Druck."""

    haupt: str
    plaetze: str
    je_platz: str
    schluessel: str
    bild: str
    vorher: str
    differenz: str
    prozent: str
    abstand: str
    wort: str
    eintrag: str  # die erste der Eingabespalten

    @property
    def vergleich(self) -> tuple[str, ...]:
        """Wert, Vergleichswert, Differenz, Prozent."""
        return self.haupt, self.vorher, self.differenz, self.prozent


def angebote(bau: Bau, anteile: Sequence[Anteil]) -> tuple[AngebotsSpalte, ...]:
    """Das Blatt; die letzte Spalte in `anteile` ist die, die verglichen und gezeichnet wird.

    Die Summen stehen oben; darunter sind nur die Angebote zu sehen, die es gibt. Womit verglichen wird, steht rechts
    neben dem Druck.
    """
    n = len(anteile)
    s = _Spalten(*(get_column_letter(n + 1 + i) for i in range(11)))
    titel = bau.titel("Ergebnis je Angebot")
    breiten = (15 if a.kopf.startswith("EUR") else 13 for a in anteile)  # 12.345.678,90
    blatt = bau.blatt(ANGEBOTE, titel, (30, *breiten, 8, 10, 10, 17, 12, 11, 9, 3, 30), 4)
    pruefzeile(blatt, 4)
    letzte = ERSTE + bau.umfang.angebote
    da = vergleich.ist_da(f"${s.vorher}${ERSTE}:${s.vorher}${letzte}")
    for nummer, kopf in enumerate(
        ("Angebot", *(f"{a.kopf}\n(gerundet)" for a in anteile), *_je_platz_kopf(anteile), ""), 1
    ):
        zellen.kopfzelle(blatt.cell(6, nummer), kopf)
    vergleich.kopf(blatt, s.vergleich[1:], 6, da)
    zellen.kopfzelle(blatt[f"{s.wort}6"], "Angebot")
    vergleich.eintragekopf(blatt, s.eintrag, 6)
    blatt.row_dimensions[6].height = 42
    for z in range(ERSTE, letzte + 1):
        _zeile(bau, blatt, anteile, s, z, letzte)
    zellen.einblenden(blatt, f"A{ERSTE}:{s.bild}{letzte}", f'$A{ERSTE}<>""')
    zellen.einblenden(blatt, f"{s.vorher}{ERSTE}:{s.prozent}{letzte}", f'AND({da},$A{ERSTE}<>"")')
    _gesamt(blatt, anteile, s, letzte, da)
    _entfallen(bau, blatt, s, letzte + 1, anteile[-1].format)
    _namen(bau, blatt, s, letzte)
    _abgleich(bau, blatt, anteile, s, letzte)
    namen = bezug(blatt, f"A{ERSTE}:A{letzte}")
    bau.gedruckt[ANGEBOTE] = Druck(s.prozent, f'SUMPRODUCT(MAX(({namen}<>"")*ROW({namen}),{_GESAMT}))')
    return _gerechnet(blatt, anteile, letzte)


def _gerechnet(blatt: Worksheet, anteile: Sequence[Anteil], letzte: int) -> tuple[AngebotsSpalte, ...]:
    formate = (*(a.format for a in anteile), "0", zellen.VZAE, zellen.ZAHL)
    koepfe = (*(a.kopf for a in anteile), *_je_platz_kopf(anteile))
    return tuple(
        AngebotsSpalte(
            kopf.replace("\n", " "),
            bezug(blatt, "{0}{1}:{0}{2}".format(get_column_letter(n), ERSTE, letzte)),
            f,
        )
        for n, (kopf, f) in enumerate(zip(koepfe, formate, strict=True), 2)
    )


def _namen(bau: Bau, blatt: Worksheet, s: _Spalten, letzte: int) -> None:
    for name, spalte in (
        ("angebote_namen", s.wort),
        ("ergebnis_angebote", s.haupt),
        ("vergleich_angebote", s.vorher),
    ):
        bau.name(name, blatt, f"{spalte}{ERSTE}:{spalte}{letzte}")
    for spalte, art in zip(vergleich.spalten(s.eintrag), ARTEN, strict=True):
        bau.name(f"eingabe_{art}_angebote", blatt, f"{spalte}{ERSTE}:{spalte}{letzte}")
        bau.werte_falsch.append(
            vergleich.WERT.verletzt(bezug(blatt, f"{spalte}{ERSTE}:{spalte}{letzte + 1}"))
        )


def _zeile(bau: Bau, blatt: Worksheet, anteile: Sequence[Anteil], s: _Spalten, z: int, letzte: int) -> None:
    """Ein Angebot; die letzte Zeile ist für das, was keinem zugeordnet ist."""
    ohne, haupt = z == letzte, f"{s.haupt}{z}"
    name = nter(LISTE_ANGEBOTE, z - ERSTE + 1)
    zellen.formelzelle(blatt[f"{s.wort}{z}"], OHNE if ohne else f'=IF({name}="","",{name})', rechts=False)
    belegt = f'OR(ISERROR({haupt}),NOT(AND({haupt}="",{s.vorher}{z}="")))'
    wort = f'=IF({belegt},"{OHNE}","")' if ohne else f"={s.wort}{z}"
    zellen.stumm(blatt[f"A{z}"], wort, "General", rechts=False)
    for spalte, anteil in enumerate(anteile, 2):
        zellen.stumm(blatt.cell(z, spalte), _formel(anteil, f"${s.wort}{z}", ohne), anteil.format)
    if not ohne:
        plaetze = summe(f"INDEX(eingabe_plaetze,{z - ERSTE + 1},1)", PLAETZE)
        _je_platz(blatt, s, z, f'=IF(${s.wort}{z}="","",{plaetze})')
    bild = balken(haupt, f"${s.haupt}${ERSTE}:${s.haupt}${letzte}")
    zellen.stumm(blatt[f"{s.bild}{z}"], bild, "General", rechts=False)
    blatt[f"{s.bild}{z}"].font = zellen.schrift(color=zellen.AKZENT)
    gegen = vergleich.eintraege(bau, blatt, s.eintrag, z, "", anteile[-1].format)
    vergleich.vergleich(blatt, z, s.vergleich, gegen, anteile[-1].format)


def _je_platz_kopf(anteile: Sequence[Anteil]) -> tuple[str, ...]:
    einheit = anteile[-1].kopf.partition("\n")[0]
    return "Plätze", f"{einheit}\nje Platz", "Schlüssel\n1 :"


def _je_platz(blatt: Worksheet, s: _Spalten, z: int, plaetze: str) -> None:
    """Plätze, Stellen je Platz und der Schlüssel 1 : x (Plätze je Stelle); leer ohne Plätze."""
    platz, stellen = f"{s.plaetze}{z}", f"{s.haupt}{z}"
    leer = f'IF({platz}="",TRUE,OR({stellen}="",{platz}=0))'
    zellen.stumm(blatt[platz], plaetze, "0")
    zellen.stumm(blatt[f"{s.je_platz}{z}"], f'=IF({leer},"",{stellen}/{platz})', zellen.VZAE)
    zellen.stumm(
        blatt[f"{s.schluessel}{z}"], f'=IF({leer},"",IF({stellen}=0,"",{platz}/{stellen}))', zellen.ZAHL
    )


def balken(wert: str, alle: str, zeichen: int = _BALKEN) -> str:
    """Formel: ein Balken aus Zeichen, ab null; ohne leere Plätze, wie viele Angebote es auch sind."""
    return f'=IF(N({wert})<=0,"",REPT("█",ROUND({zeichen}*{wert}/MAX({alle}),0)))'


def _gesamt(blatt: Worksheet, anteile: Sequence[Anteil], s: _Spalten, letzte: int, da: str) -> None:
    zellen.formelzelle(blatt[f"A{_GESAMT}"], "Gesamt", rechts=False, fett=True)
    for spalte, anteil in enumerate(anteile, 2):
        alle = "{0}{1}:{0}{2}".format(get_column_letter(spalte), ERSTE, letzte)
        formel = f'=IF(COUNTBLANK({alle})=ROWS({alle}),"",SUM({alle}))'
        zellen.formelzelle(blatt.cell(_GESAMT, spalte), formel, anteil.format, fett=True)
    plaetze = f"{s.plaetze}{ERSTE}:{s.plaetze}{letzte}"  # je Platz nur, wenn jedes Angebot Plätze nennt
    alle_da = f'AND(COUNT({plaetze})>0,COUNT({plaetze})=COUNTIF($A${ERSTE}:$A${letzte},"?*"))'
    _je_platz(blatt, s, _GESAMT, f'=IF(ISERROR(SUM({plaetze})),NA(),IF({alle_da},SUM({plaetze}),""))')
    zellen.einblenden(blatt, f"{s.plaetze}{_GESAMT}:{s.bild}{_GESAMT}", "TRUE")
    entfallen = f"N({vergleich.gewaehlt([f'{x}{letzte + 1}' for x in vergleich.spalten(s.eintrag)])})"
    gesamt = f'IF({da},SUM({s.vorher}{ERSTE}:{s.vorher}{letzte})+{entfallen},"")'
    vergleich.vergleich(blatt, _GESAMT, s.vergleich, gesamt, anteile[-1].format)
    zellen.einblenden(blatt, f"{s.vorher}{_GESAMT}:{s.prozent}{_GESAMT}", da)


def _entfallen(bau: Bau, blatt: Worksheet, s: _Spalten, z: int, zahlenformat: str) -> None:
    """Was der Vergleich an Angeboten hatte, die es nicht mehr gibt: damit seine Summe stimmt."""
    zellen.formelzelle(blatt[f"{s.wort}{z}"], ENTFALLEN, rechts=False)
    gegen = vergleich.eintraege(bau, blatt, s.eintrag, z, "entfallen", zahlenformat)
    satz = "Die Summe des Vergleichs enthält Angebote, die es nicht mehr gibt."
    zellen.text(blatt[f"A{z}"], f'=IF({gegen}="","","{satz}")', grau=True, umbruch=False)


def _formel(anteil: Anteil, name: str, ohne: bool) -> str:
    leer = ",".join(t.leer for t, _, _ in anteil.quellen)
    teile = []
    for t, quelle, bedingung in anteil.quellen:
        zuordnung = f'({t.bereich("angebot")}="")' if ohne else f"({t.bereich('angebot')}={name})"
        zusatz = f"*({bedingung})" if bedingung else ""
        teile.append(t.summe(quelle, wo=f"{zuordnung}{zusatz}"))
    zusammen = "+".join(teile)
    offen = "+".join(t.anzahl(UNVOLLSTAENDIG) for t, _, _ in anteil.quellen)
    wenn = f"AND({leer}),{offen}>0"  # wie das Ergebnis: leer, solange eine Zeile unvollständig ist
    if ohne:
        return f'=IF(OR({wenn}),"",IF({zusammen}=0,"",{zusammen}))'
    return f'=IF(OR({name}="",{wenn}),"",{zusammen})'


def _abgleich(bau: Bau, blatt: Worksheet, anteile: Sequence[Anteil], s: _Spalten, letzte: int) -> None:
    for nummer, anteil in enumerate(anteile, 2):
        if anteil.gesamt:
            zelle = bezug(blatt, f"{get_column_letter(nummer)}{_GESAMT}")
            soll = f"ergebnis_{anteil.gesamt}"
            bau.pruefung(
                f"angebote_{anteil.gesamt}",
                f"Angebote zusammen ergeben das Ergebnis ({anteil.kopf.replace(chr(10), ' ')})",
                f'IF({soll}="",TRUE,ABS({zelle}-{soll})<0.000001)',
                "In den Tabellen nur Angebote verwenden, die auf dem Deckblatt stehen.",
            )
    gleich = []
    for spalte, art in zip(vergleich.spalten(s.eintrag), ARTEN, strict=True):
        soll, werte = (
            f"eingabe_{art}_{anteile[-1].gesamt}",
            bezug(blatt, f"{spalte}{ERSTE}:{spalte}{letzte + 1}"),
        )
        # auf zwei Stellen getippt, darf jeder Wert um eine halbe Einheit danebenliegen
        abstand = f"ABS(SUM({werte})-N({soll}))<0.005*(COUNT({werte})+1)+0.000001"
        gleich.append(f'IF(OR(COUNT({werte})=0,{soll}=""),TRUE,{abstand})')
    bau.pruefung(
        "vorjahr_angebote",
        "Vergleich: die Angebote zusammen ergeben das Ergebnis (Vorjahr, Antrag, Gegenangebot, Einigung)",
        f"AND({','.join(gleich)})",
        f"Auf dem Blatt Angebote den Vergleich berichtigen; entfallene Angebote gehören in die Zeile »{ENTFALLEN}«.",
        nativ=True,
    )
