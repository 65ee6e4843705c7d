"""Der gemeinsame Schluss jeder Vorlage: Ergebnis und Angebote, wo es sie gibt, Kurzfassung, Prüfung, Quellen, Hilfe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbooks.bausteine.blaetter.abweichungen import Rechnung, abweichungen
from workbooks.bausteine.blaetter.angebote import Anteil, angebote
from workbooks.bausteine.blaetter.bruecke import Groessen
from workbooks.bausteine.blaetter.deckblatt_angebote import LISTE_ANGEBOTE, hinweise
from workbooks.bausteine.blaetter.einzelangebot import Abschnitt, angebotsblatt
from workbooks.bausteine.blaetter.ergebnis import Zeile, ergebnis
from workbooks.bausteine.blaetter.hilfe import hilfe
from workbooks.bausteine.blaetter.kurzfassung import Kurz, kurzfassung
from workbooks.bausteine.blaetter.pruefung import pruefung
from workbooks.bausteine.blaetter.quellen import quellen
from workbooks.bausteine.grund.bau import Bau


@dataclass(frozen=True)
class Kalkulation:
    """Was die Blätter Ergebnis, Angebote, Angebotsblatt und Abweichungen brauchen.

    `groessen`: Ergebnisse der Brücke; `rechnung`: Formel der Abweichungen; `abschnitte`: was das Angebotsblatt
    zeigt, `breiten`: wie breit dort die Spalten sind, wenn nicht wie für Dienste.
    """

    zeilen: Sequence[Zeile]
    anteile: Sequence[Anteil]
    groessen: Groessen
    rechnung: Rechnung
    abschnitte: Sequence[Abschnitt] = ()
    breiten: Sequence[float] = ()


def abschliessen(bau: Bau, kalkulation: Kalkulation | None = None) -> None:
    """Die letzten Blätter; die Vorlage nennt die Zeilen der Kurzfassung."""
    kurz = [Kurz(name, bau.vorlage.kurzworte.get(name, name)) for name in bau.vorlage.kurz]
    if kalkulation is None:
        fehlen = [k.name for k in kurz if f"ergebnis_{k.name}" not in bau.mappe.defined_names]
        if fehlen:
            raise ValueError(
                f"{bau.vorlage.name}: kurz nennt {', '.join(fehlen)}; ein solches Ergebnis gibt es nicht."
            )
    if kalkulation is not None:
        k = kalkulation
        ergebnis(bau, k.zeilen, k.groessen)
        angebotsblatt(bau, angebote(bau, k.anteile), k.abschnitte, k.breiten)
        abweichungen(bau, k.rechnung, next(z.einheit for z in k.zeilen if z.name == k.rechnung.ergebnis))
        kurz = [_kurz(next(z for z in k.zeilen if z.name == name)) for name in bau.vorlage.kurz]
    if LISTE_ANGEBOTE in bau.mappe.defined_names:
        hinweise(bau)
    kurzfassung(bau, kurz)
    pruefung(bau)
    quellen(bau)
    hilfe(bau)


def _kurz(zeile: Zeile) -> Kurz:
    return Kurz(zeile.name, zeile.text, zeile.einheit, zeile.format, zeile.fett)
