"""Blatt »Preis«: was eine Stunde, ein Tag und ein Monat kosten; je Gruppe nach Äquivalenzziffern; was ein Punkt ausmacht."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, letzte_belegte
from workbooks.bausteine.grund.felder import Wert, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel, in_worten, neben_den_anderen
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt

BLATT = "Preis"
_KOPF, _GRUPPEN = 30, 12
_STUNDEN, _AUSLASTUNG = "eingabe_leistungsstunden", "eingabe_auslastung_stunden"
_PLAETZE, _BELEGUNG = "eingabe_plaetze", "eingabe_auslastung_belegung"
_TAGE = 'IF(eingabe_tage_jahr="",365,eingabe_tage_jahr)'
_ZEICHEN = einheiten.EUR_JE_ZEICHEN
_SATZ = {"qa": ("qualifiziert", "qualifiziert"), "ua": ("unterstützend", "unterstuetzend")}


def preis(bau: Bau) -> None:
    """Namen: `ergebnis_preis_fls`, `_qa`, `_ua`, `_tag`, `_monat`, je auch `ergebnis_preis_vereinbart_X`; `preis_gruppen`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (44, 18, 18, 18, 18), 4)
    satz = "Ungerundet gerechnet; vereinbart ist ein Satz auf den Cent, einmal gerundet."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    zellen.text(blatt["A4"], '=hinweis_tarif&""', fett=True, umbruch=False)
    z = ergebnisse(bau, blatt, 6, (*_stunden(), *_tage()))
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Was es ausmacht")
    z = ergebnisse(bau, blatt, z + 2, _wirkung())
    if z >= _KOPF - 1:
        raise ValueError(f"{BLATT}: Zeile {z} gehört schon zur Tabelle.")
    t = _gruppen(bau)
    bau.gedruckt[BLATT] = Druck("E", letzte_belegte(_KOPF, t.bereich("gruppe")))


def _wenn(namen: tuple[str, ...], formel: str) -> str:
    fehlt = ",".join(f'{n}=""' for n in namen)
    return f'IF(OR({fehlt}),"",{formel})'


def _auf_cent(name: str) -> str:
    return f'IF({name}="","",ROUND(ROUND({name},8),2))'


def _paar(wort: str, name: str, formel: str, weg: str) -> tuple[Wert, Wert]:
    """Ein Satz, ungerundet und vereinbart."""
    roh = f"ergebnis_preis_{name}"
    return (
        Wert(wort, roh, formel, _ZEICHEN, weg),
        Wert(f"{wort}, vereinbart", f"ergebnis_preis_vereinbart_{name}", _auf_cent(roh), _ZEICHEN, "auf den Cent", True),
    )  # fmt: skip


def _stunden() -> tuple[Wert, ...]:
    alle = "(stellen_vzae_qualifiziert+stellen_vzae_unterstuetzend)"
    stunden = _wenn((_STUNDEN, "stellen_kosten_betreuung"), f"{_STUNDEN}*{alle}")
    gemein = "(ergebnis_kosten-stellen_kosten_betreuung)"
    noetig = ("ergebnis_kosten", "preis_stunden", _AUSLASTUNG)
    fls = f"EGH_FLS_SATZ(stellen_kosten_betreuung,{gemein},preis_stunden,{_AUSLASTUNG})"
    werte = [
        Wert("Leistungsstunden der Betreuung", "preis_stunden", stunden, einheiten.STD_JAHR, "VZÄ × Stunden"),
        *_paar("Fachleistungsstunde", "fls", _wenn(noetig, f'IF(preis_stunden=0,"",{fls})'), "Kosten ÷ (Stunden × Auslastung)"),
    ]  # fmt: skip
    for name, (wort, teil) in _SATZ.items():
        vzae, eigene = f"stellen_vzae_{teil}", f"stellen_kosten_{teil}"
        satz = f"EGH_FLS_SATZ({eigene},{gemein}*{vzae}/{alle},{_STUNDEN}*{vzae},{_AUSLASTUNG})"
        werte += _paar(
            f"Stunde {wort}",
            name,
            _wenn(noetig, f'IF({vzae}=0,"",{satz})'),
            "eigene Kosten, andere nach Stunden",
        )
    return tuple(werte)


def _tage() -> tuple[Wert, ...]:
    tag = f"EGH_TAGESSATZ(ergebnis_kosten,{_PLAETZE},{_BELEGUNG},{_TAGE})"
    monat = (
        'EGH_MONATSSATZ(ergebnis_preis_vereinbart_tag,IF(eingabe_tage_monat="",365/12,eingabe_tage_monat))'
    )
    return (
        *_paar("Satz je Platz und Tag", "tag", _wenn(("ergebnis_kosten", _PLAETZE, _BELEGUNG), tag), "Kosten ÷ (Plätze × Auslastung × Tage)"),
        *_paar("Satz je Platz und Monat", "monat", _wenn(("ergebnis_preis_vereinbart_tag",), monat), "Tagessatz, vereinbart × Tage"),
    )  # fmt: skip


def _wirkung() -> tuple[Wert, ...]:
    """Je ein Punkt weniger Auslastung, ein Prozent weniger Stunden, ein Prozent mehr Personalkosten."""
    fls, tag = "ergebnis_preis_fls", "ergebnis_preis_tag"
    return (
        Wert("ein Punkt Auslastung weniger: je Stunde", "preis_je_punkt_stunden", _wenn((fls,), f"{fls}*({_AUSLASTUNG}/({_AUSLASTUNG}-0.01)-1)"), _ZEICHEN),
        Wert("ein Prozent Leistungsstunden weniger: je Stunde", "preis_je_prozent_stunden", _wenn((fls,), f"{fls}*(1/0.99-1)"), _ZEICHEN, "NJAZ oder indirekte Zeit"),
        Wert("ein Prozent Tarif mehr: je Stunde", "preis_je_prozent_tarif", _wenn((fls,), f"0.01*ergebnis_personalkosten/(preis_stunden*{_AUSLASTUNG})"), _ZEICHEN, "nur Stellen, ohne Prozentzeilen"),
        Wert("ein Punkt Auslastung weniger: je Tag", "preis_je_punkt_tag", _wenn((tag,), f"{tag}*({_BELEGUNG}/({_BELEGUNG}-0.01)-1)"), _ZEICHEN),
    )  # fmt: skip


def _gruppen(bau: Bau) -> Tabelle:
    """Derselbe Betrag auf Gruppen verteilt: Gewicht × Personen."""
    blatt = bau.mappe[BLATT]
    zellen.ueberschrift(blatt[f"A{_KOPF - 1}"], "Satz je Gruppe und Tag, nach Gewichten")
    gewicht = eingabe.zahl(0, 100, "Gewicht (Äquivalenzziffer), ab 0.")
    personen = eingabe.zahl(0, 2000, "Personen der Gruppe, ab 0.")
    erste, letzte = _KOPF + 1, _KOPF + max(_GRUPPEN, len(bau.inhalt("preisgruppen")))
    # keine Namen: ohne Add-in gälten sie als eine einzelne Angabe
    alle = tuple(f"${s}${erste}:${s}${letzte}" for s in "BC")
    jahr = f"EGH_AEQUIVALENZ(ergebnis_kosten,{{gewicht}},{alle[0]},{alle[1]})"
    satz = f"{jahr}/({_TAGE}*{_BELEGUNG})+{{pruefwert}}"
    fehlt = f'OR({{gewicht}}="",{{personen}}="",ergebnis_kosten="",{_BELEGUNG}="",SUM({alle[1]})=0)'
    spalten = (
        Spalte("gruppe", "Gruppe", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte("gewicht", "Gewicht", 0, einheiten.MENGE, gewicht, pflicht=True),
        Spalte("personen", "Personen", 0, einheiten.PERSONEN, personen, pflicht=True),
        Spalte("satz", "Satz je Tag", 0, einheiten.EUR_JE, formel=f'IF({fehlt},"",{satz})', luecke=True),
        Spalte("vereinbart", "vereinbart", 0, einheiten.EUR_JE, formel=_auf_cent("{satz}"), luecke=True),
    )  # fmt: skip
    summe = f"SUM({alle[1]})"
    regeln = (
        doppelt("Gruppe steht zweimal da", bestaetigen=False),
        summenwort("gruppe"),
        Regel("mehr Personen als Plätze", f'AND({_PLAETZE}<>"",N({{personen}})>0,{summe}>N({_PLAETZE}))', in_worten("{personen}", "Personen")),
        Regel("gewollt?", "AND(ISNUMBER({gewicht}),{gewicht}=0)", '"Gewicht 0"'),
        neben_den_anderen("gewicht", 10, ""),
    )  # fmt: skip
    woran = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    platz = Platz("preisgruppen", _KOPF)
    t = liste(bau, blatt, platz, spalten, _GRUPPEN, bau.inhalt("preisgruppen"), regeln, woran)
    bau.name("preis_gruppen", blatt, t.ort("gruppe", "vereinbart"))
    return t
