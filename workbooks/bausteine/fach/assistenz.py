"""Individuelle Assistenz: je Person Minuten je Woche auf dem Leistungskatalog, qualifiziert und unterstützend."""

from __future__ import annotations

from calc.runden import deutsch
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.fach import gemeinsam
from workbooks.bausteine.fach.divisor import Divisor
from workbooks.bausteine.fach.katalogblatt import KURZ, katalogblatt
from workbooks.bausteine.fach.tabellenblatt import angebotsspalte, intern
from workbooks.bausteine.fach.teil import Teil
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.regeln import SCHWELLEN, UEBLICH, Regel, in_worten, ohne_angebot
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import PERSON, personenregeln, tabelle

_MINUTEN = eingabe.zahl(0, 10_080, "Minuten je Woche, 0 bis 10.080.")
_ALLE = "{qa0}:{ua6}"
_ARTEN = {"qa": "qualifiziert", "ua": "unterstützend"}


def assistenz(bau: Bau, divisor: Divisor, zusatz: tuple[Spalte, ...] = ()) -> Teil:
    """Die Blätter »intern_Assistenz« (je Person) und »Assistenz« (Summen je Leistung, zum Druck)."""
    if bau.vorlage.gemeinsam:
        gemeinsam.gemeinsam(bau, _ARTEN)
    titel = bau.titel("Individuelle Assistenz je Person")
    blatt = bau.blatt("intern_Assistenz", titel, (), 6)
    intern(blatt)
    mit = bau.vorlage.gemeinsam
    zusammen = (*gemeinsam.eingaben(), *gemeinsam.anteile(_ARTEN)) if mit else ()
    spalten = (*_eingaben(), *zusammen, *zusatz, *_gerechnet(divisor, mit))
    regeln = (*_regeln(), *(gemeinsam.regeln() if mit else ()))
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.personen, bau.inhalt("personen"), regeln, PERSON)
    if mit:
        gemeinsam.anmelden(bau, t, _ARTEN)
    bau.name("eingabe_personen", blatt, f"A{t.erste}:{t.buchstabe('ua6')}{t.letzte}")
    blatt.freeze_panes = "C7"
    katalogblatt(bau, t, divisor)
    bau.gedruckt["Assistenz"] = Druck("G")
    return Teil("individuell", "individuelle Assistenz", t, _ergebniszeilen(t, divisor.wort))


def minutenspalten() -> tuple[Spalte, ...]:
    """Minuten je Woche: qa0 … qa6 und ua0 … ua6 (ohne ua2), in der Reihenfolge der Leistungen nach § 78 SGB IX."""
    je_art = {
        art: [
            Spalte(f"{art}{n}", f"{wort}\n{art[0]}A", 13, einheiten.MIN_WOCHE, _MINUTEN, weg="Min. je Woche")
            for n, (wort, auch_ua) in enumerate(KURZ)
            if art == "qa" or auch_ua
        ]
        for art in ("qa", "ua")
    }
    return (*je_art["qa"], *je_art["ua"])


def _eingaben() -> tuple[Spalte, ...]:
    fall = Spalte("fall", "Fall-\nnummer", 12, grenze=eingabe.TEXT, weg="kein Name", pflicht=True)
    return (fall, angebotsspalte(), *minutenspalten())


def _gerechnet(divisor: Divisor, mit: bool) -> tuple[Spalte, ...]:
    nichts = f"COUNTA({_ALLE}{',{gemeinsam}' if mit else ''})=0"
    dazu_qa, dazu_ua = (f",{{gem_{art}}}" if mit else "" for art in _ARTEN)
    qa = f'IF(OR({{fall}}="",{nichts}),"",SUM({{qa0}}:{{qa6}}{dazu_qa})/60+{{pruefwert}})'
    ua = f'IF({{woche_qa}}="","",SUM({{ua0}}:{{ua6}}{dazu_ua})/60)'
    jahr = 'IF({woche}="","",EGH_JAHRESSTUNDEN({woche},parameter_wochen_jahr))'
    leer = f'OR({{woche}}="",{divisor.formel}="")'
    je_art = (
        f'IF({leer},"",EGH_VZAE(EGH_JAHRESSTUNDEN({{woche_ART}},parameter_wochen_jahr),{divisor.formel}))'
    )
    vzae = (
        ("vzae_qa", "VZÄ\nqA", je_art.replace("ART", "qa")),
        ("vzae_ua", "VZÄ\nuA", je_art.replace("ART", "ua")),
        ("vzae", "VZÄ", f'IF({leer},"",EGH_VZAE({{stunden_jahr}},{divisor.formel}))'),
    )
    return (
        Spalte(
            "woche_qa",
            "qA Std.\nje Woche",
            10,
            einheiten.STD_WOCHE,
            formel=qa,
            weg="Σ qA ÷ 60",
            pflicht=True,
            fehlt=nichts,
        ),
        Spalte("woche_ua", "uA Std.\nje Woche", 10, einheiten.STD_WOCHE, formel=ua, weg="Σ uA ÷ 60"),
        Spalte(
            "woche",
            "Std. je\nWoche",
            10,
            einheiten.STD_WOCHE,
            formel='IF({woche_qa}="","",{woche_qa}+{woche_ua})',
            weg="qA + uA",
        ),
        Spalte(
            "stunden_jahr", "Std. im\nJahr", 11, einheiten.STD_JAHR, formel=jahr, weg="Woche × Wochen je Jahr"
        ),
        *(Spalte(n, kopf, 9, einheiten.VZAE, formel=f, weg="Jahr ÷ Std. je VZÄ") for n, kopf, f in vzae),
    )


def _regeln() -> tuple[Regel, ...]:
    hoechstens, wenig = SCHWELLEN["minuten_person"], SCHWELLEN["minuten_leistung"]
    summe = in_worten(f"SUM({_ALLE})", "Min.")
    return (
        ohne_angebot(LISTE_ANGEBOTE),
        *personenregeln(),
        Regel("Minuten unter 1 (als Uhrzeit getippt?)", f"SUMPRODUCT(({_ALLE}>0)*({_ALLE}<1))>0"),
        Regel(f"über {deutsch(hoechstens)} Min. je Woche", f"SUM({_ALLE})>{hoechstens:g}"),
        Regel(
            f"weniger als {wenig:g} Min. (Stunden getippt?)",
            f"SUMPRODUCT(({_ALLE}>=1)*({_ALLE}<{wenig:g}))>0",
            in_worten(f"SUMPRODUCT(({_ALLE}>=1)*({_ALLE}<{wenig:g}),{_ALLE})", "Min."),
        ),
        Regel("keine ganzen Minuten (Stunden getippt?)", f"SUM({_ALLE})<>INT(SUM({_ALLE}))", summe),
        Regel(
            "zusammen unter einer Stunde (Stunden getippt?)",
            f"AND(SUM({_ALLE})>0,SUM({_ALLE})<{UEBLICH['minuten_summe'].von:g})",
            summe,
        ),
    )


def _ergebniszeilen(t: Tabelle, divisor: str) -> tuple[Zeile, ...]:
    weg, blatt = "Minuten je Woche ÷ 60 × Wochen je Jahr, Summe aller Personen", "Blatt Assistenz"
    return (
        Zeile(
            "stunden_individuell",
            "Individuelle Assistenz: Stunden",
            t.gesamt("stunden_jahr"),
            "Std./Jahr",
            zellen.STUNDEN,
            weg,
            f"{blatt}; § 78 SGB IX",
        ),
        *(
            Zeile(
                f"vzae_{name}",
                text,
                t.gesamt(spalte),
                "VZÄ",
                zellen.STUNDEN,
                f"{was} ÷ {divisor}",
                "Blatt Assistenz",
            )
            for name, text, spalte, was in (
                ("qa", "davon qualifizierte Assistenz (Fachkraft)", "vzae_qa", "Stunden qA"),
                ("ua", "davon unterstützende Assistenz", "vzae_ua", "Stunden uA"),
                ("individuell", "Individuelle Assistenz", "vzae", "Stunden"),
            )
        ),
    )
