"""Was `styles.xml` über eine Zelle sagt: Zahlenformat und Sperre. Nur gelesen, nie geschrieben."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from workbooks.recalculation.adresse import Ort
from workbooks.recalculation.paket import attribute, ganzzahl

if TYPE_CHECKING:
    from workbooks.recalculation.blatt import Blatt

_EINGEBAUT = {0: "General", 49: "@"}  # die übrigen eingebauten Formate sind Zahlen, Tage und Zeiten


class Formate:
    """Die Zellformate einer Mappe; gelesen, wenn danach gefragt wird."""

    def __init__(self, xml: str) -> None:
        self._xml = xml

    def von(self, blatt: Blatt, ort: Ort) -> str:
        """Zahlenformat einer Zelle; "General", wo nichts steht."""
        return self._zellformate[self._nummer(blatt, ort)][0]

    def gesperrt(self, blatt: Blatt, ort: Ort) -> bool:
        """Ob das Format die Zelle sperrt (gilt erst mit Blattschutz)."""
        return self._zellformate[self._nummer(blatt, ort)][1]

    def _nummer(self, blatt: Blatt, ort: Ort) -> int:
        eintrag = blatt.index().get(ort)
        nummer = attribute(eintrag[2]).get("s", "0") if eintrag else "0"
        stelle = ganzzahl(nummer) or 0
        return stelle if stelle < len(self._zellformate) else 0

    @cached_property
    def _zellformate(self) -> list[tuple[str, bool]]:
        eigene = {
            ganzzahl(a.get("numFmtId", "")): unescape(a.get("formatCode", ""))
            for a in map(attribute, re.findall(r"<(?:\w+:)?numFmt\s([^>]*)>", self._xml))
        }
        block = re.search(r"(?s)<(?:\w+:)?cellXfs[^>]*>(.*?)</(?:\w+:)?cellXfs>", self._xml)
        formate = []
        for kopf, inhalt in re.findall(
            r"(?s)<(?:\w+:)?xf\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?xf>)", block[1] if block else ""
        ):
            code = ganzzahl(attribute(kopf).get("numFmtId", "0")) or 0
            schutz = re.search(r"<(?:\w+:)?protection\s([^>]*)>", inhalt)
            frei = schutz is not None and attribute(schutz[1]).get("locked", "1") in ("0", "false")
            formate.append((eigene.get(code) or _EINGEBAUT.get(code, "0"), not frei))
        return formate or [("General", True)]
