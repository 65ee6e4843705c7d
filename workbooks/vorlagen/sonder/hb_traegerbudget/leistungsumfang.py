"""Blatt »Leistungsumfang«: Umfang des Vorjahres × Kosten, ohne externe Kostenträger und ohne Teile außerhalb."""

from __future__ import annotations

from dataclasses import replace

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, rein, summenwort
from workbooks.bausteine.grund.regeln import SCHWELLEN, UEBLICH, Regel, in_worten, neben, unueblich
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.bausteine.grund.worte import UNVOLLSTAENDIG
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import LISTE_LEISTUNGSTYPEN, LISTE_TRAEGER
from workbooks.vorlagen.sonder.hb_traegerbudget.kostentraeger import EINHEITEN, MENGE, ZEILE

BLATT = "Leistungsumfang"
_PREIS = eingabe.zahl(0, 1e5, "Preis je Einheit in Euro, 0 bis 100.000.")
_RATE = eingabe.zahl(-0.2, 0.3, "Steigerung als Prozent, -20 % bis 30 %.")


_NAMEN = (
    *((n, n) for n in ("traeger", "betrag", "ausserhalb", "folge")),
    *(
        ("extern", "extern_eur"),
        ("zeilen", "schluessel"),
        ("nummern", "zeile"),
        ("preise", "satz"),
        ("typen", "typ"),
    ),
    *(("gruppen", "gruppe"), ("sorten", "sorte"), ("einheiten", "einheit"), ("mengen", "im_budget")),
)
"""Teil des Namens `umfang_X` und seine Spalte."""


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
        ZEILE,
    )
    woher = '"Mengen in Tagen ohne Eintrag: Fallliste des Leistungsträgers "&eingabe_abgleich_jahr&", Tage im Budget."'
    zellen.text(blatt["A3"], f'=IF(eingabe_mengen_aus_liste="ja",{woher},"")', grau=True, umbruch=False)
    for name, spalte in _NAMEN:
        bau.name(f"umfang_{name}", blatt, t.ort(spalte))
    ergebnisse(bau, blatt, 4, _ergebnisse(t))
    bau.pflicht.append(("Mindestens eine Zeile im Leistungsumfang", f"NOT({t.leer})"))
    bau.pruefung(
        "summe_traeger",
        "Leistungsumfang: die Budgets der Leistungserbringer ergeben zusammen das Jahresbudget",
        'IF(ergebnis_jahresbudget="",FALSE,ABS(SUM(traeger_jahresbudget)-ergebnis_jahresbudget)<0.005)',
        "Jeden Leistungserbringer einmal auf dem Blatt Budgettyp eintragen, seine Zeilen vollständig.",
    )
    return t


def _eingaben() -> tuple[Spalte, ...]:
    traeger = eingabe.aus_liste(LISTE_TRAEGER, "Ein Leistungserbringer vom Blatt Budgettyp.")
    typ = eingabe.aus_liste(LISTE_LEISTUNGSTYPEN, "Ein Leistungstyp vom Blatt Budgettyp.")
    einheit = eingabe.auswahl(*EINHEITEN)
    anteil = Spalte(
        "anteil", "Anteil im\nBudget", 10.5, einheiten.PROZENT, eingabe.ANTEIL, weg="vom Rest", pflicht=True
    )
    return (
        Spalte(
            "traeger", "Leistungserbringer", 19.5, grenze=traeger, weg="vom Blatt Budgettyp", pflicht=True
        ),
        Spalte("typ", "Leistungstyp", 22, grenze=typ, weg="vom Blatt Budgettyp", pflicht=True),
        Spalte("hbg", "HBG", 6.5, grenze=eingabe.TEXT, weg="wenn nötig"),
        Spalte("einheit", "Einheit", 10, grenze=einheit, weg="Auswahl", pflicht=True),
        Spalte(
            *("menge", "Menge\nVorjahr", 10.5, einheiten.MENGE, MENGE),
            weg="leer: aus\nFallliste",
            pflicht=True,
            fehlt='AND({menge}="",{menge_gilt}="")',
        ),
        Spalte("preis", "Preis je\nEinheit", 9, einheiten.EUR_JE, _PREIS, weg="EUR", pflicht=True),
        Spalte("rate", "Steige-\nrung", 8.5, einheiten.PROZENT, _RATE, weg="Prozent", pflicht=True),
        anteil,
        Spalte("menge_folge", "Menge\nFolgejahr", 10, einheiten.MENGE, MENGE, weg="leer: dieselbe"),
    )


_FEHLT = (
    'OR({menge_gilt}="",{preis}="",{rate}="",{anteil}="",'
    f'COUNTIF(zeilenhinweis_kostentraeger,"{UNVOLLSTAENDIG}*")>0)'
)


def _gerechnet() -> tuple[Spalte, ...]:
    extern = f"{_MENGE_EXTERN}+SUM(pruefwerte_kostentraeger)"
    eigen = "({menge_gilt}-{menge_extern})"
    folge = 'IF({menge_folge}="",{im_budget},({menge_folge}-{menge_extern})*{anteil})'
    gilt = 'IF({menge}<>"",{menge},IF({aus_liste}>0,{aus_liste},""))'
    return (
        Spalte("gruppe", "Gruppe", 10, formel=f'IF({{typ}}="","",{rein(als_text("{hbg}"))})', verborgen=True),
        Spalte("sorte", "Sorte", 10, formel=f'IF({{typ}}="","",{rein(als_text("{typ}"))})', verborgen=True),
        Spalte(
            *("aus_liste", "Tage der Liste", 10, einheiten.MENGE),
            formel=f"IF({_AUS_LISTE},{_TAGE},0)",
            verborgen=True,
        ),
        Spalte(
            "menge_gilt", "Menge,\ndie gilt", 10.5, einheiten.MENGE, formel=gilt, weg="eigene oder\nder Liste"
        ),
        _menge("menge_extern", "davon\nextern", 9, extern, _EXTERN),
        _menge("im_budget", "Menge im\nBudget", 10.5, f"{eigen}*{{anteil}}", "(Menge − extern) × Anteil"),
        _euro("betrag", "im Budget\nEUR", 14, "{im_budget}", "× Preis × (1 + r)"),
        _euro("extern_eur", "extern\nEUR", 11.5, "{menge_extern}"),
        _euro("ausserhalb", "außerhalb\nEUR", 11.5, f"{eigen}*(1-{{anteil}})", "Rest"),
        _euro("folge", "Folgejahr", 12, folge, verborgen=True),
        Spalte("zeile", "Zeile", 10, einheiten.NUMMER, formel="ROW({typ})", verborgen=True),
        replace(_menge("satz", "Preis mit Steigerung", 10, "{preis}*(1+{rate})", ""), verborgen=True),
    )


def _menge(name: str, kopf: str, breite: float, formel: str, weg: str) -> Spalte:
    voll = f'IF({_FEHLT},"",{formel}+{{pruefwert}})'
    return Spalte(name, kopf, breite, einheiten.MENGE, formel=voll, weg=weg)


def _euro(name: str, kopf: str, breite: float, menge: str, weg: str = "", verborgen: bool = False) -> Spalte:
    voll = f'IF({_FEHLT},"",EGH_TRAEGERBUDGET({menge},{{preis}},{{rate}})+{{pruefwert}})'
    return Spalte(name, kopf, breite, einheiten.EUR, formel=voll, weg=weg, verborgen=verborgen)


_EXTERN = "Blatt Ext.\nKosten-\nträger"
_WO = "{alle_typ},{typ},{alle_einheit},{einheit}"
_ANDERE = f"(SUMIFS({{alle_preis}},{_WO})-N({{preis}}))/(COUNTIFS({_WO})-1)"
_NEBEN = f"IF(AND(ISNUMBER({{preis}}),COUNTIFS({_WO})>=3),OR(3*N({{preis}})<{_ANDERE},N({{preis}})>3*{_ANDERE}),FALSE)"


# nur, wo allein diese Zeile die Tage haben kann, in welcher Einheit die anderen auch rechnen: die Liste nennt niemanden
_GLEICHARTIG = (
    'SUMPRODUCT((umfang_typen={typ})*(({gruppe}="")+(umfang_gruppen={gruppe})+(umfang_gruppen="")>0))'
)
_AUS_LISTE = f'IF({{einheit}}="Tage",IF(eingabe_mengen_aus_liste="ja",{_GLEICHARTIG}=1,FALSE),FALSE)'


def _aus_der_liste(im_budget: str, was: str = "tage") -> str:
    wo = '(fallliste_sorte={sorte})*(({gruppe}="")+(fallliste_gruppe={gruppe})>0)'
    return f'SUMPRODUCT({wo}*(fallliste_budget="{im_budget}"),fallliste_{was})'


_TAGE, _TAGE_NEIN, _WERT = _aus_der_liste("ja"), _aus_der_liste("nein"), _aus_der_liste("ja", "betrag")
# nur aus Eingaben: der Prüfwert darf nicht von Spalten abhängen, die ihn enthalten
_MENGE_EXTERN = 'IF({schluessel}="",0,SUMPRODUCT((kostentraeger_zeilen={schluessel})*1,kostentraeger_mengen))'
_ANDERE_MENGE = 'IF(AND({menge}<>"",{aus_liste}>0),N({menge})<>{aus_liste},FALSE)'
_PREIS_DER_LISTE = f"{_WERT}/{{aus_liste}}"
_ANDERER_PREIS = f"IF(AND({{aus_liste}}>0,N({{preis}})>0),ABS({_PREIS_DER_LISTE}/N({{preis}})-1)>0.02,FALSE)"
_ABZUG = f"OR({_MENGE_EXTERN}>0,N({{anteil}})<1)"
_ZWEIMAL_ABGEZOGEN = f'IF(AND({{menge}}="",{{aus_liste}}>0,{_ABZUG}),{_TAGE_NEIN}>0,FALSE)'
_GLEICHE = "SUMPRODUCT(--({alle_schluessel}={schluessel}))"


_SAETZE = (("Tage", "satz_tag"), ("Stunden", "satz_stunde"), ("Monate", "satz_monat"))
_OHNE_HBG = "{alle_traeger},{traeger},{alle_typ},{typ},{alle_einheit},{einheit}"


def _je_einheit(einheit: str, name: str) -> Regel:
    """Frage nach einem Preis, der für seine Einheit unüblich ist; 0 fragt eine eigene Regel."""
    bereich = UEBLICH[name]
    unueblich_ = bereich.verlassen("{preis}")
    return Regel(
        bereich.text(), f'AND({{einheit}}="{einheit}",N({{preis}})>0,{unueblich_})', bereich.wert("{preis}")
    )


def _regeln() -> tuple[Regel, ...]:
    return (
        Regel("mehr extern als Menge", f"{_MENGE_EXTERN}>N({{menge_gilt}})"),
        Regel("mehr extern als im Folgejahr", f'AND({{menge_folge}}<>"",{_MENGE_EXTERN}>N({{menge_folge}}))'),
        Regel("externe Menge einer Zeile, die zweimal da steht", f"AND({_MENGE_EXTERN}>0,{_GLEICHE}>1)"),
        doppelt("Zeile steht zweimal da", bestaetigen=True),
        summenwort("hbg"),
        *_regeln_der_liste(),
        Regel("gewollt?", 'AND({menge}<>"",N({menge})=0)', '"Menge 0"'),
        Regel(
            "Plätze statt Tage?",
            f'AND({{einheit}}="Tage",N({{menge_gilt}})>0,N({{menge_gilt}})<{SCHWELLEN["menge_tage"]:g})',
            in_worten("{menge_gilt}", "Tage"),
        ),
        unueblich("menge", "menge"),
        unueblich("menge", "menge_folge"),
        Regel(
            "je Tag statt je Platz und Jahr?",
            f'AND({{einheit}}="Plätze",N({{preis}})>0,N({{preis}})<{SCHWELLEN["preis_platz"]:g})',
            in_worten("{preis}", "EUR"),
        ),
        Regel("gewollt?", "{preis}=0", '"Preis 0"'),
        *(_je_einheit(einheit, name) for einheit, name in _SAETZE),
        Regel("eine Zeile mit HBG und eine ohne", f'AND({{hbg}}="",COUNTIFS({_OHNE_HBG})>1)', '"ohne HBG"'),
        neben(
            "menge_folge",
            "menge_gilt",
            2,
            "im Folgejahr",
            "mehr als das Doppelte oder weniger als die Hälfte des Vorjahres",
        ),
        Regel("weit neben den Preisen gleicher Leistungstypen", _NEBEN, in_worten("{preis}", "EUR")),
        unueblich("rate", "rate"),
        unueblich("anteil_im_budget", "anteil"),
    )


def _regeln_der_liste() -> tuple[Regel, ...]:
    """Was an einer Zeile zu fragen ist, deren Menge aus der Fallliste kommt oder kommen könnte."""
    return (
        Regel(
            "mehr als 2 % neben dem mittleren Preis der Fallliste",
            _ANDERER_PREIS,
            in_worten("{preis}", "EUR"),
        ),
        Regel("andere Menge als die Fallliste", _ANDERE_MENGE, in_worten("{menge}", "Tage")),
        Regel(
            "in der Fallliste schon nicht im Budget und hier noch einmal abgezogen?",
            _ZWEIMAL_ABGEZOGEN,
            in_worten(_TAGE_NEIN, "Tage"),
        ),
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
        Wert("außerhalb", "ergebnis_ausserhalb", t.gesamt("ausserhalb"), einheiten.EUR_ZEICHEN),
    )
