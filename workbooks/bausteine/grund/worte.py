"""Worte auf den Blättern, die mehr als ein Modul kennt oder die das Programm wieder liest; jedes steht nur hier."""

from __future__ import annotations

from typing import NamedTuple

# Zustände einer Zeile (Spalte »Hinweis«)
OK, UNVOLLSTAENDIG, FALSCH = "ok", "unvollständig", "Wert prüfen"
BESTAETIGEN, BESTAETIGT = "bitte bestätigen", "bestätigt"
ZUR_KENNTNIS = "zur Kenntnis"
NICHT_PRUEFBAR = "nicht prüfbar: Add-in fehlt"
FOLGT = "folgt daraus"
"""Stand einer Prüfung, die nur FALSCH ist, weil eine andere es ist."""
PERSON_DOPPELT = "Person doppelt"

# Blätter, die nicht nur das Modul kennt, das sie baut
DECKBLATT, KURZFASSUNG, PRUEFUNG, HILFE = "Deckblatt", "Kurzfassung", "Prüfung", "Hilfe"
ERGEBNIS, ANGEBOTE, ANGEBOTSBLATT, ABWEICHUNGEN = "Ergebnis", "Angebote", "Angebotsblatt", "Abweichungen"
SATZFORTSCHREIBUNG, RELATIONSMODELL, GEMEINSAM = "Satzfortschreibung", "Relationsmodell", "Gemeinsam"
INTERN = "intern_"
"""So beginnt der Name eines Blatts mit Angaben zu Personen: es wird nicht gedruckt."""

SPALTE_PRUEFUNG, SPALTE_WERT, SPALTE_STAND, SPALTE_RAT, SPALTE_PROBE = 1, 2, 3, 4, 5
"""Spalten des Blatts »Prüfung«."""


class Art(NamedTuple):
    """Womit verglichen wird: das Wort der Auswahl, »des …«, »vom …«."""

    wort: str
    des: str
    vom: str


ARTEN = {
    "vorjahr": Art("Vorjahr", "des Vorjahres", "vom Vorjahr"),
    "antrag": Art("Antrag", "des Antrags", "vom Antrag"),
    "gegenangebot": Art("Gegenangebot", "des Gegenangebots", "vom Gegenangebot"),
    "einigung": Art("Einigung", "der Einigung", "von der Einigung"),
}
"""Namensteil (`eingabe_ART_X`) → Worte; ohne Auswahl gilt die erste."""
