"""Blatt »Satzfortschreibung«: ein vereinbarter Satz in datierten Schritten, jeder auf dem Satz davor, auf Cent.

Zeilen eines Satzes stehen untereinander: die erste nennt ihn, jede weitere geht vom vereinbarten Satz darüber aus.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from recalculation.datei.zellwert import seriell
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, als_tag, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.bausteine.grund.worte import SATZFORTSCHREIBUNG

_ANTEIL = "fortschreibung_anteil_personal"
_SATZ = eingabe.zahl(0.01, 1e6, "Vereinbarter Satz in Euro, über 0.")
_STEIGERUNG = eingabe.zahl(-0.3, 0.3, "Steigerung von −30 % bis 30 %; 0 % heißt: keine.")
_BETRAG = eingabe.zahl(-1000, 1000, "Euro je Einheit des Satzes, auch unter 0.")
_AUFRUF = f'(meta_land,"{_ANTEIL}",meta_stichtag)'


def _hinterlegt(bau: Bau) -> bool:
    """Ob das Land den Anteil der Personalkosten nennt."""
    return _ANTEIL in parameter.laden(bau.vorlage.land)


def satzfortschreibung(bau: Bau, inhalt: Sequence[Sequence[object]] = ()) -> None:
    """Namen: `fortschreibung_satz` (Bezeichnung), `fortschreibung_ab`, `fortschreibung_vereinbart`."""
    blatt = bau.blatt(SATZFORTSCHREIBUNG, bau.titel(SATZFORTSCHREIBUNG), (1,) * 14, 6)
    satz = (
        "Je Satz die Schritte untereinander, der erste mit dem Satz bisher. Vereinbart ist ein Satz auf Cent."
    )
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{bezeichnung}"), als_text("{ab}"), wenn=belegt("{bezeichnung}"))
    aus_vertrag = _hinterlegt(bau)
    spalten = (*_eingaben(aus_vertrag), *_gerechnet(aus_vertrag))
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.weitere, inhalt, _regeln(), woran)
    for name, spalte in (
        ("satz", "bezeichnung"),
        ("ab", "ab"),
        ("vereinbart", "vereinbart"),
        ("gilt", "gilt"),
    ):
        bau.name(f"fortschreibung_{name}", blatt, t.ort(spalte))
    if aus_vertrag:
        _vertragswert(bau, blatt)


def _vertragswert(bau: Bau, blatt: Worksheet) -> None:
    """Was das Land als Anteil nennt, mit Quelle; leer, wo der Stichtag davor liegt: dann gilt nur ein eigener."""
    ab = parameter.laden(bau.vorlage.land)[_ANTEIL].staende[0].ab
    zellen.text(blatt["A3"], "Anteil der Personalkosten laut Vertrag", umbruch=False)
    for zelle, funktion in (("D3", "PARAMETER"), ("E3", "QUELLE")):
        formel = f'=IF(N(meta_stichtag)<{seriell(ab):.0f},"",EGH_{funktion}{_AUFRUF})'
        if zelle == "D3":
            zellen.formelzelle(blatt[zelle], formel, zellen.PROZENT)
        else:
            zellen.text(blatt[zelle], formel, grau=True, umbruch=False)
    bau.name("wert_anteil_personal", blatt, "D3")


def _eingaben(aus_vertrag: bool) -> tuple[Spalte, ...]:
    weg = "leer: Vertrag" if aus_vertrag else "eigener Wert"
    fehlt = 'AND({anteil}="",wert_anteil_personal="")' if aus_vertrag else ""
    prozent = einheiten.PROZENT
    return (
        Spalte("bezeichnung", "Satz", 22, grenze=eingabe.TEXT, weg="Gruppe, Leistung", pflicht=True),
        Spalte("ab", "gilt ab", 11, einheiten.TAG, eingabe.TAG, weg="Tag", pflicht=True),
        Spalte("satz", "Satz bisher\nEUR", 11, einheiten.EUR_JE, _SATZ, weg="nur am Anfang"),
        Spalte("personal", "Personal-\nkosten", 10, prozent, _STEIGERUNG, weg="Steigerung", pflicht=True),
        Spalte("sach", "Sach-\nkosten", 10, prozent, _STEIGERUNG, weg="Steigerung", pflicht=True),
        Spalte(
            "anteil", "Anteil\nPersonal", 10.5, prozent, eingabe.ANTEIL, weg=weg, pflicht=True, fehlt=fehlt
        ),
        Spalte("fest", "Fest-\nbetrag", 9, einheiten.EUR_JE, _BETRAG, weg="EUR danach"),
        Spalte("basis", "Basis-\nkorrektur", 9, einheiten.EUR_JE, _BETRAG, weg="EUR davor"),
        Spalte("quelle", "Quelle", 24, grenze=eingabe.TEXT, weg="Beschluss, Tarif", pflicht=True),
    )


def _gerechnet(aus_vertrag: bool) -> tuple[Spalte, ...]:
    sonst = "wert_anteil_personal" if aus_vertrag else '""'
    anteil = f'IF({{anteil}}<>"",N({{anteil}}),{sonst})'
    davor = 'IF({davor.bezeichnung}={bezeichnung},{oben.vereinbart},"")'
    ausgang = 'IF({satz}<>"",N({satz})+{pruefwert},IF({davor_satz}="","",{davor_satz}))'
    fehlt = 'OR({ausgang}="",{ab}="",{personal}="",{sach}="",{anteil_gilt}="")'
    werte = "{ausgang},N({personal}),N({sach}),{anteil_gilt},N({fest}),N({basis})"
    neu = f'IF({fehlt},"",EGH_FORTSCHREIBUNG({werte})+{{pruefwert}})'
    spaeter = (
        "(fortschreibung_satz={bezeichnung})*(fortschreibung_ab>{ab})*(fortschreibung_ab<=meta_stichtag)"
    )
    gilt = (
        'IF(OR({vereinbart}="",meta_stichtag="",N({ab})>N(meta_stichtag)),"",'
        f'IF(SUMPRODUCT({spaeter})=0,"gilt",""))'
    )
    genau = einheiten.Einheit("EUR je Einheit", "#,##0.0000", summierbar=False)
    return (
        Spalte("ausgang", "Satz davor\nEUR", 11, einheiten.EUR_JE, formel=ausgang, weg="vereinbart"),
        Spalte("neu", "gerechnet\nEUR", 12, genau, formel=neu, weg="nicht gerundet"),
        Spalte(
            "vereinbart", "vereinbart\nEUR", 11, einheiten.EUR_JE,
            formel='IF({neu}="","",ROUND({neu},2))', weg="auf Cent",
        ),
        Spalte("gilt", "am\nStichtag", 8.5, formel=gilt, weg="welcher gilt"),
        Spalte("davor_satz", "davor", 9, einheiten.EUR_JE, formel=davor, verborgen=True, luecke=True),
        Spalte("anteil_gilt", "Anteil", 9, einheiten.PROZENT, formel=anteil, verborgen=True),
    )  # fmt: skip


def _regeln() -> tuple[Regel, ...]:
    """Was in der Kette nicht stimmt, dann was an einem Schritt ungewöhnlich ist."""
    return (
        doppelt("Satz zweimal am selben Tag", bestaetigen=False),
        summenwort("bezeichnung"),
        Regel("Satz bisher fehlt am Anfang", 'AND({satz}="",{davor_satz}="")'),
        Regel(
            "darüber eingefügt: die grauen Formeln hier neu kopieren",
            "AND({davor.bezeichnung}={bezeichnung},{oben.ab}<>{davor.ab})",
        ),
        Regel(
            "Tag nicht nach dem Schritt darüber",
            "AND({davor.bezeichnung}={bezeichnung},N({ab})<=N({davor.ab}))",
        ),
        Regel(
            "beginnt neu, statt vom Satz darüber auszugehen",
            'IF(ISERROR({davor_satz}),FALSE,AND({satz}<>"",{davor_satz}<>""))',
            in_worten("{satz}", "EUR"),
        ),
        *_fragen(),
    )


def _fragen() -> tuple[Regel, ...]:
    tag, rate, anteil = (UEBLICH[name] for name in ("satz_tag", "fortschreibung", "anteil_personal"))
    betrag = "IF(ABS(N({fest}))>ABS(N({basis})),{fest},{basis})"
    return (
        Regel(tag.text(), tag.verlassen("{satz}"), in_worten("{satz}", "EUR")),
        *(
            Regel(f"{wort}: {rate.text()}", rate.verlassen(f"{{{spalte}}}"), _prozent(spalte))
            for wort, spalte in (("Personalkosten", "personal"), ("Sachkosten", "sach"))
        ),
        Regel(f"Anteil: {anteil.text()}", anteil.verlassen("{anteil}"), anteil.wert("{anteil}")),
        Regel(
            "keine Steigerung?",
            "AND({personal}=0,{sach}=0,N({fest})=0,N({basis})=0)",
            '"0 %"',
        ),
        Regel(
            "mehr als ein Zwanzigstel des Satzes",
            "IF(ISNUMBER({ausgang}),OR(ABS(N({fest}))>0.05*{ausgang},ABS(N({basis}))>0.05*{ausgang}),FALSE)",
            in_worten(betrag, "EUR", vorzeichen=True),
        ),
        Regel(
            "mehr als zehn Jahre neben dem Stichtag",
            "IF(AND(ISNUMBER({ab}),ISNUMBER(meta_stichtag)),ABS(YEAR({ab})-YEAR(meta_stichtag))>10,FALSE)",
            als_tag("{ab}"),
        ),
    )


def _prozent(spalte: str) -> str:
    """Die Steigerung in Worten, mit »minus«: eine Senkung ist keine Steigerung."""
    return in_worten(f"100*N({{{spalte}}})", "%", vorzeichen=True)


def anders_fortgeschrieben(bezeichnung: str, satz: str) -> Regel:
    """Frage in einer anderen Tabelle: der Satz ist nicht der, der nach der Fortschreibung am Stichtag gilt."""
    zeile = f'(fortschreibung_satz&""={bezeichnung}&"")*(fortschreibung_gilt="gilt")'
    gilt = f"SUMPRODUCT({zeile},fortschreibung_vereinbart)"
    return Regel(
        "nicht der fortgeschriebene Satz (Blatt Satzfortschreibung)",
        f'IFERROR(AND(ISNUMBER({satz}),{bezeichnung}<>"",{gilt}>0,ROUND({gilt}-N({satz}),2)<>0),FALSE)',
        in_worten(satz, "EUR"),
    )
