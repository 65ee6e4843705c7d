"""Blatt »Angebotsblatt«: ein Angebot auf einer Seite, denn vereinbart wird je Angebot; oben wird gewählt, welches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter.angebote import OHNE, AngebotsSpalte
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE
from workbooks.bausteine.blaetter.ergebnis import pruefzeile
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug
from workbooks.bausteine.grund.worte import ANGEBOTSBLATT

GEWAEHLT = "angebot_gewaehlt"
"""Name der Zelle mit dem gewählten Angebot; leer: was keinem zugeordnet ist."""
_BREITEN = (11, 18, 24, 9, 9, 9, 9, 9, 11, 12, 10, 12, 9)
NUMMERN, LAUFEND, ORT = "Q", "O", "P"  # verborgen; nicht N: neben dem Druckbereich druckt LibreOffice »###«

Abschnitt = Callable[[Worksheet, int], tuple[int, str]]
"""Schreibt ab einer Zeile; gibt die letzte und (Formel) bis wohin gedruckt wird, welches Angebot auch gewählt ist."""


def angebotsblatt(
    bau: Bau,
    spalten: Sequence[AngebotsSpalte],
    abschnitte: Sequence[Abschnitt],
    breiten: Sequence[float] = (),
) -> None:
    """Das Blatt: die Werte der Spalten des Blatts »Angebote« für eines, darunter die Abschnitte der Variante.

    `breiten`: die der Spalten, wenn die Abschnitte andere brauchen als Dienste.
    """
    titel = bau.titel("Ein Angebot")
    blatt = bau.blatt(ANGEBOTSBLATT, titel, breiten or _BREITEN, 3)
    pruefzeile(blatt, 4)
    _auswahl(bau, blatt)
    z = _werte(blatt, spalten)
    unten = str(z)
    for abschnitt in abschnitte:
        z, unten = abschnitt(blatt, z + 2)
    bau.gedruckt[ANGEBOTSBLATT] = Druck("M", unten)
    blatt.page_setup.fitToHeight = 1
    for spalte in (NUMMERN, LAUFEND, ORT):
        blatt.column_dimensions[spalte].hidden = True


def _auswahl(bau: Bau, blatt: Worksheet) -> None:
    zellen.text(blatt["A6"], "Angebot (leer: das erste)", fett=True, umbruch=False)
    zellen.eingabezelle(blatt["C6"], None, rechts=False)
    grenze = eingabe.aus_liste(LISTE_ANGEBOTE, "Ein Angebot vom Deckblatt; leer: das erste.")
    grenze.anwenden(blatt, "C6")
    bau.werte_falsch.append(grenze.verletzt(bezug(blatt, "C6")))
    bau.name("eingabe_angebot_auswahl", blatt, "C6")
    erstes = f"INDEX({LISTE_ANGEBOTE},1,1)"
    wahl = bezug(blatt, "C6")
    zellen.stumm(blatt["O6"], f'=IF({wahl}<>"",{wahl},IF({erstes}="","",{erstes}))', "General", rechts=False)
    bau.name(GEWAEHLT, blatt, "O6")
    anzahl = bau.umfang.angebote + 1  # die letzte: keinem zugeordnet
    for n in range(1, anzahl + 1):
        zellen.stumm(blatt[f"{NUMMERN}{n + 6}"], n, "0")
    nummern = f"${NUMMERN}$7:${NUMMERN}${anzahl + 6}"
    gefunden = f"SUMPRODUCT((angebote_namen={GEWAEHLT})*{nummern})"
    # 0 wäre in INDEX die ganze Spalte, die Summe zweier gleicher Namen ein anderes Angebot
    eines = f"SUMPRODUCT(--(angebote_namen={GEWAEHLT}))=1"
    nummer = f'=IF({GEWAEHLT}="",{anzahl},IF({eines},{gefunden},NA()))'
    zellen.stumm(blatt["P6"], nummer, "0")
    bau.name("angebot_nummer", blatt, "P6")


def _werte(blatt: Worksheet, spalten: Sequence[AngebotsSpalte]) -> int:
    """Name, Standort, Plätze, Personen und was das Blatt »Angebote« rechnet; gibt die letzte Zeile."""
    zellen.ueberschrift(blatt["A8"], f'=IF({GEWAEHLT}="","{OHNE}",{GEWAEHLT})')
    vom_deckblatt = (
        ("Standort", "eingabe_standorte", "General"),
        ("Personen laut Deckblatt", "eingabe_belegung", "0"),
    )
    reihen = [*vom_deckblatt, *spalten]
    for z, (wort, bereich, zahlenformat) in enumerate(reihen, 9):
        wert = f"INDEX({bereich},angebot_nummer,1)"
        # die Listen des Deckblatts haben keine Zeile für das, was keinem Angebot zugeordnet ist
        leer = f'{GEWAEHLT}=""' if bereich.startswith("eingabe_") else f'{wert}=""'
        formel = f'=IF({leer},"",IF({wert}="","",{wert}))'
        zellen.text(blatt[f"A{z}"], wort, umbruch=False)
        zellen.formelzelle(blatt[f"C{z}"], formel, zahlenformat, rechts=zahlenformat != "General")
    return 8 + len(reihen)
