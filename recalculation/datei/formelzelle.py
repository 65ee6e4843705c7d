"""Eine Zelle mit Formel im XML eines Blatts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort
from recalculation.datei.paket import Unbrauchbar, attribute


@dataclass(slots=True)
class Formelzelle:
    """Eine Zelle mit Formel: wo sie im XML steht. Bei Hunderttausenden zählt jeder Text, deshalb nur Abstände.

    `attribute_ab`, `inhalt_ab`, `formel_ab`: Abstände von `von`; `formel_laenge` ist 0, wenn die Zelle keinen
    Formeltext hat.
    """

    ort: Ort
    xml: str
    von: int
    laenge: int
    attribute_ab: int
    attribute_laenge: int
    inhalt_ab: int
    inhalt_laenge: int
    formel_ab: int
    formel_laenge: int
    f_attribute: str

    def _stueck(self, ab: int, laenge: int) -> str:
        return self.xml[self.von + ab : self.von + ab + laenge]

    @property
    def bis(self) -> int:
        """Ende im XML."""
        return self.von + self.laenge

    @property
    def attribute(self) -> str:
        """Attribute der Zelle."""
        return self._stueck(self.attribute_ab, self.attribute_laenge)

    @property
    def inhalt(self) -> str:
        """Was in der Zelle steht, mit der Formel."""
        return self._stueck(self.inhalt_ab, self.inhalt_laenge)

    @property
    def text(self) -> str | None:
        """Die Formel; None, wenn die Zelle an einer gemeinsamen Formel teilnimmt."""
        if not self.formel_laenge:
            return None
        ab = self.von + self.formel_ab
        roh = self.xml[ab : ab + self.formel_laenge]
        if "\r" in roh:  # in XML ist CR LF ein Zeilenumbruch
            roh = roh.replace("\r\n", "\n").replace("\r", "\n")
        return roh if "&" not in roh and "<" not in roh else _entschluesselt(roh) or None

    @property
    def art(self) -> str:
        """Art der Formel: "" (gewöhnlich), shared, array oder dataTable."""
        return attribute(self.f_attribute).get("t", "") if self.f_attribute else ""

    @property
    def dynamisch(self) -> bool:
        """Ob die Formel über Nachbarzellen läuft (cm: dynamische Matrix)."""
        return self.art == "array" and attribute(self.attribute).get("cm", "0") != "0"

    @property
    def bereich(self) -> Bereich:
        """Bereich einer Matrixformel, sonst die Zelle selbst. Fehler: `Unbrauchbar`."""
        ref = attribute(self.f_attribute).get("ref") if self.art in ("array", "dataTable") else None
        try:
            bereich = adresse.bereich(ref or adresse.a1(*self.ort))
        except ValueError:
            bereich = None
        if bereich is None or bereich[:2] != self.ort:
            raise Unbrauchbar(f"Die Matrixformel in {adresse.a1(*self.ort)} ist beschädigt (Bereich {ref}).")
        return bereich


def _entschluesselt(roh: str) -> str:
    if "<![CDATA[" in roh:
        return "".join(
            teil[9:-3] if teil.startswith("<![CDATA[") else unescape(teil)
            for teil in re.split(r"(<!\[CDATA\[.*?\]\]>)", roh, flags=re.S)
        )
    if "&#" in roh:
        return unescape(roh)
    for zeichen, geschrieben in (
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("'", "&apos;"),
        ("&", "&amp;"),
    ):
        roh = roh.replace(geschrieben, zeichen)
    return roh
