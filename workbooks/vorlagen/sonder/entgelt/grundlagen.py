"""Blatt »Grundlagen«: Zeitraum, Tarif und was angenommen ist, Nebenkosten, Stunden, Plätze und Auslastung."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calc import parameter
from calc.parameter import laender
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.regeln import Regel, als_tag, in_worten, unueblich
from workbooks.vorlagen.sonder.entgelt.zufluss import Zufluss, je_art

BLATT = "Grundlagen"
TAGE, SCHRITT, ANNAHME_AB = "kalkulation_tage", "kalkulation_tarifschritt", "eingabe_annahme_ab"
_TARIF = "tarif_sue"
_ANTEIL = zellen.PROZENT
_EINHEITEN = {
    "von": einheiten.TAG,
    "bis": einheiten.TAG,
    "stunden": einheiten.STD_JAHR,
    "plaetze": einheiten.PLAETZE,
}


def grundlagen(bau: Bau, zufluss: Zufluss) -> None:
    """Namen: `eingabe_X` oder `kalkulation_X` (`Zufluss.name`), `kalkulation_vzae_X`, `hinweis_tarif`."""
    blatt = bau.blatt(BLATT, bau.titel("Grundlagen des Entgelts"), (46, 18, 60, 10, 10, 30), 3)
    satz = "Ein Angebot und zwölf Monate. Anteile als Prozent; Beträge in Euro, ungerundet gerechnet."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    von, bis = zufluss.name("von"), zufluss.name("bis")
    zellen.text(blatt["A4"], f"={_hinweis(bis)}", fett=True, umbruch=False)
    bau.name("hinweis_tarif", blatt, "A4")
    if "von" not in zufluss.mengen:  # sonst nennt ihn das Deckblatt
        zellen.text(
            blatt["A5"],
            f'=IF(OR({von}="",{bis}=""),"","Zeitraum "&{als_tag(von)}&" bis "&{als_tag(bis)}&". ")',
            grau=True,
            umbruch=False,
        )
        bau.name("hinweis_zeitraum", blatt, "A5")
    z = 6
    for groesse, feld in (*_zeit(zufluss), *_tarif(zufluss), *_mengen(zufluss)):
        if strom := zufluss.mengen.get(groesse):
            wert = Wert(feld.text, zufluss.name(groesse), strom.formel, _EINHEITEN[groesse], strom.woher)
            z = ergebnisse(bau, blatt, z, (wert,))
        else:
            z = eingaben(bau, blatt, z, (feld,))
    ergebnisse(bau, blatt, z + 1, (*_werte(von, bis), *_stellen(zufluss)))
    bau.pruefung(
        "zeitraum_entgelt",
        f"{BLATT}: der Zeitraum hat zwölf Monate",
        f'IF(OR({von}="",{bis}=""),TRUE,EDATE({von},12)-1={bis})',
        "Beginn und Ende des Zeitraums berichtigen.",
        nativ=True,
    )
    for wort, a, b in _paare(zufluss):
        bau.pflicht.append((f"{BLATT}: {wort}", f'OR(AND({a}="",{b}=""),AND({a}<>"",{b}<>""))'))
    mindestens = f'OR(eingabe_annahme_mindestens="",{ANNAHME_AB}<>"")'
    bau.pflicht.append((f"{BLATT}: ein Mindestbetrag nur mit Tag und Prozent der Annahme", mindestens))
    bau.gedruckt[BLATT] = Druck("C")


def _paare(zufluss: Zufluss) -> Iterator[tuple[str, str, str]]:
    annahme = "angenommene Tariferhöhung mit Tag und Prozent, oder keines"
    yield annahme, ANNAHME_AB, "eingabe_annahme_steigerung"
    if not zufluss.berechnungstage and "plaetze" not in zufluss.mengen:
        paar = "Plätze und Auslastung der Belegung, oder keines"
        yield paar, zufluss.name("plaetze"), zufluss.name("belegung")


def _staende() -> list[tuple[date, date | None]]:
    return [(s.ab, s.laufzeit_bis) for s in parameter.laden(laender.BUND)[_TARIF].staende]


def _als_datum(tag: date) -> str:
    return f"DATE({tag.year},{tag.month},{tag.day})"


def _hinweis(bis: str) -> str:
    """Formel: was an diesen Zahlen nicht vereinbart ist; steht auf jeder Seite mit einem Preis."""
    ende = _staende()[-1][1]
    assert ende is not None
    aus = f"Der Tarif SuE gilt nur bis {ende:%d.%m.%Y} und ist danach fortgeschrieben. "
    annahme = (
        f'"Angenommen ist eine Tariferhöhung um "&{in_worten("100*N(eingabe_annahme_steigerung)", "%")}&". "'
    )
    return f'IF(N({bis})>{_als_datum(ende)},"{aus}","")&IF({ANNAHME_AB}="","",{annahme})'


def _zeit(zufluss: Zufluss) -> tuple[tuple[str, Feld], ...]:
    anfang = Feld(
        "Zeitraum von", zufluss.eingabe("von"), zellen.DATUM, eingabe.TAG, date(2026, 1, 1), "Beginn"
    )
    ende = Feld("bis", zufluss.eingabe("bis"), zellen.DATUM, eingabe.TAG, date(2026, 12, 31), "zwölf Monate")
    return ("von", anfang), ("bis", ende)  # fmt: skip


def _tarif(zufluss: Zufluss) -> tuple[tuple[str, Feld], ...]:
    jsz = eingabe.zahl(0, 2, "Teil eines Monatsentgelts, 0 % bis 200 %.")
    ag = Regel(
        "üblich sind 15 bis 40 %",
        'AND({wert}<>"",OR(N({wert})<0.15,N({wert})>0.4))',
        in_worten("100*N({wert})", "%"),
    )
    wenig = Regel("unter 20 %", 'AND({wert}<>"",N({wert})<0.2)', in_worten("100*N({wert})", "%"))
    von, bis = zufluss.name("von"), zufluss.name("bis")
    zu_frueh = f"OR(N({{wert}})<=N({SCHRITT}),N({{wert}})<N({von}),N({{wert}})>N({bis}))"
    wann = Regel(
        "außerhalb des Zeitraums oder vor dem letzten Tarifschritt",
        f'AND({{wert}}<>"",{zu_frueh})',
        als_tag("{wert}"),
    )
    steigerung = eingabe.zahl(0, 0.3, "Erhöhung von 0 % bis 30 %.")
    neben = eingabe.zahl(0, 0.2, "Anteil von 0 % bis 20 %.")
    klein = Regel(
        "unter 0,2 %: Teil von hundert?",
        "AND(N({wert})>0,N({wert})<0.002)",
        in_worten("100*N({wert})", "%", stellen=4),
    )
    mindestens = eingabe.zahl(0, 1000, "EUR je Monat, 0 bis 1.000.")
    felder = (
        Feld("Jahressonderzahlung", "jahressonderzahlung", _ANTEIL, jsz, 0.85, "Teil eines Monatsentgelts", True, wenig),
        Feld("Arbeitgeberanteil", "ag_anteil", _ANTEIL, eingabe.ANTEIL, 0.28, "SV, Zusatzversorgung, Umlagen", True, ag),
        Feld("Zusatzversorgung", "zusatzversorgung", _ANTEIL, neben, None, "nur wenn nicht schon enthalten", False, klein),
        Feld("Berufsgenossenschaft, Umlagen", "berufsgenossenschaft", _ANTEIL, neben, None, "nur wenn nicht schon enthalten", False, klein),
        Feld("angenommene Tariferhöhung am", "annahme_ab", zellen.DATUM, eingabe.TAG, None, "leer: keine; gilt für jede Stelle", False, wann),
        Feld("um", "annahme_steigerung", _ANTEIL, steigerung, None, "Annahme, kein Tarif", False, unueblich("rate", "wert")),
        Feld("mindestens", "annahme_mindestens", zellen.EURO, mindestens, None, "EUR je Monat, freiwillig", False),
    )  # fmt: skip
    return tuple(("", f) for f in felder)


def _mengen(zufluss: Zufluss) -> Iterator[tuple[str, Feld]]:
    """Was die Kosten teilt; wo nach Berechnungstagen geteilt wird, braucht es keine Plätze."""
    stunden = eingabe.zahl(1, 2300, "Stunden je VZÄ und Jahr, über 0.")
    weit = Regel(
        "üblich sind 900 bis 1.600 Stunden",
        'AND({wert}<>"",OR(N({wert})<900,N({wert})>1600))',
        in_worten("{wert}", "Std."),
    )
    tage = eingabe.zahl(365, 366, "365, 366 oder 365,25.")
    monat = eingabe.zahl(28, 31, "28 bis 31 Tage, etwa 30,42.")
    plaetze = eingabe.zahl(1, 2000, "Plätze, 1 bis 2.000.")
    auslastung = eingabe.zahl(0.3, 1, "Auslastung von 30 % bis 100 %.")
    frage, muss = unueblich("auslastung", "wert"), not zufluss.berechnungstage
    yield "stunden", Feld("Leistungsstunden je VZÄ", "leistungsstunden", zellen.STUNDEN, stunden, 1372, "nach Abzug der indirekten Zeit", muss, weit)  # fmt: skip
    yield "", Feld("Auslastung der Stunden", "auslastung_stunden", _ANTEIL, auslastung, 0.95, "Anteil, der erlöst wird", muss, frage)  # fmt: skip
    if not zufluss.berechnungstage:
        yield "plaetze", Feld("Plätze", "plaetze", "#,##0", plaetze, 24, "leer: kein Satz je Tag", False)
        yield "", Feld("Auslastung der Belegung", "auslastung_belegung", _ANTEIL, auslastung, 0.95, "belegte von möglichen Tagen", False, frage)  # fmt: skip
        yield "", Feld("Tage im Jahr", "tage_jahr", zellen.ZAHL, tage, 365, "leer: 365", False)
    yield "", Feld("Tage je Monat", "tage_monat", zellen.ZAHL, monat, 30.42, "wie vereinbart; leer: 365 ÷ 12", False)  # fmt: skip


def _werte(von: str, bis: str) -> tuple[Wert, ...]:
    schritt = '""'
    for ab, _ in _staende():
        schritt = f"IF({bis}>={_als_datum(ab)},{_als_datum(ab)},{schritt})"
    return (
        Wert("Tage", TAGE, f'IF(OR({von}="",{bis}=""),"",{bis}-{von}+1)', einheiten.ANZAHL, "beide Enden zählen"),
        Wert("letzter Tarifschritt (SuE)", SCHRITT, f'IF({bis}="","",{schritt})', einheiten.TAG, "davor gilt die Tabelle davor"),
    )  # fmt: skip


def _stellen(zufluss: Zufluss) -> Iterator[Wert]:
    """Die VZÄ, die hereinfließen und auf dem Blatt Stellen verteilt werden."""
    for art, strom in zufluss.stellen.items():
        yield Wert(f"Stellen {art}", je_art(art), strom.formel, einheiten.VZAE, strom.woher)
