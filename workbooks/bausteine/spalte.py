"""Spalten und Zeilen einer Eingabetabelle: Bezüge, Summen und die Zustände einer Zeile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import zellen
from workbooks.bausteine.bau import bezug
from workbooks.bausteine.eingabe import Grenze

OK, UNVOLLSTAENDIG, FALSCH = "ok", "unvollständig", "Wert prüfen"
BESTAETIGEN, BESTAETIGT = "bitte bestätigen", "bestätigt"
NICHT_PRUEFBAR = "nicht prüfbar: Add-in fehlt"


@dataclass(frozen=True)
class Spalte:
    """Eine Spalte: Eingabe mit `grenze` oder gerechnet mit `formel`, in der {beginn} die Zelle der Zeile ist."""

    schluessel: str
    kopf: str
    breite: float
    format: str = zellen.TEXT
    grenze: Grenze | None = None
    formel: str = ""
    weg: str = ""  # Rechenweg in Worten
    pflicht: bool = False
    fehlt: str = ""  # Bedingung »fehlt« nur aus Eingaben, für eine gerechnete Pflichtspalte
    verborgen: bool = False


@dataclass
class Tabelle:
    """Eine gebaute Tabelle: Bezüge auf ihre Spalten und Formeln über ihre Zeilen."""

    blatt: Worksheet
    spalten: Sequence[Spalte]
    erste: int
    letzte: int
    _buchstaben: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Spaltenbuchstaben merken."""
        self._buchstaben = {s.schluessel: get_column_letter(i) for i, s in enumerate(self.spalten, 1)}

    def buchstabe(self, schluessel: str) -> str:
        """Buchstabe einer Spalte."""
        return self._buchstaben[schluessel]

    def bereich(self, schluessel: str) -> str:
        """Alle Zeilen einer Spalte, absolut mit Blatt."""
        s = self._buchstaben[schluessel]
        return bezug(self.blatt, f"{s}{self.erste}:{s}{self.letzte}")

    def block(self, von: str, bis: str) -> str:
        """Alle Zeilen mehrerer Spalten."""
        return bezug(self.blatt, f"{self._buchstaben[von]}{self.erste}:{self._buchstaben[bis]}{self.letzte}")

    def anzahl(self, hinweis: str) -> str:
        """Formel: Zeilen, deren Hinweis so beginnt."""
        return f'COUNTIF({self.bereich("hinweis")},"{hinweis}*")'

    @property
    def leer(self) -> str:
        """Bedingung: keine Zeile belegt."""
        return f'COUNTIF({self.bereich("hinweis")},"?*")=0'

    def wenn_vollstaendig(self, formel: str) -> str:
        """Formel, die leer bleibt, solange keine Zeile belegt oder eine unvollständig ist."""
        return f'=IF(OR({self.leer},{self.anzahl(UNVOLLSTAENDIG)}>0),"",{formel})'

    def gesamt(self, schluessel: str, bedingung: str = "") -> str:
        """Formel: Summe einer Spalte; leer auch, wenn keine Zeile gerechnet ist, etwa weil ein Parameter fehlt."""
        b = self.bereich(schluessel)
        return self.wenn_vollstaendig(f'IF({keine_zahl(b)},"",{self.summe(schluessel, bedingung)})')

    def belegte(self, schluessel: str) -> str:
        """Formel: Zeilen mit einer Zahl in der Spalte; ein Fehler bleibt einer, ANZAHL allein überginge ihn."""
        return f"COUNT({self.bereich(schluessel)})+0*SUM({self.bereich(schluessel)})"

    def summe(self, schluessel: str, bedingung: str = "") -> str:
        """Formel: Summe einer Spalte über die Zeilen, für die `bedingung` gilt; Fehler bleiben Fehler."""
        if not bedingung:
            return f"SUM({self.bereich(schluessel)})"
        return f"SUMPRODUCT(({bedingung})*1,{self.bereich(schluessel)})"


def keine_zahl(bereich: str) -> str:
    """Bedingung: im Bereich steht weder eine Zahl noch ein Fehler; ein Fehler darf nicht als leer durchgehen."""
    return f"AND(COUNT({bereich})=0,NOT(ISERROR(SUM({bereich}))))"
