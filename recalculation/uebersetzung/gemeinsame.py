"""Gemeinsame Formeln: die der Datei, und die wir der Maschine schreiben.

Übersetzte Formeln, die untereinander stehen und sich nur in der Zeile unterscheiden, gehen als eine an die Maschine: so
liest sie eine lange Liste einmal statt je Zeile, und ein Blatt darf mehr Formeln haben, als sie ausgeschrieben laden
könnte (256 MB).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from recalculation.datei import adresse
from recalculation.datei.adresse import Ort
from recalculation.datei.blatt import Blatt
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.paket import attribute
from recalculation.uebersetzung.formeln import Uebersetzung, verschoben
from recalculation.uebersetzung.gestalt import Gestalt, gestalt

Uebersetzte = tuple[Formelzelle, Uebersetzung]
_RUF_UND_BEZUG = re.compile(r"\)\s*:|:\s*[\w.]+\(")
_NUMMER = re.compile(r"""\ssi=["'](\d+)""")


class Gemeinsame:
    """Die gemeinsamen Formeln eines Blatts, in der Reihenfolge der Datei zu lesen.

    `bleibt`: ob die Maschine eine Formel in jeder Zelle nehmen kann, wie sie ist; sie schreibt sie dann selbst aus. Was
    zu übersetzen ist, ist in jeder Zelle eine gewöhnliche: in einer anderen Zeile kann anderes zu beachten sein.
    """

    def __init__(self, blatt: Blatt, bleibt: Callable[[str], bool]) -> None:
        self._bleibt = bleibt
        self._anfaenge: dict[str, tuple[Ort, str, bool]] = {}
        # eine kann unter der ersten Zelle stehen, die an ihr teilnimmt
        for z in reversed(blatt.formelzellen()):
            self._nummer(z)

    def gelesen(self, z: Formelzelle) -> tuple[str | None, Ort | None]:
        """Wie die Formel dieser Zelle lautet; oder, wenn sie bleibt, die Zelle, deren Formel sie teilt."""
        nummer = self._nummer(z)
        if nummer not in self._anfaenge:
            return z.text, None
        ort, formel, bleibt = self._anfaenge[nummer]
        if bleibt:
            return None, ort
        return verschoben(formel, z.ort.zeile - ort.zeile, z.ort.spalte - ort.spalte), None

    def _nummer(self, z: Formelzelle) -> str | None:
        """Die Nummer der gemeinsamen Formel, an der die Zelle teilnimmt; gemerkt, wenn sie in dieser Zelle steht."""
        nummer = attribute(z.f_attribute).get("si") if z.art == "shared" else None
        if nummer is not None and (text := z.text) is not None:
            self._anfaenge[nummer] = z.ort, text, self._bleibt(text)
        return nummer


def gemeinsam_geschrieben(blatt: Blatt, uebersetzte: Iterable[Uebersetzte]) -> dict[Ort, str]:
    """Das XML der Zellen für die Maschine, die in einer gemeinsamen Formel stehen können; die übrigen fehlen darin."""
    gruppen = list(_gruppen(uebersetzte))
    if not gruppen:  # ein großes Blatt ohne solche wird nicht nach Nummern durchsucht
        return {}
    neu: dict[Ort, str] = {}
    belegte = map(int, _NUMMER.findall(blatt.xml))
    for nummer, gruppe in enumerate(gruppen, 1 + max(belegte, default=-1)):
        (erste, u), (letzte, _) = gruppe[0], gruppe[-1]
        ref = f"{adresse.a1(*erste.ort)}:{adresse.a1(*letzte.ort)}"
        neu[erste.ort] = blatt.mit_formel(erste, u.text, f' t="shared" ref="{ref}" si="{nummer}"')
        for z, _ in gruppe[1:]:
            neu[z.ort] = blatt.mit_formel(z, "", f' t="shared" si="{nummer}"')
    return neu


def ausgeschrieben(blatt: Blatt) -> str:
    """Das XML des Blatts, in dem jede gemeinsame Formel in ihrer Zelle steht, mit ihrem gespeicherten Wert."""
    gemeinsame = Gemeinsame(blatt, lambda _: False)
    texte = ((z, gemeinsame.gelesen(z)[0]) for z in blatt.formelzellen() if z.art == "shared")
    return blatt.xml_neu({z.ort: blatt.mit_formel_und_wert(z, text) for z, text in texte if text})


def geteilt(blatt: Blatt) -> str:
    """Das XML des Blatts, in dem gewöhnliche Formeln gleicher Gestalt nur noch einmal stehen; ohne ihre Werte."""
    bekannt: dict[Gestalt, Gestalt] = {}

    def mit_gestalt(z: Formelzelle, text: str) -> Uebersetzte:
        wie = gestalt(text, z.ort.zeile)
        return z, Uebersetzung(text, gestalt=bekannt.setdefault(wie, wie))

    gewoehnliche = (mit_gestalt(z, z.text) for z in blatt.formelzellen() if z.text and not z.f_attribute)
    return blatt.xml_neu({**gemeinsam_geschrieben(blatt, gewoehnliche)})


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
