"""Eingabehilfen: Auswahllisten und Grenzen mit Hinweistext, und dieselbe Grenze als Bedingung für die Prüfung."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_EINE_ZELLE = re.compile(r"(?:.*!)?\$?[A-Z]{1,3}\$?[0-9]+|\{\w+\}")


@dataclass(frozen=True)
class Grenze:
    """Was in einer Eingabe erlaubt ist: `art` "zahl", "zeit", "tag", "liste" oder "text"."""

    art: str
    hinweis: str = ""
    von: str = ""
    bis: str = ""
    liste: str = ""

    def anwenden(self, blatt: Worksheet, bereich: str) -> None:
        """Gültigkeitsprüfung mit Eingabehinweis auf einen Bereich legen."""
        art = {"zahl": "decimal", "zeit": "time", "tag": "date", "liste": "list", "text": "textLength"}[
            self.art
        ]
        if self.art == "liste":
            regel = DataValidation(type=art, formula1=self.liste, allow_blank=True)
        elif self.art == "text":
            regel = DataValidation(type=art, operator="lessThanOrEqual", formula1="250", allow_blank=True)
        else:
            regel = DataValidation(
                type=art, operator="between", formula1=self.von, formula2=self.bis, allow_blank=True
            )
        regel.promptTitle = regel.errorTitle = "Eingabe"
        regel.prompt = self.hinweis or None
        regel.error = self.hinweis or "Dieser Wert ist hier nicht erlaubt."
        regel.showInputMessage, regel.showErrorMessage = bool(self.hinweis), True
        regel.add(bereich)
        blatt.add_data_validation(regel)

    def verletzt(self, bereich: str) -> str:
        """Bedingung, die WAHR ist, wenn im Bereich (eine Zeile) etwas Unerlaubtes steht; "" ohne Grenze."""
        if self.art == "text":
            return ""
        if self.art == "liste":
            # 0+: ein einzelnes WAHR oder FALSCH ist in Excel nie gleich 0
            erlaubt = "0+" + "+".join(f'({bereich}="{w}")' for w in self.liste.strip('"').split(","))
            if not self.liste.startswith('"'):
                erlaubt = f"SUMPRODUCT(--({self.liste}={bereich}))"
            return f'IF({bereich}="",FALSE,{erlaubt}=0)'
        if _EINE_ZELLE.fullmatch(
            bereich
        ):  # ein leerer Text (eingefügte Werte einer Formel) ist leer, nicht falsch
            leer = f'IF(ISTEXT({bereich}),{bereich}="",COUNTA({bereich})=0)'
            return f"IF({leer},FALSE,OR(NOT(ISNUMBER({bereich})),{bereich}<{self.von},{bereich}>{self.bis}))"
        return (
            f"IF(COUNTA({bereich})=0,FALSE,OR(COUNT({bereich})<>COUNTA({bereich}),"
            f"MIN({bereich})<{self.von},MAX({bereich})>{self.bis}))"
        )


def zahl(von: float, bis: float, hinweis: str) -> Grenze:
    """Zahl von … bis …"""
    return Grenze("zahl", hinweis, f"{von:.15g}", f"{bis:.15g}")


def auswahl(*werte: str, hinweis: str = "") -> Grenze:
    """Einer der Werte."""
    return Grenze("liste", hinweis or f"Möglich: {', '.join(werte)}.", liste=f'"{",".join(werte)}"')


def aus_liste(bezug: str, hinweis: str) -> Grenze:
    """Ein Eintrag aus einem Bereich der Mappe."""
    return Grenze("liste", hinweis, liste=bezug)


ANTEIL = zahl(0, 1, "Anteil von 0 % bis 100 %.")
ZEIT = Grenze("zeit", "Uhrzeit, z. B. 22:00; ein Ende um Mitternacht als 24:00.", "0", "1")
TAG = Grenze("tag", "Datum, z. B. 01.01.2026.", "36526", "73050")  # 01.01.2000 bis 31.12.2099
TAG_OFFEN = Grenze(
    "tag", "Datum; ein Ende 31.12.9999 heißt: läuft noch.", "18264", "2958465"
)  # ab 01.01.1950
TEXT = Grenze("text")
