"""Der gemeinsame Schluss jeder Vorlage: Ergebnis, Angebote, Kurzfassung, Prüfung, Quellen, Hilfe."""

from __future__ import annotations

from collections.abc import Sequence

from workbooks.bausteine.abweichungen import Rechnung, abweichungen
from workbooks.bausteine.angebote import Anteil, angebote
from workbooks.bausteine.angebotsblatt import Abschnitt, angebotsblatt
from workbooks.bausteine.bau import Bau
from workbooks.bausteine.bruecke import Groessen
from workbooks.bausteine.ergebnis import Zeile, ergebnis
from workbooks.bausteine.hilfe import hilfe
from workbooks.bausteine.kurzfassung import kurzfassung
from workbooks.bausteine.pruefung import pruefung
from workbooks.bausteine.quellen import quellen


def abschliessen(
    bau: Bau,
    zeilen: Sequence[Zeile],
    anteile: Sequence[Anteil],
    groessen: Groessen,
    rechnung: Rechnung,
    abschnitte: Sequence[Abschnitt],
) -> None:
    """Die letzten Blätter.

    `groessen`: Ergebnisse der Brücke; `rechnung`: Formel der Abweichungen; `abschnitte`: was das Angebotsblatt zeigt.
    """
    ergebnis(bau, zeilen, groessen)
    angebotsblatt(bau, angebote(bau, anteile), abschnitte)
    abweichungen(bau, rechnung, next(z.einheit for z in zeilen if z.name == rechnung.ergebnis))
    kurzfassung(bau, [next(z for z in zeilen if z.name == name) for name in bau.vorlage.kurz])
    pruefung(bau)
    quellen(bau)
    hilfe(bau)
