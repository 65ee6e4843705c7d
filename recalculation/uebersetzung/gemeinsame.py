"""Gemeinsame Formeln: die der Datei, und die wir der Maschine schreiben.

Übersetzte Formeln, die untereinander stehen und sich nur in der Zeile unterscheiden, gehen als eine an die Maschine: so
liest sie eine lange Liste einmal statt je Zeile, und ein Blatt darf mehr Formeln haben, als sie ausgeschrieben laden
könnte (256 MB).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from recalculation.datei import adresse
from recalculation.datei.adresse import Ort
from recalculation.datei.blatt import Blatt
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.paket import attribute
from recalculation.uebersetzung.formeln import Uebersetzung, verschoben
from recalculation.uebersetzung.hindernis import NichtBerechenbar

Uebersetzte = tuple[Formelzelle, Uebersetzung]
_RUF_UND_BEZUG = re.compile(r"\)\s*:|:\s*[\w.]+\(")
_NUMMER = re.compile(r"""\ssi=["'](\d+)""")


class Gemeinsame:
    """Die gemeinsamen Formeln eines Blatts, in der Reihenfolge der Datei gelesen."""

    def __init__(self) -> None:
        self._anfaenge: dict[str, tuple[Ort, str]] = {}  # Nummer → wo die Formel steht, und wie sie lautet
        self._gruende: dict[str, str] = {}  # Nummer einer, die nicht berechenbar ist → Satz

    def gelesen(self, z: Formelzelle) -> tuple[str, str | None, Ort | None]:
        """Art und Text der Formel dieser Zelle, und wo die steht, an der sie teilnimmt.

        Kein Text: die Maschine schreibt sie selbst aus; was sie falsch verschöbe, ist eine gewöhnliche Formel.
        Fehler: `NichtBerechenbar`.
        """
        art, text = z.art, z.text
        nummer = _nummer(z) if art == "shared" else ""
        if not nummer:
            return art, text, None
        if text is not None:
            self._anfaenge[nummer] = z.ort, text
        elif grund := self._gruende.get(nummer):
            raise NichtBerechenbar(grund)
        if nummer not in self._anfaenge:
            return art, text, None
        ort, formel = self._anfaenge[nummer]
        if not schreibt_richtig(formel):
            return "", verschoben(formel, z.ort.zeile - ort.zeile, z.ort.spalte - ort.spalte), None
        return art, text, ort if text is None else None

    def nicht_berechenbar(self, z: Formelzelle, satz: str) -> None:
        """Was diese Formel nicht berechenbar macht, gilt für alle, die an ihr teilnehmen."""
        if z.art == "shared":
            self._gruende[_nummer(z)] = satz


def _nummer(z: Formelzelle) -> str:
    return attribute(z.f_attribute).get("si", "")


def gemeinsam_geschrieben(blatt: Blatt, uebersetzte: Iterable[Uebersetzte]) -> dict[Ort, str]:
    """Das XML der Zellen für die Maschine, die in einer gemeinsamen Formel stehen können; die übrigen fehlen darin."""
    neu: dict[Ort, str] = {}
    nummern = count(1 + max(map(int, _NUMMER.findall(blatt.xml)), default=-1))
    for gruppe in _gruppen(uebersetzte):
        (erste, u), (letzte, _) = gruppe[0], gruppe[-1]
        nummer = next(nummern)
        ref = f"{adresse.a1(*erste.ort)}:{adresse.a1(*letzte.ort)}"
        neu[erste.ort] = blatt.mit_formel(erste, u.text, f' t="shared" ref="{ref}" si="{nummer}"')
        for z, _ in gruppe[1:]:
            neu[z.ort] = blatt.mit_formel(z, "", f' t="shared" si="{nummer}"')
    return neu


def schreibt_richtig(text: str) -> bool:
    """Ob die Maschine eine gemeinsame Formel richtig verschiebt: in INDEX(…):A5 und A5:INDEX(…) lässt sie A5 stehen."""
    return _RUF_UND_BEZUG.search(text) is None


def _gruppen(uebersetzte: Iterable[Uebersetzte]) -> Iterator[list[Uebersetzte]]:
    """Zellen derselben Spalte ohne Lücke untereinander, deren Formeln dieselbe Gestalt haben."""
    offen: dict[int, list[Uebersetzte]] = {}
    for z, u in uebersetzte:
        gruppe = offen.get(z.ort.spalte)
        if gruppe and _schliesst_an(gruppe[-1], z, u) and (len(gruppe) > 1 or _verschiebbar(gruppe[0], z, u)):
            gruppe.append((z, u))
            continue
        if gruppe and len(gruppe) > 1:
            yield gruppe
        offen[z.ort.spalte] = [(z, u)]
    yield from (gruppe for gruppe in offen.values() if len(gruppe) > 1)


def _schliesst_an(davor: Uebersetzte, z: Formelzelle, u: Uebersetzung) -> bool:
    return z.ort.zeile == davor[0].ort.zeile + 1 and u.gestalt is not None and u.gestalt is davor[1].gestalt


def _verschiebbar(erste: Uebersetzte, z: Formelzelle, u: Uebersetzung) -> bool:
    """Ob die Maschine die zweite Formel aus der ersten so schreibt, wie sie lautet (»5:5« wanderte mit)."""
    return (
        schreibt_richtig(u.text) and verschoben(erste[1].text, z.ort.zeile - erste[0].ort.zeile, 0) == u.text
    )
