"""Blatt »Verlängerung«: eine neue Laufzeit, deren Grundlage das Budget des letzten Jahres ist, mit eigenen Raten.

Gerechnet wird sie je Leistungserbringer auf dem Blatt Leistungserbringer (verborgene Spalten); eine Sonderanpassung steht auf dem Blatt
Anpassungen, im ersten Jahr der Verlängerung.
"""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from calc.budget import VERFAHREN
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte, nter
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse, kopf
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import RATE, RATE_UEBLICH

BLATT = "Verlängerung"
_RATEN = ("verlaengerung_steigerung_fallzahl", "verlaengerung_veraenderung_fallkosten")
_N, _BEGINN = "eingabe_verlaengerung_jahre", "eingabe_verlaengerung_beginn"
_ANGABEN = ",".join(f'eingabe_{x}=""' for x in ("verlaengerung_beginn", *_RATEN, "verlaengerung_verfahren"))
_ENDE = "YEAR(eingabe_laufzeit_von)+eingabe_laufzeit_jahre"
_GANZ = "#,##0"
_SPALTEN = "CDEFGHIJKL"


def verlaengerung(bau: Bau) -> None:
    """Leer, solange keine Jahre eingetragen sind; dann das erste Jahr nach der Laufzeit und die folgenden."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (40, 18, *(14,) * HOECHSTENS_JAHRE), 3)
    satz = "Mit Anpassungen und Innovationsmaßnahmen dieser Jahre; für alle Leistungserbringer gelten die Raten hier."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = eingaben(bau, blatt, 5, _felder())
    basis = Wert(
        "Grundlage: operatives Budget des letzten Jahres",
        "verlaengerung_grundlage",
        'IF(traeger_summe_letztes="","",traeger_summe_letztes)',
        einheiten.EUR_ZEICHEN,
        "ohne Innovationsmaßnahmen",
    )
    z = ergebnisse(bau, blatt, z + 1, (basis,))
    _jahre(bau, blatt, z + 1)
    wort = f"{BLATT}: Beginn, Raten und Verfahren, sobald Jahre eingetragen sind"
    bau.pflicht.append((wort, f'OR({_N}="",NOT(OR({_ANGABEN})))'))
    ganz = f"IF(ISNUMBER({_N}),INT({_N})={_N},FALSE)"
    bau.pruefung(
        "verlaengerung",
        "Verlängerung: ganze Jahre, die gleich nach der Laufzeit beginnen",
        f'IF({_N}="",{_BEGINN}="",AND({ganz},IFERROR({_BEGINN}={_ENDE},FALSE)))',
        "Auf dem Blatt Verlängerung ganze Jahre eintragen, und als Beginn das erste Jahr nach der Laufzeit.",
        nativ=True,
    )


def _felder() -> tuple[Feld, ...]:
    grenze = eingabe.zahl(
        1, HOECHSTENS_JAHRE, f"Ganze Jahre, 1 bis {HOECHSTENS_JAHRE}; leer: keine Verlängerung."
    )
    jahre = Feld("Jahre der Verlängerung", "verlaengerung_jahre", "0", grenze, None, "leer: keine", False)
    kalender = eingabe.zahl(2000, 2099, "Das erste Jahr nach der Laufzeit.")
    beginn = Feld("Beginn (Jahr)", _BEGINN[8:], "0", kalender, None, "das erste nach der Laufzeit", False)
    worte = ("Steigerung der Fallzahl je Jahr", "Veränderung der Fallkosten je Jahr")
    raten = (
        Feld(wort, name, zellen.PROZENT, RATE, None, "", False, RATE_UEBLICH)
        for wort, name in zip(worte, _RATEN, strict=True)
    )
    gilt = Feld(
        "Verfahren", "verlaengerung_verfahren", zellen.TEXT, eingabe.auswahl(*VERFAHREN), None, "", False
    )
    return (jahre, beginn, *raten, gilt)


def _jahre(bau: Bau, blatt: Worksheet, z: int) -> None:
    """Je Leistungserbringer ein Jahr je Spalte, alle Leistungserbringer darüber."""
    kopf(blatt, z, ("Leistungserbringer", "letztes Jahr der\nLaufzeit EUR", *("",) * HOECHSTENS_JAHRE))
    erste, letzte = z + 2, z + 1 + bau.umfang.anbieter
    for t, s in enumerate(_SPALTEN, 1):
        leer = f'OR({_N}="",{_ANGABEN},IF(ISNUMBER({_N}),{t}>{_N},TRUE),eingabe_laufzeit_jahre="")'
        zellen.kopfzelle(blatt[f"{s}{z}"], f'=IF({leer},"",{_ENDE}+{t - 1})')
        blatt[f"{s}{z}"].number_format = "0"
        summe = f"INDEX(traeger_summen_verlaengerung,1,{t})"
        zellen.stumm(blatt[f"{s}{z + 1}"], f'=IF({summe}="","",{summe})', _GANZ)
    bau.name("verlaengerung_jahreszahlen", blatt, f"C{z}:L{z}")
    zellen.formelzelle(blatt[f"A{z + 1}"], "alle Leistungserbringer", rechts=False, fett=True)
    zellen.formelzelle(blatt[f"B{z + 1}"], "=verlaengerung_grundlage", _GANZ, fett=True)
    for n, zeile in enumerate(range(erste, letzte + 1), 1):
        name = nter("eingabe_traeger", n)
        zellen.stumm(blatt[f"A{zeile}"], f'=IF(OR({_N}="",{name}=""),"",{name})', "General", rechts=False)
        for t, s in enumerate("B" + _SPALTEN):
            wert = f"INDEX(verlaengerung_traeger,{n},{t})" if t else f"INDEX(verlaengerung_grundlagen,{n},1)"
            zellen.stumm(blatt[f"{s}{zeile}"], f'=IF($A{zeile}="","",IF({wert}="","",{wert}))', _GANZ)
    zellen.einblenden(blatt, f"A{erste}:B{letzte}", f'$A{erste}<>""')
    zellen.einblenden(blatt, f"C{z}:L{z}", f'C${z}<>""', zellen.AKZENT)
    zellen.einblenden(blatt, f"C{z + 1}:L{letzte}", f'AND(C${z}<>"",$A{z + 1}<>"")')
    alle = f"C{z + 1}:L{z + 1}"
    zusammen = Wert(
        "Budget der Verlängerung, alle Leistungserbringer",
        "ergebnis_verlaengerung",
        f'IF({keine_zahl(alle)},"",SUM({alle}))',
        einheiten.EUR_ZEICHEN,
    )
    ergebnisse(bau, blatt, z - 1, (zusammen,))
    a = bezug(blatt, f"A{erste}:A{letzte}")
    unten = letzte_belegte(erste, a)
    bau.gedruckt[BLATT] = Druck("L", unten, "MAX(5,2+COUNT(verlaengerung_jahreszahlen))")
