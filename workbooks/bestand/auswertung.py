"""Aus gezählten Tagen Stunden, VK und Anteile: je Abschnitt und Leistungserbringer, und je Leistungstyp."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from workbooks.bestand.werte import Bedarf, satz
from workbooks.bestand.zeilen import SCHLUESSEL, Teil
from workbooks.bestand.zeitraum import Zeitraum

HOECHSTENS_GENANNT = 100_000
"""So viele Zeilen, die nicht zählen, stehen einzeln im Blatt; darüber nur ihre Zahl je Grund."""
_NACH = 16  # Blöcken wird zusammengefasst


@dataclass
class Bestand:
    """Die Summe aller Blöcke; gleich, in welcher Folge sie kommen."""

    zeitraum: Zeitraum
    zeilen: int = 0
    ausserhalb: int = 0
    gruende: Counter[str] = field(default_factory=Counter)
    schlecht: list[tuple[int, str]] = field(default_factory=list)
    _tage: list[pd.DataFrame] = field(default_factory=list)
    _personen: list[pd.DataFrame] = field(default_factory=list)

    def nimm(self, teil: Teil) -> None:
        """Einen Block dazu."""
        self.zeilen += teil.zeilen
        self.ausserhalb += teil.ausserhalb
        self.gruende.update(grund for _, grund in teil.schlecht)
        self.schlecht = sorted([*self.schlecht, *teil.schlecht])[:HOECHSTENS_GENANNT]
        self._tage.append(teil.tage)
        self._personen.append(teil.personen)
        if len(self._tage) > _NACH:
            self._tage, self._personen = [_summe(self._tage)], [_summe(self._personen)]

    def tabelle(self, nach: Sequence[str]) -> list[Zeile]:
        """Eine Zeile je Abschnitt und Gruppe (Spalten aus land, kennung, leistungstyp), geordnet.

        Stunden = Tage ÷ Tage des Jahres × Stunden im Jahr; VK = Tage ÷ Tage des Abschnitts × VK: das Mittel über den
        Abschnitt. Fehlt jemandem ein Wert, fehlt ihn auch der Summe.
        """
        tage, personen = _summe(self._tage), _summe(self._personen)
        namen = _namen(tage.index)
        zeilen: dict[tuple[Any, ...], Zeile] = {}
        for stelle, schluessel in enumerate(tage.index):
            voll = dict(zip(SCHLUESSEL, schluessel, strict=True))
            bedarf = Bedarf(voll["land"], voll["hbg"], None if pd.isna(voll["minuten"]) else voll["minuten"])
            gruppe = tuple(voll[n] for n in nach)
            for a, zahl in enumerate(personen.iloc[stelle].tolist()):
                if zahl:
                    neue = Zeile(a, {**{n: voll[n] for n in nach}, "name": namen[voll["kennung"]]})
                    zeilen.setdefault((a, *gruppe), neue).personen += zahl
            for nummer, wie_viele in enumerate(tage.iloc[stelle].tolist()):
                if wie_viele:
                    s = self.zeitraum.stuecke[nummer]
                    zeilen[s.abschnitt, *gruppe].nimm(
                        satz(bedarf, s.stichtag), wie_viele, s.tage_im_jahr, self.zeitraum.abschnitte[s.abschnitt].tage
                    )  # fmt: skip
        return [zeilen[k] for k in sorted(zeilen, key=lambda k: tuple(map(str, (f"{k[0]:05}", *k[1:]))))]


@dataclass
class Zeile:
    """Ein Abschnitt einer Gruppe. `stunden` und `vk[bezug]` sind None, wo einer Person der Wert fehlt."""

    abschnitt: int
    gruppe: dict[str, str]
    personen: int = 0
    tage: int = 0
    stunden: float | None = 0.0
    vk: dict[str, float] = field(default_factory=dict)
    ohne_vk: int = 0  # Tage ohne VK

    def nimm(self, s: Any, tage: int, tage_im_jahr: int, tage_im_abschnitt: int) -> None:
        """Tage mit demselben Satz dazu."""
        self.tage += tage
        if s.stunden is None or self.stunden is None:
            self.stunden = None
        else:
            self.stunden += s.stunden * tage / tage_im_jahr
        if s.vk is None:
            self.ohne_vk += tage
        else:
            self.vk[s.bezug] = self.vk.get(s.bezug, 0.0) + s.vk * tage / tage_im_abschnitt


def _summe(teile: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Gleiche Schlüssel zusammen, geordnet: die Folge der Blöcke ist nicht mehr zu sehen."""
    alle = pd.concat(teile) if teile else pd.DataFrame(index=pd.MultiIndex.from_tuples([], names=SCHLUESSEL))
    return alle.groupby(level=SCHLUESSEL, sort=True, dropna=False).sum()


def _namen(index: pd.MultiIndex) -> dict[str, str]:
    """Kennung → die im Alphabet erste ihrer Schreibweisen."""
    paare = sorted(set(zip(index.get_level_values(1), index.get_level_values(2), strict=True)), reverse=True)
    return dict(paare)


def gezaehlt(
    bloecke: Iterable[Any], zeitraum: Zeitraum, werker: Any, weiter: Callable[[], None] = lambda: None
) -> Bestand:
    """Alle Blöcke, von `werker` gezählt. Fehler: was ein Block wirft."""
    bestand = Bestand(zeitraum)
    for _, teil in werker.erledige((block, zeitraum) for block in bloecke):
        if isinstance(teil, BaseException):
            raise teil
        bestand.nimm(teil)
        weiter()
    return bestand


def zaehle_block(auftrag: tuple[Any, Zeitraum]) -> Teil:
    """Ein Block, in irgendeinem Prozess."""
    from workbooks.bestand.zeilen import zaehle

    return zaehle(*auftrag)
