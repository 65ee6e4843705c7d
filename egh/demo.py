"""`egh demo`: die veröffentlichte Stundentafel NRW in einer Arbeitsmappe rechnen und zeigen."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from calc.runden import runden
from egh import ausgabe
from egh.gruende import Abbruch
from egh.vorlage import gebaut, gefunden
from workbooks.meldungen import meldungszeilen


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "demo",
        help="die Stundentafel NRW rechnen und zeigen",
        description="Rechnet die veröffentlichte Stundentafel NRW in einer Arbeitsmappe und zeigt das Ergebnis.",
    )
    leser.add_argument(
        "-o", dest="aus", metavar="AUS.xlsx", type=Path, help="Ziel; ohne Angabe egh-demo.xlsx"
    )
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Bauen, rechnen, schreiben, zeigen."""
    ziel = angaben.aus or Path("egh-demo.xlsx")
    if ziel.suffix.lower() != ".xlsx":
        raise Abbruch("Die Ausgabe muss auf .xlsx enden.")
    mappe = gebaut(gefunden("nw"), ziel, beispiel=True)
    if angaben.aus is None:
        ziel = _frei(ziel, mappe.inhalt())
    ausgabe.berichte(lambda: mappe.speichern(ziel), _bericht(mappe, ziel))
    return 1 if mappe.fehler() else 0


def _bericht(mappe: Any, ziel: Path) -> Iterator[str]:
    yield "Vorlage NRW mit dem veröffentlichten Beispiel, gerechnet in der Arbeitsmappe: die Stundentafel"
    yield ""
    yield _zeile("Einsatzzeit", "Zeit", "Std./Tag", "Anerk.", "Tage", "Std./Jahr", "VZÄ")
    zaehlt = [angaben_[3] != "nein" for angaben_ in mappe["eingabe_dienste"]]
    dienste = [reihe for reihe, mit in zip(mappe["stundentafel"], zaehlt, strict=True) if mit and reihe[0]]
    for name, beginn, ende, anerkennung, tage, _, tag, _, jahr, vzae in dienste:
        zeit = f"{_uhrzeit(beginn)}–{_uhrzeit(ende)}"
        anteil = f"{_zahl(anerkennung * 100, 0)} %"
        yield _zeile(name, zeit, _zahl(tag), anteil, _zahl(tage, 0), _zahl(jahr), _zahl(vzae))
    woche, jahr, vzae = (mappe[f"ergebnis_{name}_stundentafel"] for name in ("woche", "stunden", "vzae"))
    yield _zeile("Gesamt", f"{_zahl(woche, 0)} Std./Woche", "", "", "", _zahl(jahr), _zahl(vzae))
    yield ""
    yield f"Effektive Betreuungszeit je VZÄ: {_zahl(mappe['ergebnis_jahresstunden_vzae'])} Std./Jahr"
    yield f"Ergebnis: {_zahl(vzae)} VZÄ"
    yield f"Arbeitsmappe: {ziel.resolve()} (Anleitung: Blatt Hilfe)"
    yield from meldungszeilen(mappe)


def _frei(ziel: Path, inhalt: bytes) -> Path:
    """Der Name selbst, solange er frei ist oder unverändert unsere Datei; eine bearbeitete wird nie ersetzt."""
    kandidat, nummer = ziel, 1
    while kandidat.exists() and kandidat.read_bytes() != inhalt:
        nummer += 1
        kandidat = ziel.with_stem(f"{ziel.stem}-{nummer}")
    return kandidat


def _zeile(*spalten: str) -> str:
    breiten = (22, 15, 9, 7, 5, 10, 6)
    paare = list(zip(spalten, breiten, strict=True))
    return " ".join([f"{t:<{b}}" for t, b in paare[:2]] + [f"{t:>{b}}" for t, b in paare[2:]]).rstrip()


def _zahl(wert: float, stellen: int = 2) -> str:
    return f"{runden(wert, stellen):,.{stellen}f}".translate(str.maketrans(",.", ".,"))


def _uhrzeit(anteil: float) -> str:
    minuten = round(anteil * 1440)
    return f"{minuten // 60:02}:{minuten % 60:02}"
