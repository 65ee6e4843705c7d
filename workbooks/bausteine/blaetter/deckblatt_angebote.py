"""Die Liste der Angebote auf dem Deckblatt: Name, Standort, Plätze, Belegung."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.rand import nichts_daneben

LISTE_ANGEBOTE = "eingabe_angebote"
"""Definierter Name der Liste; Auswahllisten und Formeln nennen ihn."""
_KENNUNG = "H"  # verborgen, woran ein doppelter Name zu erkennen ist
_KOPF = ("Angebote", "Name (wie in den Tabellen)", "Standort", "Plätze", "Personen")
PLAETZE = eingabe.zahl(0, 9999, "Anzahl der Plätze, ab 0.")
PERSONEN = eingabe.zahl(0, 9999, "Anzahl der Personen (Belegung), ab 0.")


def angebotsliste(bau: Bau, blatt: Worksheet, ab: int) -> None:
    """Die Liste ab Zeile `ab`; zu sehen sind die belegten Zeilen und eine freie."""
    zellen.ueberschrift(blatt[f"A{ab}"], "Angebote")
    anzahl = bau.umfang.angebote
    satz = f"Wer nur ein Angebot hat, kann die Liste leer lassen. Platz für {anzahl}, die nächste Zeile erscheint."
    zellen.text(blatt[f"A{ab + 1}"], satz, grau=True, umbruch=False)
    for spalte, wort in zip("ABCDE", _KOPF, strict=True):
        zellen.kopfzelle(blatt[f"{spalte}{ab + 2}"], wort)
    erste, letzte = ab + 3, ab + 2 + anzahl
    for zeile in range(erste, letzte + 1):
        _zeile(bau, blatt, zeile, erste, letzte)
    blatt.column_dimensions[_KENNUNG].hidden = True
    zellen.einblenden(blatt, f"B{erste}:E{letzte}", f'$A{erste}<>""', zellen.EINGABE)
    zellen.rot_wenn(blatt, f"F{erste}:F{letzte}", f'$F{erste}<>""')
    eingabe.TEXT.anwenden(blatt, f"B{erste}:C{letzte}")
    for spalte, grenze, was in (("D", PLAETZE, "plaetze"), ("E", PERSONEN, "belegung")):
        bereich = f"{spalte}{erste}:{spalte}{letzte}"
        grenze.anwenden(blatt, bereich)
        bau.werte_falsch.append(grenze.verletzt(bezug(blatt, bereich)))
        bau.name(f"eingabe_{was}", blatt, bereich)
    bau.name(LISTE_ANGEBOTE, blatt, f"B{erste}:B{letzte}")
    bau.name("eingabe_standorte", blatt, f"C{erste}:C{letzte}")
    namen = bezug(blatt, f"B{erste}:B{letzte}")
    bau.gedruckt[blatt.title] = Druck("E", f'MAX({erste},SUMPRODUCT(MAX(({namen}<>"")*ROW({namen}))))')
    daneben = nichts_daneben(blatt, ("B", "E"), ab + 2, (erste, letzte))
    bau.pruefung(
        "angebote_eindeutig",
        "Deckblatt: jedes Angebot steht nur einmal und in der Liste",
        f'AND(COUNTIF({bezug(blatt, f"F{erste}:F{letzte}")},"?*")=0,{daneben})',
        "Doppelte Namen und Summenzeilen auf dem Deckblatt ändern; was über oder unter der Liste steht, hineinsetzen.",
        nativ=True,
    )


def summe(bereich: str, grenze: Grenze) -> str:
    """Formel (ohne =): Summe einer Spalte der Liste; leer ohne Eingabe, #NV, sobald eine unbrauchbar ist."""
    return f'IF(COUNTA({bereich})=0,"",IF({grenze.verletzt(bereich)},NA(),SUM({bereich})))'


def _zeile(bau: Bau, blatt: Worksheet, zeile: int, erste: int, letzte: int) -> None:
    nummer = zeile - erste
    # die wievielte Zeile, nicht die Zelle darüber: die kann gelöscht werden
    hier = f"ROWS($B${erste}:$B{zeile})"
    da = f'OR($B{zeile}<>"",{hier}<=COUNTA({LISTE_ANGEBOTE})+1)'
    zellen.text(blatt[f"A{zeile}"], f'=IF({da},"Angebot "&{hier},"")')
    namen = bau.inhalt("angebote")
    name = namen[nummer] if nummer < len(namen) else None
    zellen.stumm(blatt[f"B{zeile}"], name, zellen.TEXT, rechts=False, eingabe=True)
    zellen.stumm(blatt[f"C{zeile}"], None, zellen.TEXT, rechts=False, eingabe=True)
    for spalte in "DE":
        zellen.stumm(blatt[f"{spalte}{zeile}"], None, "0", eingabe=True)
    ort = f"$B{zeile}"
    woran = kennung(als_text(ort), wenn=belegt(ort))
    zellen.stumm(blatt[f"{_KENNUNG}{zeile}"], f"={woran}", "General", rechts=False)
    gleiche = f"SUMPRODUCT(--(${_KENNUNG}${erste}:${_KENNUNG}${letzte}=${_KENNUNG}{zeile}))>1"
    summe = summenwort("name").bedingung.format(name=ort)
    worte = f'IF({summe},"Summe statt Angebot",IF({gleiche},"doppelt",""))'
    zellen.text(blatt[f"F{zeile}"], f'=IF(${_KENNUNG}{zeile}="","",{worte})')
