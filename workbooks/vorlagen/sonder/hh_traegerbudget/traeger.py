"""Blatt »Träger«: das Budget je Träger, im ersten Jahr eingetragen, danach nach seinem Anteil."""

from __future__ import annotations

from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte, Tabelle, keine_zahl
from workbooks.vorlagen.sonder import traegerliste
from workbooks.vorlagen.sonder.traegerliste import EURO
from workbooks.vorlagen.sonder.vorjahr import Jahre, vorjahr

BLATT = "Träger"
_GANZ = "#,##0"
_KOPF = 5
_SUMME = _KOPF + 1
_JAHRE = range(1, HOECHSTENS_JAHRE + 1)


def traeger(bau: Bau) -> None:
    """Namen: `eingabe_traeger`, `eingabe_traeger_budget`, `budget_traeger` (Zeilen × Jahre, ungerundet)."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (), _KOPF)
    satz = f"Gezeigt in ganzen Euro. Platz für {bau.umfang.anbieter} Träger."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    spalten = (
        traegerliste.name("Träger", 22),
        Spalte("budget", "erstes Jahr\nEUR", 15.5, einheiten.EUR, EURO, pflicht=True),
        traegerliste.siebtes(10),
        *(_jahr(t) for t in _JAHRE),
        traegerliste.vorjahr(15.5),  # gedruckt auf dem Blatt Vorjahr
    )
    regeln = (*traegerliste.regeln("Träger", "{budget}"), Regel("gewollt?", "{budget}=0", '"0 EUR"'))
    platz = Platz("traeger", _KOPF, erste=_KOPF + 2)
    t = liste(
        bau, blatt, platz, spalten, bau.umfang.anbieter, bau.inhalt("traeger"), regeln, traegerliste.WORAN
    )
    _summen(t)
    traegerliste.benennen(bau, t, "eingabe_traeger")
    bau.name("eingabe_traeger_budget", blatt, t.ort("budget"))
    bau.name("budget_traeger", blatt, t.ort("jahr1", f"jahr{HOECHSTENS_JAHRE}"))
    bau.pruefung(
        "summe_traeger",
        "Träger: zusammen ergeben sie das Budget des ersten Jahres",
        f"ABS(SUM({t.bereich('budget')})-N(eingabe_budget))<0.005",
        "Budgets auf dem Blatt Träger ergänzen oder berichtigen.",
        nativ=True,
    )
    traegerliste.pruefung_132(bau, traegerliste.keiner_im_siebten(t), " und je Träger 0 eintragen.")
    namen = t.bereich("traeger")
    unten = f'MAX({t.erste},SUMPRODUCT(MAX(({namen}<>"")*ROW({namen}))))'
    bau.gedruckt[BLATT] = Druck(t.buchstabe(f"jahr{HOECHSTENS_JAHRE}"), unten)


def vorjahrsblatt(bau: Bau) -> None:
    """Das erste Jahr der Laufzeit gegen das Vorjahr."""
    letztes = "INDEX(budget_traeger,{n},eingabe_laufzeit_jahre)"
    ganz = "IF(ISNUMBER(eingabe_laufzeit_jahre),AND(eingabe_laufzeit_jahre>=1,INT(eingabe_laufzeit_jahre)=eingabe_laufzeit_jahre),FALSE)"
    jahre = Jahre(
        "Träger",
        "eingabe_traeger",
        "erstes Jahr\nEUR",
        "INDEX(budget_traeger,{n},1)",
        f'IF({ganz},{letztes},"")',
    )
    vorjahr(bau, jahre)


def _jahr(t: int) -> Spalte:
    """Ein Jahr der Laufzeit: der Anteil des Trägers am Budget des ersten Jahres, vom Budget dieses Jahres."""
    gesamt, jahr = f"INDEX(budget_jahre,{t},1)", f"INDEX(budget_jahreszahlen,{t},1)"
    summe = f"$B${_SUMME}"
    formel = f'IF(OR({gesamt}="",{{budget}}="",{summe}=""),"",{gesamt}*{{budget}}/{summe}+{{pruefwert}})'
    return Spalte(f"jahr{t}", f'=IF({jahr}="","",{jahr})', 12, einheiten.EUR_GANZ, formel=formel, luecke=True)


def _summen(t: Tabelle) -> None:
    """Über der ersten Zeile: alle Träger zusammen."""
    zellen.formelzelle(t.blatt[f"A{_SUMME}"], "alle Träger", rechts=False, fett=True)
    zellen.formelzelle(t.blatt[f"{t.buchstabe('siebtes')}{_SUMME}"], None)
    namen, budget, falsch = (t.bereich(s) for s in ("traeger", "budget", "pruefwert"))
    # nicht aus den Hinweisen: die hängen an den Jahren, und die Jahre an dieser Summe
    unvollstaendig = f'SUMPRODUCT(({namen}<>"")*({budget}=""))>0'
    for was, form in (
        ("budget", zellen.BETRAG),
        ("vorjahr", zellen.BETRAG),
        *((f"jahr{n}", _GANZ) for n in _JAHRE),
    ):
        alle = t.bereich(was)
        leer = f"OR({keine_zahl(alle)},{unvollstaendig})"
        formel = f'=IF({leer},"",SUM({alle})+SUM({falsch}))'
        zellen.formelzelle(t.blatt[f"{t.buchstabe(was)}{_SUMME}"], formel, form, fett=True)
