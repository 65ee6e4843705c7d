"""Wohin BEREICH.VERSCHIEBEN und INDIREKT nach dem Rechnen zeigen: nur das kann sie nicht berechenbar machen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Stelle
from recalculation.datei.aufbau import Aufbau
from recalculation.maschine.maschine import Maschine
from recalculation.uebersetzung.abhaengig import aufgeloest
from recalculation.uebersetzung.formeln import Beweglich, Uebersetzung

_HOECHSTENS = 5_000  # so viele Argumente werden noch einmal gerechnet
_ZAHL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
Ziel = tuple[str, Bereich]


def ziele(
    formeln: Mapping[Stelle, Uebersetzung], maschine: Maschine, aufbau: Aufbau
) -> dict[Stelle, list[Ziel]]:
    """Zelle → Bereiche, auf die ihre Aufrufe zeigen; wo einer nicht festzustellen ist, fehlt die Zelle."""
    rufe = [(zelle, b) for zelle, u in formeln.items() for b in u.bewegliche]
    # Derselbe Text gibt überall auf dem Blatt dasselbe, außer er fragt nach seiner Zeile.
    gesucht = {
        _schluessel(zelle, a): (zelle, a)
        for zelle, b in rufe
        for a in _gerechnete(b)
        if not _ZAHL.fullmatch(a)
    }
    if not rufe or len(gesucht) > _HOECHSTENS:
        return {}
    werte = dict(zip(gesucht, maschine.daneben_gerechnet(list(gesucht.values())), strict=True))
    gefunden: dict[Stelle, list[Ziel]] = {}
    offen: set[Stelle] = set()
    for zelle, b in rufe:
        texte = _gerechnete(b)
        argumente = [float(a) if _ZAHL.fullmatch(a) else werte[_schluessel(zelle, a)] for a in texte]
        ziel = _ziel(zelle, b, argumente, aufbau)
        if ziel is None:
            offen.add(zelle)
        else:
            gefunden.setdefault(zelle, []).append(ziel)
    return {zelle: z for zelle, z in gefunden.items() if zelle not in offen}


def _schluessel(zelle: Stelle, text: str) -> tuple[str, str, int]:
    return zelle[0], text, zelle[1].zeile if "()" in text else 0


def _gerechnete(b: Beweglich) -> tuple[str, ...]:
    return b.argumente[:1] if b.name == "INDIRECT" else tuple(a for a in b.argumente[1:] if a)


def _ziel(zelle: Stelle, b: Beweglich, werte: list[Any], aufbau: Aufbau) -> Ziel | None:
    if b.name == "INDIRECT":
        text = werte[0]
        return _einzig(aufgeloest(text, zelle[0], aufbau)) if isinstance(text, str) else None
    anfang = _einzig(aufgeloest(b.argumente[0], zelle[0], aufbau))
    if anfang is None or not all(type(wert) is float for wert in werte):
        return None
    blatt, bereich = anfang
    rest = iter(int(wert) for wert in werte)
    zeilen, spalten, hoehe, breite = (
        next(rest) if stelle < len(b.argumente) and b.argumente[stelle] else sonst
        for stelle, sonst in enumerate((0, 0, bereich.hoehe, bereich.breite), 1)
    )
    z, s = bereich.zeile + zeilen, bereich.spalte + spalten
    if z < 1 or s < 1 or hoehe < 1 or breite < 1:
        return None
    return blatt, Bereich(
        z, s, min(z + hoehe - 1, adresse.MAX_ZEILE), min(s + breite - 1, adresse.MAX_SPALTE)
    )


def _einzig(gefunden: Iterable[Ziel]) -> Ziel | None:
    alle = list(gefunden)
    return alle[0] if len(alle) == 1 else None
