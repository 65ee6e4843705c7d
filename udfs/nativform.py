"""Was eine Funktion ohne Add-in ist: eine Rechnung aus gewöhnlichen Tabellenfunktionen."""

from typing import NamedTuple


class Nativ(NamedTuple):
    """Rechnung, und wann sie #NUM! (`zahl`) oder #VALUE! (`wert`) ist, über die Grenzen der Argumente hinaus."""

    kern: str
    zahl: str = ""
    wert: str = ""
