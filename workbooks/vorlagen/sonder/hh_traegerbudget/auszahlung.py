"""Blätter »Innovationsmaßnahmen« und »Dauerauszahlung«: was neben der operativen Leistung läuft, und die Monatsraten."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.vorlagen.sonder.felder import Feld, eingaben, kopf
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import EURO

_MASSNAHMEN, _MONATE, _HALB = 20, 12, 6


def innovation(bau: Bau) -> None:
    """Maßnahme, Träger, Jahr, Betrag; die Summe ist `ergebnis_innovation`."""
    blatt = bau.blatt("Innovationsmaßnahmen", bau.titel("Innovationsmaßnahmen"), (52, 30, 12, 18), 3)
    kopf(blatt, 5, ("Maßnahme", "Träger", "Jahr", "Betrag\nEUR"))
    erste, letzte = 7, 6 + _MASSNAHMEN
    zellen.formelzelle(blatt["A6"], "Gesamt", rechts=False, fett=True)
    d, c, a = (bezug(blatt, f"{s}{erste}:{s}{letzte}") for s in "DCA")
    zellen.formelzelle(blatt["D6"], f"=IF({EURO.verletzt(d)},NA(),SUM({d}))", zellen.STUNDEN, fett=True)
    bau.name("ergebnis_innovation", blatt, "D6")
    for zeile in range(erste, letzte + 1):
        for spalte, zahlenformat in (
            ("A", zellen.TEXT),
            ("B", zellen.TEXT),
            ("C", "0"),
            ("D", zellen.STUNDEN),
        ):
            zellen.eingabezelle(blatt[f"{spalte}{zeile}"], None, zahlenformat, rechts=spalte in "CD")
    if bau.beispiel:
        for ort, wert in (("A7", "Sozialraumprojekt"), ("B7", "Träger 1"), ("C7", 2024), ("D7", 250000)):
            blatt[ort].value = wert
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr der Maßnahme.")
    for grenze, spalte in ((eingabe.TEXT, "A"), (eingabe.TEXT, "B"), (jahr, "C"), (EURO, "D")):
        grenze.anwenden(blatt, f"{spalte}{erste}:{spalte}{letzte}")
    bau.werte_falsch += [jahr.verletzt(c), EURO.verletzt(d)]
    bau.pruefung(
        "innovation",
        "Innovationsmaßnahmen: jeder Betrag hat eine Maßnahme und ein Jahr der Laufzeit",
        f'AND(SUMPRODUCT(({d}<>"")*((({a}="")+({c}=""))>0))=0,'
        f'SUMPRODUCT(({c}<>"")*((({c}<YEAR(eingabe_laufzeit_von))+({c}>=YEAR(eingabe_laufzeit_von)'
        "+eingabe_laufzeit_jahre))>0))=0)",
        "Maßnahme und Jahr ergänzen; das Jahr muss in der Laufzeit liegen.",
        nativ=True,
    )
    bau.gedruckt[blatt.title] = Druck("D")


def auszahlung(bau: Bau) -> None:
    """Zwölf Monatsraten je Träger für das gewählte Jahr; die Summe ist auf den Cent das Jahresbudget."""
    titel = "Dauerauszahlung"
    blatt = bau.blatt(titel, bau.titel(titel), (28, 19, *(18,) * _HALB), 3)
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr der Laufzeit.")
    eingaben(
        bau, blatt, 5, (Feld("Jahr", "auszahlung_jahr", "0", jahr, 2024, "leer: das erste", pflicht=False),)
    )
    von = "YEAR(eingabe_laufzeit_von)"
    nummer = f'IF(eingabe_auszahlung_jahr="",1,eingabe_auszahlung_jahr-{von}+1)'
    zellen.text(blatt["A6"], "Jahr der Laufzeit")
    # außerhalb der Laufzeit #NV: INDEX mit 0 wäre die ganze Zeile, und Excel zeigte daraus irgendein Jahr
    drin = f"AND({nummer}>=1,{nummer}<=eingabe_laufzeit_jahre,INT({nummer})={nummer})"
    leer = 'OR(eingabe_laufzeit_von="",eingabe_laufzeit_jahre="")'
    zellen.formelzelle(blatt["B6"], f'=IF({leer},"",IF({drin},{nummer},NA()))', "0")
    bau.name("auszahlung_nummer", blatt, "B6")
    halbjahre = [_halbjahr(bau, blatt, 8 + h * (bau.umfang.angebote + 4), h * _HALB) for h in (0, 1)]
    nr = "auszahlung_nummer"
    im_jahr = f"IF(AND(ISNUMBER({nr}),ISNUMBER(eingabe_laufzeit_jahre)),AND({nr}>=1,{nr}<=eingabe_laufzeit_jahre),FALSE)"
    raten = "+".join(f"SUM({r})" for r, _ in halbjahre)
    bau.pruefung(
        "raten",
        "Dauerauszahlung: die Raten ergeben die Jahresbudgets auf den Cent",
        f"AND({im_jahr},ABS({raten}-SUM({halbjahre[0][1]}))<0.005)",
        "Jahr der Auszahlung auf ein Jahr der Laufzeit setzen.",
    )
    bau.gedruckt[titel] = Druck("H")


def _halbjahr(bau: Bau, blatt: Worksheet, z: int, davor: int) -> tuple[str, str]:
    """Sechs Monate ab Zeile z, die Summen oben; gibt die Bereiche der Raten und der Jahresbudgets."""
    kopf(blatt, z, ("Träger", "Jahresbudget\nEUR", *(f"{davor + m}. Monat" for m in range(1, _HALB + 1))))
    erste, letzte = z + 2, z + 1 + bau.umfang.angebote
    for n, zeile in enumerate(range(erste, letzte + 1), 1):
        name, budget = f"INDEX(eingabe_traeger,{n},1)", f"INDEX(budget_traeger,{n},auszahlung_nummer)"
        zellen.stumm(blatt[f"A{zeile}"], f'=IF({name}="","",{name})', "General", rechts=False)
        leer = f'OR($A{zeile}="",auszahlung_nummer="")'
        formel = f'=IF({leer},"",IF({budget}="","",ROUND({budget},2)))'
        zellen.stumm(blatt[f"B{zeile}"], formel, zellen.STUNDEN)
        for m in range(1, _HALB + 1):
            rate = f'=IF($B{zeile}="","",EGH_RATE($B{zeile},{_MONATE},{davor + m}))'
            zellen.stumm(blatt[f"{'CDEFGH'[m - 1]}{zeile}"], rate, zellen.STUNDEN)
    zellen.einblenden(blatt, f"A{erste}:H{letzte}", f'$A{erste}<>""')
    zellen.formelzelle(blatt[f"A{z + 1}"], "alle Träger", rechts=False, fett=True)
    for s in "BCDEFGH":
        alle = f"{s}{erste}:{s}{letzte}"
        formel = f'=IF(AND(COUNT({alle})=0,NOT(ISERROR(SUM({alle})))),"",SUM({alle}))'
        zellen.formelzelle(blatt[f"{s}{z + 1}"], formel, zellen.STUNDEN, fett=True)
    bau.name(f"auszahlung_raten_{'zweite' if davor else 'erste'}", blatt, f"C{erste}:H{letzte}")
    return bezug(blatt, f"C{erste}:H{letzte}"), bezug(blatt, f"B{erste}:B{letzte}")
