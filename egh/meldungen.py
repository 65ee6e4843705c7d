"""Was nach dem Rechnen gesagt wird: welche Zellen warum kein Ergebnis haben und welche Prüfungen offen sind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from udfs import DEUTSCHE_FEHLER
from workbooks.recalculation import adresse

_HOECHSTENS_ZEILEN = 20
_UEBERNOMMEN = ("Übernimmt den Fehler", "Die Formel hängt an einer nicht berechenbaren Zelle")
# Welche Hinweise der Zeilen zu welcher Prüfung gehören.
_ANFAENGE = {
    "pruefung_eingaben": "Wert prüfen",
    "pruefung_bestaetigt": "bitte bestätigen",
    "pruefung_vollstaendig": "unvollständig",
    "pruefung_fallnummern": "Wert prüfen: Person doppelt",
}


@dataclass(frozen=True)
class Offen:
    """Eine Prüfung, die nicht WAHR ist: Name, was sie sagt, die Zellen, an denen es liegt, mit ihrem Hinweis."""

    name: str
    satz: str
    zellen: tuple[tuple[str, str], ...]


def offene_pruefungen(mappe: Any) -> list[Offen]:
    """Alle `pruefung_…` außer der gesamten, die nicht WAHR sind."""
    hinweise = _hinweise(mappe)
    gefunden = []
    for name in mappe.namen("pruefung_"):
        if name == "pruefung_gesamt" or _wert(mappe, name) is True:
            continue
        anfang = _ANFAENGE.get(name)
        zellen = tuple((ort, text) for ort, text in hinweise if anfang and text.startswith(anfang))
        if name == "pruefung_vollstaendig":
            zellen = (*_fehlende_angaben(mappe), *zellen)
        gefunden.append(Offen(name, _satz(mappe, name), zellen))
    return gefunden


def zeige_meldungen(mappe: Any) -> None:
    """Zellen ohne Ergebnis, nur die Ursachen, höchstens zwanzig; was sie übernimmt, wird gezählt."""
    meldungen = mappe.fehler()
    if not meldungen:
        return
    ursachen = [m for m in meldungen if not m.satz.startswith(_UEBERNOMMEN)]
    weitere = len(meldungen) - len(ursachen)
    print(f"{len(meldungen)} {'Zelle' if len(meldungen) == 1 else 'Zellen'} ohne Ergebnis:")
    zeilen = _mit_hinweis(mappe, ursachen)
    for zeile in zeilen[:_HOECHSTENS_ZEILEN]:
        print(f"  {zeile}")
    if len(zeilen) > _HOECHSTENS_ZEILEN:
        print(f"  … und {len(zeilen) - _HOECHSTENS_ZEILEN} weitere Ursachen (alle mit --json)")
    if weitere:
        print(f"  {weitere} weitere {'Zelle übernimmt' if weitere == 1 else 'Zellen übernehmen'} das.")


def zeige_pruefungen(mappe: Any) -> None:
    """Die offenen Prüfungen mit den Zeilen, an denen es liegt; bei einer älteren Vorlage, dass neuere fehlen."""
    aelter = _aeltere_version(mappe)
    if aelter:
        print(f"Vorlage aus Version {aelter}: neuere Prüfungen fehlen.")
    offen = offene_pruefungen(mappe)
    if not offen:
        return
    anzahl = len([n for n in mappe.namen("pruefung_") if n != "pruefung_gesamt"])
    print(f"Prüfung: {len(offen)} von {anzahl} nicht WAHR:")
    for pruefung in offen:
        print(f"  {pruefung.satz or pruefung.name}")
        for ort, text in pruefung.zellen[:_HOECHSTENS_ZEILEN]:
            print(f"    {ort}  {text}")
        if len(pruefung.zellen) > _HOECHSTENS_ZEILEN:
            print(f"    … und {len(pruefung.zellen) - _HOECHSTENS_ZEILEN} weitere (alle mit --json)")


def _aeltere_version(mappe: Any) -> str:
    """Version, aus der eine unserer Vorlagen stammt, wenn sie älter ist als dieses Paket; sonst leer."""
    if not {"meta_vorlage", "meta_version"} <= set(mappe.namen("meta_")):
        return ""
    from importlib.metadata import version

    ihre = str(_wert(mappe, "meta_version"))
    zahlen = [re.findall(r"[0-9]+", text) for text in (ihre, version("egh-kalkulation"))]
    return ihre if [int(z) for z in zahlen[0]] < [int(z) for z in zahlen[1]] else ""


def _mit_hinweis(mappe: Any, ursachen: list[Any]) -> list[str]:
    """Je Ursache eine Zeile; in unseren Tabellen sagt der Hinweis der Zeile mehr als die verborgene Prüfzelle."""
    hinweise = {_zeile(ort): text for ort, text in _hinweise(mappe)}
    verborgen = {ort for name in mappe.namen("pruefwerte_") for ort, _ in _zellen(mappe, name)}
    je_satz: dict[str, list[str]] = {}
    for m in ursachen:
        code = DEUTSCHE_FEHLER.get(m.code, m.code)
        blatt, nummer = _zeile(m.zelle)
        ist_zeile = m.zelle in verborgen and (blatt, nummer) in hinweise
        ort, satz = (f"{blatt}, Zeile {nummer}", hinweise[blatt, nummer]) if ist_zeile else (m.zelle, m.satz)
        je_satz.setdefault(f"{code}  {satz}", []).append(ort)
    return [
        f"{orte[0]}{f' (und {len(orte) - 1} weitere)' if len(orte) > 1 else ''}  {satz}"
        for satz, orte in je_satz.items()
    ]


def _fehlende_angaben(mappe: Any) -> list[tuple[str, str]]:
    """Die Zeilen »Vollständigkeit im Einzelnen« des Blatts Prüfung, die nicht WAHR sind."""
    gefunden = []
    for name in mappe.namen("pflichtangaben"):
        zellen = _zellen(mappe, name)
        for (_, text), (ort, wert) in zip(zellen[::2], zellen[1::2], strict=False):
            if wert is not True:
                gefunden.append((ort, f"fehlt: {text}"))
    return gefunden


def _hinweise(mappe: Any) -> list[tuple[str, str]]:
    """Die Hinweise der Zeilen unserer Tabellen und des Deckblatts: (Zelle, Text)."""
    gefunden = []
    for name in mappe.namen("zeilenhinweis_"):
        gefunden += [(ort, wert) for ort, wert in _zellen(mappe, name) if isinstance(wert, str) and wert]
    return gefunden


def _zellen(mappe: Any, name: str) -> list[tuple[str, Any]]:
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


def _zeile(zelle: str) -> tuple[str, int]:
    blatt, ort = adresse.mit_blatt(zelle) or ("", zelle)
    return blatt, adresse.ort(ort).zeile


def _satz(mappe: Any, name: str) -> str:
    """Was links neben der Prüfung steht, und rechts, was zu tun ist (auf unserem Blatt »Prüfung«)."""
    blatt, bereich = mappe.ort(name)
    if bereich.spalte != 2:
        return ""
    text, rat = (_wert(mappe, adresse.voll(blatt, bereich.zeile, spalte)) for spalte in (1, 4))
    return f"{text}. {rat}" if isinstance(text, str) and isinstance(rat, str) and rat else str(text or "")


def _wert(mappe: Any, schluessel: str) -> Any:
    try:
        return mappe[schluessel]
    except RuntimeError:  # nicht berechenbar
        return None
