"""Was eine Vorlage ist: Land, Gegenstand, zeitlicher Rahmen, Worte und Beispiel, und wer ihre Blätter füllt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from calc.parameter import laender
from workbooks.bausteine.grund.rahmen import Rahmen

Zeilen = tuple[tuple[object, ...], ...]


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
    tabellen: Mapping[str, Zeilen] = field(default_factory=dict)  # Listen einer Sondermappe, nach ihrem Namen
    eigene_werte: Mapping[str, tuple[object, str]] = field(default_factory=dict)
    nachmachen: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Vorlage:
    """Eine Vorlage; `fuellen` baut die Arbeitsblätter zwischen Deckblatt und Prüfung."""

    name: str
    land: str
    titel: str
    gegenstand: str
    rahmen: Rahmen
    fuellen: Callable[..., None]  # nimmt den Bau, der seinerseits die Vorlage kennt
    schritte: tuple[tuple[str, str], ...]
    quellen: tuple[tuple[str, str, str], ...]
    tabellen: tuple[str, ...]  # welche des `Umfang` sie hat
    variante: str = ""  # der Leistungssystematik; leer: eigene Blätter
    werte: tuple[Angabe, ...] = ()
    kurz: tuple[str, ...] = ()  # Ergebnisse der Kurzfassung
    # ihre Worte und Einheiten, wo kein Blatt Ergebnis sie nennt
    kurzworte: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    kurz_je: tuple[str, str, str] = ("", "", "")  # Namen der Leistungserbringer und ihrer Beträge, Wort dazu
    beispiel: Beispiel = field(default_factory=Beispiel)
    modul: Modul | None = None
    angaben: tuple[Freie, ...] = ()  # Blatt »Dienstplanmodell«
    individuell: bool = False  # Assistenz je Person (qA/uA)
    gemeinsam: bool = False  # Leistungen, die mehrere zugleich bekommen
    auslastung: str = ""  # welche der vier (`calc.begriffe`) gemeint ist, wo eine vorkommt
    # eine Mappe ohne Land mit den Vertragswerten eines Landes an einem Tag; None: gibt es nicht
    fuer_land: Callable[[Vorlage, str, date | None], Vorlage] | None = None
    # Blätter, die vor Kurzfassung und Prüfung dazukommen (`--mit`); nimmt den Bau
    anbau: Callable[..., None] | None = None
    anbau_schritte: tuple[tuple[str, str], ...] = ()  # stehen vor »Prüfung«
    arbeitszeit: bool = False  # Nettojahresarbeitszeit aus ihren Bestandteilen, mit und ohne Schichtdienst

    @property
    def landesname(self) -> str:
        """Name des Landes; eine Mappe ohne Land gilt in allen."""
        return "alle Länder" if self.land == laender.BUND else laender.name(self.land)

    @property
    def ende(self) -> str:
        """»gilt nur bis 31.12.2026«; »« , solange keine andere Systematik sie ablöst."""
        bis = self.rahmen.stand(None)[1]
        return f"gilt nur bis {bis:%d.%m.%Y}" if bis else ""

    def hindernis(self, stichtag: date | None) -> str:
        """Warum sie sich für diesen Tag nicht bauen lässt; »« , wenn doch."""
        grund = self.rahmen.hindernis(stichtag)
        return f"{self.landesname}, {self.titel}: {grund}" if grund else ""
