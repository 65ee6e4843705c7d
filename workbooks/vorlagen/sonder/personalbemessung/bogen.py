"""Blatt »Erhebungsbogen«: leer zum Drucken, ein Bogen je Person; eingetragen wird er danach in intern_Erhebung."""

from __future__ import annotations

from calc import parameter
from calc.parameter import laender
from workbooks.bausteine.fach.katalogblatt import KURZ
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import kopf

BLATT = "Erhebungsbogen"
_KOPF = 10
_ANGABEN = (
    "Fallnummer (kein Name)",
    "Stichprobengruppe",
    "Tag des Gesprächs",
    "Wer schätzt (Funktion, kein Name)",
)
_SATZ = "Minuten je Woche; erlaubt sind die Werte auf dem Blatt Angaben. Nichts nötig: freilassen, der Bogen zählt mit 0."


def bogen(bau: Bau) -> None:
    """Keine Namen, keine Eingaben: auf diesem Blatt wird nur mit der Hand geschrieben."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (5, 60, 16, 16, 40), 5)
    zellen.text(blatt["A4"], _SATZ, grau=True, umbruch=False)
    for zeile, wort in enumerate(_ANGABEN, 5):
        zellen.text(blatt[f"A{zeile}"], wort, umbruch=False)
        for spalte in "CDE":
            zellen.wegzelle(blatt[f"{spalte}{zeile}"], "")
        blatt.merge_cells(f"C{zeile}:E{zeile}")
        blatt.row_dimensions[zeile].height = 22
    kopf(
        blatt, _KOPF, ("Nr.", "Leistung (§ 78 SGB IX)", "qualifiziert\nqA", "unterstützend\nuA", "Bemerkung")
    )
    katalog = parameter.liste(laender.BUND, "assistenzleistungen")
    for nr, (leistung, (_, auch_ua)) in enumerate(zip(katalog, KURZ, strict=True), 1):
        zeile = _KOPF + nr
        zellen.formelzelle(blatt[f"A{zeile}"], nr, "0")
        zellen.formelzelle(blatt[f"B{zeile}"], leistung, rechts=False)
        for spalte, wort in zip("CDE", ("", "" if auch_ua else "nur qA", ""), strict=True):
            zellen.wegzelle(blatt[f"{spalte}{zeile}"], wort)
        blatt.row_dimensions[zeile].height = 34
    bau.gedruckt[BLATT] = Druck("E")
