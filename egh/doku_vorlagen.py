"""Was in den Vorlagen steht, als Text (docs/vorlagen/NAME.txt): ein Vergleich zeigt dann, was ein Baustein ändert."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund.bau import Umfang
from workbooks.bausteine.grund.vorlage import Vorlage
from workbooks.vorlagen import ALLE, bauen

_ZEILEN = 2
_KOPF = "# Erzeugt mit `python -m egh.doku`; nicht von Hand ändern. Leere Vorlage mit --zeilen 2."


def abzuege() -> dict[str, str]:
    """Pfad unter der Wurzel des Projekts → Text, je Vorlage einer."""
    return {f"docs/vorlagen/{v.name}.txt": abzug(v) for v in ALLE}


def abzug(vorlage: Vorlage) -> str:
    """Blätter mit ihren Zellen, Gültigkeitsregeln, bedingten Formaten und Druckeinrichtung, dann die Namen. [Text]"""
    mappe = bauen(
        vorlage, stichtag=vorlage.rahmen.stand(None)[1], umfang=Umfang(*(_ZEILEN,) * len(fields(Umfang)))
    )
    blatt, zelle = next(iter(mappe.defined_names["meta_version"].destinations))
    mappe[blatt][zelle] = "(Version)"  # sie ändert sich ohne Baustein
    bloecke = [_KOPF, *("\n".join(_blatt(blatt)) for blatt in mappe), "\n".join(_namen(mappe))]
    return "\n\n".join(bloecke) + "\n"


def _blatt(blatt: Worksheet) -> Iterator[str]:
    yield f"== {blatt.title}"
    zellen = [zelle for zeile in blatt.iter_rows() for zelle in zeile]
    for zelle in zellen:
        if zelle.value is not None:
            zahlenformat = "" if zelle.number_format == "General" else f"  [{zelle.number_format}]"
            yield f"{zelle.coordinate}  {_wert(zelle.value)}{zahlenformat}"
    yield f"Eingaben {' '.join(_bereiche([(z.column, z.row) for z in zellen if not z.protection.locked])) or 'keine'}"
    for regel in sorted(blatt.data_validations.dataValidation, key=lambda r: str(r.sqref)):
        grenzen = " bis ".join(str(g) for g in (regel.formula1, regel.formula2) if g is not None)
        yield f"Gültig {regel.sqref}  {regel.type} {grenzen}  {_wert(regel.prompt or '')}".rstrip()
    for bereich in blatt.conditional_formatting:
        for format_ in bereich.rules:
            yield f"Format {bereich.sqref}  {' '.join(map(str, format_.formula))}"
    yield f"Druck {blatt.print_area or 'alles'}, Kopfzeilen {blatt.print_title_rows}, {blatt.page_setup.orientation}"


def _bereiche(orte: list[tuple[int, int]]) -> Iterator[str]:
    """Zellen (Spalte, Zeile) als Bereiche, Spalte für Spalte."""
    rest = sorted(orte)
    while rest:
        spalte, von = rest.pop(0)
        bis = von
        while rest and rest[0] == (spalte, bis + 1):
            bis = rest.pop(0)[1]
        buchstabe = get_column_letter(spalte)
        yield f"{buchstabe}{von}" if von == bis else f"{buchstabe}{von}:{buchstabe}{bis}"


def _namen(mappe: Workbook) -> Iterator[str]:
    yield "== Namen"
    yield from (f"{name}  {eintrag.attr_text}" for name, eintrag in sorted(mappe.defined_names.items()))


def _wert(wert: object) -> str:
    if isinstance(wert, ArrayFormula):
        return f"{{{wert.text}}} in {wert.ref}"
    return str(wert).replace("\n", "⏎")
