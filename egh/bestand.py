"""`egh bestand`: aus einer Liste von Personen Stunden und VK je Abschnitt und Leistungserbringer."""

from __future__ import annotations

import re
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calc.runden import deutsch
from egh import ausgabe, cluster, geoeffnet
from egh.gruende import Abbruch
from egh.vorlage import tag
from egh.ziel import pruefe as pruefe_ziel
from workbooks.stapel.werker import Hier

if TYPE_CHECKING:
    from workbooks.bestand.auswertung import Bestand


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "bestand",
        help="Stunden und VK eines Personenbestands je Monat oder Jahr",
        description="Liest eine Zeile je Person (Spalten land, leistungserbringer, hbg oder minuten_woche, "
        "leistungstyp, von, bis; bis leer: läuft) und schreibt Stunden, VK und Anteile je Leistungserbringer.",
    )
    leser.add_argument(
        "datei", metavar="DATEI", type=Path, help="CSV (Semikolon), XLSX (erstes Blatt) oder Parquet"
    )
    leser.add_argument("-o", dest="aus", metavar="AUS.xlsx", type=Path, required=True, help="die neue Mappe")
    leser.add_argument(
        "--zeitraum", type=_zeitraum, required=True, metavar="VON–BIS", help="etwa 01.01.2026–31.12.2026"
    )
    leser.add_argument("--nach", choices=("monat", "jahr"), default="jahr", help="Abschnitte (jahr)")
    leser.add_argument("--ersetzen", action="store_true", help="eine vorhandene Datei ersetzen")
    cluster.anmelden(leser)
    geoeffnet.anmelden(leser)
    leser.set_defaults(ausfuehren=ausfuehren)


def _zeitraum(text: str) -> tuple[date, date]:
    teile = re.split(r"\s*(?:[–—]|\bbis\b|(?<=\d{4})\s*-\s*(?=\d{1,2}\.))\s*", text.strip())
    if len(teile) != 2:
        raise ValueError
    return tag(teile[0]), tag(teile[1])


def ausfuehren(angaben: Namespace) -> int:
    """Lesen, zählen, schreiben, berichten; 1, wenn eine Zeile nicht zählt."""
    from recalculation.datei.ersetzen import ersetze_atomar
    from workbooks.bestand.auswertung import gezaehlt, zaehle_block
    from workbooks.bestand.blatt import als_mappe
    from workbooks.bestand.lesen import ENDUNGEN, bloecke
    from workbooks.bestand.zeitraum import Zeitraum

    ziel: Path = angaben.aus
    pruefe_ziel(ziel, ".xlsx", ersetzen=angaben.ersetzen, quelle=angaben.datei)
    if angaben.datei.suffix.lower() not in ENDUNGEN:
        raise Abbruch(f"{angaben.datei}: gelesen werden {', '.join(ENDUNGEN)}.")
    geoeffnet.pruefe(ziel, angaben.trotzdem)
    try:
        zeitraum = Zeitraum(angaben.zeitraum[0], angaben.zeitraum[1], angaben.nach)
    except ValueError as grund:
        raise Abbruch(f"--zeitraum: {grund}") from None
    with cluster.werker(angaben, zaehle_block, Hier(zaehle_block)) as werker:
        b = gezaehlt(bloecke(angaben.datei), zeitraum, werker)
    gute = b.zeilen - b.gruende.total() - b.ausserhalb
    if not gute:
        for satz in _nicht(b):
            ausgabe.sage(satz)
        raise Abbruch(f"In {angaben.datei} ist keine Zeile, die in diesem Zeitraum zählt.")
    hinweise = b.hinweise()
    quelle = f"{zeitraum.von:%d.%m.%Y}–{zeitraum.bis:%d.%m.%Y}: {_gezaehlt(b, gute)}"
    inhalt = als_mappe(b, quelle, hinweise)
    ausgabe.berichte(
        lambda: ersetze_atomar(ziel, inhalt, not angaben.ersetzen),
        [
            f"{deutsch(gute)} von {deutsch(b.zeilen)} Zeilen gezählt, geschrieben nach {ziel}",
            *_nicht(b),
            *(f"  zu prüfen: {satz}" for satz in hinweise),
        ],
    )
    return 1 if b.gruende or hinweise else 0


def _gezaehlt(b: Bestand, gute: int) -> str:
    """Steht unter jeder Überschrift: wer das Blatt liest, sieht, was darin fehlt."""
    fehlt = [f"{deutsch(b.ausserhalb)} außerhalb des Zeitraums"] if b.ausserhalb else []
    fehlt += [f"{deutsch(b.gruende.total())} mit Fehlern, siehe »Nicht gezählt«"] if b.gruende else []
    return f"{deutsch(gute)} von {deutsch(b.zeilen)} Zeilen gezählt" + (
        f" ({', '.join(fehlt)})" if fehlt else ""
    )


def _nicht(b: Bestand) -> list[str]:
    saetze = [f"  außerhalb des Zeitraums: {deutsch(b.ausserhalb)}"] if b.ausserhalb else []
    for grund, wie_oft in sorted(b.gruende.items(), key=lambda g: (-g[1], g[0])):
        erste = next((n for n, g in b.schlecht if g == grund), 0)
        saetze.append(
            f"  nicht gezählt: {deutsch(wie_oft)} × {grund}" + (f" (zuerst Zeile {erste})" if erste else "")
        )
    return saetze
