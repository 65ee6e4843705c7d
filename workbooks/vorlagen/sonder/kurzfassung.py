"""Kurzfassung einer Sondermappe: Laufzeit, die wichtigsten Ergebnisse, Freigabe."""

from __future__ import annotations

from collections.abc import Sequence

from workbooks.bausteine import zellen
from workbooks.bausteine.bau import Bau, Druck
from workbooks.bausteine.ergebnis import pruefzeile
from workbooks.bausteine.kurzfassung import freigabe


def kurzfassung(bau: Bau, zeilen: Sequence[tuple[str, str]]) -> None:
    """Eine Seite; `zeilen` nennt Wort und Ergebnis (`ergebnis_X`)."""
    blatt = bau.blatt("Kurzfassung", bau.titel("Kurzfassung"), (46, 22, 20, 15, 14), 4, quer=False)
    blatt.page_setup.fitToHeight = 1
    pruefzeile(blatt, 4)
    for z, (wort, name, zahlenformat) in enumerate(
        (
            ("Laufzeit von", "eingabe_laufzeit_von", zellen.DATUM),
            ("Jahre", "eingabe_laufzeit_jahre", "0"),
            ("an", "meta_leistungstraeger", "General"),
        ),
        6,
    ):
        zellen.text(blatt[f"A{z}"], wort)
        zellen.formelzelle(blatt[f"B{z}"], f'=IF({name}="","",{name})', zahlenformat)
    zellen.kopfzelle(blatt["A10"], "Ergebnis")
    zellen.kopfzelle(blatt["B10"], "EUR")
    for z, (wort, name) in enumerate(zeilen, 11):
        zellen.text(blatt[f"A{z}"], wort, fett=z == 11)
        zellen.formelzelle(blatt[f"B{z}"], f"=ergebnis_{name}", zellen.STUNDEN, fett=z == 11)
    freigabe(blatt, 13 + len(zeilen))
    bau.gedruckt["Kurzfassung"] = Druck("E")
