"""Szenarien als Datei: eine Mappe mit Tabelle und Bild, oder eine CSV-Tabelle."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from workbooks import berichtsblatt, deutsch_csv
from workbooks.bausteine.grund import diagramme, zellen
from workbooks.szenario.gitter import Balken, Eingabe, Szenarien, Zeile, abstand

_KOPF, _OFFEN = 4, 40  # Zeile der Überschriften, Breite der Spalte mit den offenen Prüfungen


class Bericht(NamedTuple):
    """Was gerechnet ist, die Namen und Zahlenformate der Eingaben und Ergebnisse, der Name der gerechneten Datei."""

    szenarien: Szenarien
    eingaben: Sequence[Eingabe]
    ergebnisse: Sequence[str]
    formate: Sequence[str]  # der Eingaben, dann der Ergebnisse
    quelle: str

    @property
    def namen(self) -> list[str]:
        """Der Eingaben, dann der Ergebnisse."""
        return [*(e.name for e in self.eingaben), *self.ergebnisse]

    def zeilen(self) -> Iterator[tuple[str, Zeile]]:
        """Jede Rechnung mit einem Wort davor, in der Reihenfolge der Tabelle."""
        yield "wie in der Datei", self.szenarien.basis
        for zeile in self.szenarien.gitter:
            yield "Kombination", zeile
        for b in self.szenarien.balken:
            name = self.eingaben[b.nummer].name
            yield f"nur {name}, niedrigster Wert", b.mit_niedrig
            yield f"nur {name}, höchster Wert", b.mit_hoch


def als_csv(b: Bericht) -> bytes:
    """Dieselbe Tabelle als CSV-Datei."""
    kopf = ["Zeile", *b.namen, "Zellen ohne Ergebnis", "Prüfungen nicht WAHR"]
    zeilen = ((wort, *z.eingaben, *z.ergebnisse, z.fehler, ", ".join(z.offen)) for wort, z in b.zeilen())
    return deutsch_csv.datei(kopf, zeilen)


def als_mappe(b: Bericht) -> bytes:
    """Blatt »Szenarien«: jede Rechnung eine Zeile; Blatt »Tornado«: je Ergebnis, was jede Eingabe allein ausmacht."""
    buch = Workbook()
    _tabelle(buch.active, b)
    _tornado(buch.create_sheet("Tornado"), b)
    puffer = io.BytesIO()
    buch.save(puffer)
    return puffer.getvalue()


def _tabelle(blatt: Worksheet, b: Bericht) -> None:
    blatt.title = "Szenarien"
    worte = b.namen
    berichtsblatt.einrichten(blatt, "Szenarien", b.quelle, (44, *(22,) * len(worte), 12, _OFFEN))
    for spalte, wort in enumerate(("Zeile", *worte, "Zellen ohne\nErgebnis", "Prüfungen nicht WAHR"), 1):
        zellen.kopfzelle(blatt.cell(_KOPF, spalte), wort)
        blatt.cell(_KOPF, spalte).data_type = "s"
    blatt.row_dimensions[_KOPF].height = zellen.hoehe(*((w, 17) for w in worte), ("", 1)) + 6
    blatt.freeze_panes = f"B{_KOPF + 1}"
    blatt.print_title_rows = f"1:{_KOPF}"
    for z, (wort, zeile) in enumerate(b.zeilen(), _KOPF + 1):
        berichtsblatt.text(blatt.cell(z, 1), wort, fett=z == _KOPF + 1)
        werte = (*zeile.eingaben, *zeile.ergebnisse)
        for spalte, (wert, format_) in enumerate(zip(werte, b.formate, strict=True), 2):
            berichtsblatt.zahl(blatt.cell(z, spalte), wert, format_)
        berichtsblatt.zahl(blatt.cell(z, len(werte) + 2), float(zeile.fehler), "0")
        berichtsblatt.text(blatt.cell(z, len(werte) + 3), ", ".join(zeile.offen))
        blatt.cell(z, len(werte) + 3).alignment = Alignment(wrap_text=True, vertical="center")
        blatt.row_dimensions[z].height = zellen.hoehe((", ".join(zeile.offen), _OFFEN))


def _tornado(blatt: Worksheet, b: Bericht) -> None:
    """Je Ergebnis eine Tabelle, die breiteste Eingabe zuerst, daneben das Bild: Unterschied zur Datei."""
    berichtsblatt.einrichten(
        blatt,
        "Tornado: jede Eingabe allein, die anderen wie in der Datei",
        b.quelle,
        (34, 16, 16, 18, 18, 18, 18),
    )
    z = 4
    for n, name in enumerate(b.ergebnisse):
        zellen.ueberschrift(blatt.cell(z, 1), name)
        blatt.cell(z, 1).data_type = "s"
        z = _ein_tornado(blatt, z + 1, b, n) + 2


def _ein_tornado(blatt: Worksheet, z: int, b: Bericht, n: int) -> int:
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
    ergebnisformat = b.formate[len(b.eingaben) + n]
    alle = sorted(b.szenarien.balken, key=lambda x: (-x.breite(n), x.nummer))
    for zeile, balken in enumerate(alle, z + 1):
        berichtsblatt.text(blatt.cell(zeile, 1), b.eingaben[balken.nummer].name)
        for spalte, wert in ((2, balken.niedrig), (3, balken.hoch)):
            berichtsblatt.zahl(blatt.cell(zeile, spalte), wert, b.formate[balken.nummer])
        for spalte, wert in enumerate(_ergebnisse(balken, b.szenarien.basis, n), 4):
            berichtsblatt.zahl(
                blatt.cell(zeile, spalte),
                wert,
                ergebnisformat if spalte < 6 else _mit_vorzeichen(ergebnisformat),
            )
    letzte = z + len(alle)
    if any(x.breite(n) > 0 for x in alle):
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
