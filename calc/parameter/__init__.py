"""Werte der Landesrahmenverträge: je Land eine TOML-Datei, jeder Wert mit Datum, Quelle und Beleg.

Aufbau einer Datei (`nw.toml`):

    [wochen_jahr]                 # Name des Parameters
    anzeige = "Wochen je Jahr"    # Bezeichnung für Menschen
    einheit = "Wochen/Jahr"       # aus EINHEITEN
    geprueft = 2026-11-22         # bis zu diesem Tag war kein neuerer Stand zu finden
    bezug = "netto"               # nur Jahresstunden einer VK, aus BEZUEGE

    [wochen_jahr.2020-01-01]      # gilt ab; der nächste Block löst ab, ein Block ohne `wert` beendet
    wert = 52                     # Zahl oder Bruch als Text ("365/7"); bei `hbg` eine Liste von Stufen
    quelle = "…"
    beleg = "fachvortrag"         # aus BELEGE
    link = "…"                    # freiwillig
    notiz = "…"                   # freiwillig

Kein Wert eines Landes gilt je für ein anderes, und nie entscheidet das heutige Datum.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Optional, Union

from calc.fehler import NV, WERT, Regelfehler
from calc.hilfebedarf import Raster, Stufe, maengel
from calc.parameter import laender

try:
    import tomllib  # novermin
except ModuleNotFoundError:  # Python vor 3.11 liest die beim Bau in JSON gewandelten Dateien
    tomllib = None  # type: ignore[assignment]

EINHEITEN = ("Std./Jahr", "Std./Woche", "Tage/Jahr", "Wochen/Jahr", "Anteil", "Min./Woche", "VK je Person")
BELEGE = ("amtlich", "fachvortrag", "sekundaer", "nachgerechnet", "annahme")
BEZUEGE = ("brutto", "netto", "nach_indirekt", "unbekannt")

_ORDNER = Path(__file__).parent
_PFLICHT = {"anzeige", "einheit", "geprueft"}
_KOPF = _PFLICHT | {"bezug"}
_BLOCK = {"wert", "quelle", "beleg", "link", "notiz"}


@dataclass(frozen=True)
class Stand:
    """Ein datierter Vertragsstand eines Parameters. `wert` None: ab hier gilt keiner mehr."""

    ab: date
    wert: Optional[Union[float, Raster]]
    quelle: str
    beleg: str
    link: str
    notiz: str
    roh: str  # Schreibweise der Datei, z. B. "365/7"


@dataclass(frozen=True)
class Parameter:
    """Ein Parameter eines Landes mit allen Ständen, nach Datum geordnet."""

    land: str
    name: str
    anzeige: str
    einheit: str
    bezug: str
    geprueft: date
    staende: tuple[Stand, ...]


@cache
def laden(land: str) -> dict[str, Parameter]:
    """Alle Parameter eines Landes (Kürzel oder »Bund«); leer, wenn noch keine hinterlegt sind."""
    return {name: _parameter(land, name, eintrag) for name, eintrag in _rohdaten(land).items()}


def hinterlegte_laender() -> list[str]:
    """Kürzel aller Länder mit hinterlegten Werten, in der Reihenfolge der Länderliste."""
    return [land for land in (*laender.LAENDER, laender.BUND) if laden(land)]


_mitschriften: list[list[tuple[Parameter, Stand]]] = []


@contextmanager
def mitschrift() -> Iterator[list[tuple[Parameter, Stand]]]:
    """Liste, die sich bis zum Ende des Blocks mit jedem nachgeschlagenen Stand füllt; für die Auskunft zur Quelle."""
    gelesen: list[tuple[Parameter, Stand]] = []
    _mitschriften.append(gelesen)
    try:
        yield gelesen
    finally:
        _mitschriften.pop()


def geltend(land: str, name: str, stichtag: Optional[date] = None) -> Stand:
    """Der am Stichtag geltende Stand; ohne Stichtag der letzte.

    Fehler: #VALUE! für einen Namen, den kein Land kennt; #N/A, wenn das Land am Stichtag keinen Wert hat.
    """
    stand = _geltend(land, name, stichtag)
    for gelesen in _mitschriften:
        gelesen.append((laden(land)[name], stand))
    return stand


@lru_cache(maxsize=4096)
def _geltend(land: str, name: str, stichtag: Optional[date]) -> Stand:
    parameter = laden(land).get(name)
    if parameter is None:
        raise _unbekannt(land, name)
    gueltig = [s for s in parameter.staende if stichtag is None or s.ab <= stichtag]
    ort = f"Für {laender.fuer(land)} ist der Parameter {name} ({parameter.anzeige})"
    if not gueltig:
        erster = parameter.staende[0].ab
        raise Regelfehler(NV, f"{ort} erst ab {erster:%d.%m.%Y} hinterlegt, nicht am {stichtag:%d.%m.%Y}.")
    stand = gueltig[-1]
    if stand.wert is None:
        ende = stand.ab - timedelta(days=1)
        raise Regelfehler(NV, f"{ort} nur bis {ende:%d.%m.%Y} hinterlegt ({stand.quelle}).")
    return stand


def zahl(land: str, name: str, stichtag: Optional[date] = None) -> float:
    """Geltender Zahlenwert. Fehler wie `geltend`, dazu #VALUE! bei einer Tabelle."""
    wert = geltend(land, name, stichtag).wert
    if not isinstance(wert, float):
        raise Regelfehler(WERT, f"»{name}« ist eine Tabelle; EGH_HBG_TABELLE zeigt sie.")
    return wert


def raster(land: str, stichtag: Optional[date] = None) -> Raster:
    """Geltendes HBG-Raster. Fehler wie `geltend`."""
    wert = geltend(land, "hbg", stichtag).wert
    assert isinstance(wert, tuple)  # das prüft `_stand` beim Laden
    return wert


def _unbekannt(land: str, name: str) -> Regelfehler:
    ueberall = sorted({n for kuerzel in hinterlegte_laender() for n in laden(kuerzel)})
    if name not in ueberall:
        return Regelfehler(WERT, f"Den Parameter „{name}“ gibt es nicht; es gibt: {', '.join(ueberall)}.")
    anderswo = next(laden(k)[name] for k in hinterlegte_laender() if name in laden(k))
    rat = "" if isinstance(anderswo.staende[-1].wert, tuple) else "; eigenen Wert eintragen"
    return Regelfehler(
        NV, f"Für {laender.fuer(land)} ist der Parameter {name} ({anderswo.anzeige}) nicht hinterlegt{rat}."
    )


def _rohdaten(land: str) -> dict[str, Any]:
    datei = _ORDNER / f"{land.lower()}.toml"
    if tomllib is None:
        import json

        datei = datei.with_suffix(".json")
        return json.loads(datei.read_text("utf-8")) if datei.exists() else {}
    return tomllib.loads(datei.read_text("utf-8")) if datei.exists() else {}


def _tag(wert: Any) -> date:
    return wert if isinstance(wert, date) else date.fromisoformat(wert)


def _parameter(land: str, name: str, eintrag: dict[str, Any]) -> Parameter:
    ort = f"{land.lower()}.toml [{name}]"
    kopf = {k: v for k, v in eintrag.items() if not isinstance(v, dict)}
    _schluessel(ort, kopf, _PFLICHT, _KOPF)
    _aus(ort, kopf["einheit"], EINHEITEN)
    bezug = kopf.get("bezug", "")
    if bezug:
        _aus(ort, bezug, BEZUEGE)
    bloecke = sorted((_tag(k), v) for k, v in eintrag.items() if isinstance(v, dict))
    if not bloecke:
        raise ValueError(f"{ort}: kein datierter Block")
    staende = tuple(_stand(f"{ort} {ab}", ab, block, name == "hbg") for ab, block in bloecke)
    return Parameter(land, name, kopf["anzeige"], kopf["einheit"], bezug, _tag(kopf["geprueft"]), staende)


def _stand(ort: str, ab: date, block: dict[str, Any], ist_raster: bool) -> Stand:
    _schluessel(ort, block, {"quelle", "beleg"}, _BLOCK)
    _aus(ort, block["beleg"], BELEGE)
    roh = block.get("wert")
    wert: Optional[Union[float, Raster]] = None
    if roh is not None and isinstance(roh, list) != ist_raster:
        raise ValueError(f"{ort}: »hbg« ist eine Liste von Stufen, jeder andere Parameter eine Zahl")
    if isinstance(roh, list):
        wert = tuple(_stufe(stufe) for stufe in roh)
        fehler = maengel(wert)
        if fehler:
            raise ValueError(f"{ort}: {'; '.join(fehler)}")
    elif roh is not None:
        wert = float(Fraction(str(roh)))
    text = "" if roh is None or isinstance(roh, list) else str(roh)
    return Stand(
        ab, wert, block["quelle"], block["beleg"], block.get("link", ""), block.get("notiz", ""), text
    )


def _stufe(eintrag: dict[str, Any]) -> Stufe:
    zahlen = {name: float(wert) for name, wert in eintrag.items() if name != "hbg"}
    return Stufe(eintrag["hbg"], **zahlen)


def _schluessel(ort: str, eintrag: dict[str, Any], pflicht: set[str], erlaubt: set[str]) -> None:
    fehlend, fremd = pflicht - set(eintrag), set(eintrag) - erlaubt
    if fehlend or fremd:
        raise ValueError(f"{ort}: fehlt {sorted(fehlend)}, unbekannt {sorted(fremd)}")


def _aus(ort: str, wert: str, liste: tuple[str, ...]) -> None:
    if wert not in liste:
        raise ValueError(f"{ort}: „{wert}“ steht nicht in {liste}")
