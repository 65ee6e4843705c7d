"""Ein Ergebnis als eine Formel, in der sich jeder eigene Wert durch den des Vertrags ersetzen lässt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Menge:
    """Eine Größe, in der kein Vertragswert steckt, etwa Stunden je Woche einer Art: Name `menge_X` und Formel."""

    name: str
    text: str
    formel: str
    einheit: str = "Std./Woche"


@dataclass(frozen=True)
class Abweichung:
    """Eine Zeile, ohne = in den Formeln; `ersatz`: was statt eines {Platzhalters} steht, wenn der eigene Wert fehlt.

    `da`: ein eigener Wert ist eingetragen; `moeglich`: der Vertrag hat einen, der an seine Stelle tritt.
    """

    name: str
    text: str
    vertrag: str
    eigen: str
    da: str
    moeglich: str
    ersatz: Mapping[str, str]
    einheit: str = ""
    format: str = "General"
    quelle: str = '""'
    grund: str = '""'


@dataclass(frozen=True)
class Rechnung:
    """Ein Ergebnis als eine Formel aus `{parameter}` und Mengen, noch einmal ohne die Tabellen und ohne das Add-in.

    `sonst`: was für Platzhalter steht, die keine Parameter sind; `weitere`: eigene Werte außerhalb der Parameter.
    """

    ergebnis: str
    stellen: str
    mengen: tuple[Menge, ...] = ()
    sonst: Mapping[str, str] = field(default_factory=dict)
    weitere: tuple[Abweichung, ...] = ()

    def formel(self, ersatz: Mapping[str, str]) -> str:
        """Die Formel (ohne =); ein Parameter ohne Ersatz ist der, der gilt."""
        werte, text = {**self.sonst, **ersatz}, self.stellen
        while "{" in text:
            text = re.sub(r"\{(\w+)\}", lambda m: werte.get(m[1], f"N(parameter_{m[1]})"), text)
        return text
