"""Blatt »Leistungsumfang«: Umfang des Vorjahres × Kosten, ohne externe Kostenträger und ohne Teile außerhalb."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, leerer_text, summenwort
from workbooks.bausteine.grund.regeln import SCHWELLEN, Regel, in_worten, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import LISTE_LEISTUNGSTYPEN, LISTE_TRAEGER

BLATT = "Leistungsumfang"
_MENGE = eingabe.zahl(0, 1e7, "Menge des Vorjahres in dieser Einheit, ab 0.")
_PREIS = eingabe.zahl(0, 1e5, "Preis je Einheit in Euro, 0 bis 100.000.")
_RATE = eingabe.zahl(-0.2, 0.3, "Steigerung als Prozent, -20 % bis 30 %.")
_ZEILE = kennung(
    *map(als_text, ("{traeger}", "{typ}", "{hbg}", "{einheit}", "{kostentraeger}")), wenn=belegt("{typ}")
)


def leistungsumfang(bau: Bau) -> Tabelle:
    """Namen: `ergebnis_jahresbudget`, `ergebnis_extern`, `ergebnis_ausserhalb`, `umfang_traeger`, `umfang_betrag` …"""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (), 9)
    t = tabelle(
        bau,
        blatt,
        8,
        (*_eingaben(), *_gerechnet()),
        bau.umfang.dienste,
        bau.inhalt("leistungsumfang"),
        _regeln(),
        _ZEILE,
    )
    for name in ("traeger", "betrag", "extern", "ausserhalb"):
        b = t.buchstabe({"extern": "extern_eur"}.get(name, name))
        bau.name(f"umfang_{name}", blatt, f"{b}{t.erste}:{b}{t.letzte}")
    ergebnisse(bau, blatt, 4, _ergebnisse(t))
    bau.pflicht.append(("Mindestens eine Zeile im Leistungsumfang", f"NOT({t.leer})"))
    bau.pruefung(
        "summe_traeger",
        "Leistungsumfang: die Budgets der Träger ergeben zusammen das Jahresbudget",
        'IF(ergebnis_jahresbudget="",FALSE,ABS(SUM(traeger_jahresbudget)-ergebnis_jahresbudget)<0.005)',
        "Jeden Träger einmal auf dem Blatt Budgettyp eintragen, seine Zeilen vollständig.",
    )
    return t


def _eingaben() -> tuple[Spalte, ...]:
    traeger = eingabe.aus_liste(LISTE_TRAEGER, "Ein Träger vom Blatt Budgettyp.")
    typ = eingabe.aus_liste(LISTE_LEISTUNGSTYPEN, "Ein Leistungstyp vom Blatt Budgettyp.")
    einheit = eingabe.auswahl("Tage", "Stunden", "Monate", "Plätze")
    return (
        Spalte("traeger", "Träger", 24, grenze=traeger, weg="vom Blatt Budgettyp", pflicht=True),
        Spalte("typ", "Leistungstyp", 31, grenze=typ, weg="vom Blatt Budgettyp", pflicht=True),
        Spalte("hbg", "HBG", 7, grenze=eingabe.TEXT, weg="wenn nötig"),
        Spalte("einheit", "Einheit", 10, grenze=einheit, weg="Auswahl", pflicht=True),
        Spalte("menge", "Menge\nVorjahr", 11, einheiten.MENGE, _MENGE, weg="alle", pflicht=True),
        Spalte("preis", "Preis je\nEinheit", 10, einheiten.EUR_JE, _PREIS, weg="EUR", pflicht=True),
        Spalte("rate", "Steige-\nrung", 8.5, einheiten.ANTEIL, _RATE, weg="Prozent", pflicht=True),
        Spalte("menge_extern", "davon\nextern", 9.5, einheiten.MENGE, _MENGE, weg="leer: 0"),
        Spalte("kostentraeger", "externer\nKostenträger", 18, grenze=eingabe.TEXT, weg="wenn extern"),
        Spalte(
            "anteil", "Anteil im\nBudget", 9, einheiten.ANTEIL, eingabe.ANTEIL, weg="vom Rest", pflicht=True
        ),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    fehlt = 'OR({menge}="",{preis}="",{rate}="",{anteil}="")'
    eigen = '({menge}-IF({menge_extern}="",0,{menge_extern}))'

    def euro(menge: str) -> str:
        return f'IF({fehlt},"",EGH_TRAEGERBUDGET({menge},{{preis}},{{rate}})+{{pruefwert}})'

    im_budget = f'IF({fehlt},"",{eigen}*{{anteil}}+{{pruefwert}})'
    weg = "(Menge − extern) × Anteil"
    extern = euro('IF({menge_extern}="",0,{menge_extern})')
    return (
        Spalte("im_budget", "Menge im\nBudget", 11, einheiten.MENGE, formel=im_budget, weg=weg),
        Spalte(
            "betrag",
            "im Budget\nEUR",
            14,
            einheiten.EUR,
            formel=euro("{im_budget}"),
            weg="× Preis × (1 + r)",
        ),
        Spalte("extern_eur", "extern\nEUR", 12, einheiten.EUR, formel=extern, verborgen=True),
        Spalte(
            "ausserhalb",
            "außerhalb\nEUR",
            12,
            einheiten.EUR,
            formel=euro(f"{eigen}*(1-{{anteil}})"),
            verborgen=True,  # je Träger auf dem Blatt Budgettyp
        ),
    )


_WO = "{alle_typ},{typ},{alle_einheit},{einheit}"
_ANDERE = f"(SUMIFS({{alle_preis}},{_WO})-N({{preis}}))/(COUNTIFS({_WO})-1)"
_NEBEN = f"IF(AND(ISNUMBER({{preis}}),COUNTIFS({_WO})>=3),OR(3*N({{preis}})<{_ANDERE},N({{preis}})>3*{_ANDERE}),FALSE)"


def _regeln() -> tuple[Regel, ...]:
    return (
        Regel("mehr extern als Menge", "N({menge_extern})>N({menge})"),
        Regel(
            "externer Kostenträger fehlt", "AND(N({menge_extern})>0," + leerer_text("{kostentraeger}") + ")"
        ),
        doppelt("Zeile steht zweimal da", bestaetigen=True),
        summenwort("hbg"),
        summenwort("kostentraeger"),
        Regel("gewollt?", "{menge}=0", '"Menge 0"'),
        Regel(
            "Plätze statt Tage?",
            f'AND({{einheit}}="Tage",N({{menge}})>0,N({{menge}})<{SCHWELLEN["menge_tage"]:g})',
            in_worten("{menge}", "Tage"),
        ),
        unueblich("menge", "menge"),
        Regel(
            "je Tag statt je Platz und Jahr?",
            f'AND({{einheit}}="Plätze",N({{preis}})>0,N({{preis}})<{SCHWELLEN["preis_platz"]:g})',
            in_worten("{preis}", "EUR"),
        ),
        Regel("gewollt?", "{preis}=0", '"Preis 0"'),
        Regel("weit neben den Preisen gleicher Leistungstypen", _NEBEN, in_worten("{preis}", "EUR")),
        unueblich("rate", "rate"),
    )


def _ergebnisse(t: Tabelle) -> tuple[Wert, ...]:
    alle = (t.bereich(s) for s in ("im_budget", "preis", "rate"))
    # pruefwert: eine falsche Zeile, die EGH_TRAEGERBUDGET nicht als Fehler sähe
    budget = t.wenn_vollstaendig(f"EGH_TRAEGERBUDGET({','.join(alle)})+SUM({t.bereich('pruefwert')})")
    return (
        Wert(
            "Jahresbudget",
            "ergebnis_jahresbudget",
            budget,
            einheiten.EUR_ZEICHEN,
            "zwölf Monate",
            True,
        ),
        Wert("externe Kostenträger", "ergebnis_extern", t.gesamt("extern_eur"), einheiten.EUR_ZEICHEN),
        Wert(
            "außerhalb des Budgets",
            "ergebnis_ausserhalb",
            t.gesamt("ausserhalb"),
            einheiten.EUR_ZEICHEN,
        ),
    )
