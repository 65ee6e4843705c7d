"""Wodurch Stunden geteilt werden: die effektive Betreuungszeit je VZÄ, wo nötig mit und ohne Schichtdienst."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.ergebnis import Zeile
from workbooks.bausteine.blaetter.parameterblatt import parameterblatt, wochenbasis
from workbooks.bausteine.fach.arbeitszeit import arbeitszeit, netto
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.spalte import Tabelle

_DIREKT = "(1-{anteil_indirekt})"
_WEG = "Nettojahresarbeitszeit × (1 − Anteil indirekter Zeit)"


@dataclass(frozen=True)
class Fall:
    """Zeilen mit demselben Divisor: Bedingung an die Spalte »Schichtdienst« (leer: alle) und Name des Divisors.

    `formel`: der Divisor aus `{parameter}`; `endung` und `wort` unterscheiden, was nach Fällen getrennt ist.
    """

    bedingung: str
    name: str
    formel: str
    endung: str = ""
    wort: str = ""

    def zeilen(self, t: Tabelle) -> str:
        """Bedingung: die Zeilen der Tabelle, die dazugehören; leer: alle."""
        return f"{t.bereich('schicht')}{self.bedingung}" if self.bedingung else ""


@dataclass(frozen=True)
class Divisor:
    """Stunden je VZÄ: `formel` je Zeile einer Tabelle, `wort` für Rechenwege; dazu die Ergebniszeilen."""

    formel: str
    wort: str
    vorweg: tuple[Zeile, ...]
    jahresstunden: Zeile
    faelle: tuple[Fall, ...] = (Fall("", "betreuungszeit", f"({{njaz}}*{_DIREKT})"),)


def grundlage(bau: Bau, stelle: str = "VZÄ") -> Divisor:
    """Das Blatt »Parameter«, wenn die Vorlage es will auch »Nettojahresarbeitszeit«, und der Divisor daraus.

    `stelle`: wie eine Vollzeitstelle in diesem Vertrag heißt.
    """
    blatt, letzte = parameterblatt(bau)
    if not bau.vorlage.arbeitszeit:
        wort = f"Effektive Betreuungszeit je {stelle}"
        _betreuungszeit(bau, blatt, letzte + 2, wort, "parameter_njaz", "betreuungszeit")
        wochenbasis(bau, "njaz")
        zeile = Zeile(
            "jahresstunden_vzae",
            wort,
            "betreuungszeit",
            "Std./Jahr",
            zellen.STUNDEN,
            _WEG,
            "Blatt Parameter",
        )
        return Divisor("betreuungszeit", "effektive Betreuungszeit", (), zeile)
    for z, (wort, njaz, name) in enumerate(
        (("mit", "njaz_schicht", "betreuungszeit_schicht"), ("ohne", "njaz", "betreuungszeit")), letzte + 2
    ):
        _betreuungszeit(bau, blatt, z, f"Effektive Betreuungszeit je VZÄ {wort} Schichtdienst", njaz, name)
    arbeitszeit(bau)
    wochenbasis(bau)
    return _mit_schichtdienst(bau.vorlage.land)


def _mit_schichtdienst(land: str) -> Divisor:
    weg, anlage = "Bruttojahresarbeitszeit − Ausfalltage × Stunden je Tag", "Nettojahresarbeitszeit"
    einheit, zahl = "Std./Jahr", zellen.STUNDEN
    vorweg = (
        Zeile("bjaz", "Bruttojahresarbeitszeit", "bjaz", einheit, zahl, "Wochen × Wochenstunden", anlage),
        Zeile(
            "njaz_schicht",
            "Nettojahresarbeitszeit mit Schichtdienst",
            "njaz_schicht",
            einheit,
            zahl,
            weg,
            anlage,
        ),
        Zeile("njaz", "Nettojahresarbeitszeit ohne Schichtdienst", "njaz", einheit, zahl, weg, anlage),
    )
    durchschnitt = Zeile(
        "jahresstunden_vzae",
        "Jahresstunden je VZÄ (Durchschnitt)",
        'IF(OR(ergebnis_vzae="",ergebnis_stunden_jahr="",ergebnis_vzae=0),"",ergebnis_stunden_jahr/ergebnis_vzae)',
        einheit,
        zahl,
        "Stunden gesamt ÷ Stellen gesamt",
    )
    je_zeile = 'IF({schicht}="nein",betreuungszeit,betreuungszeit_schicht)'
    wort = "Betreuungszeit je nach Schichtdienst"
    return Divisor(je_zeile, wort, vorweg, durchschnitt, _faelle(land))


def _faelle(land: str) -> tuple[Fall, ...]:
    mit, ohne = (f"({netto(land, schicht)}*{_DIREKT})" for schicht in (True, False))
    return (
        Fall('<>"nein"', "betreuungszeit_schicht", mit, "_schicht", "mit Schichtdienst"),
        Fall('="nein"', "betreuungszeit", ohne, "_tagdienst", "ohne Schichtdienst"),
    )


def _betreuungszeit(bau: Bau, blatt: Worksheet, z: int, wort: str, njaz: str, name: str) -> None:
    zellen.text(blatt[f"A{z}"], wort, fett=True)
    formel = f'=IF(OR({njaz}="",parameter_anteil_indirekt=""),"",EGH_BETREUUNGSZEIT({njaz},parameter_anteil_indirekt))'
    zellen.formelzelle(blatt[f"D{z}"], formel, zellen.STUNDEN, fett=True)
    zellen.text(blatt[f"E{z}"], "Std./Jahr")
    zellen.text(blatt[f"F{z}"], _WEG, grau=True)
    blatt.row_dimensions[z].height = 28
    bau.name(name, blatt, f"D{z}")
