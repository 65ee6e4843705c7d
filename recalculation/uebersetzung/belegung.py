"""Wo in einer Mappe etwas steht: die belegten Zeilen in Abschnitten, die belegten Ecken der Blätter.

Ein einzelner Wert in Zeile 1.048.576 macht jede Rechnung mit A:A zu einer über eine Million Zellen. Bedingte Summen
nehmen deshalb nur die Abschnitte, in denen etwas steht, untereinander gestapelt; was eine Formel trotzdem an sehr
großen Bereichen verlangt, wird gezählt und über einer Grenze genannt statt gerechnet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from calc.runden import deutsch
from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort, Stelle, bereich_von
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.blatt import Blatt
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.grenzen import HOECHSTENS_BEZOGEN, HOECHSTENS_BEZOGEN_JE_ZELLE, RUECKRUF_WIEGT
from recalculation.datei.paket import attribute
from recalculation.uebersetzung.abhaengig import bezuege
from recalculation.uebersetzung.formeln import Formeln
from recalculation.uebersetzung.formeltext import HOECHSTENS_UEBERLAUF

Abschnitte = tuple[tuple[int, int], ...]
"""Zeilen (von, bis), geordnet; leer, wo es sich nicht lohnt, sie zu unterscheiden."""

STAPEL = "EGH_INTERN_STAPEL"
"""Hilfsfunktion der Maschine: mehrere Bereiche untereinander als ein Feld."""

_LUECKE = 1_000  # so viele leere Zeilen trennen zwei Abschnitte
_HOECHSTENS_ABSCHNITTE = 20
_WEIT_UNTEN = re.compile(r"""\sr\s*=\s*["'][A-Z]{0,3}[0-9]{5}""", re.I)
# Ganze Spalten und Zeilen, Bereiche bis in eine Zeile ab 10.000 oder in eine Spalte ab AAA.
_GROSS = re.compile(r":\$?(?:[A-Z]{1,3}(?![\w($])|[0-9]|[A-Z]+\$?[0-9]{5}|[A-Z]{3}\$?[0-9])", re.I)
_GROSSER_BEREICH = 100_000  # Zellen; kleinere zählen nicht
# Was die Maschine auch über ganzen Spalten schnell rechnet.
_SPALTE = re.compile(r"\$?[A-Z]{1,3}", re.I)
_FESTE_ZEILEN = re.compile(r"\$?[A-Z]{1,3}(?:\$[0-9]+)?:\$?[A-Z]{1,3}(?:\$[0-9]+)?", re.I)
_SCHNELL = re.compile(
    r"\b(?:(?:SUM|MAX|MIN|COUNT|COUNTA|COUNTBLANK|AVERAGE|MATCH|INDEX|ROWS?|COLUMNS?)\([^()=<>&*/^+]*\)"
    r"|[VH]LOOKUP\([^()=<>&*/^+,]*,[^()=<>&*/^+,]*,[^()=<>&*/^+,]*,[^()=<>&*/^+,]*\))",
    re.I,
)
_BEWEGLICH = ("INDIRECT(", "OFFSET(")
_KLEINE_KLAMMER = re.compile(r"[\w.]*\([^():]*\)")
_ZU_GROSS = (
    "Die Formel rechnet über {} belegte Zellen; das ist mit den Formeln davor mehr, als sich in vernünftiger Zeit "
    "rechnen lässt. Der alte Wert bleibt stehen."
)


def abschnitte(aufbau: Aufbau, formeln: str) -> Abschnitte:
    """Die Abschnitte der belegten Zeilen aller Blätter, wenn `formeln` sehr große Bereiche nennen."""
    if not _grosses(aufbau).search(formeln):
        return ()
    zeilen = {ort.zeile for blatt in aufbau.blaetter.values() for ort in blatt.index()}
    for blatt in aufbau.blaetter.values():
        for z in blatt.formelzellen():
            if z.art == "array":
                bis = z.ort.zeile + HOECHSTENS_UEBERLAUF if z.dynamisch else z.bereich.bis_zeile
                zeilen |= set(range(z.ort.zeile, min(bis, adresse.MAX_ZEILE) + 1))
    gefunden = tuple(_zusammen(sorted(zeilen)))
    return gefunden if len(gefunden) <= _HOECHSTENS_ABSCHNITTE else ()


def _zusammen(zeilen: list[int]) -> Iterator[tuple[int, int]]:
    von = davor = zeilen[0]
    for zeile in zeilen:
        if zeile - davor > _LUECKE:
            yield von, davor
            von = zeile
        davor = zeile
    yield von, davor


class Stapel(NamedTuple):
    """Wie sich die Bereiche einer bedingten Summe kleiner schreiben lassen: die belegten Abschnitte ihrer Zeilen."""

    abschnitte: Abschnitte
    zeilen: int  # so viele hat jeder der Bereiche

    def von(self, bezug: str) -> str:
        """Ein Bereich (`Blatt!A:B`, `Blatt!A$1:A$9999`) als Stapel; was eine Spalte beweglich macht, bleibt."""
        blatt, trenner, rest = bezug.rpartition("!")
        links, rechts = (_SPALTE.match(ecke) for ecke in rest.split(":"))
        assert links
        assert rechts
        teile = (f"{blatt}{trenner}{links[0]}${a}:{rechts[0]}${b}" for a, b in self.abschnitte)
        return f"{STAPEL}({','.join(teile)})"


def stapel(bezuege_: Sequence[str], teile: Abschnitte) -> Stapel | None:
    """Der Stapel für diese Bereiche; None, wenn sie nicht dieselben Zeilen haben oder es nichts zu sparen gibt."""
    zeilen = {(b.zeile, b.bis_zeile) for b in (bereich_von(bezug.rpartition("!")[2]) for bezug in bezuege_)}
    if not teile or len(zeilen) != 1 or not all(":" in bezug for bezug in bezuege_):
        return None
    if len(teile) == 1 and not any(map(_mit_zeilen, bezuege_)):
        return (
            None  # von ganzen Spalten nimmt die Maschine von selbst nur, was bis zur letzten Zeile belegt ist
        )
    ((von, bis),) = zeilen
    darin = tuple((max(a, von), min(b, bis)) for a, b in teile if a <= bis and b >= von) or ((von, von),)
    return Stapel(darin, bis - von + 1) if 4 * sum(b - a + 1 for a, b in darin) < bis - von + 1 else None


def _mit_zeilen(bezug: str) -> bool:
    return any(z.isdigit() for z in bezug.rpartition("!")[2])


def zeilen_fest(bezug: str) -> bool:
    """Ob ein Bereich in jeder Zeile derselbe ist: ganze Spalten, oder $ vor beiden Zeilennummern."""
    return _FESTE_ZEILEN.fullmatch(bezug.rpartition("!")[2]) is not None


def zu_grosse(aufbau: Aufbau, zellen: Mapping[Stelle, Formelzelle], formeln: Formeln) -> dict[Stelle, str]:
    """Zelle → Satz, wo die sehr großen Bereiche aller Formeln zusammen zu viel verlangen.

    Was in der Maschine gestapelt ist, ist klein; eine gemeinsame Formel zählt, wo sie steht, für alle.
    """
    gross = _grosses(aufbau)
    alle = ((zelle, formeln.von(zelle)) for zelle, z in zellen.items() if z.text)
    kandidaten = [(zelle, u) for zelle, u in alle if u.bewegliche or gross.search(u.text)]
    if not kandidaten:
        return {}
    ecken = {name.lower(): _ecke(blatt) for name, blatt in aufbau.blaetter.items()}
    frei = HOECHSTENS_BEZOGEN + HOECHSTENS_BEZOGEN_JE_ZELLE * sum(
        len(b.index()) for b in aufbau.blaetter.values()
    )
    groesstes = max(e.zeile * e.spalte for e in ecken.values())  # so viel könnte INDIREKT nennen
    gefunden: dict[Stelle, str] = {}
    for zelle, u in kandidaten:
        text = u.text
        belegt = groesstes if u.bewegliche and groesstes > HOECHSTENS_BEZOGEN else 0
        genannt = {(b.lower(), r) for b, r in bezuege(text, zelle[0], aufbau) if b.lower() in ecken}
        belegt += sum(_belegt(r, ecken[b]) for b, r in genannt)
        gemeinsame = _gemeinsame(zelle, zellen)
        wiegt = RUECKRUF_WIEGT if gross.search(_ohne_schnelle(text)) else 1
        frei -= belegt * len(gemeinsame) * wiegt
        if belegt and frei < 0:
            gefunden |= dict.fromkeys(gemeinsame, _ZU_GROSS.format(deutsch(belegt)))
    return gefunden


def nennt_grosse(aufbau: Aufbau, formeln: str) -> bool:
    """Ob eine der Formeln (aneinander) einen sehr großen Bereich nennen könnte."""
    if _grosses(aufbau).search(formeln) is not None:
        return True
    return any(wort in formeln for wort in _BEWEGLICH) and _weit_unten(aufbau)


def _weit_unten(aufbau: Aufbau) -> bool:
    return any(_WEIT_UNTEN.search(blatt.xml) for blatt in aufbau.blaetter.values())


def _grosses(aufbau: Aufbau) -> re.Pattern[str]:
    grosse = (n.name for n in aufbau.namen if _GROSS.search(n.bezug) and not n.name.startswith("_xlnm."))
    namen = "|".join(map(re.escape, grosse))
    return re.compile(rf"{_GROSS.pattern}|(?<![\w.])(?:{namen})(?![\w.(])", re.I) if namen else _GROSS


def _ecke(blatt: Blatt) -> Ort:
    orte = blatt.index()
    return Ort(max((o.zeile for o in orte), default=0), max((o.spalte for o in orte), default=0))


def _belegt(bereich: Bereich, ecke: Ort) -> int:
    """Zellen eines Bereichs bis zur letzten belegten Zeile und Spalte seines Blatts; 0 bei gewöhnlicher Größe."""
    hoehe = min(bereich.bis_zeile, ecke.zeile) - bereich.zeile + 1
    breite = min(bereich.bis_spalte, ecke.spalte) - bereich.spalte + 1
    anzahl = max(hoehe, 0) * max(breite, 0)
    return anzahl if anzahl >= _GROSSER_BEREICH else 0


def _gemeinsame(zelle: Stelle, zellen: Mapping[Stelle, Formelzelle]) -> list[Stelle]:
    """Die Zelle und alle, die ihre Formel teilen."""
    z = zellen[zelle]
    if z.art != "shared":
        return [zelle]
    nummer = attribute(z.f_attribute).get("si")
    return [
        andere
        for andere, a in zellen.items()
        if andere[0] == zelle[0] and a.art == "shared" and attribute(a.f_attribute).get("si") == nummer
    ]


def _ohne_schnelle(text: str) -> str:
    """Die Formel ohne alles, was auch über sehr großen Bereichen schnell geht, von innen nach außen."""
    vorher = None
    while text != vorher:
        vorher = text
        text = _KLEINE_KLAMMER.sub("0", _SCHNELL.sub("0", text))
    return text
