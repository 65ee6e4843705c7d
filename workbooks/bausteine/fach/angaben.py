"""Blatt »Dienstplanmodell«: die Eingaben eines Modells, dessen feste Zeiten nicht öffentlich sind; nur Angaben."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, bezug
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.vorlage import Freie

_BREITEN = (52, 24, 60)


def angaben(bau: Bau) -> None:
    """Das Blatt, wenn die Vorlage solche Angaben nennt; Namen `eingabe_X`."""
    if not bau.vorlage.angaben:
        return
    blatt = bau.blatt("Dienstplanmodell", f"Dienstplanmodell: {bau.vorlage.landesname}", _BREITEN, 3)
    satz = "Nur Angaben: die festen Zeiten des Modells sind nicht öffentlich, die Dienste stehen in der Stundentafel."
    zellen.text(blatt["A4"], satz, grau=True, umbruch=False)
    for spalte, wort in zip("ABC", ("Angabe", "Eingabe", "Bemerkung"), strict=True):
        zellen.kopfzelle(blatt[f"{spalte}6"], wort)
    for zeile, freie in enumerate(bau.vorlage.angaben, 7):
        grenze = _grenze(freie)
        zellen.formelzelle(blatt[f"A{zeile}"], freie.text, rechts=False)
        zahl = freie.von is not None
        zellen.eingabezelle(blatt[f"B{zeile}"], None, zellen.ZAHL if zahl else zellen.TEXT, rechts=zahl)
        zellen.eingabezelle(blatt[f"C{zeile}"], None, rechts=False)
        grenze.anwenden(blatt, f"B{zeile}")
        eingabe.TEXT.anwenden(blatt, f"C{zeile}")
        bau.name(f"eingabe_{freie.name}", blatt, f"B{zeile}")
        if falsch := grenze.verletzt(bezug(blatt, f"B{zeile}")):
            bau.werte_falsch.append(falsch)


def _grenze(freie: Freie) -> Grenze:
    if freie.auswahl:
        return eingabe.auswahl(*freie.auswahl)
    if freie.von is None or freie.bis is None:
        return eingabe.TEXT
    return eingabe.zahl(freie.von, freie.bis, f"{freie.von:g} bis {freie.bis:g}.")
