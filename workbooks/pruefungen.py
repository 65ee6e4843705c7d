"""Die Prüfungen einer gerechneten Mappe: welche nicht WAHR sind, und an welchen Zellen es liegt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from calc.runden import deutsch
from recalculation.datei import adresse
from recalculation.datei.grenzen import HOECHSTENS_NAMENSZELLEN
from recalculation.datei.paket import Unbrauchbar
from udfs.lesen import zeige
from workbooks.bausteine.grund import worte

_BERICHTET = ("ergebnis_", "pruefung_", "pruefwerte_", "pflichtangaben", "zeilenhinweis_")
_VERSION = r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}(\.?[a-z]+[0-9]{0,6})?"
# Welche Hinweise der Zeilen zu welcher Prüfung gehören.
_ANFAENGE = {
    "pruefung_eingaben": worte.FALSCH,
    "pruefung_bestaetigt": worte.BESTAETIGEN,
    "pruefung_vollstaendig": worte.UNVOLLSTAENDIG,
    "pruefung_fallnummern": f"{worte.FALSCH}: {worte.PERSON_DOPPELT}",
}


@dataclass(frozen=True)
class Offen:
    """Eine Prüfung, die nicht WAHR ist: Name, was sie sagt, die Zellen, an denen es liegt, mit ihrem Hinweis.

    `folgt`: nur, weil eine andere es nicht ist.
    """

    name: str
    satz: str
    zellen: tuple[tuple[str, str], ...]
    folgt: bool


def nicht_zu_viele(mappe: Any) -> None:
    """Vor dem Rechnen: ob die Namen, über die berichtet wird, Zelle für Zelle zu lesen sind. Fehler: `Unbrauchbar`."""
    gesamt = 0
    for name in (name for vorsatz in _BERICHTET for name in mappe.namen(vorsatz)):
        gesamt += mappe.ort(name)[1].anzahl
        if gesamt > HOECHSTENS_NAMENSZELLEN:
            raise Unbrauchbar(
                f"Der Name {name} führt den Bericht über {deutsch(HOECHSTENS_NAMENSZELLEN)} Zellen; mehr wird nicht "
                "berichtet."
            )


def offene_pruefungen(mappe: Any, mit_zellen: bool = True) -> list[Offen]:
    """Alle `pruefung_…` außer der gesamten, die nicht WAHR sind. Ohne Zellen wird nur das Blatt »Prüfung« gelesen."""
    hinweise = hinweise_von(mappe) if mit_zellen else []
    gefunden = []
    for name in mappe.namen("pruefung_"):
        if name == "pruefung_gesamt" or wert_von(mappe, name) is True:
            continue
        anfang = _ANFAENGE.get(name)
        zellen = tuple((ort, text) for ort, text in hinweise if anfang and text.startswith(anfang))
        if name == "pruefung_vollstaendig" and mit_zellen:
            zellen = (*_fehlende_angaben(mappe), *zellen)
        folgt = _daneben(mappe, name, worte.SPALTE_STAND) == worte.FOLGT
        gefunden.append(Offen(name, _satz(mappe, name), zellen, folgt))
    return gefunden


def aeltere_version(mappe: Any) -> str:
    """Version, aus der eine unserer Vorlagen stammt, wenn sie älter ist als dieses Paket; sonst leer."""
    if not {"meta_vorlage", "meta_version"} <= set(mappe.namen("meta_")):
        return ""
    from importlib.metadata import version

    ihre = str(wert_von(mappe, "meta_version"))
    if not re.fullmatch(_VERSION, ihre):
        return zeige(ihre)
    ihre_zahlen, unsere_zahlen = (
        [int(zahl) for zahl in re.findall("[0-9]+", text)] for text in (ihre, version("egh-kalkulation"))
    )
    return ihre if ihre_zahlen < unsere_zahlen else ""


def hinweise_von(mappe: Any) -> list[tuple[str, str]]:
    """Die Hinweise der Zeilen unserer Tabellen und des Deckblatts: (Zelle, Text)."""
    gefunden = []
    for name in mappe.namen("zeilenhinweis_"):
        gefunden += [(ort, wert) for ort, wert in zellen_von(mappe, name) if isinstance(wert, str) and wert]
    return gefunden


def zellen_von(mappe: Any, name: str) -> list[tuple[str, Any]]:
    """Die Zellen eines Namens mit ihren Werten; nicht berechenbare fehlen."""
    blatt, bereich = mappe.ort(name)
    gefunden = []
    for ort in bereich.orte():
        zelle = adresse.voll(blatt, *ort)
        try:
            gefunden.append((zelle, mappe[zelle]))
        except RuntimeError:
            continue
    return gefunden


def wert_von(mappe: Any, schluessel: str) -> Any:
    """Der Wert eines Namens oder einer Zelle; None, wo sie nicht berechenbar ist."""
    try:
        return mappe[schluessel]
    except RuntimeError:  # nicht berechenbar
        return None


def _fehlende_angaben(mappe: Any) -> list[tuple[str, str]]:
    """Die Zeilen »Vollständigkeit im Einzelnen« des Blatts Prüfung, die nicht WAHR sind."""
    gefunden = []
    for name in mappe.namen("pflichtangaben"):
        zellen = zellen_von(mappe, name)
        for (_, text), (ort, wert) in zip(zellen[::2], zellen[1::2], strict=False):
            if wert is not True:
                gefunden.append((ort, f"fehlt: {text}"))
    return gefunden


def _satz(mappe: Any, name: str) -> str:
    """Was links neben der Prüfung steht, und rechts, was zu tun ist (auf unserem Blatt »Prüfung«)."""
    text, rat = (_daneben(mappe, name, spalte) for spalte in (worte.SPALTE_PRUEFUNG, worte.SPALTE_RAT))
    return f"{text}. {rat}" if isinstance(text, str) and isinstance(rat, str) and rat else str(text or "")


def _daneben(mappe: Any, name: str, spalte: int) -> Any:
    """Eine Zelle in der Zeile einer Prüfung; None, wenn der Name nicht in die Spalte der Werte zeigt."""
    blatt, bereich = mappe.ort(name)
    if bereich.spalte != worte.SPALTE_WERT:
        return None
    return wert_von(mappe, adresse.voll(blatt, bereich.zeile, spalte))
