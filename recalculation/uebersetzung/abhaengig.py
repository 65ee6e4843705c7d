"""Welche Zellen an nicht berechenbaren hängen, auch über Bereiche, Namen und Tabellen."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort, Stelle, bereich_von
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.zellmenge import Zellmenge
from recalculation.uebersetzung import baum
from recalculation.uebersetzung.formeln import Uebersetzung

_KLEIN = 64  # Bereiche bis zu so vielen Zellen werden Zelle für Zelle verzeichnet


def bezuege(text: str, blatt: str, aufbau: Aufbau) -> Iterator[tuple[str, Bereich]]:
    """Die Bereiche, die eine Formel (ohne »=«) nennt, jeweils mit ihrem Blatt."""
    for bezug in baum.bezuege_in(text):
        yield from aufgeloest(bezug, blatt, aufbau)


def aufgeloest(bezug: str, blatt: str, aufbau: Aufbau) -> Iterator[tuple[str, Bereich]]:
    """Die Bereiche, für die ein Bezug, Name oder Tabellenbezug steht."""
    ort_blatt, rest = adresse.mit_blatt(bezug) or (blatt, bezug)
    try:
        yield ort_blatt, bereich_von(rest)
        return
    except ValueError:
        pass
    name = aufbau.finde_name(rest, ort_blatt)
    if name is not None and name.bezug != bezug:
        yield from bezuege(name.bezug, ort_blatt, aufbau)
    for tabelle in aufbau.tabellen:
        if rest.lower().startswith(tabelle.name.lower() + "["):
            yield tabelle.blatt, tabelle.bereich


def unmittelbare(
    formeln: Mapping[Stelle, Uebersetzung], zellen: Iterable[Stelle], aufbau: Aufbau
) -> list[Stelle]:
    """Die Zellen, deren Formel eine von diesen nennt, auch in einem Bereich.

    Formeln einer Gestalt nennen dieselben Spalten: sie wird nur einmal gefragt, ob das die gesuchten sind.
    """
    menge = Zellmenge(zellen)
    gestalten: dict[tuple[str, int], bool] = {}
    geschrieben = [blatt.replace("'", "''") for blatt in menge.blaetter]
    namen = {n.name.upper() for n in aufbau.namen if not (ziel := n.ziel()) or menge.trifft(*ziel)}

    @cache
    def trifft(blatt: str, bezug: str, genau: bool) -> bool:
        frage = menge.trifft if genau else menge.in_spalten
        return any(frage(*b) for b in aufgeloest(bezug, blatt, aufbau))

    def von_woanders(blatt: str, u: Uebersetzung) -> bool:
        """Ob die Formel auf einem anderen Blatt steht und auch keines von diesen und keinen Namen dorthin nennt."""
        if blatt.lower() in menge.blaetter or u.gestalt is None or aufbau.tabellen or u.namen & namen:
            return False
        text = u.text.lower()
        return not any(b in text for b in geschrieben)

    def genannt(zelle: Stelle, u: Uebersetzung) -> bool:
        if von_woanders(zelle[0], u):
            return False
        gestalt = zelle[0], id(u.gestalt)
        if u.gestalt is None or gestalt not in gestalten:
            gestalten[gestalt] = any(trifft(zelle[0], b, False) for b in baum.bezuege_in(u.text))
        return gestalten[gestalt] and any(trifft(zelle[0], b, True) for b in baum.bezuege_in(u.text))

    return [z for z, u in formeln.items() if u.bewegliche or genannt(z, u)]


def haengende(
    formeln: Mapping[Stelle, Uebersetzung],
    wurzeln: set[Stelle],
    belegt: dict[Stelle, list[Ort]],
    aufbau: Aufbau,
    ziele: Mapping[Stelle, Sequence[tuple[str, Bereich]]],
) -> dict[Stelle, Stelle | None]:
    """Alle Zellen, deren Formel mittelbar auf eine Wurzel zugreift, mit dieser Wurzel (None: irgendeine).

    `formeln`: Zelle → Formel; `wurzeln`: nicht berechenbare Zellen; `belegt`: Zelle → alle Zellen, die ihre
    Formel füllt. `ziele`: wohin INDIREKT und BEREICH.VERSCHIEBEN einer Zelle zeigen; wo das
    nicht bekannt ist, können sie überallhin zeigen und hängen immer.
    """
    kleine: dict[Stelle, list[Stelle]] = {}
    grosse = _Grosse()
    for zelle, u in formeln.items():
        for blatt, bereich in (*bezuege(u.text, zelle[0], aufbau), *ziele.get(zelle, ())):
            if bereich.anzahl <= _KLEIN:
                for ort in bereich.orte():
                    kleine.setdefault((blatt.lower(), ort), []).append(zelle)
            else:
                grosse.merke(blatt.lower(), bereich, zelle)
    gefunden: dict[Stelle, Stelle | None] = {
        z: None for z, u in formeln.items() if u.bewegliche and z not in ziele
    }
    anfaenge = [*((w, w) for w in sorted(wurzeln)), *gefunden.items()]
    offen = deque((zelle[0].lower(), ort, wurzel) for zelle, wurzel in anfaenge for ort in belegt[zelle])
    while offen:
        blatt, ort, wurzel = offen.popleft()
        for zelle in (*kleine.get((blatt, ort), ()), *grosse.nimm(blatt, ort)):
            if zelle not in gefunden:
                gefunden[zelle] = wurzel
                offen += [(zelle[0].lower(), o, wurzel) for o in belegt[zelle]]
    return gefunden


class _Grosse:
    """Große Bereiche mit der Zelle, die sie nennt, je Blatt und Spalte; was einmal getroffen ist, fällt heraus."""

    def __init__(self) -> None:
        self._gemerkt: dict[tuple[str, int], list[tuple[int, int, Stelle]]] = {}
        self._geordnet: dict[tuple[str, int], _Spalte] = {}
        self._breite: list[tuple[str, Bereich, Stelle]] = []

    def merke(self, blatt: str, bereich: Bereich, zelle: Stelle) -> None:
        """Einen Bereich verzeichnen."""
        if bereich.breite > _KLEIN:
            self._breite.append((blatt, bereich, zelle))
            return
        for spalte in range(bereich.spalte, bereich.bis_spalte + 1):
            self._gemerkt.setdefault((blatt, spalte), []).append((bereich.zeile, bereich.bis_zeile, zelle))

    def nimm(self, blatt: str, ort: Ort) -> list[Stelle]:
        """Die Zellen aller Bereiche, in denen die Zelle liegt; jede Spalte gibt eine nur einmal."""
        stelle = (blatt, ort.spalte)
        if stelle in self._gemerkt:
            self._geordnet[stelle] = _Spalte(self._gemerkt.pop(stelle))
        gefunden = self._geordnet[stelle].nimm(ort.zeile) if stelle in self._geordnet else []
        if self._breite:
            trifft = [b == blatt and r.enthaelt(ort) for b, r, _ in self._breite]
            gefunden += [z for (_, _, z), ja in zip(self._breite, trifft, strict=True) if ja]
            self._breite = [e for e, ja in zip(self._breite, trifft, strict=True) if not ja]
        return gefunden


class _Spalte:
    """Abschnitte (von, bis, Zelle) einer Spalte; `nimm` kostet je gefundenem nur den Weg durch einen Baum."""

    def __init__(self, abschnitte: list[tuple[int, int, Stelle]]) -> None:
        abschnitte.sort(key=lambda a: a[0])
        self._von = [von for von, _, _ in abschnitte]
        self._zellen = [zelle for _, _, zelle in abschnitte]
        self._blaetter = 1 << len(abschnitte).bit_length()
        self._bis = [0] * (2 * self._blaetter)  # Baum: jeder Knoten kennt das späteste Ende darunter
        for i, (_, bis, _) in enumerate(abschnitte):
            self._bis[self._blaetter + i] = bis
        for i in range(self._blaetter - 1, 0, -1):
            self._bis[i] = max(self._bis[2 * i], self._bis[2 * i + 1])

    def nimm(self, zeile: int) -> list[Stelle]:
        """Die Zellen aller Abschnitte mit dieser Zeile; sie fallen heraus."""
        gefunden = []
        begonnen = bisect_right(self._von, zeile)
        offen = [(1, 0, self._blaetter)]
        while offen:
            knoten, ab, breite = offen.pop()
            if self._bis[knoten] < zeile or ab >= begonnen:
                continue
            if knoten < self._blaetter:
                halb = breite // 2
                offen += [(2 * knoten, ab, halb), (2 * knoten + 1, ab + halb, halb)]
                continue
            gefunden.append(self._zellen[ab])
            while knoten:
                self._bis[knoten] = (
                    0 if knoten >= self._blaetter else max(self._bis[2 * knoten : 2 * knoten + 2])
                )
                knoten //= 2
        return gefunden
