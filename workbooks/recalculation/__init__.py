"""Hieß bis 0.2.0 so; das Paket steht jetzt als `recalculation` daneben. Fällt mit der nächsten Version weg."""

from recalculation import MOTOREN, Unbrauchbar

__all__ = ["MOTOREN", "Unbrauchbar"]
