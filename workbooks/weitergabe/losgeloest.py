"""Formeln, die weggelassene Blätter brauchen, rechnen weiter: fest wird nur der Teil, der von dort kommt.

`=EGH_VZAE(D6;njaz)+SUMME(intern_Personen!V7:V506)` wird `=EGH_VZAE(D6;njaz)+WENN(UND(fest_1);3,25;#NV)`. Ersetzt wird
der kleinste Teil, der einen einzelnen Wert gibt: eine Zelle, oder die Funktion um einen Bereich. Seinen Wert rechnet
die Mappe selbst aus.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import quote_sheetname

from recalculation.datei import adresse
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.blatt import Blatt
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.paket import Paket
from recalculation.uebersetzung.baum import Knoten, zerlegt
from recalculation.uebersetzung.hindernis import NichtBerechenbar
from udfs import Fehler
from workbooks.mappe import Arbeitsmappe
from workbooks.nativ.annahmen import NAMEN
from workbooks.nativ.blatt import Blatt as NeuesBlatt
from workbooks.nativ.blatt import Stile, Zelle, angefuegt
from workbooks.nativ.schreiben import fest, funktion, geschrieben
from workbooks.weitergabe.bedingungen import Bedingungen
from workbooks.weitergabe.packen import gepackt

_BLATT = "Zwischenstand"
_TEIL = "Teil"  # Art eines Knotens: was von weggelassenen Blättern kommt
# geben aus Bereichen einen einzelnen Wert
_EINZELN = {
    *(
        "SUM",
        "SUMPRODUCT",
        "SUMIF",
        "SUMIFS",
        "COUNT",
        "COUNTA",
        "COUNTBLANK",
        "COUNTIF",
        "COUNTIFS",
        "MAX",
        "MIN",
    ),
    *("INDEX", "MATCH", "ROWS", "COLUMNS", "ROW", "COLUMN", "MEDIAN", "AVERAGE", "LOOKUP", "AND", "OR"),
    *(name for name, f in NAMEN.items() if not f.tabelle),
}
_EINFACH = re.compile(r"(?<![\w!.'])(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)(?![\w(])")


class _KeinEinzelner(ValueError):
    """Ein Bereich, um den keine Funktion steht, die einen einzelnen Wert gibt."""


@dataclass
class Losgeloest:
    """Die Teile mit den neuen Formeln; `fest`: Zellen, in deren Formel jetzt ein fester Wert steht.

    `bedingungen`: Name, Formel und in Worten, solange was sich nicht ändert die Werte gelten.
    """

    teile: dict[str, bytes]
    fest: list[str] = field(default_factory=list)
    bedingungen: list[tuple[str, str, str]] = field(default_factory=list)


def losgeloest(m: Arbeitsmappe, ohne: Sequence[str], weg: re.Pattern[str], quellen: str) -> Losgeloest:
    """Jede Formel auf einem Blatt, das bleibt; was sich nicht trennen lässt, bleibt, wie es ist."""
    paket = Paket(m.inhalt())
    aufbau = Aufbau(paket)
    betroffen = _Betroffen(aufbau, ohne)
    stellen = [
        (blatt, z, teile)
        for name, blatt in aufbau.blaetter.items()
        if name not in ohne
        for z in blatt.formelzellen()
        if z.text and not z.f_attribute and weg.search(z.text) and (teile := betroffen.teile(blatt, z.text))
    ]
    werte = _gerechnet(m, paket, sorted({t for _, _, teile in stellen for t in teile}), quellen)
    bedingungen = Bedingungen(m, aufbau, ohne)
    werte = {t: _solange(bedingungen.fuer(t), wert) for t, wert in werte.items()}
    neu: dict[str, dict[Any, str]] = {}
    fertig = Losgeloest(dict(paket.teile))
    for blatt, z, teile in stellen:
        if all(t in werte for t in teile):
            text = betroffen.ersetzt(blatt, z.text or "", werte)
            neu.setdefault(blatt.name, {})[z.ort] = blatt.mit_formel_und_wert(z, text)
            fertig.fest.append(f"{blatt.name}!{adresse.a1(*z.ort)}")
    for name, zellen in neu.items():
        blatt = aufbau.blaetter[name]
        fertig.teile[blatt.teil] = blatt.mit_werten(_aus(zellen)).encode("utf-8")
    fertig.bedingungen = bedingungen.zeilen()
    return fertig


def _solange(bedingung: str, wert: Knoten) -> Knoten:
    return funktion("IF", zerlegt(bedingung), wert, fest("#N/A")) if bedingung else wert


def _aus(zellen: dict[Any, str]) -> Callable[[Formelzelle], str | None]:
    return lambda z: zellen.get(z.ort)


class _Betroffen:
    """Findet und ersetzt, was von weggelassenen Blättern kommt."""

    def __init__(self, aufbau: Aufbau, ohne: Sequence[str]) -> None:
        self._ohne = {name.casefold() for name in ohne}
        self._ziele = {n.name.casefold(): ziel for n in aufbau.namen if (ziel := n.ziel()) is not None}

    def teile(self, blatt: Blatt, formel: str) -> list[str]:
        """Die Teile der Formel, mit vollständigen Bezügen; leer, wenn sich einer nicht trennen lässt."""
        gefunden: list[str] = []

        def merke(k: Knoten) -> Knoten:
            gefunden.append(_voll(geschrieben(k), blatt.name))
            return k

        try:
            _eingesetzt(self._getrennt(zerlegt(formel))[0], merke)
        except (_KeinEinzelner, NichtBerechenbar, ValueError):
            return []
        return gefunden

    def ersetzt(self, blatt: Blatt, formel: str, werte: dict[str, Knoten]) -> str:
        """Die Formel mit diesen Werten."""
        getrennt = self._getrennt(zerlegt(formel))[0]
        return geschrieben(_eingesetzt(getrennt, lambda k: werte[_voll(geschrieben(k), blatt.name)]))

    def _getrennt(self, k: Knoten) -> tuple[Knoten, bool]:
        """Der Knoten, darin jeder Teil, der von weggelassenen Blättern kommt, in `_TEIL` gehüllt; ob es einen gibt.

        Jeder Knoten wird einmal besucht: zweimal je Stufe wüchse mit der Tiefe der Formel auf das Doppelte.
        """
        art = k["node_type"]
        if art == "Reference":
            anzahl = self._zellen(str(k["reference"]))
            if anzahl > 1:
                raise _KeinEinzelner
            return (_teil(k), True) if anzahl else (k, False)
        if art == "BinaryOp":
            links, rechts = self._getrennt(k["left"]), self._getrennt(k["right"])
            return {**k, "left": links[0], "right": rechts[0]}, links[1] or rechts[1]
        if art == "UnaryOp":
            innen, gefunden = self._getrennt(k["operand"])
            return {**k, "operand": innen}, gefunden
        if art != "Function":
            return k, False
        return self._funktion(k)

    def _funktion(self, k: Knoten) -> tuple[Knoten, bool]:
        try:  # lässt sich ein Argument nicht trennen, ist die ganze Funktion der kleinste Teil
            args = [self._getrennt(arg) for arg in k["args"]]
        except _KeinEinzelner:
            if k["name"] not in _EINZELN or _ganze_zeile(k):
                raise
            return _teil(k), True
        gefunden = any(hat for _, hat in args)
        if gefunden and k["name"] in ("ROW", "COLUMN", "ROWS", "COLUMNS", "COUNTIF", "SUMIF", "COUNTBLANK"):
            return _teil(k), True  # sie wollen einen Bezug, keinen Wert
        return (funktion(k["name"], *(arg for arg, _ in args)), True) if gefunden else (k, False)

    def _zellen(self, bezug: str) -> int:
        """Wie viele Zellen weggelassener Blätter der Bezug nennt; 0: keine."""
        geteilt = adresse.mit_blatt(bezug)
        if geteilt is not None:
            if geteilt[0].casefold() not in self._ohne:
                return 0
            try:
                return adresse.bereich(geteilt[1].replace("$", "")).anzahl
            except ValueError:
                return 2
        ziel = self._ziele.get(bezug.casefold())
        return ziel[1].anzahl if ziel is not None and ziel[0].casefold() in self._ohne else 0


def _teil(k: Knoten) -> Knoten:
    return {"node_type": _TEIL, "teil": k}


def _eingesetzt(k: Knoten, tausch: Callable[[Knoten], Knoten]) -> Knoten:
    """Der Knoten mit dem, was `tausch` für jeden Teil gibt, von links nach rechts."""
    art = k["node_type"]
    if art == _TEIL:
        return tausch(k["teil"])
    if art == "BinaryOp":
        return {**k, "left": _eingesetzt(k["left"], tausch), "right": _eingesetzt(k["right"], tausch)}
    if art == "UnaryOp":
        return {**k, "operand": _eingesetzt(k["operand"], tausch)}
    if art == "Function":
        return {**k, "args": [_eingesetzt(arg, tausch) for arg in k["args"]]}
    return k


def _ganze_zeile(k: Knoten) -> bool:
    """INDEX(Bereich;n;0) ist eine ganze Zeile."""
    return k["name"] == "INDEX" and any(
        a["node_type"] == "Literal" and a["value"] == 0 for a in k["args"][1:]
    )


def _voll(text: str, blatt: str) -> str:
    """Bezüge ohne Blatt mit dem der Zelle; Texte in der Formel bleiben."""
    teile = re.split(r'("(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'!)', text)
    vorsatz = quote_sheetname(blatt) + "!"
    for i in range(0, len(teile), 2):
        gehoert = i > 0 and teile[i - 1].endswith("'!")
        erst = _EINFACH.match(teile[i]) if gehoert else None
        ab = erst.end() if erst else 0
        teile[i] = teile[i][:ab] + _EINFACH.sub(lambda m: vorsatz + m[1], teile[i][ab:])
    return "".join(teile)


def _gerechnet(m: Arbeitsmappe, paket: Paket, formeln: Sequence[str], quellen: str) -> dict[str, Knoten]:
    """Der Wert jeder Formel als fester Teil; eine, die nicht zu rechnen ist, fehlt."""
    if not formeln:
        return {}
    b = NeuesBlatt(_BLATT, (20,))
    for z, text in enumerate(formeln, 1):
        # ein Verweis auf eine leere Zelle gäbe 0; wer sie liest, fragt aber meist, ob sie leer ist
        leer = text.startswith("INDEX(") or "(" not in text
        b.setze(z, Zelle(formel=f'IF({text}="","",{text})' if leer else text, stil="genau"))
    dazu = angefuegt(paket.teile, b, Stile(paket.teile, quellen))
    mit = Arbeitsmappe(Paket(gepackt(dazu)), m.pfad).rechnen()
    werte = {}
    for z, text in enumerate(formeln, 1):
        try:
            werte[text] = _fest(mit[f"{_BLATT}!A{z}"])
        except RuntimeError:
            continue
    return werte


def _fest(wert: Any) -> Knoten:
    if isinstance(wert, Fehler):
        return fest(wert.code)
    if wert is None:
        return fest("")
    return fest(f"\x01{wert}" if isinstance(wert, str) and wert.startswith("#") else wert)
