"""`egh erhebung einlesen`: Erhebungsbögen eines Ordners in eine neue Mappe »personalbemessung«."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egh import ausgabe, geoeffnet
from egh.aufruf import Befehlsleser
from egh.gruende import Abbruch
from egh.vorlage import fuer_land, gefunden, tag
from egh.ziel import pruefe as pruefe_ziel

if TYPE_CHECKING:
    from workbooks.bausteine.grund.vorlage import Vorlage
    from workbooks.erhebung import Ablehnung, Ergebnis, Person

_VORLAGE = "personalbemessung"
HOECHSTENS_PERSONEN = 3_000
"""Mehr rechnet eine Mappe nicht in Minuten; so viele befragt niemand für eine Stichprobe."""


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    erhebung = befehle.add_parser("erhebung", help="Erhebungsbögen vieler Dateien zusammenführen")
    taten = erhebung.add_subparsers(
        title="Was zu tun ist", metavar="TUN", dest="tun", required=True, parser_class=Befehlsleser
    )
    leser = taten.add_parser(
        "einlesen",
        help="CSV- und XLSX-Dateien eines Ordners in eine neue Mappe",
        description="Liest jede Datei des Ordners (CSV mit Semikolon, XLSX: erstes Blatt; Überschriften fallnummer, "
        "angebot, hbg, wohnform, standort, leistung, art, minuten) und baut daraus die Mappe personalbemessung.",
    )
    leser.add_argument(
        "ordner", metavar="ORDNER", type=Path, help="Ordner mit den Dateien, ohne seine Unterordner"
    )
    leser.add_argument("-o", dest="aus", metavar="NEU.xlsx", type=Path, required=True, help="die neue Mappe")
    leser.add_argument(
        "--land", metavar="LAND", help="mit den Vertragswerten dieses Landes; ohne: eigene Werte"
    )
    leser.add_argument("--stichtag", type=tag, metavar="TAG", help="Vertragsstand, z. B. 01.01.2026")
    leser.add_argument("--ersetzen", action="store_true", help="eine vorhandene Datei ersetzen")
    geoeffnet.anmelden(leser)
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Lesen, bauen, schreiben, berichten."""
    from workbooks.erhebung import eingelesen

    ziel: Path = angaben.aus
    pruefe_ziel(ziel, ".xlsx", ersetzen=angaben.ersetzen)
    if not angaben.ordner.is_dir():
        raise Abbruch(f"{angaben.ordner} ist kein Ordner.")
    vorlage = _vorlage(angaben.land, angaben.stichtag)
    geoeffnet.pruefe(ziel, angaben.trotzdem)
    ergebnis = eingelesen(angaben.ordner, ausgabe.fortschritt)
    if not any(p.befragt for p in ergebnis.personen):
        for satz in _abgelehnt(ergebnis):
            ausgabe.sage(satz)
        raise Abbruch(f"In {angaben.ordner} ist keine brauchbare Erhebung ({_gezaehlt(ergebnis)}).")
    if len(ergebnis.personen) > HOECHSTENS_PERSONEN:
        raise Abbruch(
            f"{len(ergebnis.personen)} Personen; eine Mappe rechnet höchstens {HOECHSTENS_PERSONEN}. Ordner aufteilen."
        )
    mappe = _mappe(ergebnis, ziel, vorlage, angaben.stichtag)
    saetze = [f"{_gezaehlt(ergebnis)}; geschrieben nach {ziel}"]
    saetze += _abgelehnt(ergebnis)
    saetze += [f"  {_ort(a, ergebnis)}: {a.grund}" for a in ergebnis.doppelt]
    saetze.append(
        "Jetzt auf dem Blatt Stichprobe die Zahl aller Personen je Gruppe eintragen, dann egh rechnen."
    )
    ausgabe.berichte(lambda: mappe.speichern(neu=not angaben.ersetzen), saetze)
    return 1 if ergebnis.abgelehnt else 0


def _gezaehlt(ergebnis: Ergebnis) -> str:
    ganze = sum(not a.zeile for a in ergebnis.abgelehnt)
    zeilen = len(ergebnis.abgelehnt) - ganze
    befragt = sum(p.befragt for p in ergebnis.personen)
    deshalb = len({a.fall for a in ergebnis.abgelehnt if a.fall})
    satz = f"{ergebnis.gelesen} Dateien gelesen, {ganze} nicht; {befragt} Befragte"
    return satz + (f"; {zeilen} Zeilen abgelehnt, deshalb {deshalb} Personen nicht gezählt" if zeilen else "")


def _abgelehnt(ergebnis: Ergebnis) -> list[str]:
    return [f"  Nicht gezählt: {_ort(a, ergebnis)}: {a.grund}" for a in ergebnis.abgelehnt]


def _ort(a: Ablehnung, ergebnis: Ergebnis) -> str:
    """Datei und Zeile; wo Dateien nach Fallnummern heißen, nur mit ihrer Nummer nach Namen."""
    datei = f"Datei {ergebnis.stelle(a.datei)}" if ergebnis.heissen_nach_fall else a.datei
    return f"{datei}, Zeile {a.zeile}" if a.zeile else datei


def _vorlage(land: str | None, stichtag: date | None) -> Vorlage:
    vorlage = gefunden(_VORLAGE)
    if land is None:
        if stichtag:
            raise Abbruch("--stichtag gilt nur mit --land.")
        return vorlage
    vorlage = fuer_land(vorlage, land, stichtag)
    if hindernis := vorlage.hindernis(stichtag):
        raise Abbruch(hindernis)
    return vorlage


def _mappe(ergebnis: Ergebnis, ziel: Path, vorlage: Vorlage, stichtag: date | None) -> Any:
    from workbooks import vorlagen
    from workbooks.bausteine.grund.bau import Umfang
    from workbooks.fertigung import gerechnet

    gruppen = sorted({p.gruppe for p in ergebnis.personen})
    daten: dict[str, list[tuple[object, ...]]] = {
        "gruppen": [(gruppe,) for gruppe in gruppen],
        "personen": [_reihe(p) for p in ergebnis.personen],
        "abgewiesen": [a[:3] for a in ergebnis.abgelehnt],
    }
    umfang = Umfang(personen=max(100, len(ergebnis.personen) + 50), weitere=max(40, len(gruppen) + 10))
    return gerechnet(vorlagen.bauen(vorlage, stichtag=stichtag, umfang=umfang, daten=daten), ziel)


def _reihe(p: Person) -> tuple[object, ...]:
    """Eine Zeile des Blatts intern_Erhebung."""
    from workbooks.bausteine.fach.katalogblatt import KURZ

    spalten = [
        (nr, art) for art in ("qa", "ua") for nr, (_, auch_ua) in enumerate(KURZ) if art == "qa" or auch_ua
    ]
    minuten = [p.minuten.get(spalte) or None for spalte in spalten] if p.befragt else [None] * len(spalten)
    return (p.fall, p.angebot or None, p.gruppe, "ja" if p.befragt else "nein", *minuten)
