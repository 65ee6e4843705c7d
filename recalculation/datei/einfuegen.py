"""Neue Zellen im XML eines Blatts: wo sie stehen, und die angegebene Ausdehnung danach."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort


def einfuegungen(
    xml: str,
    p: str,
    zeilen: Mapping[int, tuple[int, int]],
    ende: int,
    zellen: Iterable[tuple[Ort, int, int]],
    neu: Mapping[Ort, str],
) -> list[tuple[int, int, str]]:
    """Je neuer Zelle die Stelle: vor der nächsten Zelle der Zeile, an ihrem Ende oder in einer neuen Zeile.

    `p`: Vorsatz des Namensraums; `zeilen`: Nummer → (von, bis) ihres Anfangs; `ende`: Ende der Blattdaten;
    `zellen`: vorhandene (Ort, von, bis). Ergibt (von, bis, XML) wie Ersetzungen.
    """
    nach_zeile: dict[int, list[Ort]] = {}
    for ort in sorted(neu):
        nach_zeile.setdefault(ort.zeile, []).append(ort)
    je_zeile: dict[int, list[tuple[int, int, int]]] = {}
    for ort, von, bis in zellen:
        if ort.zeile in nach_zeile:
            je_zeile.setdefault(ort.zeile, []).append((ort.spalte, von, bis))
    folgende = _Folgende((nummer, von) for nummer, (von, _) in zeilen.items())
    stellen: dict[int, list[str]] = {}
    ersetzt = []
    for zeile, orte in nach_zeile.items():
        if zeile not in zeilen:
            inhalt = "".join(neu[ort] for ort in orte)
            stelle = folgende.nach(zeile, ende)
            stellen.setdefault(stelle, []).append(f'<{p}row r="{zeile}">{inhalt}</{p}row>')
            continue
        von, bis = zeilen[zeile]
        if xml[bis - 2] == "/":
            inhalt = "".join(neu[ort] for ort in orte)
            ersetzt.append((von, bis, f"{xml[von : bis - 2]}>{inhalt}</{p}row>"))
            continue
        ihre = je_zeile.get(zeile, ())
        danach, hinten = _Folgende((s, v) for s, v, _ in ihre), max((b for _, _, b in ihre), default=bis)
        for ort in orte:
            stellen.setdefault(danach.nach(ort.spalte, hinten), []).append(neu[ort])
    return [(stelle, stelle, "".join(texte)) for stelle, texte in stellen.items()] + ersetzt


class _Folgende:
    """Zu einer Nummer die früheste Stelle aller größeren; einmal geordnet statt jedes Mal durchsucht."""

    def __init__(self, nummern: Iterable[tuple[int, int]]) -> None:
        geordnet = sorted(nummern)
        self._nummern = [nummer for nummer, _ in geordnet]
        self._stellen = list(accumulate((stelle for _, stelle in reversed(geordnet)), min))[::-1]

    def nach(self, nummer: int, sonst: int) -> int:
        """Die Stelle; `sonst`, wenn keine größere da ist."""
        i = bisect_right(self._nummern, nummer)
        return self._stellen[i] if i < len(self._stellen) else sonst


def ausdehnung(xml: str, p: str, bis_hier: int, neu: Iterable[Ort]) -> str:
    """Das XML, dessen Angabe der Ausdehnung (vor Stelle `bis_hier`) mit den neuen Zellen wächst."""
    orte = list(neu)
    angabe = re.search(rf"""<{p}dimension\s+ref=["']([A-Z0-9:]+)""", xml[:bis_hier])
    if not orte or angabe is None:
        return xml
    alt = adresse.bereich(angabe[1])
    weit = Bereich(
        min(alt.zeile, *(o.zeile for o in orte)),
        min(alt.spalte, *(o.spalte for o in orte)),
        max(alt.bis_zeile, *(o.zeile for o in orte)),
        max(alt.bis_spalte, *(o.spalte for o in orte)),
    )
    if weit == alt:
        return xml
    ref = f"{adresse.a1(weit.zeile, weit.spalte)}:{adresse.a1(weit.bis_zeile, weit.bis_spalte)}"
    return xml[: angabe.start(1)] + ref + xml[angabe.end(1) :]
