"""Blätter »intern_Datenabgleich« und »Datenabgleich«: zwei eingefügte Listen, Fall für Fall verglichen."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau, Druck
from workbooks.bausteine.spalte import keine_zahl
from workbooks.bausteine.tabellenblatt import intern
from workbooks.vorlagen.sonder.felder import kopf
from workbooks.vorlagen.sonder.hb_traegerbudget import abgleichformeln as formeln
from workbooks.vorlagen.sonder.hb_traegerbudget.abgleichformeln import (
    EINGABEN,
    ERGEBNISSE,
    FALSCH,
    NACH,
    VERBORGEN,
    Seite,
)

BLATT = "intern_Datenabgleich"
_KOPFZEILE = 6
_JA_NEIN = eingabe.auswahl("ja", "nein")


class _Spalte(NamedTuple):
    kopf: str
    breite: float
    format: str
    grenze: eingabe.Grenze


_LISTE = (
    _Spalte("Fallnummer", 14, zellen.TEXT, eingabe.TEXT),
    _Spalte("Leistungstyp", 20, zellen.TEXT, eingabe.TEXT),
    _Spalte("HBG", 7, zellen.TEXT, eingabe.TEXT),
    _Spalte("von", 12, zellen.DATUM, eingabe.TAG),
    _Spalte("bis", 12, zellen.DATUM, eingabe.TAG),
    _Spalte("Preis je\nTag, EUR", 11, zellen.STUNDEN, eingabe.zahl(0, 5000, "Euro je Tag, 0 bis 5.000.")),
    _Spalte("7. Kap.\nSGB XII", 9, zellen.TEXT, _JA_NEIN),
    _Spalte("im\nBudget", 8, zellen.TEXT, _JA_NEIN),
)
_NACH = (("Ergebnis", 22), ("EUR", 13), ("Status", 11), ("Grund", 26))
_BREITE = len(EINGABEN) + len(NACH) + len(VERBORGEN)
# Rechenbeispiel: je ein Fall für gleich, andere HBG, andere Daten, nur auf einer Seite
_BEISPIEL_TRAEGER = (
    ("F-1", "besondere Wohnform", "3", 46023, 46387, 175, "nein", "ja"),
    ("F-2", "besondere Wohnform", "2", 46023, 46387, 140, "nein", "ja"),
    ("F-3", "ambulante Assistenz", None, 46023, 46203, 62, "nein", "ja"),
    ("F-4", "Tagesstätte", None, 46023, 46387, 48, "ja", "nein"),
)
_BEISPIEL_ERBRINGER = (
    ("F-1", "besondere Wohnform", "3", 46023, 46387, 175, "nein", "ja"),
    ("F-2", "besondere Wohnform", "3", 46023, 46387, 175, "nein", "ja"),
    ("F-3", "ambulante Assistenz", None, 46023, 46387, 62, "nein", "ja"),
    ("F-5", "Tagesstätte", None, 46023, 46387, 48, "nein", "ja"),
)


def datenabgleich(bau: Bau) -> None:
    """Name des Ergebnisses: `abgleich` (je Art Fälle, EUR, offen), `hinweis_abgleich_offen`."""
    blatt = bau.blatt(BLATT, bau.titel("Datenabgleich"), (), _KOPFZEILE)
    intern(blatt)
    satz = "Beide Listen einfügen (nur Werte). Schlüssel ist Fallnummer und Leistungstyp, ohne Leerraum."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    erste, letzte = _KOPFZEILE + 1, _KOPFZEILE + bau.umfang.personen
    links = Seite(blatt, 1, erste, letzte, links=True)
    rechts = Seite(blatt, _BREITE + 2, erste, letzte, links=False)
    for seite, andere, wer, inhalt in (
        (links, rechts, "Leistungsträger", _BEISPIEL_TRAEGER),
        (rechts, links, "Leistungserbringer", _BEISPIEL_ERBRINGER),
    ):
        _kopf(blatt, seite, f"Liste: {wer}")
        _zeilen(blatt, seite, andere, inhalt if bau.beispiel else ())
        _grenzen(bau, blatt, seite)
    blatt.column_dimensions[get_column_letter(_BREITE + 1)].width = 4
    _pruefungen(bau, links, rechts)
    _summenblatt(bau, links, rechts)


def _kopf(blatt: Worksheet, s: Seite, titel: str) -> None:
    zellen.ueberschrift(blatt[f"{s.spalte('fall')}{_KOPFZEILE - 1}"], titel)
    worte = [(c.kopf, c.breite) for c in _LISTE] + list(_NACH) + [(name, 10) for name in VERBORGEN]
    for name, (wort, breite) in zip((*EINGABEN, *NACH, *VERBORGEN), worte, strict=True):
        buchstabe = s.spalte(name)
        zellen.kopfzelle(blatt[f"{buchstabe}{_KOPFZEILE}"], wort)
        blatt.column_dimensions[buchstabe].width = breite
        blatt.column_dimensions[buchstabe].hidden = name in VERBORGEN
    blatt.row_dimensions[_KOPFZEILE].height = 30


def _zeilen(blatt: Worksheet, s: Seite, andere: Seite, inhalt: tuple[tuple[object, ...], ...]) -> None:
    ort = {name: s.spalte(name) for name in (*EINGABEN, *NACH, *VERBORGEN)}
    for n, z in enumerate(range(s.erste, s.letzte + 1)):
        werte = inhalt[n] if n < len(inhalt) else (None,) * len(EINGABEN)
        for name, spalte, wert in zip(EINGABEN, _LISTE, werte, strict=True):
            rechts = spalte.format != zellen.TEXT
            zellen.stumm(blatt[f"{ort[name]}{z}"], wert, spalte.format, rechts, eingabe=True)
        zellen.stumm(blatt[f"{ort['ergebnis']}{z}"], formeln.ergebnis(s, andere, z), "General", rechts=False)
        zellen.stumm(blatt[f"{ort['euro']}{z}"], formeln.unterschied(s, andere, z), zellen.STUNDEN)
        for name in ("status", "grund"):
            zellen.stumm(blatt[f"{ort[name]}{z}"], None, zellen.TEXT, rechts=False, eingabe=True)
        for name, formel in formeln.verborgene(s, andere, z).items():
            zellen.stumm(blatt[f"{ort[name]}{z}"], formel, "General")
    _aussehen(blatt, s, ort)


def _aussehen(blatt: Worksheet, s: Seite, ort: dict[str, str]) -> None:
    erste, letzte = s.erste, s.letzte
    belegt = f"COUNTA({s.block('fall', 'budget', erste)})>0"
    frei = f"ROWS(${ort['fall']}${erste}:${ort['fall']}{erste})<=5"
    davor = f"COUNTA({s.block('fall', 'budget', erste - 1)})>0"
    gelb = f"{ort['fall']}{erste}:{ort['budget']}{letzte} {ort['status']}{erste}:{ort['grund']}{letzte}"
    gerechnet = f"{ort['ergebnis']}{erste}:{ort['euro']}{letzte}"
    zellen.rot_wenn(blatt, gerechnet, f'${ort["ergebnis"]}{erste}="{FALSCH}"')
    zellen.einblenden(blatt, gelb, f"OR({belegt},{davor},{frei})", zellen.EINGABE)
    zellen.einblenden(blatt, gerechnet, belegt)


def _grenzen(bau: Bau, blatt: Worksheet, s: Seite) -> None:
    for name, spalte in zip(EINGABEN, _LISTE, strict=True):
        buchstabe = s.spalte(name)
        spalte.grenze.anwenden(blatt, f"{buchstabe}{s.erste}:{buchstabe}{s.letzte}")
        if spalte.grenze.art in ("zahl", "tag"):
            bau.werte_falsch.append(spalte.grenze.verletzt(s.bereich(name)))
    status, grund = s.spalte("status"), s.spalte("grund")
    eingabe.auswahl("offen", "geklärt").anwenden(blatt, f"{status}{s.erste}:{status}{s.letzte}")
    eingabe.TEXT.anwenden(blatt, f"{grund}{s.erste}:{grund}{s.letzte}")
    werte = s.bereich("status")
    bau.werte_falsch.append(f'SUMPRODUCT(({werte}<>"")*({werte}<>"offen")*({werte}<>"geklärt"))>0')


def _pruefungen(bau: Bau, links: Seite, rechts: Seite) -> None:
    seiten = (links, rechts)
    falsch = "+".join(f'SUMPRODUCT(--({s.bereich("ergebnis")}="{FALSCH}"))' for s in seiten)
    ohne = "+".join(
        f'SUMPRODUCT(({s.bereich("status")}="geklärt")*({s.bereich("grund")}=""))' for s in seiten
    )
    bau.pruefung(
        "abgleich",
        "Datenabgleich: jede Zeile ist lesbar, und was geklärt ist, hat einen Grund",
        f"AND({falsch}=0,{ohne}=0)",
        "Zeilen mit »Angaben prüfen« in intern_Datenabgleich berichtigen, Gründe ergänzen.",
    )
    zeilen = "+".join(f"COUNTA({s.bereich('fall')})" for s in seiten)
    siebtes = "+".join(
        f'SUMPRODUCT(({s.bereich("siebtes")}="ja")*({s.bereich("budget")}="ja"))' for s in seiten
    )
    offen = 'SUMPRODUCT((eingabe_traeger<>"")*(eingabe_siebtes_kapitel=""))=0'
    bau.pruefung(
        "132",
        "Im Budget ist kein Fall mit Leistungen nach dem Siebten Kapitel SGB XII (§ 132 Abs. 3 SGB IX: »soweit«)",
        f"AND({siebtes}=0,SUM(eingabe_siebtes_kapitel)=0,OR({zeilen}>0,{offen}))",
        "Solche Fälle aus dem Budget nehmen; ohne Fallliste je Träger auf dem Blatt Budgettyp 0 eintragen.",
        nativ=True,
    )


def _summenblatt(bau: Bau, links: Seite, rechts: Seite) -> None:
    """Nur Summen: kein Fall und kein Name verlässt das interne Blatt."""
    blatt = bau.blatt("Datenabgleich", bau.titel("Datenabgleich"), (34, 14, 22, 14, 40), 3)
    zellen.text(
        blatt["A3"],
        "EUR: Leistungserbringer − Leistungsträger; Tage zählen beide Enden.",
        grau=True,
        umbruch=False,
    )
    kopf(blatt, 5, ("Ergebnis", "Fälle", "Unterschied\nEUR", "davon offen"))
    erste = 7
    for z, wort in enumerate(ERGEBNISSE, erste):
        zellen.formelzelle(blatt[f"A{z}"], wort, rechts=False)
        fall, euro, offen = formeln.summen((links, rechts), f"$A{z}")
        for spalte, formel, form in (
            ("B", fall, "#,##0"),
            ("C", euro, zellen.STUNDEN),
            ("D", offen, "#,##0"),
        ):
            zellen.formelzelle(blatt[f"{spalte}{z}"], f"={formel}", form)
    letzte = erste + len(ERGEBNISSE) - 1
    zellen.formelzelle(blatt["A6"], "alle", rechts=False, fett=True)
    for spalte, form in (("B", "#,##0"), ("C", zellen.STUNDEN), ("D", "#,##0")):
        alle = f"{spalte}{erste}:{spalte}{letzte}"
        zellen.formelzelle(blatt[f"{spalte}6"], f'=IF({keine_zahl(alle)},"",SUM({alle}))', form, fett=True)
    bau.name("abgleich", blatt, f"A6:D{letzte}")
    zellen.text(
        blatt[f"A{letzte + 2}"],
        '=IF(N($D$6)>0,$D$6&" Abweichungen sind nicht geklärt.","")',
        fett=True,
        umbruch=False,
    )
    bau.name("hinweis_abgleich_offen", blatt, f"A{letzte + 2}")
    bau.gedruckt["Datenabgleich"] = Druck("D")
