"""Formeln vom Personal zum vereinbarten Entgelt."""

from datetime import timedelta

from calc import entgelt, parameter
from calc.fehler import NV, WERT, ZAHL, Regelfehler
from calc.parameter import laender
from calc.parameter.tarif import tarifentgelt
from udfs import preise as p
from udfs import typen as t
from udfs import zeiten
from udfs.lesen import TAG_NULL


def personalkosten(
    monatsentgelt: p.Monatsentgelt,
    jahressonderzahlung: p.Jahressonderzahlung = 0.0,
    ag_anteil: p.AgAnteil = 0.0,
    zulagen_monat: p.ZulagenMonat = 0.0,
) -> float:
    """Personalkosten einer Vollzeitstelle im Jahr. [EUR/Jahr]"""
    return entgelt.personalkosten(monatsentgelt, jahressonderzahlung, ag_anteil, zulagen_monat)


def fls_satz(
    personalkosten: t.Personalkosten,
    gemeinkosten: p.Gemeinkosten,
    leistungsstunden: p.Leistungsstunden,
    auslastung_stunden: p.AuslastungStunden = 1.0,
) -> float:
    """Satz einer Fachleistungsstunde aus Personal- und Gemeinkosten. [EUR/Std.]"""
    return entgelt.fls_satz(personalkosten, gemeinkosten, leistungsstunden, auslastung_stunden)


def tagessatz(
    jahreskosten: p.Jahreskosten,
    plaetze: t.Plaetze,
    auslastung_belegung: p.AuslastungBelegung,
    tage_jahr: p.TageJahr = 365.0,
) -> float:
    """Satz je Platz und Tag aus den Kosten eines Jahres. [EUR/Tag]"""
    return entgelt.tagessatz(jahreskosten, plaetze, auslastung_belegung, tage_jahr)


def monatssatz(tagessatz: p.Tagessatz, tage_monat: p.TageMonat = 365 / 12) -> float:
    """Monatsbetrag aus einem Tagessatz. [EUR/Monat]"""
    return entgelt.monatssatz(tagessatz, tage_monat)


def tarif(tarif: p.Tarif, gruppe: p.Gruppe, stufe: p.Stufe, stichtag: zeiten.StichtagTag = None) -> float:
    """Monatsentgelt einer Gruppe und Stufe nach Tarif. [EUR/Monat]"""
    tag = None if stichtag is None else TAG_NULL + timedelta(days=stichtag)
    stand = parameter.geltend(laender.BUND, p.TARIFE[tarif], tag)
    if stand.art != "entgelttabelle":
        raise Regelfehler(NV, f"Zum Tarif {tarif} sind nur Schritte hinterlegt, keine Entgelttabelle.")
    return tarifentgelt(stand.wert, gruppe, stufe)  # type: ignore[arg-type]  # das sagt `art`


def tariferhoehung(
    monatsentgelt: p.Monatsentgelt,
    steigerung: p.Steigerung,
    mindestbetrag: p.Mindestbetrag = 0.0,
    sockel: p.Sockel = 0.0,
) -> float:
    """Monatsentgelt nach einer Tariferhöhung, ungerundet. [EUR/Monat]"""
    return entgelt.tariferhoehung(monatsentgelt, steigerung, mindestbetrag, sockel)


def jahresmittel(
    wert_alt: p.WertAlt,
    wert_neu: p.WertNeu,
    wechsel: zeiten.Wechsel,
    zeitraum_von: zeiten.ZeitraumVon,
    zeitraum_bis: zeiten.ZeitraumBis,
    verfahren: p.VerfahrenMittel = "Tage",
) -> float:
    """Mittel eines Werts, der sich im Zeitraum ändert. [wie wert_alt]"""
    if zeitraum_von > zeitraum_bis:
        raise Regelfehler(ZAHL, "Der Zeitraum beginnt nach seinem Ende.")
    if verfahren == "Tage":
        return entgelt.mittel(wert_alt, wert_neu, wechsel - zeitraum_von, zeitraum_bis - zeitraum_von + 1)
    anfang, neu, danach = (
        TAG_NULL + timedelta(days=tag) for tag in (zeitraum_von, wechsel, zeitraum_bis + 1)
    )
    if {anfang.day, neu.day, danach.day} != {1}:
        raise Regelfehler(
            ZAHL,
            "Nach Monaten beginnen wechsel und zeitraum_von mit einem Monat, zeitraum_bis beendet einen.",
        )
    von, ab, bis = (12 * tag.year + tag.month for tag in (anfang, neu, danach))
    return entgelt.mittel(wert_alt, wert_neu, ab - von, bis - von)


def abrechnungstage(
    anwesenheit: p.Anwesenheit,
    abwesenheit: p.Abwesenheit,
    freihalteanteil: p.Freihalteanteil,
    hoechsttage: p.Hoechsttage = None,
) -> float:
    """Tage, die bezahlt werden: anwesend ganz, abwesend zum Freihalteanteil. [Tage]"""
    return entgelt.abrechnungstage(anwesenheit, abwesenheit, freihalteanteil, hoechsttage)


def unteres_drittel(vergleichssaetze: p.Vergleichssaetze, verfahren: p.VerfahrenDrittel = "rang") -> float:
    """Obere Grenze des unteren Drittels vergleichbarer Sätze, § 124 Abs. 1 SGB IX. [EUR]"""
    if not vergleichssaetze:
        raise Regelfehler(ZAHL, "vergleichssaetze enthält keine Zahl.")
    if verfahren == "rang":
        return entgelt.unteres_drittel_rang(vergleichssaetze)
    return entgelt.unteres_drittel_perzentil(vergleichssaetze)


def aequivalenz(
    gesamtkosten: p.Gesamtkosten, gewicht: t.Gewicht, gewichte: p.GewichteGitter, mengen: p.Mengen
) -> float:
    """Kosten je Einheit einer Gruppe nach Äquivalenzziffern. [EUR]"""
    form = (len(gewichte), len(gewichte[0]))
    if (len(mengen), len(mengen[0])) != form:
        gefunden = f"{len(mengen)} × {len(mengen[0])}"
        satz = f"mengen hat {gefunden} Zellen; erwartet werden {form[0]} × {form[1]} wie bei gewichte."
        raise Regelfehler(WERT, satz)
    paare = [(g, m) for reihe, zeile in zip(gewichte, mengen) for g, m in zip(reihe, zeile)]
    for nummer, (ziffer, menge) in enumerate(paare, 1):
        if ziffer is None and menge is not None:
            raise Regelfehler(WERT, f"gewichte fehlt in der {nummer}. Gruppe, obwohl eine Menge dasteht.")
    return entgelt.aequivalenz(
        gesamtkosten, gewicht, [g or 0.0 for g, _ in paare], [m or 0.0 for _, m in paare]
    )
