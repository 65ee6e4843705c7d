"""Two case lists compared: against a double loop over all pairs, and with itself."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from strategien import faelle

from calc.fallabgleich import Fallzeile, fallabgleich
from udfs import FUNKTIONEN, aufruf, blattname

ABGLEICH = next(f for f in FUNKTIONEN if blattname(f) == "EGH_FALLABGLEICH")
ENDLOS = float("inf")


def gleichzeitig(a: Fallzeile, b: Fallzeile) -> bool:
    ende = {z: ENDLOS if z.bis is None else z.bis for z in (a, b)}
    return a is b or (a.fall == b.fall and a.von <= ende[b] and b.von <= ende[a])


def zufaellige(zufall: random.Random, anzahl: int) -> list[Fallzeile]:
    zeilen = []
    for _ in range(anzahl):
        von = zufall.randint(1, 60)
        bis = None if zufall.random() < 0.2 else float(von + zufall.randint(0, 20))
        tage, unklar = float(zufall.choice([0, 5, 9])), zufall.random() < 0.1
        zeilen.append(
            Fallzeile(
                zufall.choice("ABCDEFGH"), float(von), bis, tage, zufall.choice("12"), "x", 10 * tage, unklar
            )
        )
    return zeilen


@pytest.mark.parametrize("saat", range(30))
def test_gegen_die_doppelte_schleife(saat: int) -> None:
    """What the rows of a case say, found again by looking at every pair of rows."""
    zufall = random.Random(saat)
    hier, dort = zufaellige(zufall, 12), zufaellige(zufall, 12)

    def zaehlt(liste: list[Fallzeile], fall: str) -> list[Fallzeile]:
        return [z for z in liste if z.fall == fall and z.tage > 0 and not z.unklar]

    for nummer, (zeile, v) in enumerate(zip(hier, fallabgleich(hier, dort), strict=True)):
        assert v is not None
        eigene, andere = zaehlt(hier, zeile.fall), zaehlt(dort, zeile.fall)
        assert v.zugleich == sum(gleichzeitig(zeile, z) for z in hier)
        assert v.dort == len(andere)
        doppelt = any(
            gleichzeitig(a, b) for liste in (eigene, andere) for a in liste for b in liste if a is not b
        )
        if zeile.unklar or zeile.tage == 0:
            wort = "Angaben prüfen" if zeile.unklar else "ohne Tage"
        elif any(z in eigene for z in hier[:nummer] if z.fall == zeile.fall):
            wort = "siehe oben"
        elif doppelt:
            wort = "Zeiten doppelt"
        elif not andere:
            wort = "nur hier"
        elif {z.hbg for z in eigene} != {z.hbg for z in andere}:
            wort = "andere HBG"
        else:
            wort = "gleich" if len(eigene) == len(andere) else "andere Daten"
        assert v.ergebnis == wort, (nummer, zeile)
        lesbar = not any(z.unklar for z in (*hier, *dort) if z.fall == zeile.fall)
        if wort in ("siehe oben", "ohne Tage", "Angaben prüfen") or not lesbar:
            assert v.unterschied is None
        else:
            summen = [sum(z.betrag for z in liste if z.fall == zeile.fall) for liste in (hier, dort)]
            assert v.unterschied == summen[0] - summen[1]


@given(faelle)
def test_mit_sich_selbst_verglichen_gibt_keinen_unterschied(liste: list[list[Any]]) -> None:
    ergebnis = aufruf(ABGLEICH, [liste, liste])
    if ergebnis is None:  # nothing but blank rows
        return
    for wort, unterschied, _, _ in ergebnis[1:]:
        assert wort in (None, "gleich", "siehe oben", "ohne Tage", "Zeiten doppelt", "Angaben prüfen")
        assert unterschied in (None, 0.0, "#N/A")
