"""Blatt »Quellen«: jeder Vertragswert, mit dem gerechnet wird, und sein Beleg; Quellen der Listen und Beispiele."""

from __future__ import annotations

from datetime import date

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from calc.parameter import Parameter, Stand
from workbooks.bausteine.blaetter.parameterblatt import BELEGE_IN_WORTEN
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import fern_von_den_anderen
from workbooks.bausteine.grund.spalte import Spalte

_BREITEN = (34, 11, 12, 44, 22, 48)
_HINWEIS, _AENDERUNGEN = 8, 8  # Spalte H, rechts neben dem Druck; Zeilen
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
    z = _aenderungen(bau, blatt, z + 2 + len(bau.vorlage.quellen))
    _zur_vorlage(bau, blatt, z + 2)
    bau.gedruckt[blatt.title] = Druck("F")


def _aenderungen(bau: Bau, blatt: Worksheet, z: int) -> int:
    """Was seit der ersten Fassung geändert wurde: frei geschrieben, für die andere Seite; gibt die letzte Zeile."""
    zellen.ueberschrift(blatt.cell(z, 1), "Änderungen an dieser Kalkulation")
    spalten = (
        Spalte("was", "was", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte("datum", "am", 0, einheiten.TAG, eingabe.TAG, pflicht=True),
        Spalte("wer", "wer", 0, grenze=eingabe.TEXT),
        Spalte("wirkung", "Wirkung", 0, grenze=eingabe.TEXT),
    )
    platz = Platz("aenderungen", z + 1, "Änderungen", anhang=_HINWEIS, darunter=1, hoehe=16)
    t = liste(bau, blatt, platz, spalten, _AENDERUNGEN, (), (fern_von_den_anderen("datum"),))
    bau.name("eingabe_aenderungen", blatt, t.ort("was", "wirkung"))
    return t.letzte


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
