"""Tabellen von Fällen: die Formeln EGH_… auf ganze Spalten eines pandas-DataFrame angewandt.

    personen = pd.read_excel("personen.xlsx")                      # Spalten fall, minuten
    t = Falltabelle(personen)
    t = t.rechne("hbg", "EGH_HBG", minuten_woche="minuten", land=Wert("TH"))
    t = t.rechne("stunden", "EGH_HBG_STUNDEN", hbg="hbg", land=Wert("TH"))
    t.fehler                                                       # was nicht ging: je Zelle ein deutscher Satz
    t.summe_je("hbg", "stunden")

Hier steht keine Regel: Jede Formel wird über `udfs.aufruf` gerechnet, einmal je verschiedener Kombination ihrer
Eingaben, und das Ergebnis auf die Zeilen verteilt. Für eine Million ganzer Minuten genügen gut tausend Aufrufe.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, get_type_hints

import numpy as np
import numpy.typing as npt
import pandas as pd

from calc.fehler import ZAHL
from udfs import FUNKTIONEN, NICHT_GEGEBEN, Fehler, Formel, aufruf, formel
from workbooks.spaltenwerte import Ganze, kombiniert, verschiedene, verschluesselt, zellwert

_FORMELN = {formel(f).name: formel(f) for f in FUNKTIONEN}
_TEILE = re.compile(r"(\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Wert:
    """Ein fester Wert statt einer Spalte: `land=Wert("TH")`."""

    wert: Any


@dataclass(frozen=True)
class _Fehlstellen:
    """Fehler einer Spalte: an den Zeilen `stellen` gilt der Fehler mit der Nummer in `welcher`."""

    stellen: Ganze
    welcher: Ganze
    fehler: list[Fehler]

    def zusammengefasst(self, auswahl: npt.NDArray[np.bool_] | slice = slice(None)) -> Fehler:
        """Ein Fehler für mehrere Stellen, mit Code und Satz der ersten."""
        welcher = self.welcher[auswahl]
        erster = self.fehler[welcher[0]]
        zeilen = "1 Zeile" if len(welcher) == 1 else f"{len(welcher)} Zeilen"
        return Fehler(erster.code, f"{zeilen} mit Fehler, zuerst: {erster.satz}")


class Falltabelle:
    """Ein DataFrame mit gerechneten Spalten und der Liste ihrer Fehler; jede Methode gibt eine neue Tabelle.

    Wie im Tabellenblatt kann eine Zelle ein Fehler sein: Im DataFrame fehlt dann der Wert (NaN), die Tabelle kennt
    den Fehler, reicht ihn an jede Spalte weiter, die mit der Zelle rechnet, und summiert nie über ihn hinweg. Wer
    `df` außerhalb weiterrechnet, verliert dieses Wissen; eigene Spalten kommen deshalb mit `zuweisen` hinzu.
    """

    def __init__(self, df: pd.DataFrame) -> None:
        self._df = df.copy(deep=False)
        self._fehlstellen: dict[Hashable, _Fehlstellen] = {}

    def __len__(self) -> int:
        return len(self._df)

    @property
    def df(self) -> pd.DataFrame:
        """Die Tabelle mit allen gerechneten Spalten; wo eine Zelle ein Fehler ist, fehlt der Wert."""
        return self._df.copy(deep=False)

    @property
    def fehler(self) -> pd.DataFrame:
        """Alle Fehler, je Zelle einer, in der Reihenfolge der Zeilen.

        Spalten: position (der Zeile, ab 0), zeile (ihr Index), spalte, code (etwa "#N/A"), satz (deutsch).
        """
        angaben = [
            (int(stelle), spalte, f.fehler[nummer].code, f.fehler[nummer].satz)
            for spalte, f in self._fehlstellen.items()
            for stelle, nummer in zip(f.stellen, f.welcher, strict=True)
        ]
        angaben.sort(key=lambda angabe: angabe[0])
        liste = pd.DataFrame(angaben, columns=["position", "spalte", "code", "satz"])
        zeilen = self._df.index.take(liste["position"].to_numpy(np.intp)).to_flat_index()
        liste.insert(1, "zeile", zeilen)
        return liste

    def rechne(self, spalte: str, formelname: str, /, **argumente: Hashable | Wert) -> Falltabelle:
        """Eine Spalte mit einer Formel rechnen.

        `spalte` ist der Name der neuen Spalte, `formelname` etwa "EGH_HBG". Jedes Argument der Formel ist der Name
        einer Spalte oder ein fester `Wert`; was nicht genannt ist, gilt als nicht gegeben. Fehlende Werte (None,
        NaN, NA, NaT) sind leere Zellen; Datum und Uhrzeit werden zu Zahlen wie in einer Datumszelle.

        Ergebnis: Zahlen als float64, Texte als category in natürlicher Folge (1, 2, 10); ein leeres Ergebnis und ein
        Fehler sind NaN, der Fehler steht in `fehler`. Einheit und Quelle: docs/funktionen.md.

        ValueError, wenn es Formel, Argument oder Spalte nicht gibt oder die Formel ganze Bereiche braucht.
        """
        plan = _plan(formelname, argumente)
        eingaben = [self._eingabe(argumente.get(a.name, Wert(NICHT_GEGEBEN))) for a in plan.argumente]
        codes, kombinationen = kombiniert(eingaben, len(self))
        ergebnisse = [aufruf(plan.funktion, werte) for werte in kombinationen]
        df = self._df.assign(**{spalte: _verteilt(plan, ergebnisse, codes)})
        return self._mit(df, spalte, _gefunden(ergebnisse, codes))

    def zuweisen(self, **spalten: Any) -> Falltabelle:
        """Eigene Spalten wie mit `DataFrame.assign`: `t.zuweisen(kosten=lambda df: df["vk"] * 61_000)`.

        Wo der neue Wert fehlt und die Zeile schon einen Fehler hat, ist auch die neue Zelle dieser Fehler.
        """
        df = self._df.assign(**spalten)
        tabelle = self
        for spalte in spalten:
            tabelle = tabelle._mit(df, spalte, self._uebernommen(df[spalte].isna().to_numpy(dtype=bool)))
        return tabelle

    def summe(self, spalte: Hashable) -> float | Fehler:
        """Summe einer Zahlenspalte wie SUMME: ein Fehler darin bleibt ein Fehler, Leeres zählt nicht.

        ValueError, wenn die Spalte Texte enthält.
        """
        stellen = self._fehler_in(spalte)
        summe = float(np.nansum(_zahlen(self._df, spalte)))
        return _endlich(summe) if stellen is None else stellen.zusammengefasst()

    def summe_je(self, gruppe: Hashable, *werte: Hashable) -> pd.DataFrame:
        """Summen der Zahlenspalten `werte` je Gruppe.

        Ergebnis: je Gruppe eine Zeile, je Wertespalte eine Spalte; der Index NaN steht für Zeilen ohne Gruppe, der
        Index "Fehler" für Zeilen, deren Gruppe ein Fehler ist. Wo eine Zeile der Gruppe ein Fehler ist, steht statt
        der Summe ein `Fehler`; wer damit rechnet, bekommt eine Ausnahme mit dem Satz.

        ValueError, wenn es eine Spalte nicht gibt oder eine Wertespalte Texte enthält.
        """
        falsche = self._fehler_in(gruppe)
        codes, namen = _gruppiert(_spalte(self._df, gruppe), falsche)
        summen = {w: self._gruppensummen(w, codes, len(namen)) for w in werte}
        if falsche is not None:
            fehler = falsche.zusammengefasst()
            for spalte in summen.values():
                spalte[-1] = fehler
        belegt = np.flatnonzero(np.bincount(codes, minlength=len(namen)))
        index = pd.Index([namen[i] for i in belegt], name=gruppe)
        return pd.DataFrame({w: [s[i] for i in belegt] for w, s in summen.items()}, index=index)

    def _gruppensummen(self, spalte: Hashable, codes: Ganze, anzahl: int) -> list[float | Fehler]:
        zahlen = _zahlen(self._df, spalte)
        belegt = np.where(np.isnan(zahlen), 0.0, zahlen)
        summen = [_endlich(s) for s in np.bincount(codes, weights=belegt, minlength=anzahl).tolist()]
        stellen = self._fehler_in(spalte)
        if stellen is not None:
            betroffen = codes.take(stellen.stellen)
            for gruppe in np.unique(betroffen).tolist():
                summen[gruppe] = stellen.zusammengefasst(betroffen == gruppe)
        return summen

    def _eingabe(self, angabe: Hashable | Wert) -> tuple[Ganze | None, list[Any]]:
        if isinstance(angabe, Wert):
            return None, [angabe.wert if angabe.wert is NICHT_GEGEBEN else zellwert(angabe.wert)]
        codes, werte = verschluesselt(_spalte(self._df, angabe))
        stellen = self._fehlstellen.get(angabe)
        if stellen is not None:
            codes[stellen.stellen] = len(werte) + stellen.welcher
            werte += stellen.fehler
        return codes, werte

    def _fehler_in(self, spalte: Hashable) -> _Fehlstellen | None:
        """Die Fehler einer gerechneten Spalte, oder die, die in einer Eingabespalte schon als `Fehler` stehen."""
        if spalte in self._fehlstellen or _spalte(self._df, spalte).dtype != object:
            return self._fehlstellen.get(spalte)
        codes, werte = verschluesselt(self._df[spalte])
        return _gefunden(werte, codes)

    def _uebernommen(self, fehlt: npt.NDArray[np.bool_]) -> _Fehlstellen | None:
        """Für jede fehlende Zelle der erste Fehler ihrer Zeile, wo es einen gibt."""
        welcher = np.full(len(self), -1, np.intp)
        fehler: list[Fehler] = []
        for f in self._fehlstellen.values():
            offen = fehlt[f.stellen] & (welcher[f.stellen] < 0)
            welcher[f.stellen[offen]] = len(fehler) + f.welcher[offen]
            fehler += f.fehler
        stellen = np.flatnonzero(welcher >= 0)
        return _Fehlstellen(stellen, welcher[stellen], fehler) if len(stellen) else None

    def _mit(self, df: pd.DataFrame, spalte: Hashable, stellen: _Fehlstellen | None) -> Falltabelle:
        neu = Falltabelle(df)
        neu._fehlstellen = {s: f for s, f in self._fehlstellen.items() if s != spalte}
        if stellen is not None:
            neu._fehlstellen[spalte] = stellen
        return neu


def _plan(formelname: str, argumente: dict[str, Any]) -> Formel:
    """Die Formel, wenn sie sich Zeile für Zeile rechnen lässt und die Argumente zu ihr passen."""
    plan = _FORMELN.get(formelname.upper())
    if plan is None:
        raise ValueError(f"Die Formel „{formelname}“ gibt es nicht; es gibt: {', '.join(_FORMELN)}.")
    if plan.tabelle:
        raise ValueError(f"{plan.name} gibt eine ganze Tabelle zurück und lässt sich nicht je Zeile rechnen.")
    bereiche = [a.name for a in plan.argumente if a.bereich]
    if bereiche:
        raise ValueError(f"{plan.name} braucht ganze Bereiche ({', '.join(bereiche)}), keine Zelle je Zeile.")
    namen = [a.name for a in plan.argumente]
    unbekannt = [name for name in argumente if name not in namen]
    if unbekannt:
        raise ValueError(f"{plan.name} hat kein Argument „{unbekannt[0]}“; es gibt: {', '.join(namen)}.")
    fehlend = [a.name for a in plan.argumente if a.pflicht and a.name not in argumente]
    if fehlend:
        raise ValueError(
            f"{plan.name}: {fehlend[0]} fehlt; eine Spalte nennen oder einen festen Wert(…) angeben."
        )
    return plan


def _spalte(df: pd.DataFrame, name: Hashable) -> pd.Series:
    anzahl = list(df.columns).count(name)
    if anzahl == 0:
        vorhanden = ", ".join(map(str, df.columns))
        raise ValueError(
            f"Die Spalte „{name}“ gibt es nicht; es gibt: {vorhanden}. Ein fester Wert heißt Wert({name!r})."
        )
    if anzahl > 1:
        raise ValueError(f"Die Spalte „{name}“ gibt es {anzahl}-mal; Spalten erst eindeutig benennen.")
    return df[name]


def _zahlen(df: pd.DataFrame, name: Hashable) -> npt.NDArray[np.float64]:
    """Die Zahlen einer Spalte, NaN für Leeres und Fehler; #VALUE! gibt es hier nicht, sondern ValueError."""
    spalte = _spalte(df, name)
    if spalte.dtype == object:
        codes, werte = verschluesselt(spalte)
        if all(w is None or isinstance(w, (float, Fehler)) for w in werte):
            return np.array([w if isinstance(w, float) else np.nan for w in werte]).take(codes)
    elif pd.api.types.is_numeric_dtype(spalte) and not pd.api.types.is_bool_dtype(spalte):
        return spalte.to_numpy(dtype=np.float64, na_value=np.nan)
    raise ValueError(f"Die Spalte „{name}“ enthält nicht nur Zahlen und lässt sich nicht summieren.")


def _verteilt(plan: Formel, ergebnisse: Sequence[Any], codes: Ganze) -> Any:
    """Ergebnisse je Kombination → Spalte; was keine Zahl und kein Text ist (leer, Fehler), fehlt."""
    if get_type_hints(plan.funktion)["return"] is not str:
        return np.array([e if isinstance(e, float) else np.nan for e in ergebnisse]).take(codes)
    texte = sorted({e for e in ergebnisse if isinstance(e, str)}, key=_natuerlich)
    nummern: dict[Any, int] = {text: i for i, text in enumerate(texte)}
    je_kombination = np.array([nummern[e] if isinstance(e, str) else -1 for e in ergebnisse], np.int32)
    return pd.Categorical.from_codes(je_kombination.take(codes), categories=pd.Index(texte, dtype=str))


def _natuerlich(text: str) -> list[tuple[int, float, str]]:
    """Sortierschlüssel, nach dem 2 vor 10 und 7 vor 7+ kommt."""
    teile = [teil for teil in _TEILE.split(text) if teil]
    return [(0, float(t), "") if t[0].isdecimal() else (1, 0.0, t) for t in teile]


def _gefunden(ergebnisse: Sequence[Any], codes: Ganze) -> _Fehlstellen | None:
    """Die Fehler unter den Ergebnissen je Kombination, auf die Zeilen verteilt."""
    fehler = [e for e in ergebnisse if isinstance(e, Fehler)]
    if not fehler:
        return None
    nummern = np.full(len(ergebnisse), -1, np.intp)
    nummern[[i for i, e in enumerate(ergebnisse) if isinstance(e, Fehler)]] = np.arange(len(fehler))
    welcher = nummern.take(codes)
    stellen = np.flatnonzero(welcher >= 0)
    return _Fehlstellen(stellen, welcher[stellen], fehler) if len(stellen) else None


def _gruppiert(spalte: pd.Series, falsche: _Fehlstellen | None) -> tuple[Ganze, list[Any]]:
    """Codes je Zeile und die Namen der Gruppen; die letzten beiden: keine Gruppe, Gruppe ist ein Fehler."""
    if falsche is not None:
        spalte = spalte.copy()
        spalte.iloc[falsche.stellen] = None
    codes, gruppen = verschiedene(spalte, sort=True)
    codes[codes < 0] = len(gruppen)
    if falsche is not None:
        codes[falsche.stellen] = len(gruppen) + 1
    return codes, [*gruppen, np.nan, "Fehler"]


def _endlich(summe: float) -> float | Fehler:
    return summe if isfinite(summe) else Fehler(ZAHL, "Die Summe ist keine endliche Zahl; Eingaben prüfen.")
