"""Die Varianten der Leistungssystematik: je ein Modul mit `fuellen` und `parameter`, kein Land darin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.rahmen import NEUTRAL
from workbooks.bausteine.grund.vorlage import Vorlage
from workbooks.vorlagen.varianten import fachleistungsstunden, modul, tagespauschalen


@dataclass(frozen=True)
class Variante:
    """Eine Variante: sie füllt die Mappe und nennt die Vertragswerte, die sie über die Zeilen des Blatts »Parameter« hinaus braucht."""

    fuellen: Callable[[Bau], None]
    parameter: Callable[[Vorlage], list[str]]


VARIANTEN = {
    "tagespauschalen": Variante(tagespauschalen.fuellen, tagespauschalen.parameternamen),
    "modul": Variante(modul.fuellen, modul.parameternamen),
    NEUTRAL: Variante(modul.fuellen, modul.parameternamen),
    "fachleistungsstunden": Variante(fachleistungsstunden.fuellen, fachleistungsstunden.parameternamen),
}
