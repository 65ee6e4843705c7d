"""Spalten und Zeilen einer Eingabetabelle: Bezüge, Summen und die Zustände einer Zeile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund.bau import bezug
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.einheiten import TEXT, Einheit, Formel, gemeinsam
from workbooks.bausteine.grund.worte import UNVOLLSTAENDIG


@dataclass(frozen=True)
class Spalte:
    """Eine Spalte: Eingabe mit `grenze` oder gerechnet mit `formel`, in der {beginn} die Zelle der Zeile ist."""

    schluessel: str
    kopf: str
    breite: float
    einheit: Einheit = TEXT
    grenze: Grenze | None = None
    formel: str = ""
    weg: str = ""  # Rechenweg in Worten
    pflicht: bool = False
    fehlt: str = ""  # Bedingung »fehlt« nur aus Eingaben, für eine gerechnete Pflichtspalte
    verborgen: bool = False
    luecke: bool = False  # gerechnet: ein Fehler darin macht diese Zeile nicht falsch

    @property
    def format(self) -> str:
        """Zahlenformat; es folgt aus der Einheit."""
        return self.einheit.format


@dataclass
class Tabelle:
    """Eine gebaute Tabelle: Bezüge auf ihre Spalten und Formeln über ihre Zeilen.

    Sie beginnt in Spalte `ab`; Hinweis und was ihm folgt in Spalte `anhang`, 0: gleich hinter den anderen.
    """

    blatt: Worksheet
    spalten: Sequence[Spalte]
    erste: int
    letzte: int
    ab: int = 1
    anhang: int = 0
    _nummern: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Spaltennummern merken."""
        namen = [s.schluessel for s in self.spalten]
        davor = namen.index("hinweis") if "hinweis" in namen else len(namen)
        anhang = self.anhang or self.ab + davor
        self._nummern = {
            name: self.ab + i if i < davor else anhang + i - davor for i, name in enumerate(namen)
        }

    def nummer(self, schluessel: str) -> int:
        """Nummer einer Spalte auf dem Blatt."""
        return self._nummern[schluessel]

    def buchstabe(self, schluessel: str) -> str:
        """Buchstabe einer Spalte."""
        return get_column_letter(self._nummern[schluessel])

    def zeile(self, nummer: int) -> dict[str, str]:
        """Schlüssel → Zelle in dieser Zeile, die Spalte fest."""
        return {name: f"${get_column_letter(spalte)}{nummer}" for name, spalte in self._nummern.items()}

    def davor(self, nummer: int) -> SimpleNamespace:
        """Die Zellen der Zeile darüber, leer in der ersten; gezählt, denn die Zeile selbst kann gelöscht werden."""
        spalten = {name: f"${get_column_letter(spalte)}" for name, spalte in self._nummern.items()}
        return SimpleNamespace(**{name: self._gezaehlt(s, nummer) for name, s in spalten.items()})

    def oben(self, nummer: int) -> SimpleNamespace:
        """Die Zellen der Zeile darüber ohne Umweg: für eine Kette, in der ein Ergebnis in die nächste Zeile geht."""
        return SimpleNamespace(**self.zeile(nummer - 1))

    def _gezaehlt(self, spalte: str, nummer: int) -> str:
        davor = f"ROWS({spalte}${self.erste}:{spalte}{nummer})-1"
        return f'IF({davor}<1,"",INDEX({spalte}${self.erste}:{spalte}${self.letzte},{davor}))'

    def bereich(self, schluessel: str) -> str:
        """Alle Zeilen einer Spalte, absolut mit Blatt."""
        return self.block(schluessel, schluessel)

    def block(self, von: str, bis: str) -> str:
        """Alle Zeilen mehrerer Spalten."""
        return bezug(self.blatt, self.ort(von, bis))

    def ort(self, von: str, bis: str = "") -> str:
        """Alle Zeilen einer oder mehrerer Spalten, ohne Blatt: für Namen."""
        return f"{self.buchstabe(von)}{self.erste}:{self.buchstabe(bis or von)}{self.letzte}"

    def anzahl(self, hinweis: str) -> str:
        """Formel: Zeilen, deren Hinweis so beginnt."""
        return f'COUNTIF({self.bereich("hinweis")},"{hinweis}*")'

    @property
    def leer(self) -> str:
        """Bedingung: keine Zeile belegt."""
        return f'COUNTIF({self.bereich("hinweis")},"?*")=0'

    def wenn_vollstaendig(self, formel: str) -> str:
        """Formel, die leer bleibt, solange keine Zeile belegt oder eine unvollständig ist."""
        return f'IF(OR({self.leer},{self.anzahl(UNVOLLSTAENDIG)}>0),"",{formel})'

    def gesamt(self, schluessel: str | tuple[str, ...], *, wo: str = "") -> Formel:
        """Formel: Summe von Spalten; leer auch, wenn keine Zeile gerechnet ist, etwa weil ein Parameter fehlt."""
        summe = self.summe(schluessel, wo=wo)
        b = self.bereich(schluessel if isinstance(schluessel, str) else schluessel[0])
        return Formel(self.wenn_vollstaendig(f'IF({keine_zahl(b)},"",{summe})'), summe.einheit)

    def belegte(self, schluessel: str) -> str:
        """Formel: Zeilen mit einer Zahl in der Spalte; ein Fehler bleibt einer, ANZAHL allein überginge ihn."""
        return f"COUNT({self.bereich(schluessel)})+0*SUM({self.bereich(schluessel)})"

    def summe(self, schluessel: str | tuple[str, ...], *, wo: str = "") -> Formel:
        """Formel: Summe von Spalten einer Einheit über die Zeilen, für die `wo` gilt; Fehler bleiben Fehler.

        Fehler: ValueError, wenn ihre Einheiten verschieden sind oder sich nicht zusammenzählen lassen.
        """
        namen = (schluessel,) if isinstance(schluessel, str) else schluessel
        einheit = gemeinsam((s.schluessel, s.einheit) for s in self.spalten if s.schluessel in namen)
        teile = (self.bereich(name) for name in namen)
        art = f"SUMPRODUCT(({wo})*1,{{}})" if wo else "SUM({})"
        return Formel("+".join(art.format(teil) for teil in teile), einheit)


def keine_zahl(bereich: str) -> str:
    """Bedingung: im Bereich steht weder eine Zahl noch ein Fehler; ein Fehler darf nicht als leer durchgehen."""
    return f"AND(COUNT({bereich})=0,NOT(ISERROR(SUM({bereich}))))"
