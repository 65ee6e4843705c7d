"""Blatt »BFBTS«: die sieben Gruppen des Förderbereichs mit Schlüssel, drei Maßnahmepauschalen und Personen.

Eine Person in Teilzeit zählt so viel wie ihr Anteil an der vollen Maßnahmepauschale: für VK und Stunden ist nichts anderes
veröffentlicht. Die Maßnahmepauschalen gelten je Betreuungstag; gerechnet wird, wie überall in Berlin, je Kalendertag.
"""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.be_umrechnung.raster import (
    IST_BFBTS,
    JE_BETREUUNGSTAG,
    JE_KALENDERTAG,
    nummer,
    satzregeln,
)

BLATT = "BFBTS"
SCHLUESSEL = {"I": 12, "II": 9, "III": 6, "IV": 4, "V": 3, "VI": 2.3, "VII": 1.7}
_GRUPPEN = tuple(SCHLUESSEL)
_VK = einheiten.Einheit("VK", "0.0000", False)
_ZAHL = einheiten.Einheit("Personen", zellen.ZAHL, False)
_MP = eingabe.zahl(0.01, 2000, "Maßnahmepauschale je Person und Betreuungstag in Euro.")
_PERSONEN = eingabe.zahl(0, 2000, "Personen, auch im Mittel des Jahres (3,5).")
_ARTEN = ("", "_tz1", "_tz2")


def bfbts(bau: Bau) -> None:
    """Namen: `bfbts_satz`, `bfbts_vk`, `bfbts_personen`, `bfbts_koepfe` … wie die des Blatts HBG."""
    blatt = bau.blatt(BLATT, bau.titel("Förderbereich, Sätze, Belegung"), (1,) * 12, 6)
    satz = "Nur, wenn auf dem Blatt Angebot das Raster BFBTS gewählt ist. Teilzeit zählt mit ihrem Anteil an der vollen MP."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    inhalt = list(SCHLUESSEL.items())
    woran = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    t = tabelle(bau, blatt, 5, _spalten(), len(_GRUPPEN), inhalt, _regeln(), woran)
    for name in ("gruppe", "satz", "personen", "koepfe", "nummer", "vk", "plaetze", "ist", "erloes", "woche"):
        bau.name(f"bfbts_{name}", blatt, t.ort(name))
    bau.name("bfbts_abweichung", blatt, t.ort("abweichung"))
    bau.nur_wenn(blatt, IST_BFBTS)


_KOEPFE = "N({n})+N({n_tz1})+N({n_tz2})"
_EUR_AM_TAG = "N({mp})*N({n})+N({mp_tz1})*N({n_tz1})+N({mp_tz2})*N({n_tz2})"
_FORMELN = {
    "stelle": 'IF(N({x})>0,1/{x},"")',
    "vk": 'IF(OR({gruppe}="",{x}=""),"",N({stelle})+{pruefwert})',
    "satz": f'IF(OR({{mp}}="",eingabe_betreuungstage="",wert_wochen_jahr=""),"",{{mp}}{JE_KALENDERTAG})',
    "koepfe": f'IF({_KOEPFE}=0,"",{_KOEPFE})',
    "personen": f'IF(OR({{koepfe}}="",N({{mp}})=0),"",({_EUR_AM_TAG})/{{mp}}+{{pruefwert}})',
    "plaetze": 'IF(OR({personen}="",NOT(ISNUMBER(eingabe_plaetze))),"",{personen}*eingabe_plaetze/SUM(bfbts_koepfe))',
    "ist": 'IF(OR({personen}="",eingabe_betreuungstage=""),"",'
    "({personen}*{mp}+{koepfe}*(N(eingabe_gp)+N(eingabe_ib)))*eingabe_betreuungstage)",
    "erloes": 'IF(OR({ist}="",NOT(ISNUMBER(eingabe_plaetze)),wert_auslastung=""),"",'
    "{ist}*eingabe_plaetze/SUM(bfbts_koepfe)*wert_auslastung)",
    "woche": 'IF(OR({vk}="",ergebnis_fallstunden=""),"",'
    f'IF({IST_BFBTS},EGH_BE_STUNDEN_WOCHE({{vk}},ergebnis_fallstunden,umrechnung_vk,meta_stichtag),""))',
    "probe": f'IF(OR({{vk}}="",{{mp}}="",ergebnis_fls_satz=""),"",IF({IST_BFBTS},(umrechnung_satz_unten+ergebnis_fls_satz'
    f'*umrechnung_jahresstunden*({{vk}}-umrechnung_vk_unten)/(7*wert_wochen_jahr)){JE_BETREUUNGSTAG},""))',
    "abweichung": 'IF(OR({probe}="",{mp}=""),"",{probe}-{mp})',
    "nummer": nummer(_GRUPPEN),
}


def _spalten() -> tuple[Spalte, ...]:
    gruppe, eins_zu = (
        eingabe.auswahl(*_GRUPPEN),
        eingabe.zahl(0.2, 100, "x des Schlüssels 1 : x, 0,2 bis 100."),
    )
    worte = ("voll", "Teilzeit 1", "Teilzeit 2")
    mp = [
        Spalte(f"mp{art}", f"MP\n{wort}", 9.5, einheiten.EUR_JE, _MP, weg="EUR am Tag")
        for art, wort in zip(_ARTEN, worte, strict=True)
    ]
    personen = [
        Spalte(f"n{art}", f"Personen\n{wort}", 9.5, _ZAHL, _PERSONEN, weg="im Mittel")
        for art, wort in zip(_ARTEN, worte, strict=True)
    ]
    return (
        Spalte("gruppe", "HBG", 6, grenze=gruppe, pflicht=True),
        Spalte("x", "Schlüssel\n1 :", 9, einheiten.VERHAELTNIS, eins_zu, weg="x Personen", pflicht=True),
        *mp,
        *personen,
        *_gerechnet(),
    )


def _gerechnet() -> tuple[Spalte, ...]:
    sichtbar = (
        ("vk", "VK je\nPerson", 9, _VK, "1 ÷ x"),
        ("personen", "Personen\nin vollen MP", 10, _ZAHL, "Anteil der MP"),
        ("erloes", "Erlös bisher\nEUR im Jahr", 13.5, einheiten.EUR, "alle Plätze, mit GP und IB"),
        (
            "woche",
            "Std. je Person\nund Woche",
            11.5,
            einheiten.Einheit("Std./Woche", zellen.BETRAG, False),
            "volle Zeit; VK × Fallstd. ÷ VK aller ÷ Wochen",
        ),
        ("probe", "MP aus dem\nFLS-Satz", 10.5, einheiten.EUR_JE, "kleinste MP + VK mehr"),
        ("abweichung", "Unter-\nschied", 8.5, einheiten.EUR_JE, "EUR am Tag"),
    )
    verborgen = ("nummer", "stelle", "satz", "koepfe", "plaetze", "ist")
    return (
        *(
            Spalte(
                n, kopf, breite, e, formel=_FORMELN[n], weg=weg, luecke=n in ("woche", "probe", "abweichung")
            )
            for n, kopf, breite, e, weg in sichtbar
        ),
        *(
            Spalte(n, n, 8, einheiten.MENGE, formel=_FORMELN[n], verborgen=True, luecke=n == "satz")
            for n in verborgen
        ),
    )


def _regeln() -> tuple[Regel, ...]:
    tag = UEBLICH["satz_tag"]
    fehlt = ",".join(f'AND(N({{n{art}}})>0,{{mp{art}}}="")' for art in _ARTEN)
    teil = 'AND({mp}<>"",OR(N({mp_tz1})>=N({mp}),N({mp_tz2})>=N({mp}),AND({mp_tz1}<>"",N({mp_tz2})>=N({mp_tz1}))))'
    return (
        doppelt("HBG doppelt", bestaetigen=False),
        Regel("Personen ohne Satz", f'OR({fehlt},AND({_KOEPFE}>0,{{mp}}=""))'),
        Regel("Teilzeit nicht unter der vollen MP", teil),
        Regel(tag.text(), tag.verlassen("{mp}"), in_worten("{mp}", "EUR")),
        *satzregeln("mp", IST_BFBTS),
    )
