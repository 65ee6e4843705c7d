"""Blätter »Vorgehen« (der Entscheidungsbaum als Fragen) und »Protokoll« (was wann warum geändert ist, Wirkung in VZÄ)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbooks.bausteine.blaetter.stundeninhalt import INHALT, MIT_MITTELBAR, NUR_DIREKT
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, eingaben
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung
from workbooks.bausteine.grund.regeln import Regel, fern_von_den_anderen, in_worten, unbegruendet
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle
from workbooks.vorlagen.sonder.landeswerte import nach_hbg
from workbooks.vorlagen.sonder.personalbemessung.fallnummern import ohne_fallnummer

ANLAESSE = ("Panel", "Bereinigung", "Faktor")
VORGEHEN, PROTOKOLL = "Vorgehen", "Protokoll"
_INHALT = INHALT.removeprefix("eingabe_")
_ANTWORTEN = eingabe.auswahl("ja", "nein", "entfällt")
_WIRKUNG = eingabe.zahl(-1000, 1000, "VZÄ, −1.000 bis 1.000; 0: ohne Wirkung.")


class Frage(NamedTuple):
    """Name, Text, welche Antwort anhält und zu welchem Schritt sie führt, wohin die andere führt, Antwort im Beispiel.

    `leer`: Bedingung, unter der die andere Antwort zu bestätigen ist, `warum` in Worten.
    """

    name: str
    text: str
    haelt: str
    schritt: str
    sonst: str
    beispiel: str
    leer: str = ""
    weil: str = ""
    warum: str = "ohne Vergleich oder Grenze auf dem Blatt Verproben"


_FRAGEN = (
    Frage(
        "zeitvorgaben", "Zeitvorgaben in den Teilhabeplänen vorhanden und geeignet?", "ja",
        "Zeiten übernehmen, keine Schätzung nötig", "qualifizierte Schätzung", "nein",
    ),
    Frage(
        "repraesentativ", "Ausgewertete Gesamtpläne repräsentativ?", "nein",
        "Stichprobe erweitern", "weiter", "ja",
    ),
    Frage(
        "katalog", "Leistungskatalog komplett abgebildet?", "nein",
        "fehlende Leistungen erheben", "weiter", "ja",
    ),
    Frage(
        "besonderheiten", "Besonderheiten aufgenommen?", "nein",
        "Besonderheiten erheben", "Schätzung auswerten, Blatt Bedarf", "ja",
    ),
)  # fmt: skip
DANACH = (
    Frage(
        "schluessel", "Mit vorhandenen Personalschlüsseln verglichen?", "nein",
        "Blatt Relationsmodell ausfüllen", "weiter", "ja", 'OR(verprobung_relation="",eingabe_grenze_relation="")',
    ),
    Frage(
        "plaene", "Mit Rahmendienstplan und Stellenplan abgeglichen?", "nein",
        "Blätter Rahmendienstplan und intern_Stellenplan ausfüllen", "weiter", "ja",
        'OR(verprobung_rahmen_dienste="",verprobung_stichtag="",eingabe_grenze_rahmen_dienste="",eingabe_grenze_stichtag="")',
    ),
    Frage(
        "ist_stand", "Ist-Stand vom Leistungserbringer geprüft?", "nein",
        "Ist-Stand vom Leistungserbringer prüfen lassen", "weiter", "ja",
    ),
    Frage(
        "ausreichend", "Menge und Qualität des Personals ausreichend?", "nein",
        "zurück: Schätzung (intern_Panel) oder Wochendienste ändern", "fertig: Kurzfassung und Freigabe", "ja",
        'hinweis_verprobung<>""', "ja: offene Stellen werden 2026 besetzt", "ein Vergleich ist über der eigenen Grenze",
    ),
)  # fmt: skip


def vorgehen(bau: Bau) -> None:
    """Namen: `eingabe_frage_…`, `eingabe_stunde_enthaelt`, `naechster_schritt`.

    Eine Antwort, die anhält, ist zu bestätigen: sonst bliebe sie liegen.
    """
    blatt = bau.blatt(VORGEHEN, bau.titel(VORGEHEN), (54, 20, 48, 1, 1, 44), 3)
    satz = "Der Reihe nach zu beantworten. »entfällt« und eine Antwort, die anhält, mit Grund in Spalte F."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    zellen.ueberschrift(blatt["A5"], "Vor der Schätzung")
    z = eingaben(bau, blatt, 6, [*(_feld(f) for f in _FRAGEN), _inhalt(nach_hbg(bau.vorlage))])
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Nach der Schätzung, mit dem Blatt Verproben")
    z = eingaben(bau, blatt, z + 2, [_feld(f) for f in DANACH])
    zellen.text(blatt[f"A{z + 1}"], "Nächster Schritt", fett=True)
    zellen.text(blatt[f"B{z + 1}"], f"={_naechster()}", fett=True, umbruch=False)
    bau.name("naechster_schritt", blatt, f"B{z + 1}")
    bau.gedruckt[VORGEHEN] = Druck("F")


def _feld(f: Frage) -> Feld:
    sonst = "nein" if f.haelt == "ja" else "ja"
    fragen = (
        Regel(f.schritt, f'{{wert}}="{f.haelt}"', f'"{f.haelt}"'),
        Regel("warum nicht?", '{wert}="entfällt"', '"entfällt"'),
        *((Regel(f.warum, f'AND({{wert}}="{sonst}",{f.leer})', f'"{sonst}"'),) if f.leer else ()),
    )
    notiz = f"{f.haelt}: {f.schritt}; {sonst}: {f.sonst}"
    return Feld(
        f.text, f"frage_{f.name}", zellen.TEXT, _ANTWORTEN, f.beispiel, notiz, True, fragen, f.weil or None
    )


def _inhalt(je_vk: bool) -> Feld:
    """Woran `pruefung_doppelabzug` sieht, ob die indirekte Zeit schon in den Minuten steckt."""
    grenze = eingabe.auswahl(NUR_DIREKT, MIT_MITTELBAR)
    notiz = "mittelbar: Dokumentation, Besprechung, Vorbereitung, Wege"
    # ein Land, das Jahresstunden je VK nennt, sagt nicht, ob indirekte Zeit darin schon abgezogen ist
    beides = Regel("in den Jahresstunden je VK auch?", f'{{wert}}="{MIT_MITTELBAR}"', f'"{MIT_MITTELBAR}"')
    return Feld(
        "Was enthalten die geschätzten Minuten?", _INHALT, zellen.TEXT, grenze, NUR_DIREKT, notiz, True, beides if je_vk else None,
    )  # fmt: skip


def _naechster() -> str:
    """Die Fragen nach der Schätzung erst, wenn es eine gibt."""
    danach = _der_reihe_nach(DANACH, f'"{DANACH[-1].sonst}"')
    return _der_reihe_nach(_FRAGEN, f'IF(ISNUMBER(ergebnis_vzae),{danach},"{_FRAGEN[-1].sonst}")')


def _der_reihe_nach(fragen: Sequence[Frage], formel: str) -> str:
    for f in reversed(fragen):
        antwort = f"eingabe_frage_{f.name}"
        formel = (
            f'IF({antwort}="","Frage beantworten: {f.text}",IF({antwort}="{f.haelt}","{f.schritt}",{formel}))'
        )
    return formel


def protokoll(bau: Bau) -> None:
    """Name: `eingabe_protokoll`. Nichts rechnet damit: es sagt, wie aus der Erhebung das Ergebnis wurde."""
    blatt = bau.blatt(PROTOKOLL, bau.titel(PROTOKOLL), (), 6)
    satz = "Was sich am Ergebnis geändert hat. Ohne Fallnummern: dieses Blatt wird weitergegeben."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    spalten = (
        Spalte(
            "anlass", "Anlass", 14, grenze=eingabe.auswahl(*ANLAESSE, "anderer"), weg="Auswahl", pflicht=True
        ),
        Spalte("tag", "Tag", 14, einheiten.TAG, eingabe.TAG, weg="TT.MM.JJJJ", pflicht=True),
        Spalte("was", "Was", 40, grenze=eingabe.TEXT, weg="ohne Fallnummer", pflicht=True),
        Spalte("warum", "Warum", 46, grenze=eingabe.TEXT, weg="Beleg, Beteiligte", pflicht=True),
        Spalte("wirkung", "Wirkung", 14, einheiten.VZAE, _WIRKUNG, weg="VZÄ, 0: keine", pflicht=True),
    )
    neben = "+".join(f'IF({{anlass}}="{a}",N(wirkung_{a.lower()}),0)' for a in ANLAESSE)
    summe = "SUMIF({alle_anlass},{anlass},{alle_wirkung})"
    daneben = f'IF({{anlass}}="anderer",FALSE,ABS({summe}-({neben}))>0.00501)'
    woran = kennung(als_text("{tag}"), als_text("{was}"), wenn=belegt("{was}"))
    viel = "ABS(N({wirkung}))>MAX(1,N(ergebnis_vzae_individuell))"
    regeln = (
        doppelt("steht zweimal da", bestaetigen=False),
        Regel(
            "mehr als alle Stellen", f"IFERROR({viel},FALSE)", in_worten("{wirkung}", "VZÄ", vorzeichen=True)
        ),
        Regel(
            "gerechnet ist anderes (Blatt Bedarf)",
            daneben,
            in_worten("{wirkung}", "VZÄ", vorzeichen=True, stellen=4),
        ),
        fern_von_den_anderen("tag"),
        unbegruendet("warum"),
        ohne_fallnummer("was", "warum", "bemerkung"),
    )
    t = tabelle(bau, blatt, 5, spalten, bau.umfang.weitere, bau.inhalt("protokoll"), regeln, woran)
    for anlass in ANLAESSE:
        steht = f'COUNTIF({t.bereich("anlass")},"{anlass}")>0'
        text = f"{PROTOKOLL}: eine Zeile zu {anlass}, wo es etwas ändert"
        bau.pflicht.append((text, f"OR(N(wirkung_{anlass.lower()})=0,{steht})"))
    bau.name("eingabe_protokoll", blatt, t.ort("anlass", "wirkung"))
