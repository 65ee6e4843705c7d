"""Der zeitliche Rahmen einer Vorlage: welche Tage es für sie gibt. Was er auf dem Deckblatt fragt: `zeitteil`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from calc import parameter
from calc.parameter import vertrag

NEUTRAL = "neutral"
"""Variante für Länder, die nach Leistungstypen rechnen oder deren Systematik nicht gefunden ist."""

HOECHSTENS_JAHRE = 10
"""So lang darf eine Laufzeit sein."""


def variante_von(v: vertrag.Vertrag) -> str:
    """Die Variante, in der ein Regelwerk rechnet; »« für eines, von dem nicht bekannt ist, ob es in Kraft ist."""
    if v.status.startswith("unterzeichnet"):
        return ""
    return NEUTRAL if v.leistungssystematik in ("leistungstypen", "nicht_gefunden") else v.leistungssystematik


def varianten_von(v: vertrag.Vertrag) -> tuple[str, ...]:
    """Alle Varianten, in denen nach einem Regelwerk gerechnet werden kann, seine eigene zuerst."""
    return tuple(w for w in (variante_von(v), v.auch) if w and variante_von(v))


class Rahmen(Protocol):
    """Was jede Vorlage von ihrer Zeit wissen will."""

    def staende(self) -> tuple[date, ...]:
        """Jeder Tag, ab dem sie anders zu bauen ist; leer, wenn sie von keinem Vertragsstand abhängt."""

    def stand(self, stichtag: date | None) -> tuple[date | None, date | None]:
        """Von wann bis wann das gilt, wofür am Stichtag gebaut wird (ohne Stichtag: das letzte); None: offen."""

    def hindernis(self, stichtag: date | None) -> str:
        """Warum sie sich für diesen Tag nicht bauen lässt; »« , wenn doch."""

    def worte(self, stichtag: date | None) -> str:
        """Die geltenden Regelwerke; »« ohne Vertragsstand."""

    def benutzt(self) -> tuple[str, ...]:
        """Namen der Vertragswerte, mit denen gerechnet wird."""


@dataclass(frozen=True)
class Vertragszeit:
    """Stichtag und Zeitraum; gebaut wird für einen Vertragsstand des Landes.

    `parameter`: Namen der Vertragswerte, von denen die Vorlage abhängt; `beispieltag`: Beginn des Beispiels, wenn der
    Stand ihn enthält.
    """

    land: str
    variante: str
    parameter: tuple[str, ...]
    beispieltag: date = date(2025, 1, 1)

    @property
    def ab(self) -> date:
        """Erster Tag, an dem ihre Systematik gilt und alle Werte hinterlegt sind, die sie braucht."""
        werte = max(self._staende_je_wert(), default=[date.min], key=lambda tage: tage[0])[0]
        return max(werte, min(self._vertragstage(), default=date.min))

    def staende(self) -> tuple[date, ...]:
        """Jeder Tag, ab dem sich etwas ändert, wovon sie abhängt: für jeden lässt sie sich bauen."""
        ab = self.ab
        return tuple(sorted({max(tag, ab) for tag in self._wechsel() if self._gilt(max(tag, ab))}))

    def stand(self, stichtag: date | None) -> tuple[date, date | None]:
        """Von wann bis wann der Stand gilt, der am Stichtag gilt (ohne Stichtag: der letzte); bis None: offen."""
        staende = self.staende()
        gueltig = [tag for tag in staende if stichtag is None or tag <= stichtag]
        von = gueltig[-1] if gueltig else staende[0]
        danach = [tag for tag in self._wechsel() if tag > von]
        return von, danach[0] - timedelta(days=1) if danach else None

    def beispiel(self, stichtag: date | None) -> tuple[date, date]:
        """Stichtag und Beginn des Beispiels: ab `beispieltag`, wo der Stand ihn enthält, sonst ab dessen Beginn."""
        von, bis = self.stand(stichtag)
        erster = self.beispieltag
        im_stand = von <= erster and (bis is None or bis >= erster)
        tag = stichtag or (erster if im_stand else von)
        return tag, erster if im_stand and tag.year == erster.year else tag

    def ende(self, stichtag: date | None) -> date | None:
        """Letzter Tag, an dem Systematik und Werte des Stands gelten; ein neuer Name allein beendet nichts."""
        von = self.stand(stichtag)[0]
        werte = {tag for tage in self._staende_je_wert() for tag in tage}
        danach = [tag for tag in self._wechsel() if tag > von and (tag in werte or not self._gilt(tag))]
        return danach[0] - timedelta(days=1) if danach else None

    def hindernis(self, stichtag: date | None) -> str:
        """Warum sie sich für diesen Tag nicht bauen lässt; »« , wenn doch."""
        if stichtag is None:
            return ""
        if stichtag < self.ab:
            return f"Vertragslage und Werte sind erst ab {self.ab:%d.%m.%Y} hinterlegt."
        bis = self.stand(stichtag)[1]
        return f"gilt nur bis {bis:%d.%m.%Y}." if bis and bis < stichtag else ""

    def worte(self, stichtag: date | None) -> str:
        """Die geltenden Regelwerke in Worten."""
        gilt = vertrag.am(self.land, stichtag)
        dazu = [v for v in gilt if self.variante in varianten_von(v) or not varianten_von(v)]
        return "; ".join(v.name for v in dazu or gilt) or "Vertragslage nicht hinterlegt"

    def benutzt(self) -> tuple[str, ...]:
        """Die, von denen die Vorlage abhängt."""
        return self.parameter

    def _gilt(self, tag: date) -> bool:
        alle = vertrag.vertraege(self.land)
        return not alle or any(self.variante in varianten_von(v) for v in vertrag.am(self.land, tag))

    def _vertragstage(self) -> list[date]:
        return [v.ab for v in vertrag.vertraege(self.land) if self.variante in varianten_von(v)]

    def _wechsel(self) -> list[date]:
        """Tage, an denen sich ein Wert ändert oder die Regelwerke, nach denen sie rechnet."""
        tage = {tag for tage in self._staende_je_wert() for tag in tage}
        davor = None
        for tag in sorted({v.ab for v in vertrag.vertraege(self.land)}):
            jetzt = (self._gilt(tag), self.worte(tag))
            if jetzt != davor:
                tage.add(tag)
            davor = jetzt
        return sorted(tage)

    def _staende_je_wert(self) -> list[list[date]]:
        vorhanden = parameter.laden(self.land)
        return [[s.ab for s in vorhanden[name].staende] for name in self.parameter if name in vorhanden]


@dataclass(frozen=True)
class Laufzeit:
    """Ganze Jahre ab einem Monatsersten, ohne Vertragsstand; `beginn` und `jahre` sind die des Beispiels.

    `mit_monaten`: dazu Monate, bis zu elf.
    """

    beginn: date
    jahre: int
    mit_monaten: bool = False

    def staende(self) -> tuple[date, ...]:
        """Keine."""
        return ()

    def stand(self, stichtag: date | None) -> tuple[date, None]:
        """Ab dem Stichtag, ohne ihn ab dem Beginn des Beispiels."""
        return stichtag or self.beginn, None

    def hindernis(self, stichtag: date | None) -> str:  # noqa: ARG002  (Protocol)
        """Keines."""
        return ""

    def worte(self, stichtag: date | None) -> str:  # noqa: ARG002  (Protocol)
        """Keine."""
        return ""

    def benutzt(self) -> tuple[str, ...]:
        """Keine."""
        return ()


@dataclass(frozen=True)
class Ohne:
    """Keine Zeit: weder Stichtag noch Laufzeit."""

    def staende(self) -> tuple[date, ...]:
        """Keine."""
        return ()

    def stand(self, stichtag: date | None) -> tuple[date | None, None]:
        """Der Stichtag selbst."""
        return stichtag, None

    def hindernis(self, stichtag: date | None) -> str:  # noqa: ARG002  (Protocol)
        """Keines."""
        return ""

    def worte(self, stichtag: date | None) -> str:  # noqa: ARG002  (Protocol)
        """Keine."""
        return ""

    def benutzt(self) -> tuple[str, ...]:
        """Keine."""
        return ()


@dataclass(frozen=True)
class Stichtag(Ohne):
    """Nur ein Stichtag, an dem Vertragswerte gelten, etwa für eine Umrechnung.

    `beispiel`: der des Beispiels; `parameter`: die Werte, mit denen gerechnet wird.
    """

    beispiel: date
    parameter: tuple[str, ...] = ()

    def benutzt(self) -> tuple[str, ...]:
        """Die Werte."""
        return self.parameter

    def stand(self, stichtag: date | None) -> tuple[date, None]:
        """Ab dem Stichtag, ohne ihn ab dem des Beispiels."""
        return stichtag or self.beispiel, None
