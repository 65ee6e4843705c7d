"""Die Grenze zwischen Tabellenblatt und Regel: der einzige Eingang aller Hosts.

Reihenfolge je Zelle: ein Fehler unter den Argumenten geht unverändert durch; ein leeres erstes Argument gibt
ein leeres Ergebnis; dann werden die Argumente von links nach rechts gelesen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Any, get_type_hints

from calc.fehler import NV, WERT, ZAHL, Regelfehler
from udfs.lesen import Zellfehler
from udfs.typen import Angabe, Tabelle, angabe
from udfs.werte import NICHT_GEGEBEN, Fehler, ist_leer

Funktion = Callable[..., Any]


@dataclass(frozen=True)
class Argument:
    """Ein Argument einer Formel, abgelesen aus der Signatur der Funktion."""

    name: str
    angabe: Angabe
    pflicht: bool
    vorgabe: Any

    @property
    def bereich(self) -> bool:
        """Ob der Bereich als Ganzes in die Funktion geht."""
        return self.angabe.bereich


@dataclass(frozen=True)
class Formel:
    """Alles, was ein Host über eine Funktion wissen muss; abgeleitet, nie von Hand gepflegt."""

    name: str  # "EGH_HBG"
    funktion: Funktion
    beschreibung: str  # erster Satz des Docstrings
    einheit: str
    argumente: tuple[Argument, ...]
    tabelle: bool  # gibt mehrere Zellen zurück

    @property
    def pflicht(self) -> int:
        """Anzahl der Argumente, die gegeben sein müssen."""
        return sum(a.pflicht for a in self.argumente)


def blattname(funktion: Funktion) -> str:
    """Name der Funktion im Tabellenblatt: EGH_ + Name in Großbuchstaben."""
    return "EGH_" + funktion.__name__.upper()


_FORMELN: dict[Funktion, Formel] = {}


def formel(funktion: Funktion) -> Formel:
    """Beschreibung einer Funktion aus udfs, aus Signatur, Typen und Docstring."""
    bekannt = _FORMELN.get(funktion)
    if bekannt is None:
        bekannt = _FORMELN[funktion] = _ablesen(funktion)
    return bekannt


def _ablesen(funktion: Funktion) -> Formel:
    typen = get_type_hints(funktion, include_extras=True)
    argumente = tuple(
        Argument(
            p.name,
            angabe(typen[p.name]),
            p.default is Parameter.empty,
            None if p.default is Parameter.empty else p.default,
        )
        for p in signature(funktion).parameters.values()
    )
    satz, _, rest = (funktion.__doc__ or "").strip().partition("\n")[0].rpartition(" [")
    return Formel(
        blattname(funktion), funktion, satz, rest.rstrip("]"), argumente, typen["return"] == Tabelle
    )


def aufruf(funktion: Funktion, argumente: Sequence[Any]) -> Any:
    """Eine Formel mit Zellwerten rechnen.

    `argumente`: je Argument ein Zellwert (float, str, bool, None, `Fehler`), eine Liste von Zeilen oder
    NICHT_GEGEBEN; am Ende fehlende gelten als nicht gegeben. Ergebnis: ein Zellwert oder eine Liste von Zeilen.
    Hebt nie eine Ausnahme wegen der Eingaben: unbrauchbare geben `Fehler` mit Code und deutschem Satz.
    """
    plan = _FORMELN.get(funktion) or formel(funktion)
    if len(argumente) > len(plan.argumente):
        return Fehler(WERT, f"{plan.name}: zu viele Argumente; erlaubt sind {len(plan.argumente)}.")
    for wert in argumente:
        if type(wert) is list:
            return _mit_bereichen(plan, argumente)
    return _zelle(plan, argumente)


def _mit_bereichen(plan: Formel, argumente: Sequence[Any]) -> Any:
    werte = [_einzelwert(wert) for wert in argumente]
    breit = [wert for arg, wert in zip(plan.argumente, werte) if type(wert) is list and not arg.bereich]
    if not breit:
        return _zelle(plan, werte)
    if plan.tabelle:
        vorweg = next((w for w in werte if type(w) is Fehler), None)
        if vorweg is not None or _leer(werte[0]):
            return vorweg
        name = next(a.name for a, w in zip(plan.argumente, werte) if type(w) is list and not a.bereich)
        return Fehler(WERT, f"{plan.name}: {name} ist ein Bereich; erwartet wird ein einzelner Wert.")
    return _ausbreiten(plan, werte, max(map(len, breit)), max(len(b[0]) for b in breit))


def _einzelwert(wert: Any) -> Any:
    """Ein 1×1-Bereich ist ein einzelner Wert, ein Bereich ohne Zellen ein leerer."""
    if type(wert) is not list:
        return wert
    if not wert or not wert[0]:
        return None
    return wert[0][0] if len(wert) == 1 and len(wert[0]) == 1 else wert


def _ausbreiten(plan: Formel, werte: list[Any], hoehe: int, breite: int) -> list[list[Any]]:
    """Zelle für Zelle wie Excel: eine Zeile oder Spalte wiederholt sich, was nicht passt, wird #N/A."""
    unpassend = Fehler(NV, f"{plan.name}: Die Bereiche passen in ihrer Form nicht zusammen.")
    einzeln = [type(w) is list and not a.bereich for a, w in zip(plan.argumente, werte)]

    def eintrag(bereich: list[list[Any]], i: int, j: int) -> Any:
        zeile = bereich[0] if len(bereich) == 1 else bereich[i] if i < len(bereich) else None
        if zeile is None:
            return unpassend
        return zeile[0] if len(zeile) == 1 else zeile[j] if j < len(zeile) else unpassend

    return [
        [
            _zelle(plan, [eintrag(w, i, j) if ist else w for w, ist in zip(werte, einzeln)])
            for j in range(breite)
        ]
        for i in range(hoehe)
    ]


def _leer(wert: Any) -> bool:
    if type(wert) is list:
        return all(ist_leer(zelle) for zeile in wert for zelle in zeile)
    return ist_leer(wert)


def _zelle(plan: Formel, werte: Sequence[Any]) -> Any:
    for wert in werte:
        if type(wert) is Fehler:
            return wert
    if werte and _leer(werte[0]):
        return None
    gelesen = []
    name = ""
    try:
        for i, arg in enumerate(plan.argumente):
            wert = werte[i] if i < len(werte) else NICHT_GEGEBEN
            name = arg.name
            if wert is NICHT_GEGEBEN or _leer(wert):
                if arg.pflicht and not arg.angabe.darf_leer:
                    raise Regelfehler(WERT, "fehlt; bitte angeben.")
                gelesen.append([[arg.vorgabe]] if arg.bereich else arg.vorgabe)  # None, wo Leeres etwas heißt
            else:
                gelesen.append(_lies(arg, wert))
        name = ""
        return _geprueft(plan, plan.funktion(*gelesen))
    except Regelfehler as fehler:
        return Fehler(fehler.code, f"{plan.name}: {name + ' ' if name else ''}{fehler.satz}")
    except Zellfehler as durchgereicht:
        return durchgereicht.fehler
    except (OverflowError, ZeroDivisionError):  # ein Teiler über 0 verschwindet nur, wenn er winzig ist
        return Fehler(ZAHL, f"{plan.name}: Das Ergebnis ist zu groß; Eingaben prüfen.")


def _lies(arg: Argument, wert: Any) -> Any:
    if arg.angabe.bereich:
        return arg.angabe.leser(wert if type(wert) is list else [[wert]])
    return arg.angabe.leser(wert)


def _geprueft(plan: Formel, ergebnis: Any) -> Any:
    """NaN und Unendlich erreichen keine Zelle."""
    if type(ergebnis) is float:
        if ergebnis - ergebnis != 0:
            raise OverflowError
        return ergebnis + 0.0  # aus −0 wird 0
    if type(ergebnis) is int:
        return float(ergebnis)
    if type(ergebnis) is list:
        return [[_geprueft(plan, zelle) for zelle in zeile] for zeile in ergebnis]
    return ergebnis
