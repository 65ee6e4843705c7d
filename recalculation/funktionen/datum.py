"""Tage und Zeiten. Ein Tag ist seine Excel-Zahl; den 29.02.1900 (60) gab es nur dort."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from recalculation.datei.landesformat import ist_tag, ist_zahltext, zahl_im_text
from recalculation.datei.zellwert import TAGE_1904, seriell
from recalculation.funktionen.grund import (
    Fehlerwert,
    Verweigert,
    je_wert,
    mit_fehlern,
    wahr,
    zahl,
)

ALS_ZAHL = "EGH_INTERN_ALS_ZAHL"
"""Hilfsfunktion der Maschine: (Argument, Regeln); Texte darin, die Zahlen oder Tage sind, als solche."""

RECHENWERT = "EGH_INTERN_RECHENWERT"
"""Hilfsfunktion der Maschine um einen Wert, aus dem sie eine Zahl machen soll: sie läse Texte englisch."""

_LETZTER = 2_958_465  # 31.12.9999
_SICHERER_TAG = 61
_MITTERNACHT = 1 - 0.5 / 86400


def _seriell(jahr: int, monat: int, tag: int = 1) -> int:
    """Excel-Zahl eines Tages; Monate und Tage dürfen überlaufen."""
    jahr, monat = jahr + (monat - 1) // 12, (monat - 1) % 12 + 1
    if not 1 <= jahr <= 9999:
        raise Fehlerwert("Num")
    erster = (date(jahr, monat, 1) - date(1899, 12, 30)).days
    return (erster if erster > 60 else erster - 1) + tag - 1


def teile(seriell: int) -> tuple[int, int, int]:
    """Jahr, Monat, Tag einer Excel-Zahl ab 0."""
    if not 0 <= seriell <= _LETZTER:
        raise Fehlerwert("Num")
    if seriell == 60:
        return 1900, 2, 29
    if seriell == 0:
        return 1900, 1, 0
    tag = date(1899, 12, 30 if seriell > 60 else 31) + timedelta(seriell)
    return tag.year, tag.month, tag.day


def als_zahl_lesend(datum_1904: bool) -> Callable[..., Any]:
    """`ALS_ZAHL` für eine Mappe mit dieser Zählung der Tage."""
    versatz = TAGE_1904 if datum_1904 else 0

    def einzeln_als_zahl(wert: Any) -> float:
        if isinstance(wert, dict):
            raise Fehlerwert(wert)
        if isinstance(wert, str):
            return zahl(wert) - (versatz if ist_tag(wert) else 0)
        return 0.0 if wert is None else float(seriell(wert))

    @je_wert
    def zu_schreiben(wert: Any) -> Any:
        """Was TEXT schreibt: die Zahl in einem Text; ein anderer Text bleibt er selbst."""
        if isinstance(wert, bool):
            raise Verweigert
        ist_zahl = isinstance(wert, str) and (zahl_im_text(wert) is not None or ist_zahltext(wert))
        return einzeln_als_zahl(wert) if wert is None or ist_zahl else wert

    @mit_fehlern
    def als_zahl(argument: Any, regeln: str) -> Any:
        if "w" in regeln:
            return zu_schreiben(argument)
        if type(argument) is list:  # ein Fehler darin ist der Fehler des Ganzen
            return [[einzeln_als_zahl(wert) for wert in zeile] for zeile in argument]
        if "g" in regeln:
            return _ganze_nummer(argument)
        if isinstance(argument, bool):
            raise Fehlerwert("Value") if "a" in regeln else Verweigert
        n = einzeln_als_zahl(argument)
        if "d" in regeln and not versatz and (0 if "e" in regeln else 1) <= n < _SICHERER_TAG:
            raise Verweigert  # vor dem 1. März 1900 zählt die Maschine anders
        return float(math.floor(n)) if "i" in regeln else n

    return als_zahl


def _ganze_nummer(wert: Any) -> Any:
    """Eine Nummer ohne Nachkommastellen oder ein Text, wie er ist; sonst ist offen, was Excel nimmt."""
    if isinstance(wert, dict):
        raise Fehlerwert(wert)
    if isinstance(wert, str) or (type(wert) is float and wert.is_integer()):
        return wert
    raise Verweigert


def rechenwert_lesend(datum_1904: bool) -> Callable[..., Any]:
    """`RECHENWERT` für eine Mappe mit dieser Zählung der Tage."""
    versatz = TAGE_1904 if datum_1904 else 0

    def rechenwert(wert: Any) -> Any:
        if isinstance(wert, str):
            return zahl(wert) - (versatz if ist_tag(wert) else 0)
        return 0.0 if wert is None else wert

    return je_wert(rechenwert)


class Tage:
    """Die Funktionen einer Mappe; mit 1904-Zählung ist der 01.01.1904 der Tag 0."""

    def __init__(self, datum_1904: bool) -> None:
        self._versatz = TAGE_1904 if datum_1904 else 0

    def _hinaus(self, seriell: float) -> float:
        if not 0 <= seriell - self._versatz <= _LETZTER - self._versatz:
            raise Fehlerwert("Num")
        return float(seriell - self._versatz)

    def _herein(self, wert: Any, wahrheit: bool = True) -> int:
        genau = zahl(wert, wahrheit) - (self._versatz if isinstance(wert, str) and ist_tag(wert) else 0)
        n = int(genau // 1)
        if genau - n > _MITTERNACHT:  # Excel rundet manchmal auf den nächsten Tag
            raise Verweigert
        if n < 0:
            raise Fehlerwert("Num")
        return n + self._versatz

    def wert(self, text: Any) -> float:
        """Die Zahl, der Tag oder die Uhrzeit in einem Text."""
        return zahl(text, wahrheit=False) - (self._versatz if isinstance(text, str) and ist_tag(text) else 0)

    def datum(self, jahr: Any, monat: Any, tag: Any) -> float:
        """Der Tag aus Jahr, Monat, Tag; was überläuft, zählt weiter."""
        j, m, t = (int(zahl(w) // 1) for w in (jahr, monat, tag))
        if not 0 <= j <= 9999:
            raise Fehlerwert("Num")
        return self._hinaus(_seriell(j + 1900 if j < 1900 else j, m, t))

    def edatum(self, anfang: Any, monate: Any) -> float:
        """Derselbe Tag so viele Monate später."""
        jahr, monat, tag = teile(self._herein(anfang, wahrheit=False))
        gesamt = jahr * 12 + monat - 1 + int(zahl(monate, wahrheit=False))
        ziel = gesamt // 12, gesamt % 12 + 1
        if not 1900 <= ziel[0] <= 9999:
            raise Fehlerwert("Num")
        return self._hinaus(_seriell(*ziel, min(tag, calendar.monthrange(*ziel)[1])))

    def monatsende(self, anfang: Any, monate: Any) -> float:
        """Der letzte Tag des Monats, so viele Monate später."""
        jahr, monat, _ = teile(self._herein(anfang, wahrheit=False))
        gesamt = jahr * 12 + monat + int(zahl(monate, wahrheit=False))
        if not 1900 * 12 < gesamt <= 9999 * 12 + 12:
            raise Fehlerwert("Num")
        if gesamt == 9999 * 12 + 12:
            return self._hinaus(_LETZTER)
        return self._hinaus(_seriell(gesamt // 12, gesamt % 12 + 1) - 1)

    def tage(self, ende: Any, anfang: Any) -> float:
        """Tage von einem bis zum anderen."""
        return float(self._herein(ende) - self._herein(anfang))

    def tage360(self, anfang: Any, ende: Any, europaeisch: Any = False) -> float:
        """Tage zwischen zweien, der Monat zu 30."""
        von, bis = teile(self._herein(anfang)), teile(self._herein(ende))
        eu = wahr(europaeisch)
        tag, tag_bis = von[2], bis[2]
        if eu:
            tag, tag_bis = min(tag, 30), min(tag_bis, 30)
        else:
            letzter_februar = von[1] == 2 and tag == calendar.monthrange(von[0], 2)[1]
            tag = 30 if letzter_februar or tag == 31 else tag
            if tag_bis == 31 and tag >= 30:
                tag_bis = 30
        return float((bis[0] - von[0]) * 360 + (bis[1] - von[1]) * 30 + tag_bis - tag)

    def wochentag(self, wert: Any, art: Any = 1.0) -> float:
        """Nummer des Wochentags, nach einer von zehn Zählungen."""
        tag, zaehlung = self._herein(wert), int(zahl(art))
        erster = {1: 6, 2: 0, 3: 0}.get(zaehlung, zaehlung - 11)  # 0 ist Montag
        if zaehlung not in (1, 2, 3, *range(11, 18)) or tag > _LETZTER:
            raise Fehlerwert("Num")
        seit_montag = (tag - 2) % 7  # Tag 2 war für Excel ein Montag
        return float((seit_montag - erster) % 7 + (zaehlung != 3))

    def jahr(self, wert: Any) -> float:
        """Das Jahr eines Tages."""
        return float(teile(self._herein(wert))[0])

    def monat(self, wert: Any) -> float:
        """Der Monat eines Tages."""
        return float(teile(self._herein(wert))[1])

    def tag(self, wert: Any) -> float:
        """Der Tag im Monat."""
        return float(teile(self._herein(wert))[2])


def uhrzeit(stunde: Any, minute: Any, sekunde: Any) -> float:
    """Anteil eines Tages; über 24 Stunden beginnt er neu."""
    teile_ = [int(zahl(w) // 1) for w in (stunde, minute, sekunde)]
    sekunden = teile_[0] * 3600 + teile_[1] * 60 + teile_[2]
    if sekunden < 0:
        raise Fehlerwert("Num")
    if max(teile_) > 32767:  # nach der Beschreibung ein Fehler, in manchen Mappen nicht
        raise Verweigert
    return sekunden % 86400 / 86400


def _zeitteil(teil: Callable[[int], int]) -> Callable[..., Any]:
    def ruf(wert: Any) -> float:
        n = zahl(wert)
        if n < 0:
            raise Fehlerwert("Num")
        sekunden = n % 1 * 86400
        if abs(sekunden - round(sekunden)) > 0.4:  # ob Excel hier auf- oder abrundet, ist offen
            raise Verweigert
        return float(teil(round(sekunden)))

    return ruf


stunde = _zeitteil(lambda s: s // 3600 % 24)
minute = _zeitteil(lambda s: s // 60 % 60)
sekunde = _zeitteil(lambda s: s % 60)
