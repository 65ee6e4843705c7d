"""Blätter »Raten« und »Serienbrief«: zwölf Monatsraten je Leistungserbringer, und alles flach für einen Brief."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, nter
from workbooks.bausteine.grund.spalte import Tabelle
from workbooks.vorlagen.sonder.raten import BREITEN, Raten, raten

SERIENBRIEF = "Serienbrief"
_VON = "eingabe_laufzeit_von"
# Überschrift (Feldname in Word, ohne Leerzeichen) → Spalte des Blatts Leistungserbringer und Format
_FELDER = (
    ("Kassenzeichen", "kassenzeichen", "General"),
    ("Status", "status", "General"),
    ("Faelle_FP1", "faelle1", "0"),
    ("Preis_FP1", "preis1", "0.00"),
    ("Faelle_FP2", "faelle2", "0"),
    ("Preis_FP2", "preis2", "0.00"),
    ("Bestandteil", "bestandteil", "General"),
    ("Bestandteil_EUR", "betrag", "0.00"),
    ("Vorjahr", "vorjahr", "0.00"),
    ("Budget", "budget", "0.00"),
    ("Aenderung", "mehr", "0.000"),
    ("Strasse", "strasse", "General"),
    ("PLZ", "plz", "@"),
    ("Ort", "ort", "General"),
    ("Ansprechpartner", "kontakt", "General"),
)


def ratenblatt(bau: Bau) -> None:
    """Zwölf Raten ab dem ersten Monat der Laufzeit."""
    blatt = bau.blatt("Raten", bau.titel("Raten"), BREITEN, 6)
    satz = (
        "Zwölf Raten ab Beginn der Laufzeit, auf den Cent das Budget; in jedem Jahr der Laufzeit dieselben."
    )
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    budget = "INDEX(budget_anbieter,{n},1)"
    ab, bis = (f"INDEX(anbieter_monat_{x},{{n}},1)" for x in ("ab", "bis"))
    formeln = Raten(
        "eingabe_anbieter",
        f'IF({budget}="","",{budget})',
        f'IF({_VON}="","",DATE(YEAR({_VON}),MONTH({_VON})+{{m}}-1,1))',
        f'IF(OR({{m}}<{ab},{{m}}>{bis}),"",EGH_RATE({{betrag}},{bis}-{ab}+1,{{m}}-{ab}+1))',
    )
    bereich, betraege = raten(bau, blatt, 5, formeln, "raten_betraege")
    bau.pruefung(
        "raten",
        "Raten: sie ergeben das Budget jedes Leistungserbringers auf den Cent",
        f'AND(COUNT({bereich})=SUMPRODUCT((eingabe_anbieter<>"")*(anbieter_monat_bis-anbieter_monat_ab+1)),ABS(SUM({bereich})-SUM({betraege}))<0.005,'
        f"COUNT({betraege})=COUNTA(eingabe_anbieter))",
        "Zeilen des Blatts Leistungserbringer vervollständigen.",
    )


def serienbrief(bau: Bau, t: Tabelle) -> None:
    """Überschriften in Zeile 1, je Leistungserbringer eine Zeile, Zahlen als Zahlen; wird nicht gedruckt."""
    blatt = bau.leeres_blatt(SERIENBRIEF)
    bau.flach.add(SERIENBRIEF)
    blatt.protection.sheet = True
    blatt.freeze_panes = "B2"
    namen = ["Leistungserbringer", *(f for f, _, _ in _FELDER), "Laufzeit_von", "Laufzeit_bis"]
    namen += [f"Rate_{m}" for m in range(1, 13)]
    for nummer, name in enumerate(namen, 1):
        zellen.kopfzelle(blatt.cell(1, nummer), name)
        blatt.column_dimensions[get_column_letter(nummer)].width = 28 if nummer == 1 else 15
    for n in range(1, bau.umfang.anbieter + 1):
        for nummer, (formel, form) in enumerate(_zeile(t, n), 1):
            name = nter(t.bereich("traeger"), n)
            zelle = blatt.cell(n + 1, nummer, f'=IF({name}="","",{formel})')
            zelle.number_format = form
            zelle.font = zellen.schrift()
    bau.name("serienbrief", blatt, f"A1:{get_column_letter(len(namen))}{bau.umfang.anbieter + 1}")


def _zeile(t: Tabelle, n: int) -> list[tuple[str, str]]:
    """Formel und Format je Spalte, in der Reihenfolge der Überschriften."""
    felder = [(nter(t.bereich("traeger"), n), "General")]
    for _, spalte, form in _FELDER:
        ort = f"INDEX({t.bereich(spalte)},{n},1)"
        felder.append((f'IF({ort}="","",{ort})', form))
    ende = f"EDATE({_VON},12*eingabe_laufzeit_jahre)-1"
    felder.append((f'IF({_VON}="","",{_VON})', zellen.DATUM))
    felder.append((f'IF(OR({_VON}="",eingabe_laufzeit_jahre=""),"",{ende})', zellen.DATUM))
    for m in range(1, 13):
        ort = f"INDEX(raten_betraege,{2 * n - 1 + (m > 6)},{(m - 1) % 6 + 1})"
        felder.append((f'IF({ort}="","",{ort})', "0.00"))
    return felder
