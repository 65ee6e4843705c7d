"""Blatt »Vorjahr« der Budgetmappen: das Budget des Jahres davor gegen dieses, je Leistungserbringer und zusammen.

`egh vorjahr ALT NEU` liest in ALT `letztes_jahr_budget`, `letztes_jahr_traeger` und ihre Namen und füllt in NEU
`eingabe_vorjahr_budget`, `eingabe_vorjahr_quelle` und die Spalte »Vorjahr« (`eingabe_vorjahr_traeger`).
"""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte, nter
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse, kopf
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.vorlagen.sonder.traegerliste import EURO, WORT

_KOPF = 12
_WORTE = (WORT, "Vorjahr\nEUR", "{}", "Änderung\nEUR", "Änderung", "letztes vereinbartes\nJahr EUR")
_FORMATE = (zellen.BETRAG, zellen.BETRAG, zellen.BETRAG, zellen.PROZENT, zellen.BETRAG)


class Jahre(NamedTuple):
    """Formeln je Leistungserbringer ({n} ist seine Nummer) und ihre Worte."""

    liste: str  # Name ihres Bereichs
    wort: str  # welches Budget verglichen wird
    jetzt: str
    letztes: str  # Budget im letzten Jahr der Laufzeit, das Vorjahr der nächsten


def vorjahr(bau: Bau, jahre: Jahre) -> None:
    """Nichts ist Pflicht; wer nichts einträgt, hat ein leeres Blatt."""
    blatt = bau.blatt("Vorjahr", bau.titel("Vorjahr"), (40, *(20,) * 2, 18, 12, 20), 3)
    satz = "Füllt »egh vorjahr ALT NEU«; je Leistungserbringer steht das Vorjahr bei seinem Namen. Kann leer bleiben."
    zellen.text(blatt["H3"], satz, grau=True, umbruch=False)
    _gesamt(bau, blatt, jahre)
    kopf(blatt, _KOPF, [w.format(jahre.wort) for w in _WORTE])
    erste, letzte = _KOPF + 2, _KOPF + 1 + bau.umfang.anbieter
    for n, zeile in enumerate(range(erste, letzte + 1), 1):
        _zeile(blatt, zeile, n, jahre)
    _summen(blatt, _KOPF + 1, erste, letzte)
    zellen.einblenden(blatt, f"A{erste}:F{letzte}", f'$A{erste}<>""')
    bau.name("letztes_jahr_traeger", blatt, f"F{erste}:F{letzte}")
    bau.pruefung(
        "vorjahr",
        "Vorjahr: die Leistungserbringer ergeben zusammen nicht mehr als das Budget des Vorjahres",
        'OR(eingabe_vorjahr_budget="",SUM(eingabe_vorjahr_traeger)<=N(eingabe_vorjahr_budget)+0.005)',
        "Vorjahr bei den Leistungserbringern oder das Budget auf dem Blatt Vorjahr berichtigen.",
        nativ=True,
    )
    a = bezug(blatt, f"A{erste}:A{letzte}")
    bau.gedruckt["Vorjahr"] = Druck("F", letzte_belegte(erste, a))


def _gesamt(bau: Bau, blatt: Worksheet, jahre: Jahre) -> None:
    """Das eingetragene Budget des Vorjahres, was davon hier steht, und das Vorjahr der nächsten Laufzeit."""
    quelle = Feld("woher", "vorjahr_quelle", zellen.TEXT, eingabe.TEXT, pflicht=False)
    gesamt = Feld("Budget des Vorjahres, alle", "vorjahr_budget", zellen.EURO, EURO, pflicht=False)
    z = eingaben(bau, blatt, 5, (gesamt, quelle))
    summe = 'IF(COUNT(eingabe_vorjahr_traeger)=0,"",SUM(eingabe_vorjahr_traeger))'
    rest = 'IF(OR(eingabe_vorjahr_budget="",vorjahr_summe=""),"",eingabe_vorjahr_budget-vorjahr_summe)'
    # leer, solange eines fehlt: eine Summe ohne es sähe aus wie das Ganze
    fehlt = f'SUMPRODUCT(({jahre.liste}<>"")*(letztes_jahr_traeger=""))>0'
    letztes = f'IF(OR({keine_zahl("letztes_jahr_traeger")},{fehlt}),"",SUM(letztes_jahr_traeger))'
    werte = (
        Wert("davon bei Leistungserbringern dieser Mappe", "vorjahr_summe", summe, einheiten.EUR_ZEICHEN),
        Wert(
            "bei Leistungserbringern, die hier nicht stehen", "vorjahr_entfallen", rest, einheiten.EUR_ZEICHEN
        ),
        Wert(
            "letztes vereinbartes Jahr, alle",
            "letztes_jahr_budget",
            letztes,
            einheiten.EUR_ZEICHEN,
            "Vorjahr der nächsten",
        ),
    )
    ergebnisse(bau, blatt, z, werte)


def _summen(blatt: Worksheet, z: int, erste: int, letzte: int) -> None:
    """Alle zusammen: das Vorjahr ist das eingetragene Budget, wenn es da ist; leer, solange einer fehlt."""
    zellen.formelzelle(blatt[f"A{z}"], "alle", rechts=False, fett=True)
    namen = f"$A${erste}:$A${letzte}"

    def summe(spalte: str) -> str:
        alle = f"{spalte}${erste}:{spalte}${letzte}"
        fehlt = f'SUMPRODUCT(({namen}<>"")*({alle}=""))>0'
        return f'IF(OR({keine_zahl(alle)},{fehlt}),"",SUM({alle}))'

    beide = f'OR($B{z}="",$C{z}="")'
    formeln = (
        f'IF(eingabe_vorjahr_budget="",{summe("B")},eingabe_vorjahr_budget)',
        summe("C"),
        f'IF({beide},"",$C{z}-$B{z})',
        f'IF({beide},"",IF($B{z}=0,"",EGH_VERAENDERUNG($B{z},$C{z})))',
        "letztes_jahr_budget",
    )
    for spalte, formel, form in zip("BCDEF", formeln, _FORMATE, strict=True):
        zellen.formelzelle(blatt[f"{spalte}{z}"], f"={formel}", form, fett=True)


def _zeile(blatt: Worksheet, z: int, n: int, jahre: Jahre) -> None:
    name, davor = nter(jahre.liste, n), f"INDEX(eingabe_vorjahr_traeger,{n},1)"
    zellen.stumm(blatt[f"A{z}"], f'=IF({name}="","",{name})', "General", rechts=False)
    jetzt, letztes = (f.format(n=n) for f in (jahre.jetzt, jahre.letztes))
    beide = f'OR($B{z}="",$C{z}="")'
    formeln = (
        f'IF($A{z}="","",IF({davor}="","",{davor}))',
        f'IF($A{z}="","",IF({jetzt}="","",{jetzt}))',
        f'IF({beide},"",$C{z}-$B{z})',
        f'IF({beide},"",IF($B{z}=0,"",EGH_VERAENDERUNG($B{z},$C{z})))',
        f'IF($A{z}="","",{letztes})',
    )
    for spalte, formel, form in zip("BCDEF", formeln, _FORMATE, strict=True):
        zellen.stumm(blatt[f"{spalte}{z}"], f"={formel}", form)
