"""Ein Teil einer Kalkulation bringt seine Tabelle und seine Ergebniszeilen mit; aus allen entsteht die Summe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbooks.bausteine.blaetter.angebote import Anteil
from workbooks.bausteine.blaetter.ergebnis import Zeile, gesamt
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.spalte import Tabelle


@dataclass(frozen=True)
class Teil:
    """Eine Tabelle mit ihren Ergebnissen; `name` steckt in `ergebnis_stunden_NAME` und `ergebnis_vzae_NAME`."""

    name: str
    wort: str  # in der Summe: »individuelle Assistenz + Stundentafel«
    tabelle: Tabelle
    zeilen: tuple[Zeile, ...]
    bedingung: str = ""  # Zeilen, die zählen

    def quelle(self, spalte: str) -> tuple[Tabelle, str, str]:
        """Was davon in eine Spalte des Blatts »Angebote« kommt."""
        return self.tabelle, spalte, self.bedingung


def summenzeile(teile: Sequence[Teil], was: str, text: str, einheit: str) -> Zeile:
    """Die Summe der Ergebnisse `was` (stunden oder vzae) aller Teile."""
    name = "stunden_jahr" if was == "stunden" else was
    formel = gesamt([f"ergebnis_{was}_{t.name}" for t in teile], [t.tabelle for t in teile])
    weg = " + ".join(t.wort for t in teile)
    return Zeile(name, text, formel, einheit, zellen.STUNDEN, weg, "", True)


def anteil(kopf: str, spalte: str, teile: Sequence[Teil], abgleich: str) -> Anteil:
    """Eine Spalte des Blatts »Angebote«; `abgleich`: Ergebnis, das herauskommen muss, »« ohne."""
    return Anteil(kopf, zellen.STUNDEN, tuple(t.quelle(spalte) for t in teile), abgleich)
