"""Befunde über die Dateien der Länder: Aufbau, Quellen, Einheiten, Tage; kein Wert aus einem anderen Land."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calc import parameter
from calc.parameter import laender, vertrag


@dataclass(frozen=True)
class Befund:
    """Was an einer Stelle nicht stimmt."""

    datei: str
    schluessel: str
    satz: str


def befunde(ordner: Path) -> list[Befund]:
    """Alle Befunde über die TOML-Dateien eines Ordners, in der Reihenfolge der Dateien; leer: alles in Ordnung.

    Fehler: OSError oder ValueError (auch tomllib.TOMLDecodeError), wenn eine Datei nicht zu lesen ist.
    """
    gefunden: list[Befund] = []
    with parameter.aus_ordner(ordner):
        for datei in sorted(Path(ordner).glob("*.toml")):
            land = next((k for k in (*laender.LAENDER, laender.BUND) if k.lower() == datei.stem), "")
            if land:
                gefunden += _datei(land, datei.name)
            else:
                gefunden.append(Befund(datei.name, "", "Das ist kein Kürzel eines Landes."))
    return gefunden


def _datei(land: str, name: str) -> Iterator[Befund]:
    for schluessel, eintrag in parameter.rohdaten(land).items():
        try:
            pruefung = (
                _vertraege(land) if schluessel == parameter.VERTRAG else _wert(land, schluessel, eintrag)
            )
            for ort, satz in pruefung:
                yield Befund(name, ort, satz)
        except ValueError as grund:
            yield Befund(name, schluessel, str(grund).removeprefix(f"{name} "))


def _vertraege(land: str) -> Iterator[tuple[str, str]]:
    for v in vertrag.vertraege(land):
        ort = f"vertrag.{v.ab}"
        if not v.quelle.strip() or not v.name.strip():
            yield ort, "Name und Quelle dürfen nicht leer sein."
        if v.beleg != "amtlich" and not (v.link or v.notiz):
            yield ort, f"Beleg „{v.beleg}“: Link oder Notiz müssen sagen, wo es stand."
        yield from _fremd(land, ort, f"{v.name} {v.quelle}")


def _wert(land: str, name: str, eintrag: dict[str, Any]) -> Iterator[tuple[str, str]]:
    p = parameter.gelesen(land, name, eintrag)
    if not p.anzeige.strip():
        yield name, "Die Bezeichnung (anzeige) ist leer."
    for s in p.staende:
        ort = f"{name}.{s.ab}"
        if len(s.quelle.strip()) < _QUELLE_MINDESTENS:
            yield ort, "Die Quelle nennt nicht, wo der Wert steht."
        if s.beleg != "amtlich" and not s.notiz:
            yield ort, f"Beleg „{s.beleg}“: die Notiz muss sagen, wo der Wert gelesen wurde."
        if s.ab > p.geprueft and s.art != "tarifschritt":  # Tarife werden Jahre im Voraus vereinbart
            yield ort, f"Gilt ab {s.ab:%d.%m.%Y}, geprüft ist nur bis {p.geprueft:%d.%m.%Y}."
        yield from _fremd(land, ort, f"{s.quelle} {s.notiz}")
        yield from _abgeschrieben(land, name, ort, s)


_QUELLE_MINDESTENS = 20  # Zeichen: ein Vertrag mit Stelle ist länger


def _fremd(land: str, ort: str, text: str) -> Iterator[tuple[str, str]]:
    """Eine Quelle, die nur ein anderes Land nennt, ist keine für dieses."""
    genannt = {k for k, wort in laender.LAENDER.items() if re.search(rf"\b{re.escape(wort)}\b", text)}
    if genannt and land not in genannt and land != laender.BUND:
        andere = ", ".join(laender.name(k) for k in sorted(genannt))
        yield ort, f"Die Quelle nennt {andere}, nicht {laender.name(land)}."


def _abgeschrieben(land: str, name: str, ort: str, stand: parameter.Stand) -> Iterator[tuple[str, str]]:
    """Derselbe Wert aus derselben Quelle in zwei Ländern: einer ist abgeschrieben."""
    for anderes in laender.LAENDER:
        eintrag = parameter.rohdaten(anderes).get(name, {}) if anderes != land else {}
        for block in eintrag.values() if isinstance(eintrag, dict) else ():
            if (
                isinstance(block, dict)
                and block.get("quelle") == stand.quelle
                and stand.art in ("zahl", "raster")
            ):
                yield ort, f"Dieselbe Quelle steht bei {laender.name(anderes)}."
