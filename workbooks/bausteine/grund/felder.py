"""Einzelne Eingaben und Ergebnisse mit Namen, untereinander; Überschriften einer Tabelle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, bezug
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.einheiten import Einheit, passt
from workbooks.bausteine.grund.kennung import belegt
from workbooks.bausteine.grund.regeln import Regel, nachfrage
from workbooks.bausteine.grund.worte import BESTAETIGEN, FALSCH


class Feld(NamedTuple):
    """Eine Eingabe: Wort, Name (`eingabe_X`), Format, Grenze, Wert des Beispiels, Erläuterung, ob Pflicht.

    `frage`: was zu bestätigen ist, eine Regel oder mehrere; ihre Bedingung nennt die Eingabe {wert}. `weil`: womit das
    Beispiel sie bestätigt.
    """

    text: str
    name: str
    format: str
    grenze: Grenze
    beispiel: object = None
    notiz: str = ""
    pflicht: bool = True
    frage: Regel | Sequence[Regel] | None = None
    weil: str | None = None


class Wert(NamedTuple):
    """Ein gerechneter Wert: Wort, Name (leer: keiner), Formel, Einheit, Rechenweg; `frage` wie bei `Feld`."""

    text: str
    name: str
    formel: str
    einheit: Einheit
    weg: str = ""
    fett: bool = False
    frage: Regel | Sequence[Regel] | None = None


def eingaben(bau: Bau, blatt: Worksheet, z: int, felder: Sequence[Feld]) -> int:
    """Ab Zeile z: Wort in A, Eingabe in B, Erläuterung oder Frage in C, Grund in F; gibt die nächste freie."""
    for zeile, f in enumerate(felder, z):
        zellen.text(blatt[f"A{zeile}"], f.text)
        rechts = f.format != zellen.TEXT
        zellen.eingabezelle(blatt[f"B{zeile}"], f.beispiel if bau.beispiel else None, f.format, rechts)
        _daneben(bau, blatt, zeile, f.name, f.notiz, f.frage or (), f.grenze)
        if f.weil and bau.beispiel:
            blatt[f"F{zeile}"].value = f.weil
        f.grenze.anwenden(blatt, f"B{zeile}")
        bau.name(f"eingabe_{f.name}", blatt, f"B{zeile}")
        ort = bezug(blatt, f"B{zeile}")
        if f.pflicht:
            bau.pflicht.append((f"{blatt.title}: {f.text}", belegt(ort)))
        if falsch := f.grenze.verletzt(ort):
            bau.werte_falsch.append(falsch)
    return z + len(felder)


def _daneben(
    bau: Bau,
    blatt: Worksheet,
    zeile: int,
    name: str,
    notiz: str,
    regeln: Regel | Sequence[Regel],
    grenze: Grenze | None = None,
) -> None:
    """In C die Erläuterung, solange nichts daran ist; sonst, was nicht erlaubt oder zu bestätigen ist."""
    falsch = grenze.verletzt(f"$B${zeile}") if grenze else ""
    if regeln and grenze:  # eine Eingabe, die geleert wurde, während ihr Grund stehen blieb
        geleert = Regel(
            "hier stand ein Wert, der Grund steht noch da", f'AND({{wert}}="",T($F${zeile})<>"")', '"leer"'
        )
        regeln = (*([regeln] if isinstance(regeln, Regel) else regeln), geleert)
    kern = nachfrage(regeln, f"$B${zeile}", f"$F${zeile}", f'"{notiz}"') if regeln else f'"{notiz}"'
    if grenze and falsch:
        kern = f'IF({falsch},"{FALSCH}: {grenze.hinweis}",{kern})'
    zellen.text(blatt[f"C{zeile}"], f"={kern}" if regeln or falsch else notiz, grau=True, umbruch=False)
    if regeln or falsch:
        rot = f'LEFT($C${zeile},{len(BESTAETIGEN)})="{BESTAETIGEN}",LEFT($C${zeile},{len(FALSCH)})="{FALSCH}"'
        zellen.rot_wenn(blatt, f"C{zeile}:E{zeile}", f"OR({rot})")
        bau.name(f"zeilenhinweis_{name}", blatt, f"C{zeile}")
    if regeln:
        _grund(bau, blatt, zeile, name, notiz)


def _grund(bau: Bau, blatt: Worksheet, zeile: int, name: str, notiz: str) -> None:
    """Die Zelle, in der steht, warum ein ungewöhnlicher Wert stimmt; zu sehen, wenn danach gefragt ist."""
    ort, grund = f"C{zeile}", f"F{zeile}"
    zellen.stumm(blatt[grund], None, zellen.TEXT, rechts=False, eingabe=True)
    eingabe.TEXT.anwenden(blatt, grund)
    bekannt = f'OR($C${zeile}="",$C${zeile}="{notiz}")'
    zellen.einblenden(blatt, grund, f'OR($F${zeile}<>"",NOT({bekannt}))', zellen.EINGABE)
    bau.name(f"eingabe_bestaetigt_{name}", blatt, grund)
    bau.offen.append(f'COUNTIF({bezug(blatt, ort)},"{BESTAETIGEN}*")>0')


def ergebnisse(bau: Bau, blatt: Worksheet, z: int, werte: Sequence[Wert]) -> int:
    """Ab Zeile z: Wort in A, Wert in B, Rechenweg in C; gibt die nächste freie."""
    for zeile, w in enumerate(werte, z):
        passt(w.text, w.formel, w.einheit.wort)
        zellen.text(blatt[f"A{zeile}"], w.text, fett=w.fett)
        zellen.formelzelle(blatt[f"B{zeile}"], f"={w.formel}", w.einheit.format, fett=w.fett)
        zellen.text(blatt[f"C{zeile}"], w.weg, grau=True, umbruch=False)
        if w.frage:
            _daneben(bau, blatt, zeile, w.name, w.weg, w.frage)
        if w.name:
            bau.name(w.name, blatt, f"B{zeile}")
    return z + len(werte)


def kopf(blatt: Worksheet, zeile: int, worte: Sequence[str], hoehe: float = 30) -> None:
    """Überschriften einer Tabelle ab Spalte A."""
    for nummer, wort in enumerate(worte, 1):
        zellen.kopfzelle(blatt.cell(zeile, nummer), wort)
    blatt.row_dimensions[zeile].height = hoehe
