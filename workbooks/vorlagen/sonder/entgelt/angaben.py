"""Blatt »Angaben«: Zeitraum, Tarif und was angenommen ist, Nebenkosten, Stunden, Plätze und Auslastung."""

from __future__ import annotations

from datetime import date

from calc import parameter
from calc.parameter import laender
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.regeln import Regel, als_tag, in_worten, unueblich

BLATT = "Angaben"
VON, BIS, TAGE = "eingabe_entgelt_von", "eingabe_entgelt_bis", "entgelt_tage"
SCHRITT, ANNAHME_AB = "entgelt_tarifschritt", "eingabe_annahme_ab"
_TARIF = "tarif_sue"
_ANTEIL = zellen.PROZENT
_PAARE = (
    ("angenommene Tariferhöhung mit Tag und Prozent, oder keines", ANNAHME_AB, "eingabe_annahme_steigerung"),
    ("Plätze und Auslastung der Belegung, oder keines", "eingabe_plaetze", "eingabe_auslastung_belegung"),
)


def angaben(bau: Bau) -> None:
    """Namen: `eingabe_entgelt_X`, `entgelt_tage`, `entgelt_tarifschritt`, `hinweis_tarif`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (46, 18, 60, 10, 10, 30), 3)
    satz = "Ein Angebot und zwölf Monate. Anteile als Prozent; Beträge in Euro, ungerundet gerechnet."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    zellen.text(blatt["A4"], f"={_hinweis()}", fett=True, umbruch=False)
    bau.name("hinweis_tarif", blatt, "A4")
    z = eingaben(bau, blatt, 6, (*_zeit(), *_tarif(), *_mengen()))
    ergebnisse(bau, blatt, z + 1, _werte())
    zwoelf = f"AND(DAY({VON})=1,EDATE({VON},12)-1={BIS})"
    bau.pruefung(
        "zeitraum",
        "Angaben: der Zeitraum beginnt an einem Monatsersten und hat zwölf Monate",
        f'IF(OR({VON}="",{BIS}=""),TRUE,{zwoelf})',
        "Beginn und Ende auf dem Blatt Angaben berichtigen.",
        nativ=True,
    )
    for wort, a, b in _PAARE:
        bau.pflicht.append((f"{BLATT}: {wort}", f'OR(AND({a}="",{b}=""),AND({a}<>"",{b}<>""))'))
    bau.gedruckt[BLATT] = Druck("C")


def _staende() -> list[tuple[date, date | None]]:
    return [(s.ab, s.laufzeit_bis) for s in parameter.laden(laender.BUND)[_TARIF].staende]


def _als_datum(tag: date) -> str:
    return f"DATE({tag.year},{tag.month},{tag.day})"


def _hinweis() -> str:
    """Formel: was an diesen Zahlen nicht vereinbart ist; steht auf jeder Seite mit einem Preis."""
    ende = _staende()[-1][1]
    assert ende is not None
    aus = f"Der Tarif SuE gilt nur bis {ende:%d.%m.%Y} und ist danach fortgeschrieben. "
    annahme = (
        f'"Angenommen ist eine Tariferhöhung um "&{in_worten("100*N(eingabe_annahme_steigerung)", "%")}&". "'
    )
    return f'IF(N({BIS})>{_als_datum(ende)},"{aus}","")&IF({ANNAHME_AB}="","",{annahme})'


def _zeit() -> tuple[Feld, ...]:
    return (
        Feld("Zeitraum von", VON[8:], zellen.DATUM, eingabe.TAG, date(2026, 1, 1), "ein Monatserster"),
        Feld("bis", BIS[8:], zellen.DATUM, eingabe.TAG, date(2026, 12, 31), "zwölf Monate"),
    )


def _tarif() -> tuple[Feld, ...]:
    jsz = eingabe.zahl(0, 2, "Teil eines Monatsentgelts, 0 % bis 200 %.")
    ag = Regel(
        "üblich sind 15 bis 40 %",
        'AND({wert}<>"",OR(N({wert})<0.15,N({wert})>0.4))',
        in_worten("100*N({wert})", "%"),
    )
    wenig = Regel("unter 20 %", "AND(N({wert})>0,N({wert})<0.2)", in_worten("100*N({wert})", "%"))
    zu_frueh = f"OR(N({{wert}})<=N({SCHRITT}),N({{wert}})<N({VON}),N({{wert}})>N({BIS}))"
    wann = Regel(
        "außerhalb des Zeitraums oder vor dem letzten Tarifschritt",
        f'AND({{wert}}<>"",{zu_frueh})',
        als_tag("{wert}"),
    )
    steigerung = eingabe.zahl(0, 0.3, "Erhöhung von 0 % bis 30 %.")
    mindestens = eingabe.zahl(0, 1000, "EUR je Monat, 0 bis 1.000.")
    return (
        Feld("Jahressonderzahlung", "jahressonderzahlung", _ANTEIL, jsz, 0.85, "Teil eines Monatsentgelts", True, wenig),
        Feld("Arbeitgeberanteil", "ag_anteil", _ANTEIL, eingabe.ANTEIL, 0.28, "SV, Zusatzversorgung, Umlagen", True, ag),
        Feld("angenommene Tariferhöhung am", "annahme_ab", zellen.DATUM, eingabe.TAG, None, "leer: keine; gilt für jede Stelle", False, wann),
        Feld("um", "annahme_steigerung", _ANTEIL, steigerung, None, "Annahme, kein Tarif", False, unueblich("rate", "wert")),
        Feld("mindestens", "annahme_mindestens", zellen.EURO, mindestens, None, "EUR je Monat, freiwillig", False),
    )  # fmt: skip


def _mengen() -> tuple[Feld, ...]:
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
    frage = unueblich("auslastung", "wert")
    return (
        Feld("Leistungsstunden je VZÄ", "leistungsstunden", zellen.STUNDEN, stunden, 1372, "nach Abzug der indirekten Zeit", True, weit),
        Feld("Auslastung der Stunden", "auslastung_stunden", _ANTEIL, auslastung, 0.95, "Anteil, der erlöst wird", True, frage),
        Feld("Plätze", "plaetze", "#,##0", plaetze, 24, "leer: kein Satz je Tag", False),
        Feld("Auslastung der Belegung", "auslastung_belegung", _ANTEIL, auslastung, 0.95, "belegte von möglichen Tagen", False, frage),
        Feld("Tage im Jahr", "tage_jahr", zellen.ZAHL, tage, 365, "wie vereinbart", False),
        Feld("Tage je Monat", "tage_monat", zellen.ZAHL, monat, 30.42, "wie vereinbart; leer: 365 ÷ 12", False),
    )  # fmt: skip


def _werte() -> tuple[Wert, ...]:
    schritt = '""'
    for ab, _ in _staende():
        schritt = f"IF({BIS}>={_als_datum(ab)},{_als_datum(ab)},{schritt})"
    return (
        Wert("Tage", TAGE, f'IF(OR({VON}="",{BIS}=""),"",{BIS}-{VON}+1)', einheiten.ANZAHL, "beide Enden zählen"),
        Wert("letzter Tarifschritt (SuE)", SCHRITT, f'IF({BIS}="","",{schritt})', einheiten.TAG, "davor gilt die Tabelle davor"),
    )  # fmt: skip
