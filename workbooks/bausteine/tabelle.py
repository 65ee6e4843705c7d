"""Eingabetabelle: je Zeile ein Fall, leere Zeilen bleiben leer, jede Zeile sagt selbst, was ihr fehlt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import zellen
from workbooks.bausteine.bau import Bau, bezug
from workbooks.bausteine.eingabe import Grenze

_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "_"})
OK, UNVOLLSTAENDIG, FALSCH, DOPPELT = "ok", "unvollständig", "Wert prüfen", "doppelt"


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
    eindeutig: bool = False


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
        """Formel: Zeilen mit diesem Hinweis."""
        return f'COUNTIF({self.bereich("hinweis")},"{hinweis}")'

    @property
    def leer(self) -> str:
        """Bedingung: keine Zeile belegt."""
        return f'COUNTIF({self.bereich("hinweis")},"?*")=0'

    def wenn_vollstaendig(self, formel: str) -> str:
        """Formel, die leer bleibt, solange keine Zeile belegt oder eine unvollständig ist."""
        return f'=IF(OR({self.leer},{self.anzahl(UNVOLLSTAENDIG)}>0),"",{formel})'

    def summe(self, schluessel: str, bedingung: str = "") -> str:
        """Formel: Summe einer Spalte über die Zeilen, für die `bedingung` gilt; Fehler bleiben Fehler."""
        if not bedingung:
            return f"SUM({self.bereich(schluessel)})"
        return f"SUMPRODUCT(({bedingung})*1,{self.bereich(schluessel)})"


def tabelle(
    bau: Bau,
    blatt: Worksheet,
    kopfzeile: int,
    spalten: Sequence[Spalte],
    anzahl: int,
    inhalt: Sequence[Sequence[object]],
) -> Tabelle:
    """Die Tabelle schreiben; `inhalt` füllt die Eingabespalten der ersten Zeilen. Meldet ihre Prüfungen an."""
    spalten = (*spalten, Spalte("hinweis", "Hinweis", 14, formel="-"))
    eingaben = [s for s in spalten if s.grenze]
    ergebnis = Tabelle(blatt, spalten, kopfzeile + 2, kopfzeile + 1 + max(anzahl, len(inhalt)))
    for nummer, spalte in enumerate(spalten, 1):
        zellen.kopfzelle(blatt.cell(kopfzeile, nummer), spalte.kopf)
        zellen.wegzelle(blatt.cell(kopfzeile + 1, nummer), spalte.weg)
        blatt.column_dimensions[get_column_letter(nummer)].width = spalte.breite
    blatt.row_dimensions[kopfzeile].height = 42
    blatt.row_dimensions[kopfzeile + 1].height = 36
    for zeile in range(ergebnis.erste, ergebnis.letzte + 1):
        nummer = zeile - ergebnis.erste
        werte = dict(
            zip(
                (s.schluessel for s in eingaben), inhalt[nummer] if nummer < len(inhalt) else (), strict=False
            )
        )
        _zeile(ergebnis, zeile, werte)
    for nummer, spalte in enumerate(spalten, 1):
        if spalte.grenze:
            buchstabe = get_column_letter(nummer)
            spalte.grenze.anwenden(blatt, f"{buchstabe}{ergebnis.erste}:{buchstabe}{ergebnis.letzte}")
    s = ergebnis.buchstabe("hinweis")
    hinweise = f"{s}{ergebnis.erste}:{s}{ergebnis.letzte}"
    zellen.rot_wenn(blatt, hinweise, f'AND({s}{ergebnis.erste}<>"",{s}{ergebnis.erste}<>"{OK}")')
    _pruefungen(bau, ergebnis)
    return ergebnis


def _zeile(t: Tabelle, zeile: int, werte: dict[str, object]) -> None:
    bezuege = {s.schluessel: f"${t.buchstabe(s.schluessel)}{zeile}" for s in t.spalten}
    for nummer, spalte in enumerate(t.spalten, 1):
        zelle = t.blatt.cell(zeile, nummer)
        rechts = spalte.format != zellen.TEXT
        if spalte.grenze:
            zellen.eingabezelle(zelle, werte.get(spalte.schluessel), spalte.format, rechts)
        elif spalte.schluessel == "hinweis":
            zellen.formelzelle(zelle, _hinweis(t, zeile), "General", rechts=False)
        else:
            zellen.formelzelle(
                zelle, "=" + spalte.formel.format_map(bezuege), spalte.format if rechts else "General", rechts
            )


def _hinweis(t: Tabelle, zeile: int) -> str:
    """Zustand der Zeile: leer, ok, unvollständig, Wert prüfen, doppelt."""
    zelle = {s.schluessel: f"${t.buchstabe(s.schluessel)}{zeile}" for s in t.spalten}
    gruppen = _gruppen(t, zeile)
    belegt = ",".join(bereich for _, bereich in gruppen)
    falsch = [b for b in (grenze.verletzt(bereich) for grenze, bereich in gruppen) if b]
    falsch.append(f"ISERROR(SUM({_gerechnet(t, zeile)}))")
    fehlt = [f'{zelle[s.schluessel]}=""' for s in t.spalten if s.pflicht]
    kern = f'IF(OR({",".join(fehlt)}),"{UNVOLLSTAENDIG}","{OK}")'
    for s in t.spalten:
        if s.eindeutig:
            b = t.buchstabe(s.schluessel)
            kern = f'IF(COUNTIF(${b}${t.erste}:${b}${t.letzte},{zelle[s.schluessel]})>1,"{DOPPELT}",{kern})'
    kern = f'IF(OR({",".join(falsch)}),"{FALSCH}",{kern})'
    return f'=IF(COUNTA({belegt})=0,"",IFERROR({kern},"{FALSCH}"))'


def _gerechnet(t: Tabelle, zeile: int) -> str:
    """Die gerechneten Spalten vor dem Hinweis, in dieser Zeile."""
    letzte = erste = len(t.spalten) - 1
    while t.spalten[erste - 2].grenze is None:
        erste -= 1
    return f"${get_column_letter(erste)}{zeile}:${get_column_letter(letzte)}{zeile}"


def _gruppen(t: Tabelle, zeile: int) -> list[tuple[Grenze, str]]:
    """Zusammenhängende Eingabespalten gleicher Grenze als ein Bereich der Zeile."""
    gruppen: list[tuple[Grenze, int, int]] = []
    for nummer, spalte in enumerate(t.spalten, 1):
        if spalte.grenze is None:
            continue
        if (
            gruppen
            and spalte.grenze.art == "zahl"
            and gruppen[-1][0] == spalte.grenze
            and gruppen[-1][2] == nummer - 1
        ):
            gruppen[-1] = (spalte.grenze, gruppen[-1][1], nummer)
        else:
            gruppen.append((spalte.grenze, nummer, nummer))
    return [
        (g, f"${get_column_letter(a)}{zeile}" + (f":${get_column_letter(b)}{zeile}" if b > a else ""))
        for g, a, b in gruppen
    ]


def _pruefungen(bau: Bau, t: Tabelle) -> None:
    name = t.blatt.title
    bau.pflicht.append((f"Blatt {name}: jede begonnene Zeile vollständig", f"{t.anzahl(UNVOLLSTAENDIG)}=0"))
    bau.werte_falsch.append(f"{t.anzahl(FALSCH)}>0")
    if any(s.eindeutig for s in t.spalten):
        bau.pruefung(
            "fallnummern",
            f"Blatt {name}: keine Fallnummer steht doppelt",
            f"{t.anzahl(DOPPELT)}=0",
            "Zeilen mit dem Hinweis »doppelt« zusammenfassen oder die Fallnummer ergänzen.",
        )
    haupt = next(s.schluessel for s in t.spalten if s.pflicht)
    bau.pruefung(
        f"zeilen_{_ascii(name)}",
        f"Blatt {name}: jede belegte Zeile wird gerechnet",
        f'SUMPRODUCT(({t.bereich(haupt)}<>"")*({t.bereich("hinweis")}=""))=0',
        "In eingefügte Zeilen die grauen Formeln der Nachbarzeile kopieren (Blattschutz hat kein Kennwort).",
    )


def _ascii(name: str) -> str:
    return name.lower().removeprefix("intern_").translate(_ASCII)
