"""Blätter »Anpassungen« und »Innovationsmaßnahmen«: was ein Leistungserbringer ab einem Jahr oder in einem Jahr mehr bekommt."""

from __future__ import annotations

from calc.runden import deutsch
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, letzte_belegte
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt
from workbooks.vorlagen.sonder.hh_traegerbudget.tranchen import (
    LAUFZEIT,
    NIE,
    RATEN_VERLAENGERT,
    VERLAENGERUNG,
    fortgeschrieben,
)
from workbooks.vorlagen.sonder.traegerliste import EURO

_ERSTE = 7
_SUMME = _ERSTE - 1
_JAHR = eingabe.zahl(
    2000, 2099, "Jahr der Laufzeit oder der Verlängerung; es beginnt im Monat ihres Beginns."
)
_BETRAG = eingabe.zahl(-1e11, 1e11, "Betrag in Euro; ein Abzug negativ.")
_TRAEGER = eingabe.aus_liste("eingabe_traeger", "Ein Leistungserbringer vom Blatt Leistungserbringer.")
_RATEN = ("{g_gilt}", "{v_gilt}")


def anpassungen(bau: Bau) -> None:
    """Je Zeile Jahr, Leistungserbringer, Betrag; verborgen, was daraus in jedem Jahr wird."""
    blatt = bau.blatt("Anpassungen", bau.titel("Anpassungen"), (10, 30, 30, 18, 18, 20), 5)
    satz = "Gilt ab Beginn ihres Jahres und wird mit den Raten des Leistungserbringers fortgeschrieben; ein Abzug ist negativ."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    inhalt = bau.inhalt("anpassungen")
    platz = Platz("anpassungen", _SUMME - 1, erste=_ERSTE)
    woran = kennung(*map(als_text, ("{jahr}", "{traeger}", "{anlass}")), wenn=belegt("{traeger}"))
    t = liste(bau, blatt, platz, _spalten(), bau.umfang.anpassungen, inhalt, _regeln(), woran)
    for name in ("jahr", "traeger", "anlass", "tarif", "angebot"):
        bau.name(f"eingabe_anpassung_{name}", blatt, t.ort(name))
    for name, spalte in (
        ("nummern", "nummer"),
        ("betraege", "betrag"),
        ("seit", "seit"),
        ("g", "g_gilt"),
        ("v", "v_gilt"),
    ):
        bau.name(f"anpassung_{name}", blatt, t.ort(spalte))
    for name in (*LAUFZEIT, *VERLAENGERUNG):
        bau.name(f"anpassung_{name}", blatt, t.ort(name))
    _summen(bau, t)
    bau.gedruckt[blatt.title] = Druck("F", _unten(t))


def _spalten() -> tuple[Spalte, ...]:
    beide = "{tarif},{angebot}"
    seit = "{jahr}-YEAR(eingabe_laufzeit_von)"
    return (
        Spalte("jahr", "ab Jahr", 0, einheiten.JAHR, _JAHR, pflicht=True),
        Spalte("traeger", "Leistungserbringer", 0, grenze=_TRAEGER, pflicht=True),
        Spalte("anlass", "Anlass", 0, grenze=eingabe.TEXT),
        Spalte("tarif", "Tarifstruktur\nEUR", 0, einheiten.EUR, _BETRAG),
        Spalte("angebot", "Erweiterung des\nAngebots EUR", 0, einheiten.EUR, _BETRAG),
        Spalte("laufzeit", "in der Laufzeit\nEUR", 0, einheiten.EUR, formel=_in_der_laufzeit(), luecke=True),
        _verborgen("nummer", nummer(), einheiten.NUMMER),
        # SUMME überginge einen Text
        _verborgen("betrag", f"IF(COUNT({beide})<>COUNTA({beide}),NA(),SUM({beide}))", einheiten.EUR),
        _verborgen("seit", f'IF(OR({{jahr}}="",{{nummer}}=0),{NIE},IF(ISNUMBER({{jahr}}),{seit},{NIE}))'),
        *(_verborgen(f"{x}_gilt", f"SUMPRODUCT((traeger_zeilen={{nummer}})*traeger_{x})") for x in "gv"),
        *(_verborgen(name, _tranche(t)) for t, name in enumerate(LAUFZEIT)),
        *(_verborgen(name, _verlaengert(t)) for t, name in enumerate(VERLAENGERUNG)),
    )


def _verborgen(name: str, formel: str, einheit: einheiten.Einheit = einheiten.OHNE) -> Spalte:
    return Spalte(name, name, 10, einheit, formel=formel, verborgen=True, luecke=True)


def nummer() -> str:
    """Formel: Zeile ihres Leistungserbringers auf dem Blatt Leistungserbringer; 0, wenn er dort nicht steht."""
    return 'IF({traeger}="",0,SUMPRODUCT(MAX((eingabe_traeger={traeger})*traeger_zeilen)))'


def _tranche(t: int) -> str:
    """Was aus ihr im Jahr t der Laufzeit (0: das erste) wird."""
    betrag = fortgeschrieben("{betrag}", f"{t}-{{seit}}", _RATEN, "eingabe_verfahren")
    return f'IF(OR(INDEX(budget_jahreszahlen,{t + 1},1)="",{{seit}}>{t},budget_offen),0,{betrag})'


def _verlaengert(t: int) -> str:
    """Was aus ihr im Jahr t der Verlängerung wird; eine aus der Laufzeit steckt schon in deren Grundlage."""
    seit = "{seit}-eingabe_laufzeit_jahre"
    betrag = fortgeschrieben(
        "{betrag}", f"{t}-({seit})", RATEN_VERLAENGERT, "eingabe_verlaengerung_verfahren"
    )
    return f'IF(INDEX(verlaengerung_jahreszahlen,1,{t + 1})="",0,IF(OR({seit}<0,{seit}>{t}),0,{betrag}))'


def _in_der_laufzeit() -> str:
    return f'IF(OR({{traeger}}="",{{jahr}}="",budget_offen),"",SUM({{{LAUFZEIT[0]}}}:{{{LAUFZEIT[-1]}}})+{{pruefwert}})'


def _regeln() -> tuple[Regel, ...]:
    viel, wenig = SCHWELLEN["anpassung_anteil"], SCHWELLEN["anpassung_mindestens"]
    summe = "SUM({tarif},{angebot})"
    betrag = in_worten(summe, "EUR", vorzeichen=True)
    return (
        Regel("Betrag fehlt", 'AND({tarif}="",{angebot}="")'),
        Regel("Jahr liegt weder in der Laufzeit noch in der Verlängerung", ausserhalb("{jahr}")),
        doppelt("Anpassung steht zweimal da", bestaetigen=True),
        Regel("Abzug gewollt?", "OR(N({tarif})<0,N({angebot})<0)", betrag),
        Regel(
            "derselbe Betrag desselben Leistungserbringers steht noch einmal da",
            f"AND({summe}<>0,SUMPRODUCT(({{alle_traeger}}={{traeger}})*({{alle_tarif}}={{tarif}})*({{alle_angebot}}={{angebot}}))>1)",
            betrag,
        ),
        Regel("in TEUR getippt?", f"AND({summe}<>0,ABS({summe})<{wenig:g}*N(eingabe_budget))", betrag),
        Regel(f"mehr als {100 * viel:g} % des Budgets", f"ABS({summe})>{viel:g}*N(eingabe_budget)", betrag),
    )


def _summen(bau: Bau, t: Tabelle) -> None:
    zellen.formelzelle(t.blatt[f"A{_SUMME}"], "alle", rechts=False, fett=True)
    for spalte in "BC":
        zellen.formelzelle(t.blatt[f"{spalte}{_SUMME}"], None)
    for was in ("tarif", "angebot", "laufzeit", *LAUFZEIT, *VERLAENGERUNG):
        alle = t.bereich(was)
        summe = f"SUM({alle})+SUM({t.bereich('pruefwert')})"
        formel = summe if was in (*LAUFZEIT, *VERLAENGERUNG) else t.wenn_vollstaendig(summe)
        zellen.formelzelle(t.blatt[f"{t.buchstabe(was)}{_SUMME}"], f"={formel}", zellen.BETRAG, fett=True)
    for name, spalten in (("anpassung_summen", LAUFZEIT), ("anpassung_summen_verlaengerung", VERLAENGERUNG)):
        bau.name(name, t.blatt, f"{t.buchstabe(spalten[0])}{_SUMME}:{t.buchstabe(spalten[-1])}{_SUMME}")


def _unten(t: Tabelle) -> str:
    a = t.bereich("traeger")
    return letzte_belegte(t.erste, a)


def ausserhalb(jahr: str) -> str:
    """Bedingung: kein ganzes Jahr der Laufzeit oder der Verlängerung; FALSCH, solange sie nicht eingetragen ist."""
    erstes = "YEAR(eingabe_laufzeit_von)"
    ende = f"{erstes}+eingabe_laufzeit_jahre+N(eingabe_verlaengerung_jahre)"
    nicht = f"OR({jahr}<{erstes},{jahr}>={ende},INT({jahr})<>{jahr})"
    return f"IF(AND(ISNUMBER(eingabe_laufzeit_von),ISNUMBER(eingabe_laufzeit_jahre)),{nicht},FALSE)"


def innovation(bau: Bau) -> None:
    """Maßnahme, Leistungserbringer, Jahr, Betrag; sie gehören zum Jahresbudget ihres Leistungserbringers und werden nicht fortgeschrieben."""
    blatt = bau.blatt("Innovationsmaßnahmen", bau.titel("Innovationsmaßnahmen"), (52, 30, 12, 18), 3)
    satz = "Gehören im genannten Jahr zum Jahresbudget des Leistungserbringers; werden nicht fortgeschrieben."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    spalten = (
        Spalte("massnahme", "Maßnahme", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte("traeger", "Leistungserbringer", 0, grenze=_TRAEGER, pflicht=True),
        Spalte("jahr", "Jahr", 0, einheiten.JAHR, _JAHR, pflicht=True),
        Spalte("betrag", "Betrag\nEUR", 0, einheiten.EUR, EURO, pflicht=True),
        _verborgen("nummer", nummer(), einheiten.NUMMER),
    )
    wenig = SCHWELLEN["massnahme_mindestens"]
    regeln = (
        Regel("Jahr liegt weder in der Laufzeit noch in der Verlängerung", ausserhalb("{jahr}")),
        summenwort("massnahme"),
        doppelt("Maßnahme steht zweimal da", bestaetigen=True),
        Regel(
            f"unter {deutsch(wenig)} EUR (in TEUR getippt?)",
            f"{{betrag}}<{wenig:g}",
            in_worten("{betrag}", "EUR", vorzeichen=True),
        ),
        Regel(
            f"mehr als {100 * SCHWELLEN['anpassung_anteil']:g} % des Budgets dieses Leistungserbringers",
            f"N({{betrag}})>{SCHWELLEN['anpassung_anteil']:g}*SUMPRODUCT((traeger_zeilen={{nummer}})*traeger_basis)",
            in_worten("{betrag}", "EUR", vorzeichen=True),
        ),
    )
    woran = kennung(*map(als_text, ("{massnahme}", "{traeger}", "{jahr}")), wenn=belegt("{massnahme}"))
    platz = Platz("innovation", 5, erste=_ERSTE)
    t = liste(bau, blatt, platz, spalten, bau.umfang.massnahmen, bau.inhalt("massnahmen"), regeln, woran)
    zellen.formelzelle(blatt["A6"], "Gesamt", rechts=False, fett=True)
    summe = f"SUM({t.bereich('betrag')})+SUM({t.bereich('pruefwert')})"
    zellen.formelzelle(blatt["D6"], "=" + t.wenn_vollstaendig(summe), zellen.BETRAG, fett=True)
    for name, spalte in (("nummern", "nummer"), ("jahre", "jahr"), ("betraege", "betrag")):
        bau.name(f"innovation_{name}", blatt, t.ort(spalte))
    bau.gedruckt[blatt.title] = Druck("D", _unten(t))
