"""Was aus jeder Formel wird: eine gewöhnliche, ihr Wert, oder sie bleibt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from openpyxl.utils import quote_sheetname

from recalculation.datei import adresse
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.blatt import Blatt
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.paket import Unbrauchbar
from workbooks.bausteine.grund.formworte import SAETZE
from workbooks.nativ.form import LIEST_VERTRAG
from workbooks.nativ.lambdas import OHNE_LAMBDA
from workbooks.nativ.rechenweg import Rechenweg
from workbooks.nativ.uebersetzer import Geprueft, Uebersetzer
from workbooks.nativ.waechter import OhneForm
from workbooks.weitergabe.sauber import NACH_DRAUSSEN

_VERWEIS = re.compile(r"\[\d+\]!(?=EGH_)")
_FREMD = re.compile(r"\[\d+\]|\[[^\]]+\.xl\w+\]")
_VERKNUEPFT = re.compile(r"\bHYPERLINK\(", re.I)
_EIGENE = re.compile(r"\bEGH_\w+(?=\()")


def auf_weggelassenes(aufbau: Aufbau, ohne: Sequence[str]) -> re.Pattern[str] | None:
    """Findet in einer Formel, was es nicht mehr geben wird: Blätter, ihre Namen, Namen mit einem Pfad."""
    worte = [re.escape(quote_sheetname(b)) + "!" for b in ohne] + [re.escape(b) + "!" for b in ohne]
    for n in aufbau.namen:
        ziel = n.ziel()
        if (ziel is not None and ziel[0] in ohne) or (ziel is None and NACH_DRAUSSEN.search(n.bezug)):
            worte.append(rf"\b{re.escape(n.name)}\b")
    return re.compile("|".join(worte), re.I) if worte else None


class Formeln:
    """Geht die Blätter durch; danach nennt sie, was zu Werten wurde und ob Vertragswerte gebraucht werden."""

    def __init__(self, aufbau: Aufbau, form: str, weg: re.Pattern[str] | None, geprueft: Geprueft) -> None:
        self._form, self._geprueft, self._weg = form, geprueft, weg
        ziele = {n.name: n.ziel() for n in aufbau.namen}
        self._bereiche = {
            f"{ziel[0]}!{_fest(ziel[1])}": name for name, ziel in ziele.items() if ziel and ziel[1].anzahl > 1
        }
        self.zu_werten: list[str] = []
        self.uebersetzt = 0
        self.rechenweg = Rechenweg()
        self.genannt: set[str] = set()
        self.mit_vertrag = False

    def blatt(self, blatt: Blatt) -> str:
        """Das XML des Blatts. Fehler: `Unbrauchbar`, wenn sich eine Formel nicht übersetzen lässt."""
        texte = {adresse.a1(*z.ort): _text(z) for z in blatt.formelzellen() if z.text is not None}
        uebersetzer = Uebersetzer(texte, self._geprueft, self._bereiche)
        return blatt.mit_werten(lambda z: self._zelle(blatt, z, uebersetzer))

    def _zelle(self, blatt: Blatt, z: Formelzelle, uebersetzer: Uebersetzer) -> str | None:
        text, ort = _text(z), f"{blatt.name}!{adresse.a1(*z.ort)}"
        if self._form == "werte":
            return blatt.ohne_formel(z)
        if (
            _FREMD.search(text)
            or _VERKNUEPFT.search(text)
            or (self._weg is not None and self._weg.search(text))
        ):
            self.zu_werten.append(ort)
            # ein leerer Text bliebe nicht: wer die leere Zelle liest, bekäme 0
            leer = "<v></v>" in z.inhalt or "<v/>" in z.inhalt
            return blatt.mit_formel_und_wert(z, '""') if leer else blatt.ohne_formel(z)
        if "EGH_" not in text.upper():
            neu = _ohne_banner(text)
            return blatt.mit_formel_und_wert(z, neu) if neu != text and z.text is not None else None
        if self._form == "lambda":
            self.genannt |= set(_EIGENE.findall(text))
            if fehlt := self.genannt & set(OHNE_LAMBDA):
                raise Unbrauchbar(f"{ort} gibt es ohne Add-in nicht: {min(fehlt)} {OHNE_LAMBDA[min(fehlt)]}.")
            return blatt.mit_formel_und_wert(z, text)
        try:
            neu = uebersetzer.formel(text)
        except OhneForm as grund:
            raise Unbrauchbar(f"{ort} gibt es ohne Add-in nicht: {grund}") from None
        self.uebersetzt += 1
        self.rechenweg.merke(blatt.name, adresse.a1(*z.ort), text)
        self.mit_vertrag = self.mit_vertrag or LIEST_VERTRAG.search(neu) is not None
        return blatt.mit_formel_und_wert(z, _ohne_banner(neu))


def _text(z: Formelzelle) -> str:
    """Die Formel; unsere Funktionen ohne den Verweis auf das Add-in."""
    return _VERWEIS.sub("", z.text or "")


def _ohne_banner(text: str) -> str:
    """Ohne den Hinweis auf das fehlende Add-in, der nie mehr gilt, und ohne den Rat, einen Befehl aufzurufen."""
    for schluessel in ("druck", "banner"):
        text = text.replace(SAETZE[schluessel][""], SAETZE[schluessel]["formeln"])
    return text.replace('IF(ISERROR(1),"","")', '""')


def _fest(bereich: adresse.Bereich) -> str:
    von, bis = (
        adresse.a1(zeile, spalte)
        for zeile, spalte in ((bereich.zeile, bereich.spalte), (bereich.bis_zeile, bereich.bis_spalte))
    )
    return ":".join(re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", ecke) for ecke in (von, bis))
