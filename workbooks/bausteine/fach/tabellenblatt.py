"""Was mehrere Blätter mit Tabellen teilen: die Spalte »Angebot« und der Hinweis auf Angaben zu Personen."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.spalte import Spalte


def angebotsspalte() -> Spalte:
    """Die Spalte »Angebot«, in jeder Tabelle dieselbe."""
    grenze = eingabe.aus_liste(LISTE_ANGEBOTE, "Ein Angebot vom Deckblatt; leer nur, wenn dort keines steht.")
    return Spalte("angebot", "Angebot", 20, grenze=grenze, weg="wie auf dem Deckblatt")


def intern(blatt: Worksheet) -> None:
    """Ein Blatt mit Angaben zu einzelnen Personen: nicht im Druck."""
    zellen.text(
        blatt["A3"],
        "Angaben zu einzelnen Personen: dieses Blatt wird nicht gedruckt und nicht weitergegeben.",
        fett=True,
        umbruch=False,
    )
