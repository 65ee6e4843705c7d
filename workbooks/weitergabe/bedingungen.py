"""Wovon abhängt, was aus weggelassenen Blättern kommt: ändert sich das, wird der feste Wert #NV statt falsch.

Die Formeln dort lesen Angaben, die in der Mappe bleiben (Nettojahresarbeitszeit, Wochen je Jahr). Nach Spalten gesehen:
was eine Formel einer Spalte liest, davon hängt die ganze Spalte ab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from recalculation.datei import adresse
from recalculation.datei.aufbau import Aufbau
from udfs import Fehler
from udfs.lesen import zeige
from workbooks.mappe import Arbeitsmappe

Spalte = tuple[str, int]
_IMMER = "addin_fehlt"  # in diesen Formen nie
_LISTE = 100  # so lange Listen (Angebote) gehen ganz in die Bedingung ein
_KOPFZEILEN = 4  # Titel und Stand; sie rechnen nichts
_ORT = r"\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?"
_BEZUG = re.compile(rf"(?:('(?:[^']|'')+'|[^\W\d]\w*)!)?({_ORT})(?![\w(])|([^\W\d][\w.]*)(?![\w(!])")
_TEXT = re.compile(r'"(?:[^"]|"")*"')


class Bedingungen:
    """Sammelt die Bedingungen; gleiche bekommen denselben Namen `fest_1`, `fest_2` …"""

    def __init__(self, m: Arbeitsmappe, aufbau: Aufbau, ohne: Sequence[str]) -> None:
        self._m, self._aufbau = m, aufbau
        self._ohne = {name.casefold(): name for name in ohne}
        self._ziele = {n.name.casefold(): (n.name, ziel) for n in aufbau.namen if (ziel := n.ziel())}
        self._namen: dict[tuple[str, ...], str] = {}
        # eine Mappe, die schon einmal weitergegeben wurde, hat solche Namen schon
        self._vergeben = sum(n.name.startswith("fest_") for n in aufbau.namen)

    def fuer(self, teil: str) -> str:
        """Formel: ob der Wert dieses Teils noch gilt; »« , wenn er von nichts abhängt, was bleibt."""
        eigene, innen = self._gelesen(teil, "")
        angaben = self._alle(innen)
        stuecke = [self._name(angaben)] if angaben else []
        stuecke += [self._unveraendert(ort) for ort in sorted(eigene - angaben)]
        # auch um einen einzelnen Namen: als Bedingung allein nimmt ihn nicht jedes Programm
        return f"AND({','.join(stuecke)})" if stuecke else ""

    def zeilen(self) -> list[tuple[str, str, str]]:
        """Je Bedingung ihr Name, ihre Formel und in Worten, was sich nicht ändern darf."""
        return [
            (
                name,
                f"AND({','.join(map(self._unveraendert, angaben))})",
                "; ".join(f"{self._wort(ort)} = {self._gezeigt(ort)}" for ort in angaben),
            )
            for angaben, name in self._namen.items()
        ]

    def _name(self, angaben: set[str]) -> str:
        return self._namen.setdefault(tuple(sorted(angaben)), f"fest_{self._vergeben + len(self._namen) + 1}")

    def _wort(self, ort: str) -> str:
        """Was links in der Zeile steht, wie ein Anwender die Angabe kennt."""
        blatt, bereich = self._m.ort(ort)
        if bereich.anzahl > 1:
            return f"{blatt} {adresse.a1(bereich.zeile, bereich.spalte)} ff."
        wort = self._m[adresse.voll(blatt, bereich.zeile, 1)]
        return wort if isinstance(wort, str) and wort else ort

    def _gezeigt(self, ort: str) -> str:
        wert = self._m[ort]
        if isinstance(wert, list):
            return ", ".join(str(zeile[0]) for zeile in wert if zeile[0] not in (None, "")) or "leer"
        if tag := self._m.als_tag(ort):
            return f"{tag:%d.%m.%Y}"
        return "leer" if wert in (None, "") else str(wert) if isinstance(wert, Fehler) else zeige(wert)

    def _unveraendert(self, ort: str) -> str:
        wert = self._m[ort]
        if isinstance(wert, list):
            return _liste_unveraendert(ort, [zeile[0] for zeile in wert])
        if isinstance(wert, Fehler):
            return f"ISERROR({ort})"
        if wert is None or wert == "":
            return f'{ort}=""'
        if isinstance(wert, bool):
            return f"{ort}={str(wert).upper()}"
        if isinstance(wert, float):  # gerundet: dieselbe Rechnung in anderer Reihenfolge endet anders
            return f"ROUND(N({ort}),9)={round(wert, 9):.15g}"
        return f'{ort}="' + str(wert).replace('"', '""') + '"'

    def _alle(self, innen: set[Spalte]) -> set[str]:
        """Angaben, von denen diese Spalten abhängen, auch über andere Spalten."""
        offen, gesehen, angaben = list(innen), set(innen), set()
        while offen:
            aussen, weitere = self._spalten.get(offen.pop(), (set(), set()))
            angaben |= aussen
            offen += weitere - gesehen
            gesehen |= weitere
        return angaben

    @cached_property
    def _spalten(self) -> dict[Spalte, tuple[set[str], set[Spalte]]]:
        """Je Spalte der weggelassenen Blätter: was ihre Formeln lesen, in der Mappe und dort."""
        gefunden: dict[Spalte, tuple[set[str], set[Spalte]]] = {}
        muster: set[tuple[str, str]] = set()
        for name in self._ohne.values():
            for z in self._aufbau.blaetter[name].formelzellen() if name in self._aufbau.blaetter else ():
                schluessel = (f"{name}{z.ort.spalte}", re.sub(r"\d+", "", z.text or ""))
                if not z.text or schluessel in muster or z.ort.zeile <= _KOPFZEILEN:
                    continue
                muster.add(schluessel)
                aussen, innen = gefunden.setdefault((name.casefold(), z.ort.spalte), (set(), set()))
                mehr_aussen, mehr_innen = self._gelesen(z.text, name)
                aussen |= mehr_aussen
                innen |= mehr_innen
        return gefunden

    def _gelesen(self, formel: str, blatt: str) -> tuple[set[str], set[Spalte]]:
        """Einzelne Zellen, die bleiben (wie man sie schreibt), und Spalten weggelassener Blätter."""
        aussen: set[str] = set()
        innen: set[Spalte] = set()
        for wort, wo, bereich in self._bezuege(_TEXT.sub('""', formel), blatt):
            if wo.casefold() in self._ohne:
                innen |= {(wo.casefold(), s) for s in range(bereich.spalte, bereich.bis_spalte + 1)}
            elif bereich.anzahl == 1 or (bereich.breite == 1 and bereich.anzahl <= _LISTE):
                aussen.add(wort)
        return aussen, innen

    def _bezuege(self, formel: str, blatt: str) -> Iterator[tuple[str, str, Any]]:
        for m in _BEZUG.finditer(formel):
            wo, ort, name = m.groups()
            if name is not None:
                if name.casefold() in self._ziele and name.casefold() != _IMMER:
                    echt, (ziel, bereich) = self._ziele[name.casefold()]
                    yield echt, ziel, bereich
            elif wo or blatt:
                anderes = wo.strip("'").replace("''", "'") if wo else blatt
                yield m[0], anderes, adresse.bereich(ort.replace("$", ""))


def _liste_unveraendert(ort: str, werte: list[Any]) -> str:
    """Bedingung: die Texte einer Spalte sind dieselben, und die Zahlen stehen an denselben Stellen."""
    zahlen = [w if isinstance(w, float) else 0.0 for w in werte]
    stellen = ";".join(str(n) for n in range(1, len(werte) + 1))
    summe = sum(n * w for n, w in enumerate(zahlen, 1))
    gleich = f"ROUND(SUMPRODUCT({ort},{{{stellen}}}),6)={round(summe, 6):.15g}"
    if any(isinstance(w, float) for w in werte):
        return gleich
    texte = ";".join('"' + ("" if w is None else str(w)).replace('"', '""') + '"' for w in werte)
    return f"SUMPRODUCT(--({ort}<>{{{texte}}}))=0"
