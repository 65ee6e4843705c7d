"""Blatt »Leistungserbringer«: Fallpauschalen 1 und 2, weitere Bestandteile, Budget; wer nicht zum Personenkreis gehört."""

from __future__ import annotations

from dataclasses import replace

from workbooks.bausteine.grund import eingabe, einheiten
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, leerer_text
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import tabelle
from workbooks.vorlagen.sonder import traegerliste
from workbooks.vorlagen.sonder.vorjahr import Jahre, vorjahr

BLATT = "Leistungserbringer"
STATUS = ("Entwurf", "verhandelt", "vereinbart")
_FAELLE = eingabe.zahl(0, 1e5, "Fälle (Leistungsberechtigte im Jahr), ab 0.")
_PREIS = eingabe.zahl(0, 1e5, "Euro je Fall und Jahr, 0 bis 100.000.")
_EURO = eingabe.zahl(-1e9, 1e9, "Betrag in Euro; ein Abzug oder eine Rückforderung negativ.")
_NULL = eingabe.zahl(
    0,
    1e5,
    "Fälle unter 21 bei Beginn, mit primärer Sucht, gerontopsychiatrisch, im 7. Kap. SGB XII; muss 0 sein.",
)
_KASSENZEICHEN = kennung(als_text("{kassenzeichen}"), wenn=belegt("{kassenzeichen}"))
_VON = "eingabe_laufzeit_von"


def anbieter(bau: Bau) -> Tabelle:
    """Namen: `eingabe_anbieter`, `budget_anbieter`, `ergebnis_budget_gesamt`, `ergebnis_faelle`, `ergebnis_fallkosten`."""
    blatt = bau.blatt(BLATT, bau.titel("Leistungserbringer und Budgets"), (), 10)
    spalten = (*_eingaben(), *_gerechnet())
    t = tabelle(
        bau,
        blatt,
        9,
        spalten,
        bau.umfang.anbieter,
        bau.inhalt("anbieter"),
        _regeln(),
        traegerliste.WORAN,
    )
    traegerliste.benennen(bau, t, "eingabe_anbieter")
    bau.name("eingabe_kassenzeichen", blatt, t.ort("kassenzeichen"))
    bau.name("kassenzeichen_schluessel", blatt, t.ort("kz"))
    bau.name("budget_anbieter", blatt, t.ort("budget"))
    for name in ("faelle1", "faelle2", "preis1", "preis2", "betrag"):
        bau.name(f"anbieter_{name}", blatt, t.ort(name))
    bau.name("eingabe_anbieter_angaben", blatt, t.ort("traeger", "status"))
    for name in ("ab", "bis"):
        bau.name(f"anbieter_monat_{name}", blatt, t.ort(f"monat_{name}"))
    bau.gedruckt[BLATT] = replace(bau.gedruckt[BLATT], spalte=t.buchstabe("mehr"))
    ergebnisse(bau, blatt, 4, _ergebnisse(t))
    _pruefungen(bau, t)
    return t


def _eingaben() -> tuple[Spalte, ...]:
    stand = eingabe.auswahl(*STATUS)
    return (
        traegerliste.name(22),
        Spalte("kassenzeichen", "Kassenzeichen", 16, grenze=eingabe.TEXT, weg="freiwillig"),
        Spalte("faelle1", "Fälle\nFP 1", 7.5, einheiten.FAELLE, _FAELLE, weg="Jahr", pflicht=True),
        Spalte("preis1", "FP 1\nEUR", 9.5, einheiten.EUR_JE, _PREIS, weg="je Fall"),
        Spalte("faelle2", "Fälle\nFP 2", 7.5, einheiten.FAELLE, _FAELLE, weg="Jahr", pflicht=True),
        Spalte("preis2", "FP 2\nEUR", 9.5, einheiten.EUR_JE, _PREIS, weg="je Fall"),
        Spalte("bestandteil", "weiterer\nBestandteil", 12.5, grenze=eingabe.TEXT, weg="Name"),
        Spalte("betrag", "Betrag\nEUR", 11.5, einheiten.EUR, _EURO, weg="im Jahr, nicht gekürzt"),
        traegerliste.vorjahr(13),
        Spalte("status", "Status", 10.5, grenze=stand, weg="Auswahl", pflicht=True),
        Spalte(
            "ausserhalb",
            "nicht im\nBudget",
            9.5,
            einheiten.FAELLE_NULL,
            _NULL,
            weg="muss 0",
            pflicht=True,
        ),
        Spalte("ab", "ab", 11, einheiten.TAG, eingabe.TAG, weg="leer: Beginn"),
        Spalte("bis", "bis", 11, einheiten.TAG, eingabe.TAG, weg="leer: Ende"),
    )


def _fuer_den_brief() -> tuple[Spalte, ...]:
    """Nicht gedruckt; Felder des Serienbriefs."""
    worte = (
        ("strasse", "Straße", 24),
        ("plz", "PLZ", 8),
        ("ort", "Ort", 18),
        ("kontakt", "Ansprechpartner", 24),
    )
    return tuple(
        Spalte(name, wort, breite, grenze=eingabe.TEXT, weg="Serienbrief") for name, wort, breite in worte
    )


def _gerechnet() -> tuple[Spalte, ...]:
    # N: ein leerer Preis gehört zu 0 Fällen; fehlt er sonst, gilt die Zeile als falsch
    pauschalen = "(N({faelle1})*N({preis1})+N({faelle2})*N({preis2}))"
    summe = f"ROUND({pauschalen}*({{monat_bis}}-{{monat_ab}}+1)/12,2)+N({{betrag}})+{{pruefwert}}"
    budget = f'IF(OR({{faelle1}}="",{{faelle2}}=""),"",{summe})'
    mehr = 'IF(OR({vorjahr}="",{budget}=""),"",IF({vorjahr}=0,"",EGH_VERAENDERUNG({vorjahr},{budget})))'
    return (
        Spalte("budget", "Budget\nEUR", 13.5, einheiten.EUR, formel=budget, weg="Fälle × FP + weitere"),
        Spalte("mehr", "gegen\nVorjahr", 8.5, einheiten.PROZENT, formel=mehr, weg="Änderung"),
        *_fuer_den_brief(),
        *(
            Spalte(f"monat_{n}", n, 10, einheiten.NUMMER, formel=_monat(n, leer), verborgen=True)
            for n, leer in (("ab", 1), ("bis", 12))
        ),
        Spalte(
            "faelle_jahr",
            "Fälle × Monate ÷ 12",
            10,
            einheiten.FAELLE,
            formel='IF({budget}="","",(N({faelle1})+N({faelle2}))*({monat_bis}-{monat_ab}+1)/12+{pruefwert})',
            verborgen=True,
        ),
        Spalte("kz", "Kassenzeichen", 10, einheiten.OHNE, formel=_KASSENZEICHEN, verborgen=True),
    )


_OHNE_VORJAHR = 'IF({vorjahr}="",COUNT({alle_vorjahr})>0,N({vorjahr})=0)'


def _monat(tag: str, leer: int) -> str:
    """Der wievielte Monat der Laufzeit."""
    nummer = f"12*(YEAR({{{tag}}})-YEAR({_VON}))+MONTH({{{tag}}})-MONTH({_VON})+1"
    return f'IF({{{tag}}}="",{leer},IF({_VON}="",{leer},{nummer}))'


_IN_TEUR = Regel(
    "in TEUR getippt?",
    "AND(N({betrag})<>0,ABS(N({betrag}))<1000)",
    in_worten("{betrag}", "EUR", vorzeichen=True),
)


def _regeln() -> tuple[Regel, ...]:
    return (
        *traegerliste.regeln("{budget}"),
        *(Regel(f"Preis zu FP {n} fehlt", f'AND(N({{faelle{n}}})>0,{{preis{n}}}="")') for n in (1, 2)),
        Regel("weiterer Bestandteil: Name und Betrag", f'{leerer_text("{bestandteil}")}<>({{betrag}}="")'),
        Regel(
            "ab ist kein Monatserster des Jahres",
            f'AND({{ab}}<>"",OR(DAY(N({{ab}}))<>1,{_monat("ab", 1)}<1))',
        ),
        Regel(
            "bis ist kein Monatsende des Jahres",
            f'AND({{bis}}<>"",OR(DAY(N({{bis}})+1)<>1,{_monat("bis", 12)}>12))',
        ),
        Regel("bis vor ab", f"{_monat('bis', 12)}<{_monat('ab', 1)}"),
        Regel("ab und bis nur bei einem Jahr Laufzeit", 'AND({ab}&{bis}<>"",N(eingabe_laufzeit_jahre)>1)'),
        Regel("Postleitzahl hat fünf Ziffern", f'AND({{plz}}<>"",LEN({als_text("{plz}")})<>5)'),
        Regel("ohne Vorjahr: neu?", _OHNE_VORJAHR, in_worten("{budget}", "EUR")),
        _IN_TEUR,
        *(
            Regel("je Fall und Jahr? (Monat, TEUR)", _neben_der_reihe(n), in_worten(f"{{preis{n}}}", "EUR"))
            for n in (1, 2)
        ),
        Regel(
            "FP 2 (intensiv) ist nicht höher als FP 1",
            "AND(N({preis2})>0,N({preis2})<=N({preis1}))",
            in_worten("{preis2}", "EUR"),
        ),
        Regel(
            "Kassenzeichen steht zweimal da",
            'IF({kz}="",FALSE,SUMPRODUCT(--(kassenzeichen_schluessel={kz}))>1)',
            'SUMPRODUCT(--(kassenzeichen_schluessel={kz}))&" Zeilen"',
        ),
    )


def _neben_der_reihe(n: int) -> str:
    """Bedingung: eine Fallpauschale außerhalb der Hälfte und des Doppelten der Fallkosten in der Zeitreihe.

    Ohne Zeitreihe: unter den Fallkosten, die es kaum gibt.
    """
    # der Median: ein Jahr in Euro statt TEUR macht nicht alle Pauschalen fraglich; mit einer Lücke das Mittel
    teur, faelle = "SUM(INDEX(zeitreihe,0,2))", "SUM(INDEX(zeitreihe,0,3))"
    ueblich = f"IFERROR(MEDIAN(INDEX(zeitreihe,0,4)),1000*{teur}/{faelle})"
    preis, wenig = f"N({{preis{n}}})", SCHWELLEN["fallkosten_mindestens"]
    neben = f"OR(2*{preis}<{ueblich},{preis}>2*{ueblich})"
    return f"IF(AND({preis}>0,N({{faelle{n}}})>0),IF({faelle}=0,{preis}<{wenig:g},{neben}),FALSE)"


def _ergebnisse(t: Tabelle) -> tuple[Wert, ...]:
    falsch = f"+SUM({t.bereich('pruefwert')})"
    faelle = t.wenn_vollstaendig(f"{t.summe(('faelle1', 'faelle2'))}{falsch}")
    kosten = f"EGH_FALLKOSTEN(ergebnis_budget_gesamt,SUM({t.bereich('faelle_jahr')}))"
    je_fall = f'IF(OR(ergebnis_budget_gesamt="",ergebnis_faelle=""),"",IF(ergebnis_faelle=0,"",{kosten}))'
    je_anbieter = f'IF(COUNT({t.bereich("vorjahr")})=0,"",{t.gesamt("vorjahr")})'
    # das vereinbarte Budget enthält auch Leistungserbringer, die es nicht mehr gibt
    vorjahr = f'IF(eingabe_vorjahr_budget="",{je_anbieter},eingabe_vorjahr_budget)'
    budget = t.gesamt("budget")
    return (
        Wert(
            "Budget",
            "ergebnis_budget_gesamt",
            budget,
            einheiten.EUR_ZEICHEN,
            "alle Leistungserbringer, im Jahr",
            True,
        ),
        Wert(
            "Vorjahr",
            "ergebnis_vorjahr",
            vorjahr,
            einheiten.EUR_ZEICHEN,
            "Blatt Vorjahr; sonst die Summe der Leistungserbringer",
        ),
        Wert("Fälle", "ergebnis_faelle", faelle, einheiten.FAELLE, "Fallpauschalen 1 und 2"),
        Wert(
            "Fallkosten",
            "ergebnis_fallkosten",
            je_fall,
            einheiten.EUR_ZEICHEN,
            "Budget ÷ Fälle, ein Teil des Jahres als Teil eines Falls",
        ),
    )


def _pruefungen(bau: Bau, t: Tabelle) -> None:
    b = t.bereich("ausserhalb")
    keiner = f"AND(SUM({b})=0,COUNT({b})=COUNTA({t.bereich('traeger')}))"
    bau.pruefung(
        "personenkreis",
        "Leistungserbringer: niemand unter 21 bei Beginn, mit primärer Sucht- oder gerontopsychiatrischer Erkrankung",
        keiner,
        "Diese Fälle gehören nicht in das Budget; je Leistungserbringer 0 eintragen.",
        nativ=True,
    )
    bau.pflicht.append(("Mindestens ein Leistungserbringer", f"NOT({t.leer})"))
    bau.pruefung(
        "anbieter_status",
        "Leistungserbringer: über »Entwurf« hinaus nur, wenn keiner mehr im Entwurf ist",
        f'OR(meta_status="Entwurf",meta_status="",COUNTIF({t.bereich("status")},"Entwurf")=0)',
        "Erst mit allen verhandeln oder den Status auf dem Deckblatt auf »Entwurf« setzen.",
        nativ=True,
    )
    traegerliste.pruefung_132(bau, keiner, " und je Leistungserbringer 0 eintragen.")


def vorjahrsblatt(bau: Bau) -> None:
    """Jedes Jahr der Laufzeit hat dasselbe Budget."""
    budget = "INDEX(budget_anbieter,{n},1)"
    vorjahr(bau, Jahre("eingabe_anbieter", "Budget\nEUR", budget, budget))
