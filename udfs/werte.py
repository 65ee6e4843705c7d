"""Zellwerte, wie die Formeln sie lesen; was eine Zelle enthalten kann, steht in `calc.zelle`."""

from typing import Any

from calc.zelle import DEUTSCHE_FEHLER, NICHT_GEGEBEN, Fehler, Tabelle, Zelle

__all__ = ["DEUTSCHE_FEHLER", "NICHT_GEGEBEN", "Fehler", "Tabelle", "Zelle", "ist_leer"]


def ist_leer(wert: Any) -> bool:
    """Ob eine Zelle leer ist: None, leerer Text oder nur Leerzeichen."""
    return wert is None or (isinstance(wert, str) and not wert.strip())
