"""Was nach dem Rechnen gesagt wird: welche Zellen warum kein Ergebnis haben und welche Prüfungen offen sind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from calc.runden import deutsch
from recalculation.datei import adresse
from recalculation.datei.grenzen import HOECHSTENS_NAMENSZELLEN
from recalculation.datei.paket import Unbrauchbar
from recalculation.erklaerung.saetze import ist_allgemein
from recalculation.rechnung import NICHT_BERECHENBAR
from udfs import DEUTSCHE_FEHLER, Fehler
from udfs.lesen import zeige
from workbooks.bausteine.grund import worte

_HOECHSTENS_ZEILEN = 20
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
        folgt = _daneben(mappe, name, worte.SPALTE_STAND) == worte.FOLGT
        gefunden.append(Offen(name, _satz(mappe, name), zellen, folgt))
    return gefunden


def meldungszeilen(mappe: Any) -> list[str]:
    """Zellen ohne Ergebnis: jede Ursache einmal, höchstens zwanzig, mit der Zahl der Zellen, die sie übernehmen."""
    meldungen = mappe.fehler()
    if not meldungen:
        return []
    ursachen = _ursachen(mappe, meldungen)
    zeilen = [f"{len(meldungen)} {'Zelle' if len(meldungen) == 1 else 'Zellen'} ohne Ergebnis:"]
    zeilen += [f"  {zeile}" for zeile in ursachen[:_HOECHSTENS_ZEILEN]]
    if len(ursachen) > _HOECHSTENS_ZEILEN:
        mehr = deutsch(len(ursachen) - _HOECHSTENS_ZEILEN)
        zeilen.append(f"  … und {mehr} weitere Ursachen (alle mit --json)")
    return zeilen


def pruefungszeilen(mappe: Any) -> list[str]:
    """Die offenen Prüfungen mit den Zeilen, an denen es liegt; bei einer älteren Vorlage, dass neuere fehlen."""
    aelter = aeltere_version(mappe)
    zeilen = [f"Vorlage aus Version {aelter}: neuere Prüfungen fehlen."] if aelter else []
    offen = offene_pruefungen(mappe)
    if not offen:
        return zeilen
    anzahl = len([n for n in mappe.namen("pruefung_") if n != "pruefung_gesamt"])
    zeilen.append(f"Prüfung: {len(offen)} von {anzahl} nicht WAHR:")
    for pruefung in (p for p in offen if not p.folgt):
        zeilen.append(f"  {pruefung.satz or pruefung.name}")
        zeilen += [f"    {ort}  {text}" for ort, text in pruefung.zellen[:_HOECHSTENS_ZEILEN]]
        if len(pruefung.zellen) > _HOECHSTENS_ZEILEN:
            zeilen.append(f"    … und {len(pruefung.zellen) - _HOECHSTENS_ZEILEN} weitere (alle mit --json)")
    if folgen := len([p for p in offen if p.folgt]):
        zeilen.append(
            f"  {folgen} {'weitere folgt' if folgen == 1 else 'weitere folgen'} daraus (mit --json)"
        )
    return zeilen


def aeltere_version(mappe: Any) -> str:
    """Version, aus der eine unserer Vorlagen stammt, wenn sie älter ist als dieses Paket; sonst leer."""
    if not {"meta_vorlage", "meta_version"} <= set(mappe.namen("meta_")):
        return ""
    from importlib.metadata import version

    ihre = str(_wert(mappe, "meta_version"))
    if not re.fullmatch(_VERSION, ihre):
        return zeige(ihre)
    ihre_zahlen, unsere_zahlen = (
        [int(zahl) for zahl in re.findall("[0-9]+", text)] for text in (ihre, version("egh-kalkulation"))
    )
    return ihre if ihre_zahlen < unsere_zahlen else ""


def _ursachen(mappe: Any, meldungen: list[Any]) -> list[str]:
    """Je Ursache eine Zeile, gleich lautende zusammen, mit der Eingabe und der Zahl der Zellen, die sie übernehmen."""
    folgen = Counter(m.ursache for m in meldungen if m.ursache)
    eigene = [m for m in meldungen if not m.ursache]
    gruppen: dict[str, list[tuple[str, Any]]] = {}
    texte: dict[str, str] = {}
    for ort, text, m in _in_worten(mappe, eigene):
        aussage = re.sub(r"EGH_\w+: ", "", text)  # dasselbe von EGH_PARAMETER, EGH_QUELLE und EGH_BELEG
        texte.setdefault(aussage, text)
        gruppen.setdefault(aussage, []).append((ort, m))
    zeilen = [_ursache(mappe, texte[aussage], stellen, folgen) for aussage, stellen in gruppen.items()]
    for ort in folgen.keys() - {m.zelle for m in eigene}:
        code = _anzeige(mappe, ort)
        zeilen.append(f"{ort}  {code}  Der Fehler steht dort als Wert{_folgen(folgen[ort], code)}")
    return zeilen


def _in_worten(mappe: Any, ursachen: list[Any]) -> Iterator[tuple[str, str, Any]]:
    """Ort, Code mit Satz und Meldung; in unseren Tabellen sagt der Hinweis der Zeile mehr als ein allgemeiner Satz."""
    hinweise = {_zeile(ort): text for ort, text in _hinweise(mappe)}
    verborgen = {ort for name in mappe.namen("pruefwerte_") for ort, _ in _zellen(mappe, name)}
    for m in ursachen:
        zeile = _zeile(m.zelle)
        hinweis = hinweise.get(zeile, "")
        if m.zelle in verborgen and hinweis:
            ort, satz = f"{zeile[0]}, Zeile {zeile[1]}", hinweis
        else:
            ort, satz = m.zelle, hinweis if hinweis and ist_allgemein(m.satz) else m.satz
        yield ort, f"{DEUTSCHE_FEHLER.get(m.code, m.code)}  {satz}", m


def _ursache(mappe: Any, text: str, stellen: list[tuple[str, Any]], folgen: Counter[str]) -> str:
    orte = list(dict.fromkeys(ort for ort, _ in stellen))
    weitere = f" (und {len(orte) - 1} weitere)" if len(orte) > 1 else ""
    nennt_zeile = stellen[0][0] != stellen[0][1].zelle  # dann sagt der Hinweis, welche Spalte
    genannte = () if nennt_zeile else stellen[0][1].eingaben
    eingaben = ", ".join(_anzeige(mappe, z, mit_ort=True) for z in genannte)
    if eingaben:
        eingaben = f" ({'z. B. ' if weitere else ''}{eingaben})"
    anzahl = sum(folgen[m.zelle] for _, m in stellen)
    dahinter = eingaben + _folgen(anzahl, stellen[0][1].code)
    return f"{orte[0]}{weitere}  {text.rstrip('.') if dahinter else text}{dahinter}"


def _folgen(anzahl: int, code: str) -> str:
    """Wie viele Zellen eine Ursache nach sich zieht."""
    if not anzahl:
        return ""
    if code == NICHT_BERECHENBAR:
        return f"; {deutsch(anzahl)} weitere {'Zelle hängt' if anzahl == 1 else 'Zellen hängen'} daran"
    was = "Zelle übernimmt" if anzahl == 1 else "Zellen übernehmen"
    return f"; {deutsch(anzahl)} weitere {was} diesen Fehler"


def _anzeige(mappe: Any, zelle: str, mit_ort: bool = False) -> str:
    """Was in einer Zelle steht, wie ein Anwender es liest."""
    wert = _wert(mappe, zelle)
    if wert is None:
        return f"{zelle} ist leer" if mit_ort else "leer"
    if isinstance(wert, bool):
        text = "WAHR" if wert else "FALSCH"
    elif isinstance(wert, Fehler):
        text = DEUTSCHE_FEHLER.get(wert.code, wert.code)
    elif isinstance(wert, str):
        text = zeige(wert)
    else:
        tag = mappe.als_tag(zelle)
        text = f"{tag:%d.%m.%Y}" if tag else deutsch(wert)
    return f"{zelle} = {text}" if mit_ort else text


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
    text, rat = (_daneben(mappe, name, spalte) for spalte in (worte.SPALTE_PRUEFUNG, worte.SPALTE_RAT))
    return f"{text}. {rat}" if isinstance(text, str) and isinstance(rat, str) and rat else str(text or "")


def _daneben(mappe: Any, name: str, spalte: int) -> Any:
    """Eine Zelle in der Zeile einer Prüfung; None, wenn der Name nicht in die Spalte der Werte zeigt."""
    blatt, bereich = mappe.ort(name)
    if bereich.spalte != worte.SPALTE_WERT:
        return None
    return _wert(mappe, adresse.voll(blatt, bereich.zeile, spalte))


def _wert(mappe: Any, schluessel: str) -> Any:
    try:
        return mappe[schluessel]
    except RuntimeError:  # nicht berechenbar
        return None
