"""Gerechnete Werte in das XML eines Blatts einsetzen."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from recalculation.datei import adresse
from recalculation.datei.adresse import Ort, Stelle
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.blatt import Blatt
from recalculation.datei.formelzelle import Formelzelle


def einsetzen(
    aufbau: Aufbau,
    blatt: Blatt,
    werte: Mapping[Stelle, Any],
    felder: Mapping[Stelle, dict[Ort, Any]],
    gesperrt: Container[Stelle],
) -> None:
    """Die Werte eines Blatts; was `gesperrt` ist, bleibt. `felder`: Matrixformel → alle Zellen, die sie füllt."""

    def neuer_wert(z: Formelzelle) -> str | None:
        zelle = (blatt.name, z.ort)
        return None if zelle in gesperrt else blatt.neuer_wert(z.attribute, z.inhalt, werte[zelle])

    if any(z.art == "array" for z in blatt.formelzellen()):
        aenderungen = _mit_feldern(blatt, neuer_wert, felder, gesperrt)
        xml = blatt.xml_neu(aenderungen) if aenderungen else blatt.xml
    else:
        xml = blatt.mit_werten(neuer_wert)
    if xml is not blatt.xml:
        aufbau.ersetze(blatt, xml)


def _mit_feldern(
    blatt: Blatt,
    neuer_wert: Any,
    felder: Mapping[Stelle, dict[Ort, Any]],
    gesperrt: Container[Stelle],
) -> dict[Ort, str | None]:
    """Auch die Nachbarzellen von Matrixformeln; was eine nicht mehr füllt, wird leer."""
    gefuellt = {ort for anker, ihre in felder.items() if anker[0] == blatt.name for ort in ihre}
    aenderungen: dict[Ort, str | None] = {}
    for z in blatt.formelzellen():
        zelle = (blatt.name, z.ort)
        if zelle in gesperrt:
            continue
        if zelle in felder:
            aenderungen.update(_feld(blatt, z, felder[zelle]))
            for ort in set(z.bereich.orte()) - gefuellt:  # auch nicht von einer anderen Matrixformel
                if ort in blatt.index():
                    aenderungen[ort] = blatt.geleert(blatt.index()[ort][2])
        elif (neu := neuer_wert(z)) is not None:
            aenderungen[z.ort] = neu
    return aenderungen


def _feld(blatt: Blatt, z: Formelzelle, werte: dict[Ort, Any]) -> dict[Ort, str | None]:
    aenderungen: dict[Ort, str | None] = {}
    index = blatt.index()
    inhalt = z.inhalt
    if z.dynamisch:
        letzte = max(werte)
        ref = adresse.a1(*z.ort) + ("" if letzte == z.ort else ":" + adresse.a1(*letzte))
        inhalt = blatt.mit_ref(inhalt, ref)
    neu = blatt.neuer_wert(z.attribute, inhalt, werte[z.ort])
    if neu is not None or inhalt != z.inhalt:
        aenderungen[z.ort] = neu if neu is not None else blatt.element(z.attribute, inhalt)
    for ort in werte.keys() - {z.ort}:
        _, _, attr, alt = index.get(ort, (0, 0, blatt.leere_zelle(ort), ""))
        neu = blatt.neuer_wert(attr, alt, werte[ort])
        if neu is not None:
            aenderungen[ort] = neu
    return aenderungen
