"""Texte. Kommazahlen und Wahrheitswerte als Text hängen von der Sprache ab; solche Zellen werden genannt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from math import floor
from typing import Any

from recalculation.datei.grenzen import HOECHSTENS_ZEICHEN
from recalculation.funktionen.grund import (
    WEGGELASSEN,
    Fehlerwert,
    Verweigert,
    einzeln,
    ganz,
    gegeben,
    je_wert,
    text,
    wahr,
    zahl,
)
from recalculation.funktionen.muster import muster_von_suchen

_KLEINSTE, _GROESSTE = 1e-9, 1e15


def _schlicht(wert: Any) -> str:
    """Ein Text ohne Zeichen, die Excel als zwei zählt (Emojis)."""
    t = text(wert)
    if not t.isascii() and any(ord(z) > 0xFFFF for z in t):
        raise Verweigert
    return t


def _anzahl(wert: Any) -> int:
    n = ganz(wert)
    if n < 0:
        raise Fehlerwert("Value")
    return n


def links(wert: Any, zeichen: Any = 1.0) -> str:
    """Die ersten Zeichen, ohne Angabe eines."""
    return _schlicht(wert)[: _anzahl(zeichen)]


def rechts(wert: Any, zeichen: Any = 1.0) -> str:
    """Die letzten Zeichen, ohne Angabe eines."""
    t, n = _schlicht(wert), _anzahl(zeichen)
    return t[max(0, len(t) - n) :]


def mitte(wert: Any, anfang: Any, zeichen: Any) -> str:
    """Zeichen ab einer Stelle (ab 1)."""
    t, von, n = _schlicht(wert), ganz(anfang), _anzahl(zeichen)
    if von < 1:
        raise Fehlerwert("Value")
    return t[von - 1 : von - 1 + n]


def laenge(wert: Any) -> int:
    """Anzahl der Zeichen."""
    return len(_schlicht(wert))


def _ab(t: str, anfang: Any) -> int:
    von = ganz(anfang)
    if von < 1 or von > len(t) + 1:
        raise Fehlerwert("Value")
    return von - 1


def finden(gesucht: Any, wert: Any, anfang: Any = 1.0) -> int:
    """Stelle (ab 1), mit Groß und Klein."""
    was, t = _schlicht(gesucht), _schlicht(wert)
    stelle = t.find(was, _ab(t, anfang))
    if stelle < 0 or (was and stelle == len(t)):
        raise Fehlerwert("Value")
    return stelle + 1


def suchen(gesucht: Any, wert: Any, anfang: Any = 1.0) -> int:
    """Stelle (ab 1), ohne Groß und Klein, mit * und ? (mit ~ davor wörtlich)."""
    was, t = _schlicht(gesucht), _schlicht(wert)
    stelle = muster_von_suchen(was).stelle(t, _ab(t, anfang))
    if stelle is None:
        raise Fehlerwert("Value")
    return stelle + 1


def wechseln(wert: Any, alt: Any, neu: Any, nummer: Any = None) -> str:
    """Einen Text durch einen anderen ersetzen, überall oder beim n-ten Mal."""
    t, was, womit = text(wert), text(alt), text(neu)
    if nummer is None:
        if was and len(t) + t.count(was) * (len(womit) - len(was)) > HOECHSTENS_ZEICHEN:
            raise Fehlerwert("Value")  # vor dem Ersetzen: das Ergebnis könnte ein Gigabyte haben
        return _kurz(t.replace(was, womit) if was else t)
    n = ganz(nummer)
    if n < 1:
        raise Fehlerwert("Value")
    stellen = [m.start() for m in re.finditer(re.escape(was), t)] if was else []
    if n > len(stellen):
        return t
    von = stellen[n - 1]
    return _kurz(t[:von] + womit + t[von + len(was) :])


def ersetzen(wert: Any, anfang: Any, zeichen: Any, neu: Any) -> str:
    """Zeichen ab einer Stelle durch einen Text ersetzen."""
    t, von, n, womit = _schlicht(wert), ganz(anfang), _anzahl(zeichen), text(neu)
    if von < 1:
        raise Fehlerwert("Value")
    return _kurz(t[: von - 1] + womit + t[von - 1 + n :])


def wiederholen(wert: Any, mal: Any) -> str:
    """Einen Text mehrmals."""
    t, n = text(wert), _anzahl(mal)
    if len(t) * n > HOECHSTENS_ZEICHEN:
        raise Fehlerwert("Value")
    return t * n


def identisch(a: Any, b: Any) -> bool:
    """Ob zwei Texte Zeichen für Zeichen gleich sind."""
    if type(a) is float and type(b) is float:
        return f"{a:.15g}" == f"{b:.15g}"
    if isinstance(a, bool) and isinstance(b, bool):
        return a == b
    return text(a) == text(b)


def glaetten(wert: Any) -> str:
    """Ohne Leerzeichen am Rand und ohne doppelte."""
    return re.sub(" +", " ", text(wert).strip(" "))


def saeubern(wert: Any) -> str:
    """Ohne die Steuerzeichen bis 31."""
    return "".join(z for z in text(wert) if ord(z) > 31)


def gross(wert: Any) -> str:
    """In Großbuchstaben; ob ein ß bleibt, ist nicht nachgewiesen."""
    t = text(wert)
    if "ß" in t:
        raise Verweigert
    return t.upper()


def klein(wert: Any) -> str:
    """In Kleinbuchstaben."""
    return text(wert).lower()


def gross2(wert: Any) -> str:
    """Jedes Wort mit großem Anfang; nach allem, was kein Buchstabe ist, beginnt eines."""
    fertig, davor = [], False
    for z in text(wert):
        fertig.append(z.lower() if davor or z == "ß" else z.upper())
        davor = z.isalpha()
    return "".join(fertig)


def zeichen(nummer: Any) -> str:
    """Zeichen der Windows-Zeichentabelle."""
    n = ganz(nummer)
    if not 1 <= n <= 255:
        raise Fehlerwert("Value")
    try:
        return bytes([n]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(n)


def _kurz(t: str) -> str:
    if len(t) > HOECHSTENS_ZEICHEN:
        raise Fehlerwert("Value")
    return t


def _aneinander(texte: Iterable[str]) -> str:
    """Texte aneinander; was zu lang wird (Excel schneidet es ab oder gibt einen Fehler), wird nicht zusammengesetzt."""
    fertig, laenge_ = [], 0
    for t in texte:
        fertig.append(t)
        laenge_ += len(t)
        if laenge_ > HOECHSTENS_ZEICHEN:
            raise Verweigert
    return "".join(fertig)


VERKETTET = "EGH_INTERN_VERKETTET"
"""Hilfsfunktion der Maschine anstelle von &: ihre setzte zusammen, bis der Speicher endet, und schriebe 0.5 und -0."""
OB_LEER = "EGH_INTERN_OB_LEER"
"""Dieselbe, wo nur gefragt ist, ob der Text leer ist: das ist in jeder Sprache gleich."""


def verketten(*werte: Any) -> str:
    """Texte aneinander, jedes Argument ein Wert."""
    return _aneinander(map(text, werte))


verkettet = je_wert(verketten)


KRITERIUM = "EGH_INTERN_KRITERIUM"
"""Dieselbe für ein Kriterium wie ">"&A1: eine Kommazahl darin liest die Maschine so, wie sie hier geschrieben ist."""


@je_wert
def kriterium(vergleich: Any, wert: Any) -> str:
    """Ein Vergleichszeichen vor einem Wert."""
    if type(wert) is float and not wert.is_integer() and _KLEINSTE <= abs(wert) < _GROESSTE:
        return f"{text(vergleich)}{Decimal(f'{wert:.15g}'):f}"
    return verketten(vergleich, wert)


@je_wert
def ob_leer(*werte: Any) -> str:
    """Ein Text, der nur dann leer ist, wenn die Werte aneinander es sind."""
    for wert in werte:
        if isinstance(wert, dict):
            raise Fehlerwert(wert)
    return "" if all(wert is None or wert == "" for wert in werte) else "x"


def textkette(*argumente: Any) -> str:
    """Texte aneinander, auch aus Bereichen."""
    return _aneinander(text(w) for a in argumente for w in einzeln(a))


def textverketten(trenner: Any, leere_auslassen: Any, *argumente: Any) -> str:
    """Texte aneinander mit Trennern dazwischen; mehrere Trenner wechseln sich ab."""
    zwischen = [text(w) for w in einzeln(trenner)]
    auslassen = wahr(gegeben(leere_auslassen, True))
    teile = [text(w) for a in argumente for w in einzeln(a)]
    teile = [t for t in teile if t or not auslassen]
    stuecke = []
    for i, t in enumerate(teile):
        stuecke += [zwischen[(i - 1) % len(zwischen)], t] if i else [t]
    return _aneinander(stuecke)


def _um_trenner(davor: bool) -> Callable[..., Any]:
    def ruf(
        wert: Any,
        trenner: Any,
        nummer: Any = WEGGELASSEN,
        ohne_gross: Any = WEGGELASSEN,
        bis_ende: Any = WEGGELASSEN,
        sonst: Any = WEGGELASSEN,
    ) -> Any:
        if any(type(a) is list for a in (wert, nummer, ohne_gross, bis_ende)):
            raise Verweigert
        t, n = text(wert), floor(zahl(gegeben(nummer, 1.0)))
        worte = [text(w) for w in einzeln(trenner)]
        gross_wie_klein, ende = (zahl(gegeben(w, 0.0)) // 1 for w in (ohne_gross, bis_ende))
        zu_lang = nummer != WEGGELASSEN and min(map(len, worte)) > max(len(t), 1)
        if n == 0 or abs(n) > max(len(t), 1) or zu_lang or {gross_wie_klein, ende} - {0, 1}:
            raise Fehlerwert("Value")
        if "" in worte:
            return "" if (n > 0) == davor else t
        schalter = re.I if gross_wie_klein else re.NOFLAG
        suche = re.compile("|".join(map(re.escape, sorted(worte, key=len, reverse=True))), schalter)
        stellen = [m.span() for m in suche.finditer(t)]
        if ende:
            stellen = [*stellen, (len(t), len(t))] if n > 0 else [(0, 0), *stellen]
        if abs(n) > len(stellen):
            if sonst == WEGGELASSEN:
                raise Fehlerwert("Na")
            if sonst is None:  # eine leere Zelle: ob Excel 0 oder nichts zeigt, ist nicht nachgewiesen
                raise Verweigert
            return sonst
        von, bis = stellen[n - 1 if n > 0 else n]
        return t[:von] if davor else t[bis:]

    return ruf


textvor, textnach = _um_trenner(True), _um_trenner(False)
