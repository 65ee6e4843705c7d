"""Blatt »Angebote«: die Ergebnisse je Angebot; was keinem Angebot zugeordnet ist, steht in einer eigenen Zeile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import zellen
from workbooks.bausteine.angebotsliste import LISTE_ANGEBOTE
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.bausteine.ergebnis import VORJAHR, eintragekopf, pruefzeile, vergleich, vergleichskopf
from workbooks.bausteine.spalte import UNVOLLSTAENDIG, Tabelle

_GESAMT = 7
ERSTE = 8
OHNE = "ohne Angebot"
ENTFALLEN = "nicht mehr geführt"
_BALKEN = 20  # Zeichen


@dataclass(frozen=True)
class Anteil:
    """Eine Spalte: was je Angebot aus den Tabellen zusammenkommt. Jede Quelle ist (Tabelle, Spalte, Bedingung)."""

    kopf: str
    format: str
    quellen: tuple[tuple[Tabelle, str, str], ...]
    gesamt: str  # Name des Ergebnisses, das herauskommen muss; "" ohne Abgleich


class _Spalten(NamedTuple):
    """Buchstaben der Spalten hinter den Anteilen; `haupt` ist der letzte Anteil, ab `wort` steht nichts im Druck."""

    haupt: str
    bild: str
    vorjahr: str
    differenz: str
    prozent: str
    abstand: str
    wort: str
    eintrag: str


def angebote(bau: Bau, anteile: Sequence[Anteil]) -> None:
    """Das Blatt; die letzte Spalte in `anteile` ist die, die mit dem Vorjahr verglichen und gezeichnet wird.

    Die Summen stehen oben; darunter sind nur die Angebote zu sehen, die es gibt. Das Vorjahr wird rechts neben dem
    Druck eingetragen.
    """
    n = len(anteile)
    s = _Spalten(*(get_column_letter(n + 1 + i) for i in range(8)))
    titel = f"Ergebnis je Angebot: {bau.vorlage.titel}, {bau.vorlage.landesname}"
    blatt = bau.blatt("Angebote", titel, (36, *(14,) * n, 28, 13, 13, 10, 3, 30, 24), 4)
    pruefzeile(blatt, 4)
    letzte = ERSTE + bau.umfang.angebote
    eingaben = f"${s.eintrag}${ERSTE}:${s.eintrag}${letzte + 1}"
    da = f"COUNT({eingaben})>0"
    for nummer, kopf in enumerate(("Angebot", *(f"{a.kopf}\n(gerundet)" for a in anteile), ""), 1):
        zellen.kopfzelle(blatt.cell(6, nummer), kopf)
    vergleichskopf(blatt, (s.vorjahr, s.differenz, s.prozent), 6, da)
    zellen.kopfzelle(blatt[f"{s.wort}6"], "Angebot")
    eintragekopf(blatt, f"{s.eintrag}6")
    blatt.row_dimensions[6].height = 42
    for z in range(ERSTE, letzte + 1):
        _zeile(blatt, anteile, s, z, letzte)
    zellen.einblenden(blatt, f"A{ERSTE}:{s.bild}{letzte}", f'$A{ERSTE}<>""')
    zellen.einblenden(blatt, f"{s.vorjahr}{ERSTE}:{s.prozent}{letzte}", f'AND({da},$A{ERSTE}<>"")')
    _gesamt(blatt, anteile, s, letzte, da)
    _entfallen(bau, blatt, s, letzte + 1, anteile[-1].format)
    spalte_vorjahr = bezug(blatt, f"{s.eintrag}{ERSTE}:{s.eintrag}{letzte + 1}")
    bau.werte_falsch.append(VORJAHR.verletzt(spalte_vorjahr))
    bau.name("angebote_namen", blatt, f"{s.wort}{ERSTE}:{s.wort}{letzte}")
    bau.name("ergebnis_angebote", blatt, f"{s.haupt}{ERSTE}:{s.haupt}{letzte}")
    bau.name("eingabe_vorjahr_angebote", blatt, f"{s.eintrag}{ERSTE}:{s.eintrag}{letzte}")
    _abgleich(bau, anteile, spalte_vorjahr)
    namen = bezug(blatt, f"A{ERSTE}:A{letzte}")
    bau.gedruckt["Angebote"] = Druck(s.prozent, f'SUMPRODUCT(MAX(({namen}<>"")*ROW({namen}),{_GESAMT}))')


def _zeile(blatt: Worksheet, anteile: Sequence[Anteil], s: _Spalten, z: int, letzte: int) -> None:
    """Ein Angebot; die letzte Zeile ist für das, was keinem zugeordnet ist."""
    ohne, haupt, eintrag = z == letzte, f"{s.haupt}{z}", f"{s.eintrag}{z}"
    name = f"INDEX({LISTE_ANGEBOTE},{z - ERSTE + 1},1)"
    zellen.formelzelle(blatt[f"{s.wort}{z}"], OHNE if ohne else f'=IF({name}="","",{name})', rechts=False)
    belegt = f'OR(ISERROR({haupt}),NOT(AND({haupt}="",{eintrag}="")))'
    wort = f'=IF({belegt},"{OHNE}","")' if ohne else f"={s.wort}{z}"
    zellen.stumm(blatt[f"A{z}"], wort, "General", rechts=False)
    for spalte, anteil in enumerate(anteile, 2):
        zellen.stumm(blatt.cell(z, spalte), _formel(anteil, f"${s.wort}{z}", ohne), anteil.format)
    bild = balken(haupt, f"${s.haupt}${ERSTE}:${s.haupt}${letzte}")
    zellen.stumm(blatt[f"{s.bild}{z}"], bild, "General", rechts=False)
    blatt[f"{s.bild}{z}"].font = zellen.schrift(color=zellen.AKZENT)
    vergleich(blatt, z, (s.haupt, s.vorjahr, s.differenz, s.prozent, s.eintrag), anteile[-1].format)


def balken(wert: str, alle: str, zeichen: int = _BALKEN) -> str:
    """Formel: ein Balken aus Zeichen, ab null; ohne leere Plätze, wie viele Angebote es auch sind."""
    return f'=IF(N({wert})<=0,"",REPT("█",ROUND({zeichen}*{wert}/MAX({alle}),0)))'


def _gesamt(blatt: Worksheet, anteile: Sequence[Anteil], s: _Spalten, letzte: int, da: str) -> None:
    haupt, vorjahr, differenz, prozent = (
        f"{b}{_GESAMT}" for b in (s.haupt, s.vorjahr, s.differenz, s.prozent)
    )
    zellen.formelzelle(blatt[f"A{_GESAMT}"], "Gesamt", rechts=False, fett=True)
    for spalte, anteil in enumerate(anteile, 2):
        alle = "{0}{1}:{0}{2}".format(get_column_letter(spalte), ERSTE, letzte)
        formel = f'=IF(COUNTBLANK({alle})=ROWS({alle}),"",SUM({alle}))'
        zellen.formelzelle(blatt.cell(_GESAMT, spalte), formel, anteil.format, fett=True)
    zellen.formelzelle(blatt.cell(_GESAMT, len(anteile) + 2), None)
    leer = f'OR({haupt}="",{vorjahr}="")'
    zahlenformat = anteile[-1].format
    summe = f"SUM({s.eintrag}{ERSTE}:{s.eintrag}{letzte + 1})"
    zellen.stumm(blatt[vorjahr], f'=IF({da},{summe},"")', zahlenformat)
    zellen.stumm(blatt[differenz], f'=IF({leer},"",{haupt}-{vorjahr})', zahlenformat)
    zellen.stumm(
        blatt[prozent],
        f'=IF({leer},"",IF({vorjahr}=0,"",EGH_VERAENDERUNG({vorjahr},{haupt})))',
        zellen.ANTEIL,
    )
    zellen.einblenden(blatt, f"{vorjahr}:{prozent}", da)


def _entfallen(bau: Bau, blatt: Worksheet, s: _Spalten, z: int, zahlenformat: str) -> None:
    """Was das Vorjahr an Angeboten hatte, die es nicht mehr gibt: damit die Summe des Vorjahres stimmt."""
    zellen.formelzelle(blatt[f"{s.wort}{z}"], ENTFALLEN, rechts=False)
    ort = f"{s.eintrag}{z}"
    zellen.eingabezelle(blatt[ort], None, zahlenformat)
    VORJAHR.anwenden(blatt, ort)
    bau.name("eingabe_vorjahr_entfallen", blatt, ort)
    satz = "Die Summe des Vorjahres enthält Angebote, die es nicht mehr gibt."
    zellen.text(blatt[f"A{z}"], f'=IF(eingabe_vorjahr_entfallen="","","{satz}")', grau=True, umbruch=False)


def _formel(anteil: Anteil, name: str, ohne: bool) -> str:
    leer = ",".join(t.leer for t, _, _ in anteil.quellen)
    teile = []
    for t, quelle, bedingung in anteil.quellen:
        zuordnung = f'({t.bereich("angebot")}="")' if ohne else f"({t.bereich('angebot')}={name})"
        zusatz = f"*({bedingung})" if bedingung else ""
        teile.append(t.summe(quelle, f"{zuordnung}{zusatz}"))
    summe = "+".join(teile)
    offen = "+".join(t.anzahl(UNVOLLSTAENDIG) for t, _, _ in anteil.quellen)
    wenn = f"AND({leer}),{offen}>0"  # wie das Ergebnis: leer, solange eine Zeile unvollständig ist
    if ohne:
        return f'=IF(OR({wenn}),"",IF({summe}=0,"",{summe}))'
    return f'=IF(OR({name}="",{wenn}),"",{summe})'


def _abgleich(bau: Bau, anteile: Sequence[Anteil], vorjahr: str) -> None:
    for nummer, anteil in enumerate(anteile, 2):
        if anteil.gesamt:
            zelle = f"Angebote!${get_column_letter(nummer)}${_GESAMT}"
            soll = f"ergebnis_{anteil.gesamt}"
            bau.pruefung(
                f"angebote_{anteil.gesamt}",
                f"Angebote zusammen ergeben das Ergebnis ({anteil.kopf.replace(chr(10), ' ')})",
                f'IFERROR(IF({soll}="",TRUE,ABS({zelle}-{soll})<0.000001),FALSE)',
                "In den Tabellen nur Angebote verwenden, die auf dem Deckblatt stehen.",
            )
    soll = f"eingabe_vorjahr_{anteile[-1].gesamt}"
    bau.pruefung(  # auf zwei Stellen getippt, darf jeder Wert um eine halbe Einheit danebenliegen
        "vorjahr_angebote",
        "Vorjahr: die Angebote zusammen ergeben das Ergebnis des Vorjahres",
        f'IF(OR(COUNT({vorjahr})=0,{soll}=""),TRUE,ABS(SUM({vorjahr})-{soll})<0.005*(COUNT({vorjahr})+1)+0.000001)',
        f"Auf dem Blatt Angebote das Vorjahr berichtigen; entfallene Angebote gehören in die Zeile »{ENTFALLEN}«.",
        nativ=True,
    )
