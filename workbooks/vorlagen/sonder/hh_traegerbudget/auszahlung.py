"""Blätter »Innovationsmaßnahmen« und »Dauerauszahlung«: was neben der operativen Leistung läuft, und die Monatsraten."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.vorlagen.sonder.felder import Feld, eingaben, kopf
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import EURO
from workbooks.vorlagen.sonder.raten import BREITEN, Raten, raten

_MASSNAHMEN = 20


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
    """Zwölf Monatsraten je Träger für das gewählte Jahr der Laufzeit; die Summe ist auf den Cent das Jahresbudget."""
    titel = "Dauerauszahlung"
    blatt = bau.blatt(titel, bau.titel(titel), BREITEN, 9)
    _jahr(bau, blatt)
    nr, von = "auszahlung_nummer", "eingabe_laufzeit_von"
    budget = f"INDEX(budget_traeger,{{n}},{nr})"
    formeln = Raten(
        "Träger",
        "INDEX(eingabe_traeger,{n},1)",
        f'IF({nr}="","",IF({budget}="","",ROUND({budget},2)))',
        f'IF({nr}="","",DATE(YEAR({von})+{nr}-1,MONTH({von})+{{m}}-1,1))',
        "EGH_RATE({betrag},12,{m})",
    )
    bereich, betraege = raten(bau, blatt, 8, formeln, "auszahlung_raten")
    im_jahr = f"IF(AND(ISNUMBER({nr}),ISNUMBER(eingabe_laufzeit_jahre)),AND({nr}>=1,{nr}<=eingabe_laufzeit_jahre),FALSE)"
    bau.pruefung(
        "raten",
        "Dauerauszahlung: die Raten ergeben die Jahresbudgets auf den Cent",
        f"AND({im_jahr},ABS(SUM({bereich})-SUM({betraege}))<0.005)",
        "Jahr der Auszahlung auf ein Jahr der Laufzeit setzen.",
    )


def _jahr(bau: Bau, blatt: Worksheet) -> None:
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr, in dem das Jahr der Laufzeit beginnt.")
    wort = "Jahr (Beginn)"
    eingaben(
        bau, blatt, 5, (Feld(wort, "auszahlung_jahr", "0", jahr, 2024, "leer: das erste", pflicht=False),)
    )
    nummer = 'IF(eingabe_auszahlung_jahr="",1,eingabe_auszahlung_jahr-YEAR(eingabe_laufzeit_von)+1)'
    zellen.text(blatt["A6"], "Jahr der Laufzeit")
    # außerhalb der Laufzeit #NV: INDEX mit 0 wäre die ganze Zeile, und Excel zeigte daraus irgendein Jahr
    drin = f"AND({nummer}>=1,{nummer}<=eingabe_laufzeit_jahre,INT({nummer})={nummer})"
    leer = 'OR(eingabe_laufzeit_von="",eingabe_laufzeit_jahre="")'
    zellen.formelzelle(blatt["B6"], f'=IF({leer},"",IF({drin},{nummer},NA()))', "0")
    bau.name("auszahlung_nummer", blatt, "B6")
