"""Zeilen vieler Dateien zu Personen: Gleiches zählt einmal, Verschiedenes gar nicht; die Reihenfolge ändert nichts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from workbooks.erhebung.lesen import Ablehnung, Zeile, schluessel

_OHNE = "ohne Gruppe"


@dataclass
class Person:
    """Eine Person: Fallnummer, Angebot, Gruppe, ob sie zählt, und ihre Minuten je (Leistung, Art)."""

    fall: str
    angebot: str
    gruppe: str
    befragt: bool = True
    minuten: dict[tuple[int, str], float] = field(default_factory=dict)


def zusammengefuehrt(
    zeilen: Iterable[Zeile], abgelehnt: Sequence[Ablehnung]
) -> tuple[list[Person], list[Ablehnung], list[Ablehnung]]:
    """Personen nach Fallnummer, neue Ablehnungen, und was gleich doppelt da war.

    Wer eine abgelehnte Zeile hat, gilt als nicht befragt: mit einem Teil der Minuten wäre der Bedarf zu klein.
    """
    je_person: dict[str, list[Zeile]] = defaultdict(list)
    for zeile in zeilen:
        je_person[schluessel(zeile.fall)].append(zeile)
    schlecht, doppelt, personen = [], [], []
    mit_ablehnung = {a.fall for a in abgelehnt}
    for fall in sorted(je_person):
        ihre = sorted(je_person[fall], key=lambda z: (z.datei, z.nummer))
        person, neu, gleich = _person(ihre)
        person.befragt = not neu and fall not in mit_ablehnung
        personen.append(person)
        schlecht += neu
        doppelt += gleich
    _gleich_benannt(personen)
    return personen, schlecht, doppelt


def _gleich_benannt(personen: Sequence[Person]) -> None:
    """»WG« und »wg« sind eine Gruppe; sie heißt wie die alphabetisch erste Schreibweise."""
    namen: dict[str, str] = {}
    for name in sorted({p.gruppe for p in personen}):
        namen.setdefault(schluessel(name), name)
    for p in personen:
        p.gruppe = namen[schluessel(p.gruppe)]


def _person(zeilen: Sequence[Zeile]) -> tuple[Person, list[Ablehnung], list[Ablehnung]]:
    gruppen = {tuple(_vergleichbar(teil) for teil in z.gruppe) for z in zeilen}
    angebot, *teile = min(z.gruppe for z in zeilen)
    person = Person(min(z.fall for z in zeilen), angebot, ", ".join(filter(None, teile)) or _OHNE)
    if len(gruppen) > 1:
        grund = "Person mit verschiedenen Angaben (Angebot, HBG, Wohnform, Standort)"
        return person, [Ablehnung(z.datei, z.nummer, grund, schluessel(z.fall)) for z in zeilen], []
    if len({z.leistung is None for z in zeilen}) > 1:
        grund = "Person mit Minuten und noch einmal ohne Bedarf"
        return person, [Ablehnung(z.datei, z.nummer, grund, schluessel(z.fall)) for z in zeilen], []
    schlecht, doppelt = [], []
    je_leistung: dict[tuple[int, str], list[Zeile]] = defaultdict(list)
    for zeile in zeilen:
        if zeile.leistung is not None:
            je_leistung[zeile.leistung, zeile.art].append(zeile)
    for was, gleiche in sorted(je_leistung.items()):
        if len({z.minuten for z in gleiche}) > 1:
            grund = "dieselbe Person und Leistung noch einmal mit anderen Minuten"
            schlecht += [Ablehnung(z.datei, z.nummer, grund, schluessel(z.fall)) for z in gleiche]
            continue
        person.minuten[was] = gleiche[0].minuten
        doppelt += [Ablehnung(z.datei, z.nummer, "gleich schon da, einmal gezählt") for z in gleiche[1:]]
    return person, schlecht, doppelt


def _vergleichbar(text: str) -> str:
    return " ".join(text.lower().split())
