"""Einheiten der Spalten und Ergebnisse und wie ihre Zahlen aussehen; die Liste ist geschlossen.

`Formel` weiß, in welcher Einheit ihr Wert ist: eine Summe über Verschiedenes fällt beim Bauen auf, nicht erst im Blatt.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Self

from workbooks.bausteine.grund import zellen


class Einheit(NamedTuple):
    """Wort und Zahlenformat; zwei mit demselben Wort sind dieselbe Einheit, verschieden genau gezeigt."""

    wort: str
    format: str
    summierbar: bool = True


_GLEICH = {
    "VK": "VZÄ",
    "EUR/Jahr": "EUR",
}  # in den Ländern anders geschrieben; Beträge sind immer die eines Jahres
_ZWEI, _VIER, _GANZ = zellen.BETRAG, zellen.VZAE, "#,##0"
TEXT = Einheit("Text", zellen.TEXT, summierbar=False)
OHNE = Einheit("", "General", summierbar=False)  # gerechneter Text, Prüfwert
EUR, EUR_GANZ = Einheit("EUR", _ZWEI), Einheit("EUR", _GANZ)
EUR_ZEICHEN = Einheit("EUR", zellen.EURO)
EUR_JE_ZEICHEN = Einheit("EUR je Einheit", zellen.EURO, summierbar=False)
EUR_JE = Einheit("EUR je Einheit", _ZWEI, summierbar=False)
# ein freies Jahr ist im Bild ein Text, also 0: ohne Beschriftung
EUR_JE_LUECKE = Einheit("EUR je Einheit", '#,##0;-#,##0;""', summierbar=False)
TEUR = Einheit("TEUR", _GANZ)
STD_TAG, STD_WOCHE, STD_JAHR = (
    Einheit("Std./Tag", _ZWEI),
    Einheit("Std./Woche", _ZWEI),
    Einheit("Std./Jahr", _ZWEI),
)
MIN_WOCHE = Einheit("Min./Woche", _GANZ)
VZAE, VZAE_ZWEI = Einheit("VZÄ", _VIER), Einheit("VZÄ", _ZWEI)
TAGE_JAHR, TAGE_WOCHE = Einheit("Tage/Jahr", _ZWEI), Einheit("Tage/Woche", zellen.ZAHL)
PERSONEN, PERSONEN_GANZ = Einheit("Personen", zellen.ZAHL), Einheit("Personen", _GANZ)
ANZAHL = Einheit("Anzahl", _GANZ)
FAELLE, FAELLE_NULL = Einheit("Fälle", _GANZ), Einheit("Fälle", "0")
PLAETZE, PLAETZE_MEHR = Einheit("Plätze", _GANZ), Einheit("Plätze", "+#,##0;-#,##0;0")
MENGE = Einheit("je nach Zeile", _ZWEI, summierbar=False)  # Tage, Stunden, Monate nebeneinander
VERHAELTNIS = Einheit("1 :", zellen.ZAHL, summierbar=False)
JE = Einheit("je", "#,##0.0", summierbar=False)
ANTEIL = Einheit("Anteil", zellen.ANTEIL, summierbar=False)
PROZENT = Einheit("Anteil", zellen.PROZENT, summierbar=False)
JAHR, NUMMER = Einheit("Jahr", "0", summierbar=False), Einheit("Nummer", "0", summierbar=False)
TAG, UHRZEIT = (
    Einheit("Tag", zellen.DATUM, summierbar=False),
    Einheit("Uhrzeit", zellen.UHRZEIT, summierbar=False),
)


class Formel(str):
    """Formel (ohne =) mit der Einheit ihres Werts."""

    __slots__ = ("einheit",)
    einheit: Einheit

    def __new__(cls, text: str, einheit: Einheit) -> Self:
        """Text und Einheit."""
        formel = super().__new__(cls, text)
        formel.einheit = einheit
        return formel


def gemeinsam(einheiten: Iterable[tuple[str, Einheit]]) -> Einheit:
    """Die eine Einheit von (Spalte, Einheit), die sich zusammenzählen lassen. Fehler: ValueError."""
    alle = list(einheiten)
    worte = ", ".join(f"{name} [{e.wort}]" for name, e in alle)
    if len({e.wort for _, e in alle}) != 1 or not all(e.summierbar for _, e in alle):
        raise ValueError(f"Diese Spalten lassen sich nicht zusammenzählen: {worte}.")
    return alle[0][1]


def passt(name: str, formel: str, wort: str) -> None:
    """Ob ein Ergebnis in der Einheit steht, in der es gerechnet ist. Fehler: ValueError."""
    if formel.startswith("="):
        raise ValueError(f"{name}: Formeln stehen ohne Gleichheitszeichen, bis sie in eine Zelle kommen.")
    if isinstance(formel, Formel) and formel.einheit.wort != _GLEICH.get(wort, wort):
        raise ValueError(f"{name} ist in {formel.einheit.wort} gerechnet und soll in {wort} stehen.")
