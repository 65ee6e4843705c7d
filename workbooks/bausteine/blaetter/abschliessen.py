"""Der gemeinsame Schluss jeder Vorlage: Ergebnis und Angebote, wo es sie gibt, Kurzfassung, Prüfung, Quellen, Hilfe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbooks.bausteine.blaetter.abweichungen import abweichungen
from workbooks.bausteine.blaetter.angebote import Anteil, angebote
from workbooks.bausteine.blaetter.bruecke import Entgelte, Groessen
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE, hinweise
from workbooks.bausteine.blaetter.einzelangebot import Abschnitt, angebotsblatt
from workbooks.bausteine.blaetter.ergebnis import Zeile, ergebnis
from workbooks.bausteine.blaetter.hilfe import hilfe
from workbooks.bausteine.blaetter.kurzfassung import Kurz, kurzfassung
from workbooks.bausteine.blaetter.pruefung import pruefung
from workbooks.bausteine.blaetter.quellen import quellen
from workbooks.bausteine.blaetter.rechnung import Rechnung
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.worte import PRUEFUNG


@dataclass(frozen=True)
class Kalkulation:
    """Was die Blätter Ergebnis, Angebote, Angebotsblatt und Abweichungen brauchen.

    `bruecken`: Ergebnisse der Brücken; `rechnungen`: Formeln der Abweichungen; `abschnitte`: was das Angebotsblatt
    zeigt, `breiten`: wie breit dort die Spalten sind, wenn nicht wie für Dienste.
    """

    zeilen: Sequence[Zeile]
    anteile: Sequence[Anteil]
    bruecken: Sequence[Groessen | Entgelte]
    rechnungen: Sequence[Rechnung]
    abschnitte: Sequence[Abschnitt] = ()
    breiten: Sequence[float] = ()


def abschliessen(
    bau: Bau, kalkulation: Kalkulation | None = None, darunter: Callable[[], None] | None = None
) -> None:
    """Die letzten Blätter; die Vorlage nennt die Zeilen der Kurzfassung.

    `darunter` schreibt, was auf der Kurzfassung unter der Freigabe steht.
    """
    aus_ergebnis: dict[str, Zeile] = {}
    if kalkulation is not None:
        k = kalkulation
        ergebnis(bau, k.zeilen, k.bruecken)
        angebotsblatt(bau, angebote(bau, k.anteile), k.abschnitte, k.breiten)
        abweichungen(bau, k.rechnungen, {z.name: z.einheit for z in k.zeilen})
        aus_ergebnis = {z.name: z for z in k.zeilen}
    if bau.vorlage.anbau:
        bau.vorlage.anbau(bau)
    fehlen = [name for name in bau.vorlage.kurz if f"ergebnis_{name}" not in bau.mappe.defined_names]
    if fehlen:
        raise ValueError(
            f"{bau.vorlage.name}: kurz nennt {', '.join(fehlen)}; ein solches Ergebnis gibt es nicht."
        )
    kurz = [
        _kurz(aus_ergebnis[name])
        if name in aus_ergebnis
        else Kurz(name, *bau.vorlage.kurzworte.get(name, (name,)))
        for name in bau.vorlage.kurz
    ]
    if LISTE_ANGEBOTE in bau.mappe.defined_names:
        hinweise(bau)
    kurzfassung(bau, kurz)
    if darunter:
        darunter()
    quellen(bau)
    pruefung(bau)  # zuletzt gebaut, denn sie zählt, was alle Blätter anmelden
    bau.mappe.move_sheet(PRUEFUNG, -1)
    hilfe(bau)


def _kurz(zeile: Zeile) -> Kurz:
    return Kurz(zeile.name, zeile.text, zeile.einheit, zeile.format, zeile.fett)
