"""Gesetzliche Feiertage der Länder aus dem Paket `holidays`: als Tabelle, die beim Bau in die Mappe geschrieben wird.

In der Mappe stehen Tage, keine Formeln: ein neues Paket ändert keine Datei, die schon gebaut ist.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.metadata import version
from typing import NamedTuple

from calc.parameter import laender

_GANZ, _TEIL = (
    "public",
    "catholic",
)  # im ganzen Land; nur in Gemeinden mit überwiegend katholischer Bevölkerung


class Feiertag(NamedTuple):
    """Name, Länder, in denen er überall gilt, Orte, in denen er nur zum Teil gilt, Tag je Jahr (None: keiner)."""

    name: str
    laender: tuple[str, ...]
    zum_teil: tuple[str, ...]
    tage: tuple[date | None, ...]

    @property
    def ueberall(self) -> bool:
        """Ob er in allen 16 Ländern gilt."""
        return len(self.laender) == len(laender.LAENDER)


@cache
def stand() -> str:
    """Paket und Fassung, aus dem die Tage stammen."""
    return f"holidays {version('holidays')}"


def _tage(ort: str, jahre: range, art: str) -> dict[date, str]:
    import holidays

    return dict(holidays.country_holidays("DE", subdiv=ort, years=jahre, categories=(art,), language="de"))


def _zum_teil(land: str, jahre: range) -> Iterator[tuple[date, str, str]]:
    """(Tag, Name, Ort), was nicht im ganzen Land gilt."""
    ganz = _tage(land, jahre, _GANZ)
    katholisch = _tage(land, jahre, _TEIL)
    for tag, name in katholisch.items():
        yield tag, name, f"{land} zum Teil"
    if ort := laender.EIGENER_FEIERTAG.get(land):
        for tag, name in _tage(ort, jahre, _GANZ).items():
            if tag not in ganz and tag not in katholisch:
                yield tag, name, ort


def feiertage(land: str, jahre: range) -> tuple[Feiertag, ...]:
    """Die Feiertage eines Landes, nach dem Tag im Jahr; ohne Land (»Bund«) die aller Länder.

    Ändert sich in diesen Jahren, wo einer gilt, steht er zweimal da: jede Zeile mit den Jahren, für die sie stimmt.
    """
    orte: dict[tuple[str, date], tuple[list[str], list[str]]] = {}
    for code in laender.LAENDER if land == laender.BUND else (land,):
        for tag, name in _tage(code, jahre, _GANZ).items():
            orte.setdefault((name, tag), ([], []))[0].append(code)
        for tag, name, ort in _zum_teil(code, jahre):
            orte.setdefault((name, tag), ([], []))[1].append(ort)
    zeilen: dict[tuple[str, tuple[str, ...], tuple[str, ...]], dict[int, date]] = {}
    for (name, tag), (ganz, teil) in orte.items():
        zeilen.setdefault((name, tuple(ganz), tuple(teil)), {})[tag.year] = tag
    alle = (Feiertag(*wer, tuple(map(je_jahr.get, jahre))) for wer, je_jahr in zeilen.items())
    return tuple(sorted(alle, key=lambda f: min(t.strftime("%m%d") for t in f.tage if t)))
