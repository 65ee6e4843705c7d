"""Eigene Werte für eine Vorlage aus einer TOML-Datei im Format der Vertragswerte (calc.parameter).

Sie füllen die Zellen »eigener Wert« mit ihrer Quelle, mehr nicht: keine Formel liest die Datei, damit dieselbe Formel auf
jedem Rechner dieselbe Zahl gibt.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from calc import parameter
from calc.parameter import Parameter, datei
from workbooks.bausteine.blaetter.werte import KATALOG
from workbooks.bausteine.grund.vorlage import Vorlage


def eigene_werte(pfad: Path, vorlage: Vorlage, stichtag: date | None) -> dict[str, tuple[float, str]]:
    """Name des Vertragswerts → Zahl und Quelle, wie sie am Stichtag gelten.

    Fehler: OSError; ValueError mit einem Satz, wenn die Datei nicht stimmt oder die Vorlage einen Namen nicht kennt.
    """
    inhalt = datei.inhalt(pfad)
    gefragt = _gefragt(vorlage)
    werte: dict[str, tuple[float, str]] = {}
    for name, eintrag in inhalt.items():
        if name not in gefragt:
            raise ValueError(
                f"{pfad.name}: {vorlage.name} hat keinen eigenen Wert „{name}“; möglich: {', '.join(sorted(gefragt))}."
            )
        p = parameter.gelesen(vorlage.land, name, eintrag, pfad.name)
        _wie_der_vertragswert(p, pfad.name)
        gilt = [s for s in p.staende if stichtag is None or s.ab <= stichtag]
        if gilt and isinstance(gilt[-1].wert, float):
            werte[name] = (gilt[-1].wert, gilt[-1].quelle)
    return werte


def _wie_der_vertragswert(p: Parameter, dateiname: str) -> None:
    """Einheit und Bezug wie beim hinterlegten Wert, des Landes oder, wo es keinen hat, eines anderen. Fehler: ValueError."""
    laender_ = (p.land, *parameter.hinterlegte_laender())
    vertrag = next((laden[p.name] for laden in map(parameter.laden, laender_) if p.name in laden), None)
    if vertrag is None:
        return
    for was, ist, soll in (("Einheit", p.einheit, vertrag.einheit), ("Bezug", p.bezug, vertrag.bezug)):
        if ist != soll:
            raise ValueError(
                f"{dateiname} [{p.name}]: {was} ist „{ist}“, beim Vertragswert „{soll}“; umrechnen oder berichtigen"
            )


def _gefragt(vorlage: Vorlage) -> set[str]:
    namen = {KATALOG[a.name].parameter for a in vorlage.werte if a.eigener}
    if vorlage.arbeitszeit:
        zusatz = ("wochen_jahr", "wochenarbeitszeit")
        namen |= {n for n in parameter.laden(vorlage.land) if n.startswith("ausfalltage_") or n in zusatz}
    return namen
