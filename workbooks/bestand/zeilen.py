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
from workbooks.spaltenwerte import Ganze

PFLICHT = ("land", "leistungserbringer", "von", "bis")  # ohne Spalte bis liefen alle noch
SPALTEN = (*PFLICHT, "hbg", "minuten_woche", "leistungstyp")
SCHLUESSEL = ["land", "kennung", "leistungstyp", "hbg", "minuten"]
_ZAHL = re.compile(r"(?:\d{1,5}|\d{1,2}\.\d{3})(?:,\d{1,9})?")
_TAG = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00:00(?:\.0+)?)?")
_HBG = re.compile(r"\d{1,2}(?:[.,]\d)?\+?")
_WOCHE = 10_080
_LAUFEND = date.max.toordinal()
_FRUEHESTENS = date(1920, 1, 1).toordinal()
_SUMME_VON = {
    "SUMME",
    "ZWISCHENSUMME",
    "ENDSUMME",
    "GESAMT",
    "GESAMTSUMME",
    "INSGESAMT",
    "TEILERGEBNIS",
    "GESAMTERGEBNIS",
}
_SUMMEN = {geschrieben(w) for w in (*SUMMENWORTE, *SUMMENNAMEN)}


class Block(NamedTuple):
    """Zeilen als Text; `nummern`: wo sie in der Datei stehen; `schlecht`: was keine Zeile ist, mit dem Grund."""

    zeilen: pd.DataFrame
    nummern: npt.NDArray[np.int64]
    schlecht: tuple[tuple[int, str], ...] = ()


class Teil(NamedTuple):
    """Was ein Block ergibt: je Schlüssel Tage je Stück (t0 …) und Personen je Abschnitt (p0 …); was nicht zählt."""

    tage: pd.DataFrame
    namen: dict[str, str]  # Kennung → wie sich der Leistungserbringer schreibt
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
    tage = _tage(von, bis, zeitraum)
    _ohne_satz(mangel, _verdichtet((land, hbg, minuten)), tage, zeitraum)
    gut = mangel.welcher == 0
    innen = (tage > 0).any(axis=0)
    spalten = _verdichtet((land, erbringer, typ, hbg, minuten), gut & innen)
    schlecht = (*block.schlecht, *zip(block.nummern[~gut].tolist(), mangel.worte(~gut), strict=True))
    return Teil(
        _summiert(*spalten, tage[:, gut & innen], zeitraum),
        _namen(erbringer[1]),
        schlecht,
        n + len(block.schlecht),
        int((gut & ~innen).sum()),
    )


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

    def je_wert(self, codes: Ganze, gruende: Sequence[str]) -> None:
        """Dasselbe, wo der Grund am Wert hängt: Codes je Zeile, Gründe je Code (leer: keiner)."""
        nummern = np.zeros(len(gruende), np.int32)
        for i, grund in enumerate(gruende):
            if grund:
                if grund not in self._gruende:
                    self._gruende.append(grund)
                nummern[i] = self._gruende.index(grund)
        if nummern.any():
            self.welcher = np.where(self.welcher == 0, nummern.take(codes), self.welcher)

    def lies(self, spalte: pd.Series, leser: Callable[[str], Any]) -> tuple[Ganze, list[Any]]:
        """Codes je Zeile und die gelesenen Werte dazu; was nicht zu lesen ist, ist danach None."""
        codes, texte = pd.factorize(spalte)
        codes = np.where(codes < 0, len(texte), codes).astype(np.intp)
        werte: list[Any] = []
        gruende = []
        for text in [*map(str, texte), ""]:
            try:
                werte.append(leser(text))
                gruende.append("")
            except _Falsch as grund:
                werte.append(None)
                gruende.append(str(grund))
        self.je_wert(codes, gruende)
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


def _verdichtet(
    spalten: Sequence[tuple[Ganze, list[Any]]], welche: Any = slice(None)
) -> tuple[Ganze, list[list[Any]]]:
    """Codes der vorkommenden Kombinationen je Zeile, und spaltenweise ihre Werte."""
    nummern = np.zeros(len(spalten[0][0]), np.int64)[welche]
    gefunden: list[list[Any]] = []
    # Spalte für Spalte verdichtet: fünf auf einmal können über 64 Bit hinausgehen.
    for codes, werte in spalten:
        nummern, kombinationen = pd.factorize(nummern * len(werte) + codes[welche])
        davor, dieser = np.divmod(np.asarray(kombinationen), len(werte))
        gefunden = [[spalte[i] for i in davor.tolist()] for spalte in gefunden]
        gefunden.append([werte[i] for i in dieser.tolist()])
    return nummern.astype(np.intp), gefunden


def _ohne_satz(
    mangel: _Mangel, bedarfe: tuple[Ganze, list[list[Any]]], tage: Any, zeitraum: Zeitraum
) -> None:
    """Zeilen, für deren Bedarf an einem ihrer Tage weder Stunden noch VK hinterlegt sind."""
    codes, werte = bedarfe
    einzeln = [
        Bedarf(land, hbg or "", minuten) if land and (hbg or minuten is not None) else None
        for land, hbg, minuten in zip(*werte, strict=True)
    ]
    for nummer, s in enumerate(zeitraum.stuecke):
        gruende = [satz(b, s.stichtag).grund if b else "" for b in einzeln]
        if any(gruende):
            mangel.je_wert(np.where(tage[nummer] > 0, codes, len(gruende)), [*gruende, ""])


def _summiert(codes: Ganze, werte: list[list[Any]], tage: Any, zeitraum: Zeitraum) -> pd.DataFrame:
    """Eine Zeile je Schlüssel, die vorkommt."""
    land, erbringer, typ, hbg, minuten = werte
    spalten: dict[str, Any] = {
        "land": land,
        "kennung": [kennung for kennung, _ in erbringer],
        "leistungstyp": typ,
        "hbg": hbg,
        "minuten": [-1.0 if m is None else m for m in minuten],
    }
    for nummer, je_zeile in enumerate(tage):
        spalten[f"t{nummer}"] = np.bincount(codes, weights=je_zeile, minlength=len(land)).astype(np.int64)
    for a in range(len(zeitraum.abschnitte)):
        da = sum(t for t, s in zip(tage, zeitraum.stuecke, strict=True) if s.abschnitt == a) > 0
        spalten[f"p{a}"] = np.bincount(codes, weights=da, minlength=len(land)).astype(np.int64)
    return pd.DataFrame(spalten)


def _namen(erbringer: Sequence[tuple[str, str] | None]) -> dict[str, str]:
    """Kennung → die im Alphabet erste ihrer Schreibweisen."""
    return dict(sorted((e for e in erbringer if e), reverse=True))


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
    worte = [geschrieben(wort).rstrip(":") for wort in text.split()]
    if kennung.rstrip(":") in _SUMMEN or {worte[0], worte[-1]} & _SUMME_VON:
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
