"""Womit ein Ergebnis verglichen wird: Vorjahr, Antrag, Gegenangebot, Einigung; eine Auswahl gilt für alle Blätter."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, bezug
from workbooks.bausteine.grund.spalte import keine_zahl
from workbooks.bausteine.grund.worte import ARTEN

WERT = eingabe.zahl(0, 1e9, "Wert, ab 0; eintippen, einfügen oder mit »egh vorjahr … --als …« übernehmen.")
_WORTE = ",".join(f'"{art.wort}"' for art in ARTEN.values())
GEWAEHLT = f"CHOOSE(vergleich_nummer,{_WORTE})"
"""Formel (ohne =): das Wort der gewählten Art."""
_VON = ",".join(f'"{art.vom}"' for art in ARTEN.values())
BRUECKE = f'"Brücke "&CHOOSE(vergleich_nummer,{_VON})&" zum Ergebnis'


def auswahl(bau: Bau, blatt: Worksheet, wort: str, ort: str, verborgen: str) -> None:
    """Die Auswahl, womit verglichen wird; ihre Nummer steht in der Zelle `verborgen`."""
    zellen.text(blatt[wort], "verglichen wird mit (leer: Vorjahr)", grau=True, umbruch=False)
    zellen.eingabezelle(blatt[ort], None, rechts=False)
    grenze = eingabe.auswahl(*(art.wort for art in ARTEN.values()))
    grenze.anwenden(blatt, ort)
    bau.werte_falsch.append(grenze.verletzt(bezug(blatt, ort)))
    bau.name("eingabe_vergleich", blatt, ort)
    nummer = f'=IF(eingabe_vergleich="",1,MATCH(eingabe_vergleich,{{{_WORTE}}},0))'
    zellen.stumm(blatt[verborgen], nummer, "0")
    bau.name("vergleich_nummer", blatt, verborgen)


def spalten(erste: str) -> tuple[str, ...]:
    """Buchstaben der Eingabespalten, je Art eine, ab `erste`."""
    nummer = column_index_from_string(erste)
    return tuple(get_column_letter(nummer + i) for i in range(len(ARTEN)))


def eintragekopf(blatt: Worksheet, erste: str, zeile: int) -> None:
    """Überschriften der Eingaben, rechts neben dem, was gedruckt wird."""
    for spalte, (wort, _, _) in zip(spalten(erste), ARTEN.values(), strict=True):
        zellen.kopfzelle(blatt[f"{spalte}{zeile}"], f"{wort}\neintragen")
        blatt.column_dimensions[spalte].width = 16


def eintraege(bau: Bau, blatt: Worksheet, erste: str, zeile: int, name: str, zahlenformat: str) -> str:
    """Eine Zeile Eingaben, `eingabe_ART_NAME` (ohne `name` unbenannt); gibt die Formel des gewählten Werts."""
    for spalte, art in zip(spalten(erste), ARTEN, strict=True):
        ort = f"{spalte}{zeile}"
        zellen.eingabezelle(blatt[ort], None, zahlenformat)
        WERT.anwenden(blatt, ort)
        if name:
            bau.name(f"eingabe_{art}_{name}", blatt, ort)
    return gewaehlt([f"${s}{zeile}" for s in spalten(erste)])


def gewaehlt(orte: Sequence[str]) -> str:
    """Formel (ohne =): der Wert der gewählten Art; leer bleibt leer, Unbrauchbares ist #NV in jeder Summe."""
    wahl = f"CHOOSE(vergleich_nummer,{','.join(orte)})"
    return f'IF({wahl}="","",IF(ISNUMBER({wahl}),IF({wahl}<0,NA(),{wahl}),NA()))'


def ist_da(bereich: str) -> str:
    """Bedingung: im Bereich der Vergleichswerte steht etwas, und sei es ein Fehler."""
    return f"NOT({keine_zahl(bereich)})"


def kopf(blatt: Worksheet, orte: Sequence[str], zeile: int, da: str) -> None:
    """Überschriften: die gewählte Art, Differenz und, in der dritten Spalte, in %; zu sehen, wenn `da` gilt."""
    for spalte, wort in zip(orte, (GEWAEHLT, '"Differenz"', '"in %"'), strict=False):
        zelle = blatt[f"{spalte}{zeile}"]
        zellen.stumm(zelle, f'=IF({da},{wort},"")', "General")
        zelle.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    zellen.einblenden(blatt, f"{orte[0]}{zeile}:{orte[-1]}{zeile}", da, zellen.AKZENT)


def vergleich(blatt: Worksheet, z: int, orte: Sequence[str], gegen: str, zahlenformat: str) -> None:
    """`orte`: Spalten von Wert (steht schon da), Vergleichswert, Differenz und, wenn gewünscht, Prozent."""
    wert, alt, differenz = (f"{s}{z}" for s in orte[:3])
    leer = f'OR({wert}="",{alt}="")'
    zellen.stumm(blatt[alt], f"={gegen}", zahlenformat)
    zellen.stumm(blatt[differenz], f'=IF({leer},"",{wert}-{alt})', zahlenformat)
    if len(orte) > 3:
        formel = f'=IF({leer},"",IF({alt}=0,"",EGH_VERAENDERUNG({alt},{wert})))'
        zellen.stumm(blatt[f"{orte[3]}{z}"], formel, zellen.ANTEIL)
