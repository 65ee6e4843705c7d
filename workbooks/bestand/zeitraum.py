"""Der Zeitraum einer Auswertung, in Abschnitten, und seine Stücke, in denen sich kein hinterlegter Wert ändert."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from calc import parameter
from workbooks.bestand.werte import PARAMETER

HOECHSTENS_JAHRE = 30


class Abschnitt(NamedTuple):
    """Ein Monat oder ein Jahr, soweit er im Zeitraum liegt; beide Tage zählen."""

    von: date
    bis: date

    @property
    def tage(self) -> int:
        """Tage des Abschnitts."""
        return (self.bis - self.von).days + 1

    def name(self, nach: str) -> str:
        """»2026«, »01.2026«, oder die Tage, wo es kein ganzer ist."""
        ganz = _abschnitte(date(self.von.year, 1, 1), date(self.von.year, 12, 31), nach)
        if self in ganz:
            return f"{self.von:%Y}" if nach == "jahr" else f"{self.von:%m.%Y}"
        return f"{self.von:%d.%m.%Y}–{self.bis:%d.%m.%Y}"


class Stueck(NamedTuple):
    """Ein Teil eines Abschnitts, in dem überall dieselben Werte gelten; Tage als fortlaufende Nummern."""

    abschnitt: int
    von: int
    bis: int

    @property
    def stichtag(self) -> date:
        """Sein erster Tag."""
        return date.fromordinal(self.von)

    @property
    def tage_im_jahr(self) -> int:
        """Tage des Kalenderjahres, in dem es liegt."""
        jahr = self.stichtag.year
        return (date(jahr + 1, 1, 1) - date(jahr, 1, 1)).days


class Zeitraum:
    """Von bis, beide Tage zählen, nach Monat oder Jahr. Fehler: ValueError."""

    def __init__(self, von: date, bis: date, nach: str) -> None:
        if bis < von:
            raise ValueError("Der Zeitraum endet, bevor er beginnt.")
        if bis.year - von.year >= HOECHSTENS_JAHRE:
            raise ValueError(f"Der Zeitraum hat mehr als {HOECHSTENS_JAHRE} Jahre.")
        self.von, self.bis, self.nach = von, bis, nach
        self.abschnitte = _abschnitte(von, bis, nach)
        self.stuecke = [s for n, a in enumerate(self.abschnitte) for s in _stuecke(n, a)]


def _abschnitte(von: date, bis: date, nach: str) -> list[Abschnitt]:
    gefunden = []
    while von <= bis:
        if nach == "jahr" or von.month == 12:
            danach = date(von.year + 1, 1, 1)
        else:
            danach = date(von.year, von.month + 1, 1)
        gefunden.append(Abschnitt(von, min(bis, danach - timedelta(1))))
        von = danach
    return gefunden


def _stuecke(nummer: int, a: Abschnitt) -> list[Stueck]:
    """Geteilt an jedem Tag, an dem sich in irgendeinem Land ein gebrauchter Wert ändert."""
    wechsel = {
        stand.ab
        for land in parameter.hinterlegte_laender()
        for name, p in parameter.laden(land).items()
        if name in PARAMETER
        for stand in p.staende
        if a.von < stand.ab <= a.bis
    }
    anfaenge = [a.von.toordinal(), *sorted(tag.toordinal() for tag in wechsel)]
    enden = [tag - 1 for tag in anfaenge[1:]] + [a.bis.toordinal()]
    return [Stueck(nummer, von, bis) for von, bis in zip(anfaenge, enden, strict=True)]
