"""`egh sammeln`: die Ergebnisse vieler Mappen in einer Übersicht."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from calc.runden import deutsch
from egh import ausgabe, geoeffnet, stapel
from egh.gruende import Abbruch
from egh.stapel import satz
from egh.ziel import pruefe as pruefe_ziel
from workbooks.stapel import ordner
from workbooks.stapel.werker import Prozesse, kerne

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from workbooks.sammlung.auswertung import Gruppe
    from workbooks.sammlung.lesen import Mappe

_HOECHSTENS_ZEILEN = 20


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "sammeln",
        help="die Ergebnisse vieler Mappen in eine Übersicht",
        description="Liest aus allen Mappen unter ORDNER die gespeicherten Ergebnisse und Prüfungen (gerechnet "
        "wird nicht: vorher egh rechnen ORDNER) und schreibt eine Übersicht: Summen, Vergleich der Leistungserbringer.",
    )
    leser.add_argument(
        "ordner", metavar="ORDNER", type=Path, help="Ordner mit den Mappen, auch in Unterordnern"
    )
    leser.add_argument("-o", dest="aus", metavar="AUS.xlsx", type=Path, required=True, help="die neue Mappe")
    leser.add_argument("--prozesse", type=stapel.anzahl, metavar="N", help="so viele zugleich (alle Kerne)")
    leser.add_argument("--ersetzen", action="store_true", help="eine vorhandene Datei ersetzen")
    geoeffnet.anmelden(leser)
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Lesen, zusammenstellen, schreiben, berichten; 1, wenn eine Datei nicht zählt oder ein Hinweis da ist."""
    from workbooks.sammlung.auswertung import gruppen
    from workbooks.sammlung.blatt import uebersicht

    ziel: Path = angaben.aus
    pruefe_ziel(ziel, ".xlsx", ersetzen=angaben.ersetzen)
    if not angaben.ordner.is_dir():
        raise Abbruch(f"{angaben.ordner} ist kein Ordner.")
    geoeffnet.pruefe(ziel, angaben.trotzdem)
    funde = [f for f in ordner.gefunden(angaben.ordner) if f.pfad.resolve() != ziel.resolve()]
    gefunden, fremde = gruppen(_gelesen(funde, angaben.prozesse or kerne()))
    if not gefunden:
        grund = f" ({fremde[0].datei}: {fremde[0].grund.rstrip('.')})" if fremde else ""
        raise Abbruch(f"In {angaben.ordner} ist keine unserer Mappen{grund}.")
    quelle = f"{deutsch(len(funde))} Dateien aus {angaben.ordner.resolve().name}"
    mappe = uebersicht(gefunden, fremde, quelle, ziel)
    ausgabe.berichte(lambda: mappe.speichern(neu=not angaben.ersetzen), _saetze(gefunden, fremde, ziel))
    return 1 if fremde or any(g.nicht or g.hinweise for g in gefunden) else 0


def _gelesen(funde: Sequence[ordner.Fund], prozesse: int) -> list[Mappe]:
    """Alle Dateien, in der Folge ihrer Namen; was nicht zu lesen ist, mit dem Grund."""
    from workbooks.sammlung.lesen import Auftrag, Mappe, lies

    mappen = [Mappe(f.datei, f.hindernis) for f in funde if f.hindernis]
    auftraege = [Auftrag(f.datei, f.pfad) for f in funde if not f.hindernis]
    balken = ausgabe.Balken()
    try:
        with closing(Prozesse(lies, min(prozesse, len(auftraege)) or 1).erledige(auftraege)) as ergebnisse:
            for auftrag, ergebnis in ergebnisse:
                gelesen = isinstance(ergebnis, Mappe)
                mappen.append(ergebnis if gelesen else Mappe(auftrag.datei, satz(ergebnis)))
                balken.zeige(len(mappen), len(funde))
    finally:
        balken.ende()
    return mappen


def _saetze(gefunden: Sequence[Gruppe], fremde: Sequence[Mappe], ziel: Path) -> list[str]:
    saetze = [f"Geschrieben nach {ziel}"]
    for g in gefunden:
        alle = len(g.gezaehlt) + len(g.nicht)
        saetze.append(f"  {g.name}: {deutsch(len(g.gezaehlt))} von {deutsch(alle)} Dateien gezählt")
        saetze += [f"    {datei}: {text}" if datei else f"    {text}" for datei, text in g.hinweise[:5]]
    nicht = [(m.datei, grund) for g in gefunden for m, grund in g.nicht] + [
        (m.datei, m.grund) for m in fremde
    ]
    if nicht:
        saetze.append(f"Nicht gezählt ({deutsch(len(nicht))}):")
    saetze += [f"  {datei}: {grund}" for datei, grund in nicht[:_HOECHSTENS_ZEILEN]]
    if len(nicht) > _HOECHSTENS_ZEILEN:
        saetze.append(f"  … und {deutsch(len(nicht) - _HOECHSTENS_ZEILEN)} weitere (Blatt »Nicht gezählt«)")
    return saetze
