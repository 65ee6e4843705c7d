"""Finanzmathematik: Raten, Zinsen und Tilgung, interner Zinsfuß, Abschreibung."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from recalculation.datei.zellwert import seriell
from recalculation.funktionen.grund import (
    WEGGELASSEN,
    Fehlerwert,
    Verweigert,
    einzeln,
    ganz,
    gegeben,
    mit_fehlern,
    zahl,
    zahlen_in,
)

_HOECHSTENS_PERIODEN = 10_000  # die Abschreibung wird Jahr für Jahr gerechnet


def _rate(zins: float, perioden: float, barwert: float, endwert: float, vorschuss: bool) -> float:
    if perioden == 0:
        raise Fehlerwert("Num")
    if zins == 0:
        return -(barwert + endwert) / perioden
    q = (1 + zins) ** perioden
    if isinstance(q, complex) or zins <= -1:
        raise Fehlerwert("Num")
    return -(barwert * q + endwert) * zins / ((1 + zins * vorschuss) * (q - 1))


def _endwert(zins: float, perioden: float, rate: float, barwert: float, vorschuss: bool) -> float:
    if zins == 0:
        return -(barwert + rate * perioden)
    if zins == -1 and perioden < 0:
        raise Fehlerwert("Div")
    q = (1 + zins) ** perioden
    if isinstance(q, complex):
        raise Fehlerwert("Num")
    return float(-(barwert * q + rate * (1 + zins * vorschuss) * (q - 1) / zins))


def rmz(zins: Any, perioden: Any, barwert: Any, endwert: Any = 0.0, art: Any = 0.0) -> float:
    """Rate eines Darlehens."""
    return _rate(zahl(zins), zahl(perioden), zahl(barwert), zahl(endwert), zahl(art) != 0)


def zw(zins: Any, perioden: Any, rate: Any, barwert: Any = 0.0, art: Any = 0.0) -> float:
    """Endwert gleicher Raten."""
    return _endwert(zahl(zins), zahl(perioden), zahl(rate), zahl(barwert), zahl(art) != 0)


def bw(zins: Any, perioden: Any, rate: Any, endwert: Any = 0.0, art: Any = 0.0) -> float:
    """Barwert gleicher Raten."""
    r, n, z, ew, vor = zahl(zins), zahl(perioden), zahl(rate), zahl(endwert), zahl(art) != 0
    if r == 0:
        return -(ew + z * n)
    if r == -1 and n <= 0:
        raise Fehlerwert("Num") if n == 0 else Verweigert
    q = (1 + r) ** n
    if isinstance(q, complex):
        raise Fehlerwert("Num")
    if q == 0:
        raise Fehlerwert("Div")
    return float(-(z * (1 + r * vor) * (q - 1) / r + ew) / q)


def zzr(zins: Any, rate: Any, barwert: Any, endwert: Any = 0.0, art: Any = 0.0) -> float:
    """Anzahl der Perioden."""
    r, z, bw_, ew, vor = zahl(zins), zahl(rate), zahl(barwert), zahl(endwert), zahl(art) != 0
    if r == 0:
        if z == 0:
            raise Fehlerwert("Div")
        return -(bw_ + ew) / z
    if r <= -1:
        raise Fehlerwert("Num")
    raten = z * (1 + r * vor) / r
    if raten + bw_ == 0:
        raise Fehlerwert("Num")
    anteil = (raten - ew) / (raten + bw_)
    if anteil <= 0:
        raise Fehlerwert("Num")
    return math.log(anteil) / math.log(1 + r)


EINDEUTIG = "EGH_INTERN_EINDEUTIG"
"""Hilfsfunktion der Maschine vor RATE, mit deren Argumenten."""


@mit_fehlern
def eindeutig(perioden: Any, rate: Any, barwert: Any, endwert: Any = 0.0, art: Any = 0.0, *_: Any) -> float:
    """0, wenn die Zahlungen nur einmal das Vorzeichen wechseln: sonst gibt es mehrere Zinssätze."""
    n, z, b, e, vor = zahl(perioden), zahl(rate), zahl(barwert), zahl(endwert), zahl(art) != 0
    zahlungen = (b + z * vor, *([z] if n > 1 else []), e + z * (not vor))
    vorzeichen = [w > 0 for w in zahlungen if w != 0]
    if sum(a != c for a, c in pairwise(vorzeichen)) > 1:
        raise Verweigert
    return 0.0


def _zinsanteil(r: float, periode: float, n: float, bw: float, ew: float, vorschuss: bool) -> float:
    if periode < 1 or periode >= n + 1:
        raise Fehlerwert("Num")
    rate = _rate(r, n, bw, ew, vorschuss)
    if vorschuss and periode == 1:
        return 0.0
    rest = _endwert(r, periode - 1, rate, bw, vorschuss)
    return rest * r / (1 + r) if vorschuss else rest * r


def zinsz(zins: Any, periode: Any, n: Any, barwert: Any, endwert: Any = 0.0, art: Any = 0.0) -> float:
    """Zinsen in der Rate einer Periode."""
    return _zinsanteil(zahl(zins), zahl(periode), zahl(n), zahl(barwert), zahl(endwert), zahl(art) != 0)


def _tilgung(r: float, periode: float, n: float, bw: float, ew: float, vorschuss: bool) -> float:
    """Ohne die Differenz aus Rate und Zinsen, in der kleine Tilgungen untergehen."""
    if periode < 1 or periode >= n + 1:
        raise Fehlerwert("Num")
    if r == 0 or (vorschuss and periode == 1):
        return _rate(r, n, bw, ew, vorschuss)
    _rate(r, n, bw, ew, vorschuss)  # prüft die Angaben
    tilgung = -r * (bw + ew) * (1 + r) ** (periode - 1) / ((1 + r) ** n - 1)
    return float(tilgung / (1 + r) if vorschuss else tilgung)


def kapz(zins: Any, periode: Any, n: Any, barwert: Any, endwert: Any = 0.0, art: Any = 0.0) -> float:
    """Tilgung in der Rate einer Periode."""
    return _tilgung(zahl(zins), zahl(periode), zahl(n), zahl(barwert), zahl(endwert), zahl(art) != 0)


def _kumuliert(tilgung: bool) -> Callable[..., Any]:
    def ruf(zins: Any, n: Any, barwert: Any, anfang: Any, ende: Any, art: Any) -> float:
        r, perioden, bw, von, bis, vor = (
            zahl(w, wahrheit=False) for w in (zins, n, barwert, anfang, ende, art)
        )
        if min(r, perioden, bw) <= 0 or von < 1 or bis < von or bis > perioden or vor not in (0, 1):
            raise Fehlerwert("Num")
        anteil = _tilgung if tilgung else _zinsanteil
        zeitraum = range(math.ceil(von), math.floor(bis) + 1)
        return sum(anteil(r, float(periode), perioden, bw, 0.0, vor == 1) for periode in zeitraum)

    return ruf


kumzinsz, kumkapital = _kumuliert(False), _kumuliert(True)


def _nullstelle(f: Callable[[float], tuple[float, float]], start: float) -> float:
    """Nach Newton; #ZAHL!, wo es nicht zusammenläuft."""
    r = start
    for _ in range(100):
        wert, steigung = f(r)
        if steigung == 0:
            raise Fehlerwert("Num")
        neu = r - wert / steigung
        if neu <= -1:
            neu = (r - 1) / 2
        if abs(neu - r) <= 1e-13 * max(1.0, abs(neu)):
            return neu
        r = neu
    raise Fehlerwert("Num")


def _zinsfuss(zahlungen: Sequence[float], schaetzung: float) -> float:
    if not (any(z > 0 for z in zahlungen) and any(z < 0 for z in zahlungen)):
        raise Fehlerwert("Num")

    def kapitalwert(r: float) -> tuple[float, float]:
        q = 1 + r
        wert = sum(z * q**-t for t, z in enumerate(zahlungen))
        return wert, sum(-t * z * q ** (-t - 1) for t, z in enumerate(zahlungen))

    try:
        r = _nullstelle(kapitalwert, schaetzung)
    except (Fehlerwert, OverflowError, ZeroDivisionError):
        raise Verweigert from None  # ob Excel hier etwas findet, ist offen
    groesste = max(abs(z) for z in zahlungen)
    steigung = abs(kapitalwert(r)[1])
    if steigung < 1e-6 * groesste:  # doppelte Nullstelle: Excel bleibt daneben stehen
        raise Verweigert
    return r


def ikv(werte: Any, schaetzwert: Any = WEGGELASSEN) -> float:
    """Interner Zinsfuß gleichmäßiger Zahlungen; Texte und leere Zellen zählen nicht."""
    schaetzung = zahl(gegeben(schaetzwert, 0.1))
    if any(isinstance(w, dict) for w in einzeln(werte)):
        raise Verweigert  # von einer Feldkonstante gibt Excel #WERT!
    zahlungen = zahlen_in(werte)
    if schaetzung <= -1:
        raise Fehlerwert("Value")
    return _zinsfuss(zahlungen, schaetzung)


def qikv(werte: Any, zins: Any, wiederanlage: Any) -> float:
    """Modifizierter interner Zinsfuß: Auszahlungen zum einen, Einzahlungen zum anderen Zins."""
    zahlungen = zahlen_in(werte)
    r, w = zahl(zins), zahl(wiederanlage)
    n = len(zahlungen)
    if not any(z < 0 for z in zahlungen) or n < 2:
        raise Fehlerwert("Div")
    q, p = 1 + r, 1 + w
    aus = zahlungen[0] if q == 0 else sum(z * q**-t for t, z in enumerate(zahlungen) if z < 0)
    if q == 0 and zahlungen[0] >= 0:
        raise Verweigert
    ein = sum(z * p ** (n - 1 - t) for t, z in enumerate(zahlungen) if z > 0)
    if aus == 0:
        raise Fehlerwert("Div")
    verhaeltnis = -ein / aus
    if verhaeltnis < 0:
        raise Fehlerwert("Num")
    return float(verhaeltnis ** (1 / (n - 1)) - 1)


def _zahlungsreihe(argument: Any) -> list[float]:
    """Zahlungen oder Tage; anderes als Zahlen ist darin ein Fehler."""
    reihe = []
    for wert in einzeln(argument):
        if isinstance(wert, dict):
            raise Fehlerwert(wert)
        if wert is None or isinstance(wert, (bool, str)):
            raise Fehlerwert("Num")
        reihe.append(float(seriell(wert)))
    return reihe


def xkapitalwert(zins: Any, werte: Any, tage: Any) -> float:
    """Kapitalwert von Zahlungen an einzelnen Tagen."""
    zahlungen, daten = _zahlungsreihe(werte), [float(math.floor(t)) for t in _zahlungsreihe(tage)]
    if len(zahlungen) != len(daten) or not daten or min(daten) < daten[0] or min(daten) < 0:
        raise Fehlerwert("Num")
    jahre = [(t - daten[0]) / 365 for t in daten]
    r = zahl(zins, wahrheit=False)
    if r == 0:
        raise Verweigert
    if r < 0:
        raise Fehlerwert("Num")
    return float(sum(z * (1 + r) ** -t for z, t in zip(zahlungen, jahre, strict=True)))


def effektiv(nominal: Any, perioden: Any) -> float:
    """Effektiver Jahreszins."""
    r, n = zahl(nominal, wahrheit=False), ganz(perioden, wahrheit=False)
    if r <= 0 or n < 1:
        raise Fehlerwert("Num")
    return float((1 + r / n) ** n - 1)


def nominal(effektiver: Any, perioden: Any) -> float:
    """Jährlicher Nominalzins."""
    r, n = zahl(effektiver, wahrheit=False), ganz(perioden, wahrheit=False)
    if r <= 0 or n < 1:
        raise Fehlerwert("Num")
    return float(((1 + r) ** (1 / n) - 1) * n)


def _nicht_leer(wert: Any) -> Any:
    """Ein Argument; bliebe es nach dem Semikolon leer, wäre nicht nachgewiesen, ob es 0 ist oder die Vorgabe."""
    if wert == WEGGELASSEN:
        raise Verweigert
    return wert


def gda2(wert: Any, rest: Any, dauer: Any, periode: Any, monate: Any = 12.0) -> float:
    """Geometrisch-degressive Abschreibung, der Satz auf drei Stellen gerundet."""
    kosten, restwert, jahre, p = map(zahl, (wert, rest, dauer, periode))
    m = ganz(_nicht_leer(monate))
    if kosten < 0 or restwert < 0 or jahre <= 0 or p < 1 or not 1 <= m <= 12 or p > jahre + (m < 12):
        raise Fehlerwert("Num")
    if kosten == 0:
        return 0.0
    if p > _HOECHSTENS_PERIODEN:
        raise Verweigert
    satz = math.floor((1 - (restwert / kosten) ** (1 / jahre)) * 1000 + 0.5) / 1000
    betrag = abgeschrieben = kosten * satz * m / 12
    for jahr in range(2, int(p) + 1):
        anteil = (12 - m) / 12 if jahr > jahre else 1.0
        betrag = (kosten - abgeschrieben) * satz * anteil
        abgeschrieben += betrag
    return betrag


def gda(wert: Any, rest: Any, dauer: Any, periode: Any, faktor: Any = 2.0) -> float:
    """Degressive Doppelraten-Abschreibung."""
    kosten, restwert, jahre, p, f = *map(zahl, (wert, rest, dauer, periode)), zahl(_nicht_leer(faktor))
    if kosten < 0 or restwert < 0 or jahre <= 0 or p <= 0 or p > jahre or f <= 0:
        raise Fehlerwert("Num")
    satz = f / jahre
    if satz >= 1:
        vorher, nachher = (kosten if p == 1 else 0.0), (0.0 if p >= 1 else kosten)
    else:
        vorher, nachher = kosten * (1 - satz) ** (p - 1), kosten * (1 - satz) ** p
    return max(0.0, vorher - max(nachher, restwert))
