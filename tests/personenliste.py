"""Lists of persons for `egh bestand`."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

KOPF = ("land", "leistungserbringer", "hbg", "minuten_woche", "leistungstyp", "von", "bis")


def csv(pfad: Path, zeilen: list[tuple[str, ...]], kopf: tuple[str, ...] = KOPF) -> Path:
    """The file of these persons."""
    pfad.write_text("\n".join(";".join(z) for z in [kopf, *zeilen]) + "\n", "utf-8")
    return pfad


def zufaellige(anzahl: int) -> list[tuple[str, ...]]:
    """Persons of three providers in Thüringen, by HBG or by minutes, of the years around 2026."""
    zufall = random.Random(7)
    zeilen = []
    for _ in range(anzahl):
        von = date(2024, 1, 1) + timedelta(zufall.randrange(1200))
        bis = von + timedelta(zufall.randrange(900))
        bedarf = (
            (zufall.choice("1234567"), "")
            if zufall.random() < 0.5
            else ("", f"{zufall.randrange(8, 1400)},5")
        )
        zeilen.append(
            (
                "Thüringen",
                f"Träger {zufall.choice('ABC')}",
                *bedarf,
                zufall.choice(["a", "b", ""]),
                f"{von:%d.%m.%Y}",
                f"{bis:%d.%m.%Y}" if zufall.random() < 0.7 else "",
            )
        )
    return zeilen
