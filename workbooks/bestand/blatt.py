"""Die Auswertung eines Bestands als Mappe: alle zusammen, Leistungserbringer, Leistungstypen, was nicht zählt."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from calc.runden import deutsch
from workbooks.bausteine.grund import zellen
from workbooks.berichtsblatt import einrichten, text, umbrochen, zahl
from workbooks.bestand.auswertung import HOECHSTENS_GENANNT, Bestand, Zeile

_KOPF = 4
_SAETZE = (
    "Fälle: Zeilen der Liste; wer im Abschnitt die Gruppe wechselt, hat zwei. Genau sind die Personentage.",
    "Stunden: Stunden im Jahr × Tage ÷ Tage des Kalenderjahres; erster und letzter Tag zählen. VK: VK × Tage ÷ Tage "
    "des Abschnitts, also das Mittel über den Abschnitt.",
    "VK verschiedener Bezüge (Brutto-, Netto-, Jahresstunden nach indirekter Zeit) sind verschiedene Größen und werden "
    "nie addiert; ein unbekannter ist in jedem Land ein anderer.",
    "Ein leeres Feld: für wenigstens eine Person ist der Wert nicht hinterlegt, eine Summe ohne sie wäre falsch.",
)


def als_mappe(b: Bestand, quelle: str, hinweise: Sequence[str] = ()) -> bytes:
    """Die fertige Datei."""
    buch = Workbook()
    blatt = buch.active
    blatt.title = "Gesamt"
    _tabelle(blatt, b, b.tabelle([]), (), quelle, [f"Zu prüfen: {satz}" for satz in hinweise])
    blatt = buch.create_sheet("Leistungserbringer")
    _tabelle(blatt, b, b.tabelle(["kennung"]), (("name", "Leistungserbringer", 36.0),), quelle)
    spalten = (
        ("name", "Leistungserbringer", 36.0),
        ("land", "Land", 8.0),
        ("leistungstyp", "Leistungstyp", 28.0),
    )
    typen = buch.create_sheet("Leistungstypen")
    _tabelle(typen, b, b.tabelle(["kennung", "land", "leistungstyp"]), spalten, quelle)
    _nicht_gezaehlt(buch.create_sheet("Nicht gezählt"), b, quelle)
    puffer = io.BytesIO()
    buch.save(puffer)
    return puffer.getvalue()


def _tabelle(
    blatt: Worksheet,
    b: Bestand,
    zeilen: Sequence[Zeile],
    vorn: Sequence[tuple[str, str, float]],
    quelle: str,
    hinweise: Sequence[str] = (),
) -> None:
    bezuege = sorted({bezug for z in zeilen for bezug in z.vk})
    breiten = [22.0, *(breite for *_, breite in vorn), 11.0, 13.0, 16.0, *(11.0,) * bool(vorn)]
    breiten += [16.0] * len(bezuege)
    einrichten(blatt, f"Bestand: {blatt.title}", quelle, breiten)
    worte = ["Abschnitt", *(wort for _, wort, _ in vorn), "Fälle", "Personen-\ntage", "Stunden"]
    worte += ["Anteil an\nStunden"] * bool(vorn)
    worte += [f"VK ({_in_worten(bezug)})" for bezug in bezuege]
    for spalte, (wort, breite) in enumerate(zip(worte, breiten, strict=True), 1):
        zellen.kopfzelle(blatt.cell(_KOPF, spalte), wort)
        blatt.row_dimensions[_KOPF].height = max(
            blatt.row_dimensions[_KOPF].height or 0, zellen.hoehe((wort, breite - 3)) + 6
        )
    blatt.freeze_panes, blatt.print_title_rows = blatt.cell(_KOPF + 1, 2), f"1:{_KOPF}"
    gesamt = _gesamt(zeilen)
    for z, zeile in enumerate(zeilen, _KOPF + 1):
        texte = [b.zeitraum.abschnitte[zeile.abschnitt].name(b.zeitraum.nach)]
        texte += [zeile.gruppe[spalte] for spalte, *_ in vorn]
        for spalte, wort in enumerate(texte, 1):
            umbrochen(blatt.cell(z, spalte), wort)
        blatt.row_dimensions[z].height = zellen.hoehe(
            *((t, w - 2) for t, w in zip(texte, breiten, strict=False))
        )
        _zahlen(blatt, z, len(texte) + 1, zeile, gesamt[zeile.abschnitt], bezuege)
    for z, satz in enumerate((*hinweise, *_SAETZE), _KOPF + len(zeilen) + 2):
        blatt.merge_cells(start_row=z, end_row=z, start_column=1, end_column=len(breiten))
        umbrochen(blatt.cell(z, 1), satz, grau=True)
        blatt.row_dimensions[z].height = zellen.hoehe((satz, sum(breiten) - 8))


def _zahlen(
    blatt: Worksheet, z: int, ab: int, zeile: Zeile, gesamt: float | None, bezuege: Sequence[str]
) -> None:
    anteil = zeile.stunden / gesamt if gesamt and zeile.stunden is not None else None
    werte: list[tuple[Any, str]] = [
        (float(zeile.personen), "#,##0"),
        (float(zeile.tage), "#,##0"),
        (zeile.stunden, "#,##0.00"),
    ]
    werte += [(anteil, "0.00%")] * bool(zeile.gruppe)  # alle zusammen sind immer 100 %
    werte += [(zeile.vk.get(bezug), "#,##0.0000") for bezug in bezuege]
    for spalte, (wert, format_) in enumerate(werte, ab):
        zahl(blatt.cell(z, spalte), wert, format_)


def _gesamt(zeilen: Sequence[Zeile]) -> dict[int, float | None]:
    """Abschnitt → Stunden aller Gruppen; None, wo einer etwas fehlt."""
    summen: dict[int, float | None] = {}
    for zeile in zeilen:
        bisher = summen.get(zeile.abschnitt, 0.0)
        summen[zeile.abschnitt] = None if bisher is None or zeile.stunden is None else bisher + zeile.stunden
    return summen


def _in_worten(bezug: str) -> str:
    if bezug.startswith("unbekannt"):
        return bezug.replace("unbekannt (", "Bezug unbekannt, ").rstrip(")")
    return {"nach_indirekt": "nach indirekter Zeit"}.get(bezug, bezug)


def _nicht_gezaehlt(blatt: Worksheet, b: Bestand, quelle: str) -> None:
    einrichten(blatt, "Nicht gezählt", quelle, (14, 110))
    for spalte, wort in enumerate(("Zeile", "Grund"), 1):
        zellen.kopfzelle(blatt.cell(_KOPF, spalte), wort)
    blatt.freeze_panes, blatt.print_title_rows = blatt.cell(_KOPF + 1, 1), f"1:{_KOPF}"
    for z, (nummer, grund) in enumerate(b.schlecht, _KOPF + 1):
        zahl(blatt.cell(z, 1), float(nummer), "0")
        text(blatt.cell(z, 2), grund)
    z = _KOPF + len(b.schlecht) + 1
    mehr = b.gruende.total() - len(b.schlecht)
    if mehr:
        text(
            blatt.cell(z, 2),
            f"und {deutsch(mehr)} weitere; einzeln stehen hier {deutsch(HOECHSTENS_GENANNT)}",
        )
    if not b.schlecht:
        text(blatt.cell(z, 2), "keine: jede Zeile zählt")
