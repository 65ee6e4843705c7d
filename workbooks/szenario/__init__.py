"""Szenarien: dieselbe Mappe mit anderen Eingaben, viele Male gerechnet, und was davon wie viel ausmacht."""
