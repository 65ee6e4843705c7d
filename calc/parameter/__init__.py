"""Werte der Landesrahmenverträge: je Land eine TOML-Datei, jeder Wert mit Datum, Quelle und Beleg.

Aufbau einer Datei (`nw.toml`):

    [wochen_jahr]                 # Name des Parameters
    anzeige = "Wochen je Jahr"    # Bezeichnung für Menschen
    einheit = "Wochen/Jahr"       # aus EINHEITEN
    geprueft = 2026-11-22         # bis zu diesem Tag war kein neuerer Stand zu finden
    bezug = "netto"               # nur Jahresstunden einer VK, aus BEZUEGE

    [wochen_jahr.2020-01-01]      # gilt ab; der nächste Block löst ab, ein Block ohne `wert` beendet
    wert = 52                     # Zahl, Bruch als Text ("365/7"), Liste von Texten, Stufen (hbg…) oder (tarif…)
    quelle = "…"
    beleg = "fachvortrag"         # aus BELEGE
    link = "…"                    # freiwillig
    notiz = "…"                   # freiwillig
    laufzeit_bis = 2027-03-31     # freiwillig: danach gilt der Wert fortgeschrieben weiter

Kein Wert eines Landes gilt je für ein anderes, und nie entscheidet das heutige Datum. Die Vertragslage des Landes
steht in derselben Datei (calc.parameter.vertrag).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Optional, Union

from calc.fehler import NV, WERT, Regelfehler
from calc.hilfebedarf import Raster, Stufe, maengel
from calc.parameter import datei, laender
from calc.parameter.tarif import Entgeltgruppe, Entgelttabelle, Tarifschritt, entgelttabelle, tarifschritt

EINHEITEN = (
    "Std./Jahr",
    "Std./Woche",
    "Tage/Jahr",
    "Wochen/Jahr",
    "Anteil",
    "Min./Woche",
    "VK je Person",
    "Personen je VK",
    "EUR/Monat",
    "Liste",
)
BELEGE = ("amtlich", "fachvortrag", "sekundaer", "nachgerechnet", "annahme")
BEZUEGE = ("brutto", "netto", "nach_indirekt", "unbekannt")

Liste = tuple[str, ...]
VERTRAG = "vertrag"  # Schlüssel der Vertragslage in der Datei eines Landes
_ORDNER = Path(__file__).parent
_STUFE = {feld.name for feld in fields(Stufe)}
_PFLICHT = {"anzeige", "einheit", "geprueft"}
_KOPF = _PFLICHT | {"bezug"}
_BLOCK = {"wert", "quelle", "beleg", "link", "notiz", "laufzeit_bis"}
_TARIF: dict[str, Callable[[str, Any], Any]] = {"tarif_": entgelttabelle, "tarifschritt_": tarifschritt}
"""Anfang des Namens eines Parameters, der weder Zahl noch Liste ist, und wie sein Wert gelesen wird."""


@dataclass(frozen=True)
class Stand:
    """Ein datierter Vertragsstand eines Parameters. `wert` None: ab hier gilt keiner mehr."""

    ab: date
    wert: Optional[Union[float, Raster, Liste, Entgelttabelle, Tarifschritt]]
    quelle: str
    beleg: str
    link: str
    notiz: str
    roh: str  # Schreibweise der Datei, z. B. "365/7"
    laufzeit_bis: Optional[date] = None

    @property
    def art(self) -> str:
        """»zahl«, »raster«, »liste«, »entgelttabelle«, »tarifschritt« oder, wo keiner mehr gilt, »ende«."""
        if self.wert is None:
            return "ende"
        if isinstance(self.wert, float):
            return "zahl"
        if isinstance(self.wert, Tarifschritt):
            return "tarifschritt"
        if self.wert and isinstance(self.wert[0], Entgeltgruppe):
            return "entgelttabelle"
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
        raise Regelfehler(WERT, f"»{name}« ist {_KEINE_ZAHL[stand.art]}.")
    return stand.wert


_KEINE_ZAHL = {
    "liste": "eine Liste; die Vorlagen zeigen sie",
    "raster": "eine Tabelle; EGH_HBG_TABELLE zeigt sie",
    "entgelttabelle": "eine Tabelle; EGH_TARIF zeigt ihre Werte",
    "tarifschritt": "ein Schritt aus Prozent, Mindest- und Sockelbetrag; EGH_TARIFERHOEHUNG rechnet damit",
}


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
    pfad = _ORDNER / f"{land.lower()}{datei.ENDUNG}"
    return datei.inhalt(pfad) if pfad.exists() else {}


def gelesen(land: str, name: str, eintrag: Any, aus_datei: str = "") -> Parameter:
    """Ein Parameter aus dem, was in der Datei steht. Fehler: ValueError mit Datei und Stelle."""
    ort = f"{aus_datei or f'{land.lower()}.toml'} [{name}]"
    kopf = {k: v for k, v in datei.abschnitt(ort, eintrag).items() if not isinstance(v, dict)}
    datei.schluessel(ort, kopf, _PFLICHT, _KOPF)
    datei.aus(ort, kopf["einheit"], EINHEITEN)
    bezug = kopf.get("bezug", "")
    if bezug != "":
        datei.aus(ort, bezug, BEZUEGE)
    bloecke = sorted((datei.tag(ort, k), v) for k, v in eintrag.items() if isinstance(v, dict))
    if not bloecke:
        raise ValueError(f"{ort}: kein datierter Block")
    staende = tuple(_stand(f"{ort} {ab}", ab, block, name) for ab, block in bloecke)
    anzeige, geprueft = (
        datei.text(f"{ort} anzeige", kopf["anzeige"]),
        datei.tag(f"{ort} geprueft", kopf["geprueft"]),
    )
    return Parameter(land, name, anzeige, kopf["einheit"], bezug, geprueft, staende)


def _stand(ort: str, ab: date, block: dict[str, Any], name: str) -> Stand:
    datei.schluessel(ort, block, {"quelle", "beleg"}, _BLOCK)
    datei.aus(ort, block["beleg"], BELEGE)
    roh = block.get("wert")
    leser = next((leser for anfang, leser in _TARIF.items() if name.startswith(anfang)), None)
    if roh is not None and leser is None and _ist_raster(roh) != name.startswith("hbg"):
        raise ValueError(
            f"{ort}: »hbg« ist eine Liste von Stufen, jeder andere Parameter eine Zahl oder Texte"
        )
    quelle, link, notiz = (
        datei.text(f"{ort} {feld}", block.get(feld, "")) for feld in ("quelle", "link", "notiz")
    )
    wert = leser(ort, roh) if leser and roh is not None else _wert(ort, roh)
    text = "" if roh is None or isinstance(roh, (list, dict)) else str(roh)
    laufzeit = block.get("laufzeit_bis")
    bis = None if laufzeit is None else datei.tag(f"{ort} laufzeit_bis", laufzeit)
    if bis is not None and bis < ab:
        raise ValueError(f"{ort}: laufzeit_bis liegt vor dem Tag, ab dem der Wert gilt")
    return Stand(ab, wert, quelle, block["beleg"], link, notiz, text, bis)


def _ist_raster(roh: Any) -> bool:
    return isinstance(roh, list) and bool(roh) and isinstance(roh[0], dict)


def _wert(ort: str, roh: Any) -> Optional[Union[float, Raster, Liste]]:
    if roh is None:
        return None
    if not isinstance(roh, list):
        return datei.zahl(f"{ort} wert", roh)
    if not _ist_raster(roh):
        if not roh or not all(datei.text(f"{ort} wert", text).strip() for text in roh):
            raise ValueError(f"{ort}: eine Liste besteht aus Texten")
        return tuple(roh)
    raster_ = tuple(_stufe(f"{ort} wert", stufe) for stufe in roh)
    fehler = maengel(raster_)
    if fehler:
        raise ValueError(f"{ort}: {'; '.join(fehler)}")
    return raster_


def _stufe(ort: str, eintrag: Any) -> Stufe:
    datei.schluessel(ort, eintrag, {"hbg"}, _STUFE)
    zahlen = {name: datei.zahl(f"{ort} {name}", wert) for name, wert in eintrag.items() if name != "hbg"}
    return Stufe(datei.text(f"{ort} hbg", eintrag["hbg"]), **zahlen)
