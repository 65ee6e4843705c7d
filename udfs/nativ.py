"""Die Formeln ohne Add-in: je Funktion die nackte Rechnung aus gewöhnlichen Tabellenfunktionen.

NATIV steht neben FUNKTIONEN: eine Funktion, die dort fehlt, hat keine Form ohne Add-in. Was ein Argument sein darf,
sagt sein Leser in `udfs.typen`; die Prüfung davor wird daraus erzeugt und steht hier nicht noch einmal.

In einer Rechnung ist {argument} das Argument; ein weggelassenes ist schon durch seine Vorgabe ersetzt. {argument?} ist,
ob es da ist. Namen wie
`vertrag_wert` und `hbg_mittel` sind Spalten des Blatts »Vertragswerte«.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from udfs.arbeitszeit import betreuungszeit, betreuungszeit_kette, bjaz, njaz, njaz_berechnen
from udfs.budget import (
    budget,
    budget_projektion,
    kompensationsbedarf,
    mindernutzung,
    monatsrate,
    rate,
    traegerbudget,
)
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
from udfs.fallabgleich import fallabgleich
from udfs.hilfebedarf import (
    hbg,
    hbg_abstand,
    hbg_minuten,
    hbg_schluessel,
    hbg_stunden,
    hbg_tabelle,
    hbg_vk,
    vk_minuten,
)
from udfs.personalbemessung import hochrechnung, jahresstunden, vk_umrechnen, vzae
from udfs.stundentafel import einsatzdauer, einsatzstunden, stundentafel
from udfs.vertrag import beleg, parameter, quelle


class Nativ(NamedTuple):
    """Rechnung, und wann sie #NUM! (`zahl`) oder #VALUE! (`wert`) ist, über die Grenzen der Argumente hinaus."""

    kern: str
    zahl: str = ""
    wert: str = ""


def _vertrag(spalte: str, name: str) -> str:
    return f"INDEX(vertrag_{spalte},MATCH({name},vertrag_gilt,0))"


# die innere Rundung nimmt Reste der Kommazahlen weg: 269,49999999999997 zählt als 269,5
_MINUTEN = "ROUND(ROUND({minuten_woche},10),0)"
# SUBSTITUTE macht auch aus der Zahl 0,1 den Text 0.1, in jeder Sprache
_STUFE = 'MATCH(SUBSTITUTE({hbg},",","."),hbg_mit_mittel,0)'
_WOCHEN, _JAHRESSTUNDEN = (_vertrag("wert", name) for name in ('"wochen_jahr"', '"jahresstunden_vk"'))


def _rate(betrag: str, anzahl: str, nummer: str) -> str:
    """Auf Cent gerundeter Anspruch bis zu dieser Rate − bis zur vorigen, in ganzen Cent."""

    def bis(letzte: str) -> str:
        return f"INT((2*ROUND(ROUND({betrag}*100,6),0)*{letzte}+{anzahl})/(2*{anzahl}))"

    return f"({bis(nummer)}-{bis(f'({nummer}-1)')})/100"


_JE_JAHR = "({steigerung_fallzahl}+{veraenderung_fallkosten})"
_VK = 'INDEX(hbg_vk,MATCH(SUBSTITUTE({hbg},",","."),hbg_mit_vk,0))'
_VK_EIGEN = f"INDEX(hbg_std_jahr,{_STUFE})/{{jahresstunden_vk}}"

NATIV: dict[Callable[..., Any], Nativ] = {
    bjaz: Nativ("{wochen_jahr}*{wochenstunden}"),
    njaz_berechnen: Nativ(
        "MAX(0,{wochen_jahr}-SUM({ausfalltage})/{arbeitstage_woche})*{wochenstunden}",
        zahl="SUM({ausfalltage})/{arbeitstage_woche}>{wochen_jahr}+1E-9",
    ),
    njaz: Nativ(
        _vertrag(
            "wert",
            'IF({schichtdienst},"nettojahresarbeitszeit_schichtdienst","nettojahresarbeitszeit")',
        )
    ),
    betreuungszeit: Nativ("{njaz}*(1-{anteil_indirekt})"),
    betreuungszeit_kette: Nativ(
        'IF({verfahren}="additiv",{njaz}*(1-MIN(1,SUM({anteile}))),{njaz}*SUMPRODUCT(PRODUCT(1-{anteile})))',
        zahl='IF({verfahren}="additiv",SUM({anteile})>1+1E-12,FALSE)',
    ),
    hbg: Nativ(f'IF({{minuten_woche}}=0,"",LOOKUP({_MINUTEN},hbg_von,hbg_name))'),
    hbg_minuten: Nativ(f"INDEX(hbg_mittel,{_STUFE})"),
    hbg_abstand: Nativ(
        f'IF({_MINUTEN}<MAX(hbg_von),SMALL(hbg_von,COUNTIF(hbg_von,"<="&{_MINUTEN})+1)-{_MINUTEN},#N/A)'
    ),
    hbg_stunden: Nativ(
        f'INDEX(IF({{zeitraum}}="Woche",hbg_std_woche,IF({{zeitraum}}="Tag",hbg_std_tag,hbg_std_jahr)),{_STUFE})'
    ),
    hbg_vk: Nativ(f"IF({{jahresstunden_vk?}},{_VK_EIGEN},{_VK})"),
    vk_minuten: Nativ(
        f"{{minuten_woche}}/60*{_WOCHEN}/IF({{jahresstunden_vk?}},{{jahresstunden_vk}},{_JAHRESSTUNDEN})"
    ),
    vk_umrechnen: Nativ("{vk}*{wochenstunden_alt}/{wochenstunden_neu}"),
    hbg_schluessel: Nativ(f"1/IF({{jahresstunden_vk?}},{_VK_EIGEN},{_VK})"),
    einsatzdauer: Nativ(
        "(ROUND({ende}*86400,0)-ROUND({beginn}*86400,0)+IF({ende}<{beginn},86400,0))/3600",
        zahl="ROUND({beginn}*86400,0)=86400",
        wert="ROUND({ende}*86400,0)=ROUND({beginn}*86400,0)",
    ),
    einsatzstunden: Nativ("{stunden_tag}*{tage_woche}*{anzahl}*{anerkennung}*{wochen_jahr}"),
    vzae: Nativ("{stunden_jahr}/{jahresstunden_vzae}"),
    jahresstunden: Nativ("{stunden_woche}*{wochen_jahr}"),
    hochrechnung: Nativ("{summe_stichprobe}/{anzahl_stichprobe}*{anzahl_gesamt}"),
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
        "SUMPRODUCT({leistungsumfang},{kosten},1+{steigerungsrate})",
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
        wert='SUMPRODUCT((({mengen_alt}<>"")+({mengen_neu}<>"")>0)*({preise_alt}=""))>0',
    ),
    mischanteil: Nativ(
        "({gesamt}-{wert_b})/({wert_a}-{wert_b})",
        zahl="IF({wert_a}={wert_b},TRUE,OR(({gesamt}-{wert_b})/({wert_a}-{wert_b})<0,({gesamt}-{wert_b})/({wert_a}-{wert_b})>1))",
    ),
    parameter: Nativ(_vertrag("wert", "{name}")),
    quelle: Nativ(_vertrag("quelle", "{name}")),
    beleg: Nativ(_vertrag("beleg", "{name}")),
}

NUR_LAMBDA: dict[Callable[..., Any], str] = {
    stundentafel: "füllt eine ganze Tafel; eine einzelne Zelle daraus (INDEX) ist eine Summe von Produkten",
    hbg_tabelle: "füllt eine ganze Tabelle; eine einzelne Zelle daraus (INDEX) steht auf dem Blatt Vertragswerte",
    budget_projektion: "füllt je Jahr eine Zeile; ein einzelnes Jahr ist EGH_BUDGET",
    fallabgleich: "vergleicht zwei Listen Zeile für Zeile; mit ZÄHLENWENN kostete das das Quadrat ihrer Länge",
}
"""Funktionen ohne einfache Formel, und warum."""
