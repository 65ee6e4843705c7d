"""Was nach dem Rechnen gesagt wird: welche Zellen warum kein Ergebnis haben und welche Prüfungen offen sind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from calc.runden import deutsch
from recalculation.datei import adresse
from recalculation.erklaerung.saetze import ist_allgemein
from recalculation.rechnung import NICHT_BERECHENBAR
from udfs import DEUTSCHE_FEHLER, Fehler
from udfs.lesen import zeige
from workbooks.pruefungen import aeltere_version, hinweise_von, offene_pruefungen, wert_von, zellen_von

_HOECHSTENS_ZEILEN = 20


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
    hinweise = {_zeile(ort): text for ort, text in hinweise_von(mappe)}
    verborgen = {ort for name in mappe.namen("pruefwerte_") for ort, _ in zellen_von(mappe, name)}
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
    wert = wert_von(mappe, zelle)
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


def _zeile(zelle: str) -> tuple[str, int]:
    blatt, ort = adresse.mit_blatt(zelle) or ("", zelle)
    return blatt, adresse.ort(ort).zeile
