"""Was eine Vorlage ist: ein Land, eine Variante, Worte und Beispiel; und für welche Vertragsstände es sie gibt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calc import parameter
from calc.parameter import laender, vertrag

if TYPE_CHECKING:
    from workbooks.bausteine.bau import Bau

Zeilen = tuple[tuple[object, ...], ...]


_ANFANG = date(2000, 1, 1)  # frühester Tag einer Sondermappe
NEUTRAL = "neutral"
"""Variante für Länder, die nach Leistungstypen rechnen oder deren Systematik nicht gefunden ist."""


def variante_von(v: vertrag.Vertrag) -> str:
    """Die Variante, in der ein Regelwerk rechnet; »« für eines, von dem nicht bekannt ist, ob es in Kraft ist."""
    if v.status.startswith("unterzeichnet"):
        return ""
    return NEUTRAL if v.leistungssystematik in ("leistungstypen", "nicht_gefunden") else v.leistungssystematik


@dataclass(frozen=True)
class Angabe:
    """Eine Zeile des Blatts »Parameter«: Name im Katalog (`werte.KATALOG`) und was hier anders ist als dort."""

    name: str
    text: str = ""
    pflicht: bool = True
    eigener: bool = True  # FALSE: der Vertragswert lässt sich nicht ersetzen
    nur_hinterlegt: bool = False  # TRUE: nur in Ländern, die einen Wert haben


@dataclass(frozen=True)
class Freie:
    """Eine Angabe, aus der nichts gerechnet wird: eine Zahl von … bis, ein Wort der Auswahl oder Text."""

    name: str
    text: str
    von: float | None = None
    bis: float | None = None
    auswahl: tuple[str, ...] = ()


@dataclass(frozen=True)
class Modul:
    """Die Vorhalteleistungen eines Landes: Blatt, Liste in den Vertragswerten (leer: eigene), Namen der Ergebnisse."""

    blatt: str
    leistungen: str
    name: str
    kurz: str
    weitere: str


@dataclass(frozen=True)
class Beispiel:
    """Womit `--beispiel` füllt; je Tabelle Zeilen, deren Zellen in der Reihenfolge der Eingabespalten stehen."""

    angebote: tuple[str, ...] = ()
    dienste: Zeilen = ()
    personen: Zeilen = ()
    leistungen: tuple[str, ...] = ()
    weitere: Zeilen = ()
    eigene_werte: Mapping[str, tuple[object, str]] = field(default_factory=dict)
    nachmachen: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Vorlage:
    """Eine Vorlage; `fuellen` baut die Arbeitsblätter zwischen Deckblatt und Prüfung."""

    name: str
    land: str
    variante: str
    titel: str
    leistungssystematik: str
    werte: tuple[Angabe, ...]
    kurz: tuple[str, ...]  # Ergebnisse der Kurzfassung
    parameter: tuple[str, ...]  # Namen der Vertragswerte, von denen sie abhängt
    schritte: tuple[tuple[str, str], ...]
    quellen: tuple[tuple[str, str, str], ...]
    fuellen: Callable[[Bau], None]
    beispiel: Beispiel = field(default_factory=Beispiel)
    modul: Modul | None = None
    angaben: tuple[Freie, ...] = ()  # Blatt »Dienstplanmodell«
    individuell: bool = False  # Assistenz je Person (qA/uA)
    laufzeit: tuple[date, int] | None = None  # nur eine Sondermappe: Beginn und Jahre ihres Beispiels
    arbeitszeit: bool = False  # Nettojahresarbeitszeit aus ihren Bestandteilen, mit und ohne Schichtdienst

    @property
    def sonder(self) -> bool:
        """Sondermappe: Laufzeit statt Vertragsstand, keine Vertragswerte."""
        return self.laufzeit is not None

    @property
    def landesname(self) -> str:
        """Name des Landes."""
        return laender.name(self.land)

    @property
    def ab(self) -> date:
        """Erster Tag, an dem ihre Systematik gilt und alle Werte hinterlegt sind, die sie braucht."""
        if self.sonder:
            return _ANFANG
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

    def hindernis(self, stichtag: date | None) -> str:
        """Warum sie sich für diesen Tag nicht bauen lässt; »« , wenn doch."""
        if stichtag is None:
            return ""
        was = f"{self.landesname}, {self.titel}"
        if stichtag < self.ab:
            return f"{was}: Vertragslage und Werte sind erst ab {self.ab:%d.%m.%Y} hinterlegt."
        bis = self.stand(stichtag)[1]
        if bis and bis < stichtag:
            return f"{was}: gilt nur bis {bis:%d.%m.%Y}."
        return ""

    def _gilt(self, tag: date) -> bool:
        alle = vertrag.vertraege(self.land)
        return (
            self.sonder or not alle or self.variante in {variante_von(v) for v in vertrag.am(self.land, tag)}
        )

    def _vertragstage(self) -> list[date]:
        return [v.ab for v in vertrag.vertraege(self.land) if variante_von(v) == self.variante]

    def _wechsel(self) -> list[date]:
        """Tage, an denen sich ein Wert ändert oder die Regelwerke, nach denen sie rechnet."""
        if self.sonder:
            return [_ANFANG]
        tage = {tag for tage in self._staende_je_wert() for tag in tage}
        davor = None
        for tag in sorted({v.ab for v in vertrag.vertraege(self.land)}):
            jetzt = (self._gilt(tag), self.vertragsstand(tag))
            if jetzt != davor:
                tage.add(tag)
            davor = jetzt
        return sorted(tage)

    def vertragsstand(self, stichtag: date | None) -> str:
        """Die geltenden Regelwerke in Worten."""
        gilt = vertrag.am(self.land, stichtag)
        namen = [v.name for v in gilt if variante_von(v) in (self.variante, "")] or [v.name for v in gilt]
        return "; ".join(namen) or "Vertragslage nicht hinterlegt"

    def _staende_je_wert(self) -> list[list[date]]:
        vorhanden = parameter.laden(self.land)
        return [[s.ab for s in vorhanden[name].staende] for name in self.parameter if name in vorhanden]
