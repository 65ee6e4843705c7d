"""Blatt »Angebote«: die Ergebnisse je Angebot; was keinem Angebot zugeordnet ist, steht in einer eigenen Zeile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from workbooks.bausteine import diagramme, zellen
from workbooks.bausteine.bau import ANGEBOTE, Bau, bezug
from workbooks.bausteine.ergebnis import VORJAHR, pruefzeile, vergleich
from workbooks.bausteine.tabelle import UNVOLLSTAENDIG, Tabelle

_ERSTE = 7
LETZTE = _ERSTE + ANGEBOTE
OHNE = "ohne Angebot"


@dataclass(frozen=True)
class Anteil:
    """Eine Spalte: was je Angebot aus den Tabellen zusammenkommt. Jede Quelle ist (Tabelle, Spalte, Bedingung)."""

    kopf: str
    format: str
    quellen: tuple[tuple[Tabelle, str, str], ...]
    gesamt: str  # Name des Ergebnisses, das herauskommen muss; "" ohne Abgleich


def angebote(bau: Bau, anteile: Sequence[Anteil]) -> None:
    """Das Blatt; die letzte Spalte in `anteile` ist die, die mit dem Vorjahr verglichen und gezeichnet wird."""
    n = len(anteile)
    breiten = (36, *(15,) * n, 13, 13, 11)
    blatt = bau.blatt(
        "Angebote", f"Ergebnis je Angebot: {bau.vorlage.titel}, {bau.vorlage.landesname}", breiten, 4
    )
    blatt.page_setup.fitToHeight = 1  # kein Seitenwechsel durch das Diagramm
    pruefzeile(blatt, 4)
    for nummer, wort in enumerate(
        ("Angebot", *(f"{a.kopf}\n(gerundet)" for a in anteile), "Vorjahr", "Differenz", "in %"), 1
    ):
        zellen.kopfzelle(blatt.cell(6, nummer), wort)
    blatt.row_dimensions[6].height = 42
    haupt, vorjahr, differenz, prozent = (get_column_letter(n + 1 + i) for i in range(4))
    for i in range(ANGEBOTE + 2):
        z = _ERSTE + i
        if i < ANGEBOTE:
            wort = f'=IF(Deckblatt!$B${24 + i}="","",Deckblatt!$B${24 + i})'
        else:
            wort = OHNE if i == ANGEBOTE else "Gesamt"
        zellen.formelzelle(blatt[f"A{z}"], wort, rechts=False, fett=i > ANGEBOTE)
        for spalte, anteil in enumerate(anteile, 2):
            zellen.formelzelle(
                blatt.cell(z, spalte),
                _formel(anteil, get_column_letter(spalte), z, i),
                anteil.format,
                fett=i > ANGEBOTE,
            )
        if i <= ANGEBOTE:
            vergleich(blatt, z, (haupt, vorjahr, differenz, prozent), anteile[-1].format)
    spalte_vorjahr = bezug(blatt, f"{vorjahr}{_ERSTE}:{vorjahr}{LETZTE}")
    bau.werte_falsch.append(VORJAHR.verletzt(spalte_vorjahr))
    bau.name("angebote_namen", blatt, f"A{_ERSTE}:A{LETZTE}")
    bau.name("ergebnis_angebote", blatt, f"{haupt}{_ERSTE}:{haupt}{LETZTE}")
    bau.name("eingabe_vorjahr_angebote", blatt, f"{vorjahr}{_ERSTE}:{vorjahr}{LETZTE}")
    _abgleich(bau, anteile)
    diagramme.saeulen(
        blatt, f"{anteile[-1].kopf.replace(chr(10), ' ')} je Angebot", 6, LETZTE, (n + 1,), f"A{LETZTE + 4}"
    )


def _formel(anteil: Anteil, spalte: str, z: int, i: int) -> str:
    oben = f"{spalte}${_ERSTE}:{spalte}${LETZTE}"
    if i == ANGEBOTE + 1:
        return f'=IF(COUNTBLANK({oben})=ROWS({oben}),"",SUM({oben}))'
    leer = ",".join(t.leer for t, _, _ in anteil.quellen)
    teile = []
    for t, quelle, bedingung in anteil.quellen:
        if i < ANGEBOTE:
            zuordnung = f"({t.bereich('angebot')}=$A{z})"
        else:
            zuordnung = f'({t.bereich("angebot")}="")'
        zusatz = f"*({bedingung})" if bedingung else ""
        teile.append(t.summe(quelle, f"{zuordnung}{zusatz}"))
    summe = "+".join(teile)
    offen = "+".join(t.anzahl(UNVOLLSTAENDIG) for t, _, _ in anteil.quellen)
    wenn = f"AND({leer}),{offen}>0"  # wie das Ergebnis: leer, solange eine Zeile unvollständig ist
    if i < ANGEBOTE:
        return f'=IF(OR($A{z}="",{wenn}),"",{summe})'
    return f'=IF(OR({wenn}),"",IF({summe}=0,"",{summe}))'


def _abgleich(bau: Bau, anteile: Sequence[Anteil]) -> None:
    gesamt = LETZTE + 1
    for nummer, anteil in enumerate(anteile, 2):
        if anteil.gesamt:
            zelle = f"Angebote!${get_column_letter(nummer)}${gesamt}"
            soll = f"ergebnis_{anteil.gesamt}"
            bau.pruefung(
                f"angebote_{anteil.gesamt}",
                f"Angebote zusammen ergeben das Ergebnis ({anteil.kopf.replace(chr(10), ' ')})",
                f'IFERROR(IF({soll}="",TRUE,ABS({zelle}-{soll})<0.000001),FALSE)',
                "In den Tabellen nur Angebote verwenden, die auf dem Deckblatt stehen.",
            )
