"""`egh vorlage`: eine Vorlage bauen, gerechnet und bereit zum Ausfüllen."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError, Namespace
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egh import ausgabe, geoeffnet
from egh.gruende import Abbruch
from egh.setzen import zellwert
from egh.ziel import pruefe as pruefe_ziel
from udfs.lesen import zeige
from workbooks.excelform import FORMEN
from workbooks.meldungen import meldungszeilen

if TYPE_CHECKING:
    from workbooks.bausteine.grund.bau import Umfang
    from workbooks.bausteine.grund.vorlage import Vorlage
    from workbooks.mappe import Arbeitsmappe

_HOECHSTENS_ZEILEN = 20_000
_EGH = "egh"
"""So heißt auf der Befehlszeile die Form, in der Vorlagen gebaut werden; früher »neutral«."""
_FORMEN = ("formeln", "lambda", "excel", _EGH)
"""Die erste gilt ohne Angabe: was ein Mensch öffnet, rechnet in dem Programm, mit dem er es öffnet."""
_NUR_EXCEL = "Diese Form ist für Excel mit dem Add-in; LibreOffice zeigt darin #NAME? (dafür ohne --form)."


def anmelden(befehle: Any) -> None:
    """Den Befehl beim Leser anmelden."""
    leser = befehle.add_parser(
        "vorlage",
        help="eine Vorlage bauen",
        description="Baut eine Arbeitsmappe zum Ausfüllen; egh vorlagen zeigt, welche es gibt.",
    )
    leser.add_argument("name", metavar="NAME", help="Name der Vorlage oder das Land, z. B. nw")
    leser.add_argument(
        "-o", dest="aus", metavar="DATEI.xlsx", type=Path, help="Ziel; ohne Angabe egh-vorlage-NAME.xlsx"
    )
    leser.add_argument("--stichtag", type=tag, metavar="TAG", help="Vertragsstand, z. B. 01.01.2026")
    leser.add_argument(
        "--land",
        metavar="LAND",
        help="für eine Vorlage ohne Land: mit den Vertragswerten dieses Landes, z. B. TH",
    )
    leser.add_argument(
        "--mit",
        choices=("entgelt",),
        help="Blätter dazu: entgelt, von den Stellen dieser Mappe zum Preis je Stunde, Tag und Monat",
    )
    leser.add_argument("--beispiel", action="store_true", help="mit dem veröffentlichten Beispiel füllen")
    leser.add_argument(
        "--zeilen",
        action="append",
        default=[],
        type=_zeilen,
        metavar="[TABELLE=]N",
        help="Zeilen der Tabellen: 100 für alle, dienste=100, personen=800, angebote=60 (sonst 60, 500, 40); in "
        "Trägerbudgets anbieter=200 (sonst 100), vereinbart, monatsstand, kennzahlen, controlling (sonst 40, 200, 20, "
        "40); weitere=80 (sonst 40) in Tabellen neben der Kalkulation; mehrere durch Komma",
    )
    leser.add_argument(
        "--form",
        choices=(*_FORMEN, FORMEN[0]),
        default=_FORMEN[0],
        metavar="{" + ",".join(_FORMEN) + "}",
        help="formeln (ohne Angabe): ohne Add-in, für Excel ab 2016 und LibreOffice; lambda: ohne Add-in, nur für "
        "Excel 365 und 2024; excel: mit dem Add-in verbunden, nur für Excel unter Windows; egh: EGH_… als Text, "
        "für egh rechnen",
    )
    leser.add_argument(
        "--parameter",
        type=Path,
        metavar="EIGENE.toml",
        help="eigene Werte mit Quelle (Format der Vertragswerte); sie stehen dann schon auf dem Blatt Parameter",
    )
    leser.add_argument("--ersetzen", action="store_true", help="eine vorhandene Datei ersetzen")
    geoeffnet.anmelden(leser)
    leser.set_defaults(ausfuehren=ausfuehren)


def ausfuehren(angaben: Namespace) -> int:
    """Bauen, rechnen, schreiben."""
    from workbooks.bausteine.grund.bau import Umfang
    from workbooks.bausteine.grund.rahmen import Stichtag

    vorlage = gefunden(angaben.name, angaben.stichtag)
    if angaben.land is not None:
        vorlage = fuer_land(vorlage, angaben.land, angaben.stichtag)
    if angaben.mit is not None:
        vorlage = _mit_entgelt(vorlage)
    zeilen = {tabelle: n for eintrag in angaben.zeilen for tabelle, n in eintrag.items()}
    ziel = angaben.aus or Path(f"egh-vorlage-{vorlage.name}.xlsx")
    pruefe_ziel(ziel, ".xlsx", ersetzen=angaben.ersetzen)
    geoeffnet.pruefe(ziel, angaben.trotzdem)
    if angaben.stichtag and not (vorlage.rahmen.staende() or isinstance(vorlage.rahmen, Stichtag)):
        raise Abbruch(f"{vorlage.name} hat keinen Vertragsstand: --stichtag gilt hier nicht.")
    if angaben.parameter and not vorlage.werte:
        raise Abbruch(f"{vorlage.name} hat keine Vertragswerte: --parameter gilt hier nicht.")
    for tabelle in zeilen:
        if tabelle != _ALLE and tabelle not in vorlage.tabellen:
            raise Abbruch(f"{vorlage.name} hat keine Tabelle „{tabelle}“.")
    fuer_alle = dict.fromkeys(_tabellen(), zeilen.pop(_ALLE)) if _ALLE in zeilen else {}
    umfang = Umfang(**{**fuer_alle, **zeilen})
    if hindernis := vorlage.hindernis(angaben.stichtag):
        raise Abbruch(hindernis)
    eigene = _eigene(angaben.parameter, vorlage, angaben.stichtag) if angaben.parameter else {}
    form = FORMEN[0] if angaben.form == _EGH else angaben.form
    mappe = gebaut(vorlage, ziel, form, angaben.beispiel, angaben.stichtag, umfang, eigene)
    ausgabe.berichte(
        lambda: mappe.speichern(neu=not angaben.ersetzen),
        [
            *_woher(angaben.parameter, eigene),
            f"Vorlage {vorlage.landesname}, {vorlage.titel}: {ziel.resolve()}",
            *([f"Diese Vorlage {vorlage.ende}."] if vorlage.ende else []),
            "Anleitung: Blatt Hilfe.",
            *_weitere(vorlage, angaben.stichtag),
            *([_NUR_EXCEL] if angaben.form == "excel" else []),
            *meldungszeilen(mappe),
        ],
    )
    return 1 if mappe.fehler() else 0


def _eigene(pfad: Path, vorlage: Vorlage, stichtag: date | None) -> dict[str, tuple[float, str]]:
    from workbooks.vorlagen.eigene import eigene_werte

    try:
        return eigene_werte(pfad, vorlage, stichtag)
    except ValueError as grund:
        raise Abbruch(f"{str(grund).rstrip('.')}.") from None


def _woher(parameter: Path | None, eigene: Mapping[str, object]) -> list[str]:
    if parameter is None:
        return []
    return [f"Eigene Werte aus {parameter.name}: {', '.join(eigene) or 'keiner gilt am Stichtag'}."]


def _weitere(vorlage: Vorlage, stichtag: date | None) -> list[str]:
    """Die anderen Vorlagen des Landes, damit niemand die falsche nimmt, ohne es zu wissen."""
    from calc.parameter import laender
    from workbooks.vorlagen import ALLE

    tag = stichtag or vorlage.rahmen.stand(None)[0]
    andere = [v for v in ALLE if v.land == vorlage.land and v.name != vorlage.name and not v.hindernis(tag)]
    return (
        [
            ("Für alle Länder auch: " if vorlage.land == laender.BUND else "Für dieses Land auch: ")
            + ", ".join(f"{v.name} ({v.titel})" for v in andere)
            + "."
        ]
        if andere
        else []
    )


def gefunden(name: str, stichtag: date | None = None) -> Vorlage:
    """Die Vorlage zu Namen oder Land, zum Land die erste am Stichtag. Fehler: `Abbruch`."""
    from workbooks import vorlagen

    vorlage = vorlagen.finde(name, stichtag)
    if vorlage is None:
        namen = ", ".join(v.name for v in vorlagen.ALLE)
        raise Abbruch(f"Die Vorlage {zeige(name)} gibt es nicht; es gibt: {namen}.")
    return vorlage


def fuer_land(vorlage: Vorlage, land: str, stichtag: date | None = None) -> Vorlage:
    """Die Vorlage mit den Vertragswerten eines Landes. Fehler: `Abbruch`."""
    from calc.parameter import laender

    kuerzel = laender.kuerzel(land)
    if kuerzel not in laender.LAENDER:
        raise Abbruch(f"Das Land {zeige(land)} gibt es nicht; es gibt: {', '.join(laender.LAENDER)}.")
    if vorlage.fuer_land is None:
        raise Abbruch(f"{vorlage.name} gibt es nicht je Land: --land gilt hier nicht.")
    return vorlage.fuer_land(vorlage, kuerzel, stichtag)


def _mit_entgelt(vorlage: Vorlage) -> Vorlage:
    from workbooks.vorlagen.sonder.entgelt.anbau import mit_entgelt

    try:
        return mit_entgelt(vorlage)
    except ValueError as grund:
        raise Abbruch(f"{grund}.") from None


def gebaut(
    vorlage: Vorlage,
    ziel: Path,
    form: str = FORMEN[0],
    beispiel: bool = False,
    stichtag: date | None = None,
    umfang: Umfang | None = None,
    eigene: Mapping[str, tuple[float, str]] | None = None,
) -> Arbeitsmappe:
    """Die Mappe, gerechnet und noch nicht gespeichert; `ziel` ist ihr späterer Ort."""
    from workbooks import vorlagen
    from workbooks.fertigung import gerechnet
    from workbooks.nativ.form import NichtOhneAddin

    buch = vorlagen.bauen(vorlage, beispiel, stichtag, umfang, form, eigene)
    try:
        return gerechnet(buch, ziel, form)
    except NichtOhneAddin as grund:
        raise Abbruch(f"{grund} Mit --form egh gibt es sie.") from None


def tag(text: str) -> date:
    """Ein Tag von der Befehlszeile, etwa 01.01.2026. Fehler: ArgumentTypeError."""
    try:
        wert = zellwert(text)
    except ValueError:
        wert = None
    if not isinstance(wert, date):
        raise ArgumentTypeError(f"{zeige(text)} ist kein Tag; etwa 01.01.2026 schreiben.")
    return wert


_ALLE = ""
"""Statt des Namens einer Tabelle: die Zahl gilt für jede."""


def _tabellen() -> tuple[str, ...]:
    """Was `--zeilen N` ohne Namen meint."""
    from workbooks.bausteine.grund.bau import Umfang

    return tuple(f.name for f in fields(Umfang) if f.name != "angebote")


def _zeilen(text: str) -> dict[str, int]:
    """`100` oder `dienste=100,personen=800`: Tabelle → Zeilen."""
    angaben: dict[str, int] = {}
    for teil in text.split(","):
        tabelle, trenner, zahl = teil.rpartition("=")
        tabelle = tabelle.strip().lower() if trenner else _ALLE
        if tabelle not in (_ALLE, *_tabellen(), "angebote"):
            raise ArgumentTypeError(
                f"{zeige(tabelle)} gibt es nicht; möglich: {', '.join(_tabellen())}, angebote."
            )
        if not re.fullmatch("[0-9]{1,9}", zahl.strip()) or not 1 <= int(zahl) <= _HOECHSTENS_ZEILEN:
            raise ArgumentTypeError(f"{zeige(zahl)} ist keine Zeilenzahl von 1 bis {_HOECHSTENS_ZEILEN}.")
        angaben[tabelle] = int(zahl)
    return angaben
