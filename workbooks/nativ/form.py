"""Eine gebaute Mappe ohne Add-in: jede EGH-Formel als gewöhnliche (`formeln`), oder EGH_… als LAMBDA (`lambda`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from html import unescape
from xml.sax.saxutils import escape

from workbooks.nativ.abgleich import mit_abgleich
from workbooks.nativ.blatt import Stile, angefuegt
from workbooks.nativ.lambdas import OHNE_LAMBDA, lambdas
from workbooks.nativ.rechenweg import Rechenweg
from workbooks.nativ.tarifblatt import mit_tarifen
from workbooks.nativ.uebersetzer import Geprueft, Uebersetzer
from workbooks.nativ.vertragswerte import vertragswerte
from workbooks.nativ.waechter import OhneForm

_EIGENE = re.compile(r"\bEGH_\w+(?=\()")
LIEST_VERTRAG = re.compile(r"\b(?:vertrag|hbg)_[a-z]+\b")
"""Namen auf dem Blatt Vertragswerte."""
_BLATT = re.compile(r"xl/worksheets/sheet\d+\.xml")
_FORMEL = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f)([^>]*)>([^<]*)</f>')


class NichtOhneAddin(ValueError):
    """Zellen, die es ohne Add-in nicht gibt: (Blatt und Zelle, Satz); der Text ist ein deutscher Satz."""

    def __init__(self, zellen: list[tuple[str, str]]) -> None:
        einzeln = " ".join(f"{ort}: {satz}" for ort, satz in zellen[:5])
        super().__init__(f"Diese Mappe gibt es ohne Add-in nicht. {einzeln}")
        self.zellen = zellen


def formeln(teile: Mapping[str, bytes], land: str) -> dict[str, bytes]:
    """Die Teile mit gewöhnlichen Formeln, noch nicht gerechnet. Fehler: `NichtOhneAddin`."""
    geprueft, weg, fehlend, neu = Geprueft(), Rechenweg(), [], dict(teile)
    namen, bereichsnamen = _blattnamen(teile), _bereichsnamen(teile)
    for teil in teile:
        if _BLATT.fullmatch(teil):
            merke = partial(weg.merke, namen[teil])
            einzeln, genannt = _mit_abgleich(teile[teil], teil, namen[teil])
            for ort, text in genannt:
                merke(ort, text)
            xml, ohne = _blatt(einzeln.decode("utf-8"), geprueft, bereichsnamen, merke)
            fehlend += [(f"{namen[teil]}!{ort}", satz) for ort, satz in ohne]
            neu[teil] = xml.encode("utf-8")
    if fehlend:
        raise NichtOhneAddin(fehlend)
    mit_vertrag = b'name="meta_stichtag"' in teile["xl/workbook.xml"]
    quellen = next(teil for teil, name in namen.items() if name == "Quellen")
    stile = Stile(neu, quellen)
    if mit_vertrag or geprueft.zellen:
        neu = angefuegt(
            neu, vertragswerte(land if mit_vertrag else None, geprueft.zellen, weg.zeilen()), stile
        )
    return mit_tarifen(neu, stile)


def _blatt(
    xml: str, geprueft: Geprueft, bereichsnamen: Mapping[str, str], merke: Callable[[str, str], None]
) -> tuple[str, list[tuple[str, str]]]:
    alle = {ort: unescape(text) for _, ort, _, text in _FORMEL.findall(xml)}
    uebersetzer, ohne = Uebersetzer(alle, geprueft, bereichsnamen), []

    def uebersetzt(treffer: re.Match[str]) -> str:
        kopf, ort, art, text = treffer.groups()
        if "EGH_" not in text:
            return treffer[0]
        try:
            neu = uebersetzer.formel(unescape(text))
            merke(ort, unescape(text))
            return f"{kopf}{art}>{escape(neu)}</f>"
        except OhneForm as grund:
            ohne.append((ort, str(grund)))
            return treffer[0]

    return _FORMEL.sub(uebersetzt, xml), ohne


def _mit_abgleich(inhalt: bytes, teil: str, blatt: str) -> tuple[bytes, list[tuple[str, str]]]:
    try:
        xml, genannt = mit_abgleich(inhalt.decode("utf-8"), teil)
    except OhneForm as grund:
        raise NichtOhneAddin([(blatt, str(grund))]) from None
    return xml.encode("utf-8"), genannt


def _bereichsnamen(teile: Mapping[str, bytes]) -> dict[str, str]:
    """Bereich (ohne Hochkommas) → sein Name."""
    mappe = teile["xl/workbook.xml"].decode("utf-8")
    namen = re.findall(r'<definedName name="([^"_][^"]*)"[^>]*>([^<]*:[^<]*)</definedName>', mappe)
    return {unescape(ort).replace("'", ""): name for name, ort in namen}


def _blattnamen(teile: Mapping[str, bytes]) -> dict[str, str]:
    """Teil → Name des Blatts."""
    ziele = {}
    for angaben in re.findall(
        r"<Relationship\b([^>]*)/>", teile["xl/_rels/workbook.xml.rels"].decode("utf-8")
    ):
        werte = dict(re.findall(r'(\w+)="([^"]*)"', angaben))
        ziele[werte["Id"]] = "xl/" + werte["Target"].removeprefix("/xl/")
    blaetter = re.findall(
        r'<sheet\b[^>]*?name="([^"]+)"[^>]*?r:id="([^"]+)"', teile["xl/workbook.xml"].decode("utf-8")
    )
    return {ziele[rid]: unescape(name) for name, rid in blaetter}


def mit_lambdas(teile: Mapping[str, bytes], land: str) -> dict[str, bytes]:
    """Die Teile mit einem Namen der Mappe je benutzter Funktion, die Formeln unverändert. Fehler: `NichtOhneAddin`."""
    namen, genannt, fehlend = _blattnamen(teile), set(), []
    blaetter = list(filter(_BLATT.fullmatch, teile))
    teile = dict(teile) | {teil: _mit_abgleich(teile[teil], teil, namen[teil])[0] for teil in blaetter}
    for teil in blaetter:
        for _, ort, _, text in _FORMEL.findall(teile[teil].decode("utf-8")):
            hier = set(_EIGENE.findall(text))
            genannt |= hier
            fehlend += [(f"{namen[teil]}!{ort}", f"{n} {OHNE_LAMBDA[n]}.") for n in hier & set(OHNE_LAMBDA)]
    if fehlend:
        raise NichtOhneAddin(fehlend)
    quellen = next(teil for teil, name in namen.items() if name == "Quellen")
    return mit_namen(teile, genannt, land, Stile(teile, quellen))


def mit_namen(
    teile: Mapping[str, bytes], genannt: Iterable[str], land: str, stile: Stile
) -> dict[str, bytes]:
    """Die Teile mit den LAMBDA-Namen dieser Funktionen, dazu »Vertragswerte«, wenn eine davon liest."""
    neu, texte = dict(teile), lambdas(genannt, land)
    if any(LIEST_VERTRAG.search(text) for text, _ in texte.values()):
        neu = angefuegt(neu, vertragswerte(land, {}), stile)
    mappe = neu["xl/workbook.xml"].decode("utf-8")
    dazu = "".join(_name(name, text, was) for name, (text, was) in texte.items())
    neu |= {"xl/workbook.xml": mappe.replace("</definedNames>", f"{dazu}</definedNames>", 1).encode()}
    return mit_tarifen(neu, stile)


def _name(name: str, text: str, beschreibung: str) -> str:
    """Ein Name; die der Funktionen zeigt Excel beim Tippen mit ihrer Beschreibung, die Helfer nicht."""
    mehr = f' comment="{escape(beschreibung, {chr(34): "&quot;"})}"' if beschreibung else ' hidden="1"'
    return f'<definedName name="{name}"{mehr}>{escape(text)}</definedName>'
