"""Der gemeinsame Schluss jeder Vorlage: Ergebnis, Angebote, Kurzfassung, Prüfung, Quellen, Hilfe."""

from __future__ import annotations

from collections.abc import Sequence

from workbooks.bausteine.abweichungen import Rechnung, abweichungen
from workbooks.bausteine.angebote import Anteil, angebote
from workbooks.bausteine.bau import Bau
from workbooks.bausteine.bruecke import Groessen
from workbooks.bausteine.ergebnis import Zeile, ergebnis
from workbooks.bausteine.hilfe import hilfe
from workbooks.bausteine.kurzfassung import kurzfassung
from workbooks.bausteine.pruefung import pruefung
from workbooks.bausteine.quellen import quellen


def abschliessen(
    bau: Bau, zeilen: Sequence[Zeile], anteile: Sequence[Anteil], groessen: Groessen, rechnung: Rechnung
) -> None:
    """Die letzten Blätter; `groessen` nennt die Ergebnisse der Brücke, `rechnung` die Formel der Abweichungen."""
    ergebnis(bau, zeilen, groessen)
    angebote(bau, anteile)
    abweichungen(bau, rechnung, next(z.einheit for z in zeilen if z.name == rechnung.ergebnis))
    kurzfassung(bau, [next(z for z in zeilen if z.name == name) for name in bau.vorlage.kurz])
    pruefung(bau)
    quellen(bau)
    hilfe(bau)
