"""Blätter »Innovationsmaßnahmen« und »Dauerauszahlung«: was neben der operativen Leistung läuft, und die Monatsraten."""

from __future__ import annotations

from calc.runden import deutsch
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import ausserhalb
from workbooks.vorlagen.sonder.jahrwahl import jahrwahl, kalenderjahr
from workbooks.vorlagen.sonder.raten import BREITEN, Raten, raten
from workbooks.vorlagen.sonder.traegerliste import EURO

_MASSNAHMEN = 20


def innovation(bau: Bau) -> None:
    """Maßnahme, Träger, Jahr, Betrag; die Summe ist `ergebnis_innovation`."""
    blatt = bau.blatt("Innovationsmaßnahmen", bau.titel("Innovationsmaßnahmen"), (52, 30, 12, 18), 3)
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr der Maßnahme.")
    spalten = (
        Spalte("massnahme", "Maßnahme", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte("traeger", "Träger", 0, grenze=eingabe.TEXT),
        Spalte("jahr", "Jahr", 0, einheiten.JAHR, jahr, pflicht=True),
        Spalte("betrag", "Betrag\nEUR", 0, einheiten.EUR, EURO, pflicht=True),
    )
    wenig = SCHWELLEN["massnahme_mindestens"]
    regeln = (
        Regel("Jahr liegt nicht in der Laufzeit", ausserhalb("{jahr}")),
        summenwort("massnahme"),
        doppelt("Maßnahme steht zweimal da", bestaetigen=True),
        Regel(
            f"unter {deutsch(wenig)} EUR (in TEUR getippt?)",
            f"{{betrag}}<{wenig:g}",
            in_worten("{betrag}", "EUR"),
        ),
    )
    woran = kennung(*map(als_text, ("{massnahme}", "{traeger}", "{jahr}")), wenn=belegt("{massnahme}"))
    platz = Platz("innovation", 5, erste=7)
    t = liste(bau, blatt, platz, spalten, _MASSNAHMEN, bau.inhalt("massnahmen"), regeln, woran)
    zellen.formelzelle(blatt["A6"], "Gesamt", rechts=False, fett=True)
    summe = f"SUM({t.bereich('betrag')})+SUM({t.bereich('pruefwert')})"
    zellen.formelzelle(blatt["D6"], "=" + t.wenn_vollstaendig(summe), zellen.BETRAG, fett=True)
    bau.name("ergebnis_innovation", blatt, "D6")
    bau.gedruckt[blatt.title] = Druck("D")


def auszahlung(bau: Bau) -> None:
    """Zwölf Monatsraten je Träger für das gewählte Jahr der Laufzeit; die Summe ist auf den Cent das Jahresbudget."""
    titel = "Dauerauszahlung"
    blatt = bau.blatt(titel, bau.titel(titel), BREITEN, 9)
    feld = kalenderjahr("Jahr (Beginn)", "auszahlung_jahr", 2024)
    jahrwahl(bau, blatt, 5, feld, "auszahlung_nummer", "eingabe_laufzeit_jahre")
    nr, von = "auszahlung_nummer", "eingabe_laufzeit_von"
    budget = f"INDEX(budget_traeger,{{n}},{nr})"
    formeln = Raten(
        "Träger",
        "eingabe_traeger",
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
