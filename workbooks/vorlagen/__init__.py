"""Die Vorlagen: je Land und Variante seiner Vertragslage eine.

Was ein Land für sich sagt, steht in laender/NAME.toml; wo es nichts gibt, gilt allgemein/VARIANTE.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from openpyxl import Workbook

from calc.parameter import laender, vertrag
from workbooks.bausteine.blaetter.deckblatt import deckblatt
from workbooks.bausteine.blaetter.fertigstellen import fertig
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau, Umfang
from workbooks.bausteine.grund.rahmen import variante_von, varianten_von
from workbooks.bausteine.grund.vorlage import Vorlage
from workbooks.excelform import FORMEN
from workbooks.vorlagen.lesen import als_satz, aus_datei
from workbooks.vorlagen.sonder import SONDERMAPPEN

_HIER = Path(__file__).parent


def _eigene() -> dict[tuple[str, str], Vorlage]:
    """Vorlagen mit eigener Datei, nach Land und Variante."""
    alle = [aus_datei(datei) for datei in sorted((_HIER / "laender").glob("*.toml"))]
    return {(v.land, v.variante): v for v in alle}


def _vorlagen() -> Iterator[Vorlage]:
    """Je Land und Variante seiner Vertragslage eine Vorlage, die eigene oder die allgemeine."""
    eigene = _eigene()
    for land in laender.LAENDER:
        regelwerke = vertrag.vertraege(land)
        eigene_systematik = {w for v in regelwerke if (w := variante_von(v))}
        for variante in dict.fromkeys(w for v in regelwerke for w in varianten_von(v)):
            einzige = eigene_systematik == {variante}
            name = land.lower() if einzige else f"{land}-{variante}".lower()
            datei = _HIER / "allgemein" / f"{variante}.toml"
            yield eigene.get((land, variante)) or aus_datei(datei, land, name)


VORLAGEN: tuple[Vorlage, ...] = tuple(_vorlagen())
ALLE: tuple[Vorlage, ...] = (*VORLAGEN, *SONDERMAPPEN)


def fuer_vertrag(v: vertrag.Vertrag) -> tuple[Vorlage, ...]:
    """Die Vorlagen, die nach diesem Regelwerk rechnen; leer, wenn nicht bekannt ist, ob es in Kraft ist."""
    return tuple(x for x in VORLAGEN if x.land == v.land and x.variante in varianten_von(v))


def am(land: str, stichtag: date | None = None) -> tuple[Vorlage, ...]:
    """Die Vorlagen eines Landes am Stichtag (ohne: nach der letzten Vertragslage), die des ersten Regelwerks zuerst."""
    return tuple({x.name: x for v in vertrag.am(land, stichtag) for x in fuer_vertrag(v)}.values())


def finde(name: str, stichtag: date | None = None) -> Vorlage | None:
    """Die Vorlage zu Namen, Kürzel oder Land (»NRW«, »Thüringen«), zum Land die erste am Stichtag; sonst None."""
    genau = next((v for v in ALLE if v.name == name.strip().lower()), None)
    land = laender.kuerzel(name)
    if genau or land is None:
        return genau
    alle = am(land, stichtag) or tuple(v for v in VORLAGEN if v.land == land)
    return alle[0] if alle else None


@als_satz()
def bauen(
    vorlage: Vorlage,
    beispiel: bool = False,
    stichtag: date | None = None,
    umfang: Umfang | None = None,
    form: str = FORMEN[0],
    eigene: Mapping[str, tuple[float, str]] | None = None,
    daten: Mapping[str, Sequence[Sequence[object]]] | None = None,
) -> Workbook:
    """Die Mappe, noch nicht gerechnet (das tut `workbooks.fertigung.gerechnet`, mit derselben `form`).

    `eigene`: Name eines Vertragswerts → eigener Wert und seine Quelle; `daten`: Name einer Tabelle → ihre Zeilen.
    """
    bau = Bau(vorlage, beispiel, stichtag, umfang or Umfang(), form, eigene or {}, daten=daten or {})
    bau.mappe.remove(bau.mappe.active)
    # Spaltenbreiten zählen in Ziffern dieser Schrift; ohne sie rechnet LibreOffice mit einem breiteren Ersatz für Calibri.
    bau.mappe._named_styles["Normal"].font = zellen.schrift()
    bau.mappe._fonts[0] = zellen.schrift()
    eigenschaften = bau.mappe.properties
    eigenschaften.creator = "EGH-Kalkulation"
    eigenschaften.title = f"{vorlage.titel}, {vorlage.landesname}"
    deckblatt(bau, version("egh-kalkulation"))
    vorlage.fuellen(bau)
    fertig(bau)
    return bau.mappe
