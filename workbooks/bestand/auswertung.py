"""Aus gezählten Tagen Stunden, VK und Anteile: je Abschnitt und Leistungserbringer, und je Leistungstyp."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from workbooks.bestand.werte import Bedarf, Satz, satz
from workbooks.bestand.zeilen import SCHLUESSEL, Teil
from workbooks.bestand.zeitraum import Zeitraum
from workbooks.stapel.werker import Werker

HOECHSTENS_GENANNT = 100_000
"""So viele Zeilen, die nicht zählen, stehen einzeln im Blatt; darüber nur ihre Zahl je Grund."""
_WENIGE_MINUTEN = 60  # so wenige hat jemand, aber nicht die meisten
_ZUSAMMEN = 1_000_000  # so viele Zeilen aus Blöcken werden gesammelt, dann zusammengefasst


@dataclass
class Zeile:
    """Ein Abschnitt einer Gruppe. `stunden` und `vk[bezug]` sind None, wo einer Person der Wert fehlt."""

    abschnitt: int
    gruppe: dict[str, str]
    personen: int
    tage: int
    stunden: float | None
    vk: dict[str, float | None]


@dataclass
class Bestand:
    """Die Summe aller Blöcke; gleich, in welcher Folge sie kommen."""

    zeitraum: Zeitraum
    zeilen: int = 0
    ausserhalb: int = 0
    gruende: Counter[str] = field(default_factory=Counter)
    schlecht: list[tuple[int, str]] = field(default_factory=list)
    _tage: list[pd.DataFrame] = field(default_factory=list)
    _namen: dict[str, str] = field(default_factory=dict)

    def nimm(self, teil: Teil) -> None:
        """Einen Block dazu."""
        self.zeilen += teil.zeilen
        self.ausserhalb += teil.ausserhalb
        self.gruende.update(grund for _, grund in teil.schlecht)
        if teil.schlecht:
            self.schlecht = sorted([*self.schlecht, *teil.schlecht])[:HOECHSTENS_GENANNT]
        for kennung, name in teil.namen.items():
            self._namen[kennung] = min(name, self._namen.get(kennung, name))
        self._tage.append(teil.tage)
        if sum(map(len, self._tage)) > 2 * len(self._tage[0]) + _ZUSAMMEN:
            self._summe()

    def _summe(self) -> pd.DataFrame:
        """Gleiche Schlüssel zusammen, geordnet: die Folge der Blöcke ist nicht mehr zu sehen."""
        alle = pd.concat(self._tage, ignore_index=True)
        self._tage = [alle.groupby(SCHLUESSEL, sort=True, as_index=False).sum()]
        return self._tage[0]

    def hinweise(self) -> list[str]:
        """Was gezählt ist und doch ein Versehen sein kann, ein Satz je Leistungserbringer und Art."""
        t = self._summe()
        t = t[t["minuten"] >= 0]
        personen = t[[f"p{a}" for a in range(len(self.zeitraum.abschnitte))]].max(axis=1)
        je = pd.DataFrame({"alle": personen, "ohne": personen.where(t["minuten"] == 0, 0)})
        je["wenige"] = personen.where(t["minuten"] < _WENIGE_MINUTEN, 0)
        saetze = []
        for kennung, z in je.groupby(t["kennung"], sort=True).sum().iterrows():
            name = self._namen[str(kennung)]
            if 2 * z["wenige"] > z["alle"]:
                saetze.append(
                    f"{name}: die meisten minuten_woche liegen unter {_WENIGE_MINUTEN}; Stunden statt Minuten?"
                )
            elif z["ohne"]:
                saetze.append(f"{name}: minuten_woche ist 0, bei {int(z['ohne'])}; fehlt der Bedarf?")
        return saetze

    def tabelle(self, nach: Sequence[str]) -> list[Zeile]:
        """Eine Zeile je Abschnitt und Gruppe (Spalten aus land, kennung, leistungstyp; keine: alle), geordnet.

        Stunden = Tage ÷ Tage des Jahres × Stunden im Jahr; VK = Tage ÷ Tage des Abschnitts × VK: das Mittel über den
        Abschnitt. Fehlt jemandem ein Wert, fehlt ihn auch der Summe.
        """
        t = self._summe()
        bedarf, bedarfe = _nummeriert(t, ["land", "hbg", "minuten"])
        gruppe, gruppen = _nummeriert(t, nach)
        zeilen = []
        for a in range(len(self.zeitraum.abschnitte)):
            s = _Abschnittssumme(len(gruppen))
            for nummer, stueck in enumerate(self.zeitraum.stuecke):
                if stueck.abschnitt == a:
                    saetze = [
                        satz(Bedarf(land, hbg, None if minuten < 0 else minuten), stueck.stichtag)
                        for land, hbg, minuten in bedarfe
                    ]
                    tage = t[f"t{nummer}"].to_numpy()
                    s.nimm(
                        gruppe, tage, bedarf, saetze, stueck.tage_im_jahr, self.zeitraum.abschnitte[a].tage
                    )
            personen = np.bincount(gruppe, weights=t[f"p{a}"], minlength=len(gruppen))
            for g in np.flatnonzero(personen).tolist():
                wer = dict(zip(nach, gruppen[g], strict=True))
                if "kennung" in wer:
                    wer["name"] = self._namen[wer["kennung"]]
                zeilen.append(Zeile(a, wer, int(personen[g]), *s.zeile(g)))
        return zeilen


class _Abschnittssumme:
    """Tage, Stunden und VK eines Abschnitts, je Gruppe; NaN, wo ein Wert fehlt."""

    def __init__(self, gruppen: int) -> None:
        self._gruppen = gruppen
        self._tage, self._stunden = np.zeros(gruppen), np.zeros(gruppen)
        self._vk: dict[str, Any] = {}
        self._ohne_vk = np.zeros(gruppen)

    def nimm(
        self, gruppe: Any, tage: Any, bedarf: Any, saetze: Sequence[Satz], im_jahr: int, im_abschnitt: int
    ) -> None:
        """Die Tage eines Stücks dazu."""
        da = tage > 0
        gruppe, tage, bedarf = gruppe[da], tage[da], bedarf[da]
        stunden = np.array([np.nan if s.stunden is None else s.stunden for s in saetze])
        vk = np.array([np.nan if s.vk is None else s.vk for s in saetze])
        self._tage += self._je(gruppe, tage)
        self._stunden += self._je(gruppe, tage * stunden.take(bedarf)) / im_jahr
        self._ohne_vk += self._je(gruppe, np.isnan(vk).take(bedarf))
        for bezug in sorted({s.bezug for s in saetze if s.vk is not None}):
            dieser = np.array([s.bezug == bezug and s.vk is not None for s in saetze]).take(bedarf)
            wo = self._vk.setdefault(bezug, np.full(self._gruppen, np.nan))
            summe = self._je(gruppe[dieser], tage[dieser] * vk.take(bedarf[dieser])) / im_abschnitt
            gibt_es = self._je(gruppe[dieser], np.ones(int(dieser.sum()))) > 0
            wo[gibt_es] = np.nan_to_num(wo[gibt_es]) + summe[gibt_es]

    def _je(self, gruppe: Any, werte: Any) -> Any:
        return np.bincount(gruppe, weights=werte, minlength=self._gruppen)

    def zeile(self, g: int) -> tuple[int, float | None, dict[str, float | None]]:
        """Tage, Stunden und VK einer Gruppe."""
        stunden = None if np.isnan(self._stunden[g]) else float(self._stunden[g])
        vk = {b: None if self._ohne_vk[g] else float(w[g]) for b, w in self._vk.items() if not np.isnan(w[g])}
        return int(self._tage[g]), stunden, vk


def _nummeriert(t: pd.DataFrame, spalten: Sequence[str]) -> tuple[Any, list[tuple[Any, ...]]]:
    """Je Zeile die Nummer ihrer Kombination, und die Kombinationen, geordnet."""
    if not spalten:
        return np.zeros(len(t), np.intp), [()]
    je = t.groupby(list(spalten), sort=True)
    kombinationen = [k if isinstance(k, tuple) else (k,) for k in je.size().index]
    return je.ngroup().to_numpy(), kombinationen


def gezaehlt(bloecke: Iterable[Any], zeitraum: Zeitraum, werker: Werker) -> Bestand:
    """Alle Blöcke, von `werker` gezählt. Fehler: was ein Block wirft."""
    bestand = Bestand(zeitraum)
    for _, teil in werker.erledige((block, zeitraum) for block in bloecke):
        if isinstance(teil, BaseException):
            raise teil
        bestand.nimm(teil)
    return bestand


def zaehle_block(auftrag: tuple[Any, Zeitraum]) -> Teil:
    """Ein Block, in irgendeinem Prozess."""
    from workbooks.bestand.zeilen import zaehle

    return zaehle(*auftrag)
