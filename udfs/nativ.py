"""Die Formeln ohne Add-in: je Funktion die nackte Rechnung aus gewöhnlichen Tabellenfunktionen.

NATIV steht neben FUNKTIONEN: eine Funktion, die dort fehlt, hat keine Form ohne Add-in. Was ein Argument sein darf,
sagt sein Leser in `udfs.typen`; die Prüfung davor wird daraus erzeugt und steht hier nicht noch einmal.

In einer Rechnung ist {argument} das Argument; ein weggelassenes ist schon durch seine Vorgabe ersetzt. {argument?} ist,
ob es da ist. Namen wie
`vertrag_wert` und `hbg_mittel` sind Spalten des Blatts »Vertragswerte«.
"""

from collections.abc import Callable
from typing import Any

from udfs.arbeitszeit import betreuungszeit, betreuungszeit_kette, bjaz, njaz, njaz_berechnen
from udfs.berlin import (
    be_erreichbarkeit,
    be_fallstunden,
    be_fls_satz,
    be_jahresstunden,
    be_kle,
    be_personalkosten,
    be_stunden_woche,
    be_vorschuss,
)
from udfs.budget import budget_projektion
from udfs.fallabgleich import fallabgleich
from udfs.hessen import he_kompensatorisch, he_qualifiziert
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
from udfs.nativ_geld import GELD
from udfs.nativform import Nativ
from udfs.personalbemessung import (
    ausschoepfung,
    belegungstage,
    hochrechnung,
    jahresstunden,
    vk_umrechnen,
    vzae,
)
from udfs.pooling import gruppenzeit, poolanteil
from udfs.stundentafel import deckung, einsatzdauer, einsatzstunden, stundentafel, zuschlagsstunden
from udfs.vertrag import beleg, parameter, quelle


def _vertrag(spalte: str, name: str) -> str:
    return f"INDEX(vertrag_{spalte},MATCH({name},vertrag_gilt,0))"


# die innere Rundung nimmt Reste der Kommazahlen weg: 269,49999999999997 zählt als 269,5
_MINUTEN = "ROUND(ROUND({minuten_woche},10),0)"
# SUBSTITUTE macht auch aus der Zahl 0,1 den Text 0.1, in jeder Sprache
_STUFE = 'MATCH(SUBSTITUTE({hbg},",","."),hbg_mit_mittel,0)'
_WOCHEN, _JAHRESSTUNDEN = (_vertrag("wert", name) for name in ('"wochen_jahr"', '"jahresstunden_vk"'))


_VK = 'INDEX(hbg_vk,MATCH(SUBSTITUTE({hbg},",","."),hbg_mit_vk,0))'
_VK_EIGEN = f"INDEX(hbg_std_jahr,{_STUFE})/{{jahresstunden_vk}}"

_SOCKEL, _FEDERFUEHRUNG, _ZUSCHLAG = (
    _vertrag("wert", f'"pauschale_{teil}"') for teil in ("sockel", "sockel_federfuehrung", "anteil")
)
_NJAZ, _VOLLZEIT, _AUSLASTUNG, _FALLUNSPEZIFISCH, _WEGE, _FEIERTAGE = (
    _vertrag("wert", f'"{name}"')
    for name in (
        *("nettojahresarbeitszeit", "wochenstunden_vk", "auslastung"),
        *("anteil_fallunspezifisch", "wegezeit", "feiertage_werktags"),
    )
)
_STUNDEN_VK = f"{_NJAZ}*{{wochenstunden}}/{_VOLLZEIT}"
_FALLSTUNDEN = f"{{vk}}*{_STUNDEN_VK}*(1-{_FALLUNSPEZIFISCH})-{{erreichbarkeit}}"

_TAGE = "(INT({zeitraum_bis})-INT({zeitraum_von})+1)"
_AUFENTHALT_BIS = "IF({aufenthalt_bis}=0,{zeitraum_bis},{aufenthalt_bis})"


def _gemeinsam(von: str, bis: str, fenster_von: str, fenster_bis: str) -> str:
    """Gemeinsame Zeit zweier Spannen, Zelle für Zelle: MIN und MAX nähmen einen ganzen Bereich, ABS nicht überall."""
    frueher = f"({bis}-({bis}-{fenster_bis})*({bis}>{fenster_bis}))"
    spaeter = f"({von}+({fenster_von}-{von})*({fenster_von}>{von}))"
    return f"({frueher}-{spaeter})*({frueher}>{spaeter})"


def _nachts(von: str, bis: str) -> str:
    """Ein Ende, das nicht nach dem Beginn liegt, ist am Folgetag."""
    return f"({bis}+({bis}<={von}))"


_FENSTER = "+".join(
    f"MAX(0,MIN({_nachts('{beginn}', '{ende}')},{_nachts('{fenster_von}', '{fenster_bis}')}+({k}))"
    f"-MAX({{beginn}},{{fenster_von}}+({k})))"
    for k in (-1, 0, 1)
)
_VON, _BIS = "INDEX({dienste},0,1)", "INDEX({dienste},0,2)"
_ENDE = _nachts(_VON, _BIS)
_ANWESEND = {
    tag: f"INDEX({{dienste}},0,{tag})" for tag in ("2+{wochentag}", "IF({wochentag}=1,9,1+{wochentag})")
}
_HEUTE, _GESTERN = (
    f"SUMPRODUCT({anwesend}*{_gemeinsam(f'({_VON}{versatz})', f'({_ENDE}{versatz})', '{uhr_von}', '{uhr_bis}')})"
    for anwesend, versatz in zip(_ANWESEND.values(), ("+0", "-1"))
)
_JEMAND = "(" + "+".join(f"INDEX({{dienste}},0,{tag})" for tag in range(3, 10)) + ">0)"

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
    belegungstage: Nativ(
        f"MAX(0,INT(MIN({_AUFENTHALT_BIS},{{zeitraum_bis}}))-INT(MAX({{aufenthalt_von}},{{zeitraum_von}}))+1)",
        zahl="OR(INT({zeitraum_von})>INT({zeitraum_bis}),"
        "AND({aufenthalt_bis}<>0,INT({aufenthalt_bis})<INT({aufenthalt_von})))",
    ),
    ausschoepfung: Nativ(
        f"{{stunden_erbracht}}/({{stunden_bewilligt_woche}}*{_TAGE}/7)",
        zahl="INT({zeitraum_von})>INT({zeitraum_bis})",
    ),
    zuschlagsstunden: Nativ(
        f"ROUND(({_FENSTER})*86400,0)/3600",
        zahl="OR(ROUND({beginn}*86400,0)=86400,ROUND({fenster_von}*86400,0)=86400)",
        wert="OR(ROUND({ende}*86400,0)=ROUND({beginn}*86400,0),"
        "ROUND({fenster_bis}*86400,0)=ROUND({fenster_von}*86400,0))",
    ),
    deckung: Nativ(
        f"({_HEUTE}+{_GESTERN})/({{uhr_bis}}-{{uhr_von}})",
        zahl=f"OR({{uhr_von}}>={{uhr_bis}},SUMPRODUCT(({_VON}>=1)+({_BIS}>1))>0)",
        wert=f'OR(COLUMNS({{dienste}})<>9,SUMPRODUCT({_JEMAND}*(({_VON}="")+({_BIS}="")+({_VON}<0)+({_BIS}<0)+({_VON}={_BIS})>0))>0)',
    ),
    gruppenzeit: Nativ("{stunden_gruppe}*{mitarbeitende}/{teilnehmende}"),
    poolanteil: Nativ(
        "{stunden}*({gewicht}/SUM({gewichte}))",
        zahl="OR(SUM({gewichte})=0,{gewicht}>SUM({gewichte})*(1+1E-12))",
    ),
    he_qualifiziert: Nativ(  # bei 0 Minuten auch kein Sockel, aber ohne Vertrag #NV
        f"({{minuten_woche}}*(1+{_ZUSCHLAG})+{_SOCKEL}+IF({{federfuehrung}},{_FEDERFUEHRUNG},0))*({{minuten_woche}}>0)"
    ),
    he_kompensatorisch: Nativ(f"ROUND(ROUND({{minuten_woche}}*(1+{_ZUSCHLAG})/30,10),0)/2"),
    be_erreichbarkeit: Nativ(
        f"{{stunden_werktag}}*(5*{_WOCHEN}-{_FEIERTAGE})+{{stunden_frei}}*(2*{_WOCHEN}+{_FEIERTAGE})"
    ),
    be_jahresstunden: Nativ(_STUNDEN_VK),
    be_personalkosten: Nativ(
        f"({{satz_oben}}-{{satz_unten}})*7*{_WOCHEN}*{_AUSLASTUNG}/({{vk_oben}}-{{vk_unten}})",
        zahl="OR({satz_oben}<={satz_unten},{vk_oben}<={vk_unten})",
    ),
    be_fallstunden: Nativ(
        f"({_FALLSTUNDEN})*(1-{_WEGE}/{{wochenstunden}})",
        zahl=f"OR({_WEGE}>={{wochenstunden}},{_FALLSTUNDEN}<0)",
    ),
    be_fls_satz: Nativ(f"{{personalkosten}}/({_STUNDEN_VK}*{_AUSLASTUNG})"),
    be_kle: Nativ(
        f"({{budget_bisher}}-{{fallstunden}}/({_STUNDEN_VK})*{{personalkosten}})"
        f"/(7*{_WOCHEN}*{_AUSLASTUNG}*{{plaetze}})/({{personalkosten}}/({_STUNDEN_VK}*{_AUSLASTUNG}))"
    ),
    be_stunden_woche: Nativ(f"{{fallstunden}}/{{vk_summe}}*{{vk_person}}/{_WOCHEN}"),
    be_vorschuss: Nativ(f"({{stunden_monat}}+{{kle_tag}}*7*{_WOCHEN}/12)*{{fls_satz}}"),
    parameter: Nativ(f"{_vertrag('wert', '{name}')}+0"),  # eine Tabelle ist kein Wert
    quelle: Nativ(_vertrag("quelle", "{name}")),
    beleg: Nativ(_vertrag("beleg", "{name}")),
    **GELD,
}

NUR_LAMBDA: dict[Callable[..., Any], str] = {
    stundentafel: "füllt eine ganze Tafel; eine einzelne Zelle daraus (INDEX) ist eine Summe von Produkten",
    hbg_tabelle: "füllt eine ganze Tabelle; eine einzelne Zelle daraus (INDEX) steht auf dem Blatt Vertragswerte",
    budget_projektion: "füllt je Jahr eine Zeile; ein einzelnes Jahr ist EGH_BUDGET",
    fallabgleich: "füllt eine Zeile je Fall; in der Vorlage rechnet ohne Add-in jede Zelle des Abgleichs für sich",
}
"""Funktionen ohne einfache Formel, und warum."""
