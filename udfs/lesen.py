"""Aus dem Wert einer Zelle wird das, was eine Regel braucht, oder ein deutscher Satz.

Jeder Leser nimmt einen nicht leeren Zellwert und gibt den Wert zurück oder hebt `Regelfehler`. Der Satz
beginnt mit dem Verb; Funktion und Argument stellt `udfs.grenze` davor.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Optional

from calc.fehler import WERT, ZAHL, Regelfehler
from calc.parameter import laender
from calc.runden import deutsch
from udfs.werte import Fehler, ist_leer

Leser = Callable[[Any], Any]

_ZAHL = re.compile(r"-?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?")
_UHRZEIT = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::([0-5][0-9]))?( ?Uhr)?")
_HBG = re.compile(r"(?:0|[1-9][0-9]?)(?:[.,][0-9])?\+?")
_TAG = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_TAG_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TAG_NULL = date(1899, 12, 30)  # Tag 0 der Excel-Zählung
LETZTER_TAG = (date(9999, 12, 31) - TAG_NULL).days
JAHRESZAHLEN = range(1990, 2101)


def zeige(wert: Any) -> str:
    """Ein Zellwert, wie ihn ein Anwender liest."""
    if isinstance(wert, bool):
        return "WAHR" if wert else "FALSCH"
    if isinstance(wert, (int, float)):
        return deutsch(wert) if abs(wert) < float("inf") else "keine endliche Zahl"
    text = re.sub(r"[\r\n\t]+", " ", str(wert))
    return f"„{text[:40]}…“" if len(text) > 40 else f"„{text}“"


def _als_zahl(wert: Any) -> float:
    art = type(wert)
    if art is float:
        x = wert
    elif art is int or art is bool:
        x = float(wert) if abs(wert) < 1 << 1023 else float("inf")
    elif art is str and _ZAHL.fullmatch(wert):
        x = float(wert.replace(".", "").replace(",", "."))
    else:
        rand = art is str and _ZAHL.fullmatch(wert.strip())
        was = "die Zahl ohne Leerzeichen davor und dahinter" if rand else "eine Zahl wie 12,5 oder 1.234,5"
        raise Regelfehler(WERT, f"ist {zeige(wert)}; erwartet wird {was}.")
    if x - x != 0:  # nur bei unendlich und NaN
        raise Regelfehler(ZAHL, "ist keine endliche Zahl.")
    return float(x)


@dataclass(frozen=True)
class Zahl:
    """Liest eine Zahl in ihrem Bereich (#NUM! außerhalb); `hinweis` sagt, was zu tun ist.

    `mindestens` und `hoechstens` gehören dazu, `ueber` nicht; None: ohne Grenze.
    """

    mindestens: Optional[float] = None
    hoechstens: Optional[float] = None
    ueber: Optional[float] = None
    hinweis: str = ""

    @property
    def erlaubt(self) -> str:
        """»über 0 und höchstens 53«, mit dem Hinweis."""
        worte = (("über", self.ueber), ("mindestens", self.mindestens), ("höchstens", self.hoechstens))
        grenzen = " und ".join(f"{wort} {deutsch(grenze)}" for wort, grenze in worte if grenze is not None)
        return grenzen + (f" ({self.hinweis})" if self.hinweis else "")

    def __call__(self, wert: Any) -> float:
        """Der gelesene Wert; hebt `Regelfehler`."""
        x = _als_zahl(wert)
        if (
            (self.mindestens is not None and x < self.mindestens)
            or (self.hoechstens is not None and x > self.hoechstens)
            or (self.ueber is not None and x <= self.ueber)
        ):
            raise Regelfehler(ZAHL, f"ist {deutsch(x)}; erlaubt ist {self.erlaubt}.")
        return x


@dataclass(frozen=True)
class GanzeZahl:
    """Liest eine ganze Zahl von `mindestens` bis `hoechstens`; #NUM! außerhalb und bei Nachkommastellen."""

    mindestens: int
    hoechstens: int

    def __call__(self, wert: Any) -> int:
        """Der gelesene Wert; hebt `Regelfehler`."""
        x = _als_zahl(wert)
        if x != int(x) or not self.mindestens <= x <= self.hoechstens:
            raise Regelfehler(
                ZAHL,
                f"ist {deutsch(x)}; erlaubt ist eine ganze Zahl von {self.mindestens} bis {self.hoechstens}.",
            )
        return int(x)


@dataclass(frozen=True)
class Auswahl:
    """Liest eines von wenigen Wörtern, Groß-/Kleinschreibung egal; gibt es, wie es in `worte` steht."""

    worte: tuple[str, ...]

    def __call__(self, wert: Any) -> str:
        """Der gelesene Wert; hebt `Regelfehler`."""
        if isinstance(wert, str):
            gesucht = wert.strip().lower()
            for wort in self.worte:
                if wort.lower() == gesucht:
                    return wort
        raise Regelfehler(WERT, f"ist {zeige(wert)}; erlaubt ist {', '.join(self.worte)}.")


def ja_nein(wert: Any) -> bool:
    """Leser für WAHR/FALSCH, ja/nein, 1/0."""
    if isinstance(wert, bool):
        return wert
    if wert in (0, 1):
        return bool(wert)
    if isinstance(wert, str):
        wort = wert.strip().lower()
        if wort in ("ja", "wahr", "true", "1"):
            return True
        if wort in ("nein", "falsch", "false", "0"):
            return False
    raise Regelfehler(WERT, f"ist {zeige(wert)}; erlaubt ist WAHR oder FALSCH (auch ja oder nein).")


def text(wert: Any) -> str:
    """Leser für Text, wie er dasteht; Zahlen in deutscher Schreibweise."""
    return wert if isinstance(wert, str) else zeige(wert)


def parametername(wert: Any) -> str:
    """Leser für den Namen eines Parameters."""
    if isinstance(wert, str):
        return wert.strip().lower()
    raise Regelfehler(WERT, f"ist {zeige(wert)}; erwartet wird ein Name wie anteil_indirekt.")


def land_oder_bund(wert: Any) -> str:
    """Leser für ein Land oder »Bund«; gibt das Kürzel."""
    gefunden = laender.kuerzel(wert) if isinstance(wert, str) else None
    if gefunden is None:
        raise Regelfehler(
            WERT,
            f"ist {zeige(wert)}; erwartet wird ein Land wie TH, Thüringen oder NRW ({', '.join(laender.LAENDER)}).",
        )
    return gefunden


def land(wert: Any) -> str:
    """Leser für ein Land; gibt das Kürzel."""
    gefunden = land_oder_bund(wert)
    if gefunden == laender.BUND:
        raise Regelfehler(WERT, "ist „Bund“; erwartet wird ein Land wie TH, Thüringen oder NRW.")
    return gefunden


def hbg(wert: Any) -> str:
    """Leser für eine HBG in der Schreibweise des Vertrags: aus "0,1" und 0.1 wird "0.1", aus 3.0 "3"."""
    if isinstance(wert, (int, float)) and not isinstance(wert, bool) and 0 <= wert < 100:
        stelle = round(wert * 10)
        if abs(wert * 10 - stelle) < 1e-9:
            wert = f"{stelle // 10}.{stelle % 10}"
    if isinstance(wert, str) and _HBG.fullmatch(wert.strip()):
        name = wert.strip().replace(",", ".")
        return name[:-2] if name.endswith(".0") else name
    raise Regelfehler(WERT, f"ist {zeige(wert)}; erwartet wird eine HBG wie 0.1, 3 oder 7+.")


def stichtag(wert: Any) -> Optional[date]:
    """Leser für einen Stichtag: Datumszelle (Tageszahl), "01.07.2023" oder "2023-07-01"; 0 ist »nicht gegeben«."""
    if isinstance(wert, str):
        return _tag_aus_text(wert)
    if isinstance(wert, bool):
        raise Regelfehler(WERT, f"ist {zeige(wert)}; erwartet wird ein Datum wie 01.07.2023.")
    x = _als_zahl(wert)
    if x == 0:
        return None
    if int(x) in JAHRESZAHLEN:
        raise Regelfehler(ZAHL, f"ist {deutsch(x)}; erwartet wird ein Datum (gemeint 01.01.{int(x)}?).")
    if not 1 <= x < LETZTER_TAG + 1:
        raise Regelfehler(ZAHL, f"ist {deutsch(x)}; das ist kein Datum.")
    return TAG_NULL + timedelta(days=int(x))


def _tag_aus_text(wert: str) -> date:
    roh = wert.strip()
    deutsch_geschrieben = _TAG.fullmatch(roh)
    try:
        if deutsch_geschrieben:
            tag, monat, jahr = (int(teil) for teil in deutsch_geschrieben.groups())
            return date(jahr, monat, tag)
        if _TAG_ISO.fullmatch(roh):
            return date.fromisoformat(roh)
    except ValueError:
        pass
    raise Regelfehler(WERT, f"ist {zeige(wert)}; erwartet wird ein Datum wie 01.07.2023 oder 2023-07-01.")


def _uhrzeit(wert: Any, ende: bool) -> int:
    """Sekunden seit 0 Uhr; 24:00 nur als Ende."""
    if isinstance(wert, str):
        treffer = _UHRZEIT.fullmatch(wert.strip())
        if treffer is None:
            raise Regelfehler(WERT, f"ist {zeige(wert)}; erwartet wird eine Uhrzeit wie 22:00.")
        stunde, minute, sekunde = (int(teil or 0) for teil in treffer.groups()[:3])
        sekunden = stunde * 3600 + minute * 60 + sekunde
    elif isinstance(wert, bool):
        raise Regelfehler(WERT, f"ist {zeige(wert)}; erwartet wird eine Uhrzeit wie 22:00.")
    else:
        x = _als_zahl(wert)
        if not 0 <= x <= 1:
            frage = f" (gemeint {int(x):02}:00?)" if 1 < x <= 24 and x == int(x) else ""
            raise Regelfehler(ZAHL, f"ist {deutsch(x)}; erwartet wird eine Uhrzeit wie 22:00{frage}.")
        sekunden = int(x * 86_400 + 0.5)
    if sekunden > 86_400 or (sekunden == 86_400 and not ende):
        raise Regelfehler(ZAHL, "ist 24:00 oder später; 24:00 gibt es nur als Ende, ein Beginn ist 00:00.")
    return sekunden


def beginn(wert: Any) -> int:
    """Leser für eine Uhrzeit von 00:00 bis 23:59:59; gibt Sekunden."""
    return _uhrzeit(wert, ende=False)


def ende(wert: Any) -> int:
    """Leser für eine Uhrzeit von 00:00 bis 24:00; gibt Sekunden."""
    return _uhrzeit(wert, ende=True)


class Zellfehler(Exception):
    """Ein Fehler, der schon in einem Bereich stand; er geht unverändert weiter."""

    def __init__(self, fehler: Fehler) -> None:
        super().__init__(fehler.code)
        self.fehler = fehler


@dataclass(frozen=True)
class Gitter:
    """Liest einen Bereich aus Zahlen in Zeilen; Leeres bleibt None an seinem Platz, Texte sind Fehler."""

    zelle: Leser

    def __call__(self, zeilen: list[list[Any]]) -> list[list[Any]]:
        """Der gelesene Wert; hebt `Regelfehler`."""
        if len(zeilen) == 1 and len(zeilen[0]) == 1:
            return [[self._gelesen(zeilen[0][0], "")]]
        return [
            [self._gelesen(wert, f"(Zeile {i}, Spalte {j}) ") for j, wert in enumerate(zeile, 1)]
            for i, zeile in enumerate(zeilen, 1)
        ]

    def _gelesen(self, wert: Any, platz: str) -> Any:
        if isinstance(wert, Fehler):
            raise Zellfehler(wert)
        try:
            return None if ist_leer(wert) else self.zelle(wert)
        except Regelfehler as fehler:
            raise Regelfehler(fehler.code, platz + fehler.satz) from None


@dataclass(frozen=True)
class Reihe:
    """Liest einen Bereich aus Zahlen, dessen Leeres nicht zählt; gibt eine Liste."""

    zelle: Leser

    def __call__(self, zeilen: list[list[Any]]) -> list[Any]:
        """Der gelesene Wert; hebt `Regelfehler`."""
        return [wert for zeile in Gitter(self.zelle)(zeilen) for wert in zeile if wert is not None]


def zeilen(wert: list[list[Any]]) -> list[list[Any]]:
    """Leser für einen Bereich, den die Funktion Zeile für Zeile selbst liest."""
    return wert
