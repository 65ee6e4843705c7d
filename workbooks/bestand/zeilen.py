"""Ein Block von Zeilen: lesen, prüfen, Tage zählen. Jeder verschiedene Text wird einmal gelesen, nie ausgegeben."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from calc.parameter import laender
from workbooks.bausteine.grund.kennung import SUMMENNAMEN, SUMMENWORTE, geschrieben
from workbooks.bestand.werte import Bedarf, satz
from workbooks.bestand.zeitraum import Zeitraum
from workbooks.spaltenwerte import Ganze, kombiniert

PFLICHT = ("land", "leistungserbringer", "von")
SPALTEN = (*PFLICHT, "bis", "hbg", "minuten_woche", "leistungstyp")
SCHLUESSEL = ["land", "kennung", "leistungserbringer", "leistungstyp", "hbg", "minuten"]
_ZAHL = re.compile(r"(?:\d{1,5}|\d{1,2}\.\d{3})(?:,\d{1,9})?")
_TAG = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00:00(?:\.0+)?)?")
_HBG = re.compile(r"\d{1,2}(?:[.,]\d)?\+?")
_WOCHE = 10_080
_LAUFEND = date.max.toordinal()
_FRUEHESTENS = date(1920, 1, 1).toordinal()
_SUMMEN = {geschrieben(w) for w in (*SUMMENWORTE, *SUMMENNAMEN)}


class Block(NamedTuple):
    """Zeilen als Text; `nummern`: wo sie in der Datei stehen; `schlecht`: was keine Zeile ist, mit dem Grund."""

    zeilen: pd.DataFrame
    nummern: npt.NDArray[np.int64]
    schlecht: tuple[tuple[int, str], ...] = ()


class Teil(NamedTuple):
    """Was ein Block ergibt: je Schlüssel Tage je Stück und Personen je Abschnitt; dazu, was nicht zählt."""

    tage: pd.DataFrame
    personen: pd.DataFrame
    schlecht: tuple[tuple[int, str], ...]
    zeilen: int
    ausserhalb: int


class _Falsch(ValueError):
    """Warum ein Feld nicht zu lesen ist; nie mit seinem Inhalt, es könnte ein Name sein."""


def zaehle(block: Block, zeitraum: Zeitraum) -> Teil:
    """Tage und Personen eines Blocks."""
    n = len(block.zeilen)
    mangel = _Mangel(n)
    land, hbg, minuten, erbringer, typ = (
        mangel.lies(block.zeilen[spalte], leser)
        for spalte, leser in (
            ("land", _land), ("hbg", _hbg), ("minuten_woche", _minuten),
            ("leistungserbringer", _erbringer), ("leistungstyp", _text),
        )
    )  # fmt: skip
    von, bis = (
        mangel.tage(block.zeilen[spalte], leser) for spalte, leser in (("von", _beginn), ("bis", _ende))
    )
    mangel.wo(bis < von, "bis liegt vor von")
    ist_hbg, ist_minuten = (_belegt(codes, werte) for codes, werte in (hbg, minuten))
    mangel.wo(ist_hbg & ist_minuten, "hbg und minuten_woche zugleich")
    mangel.wo(~ist_hbg & ~ist_minuten, "hbg und minuten_woche fehlen")
    codes, schluessel = kombiniert((land, erbringer, typ, hbg, minuten), n)
    tage = _tage(von, bis, zeitraum)
    _ohne_satz(mangel, kombiniert((land, hbg, minuten), n), tage, zeitraum)
    gut = mangel.welcher == 0
    innen = (tage > 0).any(axis=0)
    teil = _summiert(codes, schluessel, tage, gut & innen, zeitraum)
    schlecht = (*block.schlecht, *zip(block.nummern[~gut].tolist(), mangel.worte(~gut), strict=True))
    return Teil(*teil, schlecht, n + len(block.schlecht), int((gut & ~innen).sum()))


class _Mangel:
    """Je Zeile der erste Grund, aus dem sie nicht zählt; 0: sie zählt."""

    def __init__(self, zeilen: int) -> None:
        self.welcher = np.zeros(zeilen, np.int32)
        self._gruende = [""]

    def wo(self, stellen: npt.NDArray[np.bool_], grund: str) -> None:
        """Diese Zeilen zählen aus diesem Grund nicht, wenn nicht schon aus einem früheren."""
        if grund not in self._gruende:
            self._gruende.append(grund)
        self.welcher[stellen & (self.welcher == 0)] = self._gruende.index(grund)

    def worte(self, stellen: npt.NDArray[np.bool_]) -> list[str]:
        """Die Gründe dieser Zeilen."""
        return [self._gruende[i] for i in self.welcher[stellen].tolist()]

    def lies(self, spalte: pd.Series, leser: Callable[[str], Any]) -> tuple[Ganze, list[Any]]:
        """Codes je Zeile und die gelesenen Werte dazu; was nicht zu lesen ist, ist danach None."""
        codes, texte = pd.factorize(spalte)
        codes = np.where(codes < 0, len(texte), codes).astype(np.intp)
        werte: list[Any] = []
        for nummer, text in enumerate([*map(str, texte), ""]):
            try:
                werte.append(leser(text))
            except _Falsch as grund:
                werte.append(None)
                self.wo(codes == nummer, str(grund))
        return codes, werte

    def tage(self, spalte: pd.Series, leser: Callable[[str], int]) -> Ganze:
        """Die Tage einer Spalte als fortlaufende Nummern; was nicht zu lesen ist, ist danach 0."""
        codes, werte = self.lies(spalte, leser)
        return np.array([w or 0 for w in werte], np.intp).take(codes)


def _belegt(codes: Ganze, werte: Sequence[Any]) -> npt.NDArray[np.bool_]:
    return np.array([w is not None and w != "" for w in werte], bool).take(codes)


def _tage(von: Ganze, bis: Ganze, zeitraum: Zeitraum) -> npt.NDArray[np.int64]:
    """Stücke × Zeilen: gemeinsame Tage, wie EGH_BELEGUNGSTAGE sie zählt."""
    return np.array(
        [np.maximum(np.minimum(bis, s.bis) - np.maximum(von, s.von) + 1, 0) for s in zeitraum.stuecke],
        np.int64,
    )


def _ohne_satz(
    mangel: _Mangel, bedarfe: tuple[Ganze, list[tuple[Any, ...]]], tage: Any, zeitraum: Zeitraum
) -> None:
    """Zeilen, für deren Bedarf an einem ihrer Tage weder Stunden noch VK hinterlegt sind."""
    codes, werte = bedarfe
    lesbar = [
        (i, Bedarf(land, hbg or "", minuten))
        for i, (land, hbg, minuten) in enumerate(werte)
        if land is not None and (hbg or minuten is not None)
    ]
    for nummer, s in enumerate(zeitraum.stuecke):
        gruende: dict[str, list[int]] = {}
        for i, bedarf in lesbar:
            if grund := satz(bedarf, s.stichtag).grund:
                gruende.setdefault(grund, []).append(i)
        for grund, welche in gruende.items():
            mangel.wo(np.isin(codes, welche) & (tage[nummer] > 0), grund)


def _summiert(
    codes: Ganze, schluessel: Sequence[tuple[Any, ...]], tage: Any, welche: Any, zeitraum: Zeitraum
) -> tuple[pd.DataFrame, pd.DataFrame]:
    codes, anzahl = codes[welche], len(schluessel)
    je_stueck = [np.bincount(codes, weights=t[welche], minlength=anzahl).astype(np.int64) for t in tage]
    je_abschnitt = []
    for a in range(len(zeitraum.abschnitte)):
        da = sum(t[welche] for t, s in zip(tage, zeitraum.stuecke, strict=True) if s.abschnitt == a) > 0
        je_abschnitt.append(np.bincount(codes, weights=da, minlength=anzahl).astype(np.int64))
    belegt = np.flatnonzero(np.bincount(codes, minlength=anzahl))
    zeilen = [
        (land, erbringer[0], erbringer[1], typ, hbg or "", minuten)
        for land, erbringer, typ, hbg, minuten in (schluessel[i] for i in belegt.tolist())
    ]
    index = pd.MultiIndex.from_tuples(zeilen, names=SCHLUESSEL) if zeilen else _LEER
    return tuple(
        pd.DataFrame(np.array(je).T[belegt], index=index, columns=range(len(je)))
        for je in (je_stueck, je_abschnitt)
    )


_LEER = pd.MultiIndex.from_arrays([[]] * len(SCHLUESSEL), names=SCHLUESSEL)


def _text(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def _land(text: str) -> str:
    if not _text(text):
        raise _Falsch("land fehlt")
    land = laender.kuerzel(_text(text))
    if land is None or land == laender.BUND:
        raise _Falsch("land ist keines der 16 Länder")
    return land


def _erbringer(text: str) -> tuple[str, str]:
    kennung = geschrieben(_text(text))
    if not kennung:
        raise _Falsch("leistungserbringer fehlt")
    if kennung.rstrip(":") in _SUMMEN:
        raise _Falsch("Summe statt einer Person")
    return kennung, _text(text)


def _hbg(text: str) -> str:
    ohne = "".join(text.split())
    if ohne and not _HBG.fullmatch(ohne):
        raise _Falsch("hbg ist nicht lesbar (etwa 3, 0.1, 7+)")
    return ohne.replace(",", ".").removesuffix(".0")


def _minuten(text: str) -> float | None:
    roh = text.strip()
    if not roh:
        return None
    if not _ZAHL.fullmatch(roh):
        raise _Falsch("minuten_woche ist keine Zahl wie 12,5")
    minuten = float(roh.replace(".", "").replace(",", "."))
    if minuten > _WOCHE:
        raise _Falsch("minuten_woche liegt nicht zwischen 0 und 10.080")
    if 0 < minuten < 1:
        raise _Falsch("minuten_woche unter 1 (Stunden oder eine Uhrzeit?)")
    return minuten


def _beginn(text: str) -> int:
    if not text.strip():
        raise _Falsch("von fehlt")
    return _tag(text.strip(), "von")


def _ende(text: str) -> int:
    return _tag(text.strip(), "bis") if text.strip() else _LAUFEND


def _tag(text: str, wort: str) -> int:
    deutsch, iso = _TAG.fullmatch(text), _ISO.fullmatch(text)
    if not (deutsch or iso):
        raise _Falsch(f"{wort} ist kein Tag wie 01.03.2026")
    teile = [int(t) for t in (deutsch or iso).groups()]  # type: ignore[union-attr]
    try:
        tag = date(*(teile[::-1] if deutsch else teile)).toordinal()
    except ValueError:
        raise _Falsch(f"{wort}: diesen Tag gibt es nicht") from None
    if tag < _FRUEHESTENS:
        raise _Falsch(f"{wort} liegt vor 1920")
    return tag
