"""`--setze NAME=WERT`: Text der Befehlszeile → Zellwert."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from egh.gruende import Abbruch
from recalculation.datei.zellwert import seriell
from udfs.lesen import zeige

_GANZ = re.compile(r"-?[0-9]+")
_DEUTSCH = re.compile(r"-?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),[0-9]+|-?[0-9]{1,3}(\.[0-9]{3}){2,}")
_PUNKT = re.compile(r"-?[0-9]+\.[0-9]+")
_MEHRDEUTIG = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
# Ohne Zurückgehen (++): sonst wüchse die Zeit mit dem Quadrat der Länge.
_FAST_ZAHL = re.compile(r"[-+]?(?=[^0-9]*+[0-9])[0-9.,\s]++([eE][-+]?[0-9]++)?\s*+(%|€|EUR|Euro)?")
_UHRZEIT = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?|24:00(?::00)?")
_TAG = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_TAG_KURZ = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}")
_TAG_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WAHRHEIT = {"wahr": True, "true": True, "falsch": False, "false": False}


def setze(mappe: Any, angabe: str) -> str:
    """Eine Angabe NAME=WERT in die Mappe setzen; gibt einen Hinweis oder "". Fehler: `Abbruch`."""
    name, trenner, wert = angabe.partition("=")
    name = name.strip()
    if not trenner or not name:
        raise Abbruch(f"--setze {angabe}: erwartet wird NAME=WERT.")
    try:
        als_text = mappe.zahlenformat(name) == "@" and wert.strip() and not wert.strip().startswith("'")
        mappe[name] = wert.strip() if als_text else zellwert(wert)
        gesperrt = mappe.gesperrt(name)
    except (KeyError, ValueError) as grund:
        raise Abbruch(f"--setze {angabe}: {grund.args[0]}") from None
    return (
        f"--setze {name}: Diese Zelle ist keine Eingabe (Blattschutz); trotzdem gesetzt." if gesperrt else ""
    )


def zellwert(text: str) -> float | str | bool | date | None:
    """Zellwert zu einer Angabe der Befehlszeile.

    "0,25" und "0.25" sind Zahlen, "22:30" eine Uhrzeit, "01.07.2023" ein Tag, "12,5 %" ein Anteil; leer leert
    die Zelle, ein Hochkomma davor (`'12`) macht Text daraus.

    Fehler: ValueError, wenn die Angabe mehrdeutig ("1.540") oder kein gültiges Datum ist.
    """
    roh = text.strip()
    if not roh:
        return None
    if roh.startswith("'"):
        return roh[1:]
    if roh.lower() in _WAHRHEIT:
        return _WAHRHEIT[roh.lower()]
    if roh.endswith("%"):
        anteil = None if roh[:-1].rstrip().endswith("%") else zellwert(roh[:-1])
        if isinstance(anteil, float):
            return anteil / 100
        raise ValueError(f"{zeige(roh)} ist kein Prozentwert; 12,5 % oder 0,125 schreiben.")
    if _MEHRDEUTIG.fullmatch(roh):
        ohne = roh.replace(".", "")
        raise ValueError(f"{zeige(roh)} ist mehrdeutig; {ohne} oder {roh.replace('.', ',')} schreiben.")
    if _GANZ.fullmatch(roh) or _PUNKT.fullmatch(roh):
        return _endlich(roh)
    if _DEUTSCH.fullmatch(roh):
        return _endlich(roh.replace(".", "").replace(",", "."))
    return _zeit_oder_text(roh)


def _endlich(roh: str) -> float:
    zahl = float(roh)
    if zahl - zahl != 0:
        raise ValueError(f"{zeige(roh)} ist zu groß.")
    return zahl


def _zeit_oder_text(roh: str) -> float | str | date:
    uhrzeit = _UHRZEIT.fullmatch(roh.removesuffix("Uhr").strip())
    if uhrzeit:
        if uhrzeit[1] is None:
            return 1.0
        stunde, minute, sekunde = (int(teil or 0) for teil in uhrzeit.groups())
        return (stunde * 3600 + minute * 60 + sekunde) / 86_400
    deutsch, iso = _TAG.fullmatch(roh), _TAG_ISO.fullmatch(roh)
    if deutsch or iso:
        teile = [int(t) for t in (deutsch or iso).groups()]  # type: ignore[union-attr]
        jahr, monat, tag = teile[::-1] if deutsch else teile
        try:
            gefunden = date(jahr, monat, tag)
        except ValueError:
            raise ValueError(f"{zeige(roh)} ist kein gültiges Datum.") from None
        if seriell(gefunden) < 1:
            raise ValueError(f"{zeige(roh)} liegt vor dem ersten Tag, den Excel kennt.")
        return gefunden
    if _TAG_KURZ.fullmatch(roh):
        raise ValueError(f"{zeige(roh)}: das Jahr mit vier Ziffern schreiben, etwa {roh[:-2]}20{roh[-2:]}.")
    if roh.startswith("=") or _FAST_ZAHL.fullmatch(roh):
        raise ValueError(
            f"{zeige(roh)} ist als Zahl nicht lesbar; etwa 0,5 oder 1540 schreiben (einen Text mit ' davor)."
        )
    return roh
