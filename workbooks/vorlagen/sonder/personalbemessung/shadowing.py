"""Blatt »intern_Shadowing«: beobachtete Minuten neben den geschätzten; was daraus folgt, steht als eigener Wert in Angaben."""

from __future__ import annotations

from workbooks.bausteine.fach.tabellenblatt import intern
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte, keine_zahl
from workbooks.bausteine.grund.tabelle import PERSON, doppelt, tabelle

BLATT = "intern_Shadowing"
_MINUTEN = eingabe.zahl(1, 10_080, "Minuten, 1 bis 10.080.")
_MENGE = einheiten.MIN_WOCHE
FAKTOR = einheiten.Einheit("Faktor", "0.0000", summierbar=False)
_WORTE = {"faktor": "Beobachtet ÷ geschätzt", "personen": "Personen"}


def shadowing(bau: Bau) -> None:
    """Namen: `shadowing_faktor` (Σ beobachtet ÷ Σ geschätzt), `shadowing_personen`. Nichts rechnet damit weiter."""
    blatt = bau.blatt(BLATT, bau.titel("Beobachtung neben der Schätzung"), (), 6)
    intern(blatt)
    zeit = "dieselbe Zeit wie geschätzt"
    spalten = (
        Spalte("fall", "Fall-\nnummer", 14, grenze=eingabe.TEXT, weg="kein Name", pflicht=True),
        Spalte("geschaetzt", "geschätzt", 12, _MENGE, _MINUTEN, weg="Minuten", pflicht=True),
        Spalte("beobachtet", "beob-\nachtet", 12, _MENGE, _MINUTEN, weg=zeit, pflicht=True),
        Spalte("sicher", "zählt", 8, _MENGE, formel='IF(OR({geschaetzt}="",{beobachtet}=""),"",1+{pruefwert})', verborgen=True),
    )  # fmt: skip
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.weitere, bau.inhalt("shadowing"), _regeln(), PERSON)
    zaehlt, geschaetzt, beobachtet = (t.bereich(s) for s in ("sicher", "geschaetzt", "beobachtet"))
    verhaeltnis = f"SUMPRODUCT({zaehlt},{beobachtet})/SUMPRODUCT({zaehlt},{geschaetzt})"
    for wort, ort, formel, name, einheit in (
        ("A4", "C4", verhaeltnis, "faktor", FAKTOR),
        ("D4", "E4", t.belegte("sicher"), "personen", einheiten.ANZAHL),
    ):
        zellen.text(blatt[wort], _WORTE[name], umbruch=False)
        zellen.formelzelle(blatt[ort], f'=IF({keine_zahl(zaehlt)},"",{formel})', einheit.format)
        bau.name(f"shadowing_{name}", blatt, ort)
    bau.name("eingabe_shadowing", blatt, t.ort("fall", "beobachtet"))


def _regeln() -> tuple[Regel, ...]:
    befragt = 'SUMPRODUCT((erhebung_person={schluessel})*(erhebung_antwort="ja"))=0'
    weit = (
        "AND(N({geschaetzt})>0,N({beobachtet})>0,OR({beobachtet}>3*{geschaetzt},{geschaetzt}>3*{beobachtet}))"
    )
    return (
        doppelt("Person steht zweimal da", bestaetigen=False),
        Regel("keine befragte Person der Erhebung", f'IF({{schluessel}}="",FALSE,{befragt})'),
        Regel("mehr als das Dreifache auseinander", weit, in_worten("{beobachtet}", "Min.")),
    )
