"""Der Druckbereich unserer Blätter: bis zur letzten belegten Zeile, beim Bauen gesetzt und bei jedem Rechnen.

Ein gerechneter Druckbereich gilt nur in Excel. Deshalb rechnet auf jedem Blatt eine verborgene Zelle (`druck_BLATT`),
bis wohin gedruckt wird, und hier wird daraus ein fester Bereich; daneben steht, welche Zeile er zuletzt hatte
(`gedruckt_BLATT`). Kommt eine Zeile dazu, sagt das Blatt, dass sie im Druck fehlt, bis wieder gerechnet ist.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol
from xml.sax.saxutils import unescape

from recalculation.datei import adresse

DRUCK, GEDRUCKT, SPALTEN = "druck_", "gedruckt_", "druckspalten_"
_BEREICH = re.compile(
    rb"""(<(?:\w+:)?definedName\b[^>]*\bname\s*=\s*["']_xlnm\.Print_Area["'][^>]*>[^<]*!\$[A-Z]+\$\d+:)\$([A-Z]+)\$\d+(?=</)"""
)


class Mappe(Protocol):
    """Was davon eine Arbeitsmappe ist."""

    def __getitem__(self, schluessel: str) -> Any:
        """Wert."""

    def namen(self, vorsatz: str = "") -> list[str]:
        """Definierte Namen."""

    def ort(self, schluessel: str) -> tuple[str, Any]:
        """Blatt und Bereich."""


def veraltet(mappe: Mappe) -> dict[str, float]:
    """Name `gedruckt_…` → Zeile, die dort stehen müsste, wo eine andere steht."""
    zeilen = {}
    for name in mappe.namen(GEDRUCKT):
        zeile = mappe[DRUCK + name.removeprefix(GEDRUCKT)]
        if isinstance(zeile, float) and zeile != mappe[name]:
            zeilen[name] = zeile
    return zeilen


def gesetzt(workbook_xml: bytes, mappe: Mappe) -> bytes:
    """xl/workbook.xml mit dem Druckbereich jedes unserer Blätter bis zu der Zeile (und Spalte), die gerechnet ist."""
    enden = {}
    for name in mappe.namen(GEDRUCKT):
        zeile, spalten = mappe[name], SPALTEN + name.removeprefix(GEDRUCKT)
        if isinstance(zeile, float):
            breite = mappe[spalten] if spalten in mappe.namen(SPALTEN) else None
            enden[mappe.ort(name)[0]] = (int(zeile), int(breite) if isinstance(breite, float) else None)
    return _BEREICH.sub(lambda m: _bis(m, enden), workbook_xml)


def _bis(gefunden: re.Match[bytes], enden: Mapping[str, tuple[int, int | None]]) -> bytes:
    bezug = gefunden[0].partition(b">")[2].decode("utf-8")
    ziel = adresse.mit_blatt(unescape(bezug, {"&apos;": "'"}))
    if ziel is None or ziel[0] not in enden:
        return gefunden[0]
    zeile, spalten = enden[ziel[0]]
    spalte = adresse.spaltenname(spalten) if spalten else gefunden[2].decode("ascii")
    return gefunden[1] + f"${spalte}${zeile}".encode("ascii")
