"""Blatt »Anbieter«: Fallpauschalen 1 und 2, weitere Bestandteile, Budget; wer nicht zum Personenkreis gehört."""

from __future__ import annotations

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau
from workbooks.bausteine.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.regeln import SCHWELLEN, Regel
from workbooks.bausteine.spalte import Spalte, Tabelle
from workbooks.bausteine.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.felder import Wert, ergebnisse

BLATT = "Anbieter"
STATUS = ("Entwurf", "verhandelt", "vereinbart")
_FAELLE = eingabe.zahl(0, 1e5, "Fälle (Leistungsberechtigte im Jahr), ab 0.")
_PREIS = eingabe.zahl(0, 1e5, "Euro je Fall und Jahr, 0 bis 100.000.")
_EURO = eingabe.zahl(0, 1e9, "Betrag in Euro, ab 0.")
_NULL = eingabe.zahl(0, 1e5, "Anzahl; muss 0 sein.")
_AUSGESCHLOSSEN = ("unter21", "sucht", "geronto")


def anbieter(bau: Bau) -> Tabelle:
    """Namen: `eingabe_anbieter`, `budget_anbieter`, `ergebnis_budget_gesamt`, `ergebnis_faelle`, `ergebnis_fallkosten`."""
    blatt = bau.blatt(BLATT, bau.titel("Anbieter und Budgets"), (), 10)
    spalten = (*_eingaben(), *_gerechnet())
    t = tabelle(
        bau,
        blatt,
        9,
        spalten,
        bau.umfang.anbieter,
        bau.inhalt("anbieter"),
        _regeln(),
        kennung(als_text("{anbieter}"), wenn=belegt("{anbieter}")),
    )
    for name, spalte in (
        ("eingabe_anbieter", "anbieter"),
        ("eingabe_kassenzeichen", "kassenzeichen"),
        ("budget_anbieter", "budget"),
    ):
        b = t.buchstabe(spalte)
        bau.name(name, blatt, f"{b}{t.erste}:{b}{t.letzte}")
    bau.name("eingabe_anbieter_angaben", blatt, f"A{t.erste}:{t.buchstabe('status')}{t.letzte}")
    ergebnisse(bau, blatt, 4, _ergebnisse(t))
    _pruefungen(bau, t)
    return t


def _eingaben() -> tuple[Spalte, ...]:
    stand = eingabe.auswahl(*STATUS)
    return (
        Spalte("anbieter", "Anbieter", 22, grenze=eingabe.TEXT, weg="Name", pflicht=True),
        Spalte("kassenzeichen", "Kassenzeichen", 16, grenze=eingabe.TEXT, weg="freiwillig"),
        Spalte("faelle1", "Fälle\nFP 1", 7.5, "#,##0", _FAELLE, weg="Jahr", pflicht=True),
        Spalte("preis1", "FP 1\nEUR", 9.5, zellen.STUNDEN, _PREIS, weg="je Fall"),
        Spalte("faelle2", "Fälle\nFP 2", 7.5, "#,##0", _FAELLE, weg="Jahr", pflicht=True),
        Spalte("preis2", "FP 2\nEUR", 9.5, zellen.STUNDEN, _PREIS, weg="je Fall"),
        Spalte("bestandteil", "weiterer\nBestandteil", 12.5, grenze=eingabe.TEXT, weg="Name"),
        Spalte("betrag", "Betrag\nEUR", 11.5, zellen.STUNDEN, _EURO, weg="im Jahr"),
        Spalte("vorjahr", "Vorjahr\nEUR", 13, zellen.STUNDEN, _EURO, weg="Budget"),
        Spalte("status", "Status", 10.5, grenze=stand, weg="Auswahl", pflicht=True),
        Spalte("unter21", "unter 21\nbei Beginn", 8, "0", _NULL, weg="muss 0", pflicht=True),
        Spalte("sucht", "primäre\nSucht", 8, "0", _NULL, weg="muss 0", pflicht=True),
        Spalte("geronto", "geronto-\npsych.", 8, "0", _NULL, weg="muss 0", pflicht=True),
        Spalte("siebtes", "7. Kap.\nSGB XII", 8, "0", _NULL, weg="muss 0", pflicht=True),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    # N: ein leerer Preis gehört zu 0 Fällen; fehlt er sonst, gilt die Zeile als falsch
    summe = "N({faelle1})*N({preis1})+N({faelle2})*N({preis2})+N({betrag})+{pruefwert}"
    budget = f'IF(OR({{faelle1}}="",{{faelle2}}=""),"",{summe})'
    mehr = 'IF(OR({vorjahr}="",{budget}=""),"",IF({vorjahr}=0,"",EGH_VERAENDERUNG({vorjahr},{budget})))'
    return (
        Spalte("budget", "Budget\nEUR", 13.5, zellen.STUNDEN, formel=budget, weg="Fälle × FP + weitere"),
        Spalte("mehr", "gegen\nVorjahr", 8.5, zellen.ANTEIL, formel=mehr, weg="Änderung"),
    )


def _regeln() -> tuple[Regel, ...]:
    return (
        doppelt("Anbieter doppelt", bestaetigen=False),
        summenwort("anbieter"),
        Regel("Preis zu FP 1 fehlt", 'AND(N({faelle1})>0,{preis1}="")'),
        Regel("Preis zu FP 2 fehlt", 'AND(N({faelle2})>0,{preis2}="")'),
        Regel(
            "weiterer Bestandteil: Name und Betrag",
            'OR(AND(TRIM({bestandteil}&"")="",{betrag}<>""),AND(TRIM({bestandteil}&"")<>"",{betrag}=""))',
        ),
        Regel(
            "FP 2 (intensiv) ist nicht höher als FP 1",
            "AND(N({preis2})>0,N({preis2})<=N({preis1}))",
            bestaetigen=True,
        ),
        Regel(
            f"gegen Vorjahr über {SCHWELLEN['abweichung_vorjahr']:.0%}".replace("%", " %"),
            f'IF({{mehr}}="",FALSE,ABS({{mehr}})>{SCHWELLEN["abweichung_vorjahr"]:g})',
            bestaetigen=True,
        ),
        Regel(
            "Kassenzeichen steht zweimal da",
            'IF({kassenzeichen}="",FALSE,SUMPRODUCT(--(eingabe_kassenzeichen={kassenzeichen}))>1)',
            bestaetigen=True,
        ),
    )


def _ergebnisse(t: Tabelle) -> tuple[Wert, ...]:
    falsch = f"+SUM({t.bereich('pruefwert')})"
    faelle = t.wenn_vollstaendig(f"SUM({t.block('faelle1', 'faelle1')})+SUM({t.bereich('faelle2')}){falsch}")
    je_fall = 'IF(OR(ergebnis_budget_gesamt="",ergebnis_faelle=""),"",IF(ergebnis_faelle=0,"",EGH_FALLKOSTEN(ergebnis_budget_gesamt,ergebnis_faelle)))'
    ohne = f'SUMPRODUCT(({t.bereich("anbieter")}<>"")*({t.bereich("vorjahr")}=""))>0'
    vorjahr = f'IF({ohne},"",{t.gesamt("vorjahr").removeprefix("=")})'
    budget = t.gesamt("budget").removeprefix("=")
    return (
        Wert("Budget", "ergebnis_budget_gesamt", budget, zellen.EURO, "alle Anbieter, im Jahr", True),
        Wert(
            "Vorjahr", "ergebnis_vorjahr", vorjahr, zellen.EURO, "leer, solange es bei einem Anbieter fehlt"
        ),
        Wert("Fälle", "ergebnis_faelle", faelle.removeprefix("="), "#,##0", "Fallpauschalen 1 und 2"),
        Wert("Fallkosten", "ergebnis_fallkosten", je_fall, zellen.EURO, "Budget ÷ Fälle"),
    )


def _pruefungen(bau: Bau, t: Tabelle) -> None:
    anzahlen = t.block("unter21", "geronto")
    bau.pruefung(
        "personenkreis",
        "Anbieter: niemand unter 21 bei Beginn, mit primärer Sucht- oder gerontopsychiatrischer Erkrankung",
        f"AND(SUM({anzahlen})=0,COUNT({anzahlen})={len(_AUSGESCHLOSSEN)}*COUNTA({t.bereich('anbieter')}))",
        "Diese Fälle gehören nicht in das Budget; je Anbieter 0 eintragen.",
        nativ=True,
    )
    siebtes = t.bereich("siebtes")
    bau.pruefung(
        "132",
        "Im Budget ist kein Fall mit Leistungen nach dem Siebten Kapitel SGB XII (§ 132 Abs. 3 SGB IX: »soweit«)",
        f"AND(SUM({siebtes})=0,COUNT({siebtes})=COUNTA({t.bereich('anbieter')}))",
        "Solche Fälle aus dem Budget nehmen und je Anbieter 0 eintragen.",
        nativ=True,
    )
