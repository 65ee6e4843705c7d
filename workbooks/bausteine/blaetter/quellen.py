"""Blatt »Quellen«: jeder Vertragswert, mit dem gerechnet wird, und sein Beleg; Quellen der Listen und Beispiele."""

from __future__ import annotations

from datetime import date

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from calc.parameter import Parameter, Stand
from workbooks.bausteine.blaetter.parameterblatt import BELEGE_IN_WORTEN
from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.bau import Bau

_BREITEN = (34, 11, 12, 44, 22, 48)
_KOPF = ("Wert", "hinterlegt", "gilt ab", "Quelle", "Beleg", "Notiz")


def quellen(bau: Bau) -> None:
    """Das Blatt."""
    titel = bau.titel("Quellen")
    blatt = bau.blatt("Quellen", titel, _BREITEN, 5)
    zellen.text(
        blatt["A3"],
        "Was nicht amtlich belegt ist, vor einer Verhandlung am Vertrag prüfen.",
        grau=True,
        umbruch=False,
    )
    for nummer, wort in enumerate(_KOPF, 1):
        zellen.kopfzelle(blatt.cell(5, nummer), wort)
    hinterlegt = parameter.laden(bau.vorlage.land)
    benutzt = [hinterlegt[name] for name in bau.vorlage.rahmen.benutzt() if name in hinterlegt]
    staende = [(p, s) for p in benutzt for s in p.staende]
    for z, (p, stand) in enumerate(staende, 6):
        _vertragswert(blatt, z, p, stand)
    z = 7 + len(staende)
    zellen.ueberschrift(blatt.cell(z, 1), "Listen, Verfahren und Beispiel")
    for zeile, (was, quelle, notiz) in enumerate(bau.vorlage.quellen, z + 1):
        zellen.text(blatt.cell(zeile, 1), was)
        zellen.text(blatt.cell(zeile, 4), quelle, grau=True)
        zellen.text(blatt.cell(zeile, 6), notiz, grau=True)
        blatt.row_dimensions[zeile].height = zellen.hoehe((was, 34), (quelle, 44), (notiz, 48))
    _zur_vorlage(bau, blatt, z + 2 + len(bau.vorlage.quellen))


def _zur_vorlage(bau: Bau, blatt: Worksheet, z: int) -> None:
    """Womit die Mappe gebaut ist; daran erkennen sie auch die Befehle."""
    zellen.ueberschrift(blatt.cell(z, 1), "Zur Vorlage")
    for zeile, (wort, wert, name) in enumerate(bau.zur_vorlage, z + 1):
        zellen.text(blatt.cell(zeile, 1), wort)
        zahlenformat = zellen.DATUM if isinstance(wert, date) else "General"
        zellen.formelzelle(blatt.cell(zeile, 4), wert, zahlenformat, rechts=False)
        blatt.row_dimensions[zeile].height = zellen.hoehe((wort, 34), (str(wert), 44))
        if name:
            bau.name(name, blatt, f"D{zeile}")


def _vertragswert(blatt: Worksheet, z: int, p: Parameter, stand: Stand) -> None:
    wert: object = stand.roh if "/" in stand.roh else stand.wert  # ein Bruch, wie er hinterlegt ist
    if stand.art != "zahl":
        wert = {"raster": "Tabelle", "liste": "Liste", "ende": "endet"}[stand.art]
    reihe = (
        f"{p.anzeige} [{p.einheit}]",
        wert,
        stand.ab,
        stand.quelle,
        BELEGE_IN_WORTEN[stand.beleg],
        " ".join(filter(None, (stand.notiz, stand.link))),
    )
    for nummer, inhalt in enumerate(reihe, 1):
        zellen.text(blatt.cell(z, nummer), inhalt, grau=nummer > 3)
    for nummer, zahlenformat in ((2, "General"), (3, zellen.DATUM)):
        blatt.cell(z, nummer).number_format = zahlenformat
        blatt.cell(z, nummer).alignment = Alignment(horizontal="left", vertical="center")
    blatt.row_dimensions[z].height = zellen.hoehe(*zip(reihe, _BREITEN, strict=True))
