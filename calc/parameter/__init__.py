"""Werte der Landesrahmenverträge: je Land eine TOML-Datei, jeder Wert mit Datum, Quelle und Beleg.

Aufbau einer Datei (`nw.toml`):

    [wochen_jahr]                 # Name des Parameters
    anzeige = "Wochen je Jahr"    # Bezeichnung für Menschen
    einheit = "Wochen/Jahr"       # aus EINHEITEN
    geprueft = 2026-11-22         # bis zu diesem Tag war kein neuerer Stand zu finden
    bezug = "netto"               # nur Jahresstunden einer VK, aus BEZUEGE

    [wochen_jahr.2020-01-01]      # gilt ab; der nächste Block löst ab, ein Block ohne `wert` beendet
    wert = 52                     # Zahl, Bruch als Text ("365/7"), Liste von Texten oder (hbg…) von Stufen
    quelle = "…"
    beleg = "fachvortrag"         # aus BELEGE
    link = "…"                    # freiwillig
    notiz = "…"                   # freiwillig

Kein Wert eines Landes gilt je für ein anderes, und nie entscheidet das heutige Datum. Die Vertragslage des Landes
steht in derselben Datei (calc.parameter.vertrag).
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

EINHEITEN = (
    "Std./Jahr",
    "Std./Woche",
    "Tage/Jahr",
    "Wochen/Jahr",
    "Anteil",
    "Min./Woche",
    "VK je Person",
    "Personen je VK",
    "Liste",
)
BELEGE = ("amtlich", "fachvortrag", "sekundaer", "nachgerechnet", "annahme")
BEZUEGE = ("brutto", "netto", "nach_indirekt", "unbekannt")

Liste = tuple[str, ...]
VERTRAG = "vertrag"  # Schlüssel der Vertragslage in der Datei eines Landes
_ORDNER = Path(__file__).parent
_PFLICHT = {"anzeige", "einheit", "geprueft"}
_KOPF = _PFLICHT | {"bezug"}
_BLOCK = {"wert", "quelle", "beleg", "link", "notiz"}


@dataclass(frozen=True)
class Stand:
    """Ein datierter Vertragsstand eines Parameters. `wert` None: ab hier gilt keiner mehr."""

    ab: date
    wert: Optional[Union[float, Raster, Liste]]
    quelle: str
    beleg: str
    link: str
    notiz: str
    roh: str  # Schreibweise der Datei, z. B. "365/7"

    @property
    def art(self) -> str:
        """»zahl«, »raster«, »liste« oder, wo keiner mehr gilt, »ende«."""
        if self.wert is None:
            return "ende"
        if isinstance(self.wert, float):
            return "zahl"
        return "raster" if self.wert and isinstance(self.wert[0], Stufe) else "liste"


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
    return {name: gelesen(land, name, eintrag) for name, eintrag in rohdaten(land).items() if name != VERTRAG}


def hinterlegte_laender() -> list[str]:
    """Kürzel aller Länder mit hinterlegten Werten, in der Reihenfolge der Länderliste."""
    return [land for land in (*laender.LAENDER, laender.BUND) if laden(land)]


@contextmanager
def aus_ordner(ordner: Path) -> Iterator[None]:
    """Bis zum Ende des Blocks gelten die Dateien eines anderen Ordners: um eigene zu prüfen."""
    global _ORDNER  # noqa: PLW0603
    vorher = _ORDNER
    _ORDNER = Path(ordner)
    _vergessen()
    try:
        yield
    finally:
        _ORDNER = vorher
        _vergessen()


def _vergessen() -> None:
    from calc.parameter.vertrag import vertraege

    for gemerkt in (laden, _geltend, vertraege):
        gemerkt.cache_clear()


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


def hinterlegt(land: str, name: str, stichtag: Optional[date] = None) -> bool:
    """Ob das Land am Stichtag einen Wert hat; schlägt nur nach, `mitschrift` merkt davon nichts."""
    try:
        return _geltend(land, name, stichtag).wert is not None
    except Regelfehler:
        return False


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
    stand = geltend(land, name, stichtag)
    if not isinstance(stand.wert, float):
        wo = (
            "eine Liste; die Vorlagen zeigen sie"
            if stand.art == "liste"
            else "eine Tabelle; EGH_HBG_TABELLE zeigt sie"
        )
        raise Regelfehler(WERT, f"»{name}« ist {wo}.")
    return stand.wert


def raster(land: str, stichtag: Optional[date] = None) -> Raster:
    """Geltendes HBG-Raster. Fehler wie `geltend`."""
    stand = geltend(land, "hbg", stichtag)
    assert stand.art == "raster"  # das prüft `_stand` beim Laden
    return stand.wert  # type: ignore[return-value]


def liste(land: str, name: str, stichtag: Optional[date] = None) -> Liste:
    """Geltende Liste, etwa der Leistungen eines Moduls. Fehler wie `geltend`, dazu #VALUE! bei einer Zahl."""
    stand = geltend(land, name, stichtag)
    if stand.art != "liste":
        raise Regelfehler(WERT, f"»{name}« ist keine Liste.")
    return stand.wert  # type: ignore[return-value]


def _unbekannt(land: str, name: str) -> Regelfehler:
    ueberall = sorted({n for kuerzel in hinterlegte_laender() for n in laden(kuerzel)})
    if name not in ueberall:
        return Regelfehler(WERT, f"Den Parameter „{name}“ gibt es nicht; es gibt: {', '.join(ueberall)}.")
    anderswo = next(laden(k)[name] for k in hinterlegte_laender() if name in laden(k))
    rat = "; eigenen Wert eintragen" if anderswo.staende[0].art == "zahl" else ""
    return Regelfehler(
        NV, f"Für {laender.fuer(land)} ist der Parameter {name} ({anderswo.anzeige}) nicht hinterlegt{rat}."
    )


def rohdaten(land: str) -> dict[str, Any]:
    """Inhalt der Datei eines Landes, wie er dasteht; leer, wenn es keine gibt."""
    datei = _ORDNER / f"{land.lower()}.toml"
    if tomllib is None:
        import json

        datei = datei.with_suffix(".json")
        return json.loads(datei.read_text("utf-8")) if datei.exists() else {}
    return tomllib.loads(datei.read_text("utf-8")) if datei.exists() else {}


def tag(wert: Any) -> date:
    """Datum aus TOML oder aus dem Text, als der es Schlüssel und JSON schreiben."""
    return wert if isinstance(wert, date) else date.fromisoformat(wert)


def gelesen(land: str, name: str, eintrag: dict[str, Any]) -> Parameter:
    """Ein Parameter aus dem, was in der Datei steht. Fehler: ValueError mit Datei und Stelle."""
    ort = f"{land.lower()}.toml [{name}]"
    kopf = {k: v for k, v in eintrag.items() if not isinstance(v, dict)}
    schluessel(ort, kopf, _PFLICHT, _KOPF)
    aus(ort, kopf["einheit"], EINHEITEN)
    bezug = kopf.get("bezug", "")
    if bezug:
        aus(ort, bezug, BEZUEGE)
    bloecke = sorted((tag(k), v) for k, v in eintrag.items() if isinstance(v, dict))
    if not bloecke:
        raise ValueError(f"{ort}: kein datierter Block")
    staende = tuple(_stand(f"{ort} {ab}", ab, block, name.startswith("hbg")) for ab, block in bloecke)
    return Parameter(land, name, kopf["anzeige"], kopf["einheit"], bezug, tag(kopf["geprueft"]), staende)


def _stand(ort: str, ab: date, block: dict[str, Any], ist_raster: bool) -> Stand:
    schluessel(ort, block, {"quelle", "beleg"}, _BLOCK)
    aus(ort, block["beleg"], BELEGE)
    roh = block.get("wert")
    if roh is not None and _ist_raster(roh) != ist_raster:
        raise ValueError(
            f"{ort}: »hbg« ist eine Liste von Stufen, jeder andere Parameter eine Zahl oder Texte"
        )
    text = "" if roh is None or isinstance(roh, list) else str(roh)
    link, notiz = block.get("link", ""), block.get("notiz", "")
    return Stand(ab, _wert(ort, roh), block["quelle"], block["beleg"], link, notiz, text)


def _ist_raster(roh: Any) -> bool:
    return isinstance(roh, list) and bool(roh) and isinstance(roh[0], dict)


def _wert(ort: str, roh: Any) -> Optional[Union[float, Raster, Liste]]:
    if roh is None:
        return None
    if not isinstance(roh, list):
        return float(Fraction(str(roh)))
    if not _ist_raster(roh):
        if not roh or not all(isinstance(text, str) and text.strip() for text in roh):
            raise ValueError(f"{ort}: eine Liste besteht aus Texten")
        return tuple(roh)
    raster_ = tuple(_stufe(stufe) for stufe in roh)
    fehler = maengel(raster_)
    if fehler:
        raise ValueError(f"{ort}: {'; '.join(fehler)}")
    return raster_


def _stufe(eintrag: dict[str, Any]) -> Stufe:
    zahlen = {name: float(Fraction(str(wert))) for name, wert in eintrag.items() if name != "hbg"}
    return Stufe(eintrag["hbg"], **zahlen)


def schluessel(ort: str, eintrag: dict[str, Any], pflicht: set[str], erlaubt: set[str]) -> None:
    """Fehler: ValueError, wenn ein Pflichtschlüssel fehlt oder ein fremder dasteht."""
    fehlend, fremd = pflicht - set(eintrag), set(eintrag) - erlaubt
    if fehlend or fremd:
        raise ValueError(f"{ort}: fehlt {sorted(fehlend)}, unbekannt {sorted(fremd)}")


def aus(ort: str, wert: str, liste: tuple[str, ...]) -> None:
    """Fehler: ValueError, wenn der Wert nicht in der Liste steht."""
    if wert not in liste:
        raise ValueError(f"{ort}: „{wert}“ steht nicht in {liste}")
