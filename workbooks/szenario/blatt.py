"""Szenarien als Datei: eine Mappe mit Tabelle und Bild, oder eine CSV-Tabelle."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from udfs import DEUTSCHE_FEHLER, Fehler
from workbooks.bausteine.grund import diagramme, zellen
from workbooks.szenario.gitter import Balken, Eingabe, Szenarien, Zeile, abstand

_KOPF = 4


def _zeilen(s: Szenarien, eingaben: Sequence[Eingabe]) -> Iterator[tuple[str, Zeile]]:
    yield "wie in der Datei", s.basis
    for zeile in s.gitter:
        yield "Kombination", zeile
    for b in s.balken:
        name = eingaben[b.nummer].name
        yield f"nur {name}, niedrigster Wert", b.mit_niedrig
        yield f"nur {name}, höchster Wert", b.mit_hoch


def _lesbar(wert: Any) -> Any:
    return DEUTSCHE_FEHLER.get(wert.code, wert.code) if isinstance(wert, Fehler) else wert


def als_csv(s: Szenarien, eingaben: Sequence[Eingabe], ergebnisse: Sequence[str]) -> bytes:
    """Semikolon, Dezimalkomma, UTF-8 mit Kennung, wie Excel in Deutschland es liest."""

    def text(wert: Any) -> str:
        wert = _lesbar(wert)
        if isinstance(wert, float):
            return f"{wert:.15g}".replace(".", ",")
        if isinstance(wert, bool):
            return "WAHR" if wert else "FALSCH"
        roh = "" if wert is None else str(wert)
        return f"'{roh}" if roh.startswith(("=", "+", "-", "@", "\t", "\r")) else roh

    puffer = io.StringIO(newline="")
    schreiber = csv.writer(puffer, delimiter=";", lineterminator="\r\n")
    schreiber.writerow(
        ["Zeile", *(e.name for e in eingaben), *ergebnisse, "Zellen ohne Ergebnis", "Prüfungen nicht WAHR"]
    )
    for wort, z in _zeilen(s, eingaben):
        schreiber.writerow(
            [wort, *map(text, z.eingaben), *map(text, z.ergebnisse), z.fehler, ", ".join(z.offen)]
        )
    return b"\xef\xbb\xbf" + puffer.getvalue().encode("utf-8")


def als_mappe(
    s: Szenarien, eingaben: Sequence[Eingabe], ergebnisse: Sequence[str], formate: Sequence[str], quelle: str
) -> bytes:
    """Blatt »Szenarien«: jede Rechnung eine Zeile; Blatt »Tornado«: je Ergebnis, was jede Eingabe allein ausmacht.

    `formate`: Zahlenformate der Eingaben, dann der Ergebnisse; `quelle`: Name der gerechneten Datei.
    """
    buch = Workbook()
    _tabelle(buch.active, s, eingaben, ergebnisse, formate, quelle)
    _tornado(buch.create_sheet("Tornado"), s, eingaben, ergebnisse, formate, quelle)
    puffer = io.BytesIO()
    buch.save(puffer)
    return puffer.getvalue()


def _einrichten(blatt: Worksheet, titel: str, quelle: str, breiten: Sequence[float]) -> None:
    for spalte, breite in enumerate(breiten, 1):
        blatt.column_dimensions[get_column_letter(spalte)].width = breite
    blatt["A1"] = titel
    blatt["A1"].font = zellen.schrift(14, bold=True, color=zellen.AKZENT)
    _text(blatt["A2"], quelle, grau=True)
    blatt.sheet_view.showGridLines = False
    blatt.page_setup.orientation, blatt.page_setup.paperSize = "landscape", blatt.PAPERSIZE_A4
    blatt.page_setup.fitToWidth, blatt.page_setup.fitToHeight = 1, 0
    blatt.sheet_properties.pageSetUpPr.fitToPage = True
    blatt.oddFooter.right.text = "Seite &P von &N"


def _text(zelle: Any, wert: str, *, fett: bool = False, grau: bool = False) -> None:
    """Fremder Text (Namen, Dateiname) ist nie eine Formel."""
    zellen.text(zelle, wert, fett=fett, grau=grau, umbruch=False)
    zelle.data_type = "s"


def _tabelle(
    blatt: Worksheet,
    s: Szenarien,
    eingaben: Sequence[Eingabe],
    ergebnisse: Sequence[str],
    formate: Sequence[str],
    quelle: str,
) -> None:
    blatt.title = "Szenarien"
    worte = [*(e.name for e in eingaben), *ergebnisse]
    _einrichten(blatt, "Szenarien", quelle, (44, *(22,) * len(worte), 12, 40))
    for spalte, wort in enumerate(("Zeile", *worte, "Zellen ohne\nErgebnis", "Prüfungen nicht WAHR"), 1):
        zellen.kopfzelle(blatt.cell(_KOPF, spalte), wort)
        blatt.cell(_KOPF, spalte).data_type = "s"
    blatt.row_dimensions[_KOPF].height = zellen.hoehe(*((w, 17) for w in worte), ("", 1)) + 6
    blatt.freeze_panes = f"B{_KOPF + 1}"
    blatt.print_title_rows = f"1:{_KOPF}"
    for z, (wort, zeile) in enumerate(_zeilen(s, eingaben), _KOPF + 1):
        _text(blatt.cell(z, 1), wort, fett=z == _KOPF + 1)
        werte = (*zeile.eingaben, *zeile.ergebnisse)
        for spalte, (wert, format_) in enumerate(zip(werte, formate, strict=True), 2):
            _zahl(blatt.cell(z, spalte), wert, format_)
        _zahl(blatt.cell(z, len(werte) + 2), float(zeile.fehler), "0")
        _text(blatt.cell(z, len(werte) + 3), ", ".join(zeile.offen))
        blatt.cell(z, len(werte) + 3).alignment = Alignment(wrap_text=True, vertical="center")


def _zahl(zelle: Any, wert: Any, format_: str) -> None:
    wert = _lesbar(wert)
    zellen.formelzelle(zelle, wert, format_, rechts=not isinstance(wert, str))
    if isinstance(wert, str):
        zelle.data_type = "s"


def _tornado(
    blatt: Worksheet,
    s: Szenarien,
    eingaben: Sequence[Eingabe],
    ergebnisse: Sequence[str],
    formate: Sequence[str],
    quelle: str,
) -> None:
    """Je Ergebnis eine Tabelle, die breiteste Eingabe zuerst, daneben das Bild: Unterschied zur Datei."""
    _einrichten(
        blatt,
        "Tornado: jede Eingabe allein, die anderen wie in der Datei",
        quelle,
        (34, 16, 16, 18, 18, 18, 18),
    )
    z = 4
    for n, name in enumerate(ergebnisse):
        zellen.ueberschrift(blatt.cell(z, 1), name)
        blatt.cell(z, 1).data_type = "s"
        z = _ein_tornado(blatt, z + 1, s, eingaben, n, formate) + 2


def _ein_tornado(
    blatt: Worksheet, z: int, s: Szenarien, eingaben: Sequence[Eingabe], n: int, formate: Sequence[str]
) -> int:
    worte = (
        "Eingabe",
        "niedrigster\nWert",
        "höchster\nWert",
        "Ergebnis bei\nniedrigstem",
        "Ergebnis bei\nhöchstem",
        "Unterschied\nniedrigster",
        "Unterschied\nhöchster",
    )
    for spalte, wort in enumerate(worte, 1):
        zellen.kopfzelle(blatt.cell(z, spalte), wort)
    blatt.row_dimensions[z].height = 28
    ergebnisformat = formate[len(eingaben) + n]
    alle = sorted(s.balken, key=lambda b: (-b.breite(n), b.nummer))
    for zeile, b in enumerate(alle, z + 1):
        _text(blatt.cell(zeile, 1), eingaben[b.nummer].name)
        for spalte, wert in ((2, b.niedrig), (3, b.hoch)):
            _zahl(blatt.cell(zeile, spalte), wert, formate[b.nummer])
        for spalte, wert in enumerate(_ergebnisse(b, s.basis, n), 4):
            _zahl(
                blatt.cell(zeile, spalte),
                wert,
                ergebnisformat if spalte < 6 else _mit_vorzeichen(ergebnisformat),
            )
    letzte = z + len(alle)
    if any(b.breite(n) > 0 for b in alle):
        return diagramme.tornado(blatt, (z, letzte), (6, 7), f"A{letzte + 2}") + letzte
    return letzte


def _mit_vorzeichen(format_: str) -> str:
    """0 bleibt leer: im Bild lägen sonst zwei Zahlen aufeinander."""
    return format_ if ";" in format_ else f'+{format_};-{format_};""'


def _ergebnisse(b: Balken, basis: Zeile, n: int) -> tuple[Any, Any, Any, Any]:
    """Beide Ergebnisse und ihr Unterschied zur Datei; ohne Zahl kein Unterschied."""
    a, h, mitte = b.mit_niedrig.ergebnisse[n], b.mit_hoch.ergebnisse[n], basis.ergebnisse[n]

    def unterschied(wert: Any) -> float | None:
        return abstand(wert, mitte) if isinstance(wert, float) and isinstance(mitte, float) else None

    return a, h, unterschied(a), unterschied(h)
