"""Blatt »Parameter«: Vertragswert, eigener Wert daneben, der geltende Wert, Quelle und Beleg."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau, bezug
from workbooks.bausteine.eingabe import Grenze

KOPF = (
    "Grundlage",
    "Vertragswert",
    "eigener Wert",
    "gilt",
    "Einheit",
    "Quelle des Vertragswerts",
    "Beleg",
    "bestätigt bis",
    "Quelle des eigenen Werts",
)
BREITEN = (38, 13, 13, 13, 13, 46, 13, 12, 30)


@dataclass(frozen=True)
class Wert:
    """Ein Parameter der Vorlage: `eingabe_X` und `parameter_X`; `parameter` ist der Name in den Vertragswerten."""

    name: str
    text: str
    einheit: str
    format: str
    grenze: Grenze
    parameter: str = ""
    pflicht: bool = True
    eigener: bool = True  # FALSE: der Vertragswert lässt sich nicht ersetzen


def werte(
    bau: Bau,
    blatt: Worksheet,
    kopfzeile: int,
    liste: Sequence[Wert],
    beispiel: Mapping[str, tuple[object, str]],
) -> int:
    """Die Zeilen schreiben; `beispiel` nennt eigene Werte mit Quelle. Gibt die letzte Zeile."""
    for spalte, wort in zip("ABCDEFGHI", KOPF, strict=True):
        zellen.kopfzelle(blatt[f"{spalte}{kopfzeile}"], wort)
    blatt.row_dimensions[kopfzeile].height = 30
    for zeile, wert in enumerate(liste, kopfzeile + 1):
        eigen, quelle = beispiel.get(wert.name, (None, None)) if bau.beispiel else (None, None)
        _zeile(bau, blatt, zeile, wert, eigen, quelle)
    letzte = kopfzeile + len(liste)
    spalten = {s: bezug(blatt, f"{s}{kopfzeile + 1}:{s}{letzte}") for s in "CHI"}
    _pruefungen(bau, blatt.title, spalten)
    return letzte


def _zeile(bau: Bau, blatt: Worksheet, zeile: int, wert: Wert, eigen: object, quelle: object) -> None:
    stand = parameter.laden(bau.vorlage.land).get(wert.parameter)
    aufruf = f'(meta_land,"{wert.parameter}",meta_stichtag)'
    b, c = f"$B${zeile}", f"$C${zeile}"
    zellen.text(blatt[f"A{zeile}"], wert.text)
    zellen.formelzelle(
        blatt[f"B{zeile}"], f"=EGH_PARAMETER{aufruf}" if stand else "nicht hinterlegt", wert.format
    )
    if wert.eigener:
        zellen.eingabezelle(blatt[f"C{zeile}"], eigen, wert.format)
        wert.grenze.anwenden(blatt, f"C{zeile}")
        bau.name(f"eingabe_{wert.name}", blatt, f"C{zeile}")
        bau.werte_falsch.append(wert.grenze.verletzt(bezug(blatt, f"C{zeile}")))
        zellen.eingabezelle(blatt[f"I{zeile}"], quelle, rechts=False)
        eingabe.TEXT.anwenden(blatt, f"I{zeile}")
    else:
        zellen.formelzelle(blatt[f"C{zeile}"], None, wert.format)
        zellen.formelzelle(blatt[f"I{zeile}"], None)
    gilt = f'=IF({c}="",{b if stand else chr(34) * 2},{c})' if wert.eigener else f"={b}"
    zellen.formelzelle(blatt[f"D{zeile}"], gilt, wert.format, fett=True)
    bau.name(f"parameter_{wert.name}", blatt, f"D{zeile}")
    zellen.text(blatt[f"E{zeile}"], wert.einheit)
    zellen.text(blatt[f"F{zeile}"], f"=EGH_QUELLE{aufruf}" if stand else "", klein=True)
    zellen.text(blatt[f"G{zeile}"], f"=EGH_BELEG{aufruf}" if stand else "", klein=True)
    zellen.text(blatt[f"H{zeile}"], stand.geprueft if stand else None, klein=True)
    blatt[f"H{zeile}"].number_format = zellen.DATUM
    blatt.row_dimensions[zeile].height = 36 if stand and len(stand.staende[-1].quelle) > 60 else 26
    if wert.pflicht:
        bau.pflicht.append((f"{blatt.title}: {wert.text}", f'{bezug(blatt, f"D{zeile}")}<>""'))


def _pruefungen(bau: Bau, titel: str, spalte: dict[str, str]) -> None:
    endung = "" if titel == "Parameter" else f"_{titel.lower()}"
    bau.pruefung(
        f"vertragsstand{endung}",
        f"{titel}: die Vertragswerte sind bis zum Ende des Zeitraums bestätigt",
        f'AND(ISNUMBER(eingabe_zeitraum_bis),SUMPRODUCT(({spalte["C"]}="")*({spalte["H"]}<>"")*({spalte["H"]}<eingabe_zeitraum_bis))=0)',
        "Neueren Vertragsstand prüfen; sonst den Wert als eigenen Wert mit Quelle eintragen.",
    )
    bau.pruefung(
        f"eigene_werte_belegt{endung}",
        f"{titel}: jeder eigene Wert nennt seine Quelle",
        f'SUMPRODUCT(({spalte["C"]}<>"")*({spalte["I"]}=""))=0',
        "In der letzten Spalte eintragen, woher der eigene Wert stammt.",
    )


def wochenbasis(bau: Bau) -> None:
    """Bedarf und Nettojahresarbeitszeit müssen auf denselben Wochen je Jahr beruhen."""
    bau.pruefung(
        "wochenbasis",
        "Bedarf und Nettojahresarbeitszeit beruhen auf denselben Wochen je Jahr",
        "ABS(parameter_wochen_jahr-parameter_wochen_njaz)<0.005",
        "Auf dem Blatt Parameter beide Wochenzahlen angleichen oder die Nettojahresarbeitszeit umrechnen.",
    )
