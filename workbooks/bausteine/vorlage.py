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


@dataclass(frozen=True)
class Angabe:
    """Eine Zeile des Blatts »Parameter«: Name im Katalog (`werte.KATALOG`) und was hier anders ist als dort."""

    name: str
    text: str = ""
    pflicht: bool = True
    eigener: bool = True  # FALSE: der Vertragswert lässt sich nicht ersetzen


@dataclass(frozen=True)
class Modul:
    """Die Vorhalteleistungen eines Landes: Blatt, Liste in den Vertragswerten, Namen der Ergebnisse."""

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
    individuell: bool = False  # Assistenz je Person (qA/uA)
    arbeitszeit: bool = False  # Nettojahresarbeitszeit aus ihren Bestandteilen, mit und ohne Schichtdienst

    @property
    def landesname(self) -> str:
        """Name des Landes."""
        return laender.name(self.land)

    @property
    def ab(self) -> date:
        """Erster Tag, an dem alle Werte hinterlegt sind, die sie braucht."""
        return max(self._staende_je_wert(), default=[date.min], key=lambda tage: tage[0])[0]

    def staende(self) -> tuple[date, ...]:
        """Jeder Tag, ab dem sich etwas ändert, wovon sie abhängt: für jeden lässt sie sich bauen."""
        tage = {tag for tage in self._staende_je_wert() for tag in tage}
        tage |= {v.ab for v in vertrag.vertraege(self.land)}
        ab = self.ab
        return tuple(sorted({max(tag, ab) for tag in tage}))

    def stand(self, stichtag: date | None) -> tuple[date, date | None]:
        """Von wann bis wann der Stand gilt, der am Stichtag gilt (ohne Stichtag: der letzte); bis None: offen."""
        staende = self.staende()
        gueltig = [tag for tag in staende if stichtag is None or tag <= stichtag]
        von = gueltig[-1] if gueltig else staende[0]
        danach = [tag for tag in staende if tag > von]
        return von, danach[0] - timedelta(days=1) if danach else None

    def vertragsstand(self, stichtag: date | None) -> str:
        """Die geltenden Regelwerke in Worten."""
        namen = [v.name for v in vertrag.am(self.land, stichtag)]
        return "; ".join(namen) or "Vertragslage nicht hinterlegt"

    def _staende_je_wert(self) -> list[list[date]]:
        vorhanden = parameter.laden(self.land)
        return [[s.ab for s in vorhanden[name].staende] for name in self.parameter if name in vorhanden]
