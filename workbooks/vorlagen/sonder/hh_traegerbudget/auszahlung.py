"""Blatt »Dauerauszahlung«: die Monatsraten je Leistungserbringer für ein Jahr der Laufzeit oder der Verlängerung."""

from __future__ import annotations

from workbooks.bausteine.grund.bau import Bau
from workbooks.vorlagen.sonder.jahrwahl import jahrwahl, kalenderjahr
from workbooks.vorlagen.sonder.raten import BREITEN, Raten, raten

_JAHRE = "(eingabe_laufzeit_jahre+N(eingabe_verlaengerung_jahre))"


def auszahlung(bau: Bau) -> None:
    """Zwölf Monatsraten je Leistungserbringer für das gewählte Jahr; die Summe ist auf den Cent das Jahresbudget."""
    titel = "Dauerauszahlung"
    blatt = bau.blatt(titel, bau.titel(titel), BREITEN, 9)
    feld = kalenderjahr("Jahr (Beginn)", "auszahlung_jahr", 2024)
    jahrwahl(bau, blatt, 5, feld, "auszahlung_nummer", _JAHRE)
    nr, von = "auszahlung_nummer", "eingabe_laufzeit_von"
    verlaengert = f"INDEX(verlaengerung_traeger,{{n}},{nr}-eingabe_laufzeit_jahre)"
    budget = f"IF({nr}<=eingabe_laufzeit_jahre,INDEX(budget_traeger,{{n}},{nr}),{verlaengert})"
    formeln = Raten(
        "eingabe_traeger",
        f'IF({nr}="","",IF({budget}="","",{budget}))',
        f'IF({nr}="","",DATE(YEAR({von})+{nr}-1,MONTH({von})+{{m}}-1,1))',
        "EGH_RATE({betrag},12,{m})",
    )
    bereich, betraege = raten(bau, blatt, 8, formeln, "auszahlung_raten")
    im_jahr = f"IF(AND(ISNUMBER({nr}),ISNUMBER(eingabe_laufzeit_jahre)),AND({nr}>=1,{nr}<={_JAHRE}),FALSE)"
    bau.pruefung(
        "raten",
        "Dauerauszahlung: die Raten ergeben die Jahresbudgets auf den Cent",
        f"AND({im_jahr},ABS(SUM({bereich})-SUM({betraege}))<0.005)",
        "Jahr der Auszahlung auf ein Jahr der Laufzeit oder der Verlängerung setzen.",
    )
