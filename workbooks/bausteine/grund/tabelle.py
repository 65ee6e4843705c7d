"""Eingabetabelle: je Zeile ein Fall, leere Zeilen bleiben leer, jede Zeile sagt selbst, was ihr fehlt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, letzte_belegte
from workbooks.bausteine.grund.eingabe import TEXT
from workbooks.bausteine.grund.kennung import als_text, belegt, fuehrende_null, kennung, summenwort
from workbooks.bausteine.grund.rand import TIEFE, hinweiskopf, nichts_daneben
from workbooks.bausteine.grund.regeln import Regel
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.worte import (
    BESTAETIGEN,
    BESTAETIGT,
    FALSCH,
    NICHT_PRUEFBAR,
    OK,
    PERSON_DOPPELT,
    UNVOLLSTAENDIG,
)
from workbooks.bausteine.grund.zeilenhinweis import DAVOR, frage, frage_name, grund_rein, hinweis, pruefwert

_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "_"})
PERSON = kennung(als_text("{fall}"), wenn=belegt("{fall}"))
"""Schlüssel einer Person: ihre Fallnummer."""

_ESCAPE = 'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({0},"~","~~"),"*","~*"),"?","~?")'


def tabelle(
    bau: Bau,
    blatt: Worksheet,
    kopfzeile: int,
    spalten: Sequence[Spalte],
    anzahl: int,
    inhalt: Sequence[Sequence[object]],
    regeln: Sequence[Regel] = (),
    woran: str = "",
    leise: str = "",
) -> Tabelle:
    """Die Tabelle schreiben; `inhalt` füllt die Eingabespalten der ersten Zeilen. Meldet ihre Prüfungen an.

    Sichtbar sind die belegten Zeilen und eine freie; `leise` (Bedingung mit {spalte}) zeigt eine Zeile grau und kursiv.

    Hinter den Spalten stehen Hinweis, Grund einer Bestätigung und verborgen `woran` (Formel: woran eine doppelte
    Zeile zu erkennen ist) und `pruefwert`: 0, oder #NV in einer falschen Zeile. Wer {pruefwert} in eine Formel addiert,
    gibt diesen Fehler weiter.
    """
    t = Tabelle(
        blatt, (*spalten, *anhang(woran, regeln)), kopfzeile + 2, kopfzeile + 1 + max(anzahl, len(inhalt))
    )
    _kopf(t, kopfzeile)
    zeilen(t, inhalt, regeln)
    hervorheben(t)
    wachsen(t, leise)
    for spalte in t.spalten:
        blatt.column_dimensions[t.buchstabe(spalte.schluessel)].hidden = spalte.verborgen
    pruefungen(bau, t, regeln, ascii_name(blatt.title), f"Blatt {blatt.title}", kopfzeile)
    bau.gedruckt[blatt.title] = _druck(t)
    return t


def zeilen(t: Tabelle, inhalt: Sequence[Sequence[object]], regeln: Sequence[Regel]) -> None:
    """Alle Zeilen schreiben, `inhalt` in die Eingaben der ersten, und was in ihnen erlaubt ist."""
    for nummer, zeile in enumerate(range(t.erste, t.letzte + 1)):
        reihe = inhalt[nummer] if nummer < len(inhalt) else ()
        if len(reihe) > len([s for s in t.spalten if s.grenze]):
            raise ValueError(
                f"{t.blatt.title}: Zeile {nummer + 1} des Beispiels hat mehr Werte als Eingaben."
            )
        werte = dict(zip((s.schluessel for s in t.spalten if s.grenze), reihe, strict=False))
        _zeile(t, zeile, werte, regeln)
    for spalte in t.spalten:
        if spalte.grenze:
            spalte.grenze.anwenden(t.blatt, t.ort(spalte.schluessel))


def _kopf(t: Tabelle, kopfzeile: int) -> None:
    for spalte in t.spalten:
        buchstabe = t.buchstabe(spalte.schluessel)
        zellen.kopfzelle(t.blatt[f"{buchstabe}{kopfzeile}"], kopf(t, spalte))
        zellen.wegzelle(t.blatt[f"{buchstabe}{kopfzeile + 1}"], spalte.weg)
        t.blatt.column_dimensions[buchstabe].width = spalte.breite
    sichtbar = [s for s in t.spalten if not s.verborgen]
    t.blatt.row_dimensions[kopfzeile].height = 42
    ohne_einzug = 1
    wege = ((s.weg, s.breite + ohne_einzug) for s in sichtbar)
    t.blatt.row_dimensions[kopfzeile + 1].height = zellen.hoehe(*wege)


def kopf(t: Tabelle, spalte: Spalte) -> str:
    """Überschrift einer Spalte."""
    if spalte.schluessel != "hinweis":
        return spalte.kopf
    h = t.buchstabe("hinweis")
    return hinweiskopf(f"${h}${t.erste}:${h}${t.letzte}", t.letzte - t.erste + 1)


def hervorheben(t: Tabelle) -> None:
    """Der Hinweis wird rot, wo eine Zeile nicht in Ordnung ist."""
    zelle = f"{t.buchstabe('hinweis')}{t.erste}"
    gut = f'OR({zelle}="{OK}",{zelle}="{BESTAETIGT}")'
    zellen.rot_wenn(t.blatt, f"{zelle}:{t.buchstabe('hinweis')}{t.letzte}", f'AND({zelle}<>"",NOT({gut}))')


def _druck(t: Tabelle) -> Druck:
    """Gedruckt wird bis vor den Hinweis und bis zur letzten belegten Zeile."""
    h = t.bereich("hinweis")
    letzte = letzte_belegte(t.erste, h)
    davor = [s.schluessel for s in t.spalten].index("hinweis")
    return Druck(get_column_letter(davor), letzte)


def anhang(
    woran: str, regeln: Sequence[Regel], grund: str = "bestätigt,\nweil", bemerkung: bool = True
) -> tuple[Spalte, ...]:
    """Die Spalten, die jede Tabelle hinter ihren eigenen hat; je fragende Regel eine verborgene."""
    fragen = [frage_name(n) for n in range(sum(r.bestaetigen for r in regeln))]
    frei = Spalte("bemerkung", "Bemerkung", 30, grenze=TEXT, weg="freiwillig")
    return (
        Spalte("hinweis", "Hinweis", 24, formel="-"),
        Spalte("grund", grund, 22, grenze=TEXT, weg="nur wenn gefragt"),
        *((frei,) if bemerkung else ()),
        *((Spalte("schluessel", "Schlüssel", 10, formel=woran, verborgen=True),) if woran else ()),
        Spalte("pruefwert", "Prüfwert", 10, einheiten.OHNE, formel="-", verborgen=True),
        *(Spalte(n, n, 10, formel="-", verborgen=True) for n in (["grund_rein", *fragen] if fragen else [])),
    )


def _zeile(t: Tabelle, zeile: int, werte: dict[str, object], regeln: Sequence[Regel]) -> None:
    bezuege: dict[str, Any] = dict(t.zeile(zeile))
    if zeile > t.erste:
        bezuege |= {"davor": t.davor(zeile), "oben": t.oben(zeile)}
    fragen = {frage_name(n): partial(frage, nummer=n) for n in range(sum(r.bestaetigen for r in regeln))}
    eigene: dict[str, Callable[..., str]] = {
        "hinweis": hinweis,
        "pruefwert": pruefwert,
        "grund_rein": grund_rein,
        **fragen,
    }
    for spalte in t.spalten:
        zelle = t.blatt.cell(zeile, t.nummer(spalte.schluessel))
        rechts = spalte.format != zellen.TEXT
        if spalte.grenze:
            zellen.stumm(zelle, werte.get(spalte.schluessel), spalte.format, rechts, eingabe=True)
        elif spalte.schluessel in eigene:
            zellen.stumm(zelle, eigene[spalte.schluessel](t, zeile, regeln, bezuege), "General", rechts=False)
        else:
            ohne = DAVOR in spalte.formel and zeile == t.erste
            formel = None if ohne else "=" + spalte.formel.format_map(bezuege)
            zellen.stumm(zelle, formel, spalte.format if rechts else "General", rechts)


def wachsen(t: Tabelle, leise: str = "", immer: bool = False) -> None:
    """Belegte Zeilen und die nächste freie haben Farbe und Rahmen, in einer leeren Tabelle die ersten fünf."""
    h, z, davor = f"${t.buchstabe('hinweis')}", t.erste, t.erste - 1
    am_anfang = f'ROWS({h}${z}:{h}{z})<=IF({h}${z}="",5,1)'
    bedingung = "TRUE" if immer else f'OR({h}{z}<>"",{h}{davor}<>"",{am_anfang})'
    zeile = t.zeile(z)
    for farbe, eingaben in ((zellen.EINGABE, True), (zellen.FORMEL, False)):
        buchstaben = [
            t.buchstabe(s.schluessel) for s in t.spalten if bool(s.grenze) == eingaben and not s.verborgen
        ]
        bereich = " ".join(f"{b}{z}:{b}{t.letzte}" for b in buchstaben)
        if leise:
            zellen.einblenden(t.blatt, bereich, leise.format_map(zeile), farbe, leise=True)
        zellen.einblenden(t.blatt, bereich, bedingung, farbe)


def doppelt(text: str, bestaetigen: bool, kurz: bool = False) -> Regel:
    """Regel: derselbe Schlüssel steht noch einmal. `kurz`: Schlüssel unter 250 Zeichen in vielen Zeilen (schneller)."""
    if kurz:
        zahl = f"COUNTIF({{alle_schluessel}},{_ESCAPE.format('{schluessel}')})"
    else:
        zahl = "SUMPRODUCT(--({alle_schluessel}={schluessel}))"
    return Regel(text, f'IF({{schluessel}}="",FALSE,{zahl}>1)', f'{zahl}&" Zeilen"' if bestaetigen else "")


def personenregeln() -> tuple[Regel, ...]:
    """Was in jeder Tabelle von Personen für die Fallnummer gilt."""
    return (doppelt(PERSON_DOPPELT, bestaetigen=False, kurz=True), summenwort("fall"), fuehrende_null())


def pruefungen(
    bau: Bau, t: Tabelle, regeln: Sequence[Regel], name: str, wo: str, kopfzeile: int, tiefe: int = TIEFE
) -> None:
    """Die Zustände der Zeilen anmelden; `wo`: Name der Tabelle auf dem Blatt Prüfung, `kopfzeile`: ihre Überschriften.

    `tiefe`: so viele Zeilen darunter gehören noch zu ihr und müssen leer sein; -1: gleich darunter steht ihre Summe.
    """
    bau.pflicht.append((f"{wo}: jede begonnene Zeile vollständig", f"{t.anzahl(UNVOLLSTAENDIG)}=0"))
    bau.werte_falsch += [f"{t.anzahl(FALSCH)}>0", f"{t.anzahl(NICHT_PRUEFBAR)}>0"]
    if PERSON_DOPPELT in {r.text for r in regeln}:
        bau.pruefung(
            "fallnummern",
            f"{wo}: keine Fallnummer steht doppelt",
            f"{t.anzahl(f'{FALSCH}: {PERSON_DOPPELT}')}+{t.anzahl(NICHT_PRUEFBAR)}=0",
            "Doppelte Zeilen zusammenfassen oder die Fallnummer ergänzen.",
        )
    bau.offen += [f"{t.anzahl(BESTAETIGEN)}>0", f"{t.anzahl(NICHT_PRUEFBAR)}>0"]
    streifen = t.buchstabe(t.spalten[0].schluessel), t.buchstabe("grund")
    daneben = nichts_daneben(t.blatt, streifen, kopfzeile, (t.erste, t.letzte), tiefe)
    bau.pruefung(
        f"zeilen_{name}",
        f"{wo}: jede belegte Zeile steht in der Tabelle und wird gerechnet",
        f"AND({_ohne_hinweis(t)}=0,{daneben})",
        "Zeilen über oder unter der Tabelle ausschneiden und darin einfügen; in eingefügte Zeilen die grauen Formeln "
        "der Nachbarzeile kopieren (Blattschutz hat kein Kennwort). Ist sie voll: egh vorlage … --zeilen.",
    )
    bau.name(f"zeilenhinweis_{name}", t.blatt, t.ort("hinweis"))
    bau.name(f"pruefwerte_{name}", t.blatt, t.ort("pruefwert"))


def _ohne_hinweis(t: Tabelle) -> str:
    """Formel: Eingaben in Zeilen ohne Hinweis; dort fehlen die Formeln."""
    bloecke: list[list[str]] = []
    for s in t.spalten:
        if s.schluessel == "hinweis":
            break
        if s.grenze is None:
            bloecke.append([])
        else:
            bloecke = bloecke or [[]]
            bloecke[-1].append(s.schluessel)
    leer = f'({t.bereich("hinweis")}="")'
    return "+".join(f'SUMPRODUCT(({t.block(b[0], b[-1])}<>"")*{leer})' for b in bloecke if b)


def ascii_name(name: str) -> str:
    """Name eines Blatts als Teil eines definierten Namens: Excel erlaubt darin keinen Bindestrich."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower().removeprefix("intern_").translate(_ASCII))
