"""Die Vorlagen: je Land und Variante eine Datei in laender/; diese Liste, alles andere leitet sich daraus ab."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from pathlib import Path

from openpyxl import Workbook

from workbooks.bausteine import zellen
from workbooks.bausteine.abschluss import fertig
from workbooks.bausteine.bau import Bau, Umfang
from workbooks.bausteine.deckblatt import deckblatt
from workbooks.bausteine.vorlage import Vorlage
from workbooks.excelform import FORMEN
from workbooks.vorlagen.lesen import aus_datei

VORLAGEN: tuple[Vorlage, ...] = tuple(
    aus_datei(datei) for datei in sorted(Path(__file__).with_name("laender").glob("*.toml"))
)


def finde(name: str) -> Vorlage | None:
    """Die Vorlage zu Namen, Kürzel oder Land (»NRW«, »Thüringen«); sonst None."""
    from calc.parameter import laender

    land = laender.kuerzel(name)
    return next((v for v in VORLAGEN if v.name == name.lower() or v.land == land), None)


def bauen(
    vorlage: Vorlage,
    beispiel: bool = False,
    stichtag: date | None = None,
    umfang: Umfang | None = None,
    form: str = FORMEN[0],
) -> Workbook:
    """Die Mappe, noch nicht gerechnet (das tut `workbooks.bauen.gerechnet`, mit derselben `form`)."""
    bau = Bau(vorlage, beispiel, stichtag, umfang or Umfang(), form)
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
