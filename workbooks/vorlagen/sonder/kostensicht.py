"""Blatt »intern_Kosten«: die eigenen Kosten eines Leistungserbringers gegen sein Budget, Jahr für Jahr und zusammen.

Ein Budget ist fest, die Kosten steigen: Personal mit dem Tarif, Sachkosten mit den Preisen. Das Blatt bleibt im Haus.
"""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse, kopf
from workbooks.bausteine.grund.regeln import Regel, in_worten, unueblich
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.vorlagen.sonder.traegerliste import EURO, WORT

BLATT = "intern_Kosten"
_KOPF = (
    "Jahr",
    "Budget EUR",
    "Personal EUR",
    "Sachkosten EUR",
    "Kosten EUR",
    "Budget − Kosten\nEUR",
    "aufgelaufen\nEUR",
)
_ANGABEN = ("jahr", "personal", "tarif", "preise")
_RATE = eingabe.zahl(-0.2, 0.3, "Steigerung je Jahr als Prozent, -20 % bis 30 %.")


class Jahresbudgets(NamedTuple):
    """Formeln über die Jahre der Mappe; {n} ist die Nummer des Leistungserbringers, {j} das Jahr der Laufzeit ab 1.

    `monate`: so viele Monate hat das Jahr, »« hinter dem letzten; `wort`: welches Jahr es ist.
    """

    liste: str
    budget: str
    monate: str
    wort: str
    hoechstens: int


def kostensicht(bau: Bau, j: Jahresbudgets) -> None:
    """Namen: `eingabe_kosten_…`, `kosten_jahre` (Zeilen Jahr bis aufgelaufen), `kosten_luecke` (am Ende der Laufzeit)."""
    blatt = bau.blatt(BLATT, bau.titel("Eigene Kosten"), (34, *(19,) * 6), 3)
    satz = "Nur für den Leistungserbringer: dieses Blatt wird nicht gedruckt und nicht weitergegeben. Kann leer bleiben."
    zellen.text(blatt["A3"], satz, fett=True, umbruch=False)
    z = eingaben(bau, blatt, 5, _felder(j))
    nummer = f'IF(eingabe_kosten_traeger="",1,MATCH(eingabe_kosten_traeger,{j.liste},0))'
    angaben = [f"eingabe_kosten_{n}" for n in _ANGABEN]
    da = "+".join(f'({n}<>"")' for n in angaben)
    bau.pflicht.append(("Eigene Kosten: alle vier Angaben oder keine", f"OR({da}=0,{da}={len(angaben)})"))
    wert = Wert("Nummer in der Liste", "kosten_nummer", nummer, einheiten.NUMMER)
    z = ergebnisse(bau, blatt, z, (wert,))
    kopf(blatt, z + 3, _KOPF)
    erste = z + 4
    letzte = erste + j.hoechstens - 1
    for nr, zeile in enumerate(range(erste, letzte + 1), 1):
        _jahr(blatt, zeile, erste, nr, j)
    zellen.einblenden(blatt, f"A{erste}:G{letzte}", f'$A{erste}<>""')
    bau.name("kosten_jahre", blatt, f"A{erste}:G{letzte}")
    je_jahr, jahre = (f"${s}${erste}:${s}${letzte}" for s in "FA")
    # leer, solange ein Jahr fehlt, ein Fehler, sobald eines einen hat: eine Summe ohne es sähe aus wie das Ganze
    offen = f"AND(NOT(ISERROR(SUM({je_jahr}))),COUNT({jahre})>COUNT({je_jahr}))"
    luecke = f'IF(OR({keine_zahl(je_jahr)},{offen}),"",SUM({je_jahr}))'
    wort = "übrig (+) oder ungedeckt (−)"
    ergebnisse(
        bau,
        blatt,
        z,
        (Wert(wort, "kosten_luecke", luecke, einheiten.EUR_ZEICHEN, "am Ende der Laufzeit", True),),
    )


def _felder(j: Jahresbudgets) -> tuple[Feld, ...]:
    grenze = eingabe.aus_liste(j.liste, f"Ein {WORT} dieser Mappe; leer: der erste.")
    budget = (
        f"IFERROR({j.budget.format(n='kosten_nummer', j=1)}*12/({j.monate.format(n='kosten_nummer', j=1)}),0)"
    )
    weit = f'AND({{wert}}<>"",N({budget})>0,OR(4*N({{wert}})>5*N({budget}),5*N({{wert}})<4*N({budget})))'
    neben = Regel(
        "mehr als ein Fünftel unter oder ein Viertel über seinem Budget", weit, in_worten("{wert}", "EUR")
    )
    rate = unueblich("rate", "wert")
    return (
        Feld(WORT, "kosten_traeger", zellen.TEXT, grenze, None, "leer: der erste", pflicht=False),
        Feld(
            "Kosten des ersten Jahres",
            "kosten_jahr",
            zellen.EURO,
            EURO,
            None,
            "zwölf Monate, nur was aus diesem Budget bezahlt wird: ohne externe Kostenträger, ohne Investitionen",
            False,
            neben,
        ),
        Feld(
            "davon Personal",
            "kosten_personal",
            zellen.PROZENT,
            eingabe.ANTEIL,
            None,
            "Rest: Sachkosten",
            False,
            unueblich("anteil_personal", "wert"),
        ),
        Feld("Personal steigt je Jahr", "kosten_tarif", zellen.PROZENT, _RATE, None, "Tarif", False, rate),
        Feld(
            "Sachkosten steigen je Jahr", "kosten_preise", zellen.PROZENT, _RATE, None, "Preise", False, rate
        ),
    )


def _jahr(blatt: Worksheet, z: int, erste: int, nr: int, j: Jahresbudgets) -> None:
    """Eine Zeile; leer hinter dem letzten Jahr der Laufzeit und solange eine Angabe fehlt."""
    monate = j.monate.format(n="kosten_nummer", j=nr)
    fehlt = ",".join(f'eingabe_kosten_{n}=""' for n in _ANGABEN)
    kosten, anteil = "eingabe_kosten_jahr", "eingabe_kosten_personal"
    teil = f"({monate})/12"
    formeln = (
        f'IF(OR({fehlt}),"",IF({monate}="","",{j.wort.format(j=nr)}))',
        f'IF($A{z}="","",{j.budget.format(n="kosten_nummer", j=nr)})',
        f'IF($A{z}="","",{kosten}*{anteil}*(1+eingabe_kosten_tarif)^{nr - 1}*{teil})',
        f'IF($A{z}="","",{kosten}*(1-{anteil})*(1+eingabe_kosten_preise)^{nr - 1}*{teil})',
        f'IF($A{z}="","",$C{z}+$D{z})',
        f'IF(OR($A{z}="",$B{z}=""),"",$B{z}-$E{z})',
        f'IF($F{z}="","",SUM($F${erste}:$F{z}))',
    )
    for spalte, formel in zip("ABCDEFG", formeln, strict=True):
        zahlenformat = "0" if spalte == "A" else zellen.BETRAG
        zellen.stumm(blatt[f"{spalte}{z}"], f"={formel}", zahlenformat, rechts=spalte != "A")
