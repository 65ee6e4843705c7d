"""Blatt »Angebote«: die Ergebnisse je Angebot; was keinem Angebot zugeordnet ist, steht in einer eigenen Zeile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import zellen
from workbooks.bausteine.bau import ANGEBOTE, Bau, Druck, bezug
from workbooks.bausteine.ergebnis import VORJAHR, eintragekopf, pruefzeile, vergleich, vergleichskopf
from workbooks.bausteine.tabelle import UNVOLLSTAENDIG, Tabelle

_GESAMT = 7
ERSTE = 8
LETZTE = ERSTE + ANGEBOTE
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


def angebote(bau: Bau, anteile: Sequence[Anteil]) -> None:
    """Das Blatt; die letzte Spalte in `anteile` ist die, die mit dem Vorjahr verglichen und gezeichnet wird.

    Die Summen stehen oben; darunter sind nur die Angebote zu sehen, die es gibt. Das Vorjahr wird rechts neben dem
    Druck eingetragen.
    """
    n = len(anteile)
    haupt, bild, vorjahr, differenz, prozent, _, wort, eintrag = (
        get_column_letter(n + 1 + i) for i in range(8)
    )
    titel = f"Ergebnis je Angebot: {bau.vorlage.titel}, {bau.vorlage.landesname}"
    blatt = bau.blatt("Angebote", titel, (36, *(14,) * n, 28, 13, 13, 10, 3, 30, 24), 4)
    pruefzeile(blatt, 4)
    eingaben = f"${eintrag}${ERSTE}:${eintrag}${LETZTE + 1}"
    da = f"COUNT({eingaben})>0"
    for nummer, kopf in enumerate(("Angebot", *(f"{a.kopf}\n(gerundet)" for a in anteile), ""), 1):
        zellen.kopfzelle(blatt.cell(6, nummer), kopf)
    vergleichskopf(blatt, vorjahr + differenz + prozent, 6, da)
    zellen.kopfzelle(blatt[f"{wort}6"], "Angebot")
    eintragekopf(blatt, f"{eintrag}6")
    blatt.row_dimensions[6].height = 42
    for i in range(ANGEBOTE + 1):
        z = ERSTE + i
        name = f'=IF(Deckblatt!$B${24 + i}="","",Deckblatt!$B${24 + i})' if i < ANGEBOTE else OHNE
        zellen.formelzelle(blatt[f"{wort}{z}"], name, rechts=False)
        belegt = f'OR(ISERROR({haupt}{z}),NOT(AND({haupt}{z}="",{eintrag}{z}="")))'
        zellen.stumm(
            blatt[f"A{z}"],
            f"={wort}{z}" if i < ANGEBOTE else f'=IF({belegt},"{OHNE}","")',
            "General",
            rechts=False,
        )
        for spalte, anteil in enumerate(anteile, 2):
            formel = _formel(anteil, f"${wort}{z}", ohne=i == ANGEBOTE)
            zellen.stumm(blatt.cell(z, spalte), formel, anteil.format)
        zellen.stumm(
            blatt[f"{bild}{z}"],
            balken(f"{haupt}{z}", f"${haupt}${ERSTE}:${haupt}${LETZTE}"),
            "General",
            False,
        )
        blatt[f"{bild}{z}"].font = zellen.schrift(color=zellen.AKZENT)
        vergleich(blatt, z, (haupt, vorjahr, differenz, prozent, eintrag), anteile[-1].format)
    zellen.einblenden(blatt, f"A{ERSTE}:{bild}{LETZTE}", f'$A{ERSTE}<>""')
    zellen.einblenden(blatt, f"{vorjahr}{ERSTE}:{prozent}{LETZTE}", f'AND({da},$A{ERSTE}<>"")')
    _gesamt(blatt, anteile, (haupt, vorjahr, differenz, prozent), eingaben, da)
    _entfallen(bau, blatt, f"{wort}{LETZTE + 1}", f"{eintrag}{LETZTE + 1}", anteile[-1].format)
    spalte_vorjahr = bezug(blatt, f"{eintrag}{ERSTE}:{eintrag}{LETZTE + 1}")
    bau.werte_falsch.append(VORJAHR.verletzt(spalte_vorjahr))
    bau.name("angebote_namen", blatt, f"{wort}{ERSTE}:{wort}{LETZTE}")
    bau.name("ergebnis_angebote", blatt, f"{haupt}{ERSTE}:{haupt}{LETZTE}")
    bau.name("eingabe_vorjahr_angebote", blatt, f"{eintrag}{ERSTE}:{eintrag}{LETZTE}")
    _abgleich(bau, anteile, spalte_vorjahr)
    namen = bezug(blatt, f"A{ERSTE}:A{LETZTE}")
    bau.gedruckt["Angebote"] = Druck(prozent, f'SUMPRODUCT(MAX(({namen}<>"")*ROW({namen}),{_GESAMT}))')


def balken(wert: str, alle: str, zeichen: int = _BALKEN) -> str:
    """Formel: ein Balken aus Zeichen, ab null; ohne leere Plätze, wie viele Angebote es auch sind."""
    return f'=IF(N({wert})<=0,"",REPT("█",ROUND({zeichen}*{wert}/MAX({alle}),0)))'


def _gesamt(
    blatt: Worksheet, anteile: Sequence[Anteil], spalten: tuple[str, ...], eingaben: str, da: str
) -> None:
    haupt, vorjahr, differenz, prozent = (f"{s}{_GESAMT}" for s in spalten)
    zellen.formelzelle(blatt[f"A{_GESAMT}"], "Gesamt", rechts=False, fett=True)
    for spalte, anteil in enumerate(anteile, 2):
        oben = "{0}{1}:{0}{2}".format(get_column_letter(spalte), ERSTE, LETZTE)
        formel = f'=IF(COUNTBLANK({oben})=ROWS({oben}),"",SUM({oben}))'
        zellen.formelzelle(blatt.cell(_GESAMT, spalte), formel, anteil.format, fett=True)
    zellen.formelzelle(blatt.cell(_GESAMT, len(anteile) + 2), None)
    leer = f'OR({haupt}="",{vorjahr}="")'
    zahlenformat = anteile[-1].format
    zellen.stumm(blatt[vorjahr], f'=IF({da},SUM({eingaben}),"")', zahlenformat)
    zellen.stumm(blatt[differenz], f'=IF({leer},"",{haupt}-{vorjahr})', zahlenformat)
    zellen.stumm(
        blatt[prozent],
        f'=IF({leer},"",IF({vorjahr}=0,"",EGH_VERAENDERUNG({vorjahr},{haupt})))',
        zellen.ANTEIL,
    )
    zellen.einblenden(blatt, f"{vorjahr}:{prozent}", da)


def _entfallen(bau: Bau, blatt: Worksheet, ort_wort: str, ort: str, zahlenformat: str) -> None:
    """Was das Vorjahr an Angeboten hatte, die es nicht mehr gibt: damit die Summe des Vorjahres stimmt."""
    zellen.formelzelle(blatt[ort_wort], ENTFALLEN, rechts=False)
    zellen.eingabezelle(blatt[ort], None, zahlenformat)
    VORJAHR.anwenden(blatt, ort)
    bau.name("eingabe_vorjahr_entfallen", blatt, ort)
    z = LETZTE + 1
    zellen.text(
        blatt[f"A{z}"],
        '=IF(eingabe_vorjahr_entfallen="","","Die Summe des Vorjahres enthält Angebote, die es nicht mehr gibt.")',
        grau=True,
        umbruch=False,
    )


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
