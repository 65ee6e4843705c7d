"""Was am Bildschirm und was auf Papier steht: Hinweis auf ein fehlendes Add-in, Druckbereiche."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import schriftbild, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, blatt_teil
from workbooks.bausteine.grund.formworte import satz
from workbooks.druck import DRUCK, GEDRUCKT, SPALTEN

_TITELZEILEN = 4


def banner(bau: Bau, blatt: Worksheet, zeile: int) -> None:
    """Hinweis, wenn das Programm unsere Formeln nicht kennt; am Bildschirm, nicht im Druck.

    Gedruckt werden die Zeilen darüber als Titel und alles darunter als Druckbereich.
    """
    if hinweis := satz("banner", bau.form):
        zelle = blatt.cell(zeile, 1, f'=IF(ISERROR(EGH_BJAZ(1,1)),"{hinweis}","")')
        zelle.font = zellen.schrift(bold=True, color=zellen.WARNUNG)
    blatt.print_title_rows = f"1:{zeile - 1}"


def druckbereich(bau: Bau, blatt: Worksheet, ab: int, druck: Druck) -> None:
    """Ab Zeile `ab` bis zu Spalte und Zeile von `druck`: ein fester Bereich, den jedes Rechnen nachführt.

    In Form excel bleibt er gerechnet; nur Excel kann das.
    """
    _breit_genug(blatt, column_index_from_string(druck.spalte))
    unten = max([blatt.max_row, *(_letzte_zeile(d) for d in blatt._charts)])
    fest = f"A{ab}:{druck.spalte}{unten}"
    if not druck.zeile:
        blatt.print_area = fest
        return
    teil = blatt_teil(blatt.title)
    _am_rand(bau, blatt, druck, unten)
    mehr = f"{DRUCK}{teil}>{GEDRUCKT}{teil}"
    blatt["A2"] = f'=IF({mehr},"{satz("druck", bau.form)}","")&{_ohne_gleich(blatt["A2"].value)}'
    zellen.rot_wenn(blatt, "A2", mehr)
    if bau.form != "excel":
        blatt.print_area = fest
        return
    alles = bezug(blatt, f"A1:{druck.spalte}{unten}")
    spalten = f"{SPALTEN}{teil}" if druck.spalten else str(column_index_from_string(druck.spalte))
    bereich = f"{bezug(blatt, f'A{ab}')}:INDEX({alles},{DRUCK}{teil},{spalten})"
    blatt.defined_names["_xlnm.Print_Area"] = DefinedName("_xlnm.Print_Area", attr_text=bereich)


def _breit_genug(blatt: Worksheet, bis: int) -> None:
    """Die erste Spalte eines schmalen Blatts wird breiter, bis Titel und Satz darüber in den Druckbereich passen."""
    spalten = [blatt.column_dimensions[get_column_letter(s)] for s in range(1, bis + 1)]
    platz = sum(s.width for s in spalten if not s.hidden)
    for zeile in range(1, _TITELZEILEN + 1):
        zelle = blatt.cell(zeile, 1)
        if isinstance(zelle.value, str) and not zelle.value.startswith("=") and not zelle.alignment.wrap_text:
            fehlt = schriftbild.breite(zelle.value, zelle.font.sz, zelle.font.b) + 2 - platz
            if fehlt > 0:
                spalten[0].width += math.ceil(fehlt)
                platz += math.ceil(fehlt)


def _am_rand(bau: Bau, blatt: Worksheet, druck: Druck, unten: int) -> None:
    """Verborgen, bis wohin gedruckt wird und wurde; nicht gleich neben dem Bereich, dort druckt LibreOffice »###«."""
    rand = get_column_letter(blatt.max_column + 2)
    # ohne WENNFEHLER hinge der Bereich davon ab, was vorher gerechnet war
    inhalte: list[tuple[str, object]] = [(DRUCK, f"=IFERROR({druck.zeile},{unten})")]
    if druck.spalten:
        inhalte.append((SPALTEN, f"=IFERROR({druck.spalten},{column_index_from_string(druck.spalte)})"))
    # in Excel ist gedruckt, was gerechnet ist
    inhalte.append((GEDRUCKT, f"={DRUCK}{blatt_teil(blatt.title)}" if bau.form == "excel" else unten))
    for z, (vorsatz, inhalt) in enumerate(inhalte, 1):
        name = f"{vorsatz}{blatt_teil(blatt.title)}"
        blatt[f"{rand}{z}"] = inhalt
        bau.name(name, blatt, f"{rand}{z}")
        bau.mappe.defined_names[name].hidden = True
    blatt.column_dimensions[rand].hidden = True


def _ohne_gleich(wert: object) -> str:
    """Formel für das, was in einer Zelle steht."""
    text = str(wert or "")
    return text[1:] if text.startswith("=") else f'"{text}"'


def _letzte_zeile(diagramm: Any) -> int:
    """Die Zeile, bis zu der ein Diagramm reicht, bei Zeilen von 15 Punkt."""
    erste = int("".join(z for z in diagramm.anchor if z.isdigit()))
    return erste + math.ceil(float(diagramm.height) / 0.529) + 1
