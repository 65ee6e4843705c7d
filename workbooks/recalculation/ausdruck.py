"""Eine Formel Stück für Stück zusammensetzen; Vergleiche und bedingte Summen werden dabei zu unseren Hilfsfunktionen.

Vergleichszeichen binden am schwächsten: In jeder Klammer und jedem Argument trennen sie Stücke, von links nach rechts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbooks.recalculation.bedingung import GESCHEITERT, MIT_BEDINGUNG, WENN
from workbooks.recalculation.vergleich import VERGLEICH, ZEICHEN

# Neben diesen vergleicht die Maschine wie Excel: leerer Text, 0, Anzahlen, Texte ohne Umlaut (nur gleich/ungleich).
_SICHER = re.compile(r'""|0|COUNT(?:A|BLANK|IFS?)?\([^()]*\)|(?:ROWS|COLUMNS)\([^()]*\)', re.I)
_GANZE_SPALTE = re.compile(r"(?:.*!)?\$?[A-Z]{1,3}:\$?[A-Z]{1,3}", re.I)
_GANZE_ZEILE = re.compile(r"(?:.*!)?\$?[0-9]+:\$?[0-9]+")
_FESTER_TEXT = re.compile(r'"[^"<>=#][^"]*"')  # ohne Vergleichszeichen, kein Fehler
_EINFACHER_TEXT = re.compile(r'"[\x20-\x21\x23-\x7e]*"')


@dataclass
class _Klammer:
    """Eine offene Klammer: was vor ihr steht, fertige Argumente, der laufende Ausdruck."""

    auf: str = ""
    fertig: list[str] = field(default_factory=list)
    links: str | None = None
    zeichen: str = ""
    stuecke: list[str] = field(default_factory=list)

    def ausdruck(self) -> str:
        """Der laufende Ausdruck als Text."""
        rechts = "".join(self.stuecke)
        if self.links is None:
            return rechts
        seiten = (self.links.strip(), rechts.strip())
        texte_gleich = self.zeichen in ("=", "<>") and any(_EINFACHER_TEXT.fullmatch(s) for s in seiten)
        if texte_gleich or any(_SICHER.fullmatch(s) for s in seiten):
            return f"{self.links}{self.zeichen}{rechts}"
        return f'{VERGLEICH}({self.links},"{self.zeichen}",{rechts})'


class Ausdruck:
    """Nimmt die übersetzten Stücke in ihrer Reihenfolge."""

    def __init__(self) -> None:
        self._offen = [_Klammer()]

    def stueck(self, text: str) -> None:
        """Ein Operand oder Rechenzeichen; ein Vergleichszeichen teilt."""
        oben = self._offen[-1]
        if text.strip() in ZEICHEN:
            oben.links, oben.zeichen, oben.stuecke = oben.ausdruck(), text.strip(), []
        else:
            oben.stuecke.append(text)

    def auf(self, text: str) -> None:
        """Klammer oder Funktion auf."""
        self._offen.append(_Klammer(text))

    def trenner(self, text: str) -> None:
        """Ein Argument ist zu Ende."""
        oben = self._offen[-1]
        oben.fertig.append(oben.ausdruck() + text)
        oben.links, oben.stuecke = None, []

    def zu(self, text: str) -> None:
        """Klammer zu."""
        klammer = self._offen.pop()
        argumente = "".join(klammer.fertig) + klammer.ausdruck()
        fertig = f"{klammer.auf}{argumente}{text}"
        name = klammer.auf[:-1].strip().upper()
        if name in MIT_BEDINGUNG:
            fertig = _mit_bedingung(name, fertig, [*(a[:-1] for a in klammer.fertig), klammer.ausdruck()])
        self._offen[-1].stuecke.append(fertig)

    def text(self) -> str:
        """Die ganze Formel."""
        return self._offen[0].ausdruck()


def _mit_bedingung(name: str, fertig: str, argumente: list[str]) -> str:
    """SUMIF & Co. mit ihrem Ergebnis in unserer Hilfsfunktion."""
    ganze = "".join(
        "1" if _GANZE_SPALTE.fullmatch(a.strip()) else "2" if _GANZE_ZEILE.fullmatch(a.strip()) else "0"
        for a in argumente
    )
    kriterien = argumente[1::2] if name.startswith("COUNT") else [""]
    if all(_FESTER_TEXT.fullmatch(k.strip()) for k in kriterien):
        return fertig  # das kann die Maschine
    # ein Fehler in ihr hielte die ganze Formel auf
    return f'{WENN}("{name}","{ganze}",IFERROR({fertig},"{GESCHEITERT}"),{",".join(argumente)})'
