"""Reads the cases in tests/faelle and compares results with them."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from udfs import FUNKTIONEN, NICHT_GEGEBEN, Fehler, blattname, ist_leer

ORDNER = Path(__file__).parent / "faelle"
NACH_NAME = {blattname(f): f for f in FUNKTIONEN}
_PFLICHT = {"funktion", "name", "quelle", "beleg"}
_ERLAUBT = _PFLICHT | {"argumente", "ergebnis", "zeilen", "toleranz", "annahmen", "notiz"}
_TAG_NULL = date(1899, 12, 30)
_GENAU = 1e-9  # what floating point may cost where the case itself names no tolerance


@dataclass(frozen=True)
class Fall:
    """One call of one formula and what it must give; values as written in the TOML."""

    kennung: str
    formel: str
    roh: tuple[Any, ...]
    soll: Any
    toleranz: Any
    eintrag: dict[str, Any] = field(compare=False, repr=False)

    @property
    def argumente(self) -> list[Any]:
        """The arguments as a host hands them to `udfs.aufruf`."""
        return [zellwert(roh) for roh in self.roh]


def zellwert(roh: Any) -> Any:
    """A value as written in the TOML, as it comes out of a cell."""
    if isinstance(roh, dict):
        return NICHT_GEGEBEN if roh.get("weglassen") else Fehler(roh["fehler"])
    if isinstance(roh, list):
        return [[zellwert(zelle) for zelle in zeile] for zeile in roh]
    if isinstance(roh, date):
        return float((roh - _TAG_NULL).days)
    if isinstance(roh, time):
        return (roh.hour * 3600 + roh.minute * 60 + roh.second) / 86_400
    if isinstance(roh, int) and not isinstance(roh, bool):
        return float(roh)
    return None if roh == "" else roh


def eintraege() -> list[tuple[str, dict[str, Any]]]:
    """Every [[fall]] with the name of its file."""
    return [
        (datei.stem, eintrag)
        for datei in sorted(ORDNER.glob("*.toml"))
        for eintrag in tomllib.loads(datei.read_text("utf-8"))["fall"]
    ]


def maengel(eintrag: dict[str, Any], belege: tuple[str, ...]) -> list[str]:
    """What is wrong with the form of a [[fall]]."""
    gefunden = [f"fehlt: {name}" for name in sorted(_PFLICHT) if not str(eintrag.get(name, "")).strip()]
    gefunden += [f"unbekannt: {name}" for name in sorted(set(eintrag) - _ERLAUBT)]
    if ("zeilen" in eintrag) == ("argumente" in eintrag) or ("argumente" in eintrag) != (
        "ergebnis" in eintrag
    ):
        gefunden.append("entweder zeilen oder argumente und ergebnis")
    if eintrag.get("beleg") not in belege:
        gefunden.append(f"beleg {eintrag.get('beleg')!r}")
    if eintrag.get("funktion") not in NACH_NAME:
        gefunden.append(f"funktion {eintrag.get('funktion')!r}")
    return gefunden


def faelle() -> list[Fall]:
    """All cases, rows of `zeilen` one by one."""
    alle = []
    for datei, eintrag in eintraege():
        einzeln = "argumente" in eintrag
        zeilen = [[*eintrag["argumente"], eintrag["ergebnis"]]] if einzeln else eintrag["zeilen"]
        for nummer, (*argumente, soll) in enumerate(zeilen, 1):
            kennung = f"{datei}: {eintrag['funktion']}, {eintrag['name']}" + (
                "" if einzeln else f" [{nummer}]"
            )
            toleranz = eintrag.get("toleranz", 0)
            alle.append(Fall(kennung, eintrag["funktion"], tuple(argumente), soll, toleranz, eintrag))
    return alle


def unterschiede(fall: Fall, ist: Any) -> list[str]:
    """Where a result differs from the case; empty if nowhere."""
    if not isinstance(fall.soll, list):
        return _zelle(fall.soll, ist, fall.toleranz, "")
    if not isinstance(ist, list) or _form(ist) != _form(fall.soll):
        return [f"erwartet {_form(fall.soll)} Zellen, ist {ist!r}"]
    breite = len(fall.soll[0])
    toleranzen = fall.toleranz if isinstance(fall.toleranz, list) else [fall.toleranz] * breite
    assert len(toleranzen) == breite, "toleranz: eine Zahl oder je Spalte eine"
    return [
        text
        for i, (soll_zeile, ist_zeile) in enumerate(zip(fall.soll, ist, strict=True), 1)
        for j, (soll, wert) in enumerate(zip(soll_zeile, ist_zeile, strict=True), 1)
        for text in _zelle(soll, wert, toleranzen[j - 1], f"Zeile {i}, Spalte {j}: ")
    ]


def _form(tabelle: list[list[Any]]) -> tuple[int, ...]:
    return tuple(len(zeile) for zeile in tabelle)


def _zelle(soll: Any, ist: Any, toleranz: float, ort: str) -> list[str]:
    if _passt(soll, ist, toleranz):
        return []
    return [f"{ort}erwartet {soll!r} ± {toleranz}, ist {ist!r}"]


def _passt(soll: Any, ist: Any, toleranz: float) -> bool:
    if isinstance(soll, dict):
        if "text_enthaelt" in soll:
            return isinstance(ist, str) and soll["text_enthaelt"] in ist
        return (
            type(ist) is Fehler and ist.code == soll["fehler"] and soll.get("satz_enthaelt", "") in ist.satz
        )
    if isinstance(ist, Fehler):
        return False
    if isinstance(soll, str):
        return ist_leer(ist) if soll == "" else ist == soll
    if isinstance(ist, bool) or not isinstance(ist, float | int):
        return False
    return abs(ist - soll) <= toleranz + _GENAU * max(1.0, abs(soll))
