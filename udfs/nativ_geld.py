"""Die Formeln ohne Add-in für Entgelte, Budgets und Kennzahlen; wie sie zu lesen sind, sagt `udfs.nativ`."""

from collections.abc import Callable
from typing import Any

from udfs.budget import budget, kompensationsbedarf, mindernutzung, monatsrate, rate, traegerbudget
from udfs.controlling import (
    abweichung,
    fallkosten,
    mengeneffekt,
    mischanteil,
    preiseffekt,
    quote,
    struktureffekt,
    veraenderung,
)
from udfs.entgelt import (
    abrechnungstage,
    aequivalenz,
    fls_satz,
    jahresmittel,
    monatssatz,
    personalkosten,
    tagessatz,
    tarif,
    tariferhoehung,
    unteres_drittel,
)
from udfs.fortschreibung import flaechenanteil, fortschreibung
from udfs.nativform import Nativ

_TAGE = "(INT({zeitraum_bis})-INT({zeitraum_von})+1)"


def _rate(betrag: str, anzahl: str, nummer: str) -> str:
    """Auf Cent gerundeter Anspruch bis zu dieser Rate − bis zur vorigen, in ganzen Cent."""

    def bis(letzte: str) -> str:
        return f"INT((2*ROUND(ROUND({betrag}*100,6),0)*{letzte}+{anzahl})/(2*{anzahl}))"

    return f"({bis(nummer)}-{bis(f'({nummer}-1)')})/100"


_JE_JAHR = "({steigerung_fallzahl}+{veraenderung_fallkosten})"


_FORTGESCHRIEBEN = (
    "({satz_bisher}+{basiskorrektur})"
    "*(1+{anteil_personal}*{steigerung_personal}+(1-{anteil_personal})*{steigerung_sach})+{festbetrag}"
)


_TAGE_ALT = "INT({wechsel})-INT({zeitraum_von})"


def _monate(bis: str) -> str:
    return f"12*(YEAR({bis})-YEAR({{zeitraum_von}}))+MONTH({bis})-MONTH({{zeitraum_von}})"


_MONATE, _MONATE_ALT = _monate("({zeitraum_bis}+1)"), _monate("{wechsel}")


def _mittel(gesamt: str, teil: str) -> str:
    """Mittel zweier Werte nach ihrem Teil des Zeitraums."""
    davor = f"MAX(0,MIN({gesamt},{teil}))"
    return f"({{wert_alt}}*{davor}+{{wert_neu}}*({gesamt}-{davor}))/({gesamt})"


_GRUPPE = 'UPPER(SUBSTITUTE({gruppe}," ",""))'
_STICHTAG = "IF({stichtag}=0,2958465,INT({stichtag}))"
# Spalten des Blatts »Tarife«; nur SuE hat eine Tabelle
_GILT = f'({{tarif}}="SuE")*(tarif_gruppe={_GRUPPE})*(tarif_ab<={_STICHTAG})*(tarif_bis>={_STICHTAG})'


def _verschieden(a: str, b: str) -> str:
    """Zwei Bereiche haben nicht dieselbe Form."""
    return f"ROWS({a})<>ROWS({b}),COLUMNS({a})<>COLUMNS({b})"


GELD: dict[Callable[..., Any], Nativ] = {
    fortschreibung: Nativ(_FORTGESCHRIEBEN, zahl=f"{_FORTGESCHRIEBEN}<0"),
    flaechenanteil: Nativ(
        "({wohnflaeche}+{mischflaeche}*IF({anteil_wohnen_misch?},{anteil_wohnen_misch},"
        "{wohnflaeche}/({wohnflaeche}+{fachflaeche})))/({wohnflaeche}+{fachflaeche}+{mischflaeche})",
        zahl="OR({wohnflaeche}+{fachflaeche}+{mischflaeche}=0,"
        "IF({anteil_wohnen_misch?},FALSE,{wohnflaeche}+{fachflaeche}=0))",
    ),
    tarif: Nativ(
        f"IF(SUMPRODUCT({_GILT})=0,#N/A,SUMPRODUCT({_GILT},INDEX(tarif_stufen,0,{{stufe}})))",
        wert='IF({tarif}="SuE",SUMPRODUCT((tarif_gruppe=' + _GRUPPE + ")*1)=0,FALSE)",
    ),
    personalkosten: Nativ("((12+{jahressonderzahlung})*{monatsentgelt}+12*{zulagen_monat})*(1+{ag_anteil})"),
    tariferhoehung: Nativ("MAX(({monatsentgelt}+{sockel})*(1+{steigerung}),{monatsentgelt}+{mindestbetrag})"),
    jahresmittel: Nativ(
        f'IF({{verfahren}}="Tage",{_mittel(_TAGE, _TAGE_ALT)},{_mittel(_MONATE, _MONATE_ALT)})',
        zahl="OR(INT({zeitraum_von})>INT({zeitraum_bis}),"
        'IF({verfahren}="Monate",OR(DAY({zeitraum_von})<>1,DAY({wechsel})<>1,DAY({zeitraum_bis}+1)<>1),FALSE))',
    ),
    fls_satz: Nativ("({personalkosten}+{gemeinkosten})/({leistungsstunden}*{auslastung_stunden})"),
    tagessatz: Nativ(
        "{jahreskosten}/({plaetze}*{auslastung_belegung}*{tage_jahr})",
        zahl="AND({tage_jahr}<>365,{tage_jahr}<>366,{tage_jahr}<>365.25)",
    ),
    monatssatz: Nativ("{tagessatz}*{tage_monat}"),
    abrechnungstage: Nativ(
        "{anwesenheit}+IF({hoechsttage?},MIN({abwesenheit},{hoechsttage}),{abwesenheit})*{freihalteanteil}",
        zahl="{anwesenheit}+{abwesenheit}>366",
    ),
    aequivalenz: Nativ(
        "{gesamtkosten}*{gewicht}/SUMPRODUCT({gewichte},{mengen})",
        zahl="SUMPRODUCT({gewichte},{mengen})=0",
        wert=f'OR({_verschieden("{gewichte}", "{mengen}")},SUMPRODUCT(({{mengen}}<>"")*({{gewichte}}=""))>0)',
    ),
    unteres_drittel: Nativ(
        'IF({verfahren}="rang",SMALL({vergleichssaetze},INT(COUNT({vergleichssaetze})/3)),'
        "PERCENTILE({vergleichssaetze},1/3))",
        zahl='COUNT({vergleichssaetze})<IF({verfahren}="rang",3,1)',
    ),
    budget: Nativ(
        f'{{budget}}*IF({{verfahren}}="linear",1+{{jahre}}*{_JE_JAHR},IF({{verfahren}}="multiplikativ",'
        "((1+{steigerung_fallzahl})*(1+{veraenderung_fallkosten}))^{jahre},"
        f"IF({{jahre}}=0,1,(1+{_JE_JAHR})^{{jahre}})))",
        zahl=f'IF({{verfahren}}="linear",1+{{jahre}}*{_JE_JAHR}<0,AND({{verfahren}}="additiv",{{jahre}}>0,1+{_JE_JAHR}<0))',
    ),
    fallkosten: Nativ("{ausgaben}/{fallzahl}"),
    veraenderung: Nativ("({wert}-{vorwert})/{vorwert}"),
    monatsrate: Nativ(_rate("{jahresbudget}", "12", "{monat}")),
    rate: Nativ(_rate("{betrag}", "{anzahl_raten}", "{nummer}"), zahl="{nummer}>{anzahl_raten}"),
    traegerbudget: Nativ(
        # ein einzelner Preis, eine einzelne Rate gilt für jede Zelle: so breit wie der Umfang
        'SUMPRODUCT({leistungsumfang},({leistungsumfang}<>"§")*{kosten}*(1+{steigerungsrate}))',
        wert='SUMPRODUCT(({leistungsumfang}<>"")*({kosten}=""))>0',
    ),
    kompensationsbedarf: Nativ(
        "{budget}*((1+{steigerung_fallzahl})*(1+{steigerung_kosten})-(1+{budgetsteigerung}))"
    ),
    mindernutzung: Nativ("{budget}*(1-{auslastung_ist}/{auslastung_vereinbart})"),
    abweichung: Nativ("({ist}-{soll})/{soll}"),
    quote: Nativ("{teil}/{gesamt}"),
    mengeneffekt: Nativ("({menge_neu}-{menge_alt})*{preis_alt}"),
    preiseffekt: Nativ("({preis_neu}-{preis_alt})*{menge_neu}"),
    struktureffekt: Nativ(
        "SUMPRODUCT({mengen_neu},{preise_alt})-SUM({mengen_neu})*SUMPRODUCT({mengen_alt},{preise_alt})/SUM({mengen_alt})",
        zahl="SUM({mengen_alt})=0",
        wert=f"OR({_verschieden('{mengen_alt}', '{preise_alt}')},{_verschieden('{mengen_alt}', '{mengen_neu}')},"
        'SUMPRODUCT((({mengen_alt}<>"")+({mengen_neu}<>"")>0)*({preise_alt}=""))>0)',
    ),
    mischanteil: Nativ(
        "({gesamt}-{wert_b})/({wert_a}-{wert_b})",
        zahl="IF({wert_a}={wert_b},TRUE,OR(({gesamt}-{wert_b})/({wert_a}-{wert_b})<0,({gesamt}-{wert_b})/({wert_a}-{wert_b})>1))",
    ),
}
