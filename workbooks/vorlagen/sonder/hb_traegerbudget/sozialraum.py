"""Blatt »Sozialraumbudget«: die Träger je Sozialraum zusammen, mit dem Anteil externer Kostenträger."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.vorlagen.sonder.felder import kopf, mehrfache
from workbooks.vorlagen.sonder.hb_traegerbudget.budgettyp import LISTE_SOZIALRAEUME

_ZEILEN = 10
_SAETZE = (
    "Träger eines Sozialraums, jeder mit eigenem Budgetvertrag. Ein Budget für alle Leistungsberechtigten eines",
    "Sozialraums ist ein anderer Budgettyp: er ist nicht im Projekt, seine Rechtssicherheit ist umstritten.",
)
_BREITEN = (40, 12, 20, 20, 20, 14)
_KOPF = ("Sozialraum", "Träger", "Jahresbudget\nEUR", "extern\nEUR", "außerhalb\nEUR", "Anteil\nextern")


def sozialraum(bau: Bau) -> None:
    """Namen der Sozialräume (Eingaben) und je Sozialraum Summen über die Träger des Blatts Budgettyp."""
    blatt = bau.blatt("Sozialraumbudget", bau.titel("Sozialraumbudget"), _BREITEN, 4)
    for zeile, satz in enumerate(_SAETZE, 3):
        zellen.text(blatt[f"A{zeile}"], satz, grau=True, umbruch=False)
    kopf(blatt, 6, _KOPF)
    erste, letzte = 7, 6 + _ZEILEN
    for zeile in range(erste, letzte + 1):
        name = "Sozialraum 1" if bau.beispiel and zeile == erste else None
        zellen.eingabezelle(blatt[f"A{zeile}"], name, zellen.TEXT, rechts=False)
        _zeile(blatt, zeile)
    zellen.einblenden(blatt, f"B{erste}:F{letzte}", f'$A{erste}<>""')
    eingabe.TEXT.anwenden(blatt, f"A{erste}:A{letzte}")
    bau.name(LISTE_SOZIALRAEUME, blatt, f"A{erste}:A{letzte}")
    bau.name("sozialraum_budget", blatt, f"B{erste}:F{letzte}")
    _pruefung(bau, bezug(blatt, f"A{erste}:A{letzte}"))
    bau.gedruckt[blatt.title] = Druck("F")


def _zeile(blatt: Worksheet, z: int) -> None:
    im_raum = f"(eingabe_sozialraum=$A{z})*1"
    zellen.stumm(blatt[f"B{z}"], f'=IF($A{z}="","",SUMPRODUCT({im_raum}))', "0")
    for spalte, was in zip("CDE", ("jahresbudget", "extern", "ausserhalb"), strict=True):
        leer = f'OR($A{z}="",ergebnis_jahresbudget="")'
        zellen.stumm(
            blatt[f"{spalte}{z}"], f'=IF({leer},"",SUMPRODUCT({im_raum},traeger_{was}))', zellen.STUNDEN
        )
    alle = f"SUM($C{z}:$E{z})"
    quote = f'=IF($C{z}="","",IF({alle}=0,"",EGH_QUOTE($D{z},{alle})))'
    zellen.stumm(blatt[f"F{z}"], quote, zellen.ANTEIL)


def _pruefung(bau: Bau, namen: str) -> None:
    gleiche = mehrfache(namen, _ZEILEN)
    bau.pruefung(
        "sozialraeume",
        "Sozialraumbudget: jeder Sozialraum steht einmal da",
        f"{gleiche}=0",
        "Doppelte Namen auf dem Blatt Sozialraumbudget ändern.",
        nativ=True,
    )
