"""Blatt »HBG«: je Hilfebedarfsgruppe bisheriger Satz und Personen; daneben, was jede künftig an Stunden hat."""

from __future__ import annotations

from calc import parameter
from workbooks.bausteine.fach.satzfortschreibung import anders_fortgeschrieben
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.be_umrechnung.raster import IST_BFBTS, nummer, satzregeln

BLATT = "HBG"
_GRUPPEN = tuple(stufe.hbg for stufe in parameter.raster("BE"))
_VK, _PLAETZE = einheiten.Einheit("VK", "0.000", False), einheiten.Einheit("Plätze", zellen.ZAHL)
_SATZ = eingabe.zahl(0.01, 2000, "Bisheriger Satz je Person und Tag in Euro.")
_PERSONEN = eingabe.zahl(0, 2000, "Personen, auch im Mittel des Jahres (3,5).")


def stufen(bau: Bau) -> None:
    """Namen: `stufe_satz`, `stufe_vk`, `stufe_personen`, `stufe_plaetze`, `stufe_erloes`, `stufe_woche`, `stufe_gruppe`."""
    blatt = bau.blatt(BLATT, bau.titel("Gruppen, Sätze, Belegung"), (1,) * 12, 6)
    satz = "Alle zwölf Gruppen mit ihrem Satz; Personen nur, wo jemand ist. Der Satz ist GP + MP + IB, wie vereinbart."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    inhalt = bau.inhalt("stufen") or [(gruppe,) for gruppe in _GRUPPEN]
    woran = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    t = tabelle(bau, blatt, 5, _spalten(), len(_GRUPPEN), inhalt, _regeln(), woran)
    for name in ("gruppe", "satz", "personen", "nummer", "vk", "plaetze", "ist", "erloes", "woche"):
        bau.name(f"stufe_{name}", blatt, t.ort(name))
    bau.name("stufe_koepfe", blatt, t.ort("personen"))
    bau.nur_wenn(blatt, f"NOT({IST_BFBTS})")


_FORMELN = {
    "stelle": 'IF({gruppe}="","",EGH_HBG_VK({gruppe},meta_land,,meta_stichtag))',
    "vk": 'IF({gruppe}="","",{stelle}+{pruefwert})',
    "plaetze": 'IF(OR({gruppe}="",N({personen})=0,{satz}="",NOT(ISNUMBER(eingabe_plaetze))),"",'
    "N({personen})*eingabe_plaetze/SUM(stufe_personen)+{pruefwert})",
    "ist": 'IF(OR(N({personen})=0,{satz}="",wert_wochen_jahr=""),"",N({personen})*N({satz})*7*wert_wochen_jahr+{pruefwert})',
    "erloes": 'IF(OR({plaetze}="",{ist}=""),"",{ist}*eingabe_plaetze/SUM(stufe_personen)*wert_auslastung)',
    "woche": f'IF(OR({{vk}}="",ergebnis_fallstunden="",{IST_BFBTS}),"",'
    "EGH_BE_STUNDEN_WOCHE({vk},ergebnis_fallstunden,umrechnung_vk,meta_stichtag))",
    "neu": 'IF(OR({woche}="",ergebnis_fls_satz="",ergebnis_kle=""),"",({woche}/7+ergebnis_kle)*ergebnis_fls_satz)',
    "nummer": nummer(_GRUPPEN),
}


def _spalten() -> tuple[Spalte, ...]:
    stellen, satz, gruppe = "Schlüssel bei\n38,5 Std.", "GP + MP + IB", eingabe.auswahl(*_GRUPPEN)
    return (
        Spalte("gruppe", "HBG", 8, grenze=gruppe, weg="des Vertrags", pflicht=True),
        Spalte("satz", "Satz bisher\nEUR je Tag", 13, einheiten.EUR_JE, _SATZ, weg=satz),
        Spalte("personen", "Personen", 11, einheiten.PERSONEN, _PERSONEN, weg="im Mittel"),
        Spalte("vk", "VK je\nPerson", 12, _VK, formel=_FORMELN["vk"], weg=stellen),
        *_kuenftig(),
        Spalte("nummer", "Nummer", 8, einheiten.NUMMER, formel=_FORMELN["nummer"], verborgen=True),
        Spalte("stelle", "VK", 8, _VK, formel=_FORMELN["stelle"], verborgen=True),
        Spalte("ist", "im Jahr", 8, einheiten.EUR, formel=_FORMELN["ist"], verborgen=True),
    )


def _kuenftig() -> tuple[Spalte, ...]:
    """Was aus Satz und Personen wird; Fehler der Umrechnung machen die Zeile nicht falsch."""
    worte = (
        ("plaetze", "auf alle\nPlätze", 12, _PLAETZE, "Personen × Plätze ÷ alle Personen"),
        ("erloes", "Erlös bisher\nEUR im Jahr", 16, einheiten.EUR, "Plätze × Satz × Berechnungstage"),
        (
            "woche",
            "Std. je Person\nund Woche",
            14,
            einheiten.STD_WOCHE,
            "Fallstunden ÷ VK aller × VK ÷ Wochen",
        ),
        ("neu", "künftig\nEUR je Tag", 13, einheiten.EUR_JE, "(Std. ÷ 7 + kLE) × FLS-Satz"),
    )
    return tuple(
        Spalte(name, kopf, breite, einheit, formel=_FORMELN[name], weg=weg, luecke=name in ("woche", "neu"))
        for name, kopf, breite, einheit, weg in worte
    )


def _regeln() -> tuple[Regel, ...]:
    tag = UEBLICH["satz_tag"]
    return (
        doppelt("HBG doppelt", bestaetigen=False),
        Regel("Personen ohne Satz", 'AND(N({personen})>0,{satz}="")'),
        Regel(tag.text(), tag.verlassen("{satz}"), in_worten("{satz}", "EUR")),
        *satzregeln("satz", f"NOT({IST_BFBTS})"),
        anders_fortgeschrieben('("HBG "&{gruppe})', "{satz}"),
        Regel(
            "weniger als eine Person im Mittel?",
            "AND(N({personen})>0,N({personen})<0.25)",
            in_worten("{personen}", "Personen"),
        ),
    )
