"""Die 16 Länder: Kürzel nach ISO 3166-2 und Name. Jede Länderliste des Projekts leitet sich hier ab."""

from functools import lru_cache
from typing import Optional

LAENDER = {
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "BE": "Berlin",
    "BB": "Brandenburg",
    "HB": "Bremen",
    "HH": "Hamburg",
    "HE": "Hessen",
    "MV": "Mecklenburg-Vorpommern",
    "NI": "Niedersachsen",
    "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz",
    "SL": "Saarland",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "SH": "Schleswig-Holstein",
    "TH": "Thüringen",
}
BUND = "Bund"
EIGENER_FEIERTAG = {"BY": "Augsburg"}  # Stadt mit einem Feiertag, den das übrige Land nicht hat (8. August)

_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "-": " "})


def _schreibweise(text: str) -> str:
    return " ".join(text.lower().translate(_UMLAUTE).split())


_KUERZEL = {
    **{_schreibweise(kuerzel): kuerzel for kuerzel in LAENDER},
    **{_schreibweise(name): kuerzel for kuerzel, name in LAENDER.items()},
    "nrw": "NW",
    "bund": BUND,
}


@lru_cache(maxsize=1024)
def kuerzel(text: str) -> Optional[str]:
    """Kürzel eines Landes aus Kürzel, Name oder »NRW« (Groß-/Kleinschreibung und Umlaute egal); sonst None."""
    return _KUERZEL.get(_schreibweise(text))


def schreibweisen(land: str) -> list[str]:
    """Wie sich ein Land schreibt, klein: »th«, »thüringen«, »thueringen«; »nrw« dazu."""
    gefunden = [text for text, kuerzel in _KUERZEL.items() if kuerzel == land]
    return list(dict.fromkeys([*gefunden, name(land).lower()]))


def fuer(land: str) -> str:
    """Name nach »für«: »für Bayern«, »für das Saarland«, »für den Bund«."""
    return {"SL": "das Saarland", BUND: "den Bund"}.get(land, name(land))


def name(land: str) -> str:
    """Name zum Kürzel; »Bund« bleibt »Bund«."""
    return LAENDER.get(land, land)
