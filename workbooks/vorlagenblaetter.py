"""Woran eine Mappe als eine unserer Vorlagen zu erkennen ist, und welche Blätter darin unsere sind.

Auf ihnen steht nie ein alter Wert neben neuen: was sich nicht rechnen lässt, ist #NV, und eine Prüfung wird FALSCH.
"""

from __future__ import annotations

from recalculation.datei.adresse import Ort, Stelle
from recalculation.datei.aufbau import Aufbau, Name
from recalculation.ersatz import Ersatz

VORLAGE, GERECHNET, GESAMT = "meta_vorlage", "pruefung_gerechnet", "pruefung_gesamt"
BLATT = "blatt_"
"""So beginnt der verborgene Name jedes unserer Blätter; er bleibt, wenn jemand das Blatt umbenennt."""
_VORSAETZE = ("meta_", "eingabe_", "ergebnis_", "pruefung_", "parameter_", "zeilenhinweis_", "angebote_")
_OHNE_NAMEN = ("Kurzfassung", "Abweichungen", "Quellen", "Hilfe")  # in Vorlagen bis 0.2.0


def ersatz(aufbau: Aufbau) -> Ersatz | None:
    """Was in dieser Mappe für nicht berechenbare Zellen steht; None, wenn sie keine unserer Vorlagen ist."""
    namen = {n.name: n for n in aufbau.namen if n.blatt is None}
    merker = _zelle(namen.get(GERECHNET)) or _zelle(namen.get(GESAMT))
    if VORLAGE not in namen or merker is None or merker[0] not in aufbau.blaetter:
        return None
    pruefungen = (_zelle(n) for name, n in namen.items() if name.startswith("pruefung_"))
    return Ersatz(_blaetter(namen, aufbau), frozenset(z for z in pruefungen if z), merker)


def _blaetter(namen: dict[str, Name], aufbau: Aufbau) -> frozenset[str]:
    benannte = [n.ziel() for name, n in namen.items() if name.startswith(BLATT)]
    if not benannte:
        benannte = [n.ziel() for name, n in namen.items() if name.startswith(_VORSAETZE)]
        return frozenset(ziel[0] for ziel in benannte if ziel) | {
            b for b in _OHNE_NAMEN if b in aufbau.blaetter
        }
    return frozenset(ziel[0] for ziel in benannte if ziel)


def _zelle(name: Name | None) -> Stelle | None:
    ziel = name.ziel() if name else None
    return (ziel[0], Ort(ziel[1].zeile, ziel[1].spalte)) if ziel else None
