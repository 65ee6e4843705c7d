"""Blatt »Leistungserbringer«: das Budget je Leistungserbringer, im ersten Jahr eingetragen, danach mit seinen Raten fortgeschrieben.

Verborgen rechnet jede Zeile auch die Jahre der Verlängerung: alles, was einen Leistungserbringer betrifft, steht in einer Zeile.
"""

from __future__ import annotations

from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, letzte_belegte
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.grund.regeln import Regel, neben_den_anderen, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle, keine_zahl
from workbooks.vorlagen.sonder import traegerliste
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import RATE
from workbooks.vorlagen.sonder.hh_traegerbudget.tranchen import (
    LAUFZEIT,
    RATEN_VERLAENGERT,
    VERLAENGERUNG,
    fortgeschrieben,
)
from workbooks.vorlagen.sonder.traegerliste import EURO
from workbooks.vorlagen.sonder.vorjahr import Jahre, vorjahr

BLATT = "Leistungserbringer"
_GANZ = "#,##0"
_KOPF = 5
_SUMME = _KOPF + 1
_JAHRE = range(1, HOECHSTENS_JAHRE + 1)
_OPERATIV = tuple(f"operativ{t}" for t in _JAHRE)
_RATEN = ("{g_gilt}", "{v_gilt}")


def traeger(bau: Bau) -> None:
    """Namen: `eingabe_traeger`, `eingabe_traeger_budget`, `budget_traeger`, `verlaengerung_traeger` (Zeilen × Jahre)."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (), _KOPF)
    saetze = (
        "Jahre in ganzen Euro gezeigt, auf den Cent gerechnet; mit Anpassungen und Innovationsmaßnahmen.",
        f"Eigene Raten: leer, wo die vom Blatt Fortschreibung gelten. Platz für {bau.umfang.anbieter} Leistungserbringer.",
    )
    for z, satz in enumerate(saetze, 3):
        zellen.text(blatt[f"A{z}"], satz, grau=True, umbruch=False)
    regeln = (
        *traegerliste.regeln("{budget}"),
        Regel("gewollt?", "{budget}=0", '"0 EUR"'),
        neben_den_anderen("budget", 50, "EUR"),
        unueblich("rate", "g"),
        unueblich("rate", "v"),
    )
    platz = Platz("traeger", _KOPF, erste=_KOPF + 2, hoehe=42)
    t = liste(
        bau, blatt, platz, _spalten(), bau.umfang.anbieter, bau.inhalt("traeger"), regeln, traegerliste.WORAN
    )
    _summen(bau, t)
    traegerliste.benennen(bau, t, "eingabe_traeger")
    bau.name("eingabe_traeger_budget", blatt, t.ort("budget"))
    for name, spalte in (("zeilen", "zeile"), ("basis", "basis"), ("g", "g_gilt"), ("v", "v_gilt")):
        bau.name(f"traeger_{name}", blatt, t.ort(spalte))
    bau.name("budget_traeger", blatt, t.ort(LAUFZEIT[0], LAUFZEIT[-1]))
    bau.name("verlaengerung_traeger", blatt, t.ort(VERLAENGERUNG[0], VERLAENGERUNG[-1]))
    bau.name("verlaengerung_grundlagen", blatt, t.ort("letztes"))
    _pruefungen(bau, t)
    namen = t.bereich("traeger")
    unten = letzte_belegte(t.erste, namen)
    davor = t.nummer(LAUFZEIT[0]) - 1
    bau.gedruckt[BLATT] = Druck(t.buchstabe(LAUFZEIT[-1]), unten, f"{davor}+COUNT(budget_jahreszahlen)")


def vorjahrsblatt(bau: Bau) -> None:
    """Das erste Jahr der Laufzeit gegen das Vorjahr."""
    ganz = "IF(ISNUMBER({0}),AND({0}>=1,INT({0})={0}),FALSE)".format  # INDEX mit 0 wäre die ganze Zeile
    laufzeit, mehr = "eingabe_laufzeit_jahre", "eingabe_verlaengerung_jahre"
    letztes = f'IF({ganz(laufzeit)},INDEX(budget_traeger,{{n}},{laufzeit}),"")'
    jahre = Jahre(
        "eingabe_traeger",
        "erstes Jahr\nEUR",
        "INDEX(budget_traeger,{n},1)",
        f'IF({mehr}="",{letztes},IF({ganz(mehr)},INDEX(verlaengerung_traeger,{{n}},{mehr}),""))',
    )
    vorjahr(bau, jahre)


def _spalten() -> tuple[Spalte, ...]:
    eigene = (("g", "eigene Rate\nFallzahl"), ("v", "eigene Rate\nFallkosten"))
    return (
        traegerliste.name(22),
        Spalte("budget", "erstes Jahr\nEUR", 15, einheiten.EUR, EURO, pflicht=True),
        traegerliste.siebtes(10),
        *(Spalte(n, wort, 10, einheiten.PROZENT, RATE) for n, wort in eigene),
        *(_jahr(t) for t in _JAHRE),
        traegerliste.vorjahr(15.5),  # gedruckt auf dem Blatt Vorjahr
        _verborgen("zeile", "ROW({traeger})", einheiten.NUMMER),
        _verborgen("basis", "N({budget})", einheiten.EUR),
        _verborgen("g_gilt", 'IF({g}="",N(eingabe_steigerung_fallzahl),N({g}))', einheiten.PROZENT),
        _verborgen("v_gilt", 'IF({v}="",N(eingabe_veraenderung_fallkosten),N({v}))', einheiten.PROZENT),
        *(_verborgen(_OPERATIV[t - 1], _operativ(t), einheiten.EUR) for t in _JAHRE),
        _verborgen("letztes", _letztes(), einheiten.EUR),
        *(_verborgen(VERLAENGERUNG[t - 1], _verlaengert(t), einheiten.EUR) for t in _JAHRE),
        *(_verborgen(f"bis_{x}", _bis_dezember(x), einheiten.EUR) for x in (*LAUFZEIT, *VERLAENGERUNG)),
    )


def _verborgen(name: str, formel: str, einheit: einheiten.Einheit) -> Spalte:
    return Spalte(name, name, 12, einheit, formel=formel, verborgen=True, luecke=True)


def _angepasst(t: int, namen: tuple[str, ...]) -> str:
    """Formel: die Anpassungen dieses Leistungserbringers im Jahr t."""
    return f"SUMIF(anpassung_nummern,{{zeile}},anpassung_{namen[t - 1]})+budget_falsch"


def _innovation(jahr: str) -> str:
    return f"SUMIFS(innovation_betraege,innovation_nummern,{{zeile}},innovation_jahre,{jahr})"


def _operativ(t: int) -> str:
    """Das eingetragene Budget mit seinen Raten, und seine Anpassungen."""
    fehlt = f'OR(INDEX(budget_jahreszahlen,{t},1)="",budget_offen,{{budget}}="")'
    betrag = fortgeschrieben("{budget}", str(t - 1), _RATEN, "eingabe_verfahren")
    return f'IF({fehlt},"",{betrag}+{_angepasst(t, LAUFZEIT)}+{{pruefwert}})'


def _jahr(t: int) -> Spalte:
    """Ein Jahr der Laufzeit: was operativ vereinbart ist, und die Innovationsmaßnahmen."""
    operativ, jahr = f"{{{_OPERATIV[t - 1]}}}", f"INDEX(budget_jahreszahlen,{t},1)"
    formel = f'IF({operativ}="","",{operativ}+{_innovation(jahr)})'
    return Spalte(
        LAUFZEIT[t - 1], f'=IF({jahr}="","",{jahr})', 12, einheiten.EUR_GANZ, formel=formel, luecke=True
    )


def _letztes() -> str:
    """Operatives Budget im letzten Jahr der Laufzeit: Grundlage der Verlängerung."""
    jahre = "eingabe_laufzeit_jahre"
    ganz = f"IF(ISNUMBER({jahre}),AND({jahre}>=1,{jahre}<={HOECHSTENS_JAHRE},INT({jahre})={jahre}),FALSE)"
    gewaehlt = f"CHOOSE({jahre},{','.join(f'{{{o}}}' for o in _OPERATIV)})"
    return f'IF({ganz},IF({gewaehlt}="","",{gewaehlt}),"")'


def _verlaengert(t: int) -> str:
    """Ein Jahr der Verlängerung, mit den Raten dort, Anpassungen und Innovationsmaßnahmen."""
    jahr = f"INDEX(verlaengerung_jahreszahlen,1,{t})"
    betrag = fortgeschrieben("{letztes}", str(t), RATEN_VERLAENGERT, "eingabe_verlaengerung_verfahren")
    return f'IF(OR({jahr}="",{{letztes}}=""),"",{betrag}+{_angepasst(t, VERLAENGERUNG)}+{_innovation(jahr)})'


def _bis_dezember(jahr: str) -> str:
    """Was davon in dem Kalenderjahr gezahlt wird, in dem das Budgetjahr beginnt: die Raten bis Dezember."""
    monate = "(13-MONTH(eingabe_laufzeit_von))"
    # ganze Cent: die Hälfte eines Cents ist dann genau und wird aufgerundet wie in EGH_RATE
    return f'IF({{{jahr}}}="",0,ROUND(ROUND(100*{{{jahr}}},0)*{monate}/12,0)/100)'


def _pruefungen(bau: Bau, t: Tabelle) -> None:
    bau.pruefung(
        "summe_traeger",
        "Leistungserbringer: zusammen ergeben sie das Budget des ersten Jahres",
        f"ABS(SUM({t.bereich('budget')})-N(eingabe_budget))<0.005",
        "Budgets auf dem Blatt Leistungserbringer ergänzen oder berichtigen.",
        nativ=True,
    )
    bau.pruefung(
        "negativ",
        "Leistungserbringer: in keinem Jahr ist ein Budget negativ",
        'COUNTIF(budget_traeger,"<0")+COUNTIF(verlaengerung_traeger,"<0")=0',
        "Anpassungen, die mehr abziehen als da ist, auf dem Blatt Anpassungen berichtigen.",
    )
    traegerliste.pruefung_132(
        bau, traegerliste.keiner_im_siebten(t), " und je Leistungserbringer 0 eintragen."
    )


def _summen(bau: Bau, t: Tabelle) -> None:
    """Über der ersten Zeile: alle Leistungserbringer zusammen."""
    zellen.formelzelle(t.blatt[f"A{_SUMME}"], "alle Leistungserbringer", rechts=False, fett=True)
    for spalte in ("siebtes", "g", "v"):
        zellen.formelzelle(t.blatt[f"{t.buchstabe(spalte)}{_SUMME}"], None)
    namen, budget, falsch = (t.bereich(s) for s in ("traeger", "budget", "pruefwert"))
    # nicht aus den Hinweisen: die hängen an den Jahren, und die Jahre an dieser Summe
    unvollstaendig = f'SUMPRODUCT(({namen}<>"")*({budget}=""))>0'
    bis = tuple(f"bis_{x}" for x in (*LAUFZEIT, *VERLAENGERUNG))
    for was in ("budget", "vorjahr", *LAUFZEIT, *_OPERATIV, "letztes", *VERLAENGERUNG, *bis):
        alle = t.bereich(was)
        leer = f"OR({keine_zahl(alle)},{unvollstaendig})"
        formel = f'=IF({leer},"",SUM({alle})+SUM({falsch}))'
        form = _GANZ if was in LAUFZEIT else zellen.BETRAG
        zellen.formelzelle(t.blatt[f"{t.buchstabe(was)}{_SUMME}"], formel, form, fett=True)
    for name, spalten in (
        ("traeger_summen", LAUFZEIT),
        ("traeger_summen_operativ", _OPERATIV),
        ("traeger_summen_verlaengerung", VERLAENGERUNG),
        ("traeger_summen_bis_dezember", bis),
    ):
        bau.name(name, t.blatt, f"{t.buchstabe(spalten[0])}{_SUMME}:{t.buchstabe(spalten[-1])}{_SUMME}")
    bau.name("traeger_summe_letztes", t.blatt, f"{t.buchstabe('letztes')}{_SUMME}")
