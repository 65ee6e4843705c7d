"""Blatt »Übertrag«: jedes Ergebnis mit Wert und Einheit, zum Abtippen oder Einlesen in das Formular der Gegenseite."""

from __future__ import annotations

from collections.abc import Sequence

from workbooks.ergebnisse import bezeichnung, einheit
from workbooks.mappe import Arbeitsmappe
from workbooks.nativ.blatt import Blatt, Zelle

BLATT = "Übertrag"


def uebertrag(
    m: Arbeitsmappe,
    ohne: Sequence[str],
    feste: Sequence[str],
    bedingungen: Sequence[tuple[str, str, str]] = (),
) -> Blatt:
    """Das Blatt aus den Namen `ergebnis_…`; nur Werte.

    `feste`: Zellen mit Werten aus weggelassenen Blättern; `bedingungen`: Name, Formel und Worte, solange sie gelten.
    """
    b = Blatt(BLATT, (50, 20, 16, 40), kopfzeilen=3)
    b.setze(1, Zelle("Ergebnisse zum Übertragen", stil="titel"))
    b.setze(2, "Stand bei der Weitergabe; diese Werte rechnen nicht mit.")
    b.setze(3, *(Zelle(wort, stil="kopf") for wort in ("Ergebnis", "Wert", "Einheit", "Name")))
    z = 3
    for name in m.namen("ergebnis_"):
        blatt, bereich = m.ort(name)
        wert = m[name]
        if blatt in ohne or bereich.anzahl > 1 or not isinstance(wert, (float, str)):
            continue
        z += 1
        zelle = Zelle(wert, stil="zahl") if isinstance(wert, float) else Zelle(wert)
        b.setze(z, bezeichnung(m, name) or name, zelle, einheit(m, name), name)
    _solange(b, _nicht_mitgegeben(b, z + 2, feste) + 2, bedingungen)
    return b


def _nicht_mitgegeben(b: Blatt, kopf: int, feste: Sequence[str]) -> int:
    """Wo ein Wert steht, der aus einem weggelassenen Blatt kommt und sich nicht mehr ändert."""
    if not feste:
        return kopf - 2
    b.setze(
        kopf,
        Zelle("Fest, weil aus Blättern, die nicht mitgegeben sind", stil="kopf"),
        *(Zelle("", stil="kopf"),) * 3,
    )
    je_blatt: dict[str, list[str]] = {}
    for ort in feste:
        blatt, _, zelle = ort.rpartition("!")
        je_blatt.setdefault(blatt, []).append(zelle)
    for z, (blatt, zellen) in enumerate(je_blatt.items(), kopf + 1):
        b.setze(
            z, f"{blatt}: {len(zellen)} Zellen", ", ".join(zellen[:3]) + (" …" if len(zellen) > 3 else "")
        )
    return kopf + len(je_blatt)


def _solange(b: Blatt, kopf: int, bedingungen: Sequence[tuple[str, str, str]]) -> None:
    """Die Bedingungen, unter denen die festen Werte gelten; gilt eine nicht mehr, werden sie #NV."""
    if not bedingungen:
        return
    wort = "Sie gelten, solange sich nicht ändert (sonst #NV)"
    b.setze(kopf, Zelle(wort, stil="kopf"), Zelle("gilt", stil="kopf"), *(Zelle("", stil="kopf"),) * 2)
    for z, (name, formel, worte) in enumerate(bedingungen, kopf + 1):
        b.setze(z, worte, Zelle(formel=formel), None, name)
        b.namen[name] = f"B{z}"
