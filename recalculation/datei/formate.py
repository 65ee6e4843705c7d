"""Was `styles.xml` über eine Zelle sagt: Zahlenformat und Sperre. Nur gelesen, nie geschrieben."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from recalculation.datei.adresse import Ort
from recalculation.datei.paket import attribute, ganzzahl

if TYPE_CHECKING:
    from recalculation.datei.blatt import Blatt

# ECMA-376, 18.8.30: Formate, die nur ihre Nummer nennen; 14 und 22 zeigt jedes Land auf seine Art
_EINGEBAUT = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd.mm.yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip


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
